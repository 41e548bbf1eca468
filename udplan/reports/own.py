"""A plan repository's own reports: one Markdown template each (``templates/rapporter/NAVN.md.j2``), in every format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from udplan.blocks import Document, DocumentError, Heading
from udplan.formats import TemplateError
from udplan.plan import Plan
from udplan.select import Valg

FOLDER = "rapporter"
ENDING = ".md.j2"


def own_reports(templates: Sequence[Path]) -> dict[str, str]:
    """The reports that folders of templates hold: the name of each, and its template."""
    found: dict[str, str] = {}
    for folder in templates:
        for path in sorted((folder / FOLDER).glob(f"*{ENDING}")):
            found.setdefault(path.name.removesuffix(ENDING), f"{FOLDER}/{path.name}")
    return found


def names(plan: Plan, valg: Valg) -> dict[str, object]:
    """What a template of a report can use; ``docs/skabeloner.md`` is made from it."""
    from udplan.control import reconcile
    from udplan.pools import pools
    from udplan.reports.form import public
    from udplan.select import select
    from udplan.sums import Pr, add_up

    chosen = select(plan, valg)
    shown, _ = public(chosen)

    def sum_per(*pr: str) -> object:
        """Sums of the selected items, hidden ones with them: totals never shrink in silence."""
        return add_up(plan, chosen, *(Pr(each) for each in pr))

    return {
        "plan": plan.grundlag,
        "år": plan.grundlag.år,
        "punkter": shown,
        "summer": sum_per,
        "kontroltal": reconcile(plan),
        "puljer": [pool for pool in pools(plan) if pool.indsats in shown],
        "valg": valg,
    }


def own_report(plan: Plan, valg: Valg, template: str, templates: Sequence[Path]) -> Document:
    """The report of a template, as a document that every format can render.

    Raises:
        TemplateError: if the template has a mistake, or the document is not one that can be read by everybody.
    """
    from udplan.formats.jinja import render_template
    from udplan.formats.md import write
    from udplan.reports.markdown import blocks

    grundlag = plan.grundlag
    text = render_template(template, templates, write(grundlag.enhed, grundlag.trykte_decimaler), names(plan, valg))
    found = blocks(text)
    title = next((block.text for block in found if isinstance(block, Heading)), grundlag.titel)
    try:
        return Document(title, grundlag.kommune, grundlag.enhed, grundlag.trykte_decimaler, found)
    except DocumentError as error:
        raise TemplateError(
            f"{template}: dokumentet skal begynde med én overskrift (# …), og ingen overskrift må springe et niveau over "
            f"({error})"
        ) from error
