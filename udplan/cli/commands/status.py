"""``udplan status``: a new dated status of an item."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from udplan.cli.shared import completion
from udplan.cli.shared.asking import standard_input
from udplan.cli.shared.changes import carry_out, load_for_change, named_item, refused_in_words
from udplan.cli.shared.options import KunVisOption, PlanOption, PunktArgument, dag_option
from udplan.cli.shared.steps import day, fail, remark

EXAMPLES = """
Eksempler:
  udplan status sygefravaer "Indsatsen er i gang" --dato i-dag
  udplan status R307 "Afventer høring" --obs --lys gul --dato 2025-03-14
  udplan status sygefravaer - --dato i-dag < svar.txt
"""


def command(
    *,
    punkt: PunktArgument,
    tekst: Annotated[
        str | None, typer.Argument(metavar="TEKST", help="Hvordan det går; - henter teksten fra standard input.")
    ] = None,
    plan: PlanOption = None,
    dato: Annotated[str | None, dag_option("Den dag, status er fra")] = None,
    obs: Annotated[bool, typer.Option("--obs", help="Det er et OBS-punkt for direktionen.")] = False,
    lys: Annotated[
        str | None, typer.Option("--lys", metavar="LYS", help="grøn, gul eller rød.", autocompletion=completion.lys)
    ] = None,
    forventet: Annotated[
        list[str] | None,
        typer.Option(
            "--forventet", metavar="ÅR=BELØB", help='Det beløb, der nu ventes, fx "2026=-0,350"; gerne flere gange.'
        ),
    ] = None,
    kun_vis: KunVisOption = False,
) -> None:
    """Skriv en ny status på et punkt. De gamle bliver stående.

    Punktet er et id, en kode eller en del af overskriften, som kun det har.
    """
    from udplan.intake.everyday import Punkt

    if not (tekst or lys or forventet):
        fail('Skriv, hvordan det går, fx udplan status sygefravaer "Indsatsen er i gang" --dato i-dag.')
    dag = day(dato) or fail("En status har en dato. Skriv --dato i-dag, eller fx --dato 2025-03-14.")
    years = _years(forventet or [])
    loaded = load_for_change(plan)
    assert loaded.plan is not None
    item = named_item(loaded.plan, punkt)
    text = standard_input() if tekst == "-" else (tekst or "").strip()
    changed = Punkt(loaded.plan, item)
    with refused_in_words():
        changed.status(dag, text, obs=obs, lys=lys, forventet=years)
    carry_out(loaded, [changed], kun_vis=kun_vis)
    if item.afsluttet and changed.ændringer:
        remark(f"{item.id} er afsluttet.")


def _years(written: list[str]) -> dict[int, str]:
    """The amounts that are expected, by year."""
    years: dict[int, str] = {}
    for each in written:
        match = re.fullmatch(r"\s*([0-9]{4})\s*[=:]\s*(\S.*)", each)
        if match is None:
            fail(f'--forventet {each}: skriv året og beløbet i anførselstegn, fx --forventet "2026=-0,350".')
        if int(match[1]) in years:
            fail(f"--forventet: {match[1]} står her to gange.")
        years[int(match[1])] = match[2]
    return years
