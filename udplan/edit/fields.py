"""Set, add to and remove a field of a plan file: spans of its text are replaced, and every other byte stays.

What a change makes is read again and held against what it was to make: only the fields that were named say something
else, every remark is still there, and nothing new is wrong with the form of the file. Else nothing is changed, and
``CannotSet`` says why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from udplan.disk.decoding import decode_any
from udplan.edit.edit import Edit, apply
from udplan.edit.places import each_remark, end_of, is_blank, line_end, remarks, remarks_in
from udplan.edit.striking import newline, next_line, remarked, struck
from udplan.edit.writing import CannotWrite, Rendered, field_lines, on_line, point_lines, points, rendered
from udplan.model.groups import Group
from udplan.values.words import nfc
from udplan.yaml.compose import ComposeError, compose, is_mapping, is_scalar
from udplan.yaml.form import Form, Shape, under
from udplan.yaml.lines import quoted
from udplan.yaml.read import parse
from udplan.yaml.source import Source, canonical

#: Where a field stands: names of fields and years, and the places of points in lists, from 0.
Place = tuple[str | int, ...]


class Sæt(NamedTuple):
    """The field at ``sti`` is to say ``værdi``: a text, a list or a group of such, as ``yaml.read`` gives them; None and an
    empty text leave it blank. A field that is not there goes where the order of the model has it."""

    sti: Place
    værdi: Any


class Tilføj(NamedTuple):
    """The list at ``sti`` is to have ``værdi`` as its last point; a list that is not there is made."""

    sti: Place
    værdi: Any


class Fjern(NamedTuple):
    """The field or year at ``sti`` goes, with its name; where a remark stands at it, the name stays, and is blank."""

    sti: Place


class Stryg(NamedTuple):
    """The field, year or point of a list at ``sti`` goes with its lines; where remarks stand in them, they stay down to what
    the last of those speaks of, as remarks."""

    sti: Place


class Bemærk(NamedTuple):
    """A remark, ``tekst``, is to stand on the line above the field at ``sti``."""

    sti: Place
    tekst: str


class Kald(NamedTuple):
    """What stands at ``sti`` under a name of the plan's own (the code of a body) is to stand under ``navn`` instead."""

    sti: Place
    navn: str


Ændring = Sæt | Tilføj | Fjern | Stryg | Bemærk | Kald


class CannotSet(ValueError):
    """Why a field is not changed; the text is Danish and whole sentences."""


_UNSURE = "Feltet er skrevet på en måde, som udplan ikke er sikker på at rette i. Ret det i filen."


class Changed(NamedTuple):
    """A file before and after, as text and as the bytes to write; ``touched`` says whether they differ."""

    before: str
    after: str
    raw: bytes

    @property
    def touched(self) -> bool:
        return self.before != self.after


def change(source: Source, raw: bytes, changes: Sequence[Ændring]) -> Changed:
    """Make changes to a file, one after the other. ``source`` is ``raw``, read.

    Raises:
        CannotSet: where a change cannot be made so that all else is certain to stay; then none of them is.
    """
    before, encode, _ = decode_any(raw)
    if before is None or source.unreadable or source.text != before:
        raise CannotSet("Filen kan ikke læses helt, så udplan retter ikke i den. Kør udplan lint, og ret den først.")
    text, wanted = before, source.data if source.data is not None else parse(source.path, raw, source.form).data or {}
    try:
        for each in changes:
            text = apply(text, _edits(text, source.form, each))
            wanted = _with(wanted, each.sti, each)
        _check(source, text, before, wanted)
    except CannotWrite as error:
        raise CannotSet(str(error)) from error
    except (
        ComposeError
    ) as error:  # which is of the text that a change left: its words are of nothing that anybody wrote
        raise CannotSet(_UNSURE) from error
    return Changed(before, text, encode(text) if text != before else raw)


def first_possible(source: Source, raw: bytes, *ways: Sequence[Ændring]) -> tuple[list[Ændring], Changed]:
    """The first of several ways to make the same change that can be made, and what it makes of the file.

    Raises:
        CannotSet: where none can, as the last of them says.
    """
    for way in ways[:-1]:
        with suppress(CannotSet):
            return [*way], change(source, raw, way)
    return [*ways[-1]], change(source, raw, ways[-1])


