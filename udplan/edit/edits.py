"""What is put right in a plan file, each as an edit of the text that was written; whether it holds is ``repair``'s to say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from udplan.edit.edit import Edit
from udplan.edit.meaning import rewritten, same_words
from udplan.model import forms, money
from udplan.model.errors import loose_years
from udplan.model.groups import group_of
from udplan.model.indsats import DecisionPath, Indsats
from udplan.model.kind import Kontekst
from udplan.values.steps import read_steps
from udplan.values.words import fold, shown_text
from udplan.yaml import lines
from udplan.yaml.lenient import Part, Written, begins_oddly
from udplan.yaml.lines import BULLETS, INVISIBLE, ODD_SPACES
from udplan.yaml.pattern import Pattern


def edits_of(part: Part, context: Kontekst | None) -> Iterator[Edit]:
    """Every edit of a part that may be right."""
    yield from _signs(part, context)
    yield from _flow_amounts(part, context)
    if part.root is None:
        yield from _indents(part, context)
        yield from _lines(part, context)
        return
    for years in loose_years(part.root, group_of(Indsats), context):
        for node in years.nodes:
            at = node.start_mark.index
            yield Edit(at, at, "  ", f"år rykket ind under {years.navn}", reshapes=True)
    for scalar in part.scalars:
        yield from _of_scalar(part, scalar, context)


_SPACES = Pattern("[ \t]*")
_REMARK = Pattern("[ \t]*#")
_BULLET = Pattern(rf"(?m)^([ \t]*)[{BULLETS}\u2022][ \t\u00a0]*")
_AFTER_COLON = Pattern(rf"(?m)^( *+(?:- )?([^\s:#'\"]+):)([ ]*[\t{ODD_SPACES}][ \t{ODD_SPACES}]*)(.?)")


def _signs(part: Part, context: Kontekst | None) -> Iterator[Edit]:
    """Signs that nobody can see, and bullets of Word's own."""
    for match in INVISIBLE.finditer(part.text):
        start, end = match.span()
        if part.text[start - 1 : start] in (" ", "\t") and _REMARK.match(part.text, end):
            continue  # without it the text behind would be a remark
        if part.text[start - 1 : start] == " " and lines.begins_line(part.text, start):
            # Spaces behind it would become indentation, so they go with it; the one behind a dash belongs to the dash.
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


_NAMED = Pattern(r"([^\s:#]+):(?=\s|\Z)")


def _is_field(part: Part, at: int, context: Kontekst | None) -> bool:
    """Whether a line goes on with a field's name, so that it may be more than a line of the text above it."""
    named = _NAMED.match(part.text, at)
    return named is not None and _is_name(named[1], part, context)


_INDENT = Pattern(rf"(?m)^( *+)([\t{ODD_SPACES}][ \t{ODD_SPACES}]*)(?=\S)")


def _indents(part: Part, context: Kontekst | None) -> Iterator[Edit]:
    """Tabs, and spaces that YAML does not take for one, in front of the lines of a part that cannot be read."""
    for match in _INDENT.finditer(part.text):
        spaces = "".join("  " if sign == "\t" else " " for sign in match[2])
        block = part.blocks.around(match.start())
        if block is not None:
            # Inside a text only what stands where the indentation should; the rest of it is the text's own.
            first = lines.line_from(part.text, block.start)
            depth = first.indent if first.indent > block.indent else block.indent + 2
            if len(match[1]) >= depth or "\t" not in match[2] or _is_field(part, match.end(), context):
                continue
            tab = match[2].index("\t") + 1
            yield Edit(match.start(), match.start(2) + tab, " " * depth, "tabulator skrevet som mellemrum")
        else:
            if "\t" in match[2]:
                yield Edit(*match.span(2), spaces, "tabulator skrevet som mellemrum", others=_widths(*match.groups()))
            elif part.text[match.end()] != "#":
                yield Edit(*match.span(2), spaces, "usynligt mellemrum skrevet som mellemrum")


