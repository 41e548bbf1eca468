"""What the commands share: refusing, loading the plan, reading a name or a day as it was typed.

Everything that is said on standard error is said from here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import typer

from udplan.cli.dansk import WRONG_USE
from udplan.model import folders

if TYPE_CHECKING:
    from datetime import date

    from udplan.cli.shared.options import Udvælgelse
    from udplan.figures.select import Valg
    from udplan.model.indsats import Indsats
    from udplan.model.plan import Loaded, Plan
    from udplan.yaml.problem import Problem

#: The fields of ``Valg`` that say which items.
_SELECTS: Final = ("udvalg", "tovholder", "art", "tema", "tværgående", "uafsluttede", "kun_egne", "uden_tværgående")

DONE: Final = 0
PLAN_HAS_ERRORS: Final = 1


def say(text: str) -> None:
    """A line for the user that is no part of what the command gives."""
    from udplan.output import show

    show(text, err=True)


def say_problems(problems: Sequence[Problem]) -> None:
    """What is wrong in a plan, as lint says it."""
    from udplan.lint.output import problems_text
    from udplan.output import show_lines

    show_lines([problems_text(problems)], err=True)


def remark(text: str) -> None:
    """A line on what the user may not have thought of."""
    say(f"Bemærk: {text}")


def remark_hidden(items: Iterable[Indsats]) -> None:
    """The remark that what is printed has items in it that are not public, so that nobody publishes it."""
    if hidden := sum(not item.offentlig for item in items):
        what = "et punkt, der ikke er offentligt" if hidden == 1 else f"{hidden} punkter, der ikke er offentlige"
        remark(f"tallene er til internt brug, for de har {what}. Til andre: udplan report økonomi.")


def say_why_empty(plan: Plan, wanted: Valg, items: Sequence[Indsats], *, egne: bool = False) -> None:
    """Say why there is no item, where there is none; ``egne`` is as ``figures.select.select`` has it."""
    from udplan.figures.select import Valg, select
    from udplan.values.words import listed

    if items:
        return
    of_committee = Valg(udvalg=wanted.udvalg, kun_egne=wanted.kun_egne, uden_tværgående=wanted.uden_tværgående)
    if not plan.indsatser:
        say("Planen har ingen punkter.")
    elif wanted.udvalg is not None and not select(plan, of_committee, egne=egne):
        say(f"Intet punkt {'hører under' if egne or wanted.kun_egne else 'kommer forbi'} {wanted.udvalg}.")
    else:
        asked = {name.replace("_", "-"): value for name, value in vars(wanted).items() if name in _SELECTS and value}
        options = [f"--{name}" if value is True else f"--{name} »{value}«" for name, value in asked.items()]
        say(f"Intet punkt passer til {listed(options)}{' på én gang' if len(options) > 1 else ''}.")


def fail(text: str, status: int = WRONG_USE) -> NoReturn:
    """Say what is wrong, and end the command."""
    say(f"Fejl: {text}")
    raise typer.Exit(status)


def quoted(word: str) -> str:
    """A word of a command line that somebody is to copy."""
    return f'"{word}"' if any(sign in word for sign in " ()&;'") else word


def one_of(written: str, names: Iterable[str], kind: str) -> str:
    """The name that was written, however it is spelled; ``kind`` begins the sentence where there is none such."""
    from udplan.values.words import no_such_name, same_name

    known = tuple(names)
    return same_name(written, known) or fail(no_such_name(written, known, kind))


def plan_folder(written: str | None) -> Path:
    """The folder of the plan that was named, or of the newest."""
    try:
        return folders.find_plan(written, Path.cwd())
    except folders.NoPlan as error:
        fail(str(error))


def load_plan(written: str | None) -> Plan:
    """The plan, if all of it can be read: a total must never shrink in silence.

    Of what lint finds only what bears on figures is told: that a stated total is not the sum of its rows.
    """
    from udplan.lint.run import unreconciled

    loaded = load_whole(written)
    assert loaded.plan is not None
    if wrong := unreconciled(loaded):
        what = "et kontroltal, der" if wrong == 1 else f"{wrong} kontroltal, der"
        remark(f"planen har {what} ikke stemmer. Kør udplan lint for at se, hvilke tal det er.")
    return loaded.plan


def load_whole(written: str | None) -> Loaded:
    """The plan as it was read, if all of it can be: for those who change it, and hold it against lint."""
    from udplan.model.plan import load

    loaded = load(plan_folder(written))
    if loaded.plan is None or loaded.unreadable:
        say_problems(loaded.unreadable)
        fail("Planen kan ikke læses helt, så der bliver ikke skrevet noget. Ret fejlene ovenfor.", PLAN_HAS_ERRORS)
    return loaded


def load_plans(written: list[str] | None) -> list[Plan]:
    """The plans that were named, on the line or by ``UDPLAN_PLAN``; or the newest."""
    return [load_plan(name) for name in written] if written else [load_plan(os.environ.get("UDPLAN_PLAN") or None)]


def asked_sign(written: str | None) -> str | None:
    """The sign that amounts are to be shown with, or None: as each plan writes them."""
    from udplan.values.signs import FORTEGN

    return None if written is None else one_of(written, FORTEGN, "Fortegnet")


def refuse_several_signs(plans: Iterable[Plan], sign: str | None) -> None:
    """Amounts that mean opposite things are not put in one column, unless they are turned to one sign."""
    from udplan.values.words import listed

    signs = sorted({plan.grundlag.fortegn for plan in plans})
    if len(signs) > 1 and sign is None:
        fail(
            f'Planerne har ikke samme fortegn ({listed(signs)}). Vælg et at vise dem med, fx --fortegn "udgift positiv".'
        )


def valg(plan: Plan, udvælgelse: Udvælgelse, *, også: Plan | None = None, **told: Any) -> Valg:
    """What was asked for, as the names of the plan, or of the one that it is held against (``også``); ``told`` is what else a
    report is to say (fields of ``Valg``)."""
    from udplan.figures.select import UnknownChoice, resolve

    try:
        return resolve(plan, også, **vars(udvælgelse), **told)
    except UnknownChoice as error:
        fail(str(error))


def own_valg(plan: Plan, udvælgelse: Udvælgelse) -> Valg:
    """What was asked for, for a sum: a body that nothing counts in is refused, and never added up to nothing."""
    from udplan.figures.select import UnknownChoice, must_own

    chosen = valg(plan, udvælgelse)
    try:
        must_own(plan, chosen.udvalg)
    except UnknownChoice as error:
        fail(str(error))
    return chosen


def day(written: str | None, option: str = "--dato") -> date | None:
    """The day that was asked for; the one place where udplan asks the clock."""
    from datetime import date

    from udplan.values.times import parse_date
    from udplan.values.unknown import BadValue

    if written is None:
        return None
    if is_today(written):
        return date.today()
    try:
        return parse_date(written)
    except BadValue as error:
        unasked = option == "--dato" and written == os.environ.get("UDPLAN_DATO")
        fail(f"{'UDPLAN_DATO' if unasked else option}: {error.besked}")


def is_today(written: str) -> bool:
    """Whether the day that was asked for is the one that the clock shows."""
    from udplan.values.words import fold

    return fold(written).replace(" ", "-") in ("i-dag", "idag")
