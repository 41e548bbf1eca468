"""What format.md says about fields and values, read from real files: each line of it holds."""

from __future__ import annotations

import doctest
import re
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.examples import few
from tests.plans import (
    FULL_ITEM,
    FULL_PLAN,
    PLAN_YAML,
    PlanFolder,
    hensigt,
    item,
    only_item,
    refused,
    sound,
    told,
    write,
)
from udplan.model import texts
from udplan.model.indsats import Art, Bevilling, Indsats, Kompetence, Lys, Sagsgang
from udplan.values.times import MÅNEDER, Præcision
from udplan.values.unknown import IKKE_OPLYST
from udplan.values.words import fold
from udplan.yaml.problem import Niveau, Problem


def pointed_at(problem: Problem) -> str:
    """The text that a problem is about."""
    return problem.tekst[problem.kolonne - 1 :][: problem.længde]


def same(amount: object, expected: Decimal) -> bool:
    """Equal, and with the same decimals: 1,000 is not 1."""
    return isinstance(amount, Decimal) and amount.as_tuple() == expected.as_tuple()


def test_examples_in_the_docstrings() -> None:
    result = doctest.testmod(texts)
    assert result.attempted >= 1
    assert result.failed == 0


# --- fields ------------------------------------------------------------------------------------------------------


def test_every_field_is_read(plan_folder: PlanFolder) -> None:
    sti = only_item(plan_folder({"veje/ny-sti.yaml": FULL_ITEM}))
    assert (sti.id, sti.fil.name) == ("ny-sti", "ny-sti.yaml")
    assert (sti.overskrift, sti.kort, sti.art, sti.kode) == ("Ny cykelsti", "Cykelsti", Art.RÅDERUM, "R901 (B)")
    assert (sti.udvalg, sti.tovholder) == ("AU", ("Arbejdsmarkedschefen", "Økonomichefen"))
    assert (sti.medvirkende, sti.tværgående) == (("Børne- og familiechefen",), True)
    assert sti.kurs == "Stien skal hænge sammen.\n\n- den ene vej\n- og den anden\n"
    assert (sti.koordinering, sti.forudsætning) == ("To afdelinger er med.\n", 'Vejen er "åben"')
    assert sti.kompetence is Kompetence.BLANDET
    assert (sti.med_høring, sti.slut, sti.afsluttet) == ("14 dages høring", date(2025, 1, 21), True)
    assert sti.beløb == {2025: Decimal("-0.518"), 2026: None, 2027: Decimal(0), 2028: IKKE_OPLYST}
    assert (sti.anvendt, sti.bevilling, sti.servicerammen) == ({2025: Decimal("0.5")}, Bevilling.DRIFT, False)
    assert (sti.procent, sti.rækkefølge) == ({2025: Decimal("0.55")}, 3)
    assert (sti.tema, sti.strategier, sti.afledt_af) == (("Klimamæssig bæredygtighed",), ("HR-strategien",), "halvej")
    assert (sti.indtægt, sti.omsætter) == (False, "bidraget")
    (status,) = sti.status
    assert (status.dato, status.obs, status.tekst) == (date(2025, 2, 26), True, "Afventer")
    assert (status.lys, status.forventet) == (Lys.GUL, {2025: Decimal("-0.4")})
    assert str(status) == "2025-02-26 OBS gul: Afventer (forventet 2025: -0,4)"
    assert (sti.note, sti.offentlig) == ("kun til os", False)
    assert sti.undtagelser == {"afsluttet-med-kommende-trin": "KB er orienteret"}


def test_every_field_of_an_item_is_in_the_full_sample(plan_folder: PlanFolder) -> None:
    """So that a new field cannot come without the tests that spoil and misspell this sample."""
    said = only_item(plan_folder({"sti.yaml": FULL_ITEM})).model_fields_set
    assert set(Indsats.model_fields) - said == {"gruppe", "afsnit"}, "put it into FULL_ITEM of tests/plans.py"
    assert {"gruppe", "afsnit"} <= only_item(plan_folder({"sti.yaml": hensigt(afsnit="Stier")})).model_fields_set


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1,5", {2025: Decimal("1.5")}),
        ("\n  2026: 0,10\n  2027:\n  2028: ikke oplyst", {2026: Decimal("0.10"), 2027: None, 2028: IKKE_OPLYST}),
        ("ikke oplyst", IKKE_OPLYST),
        ("", None),
    ],
)
def test_what_is_used_of_a_pool_is_a_figure_of_the_first_year_or_one_a_year(
    plan_folder: PlanFolder, written: str, read: object
) -> None:
    assert only_item(plan_folder({"a.yaml": item(art="pulje", anvendt=written)})).anvendt == read


@pytest.mark.parametrize("written", ["halvdelen", "[1, 2]", "{1999: 1}"])
def test_what_is_used_of_a_pool_must_be_an_amount_or_amounts(plan_folder: PlanFolder, written: str) -> None:
    problem = refused(plan_folder({"a.yaml": item(art="pulje", anvendt=written)}))
    assert problem.regel in ("beloeb-form", "forkert-form", "aar-uden-for-perioden", "beloeb-i-klammer")
    assert not re.search("None|Decimal|dict|list", problem.besked)


