"""A table that fits the screen it stands on: what cannot stand there whole is left out whole, and named below.

Where there is room (a wide window, a pipe, a file) every column has its natural width. Else texts are wrapped, then
whole columns are left out, the least important first; then long words are broken, with a hyphen, and years are left out
last of all. No figure is ever cut, no name is lost, and no heading has a broken word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from udplan.figures.wrapping import longest_piece, wrapped
from udplan.values.words import listed

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions

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

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterable[Any]:
        """What rich prints: the table in the width that there is, and below it what it had no room for."""
        from rich.text import Text

        whole = self.fits(options.max_width)
        kept = list(range(len(self.fields))) if whole else self.kept(options.max_width)
        widths = [self._natural(place) for place in kept] if whole else self.widths(kept, options.max_width)
        yield self._table(kept, widths, tight=not whole)
        left_out = [field.title for place, field in enumerate(self.fields) if place not in kept]
        if left_out:
            yield Text(
                f"{'Kolonnerne' if len(left_out) > 1 else 'Kolonnen'} {listed(left_out)} er ikke vist: {self.wider}"
            )

    def fits(self, width: int) -> bool:
        """Whether there is room for every column in its natural width, with air between."""
        return sum(map(self._natural, range(len(self.fields)))) + 3 * len(self.fields) - 1 <= width

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

    def _natural(self, place: int) -> int:
        return self._longest(place, "\n")

    def _longest(self, place: int, between: str) -> int:
        """The width of the longest piece in a column, by what parts them."""
        from rich.cells import cell_len

        texts = (self.fields[place].name, *(row[place] for row in self.rows))
        return max(cell_len(piece) for text in texts for piece in re.split(between, text))

    def _word(self, place: int) -> int:
        if self.fields[place].is_figure:
            return self._longest(place, r"\s")
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
        for wanted in ([self._word(place) for place in kept], [self._natural(place) for place in kept]):
            lack = [max(0, want - has) for want, has in zip(wanted, widths, strict=True)]
            while room > 0 and any(lack):
                most = lack.index(max(lack))
                widths[most], lack[most], room = widths[most] + 1, lack[most] - 1, room - 1
        return widths

    def _table(self, kept: Sequence[int], widths: Sequence[int], *, tight: bool) -> Any:
        from rich import box
        from rich.table import Table

        table = Table(
            box=box.SIMPLE_HEAD,
            caption=self.caption or None,
            caption_justify="right",
            pad_edge=False,
            padding=(0, 1, 0, 0) if tight else (0, 1),
            show_edge=not tight,
        )
        for place, width in zip(kept, widths, strict=True):
            field = self.fields[place]
            table.add_column(
                field.title,
                justify="right" if field.is_figure else "left",
                overflow="fold",
                width=width,
            )
        for number, row in enumerate(self.rows):
            if self.foot and number == len(self.rows) - self.foot:
                table.add_section()
            cells = zip((row[place] for place in kept), kept, widths, strict=True)
            table.add_row(*(self._cell(text, place, width, tight=tight) for text, place, width in cells))
        return table

    def _cell(self, text: str, place: int, width: int, *, tight: bool) -> Any:
        """A cell; where it has its natural width, what stands behind a figure (spaces too) keeps its place."""
        from rich.text import Text

        if self.fields[place].is_figure:
            return Text(text) if tight else Text(text.rjust(width), justify="left")
        return Text(wrapped(text, width) if tight else text)


def _between(columns: int) -> int:
    """What stands between columns where they stand close."""
    return 2 * (columns - 1)
