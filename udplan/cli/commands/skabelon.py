"""``udplan skabelon``: a Word template to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from udplan.cli.shared.files import refuse_ending, write
from udplan.cli.shared.options import OutOption, OverskrivOption
from udplan.cli.shared.steps import fail, one_of

EXAMPLES = """
Eksempler:
  udplan skabelon docx -o skabelon.docx
"""


def command(
    *,
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="docx.")],
    ud: OutOption = None,
    overskriv: OverskrivOption = False,
) -> None:
    """Skriv en Word-skabelon at begynde med; ret den i Word, og brug den med report --skabelon."""
    from udplan.documents.formats import word_template
    from udplan.documents.printing.errors import MissingPackage

    one_of(format, ("docx",), "Skabelonen")
    target = ud or Path("skabelon.docx")
    refuse_ending(target, ("docx",))
    try:
        write(target, word_template(), overskriv=overskriv)
    except MissingPackage as error:
        fail(str(error))
