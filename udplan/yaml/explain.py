"""Why a file cannot be read, in Danish: the cause, where libyaml's own word is far from it.

libyaml says where it gave up. A quote that was never closed, a conflict that was never resolved or a space of another
kind stands elsewhere, and these are what a reader can mend.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from udplan.values.words import fold, shown_text
from udplan.yaml import lines
from udplan.yaml.compose import ComposeError, compose
from udplan.yaml.libyaml import in_words
from udplan.yaml.lines import Block, Blocks, Line
from udplan.yaml.pattern import Pattern
from udplan.yaml.problem import SourceError, Span

# --- the cause --------------------------------------------------------------------------------------------------------

_CONFLICT = Pattern(r"(?m)^<{7}(?: ([^\n\r]*))?\r?$")
_CONFLICT_END = Pattern(r"(?m)^>{7}(?: ([^\n\r]*))?\r?$")
_CONFLICT_LEFT = Pattern(r"(?m)^(<{7}|>{7}|={7}|\|{7})(?: [^\n\r]*)?\r?$")
_ODD_AFTER_COLON = Pattern(
    rf"(?m)^ *+(?:- )?[^\s:#'\"]+:(?=[{lines.ODD_SPACES}]| +[{lines.ODD_SPACES}]+ *\r?$) *([{lines.ODD_SPACES}])"
)
_ODD_INDENT = Pattern(rf"(?m)^ *+([{lines.ODD_SPACES}])[ {lines.ODD_SPACES}]*(?:- |[^\s:#'\"]+:(?:\s|$))")
# A line that looks empty. It ends what stands above it, also a text block; further in it may be a part of one.
_ODD_ALONE = Pattern(rf"([{lines.ODD_SPACES}])[ {lines.ODD_SPACES}]*(?=[\r\n]|\Z)")
#: Where a top-level field begins: a key in the first column.
TOP = Pattern(r"(?m)^(?=[^\s#\-.%\]}][^\n]*?:(?:\s|$))")


def conflict(text: str) -> SourceError | None:
    """The error of a merge that left both sides in the file."""
    begun = _CONFLICT.search(text) if "<<<<<<<" in text else None
    ended = _CONFLICT_END.search(text, begun.end()) if begun else None
    if not begun or not ended:
        return None
    signs = "<<<<<<<, |||||||, =======" if "\n|||||||" in text else "<<<<<<<, ======="
    besked = (
        f"Filen har en uløst flettekonflikt mellem »{begun[1] or 'den ene side'}« og »{ended[1] or 'den anden side'}«. "
        f"Behold den rigtige af de to, og slet linjerne med {signs} og >>>>>>>."
    )
    return SourceError("flettekonflikt", Span(*begun.span()), besked)


def _rest_of_conflict(text: str) -> SourceError | None:
    """The error of a merge that was only partly resolved."""
    mark = _CONFLICT_LEFT.search(text)
    if not mark:
        return None
    besked = f"Linjen {mark[1]} er en rest af en flettekonflikt. Slet den, og se efter, at resten af filen er rigtig."
    return SourceError("flettekonflikt", Span(*mark.span()), besked)


def hidden_by_space(at: int, sign: str, *, indent: bool = False) -> SourceError:
    """The error of a space that is not a space to YAML, behind a colon or in front of a name."""
    space = f"et usynligt mellemrum ({lines.sign_name(sign)})"
    where = f"Linjen er rykket ind med {space}" if indent else f"Efter kolon står {space}"
    besked = f"{where} i stedet for et almindeligt. Slet det, og tryk på mellemrumstasten; udplan ret kan gøre det."
    return SourceError("usynligt-mellemrum", Span(at, at + 1), besked)


def _odd_space(text: str) -> SourceError | None:
    blocks = Blocks(text)
    for pattern, indent in ((_ODD_AFTER_COLON, False), (_ODD_INDENT, True)):
        for space in pattern.finditer(text):
            if space.start() not in blocks:
                return hidden_by_space(space.start(1), space[1], indent=indent)
    return None


def _only_spaces(text: str, error: SourceError) -> SourceError | None:
    """The error of a line that looks empty, where that is the line that cannot be read."""
    at = error.span.start
    space = _ODD_ALONE.match(text, at) if text[:at].endswith(("\n", "\r")) else None
    if not space:
        return None
    besked = f"Linjen ser tom ud, men her står et usynligt mellemrum ({lines.sign_name(space[1])}). Slet linjen."
    return SourceError("usynligt-mellemrum", Span(at, at + 1), besked)


def cause(text: str, error: SourceError, keys: Mapping[str, str]) -> SourceError:
    """The cause of an error of form: another error if one explains it better, with what to write where it is clear.

    ``keys`` are the names of fields.
    """
    better = _rest_of_conflict(text) or (None if text.isascii() else _odd_space(text))
    if better:
        return better
    own = _in_section(text, error)
    return _only_spaces(text, own) or explained(text, own, keys)


def _in_section(text: str, error: SourceError) -> SourceError:
    """The error of the first top-level field that cannot be read by itself: that is where the cause is."""
    starts = [field.start() for field in TOP.finditer(text)]
    if len(starts) < 2 or error.regel != "yaml-form":
        return error
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True):
        try:
            compose(text[start:end])
        except ComposeError as libyaml:
            own = in_words(libyaml, text[start:end])
            if own.regel == "yaml-form":
                return SourceError(
                    own.regel, Span(own.span.start + start, own.span.end + start), own.besked, own.forslag
                )
    return error


class _Place(NamedTuple):
    """The line that an error stands on, and what is around it."""

    text: str
    error: SourceError
    line: Line
    above: list[Line]
    below: list[Line]
    keys: Mapping[str, str]

    @property
    def at_front(self) -> bool:
        return not self.text[self.line.start : self.error.span.start].strip()

    def number(self, line: Line) -> int:
        """The number of a line, as an editor shows it."""
        return len(self.above) + 1 if line is self.line else self.above.index(line) + 1

    def knows(self, name: str) -> bool:
        """Whether a name is a field's, but for its capitals."""
        return name in self.keys or fold(name) in self.keys


