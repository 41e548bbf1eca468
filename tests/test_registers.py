"""The names of plan.yaml: roles, committees, groups and totals; who is meant by a name, and what nobody is called."""

from __future__ import annotations

from datetime import date

import pytest

from tests.command_line import udplan
from tests.plans import PLAN_YAML, PlanFolder, item, sound, told
from udplan.figures.select import Forhold, Valg, find_udvalg, forhold, ledene
from udplan.model.plan import Plan
from udplan.publish.calendar import calendar

ROLES = PLAN_YAML + "tovholdere:\n  - Økonomichefen\n  - Arbejdsmarkedschefen\n  - Kultur- og fritidschefen\n"


def wordings(plan_folder: PlanFolder, text: str, *rules: str, plan: str = PLAN_YAML) -> list[str]:
    return [problem.besked for problem in told(plan_folder({"sti.yaml": text}, plan=plan), *rules)]


# --- roles ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "besked"),
    [
        (
            {"tovholder": "JEH"},
            "JEH står ikke under tovholdere i plan.yaml. Er det en ny stilling, så skriv den ind dér: - JEH",
        ),
        (
            {"tovholder": "økonomichefen"},
            "økonomichefen står ikke under tovholdere i plan.yaml. Mente du Økonomichefen? "
            "Er det en ny stilling, så skriv den ind dér: - økonomichefen",
        ),
        (
            {"medvirkende": "[Økonomichefen, Vejmanden]"},
            "Vejmanden står ikke under tovholdere i plan.yaml. Er det en ny stilling, så skriv den ind dér: - Vejmanden",
        ),
        (
            {"tovholder": "Vejchefen"},
            "Vejchefen står ikke under tovholdere i plan.yaml. Er det en ny stilling, så skriv den ind dér: - Vejchefen",
        ),
        (
            {"medvirkende": "Økonomichefen og JEH"},
            "JEH står ikke under tovholdere i plan.yaml. Er det en ny stilling, så skriv den ind dér: - JEH",
        ),
        ({"tovholder": "Økonomichefen", "medvirkende": "Kultur- og fritidschefen"}, None),
        ({"tovholder": "ikke oplyst"}, None),
    ],
)
def test_a_role_that_is_not_in_the_register_is_an_error(
    plan_folder: PlanFolder, fields: dict[str, str], besked: str | None
) -> None:
    assert wordings(plan_folder, item(**fields), "ukendt-tovholder", plan=ROLES) == ([besked] if besked else [])
    assert wordings(plan_folder, item(**fields), "ukendt-tovholder") == []


def test_a_person_is_told_to_be_one_and_not_to_be_put_in_the_register(plan_folder: PlanFolder) -> None:
    rules = ("ukendt-tovholder", "tovholder-er-person")
    assert wordings(plan_folder, item(tovholder="Fornavn Efternavn"), *rules, plan=ROLES) == [
        "Fornavn Efternavn ligner et personnavn. Skriv stillingen, fx Økonomichefen."
    ]


@pytest.mark.parametrize(
    ("title", "listed"),
    [
        ("Økonomichefen og Arbejdsmarkedschefen", "[Økonomichefen, Arbejdsmarkedschefen]"),
        ("Økonomichefen og Kultur- og fritidschefen", "[Økonomichefen, Kultur- og fritidschefen]"),
        ("Økonomichefen, Skolechefen", "[Økonomichefen, Skolechefen]"),
        ("økonomichefen / Chef for vej og park", "[Økonomichefen, Chef for vej og park]"),
        ("Chef for vej og park og Økonomichefen", "[Chef for vej og park, Økonomichefen]"),
        ("Økonomichefen og JEH", "[Økonomichefen, JEH]"),
        ("JEH, ABC, Økonomichefen", "[JEH, ABC, Økonomichefen]"),
        ("økonomichefen / Chef for veje", "[Økonomichefen, Chef for veje]"),
        ("Skoleleder & Afdelingsleder", "[Skoleleder, Afdelingsleder]"),
        ("Vejchefen - Skolechefen", "[Vejchefen, Skolechefen]"),
        ("A-chefen, B-chefen og C-chefen", "[A-chefen, B-chefen, C-chefen]"),
        *(
            ("Kultur- og fritidschefen", None),
            ("Chef for kultur og fritid", None),
            ("IT- og digitaliseringschefen", None),
        ),
        *(("Børne-, unge- og familiechefen", None), ("Relevante chefer", None), ("HR-chefen", None)),
    ],
)
def test_two_roles_in_one_text_are_told_with_the_list_to_write(
    plan_folder: PlanFolder, title: str, listed: str | None
) -> None:
    expected = [f"»{title}« er flere i én tekst. Skriv en liste: {listed}"] if listed else []
    assert wordings(plan_folder, item(tovholder=title), "tovholdere-i-en-tekst", plan=ROLES) == expected
    assert wordings(plan_folder, item(medvirkende=title), "tovholdere-i-en-tekst", plan=ROLES) == expected
    if listed:  # the list that is proposed is right, and its new titles are told already
        new = wordings(plan_folder, item(tovholder=listed), "ukendt-tovholder", plan=ROLES)
        assert wordings(plan_folder, item(tovholder=title), "ukendt-tovholder", plan=ROLES) == new
        assert wordings(plan_folder, item(tovholder=listed), "tovholdere-i-en-tekst", plan=ROLES) == []


