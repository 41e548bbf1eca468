"""Taking answers into a plan: what they want, tried together against lint, and what came of every line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from udplan.intake.answers.merge import Flettet, Linje, Udfald, Valgt, Ønske, flet, nægtet
from udplan.intake.answers.received import Indkommet
from udplan.intake.tried import Rettelse, prøv
from udplan.model.plan import Loaded


class Taget(NamedTuple):
    """What can be written of some answers, in the order that it is to be, and the lines of all of them by their names;
    ``filer`` are the files of the plan that a line changes."""

    rettelser: tuple[Rettelse, ...]
    linjer: dict[str, list[Linje]]
    filer: dict[Linje, frozenset[Path]]

    def ikke_skrevet(self, fil: Path, hvorfor: str) -> frozenset[Path]:
        """Have the lines of a file say that it could not be written after all. The files that these lines change, too: one
        that is yet to be written is not to be, for a line is made in all its files or in none."""
        others: frozenset[Path] = frozenset()
        for lines in self.linjer.values():
            for place, line in enumerate(lines):
                if line.udfald is Udfald.RETTES and fil in self.filer[line]:
                    others |= self.filer[line]
                    lines[place] = nægtet(line, hvorfor)
        return others


def tag(loaded: Loaded, indkomne: Sequence[Indkommet], valgt: Valgt, daterede: dict[str, date]) -> Taget:
    """Work out what becomes of some answers. Nothing is written. ``daterede`` are the days that the statuses of answers had
    when they were taken before, by the names of their files: taken again they are the same statuses."""
    assert loaded.plan is not None
    svar = [each.svar for each in indkomne if each.svar is not None]
    flettet = flet(loaded.plan, svar, valgt, daterede)
    ønsker, whys = flettet.ønsker, dict[Linje, str]()
    while True:
        prøvet = prøv(loaded, {fil: [each.ændring for each in ønsker if each.fil == fil] for fil in _files(ønsker)})
        refused = {id(each.ændring): each.hvorfor for each in prøvet.nægtet}
        whys |= {
            linje: refused[id(each.ændring)] for each in ønsker if id(each.ændring) in refused for linje in each.linjer
        }
        kept = tuple(each for each in ønsker if not all(linje in whys for linje in each.linjer))
        if len(kept) + len(refused) == len(ønsker):
            break
        ønsker = kept  # a line that has one of its changes refused has none of them
    return Taget(prøvet.rettelser, *_told(flettet, whys))


def _files(ønsker: Sequence[Ønske]) -> dict[Path, None]:
    return dict.fromkeys(each.fil for each in ønsker)


def _told(flettet: Flettet, whys: dict[Linje, str]) -> tuple[dict[str, list[Linje]], dict[Linje, frozenset[Path]]]:
    lines: dict[str, list[Linje]] = {}
    for linje in flettet.linjer:
        lines.setdefault(linje.kilde, []).append(nægtet(linje, whys[linje]) if linje in whys else linje)
    filer: dict[Linje, frozenset[Path]] = {}
    for ønske in flettet.ønsker:
        for linje in ønske.linjer:
            filer[linje] = filer.get(linje, frozenset()) | {ønske.fil}
    return lines, filer
