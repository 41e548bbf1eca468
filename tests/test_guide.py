"""The guide: its year in an office is run, command by command, and a plan is made without an editor.

Every ```` ```console ```` block of the guide is what somebody types and what udplan says to it: a line that begins with
``$ `` is run, in the order of the page, in one folder; the lines below it are printed, in that order, on the screen or
as errors. ``<!-- status: 1 -->`` before a block is the exit status of its last command; otherwise each is 0.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.command_line import ROOT, start, udplan
from tests.plans import sound, verdict
from tests.word_files import save, table
from udplan.disk.decoding import decode_any

GUIDE = (ROOT / "docs" / "vejledning.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?:<!-- status: (\d) -->\n)?```console\n(.*?)```", GUIDE, re.DOTALL)
PLAN = Path("plans") / "2026-2029"

#: What somebody copied out of the budget agreement in Word and saved with Notepad: bullets, colons, quotes, blank lines.
PASTED = 'Parterne er enige om: sygefraværet i skolerne skal ned.\r\n\r\n•\tMålet er "under 5 pct."\r\n•\tAlle skoler er med # nr. 1\r\n'
READ = 'Parterne er enige om: sygefraværet i skolerne skal ned.\n\n- Målet er "under 5 pct."\n- Alle skoler er med # nr. 1\n'
HEAD = ("Nr.", "Overskrift", "Kurs", "Koordinering", "Tovholder", "Sagsgang", "2026", "2027", "2028", "2029")


class Line:
    """A command of the guide, what is shown below it, and the exit status that it has."""

    def __init__(self, typed: str, shown: Sequence[str], status: int) -> None:
        self.typed, self.shown, self.status = typed, shown, status


def lines(blocks: Sequence[tuple[str, str]]) -> list[Line]:
    found: list[Line] = []
    for status, text in blocks:
        parts = re.split(r"^\$ ", text, flags=re.MULTILINE)
        assert parts[0] == "", f"shown before a command: {parts[0]}"
        for at, part in enumerate(parts[1:], 2):
            typed, *shown = part.splitlines()
            found.append(
                Line(typed, [line for line in shown if line.strip()], int(status or 0) if at == len(parts) else 0)
            )
    return found


LINES = lines(BLOCKS)


def run(folder: Path, typed: str) -> tuple[int, list[str]]:
    """A line as it stands in the guide: the status, and what is on the screen. ``< file`` sends a file in."""
    program, *words = shlex.split(typed)
    assert program == "udplan", typed
    if "<" not in words:
        ran = udplan(*words, cwd=folder)
        return ran.status, (ran.out + ran.err).splitlines()
    at = words.index("<")
    return piped(folder, words[:at], (folder / words[at + 1]).read_bytes())


def piped(folder: Path, words: Sequence[str], raw: bytes) -> tuple[int, list[str]]:
    """The program itself, with a text on its standard input."""
    code = f"import io, sys; sys.stdin = io.TextIOWrapper(io.BytesIO({raw!r})); from udplan.cli.app import main; main()"
    ran = start(*words, cwd=folder, code=code)
    return ran.status, (ran.out + ran.err).splitlines()


def what_the_office_has(folder: Path) -> None:
    """The files that the guide says an office has: a text out of Word, its own table, a list of addresses."""
    (folder / "tekst.txt").write_bytes(PASTED.encode("cp1252"))
    chef, path = "Arbejdsmarkedschefen", "AU, ØK, KB"
    rows = [
        HEAD,
        ("Anlæg – Arbejdsmarkedsudvalget", *[""] * 9),
        ("1", "Nye værksteder", "Værkstederne skal samles.", "Byggeriet følges af AU.", chef, path, "2,500", "1,000", "", ""),
        ("2", "Ny cykelsti", "Stien skal hænge sammen.", "To afdelinger er med.", chef, path, "1,500", "", "", ""),
        ("", "I alt", "", "", "", "", "4,000", "1,000", "", ""),
    ]  # fmt: skip
    save(folder, table(*rows, widths=(1000,) * len(HEAD)), name="Skema 2026.docx")
    (folder / "kontakter.csv").write_bytes("stilling;mail\r\nSkolechefen;skole@kommunen.example\r\n".encode("cp1252"))


def answered(sheet: Path, to: Path, values: Mapping[tuple[str, str], Any]) -> None:
    """A sheet as a chef sends it back: some cells are written in, by the item's id and the heading."""
    book = openpyxl.load_workbook(sheet)
    points = book["Punkter"]
    heads = {cell.value: cell.column for cell in points[1]}
    ids = {points.cell(row, heads["Id"]).value: row for row in range(2, points.max_row + 1)}
    for (id, head), said in values.items():
        points.cell(ids[id], heads[head]).value = said
    to.parent.mkdir(parents=True, exist_ok=True)
    book.save(to)