def explained(text: str, error: SourceError, keys: Mapping[str, str]) -> SourceError:
    """The same error in the words of whoever wrote the line, where there are any, with the right form."""
    if error.regel not in ("yaml-form", "yaml-genveje"):
        return error
    every = lines.all_lines(text)
    at = next((n for n, line in enumerate(every) if line.start <= error.span.start <= line.end), None)
    if at is None:
        return error
    place = _Place(text, error, every[at], every[:at], every[at + 1 :], keys)
    for explain in (_tab, _in_text, _behind_remark, _no_space, _too_far_in, _long_text, _wrong_value):
        if explanation := explain(place):
            return explanation
    return error


def _form(start: int, end: int, besked: str, forslag: str | None = None) -> SourceError:
    return SourceError("yaml-form", Span(start, end), besked, forslag)


def _tab(place: _Place) -> SourceError | None:
    tab = place.line.text.find("\t")
    if tab < 0 or place.line.text[:tab].strip() or not place.at_front:
        return None
    start = place.line.start + tab
    # It is doubtful how far in a point or a field belongs, unless it is the first below its name: ret may leave it.
    doubtful = place.line.text.lstrip().startswith("-") or _is_field(place)
    first = place.text[: place.line.start].rstrip().endswith(":")
    mend = "." if doubtful and not first else "; udplan ret kan gøre det."
    return _form(start, start + 1, f"Her står en tabulator. Ryk linjen ind med mellemrum{mend}")


_WORDS = Pattern(r" *+(?:[^\W_]|- )")


