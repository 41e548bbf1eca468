"""Values that nobody means: each is refused in Danish words that say what to write, or is shown as any other."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.command_line import udplan
from tests.plans import FULL_ITEM, FULL_PLAN, PLAN_YAML, PlanFolder, item, sound, told, write
from udplan.edit.new import UnusableTitle, new_item, new_paths
from udplan.lint.run import lint
from udplan.model.indsats import Art
from udplan.model.kind import MOST_IN_LINE, MOST_NAMES
from udplan.model.plan import load
from udplan.values.limits import FLEST_DAGE, FLEST_DECIMALER, FLEST_ÅR
from udplan.yaml.problem import Niveau


def plan_told(folder: Path, line: str) -> tuple[str, str]:
    """The rule and the words of the one error of a plan.yaml in which one line, or one more, is written so."""
    name = line.partition(":")[0]
    lines = [each for each in PLAN_YAML.splitlines() if not each.startswith(f"{name}:")]
    write(folder, {"plan.yaml": "\n".join([*lines, line, ""])})
    (problem,) = [problem for problem in load(folder).problems if problem.niveau is Niveau.FEJL]
    return problem.regel, problem.besked


# --- the figures of plan.yaml -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("periode", "said"),
    [
        ("0000-0003", "Året 0000 er uden for rækkevidde. Skriv år fra 1900 til 2199."),
        ("9998-9999", "Året 9998 er uden for rækkevidde. Skriv år fra 1900 til 2199."),
        ("[2199, 2200]", "Året 2200 er uden for rækkevidde. Skriv år fra 1900 til 2199."),
        ("2000-2199", "Perioden er på 200 år. En plan kan højst have 20."),
        ("2028-2025", "Skriv perioden som 2025-2028, eller som en liste af årstal i rækkefølge."),
        ("[2025-2028]", "Skriv perioden som 2025-2028, eller som en liste af årstal i rækkefølge."),
        ('[2025, ""]', "Skriv perioden som 2025-2028, eller som en liste af årstal i rækkefølge."),
        ("{2025: 2028}", "Skriv perioden som 2025-2028, eller som en liste af årstal i rækkefølge."),
    ],
)
def test_a_period_is_of_years_that_a_plan_can_have(tmp_path: Path, periode: str, said: str) -> None:
    assert plan_told(tmp_path, f"periode: {periode}") == ("aar-form", said)


def test_a_period_may_be_as_long_as_the_limit(plan_folder: PlanFolder) -> None:
    twenty = f"periode: 2001-{2000 + FLEST_ÅR}"
    assert len(sound(plan_folder(plan=PLAN_YAML.replace("periode: 2025-2028", twenty))).grundlag.år) == FLEST_ÅR


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("decimaler: 999999", "999999 er uden for rækkevidde. Skriv et helt tal fra 0 til 10."),
        ("decimaler: 11", "11 er uden for rækkevidde. Skriv et helt tal fra 0 til 10."),
        ("decimaler: -1", "»-1« er ikke et helt tal. Skriv det med cifre alene, fx 3."),
        ("decimaler: ٣", "»٣« er ikke et helt tal. Skriv det med cifre alene, fx 3."),
        (f"decimaler: {'1' * 400}", f"{'1' * 39}… er uden for rækkevidde. Skriv et helt tal fra 0 til 10."),
        ("prisniveau: 0", "0 er uden for rækkevidde. Skriv et helt tal fra 1900 til 2199."),
        ("prisniveau: 9999", "9999 er uden for rækkevidde. Skriv et helt tal fra 1900 til 2199."),
        (f"prisniveau: {'a' * 400}", f"»{'a' * 39}…« er ikke et helt tal. Skriv det med cifre alene, fx 2025."),
    ],
)
def test_a_number_of_plan_yaml_has_a_least_and_a_most(tmp_path: Path, line: str, said: str) -> None:
    assert plan_told(tmp_path, line) == ("tal-form", said)


@pytest.mark.parametrize("decimaler", [0, FLEST_DECIMALER])
def test_decimals_may_be_as_many_as_an_amount_has(plan_folder: PlanFolder, decimaler: int) -> None:
    assert sound(plan_folder(plan=f"{PLAN_YAML}decimaler: {decimaler}\n")).grundlag.trykte_decimaler == decimaler


# --- the figures of an item -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "regel", "said"),
    [
        ('[2025, ""]', "forkert-form", "Her står en liste. Der skal stå én værdi."),
        ("[]", "forkert-form", "Her står en liste. Der skal stå én værdi."),
        ("{a: 1}", "forkert-form", "Her står en gruppe felter. Der skal stå én værdi."),
        ("9999", "aar-form", "Året 9999 er uden for rækkevidde. Skriv år fra 1900 til 2199."),
        ("1" * 400, "aar-form", f"»{'1' * 39}…« er ikke et årstal."),
    ],
)
def test_the_year_of_a_move_is_one_year(plan_folder: PlanFolder, written: str, regel: str, said: str) -> None:
    moved = f"[{{fra: {written}, til: 2025, beløb: 1}}]"
    (problem,) = told(
        plan_folder({"sti.yaml": item(flytning=moved)}), "aar-form", "aar-uden-for-perioden", "forkert-form"
    )
    assert problem.regel == regel
    assert problem.besked.startswith(said)


@pytest.mark.parametrize(("dage", "errors"), [(FLEST_DAGE, 0), (FLEST_DAGE + 1, 1)])
def test_a_hearing_lasts_no_longer_than_ten_years(plan_folder: PlanFolder, dage: int, errors: int) -> None:
    path = f"[{{forum: Høring, tid: 2199-12-31, dage: {dage}}}, {{forum: KB, tid: 2025-01-01}}]"
    assert len(told(plan_folder({"sti.yaml": item(sagsgang=path)}), "tal-form")) == errors


def test_an_amount_of_400_digits_and_a_rate_of_31_are_refused(plan_folder: PlanFolder) -> None:
    fields = {"beløb": f"{{2025: '{'9' * 400}'}}", "procent": f"{{2025: '1{'0' * 30}%'}}"}
    said = [problem.besked for problem in told(plan_folder({"sti.yaml": item(**fields)}), "beloeb-form")]
    assert sorted(said) == [
        "En procent kan højst have 15 cifre før decimaltegnet og 10 efter; her er 31 og 0.",
        "Et beløb kan højst have 15 cifre før decimaltegnet og 10 efter; her er 400 og 0.",
    ]


def test_the_largest_amount_is_whole_in_every_form(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(beløb='{2025: "-999999999999999,9999999999"}')})
    printed = "-999.999.999.999.999,9999999999"
    for words in (["sum"], ["list"], ["report", "økonomi"], ["report", "plan"]):
        assert printed in udplan(*words, cwd=folder).out.replace("−", "-"), words


# --- names and headings -----------------------------------------------------------------------------------------------


def test_what_stands_on_one_line_has_a_most(plan_folder: PlanFolder) -> None:
    longest, longer = "a" * MOST_IN_LINE, "ord " * MOST_IN_LINE
    assert told(plan_folder({"sti.yaml": item(overskrift=longest)}), "forkert-form") == []
    (problem,) = told(plan_folder({"sti.yaml": item(overskrift=longer)}), "forkert-form")
    assert problem.besked == (
        "Teksten i overskrift er på 999 tegn og kan højst være på 250. Skriv den kortere; resten kan stå i en længere "
        "tekst, fx kurs eller note."
    )


@pytest.mark.parametrize("field", ["kort", "kode", "udvalg", "tovholder", "tema", "modpost"])
def test_every_name_of_an_item_has_a_most(plan_folder: PlanFolder, field: str) -> None:
    folder = plan_folder({"sti.yaml": item(**{field: "a" * (MOST_IN_LINE + 1)})})
    said = [
        problem.besked for problem in told(folder, "forkert-form", "ukendt-udvalg", "ukendt-tovholder", "ukendt-tema")
    ]
    assert len(said) == 1
    assert said[0].startswith(f"Teksten i {field} er på 251 tegn")


def test_an_item_has_no_more_managers_than_a_plan_has(plan_folder: PlanFolder) -> None:
    names = [f"Chef {number}" for number in range(MOST_NAMES + 1)]
    folder = plan_folder({"sti.yaml": item(tovholder=f"[{', '.join(names)}]")})
    (problem,) = told(folder, "forkert-form")
    assert problem.besked == "tovholder har 101 navne og kan højst have 100. Skriv kun dem, punktet handler om."
    assert told(plan_folder({"sti.yaml": item(tovholder=f"[{', '.join(names[1:])}]")}), "forkert-form") == []


# --- titles on the command line ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titel", "said"),
    [
        ("ikke oplyst", "Overskriften kan ikke være »ikke oplyst«. Skriv, hvad punktet hedder."),
        (" IKKE  OPLYST ", "Overskriften kan ikke være »ikke oplyst«. Skriv, hvad punktet hedder."),
        ("a" * 300, "Overskriften er på 300 tegn og kan højst være på 250. Skriv den kortere; resten kan stå i kurs"),
        (
            "ord " * 300,
            "Overskriften er på 1199 tegn og kan højst være på 250. Skriv den kortere; resten kan stå i kurs",
        ),
        ("...", "Overskriften har ingen bogstaver eller tal at lave et filnavn af."),
        ("..", "Overskriften har ingen bogstaver eller tal at lave et filnavn af."),
        ("\U0001f389", "Overskriften har ingen bogstaver eller tal at lave et filnavn af."),
    ],
)
def test_a_title_that_is_none_makes_no_file(plan_folder: PlanFolder, titel: str, said: str) -> None:
    folder = plan_folder()
    with pytest.raises(UnusableTitle) as refused:
        next(new_paths(sound(folder), titel, None))
    assert str(refused.value).startswith(said)
    ran = udplan("ny", titel, "--art", "drift", cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"Fejl: {said}")
    assert [path.name for path in folder.iterdir()] == ["plan.yaml"]


@pytest.mark.parametrize("titel", ["a" * MOST_IN_LINE, "lang-" * 50, f"Sti {'å' * 200}"])
def test_a_long_title_makes_a_name_that_a_windows_path_has_room_for(plan_folder: PlanFolder, titel: str) -> None:
    folder = plan_folder()
    path = next(new_paths(sound(folder), titel, None))
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{,58}[a-z0-9]\.yaml", path.name)
    write(folder, {path.name: new_item(sound(folder), Art.DRIFT, {"overskrift": titel})})
    assert sound(folder).indsatser[0].overskrift == titel


@pytest.mark.parametrize("titel", ["Østervej", "ØSTERVEJ", unicodedata.normalize("NFD", "Åvej")])
def test_the_same_item_is_not_made_twice(plan_folder: PlanFolder, titel: str) -> None:
    """Lint takes the second for a copy, and no command but lint would work until somebody had deleted it."""
    folder = plan_folder()
    for first in ("Østervej", "Åvej"):
        assert udplan("ny", first, "--art", "drift", cwd=folder).status == 0
    before = sorted(folder.rglob("*.yaml"))
    ran = udplan("ny", titel, "--art", "drift", "--tovholder", "Økonomichefen", cwd=folder)
    same = "oestervej.yaml" if titel.casefold() == "østervej" else "aavej.yaml"
    assert ran.err == (
        f"Fejl: {same} har den samme overskrift. Er det to punkter, så giv det nye en anden overskrift eller en --kode. "
        "Intet er skrevet.\n"
    )
    assert (ran.status, sorted(folder.rglob("*.yaml"))) == (2, before)
    assert udplan("ny", titel, "--art", "drift", "--kode", "R1", cwd=folder).status == 0
    assert "ligner-en-kopi" not in udplan("lint", cwd=folder).out


def test_the_same_command_again_finds_its_item_there(plan_folder: PlanFolder) -> None:
    """After an arrow up and Enter, or a run that was stopped at its end."""
    folder = plan_folder()
    words = ("ny", "Østervej", "--art", "drift")
    assert udplan(*words, cwd=folder).status == 0
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    ran = udplan(*words, cwd=folder)
    assert (ran.status, ran.out) == (0, "oestervej.yaml\n")
    assert ran.err == "Punktet er der allerede, sådan som det skulle skrives.\n"
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


@pytest.mark.parametrize("titel", ["Østervej", "øster vej"])
def test_a_title_of_a_file_with_another_name_is_remarked_on(plan_folder: PlanFolder, titel: str) -> None:
    ran = udplan("ny", titel, "--art", "drift", cwd=plan_folder({"vej.yaml": item(overskrift="Østervej")}))
    remark = (
        "Bemærk: vej.yaml har den samme overskrift. Er det to punkter, så giv dem hver sin overskrift eller kode.\n"
    )
    assert ((remark in ran.err), ran.status) == (titel == "Østervej", 0)


# --- every field, given every other shape -----------------------------------------------------------------------------

#: What may stand where something else belongs, as YAML reads it.
SHAPES: list[Any] = [
    *(
        "",
        "0",
        "-1",
        "9999",
        "0000",
        "0000-00-00",
        "9999-12-31",
        "9" * 400,
        "a" * 300,
        "ikke oplyst",
        "1e5",
        "nan",
        "٣",
    ),
    *([], {}, [""], ["2025", ""], [["1"]], [{}], {"a": ""}, {"a": "1"}, [{"a": "1"}], {"": "1"}, [[]]),
    *({"2025": {"a": "1"}}, {"2025": ["1"]}, {"9999": "1"}, {"2025": f"1{'0' * 30}"}, {"navn": ""}),
]
ENGLISH = re.compile(
    r"\b(None|True|False|NaN|Infinity|Error|str|int|dict|list|tuple|input|valid|should|must|the|value|field)\b"
)


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in some data."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, below in inside:
        yield (*path, step)
        yield from places(below, (*path, step))


def with_all_at(data: Any, paths: list[tuple[Any, ...]], shape: Any) -> Any:
    """The data with one shape in all of some places that do not stand in one another."""
    changed = copy.deepcopy(data)
    for path in paths:
        at = changed
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = shape
    return changed


def as_yaml(data: Any) -> str:
    """Data as YAML in brackets and quotes, in which no shape can be read as another."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{as_yaml(name)}: {as_yaml(below)}" for name, below in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(as_yaml, data)) + "]"
    return "'" + str(data).replace("'", "''") + "'"


