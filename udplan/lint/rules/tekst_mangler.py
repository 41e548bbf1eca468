"""Et punkt, der ikke er afsluttet, mangler kurs eller koordinering.

Så står der en tom celle i planen, og læseren ved ikke, hvad der er aftalt, eller hvordan det bliver gjort. Har ingen af
planens punkter teksten, er det planen, der ikke har den kolonne, og det bliver sagt én gang. Sådan rettes det: skriv
teksten, eller skriv ikke oplyst, til den kendes.

Forkert:

    overskrift: Ny cykelsti
                ^ Punktet er ikke afsluttet og mangler koordinering.
    kurs: Der anlægges en ny cykelsti.

Forkert:

    # plan.yaml
    titel: Status på anlæg
           ^ Ingen af planens 3 punkter har koordinering. Har planen ikke den tekst, så skriv tekst-mangler: fra under
           | regler.
    # a.yaml
    overskrift: Ny cykelsti
    kurs: Der anlægges en ny cykelsti.
    # b.yaml
    overskrift: Stisystem
                ^ Punktet er ikke afsluttet og mangler kurs.
    # c.yaml
    overskrift: Bro
    kurs: Der bygges en bro.

Rigtigt:

    overskrift: Ny cykelsti
    kurs: Der anlægges en ny cykelsti.
    koordinering: Teknik og skoler aftaler ruten.

Rigtigt:

    overskrift: Ny cykelsti
    slut: X

Forkert:

    # dato: 2025-04-15
    overskrift: Ny cykelsti
                ^ Punktet er ikke afsluttet og mangler kurs og koordinering.
    slut: 2025-06-01
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.figures.select import afsluttet
from udplan.model.plan import Plan
from udplan.values.words import listed
from udplan.yaml.problem import Finding, Niveau

NIVEAU = Niveau.ADVARSEL

_TEXTS = ("kurs", "koordinering")
#: So many items without the text are a plan without the column; one or two may be items that are not done yet.
_FEWEST = 3


def check(plan: Plan) -> Iterator[Finding]:
    nowhere = [name for name in _TEXTS if _is_no_column(plan, name)]
    if nowhere:
        besked = (
            f"Ingen af planens {len(plan.indsatser)} punkter har {listed(nowhere, 'eller')}. "
            "Har planen ikke den tekst, så skriv tekst-mangler: fra under regler."
        )
        yield Finding(plan.fil, ("titel",), besked)
    for indsats in plan.indsatser:
        if afsluttet(plan, indsats):
            continue
        missing = [name for name in _TEXTS if name not in nowhere and getattr(indsats, name) is None]
        if missing:
            yield Finding(indsats.fil, ("overskrift",), f"Punktet er ikke afsluttet og mangler {listed(missing)}.")


def _is_no_column(plan: Plan, name: str) -> bool:
    """Whether no item of the plan has the text, where they are so many that it is the plan which lacks it."""
    items = plan.indsatser
    if len(items) < _FEWEST or all(afsluttet(plan, indsats) for indsats in items):
        return False
    return all(getattr(indsats, name) is None for indsats in items)
