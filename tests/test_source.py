"""Bytes to text to plain data, each with its place: nothing that YAML takes in silence gets through."""

from __future__ import annotations

import itertools
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.examples import few
from tests.plans import FULL_ITEM, FULL_PLAN, PlanFolder, item, refused, sound, write
from udplan.figures.control import reconcile
from udplan.figures.rows import list_rows
from udplan.figures.select import resolve
from udplan.figures.sums import Pr, add_up
from udplan.lint.run import lint
from udplan.model.forms import INDSATS, KEYS
from udplan.model.plan import load
from udplan.yaml.form import Form
from udplan.yaml.problem import Finding, Niveau, Problem, Sti
from udplan.yaml.read import MOST_BYTES, parse, read
from udplan.yaml.source import Source

#: Stands in a text where the problem is expected; it is taken out before the text is read.
HERE = "▸"


def parsed(text: str | bytes, form: Form = INDSATS) -> Source:
    return parse(Path("sti.yaml"), text.encode("utf-8") if isinstance(text, str) else text, form)


def marked(text: str) -> tuple[str, int, int]:
    """The text without its mark, and the line and column where the mark stood, counted as an editor does."""
    before, _, after = text.partition(HERE)
    lines = re.split("\r\n|\n|\r", before)
    return before + after, len(lines), len(lines[-1]) + 1


def one_problem(source: Source) -> Problem:
    (problem,) = source.problems
    return problem


def place(source: Source, *sti: str | int, nøgle: bool = False) -> tuple[int, int, str]:
    """Where a field path is found: line, column, and the text that the problem is about."""
    found = source.locate(Finding(source.path, sti, "", nøgle=nøgle), "prøve", Niveau.FEJL)
    return found.linje, found.kolonne, found.tekst[found.kolonne - 1 :][: found.længde]


# --- what is read ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "no",
        "on",
        "true",
        "null",
        "~",
        "0100",
        "0x1F",
        "12:30",
        "22/291",
        "2025-02-30",
        "1.000",
        "-0,518",
        "1_000",
    ],
)
def test_a_scalar_is_the_text_that_was_written(written: str) -> None:
    for quote in ("", '"', "'"):
        assert parsed(f"note: {quote}{written}{quote}\n").data == {"note": written}


def test_lists_groups_and_block_texts() -> None:
    text = "kurs: |\n  Første linje\n\n  - anden: linje # med\nkoordinering: >\n  ét\n  afsnit\n"
    text += "tema: [a, 'b, c']\nbeløb: {2025: 1}\n"
    assert parsed(text).data == {
        "kurs": "Første linje\n\n- anden: linje # med\n",
        "koordinering": "ét afsnit\n",
        "tema": ["a", "b, c"],
        "beløb": {"2025": "1"},
    }


@pytest.mark.parametrize("blank", ["", "''", '""', '" "', "|\n  \n", "# kun en kommentar"])
def test_a_field_that_is_left_blank_is_left_out_and_a_year_is_not(blank: str) -> None:
    assert parsed(f"overskrift: Sti\nslut: {blank}\n").data == {"overskrift": "Sti"}
    assert parsed(f"beløb:\n  2025: {blank}\n").data == {"beløb": {"2025": None}}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("beløb", "beløb"),
        ("beloeb", "beløb"),
        ("belob", "beløb"),
        (unicodedata.normalize("NFD", "beløb"), "beløb"),
        (unicodedata.normalize("NFD", "tværgående"), "tværgående"),
        ("tvaergaaende", "tværgående"),
        ("raekkefoelge", "rækkefølge"),
        ("med_hoering", "med_høring"),
        ("forudsaetning", "forudsætning"),
        ("ukendt", "ukendt"),
    ],
)
def test_a_key_is_known_however_the_keyboard_spells_it(key: str, name: str) -> None:
    assert parsed(f"{key}: ja\n").data == {name: "ja"}