@pytest.mark.parametrize(
    ("written", "choice"), [("AU, BUU", "AU eller BUU"), ("BUU og Høring", "BUU"), ("KB/Høring", "ØK, AU eller BUU")]
)
def test_two_committees_in_one_text_are_told_as_two(plan_folder: PlanFolder, written: str, choice: str) -> None:
    assert wordings(plan_folder, item(udvalg=written), "ukendt-udvalg") == [
        f"»{written}« er flere navne, og her kan kun stå ét udvalg. Vælg ét: {choice}."
    ]


def test_an_office_that_the_register_has_is_one(plan_folder: PlanFolder) -> None:
    plan = PLAN_YAML + "tovholdere: [Direktør og kommunaldirektør]\n"
    rules = ("ukendt-tovholder", "tovholdere-i-en-tekst")
    assert wordings(plan_folder, item(tovholder="Direktør og kommunaldirektør"), *rules, plan=plan) == []


@pytest.mark.parametrize(
    ("register", "told_once"), [("tovholdere: []\n", 1), ("tovholdere:\n", 1), ("", 0), ("tovholdere: Vejchefen\n", 0)]
)
def test_a_register_that_is_empty_is_told_once(plan_folder: PlanFolder, register: str, told_once: int) -> None:
    files = {name: item(tovholder="Vejchefen", kode=name) for name in ("a.yaml", "b.yaml", "c.yaml")}
    problems = told(plan_folder(files, plan=PLAN_YAML + register), "tovholdere-tomt")
    assert [(problem.fil.name, problem.besked) for problem in problems] == told_once * [
        (
            "plan.yaml",
            "Der står ingen under tovholdere, så en stavefejl i en tovholder bliver ikke opdaget. "
            "Skriv stillingerne, hver på sin linje: - Vejchefen",
        )
    ]


def test_an_empty_register_is_nothing_to_tell_of_before_there_are_roles(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"a.yaml": item(tovholder="ikke oplyst")}, plan=PLAN_YAML + "tovholdere: []\n")
    assert told(folder, "tovholdere-tomt") == []


@pytest.mark.parametrize(
    ("written", "told_at"),
    [
        ("tovholder:\n  - Vejchefen\n    - Skolechefen\n", (3, 5)),
        ("tovholder: Vejchefen\n  - Skolechefen\n", (2, 3)),
        ("medvirkende:\n- Vejchefen\n  - Skolechefen\n", (3, 3)),
        ("tovholder:\n  - Vejchefen\n  - Skolechefen\n", None),
        ("tovholder:\n  - Vejchefen - Skolechefen\n", None),
        ('tovholder:\n  - "Vejchefen\n    - Skolechefen"\n', None),
        ("kurs: |\n  Stien\n    - den ene vej\n", None),
        ("kurs: Stien\n  - den ene vej\n", None),
    ],
)
def test_a_point_too_far_in_is_told_where_its_dash_stands(
    plan_folder: PlanFolder, written: str, told_at: tuple[int, int] | None
) -> None:
    field = written.partition(":")[0]
    text = written + item(**{field: None})
    problems = told(plan_folder({"sti.yaml": text}), "punkt-rykket-ind")
    assert [(problem.linje, problem.kolonne) for problem in problems] == ([told_at] if told_at else [])
    for problem in problems:
        assert problem.besked == (
            "Stregen er læst som en del af teksten ovenfor: "
            "»Vejchefen - Skolechefen«. Lad hvert punkt begynde lige langt inde med - foran."
        )


