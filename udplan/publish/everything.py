"""The whole set of documents in a folder, with an index that leads to all of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

from udplan.documents.blocks import Block, Column, Heading, Kind, Row, Table
from udplan.documents.formats import render
from udplan.documents.reports import shared
from udplan.figures.select import Valg, select, tovholdere
from udplan.model.plan import Plan
from udplan.publish.disclosed import committees
from udplan.publish.document import available, document, marked, templates, told
from udplan.values.words import as_id, take_name

#: The name of the page that leads to the whole set, without its ending.
INDEX = "index"
_CASE = "sag"  # of each committee, and of the plan
_PER_UDVALG = ("udvalg", _CASE, "arbejdsplan")
_PER_TOVHOLDER = ("tovholder",)


class Wanted(NamedTuple):
    """One file of the whole set: its name without the ending, and how to make it."""

    name: str
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
    codes = committees(plan) if valg.udvalg is None else [valg.udvalg]
    managers = _managers(plan, valg) if valg.tovholder is None else [valg.tovholder]
    for navn in (navn for navn, listed in available(plan).items() if valg.før or not listed.af_to):
        if navn not in (*_PER_UDVALG, *_PER_TOVHOLDER) or (navn == _CASE and valg.udvalg is None):
            yield Wanted(navn, navn, valg)
        if navn in _PER_UDVALG:
            yield from (Wanted(f"{navn} {kode}", navn, replace(valg, udvalg=kode)) for kode in codes)
        elif navn in _PER_TOVHOLDER:
            yield from (Wanted(f"{navn} {title}", navn, replace(valg, tovholder=title)) for title in managers)


def _managers(plan: Plan, valg: Valg) -> list[str]:
    """Those with an item that the reader may know of."""
    seen = (indsats for indsats in plan.indsatser if indsats.offentlig or valg.internt)
    used = {title for indsats in seen for title in indsats.tovholdere}
    return [title for title in tovholdere(plan) if title in used]


def index_file(kind: str) -> str:
    """The file of the page that leads to the whole set: Markdown where that is what the set is in, since a git host shows it
    and no html; else a page for the browser, which opens the others."""
    return f"{INDEX}.{_index_kind(kind)}"


def _index_kind(kind: str) -> Literal["md", "html"]:
    return "md" if kind == "md" else "html"


def files(plan: Plan, valg: Valg, kind: str) -> list[str]:
    """The names of the files that the whole set is written to, the index with them."""
    return [*(f"{wanted.name}.{kind}" for wanted in everything(plan, valg)), index_file(kind)]


class Whole(NamedTuple):
    """How many documents were written, what their reader should be told of them, how many places in them only a person can
    write, and how many have such places."""

    antal: int
    warnings: list[str]
    gaps: int
    with_gaps: int


def write_everything(plan: Plan, valg: Valg, kind: str, folder: Path, skabelon: Path | None = None) -> Whole:
    """Write the whole set to a folder, with an index that leads to all of it.

    A progress bar stands on the terminal while it works.

    Raises:
        UnknownChoice, TemplateError, MissingPackage, WrongFormat: as ``finished`` does; what was written before stays.
        OSError: if the folder cannot be written to.
    """
    from udplan.disk.documents import write_document
    from udplan.output import shown_path
    from udplan.publish.workers import written as each_written

    wanted = everything(plan, valg)
    made = (replace(document(plan, one.valg, one.navn), forside=index_file(kind)) for one in wanted)
    done_in_order = each_written(made, len(wanted), kind, templates(plan), skabelon)
    entries: list[_Entry] = []
    warnings: dict[str, None] = {}
    gaps: list[int] = []
    for one, (document_made, content) in zip(_with_a_bar(wanted), done_in_order, strict=True):
        done = told(plan, document_made, kind, content)
        folder.mkdir(parents=True, exist_ok=True)
        content = done.content if isinstance(done.content, bytes) else done.content.encode("utf-8")
        written = write_document(folder / f"{one.name}.{kind}", content)
        warnings.update(dict.fromkeys(written.remarks(shown_path(written.path))))
        entries.append(_Entry(one, done.title, f"{one.name}.{kind}"))
        warnings.update(dict.fromkeys(done.warnings))
        gaps.append(done.gaps)
    index = shared.document(plan, plan.grundlag.titel, _index(plan, valg, entries, _FORMATS.get(kind, kind)))
    page = render(marked(index) if valg.internt else index, _index_kind(kind), templates(plan))
    write_document(folder / index_file(kind), page.encode("utf-8"))
    return Whole(len(wanted), list(warnings), sum(gaps), sum(map(bool, gaps)))


def _with_a_bar(wanted: Sequence[Wanted]) -> Iterable[Wanted]:
    """What is asked for, with a bar on the terminal of how much of it is taken. Elsewhere all that is left of one is an empty
    line."""
    if not sys.stderr.isatty():
        return wanted
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(wanted, "Skriver dokumenter", console=console, transient=True) if console.is_interactive else wanted


class _Entry(NamedTuple):
    """One document in the index: what was wanted, the title it got, and its file."""

    wanted: Wanted
    title: str
    file: str


#: What a reader calls a format.
_FORMATS = {"html": "Webside", "docx": "Word", "pdf": "Pdf", "md": "Markdown"}


def _index(plan: Plan, valg: Valg, entries: Sequence[_Entry], format: str) -> Iterator[Block]:
    """The set as a reader looks for it: the plan's own documents by title, each committee's together, each tovholder's."""
    of_tovholder = [entry for entry in entries if entry.wanted.navn in _PER_TOVHOLDER]
    of_udvalg = [entry for entry in entries if entry.wanted.valg.udvalg and entry not in of_tovholder]
    of_plan = [entry for entry in entries if entry not in of_udvalg and entry not in of_tovholder]
    if of_plan:
        whole = select(plan, valg) == plan.indsatser
        yield Heading(2, "Hele planen" if whole else "De valgte punkter")
        yield _listed(plan, f"Dokumenter om {'hele planen' if whole else 'de valgte punkter'}", of_plan, format)
    if of_udvalg:
        yield Heading(2, "Udvalgene")
    for kode in plan.grundlag.fora:
        if own := [entry for entry in of_udvalg if entry.wanted.valg.udvalg == kode]:
            navn = shared.committee(plan, kode)
            yield Heading(3, navn)
            yield _listed(plan, f"Dokumenter til {navn}", own, format)
    if of_tovholder:
        yield Heading(2, "Tovholderne")
        yield _listed(plan, "Tovholdernes punkter", of_tovholder, format)


def _listed(plan: Plan, caption: str, entries: Sequence[_Entry], format: str) -> Table:
    """Documents by title; that of the plan, which they all end in, stands once at the top of the page."""

    def short(title: str) -> str:
        return title.removesuffix(f": {plan.grundlag.titel}").removesuffix(f" af {plan.grundlag.titel}")

    columns = (Column("Dokument"), Column("Format"), Column("Fil", Kind.LINK))
    return Table(caption, columns, tuple(Row((short(entry.title), format, entry.file)) for entry in entries))
