"""Repair: what is certain in a plan file is put right, and every other byte stays as it was.

A repair is a list of edits on the text that was written. It is applied, read again and compared: only what an edit means
to change may be different, else nothing is changed. What could be meant in two ways stays an error. YAML is never dumped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from udplan import lines
from udplan.amounts import amount_text, parse_amount
from udplan.fields import Kontekst, parse_code, parse_yes_no
from udplan.source import Source, parse
from udplan.times import parse_date, parse_time
from udplan.values import BadValue
from udplan.words import fold
from udplan.written import Section, Written, decode_any, scalars, sections


class Edit(NamedTuple):
    """Put ``text`` in place of the characters from ``start`` to ``end``; ``hvad`` says why, in Danish.

    ``reshapes`` says that the field is another kind of thing afterwards: years instead of a list.
    """

    start: int
    end: int
    text: str
    hvad: str
    reshapes: bool = False


class Repaired(NamedTuple):
    """A file before and after, as text, and as the bytes to write; the same bytes if there was nothing to do."""

    before: str
    after: str
    raw: bytes
    edits: tuple[str, ...]


_MOST_ROUNDS = 5  # one repair can make room for another: a tab hides an amount


def repair(source: Source, raw: bytes, context: Kontekst) -> Repaired:
    """Repair one file. ``context`` is the plan's own settings, which say what an amount means."""
    text, encode, hvad = decode_any(raw)
    if text is None:
        return Repaired("", "", raw, ())
    before, done = text, [hvad] if hvad else []
    for _ in range(_MOST_ROUNDS):
        edits = _safe(source, text, list(_edits(source, text, context)))
        if not edits:
            break
        text = apply(text, edits)
        done += [edit.hvad for edit in edits]
    return Repaired(before, text, encode(text) if done else raw, tuple(done))


def diff(name: str, repaired: Repaired) -> str:
    """What a repair changes, as a unified diff."""
    from difflib import unified_diff

    before, after = (text.splitlines(keepends=True) for text in (repaired.before, repaired.after))
    lines_ = unified_diff(before, after, f"{name} (før)", f"{name} (efter)")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ ingen linjeskift til sidst\n" for line in lines_)


