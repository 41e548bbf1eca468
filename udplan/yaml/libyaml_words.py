"""libyaml's errors in Danish: what is wrong and what to write instead."""

from __future__ import annotations

#: For &, * and ! at the front of a text.
EXTRA = (
    "Et {} forrest i en tekst betyder noget særligt i YAML, og så forsvinder ordet. "
    'Sæt anførselstegn (") om hele teksten.'
)
_GENERAL = "Linjen kan ikke læses. Se efter kolon, indrykning og anførselstegn her og i linjen over."

# libyaml's words → the rule and the sentence. The first key that either its problem or its context contains counts.
_WORDS: tuple[tuple[str, str], ...] = (
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
    (
        "unexpected end of stream",
        "Her begynder en tekst i anførselstegn, som aldrig slutter. Sæt det sidste anførselstegn.",
    ),
    (
        "found unknown escape character",
        "En omvendt skråstreg i anførselstegn betyder noget særligt. Brug ' i stedet for \" om teksten.",
    ),
    ("unknown directive", "En linje, der begynder med %, hører ikke hjemme i en plan. Slet den."),
    ("incompatible YAML document", "En linje, der begynder med %, hører ikke hjemme i en plan. Slet den."),
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
_BEGUN = ("unexpected end of stream", "flow sequence", "flow mapping", "could not find expected ':'")


def explain(
    context: str | None, problem: str | None, text: str, at: int, context_at: int | None
) -> tuple[str, str, int]:
    """The rule, the Danish sentence and the place for an error of libyaml's.

    The place is where the cause is rather than where libyaml gave up: an open quote or bracket is shown where it opens,
    and a line without a colon where it begins.
    """
    said = f"{problem or ''} {context or ''}"
    if context_at is not None and any(extra in said for extra in ("an alias", "an anchor", "a tag")):
        return "yaml-genveje", EXTRA.format(text[context_at : context_at + 1]), context_at
    for words, besked in _WORDS:
        if words in said:
            return "yaml-form", besked, context_at if words in _BEGUN and context_at is not None else at
    sign = text[at : at + 1]
    if "cannot start any token" in said:
        if sign == "\t":
            return "yaml-form", "Her står en tabulator. Ryk linjen ind med mellemrum.", at
        return "yaml-form", f'En tekst kan ikke begynde med {sign}. Sæt anførselstegn (") om hele teksten.', at
    return "yaml-form", _GENERAL, at
