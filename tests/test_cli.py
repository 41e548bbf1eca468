"""The command line as a user meets it: what is written after ``udplan``, and what comes of it."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.command_line import ROOT, Ran, start, udplan
from tests.plans import PLAN_YAML, PlanFolder, item

PLAN = ROOT / "plans" / "2025-2028"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The real plan, to spoil."""
    folder = tmp_path / "plans" / "2025-2028"
    shutil.copytree(PLAN, folder)
    return folder


def test_sum_per_udvalg_is_what_the_seeds_say() -> None:
    found = json.loads(udplan("sum", "--pr", "udvalg", "--format", "json").out)
    rows = {(row["navn"], row["bevilling"]): list(row["beløb"].values()) for row in found["rækker"]}
    totals = {row["bevilling"]: list(row["beløb"].values()) for row in found["i_alt"]}
    assert rows["AU", "drift"] == ["-0.718", "-1.350", "-1.613", "-1.875"]
    assert rows["ØK", "drift"] == ["12.400", "1.000", "1.000", "1.000"]
    assert totals["drift"] == ["11.682", "-0.350", "-0.613", "-0.875"]
    assert (found["enhed"], found["år"], found["pr"]) == ("mio. kr.", [2025, 2026, 2027, 2028], "udvalg")


def test_the_extract_of_a_committee_without_points_of_its_own() -> None:
    text = udplan("report", "--udvalg", "BUU").out
    own, rest = text.split("## Punkter, der behandles i udvalget")
    through, cross = rest.split("## Tværgående punkter")
    assert "Ingen." in own
    assert "**I alt** |" not in own.split("## Egne punkter")[1] + rest
    for title in (
        "#### Effektiviseringsbidrag og novembergreb",
        "forsørgelsesudgifter\n\nR307 (B) · ",
        "#### Politiske visioner",
        "#### De nationale reformer",
    ):
        assert title in through
    assert "kr.):** 2025: -0,518 · 2026: -1,050 · 2027: -1,313 · 2028: -1,575" in through
    assert "Kan vedkomme udvalget" in through
    table, known_by_heading = cross.split("## Kun nævnt ved overskriften")
    assert "KCL |  | 1,000 | 1,000 | 1,000 | 1,000 |" in table
    assert known_by_heading.count("- Flådestyring R003 (I)(B): Råderum, Særligt behov for tværgående") == 1
    assert "Effektiviseringsbidrag" not in cross.split("## Kommer i udvalget")[0]
    assert len(text.splitlines()) <= 150 and text.count("ikke oplyst") <= 10


def test_the_extract_can_be_narrowed_to_what_is_the_committee_s_own_and_widened_to_all_text() -> None:
    def listed(*options: str) -> list[str]:
        return [row["id"] for row in json.loads(udplan("list", "--udvalg", "AU", "--format", "json", *options).out)]

    assert listed("--kun-egne") == [
        "au-puljen",
        "r901-pulje-og-loentilskud",
        "r307-fravaer-forsoergelse",
        "sociale-investeringer",
    ]
    assert set(listed("--kun-egne")) < set(listed("--uden-tværgående")) < set(listed())
    assert "Intet punkt hører under BUU." in udplan("list", "--udvalg", "BUU", "--kun-egne").err
    assert "sygefravaer" not in listed("--uden-tvaergaaende")

    own = udplan("report", "--udvalg", "AU", "--kun-egne").out
    assert "## Egne punkter" in own and "R901 (B)" in own
    assert not [each for each in ("Punkter, der behandles", "## Tværgående", "sygefravær") if each in own]
    through = udplan("report", "--udvalg", "AU", "--uden-tværgående").out
    assert "## Punkter, der behandles i udvalget" in through and "sygefravær" not in through
    text = "Der skrives en projektbeskrivelse efter kommunens projektmodel."
    assert text not in udplan("report", "--udvalg", "AU").out
    assert text in udplan("report", "--udvalg", "AU", "--tværgående-helt").out


