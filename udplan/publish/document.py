"""From a plan to one finished document, in any format; and which documents there are."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from udplan.documents.blocks import Document, Gap, Note
from udplan.documents.disclosure import disclosed
from udplan.documents.formats import FORMATS, render
from udplan.documents.reports import REPORTS, Listed
from udplan.figures.rows import Row
from udplan.figures.secrecy import Disclosure, guarded
from udplan.figures.select import Valg
from udplan.history.state import Tilstand
from udplan.model import folders
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.publish.disclosed import disclosure, made
from udplan.values.words import as_id, fold

#: The one report that can also be had as a calendar, which is made of the plan and not of a document's blocks.
_CALENDAR = ("arbejdsplan", "ics")
#: What the rows of a report that compares can be had as.
ROWS = ("json", "csv", "xlsx")


class Finished(NamedTuple):
    """A document ready to be written, what its reader should be told of it first, its title, and how many places in it only
    a person can write."""

    content: str | bytes
    warnings: list[str]
    title: str = ""
    gaps: int = 0


def templates(plan: Plan) -> list[Path]:
    """The folders whose templates win over udplan's own: the plan's, then the repository's."""
    return folders.templates(plan.mappe)


def available(plan: Plan) -> dict[str, Listed]:
    """Every document that can be made of a plan, its repository's own with them."""
    own = {
        # It may say ``valg.siden``, also where it takes the place of one that does not.
        navn: REPORTS.get(navn, Listed("Planens egen skabelon", _example(navn)))._replace(sammenligner=True)
        for navn in _own(plan)
    }
    return REPORTS | own


def kinds(navn: str) -> tuple[str, ...]:
    """The formats that the document of that name can be had in."""
    rows = ROWS if navn in REPORTS and REPORTS[navn].af_to else ()
    return (*FORMATS, *(kind for name, kind in [_CALENDAR] if name == navn), *rows)


def every_kind() -> tuple[str, ...]:
    """The formats that some document can be had in."""
    return (*kinds(_CALENDAR[0]), *ROWS)


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

    own = _own(plan).get(navn)
    seen, valg = _seen(plan, valg)
    out = Disclosure() if valg.internt else disclosure(seen, valg)
    if own is None:
        written = made(seen, valg, navn)
    else:
        written, out = own_report(seen, valg, own, templates(plan), out)
    return marked(written) if valg.internt else disclosed(written, out)


def _seen(plan: Plan, valg: Valg) -> tuple[Plan, Valg]:
    """The plan as the reader of a document may see it, and the earlier state that it is held against, alike."""
    if valg.før is not None:
        valg = replace(valg, før=_state_seen(valg.før, internt=valg.internt))
    return (internal(plan) if valg.internt else guarded(plan)), valg


@lru_cache(maxsize=2)  # what is worked out of a state is kept for it, as for a plan
def _state_seen(state: Tilstand, *, internt: bool) -> Tilstand:
    return replace(state, plan=internal(state.plan) if internt else guarded(state.plan, før=True))


def change_rows(plan: Plan, valg: Valg) -> list[Row]:
    """What the report »ændringer« tells, as rows: public ones, or all that the administration sees.

    Raises:
        UnknownChoice: as the report does.
    """
    from udplan.figures.changes.held import hold
    from udplan.figures.changes.rows import change_rows as rows

    seen, valg = _seen(plan, valg)
    held = hold(seen, valg).offentligt
    assert valg.før is not None  # else it was refused
    return rows(valg.før.plan, seen, held.ændringer)


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


def finished(
    plan: Plan, valg: Valg, navn: str, kind: str, skabelon: Path | None = None, *, forside: str = ""
) -> Finished:
    """The document of that name in a format; ``forside`` is the page of the set that it is one of.

    Raises:
        UnknownChoice, TemplateError, MissingPackage, WrongFormat: as ``document`` and ``formats.render`` do.
    """
    if (navn, kind) == _CALENDAR:
        return _calendar(plan, valg)
    made = replace(document(plan, valg, navn), forside=forside)
    return told(plan, made, kind, render(made, kind, templates(plan), skabelon))


def told(plan: Plan, made: Document, kind: str, content: str | bytes) -> Finished:
    """A document and what it is in a format, with what its reader should be told."""
    gaps = sum(isinstance(block, Gap) for block in made.blocks)
    return Finished(content, _warnings(plan, made) if kind == "pdf" else [], made.title, gaps)


def _warnings(plan: Plan, made: Document) -> list[str]:
    """What the pdf of a document cannot show, and where in the plan's files it is written."""
    from udplan.documents.formats.pdf.missing import warnings
    from udplan.output import shown_path

    texts = ((path, source.text) for path, source in plan.sources.items())
    return warnings(made, texts, templates(plan), shown_path)


def _calendar(plan: Plan, valg: Valg) -> Finished:
    """The calendar of a committee. An internal one says so in its title, for it has no other place to say it."""
    from udplan.publish.calendar import calendar, left_out

    if valg.internt:
        title = f"{plan.grundlag.titel} (internt, må ikke offentliggøres)"
        plan = internal(plan)
        plan = replace(plan, grundlag=plan.grundlag.model_copy(update={"titel": title}))
    return Finished(calendar(plan, valg), left_out(plan, valg))
