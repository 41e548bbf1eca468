"""A folder to a plan: which files are read, what they are called, and the order they stand in."""

from __future__ import annotations

import random
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.plans import PLAN_YAML, PlanFolder, hensigt, item, refused, sound, verdict, write
from udplan.model.plan import Plan, load, read_source
from udplan.values.amounts import stated
from udplan.values.words import natural_order
from udplan.yaml.problem import Niveau
from udplan.yaml.source import Source


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
    [
        ".git/sti.yaml",
        ".sti.yaml.swp",
        ".skjult.yaml",
        "templates/sti.md",
        "noter.md",
        "sti.yaml.bak",
        "sti.txt",
        "~$sti.docx",
    ],
)
def test_what_is_no_plan_file_is_left_alone(plan_folder: PlanFolder, name: str) -> None:
    assert sound(plan_folder({name: "[ikke en plan"})).filer == ()


# --- copies ----------------------------------------------------------------------------------------------------------

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize(
    "name",
    [
        "sygefravaer-laptop.yaml",
        "sygefravaer-DESKTOP-4F7K2.yaml",
        "sygefravaer (1).yaml",
        "sygefravaer(2).yaml",
        "sygefravaer - Kopi.yaml",
        "sygefravaer - Kopi (2).yaml",
        "sygefravaer kopi.yaml",
        "sygefravaer 2.yaml",
        "sygefravaer2.yaml",
        "sygefravaer copy.yaml",
        "Kopi af sygefravaer.yaml",
        "Copy of sygefravaer.yaml",
        "Sygefravaer.yaml",
        "SYGEFRAVAER.yaml",
        "Sygefravær.yaml",
        "sygefravaer (Jens' konfliktkopi 2025-02-01).yaml",
        "sygefravaer (conflicted copy 2025-02-01 120000).yaml",
        "sygefravaer.sync-conflict-20250201-120000-ABCDEFG.yaml",
        "sygefravaer_conf(1).yaml",
        "sygefravaer-kopi.yaml",
        "sygefravaer - Kopi - Kopi.yaml",
        "sygefravaer (1) (2).yaml",
        "sygefravaer (1) - Kopi.yaml",
        "Kopi af sygefravaer - Kopi (2).yaml",
        "Kopi af Kopi af sygefravaer.yaml",
        "Kopi (2) af Kopi af sygefravaer-laptop.yaml",
        "Copy of Kopi af sygefravaer - Copy (3).yaml",
        "ny/sygefravaer.yaml",
        "a/sygefravaer-laptop.yaml",
    ],
)
def test_a_copy_is_told_and_does_not_count_whatever_else_is_wrong_with_its_name(
    plan_folder: PlanFolder, name: str
) -> None:
    """With what was changed in it since: its amount, and a day of its status."""
    copy = item(overskrift="sygefravær", kode="R1(B)", beløb="{2025: 2}", status="[{dato: 2025-02-01, tekst: Nyt}]")
    folder = plan_folder({"au/sygefravaer.yaml": item(overskrift="Sygefravær", kode="R1 (B)"), name: copy})
    loaded = load(folder)
    assert loaded.plan is not None
    assert [indsats.fil for indsats in loaded.plan.indsatser] == [folder / "au" / "sygefravaer.yaml"]
    besked = (
        "Filen ligner en kopi af au/sygefravaer.yaml; behold den ene. "
        "Er det to punkter, så giv dem hver sin overskrift eller kode."
    )
    assert [
        (problem.fil, problem.regel, problem.besked, problem.forslag)
        for problem in loaded.problems
        if problem.regel != "kode-form"
    ] == [(folder / name, "ligner-en-kopi", besked, None)]


def test_a_copy_of_a_sync_program_does_not_count_twice() -> None:
    folder = CASES / "a11a-onedrive-kopi"
    loaded = load(folder)
    assert loaded.plan is not None
    assert sum(stated(indsats.beløb_i(2025) for indsats in loaded.plan.indsatser)) == Decimal("1.500")
    (problem,) = loaded.problems
    assert (problem.fil.name, problem.niveau) == ("sygefravaer-DESKTOP-4F7K2.yaml", Niveau.FEJL)
    assert problem.besked.startswith("Filen ligner en kopi af sygefravaer.yaml; behold den ene.")