def test_a_stated_11_4_prints_with_three_decimals_and_blank_prints_blank() -> None:
    assert "fra 0,8% til 0,55% | 11,400 |  |  |  |" in udplan("report", "plan").out


def test_the_real_plan_has_no_errors() -> None:
    ran = udplan("lint")
    assert ran.status == 0
    assert ran.out.splitlines()[-1] == "0 fejl, 15 advarsler, 17 undtagelser."
    assert udplan("lint", "--streng").status == 1


def test_lint_shows_the_line_with_a_caret_and_what_to_write(plan: Path) -> None:
    file = plan / "au" / "au-puljen.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("0,100", "0,1OO"), encoding="utf-8", newline="")
    ran = udplan("lint", cwd=plan.parent.parent)
    lines = ran.out.splitlines()
    assert ran.status == 1
    place = next(number for number, line in enumerate(lines) if "[beloeb-form]" in line)
    assert lines[place].startswith("plans/2025-2028/au/au-puljen.yaml:")
    assert lines[place + 2].index("^") == lines[place + 1].index("0,1OO")


def test_lint_is_coloured_on_a_terminal_where_nobody_has_said_no() -> None:
    assert "\x1b[33m" in udplan("lint", typed=[], TERM="xterm").out
    assert "\x1b" not in udplan("lint", typed=[], TERM="xterm", NO_COLOR="1").out
    assert "\x1b[33m" in udplan("lint", typed=[], TERM="xterm", NO_COLOR="").out
    assert "\x1b" not in udplan("lint", typed=[], TERM="dumb").out
    assert "\x1b" not in udplan("lint", TERM="xterm", FORCE_COLOR="1").out


def test_lint_as_json_has_the_promised_fields(plan: Path) -> None:
    (plan / "au" / "ny.yaml").write_text("overskirft: Ny\n", encoding="utf-8", newline="")
    found = json.loads(udplan("lint", "--format", "json", cwd=plan.parent.parent).out)
    first = next(problem for problem in found if problem["regel"] == "ukendt-felt")
    assert list(first) == ["fil", "linje", "kolonne", "regel", "niveau", "besked", "forslag"]
    assert (first["fil"], first["linje"], first["kolonne"]) == ("plans/2025-2028/au/ny.yaml", 1, 1)
    assert (first["niveau"], first["forslag"]) == ("fejl", "overskrift")


def test_lint_of_one_file_checks_it_against_its_whole_plan(plan: Path) -> None:
    file = plan / "au" / "r307-fravaer-forsoergelse.yaml"
    assert udplan("lint", str(file), cwd=plan).out.splitlines()[-1] == "0 fejl, 1 advarsel, 1 undtagelse."


def test_a_changed_thousandth_is_an_error_with_the_difference(plan: Path) -> None:
    file = plan / "au" / "r901-pulje-og-loentilskud.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("2027: -0,300", "2027: -0,301"), encoding="utf-8", newline=""
    )
    ran = udplan("lint", cwd=plan)
    assert ran.status == 1
    assert "Arbejdsmarkedsudvalget 2027: summen er -1,614, men der er oplyst -1,613. Forskellen er -0,001." in ran.out


@pytest.mark.parametrize("command", [("report", "plan"), ("sum",), ("list",)])
def test_a_plan_with_an_unreadable_file_gives_no_figures(plan: Path, command: tuple[str, ...]) -> None:
    (plan / "au" / "au-puljen.yaml").write_bytes("overskrift: Økonomi".encode("cp1252"))
    ran = udplan(*command, cwd=plan)
    assert ran.status == 1
    assert ran.out == ""
    assert "au-puljen.yaml" in ran.err
    assert "ikke gemt som UTF-8" in ran.err


