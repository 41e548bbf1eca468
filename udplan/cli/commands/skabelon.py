"""``udplan skabelon``: a Word template to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from udplan.cli.shared.options import OutOption
from udplan.cli.shared.steps import fail, one_of, write

EXAMPLES = """
Eksempler:
  udplan skabelon docx -o skabelon.docx
"""


def command(
    *,
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="docx.")],
    ud: OutOption = None,
) -> None:
    """Skriv en Word-skabelon at begynde med; ret den i Word, og brug den med report --skabelon."""
    from udplan.documents.formats import word_template
    from udplan.documents.printing.errors import MissingPackage

    one_of(format, ("docx",), "Skabelonen")
    target = ud or Path("skabelon.docx")
    if ud is None and target.exists():
        fail(f"{target} findes allerede. Skriv et andet navn: -o NAVN.docx.")
    try:
        write(target, word_template())
    except MissingPackage as error:
        fail(str(error))