# --- committees -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("udvalg", "slags"), [("KB", "kommunalbestyrelse"), ("Høring", "høring"), ("Koncernledelsen", "administration")]
)
def test_an_item_cannot_stand_under_what_is_no_committee(plan_folder: PlanFolder, udvalg: str, slags: str) -> None:
    kode = "KCL" if udvalg == "Koncernledelsen" else udvalg
    besked = f"{kode} er ikke et udvalg, men har slags: {slags}. Skriv et af planens udvalg (ØK, AU eller BUU), eller ikke oplyst."
    assert wordings(plan_folder, item(udvalg=udvalg), "ukendt-udvalg") == [besked]
    total = PLAN_YAML + f"kontroltal:\n  - {{navn: a, kilde: b, hvor: {{udvalg: {udvalg}}}, i_alt: 0}}\n"
    assert wordings(plan_folder, item(), "ukendt-udvalg", plan=total) == [besked]


@pytest.mark.parametrize("udvalg", ["ØK", "AU", "FUDV", "Relevante fagudvalg", "ikke oplyst"])
def test_committees_and_groups_of_them_have_items(plan_folder: PlanFolder, udvalg: str) -> None:
    assert wordings(plan_folder, item(udvalg=udvalg), "ukendt-udvalg") == []


def test_the_administration_has_what_nobody_is_to_decide(plan_folder: PlanFolder) -> None:
    own = item(udvalg="KCL", sagsgang="{ingen: Er indarbejdet i budgettet}")
    total = PLAN_YAML + "kontroltal:\n  - {navn: a, kilde: b, hvor: {udvalg: KCL}, i_alt: 1}\n"
    assert wordings(plan_folder, own, "ukendt-udvalg", plan=total) == []
    assert len(wordings(plan_folder, item(udvalg="KB", sagsgang="{ingen: Er indarbejdet}"), "ukendt-udvalg")) == 1


def test_an_unknown_committee_lists_those_there_are(plan_folder: PlanFolder) -> None:
    assert wordings(plan_folder, item(udvalg="Q"), "ukendt-udvalg") == [
        "Q står ikke under fora i plan.yaml. Planens udvalg er ØK, AU og BUU."
    ]
    folder = plan_folder({"sti.yaml": item()})
    known = (
        "Fejl: »Qqq« findes ikke som udvalg i planen. Planens udvalg er ØK, AU og BUU; "
        "den kender også FUDV, AU og ØK, Relevante fagudvalg, KCL, Høring og KB.\n"
    )
    for words in (("sum",), ("list",), ("ny", "Bro", "--art", "drift")):
        ran = udplan(*words, "--udvalg", "Qqq", cwd=folder)
        assert (ran.status, ran.err) == (2, known), words


