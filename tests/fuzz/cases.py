"""A case: a folder of files, and lines that are run in it. Running it holds what must hold of any line whatever."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.command_line import Ran, udplan
from tests.plans import FULL_ITEM, FULL_PLAN, hensigt, item, write
from udplan.documents.reports import REPORTS

#: Where the plan of a case stands in its folder: the newest, so that no line need name it.
PLAN = "plans/2025-2028"

#: The plan file, with a body that has its meetings fixed.
FULL = FULL_PLAN.replace(
    "Arbejdsmarkedsudvalget, slags: fagudvalg",
    "Arbejdsmarkedsudvalget, slags: fagudvalg, møder: [2025-02-01, 2025-03-15]",
)

#: A sound plan with every field there is, and an older one to compare it with.
SOUND = {
    f"{PLAN}/plan.yaml": FULL,
    f"{PLAN}/sti.yaml": FULL_ITEM,
    f"{PLAN}/bidraget.yaml": item(overskrift="Bidraget", beløb="{2025: -2}"),
    f"{PLAN}/halvej.yaml": item(
        overskrift="Halvej", art="anlæg", tovholder="Økonomichefen", sagsgang="[{forum: AU, tid: 2025-02-01}, ØK, KB]"
    ),
    f"{PLAN}/ny-vej.yaml": item(overskrift="Ny vej", beløb="\n  2025: 0,518\n  2026: 1.234,5\n  2027: ikke oplyst"),
    f"{PLAN}/stipulje.yaml": item(overskrift="Stipulje", art="pulje", beløb="\n  2025: 10\n  2026: 0"),
    f"{PLAN}/havn.yaml": hensigt(overskrift="Partnerskab om havnen", kurs='"Havnen\\nskal leve"'),
    "plans/2021-2024/plan.yaml": FULL_PLAN.replace("2025-2028", "2021-2024").replace("      2025: ", "      2021: "),
    "plans/2021-2024/ny-vej.yaml": item(overskrift="Ny vej", beløb="{2021: 1}"),
}


@dataclass(frozen=True)
class Case:
    """What is tried. ``twin`` has the same files with harmless words; ``truth`` is what the figures are."""

    files: Mapping[str, str | bytes]
    lines: Sequence[tuple[str, ...]] = ()
    twin: Mapping[str, str | bytes] = field(default_factory=dict)
    truth: Any = None


#: What no Dane is to read: exceptions, Python's own values and the phrases of libraries.
ENGLISH = re.compile(
    r"\b(?:[A-Z]\w*(?:Error|Exception|Warning)|Traceback|None|NoneType|True|False|Decimal\('|invalid|expected"
    r"|unexpected|usage|could not|cannot|not found|no such|missing|must be|object at 0x)\b"
)
#: What may stand in what is printed besides letters: nothing that steers a terminal.
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Folder:
    """The folder of a case, with udplan run in it; ``tried`` counts the lines by command and format."""

    def __init__(self, path: Path, tried: Counter[tuple[str, str]], known: str) -> None:
        self.path, self.tried, self.known = path, tried, known

    def run(self, *words: str) -> Ran:
        """One line: it ends with 0, 1 or 2, says on the screen nothing that is no Danish, and raises nothing."""
        self.tried[kind(words)] += 1
        ran = udplan(*words, cwd=self.path, UDPLAN_FEJLSOEG="1", XDG_CACHE_HOME=str(self.path / ".cache"))
        assert ran.status in (0, 1, 2), f"{ran.status}: {words}"
        assert ran.status == 0 or ran.err or words[:1] == ("lint",), f"a refusal without a word: {words}"
        for said in {match[0] for match in ENGLISH.finditer(ran.err)}:
            assert said in self.known or said in " ".join(words), f"{said}: {ran.err}"
        assert not STEERS.search(ran.err), ran.err
        return ran

    def files(self) -> dict[str, bytes]:
        """The files of the plans as they are now."""
        paths = sorted(path for path in self.path.glob("plans/**/*") if path.is_file())
        return {path.relative_to(self.path).as_posix(): path.read_bytes() for path in paths}


@contextmanager
def written(case: Case, tried: Counter[tuple[str, str]], *, twin: bool = False) -> Iterator[Folder]:
    """The files of a case in a folder of their own, which is gone afterwards."""
    files = case.twin if twin else case.files
    known = "".join(part if isinstance(part, str) else part.decode("utf-8", "replace") for part in files.values())
    with TemporaryDirectory(prefix="udplan-fuzz-", ignore_cleanup_errors=True) as folder:
        write(Path(folder), files)
        yield Folder(Path(folder), tried, known)


_FORMATS = ("md", "html", "docx", "pdf", "ics", "csv", "json", "tabel", "tekst", "github", "sarif")


def kind(words: Sequence[str]) -> tuple[str, str]:
    """The command of a line, with the name of the document, and the format that it asks for."""
    command = next(iter(words), "")
    if command == "report":
        command = " ".join([command, *(word for word in words[1:2] if word in REPORTS), *({"--alle"} & {*words})])
    asked = [words[at + 1].rpartition(".")[2] for at, word in enumerate(words[:-1]) if word in ("--format", "-o")]
    return command, next((format for format in asked if format in _FORMATS), "")
