"""``udplan sæt``: let fields of items say something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from udplan.cli.shared import completion
from udplan.cli.shared.asking import standard_input
from udplan.cli.shared.changes import carry_out, load_for_change, named_item, refused_in_words
from udplan.cli.shared.options import KunVisOption, PlanOption
from udplan.cli.shared.steps import fail

if TYPE_CHECKING:
    from udplan.intake.everyday import Punkt

EXAMPLES = """
Eksempler:
  udplan sæt sygefravaer "beløb.2026=-0,350" tovholder=arbejdsmarked
  udplan sæt R307 "sagsgang=BUU, ØK, KB" sagsgang.2.tid=21-01-2026
  udplan sæt ny-vej "beløb.2026=-0,350" gammel-vej "beløb.2026=0,350"
  udplan sæt sygefravaer note= "tovholder=Økonomichefen; Børne- og familiechefen"
"""


def command(
    *,
    ord: Annotated[
        list[str],
        typer.Argument(
            metavar="ID FELT=VÆRDI",
            help="Punktet og felterne; gerne flere punkter. FELT= tømmer feltet, og FELT=- henter teksten fra standard input.",
            autocompletion=completion.punkter,
        ),
    ],
    plan: PlanOption = None,
    kun_vis: KunVisOption = False,
) -> None:
    """Ret felter på et eller flere punkter: alt bliver skrevet, eller intet.

    Et punkt er et id, en kode eller en del af overskriften, som kun det har. Et år i et felt skrives beløb.2026, og et
    led i sagsgangen sagsgang.2.tid, hvor det første led er nummer 1. Flere navne skrives med ; imellem.
    """
    from udplan.intake.everyday import Punkt
    from udplan.values.words import fold

    asked = list(_asked(ord))
    loaded = load_for_change(plan)
    assert loaded.plan is not None
    punkter: dict[str, Punkt] = {}
    said: set[tuple[str, str]] = set()
    for written, assignments in asked:
        item = named_item(loaded.plan, written)
        punkt = punkter.setdefault(item.id, Punkt(loaded.plan, item))
        for felt, text in assignments:
            if (item.id, fold(felt)) in said:
                fail(f"{felt} står her to gange for {item.id}. Skriv det én gang.")
            said.add((item.id, fold(felt)))
            with refused_in_words(felt):
                punkt.sæt(felt, text)
    carry_out(loaded, [*punkter.values()], kun_vis=kun_vis)


class _Asked(NamedTuple):
    """An item as it was named, and what each of its fields is to say."""

    punkt: str
    felter: list[tuple[str, str]]


_ASSIGNMENT = re.compile(r"([^\s=]+)=(.*)", re.DOTALL)


def _asked(words: Sequence[str]) -> Iterator[_Asked]:
    now: _Asked | None = None
    if odd := next((word for word in words if word.startswith("=")), None):
        fail(f"»{odd}« begynder med =. Skriv felt=værdi uden mellemrum om =, og sæt anførselstegn om det hele.")
    for word in words:
        match = _ASSIGNMENT.fullmatch(word)
        if match and now is None:
            fail(f"Skriv punktet foran felterne: udplan sæt ID {word}.")
        if match and now:
            now.felter.append((match[1], standard_input() if match[2] == "-" else match[2]))
            continue
        if now and now.felter and word.isdecimal() and re.fullmatch("[-+]?[0-9]+", now.felter[-1][1]):
            felt, whole = now.felter[-1]  # PowerShell parts a word at its commas
            fail(f'Skriv beløbet i anførselstegn: "{felt}={whole},{word}".')
        if now is not None:
            yield _with_fields(now)
        now = _Asked(word, [])
    if now is not None:
        yield _with_fields(now)


def _with_fields(asked: _Asked) -> _Asked:
    if not asked.felter:
        fail(f"Skriv, hvad der skal rettes: udplan sæt {asked.punkt} felt=værdi, fx beløb.2026=-0,350.")
    return asked
