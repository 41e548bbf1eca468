"""A committee's extract of the plan (seed 001): its own points, those it treats, the cross-cutting, what is coming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from udplan.documents.blocks import Block, Column, Contents, Document, Facts, Heading, Note, Row, Table
from udplan.documents.reports.paper_form import (
    Gruppe,
    Skema,
    closed,
    codes_in_headings,
    form,
    grupper,
    heading,
    is_anlæg,
    is_shown,
    standing,
)
from udplan.documents.reports.plan import by_gruppe
from udplan.documents.reports.shared import (
    VEJLEDENDE,
    abbreviations_in_brief,
    as_of,
    asked_udvalg,
    by_heading,
    committee,
    count_table,
    day_facts,
    document,
    heading_alone,
    led_table,
    only_headings,
    plan_facts,
    public,
    roles,
    titel,
    treated,
)
from udplan.documents.reports.totals import about_sums, still_counted, sum_table, year_columns
from udplan.figures.select import Forhold, Valg, forhold, ledene, select, through
from udplan.model.indsats import Art, Indsats
from udplan.model.plan import Plan
from udplan.values.unknown import IKKE_OPLYST, IkkeOplyst
from udplan.values.words import listed

_IKKE_OPLYST = "Udvalg ikke oplyst"
_BEHANDLES = "Punkter, der behandles i udvalget"
_TVÆRGÅENDE = "Tværgående punkter"
#: What a group of the extract is called where its items are counted.
_COUNTED = {
    Forhold.EGET: "Egne punkter",
    Forhold.BEHANDLES: "Behandles i udvalget",
    Forhold.KAN_VEDKOMME: "Kan vedkomme udvalget",
    Forhold.TVÆRGÅENDE: "Andre tværgående punkter",
}


def report(plan: Plan, valg: Valg) -> Document:
    """The extract of ``valg.udvalg``, each item once, in the first section that fits.

    Raises:
        UnknownChoice: if no committee was asked for.
    """
    udvalg = asked_udvalg(valg, "udvalg")
    chosen = select(plan, valg)
    shown, left_out = public(chosen)
    own = [indsats for indsats in chosen if indsats.udvalg == udvalg]
    navn = committee(plan, udvalg)
    return document(
        plan,
        f"{navn}: udsnit af {plan.grundlag.titel}",
        (
            *_first_page(plan, valg, udvalg, own, shown),
            *still_counted(left_out),
            Contents(deepest=2),
            *abbreviations_in_brief(plan, shown, _codes(plan, udvalg, shown)),
            Heading(2, "Egne punkter"),
            *_own(plan, udvalg, own, valg.dag),
            *(() if valg.kun_egne else _others(plan, valg, udvalg, shown)),
            *heading_alone(shown, lambda indsats: (*standing(plan, indsats, valg.dag), *_marks(plan, udvalg, indsats))),
            Heading(2, "Kommer i udvalget"),
            Note(" ".join(note.text for note in (VEJLEDENDE, *as_of(valg)))),
            *_coming(plan, udvalg, shown, valg.dag),
        ),
    )


def _first_page(
    plan: Plan, valg: Valg, udvalg: str, own: Sequence[Indsats], shown: Sequence[Indsats]
) -> Iterator[Block]:
    """Where the plan has been, how much of it is what to the committee, and what its own points cost."""
    yield Facts((*plan_facts(plan), *day_facts(valg)))
    yield from treated(plan)
    yield Heading(2, "Udsnittet i tal")
    counted: dict[Forhold | None, list[Indsats]] = {}
    for indsats in shown:
        counted.setdefault(forhold(plan, indsats, udvalg), []).append(indsats)
    groups = [(name, counted.get(of, [])) for of, name in _COUNTED.items() if of in counted or of is Forhold.EGET]
    yield count_table("Punkter i udsnittet", "Hvilke punkter", groups, valg.dag)
    if any(indsats.offentlig for indsats in own):
        yield from sum_table(plan, "Egne punkter: beløb pr. år", own)


def _codes(plan: Plan, udvalg: str, shown: Sequence[Indsats]) -> set[str]:
    """The codes of committees that the extract has besides those in the paths: in headings, and in the table."""
    own = [indsats for indsats in shown if indsats.udvalg == udvalg]
    table = [indsats for indsats in shown if forhold(plan, indsats, udvalg) is Forhold.TVÆRGÅENDE and is_shown(indsats)]
    return codes_in_headings(plan, own) | {each.udvalg for each in table if isinstance(each.udvalg, str)}


def _own(plan: Plan, udvalg: str, items: Sequence[Indsats], dag: date | None) -> Iterator[Block]:
    navn = committee(plan, udvalg)
    hensigter = [indsats for indsats in items if indsats.art is Art.HENSIGT]
    anlæg = [indsats for indsats in items if is_anlæg(indsats)]
    drift = [indsats for indsats in items if indsats not in hensigter and indsats not in anlæg]

    def section(indsats: Indsats) -> str:
        return f"Art ikke oplyst - {udvalg}" if isinstance(indsats.art, IkkeOplyst) else heading(plan, indsats)

    forms = (
        form(plan, f"Egne punkter, {navn}", grupper(by_heading(drift, section)), level=3, dag=dag),
        form(
            plan,
            f"Anlæg ud over basis, {navn}",
            [Gruppe(f"Anlæg - {udvalg}", anlæg)],
            level=3,
            dag=dag,
            skema=Skema.ANLÆG,
        ),
        form(
            plan,
            f"Hensigtserklæringer, {navn}",
            [Gruppe(f"Hensigtserklæringer - {udvalg}", (), by_gruppe(hensigter))],
            level=3,
            dag=dag,
            skema=Skema.HENSIGT,
        ),
    )
    yield from filter(None, forms)
    if not any(forms):
        yield only_headings(items)
    if any(indsats.offentlig for indsats in items):
        yield from about_sums(plan, items)


def _others(plan: Plan, valg: Valg, udvalg: str, shown: Sequence[Indsats]) -> Iterator[Block]:
    """What other committees own: no total stands under it, because it counts where it belongs."""
    relations = [(indsats, forhold(plan, indsats, udvalg)) for indsats in shown]
    treated_there = [indsats for indsats, of in relations if of in (Forhold.BEHANDLES, Forhold.KAN_VEDKOMME)]
    cross_cutting = [indsats for indsats, of in relations if of is Forhold.TVÆRGÅENDE]
    yield Heading(2, _BEHANDLES)
    yield from _whole(plan, _BEHANDLES, udvalg, treated_there, valg.dag)
    if valg.uden_tværgående:
        return
    yield Heading(2, _TVÆRGÅENDE)
    if valg.tværgående_helt or not any(map(is_shown, cross_cutting)):
        yield from _whole(plan, _TVÆRGÅENDE, udvalg, cross_cutting, valg.dag)
    else:
        yield _cross_cutting(plan, [indsats for indsats in cross_cutting if is_shown(indsats)], valg.dag)


def _whole(plan: Plan, caption: str, udvalg: str, items: Sequence[Indsats], dag: date | None) -> Iterator[Block]:
    """Items of other committees in the form, those whose committee is not known last; hensigter in theirs, after the rest."""

    def section(indsats: Indsats) -> str:
        if isinstance(indsats.udvalg, IkkeOplyst):
            return _IKKE_OPLYST
        return "Hensigtserklæringer" if indsats.udvalg is None else committee(plan, indsats.udvalg)

    fora = [*plan.grundlag.fora, None, IKKE_OPLYST]
    hensigter = sorted(
        (indsats for indsats in items if indsats.art is Art.HENSIGT), key=lambda each: fora.index(each.udvalg)
    )
    others = [indsats for indsats in items if indsats not in hensigter]
    forms = []
    for skema, title, members in (
        (Skema.DRIFT, caption, others),
        (Skema.HENSIGT, f"Hensigtserklæringer: {caption[:1].lower()}{caption[1:]}", hensigter),
    ):
        known = [indsats for indsats in members if not isinstance(indsats.udvalg, IkkeOplyst)]
        unknown = [indsats for indsats in members if isinstance(indsats.udvalg, IkkeOplyst)]
        sections = grupper(by_heading([*known, *unknown], section))
        forms.append(
            form(
                plan,
                title,
                sections,
                level=3,
                dag=dag,
                skema=skema,
                totals=False,
                marks=lambda each: _marks(plan, udvalg, each),
            )
        )
    yield from filter(None, forms)
    if not any(forms):
        yield only_headings(items)


def _cross_cutting(plan: Plan, items: Sequence[Indsats], dag: date | None) -> Table:
    """Cross-cutting items of other committees, a row each: who has them, and where they are going."""
    names = ("Overskrift", "Udvalg", "Tovholder", "Sagsgang")
    rows = (
        Row(
            (
                titel(indsats),
                "" if indsats.udvalg is None else str(indsats.udvalg),
                roles(indsats),
                "" if indsats.sagsgang is None else str(indsats.sagsgang),
                closed(indsats, dag) if indsats.afsluttet else "",
                *(indsats.beløb_i(år) for år in plan.grundlag.år),
            )
        )
        for indsats in items
    )
    return Table(_TVÆRGÅENDE, (*map(Column, names), Column("Slut"), *year_columns(plan)), tuple(rows))


def _marks(plan: Plan, udvalg: str, indsats: Indsats) -> Iterator[str]:
    """What an item of another committee is to this one, where that is not what its section says."""
    of = forhold(plan, indsats, udvalg)
    if of is Forhold.KAN_VEDKOMME:
        yield "Kan vedkomme udvalget"
    elif of is Forhold.BEHANDLES and all(trin.forum != udvalg for trin in indsats.trin):
        groups = dict.fromkeys(trin.forum for trin in indsats.trin if through(plan, trin, udvalg))
        yield f"Gennem {listed(committee(plan, kode) for kode in groups)}"


def _coming(plan: Plan, udvalg: str, items: Sequence[Indsats], dag: date | None) -> Iterator[Block]:
    steps = [led for led in ledene(plan, items, udvalg, dag) if led.kommer]
    yield from led_table("Led i sagsgangen for uafsluttede punkter", steps)