@pytest.mark.parametrize(
    ("fields", "income"),
    [
        ({"art": "anlæg"}, True),
        ({"art": "drift"}, False),
        ({"art": "råderum"}, False),
        ({"art": "pulje", "bevilling": "anlæg"}, True),
        ({"art": "pulje"}, False),
        ({"art": "anlæg", "indtægt": "nej"}, False),
        ({"art": "drift", "indtægt": "ja"}, True),
    ],
)
def test_anlæg_brings_in_an_income_unless_the_item_says_otherwise(
    plan_folder: PlanFolder, fields: dict[str, str], income: bool
) -> None:
    assert only_item(plan_folder({"a.yaml": item(**fields)})).er_indtægt is income


def test_every_field_of_plan_yaml_is_read(plan_folder: PlanFolder) -> None:
    grundlag = sound(plan_folder({}, plan=FULL_PLAN)).grundlag
    left_out = set(type(grundlag).model_fields) - grundlag.model_fields_set
    assert left_out <= {"regler"}, "put it into FULL_PLAN of tests/plans.py"
    assert (grundlag.titel, grundlag.kommune) == ("Udmøntningsplan 2025-2028", "Norddjurs Kommune")
    assert grundlag.år == (2025, 2026, 2027, 2028)
    assert grundlag.sag is not None
    assert (grundlag.sag.nummer, str(grundlag.sag.sagsgang)) == ("22/291", "ØK, KB")
    assert (grundlag.bilag[0].dokument, grundlag.bilag[0].journal) == ("3389825", "151433/22")
    assert (grundlag.behandlet[0].dato, grundlag.behandlet[0].beslutning) == (date(2022, 12, 6), "Tiltrådt")
    assert list(grundlag.fora)[:3] == ["ØK", "AU", "BUU"]
    assert [gruppe.navn for gruppe in grundlag.hensigtsgrupper] == ["Økonomisk Politik", "Norddjurs i bevægelse"]
    assert grundlag.kontroltal[0].beløb == {2025: Decimal("-0.518")}


def test_a_plan_may_say_little(plan_folder: PlanFolder) -> None:
    grundlag = sound(plan_folder()).grundlag
    assert (grundlag.decimaltegn, grundlag.fortegn, grundlag.trykte_decimaler) == ("komma", "udgift positiv", 3)


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("2025-2028", (2025, 2026, 2027, 2028)),
        ("2025–2028", (2025, 2026, 2027, 2028)),
        ("2025 - 2026", (2025, 2026)),
        ("2025", (2025,)),
        ("[2025, 2026, 2028]", (2025, 2026, 2028)),
    ],
)
def test_a_period_is_a_range_or_a_list(plan_folder: PlanFolder, written: str, years: tuple[int, ...]) -> None:
    assert sound(plan_folder(plan=PLAN_YAML.replace("2025-2028\nenhed", f"{written}\nenhed"))).grundlag.år == years


@pytest.mark.parametrize("written", ["2028-2025", "25-28", "[2026, 2025]", "[2025, 2025]", "[]", "i år", "{2025: ja}"])
def test_anything_else_is_no_period(plan_folder: PlanFolder, written: str) -> None:
    problem = refused(plan_folder(plan=PLAN_YAML.replace("2025-2028\nenhed", f"{written}\nenhed")))
    assert (problem.regel, problem.linje, problem.kolonne) == ("aar-form", 3, 10)


def in_ascii(text: str) -> str:
    """The text with its keys spelled without æ, ø and å."""
    return re.sub(r"\w+(?=:)", lambda key: key[0].replace("æ", "ae").replace("ø", "oe").replace("å", "aa"), text)


@pytest.mark.parametrize("other", [in_ascii(FULL_ITEM), unicodedata.normalize("NFD", FULL_ITEM)], ids=["ascii", "nfd"])
def test_a_file_reads_alike_however_its_keys_are_spelled(plan_folder: PlanFolder, other: str) -> None:
    assert other != FULL_ITEM
    danish = only_item(plan_folder({"sti.yaml": FULL_ITEM}))
    assert only_item(plan_folder({"sti.yaml": other})) == danish


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        *(("R307 (B)", "R307 (B)"), ("R307(B)", "R307 (B)"), ("R001(I)(B)", "R001 (I)(B)")),
        *(("R101  (I) (B)", "R101 (I)(B)"), ("R706", "R706"), ("0100", "0100"), ("14-A-9", "14-A-9")),
    ],
)
def test_a_code_is_stored_with_one_space_before_its_marks(plan_folder: PlanFolder, written: str, stored: str) -> None:
    assert only_item(plan_folder({"sti.yaml": item(kode=written)})).kode == stored


@pytest.mark.parametrize(
    "field",
    [
        *("slut", "kode", "kort", "tema", "medvirkende", "status", "procent", "undtagelser"),
        *("rækkefølge", "tværgående", "sagsgang", "offentlig"),
    ],
)
def test_a_field_that_is_left_blank_is_a_field_left_out(plan_folder: PlanFolder, field: str) -> None:
    blank = only_item(plan_folder({"sti.yaml": item(**{field: ""})}))
    assert blank == only_item(plan_folder({"sti.yaml": item(**{field: None})}))
    assert field not in blank.model_fields_set