def test_a_sum_and_a_new_item_are_refused_for_what_is_no_committee(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item()})
    for words in (("sum",), ("ny", "Bro", "--art", "drift")):
        ran = udplan(*words, "--udvalg", "KB", cwd=folder)
        assert (ran.status, ran.out) == (2, ""), words
        assert ran.err.startswith(
            "Fejl: KB er ikke et udvalg (kommunalbestyrelse), så intet punkt tæller med dér. "
            "Planens udvalg er ØK, AU og BUU;"
        )
    # What goes through the council is its business, though nothing counts there.
    assert "Ny cykelsti" in udplan("list", "--udvalg", "KB", cwd=folder).out
    assert udplan("sum", "--udvalg", "FUDV", cwd=folder).status == 0


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"udvalg": "AU", "sagsgang": "BUU, ØK, KB"}, True),
        ({"udvalg": "BUU", "sagsgang": "AU og ØK, KB"}, True),
        ({"udvalg": "FUDV", "sagsgang": "ØK, KB"}, True),
        *(
            ({"udvalg": "AU", "sagsgang": path}, False)
            for path in ("AU, KB", "FUDV, KB", "AU og ØK", "Relevante fagudvalg")
        ),
        # Nobody but the administration and the council, or a body that is not known: it cannot be said.
        *(({"udvalg": "AU", "sagsgang": path}, False) for path in ("KCL", "KB", "Høring, KB", "Ukendt, BUU")),
        *(({"udvalg": "AU", "sagsgang": path}, False) for path in ("ikke oplyst", "{ingen: Er indarbejdet}")),
        ({"udvalg": "FUDV", "sagsgang": "BUU, KB"}, False),
        ({"udvalg": "ikke oplyst", "sagsgang": "BUU, KB"}, False),
        ({"udvalg": "KB", "sagsgang": "BUU, KB"}, False),
        ({"udvalg": "AU", "sagsgang": "BUU, KB", "slut": "X"}, False),
    ],
)
def test_a_path_that_does_not_pass_the_item_s_committee(
    plan_folder: PlanFolder, fields: dict[str, str], is_told: bool
) -> None:
    udvalg, path = fields["udvalg"], fields["sagsgang"]
    besked = (
        f"Punktet står under {udvalg}, men sagsgangen ({path}) kommer ikke forbi {udvalg}. "
        f"Skriv {udvalg} i sagsgangen, eller ret udvalg."
    )
    assert wordings(plan_folder, item(**fields), "sagsgang-uden-udvalget") == ([besked] if is_told else [])


# --- one name, one body -----------------------------------------------------------------------------------------------


def bodies(*fora: str) -> str:
    lines = "".join(f"  {forum}\n" for forum in fora)
    return f"titel: Plan\nkommune: Norddjurs\nperiode: 2025-2028\nenhed: mio. kr.\nfora:\n{lines}"


BUU, AU, KB = (
    "BUU: {navn: Børne- og Ungdomsudvalget, slags: fagudvalg, også: [AU]}",
    "AU: {navn: Arbejdsmarkedsudvalget, slags: fagudvalg}",
    "KB: {slags: kommunalbestyrelse}",
)


@pytest.mark.parametrize(
    "fora",
    [
        (BUU, AU, KB),
        (AU, BUU, KB),
        ("BUU: {navn: au, slags: fagudvalg}", AU, KB),
        ("X: {slags: fagudvalg, også: [Au]}", "Y: {slags: fagudvalg, navn: AU}", AU, KB),
    ],
)
def test_a_code_goes_before_names_and_aliases_whatever_the_order(
    plan_folder: PlanFolder, fora: tuple[str, ...]
) -> None:
    folder = plan_folder({"sti.yaml": item(udvalg="AU", sagsgang="AU, KB")}, plan=bodies(*fora))
    plan = sound(folder)
    (indsats,) = plan.indsatser
    assert (indsats.udvalg, indsats.trin[0].forum, find_udvalg(plan, "au")) == ("AU", "AU", "AU")
    assert len(told(folder, "samme-navn")) == len(fora) - 2


def test_a_name_goes_before_an_alias(plan_folder: PlanFolder) -> None:
    plan = bodies("BUU: {slags: fagudvalg, også: [Arbejdsmarkedsudvalget]}", AU, KB)
    folder = plan_folder({"sti.yaml": item(udvalg="Arbejdsmarkedsudvalget")}, plan=plan)
    assert sound(folder).indsatser[0].udvalg == "AU"
    (problem,) = told(folder, "samme-navn")
    assert problem.besked == (
        "»Arbejdsmarkedsudvalget« står også i linje 7. "
        "To kan ikke hedde det samme: skriv et andet navn her, eller slet det."
    )
    assert (problem.linje, problem.tekst[problem.kolonne - 1 :][:10]) == (6, "Arbejdsmar")


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ("temaer:\n  - Klima\n  - klima\n", 1),
        ("temaer:\n  - {navn: A, også: [B]}\n  - {navn: B}\n  - {navn: C, også: [b]}\n", 2),
        ("temaer:\n  - {navn: A, også: [a, B]}\n", 0),
        ("hensigtsgrupper: [Klima, Klima]\n", 1),
        ("tovholdere: [Vejchefen, vejchefen]\n", 1),
        ("hensigtsgrupper: [Klima]\ntemaer: [Klima]\ntovholdere: [Klima]\n", 0),
    ],
)
def test_groups_themes_and_roles_of_one_name(plan_folder: PlanFolder, more: str, number: int) -> None:
    folder = plan_folder({"sti.yaml": item()}, plan=bodies("AU: {navn: AU, slags: fagudvalg, også: [au]}", KB) + more)
    assert len(told(folder, "samme-navn")) == number


