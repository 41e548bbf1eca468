"""What a reader of the file does not see, and YAML takes in silence: invisible signs, and text that a # cuts off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from udplan.problem import Span

#: Signs without width, and the bullets of Word's own font.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\uf0b7\uf0a7]")
_BULLETS = "\uf0b7\uf0a7"
_CUT = re.compile(r"[ \t]+#(?=[^\s#])[^\n\r]*")


class Overlooked(NamedTuple):
    """A warning about a span of the text, under the name of its rule."""

    regel: str
    span: Span
    besked: str


def invisible(text: str) -> Iterator[Overlooked]:
    """One warning for each kind of sign that does not show, at the first of them."""
    first: dict[str, re.Match[str]] = {}
    count: dict[str, int] = {}
    for found in _INVISIBLE.finditer(text):
        first.setdefault(found.group(), found)
        count[found.group()] = count.get(found.group(), 0) + 1
    for sign, found in first.items():
        more = f" ({count[sign]} steder)" if count[sign] > 1 else ""
        if sign in _BULLETS:
            what = f"Her står Words eget punkttegn (U+{ord(sign):04X}){more}. Skriv - og et mellemrum i stedet"
        else:
            name = unicodedata.name(sign, "styretegn").lower()
            what = f"Her står et usynligt tegn (U+{ord(sign):04X}, {name}){more}. Slet det"
        yield Overlooked("usynlige-tegn", Span(*found.span()), f"{what}; udplan ret kan gøre det.")


def cut_off(text: str, plain_ends: Iterable[int]) -> Iterator[Overlooked]:
    """A warning for each value without quotes that a # right before a word cuts off; ``plain_ends`` are their ends."""
    for end in plain_ends:
        found = _CUT.match(text, end)
        if found:
            besked = (
                'Teksten efter # bliver ikke læst. Sæt anførselstegn (") om hele teksten, eller skriv et mellemrum efter #, '
                "hvis det er en bemærkning."
            )
            yield Overlooked("tekst-efter-havelaage", Span(end, found.end()), besked)