def _check(source: Source, text: str, before: str, wanted: Any) -> None:
    """Refuse a text that does not say what was wanted, or that has lost a remark on its way."""
    had, has = remarks(before), remarks(text)
    after = parse(source.path, text.encode("utf-8", "surrogatepass"), source.form)
    known = Counter((problem.regel, problem.besked) for problem in source.problems)
    new = Counter((problem.regel, problem.besked) for problem in after.problems) - known
    if new:
        raise CannotSet(next(iter(new))[1])
    if _plain(after.data or {}) != _plain(wanted):
        raise CannotSet(_UNSURE)
    # A line that is a remark now has the one it carried within it.
    lost = [remark for remark in had - has if not any(remark in other for other in has - had)]
    if lost:
        remark = lost[0]
        raise CannotSet(f"Bemærkningen »{remark.strip('# ')}« inde i feltet ville gå tabt. Ret det i filen.")


def remarks_beside(source: Source, sti: Place) -> list[str]:
    """The remarks that stand at a field: behind its name or its value, or behind the name of the group that it stands in,
    each once and without its sign. None where the field is not there."""
    text, root = source.text, compose(source.text)
    remarks: list[str] = []
    for length in range(1, len(sti) + 1):
        found = _find(root, source.form, sti[:length])
        if not found.rest:
            first = found.node if found.key is None else found.key
            start = first.start_mark.index
            whole = length == len(sti)
            end = line_end(text, end_of(text, found.node, found.key) if whole else start)
            remarks += (match[1].strip("# ") for match in each_remark(text, root) if start <= match.start() < end)
    return [*dict.fromkeys(remarks)]


def is_remarked(source: Source, sti: Place) -> bool:
    """Whether remarks stand in a field, so that something of it stays where it is struck."""
    try:
        return any(edit.text for edit in _edits(source.text, source.form, Stryg(sti)))
    except CannotWrite:
        return False


def _plain(value: Any) -> Any:
    """What is read, less what is blank, and without the line end that a block has behind its text."""
    if isinstance(value, dict):
        plain = {nfc(str(name)): _plain(of) for name, of in value.items()}
        return {name: of for name, of in plain.items() if of is not None and of != {} and of != []}
    if isinstance(value, list):
        return [_plain(of) for of in value]
    if isinstance(value, str):
        return nfc(value).rstrip("\n") or None
    return value


# --- what is wanted ---------------------------------------------------------------------------------------------------


def _with(data: Any, sti: Place, each: Ændring) -> Any:
    """The data with a change made."""
    if isinstance(each, Bemærk):
        return data
    if not sti:
        if isinstance(each, Fjern | Stryg | Kald):
            return None
        return [*points(data), each.værdi] if isinstance(each, Tilføj) else each.værdi
    step, rest = sti[0], sti[1:]
    if isinstance(step, int) and isinstance(data, list):
        if isinstance(each, Stryg) and not rest:
            return [of for place, of in enumerate(data) if place != step]
        return [_with(of, rest, each) if place == step else of for place, of in enumerate(data)]
    group = data if isinstance(data, dict) else {}
    if isinstance(each, Kald) and not rest:
        return {each.navn if name == str(step) else name: of for name, of in group.items()}
    return group | {str(step): _with(group.get(str(step)), rest, each)}


# --- how it is written ------------------------------------------------------------------------------------------------


class _Found(NamedTuple):
    """How far the file has what stands at a place: the node there, or the group or list that it would stand in."""

    key: Any
    node: Any
    parent: Any
    shape: Shape | None
    rest: Place


def _find(root: Any, form: Form, sti: Place) -> _Found:
    key, node, parent, shape = None, root, None, form.top
    for at, step in enumerate(sti):
        if is_mapping(node):
            pair = next((pair for pair in node.value if _name(pair[0], form) == str(step)), None)
            if pair is None:
                return _Found(key, node, parent, shape, sti[at:])
            parent, (key, node), shape = node, pair, under(shape, str(step))
        elif isinstance(step, int) and not is_scalar(node) and step < len(node.value):
            parent, key, node, shape = node, None, node.value[step], shape and shape.point
        else:
            return _Found(key, node, parent, shape, sti[at:])
    return _Found(key, node, parent, shape, ())