def test_a_group_names_whom_it_stands_for_by_names_that_are_known(plan_folder: PlanFolder) -> None:
    def said(omfatter: str) -> list[str]:
        plan = PLAN_YAML.replace("omfatter: [AU, ØK]", f"omfatter: {omfatter}")
        return wordings(plan_folder, item(), "ukendt-forum", plan=plan)

    assert said("[BUV, ØK]") == [
        "BUV står ikke under fora i plan.yaml. Mente du BUU? Skriv koden på et forum, eller en slags, fx fagudvalg."
    ]
    assert said("fagudvlg") == [
        "fagudvlg står ikke under fora i plan.yaml. Mente du FUDV? Skriv koden på et forum, eller en slags, fx fagudvalg."
    ]
    assert said("[fagudvalg, økonomiudvalget, oek]") == []


# --- a committee's own time -------------------------------------------------------------------------------------------

TERMS = bodies(
    "AU: {slags: fagudvalg, gyldig_til: 2025-12-31}",
    "BEU: {slags: fagudvalg, gyldig_fra: 2026-01-01}",
    "GAMLE: {slags: fagudvalg, gyldig_til: 2024-12-31}",
    "NYE: {slags: fagudvalg, gyldig_fra: 2029-01-01}",
    "FUDV: {slags: gruppe, omfatter: fagudvalg}",
    "Relevante fagudvalg: {slags: gruppe}",
    KB,
)


def of_terms(plan_folder: PlanFolder, step: str) -> Plan:
    return sound(plan_folder({"sti.yaml": item(udvalg="ikke oplyst", sagsgang=f"[{step}, KB]")}, plan=TERMS))


@pytest.mark.parametrize(
    ("tid", "reached"),
    [
        ("2025-12-31", {"AU"}),
        ("2026-01-01", {"BEU"}),
        ("december 2025/januar 2026", {"AU", "BEU"}),
        ("2024-12-31", {"AU", "GAMLE"}),
        ("2029-01-15", {"BEU", "NYE"}),
        # Without a time: those that there are at some time in the plan's years.
        (None, {"AU", "BEU"}),
    ],
)
@pytest.mark.parametrize(
    ("group", "relation"), [("FUDV", Forhold.BEHANDLES), ("Relevante fagudvalg", Forhold.KAN_VEDKOMME)]
)
def test_a_group_reaches_a_committee_while_it_exists(
    plan_folder: PlanFolder, group: str, relation: Forhold, tid: str | None, reached: set[str]
) -> None:
    plan = of_terms(plan_folder, f"{{forum: {group}, tid: {tid}}}" if tid else group)
    (indsats,) = plan.indsatser
    committees = ("AU", "BEU", "GAMLE", "NYE")
    assert {kode: forhold(plan, indsats, kode) for kode in committees} == {
        kode: relation if kode in reached else None for kode in committees
    }
    assert {kode for kode in committees if ledene(plan, plan.indsatser, kode)} == reached


def test_a_group_in_a_group_stands_for_its_own(plan_folder: PlanFolder) -> None:
    groups = (
        "A: {slags: gruppe, omfatter: [B, ØK]}",
        "B: {slags: gruppe, omfatter: [A, AU]}",
        "ØK: {slags: økonomiudvalg}",
    )
    plan = sound(plan_folder(plan=bodies(*groups, AU, KB)))
    assert plan.grundlag.omfattet("A") == plan.grundlag.omfattet("B") == ("A", "B", "ØK", "AU")


def test_a_step_in_the_committee_itself_is_its_own_whatever_the_time(plan_folder: PlanFolder) -> None:
    plan = of_terms(plan_folder, "{forum: AU, tid: 2027-01-01}")
    assert forhold(plan, plan.indsatser[0], "AU") is Forhold.BEHANDLES


