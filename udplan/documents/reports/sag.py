"""The agenda case around the plan (seeds 001, 002 and 004), under the case's own headings, filled from the plan.

What only people can write is a gap, and never made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from udplan.documents.blocks import (
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Gap,
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
    VEJLEDENDE,
    abbreviations_in,
    as_of,
    bullets,
    columns,
    committee,
    document,
    led_table,
    open_annexes,
    points,
    policies,
    public,
    themes,
    titel,
)
from udplan.documents.reports.totals import still_counted, sum_table
from udplan.figures.select import Forhold, Stand, Valg, er_afsluttet, forhold, ledene, select, stande, temaer
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
    path = list(_path(plan))
    presented = list(_presentation(plan, valg, shown))
    return document(
        plan,
        title,
        (
            *_case(plan),
            *as_of(valg),
            *still_counted(left_out),
            Heading(2, "Sagsgang"),
            *path,
            Heading(2, "Sagsfremstilling"),
            *presented,
            Heading(2, "Sammenhæng til andre politikker/strategier og fagområder"),
            *_policies(shown),
            Gap("Hvordan planen hænger sammen med kommunens øvrige politikker og fagområder."),
            Heading(2, "Økonomiske konsekvenser"),
            Gap("Om sagen selv har økonomiske konsekvenser."),
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
            *abbreviations_in(plan, (*path, *presented)),
        ),
        portrait=True,
    )


def _case(plan: Plan) -> Iterator[Block]:
    sag = plan.grundlag.sag
    facts = []
    if sag and sag.nummer:
        facts.append(Fact("Sag", f"{sag.nummer} ({sag.status} sag)" if sag.status else sag.nummer))
    if sag and sag.sagsansvarlig:
        facts.append(Fact("Sagsansvarlig", listed(sag.sagsansvarlig)))
    if facts:
        yield Facts(tuple(facts))
    if not (sag and sag.nummer):
        yield Gap("Sagens nummer.")
    if not (sag and sag.sagsansvarlig):
        yield Gap("Hvem der er sagsansvarlig.")


def _path(plan: Plan) -> Iterator[Block]:
    """The path of the plan itself: as stated, with the bodies that have treated it; else where it has been. What they
    decided stands under its own heading."""
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
        yield Gap("Hvor sagen skal behandles nu.")
    else:
        yield Gap("Hvor sagen skal behandles.")


def _been(plan: Plan, behandling: Behandling) -> Step:
    day = format_date(behandling.dato) if behandling.dato else ""
    return Step(committee(plan, behandling.forum), day, bool(behandling.beslutning))


def _presentation(plan: Plan, valg: Valg, items: Sequence[Indsats]) -> Iterator[Block]:
    cross = [indsats for indsats in items if indsats.tværgående]
    closed = [indsats for indsats in items if er_afsluttet(indsats, valg.dag)]
    yield Gap("Hvad sagen handler om, og hvorfor den forelægges nu.")
    yield Prose(_counted(plan, valg, items, len(cross), len(closed)))
    yield Heading(3, "Opbygning")
    yield _arts(items)
    yield from _groups(plan, items)
    yield Heading(3, "Tværgående punkter")
    yield from _by_theme(plan, cross)
    yield Heading(3, "Afsluttede punkter")
    yield _listed(closed)
    if valg.udvalg:
        yield Heading(3, "Kommer i udvalget")
        steps = [led for led in ledene(plan, items, valg.udvalg, valg.dag) if led.kommer]
        yield from led_table("Led i sagsgangen for uafsluttede punkter", steps)
    else:
        yield Heading(3, "Punkter, der skal behandles")
        yield from _bodies(plan, valg, items)
    yield VEJLEDENDE


def _counted(plan: Plan, valg: Valg, items: Sequence[Indsats], cross: int, closed: int) -> str:
    if cross or closed:
        crossing = f"{cross or 'ingen'} tværgående"
        rest = (
            f"{crossing}, og {f'{closed} er afsluttet, markeret med X i planen' if closed else 'ingen er afsluttet'}."
        )
    else:
        rest = "ingen tværgående eller afsluttet."
    if valg.udvalg is None:
        return f"{plan.grundlag.titel} har {points(len(items))}. Af dem er {rest}"
    relations = [forhold(plan, indsats, valg.udvalg) for indsats in items]
    own = relations.count(Forhold.EGET)
    treated = relations.count(Forhold.BEHANDLES) + relations.count(Forhold.KAN_VEDKOMME)
    only_cross = relations.count(Forhold.TVÆRGÅENDE)
    return (
        f"Udsnittet til {committee(plan, valg.udvalg)} har {points(len(items))}: {own or 'ingen'} er udvalgets egne, "
        f"{treated or 'ingen'} behandles eller kan blive behandlet i udvalget, og {only_cross or 'ingen'} er kun med som tværgående. "
        f"I alt er {rest}"
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
    return Prose(f"Der er {listed(counted)}.") if counted else INGEN


def _groups(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    """The agreement's groups in its order, those that have a hensigt here."""
    named = [fold(str(indsats.gruppe)) for indsats in items if indsats.art is Art.HENSIGT]
    counted = ((gruppe.navn, named.count(fold(gruppe.navn))) for gruppe in plan.grundlag.hensigtsgrupper)
    groups = [f"{navn} ({count})" for navn, count in counted if count]
    if groups:
        yield Prose(f"Hensigtserklæringerne står i budgetaftalens grupper: {'; '.join(groups)}.")


