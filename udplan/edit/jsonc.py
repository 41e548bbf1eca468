"""JSON with comments, as an editor's settings are written: entries are added to it, and every byte that stood there stays."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_BLANK = re.compile(r"(?:[ \t\r\n]|//[^\r\n]*|/\*.*?\*/)*", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_PLAIN = re.compile(r"true|false|null|-?[0-9][0-9.eE+-]*")
#: No settings are as deep as this.
_MOST_LEVELS = 40


class CannotMerge(ValueError):
    """The text is not the JSON that was expected, or says something else of what is to be added."""


class _Value(NamedTuple):
    """A value and where it stands. ``entries`` are those of an object; ``comma`` says that the last has one behind it."""

    start: int
    end: int
    value: Any
    entries: tuple[tuple[str, _Value], ...] | None = None
    comma: bool = False


def added(text: str, wanted: Mapping[str, Mapping[str, str]]) -> str:
    """The text with entries added to objects at its top: ``wanted`` are the entries by the name of their object, which is
    made where it is not there. What is said already is not said again.

    Raises:
        CannotMerge: where it is not certain how; the caller then says what to add.
    """
    root = _whole(text)
    if root.entries is None:
        raise CannotMerge
    edits: list[tuple[int, str]] = []
    new: dict[str, Any] = {}
    for name, entries in wanted.items():
        found = [value for key, value in root.entries if key == name]
        if not found:
            new[name] = dict(entries)
        elif len(found) > 1 or found[0].entries is None:
            raise CannotMerge
        else:
            edits += _added(text, found[0], _missing(found[0].entries, entries), 2)
    edits += _added(text, root, new, 1)
    edits.sort(key=lambda edit: edit[0])  # at the same place the comma comes first, as it was made
    starts = [0, *(at for at, _ in edits)]
    pieces = [text[start:at] + piece for start, (at, piece) in zip(starts, edits, strict=False)]
    after = "".join([*pieces, text[starts[-1] :]])
    _check(_whole(after).value, root.value, wanted)
    return after


def _missing(there: tuple[tuple[str, _Value], ...], wanted: Mapping[str, str]) -> dict[str, str]:
    said = [(key, value.value) for key, value in there]
    if any(key in wanted and value != wanted[key] for key, value in said):
        raise CannotMerge
    return {key: value for key, value in wanted.items() if (key, value) not in said}


def _check(after: Any, before: Any, wanted: Mapping[str, Mapping[str, str]]) -> None:
    expected = dict(before)
    for name, entries in wanted.items():
        expected[name] = {**before.get(name, {}), **entries}
    if after != expected:
        raise CannotMerge


def _added(text: str, to: _Value, entries: Mapping[str, Any], level: int) -> list[tuple[int, str]]:
    """The texts to put in, and where: a comma behind the last entry, and the new ones before the brace that closes."""
    if not entries or to.entries is None:
        return []
    newline = "\r\n" if "\r\n" in text else "\n"
    step = next((match[1] for match in re.finditer(r"^([ \t]+)\"", text, re.MULTILINE)), "  ")
    brace = to.end - 1
    margin = re.search(r"(?:^|[\r\n])([ \t]*)$", text[:brace])
    at = brace if margin is None else brace - len(margin[1])
    indent = step * level if margin is None else margin[1] + step
    lines = json.dumps(entries, ensure_ascii=False, indent="\t").splitlines()[1:-1]
    inner = [indent + line.removeprefix("\t").replace("\t", step) for line in lines]
    end = newline if margin is not None else newline + step * (level - 1)
    piece = ("" if margin is not None else newline) + newline.join(inner) + end
    comma = [(to.entries[-1][1].end, ",")] if to.entries and not to.comma else []
    return [*comma, (at, piece)]


# --- reading ----------------------------------------------------------------------------------------------------------


def _whole(text: str) -> _Value:
    value = _value(text, _blank(text, 0), 0)
    if _blank(text, value.end) != len(text):
        raise CannotMerge
    return value


def _blank(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _value(text: str, at: int, level: int) -> _Value:
    if level > _MOST_LEVELS:
        raise CannotMerge
    if text[at : at + 1] == "{":
        return _object(text, at, level)
    if text[at : at + 1] == "[":
        return _list(text, at, level)
    match = _STRING.match(text, at) or _PLAIN.match(text, at)
    if match is None:
        raise CannotMerge
    try:
        return _Value(at, match.end(), json.loads(match[0]))
    except ValueError as error:
        raise CannotMerge from error


def _object(text: str, start: int, level: int) -> _Value:
    entries: list[tuple[str, _Value]] = []
    comma, at = False, _blank(text, start + 1)
    while text[at : at + 1] != "}":
        if entries and not comma:
            raise CannotMerge
        key = _STRING.match(text, at)
        if key is None:
            raise CannotMerge
        colon = _blank(text, key.end())
        if text[colon : colon + 1] != ":":
            raise CannotMerge
        value = _value(text, _blank(text, colon + 1), level + 1)
        entries.append((_name(key[0]), value))
        comma, at = _comma(text, value.end)
    return _Value(start, at + 1, {key: value.value for key, value in entries}, tuple(entries), comma)


def _list(text: str, start: int, level: int) -> _Value:
    values: list[Any] = []
    comma, at = False, _blank(text, start + 1)
    while text[at : at + 1] != "]":
        if values and not comma:
            raise CannotMerge
        value = _value(text, at, level + 1)
        values.append(value.value)
        comma, at = _comma(text, value.end)
    return _Value(start, at + 1, values)


def _name(written: str) -> str:
    try:
        return str(json.loads(written))
    except ValueError as error:
        raise CannotMerge from error


def _comma(text: str, end: int) -> tuple[bool, int]:
    """Whether a comma stands behind a value, and where what comes next begins."""
    at = _blank(text, end)
    return (True, _blank(text, at + 1)) if text[at : at + 1] == "," else (False, at)
