"""What a reader of the file does not see, and YAML reads without complaint: invisible signs, and text that a # cuts off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from udplan.values.words import shown_text
from udplan.yaml import lines
from udplan.yaml.pattern import Pattern
from udplan.yaml.problem import Span

_UNSEEN = Pattern(f"{lines.INVISIBLE.pattern}|{lines.HIDDEN_MINUS.pattern}|[{lines.BULLETS}]")
_GLUED = Pattern(r"[\r\n][ \t]*- ")


class Overlooked(NamedTuple):
    """A warning about a span of the text, under the name of its rule."""

    regel: str
    span: Span
    besked: str


def invisible(text: str) -> Iterator[Overlooked]:
    """One warning for each kind of sign that does not show, at the first of them."""
    first: dict[str, Span] = {}
    count: Counter[str] = Counter()
    for sign_at in _UNSEEN.finditer(text):
        sentence = _sentence(text, sign_at.start(), sign_at.group())
        first.setdefault(sentence, Span(*sign_at.span()))
        count[sentence] += 1
    for sentence, span in first.items():
        more = f" ({count[sentence]} steder)" if count[sentence] > 1 else ""
        yield Overlooked("usynlige-tegn", span, sentence.format(more))


def _sentence(text: str, at: int, sign: str) -> str:
    """The sentence on a sign: what stands there and what to do about it, with ``{}`` for how many there are."""
    if sign in lines.BULLETS:
        while at and text[at - 1] in " \t":
            at -= 1
        mend = "Skriv - og et mellemrum i stedet" if not at or text[at - 1] in "\r\n" else "Slet det"
        return f"Her står Words eget punkttegn (U+{ord(sign):04X}){{}}. {mend}; udplan ret kan gøre det."
    name = lines.sign_name(sign)
    if lines.HIDDEN_MINUS.match(text, at):
        return f"Foran tallet står et usynligt tegn ({name}){{}}. Skriv -, hvis det er et minus, og slet det ellers."
    return f"Her står et usynligt tegn ({name}){{}}. Slet det; udplan ret kan gøre det."


def glued(text: str, nodes: Iterable[Any]) -> Iterator[Overlooked]:
    """A warning for each text in a list that goes on with a - on the next line; ``nodes`` are those without quotes."""
    for node in nodes:
        start = node.start_mark.index
        dash = _GLUED.search(text[start : node.end_mark.index])
        if dash:
            besked = (
                f"Stregen er læst som en del af teksten ovenfor: »{shown_text(node.value)}«. "
                "Lad hvert punkt begynde lige langt inde med - foran."
            )
            yield Overlooked("punkt-rykket-ind", Span(start + dash.end() - 2, start + dash.end() - 1), besked)


class Value(NamedTuple):
    """A value that a # may cut off: whether it is a text that runs on, stands alone on its line, and has quotes."""

    span: Span
    running: bool
    alone: bool
    quoted: bool = False


def cut_off(text: str, values: Iterable[Value]) -> Iterator[Overlooked]:
    """A warning for each value that a # cuts off."""
    for value in values:
        (start, end), running, alone, quoted = value
        span = lines.cut_off(text, end, running=running)
        if span:
            lost = shown_text(text[slice(*span)])
            certain = (
                *(running, alone, not quoted, end > start, text[end : span[0]] == " "),
                lines.is_number_sign(text[start : span[1]]),
            )
            mend = (
                "Flyt det sidste anførselstegn hen efter teksten" if quoted else 'Sæt anførselstegn (") om hele teksten'
            )
            mend += (
                "; udplan ret kan gøre det."
                if all(certain)
                else ". Er det en bemærkning, så skriv to mellemrum før # og et efter."
            )
            besked = f"Fra # bliver teksten ikke læst: »{lost}«. {mend}"
            yield Overlooked("tekst-efter-havelaage", Span(*span), besked)