def apply(text: str, edits: list[Edit]) -> str:
    """The text with the edits made, from the last to the first, so that each finds its place."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _safe(source: Source, text: str, edits: list[Edit]) -> list[Edit]:
    """The edits that together change what they mean to and nothing else; one by one if they do not all."""
    apart = _apart(edits)
    if not apart or _changes_only(source, text, apart):
        return apart
    kept: list[Edit] = []
    for edit in apart:
        if _changes_only(source, text, [*kept, edit]):
            kept.append(edit)
    return kept


def _apart(edits: list[Edit]) -> list[Edit]:
    found: list[Edit] = []
    for edit in sorted(set(edits)):
        if not found or edit.start >= found[-1].end:
            found.append(edit)
    return found


def _changes_only(source: Source, text: str, edits: list[Edit]) -> bool:
    """Whether every top-level field that no edit touches says the same as before, and none has become unreadable."""
    after = apply(text, edits)
    old, new = sections(text, source.keys, source), sections(after, source.keys, source)
    if len(old) != len(new):
        return False
    return all(_as_meant(before, now, edits) for before, now in zip(old, new, strict=True))


def _as_meant(before: Section, now: Section, edits: list[Edit]) -> bool:
    touching = [edit for edit in edits if before.start <= edit.start < before.end]
    if not touching:
        return before.data == now.data
    if before.data is None or any(edit.reshapes for edit in touching):
        return True  # it could not be read; whether it can now, reading it again will tell
    return now.data is not None and _same_shape(before.data, now.data)


def _same_shape(before: Any, now: Any) -> bool:
    """Whether the same number of values stand in the same places; what each says, its own edit has answered for."""
    if isinstance(before, dict) and isinstance(now, dict):
        return len(before) == len(now) and all(map(_same_shape, before.values(), now.values()))
    if isinstance(before, list) and isinstance(now, list):
        return len(before) == len(now) and all(map(_same_shape, before, now))
    return type(before) is type(now)


# --- what is put right --------------------------------------------------------------------------------------------


def _edits(source: Source, text: str, context: Kontekst) -> Iterator[Edit]:
    yield from _signs(text)
    yield from _flow_amounts(text, context)
    if parse(source.path, text.encode("utf-8", "replace"), source.keys).data is None:
        yield from _lines(text, context)
        return
    for scalar in scalars(text, source.keys):
        yield from _of_scalar(scalar, context)


_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BULLET = re.compile("(?m)^([ \t]*)[\uf0b7\uf0a7\u2022][ \t\u00a0]*")
_INDENT = re.compile("(?m)^( *)([\t\u00a0][ \t\u00a0]*)(?=\\S)")
_AFTER_COLON = re.compile("(?m)^( *(?:- )?[^\\s:#'\"]+:)([ ]*[\t\u00a0\u202f\u2007][ \t\u00a0\u202f\u2007]*)")


def _signs(text: str) -> Iterator[Edit]:
    """Signs that nobody can see, and bullets of Word's own."""
    inside = lines.blocks(text)
    for found in _INVISIBLE.finditer(text):
        yield Edit(*found.span(), "", "usynligt tegn fjernet")
    for found in _BULLET.finditer(text):
        if inside(found.start()):
            yield Edit(*found.span(), f"{found[1]}- ", "Words punkttegn skrevet som -")
    for found in _INDENT.finditer(text):
        if not inside(found.start()):
            yield Edit(*found.span(2), "  " * (found[2].count("\t") + found[2].count("\u00a0")), "tabulator skrevet som mellemrum")
    for found in _AFTER_COLON.finditer(text):
        if not inside(found.start()):
            yield Edit(*found.span(2), " ", "almindeligt mellemrum efter kolon")


def _lines(text: str, context: Kontekst) -> Iterator[Edit]:
    """Values of a file that cannot be read: a text that needs quotes, and a minus that stands alone."""
    for value in lines.values(text):
        minus = lines.lonely_minus(value.text)
        if minus and _is_amount(minus, context):
            yield Edit(value.start, value.end, minus, "mellemrum efter minus fjernet")
        elif not minus and lines.needs_quotes(value.text):
            yield Edit(value.start, value.end, lines.quoted(value.text), "anførselstegn om teksten")


# --- values that are understood, and written in another way than the format's own --------------------------------------

_YES_NO = frozenset({"tværgående", "obs", "offentlig", "servicerammen", "afrundet", "slut", "med_høring"})
_DATES = frozenset({"dato", "slut", "gyldig_fra", "gyldig_til"})
_ODD_AMOUNT = re.compile("[\u2212\u2013\u00a0\u202f. ]")


def _of_scalar(scalar: Written, context: Kontekst) -> Iterator[Edit]:
    if scalar.is_key:
        if scalar.field != scalar.value:
            yield Edit(scalar.start, scalar.end, scalar.field, f"{scalar.value} skrevet som {scalar.field}")
        return
    wanted = _wanted(scalar, context)
    if wanted is not None and wanted != scalar.value:
        text = f"{scalar.quote}{wanted}{scalar.quote}"
        if scalar.in_flow and not scalar.quote and "," in wanted:
            text = f'"{wanted}"'
        yield Edit(scalar.start, scalar.end, text, f"{scalar.value} skrevet som {wanted}")