def test_text_from_a_mac_is_composed() -> None:
    written = unicodedata.normalize("NFD", "overskrift: Åben vej på Ærø\n")
    assert parsed(written).data == {"overskrift": "Åben vej på Ærø"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_reads_alike(encoding: str, end: str) -> None:
    lines = ["overskrift: Ny cykelsti på Djursland 🚲", "kurs: |", "  ét", "  to", "beløb:", "  2025: −0,5", ""]
    text = end.join(lines)
    bom = "\ufeff" if encoding[-2:] in ("le", "be") else ""
    source = parsed((bom + text).encode(encoding))
    assert source.problems == []
    assert source.data == {"overskrift": "Ny cykelsti på Djursland 🚲", "kurs": "ét\nto\n", "beløb": {"2025": "−0,5"}}
    assert source.text == text
    assert place(source, "beløb", 2025) == (6, 9, "−0,5")


# --- what composing would accept in silence ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regel", "text"),
    [
        # Duplicate keys, however they are spelled.
        ("dobbelt-felt", "kort: a\n▸kort: b\n"),
        ("dobbelt-felt", 'kort: a\n▸"kort": b\n'),
        ("dobbelt-felt", "beløb: a\n▸beloeb: b\n"),
        ("dobbelt-felt", f"tværgående: ja\nnote: x\n▸{unicodedata.normalize('NFD', 'tværgående')}: nej\n"),
        ("dobbelt-felt", "fora:\n  Årsag: a\n  ▸A\u030arsag: b\n"),
        ("dobbelt-felt", "beløb:\n  2025: 1\n  2026: 2\n  ▸'2025': 3\n"),
        ("dobbelt-felt", "sagsgang:\n  - forum: AU\n    ▸forum: KB\n"),
        ("dobbelt-felt", "beløb: {2025: 1, ▸2025: 2}\n"),
        # Anchors, aliases, tags, merge keys and directives: the word or the value would be gone.
        ("yaml-genveje", "note: ▸&OBS husk det\n"),
        ("yaml-genveje", "▸&OBS note: husk det\n"),
        ("yaml-genveje", "note: ▸*vigtigt\n"),
        ("yaml-genveje", "tema: [a,▸*b]\n"),
        ("yaml-genveje", "tema:\n  - a\n  - ▸&b c\n"),
        ("yaml-genveje", 'sagsgang: [{"forum":▸&a AU}]\n'),
        ("yaml-genveje", "--- ▸&a\nnote: b\n"),
        ("yaml-genveje", "note: ▸!vigtigt husk det\n"),
        ("yaml-genveje", "slut: ▸!!bool ja\n"),
        ("yaml-genveje", "▸!!map {note: b}\n"),
        ("yaml-genveje", "▸<<: {note: b}\n"),
        ("yaml-genveje", "beløb:\n  2025: 1\n  ▸<<: {2026: 1}\n"),
        ("yaml-genveje", "▸%YAML 1.1\n---\nnote: a\n"),
        ("yaml-genveje", "# en kommentar\r▸%YAML 1.2\r---\rnote: a\r"),
        ("yaml-genveje", "▸%TAG ! tag:eksempel,2025:\n---\nnote: a\n"),
        # Keys that are no word.
        ("yaml-form", "? ▸[a, b]\n: c\n"),
        ("yaml-form", "? ▸{a: b}\n: c\n"),
        ("yaml-form", "? ▸|\n  a\n: b\n"),
        ("yaml-form", "{▸[a]: b}\n"),
        # No fields at the top, or no document at all.
        ("yaml-form", "▸- a\n- b\n"),
        ("yaml-form", "# en kommentar\n▸bare en tekst\n"),
        ("tom-fil", "▸"),
        ("tom-fil", "▸# kun en kommentar\n"),
        ("tom-fil", "▸\n\n"),
        # More than one document.
        ("yaml-form", "note: a\n▸---\nnote: b\n"),
        ("yaml-form", "note: a\n...\n▸note: b\n"),
    ],
)
def test_what_yaml_takes_in_silence_is_an_error_at_its_place(regel: str, text: str) -> None:
    written, line, column = marked(text)
    problem = one_problem(parsed(written))
    assert (problem.regel, problem.linje, problem.kolonne) == (regel, line, column)
    assert problem.niveau is Niveau.FEJL


