"""Row headers, so that who listens to the pdf hears which row an amount stands in; and bookmarks without repetitions.

Typst tags the heads of columns, and offers nothing for the heads of rows. They are tagged here, in the finished file, from
what its own tags say: where a table's head ends, and where a title stands in a row.
"""

from __future__ import annotations

import io
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pikepdf import open as read_pdf

_HEADINGS = frozenset(f"/H{level}" for level in range(1, 7))


def finished(written: bytes) -> bytes:
    """The same pdf, where every row of a table begins with a header of it, and each heading is one bookmark.

    Each cell up to the one with the row's title (a heading in it) is a header of the row; the first, where there is none.
    What stands across the whole table is a header of what follows. The cells point back to the headers of their row. The
    same bytes in give the same bytes out.
    """
    with read_pdf(io.BytesIO(written)) as file:
        root = file.Root.get("/StructTreeRoot")
        if root is None:
            return written  # a template of one's own may print pages without tags
        told = _Told([], [])
        _listen(root, told, [])
        _merge_bookmarks(file, told.headings)
        ids: dict[str, Any] = {}
        for number, rows in enumerate(told.tables, 1):
            _tag_table(rows, number, ids)
        if ids:
            _register(file, root, ids)
        made = io.BytesIO()
        file.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return made.getvalue()


class _Cell(NamedTuple):
    """A cell of a table, and whether there is a heading in it."""

    tag: Any
    is_head: bool
    is_titled: bool


class _Told(NamedTuple):
    """What is heard from the first tag to the last: the words of the headings, and the cells of each row of each table."""

    headings: list[str]
    tables: list[list[list[_Cell]]]


def _listen(element: Any, told: _Told, rows: list[list[_Cell]]) -> None:
    """Take down what is told below a tag, which stands in a table with these rows so far, if it stands in one.

    Each tag is asked once: that is the dearest of all that is done to a large file.
    """
    children = element.get("/K", ())
    for child in children if isinstance(children, Array) else (children,):
        kind = None if isinstance(child, int) else child.get("/S")
        if kind is None:
            continue  # a piece of a page
        kind = str(kind)
        if kind in _HEADINGS:
            told.headings.append(str(child.get("/T", "")))
            continue
        if kind == "/TR":
            rows.append([])
        if kind == "/Table":
            told.tables.append([])
        before = len(told.headings)
        _listen(child, told, told.tables[-1] if kind == "/Table" else rows)
        if kind in ("/TH", "/TD"):
            rows[-1].append(_Cell(child, kind == "/TH", len(told.headings) > before))


def _tag_table(rows: list[list[_Cell]], number: int, ids: dict[str, Any]) -> None:
    columns = max((sum(_span(cell.tag) for cell in row) for row in rows), default=0)
    for count, row in enumerate(rows, 1):
        if any(cell.is_head for cell in row):
            if len(row) == 1 and _span(row[0].tag) == columns > 1:
                _attributes(row[0].tag).Scope = Name.Both  # the heading of a section: of its rows as of its columns
            continue
        titled = next((place for place, cell in enumerate(row) if cell.is_titled), 0)
        names = []
        for place, cell in enumerate(row[: titled + 1]):
            name = f"R{number}x{place}y{count}"
            names.append(String(name))
            cell.tag.S = Name.TH
            cell.tag.ID = names[-1]
            _attributes(cell.tag).Scope = Name.Row
            ids[name] = cell.tag
        for cell in row[titled + 1 :]:
            attributes = _attributes(cell.tag)
            attributes.Headers = Array([*attributes.get("/Headers", ()), *names])


def _merge_bookmarks(file: pikepdf.Pdf, headings: list[str]) -> None:
    """A heading of a table's head is repeated on each page, but is heard once: its bookmarks become one.

    ``headings`` are what is heard, in order. A bookmark is a repetition where the one before it, beside it, has the same
    words, and the next that is heard has others.
    """
    heard = iter(headings)
    following = next(heard, None)

    def merge(kept: list[pikepdf.OutlineItem], entries: list[pikepdf.OutlineItem]) -> None:
        nonlocal following
        for entry in entries:
            below = list(entry.children)
            is_repeated = bool(kept) and kept[-1].title == entry.title != following
            if entry.title == following:
                following = next(heard, None)
            if not is_repeated:
                entry.children.clear()
                kept.append(entry)
            merge(kept[-1].children, below)

    with file.open_outline() as bookmarks:
        entries = list(bookmarks.root)
        bookmarks.root.clear()
        merge(bookmarks.root, entries)


def _span(cell: Any) -> int:
    return int(_attributes(cell).get("/ColSpan", 1))


def _attributes(cell: Any) -> Any:
    """What is said of a cell as one of a table; put there, where nothing is."""
    said = cell.get("/A", Array())
    owned = said if isinstance(said, Array) else Array([said])
    for attributes in owned:
        if isinstance(attributes, Dictionary) and attributes.get("/O") == Name.Table:
            return attributes
    owned.append(Dictionary(O=Name.Table))
    cell.A = owned
    return cell.A[-1]


def _register(file: pikepdf.Pdf, root: Any, ids: dict[str, Any]) -> None:
    """Enters the new ids in the list of ids, which is sorted."""
    if "/IDTree" not in root:
        root.IDTree = file.make_indirect(Dictionary(Names=Array()))
    tree = pikepdf.NameTree(root.IDTree)
    for name, cell in ids.items():
        tree[name] = cell
