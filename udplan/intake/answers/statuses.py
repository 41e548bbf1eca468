"""A new status from an answer: it is added to those that an item has, and changes none of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from udplan.edit.fields import Tilføj
from udplan.intake.answers.cells import KanIkkeTages, sagt, skrevet
from udplan.intake.answers.telling import set_som
from udplan.intake.same_status import of_same_words, says
from udplan.intake.sheet import Kolonne
from udplan.model.groups import group_of
from udplan.model.indsats import Indsats, Status
from udplan.model.kinds import Choice, parse_yes_no
from udplan.model.plan import Plan
from udplan.office.grid import Cell
from udplan.values.times import format_date, parse_date
from udplan.values.unknown import IKKE_OPLYST, UKENDT, BadValue
from udplan.values.words import fold

STATUS: Final = "status"


class NyStatus(NamedTuple):
    """A status: how it is told, and the change that adds it; none, where it stands there already."""

    tekst: str
    ændring: Tilføj | None


def ny_status(plan: Plan, item: Indsats, cells: Mapping[Kolonne, Cell], dato: date | None) -> NyStatus | None:
    """The status that the cells of one say; None where they are blank. ``dato`` is the day of one without its own.

    Raises:
        KanIkkeTages: for a status without a day, or with a part that cannot be read.
    """
    said: dict[str, Any] = {}
    for kolonne, cell in cells.items():
        try:
            celle = sagt(plan, kolonne, cell)
        except KanIkkeTages as error:
            raise KanIkkeTages(f"{kolonne.overskrift}: {error}") from error
        if celle is not None:
            said[kolonne.felt.partition(".")[2]] = celle
    if not said:
        return None
    try:
        dag = parse_date(str(said["dato"]).strip()) if "dato" in said else dato
        obs = "obs" in said and parse_yes_no(str(said["obs"]).strip())
        lys = _lys(str(said["lys"])) if "lys" in said else None
    except BadValue as error:
        raise KanIkkeTages(error.besked) from error
    if not said.keys() - {"dato"} or (said.keys() <= {"dato", "obs"} and not obs):
        raise KanIkkeTages("der er en dato, men ingen status til den.")
    if dag is None:
        raise KanIkkeTages("den har ingen dato. Skriv den i arket, eller brug --dato.")
    forventet = {name.partition(".")[2]: celle for name, celle in said.items() if name.startswith("forventet.")}
    tekst = said.get("tekst")
    told = f"{format_date(dag)}: »{set_som(tekst)}«" if tekst else format_date(dag)
    told += f"{', OBS' if obs else ''}{f', {lys}' if lys else ''}"
    told += "".join(f", forventet {år}: {set_som(celle)}" for år, celle in forventet.items())
    if same := of_same_words(item, dag, str(tekst or "")):
        if not any(says(each, obs, lys, _as_amounts(forventet)) for each in same):
            raise KanIkkeTages(
                f"en status fra {format_date(dag)} med samme tekst står der allerede, men med andet lys, OBS eller beløb. "
                "Ret den i filen."
            )
        return NyStatus(told, None)
    written: dict[str, Any] = {"dato": dag.isoformat()}
    written |= {"tekst": tekst} if tekst else {}
    written |= {"obs": "ja"} if obs else {}
    written |= {"lys": str(lys)} if lys else {}
    if forventet:
        written["forventet"] = {år: skrevet(plan, f"beløb.{år}", celle) for år, celle in forventet.items()}
    return NyStatus(told, Tilføj((STATUS,), written))


def _lys(text: str) -> Any:
    kind = group_of(Status).fields["lys"]
    assert isinstance(kind, Choice)
    return kind.parse(fold(text) and text.strip())


def _as_amounts(forventet: Mapping[str, Any]) -> dict[int, Any]:
    return {int(år): IKKE_OPLYST if celle == UKENDT else celle for år, celle in forventet.items()}