def test_a_duplicate_names_the_line_of_the_first() -> None:
    assert "linje 2" in one_problem(parsed("note: a\nkort: b\nslut: X\nkort: c\n")).besked


@pytest.mark.parametrize(
    "text", ["note: Q&A, 2*3 og 100!\n", "note: 'et & og et *'\n", "kurs: |\n  & og * og !\n  %YAML\n"]
)
def test_the_same_signs_inside_a_text_are_text(text: str) -> None:
    source = parsed(text)
    assert source.problems == []
    assert source.data


@pytest.mark.parametrize(
    "text",
    [
        "overskrift: ▸Investering: besparelser\n",
        "note: ▸'aldrig sluttet\n",
        "tema: ▸[a, b\n",
        "beløb: ▸{2025: 1\nnote: a\n",
        "beløb:\n▸\t2025: 1\n",
        "note: ▸@økonomi\n",
        "note: ▸`kode`\n",
        "beløb:\n  2025: ▸- 0,300\n",
        "tema:\n  - a\n ▸b: c\n",
        "- a\n▸b: c\n",
        'note: ▸"Vores" Norddjurs\n',
    ],
)
def test_broken_yaml_is_told_where_the_cause_is(text: str) -> None:
    for end in ("\n", "\r\n"):
        written, line, column = marked(text.replace("\n", end))
        problem = one_problem(parsed(written))
        assert (problem.regel, problem.linje, problem.kolonne) == ("yaml-form", line, column)


@pytest.mark.parametrize(
    "sign",
    ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff", "\ufffe", "\U0001ffff"],
)
def test_characters_that_deceive_are_refused(sign: str) -> None:
    problem = one_problem(parsed(f"overskrift: Sti\nkurs: Få {sign}styr på det\n"))
    assert (problem.regel, problem.linje, problem.kolonne) == ("forbudte-tegn", 2, 10)
    assert f"U+{ord(sign):04X}" in problem.besked


@pytest.mark.parametrize(
    "text",
    [
        'note: ▸"a\\0b"\n',
        'tema: [x, ▸"\\e[31m"]\n',
        'note: ▸"\\L"\n',
        'note: ▸"\\u202e"\n',
        '▸"no\\0te": a\n',
        'fora:\n  ▸"A\\x1bU": {}\n',
    ],
)
def test_an_escape_cannot_hold_what_the_file_may_not(text: str) -> None:
    written, line, column = marked(text)
    problem = one_problem(parsed(written))
    assert (problem.regel, problem.linje, problem.kolonne) == ("forbudte-tegn", line, column)


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        ("overskrift: Sti\nkurs: på\n".encode("cp1252"), "linje 2, tegn 8"),
        ("overskrift: Sti\r\nkurs: på\r\n".encode("cp865"), "linje 2, tegn 8"),
        (b"\xff\xfeo", "linje 1, tegn 1"),
        (b"\xff\xfe\x00\xd8a\x00", "linje 1, tegn 1"),
    ],
)
def test_another_encoding_is_told_and_never_guessed(raw: bytes, where: str) -> None:
    source = parsed(raw)
    assert one_problem(source).regel == "kodning"
    assert where in one_problem(source).besked
    assert source.data is None


def test_utf_16_without_its_mark_is_refused() -> None:
    assert one_problem(parsed("note: a\n".encode("utf-16-le"))).regel == "forbudte-tegn"


