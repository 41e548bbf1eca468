"""Repair: what is certain in a plan file is put right, and every other byte stays as it was.

A repair is a list of edits on the text that was written. It is applied, read again and compared: only what an edit means
to change may be different, else nothing is changed. What could be meant in two ways stays an error. YAML is never dumped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from udplan.model import forms, money
from udplan.model.groups import group_of
from udplan.model.kind import Kind, Kontekst
from udplan.values.unknown import BadValue
from udplan.values.words import fold
from udplan.yaml import lines
from udplan.yaml.compose import compose
from udplan.yaml.explain import conflict
from udplan.yaml.lenient import Element, Part, Written, begins_oddly, decode_any, elements, nodes, parts
from udplan.yaml.lines import BULLETS, INVISIBLE, ODD_SPACES
from udplan.yaml.read import MOST_BYTES
from udplan.yaml.source import Source


class Edit(NamedTuple):
    """Put ``text`` in place of the characters from ``start`` to ``end``; ``hvad`` says why, in Danish.

    ``reads`` says that it is only right if its part can be read afterwards; ``reshapes`` that what stands there is
    another kind of thing afterwards: a field instead of a text, a list instead of a line.
    """

    start: int
    end: int
    text: str
    hvad: str
    reads: bool = False
    reshapes: bool = False


class Repaired(NamedTuple):
    """A file before and after, as text, and as the bytes to write; the same bytes if there was nothing to do."""

    before: str
    after: str
    raw: bytes
    edits: tuple[str, ...]


# One repair can make room for another: a tab hides an amount. What has not come to rest after so many is left alone.
_MOST_ROUNDS = 8


def repair(source: Source, raw: bytes, context: Kontekst | None) -> Repaired:
    """Repair one file. ``context`` is the plan's own settings; without them every amount is left alone."""
    text, encode, hvad = decode_any(raw) if len(raw) <= MOST_BYTES else (None, None, None)
    if text is None or encode is None or conflict(text):
        return Repaired("", "", raw, ())
    before, done = text, Counter([hvad] if hvad else [])
    sound = source.data is not None and source.text == text
    known = {text: Part(text, source.form, compose(text))} if sound else {}
    for _ in range(_MOST_ROUNDS):
        edits = [
            _moved(edit, start) for start, part in parts(text, source.form, known) for edit in _certain(part, context)
        ]
        if not edits:
            return Repaired(before, text, encode(text) if done else raw, tuple(map(_counted, done.items())))
        text = apply(text, edits)
        done.update(edit.hvad for edit in edits)
    return Repaired(before, before, raw, ())


def _counted(done: tuple[str, int]) -> str:
    hvad, times = done
    return f"{hvad} ({times} steder)" if times > 1 else hvad


def diff(name: str, repaired: Repaired) -> str:
    """What a repair changes, as a unified diff."""
    from difflib import unified_diff

    before, after = (text.splitlines(keepends=True) for text in (repaired.before, repaired.after))
    diff_lines = unified_diff(before, after, f"{name} (før)", f"{name} (efter)")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ ingen linjeskift til sidst\n" for line in diff_lines)


def apply(text: str, edits: list[Edit]) -> str:
    """The text with the edits made. No two of them overlap."""
    pieces, at = [], 0
    for edit in sorted(edits):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


# --- only what is meant to change changes ---------------------------------------------------------------------------

# How many characters may be read again, for each of the part's own, to find the one edit of many that does not hold.
_EFFORT = 6
_EFFORT_AT_LEAST = 20_000


def _moved(edit: Edit, by: int) -> Edit:
    return edit._replace(start=edit.start + by, end=edit.end + by) if by else edit


