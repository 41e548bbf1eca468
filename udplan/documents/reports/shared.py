"""What reports share: the frame of a document, names in full, standing notes, steps and statuses, policies, treatments."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import TypeVar

from udplan.documents.blocks import (
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Form,
    Heading,
    Kind,
    Note,
    Prose,
    Row,
    Steps,
    Table,
    rows_of,
)
from udplan.figures.followup import newest
from udplan.figures.select import Forhold, Led, Stand, UnknownChoice, Valg, er_afsluttet, stande, temaer
from udplan.model.indsats import Indsats, Sagsgang, Status
from udplan.model.plan import Plan
from udplan.model.planfile import Bilag
from udplan.values.signs import sign_in_words, unusual_sign
from udplan.values.times import Tid, format_date, is_older
from udplan.values.unknown import IKKE_OPLYST, IkkeOplyst
from udplan.values.words import danish_order, fold, how_many, listed

_T = TypeVar("_T")
_H = TypeVar("_H", bound=Hashable)

TVÆRGÅENDE = "Særligt behov for tværgående koordinering"
AFSLUTTET = "Afsluttet"
INGEN = Note("Ingen.")
VEJLEDENDE = Note("Tidspunkterne er vejledende og kan ændre sig.")


# --- the frame --------------------------------------------------------------------------------------------------


def document(plan: Plan, title: str, blocks: Iterable[Block], *, portrait: bool = False) -> Document:
    """A document of the plan: its title as the heading, and the plan's municipality, unit and decimals."""
    grundlag = plan.grundlag
    tegn = unusual_sign(grundlag.fortegn)
    head = (title, grundlag.kommune, grundlag.enhed, grundlag.trykte_decimaler)
    return Document(*head, (Heading(1, title), *blocks), tegn, portrait)


def plan_facts(plan: Plan) -> tuple[Fact, ...]:
    """The years that the plan is about, and how its amounts are to be read."""
    grundlag = plan.grundlag
    return (
        Fact("Periode", grundlag.årene),
        Fact("Beløb", f"{grundlag.enhed}, {sign_in_words(grundlag.fortegn)}"),
    )


def day_facts(valg: Valg) -> tuple[Fact, ...]:
    """The day that a document is of, for its first page; nothing where it is compared with none."""
    return (Fact("Opgjort", format_date(valg.dag)),) if valg.dag else ()


def asked_udvalg(valg: Valg, navn: str) -> str:
    """The committee that was asked for.

    Raises:
        UnknownChoice: if none was, for a report that is about one.
    """
    if valg.udvalg is None:
        raise UnknownChoice(f"Sig hvilket udvalg, fx udplan report {navn} --udvalg BUU.")
    return valg.udvalg


def columns(*names: str) -> tuple[Column, ...]:
    """Columns of text."""
    return tuple(map(Column, names))


def by_heading(members: Iterable[_T], heading: Callable[[_T], _H]) -> list[tuple[_H, list[_T]]]:
    """Members gathered under their headings, in the order in which the headings first come."""
    gathered: dict[_H, list[_T]] = {}
    for member in members:
        gathered.setdefault(heading(member), []).append(member)
    return list(gathered.items())


# --- words ------------------------------------------------------------------------------------------------------


def titel(indsats: Indsats) -> str:
    """The title as the form prints it: with the code behind."""
    return f"{indsats.overskrift} {indsats.kode}" if indsats.kode else indsats.overskrift


def roles(indsats: Indsats) -> str:
    """The tovholdere of an item, as a sentence lists them."""
    return str(indsats.tovholder) if isinstance(indsats.tovholder, IkkeOplyst) else listed(indsats.tovholder)


def committee(plan: Plan, kode: str | IkkeOplyst | None) -> str:
    """A body's name in full: its code where it has none, nothing where no body was said."""
    if not isinstance(kode, str):
        return "" if kode is None else str(kode)
    forum = plan.grundlag.fora.get(kode)
    return (forum.navn if forum else None) or kode


