"""Et punkts udvalg er ikke et af planens udvalg.

Punktet ville hverken stå i udvalgets afsnit eller tælle med i dets sum. Et forum, der ikke er et udvalg (en høring,
kommunalbestyrelsen, administrationen), kan behandle et punkt, men punktet hører ikke under det; kun hvor ingen skal
beslutte punktet, kan det høre under administrationen. En gruppe af udvalg kan også stå her. Sådan rettes det: brug koden
fra plan.yaml, eller skriv udvalget ind dér.

Forkert:

    udvalg: AUU
            ^ AUU står ikke under fora i plan.yaml. Mente du AU? Planens udvalg er ØK, AU og BUU.

Forkert:

    udvalg: AU, BUU
            ^ »AU, BUU« er flere navne, og her kan kun stå ét udvalg. Vælg ét: AU eller BUU.

Forkert:

    udvalg: KB
            ^ KB er ikke et udvalg, men har slags: kommunalbestyrelse. Skriv et af planens udvalg (ØK, AU eller BUU), eller
            | ikke oplyst.

Forkert:

    # plan.yaml
    kontroltal:
      - navn: Arbejdsmarkedsudvalget
        kilde: budgetaftalen
        hvor:
          udvalg: AUU
                  ^ AUU står ikke under fora i plan.yaml. Mente du AU? Planens udvalg er ØK, AU og BUU.
        beløb:
          2025: 0
      - navn: Høringer
        kilde: budgetaftalen
        hvor:
          udvalg: Høring
                  ^ Høring er ikke et udvalg, men har slags: høring. Skriv et af planens udvalg (ØK, AU eller BUU), eller
                  | ikke oplyst.
        beløb:
          2025: 0

Rigtigt:

    udvalg: Arbejdsmarkedsudvalget

Rigtigt:

    udvalg: FUDV
    sagsgang: FUDV, ØK, KB

Rigtigt:

    udvalg: KCL
    sagsgang:
      ingen: Er indarbejdet i budgettet

Rigtigt:

    udvalg: ikke oplyst
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from udplan.lint.rules.tovholdere_i_en_tekst import parted
from udplan.model.indsats import Indsats, Sagsgang
from udplan.model.plan import Plan
from udplan.model.planfile import Slags
from udplan.values.words import fold, listed, nearest_name
from udplan.yaml.problem import Finding, Sti


def check(plan: Plan) -> Iterator[Finding]:
    owners = set(plan.grundlag.punkters_udvalg)
    for indsats in plan.indsatser:
        if isinstance(indsats.udvalg, str) and indsats.udvalg not in owners:
            if _without_decision(plan, indsats):
                owners.add(indsats.udvalg)  # so that its total may be stated too
            else:
                yield _no_committee(plan, indsats.fil, ("udvalg",), indsats.udvalg)
    for place, kontroltal in enumerate(plan.grundlag.kontroltal):
        udvalg = kontroltal.hvor.udvalg
        if isinstance(udvalg, str) and udvalg not in owners:
            yield _no_committee(plan, plan.fil, ("kontroltal", place, "hvor", "udvalg"), udvalg)


def _without_decision(plan: Plan, indsats: Indsats) -> bool:
    """Whether the item is the administration's own: it stands under it, and no committee is to decide it."""
    forum = plan.grundlag.fora.get(str(indsats.udvalg))
    nobody = isinstance(indsats.sagsgang, Sagsgang) and not indsats.sagsgang.trin
    return forum is not None and forum.slags is Slags.ADMINISTRATION and nobody


def _no_committee(plan: Plan, fil: Path, sti: Sti, written: str) -> Finding:
    """The finding for a body that is no committee, or that plan.yaml does not know."""
    forum = plan.grundlag.fora.get(written)
    udvalg = plan.grundlag.udvalg
    if forum is None and (bodies := _several(plan, written)):
        choice = [kode for kode in plan.grundlag.punkters_udvalg if kode in bodies] or udvalg
        besked = f"»{written}« er flere navne, og her kan kun stå ét udvalg. Vælg ét: {listed(choice, 'eller')}."
        return Finding(fil, sti, besked)
    if forum is None:
        unknown = unknown_forum(plan, fil, sti, written, among=plan.grundlag.punkters_udvalg)
        return unknown._replace(besked=f"{unknown.besked} Planens udvalg er {listed(udvalg)}.") if udvalg else unknown
    others = f"et af planens udvalg ({listed(udvalg, 'eller')})" if udvalg else "udvalget ind i plan.yaml"
    besked = f"{written} er ikke et udvalg, men har slags: {forum.slags}. Skriv {others}, eller ikke oplyst."
    return Finding(fil, sti, besked)


def _several(plan: Plan, written: str) -> set[str]:
    """The bodies that one text names, where all its parts do; else none."""
    named = {plan.grundlag.forumnavne.get(fold(part), "") for part in parted(written)}
    return set() if "" in named else named


def unknown_forum(plan: Plan, fil: Path, sti: Sti, written: str, *, among: Container[str] | None = None) -> Finding:
    """The finding for a body that plan.yaml does not know, with the code that was probably meant: one of ``among``."""
    names = [
        name
        for kode, forum in plan.grundlag.fora.items()
        for name in (kode, forum.navn, *forum.også)
        if name and (among is None or kode in among)
    ]
    near = nearest_name(written, names, most=1)
    forslag = plan.grundlag.forumnavne[fold(near[0])] if near else None
    mente = f" Mente du {forslag}?" if forslag else ""
    return Finding(fil, sti, f"{written} står ikke under fora i plan.yaml.{mente}", forslag)
