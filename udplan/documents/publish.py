"""From a plan to finished files: which documents there are, one of them, or the whole set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from udplan.documents.blocks import Column, Document, Kind, Note, Row, Table
from udplan.documents.formats import render
from udplan.documents.reports import REPORTS, Listed, report, shared
from udplan.figures.select import Valg, tovholdere
from udplan.model import folders
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.model.planfile import Slags
from udplan.values.words import as_id, fold, take_name

#: The one report that can also be had as a calendar. A calendar is made of the plan and not of a document's blocks.
CALENDAR = ("arbejdsplan", "ics")
#: The name of the page that leads to the whole set.
INDEX = "index"
_CASE = "sag"  # of each committee, and of the plan
_PER_UDVALG = ("udvalg", _CASE, "arbejdsplan")
_PER_TOVHOLDER = ("tovholder",)


class Finished(NamedTuple):
    """A document ready to be written, and what its reader should be told of it first."""

    content: str | bytes
    warnings: list[str]


def templates(plan: Plan) -> list[Path]:
    """The folders whose templates win over udplan's own: the plan's, then the repository's."""
    return [plan.mappe / "templates", folders.repository(plan.mappe) / "templates"]


def available(plan: Plan) -> dict[str, Listed]:
    """Every document that can be made of a plan, its repository's own with them."""
    own = {navn: Listed("Planens egen skabelon", _example(navn)) for navn in _own(plan) if navn not in REPORTS}
    return REPORTS | own


def _own(plan: Plan) -> dict[str, str]:
    """The repository's own reports: the name of each, and its template. One named as one of ours takes its place."""
    from udplan.documents.own.report import own_reports

    ours = {fold(navn): navn for navn in REPORTS}
    return {ours.get(fold(navn), navn): template for navn, template in own_reports(templates(plan)).items()}


def _example(navn: str) -> str:
    written = f'"{navn}"' if " " in navn else navn
    return f"udplan report {written} -o {as_id(navn) or 'dokument'}.html"


def document(plan: Plan, valg: Valg, navn: str) -> Document:
    """The document of that name, as blocks.

    Raises:
        UnknownChoice: if the report lacks a choice that it needs, such as a committee.
        TemplateError: if the plan's own template has a mistake.
    """
    from udplan.documents.own.report import own_report

    seen = internal(plan) if valg.internt else plan
    own = _own(plan).get(navn)
    made = report(navn)(seen, valg) if own is None else own_report(seen, valg, own, templates(plan))
    return marked(made) if valg.internt else made


def marked(document: Document) -> Document:
    """The document with the word, right under its title, that it is internal."""
    return replace(document, blocks=(document.blocks[0], INTERNT, *document.blocks[1:]))


INTERNT = Note("Internt dokument: det har noter og punkter, der ikke er offentlige. Det må ikke offentliggøres.")


def internal(plan: Plan) -> Plan:
    """The plan as the administration sees it: nothing is hidden, and an item's note stands with its koordinering."""

    def opened(item: Indsats) -> Indsats:
        said = [
            *([] if item.offentlig else ["Punktet er ikke offentligt."]),
            *([f"Intern note: {item.note.strip()}"] if item.note else []),
        ]
        if not said:
            return item
        written = [] if item.koordinering is None else [str(item.koordinering).strip()]
        return item.model_copy(update={"offentlig": True, "koordinering": "\n\n".join(written + said)})

    return replace(plan, indsatser=tuple(map(opened, plan.indsatser)))


def finished(plan: Plan, valg: Valg, navn: str, kind: str, skabelon: Path | None = None) -> Finished:
    """The document of that name in a format.

    Raises:
        UnknownChoice, TemplateError, MissingPackage, WrongFormat: as ``document`` and ``formats.render`` do.
    """
    if (navn, kind) == CALENDAR:
        return Finished(_calendar(plan, valg), [])
    made = document(plan, valg, navn)
    content = render(made, kind, templates(plan), skabelon)
    return Finished(content, _warnings(plan, made) if kind == "pdf" else [])


def _warnings(plan: Plan, made: Document) -> list[str]:
    """What the pdf of a document cannot show, and where in the plan's files it is written."""
    from udplan.documents.formats.pdf import warnings
    from udplan.output import shown_path

    texts = ((path, source.text) for path, source in plan.sources.items())
    return warnings(made, texts, templates(plan), shown_path)


