"""Rows on the screen: texts to the left, figures to the right, the unit below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from udplan.figures.control import Kontrol
from udplan.figures.grid import Field, Grid
from udplan.figures.rows import Row, value_text
from udplan.figures.sums import Summer, Sumrække
from udplan.model.plan import Plan
from udplan.model.planfile import Grundlag
from udplan.values.amounts import format_amount, least_decimals
from udplan.values.signs import unusual_sign
from udplan.values.totals import Ufuldstændig
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import printable

if TYPE_CHECKING:
    from udplan.figures.compare import Sammenligning

#: What may be left out on a narrow screen, the least important first.
_LIST = ("slut", "kode", "tovholder", "udvalg", "forhold")
_SUM = ("uden beløb", "antal")
_CONTROL = ("kilde",)
#: What of a sum is in it twice, after »heraf«.
_TWICE = "betalt af puljer, der selv er talt med"
#: What stands behind a sum that lacks an amount that nobody knows.
_LACKS = " + ?"
_LINE_END = re.compile("[\r\n]+")


def list_table(plan: Plan, rows: Sequence[Row]) -> Grid:
    """The items: the fields one looks for, and the years."""
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
    return _grid(plan.grundlag, plan.grundlag.trykte_decimaler, ("punkt", *names), _LIST, years, cells)


def _marked(title: str, offentlig: bool) -> str:
    """A title on the screen, with the word that the item is not public."""
    return title if offentlig else f"{title} (ikke offentligt)"


def _as_on_paper(value: Any) -> Any:
    """X for yes and nothing for no, as the paper form has it."""
    if isinstance(value, bool):
        return "X" if value else ""
    return value if isinstance(value, IkkeOplyst) else value_text(value)


def sum_table(sums: Summer, decimaler: int, *, brutto: bool = False) -> Grid:
    """A sum; the last rows are for everything. Under a row stands what is in it twice; ``brutto`` shows costs, savings and
    incomes too."""
    per = sums.pr.split(",")
    texts = (*per, *(["bevilling"] if "bevilling" not in per else []), "antal", "uden beløb")

    def lines_of(row: Sumrække) -> list[tuple[Any, ...]]:
        whole = f"{row.navn}, {row.bevilling}" if "bevilling" in per else row.navn
        names = row.navne if len(row.navne) == len(per) and row not in sums.i_alt else (whole, *("",) * (len(per) - 1))
        kind = () if "bevilling" in per else (row.bevilling,)
        counts = (str(row.antal), str(row.helt_uden or ""))
        lines: list[tuple[Any, ...]] = [(*names, *kind, *counts, *row.beløb.values())]
        parts = [*(row.dele.items() if brutto else ()), *([(_TWICE, row.betalt_af_puljer)] if row.har_dobbelt else [])]
        lines += [(f"  heraf {part}", *("",) * (len(texts) - 1), *amounts.values()) for part, amounts in parts]
        return lines

    rows = [line for row in sums.rækker for line in lines_of(row)]
    foot = [line for row in sums.i_alt for line in lines_of(row)]
    years = [str(år) for år in sums.år]
    return _grid(sums, decimaler, texts, _SUM, years, [*rows, *foot], foot=len(foot))


def comparison_table(grundlag: Grundlag, compared: Sequence[Sammenligning], common: Sequence[int]) -> Grid:
    """Two plans side by side for the years that both have; ``grundlag`` is the later plan's, in whose unit both are."""
    cells = [
        (_marked(item.overskrift, item.offentlig), item.forhold.value, *(value for år in common for value in (
            item.før.get(år), item.efter.get(år), item.forskel.get(år)
        )))
        for item in compared
    ]  # fmt: skip
    figures = [f"{år} {column}" for år in common for column in ("før", "efter", "forskel")]
    return _grid(grundlag, grundlag.trykte_decimaler, ("punkt", "forhold"), (), figures, cells)


def control_table(plan: Plan, controls: Sequence[Kontrol]) -> Grid:
    """Stated totals against their rows."""
    cells = [
        (
            control.navn,
            control.periode,
            control.i_ord,
            control.kilde,
            control.oplyst,
            control.sum,
            control.forskel,
        )
        for control in controls
    ]
    texts, figures = ("kontroltal", "år", "resultat", "kilde"), ("oplyst", "sum", "forskel")
    return _grid(plan.grundlag, plan.grundlag.trykte_decimaler, texts, _CONTROL, figures, cells)


def _caption(of: Grundlag | Summer) -> str:
    """What amounts are in, and what a plus means where it is not what it usually is."""
    return "; ".join(filter(None, (of.enhed, unusual_sign(of.fortegn))))


def _grid(
    of: Grundlag | Summer,
    decimaler: int,
    texts: Sequence[str],
    drop: Sequence[str],
    figures: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    foot: int = 0,
) -> Grid:
    """Texts, then figures in the unit and sign of ``of``; a figure belongs to the year that its name begins with. ``drop``
    may be left out."""
    fields = (
        *(Field(name, len(drop) - drop.index(name) if name in drop else 0) for name in texts),
        *(Field(name, group=name.split()[0]) for name in figures),
    )
    unknown = any(isinstance(value, IkkeOplyst | Ufuldstændig) for row in rows for value in row[len(texts) :])
    columns = [[_cell_text(of.enhed, decimaler, row[place]) for row in rows] for place in range(len(fields))]
    cells = list(zip(*(_lined_up(column) for column in columns), strict=True))
    return Grid(fields, cells, f"{_caption(of)}; ? er ikke oplyst" if unknown else _caption(of), foot)


def _lined_up(column: Sequence[str]) -> Sequence[str]:
    """A column in which figures stand under one another, whether they have the mark of a sum that lacks something or not."""
    if not any(text.endswith(_LACKS) for text in column):
        return column
    return [text if text.endswith(_LACKS) or not text else text + " " * len(_LACKS) for text in column]


def _cell_text(enhed: str, decimaler: int, value: Any) -> str:
    if isinstance(value, IkkeOplyst):
        return "?"
    if isinstance(value, Decimal):
        return format_amount(value, least_decimals(value, enhed, decimaler), mangler=_LACKS)
    text = value_text(value)
    # In a table a row is a line, whatever line ends the text has.
    return text if text.isprintable() else printable(_LINE_END.sub(" ", text.rstrip("\r\n")))
