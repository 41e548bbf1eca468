"""A plan file from bytes to text to plain data.

Every scalar is the text that was written; data are ``dict``, ``list``, ``str`` and None (blank).
"""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path
from typing import Any

from udplan.disk.reading import read_start
from udplan.disk.refusals import refusal
from udplan.values.words import nfc
from udplan.yaml import checks
from udplan.yaml.compose import ComposeError, MappingNode, ScalarNode, compose
from udplan.yaml.explain import cause, conflict
from udplan.yaml.form import Form, Shape, under
from udplan.yaml.libyaml import in_words
from udplan.yaml.problem import SourceError, Span
from udplan.yaml.sections import Sections
from udplan.yaml.source import MOST_PROBLEMS, Source, canonical

#: A plan file is a page of text; anything this large is something else.
MOST_BYTES = 1_000_000
#: The longest file of a real plan has some 200 lines.
MOST_LINES = 10_000
#: The text of one field: some twenty pages, where a real one is hardly two.
MOST_IN_TEXT = 50_000


def read(path: Path, form: Form) -> Source:
    """Read a plan file whose fields are those of ``form``.

    What is wrong with the form of the file is in ``Source.problems``, and ``Source.data`` is None if nothing could
    be read. Nothing is raised for what a file holds.
    """
    try:
        return parse(path, read_start(path, MOST_BYTES + 1), form)
    except OSError as error:
        source = Source(path, "", form)
        source.tell("kan-ikke-laeses", Span(0, 0), cannot_open(error))
        return source


def cannot_open(error: OSError) -> str:
    """In Danish, why a file of a plan cannot be opened; its path is told with it."""
    why = refusal(error, "den")
    return f"Filen kan ikke åbnes. {why[:1].upper()}{why[1:]}"


def parse(path: Path, raw: bytes, form: Form) -> Source:
    """The same as ``read`` for bytes that are at hand."""
    source = Source(path, "", form)
    try:
        source.text, utf8 = _decode(raw)
        source.data = _data(source, utf8)
    except SourceError as error:
        if error.regel in _OF_A_FIELD:
            _read_the_rest(source, error)
        else:
            source.tell(error.regel, error.span, error.besked, error.forslag)
    return source


def _data(source: Source, utf8: bytes) -> dict[str, Any]:
    """What a file says, from its text and the same in UTF-8."""
    text, form = source.text, source.form
    signs = checks.telling(utf8)
    visible = checks.is_visible(signs)
    if not visible:
        checks.check_characters(text)
    checks.check_structure(text, signs, form.keys)
    source.is_composed = checks.is_composed(text, signs)
    root = _top(text, utf8, form)
    data = _mapping(root, source, form.top, 0, "")
    if not visible:
        checks.check_spaces(text, root, form.keys)
    checks.tell_unseen(source, root, visible=visible)
    return data


# What keeps a file from being read, and may have its cause in one field; the others of the file can be read without it.
_OF_A_FIELD = frozenset({"yaml-form", "yaml-genveje", "usynligt-mellemrum", "forbudte-tegn"})
# A file with more faults than these is told the first of them.
_MOST_FAULTS = 20


def _read_the_rest(source: Source, error: SourceError) -> None:
    """Tell every fault of a file that cannot be read, and read the fields that have none, each where it stands."""
    told = [error]
    rest = replace(source, text=source.text, problems=[])
    if len(source.text) <= MOST_IN_TEXT and (sections := Sections(source.text, source.form)).can_part:
        for piece in sections.pasted:
            sections.leave_out(piece.span)
        told = [piece.error for piece in sections.pasted] or told
        if not sections.pasted:
            sections.leave_out_around(error.span.start)
        for _ in range(_MOST_FAULTS):
            rest = replace(source, text=sections.text, problems=[])
            try:
                source.rest, source.left_out = _data(rest, rest.text.encode()), sections.left_out
                break
            except SourceError as other:
                if other.regel not in _OF_A_FIELD or not sections.leave_out_around(other.span.start):
                    break
                told.append(other)
    said = set[str]()
    for each in told:
        # A sign that nobody sees stands in many places at once: the first says what to do about them all.
        if each.regel not in ("usynligt-mellemrum", "forbudte-tegn") or each.regel not in said:
            source.tell(each.regel, each.span, each.besked, each.forslag)
        said.add(each.regel)
    if source.rest is not None:
        source.problems += rest.problems


def _top(text: str, utf8: bytes, form: Form) -> Any:
    """The nodes of a whole file; the cause, if it cannot be read."""
    if unresolved := conflict(text):
        raise unresolved
    try:
        root = compose(utf8)
    except ComposeError as error:
        raise cause(text, in_words(error, text), form.keys) from error
    if not isinstance(root, MappingNode):
        raise cause(text, _not_a_mapping(text, root, form), form.keys)
    return root