def the_chefs_answer(folder: Path) -> None:
    """What happens in the guide between the round and ``modtag``."""
    answered(
        folder / "runder" / "marts" / "skolechefen.xlsx",
        folder / "svar" / "skolechefen.xlsx",
        {
            ("faerre-sygedage-i-skolerne", "Ny status"): "Alle skoler har holdt et møde om fraværet.",
            ("faerre-sygedage-i-skolerne", "Lys"): "gul",
        },
    )


# --- the guide ------------------------------------------------------------------------------------------------------


def test_the_guide_is_a_year() -> None:
    used = [shlex.split(line.typed)[1] for line in LINES]
    assert {
        "start", "import", "ny", "sæt", "lint", "list", "sum", "report", "omdøb", "runde", "modtag", "status", "luk",
        "sammenlign", "nyt-år",
    } == {*used}  # fmt: skip
    assert [line.status for line in LINES if line.status] == [2]


def test_every_line_of_the_guide_does_what_it_says(tmp_path: Path) -> None:
    what_the_office_has(tmp_path)
    for line in LINES:
        if " modtag " in line.typed and not (tmp_path / "svar").exists():
            the_chefs_answer(tmp_path)
        if " luk " in line.typed and not (tmp_path / "plan-april.zip").exists():
            shutil.make_archive(str(tmp_path / "plan-april"), "zip", tmp_path / PLAN.parent, PLAN.name)
        status, screen = run(tmp_path, line.typed)
        assert status == line.status, f"{line.typed}\n{screen}"
        place = 0
        for shown in line.shown:
            assert shown in screen[place:], f"{line.typed}\nnot printed, or not there: {shown}\n{screen}"
            place = screen.index(shown, place) + 1
        for named in re.findall(r" -o (\S+)", line.typed):
            assert (tmp_path / named).stat().st_size > 100
    for plan in sorted((tmp_path / "plans").iterdir()):
        assert verdict(plan).problems == []
    text, _, _ = decode_any((tmp_path / PLAN / "faerre-sygedage-i-skolerne.yaml").read_bytes())
    assert text is not None
    assert "    lys: gul\n" in text
    assert all(f"  {paragraph}\n" in text for paragraph in READ.splitlines() if paragraph)


def test_the_guide_installs_as_the_readme_does() -> None:
    (line,) = re.findall(r"^\.venv\\Scripts\\(pip install .*)$", GUIDE, re.MULTILINE)
    assert line in README
    assert f".venv/bin/{line}" in GUIDE
    assert "(docs/vejledning.md)" in "".join(README.splitlines()[2:5])


# --- a plan without an editor ---------------------------------------------------------------------------------------


#: Texts as they come out of Word: what YAML would stumble over, were it written by hand.
TEXTS = (
    "Der skal bygges: en ny skole.\r\n\r\n1.\tSted\r\n2.\tØkonomi\r\n",
    "– Rammen er uændret\r\n– \"Nærhed\" vægtes # højt\r\n",
    "beløb: 5 mio. kr.\r\nslut: i 2027\r\n",
    "& * ! % @ ` { [ | >\r\n",
    "\tIndrykket\r\n\r\n\r\nefter to tomme linjer\r\n",
    "En linje\u2028og en ny\u00a0linje\r\n",
)  # fmt: skip