def test_two_copies_whose_original_is_gone_are_copies_of_each_other(plan_folder: PlanFolder) -> None:
    loaded = load(plan_folder({"sti (1).yaml": item(), "sti (2).yaml": item(), "sti - Kopi.yaml": item()}))
    assert loaded.plan is not None
    assert len(loaded.plan.indsatser) == 1


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("sygefravaer-2.yaml", {"overskrift": "Sygefravær på skolerne"}),
        ("sygefravaer-2.yaml", {"kode": "R2"}),
        ("sygefravaer-raaderum.yaml", {"art": "råderum", "beløb": "{2025: 7}"}),
        ("sygefravaer-buu.yaml", {"udvalg": "BUU", "beløb": "{2025: 7}"}),
        ("sygefravaer-buu-raaderum.yaml", {"udvalg": "BUU", "art": "råderum", "beløb": "ikke oplyst"}),
        ("fravaer.yaml", {}),
        ("nyt-sygefravaer.yaml", {}),
    ],
)
def test_what_only_has_something_in_common_with_another_item_is_no_copy(
    plan_folder: PlanFolder, name: str, fields: dict[str, str]
) -> None:
    first = {"overskrift": "Sygefravær", "kode": "R1"}
    loaded = load(plan_folder({"sygefravaer.yaml": item(**first), name: item(**{**first, **fields})}))
    assert loaded.plan is not None
    assert (loaded.problems, len(loaded.plan.indsatser)) == ([], 2)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("sygefravaer-laptop.yaml", {"udvalg": "BUU"}),
        ("sygefravaer-laptop.yaml", {"art": "råderum", "beløb": "{2025: 7}", "kurs": "En anden"}),
        ("sygefravaer-kopi.yaml", {"udvalg": "BUU", "beløb": "{2025: 7}"}),
        ("Kopi af Kopi af sygefravaer.yaml", {"udvalg": "BUU", "beløb": "{2025: 7}"}),
        ("sygefravaer-drift.yaml", {"art": "råderum", "beløb": "{2025: 7}"}),
        ("sygefravaer-buu.yaml", {"udvalg": "BUU"}),
        ("sygefravaer-2.yaml", {"udvalg": "BUU"}),
    ],
)
def test_a_copy_that_was_moved_to_another_committee_or_kind_does_not_count(
    plan_folder: PlanFolder, name: str, fields: dict[str, str]
) -> None:
    loaded = load(plan_folder({"sygefravaer.yaml": item(), name: item(**fields)}))
    assert loaded.plan is not None
    assert [indsats.id for indsats in loaded.plan.indsatser] == ["sygefravaer"]
    assert [(problem.fil.name, problem.niveau, problem.besked) for problem in loaded.problems] == [
        (
            name,
            Niveau.FEJL,
            "Filen ligner en kopi af sygefravaer.yaml; behold den ene. "
            "Er det to punkter, så giv dem hver sin overskrift eller kode.",
        )
    ]


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("sygefravaer-2.yaml", {"udvalg": "BUU", "beløb": "{2025: 7}"}),
        ("sygefravaer2.yaml", {"udvalg": "BUU", "beløb": "{2025: 7}"}),
        ("sygefravaer-buu-2026.yaml", {"udvalg": "BUU", "beløb": "{2025: 7}"}),
        ("sygefravaer-buu.yaml", {"udvalg": "BUU", "kurs": "En anden"}),
    ],
)
def test_what_may_be_a_copy_is_told_and_counts(plan_folder: PlanFolder, name: str, fields: dict[str, str]) -> None:
    loaded = load(plan_folder({"sygefravaer.yaml": item(), name: item(**fields)}))
    assert loaded.plan is not None
    assert len(loaded.plan.indsatser) == 2
    assert [(problem.fil.name, problem.niveau, problem.besked) for problem in loaded.problems] == [
        (
            name,
            Niveau.ADVARSEL,
            "Filen kan være en kopi af sygefravaer.yaml, og begge tæller med. Er den det, så slet den ene. "
            "Er det to punkter, så giv dem hver sin overskrift eller kode.",
        )
    ]


@pytest.mark.parametrize("text", [PLAN_YAML, PLAN_YAML + "ukendt: felt\n", "fora: {}\nenhed: kr.\n"])
@pytest.mark.parametrize("name", ["plan - Kopi", "plan (1)", "Plan", "plan-laptop", "au/Kopi af plan", "gammel"])
def test_a_copy_of_plan_yaml_is_told_once_and_nothing_else_about_it(
    plan_folder: PlanFolder, name: str, text: str
) -> None:
    folder = plan_folder({f"{name}.yaml": text, "sti.yaml": item()})
    loaded = load(folder)
    assert loaded.plan is not None
    assert ids(loaded.plan) == ["sti"]
    besked = "Filen ligner en kopi af plan.yaml; behold den ene."
    assert [(problem.fil, problem.regel, problem.niveau, problem.besked) for problem in loaded.problems] == [
        (folder / f"{name}.yaml", "ligner-en-kopi", Niveau.FEJL, besked)
    ]


