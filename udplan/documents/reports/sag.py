"""The agenda case around the plan (seeds 001, 002 and 004), under the case's own headings, filled from the plan.

What only people can write is marked as theirs and never made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from udplan.documents.blocks import (
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Kind,
    Note,
    Prose,
    Row,
    Step,
    Steps,
    Table,
)
from udplan.documents.reports.shared import (
    INGEN,
    SKRIVES,
    VEJLEDENDE,
    abbreviations,
    bullets,
    columns,
    committee,
    document,
    led_table,
    open_annexes,
    points,
    public,
    themes,
    titel,
    treated_table,
)
from udplan.documents.reports.strategi import index
from udplan.documents.reports.totals import sum_table
from udplan.figures.select import Forhold, Valg, forhold, ledene, select
from udplan.model.indsats import Art, Indsats, Sagsgang
from udplan.model.plan import Plan
from udplan.model.planfile import Behandling, Bilag
from udplan.values.times import format_date
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import fold, how_many, listed


def report(plan: Plan, valg: Valg) -> Document:
    """The case of the whole plan, or of ``valg.udvalg``'s extract of it."""
    chosen = select(plan, valg)
    shown, left_out = public(chosen)
    udvalg = valg.udvalg
    treated = [behandling for behandling in plan.grundlag.behandlet if udvalg in (None, behandling.forum)]
    title = f"Sag til {committee(plan, udvalg)}: {plan.grundlag.titel}" if udvalg else f"Sag: {plan.grundlag.titel}"
    return document(
        plan,
        title,
        (
            _case(plan),
            *left_out,
            Heading(2, "Sagsgang"),
            *_path(plan),
            Heading(2, "Sagsfremstilling"),
            *_presentation(plan, valg, shown),
            Heading(2, "Sammenhæng til andre politikker/strategier og fagområder"),
            *index(shown),
            _written("Hvordan planen hænger sammen med kommunens øvrige politikker og fagområder."),
            Heading(2, "Økonomiske konsekvenser"),
            _written("Om sagen selv har økonomiske konsekvenser."),
            *sum_table(
                plan, "Beløb på udvalgets egne punkter" if udvalg else "Planens beløb", select(plan, valg, egne=True)
            ),
            Heading(2, "Lovgrundlag"),
            Prose(
                "Det er ikke et lovkrav at lave en udmøntningsplan. Den hjælper med at planlægge og følge op på "
                "budgettet, som hviler på den kommunale styrelseslov og budgetloven."
            ),
            Heading(2, "Indstilling"),
            *_proposals(plan, treated),
            Heading(2, "Beslutning"),
            *_decisions(plan, treated),
            Heading(2, "Bilag"),
            *_annexes(plan.grundlag.bilag),
            *abbreviations(plan, shown),
        ),
    )


def _written(what: str) -> Note:
    return Note(f"{SKRIVES} {what}")


def _case(plan: Plan) -> Facts:
    sag = plan.grundlag.sag
    status = f" ({sag.status} sag)" if sag and sag.status else ""
    return Facts(
        (
            Fact("Sag", f"{sag.nummer}{status}" if sag and sag.nummer else SKRIVES),
            Fact("Sagsansvarlig", listed(sag.sagsansvarlig) if sag and sag.sagsansvarlig else SKRIVES),
        )
    )


def _path(plan: Plan) -> Iterator[Block]:
    """The path of the plan itself: as stated, with the bodies that have treated it; else where it has been."""
    stated = plan.grundlag.sag.sagsgang if plan.grundlag.sag else None
    treated = list(plan.grundlag.behandlet)
    if isinstance(stated, Sagsgang) and stated.trin:
        steps = []
        for trin in stated.trin:
            done = next((behandling for behandling in treated if behandling.forum == trin.forum), None)
            if done:
                treated.remove(done)
            when = format_date(done.dato) if done and done.dato else str(trin.tid or "")
            decided = bool(trin.beslutning or (done and done.beslutning))
            steps.append(Step(committee(plan, trin.forum), when, decided))
        yield Steps(f"Sagens vej: {stated}.", tuple(steps))
    elif treated:
        yield Steps(
            "Planen har været her:",
            tuple(_been(plan, behandling) for behandling in treated),
        )
        yield _written("Hvor sagen skal behandles nu.")
    else:
        yield _written("Hvor sagen skal behandles.")
    if plan.grundlag.behandlet:
        yield treated_table(plan)


def _been(plan: Plan, behandling: Behandling) -> Step:
    day = format_date(behandling.dato) if behandling.dato else ""
    return Step(committee(plan, behandling.forum), day, bool(behandling.beslutning))


def _presentation(plan: Plan, valg: Valg, items: Sequence[Indsats]) -> Iterator[Block]:
    cross = [indsats for indsats in items if indsats.tværgående]
    closed = [indsats for indsats in items if indsats.afsluttet]
    yield _written("Hvad sagen handler om, og hvorfor den forelægges nu.")
    yield Prose(_counted(plan, valg, items, len(cross), len(closed)))
    yield Heading(3, "Opbygning")
    yield _arts(items)
    yield from _groups(plan, items)
    yield Heading(3, "Tværgående punkter")
    yield _listed(cross)
    touched = [f"{navn}: {listed(map(titel, members))}" for navn, members in themes(plan, cross) if members]
    if touched:
        yield Prose(f"De rører ved temaerne:\n\n{bullets(touched)}")
    yield Heading(3, "Afsluttede punkter")
    yield _listed(closed)
    if valg.udvalg:
        yield Heading(3, "Kommer i udvalget")
        steps = [led for led in ledene(plan, items, valg.udvalg) if led.kommer]
        yield from led_table("Led i sagsgangen for uafsluttede punkter", steps)
    else:
        yield Heading(3, "Punkter, der skal behandles")
        yield from _bodies(plan, items)
    yield VEJLEDENDE


