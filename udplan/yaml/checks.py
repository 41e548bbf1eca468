"""What YAML reads without complaint and a plan may not have: signs, shortcuts, depth, figures and names in brackets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from udplan.yaml import lines, unseen
from udplan.yaml.compose import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingNode,
    ScalarNode,
    events,
    is_mapping,
    plain_scalars,
)
from udplan.yaml.explain import explained, hidden_by_space
from udplan.yaml.form import Shape, under
from udplan.yaml.libyaml import EXTRA
from udplan.yaml.pattern import Pattern
from udplan.yaml.problem import SourceError, Span
from udplan.yaml.source import Source, canonical

#: libyaml recurses in C: some 1,700 levels crash a process with a small stack. No plan needs ten.
MOST_LEVELS = 100

#: Fields and points of lists in one file. The plan.yaml of a real plan has 200, and a thousand totals are not 10,000.
MOST_PARTS = 10_000
# A part has at most three: its name, and where its value begins and ends.
_MOST_EVENTS = 3 * MOST_PARTS + 100

# Controls, line breaks that only YAML counts, and marks that make text run the other way than it is stored.
_FORBIDDEN = Pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff\U0001fffe-\U0001ffff]"
)
# An anchor, an alias or a tag begins with one of the first three, after one of these; a directive begins its line.
_EXTRAS = "&*!%"
# Each level of lists and groups begins with one of these, but for keys that are indented in 1 MB.
_OPENINGS = "[{-?"
# NFC changes no sign before this one, and puts none of them together with the one that it follows.
_FIRST_COMBINING = "\u0300"
# What most of a text is made of, and nothing is asked of.
_ORDINARY = bytes(set(range(32, 127)) - set(f"{_EXTRAS}{_OPENINGS}".encode())) + b"\n\r"
_MAYBE_EXTRAS = Pattern(r"""(?m)[&*!%](?:(?<=^.)|(?<=\r%)|(?<=[\s,\[{:"'][&*!]))""")
_CUT_OFF = Pattern(r"[ \t]#[^\s#]|\S #")


# --- signs ------------------------------------------------------------------------------------------------------------


def first_forbidden(text: str) -> str | None:
    """The first character of a text that may not stand in a plan file."""
    match = _FORBIDDEN.search(text)
    return match.group() if match else None


def check_characters(text: str) -> None:
    match = _FORBIDDEN.search(text)
    if match:
        raise SourceError("forbudte-tegn", Span(*match.span()), forbidden(match.group()))


def telling(utf8: bytes) -> str:
    """The signs of a text in UTF-8 that anything is to be asked of, in their order: those beyond ASCII, controls, and those
    that YAML's shortcuts and lists begin with. To ask a few signs instead of the whole text is much quicker."""
    return utf8.translate(None, _ORDINARY).decode()


def is_visible(signs: str) -> bool:
    """Whether every one of a text's ``telling`` signs can be seen; no forbidden one can."""
    return signs.isprintable()


def is_composed(text: str, signs: str) -> bool:
    """Whether a text, whose ``telling`` signs are given, is of Unicode form NFC."""
    return max(signs, default="") < _FIRST_COMBINING or unicodedata.is_normalized("NFC", text)


def forbidden(sign: str) -> str:
    """The sentence for a character that may not stand in a plan file."""
    mend = "Slet det; udplan ret kan gøre det." if lines.INVISIBLE.match(sign) else "Slet ordet, og skriv det igen."
    return f"Her står et usynligt tegn ({lines.sign_name(sign)}), som ikke må stå i en plan. {mend}"


def check_spaces(text: str, root: Any, keys: Mapping[str, str]) -> None:
    """Refuse a field that a space of another kind hides: its whole line is one text to YAML."""
    for node, is_key in plain_scalars(root):
        start = node.start_mark.index
        if is_key and node.value[:1] in tuple(lines.ODD_SPACES):
            raise hidden_by_space(start, text[start], indent=True)
        if not is_key and lines.begins_line(text, start):
            line = lines.line_from(text, start)
            if hidden := lines.hidden_field(line, keys):
                raise hidden_by_space(hidden[0], text[hidden[0]])


def check_escapes(node: Any, source: Source) -> None:
    """Escapes in double quotes can hold what the file itself may not."""
    if match := _FORBIDDEN.search(node.value):
        span = Span(node.start_mark.index, node.end_mark.index)
        source.tell("forbudte-tegn", span, forbidden(match.group()))


def tell_unseen(source: Source, root: Any, *, visible: bool) -> None:
    """Warn of what can be read, and is not what the writer sees."""
    text = source.text
    warnings = [] if visible else list(unseen.invisible(text))
    if "#" in text and (" #" in text or "\t#" in text) and _CUT_OFF.search(text):
        warnings += unseen.cut_off(text, _cuttable(root, source.form.top, source.form.keys))
    if source.has_dash:
        warnings += unseen.glued(text, list_texts(root, source.form.top, source.keys))
    for warning in warnings:
        source.warn(warning.regel, warning.span, warning.besked)


def list_texts(node: Any, shape: Shape | None, keys: Mapping[str, str]) -> Iterator[Any]:
    """The texts without quotes that are points of lists, or stand alone where a list may stand."""
    if isinstance(node, ScalarNode):
        return
    if isinstance(node, MappingNode):
        for key_node, value_node in node.value:
            name = canonical(key_node.value, keys) if isinstance(key_node, ScalarNode) else ""
            below = under(shape, name)
            if isinstance(value_node, ScalarNode) and below and below.point:
                yield from (item for item, _ in plain_scalars(value_node))
            yield from list_texts(value_node, below, keys)
        return
    for item in node.value:
        if isinstance(item, ScalarNode):
            yield from (point for point, _ in plain_scalars(item))
        yield from list_texts(item, shape and shape.point, keys)


def _cuttable(node: Any, shape: Shape | None, keys: Mapping[str, str], *, flow: bool = False) -> Iterator[unseen.Value]:
    """Each value that a # may cut off: all but text blocks."""
    if isinstance(node, ScalarNode):
        if node.style not in ("|", ">"):
            running = shape is not None and shape.running
            alone = not flow and node.start_mark.line == node.end_mark.line
            span = Span(node.start_mark.index, node.end_mark.index)
            yield unseen.Value(span, running, alone, quoted=node.style in ("'", '"'))
        return
    flow = flow or bool(node.flow_style)
    if is_mapping(node):
        for key_node, value_node in node.value:
            name = canonical(key_node.value, keys) if isinstance(key_node, ScalarNode) else ""
            below = under(shape, name)
            if value_node.start_mark.line > key_node.end_mark.line and below is not None and below.running:
                # The value begins further down: what stands behind the colon may be its first line.
                colon = key_node.end_mark.index + 1
                yield unseen.Value(Span(colon, colon), running=True, alone=False)
            yield from _cuttable(value_node, below, keys, flow=flow)
    else:
        for item in node.value:
            yield from _cuttable(item, shape and shape.point, keys, flow=flow)


# --- size ---------------------------------------------------------------------------------------------------------------

ONE_PAGE = "En fil i en plan er en side tekst. Slet det, der ikke hører til."


def too_large(at: int, besked: str) -> SourceError:
    """The error of a file with more in it than any plan's has."""
    return SourceError("filen-er-for-stor", Span(at, at + 1), besked)


def figure(number: int) -> str:
    """A number as a message has it: 10.000."""
    return f"{number:,}".replace(",", ".")


def count_parts(source: Source, node: Any, key: str) -> None:
    """Count the fields of a group or the points of a list, and stop at more than a plan has. ``key`` is the field it is."""
    source.parts += len(node.value)
    if source.parts > MOST_PARTS:
        raise _too_many_parts(
            node.start_mark.index, f" Det meste står i {key}." if len(node.value) > MOST_PARTS // 2 else ""
        )


def _too_many_parts(at: int, where: str = "") -> SourceError:
    return too_large(at, f"Filen har over {figure(MOST_PARTS)} felter og punkter.{where} {ONE_PAGE}")


# --- shortcuts and depth ----------------------------------------------------------------------------------------------


def check_structure(text: str, signs: str, keys: Mapping[str, str]) -> None:
    """Refuse what composing would accept without complaint or fail on; the events are read only where the text may have it,
    by its ``telling`` signs."""
    maybe_deep = sum(map(signs.count, _OPENINGS)) > MOST_LEVELS
    maybe_extras = any(sign in signs for sign in _EXTRAS) and _MAYBE_EXTRAS.search(text)
    if not maybe_deep and not maybe_extras:
        return
    levels = 0
    for number, event in enumerate(events(text)):
        if number > _MOST_EVENTS:
            raise _too_many_parts(0)
        span = Span(event.start_mark.index, event.end_mark.index)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise _extra(text, span, text[span.start : span.start + 1], keys)
        if getattr(event, "tag", None):
            raise _extra(text, span, "!", keys)
        if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
            raise SourceError(
                "yaml-genveje", span, "En linje, der begynder med %, hører ikke hjemme i en plan. Slet den."
            )
        if isinstance(event, CollectionStartEvent):
            levels += 1
            if levels > MOST_LEVELS:
                raise too_deep(span)
        elif isinstance(event, CollectionEndEvent):
            levels -= 1


def _extra(text: str, span: Span, sign: str, keys: Mapping[str, str]) -> SourceError:
    return explained(text, SourceError("yaml-genveje", span, EXTRA.format(sign)), keys)


_DEEP = "Filen har over 100 niveauer inde i hinanden. Ret indrykningen, så hvert felt står forrest på sin linje."


def too_deep(span: Span) -> SourceError:
    return SourceError("for-mange-niveauer", span, _DEEP)


def tell_bad_key(source: Source, node: Any, key_node: Any, key: str) -> None:
    """Tell of a name that stands twice in a group, or that YAML would merge something by."""
    span = Span(key_node.start_mark.index, key_node.end_mark.index)
    if key == "<<":
        source.tell("yaml-genveje", span, "<< (sammenfletning) forstås ikke i en plan. Skriv felterne ud.")
        return
    first = next(pair[0] for pair in node.value if source.key(pair[0]) == key)
    line = source.problem("", Span(first.start_mark.index, 0), "").linje
    source.tell("dobbelt-felt", span, f"{key} står to gange: også i linje {line}. Slet den ene.")


# --- braces and brackets ----------------------------------------------------------------------------------------------

_ONE_A_LINE = "Skriv hvert år på sin egen linje, fx 2025: {}"


def cut_amounts(source: Source, node: Any) -> set[int]:
    """Tell of ``{2025: 1,2027}``, which is 1 in 2025 and a blank 2027 to YAML: the decimals would be lost, and nobody told.

    Gives the keys (by ``id``) that are not to be read as fields: the decimals, and every year.
    """
    blank = [
        number
        for number, (key_node, value_node) in enumerate(node.value)
        if _is_blank(value_node) and _is_number(key_node)
    ]
    if not blank:
        return set()
    numbers = {id(key_node) for key_node, _ in node.value if _is_number(key_node)}
    besked = "Inden for { } skiller hvert komma to felter ad, også et decimalkomma"
    behind = [
        (str(node.value[at - 1][0].value), str(node.value[at - 1][1].value), node.value[at][0].value)
        for at in blank
        if at
    ]
    name, value, decimals = behind[0] if behind else ("", "", "")
    if name and not name.isdecimal():
        besked += f'. Sæt anførselstegn om tallet: {name}: "{value},{decimals}".'
        source.tell("beloeb-i-klammer", Span(node.start_mark.index, node.end_mark.index), besked)
        return numbers
    # The figures behind the comma may be a year of the plan too: either may be what was meant.
    år = next((triple for triple in behind if re.fullmatch("20[0-9]{2}", triple[2])), None)
    if år:
        tal = ",".join(år[1:])
        besked += f", så {år[2]} kan være et år uden beløb eller decimalerne i {tal}. {_ONE_A_LINE.format(tal)}."
    else:
        besked += f". {_ONE_A_LINE.format('-0,518')}; udplan ret kan gøre det."
    source.tell("beloeb-i-klammer", Span(node.start_mark.index, node.end_mark.index), besked)
    return numbers


def _is_number(node: Any) -> bool:
    return isinstance(node, ScalarNode) and node.value.isdecimal()


def _is_blank(node: Any) -> bool:
    return isinstance(node, ScalarNode) and node.start_mark.index == node.end_mark.index


def bracketed(source: Source, shape: Shape | None, key: str, node: Any, points: list[Any]) -> Any:
    """The points of a list in brackets; where they may not stand so, an error is told, and what is read instead is given."""
    beside = groupby(node.value, lambda item: isinstance(item, ScalarNode) and item.style not in ("'", '"'))
    plain = [[item.value for item in items] for unquoted, items in beside if unquoted]
    refused = shape.in_brackets(key, points, plain) if shape else None
    if refused is None:
        return points
    source.tell(refused.regel, Span(node.start_mark.index, node.end_mark.index), refused.besked)
    return refused.read_as
