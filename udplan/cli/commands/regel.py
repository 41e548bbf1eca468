"""``udplan regel``: the page of a rule, or the list of them."""

from __future__ import annotations

from typing import Annotated

import typer

from udplan.cli.shared import completion
from udplan.cli.shared.steps import one_of

EXAMPLES = """
Eksempler:
  udplan regel
  udplan regel beloeb-form
"""


def command(
    *,
    navn: Annotated[
        str | None,
        typer.Argument(
            metavar="NAVN",
            help="Reglens navn, som det står sidst i en meddelelse.",
            autocompletion=completion.rules,
        ),
    ] = None,
) -> None:
    """Forklar en regel: hvorfor den er der, forkert og rigtigt. Uden navn: vis dem alle."""
    from udplan.lint.rules import NAMES, rule
    from udplan.lint.rules.pages import as_text, page
    from udplan.output import show, show_lines

    if navn is not None:
        asked = rule(one_of(navn, NAMES, "Reglen"))
        show_lines(as_text(asked.navn, asked.niveau, page(asked.side)).splitlines())
        return
    width = max(map(len, NAMES))
    for name in NAMES:
        show(f"{name:{width}}  {page(rule(name).side).title}")
