"""Et kontroltal er ikke summen af de punkter, det dækker.

Kontroltallet er den total, som budgetaftalen (eller en anden tabel) oplyser. Stemmer summen ikke med det, er der
skrevet et forkert beløb, eller der mangler et punkt. Udplan retter hverken det ene eller det andet. Sådan rettes det:
find rækken, der er forkert; er forskellen kendt og i orden, så skriv en forklaring ved kontroltallet; er kildens tal
afrundede, så skriv afrundet: ja.

Forkert:

    # plan.yaml
    kontroltal:
      - navn: Arbejdsmarkedsudvalget
        kilde: budgetaftalen
        hvor:
          udvalg: AU
        beløb:
          2025: -0,718
                ^ Arbejdsmarkedsudvalget 2025: summen er -0,717, men der er oplyst -0,718. Forskellen er 0,001.
    # cykelsti.yaml
    overskrift: Ny cykelsti
    udvalg: AU
    beløb:
      2025: -0,717

Rigtigt:

    # plan.yaml
    kontroltal:
      - navn: Arbejdsmarkedsudvalget
        kilde: budgetaftalen
        hvor:
          udvalg: AU
        beløb:
          2025: -0,718
    # cykelsti.yaml
    overskrift: Ny cykelsti
    udvalg: AU
    beløb:
      2025: -0,718
"""

from __future__ import annotations

from collections.abc import Iterator

from udplan.figures.control import Kontrol, Resultat, reconcile
from udplan.model.plan import Plan
from udplan.values.amounts import format_amount
from udplan.yaml.problem import Finding, Sti


def check(plan: Plan) -> Iterator[Finding]:
    yield from judged(plan, Resultat.STEMMER_IKKE)


def judged(plan: Plan, resultat: Resultat) -> Iterator[Finding]:
    """A finding for each stated total with that result."""
    if plan.ulæste:
        return  # a total that lacks a file cannot reconcile, and the file's own error says why
    for kontrol in reconcile(plan):
        if kontrol.resultat is resultat:
            place: Sti = ("i_alt",) if kontrol.år is None else ("beløb", kontrol.år)
            yield Finding(plan.fil, ("kontroltal", kontrol.nummer, *place), difference(plan, kontrol))


def difference(plan: Plan, kontrol: Kontrol) -> str:
    """What is stated, what the rows add up to, and the difference, in words."""
    decimaler = plan.grundlag.trykte_decimaler
    total, stated, off = (format_amount(amount, decimaler) for amount in (kontrol.sum, kontrol.oplyst, kontrol.forskel))
    without = f" Uden beløb: {', '.join(kontrol.uden_beløb)}." if kontrol.uden_beløb else ""
    return f"{kontrol.navn} {kontrol.periode}: summen er {total}, men der er oplyst {stated}. Forskellen er {off}.{without}"
