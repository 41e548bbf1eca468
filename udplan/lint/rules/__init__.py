"""The rules of lint. A rule is one file that reads top-down: why, wrong, right, code.

The file's name is the rule's name (with hyphens), which is also what a user writes to switch it off. Its docstring is
its page (``pages.py`` says how it is written), and the samples in it are its test: see ``docs/regler.md`` and
``tests/test_rules.py``. A rule that is about the whole plan has a ``check``; the others are spoken by the reader and
the model while a file is read, and their file is the page.

A new rule is a new file and a line here. Rules import ``figures``, ``model``, ``yaml`` and ``values``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from udplan.model.plan import Plan
from udplan.yaml.problem import Finding, Niveau

Check = Callable[[Plan], Iterator[Finding]]

#: Said while a file is read: the file stands outside the plan until it is mended.
READING = (
    "kan-ikke-laeses",
    "filnavn",
    "id-kolliderer",
    "kan-vaere-en-kopi",
    "ligner-en-kopi",
    "filen-er-for-stor",
    "kodning",
    "forbudte-tegn",
    "usynlige-tegn",
    "usynligt-mellemrum",
    "flettekonflikt",
    "tom-fil",
    "yaml-form",
    "yaml-genveje",
    "for-mange-niveauer",
    "beloeb-i-klammer",
    "liste-i-klammer",
    "punkt-rykket-ind",
    "tekst-efter-havelaage",
    "dobbelt-felt",
    "ukendt-felt",
    "felt-mangler",
    "forkert-form",
    "ukendt-vaerdi",
    "ja-nej-form",
    "tal-form",
    "beloeb-form",
    "aar-form",
    "aar-uden-for-perioden",
    "dato-form",
    "tid-form",
    "slut-form",
    "sagsgang-form",
    "kode-form",
)

#: Checked on the whole plan once it is read.
ON_PLAN = (
    "samme-navn",
    "sagsgang-mangler",
    "ukendt-forum",
    "ukendt-udvalg",
    "ukendt-gruppe",
    "ukendt-tema",
    "udvalg-ikke-gyldigt",
    "sagsgang-uden-udvalget",
    "kb-ikke-sidst",
    "oek-efter-kb",
    "hoering-uden-forum-foer",
    "moede-foer-hoeringsfrist",
    "ikke-en-moededag",
    "politisk-uden-politisk-led",
    "administrativ-med-politisk-led",
    "tid-uden-for-planen",
    "titel-kolliderer",
    "titel-slutter-med-x",
    "samme-kode",
    "sagsnummer-form",
    "ukendt-tovholder",
    "tovholdere-i-en-tekst",
    "tovholdere-tomt",
    "tovholder-er-person",
    "tekst-mangler",
    "obs-uden-tekst",
    "afledt-af-ukendt",
    "finansieret-af-ukendt",
    "omsaetter-ukendt",
    "pulje-overtrukket",
    "anvendt-fortegn",
    "modpost-stemmer-ikke",
    "flytning-uden-virkning",
    "procent-stemmer-ikke",
    "beloeb-usandsynligt",
    "kontroltal-daekker-intet",
    "kontroltal-samme-navn",
    "kontroltal-stemmer-ikke",
    "kontroltal-afrunding",
    "heraf-uden-for",
    "ikke-oplyst",
    "afsluttet-men-paa-listen",
    "afsluttet-med-kommende-trin",
    "trin-overskredet",
    "status-for-gammel",
    "status-i-fremtiden",
)

#: Those that compare with a day; they are silent unless one is given, so that a verdict never turns overnight.
BY_DAY = ("trin-overskredet", "status-for-gammel", "status-i-fremtiden")

#: Those that ask whether an item is closed: of one that closes on a stated day they say one thing before it and another after.
BY_CLOSING = (
    "sagsgang-mangler",
    "sagsgang-uden-udvalget",
    "tekst-mangler",
    "afsluttet-men-paa-listen",
    "status-for-gammel",
)

#: Those that look at one field of an item by itself, so that they can speak of one that is only half read.
OF_ONE_FIELD = (
    "ukendt-forum",
    "ukendt-udvalg",
    "ukendt-gruppe",
    "ukendt-tema",
    "ukendt-tovholder",
    "tovholdere-i-en-tekst",
    "tovholder-er-person",
)

#: Said by lint of what a plan says about the rules themselves.
ABOUT_RULES = ("ukendt-regel", "undtagelse-uden-begrundelse", "undtagelse-ukendt-id", "undtagelse-uden-virkning")

NAMES = (*READING, *ON_PLAN, *ABOUT_RULES)


class Rule(NamedTuple):
    """One rule: its name, how bad it is, its page, and its check (None where the reader speaks)."""

    navn: str
    niveau: Niveau
    side: str
    check: Check | None


def rule(navn: str) -> Rule:
    """The rule of that name, from its file."""
    module = import_module(f"udplan.lint.rules.{navn.replace('-', '_')}")
    return Rule(navn, getattr(module, "NIVEAU", Niveau.FEJL), module.__doc__ or "", getattr(module, "check", None))