# --- how much is read --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "tema: " + "[" * 100_000,
        "{a: " * 25_000,
        "[a, " * 25_000,
        "- " * 50_000,
        "tema:\n  " + "- " * 50_000,
        "? " * 50_000,
        "".join(" " * level + "fora:\n" for level in range(1300)),
        "tema:\n" + "".join(" " * level + "-\n" for level in range(1, 1300)),
    ],
    ids=["[", "tema: [", "{a:", "[a,", "- -", "tema: - -", "? ?", "1300 groups", "1300 lists"],
)
def test_deep_nesting_ends_with_a_problem(text: str) -> None:
    source = parsed(text)
    assert one_problem(source).regel == "for-mange-niveauer"
    assert source.data is None


def test_a_hundred_levels_are_allowed_and_one_more_is_not() -> None:
    def nested(levels: int) -> str:
        return "note: " + "[" * (levels - 1) + "]" * (levels - 1) + "\n"

    assert parsed(nested(100)).problems == []
    assert one_problem(parsed(nested(101))).regel == "for-mange-niveauer"


def test_many_lists_beside_each_other_are_not_deep() -> None:
    assert parsed("tema:\n" + "  - [a, {b: c}]\n" * 200).problems == []


def test_a_file_of_more_than_a_megabyte_is_refused(tmp_path: Path) -> None:
    head = b"note: a  # "
    path = tmp_path / "stor.yaml"
    path.write_bytes(head + b"a" * (MOST_BYTES - len(head)))
    assert read(path, INDSATS).problems == []
    path.write_bytes(head + b"a" * (MOST_BYTES - len(head) + 1))
    source = read(path, INDSATS)
    assert (one_problem(source).regel, source.data) == ("filen-er-for-stor", None)


def test_a_file_that_cannot_be_opened_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    source = read(tmp_path / "væk.yaml", INDSATS)
    assert one_problem(source).regel == "kan-ikke-laeses"


# --- where things stand ------------------------------------------------------------------------------------------

PLACES = """\
overskrift: 'Ny cykelsti'   # note: nej
kurs: |
  Første linje

  anden linje

beloeb:
  2025: -0,518
  '2026':
sagsgang: BUU, AU,  XX
status:
  - dato: 2025-02-26
    tekst: >-
      to
      linjer
  - {dato: 2025-03-26, obs: ja}
tema: [ét, "to, tre" , fire]
"""


@pytest.mark.parametrize(
    ("sti", "expected"),
    [
        (("overskrift",), (1, 13, "'Ny cykelsti'")),
        (("kurs",), (2, 7, "|")),
        (("beløb",), (8, 3, "2025: -0,518")),
        (("beløb", "2025"), (8, 9, "-0,518")),
        (("beløb", 2025), (8, 9, "-0,518")),
        (("beløb", 2026), (9, 10, "")),
        (("sagsgang",), (10, 11, "BUU, AU,  XX")),
        (("sagsgang", 0), (10, 11, "BUU")),
        (("sagsgang", 1, "forum"), (10, 16, "AU")),
        (("sagsgang", 2, "forum"), (10, 21, "XX")),
        (("status", 0, "dato"), (12, 11, "2025-02-26")),
        (("status", 0, "tekst"), (13, 12, ">-")),
        (("status", 1, "obs"), (16, 29, "ja")),
        (("status", 1, "tekst"), (16, 5, "{dato: 2025-03-26, obs: ja}")),
        (("tema", 1), (17, 12, '"to, tre"')),
        (("tema", 2), (17, 24, "fire")),
        (("udvalg",), (1, 1, "o")),
        ((), (1, 1, "o")),
    ],
)
def test_a_field_path_is_found_where_it_stands(sti: Sti, expected: tuple[int, int, str]) -> None:
    for bom, end in itertools.product(("", "\ufeff"), ("\n", "\r\n")):
        assert place(parsed(bom + PLACES.replace("\n", end)), *sti) == expected, (bom, end)


