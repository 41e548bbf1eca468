"""libyaml's errors in Danish: what is wrong and what to write instead."""

from __future__ import annotations

_GENERAL = "Linjen kan ikke læses. Se efter kolon, indrykning og anførselstegn her og i linjen over."

# libyaml's words → the rule and the sentence. The first key that either its problem or its context contains counts.
_WORDS: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        "Her står et kolon for meget, eller linjen er rykket forkert ind. Indeholder teksten et kolon, så sæt "
        "anførselstegn om hele teksten.",
    ),
    ("block sequence entries are not allowed", "En bindestreg med mellemrum efter er et listepunkt. Fjern mellemrummet efter minus."),
    ("unexpected end of stream", "Her begynder en tekst i anførselstegn, som aldrig slutter. Sæt det sidste anførselstegn."),
    ("found unknown escape character", "En omvendt skråstreg i anførselstegn betyder noget særligt. Brug ' i stedet for \" om teksten."),
    ("unknown directive", "En linje, der begynder med %, hører ikke hjemme i en plan. Slet den."),
    ("incompatible YAML document", "En linje, der begynder med %, hører ikke hjemme i en plan. Slet den."),
    ("expected a single document", "Der er to dokumenter i filen (--- står midt i den). Del filen i to."),
    ("expected <document start>", "Der er to dokumenter i filen (... står midt i den). Del filen i to."),
    ("flow sequence", "Her begynder en liste med [, som ikke er sluttet med ]."),
    ("flow mapping", "Her begynder en gruppe med {, som ikke er sluttet med }."),
    ("did not find expected '-' indicator", "Her er en liste med - og almindelige felter blandet sammen. Ret indrykningen."),
    ("did not find expected key", "Her ventes et feltnavn med kolon. Er linjen rykket forkert ind, eller står der tekst efter et anførselstegn?"),
)


def explain(context: str | None, problem: str | None, text: str, at: int, context_at: int | None) -> tuple[str, str, int]:
    """The rule, the Danish sentence and the place for an error of libyaml's.

    The place is where the cause is rather than where libyaml gave up: an open quote or bracket is shown where it opens.
    """
    said = f"{problem or ''} {context or ''}"
    for words, besked in _WORDS:
        if words in said:
            opened = words in ("unexpected end of stream", "flow sequence", "flow mapping") and context_at is not None
            return "yaml-form", besked, context_at if opened and context_at is not None else at
    sign = text[at : at + 1]
    if "cannot start any token" in said:
        if sign == "\t":
            return "yaml-form", "Linjen er rykket ind med tabulator. Brug mellemrum.", at
        return "yaml-form", f"En tekst kan ikke begynde med {sign}. Sæt anførselstegn om hele teksten.", at
    return "yaml-form", _GENERAL, at