def _widths(spaces: str, tabs: str) -> tuple[str, ...]:
    """What tabs behind some spaces are where a tab is another number of them, goes to the next stop, or is there by mistake."""
    plain = "".join(sign if sign == "\t" else " " for sign in tabs)
    stops = (f"{spaces}{plain}".expandtabs(width)[len(spaces) :] for width in (2, 4, 8))
    return (plain.replace("\t", 4 * " "), plain.replace("\t", ""), *stops)


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
    if whole := _cut_text(part, scalar) or _cell_of_steps(part, scalar, context):
        yield whole
        return
    wanted = scalar.value if scalar.is_long else rewritten(scalar.value, scalar.shape, context)
    if wanted != scalar.value and not {"\\", scalar.quote} & {*wanted}:
        text = f"{scalar.quote}{wanted}{scalar.quote}"
        if scalar.in_flow and not scalar.quote and "," in wanted:
            text = f'"{wanted}"'
        yield Edit(scalar.start, scalar.end, text, f"{scalar.value} skrevet som {wanted}")


def _cut_text(part: Part, scalar: Written) -> Edit | None:
    """Quotes around a text that a # cuts off, where nothing behind it can be a remark: the # stands at a number."""
    if (
        scalar.quote
        or scalar.in_flow
        or scalar.is_long
        or not scalar.value
        or not (scalar.shape and scalar.shape.running)
    ):
        return None
    lost = lines.cut_off(part.text, scalar.end, running=True)
    whole = part.text[scalar.start : lost[1]] if lost else ""
    if not lost or lost[0] != scalar.end + 1 or not lines.is_number_sign(whole) or part.text[scalar.start] in "|>":
        return None
    hvad = f"anførselstegn om teksten, så »{shown_text(part.text[slice(*lost)])}« bliver læst"
    return Edit(scalar.start, lost[1], lines.quoted(whole), hvad, says=(f"={same_words(whole)}",))


def _cell_of_steps(part: Part, scalar: Written, context: Kontekst | None) -> Edit | None:
    """A path of decision as a cell of a table has it (``BUU januar 2026; KB``), as the format writes it."""
    if context is None or not isinstance(scalar.shape, DecisionPath) or scalar.in_flow or scalar.is_long:
        return None
    found = read_steps(same_words(scalar.value), context.fora)
    plain = all(fold(step.strip()) in context.fora for step in scalar.value.split(","))
    if plain or found is None or not found.certain:
        return None
    if not any(step.tid for step in found.steps):
        return Edit(
            scalar.start, scalar.end, found.form, f"{scalar.value} skrevet som {found.form}", says=(f"={found.form}",)
        )
    says = ["["]
    for step in found.steps:
        tid = rewritten(step.tid or "", scalar.shape.point.under("tid"), context)
        says += ["{", "=forum", f"={step.forum}", "=tid", f"={tid}", "{ end"] if step.tid else [f"={step.forum}"]
    return Edit(scalar.start, scalar.end, found.form, f"{scalar.value} skrevet som en liste", says=(*says, "[ end"))


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


# --- amounts in braces or brackets ------------------------------------------------------------------------------------

_BRACES = Pattern(r"(?m)^( *+(?:- )?([^\s:#]+):)[ ]*\{([^{}\n]*)\}(?= *\r?$| +#)")
_BRACKETS = Pattern(r"(?m)^( *+(?:- )?([^\s:#]+):)[ ]*\[([^\[\]\n]*)\](?= *\r?$| +#)")
_DECIMAL_COMMA = Pattern(r"(?:^|[:,])\s*[-−–]?[0-9]+,[0-9]")


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
                pairs = [(year, rewritten(same_words(figure), kind.figure, context)) for year, figure in figures]
                says = ("{", *(f"={text}" for pair in pairs for text in pair), "{ end")
                yield Edit(match.end(1), match.end(), written, f"{navn} skrevet med et år pr. linje", says=says)


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