def facets(plan: Plan, indsats: Indsats, dag: date | None) -> tuple[Fact, ...]:
    """What a reader may filter an item by, in the words that the document itself uses."""
    tovholdere = indsats.tovholdere or (str(IKKE_OPLYST),)
    return (
        *([Fact("udvalg", committee(plan, indsats.udvalg))] if indsats.udvalg is not None else []),
        *(Fact("tovholder", tovholder) for tovholder in tovholdere),
        Fact("art", str(indsats.art)),
        Fact("afsluttet", "ja" if er_afsluttet(indsats, dag) else "nej"),
    )


def points(count: int) -> str:
    return how_many(count, "punkt", "punkter")


def count_table(caption: str, what: str, groups: Iterable[tuple[str, Sequence[Indsats]]], dag: date | None) -> Table:
    """How many items there are in some groups, how many of them are cross-cutting, and how many are closed on ``dag``."""
    groups = tuple(groups)

    def row(name: str, items: Sequence[Indsats], *, total: bool = False) -> Row:
        cross_cutting = sum(indsats.tværgående for indsats in items)
        closed = sum(er_afsluttet(indsats, dag) for indsats in items)
        return Row((name, len(items), cross_cutting, closed), total)

    every = [indsats for _, items in groups for indsats in items]
    counts = tuple(Column(name, Kind.COUNT) for name in ("Punkter", "Heraf tværgående", "Heraf afsluttet"))
    rows = (*(row(*group) for group in groups), *([row("I alt", every, total=True)] if len(groups) > 1 else []))
    return Table(caption, (Column(what), *counts), rows)


def bullets(texts: Iterable[str]) -> str:
    """The text of a list, for ``Prose``: a point stays one point whatever stands in it."""
    return "\n".join(f"- {' '.join(text.split())}" for text in texts)


def notes(*texts: str | None) -> Iterator[Note]:
    """A note for each thing there is to say."""
    yield from (Note(text) for text in texts if text)


# --- what the public may see ------------------------------------------------------------------------------------


def public(items: Iterable[Indsats]) -> tuple[tuple[Indsats, ...], tuple[Note, ...]]:
    """The items that a public document may show, and the note that says that something is left out; one that has sums says
    more (``still_counted`` of ``totals``)."""
    items = tuple(items)
    shown = tuple(indsats for indsats in items if indsats.offentlig)
    hidden = len(items) - len(shown)
    if not hidden:
        return shown, ()
    what = "Et punkt er ikke offentligt" if hidden == 1 else f"{hidden} punkter er ikke offentlige"
    return shown, (Note(f"{what} og er udeladt her."),)


def open_annexes(bilag: Iterable[Bilag]) -> tuple[Bilag, ...]:
    """The annexes that are not closed; a closed one is not published, not even by its title."""
    return tuple(annex for annex in bilag if not fold(annex.status or "").startswith("lukket"))


def abbreviations_in(plan: Plan, blocks: Iterable[Block], *, brief: bool = False) -> tuple[Block, ...]:
    """What the codes that stand in some tables, notes and pictures are short for, and no others; ``brief`` is one paragraph,
    where a list would begin a page of its own."""
    text = "\n".join(said for block in blocks for said in _texts(block))
    written = (kode for kode in plan.grundlag.fora if kode in text)
    used = {kode for kode in written if re.search(rf"(?<!\w){re.escape(kode)}(?!\w)", text)}
    if not brief:
        return _spelled_out(plan, used)
    facts = _abbreviated(plan, used)
    said = "; ".join(f"{fact.name}: {fact.value}" for fact in facts)
    return (Prose(f"Forkortelser: {said}."),) if facts else ()


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Table | Form):
        yield from (column.name for column in block.columns)
        yield from (cell for row in rows_of(block) for cell in row if isinstance(cell, str))
    elif isinstance(block, Prose | Note | Steps):
        yield block.text


def _spelled_out(plan: Plan, used: set[str]) -> tuple[Block, ...]:
    facts = _abbreviated(plan, used)
    return (Heading(2, "Forkortelser"), Facts(facts)) if facts else ()