def test_a_file_is_written_whole_or_not_at_all(plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.html"
    assert udplan("report", "plan", "-o", str(target), cwd=plan).status == 0
    first = target.read_bytes()
    assert first.startswith(b"<!doctype html>") or first.startswith(b"<!DOCTYPE html>")
    (plan / "au" / "au-puljen.yaml").write_text("[", encoding="utf-8")
    assert udplan("report", "plan", "-o", str(target), cwd=plan).status == 1
    assert target.read_bytes() == first
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_the_format_follows_the_name_of_the_file(plan: Path, tmp_path: Path) -> None:
    udplan("list", "-o", str(tmp_path / "p.csv"), cwd=plan)
    assert (tmp_path / "p.csv").read_bytes().startswith(b"\xef\xbb\xbfid;overskrift;")
    ran = udplan("report", "plan", "-o", str(tmp_path / "p.docs"), cwd=plan)
    assert (ran.status, "docs" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rapport",), "Mente du report?"),
        (("report", "udvalgg", "--udvalg", "AU"), "Mente du udvalg?"),
        (("report", "--udvalg", "BUUU"), "Mente du BUU?"),
        (("list", "--tovholder", "Økonmichefen"), "Mente du Økonomichefen?"),
        (("list", "--plan", "2025-2029"), "Mente du 2025-2028"),
        (("report", "plan", "--format", "htm"), "Mente du html?"),
        (("list", "--udvlag", "AU"), "Mente du --udvalg?"),
    ],
)
def test_what_is_unknown_is_answered_with_the_nearest(words: tuple[str, ...], said: str) -> None:
    ran = udplan(*words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "--udvalg", "Høring"), "Intet punkt kommer forbi Høring."),
        (("list", "--udvalg", "BUU", "--art", "drift", "--format", "json"), "Intet punkt kommer forbi BUU."),
        (("sum", "--udvalg", "BUU"), "Intet punkt hører under BUU."),
        (("list", "--art", "anlæg"), "Intet punkt passer til --art »anlæg«."),
        (
            ("list", "--udvalg", "AU", "--art", "anlæg", "--tværgående"),
            "Intet punkt passer til --udvalg »AU«, --art »anlæg« og --tværgående på én gang.",
        ),
        (("sum", "--kontroltal"), "Planen har ingen kontroltal."),
        (("list", "--udvalg", "AU"), ""),
    ],
)
def test_what_is_empty_says_why(plan_folder: PlanFolder, words: tuple[str, ...], said: str) -> None:
    ran = udplan(*words, cwd=plan_folder({"sti.yaml": item(sagsgang="AU, ØK, KB")}))
    assert (ran.status, ran.err) == (0, f"{said}\n" if said else "")


def test_a_plan_without_items_says_so(plan_folder: PlanFolder) -> None:
    folder = plan_folder({})
    for words in (("list",), ("list", "--udvalg", "AU"), ("sum",), ("eksport",)):
        assert "ingen punkter" in udplan(*words, cwd=folder).err.casefold()


@pytest.mark.parametrize(
    "words", [("lint",), ("sum",), ("list",), ("report", "plan"), ("json-skema", "--udskriv", "plan")]
)
@pytest.mark.parametrize("written", ['"drift\\n::warning::hej\\e[31m"', "drift\n::warning::hej"])
def test_what_a_plan_says_begins_no_line_of_a_message(
    plan_folder: PlanFolder, words: Sequence[str], written: str
) -> None:
    folder = plan_folder({"sti.yaml": item(art=written)}, plan=PLAN_YAML.replace("mio. kr.", written))
    ran = udplan(*words, cwd=folder)
    said = ran.out + ran.err
    assert "::warning::hej" in said
    assert not [line for line in said.splitlines() if line.lstrip().startswith("::")]
    assert "\x1b" not in said


def test_a_program_is_told_what_a_plan_says_as_it_stands(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(art='"drift\\n::warning::hej"')})
    for format in ("json", "sarif"):
        assert "»drift\\n::warning::hej«" in udplan("lint", "--format", format, cwd=folder).out
    assert "»drift\\n::warning::hej«" in udplan("lint", cwd=folder).out


def test_a_refusal_is_one_line(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(tovholder='"Vejchefen\\n::warning::hej"')})
    ran = udplan("list", "--tovholder", "Fejchefen", cwd=folder)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "Vejchefen\\n::warning::hej" in ran.err