def _calendar(plan: Plan, valg: Valg) -> str:
    """The calendar of a committee. An internal one says so in its title, for it has no other place to say it."""
    from udplan.documents.calendar import calendar

    if not valg.internt:
        return calendar(plan, valg)
    title = f"{plan.grundlag.titel} (internt, må ikke offentliggøres)"
    opened = internal(plan)
    return calendar(replace(opened, grundlag=opened.grundlag.model_copy(update={"titel": title})), valg)


class Wanted(NamedTuple):
    """One file of the whole set: its name without the ending, what it is, and how to make it."""

    name: str
    title: str
    navn: str
    valg: Valg


def everything(plan: Plan, valg: Valg) -> list[Wanted]:
    """The whole set: each report; those of committees and managers once for each of these, or for the one asked for."""
    taken = {INDEX}
    return [
        wanted._replace(name=take_name(as_id(wanted.name) or "dokument", taken, "-"))
        for wanted in _everything(plan, valg)
    ]


def _everything(plan: Plan, valg: Valg) -> Iterator[Wanted]:
    committees = _committees(plan) if valg.udvalg is None else [valg.udvalg]
    managers = _managers(plan, valg) if valg.tovholder is None else [valg.tovholder]
    for navn, listed in available(plan).items():
        name = navn.capitalize()
        if navn not in (*_PER_UDVALG, *_PER_TOVHOLDER) or (navn == _CASE and valg.udvalg is None):
            yield Wanted(navn, f"{name}: {listed.hvad}" if navn != _CASE else f"{name}: hele planen", navn, valg)
        if navn in _PER_UDVALG:
            for kode in committees:
                title = f"{name}: {shared.committee(plan, kode)}"
                yield Wanted(f"{navn} {kode}", title, navn, replace(valg, udvalg=kode))
        elif navn in _PER_TOVHOLDER:
            for title in managers:
                yield Wanted(f"{navn} {title}", f"{name}: {title}", navn, replace(valg, tovholder=title))


def _committees(plan: Plan) -> list[str]:
    return [kode for kode, forum in plan.grundlag.fora.items() if forum.slags in (Slags.ØKONOMIUDVALG, Slags.FAGUDVALG)]


def _managers(plan: Plan, valg: Valg) -> list[str]:
    """Those with an item that the reader may know of."""
    seen = (indsats for indsats in plan.indsatser if indsats.offentlig or valg.internt)
    used = {title for indsats in seen for title in indsats.tovholdere}
    return [title for title in tovholdere(plan) if title in used]


class Whole(NamedTuple):
    """How many documents were written, and what their reader should be told of them."""

    antal: int
    warnings: list[str]


def write_everything(plan: Plan, valg: Valg, kind: str, folder: Path, skabelon: Path | None = None) -> Whole:
    """Write the whole set to a folder, with an index that leads to all of it.

    A progress bar stands on standard error while it works.

    Raises:
        UnknownChoice, TemplateError, MissingPackage, WrongFormat: as ``finished`` does; what was written before stays.
        OSError: if the folder cannot be written to.
    """
    from rich.console import Console
    from rich.progress import track

    from udplan.output import write_file

    wanted = everything(plan, valg)
    rows: list[Row] = []
    warnings: dict[str, None] = {}
    for one in track(wanted, "Skriver dokumenter", console=Console(stderr=True), transient=True):
        done = finished(plan, one.valg, one.navn, kind, skabelon)
        folder.mkdir(parents=True, exist_ok=True)
        content = done.content if isinstance(done.content, bytes) else done.content.encode("utf-8")
        write_file(folder / f"{one.name}.{kind}", content)
        rows.append(Row((one.title, f"{one.name}.{kind}")))
        warnings.update(dict.fromkeys(done.warnings))
    table = Table("Alle dokumenter", (Column("Dokument"), Column("Fil", Kind.LINK)), tuple(rows))
    index = shared.document(plan, plan.grundlag.titel, [table])
    page = render(marked(index) if valg.internt else index, "html", templates(plan))
    write_file(folder / f"{INDEX}.html", page.encode("utf-8"))
    return Whole(len(wanted), list(warnings))
