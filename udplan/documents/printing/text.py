"""What the formats share: running text in its pieces, and figures as Danes print them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import quote

from udplan.documents.blocks import Cell, Column, Kind
from udplan.values.amounts import format_amount, least_decimals
from udplan.values.times import MÅNEDER
from udplan.values.totals import MANGLER, Ufuldstændig
from udplan.values.unknown import IkkeOplyst

NBSP = "\u00a0"
HYPHEN_MINUS = "-"
TRUE_MINUS = "\u2212"

# Not \s: a no-break space was written to be kept. And not one space alone, which is as it should be: most are.
_BREAKING_SPACE = re.compile("(?: (?=[ \t\r\n\f\v])|[\t\r\n\f\v])[ \t\r\n\f\v]*")
_LINE_END = re.compile("\r\n|\n|\r")


class Paragraph(NamedTuple):
    """Lines that belong together; the break between two of them was written and is kept."""

    lines: tuple[str, ...]


class Bullets(NamedTuple):
    """A list; each point is the lines it was written in."""

    points: tuple[tuple[str, ...], ...]


class Numbered(NamedTuple):
    """A numbered list; each point is the lines it was written in, without its number. It counts from ``start``, which is more
    than 1 where something else stands between it and the points before it."""

    points: tuple[tuple[str, ...], ...]
    start: int = 1

    @property
    def lines(self) -> tuple[str, ...]:
        """The same as lines of text, for a format that has no such list."""
        return tuple(
            line if place else f"{number}. {line}"
            for number, point in enumerate(self.points, self.start)
            for place, line in enumerate(point)
        )


Piece = Paragraph | Bullets | Numbered


def one_line(text: str) -> str:
    """The text without line breaks, for headings and table headers."""
    if str.isprintable(text) and "  " not in text:  # quick to ask, and then there is nothing to replace
        return str.strip(text)  # which makes a text of Markup, as below
    return _BREAKING_SPACE.sub(" ", text).strip()


def lines(text: str) -> tuple[str, ...]:
    """The lines that have something on them, without the spaces around each."""
    return tuple(line for line in map(one_line, _rows(text)) if line)


def _rows(text: str) -> Sequence[str]:
    """The lines of a text as they were written."""
    return (text,) if str.isprintable(text) else _LINE_END.split(text)


def flow(text: str, after: int = 0) -> tuple[Piece, ...]:
    """Running text in pieces, by the rules of ``blocks.Prose``.

    A line that is indented under a point of a list continues it. Points that only a blank line parts are one
    list. Lists have one level. ``after`` is the number that the text before had come to, where this is the rest of a text
    (see ``last_number``).
    """
    pieces: list[Piece] = []
    after_blank = True
    rows = _rows(text)
    numbers, _ = _numbers(rows, after)
    for place, raw in enumerate(rows):
        line = one_line(raw)
        last = pieces[-1] if pieces else None
        number = numbers.get(place)
        if number or line.startswith("- "):
            point = (one_line(line.partition(" ")[2]),)
            if isinstance(last, Numbered if number else Bullets) and number != 1:
                pieces[-1] = last._replace(points=(*last.points, point))
            else:
                pieces.append(Numbered((point,), number) if number else Bullets((point,)))
        elif line and not after_blank and isinstance(last, Paragraph):
            pieces[-1] = Paragraph((*last.lines, line))
        elif line and not after_blank and isinstance(last, Bullets | Numbered) and raw[0] in " \t":
            pieces[-1] = last._replace(points=(*last.points[:-1], (*last.points[-1], line)))
        elif line:
            pieces.append(Paragraph((line,)))
        after_blank = not line
    return tuple(pieces)


# A day (24. marts) is no point of a list.
_NUMBERED = re.compile(rf"([1-9][0-9]?)[.)] (?!(?:{'|'.join(MÅNEDER)})\b)", re.IGNORECASE)


def last_number(text: str, after: int = 0) -> int:
    """The number that a text's list has come to where the text ends, and 0 where it ends with something else."""
    return _numbers(_rows(text), after)[1]


def _numbers(rows: Sequence[str], last: int) -> tuple[dict[int, int], int]:
    """The lines that are points of a numbered list, with their numbers, and the number that they have come to: two or more
    that count from 1, or on from ``last``, with no more between them than blank lines and lines that continue a point."""
    found: dict[int, int] = {}
    run: dict[int, int] = {}
    for place, raw in enumerate(rows):
        point = _NUMBERED.match(one_line(raw))
        if point and int(point[1]) == last + 1:
            last += 1
            run[place] = last
        elif point or (place and raw.strip() and raw[0] not in " \t"):  # the first line may be the rest of a point
            found |= run if last > 1 else {}
            last = 1 if point and point[1] == "1" else 0
            run = {place: 1} if last else {}
    return found | (run if last > 1 else {}), last


#: The lights that have a colour, by the words that a column of them has.
LIGHTS = ("rød", "gul", "grøn")


def light(text: str) -> tuple[str, str]:
    """What a cell of a column of lights says: the light, and the rest. A text without a light is all rest."""
    word = text.partition(",")[0]
    return (word, text[len(word) :]) if word in LIGHTS else ("", text)


def address(name: str) -> str | None:
    """The address of a file beside the document, for a link; None where the text is not just the name of a file.

    A name cannot lead anywhere else: it has no folder, no scheme, and every sign that means something is encoded.

    >>> address("udvalg-buu.html"), address("../plan.html"), address("javascript:alert(1)")
    ('udvalg-buu.html', None, None)
    """
    plain = re.fullmatch(r"[^/\\:\x00-\x1f\x7f]+\.[A-Za-z0-9]+", name)
    return quote(name, safe="") if plain else None


def is_blank(value: Cell) -> bool:
    """Whether a cell has nothing to show. Zero and ``ikke oplyst`` do."""
    return value is None or (isinstance(value, str) and not value.strip())


@dataclass(frozen=True)
class Printer:
    """How one document prints its figures: its unit, its least number of decimals, the format's minus, and ``tegn``
    (see ``Document``)."""

    enhed: str
    decimaler: int
    minus: str
    tegn: str = ""

    @property
    def unit(self) -> str:
        """The unit, never broken over two lines."""
        return self.enhed.replace(" ", NBSP)

    def cell(self, value: Cell, kind: Kind = Kind.TEXT) -> str:
        """A cell as text: amounts with their decimals, counts with thousands, blank as nothing.

        A whole number is only given a point for thousands in a column of counts: in a text it may be a year.
        """
        if value is None:
            return ""
        if isinstance(value, (str, IkkeOplyst)):
            return str(value)
        if isinstance(value, Decimal):
            return format_amount(value, least_decimals(value, self.enhed, self.decimaler), self.minus)
        return format_amount(Decimal(value), 0, self.minus) if kind is Kind.COUNT else str(value)

    def with_unit(self, value: Decimal) -> str:
        """An amount with its unit, for where no column says which it is."""
        lacks = MANGLER if isinstance(value, Ufuldstændig) else ""
        return f"{format_amount(value, least_decimals(value, self.enhed, self.decimaler), self.minus, '')}{NBSP}{self.unit}{lacks}"

    def caption(self, caption: str, columns: tuple[Column, ...] = ()) -> str:
        """A caption that says the unit and the sign of the amounts below it, unless its own words do."""
        text = one_line(caption).replace(self.enhed, self.unit)
        if not any(column.kind is Kind.AMOUNT for column in columns):
            return text
        unsaid = "; ".join(words for words in (self.unit, self.tegn) if words and words not in text)
        return f"{text} ({unsaid})" if unsaid else text
