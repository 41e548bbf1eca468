"""Lines of a plan file taken out, and a remark put above one: the lines that carry a remark stay, as remarks themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from udplan.edit.edits import Edit
from udplan.edit.places import each_remark, end_of, line_end
from udplan.edit.writing import CannotWrite


def struck(text: str, root: Any, node: Any, key: Any) -> list[Edit]:
    """Without a field (``key`` and ``node``), or a point of a list (``node`` alone), that has its lines to itself.

    ``2025: 0,100  # not zero`` becomes ``# 2025: 0,100  # not zero``: by itself the remark would speak of what stands below it.
    Remarks stand as far in as the field did: further in they would be text of a block above.

    Raises:
        CannotWrite: where something else stands on its lines.
    """
    first = node if key is None else key
    start, end = _line_start(text, first.start_mark.index), line_end(text, end_of(text, node, key))
    if text[start : first.start_mark.index].strip() != ("" if key is not None else "-"):
        raise CannotWrite("Feltet er skrevet på en måde, som udplan ikke fjerner. Skriv hvert felt på sin egen linje.")
    remarks = [match.start() for match in each_remark(text, root) if start <= match.start() < end]
    indent = text[start : first.start_mark.index].partition("-")[0]
    kept = "".join(f"{indent}{line}{newline(text)}" for line in _with_remarks(text, start, end, remarks))
    return [Edit(start, next_line(text, end), kept, "")]


def _with_remarks(text: str, start: int, end: int, remarks: list[int]) -> Iterator[str]:
    """The lines between two places that carry a remark, as remarks."""
    while start < end:
        below = line_end(text, start)
        line = text[start:below]
        if any(start <= at < below for at in remarks):
            bare = line.lstrip(" ")
            yield bare if bare.startswith("#") else f"# {bare}"
        start = next_line(text, below)


def remarked(text: str, first: Any, remark: str) -> list[Edit]:
    """With a remark on a line of its own above a field, whose name is ``first``.

    Raises:
        CannotWrite: where the field does not begin its line.
    """
    at = _line_start(text, first.start_mark.index)
    indent = text[at : first.start_mark.index]
    if indent.strip():
        raise CannotWrite("Der er ikke plads til en bemærkning over feltet. Skriv hvert felt på sin egen linje.")
    return [Edit(at, at, f"{indent}# {remark}{newline(text)}", "")]


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def next_line(text: str, end: int) -> int:
    return end + (2 if text[end : end + 2] == "\r\n" else 1 if end < len(text) else 0)


def newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
