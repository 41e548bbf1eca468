"""Rows of data for other programs and for the screen: ``list`` and ``sum`` as json, csv and a table.

A row is a dict from the column's name in the plan format to its value: text, yes/no, a whole number, an amount
(``Decimal``, None where blank, ``IKKE_OPLYST``), a list of texts, or amounts by year.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from udplan.figures.compare import Sammenligning
from udplan.figures.control import Kontrol
from udplan.figures.select import Valg, forhold, temaer
from udplan.figures.sums import Summer, Sumrække
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import format_amount
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import listed

Row = dict[str, Any]


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
            "beløb": {str(år): item.beløb_i(år) for år in plan.grundlag.år},
        }
        for item in items
    ]


def sum_rows(rows: Iterable[Sumrække], *, brutto: bool = False) -> list[Row]:
    """Rows of a sum, the counts of blank and unknown amounts with them; ``brutto`` adds what costs and what saves."""
    return [
        {
            "navn": row.navn,
            **({"navne": list(row.navne)} if len(row.navne) > 1 else {}),
            "bevilling": row.bevilling,
            "antal": row.antal,
            "beløb": _by_year(row.beløb),
            **({"udgifter": _by_year(row.udgifter), "besparelser": _by_year(row.besparelser)} if brutto else {}),
            "uden_beløb": _by_year(row.uden_beløb),
            "ikke_oplyst": _by_year(row.ikke_oplyst),
        }
        for row in rows
    ]


def control_rows(controls: Iterable[Kontrol]) -> list[Row]:
    """One row a stated total and year."""
    names = ("navn", "kilde", "år", "oplyst", "sum", "forskel", "grænse", "rækker", "uden_beløb", "resultat")
    return [{name: _plain(getattr(control, name)) for name in names} for control in controls]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _by_year(values: Mapping[int, Any]) -> dict[str, Any]:
    return {str(år): value for år, value in values.items()}


# --- json --------------------------------------------------------------------------------------------------------


def as_json(data: Any) -> str:
    """Amounts as strings with a decimal point, blank as null, dates as ISO."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=_json_value) + "\n"


def sums_data(sums: Summer, *, brutto: bool = False) -> Row:
    """The shape that format.md gives ``udplan sum --format json``."""
    return {
        "enhed": sums.enhed,
        "år": list(sums.år),
        "pr": sums.pr,
        "rækker": sum_rows(sums.rækker, brutto=brutto),
        "i_alt": sum_rows(sums.i_alt, brutto=brutto),
    }


def sums_json(sums: Summer, *, brutto: bool = False) -> str:
    """A sum as json."""
    return as_json(sums_data(sums, brutto=brutto))


def _json_value(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, IkkeOplyst):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in json")


# --- csv ---------------------------------------------------------------------------------------------------------


def as_csv(rows: Sequence[Row], columns: Sequence[str] = ()) -> str:
    """For Danish Excel: semicolons, decimal comma, a column a year. The byte order mark is the writer's business.

    ``columns`` names them where there may be no rows. A text that a spreadsheet would take for a formula gets an
    apostrophe in front; amounts never do.
    """
    headings = _headings(rows) or list(columns)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    for row in map(_flat, rows):
        writer.writerow([_csv_value(row.get(name)) for name in headings])
    return out.getvalue()


def _headings(rows: Iterable[Row]) -> list[str]:
    """Every column that some row has, the years of a figure together: two plans have not the same years."""
    years: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.items():
            years.setdefault(name, set()).update(value if isinstance(value, dict) else ())
    named = {name: dict.fromkeys(sorted(own)) if own else None for name, own in years.items()}
    return list(_flat(named))


def _flat(row: Row) -> Row:
    """The row with amounts by year as a column each: ``beløb`` by the year alone, other figures by name and year."""
    flat: Row = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat |= {år if name == "beløb" else f"{name}_{år}": each for år, each in value.items()}
        else:
            flat[name] = value
    return flat