def is_too_large(source: Source) -> bool:
    """Whether a file is not read further because there is more in it than in any plan's."""
    return any(problem.regel == "filen-er-for-stor" for problem in source.problems)


def _decode(raw: bytes) -> tuple[str, bytes]:
    """The text of a file, and the same in UTF-8; where it has too many lines, that is told before anything looks at them."""
    if len(raw) > MOST_BYTES:
        raise checks.too_large(0, f"Filen fylder over 1 MB. {checks.ONE_PAGE}")
    if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text = _as_text(raw, "utf-16")
        utf8 = text.encode()
    else:
        utf8 = raw.removeprefix(codecs.BOM_UTF8)
        text = _as_text(utf8, "utf-8")
    if len(text) > MOST_LINES and max(text.count("\n"), text.count("\r")) > MOST_LINES:
        raise checks.too_large(0, f"Filen har over {checks.figure(MOST_LINES)} linjer. {checks.ONE_PAGE}")
    return text, utf8


def _as_text(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode(encoding, errors="ignore")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        raise SourceError(
            "kodning",
            Span(0, 0),
            f"Filen er ikke gemt som UTF-8 (linje {line}, tegn {column} kan ikke læses). "
            "Gem den igen, og vælg UTF-8 som tegnkodning.",
        ) from error


_FIELDS = "Skriv et felt på hver linje: feltets navn, kolon, mellemrum og værdien, fx"


def _not_a_mapping(text: str, root: Any, form: Form) -> SourceError:
    if root is None:
        return SourceError("tom-fil", Span(0, 0), f"Filen er tom. {form.begin}", form.whole)
    span = Span(root.start_mark.index, root.start_mark.index + 1)
    sort = "en tekst" if isinstance(root, ScalarNode) else "en liste"
    return SourceError("yaml-form", span, f"Filen er {sort}. {_FIELDS} {form.example}.", form.whole)


def _mapping(node: Any, source: Source, shape: Shape | None, level: int, owner: str) -> dict[str, Any]:
    """A node as dict, list, str and None, with every field under its name. ``owner`` is the field it stands in."""
    keys, is_composed = source.form.keys, source.is_composed
    data: dict[str, Any] = {}
    pairs = node.value
    checks.count_parts(source, node, owner)
    if node.flow_style and (cut := checks.cut_amounts(source, node)):
        pairs = [pair for pair in pairs if id(pair[0]) not in cut]
    for key_node, value_node in pairs:
        if type(key_node) is not ScalarNode or key_node.style in ("|", ">"):
            span = Span(key_node.start_mark.index, key_node.start_mark.index + 1)
            besked = "Et felts navn er ét ord. Skriv navnet, kolon, mellemrum og værdien på én linje."
            source.tell("yaml-form", span, besked)
            continue
        key = key_node.value
        if key_node.style == '"':
            checks.check_escapes(key_node, source)
        key = keys.get(key) or (key if is_composed else canonical(key, keys))
        if (key in data or key == "<<") and len(source.problems) < MOST_PROBLEMS:
            checks.tell_bad_key(source, node, key_node, key)
        if type(value_node) is ScalarNode:
            data[key] = _scalar(value_node, source, key)
        else:
            data[key] = _value(value_node, source, under(shape, key), level + 1, key)
    if None in data.values():
        # A field that is left blank is a field left out; a year (or any other free key) keeps its blank.
        return {key: value for key, value in data.items() if value is not None or keys.get(key) != key}
    return data


def _scalar(node: Any, source: Source, key: str) -> str | None:
    """The text of a value under the name ``key``; None where it is blank."""
    written: str = node.value
    if len(written) > MOST_IN_TEXT:
        besked = (
            f"Teksten i {key} er på {checks.figure(len(written))} tegn og kan højst være på {checks.figure(MOST_IN_TEXT)}. "
            "Skriv det vigtigste her, og henvis til resten i sagen."
        )
        raise checks.too_large(node.start_mark.index, besked)
    if node.style == '"':
        checks.check_escapes(node, source)
    elif not node.style and (" - " in written or "\n- " in written):
        source.has_dash = True
    if not written or written.isspace():
        return None
    return written if source.is_composed else nfc(written)


def _value(node: Any, source: Source, shape: Shape | None, level: int, key: str) -> Any:
    """A node under the name ``key`` as plain data."""
    if type(node) is ScalarNode:
        return _scalar(node, source, key)
    if level >= checks.MOST_LEVELS:
        raise checks.too_deep(Span(node.start_mark.index, node.start_mark.index + 1))
    if type(node) is MappingNode:
        return _mapping(node, source, shape, level, key)
    checks.count_parts(source, node, key)
    point = shape and shape.point
    points = [_value(item, source, point, level + 1, key) for item in node.value]
    return checks.bracketed(source, shape, key, node, points) if node.flow_style else points
