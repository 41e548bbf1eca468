"""Patterns that are compiled when they are first used.

Most of what YAML stumbles over stands in no file of a sound plan, and to compile the patterns that look for it takes
longer than to read a dozen files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

_Match = re.Match[str]


class Pattern:
    """A regular expression like that of ``re.compile``, but compiled at its first use."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def match(self, text: str, start: int = 0) -> _Match | None:
        return self._compiled.match(text, start)

    def fullmatch(self, text: str) -> _Match | None:
        return self._compiled.fullmatch(text)

    def search(self, text: str, start: int = 0) -> _Match | None:
        return self._compiled.search(text, start)

    def finditer(self, text: str) -> Iterator[_Match]:
        return self._compiled.finditer(text)
