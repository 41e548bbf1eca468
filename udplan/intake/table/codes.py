"""The codes of a table and a plan, by which the end of a title is known to be one: R307 is, and »Verdensmål A2030« has none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from udplan.intake.table.columns import head_of, placed
from udplan.intake.table.titles import codes_in
from udplan.model.plan import Plan
from udplan.office.grid import Read, Table

_FORM: Final = re.compile("([A-ZÆØÅ]{1,2})([0-9]{3,4})")


class Codes:
    """What codes look like in a plan and a file: their letters, and how many figures come behind."""

    def __init__(self, plan: Plan, read: Read, kolonner: Mapping[str, str]) -> None:
        self._plans = {form for form, _ in _forms(str(indsats.kode or "") for indsats in plan.indsatser)}
        self._files: dict[tuple[str, int], set[str]] = {}
        for table in read.tabeller:
            for form, code in _forms(_of_table(table, kolonner)):
                self._files.setdefault(form, set()).add(code)

    def look_like(self, code: str) -> bool:
        """Whether a code has the form of one in the plan, or of another one in the file."""
        return any(form in self._plans or self._files.get(form, set()) - {own} for form, own in _forms([code]))


def _forms(codes: Iterable[str]) -> Iterator[tuple[tuple[str, int], str]]:
    for code in codes:
        if match := _FORM.match(code):
            yield (match[1], len(match[2])), match[0]


def _of_table(table: Table, kolonner: Mapping[str, str]) -> Iterator[str]:
    """The codes in the column for them and in the cells of the titles."""
    named = ((at, head_of(table.rækker, at, kolonner)) for at in range(len(table.rækker)))
    at, found = next(((at, found) for at, found in named if found), (0, None))
    if found is None:
        return
    head, many = found
    for row in table.rækker[at + many :]:
        for place, cell in placed(row, head, table.bredder).celler.items():
            if head[place].felt == "kode":
                yield cell.text.strip()
            elif head[place].felt == "overskrift":
                yield from codes_in(cell.prosa)