def _by_theme(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    """The titles, under a heading for each theme that they touch, and those that touch none last."""
    tagged = [(navn, members) for navn, members in themes(plan, items) if members]
    if not tagged:
        yield _listed(items)
        return
    for navn, members in tagged:
        yield Heading(4, navn)
        yield _listed(members)
    if untagged := [indsats for indsats in items if not list(temaer(plan, indsats))]:
        yield Heading(4, "Uden tema")
        yield _listed(untagged)


def _policies(items: Sequence[Indsats]) -> Iterator[Block]:
    """Which items each policy or strategy hangs together with."""
    named = policies(items)
    if not named:
        yield Note("Punkterne nævner ingen andre politikker eller strategier.")
        return
    yield Table(
        "Politikker og strategier, som punkterne hænger sammen med",
        (Column("Politik eller strategi", share=300), Column("Punkter", share=700)),
        tuple(Row((navn, "\n".join(map(titel, members)))) for navn, members in named),
    )


def _listed(items: Sequence[Indsats]) -> Block:
    return Prose(bullets(map(titel, items))) if items else INGEN


def _bodies(plan: Plan, valg: Valg, items: Sequence[Indsats]) -> Iterator[Block]:
    """How many unfinished items come to each body, in the order of the plan."""
    steps = [zip(indsats.trin, stande(indsats, valg.dag), strict=True) for indsats in items]
    ahead = [{trin.forum for trin, stand in each if stand is not Stand.GJORT} for each in steps]
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
        if not behandling.indstiller:
            yield Gap(f"Hvem der indstiller til {forum}.")
        who = (
            f"{behandling.indstiller} indstiller til {forum}"
            if behandling.indstiller
            else f"Det indstilles til {forum}"
        )
        yield Prose(f"{who}{_proposed(behandling.indstilling or '')}")
    if not proposed:
        yield Gap("Hvem der indstiller, og hvad.")


#: First words of a proposal that are no names, so that they can stand in the middle of a sentence.
_NO_NAMES = frozenset(
    (
        *("planen", "udmøntningsplanen", "sagen", "forslaget", "forslagene", "punktet", "punkterne", "indstillingen"),
        *("orienteringen", "udvalget", "det", "de", "den", "der"),
    )
)


#: What is said of a plan that is proposed: no names either, with or without a capital.
_DONE = frozenset(
    (
        *(
            "godkendes",
            "tages",
            "drøftes",
            "tiltrædes",
            "vedtages",
            "behandles",
            "forelægges",
            "fremlægges",
            "indstilles",
        ),
        *(
            "anbefales",
            "oversendes",
            "fremsendes",
            "sendes",
            "udsættes",
            "udmøntes",
            "gennemføres",
            "afvises",
            "følges",
        ),
    )
)
#: A sentence of its own has a subject, a verb, and something more, unless it begins with a word that is known above.
_LEAST = 3


def _proposed(text: str) -> str:
    """The proposal as the end of a sentence: »…, at planen godkendes.« One of several lines stands as it was written.

    A word that begins with a capital keeps it, unless it is no name for certain; »godkendes« alone is said of the plan.
    What may not be the end of a sentence, such as »Til efterretning«, is quoted.
    """
    text = text.strip()
    if "\n" in text:
        return f":\n\n{text}"
    said = text.removeprefix("at ").removeprefix("At ")
    first, space, rest = said.partition(" ")
    word = first.rstrip(",.").lower()
    small = f"{first.lower()}{space}{rest}"
    if word in _NO_NAMES:
        said = small
    elif word in _DONE or (first.islower() and word.endswith("es")):
        said = f"planen {small}"
    elif said == text and (word.endswith("es") or len(said.split()) < _LEAST):
        return f": »{text}«" + _stop(text)
    return f", at {said}" + _stop(said)


def _stop(said: str) -> str:
    """The full stop of a sentence that ends in those words."""
    return "" if said.endswith((".", "!", "?", ":")) else "."


def _decisions(plan: Plan, treated: Sequence[Behandling]) -> Iterator[Block]:
    decided = [behandling for behandling in treated if behandling.beslutning]
    for behandling in decided:
        day = f" den {format_date(behandling.dato)}" if behandling.dato else ""
        yield Prose(f"{committee(plan, behandling.forum)}{day}: {behandling.beslutning}")
    if not decided:
        yield Gap("Beslutningen, når den er taget.")


def _annexes(bilag: Sequence[Bilag]) -> Iterator[Block]:
    shown = open_annexes(bilag)
    if closed := len(bilag) - len(shown):
        yield Note(f"{closed} bilag er lukket og er udeladt her.")
    if not bilag:
        yield Gap("Bilagene.")
    elif shown:
        yield Table(
            "Sagens bilag",
            columns("Nr.", "Dokument", "Titel", "Journal", "Status", "Mærke"),
            tuple(map(_annex_row, shown)),
        )


def _annex_row(annex: Bilag) -> Row:
    cells = (annex.nr, annex.dokument, annex.titel, annex.journal, annex.status, annex.mærke)
    return Row(tuple(cell or "" for cell in cells))
