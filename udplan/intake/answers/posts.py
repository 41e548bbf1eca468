"""A sheet that came back: its cells by item and field, with the sheet as it was sent, and all in it that is not read.

In Excel an item is a row under a row of headings. In Word it is a table of its own: its id with a ``#`` in the first row,
and below it a row a field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from udplan.intake.sheet import Ark, ForkertArk, Kolonne
from udplan.model.groups import group_of
from udplan.model.indsats import Indsats, Status
from udplan.office.grid import Cell, Read, Row, Skjult, Sort, Table
from udplan.values.words import few, fold, how_many, listed, nfc, shortened

#: What stands in front of an id in Word.
MÆRKE: Final = "#"
_MOST_NAMED: Final = 5


class Post(NamedTuple):
    """What a sheet says of one item: where it stands (»række 4«), and its cells by field."""

    sted: str
    celler: Mapping[str, Cell]
    bemærkninger: tuple[str, ...] = ()


class Svar(NamedTuple):
    """An answer. ``navn`` is what its file is called, ``ark`` the sheet as it was sent, ``poster`` what it says now, by id,
    and ``ulæst`` what stands in it and is not read, a Danish sentence each. ``i_word`` says that blank lines and the spaces
    between words are not as they were: Word keeps neither."""

    navn: str
    ark: Ark
    poster: Mapping[str, Post]
    ulæst: tuple[str, ...]
    i_word: bool = False


def svar(navn: str, ark: Ark, read: Read) -> Svar:
    """An answer from the file that was read, and the sheet that it was when it was sent.

    Raises:
        ForkertArk: where there is nothing in the file that can be held against what was sent.
    """
    told: list[str] = list(read.bemærkninger)
    cards = [table for table in read.tabeller if _card_id(table) is not None]
    found = list(_cards(ark, cards, told)) if cards else list(_rows(ark, read.tabeller, told))
    return Svar(navn, ark, _known(ark, found, told), tuple(told), i_word=bool(cards))


class _Found(NamedTuple):
    id: str
    post: Post


def _known(ark: Ark, found: Iterable[_Found], told: list[str]) -> dict[str, Post]:
    """What stands once and is one of the items that were sent; the rest is told, and so is what is gone."""
    sent = {row.id: row for row in ark.rækker}
    by_id: dict[str, list[Post]] = {}
    for id, post in found:
        by_id.setdefault(id, []).append(post)
    posts: dict[str, Post] = {}
    for id, several in by_id.items():
        where = listed([post.sted for post in several])
        if not id:
            told += (
                f"{post.sted}: ny og uden id, så den læses ikke. Et nyt punkt laves med udplan ny." for post in several
            )
        elif id not in sent:
            told.append(
                f"{where}: »{shortened(id)}« er ikke et af arkets punkter, så det læses ikke. Et nyt punkt laves med udplan ny."
            )
        elif len(several) > 1:
            told.append(
                f"{id}: står {len(several)} gange ({where}), så intet af det læses. Slet dem, der er for meget."
            )
        elif other := _sent_as(ark, id, several[0]):
            told.append(
                f"{id}: i {where} står den overskrift, som {other} blev sendt med, så intet af rækken læses. Er kun nogle af "
                "kolonnerne sorteret? Så hører id og tekst ikke længere sammen. Bed om at få arket igen."
            )
        else:
            posts[id] = several[0]
    told += (f"{id}: er slettet i arket, og punktet er uændret." for id in sent if id not in by_id)
    return posts


def _sent_as(ark: Ark, id: str, post: Post) -> str | None:
    """The item that a row's title was sent with, where that is another one: somebody has sorted some of the columns, and
    what stands in the row belongs to the other."""
    at = next((place for place, column in enumerate(ark.kolonner) if column.felt == "overskrift"), None)
    said = post.celler.get("overskrift")
    if at is None or said is None or not said.text.strip():
        return None
    ids = [row.id for row in ark.rækker if fold(str(row.celler[at] or "")) == fold(said.text)]
    return ids[0] if ids and id not in ids else None


# --- Excel: a row an item ---------------------------------------------------------------------------------------------


def _rows(ark: Ark, tables: Sequence[Table], told: list[str]) -> Iterator[_Found]:
    best = max(
        ((len(_headings(ark, row)), -at, table, row) for at, table in enumerate(tables) for row in table.rækker[:20]),
        key=lambda found: found[:2],
        default=None,
    )
    if best is None or best[0] < min(2, len(ark.kolonner)):
        raise ForkertArk(
            "Arkets overskrifter er væk, så cellerne ikke kan kendes. Bed om at få arket igen, eller send et nyt."
        )
    _, _, table, head = best
    columns = _headings(ark, head)
    if "id" not in columns.values():
        raise ForkertArk(
            "Kolonnen med id er væk, så rækkerne ikke kan kendes. Bed om at få arket igen, eller send et nyt."
        )
    names = list(columns.values())
    if twice := sorted({column for column in names if names.count(column) > 1}):
        raise ForkertArk(f"To kolonner hedder det samme ({_heading(ark, twice[0])}). Slet den ene, og send arket igen.")
    # The id's column is hidden, and a filter hides rows: they are read.
    told += _but_hidden(table.bemærkninger)
    told += _left_out(tables, table)
    told += (
        f"Kolonnen »{column.overskrift}« er slettet i arket, og felterne er uændrede."
        for column in ark.kolonner
        if column.felt not in names
    )
    below = [row for row in table.rækker if row.nummer > head.nummer and any(map(_says, row.celler))]
    told += _strange_columns(columns, head, below)
    for row in below:
        # What is blank may not be there at all; it is blank all the same, and was perhaps not.
        cells = dict.fromkeys(columns.values(), Cell(""))
        for cell in row.celler:
            covered = [columns[at] for at in range(cell.kolonne, cell.kolonne + cell.bredde) if at in columns]
            cells |= dict.fromkeys(covered, _merged(cell) if len(covered) > 1 or _lies_under(cell) else cell)
        id = cells.pop("id", Cell("")).text.strip()
        if id or any(map(_says, cells.values())):
            yield _Found(nfc(id), Post(f"række {row.nummer}", cells, _but_hidden(row.bemærkninger)))


def _but_hidden(remarks: Iterable[str]) -> tuple[str, ...]:
    return tuple(remark for remark in remarks if not isinstance(remark, Skjult))


def _heading(ark: Ark, felt: str) -> str:
    return next(column.overskrift for column in ark.kolonner if column.felt == felt)


def _headings(ark: Ark, row: Row) -> dict[int, str]:
    """The field of each column of the grid, where a row is that of the headings."""
    by_name = {fold(column.overskrift): column.felt for column in ark.kolonner}
    return {cell.kolonne: by_name[fold(cell.text)] for cell in row.celler if fold(cell.text) in by_name}


def _strange_columns(columns: Mapping[int, str], head: Row, rows: Sequence[Row]) -> Iterator[str]:
    names = {cell.kolonne: cell.text for cell in head.celler}
    counts: dict[int, int] = {}
    for row in rows:
        for cell in row.celler:
            if cell.kolonne not in columns and _says(cell):
                counts[cell.kolonne] = counts.get(cell.kolonne, 0) + 1
    for at, count in sorted(counts.items()):
        what = f"»{shortened(_flat(names[at]))}«" if names.get(at, "").strip() else f"nummer {at + 1}"
        yield f"Kolonnen {what} er ikke en af arkets, så det, der står i den, læses ikke ({how_many(count, 'celle', 'celler')})."


def _left_out(tables: Sequence[Table], read: Table) -> Iterator[str]:
    for table in tables:
        cells = sum(_says(cell) for row in table.rækker for cell in row.celler)
        if table is not read and cells:
            yield f"»{table.navn}« er ikke en af arkets dele og læses ikke ({how_many(cells, 'celle', 'celler')})."


def _says(cell: Cell) -> bool:
    return bool(cell.text.strip()) or cell.sort is not Sort.TEKST


def _lies_under(cell: Cell) -> bool:
    """Whether a cell is merged with the one above it: it has nothing of its own, and is not blank for that."""
    return cell.ovenfra is not None


def _merged(cell: Cell) -> Cell:
    """A cell that covers several fields: it says nothing of any of them alone."""
    return cell._replace(bemærkninger=(*cell.bemærkninger, FLETTET))


#: Of a cell that covers several fields.
FLETTET: Final = "cellen er flettet med en anden, så det ikke er til at se, hvad der hører til hvor."


def _flat(text: str) -> str:
    return " ".join(text.split())


# --- Word: a table an item --------------------------------------------------------------------------------------------


def _card_id(table: Table) -> str | None:
    first = table.rækker[0].celler if table.rækker else ()
    text = first[0].text.strip() if first else ""
    return text.split()[0].removeprefix(MÆRKE) if text.startswith(MÆRKE) and len(text) > 1 else None


def _cards(ark: Ark, tables: Sequence[Table], told: list[str]) -> Iterator[_Found]:
    by_name = {fold(column.overskrift): column for column in ark.kolonner}
    for table in tables:
        told += table.bemærkninger
        id = nfc(_card_id(table) or "")
        cells: dict[str, Cell] = {}
        twice: set[str] = set()
        for row in table.rækker[1:]:
            name, said = (*row.celler[:2], Cell(""), Cell(""))[:2]
            column = by_name.get(fold(name.text))
            if column is None or len(row.celler) > 2:
                if any(map(_says, row.celler)):
                    told.append(f"{id}: rækken »{shortened(_flat(name.text))}« er ikke en af arkets og læses ikke.")
            elif column.felt in cells:
                twice.add(column.felt)
            else:
                cells[column.felt] = _merged(said) if _lies_under(said) else _as_prose(column, said)
        for felt in twice:
            cells[felt] = _merged(cells[felt])
        missing = [column.overskrift for column in _fields(ark) if column.felt not in cells]
        if missing:
            what = listed(few(missing, len(missing), _MOST_NAMED))
            told.append(f"{id}: {what} er slettet i arket og er uændret.")
        yield _Found(id, Post(table.navn, cells))


def _as_prose(column: Kolonne, cell: Cell) -> Cell:
    """A cell of running text as a plan has it, with a blank line between paragraphs."""
    kind = group_of(Indsats).fields.get(column.felt) or group_of(Status).fields.get(column.felt.partition(".")[2])
    return cell._replace(text=cell.prosa) if kind is not None and kind.running else cell


def _fields(ark: Ark) -> Iterator[Kolonne]:
    return (column for column in ark.kolonner if column.felt != "id")
