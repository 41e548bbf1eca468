"""What a reader of the file does not see, and YAML takes in silence: invisible signs, and text that a # cuts off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from udplan.yaml import lines
from udplan.yaml.pattern import Pattern
from udplan.yaml.problem import Span

_SEEN = Pattern(f"{lines.INVISIBLE.pattern}|{lines.HIDDEN_MINUS.pattern}|[{lines.BULLETS}]")
_CUT = Pattern(r"[ \t]+(#[^\s#][^\n\r]*)")


class Overlooked(NamedTuple):
    """A warning about a span of the text, under the name of its rule."""

    regel: str
    span: Span
    besked: str


def invisible(text: str) -> Iterator[Overlooked]:
    """One warning for each kind of sign that does not show, at the first of them."""
    first: dict[str, Span] = {}
    count: Counter[str] = Counter()
    for found in _SEEN.finditer(text):
        what = _what(text, found.start(), found.group())
        first.setdefault(what, Span(*found.span()))
        count[what] += 1
    for what, span in first.items():
        more = f" ({count[what]} steder)" if count[what] > 1 else ""
        yield Overlooked("usynlige-tegn", span, what.format(more))


def _what(text: str, at: int, sign: str) -> str:
    """What stands there and what to do about it, with a place for how many there are."""
    if sign in lines.BULLETS:
        while at and text[at - 1] in " \t":
            at -= 1
        what = "Skriv - og et mellemrum i stedet" if not at or text[at - 1] in "\r\n" else "Slet det"
        return f"Her står Words eget punkttegn (U+{ord(sign):04X}){{}}. {what}; udplan ret kan gøre det."
    name = lines.sign_name(sign)
    if lines.HIDDEN_MINUS.match(text, at):
        return f"Foran tallet står et usynligt tegn ({name}){{}}. Skriv -, hvis det er et minus, og slet det ellers."
    return f"Her står et usynligt tegn ({name}){{}}. Slet det; udplan ret kan gøre det."


def cut_off(text: str, plain_ends: Iterable[int]) -> Iterator[Overlooked]:
    """A warning for each value without quotes that a # right before a word cuts off; ``plain_ends`` are their ends."""
    for end in plain_ends:
        found = _CUT.match(text, end)
        if found:
            besked = (
                'Teksten efter # bliver ikke læst. Sæt anførselstegn (") om hele teksten, eller skriv et mellemrum efter #, '
                "hvis det er en bemærkning."
            )
            yield Overlooked("tekst-efter-havelaage", Span(*found.span(1)), besked)
