"""Lint as a whole: exceptions are honoured and counted, problems stand in order, and the real plan is sound.

What each rule says, and where, is told and tested in the rule's own file: see ``tests/test_rules.py``.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.plans import PLAN_YAML, REAL_PLAN, PlanFolder, hensigt, item, told, verdict
from udplan.lint.rules import READING
from udplan.lint.run import Verdict, lint, only
from udplan.model.plan import load
from udplan.yaml.problem import Niveau, Problem

UNKNOWN_PATH = {"sagsgang": "ikke oplyst"}
OF_FILE = "undtagelser:\n  sagsgang-mangler: Kommer i foråret\n"
OF_PLAN = """\
undtagelser:
  - regel: sagsgang-mangler
    id: [sti, bro]
    begrundelse: Kilden nævner kun overskriften
  - {regel: ikke-oplyst, id: sti}
"""


#: The rules that these tests are about; others may have a word to say of the same files.
HERE = frozenset(
    {
        *("ikke-oplyst", "sagsgang-mangler", "kontroltal-stemmer-ikke", "afsluttet-men-paa-listen"),
        *("ukendt-gruppe", "ukendt-udvalg", "ukendt-forum", *READING),
    }
)


def rules(found: Verdict) -> list[tuple[str, str]]:
    """The file and the rule of each problem, as lint has them."""
    return [(problem.fil.stem, problem.regel) for problem in found.problems if problem.regel in HERE]


def excepted(found: Verdict) -> list[tuple[str, str, str | None]]:
    return [(each.problem.fil.stem, each.problem.regel, each.begrundelse) for each in found.excepted]


# --- exceptions --------------------------------------------------------------------------------------------------


def test_without_an_exception_the_rule_speaks(plan_folder: PlanFolder) -> None:
    found = verdict(plan_folder({"sti.yaml": item(**UNKNOWN_PATH)}))
    assert rules(found) == [("sti", "ikke-oplyst"), ("sti", "sagsgang-mangler")]
    assert (found.errors, found.excepted) == (1, [])
    assert found.errors + found.warnings == len(found.problems)


def test_a_file_switches_one_rule_off_for_itself_and_says_why(plan_folder: PlanFolder) -> None:
    files = {"sti.yaml": item(**UNKNOWN_PATH) + OF_FILE, "bro.yaml": item(overskrift="Ny bro", **UNKNOWN_PATH)}
    found = verdict(plan_folder(files))
    assert rules(found) == [("bro", "ikke-oplyst"), ("bro", "sagsgang-mangler"), ("sti", "ikke-oplyst")]
    assert excepted(found) == [("sti", "sagsgang-mangler", "Kommer i foråret")]


def test_plan_yaml_switches_a_rule_off_for_many_files(plan_folder: PlanFolder) -> None:
    files = {f"{name}.yaml": item(overskrift=name, **UNKNOWN_PATH) for name in ("bro", "sti", "vej")}
    found = verdict(plan_folder(files, plan=PLAN_YAML + OF_PLAN))
    assert rules(found) == [("bro", "ikke-oplyst"), ("vej", "ikke-oplyst"), ("vej", "sagsgang-mangler")]
    assert excepted(found) == [
        ("bro", "sagsgang-mangler", "Kilden nævner kun overskriften"),
        ("sti", "ikke-oplyst", None),
        ("sti", "sagsgang-mangler", "Kilden nævner kun overskriften"),
    ]


def test_the_file_s_own_reason_goes_before_the_plan_s(plan_folder: PlanFolder) -> None:
    found = verdict(plan_folder({"sti.yaml": item(**UNKNOWN_PATH) + OF_FILE}, plan=PLAN_YAML + OF_PLAN))
    assert ("sti", "sagsgang-mangler", "Kommer i foråret") in excepted(found)


def test_an_exception_that_has_nothing_to_except_is_not_counted(plan_folder: PlanFolder) -> None:
    found = verdict(plan_folder({"sti.yaml": item() + OF_FILE}, plan=PLAN_YAML + OF_PLAN))
    assert (found.errors, found.excepted) == (0, [])


def test_an_exception_keeps_the_place_of_what_it_excepts(plan_folder: PlanFolder) -> None:
    (each,) = verdict(plan_folder({"sti.yaml": item(sagsgang=None) + OF_FILE})).excepted
    assert (each.problem.linje, each.problem.kolonne, each.problem.niveau) == (1, 1, Niveau.FEJL)


def test_what_makes_a_file_unreadable_cannot_be_excepted(plan_folder: PlanFolder) -> None:
    text = item(slut="måske") + "undtagelser:\n  slut-form: Vi ved det ikke\n"
    assert rules(verdict(plan_folder({"sti.yaml": text}))) == [("sti", "slut-form")]


def test_a_control_total_cannot_be_excepted_by_the_files_it_covers(plan_folder: PlanFolder) -> None:
    text = f"{PLAN_YAML}kontroltal:\n  - {{navn: I alt, kilde: aftalen, hvor: {{}}, beløb: {{2025: 5}}}}\n"
    files = {"sti.yaml": item() + "undtagelser:\n  kontroltal-stemmer-ikke: Nej\n"}
    assert rules(verdict(plan_folder(files, plan=text))) == [("plan", "kontroltal-stemmer-ikke")]


LATE = {"sagsgang": "[{forum: AU, tid: 2025-03-01}]", "kurs": "a", "koordinering": "b"}
ITS_OWN = "undtagelser:\n  trin-overskredet: Mødet er aflyst\n"
THE_PLANS = "undtagelser:\n  - {regel: trin-overskredet, id: sti, begrundelse: Mødet er aflyst}\n"


@pytest.mark.parametrize(("own", "plan"), [(ITS_OWN, ""), ("", THE_PLANS)])
@pytest.mark.parametrize(
    ("dag", "rule", "used"),
    [
        (None, None, []),  # nobody asked the rule, so nobody knows whether the exception is needed
        (date(2025, 3, 1), "undtagelse-uden-virkning", []),
        (date(2025, 3, 2), None, [("sti", "trin-overskredet", "Mødet er aflyst")]),
    ],
)
def test_an_exception_from_a_rule_of_days_is_judged_only_when_there_is_a_day(
    plan_folder: PlanFolder, own: str, plan: str, dag: date | None, rule: str | None, used: list[tuple[str, str, str]]
) -> None:
    found = lint(load(plan_folder({"sti.yaml": item(**LATE) + own}, plan=PLAN_YAML + plan)), dag)
    assert [problem.regel for problem in found.problems] == ([rule] if rule else [])
    assert excepted(found) == used


@pytest.mark.parametrize(("level", "told"), [("fra", []), ("advarsel", ["undtagelse-uden-virkning"])])
def test_an_exception_from_a_rule_that_is_off_is_not_judged(
    plan_folder: PlanFolder, level: str, told: list[str]
) -> None:
    plan = (
        PLAN_YAML + f"regler: {{samme-kode: {level}}}\nundtagelser: [{{regel: samme-kode, id: sti, begrundelse: a}}]\n"
    )
    found = verdict(plan_folder({"sti.yaml": item(kurs="a", koordinering="b")}, plan=plan))
    assert [problem.regel for problem in found.problems] == told


# --- order, and a part of it -------------------------------------------------------------------------------------

FILES = {
    "z/bro.yaml": item(overskrift="Ny bro", udvalg="AUU", sagsgang="AU, XX, YY", kurs="ikke oplyst"),
    "a/vej.yaml": item(overskrift="Ny vej", slut="måske", tovholder="[[x]]"),
    "a/sti.yaml": hensigt(gruppe="Findes ikke", tværgående="ja", slut="X", sagsgang=None),
    "a/yml.yml": item(),
}


def test_problems_stand_by_file_line_and_column(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)

    def place(problem: Problem) -> tuple[str, int, int]:
        return problem.fil.relative_to(folder).as_posix(), problem.linje, problem.kolonne

    found = verdict(folder).problems
    assert [place(problem) for problem in found] == sorted(place(problem) for problem in found)
    assert [(place(problem)[0], problem.regel) for problem in found if problem.regel in HERE] == [
        ("a/sti.yaml", "ukendt-gruppe"),
        ("a/sti.yaml", "afsluttet-men-paa-listen"),
        ("a/vej.yaml", "forkert-form"),
        ("a/vej.yaml", "slut-form"),
        ("a/yml.yml", "filnavn"),
        ("z/bro.yaml", "ukendt-udvalg"),
        ("z/bro.yaml", "ukendt-forum"),
        ("z/bro.yaml", "ukendt-forum"),
        ("z/bro.yaml", "ikke-oplyst"),
    ]


def test_lint_says_the_same_each_time(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    assert verdict(folder) == verdict(folder)


def test_a_part_of_a_verdict_is_about_some_files(plan_folder: PlanFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = plan_folder({**FILES, "sti-2.yaml": item(**UNKNOWN_PATH) + OF_FILE})
    monkeypatch.chdir(folder)
    whole = verdict(folder)
    assert {name for name, _ in rules(only(whole, [Path("z/bro.yaml")]))} == {"bro"}
    assert only(whole, [Path("z/bro.yaml")]).excepted == []
    assert len(only(whole, [folder / "sti-2.yaml"]).excepted) == 1
    assert only(whole, []) == Verdict([], [])
    assert only(whole, folder.rglob("*.y*ml")) == whole


def test_no_plan_is_problems_and_nothing_else(tmp_path: Path) -> None:
    found = lint(load(tmp_path))
    assert (rules(found), found.excepted, found.errors) == ([("plan", "kan-ikke-laeses")], [], 1)


# --- the real plan -----------------------------------------------------------------------------------------------

#: The points of the status list that have no row in the plan's table: only their titles are known.
ONLY_TITLES = [
    *("ai-hjaelpevaerktoej", "aktindsigt", "bosaetningskampagne", "bygningsanalyse", "demensindsats-glesborg"),
    *("fjellerup-udvikling", "flaadestyring", "kloge-m2", "ledelsesinformation", "norddjurs-i-bevaegelse"),
    *("oekonomisk-prognose", "pulje-velfaerdsteknologi", "r307-fravaer-anbringelser", "skriftlige-fremstillinger"),
]


def test_the_real_plan_has_no_error_and_its_warnings_are_true() -> None:
    found = verdict(REAL_PLAN)
    assert found.errors == 0
    assert [(each.fil.stem, each.regel) for each in found.problems] == [
        # The table has an X for it, and the status list still has it.
        ("r307-fravaer-forsoergelse", "afsluttet-men-paa-listen"),
        *((name, "ikke-oplyst") for name in ONLY_TITLES),
    ]


def test_the_exceptions_of_the_real_plan_are_counted_and_have_reasons() -> None:
    found = excepted(verdict(REAL_PLAN))
    unknown_path = [name for name, regel, _ in found if regel == "sagsgang-mangler"]
    assert sorted(unknown_path) == sorted([*ONLY_TITLES, "sociale-investeringer"])
    assert len(unknown_path) == 15
    # Two items share the code R307 (B), and that is right.
    assert {(name, regel) for name, regel, _ in found if regel != "sagsgang-mangler"} == {
        ("r307-fravaer-anbringelser", "samme-kode"),
        ("r307-fravaer-forsoergelse", "samme-kode"),
    }
    assert all(reason for _, _, reason in found)


@pytest.mark.parametrize("name", ["au/r307-fravaer-forsoergelse.yaml", "tvaergaaende/kloge-m2.yaml"])
def test_a_file_that_cannot_be_read_is_told_once_and_by_itself(name: str, tmp_path: Path) -> None:
    """Totals that lack it and exceptions that name it say nothing: what they are about could not be read."""
    folder = tmp_path / "plan"
    shutil.copytree(REAL_PLAN, folder)
    file = folder / name
    file.write_text(f"{file.read_text(encoding='utf-8')}ukendt: felt\n", encoding="utf-8", newline="")
    errors = [problem for problem in verdict(folder).problems if problem.niveau is Niveau.FEJL]
    assert [(problem.fil, problem.regel) for problem in errors] == [(file, "ukendt-felt")]
    assert not [each for each in verdict(folder).problems if each.regel.startswith("undtagelse-")]


def test_what_a_file_names_is_not_unknown_because_it_cannot_be_read(plan_folder: PlanFolder) -> None:
    names = item(afledt_af="bro", finansieret_af="bro", modpost="bro")
    found = verdict(plan_folder({"bro.yaml": "overskrift: [", "sti.yaml": names})).problems
    silent = {"afledt-af-ukendt", "finansieret-af-ukendt", "modpost-stemmer-ikke"}
    assert silent.isdisjoint(problem.regel for problem in found)


def test_what_is_lacking_is_told_with_one_full_stop(plan_folder: PlanFolder) -> None:
    folder = plan_folder({}, plan=PLAN_YAML.replace("enhed: mio. kr.\n", ""))
    assert [problem.besked for problem in told(folder, "felt-mangler")] == [
        "enhed mangler. Skriv en linje med enhed: mio. kr., 1.000 kr. eller kr."
    ]
