"""The changes as rows for json, csv and Excel: one a change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from udplan.figures.changes.change import Værdi, Ændring
from udplan.figures.rows import Row, meaning
from udplan.figures.secrecy import Secret
from udplan.model.indsats import Status
from udplan.model.planfile import Grundlag

#: The columns, for a file without rows.
COLUMNS: Final = (
    *("id", "overskrift", "kode", "udvalg", "slags", "felt", "hvad", "år", "dato"),
    *("før", "efter", "forskel", "bemærk", "enhed", "fortegn"),
)


def change_rows(grundlag: Grundlag, changes: Iterable[Ændring]) -> list[Row]:
    """A row a change; ``grundlag`` is either state's, whose unit both have. What has no item is the plan's own."""
    return [
        {
            "id": item.id if (item := change.punkt) else None,
            "overskrift": item.overskrift if item else None,
            "kode": item.kode if item else None,
            "udvalg": item.udvalg if item else None,
            "slags": change.slags.value,
            "felt": change.felt,
            "hvad": change.hvad or None,
            "år": change.år,
            "dato": change.dag,
            "før": _value(change.før),
            "efter": _value(change.efter),
            "forskel": _value(change.forskel),
            "bemærk": change.bemærk or None,
            **meaning(grundlag),
        }
        for change in changes
    ]


def _value(of: Værdi) -> Værdi:
    """What stood or stands, as a row tells it; a status as one text, and a secret figure as the figure it is."""
    if isinstance(of, Secret):
        return of.plain
    return str(of) if isinstance(of, Status) else of