def abbreviations_in_brief(plan: Plan, items: Iterable[Indsats], also: Iterable[str]) -> tuple[Block, ...]:
    """What the codes in the paths of decision stand for, in one line, for a first page; ``also`` are codes that stand
    elsewhere than in the paths."""
    facts = _abbreviated(plan, {*also, *(trin.forum for indsats in items for trin in indsats.trin)})
    named = ", ".join(f"{fact.name}: {fact.value}" for fact in facts)
    return (Facts((Fact("Forkortelser", named),)),) if named else ()


def _abbreviated(plan: Plan, used: set[str]) -> tuple[Fact, ...]:
    named = [(kode, forum.navn) for kode, forum in plan.grundlag.fora.items() if kode in used]
    return tuple(Fact(kode, navn) for kode, navn in named if navn and navn != kode)


# --- what is known by its heading alone -------------------------------------------------------------------------

#: What tells more of an item than that it is there. Where it belongs, what kind it is, and whether it is closed, do not.
_TELLS = (
    *("tovholder", "medvirkende", "kurs", "koordinering", "forudsætning", "sagsgang", "med_høring", "beløb", "anvendt"),
    *("procent", "flytning", "afledt_af", "finansieret_af", "modpost", "strategier", "status", "underoverskrift"),
)

_told = attrgetter(*_TELLS)


def is_heading_alone(indsats: Indsats) -> bool:
    """Whether no more is known of an item than its heading: a block of its own would say »ikke oplyst« and nothing else."""
    told = _told(indsats)
    return IKKE_OPLYST in told and not any(value not in (None, (), "", IKKE_OPLYST) for value in told)


def told(items: Iterable[Indsats]) -> list[Indsats]:
    """The items of which more is known than the heading."""
    return [indsats for indsats in items if not is_heading_alone(indsats)]


def heading_alone(
    items: Iterable[Indsats], marks: Callable[[Indsats], Iterable[str]], *, new_page: bool = False
) -> Iterator[Block]:
    """The one list of those items: each with its code and, in words, what it is besides. Nothing where there are none."""
    alone = [indsats for indsats in items if indsats.offentlig and is_heading_alone(indsats)]
    if alone:
        yield Heading(2, "Kun nævnt ved overskriften", new_page=new_page)
        yield Note(f"Om {_these(len(alone))} er der ikke oplyst mere, end der står her; heller ikke beløb.")
        yield Prose(bullets(": ".join(filter(None, (titel(item), ", ".join(marks(item))))) for item in alone))


def only_headings(items: Iterable[Indsats]) -> Note:
    """What to say where a form would have stood, and has no item to show."""
    return Note("Kun punkter, der står på listen nederst.") if any(item.offentlig for item in items) else INGEN


def _these(count: int) -> str:
    return "dette punkt" if count == 1 else f"disse {count} punkter"


# --- steps and statuses -----------------------------------------------------------------------------------------


def as_of(valg: Valg) -> tuple[Note, ...]:
    """The word on which day a document that speaks of what is to come is of; none where nothing is compared with a day."""
    if valg.dag is None:
        return ()
    late = "Et led er overskredet, når tidspunktet er passeret, og der ikke står en beslutning."
    return (Note(f"Opgjort {format_date(valg.dag)}. {late}"),)


def month_of(tid: Tid) -> date | None:
    """The last day of a time that says its month: of two months, and of a week in two, it is the later. None where it covers
    more, for then nobody can say which."""
    months = (tid.til.year - tid.fra.year) * 12 + tid.til.month - tid.fra.month + 1
    return (tid.til.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1) if months <= 2 else None


def when(led: Led) -> str:
    """When a step is, as it was written, and that its time is over where it is."""
    return _judged(str(led.trin.tid) if led.trin.tid else "Tidspunkt ikke angivet", led.stand)


def _judged(said: str, stand: Stand) -> str:
    return f"{said} ({Stand.OVERSKREDET})" if stand is Stand.OVERSKREDET else said