def test_a_copy_of_plan_yaml_that_cannot_be_read_is_known_by_its_name(plan_folder: PlanFolder) -> None:
    (problem,) = load(plan_folder({"plan - Kopi (2).yaml": "titel: ["})).problems
    assert problem.besked == "Filen ligner en kopi af plan.yaml; behold den ene."


def test_an_item_may_begin_with_the_word_plan(plan_folder: PlanFolder) -> None:
    assert ids(sound(plan_folder({"plan-for-cykelstier.yaml": item()}))) == ["plan-for-cykelstier"]


def test_an_empty_plan_yaml_is_told_in_its_own_words(plan_folder: PlanFolder) -> None:
    problem = refused(plan_folder(plan=""))
    assert (problem.regel, problem.besked) == (
        "tom-fil",
        "Filen er tom. Slet den, og kør udplan start, eller skriv planens felter: titel, kommune, periode, enhed og fora.",
    )
    assert refused(plan_folder(plan="Udmøntningsplan")).besked == (
        "Filen er en tekst. Skriv et felt på hver linje: feltets navn, kolon, mellemrum og værdien, "
        "fx titel: Udmøntningsplan 2026-2029."
    )


def test_an_empty_or_half_plan_yaml_is_shown_one_to_copy(plan_folder: PlanFolder) -> None:
    whole = refused(plan_folder(plan="# Skrives senere\n")).forslag
    assert whole is not None
    assert sound(plan_folder(plan=whole)).grundlag.udvalg == ("ØK", "BUU")
    assert verdict(plan_folder(plan=whole)).problems == []
    half, _, fora = whole.partition("fora:")
    problem = refused(plan_folder(plan=half))
    assert (problem.regel, problem.forslag) == ("felt-mangler", f"fora:{fora}")


@pytest.mark.parametrize(
    ("fora", "shown"),
    [
        (
            "fora:\n  BUU: Børne- og Ungdomsudvalget\n",
            ["  BUU:\n    navn: Børne- og Ungdomsudvalget\n    slags: fagudvalg\n"],
        ),
        ("fora:\n  AU: 'A: B'\n", ['  AU:\n    navn: "A: B"\n    slags: fagudvalg\n']),
        (
            "fora:\n  BUU: fagudvalg\n  KB:\n",
            ["  BUU:\n    slags: fagudvalg\n", "  KB:\n    slags: kommunalbestyrelse\n"],
        ),
        ("fora: BUU, ØK\n", ["fora:\n  BUU:\n    slags: fagudvalg\n  ØK:\n    slags: økonomiudvalg\n"]),
        ("fora:\n  - FUDV\n", ["fora:\n  FUDV:\n    slags: gruppe\n    omfatter: fagudvalg\n"]),
        ("fora:\n  - [a]\n", [None]),
    ],
)
def test_a_body_in_another_form_is_shown_in_the_one_that_is_wanted(
    plan_folder: PlanFolder, fora: str, shown: list[str | None]
) -> None:
    head = "titel: T\nkommune: K\nperiode: 2026\nenhed: kr.\n"
    folder = plan_folder(plan=head + fora)
    problems = load(folder).problems
    assert [problem.forslag for problem in problems] == shown
    assert {problem.regel for problem in problems} == {"forkert-form"}
    if shown[0] is not None:
        whole = "".join(filter(None, shown))
        assert sound(plan_folder(plan=head + whole if whole.startswith("fora:") else f"{head}fora:\n{whole}"))


@pytest.mark.parametrize("name", ["sygefravaer - Kopi.yml", "Kopi af Kopi af sygefravaer.yaml.txt"])
def test_a_copy_that_is_not_read_is_not_to_be_renamed_so_that_it_counts(plan_folder: PlanFolder, name: str) -> None:
    problem = refused(plan_folder({"sygefravaer.yaml": item(), name: item()}))
    assert "Er den en kopi af sygefravaer.yaml, så slet den; ellers omdøb den til " in problem.besked