@pytest.mark.parametrize("name", ["plan.yaml", "sti.yaml"])
def test_every_field_tells_any_other_shape_in_danish(tmp_path: Path, name: str) -> None:
    """pydantic's own words are English, and a value of a program is no word: neither may stand in a message."""
    full = {"plan.yaml": FULL_PLAN, "sti.yaml": FULL_ITEM}
    data = YAML(typ="base", pure=True).load(full[name])
    depths: dict[int, list[tuple[Any, ...]]] = {}
    for path in places(data):
        depths.setdefault(len(path), []).append(path)
    kinds = set()
    for paths in depths.values():
        for shape in SHAPES:
            text = "".join(f"{key}: {as_yaml(below)}\n" for key, below in with_all_at(data, paths, shape).items())
            write(tmp_path, full | {name: text})
            for problem in lint(load(tmp_path)).problems:
                kinds.add(problem.regel)
                said = f"{problem.besked} {problem.forslag or ''}"
                assert not ENGLISH.search(said), (shape, said)
                assert not re.search(r"\['|\{'|\[\]|\[None|''", said), (shape, said)
                assert "har ikke den form" not in said, (shape, said)
                assert len(said) < 1200, (shape, said)
    assert {"forkert-form", "felt-mangler", "ukendt-vaerdi"} <= kinds


