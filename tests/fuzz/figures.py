"""Plans of amounts whose sums are known otherwise: whole thousandths, added up as fractions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from hypothesis import strategies as st

from tests.fuzz.cases import PLAN, Case
from tests.plans import PLAN_YAML, item

YEARS = ("2025", "2026", "2027", "2028")
ROLES = ("Økonomichefen", "Arbejdsmarkedschefen")
#: What an item's amounts count in, where it does not say so itself.
BEVILLING = {"drift": "drift", "råderum": "drift", "anlæg": "anlæg", "pulje": "ikke oplyst"}

#: An amount of a year: a number, blank, or not stated.
Amount = Fraction | None | str


class Known(NamedTuple):
    """What an item is, and its amounts."""

    id: str
    udvalg: str
    art: str
    tovholder: str
    beløb: dict[str, Amount]


def _danish(thousandths: int, decimals: int, *, points: bool) -> str:
    """The amount as a Dane may write it, without decimals that are not needed where fewer are asked for."""
    whole, rest = divmod(abs(thousandths), 1000)
    figures = f"{rest:03}"
    figures = figures[:decimals] + figures[decimals:].rstrip("0")
    written = f"{whole:,}".replace(",", "." if points and figures else "")  # 1.250 alone may be read in two ways
    return f"{'-' if thousandths < 0 else ''}{written}{',' if figures else ''}{figures}"


@st.composite
def _amount(draw: st.DrawFn) -> tuple[Amount, str]:
    kind = draw(st.sampled_from(("number", "number", "number", "blank", "unknown", "zero")))
    if kind == "number":
        made = draw(st.integers(-(10**7), 10**7) | st.integers(-999, 999))
        return Fraction(made, 1000), _danish(made, draw(st.integers(0, 3)), points=draw(st.booleans()))
    return {"blank": (None, ""), "unknown": ("ikke oplyst", "ikke oplyst"), "zero": (Fraction(0), "0")}[kind]


@st.composite
def amounts(draw: st.DrawFn) -> Case:
    """A plan of some items with amounts of all kinds, and what each of them is."""
    files: dict[str, str | bytes] = {f"{PLAN}/plan.yaml": PLAN_YAML}
    known = []
    for number in range(draw(st.integers(1, 6))):
        udvalg, art = draw(st.sampled_from(("AU", "BUU", "ØK"))), draw(st.sampled_from(sorted(BEVILLING)))
        role = draw(st.sampled_from(ROLES))
        drawn = {year: draw(_amount()) for year in YEARS}
        known.append(Known(f"punkt-{number}", udvalg, art, role, {year: made for year, (made, _) in drawn.items()}))
        written = "".join(f"\n  {year}: {text}" for year, (_, text) in drawn.items())
        files[f"{PLAN}/punkt-{number}.yaml"] = item(
            overskrift=f"Punkt {number}",
            art=art,
            udvalg=udvalg,
            tovholder=role,
            sagsgang=f"{udvalg}, KB",
            beløb=written,
        )
    return Case(files, truth=tuple(known))


#: What a year of a row adds up to: the sum of what is stated (None where nothing is), and how many are blank and unknown.
Year = tuple[Fraction | None, int, int]
#: The rows of a table, each by its name and its bevilling, with its years.
Rows = dict[tuple[str, str], dict[str, Year]]


def reckoned(items: tuple[Known, ...], by: Callable[[Known], str]) -> Rows:
    """What a table is to say."""
    parts: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for known in items:
        parts[by(known), BEVILLING[known.art]].append(known)
    return {
        row: {year: _added([known.beløb[year] for known in inside]) for year in YEARS} for row, inside in parts.items()
    }


def _added(amounts: list[Amount]) -> Year:
    numbers = [amount for amount in amounts if isinstance(amount, Fraction)]
    return sum(numbers, Fraction()) if numbers else None, amounts.count(None), amounts.count("ikke oplyst")