@pytest.mark.parametrize(
    ("text", "said", "forslag"),
    [
        (item(tovholdr="X"), "tovholdr", "tovholder"),
        (item(belob_="1"), "belob_", "beløb"),
        (item(ansvar="X"), "ansvar", None),
        (item(sagsgang="[{forum: AU, beslutnig: Godkendt}]"), "beslutnig", "beslutning"),
        (item(status="[{dato: 2025-01-01, text: Godt}]"), "text", "tekst"),
        (item(id="sti"), "id", None),
        (item(fil="sti.yaml"), "fil", None),
    ],
)
def test_an_unknown_field_is_refused_and_a_near_one_named(
    plan_folder: PlanFolder, text: str, said: str, forslag: str | None
) -> None:
    problem = refused(plan_folder({"sti.yaml": text}))
    assert (problem.regel, problem.niveau, problem.forslag) == ("ukendt-felt", Niveau.FEJL, forslag)
    assert pointed_at(problem) == said
    assert said in problem.besked


@pytest.mark.parametrize(
    ("text", "said", "forslag"),
    [
        (item(art="drfit"), "drfit", "drift"),
        (item(art="raaderumsforslag"), "raaderumsforslag", "råderum"),
        (item(kompetence="politsk"), "politsk", "politisk"),
        (item(bevilling="anlaegg"), "anlaegg", "anlæg"),
        (item(art="Q"), "Q", None),
    ],
)
def test_an_unknown_value_is_refused_and_a_near_one_named(
    plan_folder: PlanFolder, text: str, said: str, forslag: str | None
) -> None:
    problem = refused(plan_folder({"sti.yaml": text}))
    assert (problem.regel, problem.forslag, pointed_at(problem)) == ("ukendt-vaerdi", forslag, said)


@pytest.mark.parametrize(
    ("written", "art"), [("råderum", "råderum"), ("raaderum", "råderum"), ("ANLÆG", "anlæg"), ("anlaeg", "anlæg")]
)
def test_a_value_is_known_however_it_is_spelled(plan_folder: PlanFolder, written: str, art: str) -> None:
    assert only_item(plan_folder({"sti.yaml": item(art=written)})).art == art


@pytest.mark.parametrize(
    ("text", "regel", "said"),
    [
        (item(kort="[a, b]"), "forkert-form", "a, b]"),
        (item(overskrift="{a: b}"), "forkert-form", "a: b}"),
        (item(kurs="[a]"), "forkert-form", "a]"),
        (item(udvalg="[AU, KB]"), "forkert-form", "AU, KB]"),
        (item(status="Går godt"), "forkert-form", "Går godt"),
        (item(status="[Går godt]"), "forkert-form", "Går godt"),
        (item(undtagelser="sagsgang-mangler"), "forkert-form", "sagsgang-mangler"),
        (item(tovholder="[[A]]"), "forkert-form", "[A]"),
        (item(beløb="11,4"), "beloeb-form", "11,4"),
        (item(beløb="[1, 2]"), "beloeb-i-klammer", "1, 2]"),
        (item(procent="0,55"), "beloeb-form", "0,55"),
        (item(procent="{2025: '0,5 kr.'}"), "beloeb-form", "'0,5 kr.'"),
        (item(rækkefølge="først"), "tal-form", "først"),
        (item(sagsgang="[{forum: Høring, dage: fjorten}]"), "tal-form", "fjorten"),
        (item(status="[{dato: 2025-02-30}]"), "dato-form", "2025-02-30"),
        (item(status="[{dato: december 2024}]"), "dato-form", "december 2024"),
    ],
)
def test_a_value_of_another_form_is_refused_where_it_stands(
    plan_folder: PlanFolder, text: str, regel: str, said: str
) -> None:
    problem = refused(plan_folder({"sti.yaml": text}))
    assert problem.regel == regel
    assert pointed_at(problem).lstrip("[{") == said.lstrip("[{")


# --- what is required --------------------------------------------------------------------------------------------

WITH_AMOUNTS = ["drift", "råderum", "anlæg", "pulje"]


def missing(folder: Path) -> tuple[str, int, int]:
    """What a file misses, by the first word of the one message about it, and where that is told."""
    problem = refused(folder)
    assert (problem.regel, problem.niveau) == ("felt-mangler", Niveau.FEJL)
    return problem.besked.split()[0], problem.linje, problem.kolonne


@pytest.mark.parametrize("art", WITH_AMOUNTS)
@pytest.mark.parametrize("field", ["overskrift", "tovholder", "udvalg", "beløb"])
def test_an_item_with_amounts_must_have(plan_folder: PlanFolder, art: str, field: str) -> None:
    assert missing(plan_folder({"sti.yaml": item(**{"art": art, field: None})})) == (field, 1, 1)