def test_a_committee_is_found_however_it_is_written() -> None:
    found = udplan("list", "--udvalg", "BUU").out
    for written in ("buu", "Børne- og Ungdomsudvalget", "boerne- og ungdomsudvalget", "ungdomsudv"):
        assert udplan("list", "--udvalg", written).out == found


def test_options_are_read_in_any_form() -> None:
    plain = udplan("list", "--tværgående", "--format", "json").out
    assert len(json.loads(plain)) == 18
    for written in ("--Tva\u030aergående".replace("a\u030ae", "æ"), "--TVÆRGA\u030aENDE", "--tvaergaaende"):
        assert udplan("list", written, "--format", "json").out == plain


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_any_console_shows_everything(encoding: str) -> None:
    shown = [("sum",), ("list",), ("lint",), ("--help",), ("report", "--help"), ("sum", "--kontroltal")]
    for words in shown:
        ran = udplan(*words, PYTHONIOENCODING=encoding)
        assert ran.status == 0, ran.err
        assert "-0,718" in ran.out or "sum" not in words


def test_data_is_utf_8_on_any_console() -> None:
    for words in (("report", "plan"), ("sum", "--format", "json"), ("list", "--format", "csv")):
        assert udplan(*words, PYTHONIOENCODING="ascii").raw == udplan(*words).raw


@pytest.mark.process
def test_python_s_own_streams_show_everything() -> None:
    """The streams are Python's own here, with the encoding that it gives them as it starts."""
    ran = start("sum", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (ran.status, "-0,718" in ran.out, ran.err) == (0, True, "")


@pytest.mark.process
def test_completion_knows_the_plans_committees_and_managers() -> None:
    for written, found in (
        ("udplan report --udvalg B", "BUU"),
        ("udplan list --tovholder Kommunal", "Kommunaldirektøren"),
    ):
        *words, word = written.split()
        for run in (udplan, start):
            assert found in run(_UDPLAN_COMPLETE="complete_zsh", _TAB_WORDS="\n".join(words), _TAB_WORD=word).out


@pytest.mark.process
def test_completion_and_help_import_neither_pydantic_nor_rich_nor_jinja() -> None:
    code = (
        "import sys, udplan.cli.app as cli\n"
        "for words in (['--help'], ['report', '--help']):\n"
        "    try: cli.app(words, prog_name='udplan')\n"
        "    except SystemExit: pass\n"
        "print([name for name in ('pydantic', 'rich', 'jinja2', 'ruamel') if name in sys.modules])"
    )
    ran = start(code=code)
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "[]"), ran.err


def test_every_command_shows_an_example() -> None:
    for command in ("lint", "sum", "list", "report"):
        assert f"  udplan {command}" in udplan(command, "--help").out


def test_no_plan_here(tmp_path: Path) -> None:
    ran = udplan("lint", cwd=tmp_path)
    assert (ran.status, ran.err) == (
        2,
        "Fejl: Her er ingen plan. Gå til mappen med plans/, eller sig hvor planen er: --plan MAPPE. "
        "En ny plan laves med udplan start, eller af jeres egen tabel i Word eller Excel med udplan import.\n",
    )


