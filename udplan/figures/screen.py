"""Rows on the screen, as rich tables: texts to the left, figures to the right, the unit below."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from udplan.figures.compare import Sammenligning
from udplan.figures.control import Kontrol
from udplan.figures.rows import Row, value_text
from udplan.figures.sums import Summer, Sumrække
from udplan.model.plan import Plan
from udplan.values.amounts import format_amount, least_decimals
from udplan.values.unknown import IkkeOplyst


def list_table(plan: Plan, rows: Sequence[Row]) -> Any:
    """The items as a rich table that fits a screen: the fields one looks for, and the years."""
    names = ["kode", "udvalg", *(["forhold"] if rows and "forhold" in rows[0] else []), "tovholder", "slut"]
    years = [str(år) for år in plan.grundlag.år]
    cells = [
        (
            _marked(row["kort"] or row["overskrift"], row["offentlig"]),
            *(_as_on_paper(row[name]) for name in names),
            *(row["beløb"][år] for år in years),
        )
        for row in rows
    ]
    return _rich_table(plan.grundlag.enhed, plan.grundlag.trykte_decimaler, ("punkt", *names), years, cells, least=24)


def _marked(title: str, offentlig: bool) -> str:
    """A title on the screen, with the word that the item is not public."""
    return title if offentlig else f"{title} (ikke offentligt)"


def _as_on_paper(value: Any) -> Any:
    """X for yes and nothing for no, as the paper form has it."""
    if isinstance(value, bool):
        return "X" if value else ""
    return value if isinstance(value, IkkeOplyst) else value_text(value)


def sum_table(sums: Summer, decimaler: int, *, brutto: bool = False) -> Any:
    """A sum as a rich table; the last rows are for everything. ``brutto`` shows costs and savings under each."""
    per = sums.pr.split(",")
    texts = (*per, *(["bevilling"] if "bevilling" not in per else []), "antal", "uden beløb")

    def lines_of(row: Sumrække) -> list[tuple[Any, ...]]:
        whole = f"{row.navn}, {row.bevilling}" if "bevilling" in per else row.navn
        names = row.navne if len(row.navne) == len(per) and row not in sums.i_alt else (whole, *("",) * (len(per) - 1))
        kind = () if "bevilling" in per else (row.bevilling,)
        counts = (str(row.antal), str(row.helt_uden or ""))
        lines: list[tuple[Any, ...]] = [(*names, *kind, *counts, *row.beløb.values())]
        for part, amounts in (("udgifter", row.udgifter), ("besparelser", row.besparelser)):
            if brutto and any(amount is not None for amount in amounts.values()):
                lines.append((f"  heraf {part}", *("",) * (len(texts) - 1), *amounts.values()))
        return lines

    rows = [line for row in sums.rækker for line in lines_of(row)]
    foot = [line for row in sums.i_alt for line in lines_of(row)]
    return _rich_table(sums.enhed, decimaler, texts, [str(år) for år in sums.år], [*rows, *foot], foot=len(foot))


def comparison_table(enhed: str, decimaler: int, compared: Sequence[Sammenligning], common: Sequence[int]) -> Any:
    """Two plans side by side for the years that both have."""
    cells = [
        (_marked(item.overskrift, item.offentlig), item.forhold.value, *(value for år in common for value in (
            item.før.get(år), item.efter.get(år), item.forskel.get(år)
        )))
        for item in compared
    ]  # fmt: skip
    figures = [f"{år} {column}" for år in common for column in ("før", "efter", "forskel")]
    return _rich_table(enhed, decimaler, ("punkt", "forhold"), figures, cells, least=24)


def control_table(plan: Plan, controls: Sequence[Kontrol]) -> Any:
    """Stated totals against their rows as a rich table."""
    cells = [
        (
            control.navn,
            control.periode,
            control.resultat.value,
            control.kilde,
            control.oplyst,
            control.sum,
            control.forskel,
        )
        for control in controls
    ]
    return _rich_table(
        plan.grundlag.enhed,
        plan.grundlag.trykte_decimaler,
        ("kontroltal", "år", "resultat", "kilde"),
        ["oplyst", "sum", "forskel"],
        cells,
    )


def _rich_table(
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
        table.add_row(*(Text(_cell_text(enhed, decimaler, value)) for value in row))
    return table


def _cell_text(enhed: str, decimaler: int, value: Any) -> str:
    if isinstance(value, IkkeOplyst):
        return "?"
    if isinstance(value, Decimal):
        return format_amount(value, least_decimals(value, enhed, decimaler))
    return value_text(value)