def test_no_advice_names_a_file_that_there_is(plan_folder: PlanFolder) -> None:
    """Nor one that other advice names, nor makes a copy that cannot be read count."""
    folder = plan_folder(
        {
            "sygefravaer.yaml": item(overskrift="Sygefravær"),
            "Sygefravaer.yaml": item(overskrift="Fravær ved sygdom"),
            "sygefravaer.yml": item(overskrift="Sygefravær"),
            "Ny Sti.yaml": item(overskrift="En sti"),
            "ny_sti.yaml": item(overskrift="To stier"),
            "Aux-.yaml": item(overskrift="Aux"),
            "sygefravaer (1).yaml": "overskrift: [",
            "sygefravaer (2).yaml": item(overskrift="Sygefravær i plejen"),
        }
    )
    rule = "En fils navn skrives med små bogstaver fra a til z, tal og bindestreger."
    assert {problem.fil.name: problem.besked for problem in load(folder).problems if problem.regel != "yaml-form"} == {
        "Sygefravaer.yaml": (
            "Filen hedder det samme som sygefravaer.yaml, og filens navn er punktets id. "
            "Omdøb den ene fil, eller slet den, hvis det er samme punkt."
        ),
        "sygefravaer.yml": (
            "sygefravaer.yml bliver ikke læst. sygefravaer.yaml findes i forvejen: "
            "skriv det, der mangler, i den, og slet filen her."
        ),
        "Ny Sti.yaml": f"{rule} Omdøb den til ny-sti.yaml.",
        "ny_sti.yaml": f"{rule} Er den en kopi af Ny Sti.yaml, så slet den; ellers omdøb den til ny-sti-2.yaml.",
        "Aux-.yaml": f"{rule} Omdøb den til aux-2.yaml.",
        "sygefravaer (1).yaml": f"{rule} Er den en kopi af sygefravaer.yaml, så slet den; ellers omdøb den til sygefravaer-1.yaml.",
        "sygefravaer (2).yaml": f"{rule} Er den en kopi af sygefravaer.yaml, så slet den; ellers omdøb den til sygefravaer-2.yaml.",
    }


_UNREAD = "{} bliver ikke læst. Omdøb den til {}."


@pytest.mark.parametrize(
    ("name", "besked"),
    [
        ("sti.yaml.txt", _UNREAD.format("sti.yaml.txt", "sti.yaml")),
        ("au/Ny Sti.yml.txt", _UNREAD.format("Ny Sti.yml.txt", "ny-sti.yaml")),
        ("sti.yaml.docx", _UNREAD.format("sti.yaml.docx", "sti.yaml")),
        ("sti.YAML", _UNREAD.format("sti.YAML", "sti.yaml")),
        ("sti.Yml", _UNREAD.format("sti.Yml", "sti.yaml")),
        ("sti.yaml ", _UNREAD.format("sti.yaml ", "sti.yaml")),
        ("sti.yaml.", _UNREAD.format("sti.yaml.", "sti.yaml")),
        ("æ.ymal", _UNREAD.format("æ.ymal", "ae.yaml")),
        ("!.yml", "!.yml bliver ikke læst. Omdøb den, så navnet ender på .yaml."),
        (
            "plan.yml",
            "plan.yml bliver ikke læst. plan.yaml findes i forvejen: skriv det, der mangler, i den, og slet filen her.",
        ),
        ("templates/sti.yaml", "Filer i mappen templates bliver ikke læst. Flyt punktet til en anden mappe i planen."),
        (
            "au/templates/x/sti.yml",
            "Filer i mappen templates bliver ikke læst. Flyt punktet til en anden mappe i planen.",
        ),
        ("aux.yaml", "Windows kan ikke have en fil, der hedder aux.yaml. Omdøb den."),
        ("nul.txt", "Windows kan ikke have en fil, der hedder nul.txt. Omdøb den."),
        ("COM1", "Windows kan ikke have en fil, der hedder COM1. Omdøb den."),
    ],
)
def test_what_looks_like_a_plan_file_or_cannot_be_had_on_windows_is_told(
    plan_folder: PlanFolder, name: str, besked: str
) -> None:
    folder = plan_folder({name: item()})
    problem = refused(folder)
    assert (problem.fil, problem.regel, problem.niveau, problem.besked) == (
        folder / name,
        "filnavn",
        Niveau.FEJL,
        besked,
    )


