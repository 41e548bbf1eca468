"""A folder to a plan: which files are read, what they are called, and the order they stand in."""

from __future__ import annotations

import random
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.plans import PLAN_YAML, PlanFolder, hensigt, item, refused, sound, verdict, write
from udplan.model.plan import Plan, load
from udplan.values.words import natural_order
from udplan.yaml.problem import Niveau


def ids(plan: Plan) -> list[str]:
    return [indsats.id for indsats in plan.indsatser]


# --- order -------------------------------------------------------------------------------------------------------

#: By id, in the order of the plan (format.md, "Order").
IN_ORDER = {
    # Committees as plan.yaml has them (ØK, AU, BUU), and within each drift, råderum, anlæg, pulje.
    "oek-pulje": item(udvalg="ØK", art="pulje"),
    # Rækkefølge before code, and those that have one before those that have none.
    "au-foerst": item(rækkefølge="1", kode="R999"),
    "au-anden": item(rækkefølge="2", kode="R001"),
    "au-tiende": item(rækkefølge="10", kode="R000"),
    # Then code in natural order, none first; then title in Danish order: æ, ø and å last.
    "au-aa": item(overskrift="Aktindsigt"),
    "au-z": item(overskrift="Zoo"),
    "au-ae": item(overskrift="Ældre"),
    "au-oe": item(overskrift="økologi"),
    "au-aring": item(overskrift="Åben skole"),
    "au-9": item(kode="14-A-9", overskrift="Å"),
    "au-10a": item(kode="14-A-10", overskrift="A"),
    "au-10b": item(kode="14-A-10", overskrift="B"),
    "au-b2": item(kode="14-B-2", overskrift="A"),
    "au-raaderum": item(art="råderum", rækkefølge="1"),
    "au-anlaeg": item(art="anlæg", rækkefølge="1"),
    "au-pulje": item(art="pulje", rækkefølge="1"),
    "au-ukendt-art": item(art="ikke oplyst"),
    "buu-drift": item(udvalg="BUU"),
    "ukendt-udvalg": item(udvalg="ikke oplyst"),
    # Hensigter by gruppe, as plan.yaml has them.
    "gruppe-1": hensigt(gruppe="Økonomisk Politik", overskrift="Å"),
    "gruppe-2-1": hensigt(rækkefølge="1", overskrift="Å"),
    "gruppe-2-a": hensigt(udvalg="ØK", overskrift="A"),
    "gruppe-2-b": hensigt(overskrift="B"),
    "gruppe-ukendt": hensigt(gruppe="ikke oplyst"),
}


def test_items_stand_in_the_order_of_the_plan(plan_folder: PlanFolder) -> None:
    assert ids(sound(plan_folder({f"{name}.yaml": text for name, text in IN_ORDER.items()}))) == list(IN_ORDER)


def test_codes_stand_by_letter_and_number_whatever_the_case() -> None:
    codes = ["B1", "Å1", "1-a-10", "2-A-1", "1-A-2", "ø1", "a1", "1-B-1"]
    in_order = ["1-A-2", "1-a-10", "1-B-1", "2-A-1", "a1", "B1", "ø1", "Å1"]
    assert sorted(codes, key=natural_order) == in_order


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_folders_are_free_and_files_come_in_any_order(plan_folder: PlanFolder, seed: int) -> None:
    chance = random.Random(seed)
    places = ["", "a/", "z/ÆØÅ og mellemrum/", "au/2025/12/"]
    names = chance.sample(list(IN_ORDER), len(IN_ORDER))
    files = {f"{chance.choice(places)}{name}.yaml": IN_ORDER[name] for name in names}
    assert ids(sound(plan_folder(files))) == list(IN_ORDER)


# --- which files -------------------------------------------------------------------------------------------------


def test_a_plan_of_plan_yaml_alone_is_a_plan(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder())
    assert (plan.indsatser, plan.filer, plan.fil) == ((), (), plan.mappe / "plan.yaml")


def test_an_id_is_the_stem_of_the_file(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({"veje/ny-sti.yaml": item()}))
    assert plan.efter_id["ny-sti"].fil == plan.mappe / "veje" / "ny-sti.yaml"


@pytest.mark.parametrize("name", ["sti.yml", "sti.YAML", "sti.Yml", "veje/sti.YML"])
def test_a_file_that_would_not_be_read_is_told(plan_folder: PlanFolder, name: str) -> None:
    problem = refused(plan_folder({name: item()}))
    assert (problem.regel, problem.niveau, problem.linje, problem.kolonne) == ("filnavn", Niveau.FEJL, 1, 1)
    assert problem.fil.name == Path(name).name
    assert "sti.yaml" in problem.besked


