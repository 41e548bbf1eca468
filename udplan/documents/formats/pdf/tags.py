"""Row headers, so that who listens to the pdf hears which row an amount stands in; and bookmarks without repetitions.

Typst tags the heads of columns, and offers nothing for the heads of rows. They are tagged here, in the finished file, from
what its own tags say: where a table's head ends, and where a title stands in a row.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

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
        _merge_bookmarks(file, [str(heading.get("/T", "")) for heading in _found(root, *_HEADINGS, into_tables=True)])
        ids: dict[str, Any] = {}
        for number, table in enumerate(_found(root, "/Table", into_tables=True), 1):
            _tag_table(table, number, ids)
        if ids:
            _register(file, root, ids)
        made = io.BytesIO()
        file.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return made.getvalue()


def _tag_table(table: Any, number: int, ids: dict[str, Any]) -> None:
    columns = max((sum(map(_span, _cells(row))) for row in _found(table, "/TR")), default=0)
    for count, row in enumerate(_found(table, "/TR"), 1):
        cells = _cells(row)
        if any(cell.S == Name.TH for cell in cells):
            if len(cells) == 1 and _span(cells[0]) == columns > 1:
                _attributes(cells[0]).Scope = Name.Both  # the heading of a section: of its rows as of its columns
            continue
        titled = next((place for place, cell in enumerate(cells) if any(_found(cell, *_HEADINGS))), 0)
        heads = cells[: titled + 1]
        for place, cell in enumerate(heads):
            cell.S = Name.TH
            cell.ID = String(f"R{number}x{place}y{count}")
            _attributes(cell).Scope = Name.Row
            ids[str(cell.ID)] = cell
        for cell in cells[titled + 1 :]:
            attributes = _attributes(cell)
            attributes.Headers = Array([*attributes.get("/Headers", []), *(cell.ID for cell in heads)])


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


def _found(element: Any, *wanted: str, into_tables: bool = False) -> Iterator[Any]:
    """The structure elements of these types below one, in order; of the tables below it only where that is asked."""
    children = element.get("/K", [])
    for child in children if isinstance(children, Array) else [children]:
        if not isinstance(child, Dictionary) or "/S" not in child:
            continue
        if str(child.S) in wanted:
            yield child
        elif into_tables or str(child.S) != "/Table":
            yield from _found(child, *wanted, into_tables=into_tables)


def _cells(row: Any) -> list[Any]:
    return list(_found(row, "/TH", "/TD"))


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
