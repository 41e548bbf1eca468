"""Et kontroltal spørger efter noget, som ingen punkter har.

Er et navn eller en kode stavet forkert under hvor, dækker kontroltallet ingen punkter, og summen er nul: så kontrollerer
det ingenting, og et oplyst nul ser ud til at stemme. Sådan rettes det: skriv navnet, som det står i plan.yaml eller på
punkterne.

Forkert:

    # plan.yaml
    kontroltal:
      - navn: Sociale indsatser
        kilde: budgetaftalen
        hvor:
          tema: Social bæredyktighed
                ^ Temaet Social bæredyktighed findes ikke i planen, så kontroltallet dækker ingenting. Mente du Social
                | bæredygtighed?
          gruppe: Partnerskaber
                  ^ Gruppen Partnerskaber findes ikke i planen, så kontroltallet dækker ingenting.
          kode: R100
                ^ Koden R100 findes ikke i planen, så kontroltallet dækker ingenting. Mente du R100 (B)?
          tovholder: Arbejdsmarkedschef
                     ^ Tovholderen Arbejdsmarkedschef findes ikke i planen, så kontroltallet dækker ingenting. Mente du
                     | Arbejdsmarkedschefen?
        beløb:
          2025: 0
    # cykelsti.yaml
    overskrift: Ny cykelsti
    tovholder: Arbejdsmarkedschefen
    kode: R100 (B)

Rigtigt:

    # plan.yaml
    kontroltal:
      - navn: Sociale indsatser
        kilde: budgetaftalen
        hvor:
          tema: social bæredygtighed
        beløb:
          2025: 0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from udplan.figures.select import tovholdere
from udplan.model.plan import Plan
from udplan.model.planfile import Hvor
from udplan.values.words import fold, nearest_name
from udplan.yaml.problem import Finding


def check(plan: Plan) -> Iterator[Finding]:
    if plan.ulæste:
        return  # what is in a file that cannot be read may be what a total asks for
    for place, kontroltal in enumerate(plan.grundlag.kontroltal):
        for field, noun, written, known in _asked(plan, kontroltal.hvor):
            near = nearest_name(written, known, most=1)
            mente = f" Mente du {near[0]}?" if near else ""
            besked = f"{noun} {written} findes ikke i planen, så kontroltallet dækker ingenting.{mente}"
            yield Finding(plan.fil, ("kontroltal", place, "hvor", field), besked, near[0] if near else None)


def _asked(plan: Plan, hvor: Hvor) -> Iterator[tuple[str, str, str, list[str]]]:
    """What a total asks for that is not in the plan: the field, what it is called, and the names that are known."""
    if hvor.tema is not None:
        temaer = [name for tema in plan.grundlag.temaer for name in (tema.navn, *tema.også)]
        temaer += [tema for indsats in plan.indsatser for tema in indsats.tema]
        if not _folded(hvor.tema, temaer):
            yield "tema", "Temaet", hvor.tema, temaer
    if isinstance(hvor.gruppe, str):
        grupper = [gruppe.navn for gruppe in plan.grundlag.hensigtsgrupper]
        grupper += [indsats.gruppe for indsats in plan.indsatser if isinstance(indsats.gruppe, str)]
        if not _folded(hvor.gruppe, grupper):
            yield "gruppe", "Gruppen", hvor.gruppe, grupper
    if hvor.kode is not None:
        koder = [indsats.kode for indsats in plan.indsatser if indsats.kode]
        if hvor.kode not in koder:
            yield "kode", "Koden", hvor.kode, koder
    if hvor.tovholder is not None and hvor.tovholder not in tovholdere(plan):
        yield "tovholder", "Tovholderen", hvor.tovholder, tovholdere(plan)


def _folded(written: str, known: Iterable[str]) -> bool:
    return fold(written) in map(fold, known)
