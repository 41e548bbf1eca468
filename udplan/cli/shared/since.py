"""``--siden`` and ``--til``: the plan as it was, for the reports that tell what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from udplan.cli.shared.steps import PLAN_HAS_ERRORS, day, fail, is_today, remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from udplan.documents.reports import Listed
    from udplan.history.state import Tilstand
    from udplan.model.plan import Plan


def compared(
    plan: Plan, known: Mapping[str, Listed], name: str | None, siden: str | None, til: str | None
) -> tuple[Plan, dict[str, Any]]:
    """The plan that is reported, and what a report is told of the one that it is held against (fields of ``Valg``).

    ``known`` are the documents there are, and ``name`` the one that was asked for; None for all of them. One that is about
    two states alone needs the first, and can be given the second. The others that compare can do with the days that stand
    in the plan.
    """
    is_of_two = name is not None and known[name].af_to
    if til is not None and not is_of_two:
        two = next(name for name, report in known.items() if report.af_to)
        fail(f"--til hører til rapporten {two}: udplan report {two} --siden HVAD --til HVAD.")
    if siden is None:
        if is_of_two:
            fail(f"Sig, hvad planen skal holdes op mod. {_proposed(plan)}")
        return plan, {}
    if name is not None and not known[name].sammenligner:
        fail(f"--siden kan ikke bruges til rapporten {name}. {_that_compare(known)}")
    told: dict[str, Any] = {"siden": _day(siden)}
    told["før"] = _before(plan, siden, None if is_of_two else told["siden"])
    if til is None:
        return plan, told
    now = _state(plan, til, "--til")
    if now.ulæste:
        fail(f"--til: {_unread(now)}. Vælg en anden.", PLAN_HAS_ERRORS)
    return now.plan, told | {"til": now.navn}


def _before(plan: Plan, siden: str, instead: date | None) -> Tilstand | None:
    """The plan as it was; None where it cannot be had, and the plan's own dates from a day on are told instead."""
    from udplan.history.state import NoSuchState
    from udplan.values.times import format_date

    try:
        before = _asked(plan, siden)
    except NoSuchState as error:
        if instead is None:
            fail(f"--siden: {error}")
        remark(
            f"planen kan ikke ses, som den var {format_date(instead)}, så det nye er fundet ved de datoer, der står i den. "
            f"{error}"
        )
        return None
    if before.ulæste:
        remark(f"{_unread(before)}. Det, der står der, bliver ikke sammenlignet.")
    return before


def _unread(state: Tilstand) -> str:
    """The files that cannot be read as they were, by their names alone: where in them would be a place in today's files."""
    from udplan.values.words import few, how_many, listed

    files = sorted({problem.fil.name for problem in state.ulæste})
    some = how_many(len(files), "fil", "filer")
    return f"{some} kan ikke læses i planen, som den var ({state.navn}): {listed(few(files, len(files)))}"


def _state(plan: Plan, written: str, option: str) -> Tilstand:
    from udplan.history.state import NoSuchState

    try:
        return _asked(plan, written)
    except NoSuchState as error:
        fail(f"{option}: {error}")


def _asked(plan: Plan, written: str) -> Tilstand:
    from udplan.history.asked import as_it_was

    return as_it_was(plan.mappe, day(written) or written if is_today(written) else written)


def _day(written: str) -> date | None:
    """The day that was written; None where it is none."""
    from udplan.values.times import parse_date
    from udplan.values.unknown import BadValue

    if is_today(written):
        return day(written)
    try:
        return parse_date(written)
    except BadValue:
        return None


def _proposed(plan: Plan) -> str:
    from udplan.history.asked import proposals
    from udplan.values.words import listed

    asked = [f"--siden {written}" for written in proposals(plan)] or ["--siden 2025-03-24", "--siden plan-marts.zip"]
    return f"Skriv fx {listed(asked, 'eller')}."


def _that_compare(known: Mapping[str, Listed]) -> str:
    from udplan.values.words import listed

    names: Iterable[str] = (name for name, report in known.items() if report.sammenligner)
    return f"Det, der er ændret siden, står i {listed(names, 'eller')}."
