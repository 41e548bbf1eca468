"""Why a file cannot be read: the cause, where libyaml's own word is far from it.

libyaml says where it gave up. A quote that was never closed, a conflict that was never resolved or a space that is none
stands elsewhere, and these are what a reader can mend.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from udplan import lines
from udplan.problem import Span, SourceError

_CONFLICT = re.compile(r"(?m)^<{7}(?: ([^\n\r]*))?\r?$")
_CONFLICT_END = re.compile(r"(?m)^>{7}(?: ([^\n\r]*))?\r?$")
_ODD_AFTER_COLON = re.compile(rf"(?m)^([ ]*(?:- )?[^\s:#'\"]+:)[ ]*([{lines.ODD_SPACES}])")
#: Where a top-level field begins: a key in the first column.
TOP = re.compile(r"(?m)^(?=[^\s#\-.%\]}][^\n]*?:(?:\s|$))")


def conflict(text: str) -> SourceError | None:
    """The error of a merge that left both sides in the file."""
    begun = _CONFLICT.search(text) if "<<<<<<<" in text else None
    ended = _CONFLICT_END.search(text, begun.end()) if begun else None
    if not begun or not ended:
        return None
    besked = (
        f"Filen har en uløst flettekonflikt mellem »{begun[1] or 'den ene side'}« og »{ended[1] or 'den anden side'}«. "
        "Behold den rigtige af de to, og slet linjerne med <<<<<<<, ======= og >>>>>>>."
    )
    return SourceError("flettekonflikt", Span(*begun.span()), besked)


def odd_space(text: str) -> SourceError | None:
    """The error of a space behind a colon that is not a space to YAML."""
    inside = lines.blocks(text)
    for found in _ODD_AFTER_COLON.finditer(text):
        if not inside(found.start()):
            sign = found[2]
            name = unicodedata.name(sign, "mellemrum").lower()
            besked = (
                f"Efter kolon står et usynligt mellemrum (U+{ord(sign):04X}, {name}) i stedet for et almindeligt. "
                "Slet det, og skriv et almindeligt mellemrum; udplan ret kan gøre det."
            )
            return SourceError("usynligt-mellemrum", Span(*found.span(2)), besked)
    return None


def cause(text: str, error: SourceError, compose: Callable[[str], object]) -> SourceError:
    """The cause of an error of composing: another error if one explains it better, with what to write where it is clear.

    ``compose`` reads a part of the text and raises the error that is in it.
    """
    return odd_space(text) or _with_suggestion(text, _in_section(text, error, compose))


def _in_section(text: str, error: SourceError, compose: Callable[[str], object]) -> SourceError:
    """The error of the first top-level field that cannot be read by itself: that is where the cause is."""
    starts = [found.start() for found in TOP.finditer(text)]
    if len(starts) < 2 or error.regel != "yaml-form":
        return error
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True):
        try:
            compose(text[start:end])
        except SourceError as own:
            if own.regel == "yaml-form":
                return SourceError(own.regel, Span(own.span.start + start, own.span.end + start), own.besked, own.forslag)
    return error


def _with_suggestion(text: str, error: SourceError) -> SourceError:
    """The same error, with the value's right form where there is one, and the value as its place."""
    for value in lines.values(text):
        line_end = text.find("\n", value.end)
        if not value.start <= error.span.start <= (line_end if line_end >= 0 else len(text)):
            continue
        if minus := lines.lonely_minus(value.text):
            besked = "Mellemrummet efter minus gør tallet til et punkt på en liste. Fjern mellemrummet."
            return SourceError("yaml-form", Span(value.start, value.end), besked, minus)
        if lines.needs_quotes(value.text):
            besked = error.besked
            if value.text[0] in "\"'":
                besked = "Kun en del af teksten står i anførselstegn. Sæt ' om hele teksten."
            elif value.text[0] not in "&*!@`%":
                besked = 'Teksten har et kolon med mellemrum efter. Sæt anførselstegn (") om hele teksten.'
            return SourceError(error.regel, Span(value.start, value.end), besked, lines.quoted(value.text))
    return error