@pytest.mark.parametrize(
    ("name", "folder", "besked"),
    [
        ("con/sti.yaml", "con", "Windows kan ikke have en mappe, der hedder con. Omdøb den."),
        ("Aux.gammel/sti.yaml", "Aux.gammel", "Windows kan ikke have en mappe, der hedder Aux.gammel. Omdøb den."),
        *(
            (
                f"{name}/sti.yaml",
                name,
                "Windows kan ikke have en mappe med punktum eller mellemrum til sidst, "
                'eller et af tegnene < > : " | ? * \\ i navnet. Omdøb den.',
            )
            for name in ("veje ", "veje.", "veje: nye", "hvad?")
        ),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_folder_that_windows_cannot_have_is_told_and_its_items_count(
    plan_folder: PlanFolder, name: str, folder: str, besked: str
) -> None:
    plan = plan_folder({name: item()})
    problem = refused(plan)
    assert (problem.fil, problem.niveau, problem.besked) == (plan / folder, Niveau.FEJL, besked)
    loaded = load(plan)
    assert loaded.plan is not None
    assert ids(loaded.plan) == ["sti"]


def test_a_lock_file_of_word_is_told_and_holds_no_item(plan_folder: PlanFolder) -> None:
    problem = refused(plan_folder({"~$sti.yaml": b"\x05Jens\x00"}))
    assert (problem.regel, problem.niveau) == ("filnavn", Niveau.ADVARSEL)
    assert problem.besked == (
        "~$sti.yaml er en låsefil fra Word og bliver ikke læst. Luk filen i Word, og slet den, hvis den bliver."
    )


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
    plan, problems, *_ = load(tmp_path)
    assert plan is None
    assert {problem.fil.name for problem in problems} == {"plan.yaml"}
    assert verdict(tmp_path).errors == len(problems) >= 1


@pytest.mark.parametrize(
    "text", ["", "[", "overskrift: Alene\n", item(slut="måske"), item() + "kort: a\nkort: b\n", item(id="x"), "\x00"]
)
def test_a_file_that_cannot_be_read_is_told_and_stands_outside(plan_folder: PlanFolder, text: str) -> None:
    plan, problems, *_ = load(plan_folder({"god.yaml": item(), "slem.yaml": text}))
    assert plan is not None
    assert ids(plan) == ["god"]
    assert [file.name for file in plan.filer] == ["god.yaml", "slem.yaml"]
    assert {problem.fil.name for problem in problems} == {"slem.yaml"}
    assert all(problem.niveau is Niveau.FEJL for problem in problems)


#: What a file of a plan may be changed to, by its name.
TRIED: tuple[dict[str, str | bytes], ...] = (
    {"sti.yaml": item(overskrift="En anden")},
    {"sti.yaml": "["},
    {"sti.yaml": item(overskrift="Vej")},
    {"slem.yaml": item()},
    {"ny.yaml": item()},
    {"kopi af vej.yaml": item(overskrift="Vej")},
    {"plan.yaml": PLAN_YAML.replace("enhed: mio. kr.", "enhed: kr.")},
    {"plan.yaml": "titel: [", "ny.yaml": item()},
    {},
)


@pytest.mark.parametrize("changed", TRIED)
def test_a_plan_that_is_tried_is_as_if_it_stood_there(
    plan_folder: PlanFolder, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str | bytes]
) -> None:
    """Only what the change is about is read, and the rest is as it was read before."""
    folder = plan_folder({"sti.yaml": item(), "vej.yaml": item(overskrift="Vej"), "slem.yaml": "[", "Ødelagt.yml": ""})
    known = load(folder)
    read: list[str] = []

    def reading(path: Path, raw: bytes | None = None) -> Source:
        read.append(path.name)
        return read_source(path, raw)

    with monkeypatch.context() as watched:
        watched.setattr("udplan.model.plan.read_source", reading)
        instead = {name: text.encode() if isinstance(text, str) else text for name, text in changed.items()}
        tried = load(folder, {folder / name: raw for name, raw in instead.items()}, known)
    assert set(read) == set(changed) if "plan.yaml" not in changed else "plan.yaml" in read
    write(folder, changed)
    there = load(folder)
    assert sorted(tried.problems) == sorted(there.problems)
    assert (tried.plan is None) == (there.plan is None)
    if tried.plan and there.plan:
        assert set(tried.plan.filer) == set(there.plan.filer)
        assert ids(tried.plan) == ids(there.plan)
        for name in ("indsatser", "halve", "grundlag"):
            assert getattr(tried.plan, name) == getattr(there.plan, name)


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
