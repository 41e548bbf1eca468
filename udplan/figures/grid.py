"""A table that fits the screen it stands on: what cannot stand there whole is left out whole, and named below.

Where there is room (a wide window, a pipe, a file) every column has its natural width. Else texts are wrapped, then
whole columns are left out, the least important first; then long words are broken, with a hyphen, and years are left out
last of all. No figure is ever cut, no name is lost, and no heading has a broken word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from udplan.figures.wrapping import cell_width, longest_piece, wrapped
from udplan.values.words import listed

#: How to see what a screen has no room for.
WIDER = "gør vinduet bredere, eller skriv --format csv."
# How narrow a column of texts may be, by breaking longer words: before a year is left out, and where all else is.
_ENOUGH, _LEAST = 12, 8


@dataclass(frozen=True)
class Field:
    """A column: a name of the rows (``drop`` 0), a text that may be left out (the highest ``drop`` first), or a figure.

    Figures of one ``group`` (a year) are left out together, the last group first.
    """

    name: str
    drop: int = 0
    group: str | None = None

    @property
    def is_figure(self) -> bool:
        return self.group is not None

    @property
    def title(self) -> str:
        """The name as it stands over the column."""
        return self.name[:1].upper() + self.name[1:]


@dataclass(frozen=True)
class Grid:
    """Rows of texts under their columns; the last ``foot`` rows are set apart, and ``caption`` stands below."""

    fields: Sequence[Field]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    foot: int = 0
    wider: str = WIDER

    def lines(self, width: int, *, colour: bool = False) -> Iterator[str]:
        """The table in the width that there is, and below it what it had no room for; ``colour`` sets off the headings and
        the caption as a terminal does."""
        whole = self.fits(width)
        kept = list(range(len(self.fields))) if whole else self.kept(width)
        widths = self._naturals if whole else self.widths(kept, width)
        edge, between = (" ", " " * 3) if whole else ("", " " * 2)
        wide = sum(widths) + len(between) * (len(kept) - 1)

        def row(texts: Sequence[str], *, head: bool = False) -> Iterator[str]:
            cells = [
                _cell(texts[place], width, right=self.fields[place].is_figure, broken=not whole)
                for place, width in zip(kept, widths, strict=True)
            ]
            if head:  # a heading of fewer lines stands right above its column
                cells = [cell[::-1] for cell in cells]
            blanks = [" " * width for width in widths]
            lines = [
                edge + between.join(piece or blank for piece, blank in zip(pieces, blanks, strict=True))
                for pieces in zip_longest(*cells)
            ]
            return map(str.rstrip, reversed(lines) if head else lines)

        if whole:
            yield ""
        yield from (_toned(line, _BOLD, colour) for line in row([field.title for field in self.fields], head=True))
        yield f"{edge}{'─' * wide}"
        for number, texts in enumerate(self.rows):
            if number and number == len(self.rows) - self.foot:
                yield ""
            yield from row(texts)
        if whole:
            yield ""
        wide += 2 * len(edge)
        yield from (_toned(line.rjust(wide), _FAINT, colour) for line in wrapped(self.caption, wide).splitlines())
        left_out = [field.title for place, field in enumerate(self.fields) if place not in kept]
        if left_out:
            columns = f"{'Kolonnerne' if len(left_out) > 1 else 'Kolonnen'} {listed(left_out)}"
            yield from wrapped(f"{columns} er ikke vist: {self.wider}", width).splitlines()

    def fits(self, width: int) -> bool:
        """Whether there is room for every column in its natural width, with air between."""
        return sum(self._naturals) + 3 * len(self.fields) - 1 <= width

    def kept(self, width: int) -> list[int]:
        """The columns that fit: texts are left out for the sake of whole words, years only for what must be there."""
        kept = list(range(len(self.fields)))
        for texts, most in ((True, None), (False, _ENOUGH)):
            while self._least_of(kept, most) > width and (last := self._least_important(kept, texts=texts)):
                kept = [place for place in kept if place not in last]
        return self._with_room_for(kept, width)

    def _with_room_for(self, kept: Sequence[int], width: int) -> list[int]:
        """Those and the texts that there is room for after all: a wide one may have gone after a narrow one."""
        texts = (place for place, field in enumerate(self.fields) if field.drop and place not in kept)
        for place in sorted(texts, key=lambda place: self.fields[place].drop):
            if self._least_of(wider := sorted([*kept, place]), None) <= width:
                kept = wider
        return list(kept)

    def _least_important(self, kept: Sequence[int], *, texts: bool) -> list[int]:
        """The columns that are to be left out next: a text that may be, or else the last year."""
        if texts:
            place = max(kept, key=lambda place: self.fields[place].drop)
            return [place] if self.fields[place].drop else []
        groups = [self.fields[place].group for place in kept if self.fields[place].is_figure]
        return [place for place in kept if groups and self.fields[place].group == groups[-1]]

    @cached_property
    def _naturals(self) -> list[int]:
        """The width of each column where nothing is broken."""
        return [self._longest(place, "\n") for place in range(len(self.fields))]

    def _longest(self, place: int, between: str | None) -> int:
        """The width of the longest piece in a column, by what parts them: a line end, or any space."""
        texts = (self.fields[place].name, *(row[place] for row in self.rows))
        return max(cell_width(piece) for text in texts for piece in text.split(between))

    def _word(self, place: int) -> int:
        if self.fields[place].is_figure:
            return self._longest(place, None)
        return max(map(longest_piece, (self.fields[place].name, *(row[place] for row in self.rows))))

    def _least(self, place: int, most: int | None) -> int:
        """How narrow a column may be: as wide as its longest word; of a text, as wide as ``most`` signs and its heading."""
        field = self.fields[place]
        if most is None or field.is_figure:
            return self._word(place)
        return max(longest_piece(field.name), min(self._word(place), most))

    def _least_of(self, kept: Sequence[int], most: int | None) -> int:
        return sum(self._least(place, most) for place in kept) + _between(len(kept))

    def widths(self, kept: Sequence[int], width: int) -> list[int]:
        """A width a column. What room there is beyond the least keeps words whole, then it goes to what lacks most."""
        fitting = (most for most in (None, _ENOUGH) if self._least_of(kept, most) <= width)
        most = next(fitting, _LEAST)
        widths = [self._least(place, most) for place in kept]
        room = width - sum(widths) - _between(len(kept))
        for wanted in ([self._word(place) for place in kept], [self._naturals[place] for place in kept]):
            lack = [max(0, want - has) for want, has in zip(wanted, widths, strict=True)]
            while room > 0 and any(lack):
                most = lack.index(max(lack))
                widths[most], lack[most], room = widths[most] + 1, lack[most] - 1, room - 1
        return widths


# What a terminal sets the headings off with, and the caption (ECMA-48).
_BOLD, _FAINT = "1", "2;3"


def _toned(text: str, tone: str, colour: bool) -> str:
    return f"\x1b[{tone}m{text}\x1b[0m" if colour else text


def _cell(text: str, width: int, *, right: bool, broken: bool) -> list[str]:
    """The lines of a cell, each as wide as its column. Where nothing is broken, what stands behind a figure (spaces too)
    keeps its place."""
    lines = (wrapped(text, width) if broken else text).split("\n")
    blanks = [" " * (width - cell_width(line)) for line in lines]
    return [blank + line if right else line + blank for line, blank in zip(lines, blanks, strict=True)]


def _between(columns: int) -> int:
    """What stands between columns where they stand close."""
    return 2 * (columns - 1)
