"""``udplan modtag``: what came back in a sheet, taken into the plan where that is certain."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from udplan.cli.shared.options import PlanOption, dag_option
from udplan.cli.shared.paths import named_paths
from udplan.cli.shared.steps import DONE, PLAN_HAS_ERRORS, day, fail, load_whole, remark, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from udplan.intake.answers.merge import Linje
    from udplan.intake.answers.received import Indkommet
    from udplan.intake.answers.rounds import Runde
    from udplan.intake.answers.taking import Taget

EXAMPLES = """
Eksempler:
  udplan modtag svar/ --kun-vis
  udplan modtag "Svar AU.xlsx" --dato 2025-03-14
  udplan modtag retur.docx --kun r901-pulje.2026
"""


class VedKonflikt(StrEnum):
    ARK = "ark"
    FIL = "fil"


def command(
    *,
    filer: Annotated[
        list[str],
        typer.Argument(metavar="FIL", help="Ark (.xlsx, .docx), mails med ark i (.eml), eller mapper med dem."),
    ],
    plan: PlanOption = None,
    kun_vis: Annotated[bool, typer.Option("--kun-vis", help="Vis rettelserne, og skriv ingenting.")] = False,
    dato: Annotated[str | None, dag_option("Dagen for en ny status uden dato")] = None,
    kun: Annotated[
        list[str] | None,
        typer.Option("--kun", metavar="ID.FELT", help="Tag kun dette felt; gerne flere. Fx r901-pulje.2026."),
    ] = None,
    ved_konflikt: Annotated[
        VedKonflikt | None,
        typer.Option("--ved-konflikt", help="Når både arket og planen er rettet: tag arkets, eller behold planens."),
    ] = None,
    nye_tovholdere: Annotated[
        bool, typer.Option("--nye-tovholdere", help="Tag også stillinger, som planen ikke kender.")
    ] = False,
) -> None:
    """Tag svarene i ark, der kom tilbage, ind i planen. Kun det, nogen har rettet, bliver rettet.

    Hvert felt holdes op mod det, der blev sendt, og det, der står i planen i dag. Er begge rettet, bliver planen ikke rørt.
    Alt, der ikke bliver taget, bliver nævnt, og så er status 1.
    """
    from udplan.cli.shared.changes import show_diff
    from udplan.intake.answers.merge import Valgt
    from udplan.intake.answers.received import indkomne
    from udplan.intake.answers.taking import tag
    from udplan.output import shown_path

    paths = named_paths(filer)
    for path in paths:
        if not path.exists():
            fail(f"{path} findes ikke.")
    loaded = load_whole(plan)
    assert loaded.plan is not None
    came = list(indkomne(loaded.plan, paths))
    wanted = Valgt(day(dato), _only(kun, came), ved_konflikt or "", nye_tovholdere)
    rounds = _rounds(paths)
    taken = tag(loaded, came, wanted, _dated(rounds, came))
    if kun_vis:
        for each in taken.rettelser:
            show_diff(shown_path(each.fil), each.bliver.before, each.bliver.after)
    else:
        _write(taken)
        _mark(rounds, came, wanted.dato)
    raise typer.Exit(_tell(came, taken, rounds, kun_vis=kun_vis))


def _only(kun: Iterable[str] | None, came: Sequence[Indkommet]) -> frozenset[tuple[str, str]]:
    """The fields that are to be taken; one that no sheet has is refused, for it is a slip."""
    from udplan.intake.answers.merge import felter_i
    from udplan.values.words import listed, nearest, shortened

    known: dict[str, frozenset[str]] = {}
    for each in came:
        for id, felter in felter_i(each.svar.ark).items() if each.svar else ():
            known[id] = known.get(id, frozenset()) | felter
    named = [(id, felt) for id, _, felt in (each.partition(".") for each in kun or ())]
    for id, felt in named:
        if id not in known:
            near = nearest(id, known)
            help_text = f" Mente du {listed(near, 'eller')}?" if near else ""
            fail(f"--kun: »{shortened(id)}« er ikke et punkt i arkene.{help_text} Skriv id, punktum og felt.")
        if felt not in known[id]:
            near = nearest(felt, known[id])
            some = f"Mente du {listed(near, 'eller')}?" if near else f"De har {listed(sorted(known[id]))}."
            fail(f"--kun: »{shortened(felt)}« er ikke et felt i arkene. {some}")
    return frozenset(named)


# --- rounds -----------------------------------------------------------------------------------------------------------


def _rounds(paths: Sequence[Path]) -> dict[Path, Runde]:
    """The rounds that the answers may belong to."""
    from udplan.disk.refusals import refusal
    from udplan.intake.answers.rounds import ForkertRunde, læs, runder_ved

    rounds: dict[Path, Runde] = {}
    for folder in runder_ved(paths, Path.cwd()):
        try:
            rounds[folder] = læs(folder)
        except ForkertRunde as error:
            say(f"Bemærk: {error}")
        except OSError as error:
            say(f"Bemærk: {refusal(error)}")
    return rounds


def _dated(rounds: dict[Path, Runde], came: Sequence[Indkommet]) -> dict[str, date]:
    """The day of each answer that was taken before."""
    days = {
        received.mærke: received.dato
        for runde in rounds.values()
        for sent in runde.sendt
        for received in sent.modtaget
        if received.dato
    }
    return {each.navn: days[each.raw_mærke] for each in came if each.raw_mærke in days}


def _is_as_sent(rounds: dict[Path, Runde], each: Indkommet) -> bool:
    return any(sent.raw_mærke == each.raw_mærke for runde in rounds.values() for sent in runde.sendt)


def _of_no_round(rounds: dict[Path, Runde], came: Sequence[Indkommet]) -> list[str]:
    """The answers in sheets that a round sent, where none of the rounds that were found is it."""
    sent = {each.mærke for runde in rounds.values() for each in runde.sendt}
    return [each.navn for each in came if each.svar and each.svar.ark.modtager and each.mærke not in sent]


def _mark(rounds: dict[Path, Runde], came: Sequence[Indkommet], dato: date | None) -> None:
    from udplan.disk.refusals import refusal
    from udplan.intake.answers.rounds import ForkertRunde, Modtaget, skriv_modtaget

    for each in came:
        for folder in rounds if each.svar else ():
            try:
                skriv_modtaget(folder, each.mærke, Modtaget(each.navn, each.raw_mærke, dato))
            except OSError as error:
                say(f"Fejl: {refusal(error)}")
            except ForkertRunde as error:
                say(f"Fejl: {error}")


# --- what is done, and what is told -----------------------------------------------------------------------------------


def _write(taken: Taget) -> None:
    from udplan import output
    from udplan.disk.refusals import refusal
    from udplan.intake.tried import skriv

    lost: dict[Path, str] = {}
    for each in taken.rettelser:
        name = output.shown_path(each.fil)
        try:
            written = None if each.fil in lost else skriv(each)
        except OSError as error:
            lost[each.fil], written = refusal(error, name), None
        if written is None:
            why = lost[each.fil]
            lost |= dict.fromkeys(taken.ikke_skrevet(each.fil, why), why)
            continue
        for said in written.remarks(name):
            remark(said)


def _tell(came: Sequence[Indkommet], taken: Taget, rounds: dict[Path, Runde], *, kun_vis: bool) -> int:
    """A line for everything, by the files that came; the exit status."""
    from udplan.intake.answers.merge import Udfald
    from udplan.values.words import few, how_many, listed

    made = left = 0
    files: set[Path] = set()
    for each in came:
        if each.svar is None:
            say(f"{each.navn}: {each.besked.removeprefix(f'{each.navn} ')}")
            left += 1
            continue
        lines = taken.linjer.get(each.navn, [])
        if _is_as_sent(rounds, each):
            say(f"{each.navn}: som den blev sendt.")
            continue
        whose = f" ({each.svar.ark.modtager})" if each.svar.ark.modtager else ""
        say(f"{each.navn}{whose}:{'' if lines or each.svar.ulæst else ' ingen rettelser.'}")
        for line in lines:
            say(f"  {_told(line, kun_vis=kun_vis)}")
        for text in each.svar.ulæst:
            say(f"  {text}")
        done = [line for line in lines if line.udfald is Udfald.RETTES]
        made += len(done)
        files.update(*(taken.filer[line] for line in done))
        left += len(each.svar.ulæst) + sum(line.udfald is Udfald.IKKE_TAGET for line in lines)
    if alone := _of_no_round(rounds, came):
        names = listed(few(alone, len(alone)))
        remark(
            f"der er ikke fundet nogen runde til {names}, så udplan runde --mangler viser stadig, at der mangler svar. "
            "Kør igen, og nævn også rundens mappe: udplan modtag SVAR MAPPE."
        )
    if not came:
        say("Der er ingen ark i mappen.")
    did = "Kan rettes" if kun_vis else "Rettet"
    say(f"{did}: {how_many(made, 'felt', 'felter')} i {how_many(len(files), 'fil', 'filer')}. Ikke taget: {left}.")
    return PLAN_HAS_ERRORS if left or not came else DONE


def _told(line: Linje, *, kun_vis: bool) -> str:
    from udplan.intake.answers.merge import Udfald, gjort

    return str(gjort(line) if line.udfald is Udfald.RETTES and not kun_vis else line)
