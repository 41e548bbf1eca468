"""Changes to a plan's files, shown or written: as ``ret`` and the everyday commands do it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from udplan.cli.shared.steps import PLAN_HAS_ERRORS, fail, plan_folder, remark, say, say_problems

if TYPE_CHECKING:
    from datetime import date

    from udplan.intake.everyday import Punkt
    from udplan.intake.tried import Rettelse
    from udplan.model.indsats import Indsats
    from udplan.model.plan import Loaded, Plan


def show_diff(name: str, before: str, after: str) -> None:
    """What a change makes of a file, as a unified diff on standard output."""
    from udplan import output
    from udplan.edit.edit import diff
    from udplan.values.words import MOST_ON_LINE, shortened

    lines = (shortened(line.rstrip("\r"), MOST_ON_LINE) for line in diff(name, before, after).split("\n")[:-1])
    output.write_data("".join(f"{output.line(line)}\n" for line in lines))


def write_change(file: Path, raw: bytes, was: bytes) -> Path | None:
    """Write a file as it was changed; the file that was written, which a link may have led to, if it could be."""
    from udplan import output
    from udplan.disk.refusals import refusal
    from udplan.disk.writing import write_file

    name = output.shown_path(file)
    try:
        written = write_file(file, raw, was=was)
    except OSError as error:
        say(f"Fejl: {refusal(error, name)}")
        return None
    for said in written.remarks(output.shown_path(written.path)):
        remark(said)
    return written.path


def load_for_change(written: str | None) -> Loaded:
    """The plan that is to be changed. A file that cannot be read keeps nobody from changing another; a plan.yaml does."""
    from udplan.model.plan import load

    loaded = load(plan_folder(written))
    if loaded.plan is None:
        say_problems(loaded.unreadable)
        fail("plan.yaml kan ikke læses, så der bliver ikke rettet noget. Ret fejlene ovenfor.", PLAN_HAS_ERRORS)
    return loaded


def named_item(plan: Plan, written: str) -> Indsats:
    """The item that was named; several that may be meant are listed."""
    from udplan.figures.select import SeveralItems, UnknownChoice, find_item

    try:
        return find_item(plan, written)
    except SeveralItems as error:
        for item in error.items[:_MOST_LISTED]:
            say(f"  {item.id}: {item.overskrift}")
        if len(error.items) > _MOST_LISTED:
            say(f"  og {len(error.items) - _MOST_LISTED} til")
        fail(str(error))
    except UnknownChoice as error:
        fail(str(error))


_MOST_LISTED = 20


@contextmanager
def refused_in_words(felt: str = "") -> Iterator[None]:
    """What is no value, or nothing that the plan knows, is wrong use; what a file cannot take, somebody must look at.
    ``felt`` is the field that is told, where there may be several."""
    from udplan.edit.fields import CannotSet
    from udplan.figures.select import UnknownChoice
    from udplan.values.unknown import BadValue

    where = felt and f"{felt}: "
    try:
        yield
    except UnknownChoice as error:
        fail(f"{where}{error}")
    except BadValue as error:
        fail(f"{where}{error.besked}")
    except CannotSet as error:
        fail(f"{where}{error}", PLAN_HAS_ERRORS)


def carry_out(loaded: Loaded, punkter: Sequence[Punkt], *, kun_vis: bool, dag: date | None = None) -> None:
    """Write what some items' files are to say, all of it or nothing, and tell each change; or show it, as a diff.

    Nothing is written where the plan would have errors that it has not: then they are told, in lint's words.
    """
    from udplan import output
    from udplan.disk.writing import tidy
    from udplan.intake.tried import prøv_samlet

    tried = prøv_samlet(loaded, {punkt.fil: punkt.ændringer for punkt in punkter if punkt.ændringer}, dag)
    for nægtet in tried.nægtet:
        say(f"{output.shown_path(nægtet.fil)}: {nægtet.hvorfor}")
    if tried.nægtet:
        fail("Det kan ikke rettes, så intet er skrevet.", PLAN_HAS_ERRORS)
    if tried.fejl:
        say_problems(tried.fejl)
        for advice in _advice(problem.regel for problem in tried.fejl):
            say(advice)
        fail("Planen ville få fejl, som den ikke har nu, så intet er skrevet.", PLAN_HAS_ERRORS)
    for rettelse in tried.rettelser:
        if kun_vis:
            show_diff(output.shown_path(rettelse.fil), rettelse.bliver.before, rettelse.bliver.after)
            continue
        tidy(rettelse.fil.parent)
        if write_change(rettelse.fil, rettelse.bliver.raw, rettelse.var) is None:
            _tell_half(rettelse, tried.rettelser)
            raise typer.Exit(PLAN_HAS_ERRORS)
    for punkt in punkter:
        _tell(punkt, kun_vis=kun_vis)
    if tried.bemærkninger:
        say_problems(tried.bemærkninger)


def _tell_half(failed: Rettelse, rettelser: Sequence[Rettelse]) -> None:
    """Say what was written before a file could not be: the command can be run again, and does the rest."""
    from udplan import output
    from udplan.values.words import listed

    if done := [output.shown_path(each.fil) for each in rettelser[: rettelser.index(failed)]]:
        say(f"Skrevet er kun {listed(done)}. Kør kommandoen igen, når fejlen er rettet: så kommer resten med.")


def _tell(punkt: Punkt, *, kun_vis: bool) -> None:
    from udplan import output

    name = output.shown_path(punkt.fil)
    for fortalt in punkt.fortalt:
        output.show(f"{name}: {fortalt}", err=kun_vis)
        for bemærkning in fortalt.ved:
            remark(f"ved {fortalt.felt} står »# {bemærkning}«: passer den stadig?")


def _advice(rules: Iterable[str]) -> Iterator[str]:
    """What to do where a change is right and yet gives errors: something else is to be changed first, or with it."""
    told = {*rules}
    if any(rule.startswith("kontroltal-") for rule in told):
        yield "Er totalen en anden nu, så ret først kontroltallet i plan.yaml, og kør kommandoen igen."
    if told & {"kontroltal-stemmer-ikke", "modpost-stemmer-ikke"}:
        yield (
            "Er det en flytning, så ret begge punkter på én gang: "
            'udplan sæt ID "beløb.2026=-0,350" ANDET-ID "beløb.2026=0,350".'
        )
