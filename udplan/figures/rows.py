"""What is printed, as rows: one shape for the screen, json and csv.

A row is a dict from the column's name in the plan format to its value: text, yes/no, a whole number, an amount
(``Decimal``, None where blank, ``IKKE_OPLYST``), a list of texts, or amounts by year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from udplan.figures.control import Kontrol
from udplan.figures.select import Valg, forhold, temaer
from udplan.figures.sums import PARTS, Summer, Sumrække
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.model.planfile import Grundlag
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import listed

if TYPE_CHECKING:
    from udplan.figures.compare import Sammenligning

Row = dict[str, Any]


def meaning(of: Grundlag | Summer) -> Row:
    """What the amounts of a row are in, and what a plus means: in every row, since a program reads no line below them."""
    return {"enhed": of.enhed, "fortegn": of.fortegn}


def list_rows(plan: Plan, valg: Valg, items: Iterable[Indsats]) -> list[Row]:
    """A row an item; ``forhold`` says what it is to the committee that was asked for."""
    return [
        {
            "id": item.id,
            "overskrift": item.overskrift,
            "kort": item.kort,
            "art": item.art,
            "kode": item.kode,
            "udvalg": item.udvalg,
            **({"forhold": forhold(plan, item, valg.udvalg)} if valg.udvalg else {}),
            "gruppe": item.gruppe,
            "tovholder": item.tovholder if isinstance(item.tovholder, IkkeOplyst) else list(item.tovholder),
            "tværgående": item.tværgående,
            "sagsgang": None if item.sagsgang is None else str(item.sagsgang),
            "med_høring": item.med_høring,
            "slut": item.slut,
            "tema": list(temaer(plan, item)),
            "offentlig": item.offentlig,
            "beløb": {str(år): item.beløb_i(år) for år in plan.grundlag.år},
            **meaning(plan.grundlag),
        }
        for item in items
    ]


def sum_rows(rows: Iterable[Sumrække], *, brutto: bool = False) -> list[Row]:
    """Rows of a sum, with the counts of blank and unknown amounts, and, where there is any, what is counted twice
    since its pool is in the row too; ``brutto`` adds what costs, what saves and what is taken in."""
    rows = tuple(rows)
    twice = any(row.har_dobbelt for row in rows)
    return [
        {
            "navn": row.navn,
            **({"navne": list(row.navne)} if len(row.navne) > 1 else {}),
            "bevilling": row.bevilling,
            "antal": row.antal,
            "beløb": _by_year(row.beløb, known=True),
            **{part: _by_year(getattr(row, part), known=True) for part in PARTS if brutto},
            "uden_beløb": _by_year(row.uden_beløb),
            "ikke_oplyst": _by_year(row.ikke_oplyst),
            **({"betalt_af_puljer": _by_year(row.betalt_af_puljer, known=True)} if twice else {}),
        }
        for row in rows
    ]


def control_rows(plan: Plan, controls: Iterable[Kontrol]) -> list[Row]:
    """One row a stated total and year."""
    names = ("navn", "kilde", "år", "oplyst", "sum", "forskel", "grænse", "rækker", "uden_beløb", "resultat")
    return [{name: _as_list(getattr(control, name)) for name in names} | meaning(plan.grundlag) for control in controls]


def sum_lines(sums: Summer, *, brutto: bool = False) -> list[Row]:
    """A sum as rows alone, those for everything last."""
    return [row | meaning(sums) for row in sum_rows((*sums.rækker, *sums.i_alt), brutto=brutto)]


def sums_data(sums: Summer, *, brutto: bool = False) -> Row:
    """The shape that format.md gives ``udplan sum --format json``, and ``fortegn``."""
    return {
        **meaning(sums),
        "år": list(sums.år),
        "pr": sums.pr,
        "rækker": sum_rows(sums.rækker, brutto=brutto),
        "i_alt": sum_rows(sums.i_alt, brutto=brutto),
    }


def comparison_rows(grundlag: Grundlag, compared: Iterable[Sammenligning]) -> list[Row]:
    """A row an item and year in two plans: before, after and the difference; ``grundlag`` is either's, whose unit both have."""
    return [
        {
            "id": item.id,
            "overskrift": item.overskrift,
            "forhold": item.forhold.value,
            "offentlig": item.offentlig,
            "år": år,
            "før": item.før.get(år),
            "efter": item.efter.get(år),
            "forskel": item.forskel.get(år),
            **meaning(grundlag),
        }
        for item in compared
        for år in sorted({*item.før, *item.efter})
    ]


def _as_list(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _by_year(values: Mapping[int, Any], *, known: bool = False) -> dict[str, Any]:
    """Values by the year as text; ``known`` leaves out what is not known, where its count stands beside it."""
    return {str(år): None if known and isinstance(value, IkkeOplyst) else value for år, value in values.items()}


def value_text(value: Any) -> str:
    """A value of a row as text: yes and no as ja and nej, a date as ISO, a list as a sentence lists it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return value.isoformat()
    return listed(value) if isinstance(value, list) else str(value)