def test_a_second_plan_yaml_is_told(plan_folder: PlanFolder) -> None:
    problem = refused(plan_folder({"au/plan.yaml": PLAN_YAML}))
    assert (problem.regel, problem.niveau, problem.fil.parent.name) == ("filnavn", Niveau.FEJL, "au")


@pytest.mark.parametrize("name", ["Ny Sti.yaml", "Sti.yaml", "ny_sti.yaml", "åben.yaml", "ny.sti.yaml"])
def test_an_id_is_small_letters_figures_and_hyphens(plan_folder: PlanFolder, name: str) -> None:
    problem = refused(plan_folder({name: item()}))
    assert (problem.regel, problem.niveau) == ("filnavn", Niveau.FEJL)


def test_two_files_cannot_have_one_id_and_no_amount_counts_twice(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"au/sti.yaml": item(), "veje/sti.yaml": item(overskrift="En anden")})
    problem = refused(folder)
    assert (problem.regel, problem.niveau) == ("id-kolliderer", Niveau.FEJL)
    plan = load(folder).plan
    assert plan is not None
    assert [indsats.fil.parent.name for indsats in plan.indsatser] == ["au"]


@pytest.mark.parametrize(
    "name",
    [".git/sti.yaml", ".sti.yaml.swp", ".skjult.yaml", "templates/sti.yaml", "noter.md", "sti.yaml.bak", "sti.txt"],
)
def test_what_is_no_plan_file_is_left_alone(plan_folder: PlanFolder, name: str) -> None:
    assert sound(plan_folder({name: "[ikke en plan"})).filer == ()


def test_a_folder_may_be_called_as_a_file(plan_folder: PlanFolder) -> None:
    assert ids(sound(plan_folder({"veje.yaml/sti.yaml": item()}))) == ["sti"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_link_to_nothing_is_a_problem_and_no_exception(plan_folder: PlanFolder) -> None:
    folder = plan_folder()
    (folder / "sti.yaml").symlink_to(folder / "væk.yaml")
    assert refused(folder).regel == "kan-ikke-laeses"


# --- what cannot be read -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [None, "", "titel: [", "titel: Plan\n", b"\xff", PLAN_YAML + "ukendt: ja\n", PLAN_YAML + "enhed: kr.\n"]
)
def test_without_a_readable_plan_yaml_there_is_no_plan(tmp_path: Path, text: str | bytes | None) -> None:
    write(tmp_path, {"sti.yaml": item(), **({} if text is None else {"plan.yaml": text})})
    plan, problems = load(tmp_path)
    assert plan is None
    assert {problem.fil.name for problem in problems} == {"plan.yaml"}
    assert verdict(tmp_path).errors == len(problems) >= 1


@pytest.mark.parametrize(
    "text", ["", "[", "overskrift: Alene\n", item(slut="måske"), item() + "kort: a\nkort: b\n", item(id="x"), "\x00"]
)
def test_a_file_that_cannot_be_read_is_told_and_stands_outside(plan_folder: PlanFolder, text: str) -> None:
    plan, problems = load(plan_folder({"god.yaml": item(), "slem.yaml": text}))
    assert plan is not None
    assert ids(plan) == ["god"]
    assert [file.name for file in plan.filer] == ["god.yaml", "slem.yaml"]
    assert {problem.fil.name for problem in problems} == {"slem.yaml"}
    assert all(problem.niveau is Niveau.FEJL for problem in problems)


def test_every_problem_of_a_file_is_told_at_once(plan_folder: PlanFolder) -> None:
    text = item(art="drfit", slut="måske", ukendt="ja", beløb="\n  2025: x\n  2031: 1")
    rules = [problem.regel for problem in load(plan_folder({"sti.yaml": text})).problems]
    assert sorted(rules) == ["aar-uden-for-perioden", "beloeb-form", "slut-form", "ukendt-felt", "ukendt-vaerdi"]


def test_the_amounts_are_read_by_the_plan_s_own_settings(plan_folder: PlanFolder) -> None:
    plan = PLAN_YAML.replace("enhed: mio. kr.", "enhed: 1.000 kr.")
    total = "kontroltal:\n  - {navn: I alt, kilde: aftalen, hvor: {}, beløb: {2025: 371.000}}\n"
    found = sound(plan_folder({"sti.yaml": item(beløb="{2025: 371.000}")}, plan=plan + total))
    assert found.indsatser[0].beløb_i(2025) == Decimal(371000)
    assert found.grundlag.kontroltal[0].beløb == {2025: Decimal(371000)}