def _name(key: Any, form: Form) -> str | None:
    return canonical(key.value, form.keys) if is_scalar(key) else None


def _edits(text: str, form: Form, each: Ændring) -> list[Edit]:
    root = compose(text)
    found = _find(root, form, each.sti)
    if isinstance(each, Kald):
        return _called(form, found, _find(root, form, each.sti[:-1]), each)
    if found.rest:
        return [] if isinstance(each, Fjern | Stryg | Bemærk) else _made(text, form, found, each)
    if isinstance(each, Stryg):
        return struck(text, root, found.node, found.key)
    if isinstance(each, Bemærk):
        return remarked(text, found.node if found.key is None else found.key, each.tekst)
    if isinstance(each, Fjern):
        return _removed(text, found)
    if isinstance(each, Tilføj) and not is_blank(found.node):
        return _appended(text, form, found, each)
    value = [each.værdi] if isinstance(each, Tilføj) else each.værdi
    if found.key is None:
        return _point_replaced(text, form, found, str(each.sti[-2]), value)
    name = str(each.sti[-1])
    flow = found.parent is not None and found.parent.flow_style and is_scalar(found.node) and not name.isdigit()
    if flow and isinstance(value, str) and value:
        start = found.node.start_mark.index
        written = _in_brackets(on_line(name, value, form))
        return [
            Edit(start, found.node.end_mark.index, written if text[start - 1 : start] == " " else f" {written}", "")
        ]
    return _replaced(text, found, rendered(name, value, form, found.shape, _column(found.key)))


def _called(form: Form, found: _Found, above: _Found, each: Kald) -> list[Edit]:
    """A new name in place of the old, in a group whose names are the plan's own."""
    if found.rest or found.key is None or above.shape is None or not above.shape.own_names:
        raise CannotSet(f"{each.sti[-1]} er ikke et navn, der kan skiftes.")
    if any(key is not found.key and _name(key, form) == each.navn for key, _ in above.node.value):
        raise CannotSet(f"{each.navn} findes allerede.")
    key = found.key
    written = on_line("", each.navn, form)
    written = _in_brackets(written) if above.node.flow_style else written
    return [Edit(key.start_mark.index, key.end_mark.index, written, "")]


def _column(node: Any) -> int:
    column: int = node.start_mark.column
    return column


def _replaced(text: str, found: _Found, new: Rendered) -> list[Edit]:
    """A new value in place of the old: what stands on the name's line, less a remark behind it, and the lines below."""
    colon = text.index(":", found.key.end_mark.index) + 1
    end_of_line = line_end(text, colon)
    start, end = found.node.start_mark.index, end_of(text, found.node)
    below = "".join(f"{newline(text)}{line}" for line in new.lines)
    if is_blank(found.node):
        start = end = colon
    if start > end_of_line:  # all of it stands below
        return [Edit(colon, colon, new.inline, ""), Edit(end_of_line, end, below, "")]
    if is_scalar(found.node) and found.node.style in ("|", ">"):
        mark = re.compile("[|>][-+0-9]*").match(text, start)
        assert mark is not None
        return [Edit(colon, mark.end(), new.inline, ""), Edit(end_of_line, max(end, end_of_line), below, "")]
    last = line_end(text, end)
    if not below:
        return [Edit(colon, end, new.inline, "")]
    return [Edit(colon, end, new.inline, ""), Edit(last, last, below, "")]


def _point_replaced(text: str, form: Form, found: _Found, name: str, value: Any) -> list[Edit]:
    """A new point, a text or a group of fields, in place of a text in a list."""
    if found.parent is None or not value or not is_scalar(found.node):
        raise CannotSet("Punktet i listen er skrevet på en måde, som udplan ikke retter i. Ret det i filen.")
    start, end, column = found.node.start_mark.index, end_of(text, found.node), _column(found.node)
    if isinstance(value, str):
        (line,) = point_lines(name, value, form, None, 0)
        written = line.removeprefix("- ")
        return [Edit(start, end, _in_brackets(written) if found.parent.flow_style else written, "")]
    if found.parent.flow_style:
        raise CannotSet("Punktet i listen er skrevet på en måde, som udplan ikke retter i. Ret det i filen.")
    first, *others = field_lines(value, form, found.shape, column)
    return [Edit(start, end, first.lstrip(" "), ""), _below(text, end, others)]


