"""The whole set of documents in a folder, with an index that leads to all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from udplan.documents.blocks import Column, Kind, Row, Table
from udplan.documents.formats import render
from udplan.documents.reports import shared
from udplan.figures.select import Valg, tovholdere
from udplan.model.plan import Plan
from udplan.publish.disclosed import committees
from udplan.publish.document import available, finished, marked, templates
from udplan.values.words import as_id, take_name

#: The name of the page that leads to the whole set.
INDEX = "index"
_CASE = "sag"  # of each committee, and of the plan
_PER_UDVALG = ("udvalg", _CASE, "arbejdsplan")
_PER_TOVHOLDER = ("tovholder",)


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
    codes = committees(plan) if valg.udvalg is None else [valg.udvalg]
    managers = _managers(plan, valg) if valg.tovholder is None else [valg.tovholder]
    for navn, listed in available(plan).items():
        name = navn.capitalize()
        if navn not in (*_PER_UDVALG, *_PER_TOVHOLDER) or (navn == _CASE and valg.udvalg is None):
            yield Wanted(navn, f"{name}: {listed.hvad}" if navn != _CASE else f"{name}: hele planen", navn, valg)
        if navn in _PER_UDVALG:
            for kode in codes:
                title = f"{name}: {shared.committee(plan, kode)}"
                yield Wanted(f"{navn} {kode}", title, navn, replace(valg, udvalg=kode))
        elif navn in _PER_TOVHOLDER:
            for title in managers:
                yield Wanted(f"{navn} {title}", f"{name}: {title}", navn, replace(valg, tovholder=title))


def _managers(plan: Plan, valg: Valg) -> list[str]:
    """Those with an item that the reader may know of."""
    seen = (indsats for indsats in plan.indsatser if indsats.offentlig or valg.internt)
    used = {title for indsats in seen for title in indsats.tovholdere}
    return [title for title in tovholdere(plan) if title in used]


def files(plan: Plan, valg: Valg, kind: str) -> list[str]:
    """The names of the files that the whole set is written to, the index with them."""
    return [*(f"{wanted.name}.{kind}" for wanted in everything(plan, valg)), f"{INDEX}.html"]


class Whole(NamedTuple):
    """How many documents were written, and what their reader should be told of them."""

    antal: int
    warnings: list[str]


def write_everything(plan: Plan, valg: Valg, kind: str, folder: Path, skabelon: Path | None = None) -> Whole:
    """Write the whole set to a folder, with an index that leads to all of it.

    A progress bar stands on the terminal while it works.

    Raises:
        UnknownChoice, TemplateError, MissingPackage, WrongFormat: as ``finished`` does; what was written before stays.
        OSError: if the folder cannot be written to.
    """
    from rich.console import Console
    from rich.progress import track

    from udplan.disk.documents import write_document
    from udplan.output import shown_path

    wanted = everything(plan, valg)
    rows: list[Row] = []
    warnings: dict[str, None] = {}
    console = Console(stderr=True)
    # Where there is no terminal, all that is left of the bar is an empty line.
    bar = track(wanted, "Skriver dokumenter", console=console, transient=True) if console.is_interactive else wanted
    for one in bar:
        done = finished(plan, one.valg, one.navn, kind, skabelon)
        folder.mkdir(parents=True, exist_ok=True)
        content = done.content if isinstance(done.content, bytes) else done.content.encode("utf-8")
        written = write_document(folder / f"{one.name}.{kind}", content)
        warnings.update(dict.fromkeys(written.remarks(shown_path(written.path))))
        rows.append(Row((one.title, f"{one.name}.{kind}")))
        warnings.update(dict.fromkeys(done.warnings))
    table = Table("Alle dokumenter", (Column("Dokument"), Column("Fil", Kind.LINK)), tuple(rows))
    index = shared.document(plan, plan.grundlag.titel, [table])
    page = render(marked(index) if valg.internt else index, "html", templates(plan))
    write_document(folder / f"{INDEX}.html", page.encode("utf-8"))
    return Whole(len(wanted), list(warnings))