@pytest.mark.parametrize("field", ["overskrift", "tovholder", "gruppe"])
def test_a_hensigt_must_have(plan_folder: PlanFolder, field: str) -> None:
    assert missing(plan_folder({"sti.yaml": hensigt(**{field: None})})) == (field, 1, 1)


def test_every_item_must_have_an_art(plan_folder: PlanFolder) -> None:
    assert missing(plan_folder({"sti.yaml": item(art=None)})) == ("art", 1, 1)


def test_a_hensigt_may_be_without_udvalg_and_beløb_and_may_have_them(plan_folder: PlanFolder) -> None:
    assert only_item(plan_folder({"sti.yaml": hensigt()})).udvalg is None
    assert only_item(plan_folder({"sti.yaml": hensigt(udvalg="AU", beløb="{2025: 1}")})).beløb == {2025: Decimal(1)}


@pytest.mark.parametrize("art", WITH_AMOUNTS)
def test_only_a_hensigt_has_a_gruppe(plan_folder: PlanFolder, art: str) -> None:
    problem = refused(plan_folder({"sti.yaml": item(art=art, gruppe="Norddjurs i bevægelse")}))
    assert (problem.niveau, pointed_at(problem)) == (Niveau.FEJL, "gruppe")


@pytest.mark.parametrize("text", [item(sagsgang=None), hensigt(sagsgang=None)])
def test_a_sagsgang_is_required_until_the_item_is_done(plan_folder: PlanFolder, text: str) -> None:
    (problem,) = told(plan_folder({"sti.yaml": text}), "sagsgang-mangler")
    assert (problem.niveau, problem.linje, problem.kolonne) == (Niveau.FEJL, 1, 1)
    for slut, missing_ in (("X", 0), ("2025-01-21", 0), ("nej", 1)):
        assert len(told(plan_folder({"sti.yaml": f"{text}slut: {slut}\n"}), "sagsgang-mangler")) == missing_


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (item(sagsgang="[{tid: januar 2025}]"), "forum"),
        (item(status="[{tekst: Går godt}]"), "dato"),
    ],
)
def test_what_a_group_misses_is_told_at_the_group(plan_folder: PlanFolder, text: str, field: str) -> None:
    problem = refused(plan_folder({"sti.yaml": text}))
    assert (problem.regel, problem.besked.split()[0]) == ("felt-mangler", field)
    assert pointed_at(problem).startswith("{")


@pytest.mark.parametrize("field", ["titel", "kommune", "periode", "enhed", "fora"])
def test_plan_yaml_must_have(plan_folder: PlanFolder, field: str) -> None:
    lines = PLAN_YAML.splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"{field}:") and not (field == "fora" and line[:3] == "  Ø")]
    text = "".join(kept) if field != "fora" else PLAN_YAML.split("fora:")[0]
    assert missing(plan_folder(plan=text)) == (field, 1, 1)


# --- ikke oplyst -------------------------------------------------------------------------------------------------

UNKNOWN = "ikke oplyst"


@pytest.mark.parametrize("field", ["art", "udvalg", "tovholder", "kurs", "koordinering", "beløb"])
@pytest.mark.parametrize("written", [UNKNOWN, "Ikke oplyst", "'ikke  oplyst'"])
def test_what_is_not_known_is_said_aloud(plan_folder: PlanFolder, field: str, written: str) -> None:
    folder = plan_folder({"sti.yaml": item(**{field: written})})
    assert getattr(only_item(folder), field) is IKKE_OPLYST
    (problem,) = told(folder, "ikke-oplyst")
    assert problem.niveau is Niveau.ADVARSEL
    assert field in problem.besked