def test_lines_to_copy_are_shown_as_lines_and_left_out_where_there_is_only_one(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(
        "titel: T\nkommune: K\nperiode: 2026\nenhed: kr.\nfora:\n  AU: Udvalg\n", encoding="utf-8"
    )
    head = "plan.yaml:6:7: fejl: AU skal være en gruppe felter. Skriv hvert felt på sin egen linje, rykket ind: navn, kolon,"
    assert udplan("lint", cwd=tmp_path).out == (
        f"{head} mellemrum, værdi. [forkert-form]\n"
        "      AU: Udvalg\n"
        "          ^^^^^^\n"
        "    Skriv fx:\n"
        "        AU:\n"
        "          navn: Udvalg\n"
        "          slags: fagudvalg\n"
        "1 fejl, 0 advarsler, 0 undtagelser.\n"
    )
    assert f"{head} mellemrum, værdi. [forkert-form]\n" in udplan("lint", "--format", "github", cwd=tmp_path).out


def test_the_newest_plan_is_the_one_that_is_meant(plan: Path) -> None:
    older = plan.parent / "2023-2026"
    shutil.copytree(plan, older)
    text = (older / "plan.yaml").read_text(encoding="utf-8")
    (older / "plan.yaml").write_text(text.replace("2025-2028", "2023-2026"), encoding="utf-8")
    assert json.loads(udplan("sum", "--format", "json", cwd=plan.parent.parent).out)["år"][0] == 2025


def test_a_plan_points_may_be_kept_from_the_public(plan: Path) -> None:
    file = plan / "au" / "r901-pulje-og-loentilskud.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "offentlig: nej\nnote: hemmelig\n", encoding="utf-8", newline="")
    text = udplan("report", "--udvalg", "AU", cwd=plan).out
    assert "R901" not in text
    assert "hemmelig" not in text
    assert "Et punkt er ikke offentligt og er udeladt her. Beløbene tæller med i planens summer." in text


# --- lint: days, levels and exceptions ---------------------------------------------------------------------------------

PATH = "sagsgang:\n  - forum: AU\n    tid: januar 2025\n  - forum: KB\n    tid: marts 2025\n"
INVENTED = """\
overskrift: Ny cykelsti
art: drift
udvalg: AU
tovholder: Arbejdsmarkedschefen
kurs: En sti
koordinering: Ingen
beløb:
  2025: 1,000
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A plan of one invented item, with the real plan's bodies."""
    text = (PLAN / "plan.yaml").read_text(encoding="utf-8")
    for name in ("kontroltal", "undtagelser"):
        text = re.sub(rf"^{name}:.*\n(?:[ #].*\n|\n)*", "", text, flags=re.MULTILINE)
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8", newline="")
    (tmp_path / "sti.yaml").write_text(INVENTED + PATH, encoding="utf-8", newline="")
    return tmp_path


def said_by(ran: Ran) -> list[tuple[str, str, str]]:
    """The file, the rule and the level of each problem in a lint as JSON."""
    return [(each["fil"], each["regel"], each["niveau"]) for each in json.loads(ran.out)]


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8", newline="")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), []),
        (("--dato", "2024-12-31"), []),
        (("--dato", "2025-02-15"), [("sti.yaml", "trin-overskredet", "advarsel")]),
        (("--dato", "15. februar 2025"), [("sti.yaml", "trin-overskredet", "advarsel")]),
        (("--dato", "2025-04-01"), [("sti.yaml", "trin-overskredet", "advarsel")] * 2),
        (("--dato", "i-dag"), [("sti.yaml", "trin-overskredet", "advarsel")] * 2),
        (("--dato", "I dag"), [("sti.yaml", "trin-overskredet", "advarsel")] * 2),
    ],
)
def test_rules_that_compare_with_a_day_speak_only_when_one_is_given(
    small: Path, words: tuple[str, ...], found: list[tuple[str, str, str]]
) -> None:
    ran = udplan("lint", "--format", "json", *words, cwd=small)
    assert (ran.status, said_by(ran)) == (0, found)


@pytest.mark.parametrize("written", ["igår", "2025-02-30", "marts 2025"])
def test_a_day_that_is_none_is_wrong_use(small: Path, written: str) -> None:
    ran = udplan("lint", "--dato", written, cwd=small)
    assert (ran.status, ran.out, ran.err[:14]) == (2, "", "Fejl: --dato: ")