def _wanted(scalar: Written, context: Kontekst) -> str | None:
    """The same value as the format writes it; None where it is not one, or is a text."""
    name = scalar.field
    readers: tuple[tuple[bool, Callable[[str], str]], ...] = (
        (scalar.is_amount, lambda value: _amount(value, context)),
        (name in _DATES, lambda value: parse_date(value).isoformat()),
        (name == "tid", _day),
        (name in _YES_NO, _yes_no),
        (name == "kode", parse_code),
    )
    for applies, read in readers:
        if applies:
            with suppress(BadValue):
                return read(scalar.value)
    return None


def _amount(value: str, context: Kontekst) -> str:
    unit = re.escape(context.enhed).replace(r"\ ", r"\s*")
    bare = re.sub(rf"\s*{unit}\.?$", "", value.strip(), flags=re.IGNORECASE)
    amount = parse_amount(bare, decimaltegn=context.decimaltegn, enhed=context.enhed)
    # Thousands points are how tables print; only what is not plainly a Danish figure is written anew.
    if bare == value and not (_ODD_AMOUNT.search(value) and amount_text(amount) != value.replace(".", "")):
        return value
    return amount_text(amount, decimaltegn=context.decimaltegn)


def _is_amount(value: str, context: Kontekst) -> bool:
    try:
        parse_amount(value, decimaltegn=context.decimaltegn, enhed=context.enhed)
    except BadValue:
        return False
    return True


def _day(value: str) -> str:
    tid = parse_time(value)
    return tid.dato.isoformat() if tid.dato else value


def _yes_no(value: str) -> str:
    if value == "×":
        return "X"
    said = parse_yes_no(value)
    return "X" if fold(value) == "x" else "ja" if said else "nej"


# --- amounts in braces or brackets ------------------------------------------------------------------------------------

_BRACES = re.compile(r"(?m)^( *(?:- )?[^\s:#]+:)[ ]*\{([^{}\n]*)\}[ ]*(?=\r?$|#)")
_BRACKETS = re.compile(r"(?m)^( *(?:beløb|beloeb|belob):)[ ]*\[([^\[\]\n]*)\][ ]*(?=\r?$|#)")
_DECIMAL_COMMA = re.compile(r"(?:^|[:,])\s*[-−–]?[0-9]+,[0-9]")


def _flow_amounts(text: str, context: Kontekst) -> Iterator[Edit]:
    """``beløb: {2025: -0,518, 2026: -1,050}``, where commas part both decimals and years, as a line a year."""
    inside = lines.blocks(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    for pattern, read in ((_BRACES, _years_in_braces), (_BRACKETS, _years_in_brackets)):
        for found in pattern.finditer(text):
            amounts = [] if inside(found.start()) else read(found[2].strip(), context)
            if amounts and all(_is_amount(amount, context) for _, amount in amounts):
                indent = " " * (len(found[1]) - len(found[1].lstrip(" -")) + 2)
                written = "".join(f"{newline}{indent}{year}: {amount}" for year, amount in amounts)
                yield Edit(found.end(1), found.end(), written, "beløb skrevet med et år pr. linje", reshapes=True)


def _years_in_braces(written: str, context: Kontekst) -> list[tuple[str, str]]:
    """Years and amounts, if they can only be read in one way; ``{2025: 1,2027}`` may be 1,2027 or two years."""
    years = "|".join(map(str, context.år))
    if not years or not _DECIMAL_COMMA.search(written) or re.search(rf",\s*(?:{years})\s*(?:,|$)", written):
        return []
    pairs = [re.fullmatch(rf"({years})\s*:\s*(\S.*?)", pair) for pair in re.split(rf",\s*(?=(?:{years})\s*:)", written)]
    return [(pair[1], pair[2].strip("\"'")) for pair in pairs if pair] if all(pairs) else []


def _years_in_brackets(written: str, context: Kontekst) -> list[tuple[str, str]]:
    """``[1,000, 1,000, …]`` as the plan's years in order, if there is just one amount for each."""
    amounts = re.split(r",\s+", written)
    return list(zip(map(str, context.år), amounts, strict=True)) if len(amounts) == len(context.år) else []
