"""From a plan to finished files: which documents there are, one of them, or the whole set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from udplan import folders
from udplan.blocks import Column, Document, Heading, Kind, Note, Row, Table
from udplan.formats import render
from udplan.grundlag import Slags
from udplan.model import Indsats
from udplan.plan import Plan
from udplan.reports import REPORTS, Listed, report
from udplan.select import Valg, tovholdere
from udplan.words import as_id

#: Calendars are no rendering of blocks: this one report can be had as one.
CALENDAR = ("arbejdsplan", "ics")
_PER_UDVALG = ("udvalg", "sag", "arbejdsplan")
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
    from udplan.reports.own import own_reports

    own = own_reports(templates(plan))
    listed = {name: Listed("Planens egen skabelon", f"udplan report {name} -o {as_id(name)}.html") for name in own}
    return {**REPORTS, **{name: each for name, each in listed.items() if name not in REPORTS}}


def document(plan: Plan, valg: Valg, navn: str) -> Document:
    """The document of that name, as blocks.

    Raises:
        UnknownChoice: if the report lacks a choice that it needs, such as a committee.
        TemplateError: if the plan's own template has a mistake.
    """
    from udplan.reports.own import own_report, own_reports

    seen = internal(plan) if valg.internt else plan
    if navn in REPORTS:
        made = report(navn)(seen, valg)
    else:
        made = own_report(seen, valg, own_reports(templates(plan))[navn], templates(plan))
    return replace(made, blocks=(made.blocks[0], INTERNT, *made.blocks[1:])) if valg.internt else made


INTERNT = Note("Internt dokument: det har noter og punkter, der ikke er offentlige. Det må ikke offentliggøres.")


def internal(plan: Plan) -> Plan:
    """The plan as the administration sees it: nothing is hidden, and an item's note stands with its koordinering."""

    def opened(item: Indsats) -> Indsats:
        said = [
            str(item.koordinering or ""),
            "" if item.offentlig else "Punktet er ikke offentligt.",
            f"Intern note: {item.note}" if item.note else "",
        ]
        text = "\n\n".join(each for each in said if each)
        return item.model_copy(update={"offentlig": True, "koordinering": text or None})

    return replace(plan, indsatser=tuple(map(opened, plan.indsatser)))


def finished(plan: Plan, valg: Valg, navn: str, kind: str, skabelon: Path | None = None) -> Finished:
    """The document of that name in a format.

    Raises:
        UnknownChoice, TemplateError, MissingPackage, ValueError: as ``document`` and ``formats.render`` do.
    """
    if (navn, kind) == CALENDAR:
        from udplan.formats.ics import calendar

        return Finished(calendar(plan, valg), [])
    made = document(plan, valg, navn)
    content = render(made, kind, templates(plan), skabelon)
    if kind != "pdf":
        return Finished(content, [])
    from udplan.formats.pdf import warnings
    from udplan.output import shown_path

    return Finished(content, warnings(made, [plan.fil, *plan.filer], templates(plan), shown_path))


class Wanted(NamedTuple):
    """One file of the whole set: its name without the ending, what it is, and how to make it."""

    name: str
    title: str
    navn: str
    valg: Valg


def everything(plan: Plan, valg: Valg) -> Iterator[Wanted]:
    """The whole set: each report, those of committees and managers once for each of these."""
    for navn, listed in available(plan).items():
        if navn in _PER_UDVALG:
            for kode in _committees(plan):
                forum = plan.grundlag.fora[kode]
                one = replace(valg, udvalg=kode)
                yield Wanted(f"{as_id(navn)}-{as_id(kode)}", f"{navn.capitalize()}: {forum.navn or kode}", navn, one)
        elif navn in _PER_TOVHOLDER:
            for title in _managers(plan):
                yield Wanted(f"{as_id(navn)}-{as_id(title)}", f"{title}", navn, replace(valg, tovholder=title))
        else:
            yield Wanted(as_id(navn), listed.hvad, navn, valg)


def _committees(plan: Plan) -> list[str]:
    return [
        kode
        for kode, forum in plan.grundlag.fora.items()
        if forum.slags in (Slags.ØKONOMIUDVALG, Slags.FAGUDVALG)
    ]


def _managers(plan: Plan) -> list[str]:
    used = {title for indsats in plan.indsatser for title in indsats.tovholdere}
    return [title for title in tovholdere(plan) if title in used]




def write_everything(plan: Plan, valg: Valg, kind: str, folder: Path, skabelon: Path | None = None) -> int:
    """Write the whole set to a folder, with an index that leads to all of it; gives the number of documents.

    A progress bar stands on standard error while it works.

    Raises:
        TemplateError, MissingPackage, ValueError: as ``finished`` does; what was written before stays.
        OSError: if the folder cannot be written to.
    """
    from rich.console import Console
    from rich.progress import track

    from udplan.output import write_file

    folder.mkdir(parents=True, exist_ok=True)
    wanted = list(everything(plan, valg))
    rows: list[Row] = []
    for each in track(wanted, "Skriver dokumenter", console=Console(stderr=True), transient=True):
        content = finished(plan, each.valg, each.navn, kind, skabelon if kind == "docx" else None).content
        write_file(folder / f"{each.name}.{kind}", content if isinstance(content, bytes) else content.encode("utf-8"))
        rows.append(Row((each.title, f"{each.name}.{kind}")))
    index = Document(
        title=plan.grundlag.titel,
        kommune=plan.grundlag.kommune,
        enhed=plan.grundlag.enhed,
        decimaler=plan.grundlag.trykte_decimaler,
        blocks=(
            Heading(1, plan.grundlag.titel),
            Table("Alle dokumenter", (Column("Dokument"), Column("Fil", Kind.LINK)), tuple(rows)),
        ),
    )
    write_file(folder / "index.html", str(render(index, "html", templates(plan))).encode("utf-8"))
    return len(wanted)
