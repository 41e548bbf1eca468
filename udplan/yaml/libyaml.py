"""libyaml's own words in Danish, and where to point: at the cause, as far as libyaml knows it."""

from __future__ import annotations

from udplan.yaml.compose import ComposeError
from udplan.yaml.pattern import Pattern
from udplan.yaml.problem import SourceError, Span

#: For &, * and ! at the front of a text.
EXTRA = (
    "Et {} forrest i en tekst betyder noget særligt i YAML, og så forsvinder ordet. "
    'Sæt anførselstegn (") om hele teksten.'
)
_GENERAL = "Linjen kan ikke læses. Se efter kolon, indrykning og anførselstegn her og i linjen over."

_DIRECTIVE = "En linje, der begynder med %, hører ikke hjemme i en plan. Slet den."
_OPEN_QUOTE = "Her begynder en tekst i anførselstegn, som aldrig slutter. Sæt det sidste anførselstegn."
_ESCAPE = "En omvendt skråstreg i anførselstegn betyder noget særligt. Brug ' i stedet for \" om teksten."
_TAB = "Her står en tabulator. Ryk linjen ind med mellemrum."

# libyaml's words → the rule and the sentence. The first key that either its problem or its context contains counts.
_LIBYAML: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        "Her står et kolon for meget, eller linjen er rykket forkert ind. Indeholder teksten et kolon, så sæt "
        'anførselstegn (") om hele teksten.',
    ),
    (
        "block sequence entries are not allowed",
        "En bindestreg med mellemrum efter begynder et punkt på en liste. Er det et minus, så fjern mellemrummet. "
        "Er det en liste, så begynd den på næste linje.",
    ),
    ("unexpected end of stream", _OPEN_QUOTE),
    ("unexpected document indicator", _OPEN_QUOTE),  # the quote runs into a line of --- or ...
    ("unknown escape character", _ESCAPE),
    ("hexdecimal number", _ESCAPE),
    ("invalid Unicode character escape", _ESCAPE),
    ("directive", _DIRECTIVE),
    ("incompatible YAML document", _DIRECTIVE),
    (
        "scanning a block scalar",
        "Efter | eller > må der ikke stå mere på linjen. Begynd teksten på næste linje, rykket ind.",
    ),
    ("expected a single document", "Stregerne --- deler filen i to. Slet dem, eller flyt resten til sin egen fil."),
    ("expected <document start>", "Prikkerne ... deler filen i to. Slet dem, eller flyt resten til sin egen fil."),
    (
        "flow sequence",
        "Her begynder en liste med [, som ikke kan læses til ende. Skriv hvert punkt på sin egen linje med - og et "
        "mellemrum foran.",
    ),
    (
        "flow mapping",
        "Her begynder en gruppe felter med {, som ikke kan læses til ende. Skriv hvert felt på sin egen linje, rykket "
        "ind.",
    ),
    (
        "flow node",
        "Her står en klamme for meget, eller der mangler en. Skriv hvert felt og hvert punkt på sin egen linje.",
    ),
    (
        "found unexpected ':'",
        "Her mangler et komma, eller der står et kolon for meget. Skriv hvert felt på sin egen linje, rykket ind.",
    ),
    (
        "did not find expected '-' indicator",
        "Linjen hører ikke til listen ovenfor. Begynd den med - og et mellemrum, eller ret indrykningen.",
    ),
    (
        "did not find expected key",
        "Her skulle der stå et feltnavn og et kolon. Ret indrykningen. Står kun en del af teksten i anførselstegn, "
        "så sæt ' om hele teksten.",
    ),
    (
        "could not find expected ':'",
        "Linjen har ikke noget kolon med mellemrum efter. Skriv fx art: drift. Hører linjen til teksten ovenfor, "
        "så ryk den ind.",
    ),
)

# What is wrong stands where libyaml began, and not where it gave up.
_BEGUN = (
    *("unexpected end of stream", "unexpected document indicator", "directive"),
    *("flow sequence", "flow mapping", "could not find expected ':'"),
)
_DOTS = Pattern(r"(?m)^\.\.\.")
_EXTRAS = ("an alias", "an anchor", "a tag", "tag handle")


def in_words(error: ComposeError, text: str) -> SourceError:
    """An error of libyaml's as the rule that speaks it, a Danish sentence and a place.

    The place is where the cause is rather than where libyaml gave up: an open quote or bracket is shown where it opens,
    and a line without a colon where it begins.
    """
    regel, besked, at = _in_words(error, text)
    return SourceError(regel, Span(at, at + 1), besked)


def _in_words(error: ComposeError, text: str) -> tuple[str, str, int]:
    message, at, context_at = error.message, error.at, error.context_at
    if not message:
        return "yaml-form", "Filen kan ikke læses som YAML.", 0
    is_extra = "directive" not in message and any(extra in message for extra in _EXTRAS)
    if context_at is not None and is_extra:
        return "yaml-genveje", EXTRA.format(text[context_at : context_at + 1]), context_at
    if "a tab character" in message and text[at : at + 1] == "\t":
        return "yaml-form", _TAB, at
    if "expected <document start>" in message and not _DOTS.search(text):
        return "yaml-form", _DIRECTIVE, max(text.rfind("\n%") + 1, 0)
    for words, besked in _LIBYAML:
        if words in message:
            return "yaml-form", besked, context_at if words in _BEGUN and context_at is not None else at
    if "cannot start any token" in message:
        if (sign := text[at : at + 1]) == "\t":
            return "yaml-form", _TAB, at
        return "yaml-form", f'En tekst kan ikke begynde med {sign}. Sæt anførselstegn (") om hele teksten.', at
    return "yaml-form", _GENERAL, at
