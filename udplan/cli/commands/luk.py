"""``udplan luk``: close an item."""

from __future__ import annotations

from typing import Annotated

from udplan.cli.shared.changes import carry_out, load_for_change, named_item, refused_in_words
from udplan.cli.shared.options import KunVisOption, PlanOption, PunktArgument, dag_option
from udplan.cli.shared.steps import day

EXAMPLES = """
Eksempler:
  udplan luk sygefravaer --dato i-dag
  udplan luk R307 --dato 2025-01-21
  udplan luk R307
"""


def command(
    *,
    punkt: PunktArgument,
    plan: PlanOption = None,
    dato: Annotated[
        str | None, dag_option("Den dag, punktet blev afsluttet", "Ellers den i UDPLAN_DATO, og uden den et X.")
    ] = None,
    kun_vis: KunVisOption = False,
) -> None:
    """Afslut et punkt: slut bliver datoen, eller X uden en dato.

    Punktet er et id, en kode eller en del af overskriften, som kun det har.
    """
    from udplan import output
    from udplan.intake.everyday import Punkt

    dag = day(dato)
    loaded = load_for_change(plan)
    assert loaded.plan is not None
    item = named_item(loaded.plan, punkt)
    changed = Punkt(loaded.plan, item)
    with refused_in_words():
        closed = changed.luk(dag)
    if not closed:
        slut = "X" if item.slut is True else str(item.slut)
        other = f" Skal datoen rettes, så skriv udplan sæt {item.id} slut={dag}." if dag and str(dag) != slut else ""
        output.show(f"{output.shown_path(item.fil)}: er allerede afsluttet (slut: {slut}).{other}")
        return
    carry_out(loaded, [changed], kun_vis=kun_vis, dag=dag)