def _in_text(place: _Place) -> SourceError | None:
    """A line of a text block that is not far enough in."""
    block = Blocks(place.text).above(place.line.start)
    if not block or not place.at_front or not _WORDS.match(place.line.text):
        return None
    text = [line for line in place.above if line.start >= block.start and line.text.strip()]
    inside = block.start <= place.line.start < block.end
    if not inside and any(line.start >= block.end for line in text):
        return None  # something else stands between
    depth = text[0].indent if text else block.indent + 2
    return None if _is_field(place) else _too_shallow(place, block, depth, inside=inside)


def _too_shallow(place: _Place, block: Block, depth: int, *, inside: bool) -> SourceError:
    where = f"teksten i {block.key}" if block.key else "teksten"
    head = place.number(block.head)
    start = place.line.start + place.line.indent
    if inside:
        besked = f"Linjen er rykket kortere ind end resten af {where} (linje {head}). Begynd den med {depth} mellemrum."
    else:
        besked = f"Linjen er ikke et felt. Hører den til {where} (linje {head}), så begynd den med {depth} mellemrum."
    return _form(start, place.line.end, besked)


def _behind_remark(place: _Place) -> SourceError | None:
    """A line of a text that a # ended on the line above."""
    owner = _field_above(place)
    value = lines.value_of(owner) if owner and owner is place.above[-1] else None
    if not owner or not value or value.text[0] in "|>" or not place.at_front or not _WORDS.match(place.line.text):
        return None
    start, end = place.text.find("#", value.end, owner.end), owner.start + len(owner.text.rstrip())
    if start < 0 or not place.knows(value.key) or _is_field(place):
        return None
    besked = (
        f"Fra # bliver teksten ikke læst: »{shown_text(place.text[start:end])}«, og så hører linje "
        f"{place.number(owner) + 1} ikke til noget. Skriv {value.key}: | og hele teksten på linjerne nedenunder, "
        f"rykket {owner.indent + 2} mellemrum ind."
    )
    return _form(start, end, besked)


def _is_field(place: _Place) -> bool:
    name, colon, _ = place.line.text.strip().partition(":")
    return bool(colon) and place.knows(name)


_NO_SPACE = Pattern(r"( *(?:- )?)([^\s:]+):(\S.*)")


def _no_space(place: _Place) -> SourceError | None:
    """``art:drift``, which YAML reads as a field only when there is a space behind the colon."""
    field = _NO_SPACE.fullmatch(place.line.text)
    if not field or not place.at_front or not place.knows(field[2]):
        return None
    meant = f"{field[2]}: {field[3].rstrip()}"
    start = place.line.start + field.start(2)
    return _form(start, place.line.end, f"Der mangler et mellemrum efter kolon. Skriv {meant}", meant)


# A year with its figure, which stands under a field and not behind its name.
_YEAR = Pattern(r"(?:19|20)[0-9]{2}:[ \t]*[-−–]?[0-9]")
_NAME = Pattern(r" *(?:- )?([^\s:#]+):(?= |$)")


def _field_above(place: _Place) -> Line | None:
    """The line of the field that a line further in belongs to."""
    above = (line for line in reversed(place.above) if line.text.strip() and not line.text.lstrip().startswith("#"))
    owner = next((line for line in above if _column(line) < place.line.indent), None)
    return owner if owner and _NAME.match(owner.text) else None


def _column(line: Line) -> int:
    """How far in the name of a line's field begins, behind the dash of a list."""
    name = _NAME.match(line.text)
    return name.start(1) if name else line.indent


def _too_far_in(place: _Place) -> SourceError | None:
    """A field that stands further in than the one above it, which has a value of its own."""
    owner, name = _field_above(place), _NAME.match(place.line.text)
    if place.line.text.lstrip().startswith("-"):
        return None
    if not owner or not name or not place.knows(name[1]) or not lines.value_of(owner):
        return None
    over = _NAME.match(owner.text)
    besked = (
        f"{name[1]} er rykket længere ind end {over[1] if over else 'feltet'} i linje {place.number(owner)}. "
        "Lad de to felter begynde lige langt inde."
    )
    start = place.line.start + name.start(1)
    return _form(start, start + len(name[1]), besked)


