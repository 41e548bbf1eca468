"""A change in words: what a sentence, a cell or a row says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from udplan.figures.changes.change import Slags, Værdi, Ændring
from udplan.model.indsats import Status
from udplan.values.amounts import Amount
from udplan.values.differ import differing, in_brackets
from udplan.values.times import format_date
from udplan.values.unknown import IkkeOplyst

#: What stands for a field in which there is nothing: it is not 0, and not ``ikke oplyst``.
TOMT: Final = "tomt"
#: What a document calls a field, where it is not the field's own name.
_NAMES: Final = {
    "slut": "Afsluttet",
    "med_høring": "MED/Høring",
    "bevilling": "Drift eller anlæg",
    "tværgående": "Særligt behov for tværgående koordinering",
    "procent_af": "Procent af",
    "finansieret_af": "Finansieret af",
    "afledt_af": "Afledt af",
    "flytning": "Flytning mellem år",
    "kort": "Kort overskrift",
    "sag": "Sagsnummer",
    "punkt": "Punkt på dagsordenen",
    "led": "Led",
}

#: How a document prints an amount.
Words = Callable[[Amount], str]


def name(felt: str) -> str:
    """What a document calls a field."""
    return _NAMES.get(felt, felt.capitalize())


def value(of: Værdi, words: Words) -> str:
    """What stood, or stands, in words."""
    if of is None:
        return TOMT
    if isinstance(of, Decimal | IkkeOplyst):
        return words(of)
    if isinstance(of, date):
        return format_date(of)
    return str(of) if isinstance(of, Status) else " ".join(of.split())


def said(ændring: Ændring, words: Words) -> str:
    """A change as one sentence without its full stop, for a cell beside its item."""
    what = _said(ændring, words)
    return f"{what}; {ændring.bemærk}" if ændring.bemærk else what


def _said(ændring: Ændring, words: Words) -> str:
    before, after = value(ændring.før, words), value(ændring.efter, words)
    match ændring.slags:
        case Slags.NY:
            return "Nyt punkt"
        case Slags.UDGÅET:
            return "Udgået af planen"
        case Slags.AFSLUTTET:
            return f"Afsluttet {after}" if isinstance(ændring.efter, date) else "Afsluttet"
        case Slags.GENÅBNET:
            return "Genåbnet"
        case Slags.SAGSGANG:
            return step_said(ændring, words)
        case Slags.FLYTTET if ændring.felt != "overskrift":
            return f"Flyttet fra {_name_of(ændring, before)} til {_name_of(ændring, after)}"
        case Slags.BELØB:
            return f"{name(ændring.felt)} {ændring.år}: {before} → {after}"
        case Slags.TEKST:
            return f"{name(ændring.felt)}: {text_said(ændring)}"
        case _:
            return f"{ændring.hvad or name(ændring.felt)}: {before} → {after}"


def _name_of(ændring: Ændring, text: str) -> str:
    """Where an item was, or is: a committee by its code, else with what kind of place it is."""
    if text == TOMT:
        return f"intet {ændring.felt}" if ændring.felt in ("udvalg", "afsnit") else f"ingen {ændring.felt}"
    return text if ændring.felt == "udvalg" else f"{ændring.felt} {text}"


def step_said(ændring: Ændring, words: Words) -> str:
    """A change of a sagsgang, with the step that it is of."""
    before, after = value(ændring.før, words), value(ændring.efter, words)
    if ændring.felt == "led":
        return f"Nyt led: {after}" if ændring.før is None else f"Led udgået: {before}"
    if ændring.felt == "rækkefølge":
        return f"Rækkefølge: {before} → {after}"
    if ændring.felt == "sagsgang":
        return f"Sagsgang: {before} → {after}"
    if ændring.felt == "beslutning" and ændring.før is None:
        return f"Beslutning i {ændring.hvad}: {after}"
    return f"{ændring.hvad}, {name(ændring.felt).lower()}: {before} → {after}"


def text_said(ændring: Ændring) -> str:
    """What is other in a text, in brackets, its paragraphs behind one another."""
    if not isinstance(ændring.før, str) or not isinstance(ændring.efter, str):
        before, after = (value(of, lambda amount: str(amount)) for of in (ændring.før, ændring.efter))
        return f"{before} → {after}"
    return " / ".join(map(in_brackets, differing(ændring.før, ændring.efter)))
