"""Lines of a plan file taken out, and a remark put above one: what carries remarks stays, as remarks itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from udplan.edit.edit import Edit
from udplan.edit.places import each_remark, end_of, line_end
from udplan.edit.writing import CannotWrite
from udplan.yaml.compose import is_scalar


def struck(text: str, root: Any, node: Any, key: Any) -> list[Edit]:
    """Without a field (``key`` and ``node``), or a point of a list (``node`` alone), that has its lines to itself.

    Where remarks stand in it, its lines stay down to what the last of them speaks of, as remarks: ``2025: 0,100  # not zero`` becomes
    ``# 2025: 0,100  # not zero``, for by itself a remark would speak of what stands below it. All of them stand as far in as
    the field did: further in they would be text of a block above.

    Raises:
        CannotWrite: where something else stands on its lines.
    """
    first = node if key is None else key
    start, end = _line_start(text, first.start_mark.index), line_end(text, end_of(text, node, key))
    if text[start : first.start_mark.index].strip() != ("" if key is not None else "-"):
        raise CannotWrite("Feltet er skrevet på en måde, som udplan ikke fjerner. Skriv hvert felt på sin egen linje.")
    indent = text[start : first.start_mark.index].partition("-")[0]
    remarks = [match.start() for match in each_remark(text, root) if match.start() >= start]
    end = _with_those_below(text, end, remarks, len(indent))
    within = [at for at in remarks if at < end]
    last = _last_of(text, node, within[-1], end) if within else start
    kept = "".join(f"{line}{newline(text)}" for line in _as_remarks(text, start, last, indent))
    return [Edit(start, next_line(text, end), kept, "")]


def _with_those_below(text: str, end: int, remarks: Sequence[int], column: int) -> int:
    """Where the lines right below end that are remarks from further in than a column: they speak of what stands above."""
    for at in remarks:
        below = next_line(text, end)
        if at > end and at - below > column and not text[below:at].strip(" "):
            end = line_end(text, at)
    return end


def _last_of(text: str, node: Any, remark: int, end: int) -> int:
    """Where what a remark speaks of ends: its own line, or, where it has that to itself, all that comes below."""
    if not text[_line_start(text, remark) : remark].strip():
        return end
    return line_end(text, _out_of_brackets(node, remark))


def _out_of_brackets(node: Any, at: int) -> int:
    """Where the brackets end that a place stands within; the place itself, where it stands in none."""
    if is_scalar(node):
        return at
    if node.flow_style:
        return max(at, node.end_mark.index) if node.start_mark.index < at else at
    parts = (part for child in node.value for part in (child if isinstance(child, tuple) else (child,)))
    return max((_out_of_brackets(part, at) for part in parts), default=at)


def _as_remarks(text: str, start: int, end: int, indent: str) -> Iterator[str]:
    """The lines between two places as remarks, each as far in behind its sign as it was."""
    while start < end:
        below = line_end(text, start)
        yield f"{indent}# {text[start:below].removeprefix(indent)}".rstrip(" ")
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