@pytest.mark.parametrize(
    ("level", "status", "found"),
    [
        ("fejl", 1, [("sti.yaml", "titel-slutter-med-x", "fejl")]),
        ("advarsel", 0, [("sti.yaml", "titel-slutter-med-x", "advarsel")]),
        ("fra", 0, []),
    ],
)
def test_a_plan_sets_how_bad_a_rule_is(small: Path, level: str, status: int, found: list[tuple[str, str, str]]) -> None:
    item = small / "sti.yaml"
    item.write_text(item.read_text(encoding="utf-8").replace("cykelsti", "cykelsti X"), encoding="utf-8", newline="")
    append(small / "plan.yaml", f"regler:\n  titel-slutter-med-x: {level}\n")
    ran = udplan("lint", "--format", "json", cwd=small)
    assert (ran.status, said_by(ran)) == (status, found)
    assert udplan("lint", "--streng", cwd=small).status == (1 if found else 0)


def test_a_level_of_no_rule_or_no_level_is_told(small: Path) -> None:
    append(small / "plan.yaml", "regler:\n  titel-slutter-med-y: fra\n  yaml-form: fra\n")
    ran = udplan("lint", cwd=small)
    assert "Reglen titel-slutter-med-y findes ikke. Mente du titel-slutter-med-x?" in ran.out
    assert "yaml-form kan ikke slås fra: den siger, at en fil ikke kan læses. Slet linjen." in ran.out
    append(small / "plan.yaml", "  samme-kode: slukket\n")
    ran = udplan("lint", cwd=small)
    assert (ran.status, "»slukket« kan ikke stå her. Skriv en af disse: fejl, advarsel, fra." in ran.out) == (1, True)


def test_an_exception_counts_until_it_is_not_needed_and_is_shown_when_asked_for(small: Path) -> None:
    item = small / "sti.yaml"
    item.write_text(INVENTED, encoding="utf-8", newline="")
    assert udplan("lint", cwd=small).status == 1
    append(item, "undtagelser:\n  sagsgang-mangler: Kommer i foråret\n")
    ran = udplan("lint", cwd=small)
    assert (ran.status, ran.out) == (0, "0 fejl, 0 advarsler, 1 undtagelse.\n")
    assert "Hvorfor: Kommer i foråret" in udplan("lint", "--vis-undtagelser", cwd=small).out
    append(item, PATH)
    ran = udplan("lint", "--format", "json", cwd=small)
    assert said_by(ran) == [("sti.yaml", "undtagelse-uden-virkning", "advarsel")]
    assert udplan("lint", "--streng", cwd=small).status == 1


def test_an_exception_without_a_reason_or_for_what_is_not_there_is_told(small: Path) -> None:
    (small / "sti.yaml").write_text(INVENTED, encoding="utf-8", newline="")
    append(
        small / "plan.yaml",
        "undtagelser:\n  - {regel: sagsgang-mangler, id: [sti, bro]}\n  - {regel: sagsgang, id: sti, begrundelse: a}\n",
    )
    ran = udplan("lint", "--format", "json", cwd=small)
    assert ran.status == 0
    assert said_by(ran) == [
        ("plan.yaml", "undtagelse-uden-begrundelse", "advarsel"),
        ("plan.yaml", "undtagelse-ukendt-id", "advarsel"),
        ("plan.yaml", "ukendt-regel", "advarsel"),
    ]


# --- regel --------------------------------------------------------------------------------------------------------------


def test_a_rule_is_explained_by_the_name_that_stands_last_in_a_message(small: Path) -> None:
    (small / "sti.yaml").write_text(INVENTED.replace("1,000", "1.000"), encoding="utf-8", newline="")
    names = re.findall(r"\[([a-z-]+)\]$", udplan("lint", cwd=small).out, flags=re.MULTILINE)
    assert names == ["beloeb-form"]
    ran = udplan("regel", names[0], cwd=small)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(
        "beloeb-form (fejl)\n\nBeløbet kan ikke læses som et tal, eller det kan læses på to måder.\n"
    )
    assert "Sådan rettes det: skriv tallet med cifre" in " ".join(ran.out.split())
    assert "\nForkert:\n\n    beløb:\n      2025: 1.000\n            ^ 1.000 kan læses på to måder." in ran.out
    assert "\nRigtigt:\n\n    beløb:\n      2025: 1,000\n" in ran.out