def test_a_gruppe_may_be_unknown(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": hensigt(gruppe=UNKNOWN)})
    assert only_item(folder).gruppe is IKKE_OPLYST
    assert len(told(folder, "ikke-oplyst")) == 1


def test_one_year_may_be_unknown_and_is_neither_blank_nor_zero(plan_folder: PlanFolder) -> None:
    sti = only_item(plan_folder({"sti.yaml": item(beløb="{2025: 0, 2026: ikke oplyst, 2027: ''}")}))
    assert [sti.beløb_i(år) for år in (2025, 2026, 2027, 2028)] == [Decimal(0), IKKE_OPLYST, None, None]
    assert "2026" in told(sti.fil.parent, "ikke-oplyst")[0].besked


def test_all_years_are_unknown_when_beløb_is(plan_folder: PlanFolder) -> None:
    sti = only_item(plan_folder({"sti.yaml": item(beløb=UNKNOWN)}))
    assert [sti.beløb_i(år) for år in (2025, 2028)] == [IKKE_OPLYST, IKKE_OPLYST]


def test_a_sagsgang_that_is_not_known_is_an_error_until_the_item_is_done(plan_folder: PlanFolder) -> None:
    rules = ("ikke-oplyst", "sagsgang-mangler")
    unfinished = told(plan_folder({"sti.yaml": item(sagsgang=UNKNOWN)}), *rules)
    assert [(problem.regel, problem.niveau) for problem in unfinished] == [
        ("ikke-oplyst", Niveau.ADVARSEL),
        ("sagsgang-mangler", Niveau.FEJL),
    ]
    finished = told(plan_folder({"sti.yaml": item(sagsgang=UNKNOWN, slut="X")}), *rules)
    assert [problem.regel for problem in finished] == ["ikke-oplyst"]


def test_there_is_one_warning_a_file_that_names_every_field(plan_folder: PlanFolder) -> None:
    names = ["art", "udvalg", "tovholder", "kurs", "koordinering", "beløb"]
    (problem,) = told(plan_folder({"sti.yaml": item(**dict.fromkeys(names, UNKNOWN))}), "ikke-oplyst")
    assert [name for name in names if name in problem.besked] == names


@pytest.mark.parametrize(
    "field",
    [
        *("tværgående", "offentlig", "servicerammen", "kompetence", "bevilling", "slut", "rækkefølge", "procent"),
        *("medvirkende", "tema", "strategier", "status", "undtagelser"),
    ],
)
def test_elsewhere_it_is_refused(plan_folder: PlanFolder, field: str) -> None:
    problem = refused(plan_folder({"sti.yaml": item(**{field: UNKNOWN})}))
    assert (problem.niveau, pointed_at(problem)) == (Niveau.FEJL, UNKNOWN)


def test_it_cannot_stand_in_a_list_of_names(plan_folder: PlanFolder) -> None:
    assert refused(plan_folder({"sti.yaml": item(tovholder="[Økonomichefen, ikke oplyst]")})).niveau is Niveau.FEJL


@pytest.mark.parametrize(
    "line",
    [
        *("tovholdere: ikke oplyst", "temaer: ikke oplyst", "hensigtsgrupper: ikke oplyst", "undtagelser: ikke oplyst"),
        *("temaer: [{navn: Grønt, også: ikke oplyst}]", "undtagelser: [{regel: ikke-oplyst, id: ikke oplyst}]"),
    ],
)
def test_elsewhere_in_plan_yaml_it_is_refused(plan_folder: PlanFolder, line: str) -> None:
    text = PLAN_YAML.split("hensigtsgrupper:")[0] + line + "\n"
    problem = refused(plan_folder(plan=text))
    assert (problem.niveau, pointed_at(problem)) == (Niveau.FEJL, UNKNOWN)


# --- yes and no, closed, hearings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("ja", True),
        ("Ja", True),
        ("X", True),
        ("x", True),
        ("true", True),
        ("nej", False),
        ("false", False),
        ("", False),
    ],
)
def test_yes_and_no(plan_folder: PlanFolder, written: str, value: bool) -> None:
    assert only_item(plan_folder({"sti.yaml": item(tværgående=written)})).tværgående is value


@pytest.mark.parametrize(
    ("written", "forslag"),
    [("yes", "ja"), ("on", "ja"), ("no", "nej"), ("off", "nej"), ("×", "X"), ("måske", None), ("1", None)],
)
def test_anything_else_is_neither(plan_folder: PlanFolder, written: str, forslag: str | None) -> None:
    problem = refused(plan_folder({"sti.yaml": item(tværgående=written)}))
    assert (problem.regel, problem.forslag, pointed_at(problem)) == ("ja-nej-form", forslag, written)


@pytest.mark.parametrize(
    ("written", "slut", "afsluttet"),
    [
        ("X", True, True),
        ("x", True, True),
        ("ja", True, True),
        ("true", True, True),
        ("nej", False, False),
        ("false", False, False),
        ("", None, False),
        ("2025-01-21", date(2025, 1, 21), True),
        ("21-01-2025", date(2025, 1, 21), True),
        ("21. januar 2025", date(2025, 1, 21), True),
    ],
)
def test_slut_is_a_mark_or_a_day(plan_folder: PlanFolder, written: str, slut: object, afsluttet: bool) -> None:
    sti = only_item(plan_folder({"sti.yaml": item(slut=written)}))
    assert (sti.slut, sti.afsluttet) == (slut, afsluttet)


@pytest.mark.parametrize(
    ("written", "forslag"), [("×", "X"), ("færdig", None), ("2025-02-30", None), ("januar 2025", None)]
)
def test_slut_is_nothing_else(plan_folder: PlanFolder, written: str, forslag: str | None) -> None:
    problem = refused(plan_folder({"sti.yaml": item(slut=written)}))
    assert (problem.regel, problem.forslag, pointed_at(problem)) == ("slut-form", forslag, written)


@pytest.mark.parametrize(
    ("written", "value"),
    [("X", True), ("ja", True), ("nej", False), ("", None), ("14 dages høring", "14 dages høring")],
)
def test_med_høring_is_a_mark_or_a_text(plan_folder: PlanFolder, written: str, value: object) -> None:
    assert only_item(plan_folder({"sti.yaml": item(med_høring=written)})).med_høring == value


# --- sagsgang ----------------------------------------------------------------------------------------------------


def steps(folder: Path) -> list[str]:
    return [trin.forum for trin in only_item(folder).trin]