def led_table(caption: str, steps: Sequence[Led]) -> Iterator[Block]:
    """Steps as a table, a row a time and body, or the word that there are none. What an item is to the committee is said
    where that is not that it is treated there."""
    if not steps:
        yield INGEN
        return

    def said(led: Led) -> str:
        return titel(led.indsats) + ("" if led.forhold is Forhold.BEHANDLES else f" ({led.forhold})")

    rows = tuple(
        Row((*at, "; ".join(map(said, of)))) for at, of in by_heading(steps, lambda led: (when(led), led.trin.forum))
    )
    yield Table(caption, columns("Hvornår", "Led", "Punkter"), rows)


def no_steps(indsats: Indsats) -> str | None:
    """Why the item has no path of decision, where the plan says that it has none."""
    if isinstance(indsats.sagsgang, Sagsgang) and indsats.sagsgang.ingen:
        return f"Ingen. {indsats.sagsgang.ingen}"
    return None


def next_step(indsats: Indsats, dag: date | None) -> str:
    """The first step after the last one that was decided, and whether it should have been before ``dag``; in words where
    there is none, or nobody knows."""
    if er_afsluttet(indsats, dag):
        return "Ingen, punktet er afsluttet"
    if why := no_steps(indsats):
        return why
    if not indsats.trin:
        return str(IKKE_OPLYST) if isinstance(indsats.sagsgang, IkkeOplyst) else ""
    ahead = ((trin, stand) for trin, stand in zip(indsats.trin, stande(indsats, dag), strict=True))
    trin, stand = next(((trin, stand) for trin, stand in ahead if stand is not Stand.GJORT), (None, Stand.GJORT))
    if trin is None:
        return (
            "Ingen, alle led er besluttet"
            if all(led.beslutning for led in indsats.trin)
            else "Ingen, det sidste led er besluttet"
        )
    return _judged(f"{trin.forum}, {trin.tid}" if trin.tid else trin.forum, stand)


def is_late(indsats: Indsats, valg: Valg) -> bool:
    """Whether the newest status is older than ``valg.frist`` days, or there is none; without a day nothing is late."""
    status = newest(indsats, valg.dag)
    return valg.dag is not None and is_older(status.dato if status else None, valg.frist, valg.dag)


def status_text(status: Status | None) -> str:
    return "Ingen status endnu." if status is None else status.tekst or "Ingen tekst."


# --- policies ---------------------------------------------------------------------------------------------------


def policies(items: Iterable[Indsats]) -> list[tuple[str, list[Indsats]]]:
    """The reverse index: every policy or strategy that items name, in Danish order, with the items that name it."""
    named: dict[str, tuple[str, list[Indsats]]] = {}
    for indsats in items:
        for navn in dict.fromkeys(indsats.strategier):
            named.setdefault(fold(navn), (navn, []))[1].append(indsats)
    return sorted(named.values(), key=lambda policy: danish_order(policy[0]))


def themes(plan: Plan, items: Sequence[Indsats]) -> list[tuple[str, list[Indsats]]]:
    """The themes of the plan in its order, then those that only items name, each with the items tagged with it."""
    tagged = [(indsats, set(temaer(plan, indsats))) for indsats in items]
    used = (navn for indsats in items for navn in temaer(plan, indsats))
    names = dict.fromkeys((*(tema.navn for tema in plan.grundlag.temaer), *used))
    return [(navn, [indsats for indsats, own in tagged if navn in own]) for navn in names]


# --- where the plan itself has been -----------------------------------------------------------------------------


def treated(plan: Plan) -> Iterator[Block]:
    """Where the plan itself has been: what was proposed is not what was decided."""
    if plan.grundlag.behandlet:
        yield Heading(2, "Planens behandling")
        yield treated_table(plan)


def treated_table(plan: Plan) -> Table:
    return Table(
        caption="Hvor planen har været behandlet",
        columns=columns("Hvor", "Dato", "Indstilling", "Beslutning"),
        rows=tuple(
            Row(
                (
                    committee(plan, behandling.forum),
                    format_date(behandling.dato) if behandling.dato else "",
                    ": ".join(text for text in (behandling.indstiller, behandling.indstilling) if text),
                    behandling.beslutning or "",
                )
            )
            for behandling in plan.grundlag.behandlet
        ),
    )
