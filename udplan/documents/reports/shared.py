"""The pieces that reports share besides the paper form: the frame of a document, steps, statuses, policies, totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from udplan.documents.blocks import Block, Column, Document, Heading, Kind, Note, Row, Table
from udplan.documents.reports.paper_form import committee, missing_amounts, stated, titel
from udplan.figures.control import Kontrol, Resultat, reconcile
from udplan.figures.select import Led, UnknownChoice, Valg, temaer
from udplan.figures.sums import split
from udplan.model.indsats import Indsats, Sagsgang, Status
from udplan.model.plan import Plan
from udplan.values.times import format_date, is_older
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import danish_order, fold, listed

#: Where only a person can write: nothing is made up in its place.
SKRIVES = "[Skrives af sagsbehandleren]"


def document(plan: Plan, title: str, blocks: Iterable[Block]) -> Document:
    """A document of the plan: its title as the heading, and the plan's municipality, unit and decimals."""
    grundlag = plan.grundlag
    return Document(title, grundlag.kommune, grundlag.enhed, grundlag.trykte_decimaler, (Heading(1, title), *blocks))


def asked_udvalg(valg: Valg, navn: str) -> str:
    """The committee that was asked for.

    Raises:
        UnknownChoice: if none was, for a report that is about one.
    """
    if valg.udvalg is None:
        raise UnknownChoice(f"Sig hvilket udvalg, fx udplan report {navn} --udvalg BUU.")
    return valg.udvalg


def number(count: int, one: str, more: str) -> str:
    """A count with its noun: ``1 punkt``, ``3 punkter``."""
    return f"{count} {one if count == 1 else more}"


def points(count: int) -> str:
    return number(count, "punkt", "punkter")


def roles(indsats: Indsats) -> str:
    """The tovholdere of an item, as a sentence lists them."""
    return str(indsats.tovholder) if isinstance(indsats.tovholder, IkkeOplyst) else listed(indsats.tovholder)


def bullets(texts: Iterable[str]) -> str:
    """The text of a list, for ``Prose``: a point stays one point whatever stands in it."""
    return "\n".join(f"- {' '.join(text.split())}" for text in texts)


def columns(*names: str) -> tuple[Column, ...]:
    """Columns of text."""
    return tuple(map(Column, names))


# --- steps and statuses -----------------------------------------------------------------------------------------


def when(led: Led) -> str:
    return str(led.trin.tid) if led.trin.tid else "Tidspunkt ikke angivet"


def led_table(caption: str, steps: Sequence[Led]) -> Iterator[Block]:
    """Steps as a table, or the word that there are none."""
    if not steps:
        yield Note("Ingen.")
        return
    rows = tuple(Row((when(led), titel(led.indsats), led.trin.forum, str(led.forhold))) for led in steps)
    yield Table(caption, columns("Hvornår", "Punkt", "Led", "Forhold"), rows)


def next_step(indsats: Indsats) -> str:
    """The first step after the last one that was decided; in words where there is none, or nobody knows."""
    if indsats.afsluttet:
        return "Ingen, punktet er afsluttet"
    if isinstance(indsats.sagsgang, Sagsgang) and indsats.sagsgang.ingen:
        return f"Ingen. {indsats.sagsgang.ingen}"
    if not indsats.trin:
        return "ikke oplyst" if isinstance(indsats.sagsgang, IkkeOplyst) else ""
    decided = max((place for place, trin in enumerate(indsats.trin, 1) if trin.beslutning), default=0)
    if decided == len(indsats.trin):
        return "Ingen, alle led er besluttet"
    trin = indsats.trin[decided]
    return f"{trin.forum}, {trin.tid}" if trin.tid else trin.forum


def newest(indsats: Indsats, dag: date | None) -> Status | None:
    """The newest status, not looking past ``dag``; of two on one day the one that stands last."""
    known = [status for status in indsats.status if dag is None or status.dato <= dag]
    return max(reversed(known), key=lambda status: status.dato, default=None)


def is_late(indsats: Indsats, valg: Valg) -> bool:
    """Whether the newest status is older than ``valg.frist`` days, or there is none; without a day nothing is."""
    status = newest(indsats, valg.dag)
    return valg.dag is not None and is_older(status.dato if status else None, valg.frist, valg.dag)


