"""Markdown on a terminal, with tables in which no figure is cut: what has no room is left out whole, and named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from rich.console import Console, ConsoleOptions
from rich.markdown import Markdown, MarkdownElement, TableElement
from rich.text import Text

from udplan.figures.grid import Field, Grid

_WIDER = "gør vinduet bredere, eller skriv dokumentet i en fil med -o."


class _Table(TableElement):
    """A table as rich prints it where it fits, and else as a grid: its columns to the right are figures."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterable[Any]:
        grid = self._grid()
        if grid.fits(options.max_width):
            return super().__rich_console__(console, options)
        return [Text.from_ansi("\n".join(grid.lines(options.max_width, colour=True)))]

    def _grid(self) -> Grid:
        head = self.header.row.cells if self.header and self.header.row else []
        fields = [
            Field(name, group=f"{name} {place}" if place and cell.justify == "right" else None)
            for place, cell in enumerate(head)
            for name in [cell.content.plain]
        ]
        rows = [[cell.content.plain for cell in row.cells] for row in (self.body.rows if self.body else ())]
        return Grid(fields, rows, wider=_WIDER)


class ScreenMarkdown(Markdown):
    """Markdown as it is shown on the screen."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {**Markdown.elements, "table_open": _Table}