def test_a_rule_s_page_fits_a_window_of_80_columns(tmp_path: Path) -> None:
    for name in ("beloeb-usandsynligt", "kontroltal-stemmer-ikke"):
        prose = udplan("regel", name, cwd=tmp_path).out.split("\nForkert:\n")[0]
        for paragraph in prose.split("\n\n"):
            lines = paragraph.splitlines()
            assert all(len(line) <= 78 for line in lines)
            assert all(len(f"{one} {other.split()[0]}") > 78 for one, other in itertools.pairwise(lines))


def test_the_rules_are_listed_with_what_they_are_about(tmp_path: Path) -> None:
    ran = udplan("regel", cwd=tmp_path)
    lines = ran.out.splitlines()
    assert ran.status == 0
    assert "kb-ikke-sidst" in {line.split()[0] for line in lines}
    assert all(re.fullmatch(r"[a-z-]+ {2,}\S.*\.", line) for line in lines)
    for name in (lines[0].split()[0], lines[-1].split()[0]):
        assert udplan("regel", name, cwd=tmp_path).out.startswith(f"{name} (")


def test_a_rule_is_found_however_it_is_written_and_an_unknown_one_is_told_the_nearest(tmp_path: Path) -> None:
    assert udplan("regel", "Beløb-form", cwd=tmp_path).out == udplan("regel", "beloeb-form", cwd=tmp_path).out
    ran = udplan("regel", "belob-form", cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Fejl: Reglen »belob-form« findes ikke. Mente du beloeb-form")


# --- ret ----------------------------------------------------------------------------------------------------------------


def test_repairs_are_shown_first_and_then_made(small: Path) -> None:
    item = small / "sti.yaml"
    raw = (
        (INVENTED.replace("overskrift: Ny", "overskrift: Ny:") + PATH)
        .replace("1,000", "- 1,000   # nyt")
        .replace("\n", "\r\n")
    )
    item.write_bytes(raw.encode("utf-8"))
    shown = udplan("ret", "--kun-vis", cwd=small)
    assert (shown.status, item.read_bytes()) == (0, raw.encode("utf-8"))
    changed = [
        line.rstrip("\r") for line in shown.raw.decode("utf-8").split("\n") if re.match(r"[+-](?![+-]{2} )", line)
    ]
    assert changed == [
        "-overskrift: Ny: cykelsti",
        '+overskrift: "Ny: cykelsti"',
        "-  2025: - 1,000   # nyt",
        "+  2025: -1,000   # nyt",
    ]
    assert shown.err == (
        "sti.yaml: anførselstegn om teksten; mellemrum efter minus fjernet\n"
        "Kan rettes: 1 fil. Kør udplan lint for at se, hvad der er tilbage.\n"
    )
    made = udplan("ret", cwd=small)
    assert (made.status, made.out) == (0, "")
    wanted = raw.replace("Ny: cykelsti", '"Ny: cykelsti"').replace("- 1,000", "-1,000")
    assert item.read_bytes() == wanted.encode("utf-8")
    assert udplan("lint", cwd=small).out == "0 fejl, 0 advarsler, 0 undtagelser.\n"
    assert udplan("ret", cwd=small).err == "Rettet: 0 filer. Kør udplan lint for at se, hvad der er tilbage.\n"


def test_only_the_files_that_are_named_are_repaired(small: Path) -> None:
    for name in ("sti", "bro"):
        (small / f"{name}.yaml").write_text(INVENTED + "slut: x\n", encoding="utf-8", newline="")
    ran = udplan("ret", "bro.yaml", cwd=small)
    assert ran.err.splitlines() == [
        "bro.yaml: x skrevet som X",
        "Rettet: 1 fil. Kør udplan lint for at se, hvad der er tilbage.",
    ]
    assert (small / "sti.yaml").read_text(encoding="utf-8").endswith("slut: x\n")


def test_the_real_plans_need_no_repair(plan: Path) -> None:
    assert udplan("ret", "--kun-vis", cwd=plan).out == ""
