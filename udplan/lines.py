"""The lines of a plan file that YAML stumbles over, seen as an economist wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

#: Spaces that look like a space and are none to YAML.
ODD_SPACES = "\u00a0\u2007\u2009\u202f\u3000"

_BLOCK = re.compile(r"^( *)(?:- +)*[^\s#][^\n]*:[ ]+[|>][+-]?[0-9]?[ ]*(?:#.*)?$")
_FIELD = re.compile(r"^( *(?:- +)?)([^\s:#'\"\[\]{}&*!|>%@`-][^:#\n]*?):[ ]+(\S.*?)[ ]*$")
_MINUS = re.compile(r"^[-−–] +(?=[0-9])")


def blocks(text: str) -> Callable[[int], bool]:
    """Whether a place stands inside a text block (``|`` or ``>``), by the indentation alone."""
    spans: list[tuple[int, int]] = []
    start, indent, at = -1, 0, 0
    for line in text.splitlines(keepends=True):
        deep = len(line) - len(line.lstrip(" \t\u00a0"))
        if start >= 0 and line.strip() and deep <= indent:
            spans.append((start, at))
            start = -1
        if start < 0 and (found := _BLOCK.match(line.rstrip("\r\n"))):
            start, indent = at + len(line), len(found[1])
        at += len(line)
    if start >= 0:
        spans.append((start, at))
    return lambda place: any(begin <= place < end for begin, end in spans)


class Value(NamedTuple):
    """A value on one line: where it stands in the text, and what was written."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def values(text: str) -> Iterator[Value]:
    """The value of every line that holds a field, those of text blocks left out; whether YAML can read it or not."""
    inside, at = blocks(text), 0
    for line in text.splitlines(keepends=True):
        found = None if inside(at) else _FIELD.match(line.rstrip("\r\n"))
        if found:
            yield Value(at + found.start(3), found[3])
        at += len(line)


def lonely_minus(value: str) -> str | None:
    """``- 0,300`` as ``-0,300``: a minus with a space behind it is a point of a list to YAML. None if it is not that."""
    found = _MINUS.match(value)
    return f"-{value[found.end() :]}" if found else None


def needs_quotes(value: str) -> bool:
    """Whether a text cannot be read, or loses something, unless it stands in quotes."""
    if value[0] in "&*!@`%":
        return True
    if value[0] in "\"'":
        closing = value.find(value[0], 1)
        rest = value[closing + 1 :].strip()
        return closing > 0 and value.count(value[0]) == 2 and bool(rest) and not rest.startswith("#")
    return value[0] not in "[{|>#-?" and " #" not in value and (": " in value or value.endswith(":"))


def quoted(text: str) -> str:
    """A text in quotes, whatever it holds; the kind in which nothing needs doubling, where there is one."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
