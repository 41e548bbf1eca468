"""The fields of a file that cannot be read as a whole, so that those with a fault can be left out, and the others read."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from udplan.yaml.form import Form
from udplan.yaml.pasted import Finder, Pasted
from udplan.yaml.pattern import Pattern
from udplan.yaml.problem import Span
from udplan.yaml.source import without

_TWO_FILES = Pattern(r"(?<=[\r\n])(?:---|\.\.\.)(?=\s|\Z)")
_YEAR_LINE = Pattern(r"[ \t]+(?:19|20)[0-9]{2}:[^\r\n]*")


class Sections:
    """A file by its top-level fields, by the look of their lines. ``text`` is the file without what was left out."""

    def __init__(self, text: str, form: Form) -> None:
        self._whole, self._finder = text, Finder(text, form)
        self._left_out: set[Span] = set()

    @cached_property
    def pasted(self) -> list[Pasted]:
        return list(self._finder.found())

    @cached_property
    def _starts(self) -> list[int]:
        return self._finder.fields()

    @property
    def can_part(self) -> bool:
        """Whether all of it is one file."""
        return not _TWO_FILES.search(self._whole)

    @property
    def text(self) -> str:
        return without(self._whole, self.left_out)

    @property
    def left_out(self) -> tuple[Span, ...]:
        return tuple(sorted(self._left_out))

    def leave_out(self, span: Span) -> None:
        self._left_out.add(span)

    def leave_out_around(self, place: int) -> bool:
        """Leave out the field that a place stands in, of amounts first only the year; whether it was still there."""
        year = _YEAR_LINE.match(self._whole, self._whole.rfind("\n", 0, place) + 1)
        if year and Span(*year.span()) not in self._left_out:
            self.leave_out(Span(*year.span()))
            return True
        at = bisect_right(self._starts, place)
        start = self._starts[at - 1] if at else 0
        span = Span(start, self._starts[at] if at < len(self._starts) else len(self._whole))
        if span in self._left_out or span.start == span.end:
            return False
        self.leave_out(span)
        return True
