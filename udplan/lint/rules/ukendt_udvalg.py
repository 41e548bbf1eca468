"""Et punkts udvalg står ikke blandt planens fora.

Punktet ville hverken stå i udvalgets afsnit eller tælle med i dets sum. Sådan rettes det: brug koden fra plan.yaml,
eller skriv udvalget ind dér.

Forkert:

    udvalg: AUU
            ^ AUU står ikke under fora i plan.yaml. Mente du AU?

Forkert:

    # plan.yaml
    kontroltal:
      - navn: Arbejdsmarkedsudvalget
        kilde: budgetaftalen
        hvor:
          udvalg: AUU
                  ^ AUU står ikke under fora i plan.yaml. Mente du AU?
        beløb:
          2025: 0

Rigtigt:

    udvalg: Arbejdsmarkedsudvalget

Rigtigt:

    udvalg: ikke oplyst
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from udplan.model.plan import Plan
from udplan.values.words import nearest
from udplan.yaml.problem import Finding, Sti


def check(plan: Plan) -> Iterator[Finding]:
    fora = plan.grundlag.fora
    for indsats in plan.indsatser:
        if isinstance(indsats.udvalg, str) and indsats.udvalg not in fora:
            yield unknown_forum(plan, indsats.fil, ("udvalg",), indsats.udvalg)
    for place, kontroltal in enumerate(plan.grundlag.kontroltal):
        udvalg = kontroltal.hvor.udvalg
        if isinstance(udvalg, str) and udvalg not in fora:
            yield unknown_forum(plan, plan.fil, ("kontroltal", place, "hvor", "udvalg"), udvalg)


def unknown_forum(plan: Plan, fil: Path, sti: Sti, written: str) -> Finding:
    """The finding for a body that plan.yaml does not know, with the code that was probably meant."""
    names = {
        name: kode for kode, forum in plan.grundlag.fora.items() for name in (kode, forum.navn, *forum.også) if name
    }
    near = nearest(written, names, most=1)
    forslag = names[near[0]] if near else None
    mente = f" Mente du {forslag}?" if forslag else ""
    return Finding(fil, sti, f"{written} står ikke under fora i plan.yaml.{mente}", forslag)
