"""``udplan omdøb``: a name is changed in plan.yaml and everywhere it stands, or nowhere; what only mentions it is named."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.command_line import Ran, start, udplan
from tests.plans import FULL_ITEM, FULL_PLAN, PlanFolder, hensigt, item, sound, verdict
from udplan.intake import rename
from udplan.intake.rename import REGISTRE, CannotRename, Omdøbning, omdøb, skriv_alle
from udplan.model.plan import load

PLANS = Path(__file__).parent.parent / "plans"

ITEMS = {
    "kort.yaml": item(udvalg="BUU", sagsgang="BUU , økonomiudvalget,KB  # se BUU"),
    "lang.yaml": item(sagsgang="\n- forum: buu\n  tid: januar 2026\n- KB\n- {forum: BUU}"),
    "klammer.yaml": item(udvalg='"BUU"', sagsgang="[BUU, {forum: BUU}, KB]", kurs="BUU drøfter det"),
    "andet.yaml": item(overskrift="BUUs sti", sagsgang="AU, KB"),
}
PLAN = """\
titel: Plan
kommune: Norddjurs
periode: 2025-2028
enhed: mio. kr.
fora:
  BUU:   # børn
    navn: Børne- og Ungdomsudvalget
    slags: fagudvalg
    møder: [2025-01-21]
  AU: {navn: Arbejdsmarkedsudvalget, slags: fagudvalg}
  To udvalg: {slags: gruppe, omfatter: [AU, BUU]}
  KB: {slags: kommunalbestyrelse}
  ØK: {navn: Økonomiudvalget, slags: økonomiudvalg}
behandlet:
  - forum: BUU
    dato: 2025-01-15
kontroltal:
  - navn: BUU i alt
    kilde: aftalen
    hvor: {udvalg: BUU}
    beløb:
      2025: 2