@pytest.mark.parametrize(
    ("sti", "expected"),
    [
        (("beløb",), (7, 1, "beloeb")),
        (("beløb", "2026"), (9, 3, "'2026'")),
        (("status", 1, "obs"), (16, 24, "obs")),
        (("status", 0, "tekst"), (13, 5, "tekst")),
    ],
)
def test_a_key_is_found_where_it_stands(sti: Sti, expected: tuple[int, int, str]) -> None:
    assert place(parsed(PLACES), *sti, nøgle=True) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("sagsgang: ▸BUU,AU,XX", (0, "BUU")),
        ("sagsgang: BUU,AU,▸XX", (2, "XX")),
        ('sagsgang: "BUU, AU, ▸XX"', (2, "XX")),
        ("sagsgang: 'BUU, ▸AU, XX'", (1, "AU")),
        ("sagsgang: BUU,\n  AU,\n  ▸XX", (2, "XX")),
        ("sagsgang: |\n  BUU, AU, ▸XX\n", (2, "XX")),
    ],
)
def test_a_step_of_a_comma_list_is_found_by_itself(written: str, expected: tuple[int, str]) -> None:
    text, line, column = marked(written)
    step, word = expected
    assert place(parsed(text), "sagsgang", step, "forum") == (line, column, word)


def test_columns_count_characters_as_editors_do() -> None:
    assert place(parsed("fora: {Ø🚲K: {navn: x}, B: y}"), "fora", "B") == (1, 27, "y")
    decomposed = "fora: {A\u030aU: x, B: y}"
    assert place(parsed(decomposed), "fora", "B") == (1, decomposed.index("y") + 1, "y")
    assert place(parsed(decomposed), "fora", "ÅU") == (1, decomposed.index("x") + 1, "x")


def test_a_field_after_one_that_was_written_twice_is_found() -> None:
    source = parsed("kort: a\nkort: b\nnote: c\n")
    assert place(source, "note") == (3, 7, "c")


def test_a_span_is_where_an_edit_would_go() -> None:
    source = parsed(PLACES)
    start, end = source.span(("beløb", 2025))
    assert source.text[:start] + "11,4" + source.text[end:] == PLACES.replace("-0,518", "11,4")
    start, end = source.span(("kurs",))
    assert source.text[start:end] == "|\n  Første linje\n\n  anden linje"


def test_a_comma_inside_braces_is_no_decimal_comma(plan_folder: PlanFolder) -> None:
    """``{2025: 1,2027}`` is 1 in 2025 and a blank 2027 to YAML: the decimals must not be gone in silence."""
    problem = refused(plan_folder({"sti.yaml": item(beløb="{2025: 1,2027}")}))
    assert (problem.niveau, problem.regel) == (Niveau.FEJL, "beloeb-i-klammer")
    assert problem.tekst[problem.kolonne - 1 :][: problem.længde] == "{2025: 1,2027}"


# --- any bytes at all --------------------------------------------------------------------------------------------

# What YAML means something by, what a plan is made of, and what editors and Word slip in.
SIGNS = "ab:-,[]{}&*!|>'\"#%@`?~<= \n\n\r\t0125.\\æøÅ\u030a\u00a0\u0085\u2028\u202e\u200b\ufeff\ufffd🚲\x00\x1b"
VALUES = ["ikke oplyst", "2025", "2026", "1,0", "1.000", "X", "ja", "AU", "BUU, AU"]
WORDS = [*KEYS, *VALUES, "- ", "\n  ", ": ", "{", "}", "[", "]", "|\n  "]
YAML_LIKE = st.lists(st.one_of(st.sampled_from(WORDS), st.text(SIGNS, max_size=4)), max_size=30).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
ENCODED = st.builds(lambda text, encoding: text.encode(encoding, "replace"), YAML_LIKE, ENCODINGS)
ANY_BYTES = st.one_of(st.binary(max_size=60), ENCODED)


