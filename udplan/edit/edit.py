"""One edit of a text, how edits are made, and what they have changed."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from typing import NamedTuple


class Edit(NamedTuple):
    """Put ``text`` in place of the characters from ``start`` to ``end``; ``hvad`` says why, in Danish.

    ``reads`` says that it is only right if its part can be read afterwards; ``reshapes`` that what stands there is
    another kind of thing afterwards: a field instead of a text, a list instead of a line. ``says`` is what is read there
    afterwards, as ``meaning`` has it, where that is more than another way to write what was read before. ``others`` are
    texts that might as well stand there: it is only right if the file says the same with them, or cannot be read.
    """

    start: int
    end: int
    text: str
    hvad: str
    reads: bool = False
    reshapes: bool = False
    says: tuple[str, ...] | None = None
    others: tuple[str, ...] = ()


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made. No two of them overlap."""
    pieces, at = [], 0
    for edit in sorted(edits, key=place):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


def place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def diff(name: str, before: str, after: str) -> str:
    """What has changed between two texts of a file, as a unified diff."""
    from difflib import unified_diff

    old, new = (StringIO(text, newline="\n").readlines() for text in (before, after))
    diff_lines = unified_diff(old, new, f"{name} (før)", f"{name} (efter)")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ ingen linjeskift til sidst\n" for line in diff_lines)
