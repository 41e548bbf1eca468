"""A value as it is written in a plan file: on the line of its field, or on lines of its own below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from udplan.yaml.compose import ComposeError, compose, is_mapping, is_scalar
from udplan.yaml.form import Form, Shape, under
from udplan.yaml.lines import quoted
from udplan.yaml.read import parse

#: A text that runs on stands in a block of its own when it is longer than a line of an editor.
_MOST_ON_LINE = 100
_STEP = 2


class Rendered(NamedTuple):
    """What stands behind a name and its colon, and the lines below it, with their indentation."""

    inline: str
    lines: list[str]


class CannotWrite(ValueError):
    """A text that no plan file can hold; the text is Danish and a sentence."""


def rendered(name: str, value: Any, form: Form, shape: Shape | None, column: int) -> Rendered:
    """A value under its name, whose lines stand further in than ``column``. Values are what ``yaml.read`` gives.

    Raises:
        CannotWrite: for a text with signs that may not stand in a plan.
    """
    if value is None or value == "":
        return Rendered("", [])
    if isinstance(value, str):
        runs_on = shape is not None and shape.running and not getattr(shape, "line", False)
        long = "\n" in value or (len(value) > _MOST_ON_LINE and runs_on)
        return _block(value, column + _STEP) if long else Rendered(f" {on_line(name, value, form)}", [])
    if isinstance(value, Mapping):
        return Rendered("", list(field_lines(value, form, shape, column + _STEP)))
    return Rendered("", [line for point in value for line in point_lines(name, point, form, shape, column + _STEP)])


def field_lines(group: Mapping[Any, Any], form: Form, shape: Shape | None, column: int) -> Iterator[str]:
    """A group of fields, a line or more each."""
    for name, value in group.items():
        below = rendered(str(name), value, form, under(shape, str(name)), column)
        yield f"{' ' * column}{on_line('', str(name), form) if shape and shape.own_names else name}:{below.inline}"
        yield from below.lines


def point_lines(name: str, point: Any, form: Form, shape: Shape | None, column: int) -> Iterator[str]:
    """A point of a list, with its dash."""
    dash = f"{' ' * column}- "
    if isinstance(point, Mapping):
        first, *rest = field_lines(point, form, shape and shape.point, column + _STEP)
        yield f"{dash}{first.lstrip(' ')}"
        yield from rest
    elif isinstance(point, str) and "\n" not in point:
        yield f"{dash}{on_line(name, point, form, dash='- ')}"
    else:
        raise CannotWrite("En liste kan ikke have en tekst på flere linjer som punkt.")


def on_line(name: str, text: str, form: Form, *, dash: str = "") -> str:
    """A text as it stands on one line: as it is where that is read as the same text, else in quotes."""
    for written in (text, quoted(text), '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'):
        if _reads_as(name or "navn", dash, written, text, form):
            return written
    from udplan.yaml.checks import first_forbidden
    from udplan.yaml.lines import HIDDEN_MINUS, INVISIBLE, sign_name

    if sign := first_forbidden(text):
        raise CannotWrite(f"Teksten har et tegn, der ikke kan stå i en plan ({sign_name(sign)}).")
    if unseen := INVISIBLE.search(text) or HIDDEN_MINUS.search(text):
        raise CannotWrite(f"Teksten har et usynligt tegn ({sign_name(unseen.group())}). Skriv den uden.")
    raise CannotWrite("Teksten kan ikke skrives i en plan, så den læses igen som den samme.")


def _reads_as(name: str, dash: str, written: str, text: str, form: Form) -> bool:
    if written == text and (not text.strip() or text != text.strip()):
        return False
    line = f"{name}:\n- {written}\n" if dash else f"{name}: {written}\n"
    try:
        root = compose(line)
    except ComposeError:
        return False
    if not is_mapping(root) or len(root.value) != 1:
        return False
    value = root.value[0][1]
    if dash:
        if is_scalar(value) or is_mapping(value) or len(value.value) != 1:
            return False
        value = value.value[0]
    # udplan's own reader has more to say than YAML: of a # that may cut a text, and of signs that nobody sees.
    return (
        is_scalar(value)
        and value.value == text
        and not parse(Path(), line.encode("utf-8", "surrogatepass"), form).problems
    )


def _block(text: str, column: int) -> Rendered:
    lines = text.rstrip("\n").split("\n")
    first = next((line for line in lines if line.strip(" ")), "")
    mark = f"|{_STEP}" if first.startswith((" ", "\t")) else "|"
    return Rendered(f" {mark}", [f"{' ' * column}{line}" if line else "" for line in lines])


def points(value: Any) -> Sequence[Any]:
    """A value as a list of points; one that stands alone is the only one."""
    return [] if value is None else value if isinstance(value, list) else [value]
