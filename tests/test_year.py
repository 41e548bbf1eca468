"""A year of a plan, as one story: from an office's own table to the plan that comes after it.

The plan is a whole one of 94 invented items (``tests/fuldplan``); the story begins with it as the table in Word that a
municipality has, and ends in the folder of next year's. After each chapter lint finds no error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.command_line import udplan
from tests.plans import sound
from tests.test_guide import answered
from udplan.figures.select import tovholdere
from udplan.figures.sums import add_up
from udplan.model.plan import Plan, load
from udplan.values.amounts import Amount

FULL = Path(__file__).parent / "fuldplan"
PLAN = Path("plans") / "2025-2028"
NEXT = Path("plans") / "2026-2029"
#: The heading of the table under which the items of all committees stand.
ALLE = "Økonomiudvalget og tværgående driftsændringer og råderumsforslag"

#: An item that a committee decides on in January, and one that is late in both rounds.
SCREENS, LATE = "r701-skaermbesoeg-i-hjemmeplejen", "faste-teams-i-hjemmeplejen"


class Office:
    """A folder that an office works in; what it types must go well, unless ``status`` says otherwise."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def does(self, *words: str, status: int = 0) -> list[str]:
        ran = udplan(*words, cwd=self.folder)
        assert ran.status == status, (words, ran.out[-3000:], ran.err[-3000:])
        return (ran.out + ran.err).splitlines()

    def git(self, *words: str, day: str = "2024-12-11") -> None:
        at = f"{day}T12:00:00+0100"
        subprocess.run(
            ["git", "-c", "user.name=Kontoret", "-c", "user.email=kontoret@kommunen.example", *words],
            cwd=self.folder,
            check=True,
            capture_output=True,
            env={"PATH": os.environ["PATH"], "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "HOME": str(self.folder)},
        )

    def saves(self, what: str, day: str) -> None:
        self.git("add", "-A", day=day)
        self.git("commit", "-q", "-m", what, day=day)

    def writes_in(self, file: str, before: str, after: str) -> None:
        """What somebody does in an editor."""
        path = self.folder / PLAN / file
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, before
        path.write_text(text.replace(before, after), encoding="utf-8", newline="")

    def is_sound(self, folder: Path = PLAN) -> Plan:
        """Lint finds no error, and the plan is read whole."""
        assert self.does("lint", "--plan", str(folder))[-1].startswith("0 fejl, ")
        return sound(self.folder / folder)


def whole(folder: Path) -> Plan:
    """A plan that is read whole; one of its pools is overdrawn, which is an error of lint's."""
    loaded = load(folder)
    assert loaded.plan and not loaded.problems
    return loaded.plan


def totals(plan: Plan) -> dict[tuple[str, int], Amount]:
    """The sum of each committee and year."""
    return {
        (row.navn, år): amount
        for row in add_up(plan, plan.indsatser, samlet=True).rækker
        for år, amount in row.beløb.items()
    }


def test_a_year(tmp_path: Path) -> None:
    office, full = Office(tmp_path), whole(FULL)
    october(office, full)
    december(office)
    january(office)
    march_and_may(office)
    june(office)
    november(office)


def october(office: Office, full: Plan) -> None:
    """The plan is begun, and the table that there is in Word becomes its items."""
    grundlag = full.grundlag
    named: list[str] = []
    for kode in grundlag.udvalg:
        if kode != "ØK":  # comes by itself
            named += ["--udvalg", f"{kode}={grundlag.fora[kode].navn}"]
    for title in tovholdere(full):
        named += ["--tovholder", title]
    for gruppe in grundlag.hensigtsgrupper:
        named += ["--gruppe", gruppe.navn]
    office.does("start", "--kommune", grundlag.kommune, "--periode", "2025-2028", *named)
    # Bodies that a sagsgang of the table names; there is no command for them.
    office.writes_in(
        "plan.yaml", "  KB:\n", "  Relevante fagudvalg:\n    slags: gruppe\n  Høring:\n    slags: høring\n  KB:\n"
    )

    office.does("report", "plan", "--plan", str(FULL), "-o", "skema.docx")  # the office's own table
    seen = office.does(
        "import", "skema.docx", "--afsnit", f"{ALLE}=udvalg:ØK,art:drift", "-o", "kvittering.md", status=1
    )
    assert seen[0] == "skema.docx: 3 skemaer, 93 punkter"  # the one that is not public is not in a public table
    assert [line for line in seen if "stemmer ikke" in line] == []

    plan = office.is_sound()
    assert len(plan.indsatser) == 93
    hidden = next(indsats for indsats in full.indsatser if not indsats.offentlig)
    stated = totals(full)
    for år in grundlag.år:
        before, less = stated[str(hidden.udvalg), år], hidden.beløb_i(år) or Decimal()
        assert isinstance(before, Decimal) and isinstance(less, Decimal)
        stated[str(hidden.udvalg), år] = before - less
    assert totals(plan) == stated


def december(office: Office) -> None:
    """The council approves the plan, and the state that it approved is kept."""
    with (office.folder / PLAN / "plan.yaml").open("a", encoding="utf-8", newline="") as file:
        file.write(
            "behandlet:\n"
            "  - {forum: ØK, dato: 2024-12-03, indstilling: Planen godkendes, beslutning: Tiltrådt}\n"
            "  - {forum: KB, dato: 2024-12-11, beslutning: Godkendt}\n"
        )
    office.is_sound()
    office.does("report", "plan", "-o", "plan.docx")
    office.does("report", "plan", "-o", "plan.md")
    assert "Godkendt" in (office.folder / "plan.md").read_text(encoding="utf-8")
    office.git("init", "-q", "-b", "main")
    office.saves("Planen, som KB godkendte den", "2024-12-11")
    office.git("tag", "byraad-2024")


def january(office: Office) -> None:
    """Each committee gets its extract, and comes back with a decision and a new amount."""
    plan = office.is_sound()
    for kode in ("BUU", "AU", "KFU", "MPU", "VPU"):
        office.does("report", "--udvalg", kode, "--dato", "2025-01-07", "-o", f"udsnit-{kode}.md")
        extract = (office.folder / f"udsnit-{kode}.md").read_text(encoding="utf-8")
        own = [indsats for indsats in plan.indsatser if indsats.udvalg == kode]
        assert len(own) >= 7
        assert [indsats.id for indsats in own if indsats.overskrift not in extract] == []
    office.does("sæt", SCREENS, "sagsgang.1.beslutning=Godkendt", "beløb.2026=-0,950")
    office.is_sound()
    office.saves("Udvalgene i januar", "2025-01-31")


def march_and_may(office: Office) -> None:
    """Two rounds: the chefs answer in their sheets; by May an item has gone from yellow to red."""
    for month, day, light in (("marts", "2025-03-14", "gul"), ("maj", "2025-05-16", "rød")):
        office.does("runde", f"runder/{month}", "--frist", day)
        sheets = sorted((office.folder / "runder" / month).glob("*.xlsx"))
        assert len(sheets) >= 8
        asked: set[str] = set()
        for sheet in sheets:
            ids = asked_in(sheet) - asked  # who shares an item has it too; one of them answers
            asked |= ids
            answers = {(id, "Ny status"): f"Det går efter planen i {month}." for id in ids}
            if LATE in ids:
                answers |= {(LATE, "Ny status"): f"Forsinket i {month}.", (LATE, "Lys"): light}
            answered(sheet, office.folder / "svar" / month / sheet.name, answers)
        said = office.does("modtag", f"svar/{month}", "--dato", day)
        assert said[-1] == f"Rettet: {len(asked)} felter i {len(asked)} filer. Ikke taget: 0."
        assert office.does("runde", f"runder/{month}", "--mangler")[0].endswith(
            f"{len(sheets)} af {len(sheets)} har svaret."
        )
        office.is_sound()
        office.saves(f"Svarene fra {month}", day)


def june(office: Office) -> None:
    """What the meeting in June sees: what has changed since the council approved the plan, and how it goes."""
    office.git("archive", "-o", "foer.zip", "byraad-2024", PLAN.as_posix())
    shutil.unpack_archive(office.folder / "foer.zip", office.folder / "foer")
    seen = [
        office.does("report", "ændringer", "--siden", asked)
        for asked in ("byraad-2024", "2024-12-11", "foer.zip", "foer")
    ]
    by_tag, *by_others = (lines[6:] for lines in seen)  # below what the two states are called
    assert by_others == [by_tag] * 3
    for line in (
        "| Voksen- og Plejeudvalget | 2026 | 4,690 | 4,640 | -0,050 |",
        "| **I alt** | **2026** | **49,910** | **49,860** | **-0,050** |",
        "| Skærmbesøg i hjemmeplejen R701 (B) | Beløb 2026 | -0,900 | -0,950 | -0,050 |",
        "| Skærmbesøg i hjemmeplejen R701 (B) | Beslutning i VPU: Godkendt |",
        "| Faste teams i hjemmeplejen | 14. marts 2025 | Ny status, lys: gul: Forsinket i marts. |",
        "| Faste teams i hjemmeplejen | 16. maj 2025 | Ny status, lys: gul → rød: Forsinket i maj. |",
    ):
        assert by_tag.count(line) == 1, line
    assert sum("Ny status" in line for line in by_tag) == 48

    office.does("report", "opfølgning", "--dato", "2025-06-10", "-o", "opfoelgning.md")
    followed = (office.folder / "opfoelgning.md").read_text(encoding="utf-8")
    assert "| rød | 3,400 | 16. maj 2025: Forsinket i maj. |" in followed
    assert "Forsinket i marts." not in followed
    office.is_sound()


def november(office: Office) -> None:
    """What is done is closed, and the rest goes along into the plan of next year; the old one stays as it is."""
    for id in (SCREENS, "r704-ensartet-takst-for-madservice"):
        office.does("luk", id, "--dato", "2025-10-28")
    old = office.is_sound()
    closed = [indsats for indsats in old.indsatser if indsats.afsluttet]
    before = files(office.folder / PLAN)

    said = office.does("nyt-år", "2026-2029", "-o", "nyt-aar.md")
    assert said[0] == "2025-2028 til 2026-2029: 75 af 93 punkter gik med"
    assert "udplan lint siger om den nye plan: 0 fejl og 50 advarsler" in said
    assert files(office.folder / PLAN) == before

    new = office.is_sound(NEXT)
    assert {indsats.id for indsats in new.indsatser} == {indsats.id for indsats in old.indsatser} - {
        indsats.id for indsats in closed
    }
    for indsats in new.indsatser:
        was = old.efter_id[indsats.id]
        assert [indsats.beløb_i(år) for år in (2026, 2027, 2028)] == [was.beløb_i(år) for år in (2026, 2027, 2028)]
    seen = office.does("sammenlign", "2025-2028", "2026-2029")
    assert sum(" videreført" in line for line in seen) == 75
    assert sum(" udgået" in line for line in seen) == len(closed) == 18


def files(folder: Path) -> dict[Path, bytes]:
    """Every file below a folder."""
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def asked_in(sheet: Path) -> set[str]:
    """The ids of the items that a sheet asks about."""
    points = openpyxl.load_workbook(sheet)["Punkter"]
    column = next(cell.column for cell in points[1] if cell.value == "Id")
    found = (points.cell(row, column).value for row in range(2, points.max_row + 1))
    return {str(id) for id in found if id}