"""


def texts(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in folder.rglob("*.yaml")}


def renamed(folder: Path, slags: str, gammel: str, ny: str) -> Omdøbning:
    found = omdøb(load(folder), slags, gammel, ny)
    assert found.prøvet.nægtet == ()
    skriv_alle(found.prøvet.rettelser)
    return found


def test_a_body_is_renamed_in_every_form_of_a_path_and_in_all_of_plan_yaml(plan_folder: PlanFolder) -> None:
    folder = plan_folder(ITEMS, plan=PLAN)
    before, problems = texts(folder), verdict(folder).problems
    ran = udplan("omdøb", "forum", "buu", "BØU", cwd=folder)
    assert ran.status == 0, ran.err
    after = texts(folder)
    assert after["plan.yaml"] == before["plan.yaml"].replace("BUU", "BØU").replace("BØU i alt", "BUU i alt")
    assert after["kort.yaml"] == item(udvalg="BØU", sagsgang="BØU , økonomiudvalget,KB  # se BUU")
    assert after["lang.yaml"] == before["lang.yaml"].replace("forum: buu", "forum: BØU").replace("BUU}", "BØU}")
    assert "udvalg: BØU\n" in after["klammer.yaml"]
    assert "sagsgang: [BØU, {forum: BØU}, KB]\n" in after["klammer.yaml"]
    assert "kurs: BUU drøfter det\n" in after["klammer.yaml"]
    assert after["andet.yaml"] == before["andet.yaml"]
    assert len(verdict(folder).problems) == len(problems)
    assert ran.err == (
        "klammer.yaml: udvalg og sagsgang\n"
        "kort.yaml: udvalg og sagsgang\n"
        "lang.yaml: sagsgang\n"
        "plan.yaml: fora.To udvalg.omfatter, behandlet, kontroltal.hvor.udvalg og fora.BUU\n"
        "Omdøbt: BUU til BØU, 11 steder i 4 filer.\n"
        "Bemærk: BUU er også nævnt i teksten i klammer.yaml (kurs) og plan.yaml (kontroltal.navn). "
        "Tekst bliver ikke rettet; se, om den stadig passer.\n"
    )


def test_a_body_that_is_called_by_its_name_keeps_it_when_the_code_changes(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(sagsgang="Arbejdsmarkedsudvalget, KB")})
    renamed(folder, "forum", "AU", "ARU")
    assert "sagsgang: Arbejdsmarkedsudvalget, KB\n" in texts(folder)["sti.yaml"]
    renamed(folder, "forum", "Arbejdsmarkedsudvalget", "Jobudvalget")
    assert "sagsgang: Jobudvalget, KB\n" in texts(folder)["sti.yaml"]
    assert "ARU: {navn: Jobudvalget, slags: fagudvalg}" in texts(folder)["plan.yaml"]
    assert sound(folder).grundlag.fora["ARU"].navn == "Jobudvalget"


def test_every_place_that_has_a_role_a_group_or_a_theme_is_found(plan_folder: PlanFolder) -> None:
    folder = plan_folder(
        {"sti.yaml": FULL_ITEM, "ro.yaml": hensigt(medvirkende="[Økonomichefen, Vejchefen]")}, plan=FULL_PLAN
    )
    renamed(folder, "tovholder", "Økonomichefen", "Chef for økonomi, it")
    renamed(folder, "gruppe", "norddjurs i bevaegelse", "Norddjurs: på vej")
    renamed(folder, "tema", "Miljømæssig bæredygtighed", "Klima")
    after = texts(folder)
    everything = "".join(after.values())
    assert "Økonomichefen" not in everything
    assert everything.count('"Chef for økonomi, it"') == 3  # where brackets would part it
    assert everything.count("Chef for økonomi, it") == 5
    assert everything.count('"Norddjurs: på vej"') == 2
    assert "- {navn: Klima, også: [Klimamæssig bæredygtighed]}" in after["plan.yaml"]
    assert "tema: Klima\n" in after["plan.yaml"]
    assert "tema: [Klimamæssig bæredygtighed]\n" in after["sti.yaml"]


@pytest.mark.parametrize("plan", sorted(PLANS.iterdir()), ids=lambda plan: plan.name)
def test_there_and_back_again_is_the_same_bytes_and_lint_says_the_same(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(plan, folder)
    before = {file: file.read_bytes() for file in folder.rglob("*.yaml")}
    told = len(verdict(folder).problems)
    for slags in REGISTRE:
        names = dict(rename._names(sound(folder), slags))
        for name in [*names][:6]:
            renamed(folder, slags, name, "Et helt nyt: navn")
            assert name not in dict(rename._names(sound(folder), slags))
            assert len(verdict(folder).problems) == told
            renamed(folder, slags, "Et helt nyt: navn", name)
            assert {file: file.read_bytes() for file in folder.rglob("*.yaml")} == before, name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("forum", "BUUU", "B"), "»BUUU« findes ikke som forum i planen. Mente du BUU?"),
        (
            ("forum", "BUU", "au"),
            "AU findes allerede som forum i planen. Skal de to være én, så skriv AU i de punkter, der har BUU "
            "(feltet udvalg og sagsgang), og slet BUU i plan.yaml.",
        ),
        (
            ("tovholder", "Økonomichefen", "arbejdsmarkedschefen"),
            "Arbejdsmarkedschefen findes allerede som tovholder i planen. Skal de to være én, så skriv Arbejdsmarkedschefen "
            "i de punkter, der har Økonomichefen (feltet tovholder), og slet Økonomichefen i plan.yaml.",
        ),
        (("forum", "BUU", "BUU"), "BUU hedder det allerede."),
        (
            ("forum", "Børneudvalget", "BUU"),
            "Børneudvalget findes ikke som forum i planen, men det gør BUU. Er det gjort før?",
        ),
        (
            ("forum", "BUU", "B, U"),
            "Navnet har et komma, og kommaer skiller leddene i en sagsgang. Skriv et navn uden.",
        ),
        (
            ("forum", "AU", "administration"),
            "administration er en slags forum, og AU og ØK omfatter AU. Skriv et andet navn.",
        ),
        (
            ("tema", "Økonomisk bæredygtighed", "Ikke oplyst"),
            "Det nye navn er tomt eller »ikke oplyst«. Skriv det navn, der skal stå.",
        ),
        (("gruppe", "Økonomisk Politik", "a" * 300), "Det nye navn er på 300 tegn og kan højst være på 250."),
        (
            ("gruppe", "Økonomisk Politik", "a\x1bb"),
            "Teksten har et tegn, der ikke kan stå i en plan (U+001B, styretegn).",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    plan_folder: PlanFolder, words: tuple[str, ...], said: str
) -> None:
    folder = plan_folder({"sti.yaml": item(tovholder="Økonomichefen")}, plan=FULL_PLAN.partition("kontroltal:")[0])
    before = texts(folder)
    ran = udplan("omdøb", *words, cwd=folder)
    assert (ran.status, ran.out, ran.err) == (2, "", f"Fejl: {said}\n")
    assert texts(folder) == before


def test_a_role_that_is_only_used_is_renamed_and_not_put_together_with_another(plan_folder: PlanFolder) -> None:
    folder = plan_folder(
        {"a.yaml": item(tovholder="Vejchefen"), "b.yaml": item(overskrift="B", tovholder="Parkchefen")}
    )
    with pytest.raises(CannotRename, match=r"^Parkchefen findes allerede"):
        omdøb(load(folder), "tovholder", "Vejchefen", "Parkchefen")
    renamed(folder, "tovholder", "Vejchefen", "Trafikchefen")
    assert sound(folder).efter_id["a"].tovholder == ("Trafikchefen",)


def test_what_would_give_the_plan_errors_is_refused_in_the_words_of_lint(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"a.yaml": item(tovholder="Vejchefen")})
    before = texts(folder)
    ran = udplan("omdøb", "tovholder", "Vejchefen", "Fornavn Efternavn", cwd=folder)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "a.yaml: tovholder: Fornavn Efternavn ligner et personnavn. Skriv stillingen, fx Økonomichefen.\n"
        "Fejl: Vejchefen er ikke omdøbt, og intet er skrevet. Ret det ovenfor, og prøv igen.\n"
    )
    assert texts(folder) == before


def test_a_dry_run_shows_what_it_would_do_and_writes_nothing(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"a.yaml": item(udvalg="AU")})
    before = texts(folder)
    ran = udplan("omdøb", "forum", "AU", "ARU", "--kun-vis", cwd=folder)
    assert ran.status == 0
    assert "--- a.yaml (før)\n+++ a.yaml (efter)\n" in ran.out
    assert "-udvalg: AU\n" in ran.out
    assert "+udvalg: ARU\n" in ran.out
    assert "Kan omdøbes: AU til ARU, 4 steder i 2 filer.\n" in ran.err
    assert texts(folder) == before


def test_line_ends_and_a_byte_order_mark_stay(plan_folder: PlanFolder) -> None:
    raw = b"\xef\xbb\xbf" + item(udvalg="AU").replace("\n", "\r\n").encode()
    folder = plan_folder({"a.yaml": raw})
    renamed(folder, "forum", "AU", "ARU")
    assert (folder / "a.yaml").read_bytes() == raw.replace(b"AU", b"ARU")


def test_one_that_cannot_be_written_leaves_all_as_it_was(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"a.yaml": item(), "b.yaml": item(overskrift="B"), "c.yaml": item(overskrift="C")})
    before = texts(folder)
    (folder / "b.yaml").chmod(0o444)
    ran = udplan("omdøb", "forum", "AU", "ARU", cwd=folder)
    assert (ran.status, ran.err) == (
        2,
        "Fejl: b.yaml er skrivebeskyttet. Fjern beskyttelsen, og prøv igen. Intet er omdøbt.\n",
    )
    assert texts(folder) == before


@pytest.mark.parametrize("written", range(4))
def test_a_run_that_was_stopped_is_made_again(plan_folder: PlanFolder, written: int) -> None:
    files = {"a.yaml": item(), "b.yaml": item(overskrift="B"), "c.yaml": item(overskrift="C")}
    folder = plan_folder(files)
    found = omdøb(load(folder), "forum", "AU", "ARU")
    assert [each.fil.name for each in found.prøvet.rettelser] == ["a.yaml", "b.yaml", "c.yaml", "plan.yaml"]
    skriv_alle(found.prøvet.rettelser[:written])
    ran = udplan("omdøb", "forum", "AU", "ARU", cwd=folder)
    assert ran.status == 0, ran.err
    assert all("AU," not in text.replace("ARU,", "") for text in texts(folder).values())
    assert verdict(folder).errors == 0


def test_a_plan_that_cannot_be_read_whole_is_not_renamed_in(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"a.yaml": item(), "b.yaml": "["})
    assert udplan("omdøb", "forum", "AU", "ARU", cwd=folder).status == 1
    assert texts(folder)["a.yaml"] == item()


@pytest.mark.process
def test_the_program_renames_where_one_stands(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"a.yaml": item()})
    ran: Ran = start("omdoeb", "forum", "AU", "ARU", cwd=folder)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.replace(os.sep, "/").endswith("Omdøbt: AU til ARU, 4 steder i 2 filer.\n")


@pytest.mark.process
@pytest.mark.parametrize(
    ("line", "suggested"),
    [("forum B", "BUU\tBørne- og Ungdomsudvalget"), ("tema Miljø", "Miljømæssig bæredygtighed\t")],
)
def test_tab_suggests_the_names_of_the_register_that_was_named(
    plan_folder: PlanFolder, line: str, suggested: str
) -> None:
    register, word = line.split(" ")
    completing = {"_UDPLAN_COMPLETE": "complete_zsh", "_TAB_WORDS": f"udplan\nomdøb\n{register}", "_TAB_WORD": word}
    assert start(cwd=plan_folder(), environment=completing).out == f"{suggested}\n"