# --- options ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "årshjul", "--år", "0"), '--år: "0" er uden for rækkevidde. Skriv et helt tal fra 1900 til 2199.'),
        (("report", "årshjul", "--år=-1"), '--år: "-1" er uden for rækkevidde. Skriv et helt tal fra 1900 til 2199.'),
        (("report", "årshjul", "--år", "9999"), '--år: "9999" er uden for rækkevidde. Skriv et helt tal fra 1900'),
        (
            ("report", "direktion", "--frist=-5"),
            '--frist: "-5" er uden for rækkevidde. Skriv et helt tal fra 0 til 3650.',
        ),
        (("report", "direktion", "--frist", "9" * 30), f'--frist: "{"9" * 30}" er uden for rækkevidde.'),
        (
            ("report", "direktion", "--dato", "0000-00-00"),
            "--dato: Året 0000 er uden for rækkevidde; skriv et år mellem",
        ),
        (
            ("report", "direktion", "--dato", "9999-12-31"),
            "--dato: Året 9999 er uden for rækkevidde; skriv et år mellem",
        ),
        (("lint", "--dato", "2025-02-30"), "--dato: 30. februar 2025 findes ikke; februar 2025 har 28 dage."),
        (
            ("report", "direktion", "--siden", "0000-00-00"),
            "--siden: Året 0000 er uden for rækkevidde; skriv et år mellem",
        ),
        (("list", "--udvalg", ""), "--udvalg er tom. Skriv --udvalg UDVALG, eller udelad den."),
        (("list", "--tovholder", " "), "--tovholder er tom. Skriv --tovholder TITEL, eller udelad den."),
        (("sum", "--tema", ""), "--tema er tom. Skriv --tema TEMA, eller udelad den."),
        (("sum", "--pr", ""), "--pr er tom. Skriv --pr HVAD, eller udelad den."),
        (("sum", "--plan", ""), "--plan er tom. Skriv --plan MAPPE, eller udelad den."),
        (("report", "--format", ""), "--format er tom. Skriv --format FORMAT, eller udelad den."),
        (("report", ""), "NAVN er tom. Skriv noget i anførselstegnene, eller udelad den."),
        (("ny", ""), "TITEL er tom. Skriv noget i anførselstegnene."),
        (("sammenlign", "a", ""), "EFTER er tom. Skriv noget i anførselstegnene."),
        (("sum", "--enhed", "x"), "Enheden »x« findes ikke. Skriv mio. kr., 1.000 kr. eller kr."),
        (("list", "--udvalg", "a" * 300), f"»{'a' * 39}…« findes ikke som udvalg i planen."),
    ],
)
def test_an_option_says_what_it_takes(plan_folder: PlanFolder, words: tuple[str, ...], said: str) -> None:
    ran = udplan(*words, cwd=plan_folder({"sti.yaml": item()}))
    assert (ran.status, ran.out) == (2, "")
    first, *_ = ran.err.splitlines()
    assert first.startswith(f"Fejl: {said}")
    assert not first.endswith("..")