def _in_brackets(written: str) -> str:
    """A text as it stands within brackets, where a comma would part it."""
    return quoted(written) if written[:1] not in "\"'" and re.search("[][{},:]", written) else written


def _appended(text: str, form: Form, found: _Found, each: Tilføj) -> list[Edit]:
    if not is_scalar(found.node) and not found.node.value:
        new = rendered(str(each.sti[-1]), [each.værdi], form, found.shape, _column(found.key))
        return _replaced(text, found, new)
    if is_scalar(found.node) or is_mapping(found.node) or found.node.flow_style:
        raise CannotSet(
            "Listen er skrevet på en måde, som udplan ikke lægger til. Skriv hvert punkt på sin egen linje."
        )
    column = _column(found.node)
    lines = point_lines(str(each.sti[-1]), each.værdi, form, found.shape, column)
    return [_below(text, end_of(text, found.node), lines)]


def _made(text: str, form: Form, found: _Found, each: Sæt | Tilføj) -> list[Edit]:
    """A field that is not there, in its place among those that are; and the group that it stands in, if that is missing."""
    value: Any = [each.værdi] if isinstance(each, Tilføj) else each.værdi
    for step in reversed(found.rest[1:]):
        value = {step: value}
    if is_blank(found.node) and found.key is not None:
        value = {found.rest[0]: value}
        return _replaced(text, found, rendered("", value, form, found.shape, _column(found.key)))
    if not is_mapping(found.node) or found.node.flow_style or not found.node.value:
        if not is_mapping(found.node) and not is_scalar(found.node):
            raise CannotSet("Listen har ikke så mange punkter.")
        raise CannotSet("Feltet er skrevet på en måde, som udplan ikke retter i. Skriv hvert felt på sin egen linje.")
    name = str(found.rest[0])
    lines = list(field_lines({name: value}, form, found.shape, _column(found.node.value[0][0])))
    before = _before(found.node, found.shape, name, form)
    if before is not None:
        return [_below(text, end_of(text, before[1], before[0]), lines)]
    first = found.node.value[0][0].start_mark
    if first.column == 0 or text[first.index - first.column : first.index].isspace():
        at = first.index - first.column
        return [Edit(at, at, "".join(f"{line}{newline(text)}" for line in lines), "")]
    return [_below(text, end_of(text, found.node.value[0][1], found.node.value[0][0]), lines)]


def _before(node: Any, shape: Shape | None, name: str, form: Form) -> Any:
    """The last pair of a group whose name comes before another in the order of the model (of years: by number)."""
    if isinstance(shape, Group):
        places = {field: place for place, field in enumerate(shape.fields)}
        before = [pair for pair in node.value if places.get(_name(pair[0], form) or "", len(places)) < places[name]]
        return max(before, key=lambda pair: pair[0].start_mark.index) if before and name in places else None
    numbers = [
        pair for pair in node.value if name.isdigit() and str(pair[0].value).isdigit() and str(pair[0].value) < name
    ]
    every = numbers if name.isdigit() else node.value
    return every[-1] if every else None


def _removed(text: str, found: _Found) -> list[Edit]:
    if found.key is None or found.parent is None or found.parent.flow_style or len(found.parent.value) == 1:
        return _replaced(text, found, Rendered("", [])) if found.key is not None else _no_point()
    start = found.key.start_mark.index - _column(found.key)
    end = line_end(text, end_of(text, found.node, found.key))
    alone = text[start : found.key.start_mark.index].strip() == ""
    if not alone or remarks_in(text, start, end, found.node):
        return _replaced(text, found, Rendered("", []))
    return [Edit(start, next_line(text, end), "", "")]


def _no_point() -> list[Edit]:
    raise CannotSet("Et punkt i en liste kan ikke fjernes her. Ret det i filen.")


def _below(text: str, end: int, lines: Sequence[str] | Iterator[str]) -> Edit:
    """Lines below the line on which something ends."""
    at = line_end(text, end)
    return Edit(at, at, "".join(f"{newline(text)}{line}" for line in lines), "")