@pytest.mark.parametrize(
    "written",
    [
        "FUDV, Høring, FUDV, ØK, KB",
        "[FUDV, Høring, FUDV, ØK, KB]",
        "FUDV,Høring,FUDV ,ØK,\n  KB",
        "\n  - FUDV\n  - Høring\n  - FUDV\n  - ØK\n  - KB",
    ],
)
def test_a_sagsgang_is_ordered_and_may_come_back(plan_folder: PlanFolder, written: str) -> None:
    folder = plan_folder({"sti.yaml": item(sagsgang=written)})
    assert steps(folder) == ["FUDV", "Høring", "FUDV", "ØK", "KB"]
    assert str(only_item(folder).sagsgang) == "FUDV, Høring, FUDV, ØK, KB"


def test_the_long_form_of_a_step(plan_folder: PlanFolder) -> None:
    trin = only_item(plan_folder({"sti.yaml": FULL_ITEM})).trin
    assert [(each.forum, str(each.tid) if each.tid else None, each.dage) for each in trin] == [
        ("BUU", "november/december 2024", None),
        ("Høring", "2. december 2024", 14),
        ("ØK", "21. januar 2025", None),
        ("KB", None, None),
    ]
    assert (trin[2].beslutning, trin[2].sag, trin[2].punkt) == ("Tiltrådt", "24/1234", "5")


def test_an_item_may_say_that_it_needs_no_decision_and_why(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(sagsgang="{ingen: Er indarbejdet i budgettet}")})
    assert only_item(folder).sagsgang == Sagsgang((), ingen="Er indarbejdet i budgettet")
    assert told(folder, "sagsgang-mangler", "ukendt-forum") == []


@pytest.mark.parametrize(
    "written",
    ["AU,,KB", "AU, KB,", "','", "[]", "{}", "{ingen: }", "{ingen: [a]}", "{ingen: x, forum: AU}", "{forum: AU}"],
)
def test_a_sagsgang_of_no_such_form_is_refused(plan_folder: PlanFolder, written: str) -> None:
    problem = refused(plan_folder({"sti.yaml": item(sagsgang=written)}))
    assert (problem.regel, problem.niveau, problem.linje) == ("sagsgang-form", Niveau.FEJL, 5)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Børne- og Ungdomsudvalget", "BUU"),
        ("boerne- og ungdomsudvalget", "BUU"),
        ("Udvalget for børn og unge", "BUU"),
        ("buu", "BUU"),
        ("OEK", "ØK"),
        ("Fagudvalg", "FUDV"),
        (unicodedata.normalize("NFD", "Økonomiudvalget"), "ØK"),
        ("HØRING", "Høring"),
    ],
)
def test_a_body_is_known_by_every_name_it_has(plan_folder: PlanFolder, written: str, code: str) -> None:
    assert steps(plan_folder({"sti.yaml": item(sagsgang=f"KB, {written}")})) == ["KB", code]
    assert steps(plan_folder({"sti.yaml": item(sagsgang=f"[{{forum: {written}}}]")})) == [code]
    assert only_item(plan_folder({"sti.yaml": item(udvalg=written)})).udvalg == code


@pytest.mark.parametrize(("text", "said"), [(item(sagsgang="BUU, AUU, KB"), "AUU"), (item(udvalg="AUU"), "AUU")])
def test_an_unknown_body_is_told_at_its_place(plan_folder: PlanFolder, text: str, said: str) -> None:
    (problem,) = told(plan_folder({"sti.yaml": text}), "ukendt-forum", "ukendt-udvalg")
    assert (problem.niveau, pointed_at(problem), problem.forslag) == (Niveau.FEJL, said, "AU")


def test_a_time_without_a_year_proposes_one(plan_folder: PlanFolder) -> None:
    problem = refused(plan_folder({"sti.yaml": item(sagsgang="[{forum: AU, tid: december}]")}))
    assert (problem.regel, problem.forslag, pointed_at(problem)) == ("tid-form", "december 2025", "december")


@pytest.mark.parametrize(
    ("written", "fra", "til", "præcision"),
    [
        ("2025-01-21", date(2025, 1, 21), date(2025, 1, 21), Præcision.DAG),
        ("21-01-2025", date(2025, 1, 21), date(2025, 1, 21), Præcision.DAG),
        ("21. januar 2025", date(2025, 1, 21), date(2025, 1, 21), Præcision.DAG),
        ("uge 12 2025", date(2025, 3, 17), date(2025, 3, 23), Præcision.UGE),
        ("januar 2025", date(2025, 1, 1), date(2025, 1, 31), Præcision.MÅNED),
        ("november/december 2024", date(2024, 11, 1), date(2024, 12, 31), Præcision.MÅNED),
        ("primo januar 2025", date(2025, 1, 1), date(2025, 1, 10), Præcision.DEL_AF_MÅNED),
        ("medio januar 2025", date(2025, 1, 11), date(2025, 1, 20), Præcision.DEL_AF_MÅNED),
        ("ultimo januar 2025", date(2025, 1, 21), date(2025, 1, 31), Præcision.DEL_AF_MÅNED),
        ("slutningen af januar 2025", date(2025, 1, 21), date(2025, 1, 31), Præcision.DEL_AF_MÅNED),
        ("forår 2025", date(2025, 3, 1), date(2025, 5, 31), Præcision.ÅRSTID),
        ("foråret 2025", date(2025, 3, 1), date(2025, 5, 31), Præcision.ÅRSTID),
        ("2. kvartal 2025", date(2025, 4, 1), date(2025, 6, 30), Præcision.KVARTAL),
        ("1. halvår 2025", date(2025, 1, 1), date(2025, 6, 30), Præcision.HALVÅR),
    ],
)
def test_a_time_has_the_precision_that_was_written(
    plan_folder: PlanFolder, written: str, fra: date, til: date, præcision: Præcision
) -> None:
    (trin,) = only_item(plan_folder({"sti.yaml": item(sagsgang=f"[{{forum: AU, tid: {written}}}]")})).trin
    assert trin.tid is not None
    assert (trin.tid.fra, trin.tid.til, trin.tid.præcision) == (fra, til, præcision)