@pytest.mark.process
def test_twelve_items_are_entered_reported_and_answered_by_commands_alone(tmp_path: Path) -> None:
    def do(*words: str) -> list[str]:
        ran = udplan(*words, cwd=tmp_path)
        assert ran.status == 0, (words, ran.out, ran.err)
        return (ran.out + ran.err).splitlines()

    do("start", "--kommune", "Norddjurs Kommune", "--periode", "2026-2029", "--udvalg", "BUU=Børne- og Ungdomsudvalget",
       "--tovholder", "Skolechefen", "--tovholder", "Økonomichefen", "--gruppe", "Partnerskaber")  # fmt: skip
    ids = []
    for number in range(12):
        role = ("Skolechefen", "Økonomichefen")[number % 2]
        words = [
            "ny",
            f"Punkt nummer {number + 1}",
            "--tovholder",
            role,
            "--sagsgang",
            "BUU januar 2026, ØK, KB",
            "--kurs",
            "-",
        ]
        if number % 4 == 3:
            words += ["--art", "hensigt", "--gruppe", "Partnerskaber"]
        else:
            words += [
                "--art",
                "drift",
                "--udvalg",
                "BUU",
                "--beløb",
                f"2026=-0,{number + 1:03}",
                "--beløb",
                "2027=ikke oplyst",
            ]
        raw = TEXTS[number % len(TEXTS)].encode("utf-8" if number % 2 else "utf-8-sig")
        status, screen = piped(tmp_path, words, raw)
        assert status == 0, screen
        ids.append(Path(screen[0]).stem)
    for number, id in enumerate(ids):
        do("sæt", id, f"koordinering=Afdeling {number + 1} er med: HR # 2", "tværgående=ja")
        if number % 4 != 3:
            do("sæt", id, *(f"beløb.{year}=0" for year in (2027, 2028, 2029)))
    assert piped(tmp_path, ["status", ids[0], "-", "--dato", "2026-02-02"], TEXTS[0].encode("cp1252"))[0] == 0
    assert do("lint") == ["0 fejl, 0 advarsler, 0 undtagelser."]

    for name in ("plan.docx", "plan.html", "plan.md"):
        do("report", "plan", "-o", name)
    report = (tmp_path / "plan.md").read_text(encoding="utf-8")
    assert report.count("Punkt nummer ") >= 12
    assert "".join(do("sum")).count("-0,054") == 2  # the thousandths of the nine that are no hensigter, and i alt

    do("runde", "runder/marts", "--frist", "2026-03-13")
    for number, role in enumerate(("skolechefen", "oekonomichefen")):
        mine = ids[number::2]
        values = {(id, "Ny status"): f"Svar på {id}: i gang # 1" for id in mine}
        values[mine[0], "Forventet 2026 (mio. kr.)"] = "-0,0005"
        answered(tmp_path / "runder" / "marts" / f"{role}.xlsx", tmp_path / "svar" / f"{role}.xlsx", values)
    assert do("modtag", "svar", "--dato", "2026-03-12")[-1] == "Rettet: 12 felter i 12 filer. Ikke taget: 0."
    assert do("runde", "runder/marts", "--mangler") == [
        "Udmøntningsplan 2026-2029, svar senest 13. marts 2026: 2 af 2 har svaret."
    ]
    do("luk", ids[11], "--dato", "2026-03-24")
    do("sæt", ids[11], "tværgående=nej")
    do("report", "opfølgning", "--dato", "2026-03-31", "-o", "opfoelgning.docx")
    assert do("lint") == ["0 fejl, 0 advarsler, 0 undtagelser."]

    plan = sound(tmp_path / PLAN)
    for number, id in enumerate(ids):
        indsats = plan.efter_id[id]
        assert re.findall(r"[^\W_]+", str(indsats.kurs)) == re.findall(r"[^\W_]+", TEXTS[number % len(TEXTS)]), id
        assert indsats.status[-1].tekst == f"Svar på {id}: i gang # 1"
        assert indsats.status[-1].dato == date(2026, 3, 12)