def status_text(status: Status | None) -> str:
    return "Ingen status endnu." if status is None else status.tekst or "Ingen tekst."


# --- policies ---------------------------------------------------------------------------------------------------


def policies(items: Iterable[Indsats]) -> list[tuple[str, list[Indsats]]]:
    """The reverse index: every policy or strategy that items name, in Danish order, with the items that name it."""
    found: dict[str, tuple[str, list[Indsats]]] = {}
    for indsats in items:
        for navn in dict.fromkeys(indsats.strategier):
            found.setdefault(fold(navn), (navn, []))[1].append(indsats)
    return sorted(found.values(), key=lambda each: danish_order(each[0]))


def themes(plan: Plan, items: Sequence[Indsats]) -> list[tuple[str, list[Indsats]]]:
    """The themes of the plan in its order, then those that only items name, each with the items tagged with it."""
    tagged = [(indsats, set(temaer(plan, indsats))) for indsats in items]
    used = (navn for indsats in items for navn in temaer(plan, indsats))
    names = dict.fromkeys((*(tema.navn for tema in plan.grundlag.temaer), *used))
    return [(navn, [indsats for indsats, own in tagged if navn in own]) for navn in names]


# --- amounts ----------------------------------------------------------------------------------------------------


def unknown_amounts(plan: Plan, items: Sequence[Indsats]) -> Iterator[Block]:
    """What the sums of some items leave out, because nobody knows it: whole items, and single years."""
    yield from missing_amounts(items)
    years = [
        f"{år} ({number(count, 'beløb', 'beløb')})"
        for år in plan.grundlag.år
        if (count := sum(isinstance(each.beløb, dict) and isinstance(each.beløb_i(år), IkkeOplyst) for each in items))
    ]
    if years:
        yield Note(f"Enkelte beløb er ikke oplyst og er ikke med i summerne: {listed(years)}.")


def sum_table(plan: Plan, caption: str, items: Sequence[Indsats]) -> Iterator[Block]:
    """The sum of some items, a row a bevilling; drift and anlæg are never added."""
    rows = stated(split(plan, "", items))
    if not rows:
        yield Note("Ingen af punkterne har et oplyst beløb.")
    else:
        rows_of_amounts = tuple(Row((row.bevilling, *row.beløb.values())) for row in rows)
        yield Table(caption, (*columns("Bevilling"), *year_columns(plan)), rows_of_amounts)
    yield from unknown_amounts(plan, items)


def year_columns(plan: Plan) -> tuple[Column, ...]:
    return tuple(Column(str(år), Kind.AMOUNT) for år in plan.grundlag.år)


# --- the plan itself --------------------------------------------------------------------------------------------


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
                    committee(plan, each.forum),
                    format_date(each.dato) if each.dato else "",
                    ": ".join(text for text in (each.indstiller, each.indstilling) if text),
                    each.beslutning or "",
                )
            )
            for each in plan.grundlag.behandlet
        ),
    )


def control_totals(plan: Plan) -> Iterator[Block]:
    """Stated totals against the sums of their rows, each year with its verdict and its source."""
    controls = reconcile(plan)
    if not controls:
        return
    yield Heading(2, "Kontroltal")
    figures = (Column(name, Kind.AMOUNT) for name in ("Oplyst", "Sum", "Forskel"))
    yield Table(
        caption="Oplyste totaler holdt op mod summen af punkterne",
        columns=(*columns("Kontroltal", "År"), *figures, *columns("Resultat", "Kilde")),
        rows=tuple(map(_control_row, controls)),
    )
    yield from missing_amounts(plan.indsatser)


def _control_row(control: Kontrol) -> Row:
    when = "i alt" if control.år is None else str(control.år)
    return Row((control.navn, when, control.oplyst, control.sum, control.forskel, _verdict(control), control.kilde))


def _verdict(control: Kontrol) -> str:
    explained = control.resultat is Resultat.FORKLARET and control.forklaring
    return f"{control.resultat}: {control.forklaring}" if explained else control.resultat