def _long_text(place: _Place) -> SourceError | None:
    """A text of more lines, without ``|``, with a sign in it that has a meaning in YAML."""
    value, at = lines.value_of(place.line), place.error.span.start
    if place.at_front or place.error.regel != "yaml-form" or place.text[at : at + 1] != ":":
        return None
    deeper = next((line.indent for line in place.below if line.text.strip()), 0) > _column(place.line)
    owner = place.line if deeper else None if value and value.start <= at else _field_above(place)
    name = owner and _NAME.match(owner.text)
    if not owner or not name:
        return None
    own = lines.value_of(owner)
    if own and own.text[0] in "\"'[{|>&*!":
        return None
    start, end = (own.start, own.end) if own else (owner.start + name.start(1), owner.start + name.end(1))
    besked = (
        f"Teksten i {name[1]} fylder flere linjer og har et kolon med mellemrum efter (linje {len(place.above) + 1}). "
        f"Skriv {name[1]}: | og hele teksten på linjerne nedenunder, rykket {owner.indent + 2} mellemrum ind."
    )
    return _form(start, end, besked)


def _wrong_value(place: _Place) -> SourceError | None:
    """An error at the value itself, with its right form where there is one."""
    value = lines.value_of(place.line)
    if not value or value.start > place.error.span.start:
        return None
    first = value.text[0]
    if minus := lines.lonely_minus(value.text):
        besked = (
            "Mellemrummet efter minus gør tallet til et punkt på en liste. Fjern mellemrummet; udplan ret kan gøre det."
        )
        return _form(value.start, value.end, besked, minus)
    if first == "%" and not lines.needs_quotes(value.text):
        besked = "Procenttegnet skal stå efter tallet, og kun i en procent. Et beløb skrives uden."
        return _form(value.start, value.end, besked, f"{value.text[1:].strip()}%")
    if opened := _open(value.text):
        return _form(value.start, value.end, opened)
    if not lines.needs_quotes(value.text):
        return None
    besked = place.error.besked
    if first in "\"'":
        besked = "Kun en del af teksten står i anførselstegn. Sæt ' om hele teksten."
    elif first in ",?]}":
        besked = f'En tekst kan ikke begynde med {first}. Sæt anførselstegn (") om hele teksten.'
    elif first not in "&*!@`%":
        besked = 'Teksten har et kolon med mellemrum efter. Sæt anførselstegn (") om hele teksten.'
    span = Span(value.start, value.end)
    if value.key and _YEAR.match(value.text):  # beløb: 2026: 1,0
        besked = (
            f"Hører {value.text} til årene, så lad {value.key}: stå alene, og skriv det på linjen nedenunder, rykket "
            '2 mellemrum ind. Er det en tekst, så sæt anførselstegn (") om den.'
        )
        return SourceError(place.error.regel, span, besked)
    if value.cut:  # what is behind the # may be a part of the text: no form without it is the right one
        return SourceError(place.error.regel, span, besked)
    if not value.key or place.knows(value.key):
        besked = f"{besked.removesuffix('.')}; udplan ret kan gøre det."
    return SourceError(place.error.regel, span, besked, lines.quoted(value.text))


def _open(value: str) -> str | None:
    """What to do with a text that begins with a sign that opens something."""
    if value[0] in "[{":
        closing = value.find("]" if value[0] == "[" else "}")
        if 0 < closing < len(value) - 1:
            return f'Efter {value[closing]} står der mere på linjen. Er det hele én tekst, så sæt anførselstegn (") om den.'
    if value[0] in "|>" and len(value.split(maxsplit=1)) > 1:
        return (
            f"Efter {value[0]} skal teksten begynde på næste linje, rykket ind. "
            f'Hører {value[0]} med til teksten, så sæt anførselstegn (") om den.'
        )
    return None