def assert_inside(problem: Problem, text: str) -> None:
    """The problem points at a line of the file, and at a character of it or right behind the last."""
    lines = re.split("\r\n|\n|\r", text)
    assert 1 <= problem.linje <= len(lines)
    line = lines[problem.linje - 1]
    assert problem.tekst == line
    assert 1 <= problem.kolonne <= len(line) + 1
    assert 1 <= problem.længde <= max(1, len(line) - problem.kolonne + 1)
    assert problem.besked


@given(ANY_BYTES)
@example(b"")
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"- [")
@example(b"a: b\n---\n")
@example(b'"\\ud800": x')
def test_any_bytes_give_data_or_problems_inside_the_file(raw: bytes) -> None:
    source = parsed(raw)
    assert source.data is not None or source.problems
    for problem in source.problems:
        assert_inside(problem, source.text)
    for sti in _paths(source.data):
        assert_inside(source.locate(Finding(source.path, sti, "x"), "prøve", Niveau.FEJL), source.text)
        assert_inside(source.locate(Finding(source.path, sti, "x", nøgle=True), "prøve", Niveau.FEJL), source.text)


def _paths(data: Any) -> list[Sti]:
    """Every field path of some data."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path for step, value in pairs for path in [(step,), *((step, *rest) for rest in _paths(value))]]


FILES = {"plan.yaml": FULL_PLAN, "sti.yaml": FULL_ITEM}


def assert_told_or_used(folder: Path) -> None:
    """Whatever stands in the files of a plan, there are problems inside them, or a plan that can be used."""
    loaded = load(folder)
    assert loaded.plan is not None or loaded.problems
    problems = lint(loaded).problems
    texts = {file: read(file, INDSATS).text for file in {problem.fil for problem in problems}}
    for problem in problems:
        assert_inside(problem, texts[problem.fil])
    if loaded.plan is not None:
        reconcile(loaded.plan)
        list_rows(loaded.plan, resolve(loaded.plan), loaded.plan.indsatser)
        for pr in Pr:
            add_up(loaded.plan, loaded.plan.indsatser, pr)


def test_the_plan_that_is_spoiled_below_is_sound_to_begin_with(plan_folder: PlanFolder) -> None:
    sound(plan_folder(FILES, plan=FILES["plan.yaml"]))


@st.composite
def spoiled_files(draw: st.DrawFn) -> dict[str, bytes]:
    """A sound plan in which one file has up to three pieces replaced by anything."""
    files = {name: text.encode("utf-8") for name, text in FILES.items()}
    name = draw(st.sampled_from(sorted(FILES)))
    for _ in range(draw(st.integers(1, 3))):
        raw = files[name]
        at = draw(st.integers(0, len(raw)))
        gone = draw(st.sampled_from([0, 1, 2, 5, 20]))
        files[name] = raw[:at] + draw(ANY_BYTES) + raw[at + gone :]
    return files


@given(spoiled_files())
@few()
def test_a_spoiled_plan_gives_problems_inside_its_files(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "spoiled"
    write(folder, files)
    assert_told_or_used(folder)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "ikke oplyst",
        "X",
        "-1,5",
        "a, b",
        "2025-02-30",
        "{}",
        "[{}, [a]]",
        "{a: {b: c}}",
    ],
)
def test_any_field_may_hold_what_belongs_in_another(tmp_path: Path, value: str) -> None:
    """Every field of a plan in turn, two of a file at a time, gets a value of somebody who does not know the format."""
    write(tmp_path, FILES)
    for name, text in FILES.items():
        lines = text.splitlines()
        fields = [at for at, line in enumerate(lines) if ":" in line]
        half = (len(fields) + 1) // 2
        for first, second in itertools.zip_longest(fields[:half], fields[half:], fillvalue=fields[-1]):
            written = lines.copy()
            for at in (first, second):
                written[at] = f"{lines[at].partition(':')[0]}: {value}"
            write(tmp_path, {name: "\n".join(written)})
            assert_told_or_used(tmp_path)
        write(tmp_path, {name: text})