def _counted(plan: Plan, valg: Valg, items: Sequence[Indsats], cross: int, closed: int) -> str:
    rest = f"{cross} er tværgående, og {closed} er afsluttet, markeret med X i planen."
    if valg.udvalg is None:
        return f"{plan.grundlag.titel} har {points(len(items))}. {rest}"
    relations = [forhold(plan, indsats, valg.udvalg) for indsats in items]
    own = relations.count(Forhold.EGET)
    treated = relations.count(Forhold.BEHANDLES) + relations.count(Forhold.KAN_VEDKOMME)
    only_cross = relations.count(Forhold.TVÆRGÅENDE)
    return (
        f"Udsnittet til {committee(plan, valg.udvalg)} har {points(len(items))}: {own} er udvalgets egne, "
        f"{treated} behandles eller kan blive behandlet i udvalget, og {only_cross} er kun med som tværgående. "
        f"I alt {rest}"
    )


_ARTER = {
    Art.DRIFT: ("driftsændring", "driftsændringer"),
    Art.RÅDERUM: ("råderumsforslag", "råderumsforslag"),
    Art.ANLÆG: ("anlægsprojekt", "anlægsprojekter"),
    Art.PULJE: ("pulje", "puljer"),
    Art.HENSIGT: ("hensigtserklæring", "hensigtserklæringer"),
}


def _arts(items: Sequence[Indsats]) -> Block:
    arts = [indsats.art for indsats in items]
    counted = [how_many(arts.count(art), *names) for art, names in _ARTER.items() if art in arts]
    unknown = sum(isinstance(art, IkkeOplyst) for art in arts)
    if unknown:
        counted.append(f"{points(unknown)}, hvis art endnu ikke er oplyst")
    return Prose(bullets(counted)) if counted else INGEN


def _groups(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    """The agreement's groups in its order, those without a hensigt too: they are how the agreement is built."""
    named = [fold(str(indsats.gruppe)) for indsats in items if indsats.art is Art.HENSIGT]
    groups = [(gruppe.navn, named.count(fold(gruppe.navn))) for gruppe in plan.grundlag.hensigtsgrupper]
    if groups:
        yield Table(
            "Hensigtserklæringerne efter budgetaftalens grupper",
            (Column("Gruppe"), Column("Punkter", Kind.COUNT)),
            tuple(map(Row, groups)),
        )


def _listed(items: Sequence[Indsats]) -> Block:
    return Prose(bullets(map(titel, items))) if items else INGEN


def _bodies(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    """How many unfinished items come to each body, in the order of the plan."""
    unfinished = [indsats for indsats in items if not indsats.afsluttet]
    ahead = [{trin.forum for trin in indsats.trin if not trin.beslutning} for indsats in unfinished]
    counted = [(kode, count) for kode in plan.grundlag.fora if (count := sum(kode in fora for fora in ahead))]
    if not counted:
        yield INGEN
        return
    yield Table(
        "Uafsluttede punkter efter, hvor de skal behandles",
        (Column("Hvor"), Column("Punkter", Kind.COUNT)),
        tuple(Row((committee(plan, kode), count)) for kode, count in counted),
    )


def _proposals(plan: Plan, treated: Sequence[Behandling]) -> Iterator[Block]:
    proposed = [behandling for behandling in treated if behandling.indstilling]
    for behandling in proposed:
        forum = committee(plan, behandling.forum)
        yield Prose(f"{behandling.indstiller or SKRIVES} indstiller til {forum}: {behandling.indstilling}")
    if not proposed:
        yield _written("Hvem der indstiller, og hvad.")


def _decisions(plan: Plan, treated: Sequence[Behandling]) -> Iterator[Block]:
    decided = [behandling for behandling in treated if behandling.beslutning]
    for behandling in decided:
        day = f" den {format_date(behandling.dato)}" if behandling.dato else ""
        yield Prose(f"{committee(plan, behandling.forum)}{day}: {behandling.beslutning}")
    if not decided:
        yield _written("Beslutningen, når den er taget.")


def _annexes(bilag: Sequence[Bilag]) -> Iterator[Block]:
    shown = open_annexes(bilag)
    if closed := len(bilag) - len(shown):
        yield Note(f"{closed} bilag er lukket og er udeladt her.")
    if not bilag:
        yield _written("Bilagene.")
    elif shown:
        yield Table(
            "Sagens bilag",
            columns("Nr.", "Dokument", "Titel", "Journal", "Status", "Mærke"),
            tuple(map(_annex_row, shown)),
        )


def _annex_row(annex: Bilag) -> Row:
    cells = (annex.nr, annex.dokument, annex.titel, annex.journal, annex.status, annex.mærke)
    return Row(tuple(cell or "" for cell in cells))