# --- amounts and years -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("art", "written", "kind"),
    [
        ("drift", None, "drift"),
        ("råderum", None, "drift"),
        ("anlæg", None, "anlæg"),
        ("pulje", None, "ikke oplyst"),
        ("pulje", "drift", "drift"),
        ("pulje", "anlæg", "anlæg"),
        ("ikke oplyst", None, "ikke oplyst"),
    ],
)
def test_bevilling_follows_from_art_unless_it_is_said(
    plan_folder: PlanFolder, art: str, written: str | None, kind: str
) -> None:
    assert str(only_item(plan_folder({"sti.yaml": item(art=art, bevilling=written)})).bevillingsart) == kind


@pytest.mark.parametrize(
    ("key", "regel", "forslag"),
    [
        ("2024", "aar-uden-for-perioden", None),
        ("2029", "aar-uden-for-perioden", None),
        ("25", "aar-form", "2025"),
        ("2025.0", "aar-form", None),
        ("budget", "aar-form", None),
        ("'٢٠٢٥'", "aar-form", None),
    ],
)
def test_a_year_is_one_of_the_plan_s(plan_folder: PlanFolder, key: str, regel: str, forslag: str | None) -> None:
    problem = refused(plan_folder({"sti.yaml": item(beløb=f"\n  2026: 1\n  {key}: 1")}))
    assert (problem.regel, problem.forslag, problem.niveau) == (regel, forslag, Niveau.FEJL)
    assert (problem.linje, problem.kolonne, pointed_at(problem)) == (8, 3, key)


def test_a_control_total_outside_the_period_is_told_too(plan_folder: PlanFolder) -> None:
    text = PLAN_YAML + "kontroltal:\n  - {navn: I alt, kilde: aftalen, hvor: {}, beløb: {2031: 0}}\n"
    problem = refused(plan_folder(plan=text))
    assert (problem.regel, pointed_at(problem), problem.fil.name) == ("aar-uden-for-perioden", "2031", "plan.yaml")


def test_decimals_in_braces_are_never_read_as_anything(plan_folder: PlanFolder) -> None:
    problem = refused(plan_folder({"sti.yaml": item(beløb="{2025: -0,518, 2026: -1,050}")}))
    assert (problem.regel, pointed_at(problem)) == ("beloeb-i-klammer", "{2025: -0,518, 2026: -1,050}")


@pytest.mark.parametrize(
    ("settings_", "written", "value"),
    [
        ("enhed: mio. kr.", "11,4", "11.4"),
        ("enhed: mio. kr.", "11.4", "11.4"),
        ("enhed: mio. kr.", "1,000", "1.000"),
        ("enhed: mio. kr.\ndecimaltegn: punktum", "1.000", "1.000"),
        ("enhed: mio. kr.\ndecimaltegn: punktum", "-1.313", "-1.313"),
        ("enhed: 1.000 kr.", "371.000", "371000"),
        ("enhed: 1.000 kr.", "-6.949", "-6949"),
        ("enhed: kr.", "371.000", "371000"),
    ],
)
def test_amounts_follow_the_plan_s_unit_and_decimal_sign(
    plan_folder: PlanFolder, settings_: str, written: str, value: str
) -> None:
    plan = PLAN_YAML.replace("enhed: mio. kr.", settings_)
    sti = only_item(plan_folder({"sti.yaml": item(beløb=f"\n  2025: {written}", anvendt=written)}, plan=plan))
    assert same(sti.beløb_i(2025), Decimal(value))
    assert same(sti.anvendt_i(2025), Decimal(value))


@pytest.mark.parametrize("written", ["1.000", "-1.313"])
def test_a_point_and_three_digits_is_an_error_that_names_both_readings(plan_folder: PlanFolder, written: str) -> None:
    problem = refused(plan_folder({"sti.yaml": item(beløb=f"\n  2025: {written}")}))
    assert (problem.regel, pointed_at(problem), problem.forslag) == ("beloeb-form", written, None)
    assert written.replace(".", ",") in problem.besked
    assert written.replace(".", "") in problem.besked


