"""``udplan start``: a plan from nothing that lint has nothing against, an editor that helps, and what to do next."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import Ran, start, udplan
from tests.plans import sound, verdict
from tests.test_new import on_a_terminal
from udplan.edit.new_plan import BadAnswer, NewPlan, new_plan, read_body, read_name, read_period, with_standard
from udplan.model.plan import load
from udplan.model.planfile import Slags

WORDS = ("--kommune", "Norddjurs Kommune", "--periode", "2026-2029", "--udvalg", "BUU=Børne- og Ungdomsudvalget")
FOLDER = Path("plans") / "2026-2029"
SCHEMAS = {
    "./schemas/2026-2029/plan.schema.json": "plans/2026-2029/plan.yaml",
    "./schemas/2026-2029/indsats.schema.json": "plans/2026-2029/**/!(plan.yaml)",
}


def files(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def settings(folder: Path) -> Path:
    return folder / ".vscode" / "settings.json"


# --- the plan -----------------------------------------------------------------------------------------------------------


def test_options_make_a_sound_plan_and_say_what_to_do_next(tmp_path: Path) -> None:
    words = ("--udvalg", "AU=Arbejdsmarkedsudvalget", "--tovholder", "Skolechefen", "--gruppe", "Fremtidens velfærd")
    ran = udplan("start", *WORDS, *words, cwd=tmp_path)
    assert (ran.status, ran.out) == (0, "plans/2026-2029/plan.yaml\n")
    assert ran.err == (
        "Skrevet: schemas/2026-2029/plan.schema.json\n"
        "Skrevet: schemas/2026-2029/indsats.schema.json\n"
        "Skrevet: .vscode/settings.json\n"
        "Planen er lavet for Norddjurs Kommune, 2026-2029, med ØK, BUU, AU, FUDV, KCL, MED og KB.\n"
        "Ret navnene i plan.yaml, hvis noget hedder andet hos jer. Så kan du:\n"
        '  udplan ny "Overskrift på punktet"  lave filen til ét punkt\n'
        "  udplan import tabel.docx           hente punkterne fra jeres egen tabel i Word eller Excel\n"
        "  udplan lint                        se, om noget mangler eller er skrevet forkert\n"
    )
    assert verdict(tmp_path / FOLDER).problems == []
    grundlag = sound(tmp_path / FOLDER).grundlag
    assert (grundlag.titel, grundlag.kommune, grundlag.år) == (
        "Udmøntningsplan 2026-2029",
        "Norddjurs Kommune",
        (2026, 2027, 2028, 2029),
    )
    assert (grundlag.enhed, grundlag.decimaltegn, grundlag.fortegn) == ("mio. kr.", "komma", "udgift positiv")
    assert [(kode, forum.slags) for kode, forum in grundlag.fora.items()] == [
        ("ØK", Slags.ØKONOMIUDVALG),
        ("BUU", Slags.FAGUDVALG),
        ("AU", Slags.FAGUDVALG),
        ("FUDV", Slags.GRUPPE),
        ("KCL", Slags.ADMINISTRATION),
        ("MED", Slags.HØRING),
        ("KB", Slags.KOMMUNALBESTYRELSE),
    ]
    assert grundlag.omfattet("FUDV") == ("BUU", "AU")
    assert grundlag.tovholdere == ("Skolechefen",)
    assert [gruppe.navn for gruppe in grundlag.hensigtsgrupper] == ["Fremtidens velfærd"]


def test_the_commented_examples_are_sound_where_their_marks_are_taken_away(tmp_path: Path) -> None:
    assert udplan("start", *WORDS, cwd=tmp_path).status == 0
    file = tmp_path / FOLDER / "plan.yaml"
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"^# (\w+):$", text, re.MULTILINE) == ["hensigtsgrupper", "tovholdere", "kontroltal"]
    body, _, total = text.partition("# kontroltal:")
    used = re.sub(r"^# ?((?:hensigtsgrupper|tovholdere):|  - )", r"\1", body, flags=re.MULTILINE)
    used += re.sub(r"^# ?", "", f"# kontroltal:{total}", flags=re.MULTILINE).replace("2026:", "2026: 0,000")
    file.write_text(used, encoding="utf-8")
    grundlag = sound(tmp_path / FOLDER).grundlag
    assert (grundlag.tovholdere, len(grundlag.kontroltal)) == (("Økonomichefen",), 1)


def test_what_a_municipality_calls_its_own_takes_the_place_of_the_usual(tmp_path: Path) -> None:
    words = ["--udvalg", "BY=Byrådet", "--udvalg", "ØU=Økonomiudvalget", "--enhed", "1.000 kr"]
    assert udplan("start", *WORDS, *words, cwd=tmp_path).status == 0
    grundlag = sound(tmp_path / FOLDER).grundlag
    assert [*grundlag.fora] == ["ØU", "BUU", "FUDV", "KCL", "MED", "BY"]
    assert (grundlag.fora["BY"].slags, grundlag.enhed) == (Slags.KOMMUNALBESTYRELSE, "1.000 kr.")
    assert verdict(tmp_path / FOLDER).problems == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            (),
            'Sig kommunen, perioden og udvalgene, fx --kommune "Norddjurs Kommune" --periode 2026-2029 '
            '--udvalg "BUU=Børne- og Ungdomsudvalget"; --udvalg skrives én gang for hvert.',
        ),
        (("--kommune", "X", "--udvalg", "A=B"), "Sig perioden, fx --periode 2026-2029."),
        (
            (*WORDS, "--udvalg", "AU"),
            "--udvalg: »AU« er ikke et udvalg. Skriv koden, = og navnet, fx BUU=Børne- og Ungdomsudvalget.",
        ),
        (
            (*WORDS, "--udvalg", "A, B=C"),
            "--udvalg: Koden A, B har et komma, og kommaer skiller leddene i en sagsgang. Skriv en anden.",
        ),
        (
            (*WORDS, "--udvalg", "buu=Andet"),
            "--udvalg: buu (Andet) og BUU (Børne- og Ungdomsudvalget) hedder det samme. Giv dem hver sin kode og hvert sit navn.",
        ),
        ((*WORDS, "--enhed", "kroner"), "--enhed: »kroner« er ikke en enhed. Skriv mio. kr., 1.000 kr. eller kr."),
        ((*WORDS, "--tovholder", "ikke oplyst"), "--tovholder: Det kan ikke være »ikke oplyst«. Skriv navnet."),
        (
            (*WORDS[:3], "2029-2026", *WORDS[4:]),
            "--periode: Skriv perioden som 2025-2028, eller som en liste af årstal i rækkefølge.",
        ),
        (
            ("--kommune", "a\x1b[31m", *WORDS[2:]),
            "--kommune: Teksten har et tegn, der ikke kan stå i en plan (U+001B, styretegn).",
        ),
    ],
)
def test_what_is_missing_or_cannot_be_is_told_and_nothing_is_written(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    ran = udplan("start", *words, cwd=tmp_path)
    assert (ran.status, ran.out, ran.err) == (2, "", f"Fejl: {said}\n")
    assert files(tmp_path) == []


def test_a_person_is_remarked_on(tmp_path: Path) -> None:
    ran = udplan("start", *WORDS, "--tovholder", "Fornavn Efternavn", cwd=tmp_path)
    assert (
        "Bemærk: Fornavn Efternavn ligner et personnavn. Skriv stillingen, fx Økonomichefen, under tovholdere"
        in ran.err
    )


@given(
    st.text("ab :#-'\"&*!%@`|>[]{},?\\~øÅ1\u00a0", min_size=1, max_size=9),
    st.text("cd :#-'\"&[]{},ø", min_size=1, max_size=9),
)
def test_any_name_is_read_as_it_was_said(name: str, other: str) -> None:
    """Or refused in words."""
    try:
        kommune, fora = read_name(f"{name}x"), with_standard([read_body(f"K{other.replace(',', '')}={name}y")])
        text = new_plan(NewPlan("T", kommune, (2026, 2027), "kr.", fora, [kommune], [kommune]))
    except ValueError:
        return
    folder = Path("/nowhere")
    plan = load(folder, {folder / "plan.yaml": text.encode()}).plan
    assert plan is not None, text
    assert plan.grundlag.kommune == kommune
    assert [*plan.grundlag.fora] == [body.kode for body in fora]
    assert [forum.navn for forum in plan.grundlag.fora.values()] == [body.navn for body in fora]
    assert plan.grundlag.tovholdere == (kommune,)
    assert plan.grundlag.hensigtsgrupper[0].navn == kommune


def test_years_may_be_listed(tmp_path: Path) -> None:
    assert read_period("2026, 2028") == (2026, 2028)
    assert (
        udplan("start", *WORDS[:2], "--periode", "2026,2028", *WORDS[4:], cwd=tmp_path).out
        == "plans/2026-2028/plan.yaml\n"
    )
    assert sound(tmp_path / "plans" / "2026-2028").grundlag.år == (2026, 2028)
    with pytest.raises(BadAnswer, match="højst have"):
        read_period("1990-2090")


# --- where --------------------------------------------------------------------------------------------------------------


def test_a_plan_is_never_written_over(tmp_path: Path) -> None:
    assert udplan("start", *WORDS, cwd=tmp_path).status == 0
    file = tmp_path / FOLDER / "plan.yaml"
    for text in ("", "titel: min egen\n"):
        file.write_text(text, encoding="utf-8")
        for words in ((), (str(FOLDER),)):
            ran = udplan("start", *words, *WORDS, cwd=tmp_path)
            assert (ran.status, ran.err) == (
                2,
                "Fejl: plans/2026-2029/plan.yaml findes allerede og bliver ikke rørt. Ret i den, eller vælg en anden mappe.\n",
            )
            assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["Plan.yaml", "plan.yml"])
def test_nor_is_what_was_meant_as_one(tmp_path: Path, name: str) -> None:
    (tmp_path / "min").mkdir()
    (tmp_path / "min" / name).write_text("titel: x\n", encoding="utf-8")
    ran = udplan("start", "min", *WORDS, cwd=tmp_path)
    assert (ran.status, f"min/{name} findes allerede" in ran.err) == (2, True)


def test_a_folder_of_ones_own_choice_need_not_lie_under_plans(tmp_path: Path) -> None:
    ran = udplan("start", "min plan", *WORDS, cwd=tmp_path)
    assert (ran.status, ran.out) == (0, "min plan/plan.yaml\n")
    assert '  udplan lint --plan "min plan" ' in ran.err
    assert files(tmp_path) == [
        f"min plan/{name}"
        for name in (
            ".vscode/settings.json",
            "plan.yaml",
            "schemas/min plan/indsats.schema.json",
            "schemas/min plan/plan.schema.json",
        )
    ]
    wired = json.loads(settings(tmp_path / "min plan").read_text(encoding="utf-8"))["yaml.schemas"]
    assert wired == {
        "./schemas/min plan/plan.schema.json": "plan.yaml",
        "./schemas/min plan/indsats.schema.json": "**/!(plan.yaml)",
    }
    assert udplan("lint", "--plan", "min plan", cwd=tmp_path).status == 0


def test_a_new_plan_stands_beside_the_others_and_not_in_one(tmp_path: Path) -> None:
    assert udplan("start", *WORDS, cwd=tmp_path).status == 0
    again = [*WORDS[:2], "--periode", "2027-2030", *WORDS[4:]]
    assert udplan("start", *again, cwd=tmp_path / FOLDER).status == 0
    assert (tmp_path / "plans" / "2027-2030" / "plan.yaml").is_file()
    ran = udplan("start", "plans/2026-2029/ny", *WORDS, cwd=tmp_path)
    assert (ran.status, ran.err) == (
        2,
        "Fejl: plans/2026-2029/ny ligger i planen plans/2026-2029. Vælg en mappe ved siden af den.\n",
    )
    (tmp_path / "fil").write_text("", encoding="utf-8")
    ran = udplan("start", "fil", *WORDS, cwd=tmp_path)
    assert (ran.status, ran.err) == (
        2,
        "Fejl: fil er ikke en mappe. Skriv navnet på en ny mappe, fx plans/2026-2029.\n",
    )


# --- the editor ---------------------------------------------------------------------------------------------------------


def test_an_editor_s_settings_are_added_to_and_nothing_of_them_is_lost(tmp_path: Path) -> None:
    file = settings(tmp_path)
    file.parent.mkdir()
    mine = '{\r\n  // mine\r\n  "editor.fontSize": 20, // stor\r\n  "yaml.schemas": {\r\n    "./x.json": "y" // min\r\n  }\r\n}\r\n'
    file.write_bytes(b"\xef\xbb\xbf" + mine.encode())
    ran = udplan("start", *WORDS, cwd=tmp_path)
    assert "Skrevet: .vscode/settings.json (planens skemaer er føjet til)\n" in ran.err
    entries = ",".join(f'\r\n    "{schema}": "{of}"' for schema, of in SCHEMAS.items())
    assert file.read_bytes().decode("utf-8-sig") == mine.replace('"y" // min', f'"y", // min{entries}')
    assert file.read_bytes().startswith(b"\xef\xbb\xbf{")


def test_settings_of_a_repository_that_has_none(tmp_path: Path) -> None:
    assert udplan("start", *WORDS, cwd=tmp_path).status == 0
    made = json.loads(settings(tmp_path).read_text(encoding="utf-8"))
    assert (made["yaml.schemas"], made["files.eol"], made["yaml.format.enable"]) == (SCHEMAS, "\n", False)


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe{\x00}\x00", b'{"yaml.schemas": []}', b" " * 1_000_001, b""])
def test_where_it_is_not_certain_how_what_to_put_in_is_said(tmp_path: Path, raw: bytes) -> None:
    settings(tmp_path).parent.mkdir()
    settings(tmp_path).write_bytes(raw)
    ran = udplan("start", *WORDS, cwd=tmp_path)
    assert (ran.status, settings(tmp_path).read_bytes()) == (0, raw)
    assert (
        "Bemærk: .vscode/settings.json er ikke rettet, for det er ikke sikkert, hvordan det skal gøres. Skriv selv dette i den:\n"
        '  "yaml.schemas": {\n'
        '    "./schemas/2026-2029/plan.schema.json": "plans/2026-2029/plan.yaml",\n'
        '    "./schemas/2026-2029/indsats.schema.json": "plans/2026-2029/**/!(plan.yaml)"\n'
        "  }\n"
    ) in ran.err


def test_settings_that_cannot_be_written_do_not_stop_the_plan(tmp_path: Path) -> None:
    settings(tmp_path).mkdir(parents=True)
    ran = udplan("start", *WORDS, cwd=tmp_path)
    assert (ran.status, ran.out) == (0, "plans/2026-2029/plan.yaml\n")
    assert "Bemærk: " in ran.err


def test_a_run_that_was_stopped_before_the_plan_is_made_again(tmp_path: Path) -> None:
    assert udplan("start", *WORDS, cwd=tmp_path).status == 0
    whole = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
    (tmp_path / FOLDER / "plan.yaml").unlink()
    assert udplan("start", *WORDS, cwd=tmp_path).status == 0
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == whole


# --- asked for ----------------------------------------------------------------------------------------------------------

TYPED = [
    *("", "Syddjurs Kommune", "2026-20", "2026-2029", "kroner", ""),
    *("", "BUU", "BUU=Børne- og Ungeudvalget", "BUU=Andet", "TEK=Teknisk Udvalg", ""),
    *("", "nej", "", "HMED=Hovedudvalget", "BY=Byrådet"),
    *("Fremtidens velfærd", "", "Skolechefen", "skolechefen", ""),
]


def test_on_a_terminal_all_is_asked_for_and_a_wrong_answer_again(tmp_path: Path) -> None:
    ran = udplan("start", cwd=tmp_path, typed=TYPED)
    assert ran.status == 0, ran.err
    asked = re.findall(r"([A-ZÅØ][\w ]*) \([^\n]*\)\n(?=\1: )", ran.out)
    assert asked == [
        *(["Kommune"] * 2 + ["Periode"] * 2 + ["Enhed"] * 2 + ["Udvalg"] * 6),
        *("Økonomiudvalg", "Alle fagudvalg", "Administration", "Høring", "Kommunalbestyrelse"),
        *(["Gruppe af hensigtserklæringer"] * 2 + ["Tovholder"] * 3),
    ]
    grundlag = sound(tmp_path / FOLDER).grundlag
    assert [*grundlag.fora] == ["ØK", "BUU", "TEK", "KCL", "HMED", "BY"]
    assert (grundlag.kommune, grundlag.enhed, grundlag.tovholdere) == ("Syddjurs Kommune", "mio. kr.", ("Skolechefen",))
    assert grundlag.fora["HMED"].slags is Slags.HØRING
    assert verdict(tmp_path / FOLDER).problems == []
    said = ran.err.splitlines()
    assert said[:5] == [
        "Svaret er tomt. Skriv navnet.",
        "Skriv perioden som 2025-2028, eller som en liste af årstal i rækkefølge.",
        "»kroner« er ikke en enhed. Skriv mio. kr., 1.000 kr. eller kr.",
        "Planen skal have mindst ét udvalg. Skriv fx BUU=Børne- og Ungdomsudvalget.",
        "»BUU« er ikke et udvalg. Skriv koden, = og navnet, fx BUU=Børne- og Ungdomsudvalget.",
    ]


def test_who_stops_answering_has_nothing_written(tmp_path: Path) -> None:
    ran = udplan("start", cwd=tmp_path, typed=TYPED[:9])
    assert (ran.status, ran.err.splitlines()[-1]) == (130, "Afbrudt.")
    assert files(tmp_path) == []


@pytest.mark.process
def test_on_a_real_terminal(tmp_path: Path) -> None:
    answers = [("Kommune", "Norddjurs Kommune\n"), ("Periode", "2026-2029\n"), ("Enhed", "\n")]
    answers += [
        ("Udvalg", "BUU=Børneudvalget\n"),
        ("Udvalg", "\n"),
        ("Økonomiudvalg", "\n"),
        ("Alle fagudvalg", "nej\n"),
    ]
    answers += [("Administration", "\n"), ("Høring", "nej\n"), ("Kommunalbestyrelse", "\n")]
    answers += [("Gruppe af hensigtserklæringer", "\n"), ("Tovholder", "Skolechefen\n"), ("Tovholder", "\n")]
    ran = on_a_terminal(tmp_path, "start", answers=answers)
    assert ran.status == 0, ran.out
    assert [*sound(tmp_path / FOLDER).grundlag.fora] == ["ØK", "BUU", "KCL", "KB"]


# --- a new user ---------------------------------------------------------------------------------------------------------


@pytest.mark.process
def test_a_new_user_has_a_report_after_four_commands(tmp_path: Path) -> None:
    def done(*words: str) -> Ran:
        ran = start(*words, cwd=tmp_path)
        assert ran.status == 0, ran.err
        return ran

    assert "udplan start" in start("lint", cwd=tmp_path).err
    done("start", *WORDS, "--tovholder", "Skolechefen")
    kurs = "Skolerne skal\nbruge færre vikarer: 350.000 kr. mindre."
    money = ("--art", "råderum", "--kode", "R307 (B)", "--beløb", "2026=-0,350", "--sagsgang", "BUU, ØK, KB")
    done("ny", "Færre vikarer", *money, "--udvalg", "BUU", "--tovholder", "skole", "--kurs", kurs)
    done("ny", "Flere på cykel", "--art", "hensigt", "--tovholder", "Skolechefen")
    assert done("lint").out.endswith("\n0 fejl, 2 advarsler, 1 undtagelse.\n")
    done("report", "plan", "-o", "plan.html")
    done("report", "plan", "-o", "plan.docx")
    html = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert all(text in html for text in ("Færre vikarer", "0,350", "bruge færre vikarer: 350.000", "Flere på cykel"))
    assert (tmp_path / "plan.docx").stat().st_size > 10_000


@pytest.mark.parametrize(
    "words",
    [
        ("lint",),
        ("sum",),
        ("ny", "x"),
        ("omdøb", "tema", "a", "b"),
        ("lint", "--plan", "væk"),
        ("lint", "--plan", "her"),
        ("lint", "her"),
    ],
)
def test_where_there_is_no_plan_what_makes_one_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "her").mkdir()
    ran = udplan(*words, cwd=tmp_path)
    assert ran.status == 2
    assert ran.err.endswith(
        "En ny plan laves med udplan start, eller af jeres egen tabel i Word eller Excel med udplan import.\n"
    )
    assert [file.name for file in tmp_path.iterdir()] == ["her"]
