"""To i plan.yaml hedder det samme.

Et navn kan kun være én: hedder to fora det samme, går den enes punkter og led til den anden, og det kan ingen se bagefter.
Koden går foran navnet, og navnet foran det, der står under også. Det gælder fora, hensigtsgrupper, temaer og tovholdere.
Sådan rettes det: giv dem hvert sit navn, eller slet det ene.

Forkert:

    # plan.yaml
    fora:
      BUU:
        navn: Børne- og Ungdomsudvalget
        slags: fagudvalg
        også:
          - AU
            ^ »AU« står også i linje 7. To kan ikke hedde det samme: skriv et andet navn her, eller slet det.
      AU:
        slags: fagudvalg
      ØK:
        slags: økonomiudvalg
      KB:
        slags: kommunalbestyrelse

Forkert:

    # plan.yaml
    temaer:
      - navn: Klima
        også:
          - Miljø
            ^ »Miljø« står også i linje 6. To kan ikke hedde det samme: skriv et andet navn her, eller slet det.
      - Social bæredygtighed
      - miljø
      - Klima
        ^ »Klima« står også i linje 2. To kan ikke hedde det samme: skriv et andet navn her, eller slet det.
    hensigtsgrupper:
      - Norddjurs i bevægelse
      - Norddjurs  i bevaegelse
        ^ »Norddjurs  i bevaegelse« står også i linje 9. To kan ikke hedde det samme: skriv et andet navn her, eller slet
        | det.
    tovholdere:
      - Arbejdsmarkedschefen
      - arbejdsmarkedschefen
        ^ »arbejdsmarkedschefen« står også i linje 12. To kan ikke hedde det samme: skriv et andet navn her, eller slet
        | det.

Rigtigt:

    # plan.yaml
    temaer:
      - navn: Klima
        også:
          - klima
      - Miljø
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from udplan.model.plan import Plan
from udplan.values.words import fold
from udplan.yaml.problem import Finding, Niveau, Sti


class _Name(NamedTuple):
    """A name: how it ranks (a code first), whose it is, and where it stands."""

    rank: int
    owner: int
    name: str
    sti: Sti
    nøgle: bool = False


def check(plan: Plan) -> Iterator[Finding]:
    for register in (_fora(plan), _grupper(plan), _temaer(plan), _tovholdere(plan)):
        first: dict[str, _Name] = {}
        for name in sorted(register, key=lambda name: (name.rank, name.owner)):
            other = first.setdefault(fold(name.name), name)
            if other.owner != name.owner:
                at = Finding(plan.fil, other.sti, "", nøgle=other.nøgle)
                line = plan.sources[plan.fil].locate(at, "", Niveau.FEJL).linje
                besked = (
                    f"»{name.name}« står også i linje {line}. "
                    "To kan ikke hedde det samme: skriv et andet navn her, eller slet det."
                )
                yield Finding(plan.fil, name.sti, besked, nøgle=name.nøgle)


def _fora(plan: Plan) -> Iterator[_Name]:
    for owner, (kode, forum) in enumerate(plan.grundlag.fora.items()):
        yield _Name(0, owner, kode, ("fora", kode), nøgle=True)
        if forum.navn:
            yield _Name(1, owner, forum.navn, ("fora", kode, "navn"))
        yield from (_Name(2, owner, name, ("fora", kode, "også", place)) for place, name in enumerate(forum.også))


def _grupper(plan: Plan) -> Iterator[_Name]:
    for owner, gruppe in enumerate(plan.grundlag.hensigtsgrupper):
        yield _Name(0, owner, gruppe.navn, ("hensigtsgrupper", owner, "navn"))


def _temaer(plan: Plan) -> Iterator[_Name]:
    for owner, tema in enumerate(plan.grundlag.temaer):
        yield _Name(0, owner, tema.navn, ("temaer", owner, "navn"))
        yield from (_Name(1, owner, name, ("temaer", owner, "også", place)) for place, name in enumerate(tema.også))


def _tovholdere(plan: Plan) -> Iterator[_Name]:
    yield from (_Name(0, owner, name, ("tovholdere", owner)) for owner, name in enumerate(plan.grundlag.tovholdere))