@pytest.mark.parametrize(
    ("written", "forslag"),
    [
        ("(1,0)", "-1,0"),
        ("1,0-", "-1,0"),
        ("1_000", "1000"),
        ("1,0 mio. kr.", "1,0"),
        ("0x1F", None),
        ("1e3", None),
        (".nan", None),
        ("0,55%", None),
        ("ja", None),
        ("300.000 kr.", None),
        ("1\u200b,0", "1,0"),
    ],
)
def test_nothing_else_is_an_amount(plan_folder: PlanFolder, written: str, forslag: str | None) -> None:
    (problem,) = told(plan_folder({"sti.yaml": item(beløb=f"\n  2025: {written}")}), "beloeb-form")
    assert (problem.linje, pointed_at(problem)) == (7, written)
    if forslag:
        assert problem.forslag == forslag


def test_a_rate_may_have_its_sign(plan_folder: PlanFolder) -> None:
    sti = only_item(plan_folder({"sti.yaml": item(procent="\n  2025: 0,55%\n  2026: 0,80\n  2027:")}))
    assert sti.procent == {2025: Decimal("0.55"), 2026: Decimal("0.80"), 2027: None}


# --- any amount and any date, in any of its forms, in any file ---------------------------------------------------

MINUS = st.sampled_from(["", "-", "−", "–"])
QUOTE = st.sampled_from(["", '"', "'"])


@st.composite
def written_amounts(draw: st.DrawFn) -> tuple[str, Decimal]:
    """An amount as somebody may write it in a plan in mio. kr. with a decimal comma, and what it is."""
    minus, whole = draw(MINUS), draw(st.integers(0, 10**7))
    decimals = draw(st.text("0123456789", max_size=5))
    space = draw(st.sampled_from(["", " ", "\u00a0", "\u202f", "."]))
    if decimals:
        point = not space and (whole == 0 or len(decimals) != 3)
        text = f"{whole:,}".replace(",", space) + (draw(st.sampled_from(",." if point else ",")) + decimals)
    else:
        text = f"{whole:,}".replace(",", "" if space == "." else space)
    value = Decimal(f"{whole}.{decimals}")
    return minus + text, -value if minus and value else value


@st.composite
def files_of(draw: st.DrawFn, value: st.SearchStrategy[tuple[str, object]]) -> tuple[str, object, str, str]:
    """A value as it is written (quoted or not), what it is, and a line end and an encoding for its file."""
    text, meant = draw(value)
    quote = draw(QUOTE)
    end, encoding = draw(st.sampled_from(["\n", "\r\n"])), draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    return f"{quote}{text}{quote}", meant, end, encoding


def read_back(factory: pytest.TempPathFactory, text: str, end: str, encoding: str) -> Indsats:
    folder = factory.getbasetemp() / "written"
    write(folder, {"plan.yaml": PLAN_YAML, "sti.yaml": text.replace("\n", end).encode(encoding)})
    return only_item(folder)


@given(files_of(written_amounts()))
@few()
@example(("-0,000", Decimal("0.000"), "\n", "utf-8"))
@example(("−1.000,50", Decimal("-1000.50"), "\r\n", "utf-16"))
def test_an_amount_in_any_form_reads_back(
    tmp_path_factory: pytest.TempPathFactory, written: tuple[str, Decimal, str, str]
) -> None:
    text, value, end, encoding = written
    quoted = text if text[0] in "\"'" else f"'{text}'"
    for beløb in (f"\n  2025: {text}   # ja", f"{{2025: {quoted}}}"):
        assert same(read_back(tmp_path_factory, item(beløb=beløb), end, encoding).beløb_i(2025), value)


@st.composite
def written_dates(draw: st.DrawFn) -> tuple[str, date]:
    """A day in any of the forms that a plan may have it in."""
    day = draw(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
    d, m, y = day.day, day.month, day.year
    name = MÅNEDER[m - 1]
    forms = [day.isoformat(), f"{d:02}-{m:02}-{y}", f"{d}.{m}.{y}", f"{d:02}.{m:02}.{y}"]
    forms += [f"{d}/{m}-{y}", f"{d}/{m}/{y}"]
    named = [f"{d}. {name} {y}", f"{d}. {name[:3]}. {y}", f"{d}. {name.upper()} {y}", f"{d} {name} {y}"]
    return draw(st.sampled_from(forms + named)), day


@given(files_of(written_dates()))
@few()
def test_a_date_in_any_form_reads_back(
    tmp_path_factory: pytest.TempPathFactory, written: tuple[str, date, str, str]
) -> None:
    text, day, end, encoding = written
    sagsgang, status = f"\n  - forum: AU\n    tid: {text}", f"\n  - dato: {text}"
    sti = read_back(tmp_path_factory, item(slut=text, sagsgang=sagsgang, status=status), end, encoding)
    (trin,) = sti.trin
    assert trin.tid is not None
    assert (sti.slut, trin.tid.dato, sti.status[0].dato) == (day, day, day)


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=30))
@few()
@example("- [ ] *Vores* Norddjurs: 100 % & {mere} # nu!")
def test_any_text_reads_back_from_quotes(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    sti = read_back(tmp_path_factory, item(kort=quoted), "\n", "utf-8")
    assert sti.kort == (unicodedata.normalize("NFC", text) if text.strip() else None)
    assert fold(sti.overskrift) == "ny cykelsti"