def _certain(part: Part, context: Kontekst | None) -> list[Edit]:
    """The edits of a part that change what they mean to and nothing else."""
    kept: list[Edit] = []
    waiting = [_apart(list(_edits(part, context)))]
    effort = _EFFORT * len(part.text) + _EFFORT_AT_LEAST
    while waiting and effort > 0:
        group = waiting.pop()
        if not group:
            continue
        effort -= len(part.text)
        if _holds(part, kept + group):
            kept += group
        elif len(group) > 1:
            half = len(group) // 2
            waiting += [group[half:], group[:half]]
    return kept


def _apart(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(set(edits)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _holds(part: Part, edits: list[Edit]) -> bool:
    """Whether a part can be read at least as well with the edits, and says the same wherever none of them is."""
    after = nodes(apply(part.text, edits), part.keys)
    if part.root is None:
        return after is not None or not any(edit.reads for edit in edits)
    if after is None:
        return False
    if any(edit.reshapes for edit in edits):
        return True
    before, now, shift = [], [], 0
    for edit in sorted(edits):
        before.append((edit.start, edit.end))
        now.append((edit.start + shift, edit.start + shift + len(edit.text)))
        shift += len(edit.text) - (edit.end - edit.start)
    return _untouched(part.elements, before) == _untouched(elements(after), now)


def _untouched(every: Iterable[Element], spans: list[tuple[int, int]]) -> list[str]:
    """The texts of what stands outside the spans; a group counts as touched where it begins."""
    starts, ends = [start for start, _ in spans], [end for _, end in spans]

    def touched(element: Element) -> bool:
        at = bisect_right(starts, element.end) - 1
        return at >= 0 and ends[at] >= element.start

    return [element.text for element in every if not touched(element)]


# --- what is put right --------------------------------------------------------------------------------------------


def _edits(part: Part, context: Kontekst | None) -> Iterator[Edit]:
    yield from _signs(part, context)
    yield from _flow_amounts(part, context)
    if part.root is None:
        yield from _indents(part)
        yield from _lines(part, context)
        return
    for scalar in part.scalars:
        yield from _of_scalar(part, scalar, context)


_SPACES = re.compile("[ \t]*")
_BULLET = re.compile(rf"(?m)^([ \t]*)[{BULLETS}\u2022][ \t\u00a0]*")
_AFTER_COLON = re.compile(rf"(?m)^( *+(?:- )?([^\s:#'\"]+):)([ ]*[\t{ODD_SPACES}][ \t{ODD_SPACES}]*)(.?)")


def _signs(part: Part, context: Kontekst | None) -> Iterator[Edit]:
    """Signs that nobody can see, and bullets of Word's own."""
    for match in INVISIBLE.finditer(part.text):
        start, end = match.span()
        if lines.begins_line(part.text, start):
            # Spaces behind it would become indentation, so they go with it.
            behind = _SPACES.match(part.text, end)
            end = behind.end() if behind else end
        yield Edit(start, end, "", "usynligt tegn fjernet")
    for match in _BULLET.finditer(part.text):
        if part.is_text(match.start()):
            yield Edit(*match.span(), f"{match[1]}- ", "Words punkttegn skrevet som -")
    for match in _AFTER_COLON.finditer(part.text):
        is_field = match.start(2) in part.keys_at if part.root is not None else _is_name(match[2], part, context)
        if is_field and match[4] != "#" and not part.is_text(match.start()):
            yield Edit(*match.span(3), " " if match[4].strip() else "", "almindeligt mellemrum efter kolon")


def _is_name(word: str, part: Part, context: Kontekst | None) -> bool:
    """Whether a word in front of a colon is a field's name, a year or a body's code, and not just a word of a text."""
    if word in part.keys or fold(word) in part.keys:
        return True
    return context is not None and (word in map(str, context.år) or fold(word) in context.fora)


_INDENT = re.compile(rf"(?m)^( *+)([\t{ODD_SPACES}][ \t{ODD_SPACES}]*)(?=\S)")


def _indents(part: Part) -> Iterator[Edit]:
    """Tabs, and spaces that YAML does not take for one, in front of the lines of a part that cannot be read."""
    for match in _INDENT.finditer(part.text):
        spaces = "".join("  " if sign == "\t" else " " for sign in match[2])
        block = part.blocks.around(match.start())
        if block is not None:
            # Inside a text only what stands where the indentation should; the rest of it is the text's own.
            first = lines.line_from(part.text, block.start)
            depth = first.indent if first.indent > block.indent else block.indent + 2
            if len(match[1]) >= depth or "\t" not in match[2]:
                continue
            tab = match[2].index("\t") + 1
            yield Edit(match.start(), match.start(2) + tab, " " * depth, "tabulator skrevet som mellemrum")
        else:
            hvad = "tabulator" if "\t" in match[2] else "usynligt mellemrum"
            yield Edit(*match.span(2), spaces, f"{hvad} skrevet som mellemrum")


def _lines(part: Part, context: Kontekst | None) -> Iterator[Edit]:
    """Values of a part that cannot be read: a text that needs quotes, and a minus that stands alone."""
    for value in lines.values(part.text):
        minus = lines.lonely_minus(value.text)
        if minus and value.key and money.BELØB.is_certain(minus, context):
            yield Edit(value.start, value.end, minus, "mellemrum efter minus fjernet", reads=True)
        elif not minus and not value.cut and lines.needs_quotes(value.text) and _is_quotable(value, part, context):
            yield Edit(value.start, value.end, lines.quoted(value.text), "anførselstegn om teksten", reads=True)


def _is_quotable(value: lines.Value, part: Part, context: Kontekst | None) -> bool:
    return not value.key or _is_name(value.key, part, context)


# --- values that are understood, and written in another way than the format's own --------------------------------------


def _of_scalar(part: Part, scalar: Written, context: Kontekst | None) -> Iterator[Edit]:
    if scalar.is_key:
        yield from _of_key(part, scalar)
        return
    if part.has_odd_signs:
        if hidden := list(_hidden_fields(part, scalar)):
            yield from hidden
            return
        if any(bullet in scalar.value for bullet in BULLETS):
            yield from _bullets(part, scalar)
    wanted = _rewritten(scalar, context)
    if wanted != scalar.value and not {"\\", scalar.quote} & {*wanted}:
        text = f"{scalar.quote}{wanted}{scalar.quote}"
        if scalar.in_flow and not scalar.quote and "," in wanted:
            text = f'"{wanted}"'
        yield Edit(scalar.start, scalar.end, text, f"{scalar.value} skrevet som {wanted}")


def _of_key(part: Part, scalar: Written) -> Iterator[Edit]:
    if begins_oddly(scalar):
        bare = scalar.value.lstrip(f" {ODD_SPACES}")
        spaces = " " * (len(scalar.value) - len(bare))
        end = scalar.start + len(spaces)
        yield Edit(scalar.start, end, spaces, "usynligt mellemrum skrevet som mellemrum", reshapes=True)
    elif scalar.name != scalar.value and not scalar.is_long:
        text = f"{scalar.quote}{scalar.name}{scalar.quote}"
        yield Edit(scalar.start, scalar.end, text, f"{scalar.value} skrevet som {scalar.name}")


def _hidden_fields(part: Part, scalar: Written) -> Iterator[Edit]:
    """``2025:`` and a space that YAML does not take for one, so that the whole line is one text."""
    plain = not scalar.quote and part.text[scalar.start : scalar.start + 1] not in ("|", ">")
    if not plain or not lines.begins_line(part.text, scalar.start):
        return
    for line in lines.all_lines(part.text[scalar.start : scalar.end]):
        space = lines.hidden_field(line, part.keys)
        if not space:
            return
        start, end = scalar.start + space[0], scalar.start + space[1]
        yield Edit(start, end, " ", "almindeligt mellemrum efter kolon", reshapes=True)


def _bullets(part: Part, scalar: Written) -> Iterator[Edit]:
    """Bullets of Word's own outside a text block: one in front of a value, or one on each line of a list of names."""
    written = part.text[scalar.start : scalar.end]
    if not scalar.is_long:
        if bullet := re.match(rf"['\"]?([{BULLETS}]\s*)", written):
            yield Edit(scalar.start + bullet.start(1), scalar.start + bullet.end(1), "", "Words punkttegn fjernet")
    elif (
        scalar.shape and scalar.shape.point and all(re.match(rf"\s*[{BULLETS}]", line) for line in written.splitlines())
    ):
        for bullet in re.finditer(rf"[{BULLETS}]\s*", written):
            yield Edit(
                scalar.start + bullet.start(),
                scalar.start + bullet.end(),
                "- ",
                "Words punkttegn skrevet som -",
                reshapes=True,
            )


def _rewritten(scalar: Written, context: Kontekst | None) -> str:
    """The value as the format writes it; unchanged where it is no value of its field, or a text of more lines."""
    if scalar.value and not scalar.is_long and isinstance(scalar.shape, Kind):
        with suppress(BadValue):
            return scalar.shape.rewrite(scalar.value, context)
    return scalar.value


# --- amounts in braces or brackets ------------------------------------------------------------------------------------

_BRACES = re.compile(r"(?m)^( *+(?:- )?([^\s:#]+):)[ ]*\{([^{}\n]*)\}(?= *\r?$| +#)")
_BRACKETS = re.compile(r"(?m)^( *+(?:- )?([^\s:#]+):)[ ]*\[([^\[\]\n]*)\](?= *\r?$| +#)")
_DECIMAL_COMMA = re.compile(r"(?:^|[:,])\s*[-−–]?[0-9]+,[0-9]")


def _flow_amounts(part: Part, context: Kontekst | None) -> Iterator[Edit]:
    """``beløb: {2025: -0,518, 2026: -1,050}``, where commas part both decimals and years, as a line a year."""
    newline = "\r\n" if "\r\n" in part.text else "\n"
    for pattern, read in ((_BRACES, _years_in_braces), (_BRACKETS, _years_in_brackets)):
        for match in pattern.finditer(part.text):
            navn = part.keys.get(match[2]) or part.keys.get(fold(match[2]))
            kind = _PER_YEAR.get(navn or "")
            figures = read(match[3].strip(), context) if kind and not part.is_text(match.start()) else []
            if kind and figures and all(kind.figure.is_certain(figure, context) for _, figure in figures):
                indent = " " * (len(match[1]) - len(match[1].lstrip(" -")) + 2)
                written = "".join(f"{newline}{indent}{year}: {figure}" for year, figure in figures)
                yield Edit(match.end(1), match.end(), written, f"{navn} skrevet med et år pr. linje")


#: The fields that hold a figure a year, wherever they stand.
_PER_YEAR = {
    navn: kind
    for model in forms.models()
    for navn, kind in group_of(model).fields.items()
    if isinstance(kind, money.PerYear)
}


def _years_in_braces(written: str, context: Kontekst | None) -> list[tuple[str, str]]:
    """Years and amounts, if they can only be read in one way; ``{2025: 1,2027}`` may be 1,2027 or two years."""
    years = "|".join(map(str, context.år if context else ()))
    if not years or not _DECIMAL_COMMA.search(written) or re.search(rf",\s*(?:{years})\s*(?:,|$)", written):
        return []
    pairs = [re.fullmatch(rf"({years})\s*:\s*(\S.*?)", pair) for pair in re.split(rf",\s*(?=(?:{years})\s*:)", written)]
    figures = [(pair[1], pair[2].strip("\"'")) for pair in pairs if pair]
    return figures if len({year for year, _ in figures}) == len(pairs) else []


def _years_in_brackets(written: str, context: Kontekst | None) -> list[tuple[str, str]]:
    """``[1,000, 1,000, …]`` as the plan's years in order, if there is just one amount for each."""
    amounts, years = re.split(r",\s+", written), context.år if context else ()
    return list(zip(map(str, years), amounts, strict=True)) if len(amounts) == len(years) else []