def _csv_value(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    text = _text(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return value.isoformat()
    return listed(value) if isinstance(value, list) else str(value)


# --- the screen --------------------------------------------------------------------------------------------------


def list_table(plan: Plan, rows: Sequence[Row]) -> Any:
    """The items as a rich table that fits a screen: the fields one looks for, and the years."""
    names = ["kode", "udvalg", *(["forhold"] if rows and "forhold" in rows[0] else []), "tovholder", "slut"]
    years = [str(år) for år in plan.grundlag.år]
    cells = [
        (
            row["kort"] or row["overskrift"],
            *(_cell(row[name]) for name in names),
            *(row["beløb"][år] for år in years),
        )
        for row in rows
    ]
    return _table(plan.grundlag.enhed, plan.grundlag.trykte_decimaler, ("punkt", *names), years, cells, least=24)


def _cell(value: Any) -> Any:
    """X for yes and nothing for no, as the paper form has it."""
    return (
        ("X" if value else "") if isinstance(value, bool) else value if isinstance(value, IkkeOplyst) else _text(value)
    )


def sum_table(sums: Summer, decimaler: int, *, brutto: bool = False) -> Any:
    """A sum as a rich table; the last rows are for everything. ``brutto`` shows costs and savings under each."""
    per = sums.pr.split(",")
    texts = (*per, *(["bevilling"] if "bevilling" not in per else []), "antal", "uden beløb")

    def lines(row: Sumrække) -> list[tuple[Any, ...]]:
        whole = f"{row.navn}, {row.bevilling}" if "bevilling" in per else row.navn
        names = row.navne if len(row.navne) == len(per) and row not in sums.i_alt else (whole, *("",) * (len(per) - 1))
        kind = () if "bevilling" in per else (row.bevilling,)
        counts = (str(row.antal), str(row.helt_uden or ""))
        found: list[tuple[Any, ...]] = [(*names, *kind, *counts, *row.beløb.values())]
        for what, amounts in (("udgifter", row.udgifter), ("besparelser", row.besparelser)):
            if brutto and any(amount is not None for amount in amounts.values()):
                found.append((f"  heraf {what}", *("",) * (len(texts) - 1), *amounts.values()))
        return found

    rows = [line for row in sums.rækker for line in lines(row)]
    foot = [line for row in sums.i_alt for line in lines(row)]
    return _table(sums.enhed, decimaler, texts, [str(år) for år in sums.år], [*rows, *foot], foot=len(foot))


def comparison_rows(compared: Iterable[Sammenligning]) -> list[Row]:
    """A row an item and year in two plans: before, after and the difference."""
    return [
        {
            "id": each.id,
            "overskrift": each.overskrift,
            "forhold": each.forhold.value,
            "år": år,
            "før": each.før.get(år),
            "efter": each.efter.get(år),
            "forskel": each.forskel.get(år),
        }
        for each in compared
        for år in sorted({*each.før, *each.efter})
    ]


def comparison_table(enhed: str, decimaler: int, compared: Sequence[Sammenligning], common: Sequence[int]) -> Any:
    """Two plans side by side for the years that both have."""
    cells = [
        (each.overskrift, each.forhold.value, *(value for år in common for value in (
            each.før.get(år), each.efter.get(år), each.forskel.get(år)
        )))
        for each in compared
    ]  # fmt: skip
    figures = [f"{år} {what}" for år in common for what in ("før", "efter", "forskel")]
    return _table(enhed, decimaler, ("punkt", "forhold"), figures, cells, least=24)


def control_table(plan: Plan, controls: Sequence[Kontrol]) -> Any:
    """Stated totals against their rows as a rich table."""
    cells = [
        (
            each.navn,
            "i alt" if each.år is None else str(each.år),
            each.resultat.value,
            each.kilde,
            each.oplyst,
            each.sum,
            each.forskel,
        )
        for each in controls
    ]
    return _table(
        plan.grundlag.enhed,
        plan.grundlag.trykte_decimaler,
        ("kontroltal", "år", "resultat", "kilde"),
        ["oplyst", "sum", "forskel"],
        cells,
    )


def _table(
    enhed: str,
    decimaler: int,
    texts: Sequence[str],
    figures: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    foot: int = 0,
    least: int | None = None,
) -> Any:
    """A rich table: texts, then figures; the last ``foot`` rows set apart, the first column ``least`` wide."""

    from rich import box
    from rich.table import Table
    from rich.text import Text

    unknown = any(isinstance(value, IkkeOplyst) for row in rows for value in row[len(texts) :])
    caption = f"{enhed}; ? er ikke oplyst" if unknown else enhed
    table = Table(box=box.SIMPLE_HEAD, caption=caption, caption_justify="right", pad_edge=False)
    for place, name in enumerate(texts):
        table.add_column(name[:1].upper() + name[1:], overflow="fold", min_width=None if place else least)
    for name in figures:
        table.add_column(name[:1].upper() + name[1:], justify="right", no_wrap=True)
    for place, row in enumerate(rows):
        if foot and place == len(rows) - foot:
            table.add_section()
        table.add_row(*(Text(_screen(decimaler, value)) for value in row))
    return table


def _screen(decimaler: int, value: Any) -> str:
    if isinstance(value, IkkeOplyst):
        return "?"
    return format_amount(value, decimaler) if isinstance(value, Decimal) else _text(value)
