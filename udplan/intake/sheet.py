"""What a sheet to somebody says, whatever program it is in: a row an item, a column a field, and what may be changed.

Beside what is seen, a sheet carries the same once more, unseen (its base): what comes back is held against it, so that
only what somebody changed is a change. Nothing else is in it; what the recipient may not see is in neither.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from udplan.figures.followup import newest
from udplan.model.groups import Free, Group, Points, group_of
from udplan.model.indsats import Art, Indsats, Lys, NewestFirst, Sagsgang
from udplan.model.kinds import Choice
from udplan.model.money import PerYear
from udplan.model.plan import Plan
from udplan.model.texts import Reference
from udplan.values.amounts import Amount
from udplan.values.unknown import UKENDT, IkkeOplyst
from udplan.values.words import fold, listed, nearest, shortened

#: What a cell shows: a text, lines of it; an amount; or nothing.
Celle = str | Decimal | None


class Kolonne(NamedTuple):
    """One column. ``felt`` is a field of the plan format (``kurs``, ``beløb.2026``), or of the status that is new
    (``status.tekst``); ``valg`` is what to choose from, and ``kun_valg`` says that it can be nothing else."""

    felt: str
    overskrift: str
    kan_rettes: bool
    valg: tuple[str, ...] = ()
    tal: bool = False
    kun_valg: bool = False


class Række(NamedTuple):
    """One item: its id, and a cell for each column."""

    id: str
    celler: tuple[Celle, ...]


class Ark(NamedTuple):
    """A sheet. ``plan`` is the years of its plan (``2025-2028``), ``modtager`` the role it is for, if it is for one.
    Amounts are in ``enhed`` and shown with at least ``decimaler`` decimals; ``fortegn`` says what a plus means. ``frist`` is
    the day (``2025-03-14``) that answers in a round are wanted: two rounds on the same plan are two sheets."""

    plan: str
    kommune: str
    modtager: str
    enhed: str
    kolonner: tuple[Kolonne, ...]
    rækker: tuple[Række, ...]
    decimaler: int = 3
    fortegn: str = "udgift positiv"
    frist: str = ""


class ForkertArk(ValueError):
    """Why a sheet that came back cannot be held against a plan; the text is Danish, whole sentences."""


class UkendtFelt(ValueError):
    """A field that no sheet has; the text is Danish and names the nearest."""


#: What a sheet has where nobody says which fields.
SÆDVANLIGE = (
    *("udvalg", "kode", "overskrift", "kurs", "koordinering", "tovholder", "sagsgang", "med_høring", "slut"),
    *("beløb", "status"),
)
#: The status that somebody writes in the sheet: it is added, and changes none that is there.
NY_STATUS = ("status.tekst", "status.dato", "status.obs", "status.lys")
#: The newest status that the plan has, in one text.
SENESTE = "seneste_status"

# Headings that are not just the name of the field: the paper form's own words, and those of what is no field.
_HEADINGS = {
    "kort": "Kort overskrift",
    "koordinering": "Koordinering og Commitment",
    "med_høring": "MED/Høring m.v.",
    "slut": "Slut (X)",
    "status.tekst": "Ny status",
    "status.dato": "Ny status, dato",
    "status.obs": "OBS (ja)",
    "status.lys": "Lys",
}
#: Never in a sheet, whoever asks.
_NEVER = frozenset({"note"})
#: Yes is an X in them, as the paper form has it.
_MARKED = frozenset({"tværgående", "med_høring", "slut"})
_AMOUNT = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?").fullmatch
_FORM = 1
_CARRIED = re.compile(r"\s*udplan-ark ([0-9]{1,6}) ([0-9a-f]{64}) (\{.*\})\s*", re.DOTALL).fullmatch


@cache
def _fields() -> tuple[str, ...]:
    """The fields of an item that a cell can hold; those with parts of their own, and what points elsewhere, are none."""
    left_out = (Points, NewestFirst, Free, Group, PerYear, Reference)
    return tuple(
        navn
        for navn, kind in group_of(Indsats).fields.items()
        if kind.column and navn not in _NEVER and not isinstance(kind, left_out)
    )


def felter(plan: Plan, wanted: Iterable[str] = SÆDVANLIGE) -> tuple[str, ...]:
    """The fields of a sheet as its columns have them, ``id`` first: ``beløb`` is a column a year, ``status`` a new one's.

    Raises:
        UkendtFelt: for a name that no sheet has a column of.
    """
    years = plan.grundlag.år
    spread = {
        "beløb": tuple(f"beløb.{år}" for år in years),
        "status": NY_STATUS,
        "forventet": tuple(f"status.forventet.{år}" for år in years),
    }
    single = ("id", *_fields(), SENESTE, *(felt for several in spread.values() for felt in several))
    named = {fold(name).replace("_", " "): name for name in (*spread, *single)}
    found: dict[str, None] = {"id": None}
    for name in wanted:
        known = named.get(fold(name).replace("_", " "))
        if known is None:
            raise UkendtFelt(_unknown_field(name, [*spread, *single]))
        found |= dict.fromkeys(spread.get(known, (known,)))
    return tuple(found)


def _unknown_field(name: str, known: Sequence[str]) -> str:
    if fold(name) in _NEVER:
        return f"{fold(name)} er til internt brug og kommer aldrig i et ark."
    near = nearest(name, known)
    help_text = f"Mente du {listed(near, 'eller')}?" if near else f"Skriv fx {listed(SÆDVANLIGE)}."
    return f"»{shortened(name)}« er ikke et felt, der kan stå i et ark. {help_text}"


def ark(
    plan: Plan,
    items: Iterable[Indsats],
    felter: Sequence[str],
    *,
    modtager: str = "",
    frist: date | None = None,
    kan_rettes: Collection[str] | None = None,
    internt: bool = False,
) -> Ark:
    """The sheet of some items. ``felter`` are as the function of that name gives them.

    ``kan_rettes`` are those that the recipient may change: every one, where it is not said. Items that are not public
    are left out, unless it is for the administration alone (``internt``).
    """
    items = [item for item in items if internt or item.offentlig]
    grundlag = plan.grundlag
    return Ark(
        grundlag.årene,
        grundlag.kommune,
        modtager,
        grundlag.enhed,
        tuple(_column(plan, items, felt, kan_rettes) for felt in felter),
        tuple(Række(item.id, tuple(vist(plan, item, felt) for felt in felter)) for item in items),
        grundlag.trykte_decimaler,
        grundlag.fortegn,
        frist.isoformat() if frist else "",
    )


def _column(plan: Plan, items: Sequence[Indsats], felt: str, kan_rettes: Collection[str] | None) -> Kolonne:
    valg, kun_valg = _choices(plan, items, felt)
    may = _changeable(felt) and (kan_rettes is None or felt in kan_rettes)
    return Kolonne(felt, _heading(plan, felt), may, valg, _is_amount(felt), kun_valg)


def _changeable(felt: str) -> bool:
    return felt not in ("id", SENESTE)


def _is_amount(felt: str) -> bool:
    return felt.startswith(("beløb.", "status.forventet."))


def _heading(plan: Plan, felt: str) -> str:
    if _is_amount(felt):
        name, _, år = felt.rpartition(".")
        return f"{'' if name == 'beløb' else 'Forventet '}{år} ({plan.grundlag.enhed})"
    return _HEADINGS.get(felt) or felt.replace("_", " ").capitalize()


def _choices(plan: Plan, items: Sequence[Indsats], felt: str) -> tuple[tuple[str, ...], bool]:
    """What to choose from in a column, and whether it can be nothing else. Roles that only others have are not among them."""
    grundlag = plan.grundlag
    used = (title for item in items for title in item.tovholdere)
    several = {
        "udvalg": ((*grundlag.punkters_udvalg, UKENDT), True),
        "gruppe": ((*(gruppe.navn for gruppe in grundlag.hensigtsgrupper), UKENDT), True),
        "tovholder": (tuple(dict.fromkeys((*grundlag.tovholdere, *used, UKENDT))), False),
        "tværgående": (("X",), True),
        "med_høring": (("X",), False),
        "slut": (("X",), False),
        "art": ((*map(str, Art), UKENDT), True),
        "status.obs": (("ja",), True),
        "status.lys": (tuple(map(str, Lys)), True),
    }
    if felt in several:
        return several[felt]
    kind = group_of(Indsats).fields.get(felt)
    return (tuple(map(str, kind.names)), True) if isinstance(kind, Choice) else ((), False)


def vist(plan: Plan, item: Indsats, felt: str) -> Celle:
    """A field of an item as a sheet shows it: a list and a sagsgang on a line each, an X for yes where the paper form has
    one, a day as ``21-01-2025``, an amount as it is; ``ikke oplyst`` in words. A new status is blank."""
    name, _, part = felt.partition(".")
    if name == "beløb":
        return _shown_amount(item.beløb_i(int(part)))
    if name == "status":
        return None
    if name == SENESTE:
        return _newest(item)
    value = getattr(item, name)
    if value is True:
        return "X" if name in _MARKED else "ja"
    if value is False:  # where nothing is said, it is no: the same cell
        return None if Indsats.model_fields[name].default is False else "nej"
    return _shown(value)


def _shown_amount(amount: Amount) -> Celle:
    return str(amount) if isinstance(amount, IkkeOplyst) else amount


def _shown(value: Any) -> str | None:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, Sagsgang):
        steps = [f"{trin.forum} {trin.tid.vis()}" if trin.tid else trin.forum for trin in value.trin]
        return f"Ingen: {value.ingen}" if value.ingen else "\n".join(steps)
    if isinstance(value, tuple):
        return "\n".join(map(str, value)) or None
    text = "" if value is None else str(value)
    return re.sub(r"\r\n?", "\n", text).rstrip("\n") if text.strip() else None


def _newest(item: Indsats) -> str | None:
    status = newest(item, None)
    if status is None:
        return None
    marks = "".join(f", {mark}" for mark in ("OBS" if status.obs else "", status.lys or "") if mark)
    return f"{status.dato:%d-%m-%Y}{marks}: {_shown(status.tekst) or ''}".removesuffix(": ")


# --- the base -------------------------------------------------------------------------------------------------------


def base(ark: Ark) -> str:
    """Everything that a sheet shows, as text: the same for the same sheet, on one line and in ASCII alone, so that no
    program on its way makes anything else of it."""
    kolonner = [column._asdict() for column in ark.kolonner]
    rækker = [[row.id, *({"tal": f"{cell:f}"} if isinstance(cell, Decimal) else cell for cell in row.celler)]
              for row in ark.rækker]  # fmt: skip
    said = ark._asdict() | {"kolonner": kolonner, "rækker": rækker}
    # Excel takes _x000D_ in a cell for a sign; an underscore by its number is never that.
    return json.dumps(said, ensure_ascii=True, separators=(",", ":"), sort_keys=True).replace("_", "\\u005f")


def fingeraftryk(base: str) -> str:
    """What shows whether a base is as it was made."""
    return hashlib.sha256(base.encode()).hexdigest()


def med_fingeraftryk(ark: Ark) -> str:
    """What a file carries unseen, and ``læs_base`` reads: the base, its form and its fingerprint, on one line."""
    said = base(ark)
    return f"udplan-ark {_FORM} {fingeraftryk(said)} {said}"


def læs_base(text: str | None) -> Ark:
    """The sheet as it was sent, of what a file carries unseen; None is that it carries nothing.

    Raises:
        ForkertArk: for one that udplan did not make, of another form, or that is changed.
    """
    carried = _CARRIED(text or "")
    if carried is None:
        raise ForkertArk(
            "Arket er ikke lavet af udplan, eller det skjulte i det er slettet, så det ikke kan ses, hvad der er rettet. "
            "Lav et nyt med udplan regneark, og skriv rettelserne i det."
        )
    form, mark, said = carried.groups()
    if int(form) != _FORM:
        other = "nyere" if int(form) > _FORM else "ældre"
        raise ForkertArk(f"Arket er lavet af en {other} udgave af udplan. Lav et nyt med udplan regneark.")
    changed = ForkertArk(
        "Det skjulte i arket er ændret, så det ikke kan ses, hvad der er rettet. "
        "Lav et nyt med udplan regneark, og skriv rettelserne i det."
    )
    if fingeraftryk(said) != mark:
        raise changed
    try:
        return _read(json.loads(said))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise changed from error


def hører_til(ark: Ark, plan: Plan) -> None:
    """Refuse a sheet that is of another plan.

    Raises:
        ForkertArk: where its years, its municipality, its unit or its sign is not the plan's.
    """
    grundlag = plan.grundlag
    if (ark.plan, fold(ark.kommune)) != (grundlag.årene, fold(grundlag.kommune)):
        own = f"{grundlag.årene} for {grundlag.kommune}"
        raise ForkertArk(
            f"Arket er fra planen {ark.plan} for {ark.kommune}, og det her er {own}. Vælg arkets plan med --plan."
        )
    if ark.enhed != grundlag.enhed:
        raise ForkertArk(
            f"Arkets beløb er i {ark.enhed}, og planens er i {grundlag.enhed}. Lav et nyt med udplan regneark."
        )
    if ark.fortegn != grundlag.fortegn:
        raise ForkertArk(
            f"Arkets fortegn er {ark.fortegn}, og planens er {grundlag.fortegn}. Lav et nyt med udplan regneark."
        )


def _read(said: dict[str, Any]) -> Ark:
    """The sheet that a base says; raises any of the errors of a wrong shape."""
    texts = {name: said[name] for name in ("plan", "kommune", "modtager", "enhed", "fortegn", "frist")}
    kolonner = tuple(Kolonne(**column | {"valg": tuple(column["valg"])}) for column in said["kolonner"])
    rækker = tuple(Række(id, tuple(map(_read_cell, cells))) for id, *cells in said["rækker"])
    decimaler = said["decimaler"]
    # Whoever makes a base by hand gets no further with it than one that udplan makes.
    strange = [column for column in kolonner if not _is_known(column)]
    written = [*texts.values(), *(row.id for row in rækker)]
    if strange or kolonner[0].felt != "id" or not all(isinstance(text, str) for text in written):
        raise ValueError(strange)
    if (
        type(decimaler) is not int
        or not 0 <= decimaler <= 10
        or any(len(row.celler) != len(kolonner) for row in rækker)
    ):
        raise ValueError(decimaler)
    return Ark(**texts, decimaler=decimaler, kolonner=kolonner, rækker=rækker)


def _is_known(column: Kolonne) -> bool:
    name, _, år = column.felt.rpartition(".")
    amount = name in ("beløb", "status.forventet") and re.fullmatch("[0-9]{4}", år) is not None
    known = amount or column.felt in ("id", SENESTE, *NY_STATUS, *_fields())
    return known and isinstance(column.overskrift, str) and (_changeable(column.felt) or not column.kan_rettes)


def _read_cell(cell: Any) -> Celle:
    if isinstance(cell, dict):
        if not _AMOUNT(cell["tal"]):
            raise ValueError(cell)
        return Decimal(cell["tal"])
    if cell is not None and not isinstance(cell, str):
        raise TypeError(cell)
    return cell
