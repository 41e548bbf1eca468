"""One line is one line: whatever a plan, a file's name or the command line holds, it is data on the screen and in a log.

It begins no line, steers no terminal, hides nothing, and is no command to what runs udplan (GitHub's runner takes a line
for one that begins with ``::``, after whatever spaces, or has ``##[`` anywhere in it).
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import unicodedata
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from tests.command_line import Ran, udplan
from tests.plans import PLAN_YAML, PlanFolder, item
from udplan.output import line, show

FORGED = "::error file=x::falsk ##[error]falsk"
SIGNS = {
    "newline": "\n",
    "carriage return": "\r",
    "both": "\r\n",
    "escape": "\x1b[31m",
    "C1 escape": "\x9b31m",
    "line separator": "\u2028",
    "next line": "\u0085",
    "encoded newline": "%0A",
    "form feed": "\f",
    "bidi": "\u202e",
    "isolate": "\u2067",
    "no width": "\u200b",
    "delete": "\x7f",
    "nothing": "",
}
WORDS = {name: f"AU{sign}{FORGED}" for name, sign in SIGNS.items()} | {"alone": FORGED}
#: What GitHub's runner is told by udplan itself.
OURS = re.compile(r"::(error|warning) file=[^:,]*,line=\d+,col=\d+,endColumn=\d+,title=[a-z-]+::[^\x00-\x1f]*")

each_word = pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)


def harmless(ran: Ran, *, annotations: bool = False) -> None:
    """Nothing that was printed does anything but being read."""
    for shown in [*ran.out.removeprefix("\ufeff").split("\n"), *ran.err.split("\n")]:
        odd = [sign for sign in shown if not sign.isprintable() and unicodedata.category(sign) != "Zs"]
        assert odd == [], ascii(shown)
        if annotations and OURS.fullmatch(shown):
            continue
        assert not shown.lstrip().startswith("::"), shown
        assert "##[" not in shown, shown


def test_a_line_keeps_all_that_can_be_read_and_the_place_of_what_stands_behind_spaces() -> None:
    assert line("    æøå – 1.000,5 😀  x") == "    æøå – 1.000,5 😀  x"
    assert line("a\nb\u2028c") == "a\\nb<U+2028>c"
    assert line("::error::x") == "> ::error::x"
    assert line("    ::error::x") == "  > ::error::x"
    assert line("a ##[error]x") == "a ## [error]x"
    assert line(os.fsdecode(b"sti\xff.yaml")) == "sti\\xff.yaml"


def test_what_cannot_be_shown_is_spelled_the_same_wherever_it_is_told(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item()})
    word = f"20\x1b26\u200b{os.fsdecode(bytes([0xFF]))}"
    shown = "20\\x1b26<U+200B>\\xff"
    for words in (
        ("--dato", word),
        ("direktion", "--siden", word),
        ("--år", word),
        ("--udvalg", word),
        ("--plan", word),
    ):
        assert shown in udplan("report", *words, cwd=folder).err


def test_a_line_is_written_in_one_go() -> None:
    """Of several programs that print to one pipe each line is whole."""
    written: list[str] = []

    class Pipe(io.StringIO):
        def write(self, text: str) -> int:
            written.append(text)
            return len(text)

    with redirect_stdout(Pipe()):
        show("en linje")
    assert written == ["en linje\n"]


def test_no_line_is_as_long_as_the_text_that_it_tells_of(plan_folder: PlanFolder) -> None:
    """json, which a program reads, has all of it."""
    folder = plan_folder({"sti.yaml": item(note="!" * 40_000)})
    for words in (("lint",), ("lint", "--format", "github"), ("lint", "--format", "sarif"), ("ret", "--kun-vis")):
        ran = udplan(*words, cwd=folder)
        assert max(map(len, (ran.out + ran.err).split("\n"))) < 2500, words
    assert "…" in udplan("lint", cwd=folder).out
    (problem,) = json.loads(udplan("lint", "--format", "json", cwd=folder).out)
    assert len(problem["forslag"]) > 40_000


# --- text of a plan ---------------------------------------------------------------------------------------------------

FIELDS = ("overskrift", "kort", "art", "udvalg", "tovholder", "kode", "sagsgang", "tema", "slut", "note", "afledt_af")
LINT = ("tekst", "json", "github", "sarif")


@each_word
def test_whatever_a_value_says_lint_and_ret_print_lines(plan_folder: PlanFolder, word: str) -> None:
    text = json.dumps(word)
    items = {f"{navn}.yaml": item(**{navn: text}) for navn in FIELDS}
    folder = plan_folder({**items, "ukendt.yaml": f"{text}: 1\n{item()}", "raa.yaml": f"{item()}note: {word}\n"})
    for format in LINT:
        ran = udplan("lint", "--format", format, cwd=folder)
        assert ran.status == 1
        harmless(ran, annotations=format == "github")
    for words in (("ret", "--kun-vis"), ("list",), ("report", "plan"), ("ret",)):
        harmless(udplan(*words, cwd=folder))


@each_word
def test_whatever_plan_yaml_says_lint_prints_lines(plan_folder: PlanFolder, word: str) -> None:
    text = json.dumps(word)
    for field in ("titel", "kommune", "enhed", "periode", "temaer", "tovholdere", "fora"):
        folder = plan_folder({"sti.yaml": item()}, plan=_with(field, text))
        for format in LINT:
            harmless(udplan("lint", "--format", format, cwd=folder), annotations=format == "github")
        harmless(udplan("list", cwd=folder))


def _with(field: str, text: str) -> str:
    """plan.yaml with another text in a field, whatever signs it has."""
    return re.sub(f"(?m)^{field}:.*", lambda _: f"{field}: {text}", PLAN_YAML)


#: What a sound plan may hold.
SOUND = ("\n", "%0A", "", "\t")


@pytest.mark.parametrize("sign", SOUND, ids=ascii)
def test_whatever_a_sound_plan_says_a_row_is_a_line(plan_folder: PlanFolder, sign: str) -> None:
    word = json.dumps(f"AU{sign}{FORGED}", ensure_ascii=False)
    alone = json.dumps(FORGED)
    role = f"Chefen{sign}{FORGED}"
    plan = (
        _with("titel", alone)
        + f"kontroltal:\n  - {{navn: {word}, kilde: {alone}, beløb: {{2025: 3}}, hvor: {{art: drift}}}}\n"
    )
    files = {
        "sti.yaml": item(overskrift=word, tovholder=json.dumps(role, ensure_ascii=False), kode="R1"),
        "bro.yaml": item(overskrift=alone, udvalg="ØK", tovholder=alone),
    }
    folder = plan_folder(files, plan=plan)
    commands = [("list",), ("sum", "--pr", "tovholder"), ("sum", "--pr", "kode"), ("sum", "--kontroltal")]
    commands += [("sum", "--plan", ".", "--plan", "."), ("sammenlign", ".", "."), ("report", "--oversigt")]
    commands += [("list", "--format", "json"), ("eksport", "--format", "json"), ("lint", "--vis-undtagelser")]
    commands += [("json-skema", "--udskriv", "plan"), ("ny", "Ny vej", "--art", "drift", "--tovholder", "Chef")]
    rows = [row for row in udplan("list", cwd=folder).out.split("\n") if "falsk" in row]
    assert len(rows) == 2
    for words in commands:
        ran = udplan(*words, cwd=folder)
        assert ran.out + ran.err
        harmless(ran)


# --- names of files and folders ---------------------------------------------------------------------------------------

#: What Linux lets a name be; Windows has none of these signs in a name but the last few.
NAMES = [f"sti{sign}::error file=x::falsk" for sign in SIGNS.values()] + ["::error::falsk", os.fsdecode(b"sti\xff")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_whatever_a_file_is_called_its_name_is_a_part_of_a_line(plan_folder: PlanFolder, name: str) -> None:
    folder = plan_folder({f"{name}.yaml": item(slut="x", udvalg="XX"), "templates/rapporter/x.txt": ""})
    (folder / f"{name}.txt").write_text("min", encoding="utf-8")
    (folder / "templates" / "rapporter" / f"{name}.md.j2").write_text("{{", encoding="utf-8")
    for format in LINT:
        ran = udplan("lint", "--format", format, cwd=folder)
        assert ran.status == 1
        assert "sti" in ran.out or "falsk" in ran.out
        harmless(ran, annotations=format == "github")
    for words in (
        *(("ret", "--kun-vis"), ("ret",), ("list",), ("lint", f"{name}.txt"), ("lint", name), ("ret", f"{name}.yaml")),
        *(("list", "--plan", name), ("list", "-o", f"{name}.txt"), ("report", "--alle", "-o", f"{name}.txt")),
    ):
        harmless(udplan(*words, cwd=folder))
    (folder / f"{name}.yaml").unlink()
    for words in (("report", "--oversigt"), ("report", name), ("list", "-o", f"{name}.csv")):
        ran = udplan(*words, cwd=folder)
        assert ran.out + ran.err
        harmless(ran)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_name_that_is_no_text_is_told_in_every_format(plan_folder: PlanFolder) -> None:
    folder = plan_folder({os.fsdecode(b"sti\xff.yaml"): item()})
    found = json.loads(udplan("lint", "--format", "json", cwd=folder).out)
    assert "sti\\xff.yaml" in {each["fil"] for each in found}
    sarif = json.loads(udplan("lint", "--format", "sarif", cwd=folder).out)
    places = [result["locations"][0]["physicalLocation"] for result in sarif["runs"][0]["results"]]
    assert "sti%FF.yaml" in {place["artifactLocation"]["uri"] for place in places}
    assert "file=sti\\xff.yaml," in udplan("lint", "--format", "github", cwd=folder).out
    assert "sti\\xff.yaml:1:1: fejl: " in udplan("lint", cwd=folder).out


# --- the command line -------------------------------------------------------------------------------------------------

LINES = [
    *("lint {}", "lint --plan {}", "lint --format {}", "lint --dato {}", "ret {}", "ret --plan {}", "regel {}", "{}"),
    *("list --udvalg {}", "list --tovholder {}", "list --art {}", "list --tema {}", "list --{}", "list -o {}"),
    *("sum --pr {}", "sum --enhed {}", "sum --fortegn {}", "sum --format {}", "sammenlign {} .", "eksport --plan {}"),
    *("report {}", "report --format {} -o x", "report --frist {}", "report --år {}", "report direktion --siden {}"),
    *("report plan --skabelon {} -o x.docx", "report plan -o {}", "report --alle -o {}", "skabelon {}"),
    *("skabelon docx -o {}", "json-skema --udskriv {}", "json-skema -o {}", "ny {}", "ny X --art {}"),
    *("ny X --art drift --udvalg {}", "ny X --art drift --tovholder {}", "ny X --art hensigt --gruppe {}"),
]


@pytest.mark.parametrize("typed", LINES)
def test_whatever_is_typed_is_told_on_a_line(plan_folder: PlanFolder, typed: str) -> None:
    folder = plan_folder({"sti.yaml": item()})
    before = {file.name for file in folder.iterdir()}
    for word in (*WORDS.values(), os.fsdecode(b"\xff::error::x")):
        ran = udplan(*(part.replace("{}", word) for part in typed.split(" ")), cwd=folder)
        assert ran.out + ran.err
        harmless(ran)
    for file in folder.iterdir():
        assert file.name in before or file.is_dir() or typed.split()[0] in ("ny", "list", "report", "skabelon")


def test_what_is_asked_is_asked_on_a_line(plan_folder: PlanFolder) -> None:
    plan = PLAN_YAML.replace("ØK: {", f"{json.dumps(f'X ##[error] {FORGED}')}: {{slags: fagudvalg}}\n  ØK: {{")
    folder = plan_folder({"sti.yaml": item()}, plan=plan)
    harmless(udplan("ny", "Ny vej", cwd=folder, typed=["drift", "AU", ""]))


# --- and nobody else prints -------------------------------------------------------------------------------------------


def test_only_the_module_of_the_screen_prints() -> None:
    """So that no text comes to the screen past ``line``; tables and documents are printed by their own few."""
    package = Path(__file__).parent.parent / "udplan"
    prints = re.compile(r"(?<![\w.])print\(|\becho\(|sys\.std(?:out|err)\.write")
    found = {file.relative_to(package).as_posix() for file in package.rglob("*.py") if _prints(file, prints)}
    assert found == {"output.py"}


def _prints(file: Path, prints: re.Pattern[str]) -> bool:
    code = (text for text in file.read_text(encoding="utf-8").split("\n") if not text.lstrip().startswith(">>>"))
    return any(prints.search(text) for text in code)


def test_only_the_rooms_of_the_disk_open_files() -> None:
    """So that nothing is waited for, and nothing is half written; a library that opens a file itself is not seen here."""
    package = Path(__file__).parent.parent / "udplan"
    opens = re.compile(
        r"(?<![\w.])open\(|os\.open\(|\.open\(|\.read_(?:text|bytes)\(|\.write_(?:text|bytes)\(|os\.(?:replace|rename)\("
    )
    found = {file.relative_to(package).as_posix() for file in package.rglob("*.py") if _prints(file, opens)}
    void = {"cli/app.py", "documents/printing/limited.py"}  # what they open is the void, in place of a screen
    parts = {"office/package.py", "history/packed.py"}  # what they open are the parts of a file that was read whole
    disk = {f"disk/{name}.py" for name in ("folders", "reading", "unpacked", "writing")}
    assert found == disk | void | parts