def test_documents_and_calendars_of_a_committee_have_the_business_of_its_time(plan_folder: PlanFolder) -> None:
    steps = "[{forum: FUDV, tid: 2025-11-01}, {forum: FUDV, tid: 2026-02-01}, KB]"
    folder = plan_folder({"sti.yaml": item(udvalg="ikke oplyst", sagsgang=steps)}, plan=TERMS)
    plan = sound(folder)
    for kode, day, other in (("AU", "20251101", "20260201"), ("BEU", "20260201", "20251101")):
        text = calendar(plan, Valg(udvalg=kode, dag=date(2025, 1, 1)))
        assert (text.count("BEGIN:VEVENT"), f"DATE:{day}" in text, f"DATE:{other}" in text) == (1, True, False)
    for kode in ("GAMLE", "NYE"):
        ran = udplan("report", "arbejdsplan", "--udvalg", kode, cwd=folder)
        assert (ran.status, "Ny cykelsti" in ran.out) == (0, False), kode
        assert "Ny cykelsti" not in udplan("list", "--udvalg", kode, cwd=folder).out


# --- control totals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hvor", "besked"),
    [
        (
            "{tema: Økonomisk bæredyktighed}",
            "Temaet Økonomisk bæredyktighed findes ikke i planen, så kontroltallet dækker ingenting. "
            "Mente du Økonomisk bæredygtighed?",
        ),
        ("{gruppe: Havnen}", "Gruppen Havnen findes ikke i planen, så kontroltallet dækker ingenting."),
        (
            "{kode: R307}",
            "Koden R307 findes ikke i planen, så kontroltallet dækker ingenting. Mente du R307 (B)?",
        ),
        (
            "{tovholder: vejchefen}",
            "Tovholderen vejchefen findes ikke i planen, så kontroltallet dækker ingenting. Mente du Vejchefen?",
        ),
        *(
            (hvor, None)
            for hvor in (
                "{}",
                "{tema: klimamæssig baeredygtighed}",
                "{gruppe: økonomisk politik}",
                "{kode: R307(B)}",
                "{tovholder: Vejchefen}",
                "{udvalg: BUU}",
                "{gruppe: ikke oplyst}",
            )
        ),
    ],
)
def test_a_total_that_asks_for_what_nothing_is_called_does_not_reconcile_in_silence(
    plan_folder: PlanFolder, hvor: str, besked: str | None
) -> None:
    plan = PLAN_YAML + f"kontroltal:\n  - {{navn: a, kilde: b, hvor: {hvor}, i_alt: 0}}\n"
    text = item(kode="R307 (B)", tovholder="Vejchefen")
    assert wordings(plan_folder, text, "kontroltal-daekker-intet", plan=plan) == ([besked] if besked else [])
    unread = plan_folder({"sti.yaml": text, "vej.yaml": "["}, plan=plan)
    assert told(unread, "kontroltal-daekker-intet") == []


def test_a_total_of_nothing_is_remarked_on_beside_every_figure(plan_folder: PlanFolder) -> None:
    def remark(i_alt: int) -> str:
        plan = PLAN_YAML + f"kontroltal:\n  - {{navn: a, kilde: b, hvor: {{kode: R9, gruppe: Q}}, i_alt: {i_alt}}}\n"
        return udplan("sum", cwd=plan_folder({"sti.yaml": item()}, plan=plan)).err

    assert remark(0) == remark(1)
    assert remark(0).startswith("Bemærk: planen har et kontroltal, der ikke stemmer.")


def test_totals_of_one_name_are_told(plan_folder: PlanFolder) -> None:
    totals = "".join(
        f"  - {{navn: {navn}, kilde: b, hvor: {{}}, i_alt: 1}}\n" for navn in ("I alt", "i alt", "I ALT", "a")
    )
    said = wordings(plan_folder, item(), "kontroltal-samme-navn", plan=f"{PLAN_YAML}kontroltal:\n{totals}")
    assert said[0] == "3 kontroltal hedder I alt. Skriv i navnet, hvad der skiller dem ad, fx kilden."
    assert len(said) == 3
