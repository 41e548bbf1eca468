"""``udplan status``, ``luk`` and ``sæt``: what was asked for is written and told, every other byte stays, and what would give
the plan errors is refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.command_line import Ran, start, udplan
from tests.plans import FULL_ITEM, PLAN_YAML, PlanFolder, hensigt, item, sound, write
from udplan.edit.fields import CannotSet, remarks_beside
from udplan.figures.select import SeveralItems, UnknownChoice, find_item
from udplan.intake.everyday import Punkt
from udplan.intake.tried import prøv_samlet
from udplan.model.forms import INDSATS
from udplan.model.plan import load, read_source
from udplan.values.unknown import BadValue
from udplan.yaml.read import parse

STI = "overskrift: Ny cykelsti\nart: drift\nkode: R9 (B)\nudvalg: AU\ntovholder: Arbejdsmarkedschefen\n"
LIST = "sagsgang:\n  - AU  # først\n  - {forum: ØK, tid: 2026-01-21}\n  - KB\n"
MONEY = "beløb:\n  2025: 1   # tom i tabellen, ikke nul\n  2026:\n"
FILES = {
    "au/sti.yaml": f"{STI}{LIST}{MONEY}",
    "bro.yaml": item(overskrift="Ny bro", tovholder="Økonomichefen", beløb="ikke oplyst"),
    "pulje.yaml": item(overskrift="Puljen", art="pulje", anvendt="0,5"),
    "partnerskab.yaml": hensigt(overskrift="Partnerskab", slut="X", sagsgang=None),
}


def run(folder: Path, *words: str) -> Ran:
    return udplan(*words, cwd=folder)


def text(folder: Path, name: str) -> str:
    return (folder / name).read_bytes().decode()


# --- which item -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("sti", "sti"),
        ("au/sti.yaml", "sti"),
        ("au\\STI.yaml", "sti"),
        ("R9 (B)", "sti"),
        ("r9(b)", "sti"),
        ("R9", "sti"),
        ("ny CYKELSTI", "sti"),
        ("cykel", "sti"),
        ("bro", "bro"),
        ("partnersk", "partnerskab"),
    ],
)
def test_an_item_is_found_by_id_code_or_a_part_of_its_heading(
    plan_folder: PlanFolder, written: str, wanted: str
) -> None:
    assert find_item(sound(plan_folder(FILES)), written).id == wanted


def test_an_id_wins_over_a_heading_and_several_are_listed(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder({**FILES, "ny.yaml": item(overskrift="En ny bro til øen")}))
    assert find_item(plan, "ny").id == "ny"
    with pytest.raises(SeveralItems) as several:
        find_item(plan, "ny b")
    assert {indsats.id for indsats in several.value.items} == {"bro", "ny"}
    ran = run(plan.mappe, "sæt", "ny b", "note=x")
    assert ran.err == (
        "  ny: En ny bro til øen\n  bro: Ny bro\nFejl: »ny b« kan være 2 punkter. Skriv id på det, du mener.\n"
    )
    assert ran.status == 2


def test_an_item_that_is_not_there_or_cannot_be_read_is_told(plan_folder: PlanFolder) -> None:
    folder = plan_folder({**FILES, "gal.yaml": "overskrift: Gal\n"})
    plan = load(folder).plan
    assert plan is not None
    for written, besked in [
        ("partnerskob", "»partnerskob« findes ikke som punkt i planen. Mente du partnerskab (Partnerskab)?"),
        ("zzz", "Skriv id, kode eller en del af overskriften; udplan list viser dem."),
        ("gal", "Filen til gal kan ikke læses helt. Kør udplan lint, og ret den først."),
        (" ", "findes ikke som punkt i planen"),
    ]:
        with pytest.raises(UnknownChoice) as refused:
            find_item(plan, written)
        assert besked in str(refused.value)
    # The item that cannot be read keeps nobody from changing another.
    assert run(folder, "sæt", "bro", "note=x").status == 0


# --- sæt ------------------------------------------------------------------------------------------------------------

CHANGES = [
    ("bro", ["note=To: delt # ja"], 'note: "To: delt # ja"\n'),
    ("bro", ["tovholder=arbejds"], "tovholder: Arbejdsmarkedschefen\n"),
    ("bro", ["tovholder=arbejds; økonomi"], "tovholder:\n  - Arbejdsmarkedschefen\n  - Økonomichefen\n"),
    ("bro", ["udvalg=børne"], "udvalg: BUU\n"),
    ("bro", ["sagsgang=udvalget for børn og unge, økonomi, AU, kb"], "sagsgang: BUU, ØK, AU, KB\n"),
    ("bro", ["sagsgang=AU -> ØK -> KB"], "sagsgang: AU, ØK, KB\n"),
    ("bro", ["sagsgang=AU; ØK > KB"], "sagsgang: AU, ØK, KB\n"),
    (
        "bro",
        ["sagsgang=AU januar 2026, økonomi, KB (marts 2026)"],
        "sagsgang:\n  - forum: AU\n    tid: januar 2026\n  - ØK\n  - forum: KB\n    tid: marts 2026\n",
    ),
    ("bro", ["sagsgang.ingen=Er indarbejdet"], "sagsgang:\n  ingen: Er indarbejdet\n"),
    ("bro", ["sagsgang.2.tid=21-01-2026"], "sagsgang:\n  - AU\n  - forum: KB\n    tid: 2026-01-21\n"),
    ("bro", ["sagsgang.1=ØK", "udvalg=ØK"], "sagsgang: ØK, KB\n"),
    ("bro", ["beloeb.2026=−0,350"], "beløb:\n  2025: ikke oplyst\n  2026: -0,350\n  2027: ikke oplyst\n"),
    ("bro", ["beløb.2025=1", "beløb.2026=2"], "beløb:\n  2025: 1\n  2026: 2\n  2027: ikke oplyst\n"),
    ("bro", ["Tværgående=JA", "slut=1. februar 2025"], "tværgående: ja\nsagsgang: AU, KB\nslut: 2025-02-01\n"),
    ("bro", ["art=Anlæg"], "art: anlæg\n"),
    ("bro", ["tema=miljø"], "tema: Miljømæssig bæredygtighed\n"),
    ("bro", ["afledt_af=cykelsti"], "afledt_af: sti\n"),
    ("pulje", ["anvendt.2026=0,2"], "anvendt:\n  2025: 0,5\n  2026: 0,2\n"),
    ("pulje", ["Anvendt=0,7"], "anvendt: 0,7\n"),
    ("sti", ["beløb.2026=2"], MONEY.replace("2026:", "2026: 2")),
    ("sti", ["kode=R9(X)"], "kode: R9 (X)\n"),
    ("sti", ["sagsgang.3.tid=februar 2026"], LIST.replace("- KB", "- forum: KB\n    tid: februar 2026")),
    ("sti", ["sagsgang.2.tid=28-01-2026"], LIST.replace("01-21", "01-28")),
    ("sti", ["sagsgang.1=BUU", "udvalg=BUU"], LIST.replace("- AU", "- BUU")),
]


@pytest.mark.parametrize(("id", "fields", "wanted"), CHANGES, ids=[" ".join(row[1]) for row in CHANGES])
def test_a_field_says_what_was_written_for_it(plan_folder: PlanFolder, id: str, fields: list[str], wanted: str) -> None:
    folder = plan_folder(FILES)
    name = "au/sti.yaml" if id == "sti" else f"{id}.yaml"
    ran = run(folder, "sæt", id, *fields)
    assert ran.status == 0, ran.err
    assert wanted in text(folder, name)
    assert len(ran.out.splitlines()) == len(fields)
    assert all(line.startswith(f"{name}: ") for line in ran.out.splitlines())
    again = run(folder, "sæt", id, *fields)
    assert again.status == 0
    assert again.out.count("står der allerede") == len(fields)


def test_what_is_changed_is_told_from_and_to(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    ran = run(
        folder, "sæt", "sti", "beløb.2025=2", "note=", "kode=", "tovholder=Arbejdsmarkedschefen", "bro", "beløb.2026=1"
    )
    assert ran.out == (
        "au/sti.yaml: beløb.2025: fra »1« til »2«.\n"
        "au/sti.yaml: note: er tom i forvejen.\n"
        "au/sti.yaml: kode: fra »R9 (B)« til tom.\n"
        "au/sti.yaml: tovholder: »Arbejdsmarkedschefen« står der allerede.\n"
        "bro.yaml: beløb.2026: fra »ikke oplyst« til »1«. De andre år er stadig ikke oplyst.\n"
    )
    assert "Bemærk: ved beløb.2025 står »# tom i tabellen, ikke nul«: passer den stadig?\n" in ran.err


def test_one_year_that_was_not_known_says_nothing_of_the_others(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(beløb="\n  2025: 1\n  2026: ikke oplyst")})
    ran = run(folder, "sæt", "sti", "beløb.2026=2")
    assert ran.out == "sti.yaml: beløb.2026: fra »ikke oplyst« til »2«.\n"


def test_what_ny_writes_beside_a_field_is_no_remark_to_ask_about(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    made = run(folder, "ny", "Nyt tag", "--art", "drift", "--udvalg", "AU", "--tovholder", "økonomi").out.strip()
    ran = run(folder, "sæt", "nyt-tag", "sagsgang=AU, KB", "beløb.2025=1", "slut=nej", "kode=R1")
    assert ran.status == 0
    assert "passer den stadig" not in ran.err
    assert "sagsgang: AU, KB" in text(folder, made)


REFUSED = [
    (["bro", "tovholdr=x"], "tovholdr: Feltet »tovholdr« findes ikke. Mente du tovholder?", 2),
    (["bro", "status.1.tekst=x"], 'status.1.tekst: En status skrives med udplan status ID "tekst".', 2),
    (["bro", "id=x"], "id: id er filens navn og sættes ikke. Omdøb filen i stedet.", 2),
    (["bro", "beløb.2026=ca. 1"], "beløb.2026: ca. 1 er ikke et beløb", 2),
    (["bro", "beløb.2031=1"], "beløb.2031: »2031« er ikke et af planens år (2025, 2026, 2027 og 2028).", 2),
    (["bro", "beløb=1"], "beløb: Feltet har et tal for hvert år. Skriv året, fx beløb.2025=1", 2),
    (["bro", "udvalg=KFU"], "udvalg: »KFU« findes ikke som udvalg i planen.", 2),
    (["bro", "sagsgang=AU, , KB"], "sagsgang: Der er et komma for meget i sagsgangen.", 2),
    (["bro", "sagsgang=AU/ØK/KB"], "sagsgang: Skriv leddene med komma imellem: AU, ØK, KB. Er det et fælles møde,", 2),
    (["bro", "sagsgang=AU snart, KB"], "sagsgang: AU: snart er ikke en tid; skriv fx ", 2),
    (["bro", "sagsgang.3.tid=2026"], "sagsgang.3.tid: Der er 2 led i sagsgang.", 2),
    (["bro", "sagsgang.tid=2026"], "sagsgang.tid: Sig, hvilket nummer det er, fx sagsgang.2.tid=…", 2),
    (
        ["bro", "sagsgang.1.forum="],
        "sagsgang.1.forum: Led 1 skal have et forum. Skal leddet væk, så slet det i filen.",
        2,
    ),
    (["partnerskab", "sagsgang.1.tid=2026"], "sagsgang.1.tid: Sagsgangen har ingen led endnu.", 2),
    (["bro", "slut=måske"], "slut: »måske« er hverken X, ja, nej eller en dato.", 2),
    (["bro", "kurs.x=1"], "kurs.x: kurs har ingen felter under sig, så »kurs.x« findes ikke.", 2),
    (["bro", "tovholder=chefen"], "tovholder: »chefen« kan være Økonomichefen eller Arbejdsmarkedschefen.", 2),
    (["bro", "flytning=x"], "flytning: Feltet har andre under sig. Skriv hvilket, fx flytning.1.", 2),
    (["bro", "beløb.2026=1", "beløb.2026=2"], "beløb.2026 står her to gange for bro. Skriv det én gang.", 2),
    (["bro", "note=a", "sti", "note=b", "bro", "Note=c"], "Note står her to gange for bro. Skriv det én gang.", 2),
    (["bro"], "Skriv, hvad der skal rettes: udplan sæt bro felt=værdi, fx beløb.2026=-0,350.", 2),
    (["note=x", "bro"], "Skriv punktet foran felterne: udplan sæt ID note=x.", 2),
    (["bro", "note", "=", "x"], "»=« begynder med =. Skriv felt=værdi uden mellemrum om =", 2),
    (["bro", "beløb.2026=-0", "350"], 'Skriv beløbet i anførselstegn: "beløb.2026=-0,350".', 2),
    (["bro", "note=\u0007x"], "note: Teksten har et tegn, der ikke kan stå i en plan", 1),
    (["sti", "sagsgang=AU, KB"], "sagsgang: Leddenes tider og beslutninger ville gå tabt: led 2 (ØK) har tid.", 2),
    (["sti", "sagsgang="], "fx sagsgang.2.tid=21-01-2026 eller sagsgang.2.forum=ØK, eller ret sagsgangen i filen.", 2),
    (["bro", "tovholder="], "tovholder mangler. Skriv en linje med tovholder:", 1),
    (["bro", "gruppe=Økonomisk"], "gruppe hører til hensigtserklæringer", 1),
    (["bro", "sagsgang=ikke oplyst"], "Punktet er ikke afsluttet og har ingen sagsgang.", 1),
]


@pytest.mark.parametrize(("words", "besked", "status"), REFUSED, ids=[" ".join(row[0]) for row in REFUSED])
def test_what_cannot_be_set_is_refused_in_words_and_nothing_is_written(
    plan_folder: PlanFolder, words: list[str], besked: str, status: int
) -> None:
    folder = plan_folder(FILES)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    ran = run(folder, "sæt", "pulje", "note=også", *words) if "=" not in words[0] else run(folder, "sæt", *words)
    assert besked in ran.err
    assert (ran.out, ran.status) == ("", status)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


CONTROL = """\
kontroltal:
  - navn: Hele planen
    kilde: aftalen
    hvor: {}
    beløb:
      2025: 3
    afrundet: nej
"""


def test_a_stated_total_is_changed_first_and_a_move_is_made_at_once(plan_folder: PlanFolder) -> None:
    files = {f"{name}.yaml": item(overskrift=name.title(), beløb="{2025: 1}") for name in ("vej", "sti", "bro")}
    folder = plan_folder(files, plan=PLAN_YAML + CONTROL)
    refused = run(folder, "sæt", "vej", "beløb.2025=2")
    assert "Hele planen 2025: summen er 4, men der er oplyst 3." in refused.err.replace(",000", "")
    assert "Er totalen en anden nu, så ret først kontroltallet i plan.yaml, og kør kommandoen igen.\n" in refused.err
    assert refused.err.endswith("Fejl: Planen ville få fejl, som den ikke har nu, så intet er skrevet.\n")
    assert (refused.out, refused.status) == ("", 1)
    moved = run(folder, "sæt", "vej", "beløb.2025=1,5", "sti", "beløb.2025=0,5")
    assert moved.out == "vej.yaml: beløb.2025: fra »1« til »1,5«.\nsti.yaml: beløb.2025: fra »1« til »0,5«.\n"
    assert moved.status == 0
    assert "beløb:\n  2025: 1,5\n" in text(folder, "vej.yaml")
    assert run(folder, "lint").status == 0
    plan = folder / "plan.yaml"
    plan.write_bytes(plan.read_bytes().replace(b"2025: 3", b"2025: 4"))
    assert run(folder, "sæt", "bro", "beløb.2025=2").status == 0
    assert run(folder, "lint").status == 0


def test_what_is_shown_only_is_not_written(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    ran = run(folder, "sæt", "sti", "beløb.2026=2", "--kun-vis")
    assert ran.out == (
        "--- au/sti.yaml (før)\n+++ au/sti.yaml (efter)\n@@ -9,4 +9,4 @@\n   - KB\n beløb:\n"
        "   2025: 1   # tom i tabellen, ikke nul\n-  2026:\n+  2026: 2\n"
    )
    assert ran.err.startswith("au/sti.yaml: beløb.2026: fra tom til »2«.\n")
    assert text(folder, "au/sti.yaml") == FILES["au/sti.yaml"]


def test_a_file_that_cannot_be_written_says_what_is_and_the_rerun_completes(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    (folder / "pulje.yaml").chmod(0o444)
    ran = run(folder, "sæt", "bro", "note=a", "pulje", "note=b")
    assert "pulje.yaml er skrivebeskyttet." in ran.err
    assert "Skrevet er kun bro.yaml. Kør kommandoen igen, når fejlen er rettet: så kommer resten med." in ran.err
    assert ran.status == 1
    (folder / "pulje.yaml").chmod(0o644)
    again = run(folder, "sæt", "bro", "note=a", "pulje", "note=b")
    assert again.out == "bro.yaml: note: »a« står der allerede.\npulje.yaml: note: fra tom til »b«.\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_mark_of_the_file_stay(plan_folder: PlanFolder, end: str, mark: str) -> None:
    whole = (mark + FULL_ITEM.replace("\n", end)).encode()
    pool = {"stipulje": item(art="pulje", overskrift="Stipulje"), "halvej": item(overskrift="Halvej")}
    files = {f"{name}.yaml": text for name, text in pool.items()}
    folder = plan_folder({**files, "fuld.yaml": whole})
    plan = load(folder).plan
    assert plan is not None
    punkt = Punkt(plan, plan.efter_id["fuld"])
    punkt.sæt("note", "en\nto")
    punkt.sæt("sagsgang.4.tid", "2026-02-01")
    punkt.sæt("beløb.2026", "1,5")
    (rettelse,) = prøv_samlet(load(folder), {punkt.fil: punkt.ændringer}).rettelser
    wanted = FULL_ITEM.replace("note: kun til os", "note: |\n  en\n  to").replace("'2026':", "'2026': 1,5")
    wanted = wanted.replace("  - KB\n", "  - forum: KB\n    tid: 2026-02-01\n")
    assert rettelse.bliver.raw == (mark + wanted.replace("\n", end)).encode()


@given(st.text(), st.sampled_from(["note", "kurs", "koordinering"]), st.booleans(), st.booleans())
@example("ikke  oplyst", "note", False, False)
@example("a\n\n  b\n", "kurs", True, True)
@example("- a", "kurs", True, False)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_in_the_file_as_it_was_written_or_is_refused(
    tmp_path: Path, text: str, felt: str, crlf: bool, bom: bool
) -> None:
    before = item(kurs="x", slut="nej", note="y  # z") + "status:\n  - {dato: 2025-01-01, tekst: a}\n"
    raw = (b"\xef\xbb\xbf" if bom else b"") + before.replace("\n", "\r\n" if crlf else "\n").encode()
    write(tmp_path, {"plan.yaml": PLAN_YAML, "sti.yaml": raw})
    loaded = load(tmp_path)
    assert loaded.plan is not None
    punkt = Punkt(loaded.plan, loaded.plan.efter_id["sti"])
    try:
        punkt.sæt(felt, text)
    except CannotSet:
        return
    tried = prøv_samlet(loaded, {punkt.fil: punkt.ændringer})
    if not tried.rettelser or tried.fejl:
        return
    after = tried.rettelser[0].bliver.raw
    data = read_source(tmp_path / "sti.yaml", after).data
    assert data is not None
    wanted = text.replace("\r\n", "\n") if text.strip() else ""
    if wanted.split() == ["ikke", "oplyst"] and felt != "note":
        wanted = "ikke oplyst"
    assert (data.get(felt) or "").rstrip("\n") == wanted.rstrip("\n")
    for line in raw.splitlines(keepends=True):
        assert line.startswith(f"{felt}:".encode()) or line.startswith(b"\xef") or line in after
    assert after.startswith(b"\xef\xbb\xbf") == bom
    assert not crlf or after.count(b"\n") == after.count(b"\r\n")


# --- status ---------------------------------------------------------------------------------------------------------


def test_a_status_is_added_below_those_that_are_there(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    ran = run(folder, "status", "R9", "Afventer: høring", "--dato", "14-03-2025")
    assert (ran.out, ran.status) == ("au/sti.yaml: status 2025-03-14: »Afventer: høring« er tilføjet.\n", 0)
    ran = run(
        folder, "status", "sti", "Videre", "--obs", "--lys", "GUL", "--forventet", "2026=−0,350", "--forventet",
        "2025=1", "--dato", "2025-04-01",
    )  # fmt: skip
    assert (ran.out, ran.status) == (
        "au/sti.yaml: status 2025-04-01: »Videre« (obs: ja, lys: gul, forventet: 2025: 1, 2026: -0,350) er tilføjet.\n",
        0,
    )
    assert text(folder, "au/sti.yaml") == FILES["au/sti.yaml"] + (
        'status:\n  - dato: 2025-03-14\n    tekst: "Afventer: høring"\n'
        "  - dato: 2025-04-01\n    tekst: Videre\n    obs: ja\n    lys: gul\n    forventet:\n      2025: 1\n      2026: -0,350\n"
    )
    before = text(folder, "au/sti.yaml")
    for marks in ([], ["--obs", "--lys", "gul", "--forventet", "2025=1,0", "--forventet", "2026=-0,35"]):
        again = run(folder, "status", "sti", "Videre", "--dato", "1/4-2025", *marks)
        assert again.out.endswith("står der allerede.\n")
        assert again.status == 0
    other = run(folder, "status", "sti", "Videre", "--dato", "1/4-2025", "--lys", "rød")
    assert "Den status står der allerede, men med andre mærker (2025-04-01 OBS gul: Videre" in other.err
    assert other.status == 1
    assert text(folder, "au/sti.yaml") == before


@pytest.mark.parametrize(
    ("words", "besked"),
    [
        (["sti", "a"], "En status har en dato. Skriv --dato i-dag, eller fx --dato 2025-03-14."),
        (["sti", "a", "--dato", "31-02-2025"], "--dato: "),
        (["sti", "--dato", "2025-03-14"], "Skriv, hvordan det går, fx udplan status sygefravaer"),
        (["sti", "a", "--dato", "2025-03-14", "--lys", "blå"], "»blå« kan ikke stå her."),
        (["sti", "a", "--dato", "2025-03-14", "--forventet", "1"], "--forventet 1: skriv året og beløbet"),
        (["sti", "a", "--dato", "2025-03-14", "--forventet", "2031=1"], "2031 er ikke et af planens år"),
        (["sti", "a", "--dato", "2025-03-14", "--forventet", "2026=x"], "x"),
    ],
)
def test_a_status_that_cannot_be_is_refused(plan_folder: PlanFolder, words: list[str], besked: str) -> None:
    folder = plan_folder(FILES)
    ran = run(folder, "status", *words)
    assert besked in ran.err
    assert (ran.out, ran.status) == ("", 2)
    assert text(folder, "au/sti.yaml") == FILES["au/sti.yaml"]


def test_the_day_may_be_set_once_and_for_all(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    assert udplan("status", "sti", "a", cwd=folder, UDPLAN_DATO="2025-03-14").status == 0
    assert "dato: 2025-03-14" in text(folder, "au/sti.yaml")
    ran = udplan("status", "partnerskab", "b", cwd=folder, UDPLAN_DATO="2025-03-14")
    assert ran.err == "Bemærk: partnerskab er afsluttet.\n"


def test_a_plan_with_errors_elsewhere_may_have_a_status(plan_folder: PlanFolder) -> None:
    folder = plan_folder({**FILES, "gal.yaml": "overskrift: [\n"})
    assert run(folder, "status", "sti", "a", "--dato", "2025-03-14").status == 0
    (folder / "plan.yaml").write_text("titel: [\n", encoding="utf-8")
    ran = run(folder, "status", "sti", "b", "--dato", "2025-03-14")
    assert "plan.yaml kan ikke læses, så der bliver ikke rettet noget." in ran.err
    assert ran.status == 1


# --- luk ------------------------------------------------------------------------------------------------------------


def test_an_item_is_closed_with_a_day_or_an_x_and_lint_tells_what_is_left(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    ran = run(folder, "luk", "sti", "--dato", "2025-02-01")
    assert (ran.out, ran.status) == ("au/sti.yaml: slut: fra tom til »2025-02-01«.\n", 0)
    assert "Punktet er afsluttet 1. februar 2025, men ØK skal behandle det 21. januar 2026." in ran.err
    assert "slut: 2025-02-01\nbeløb:" in text(folder, "au/sti.yaml")
    again = run(folder, "luk", "sti")
    assert (again.out, again.status) == ("au/sti.yaml: er allerede afsluttet (slut: 2025-02-01).\n", 0)
    other = run(folder, "luk", "sti", "--dato", "2025-03-01")
    assert "Skal datoen rettes, så skriv udplan sæt sti slut=2025-03-01." in other.out
    assert run(folder, "luk", "bro").out == "bro.yaml: slut: fra tom til »X«.\n"
    assert "slut: X\n" in text(folder, "bro.yaml")


# --- remarks, completion, a process of its own ------------------------------------------------------------------------


def test_the_remarks_beside_a_field_are_those_of_its_line_and_its_groups() -> None:
    written = (
        "overskrift: A  # den\nbeløb:  # tom\n  2025: 1 # et\n  2026:   # to\nslut:  # X\nkurs: |  # blok\n  # ikke en\n  b\n"
        'sagsgang:\n  - {forum: BUU, tid: 2025-01-01}  # led\n  - KB # sidst\nnote: "a # b"\n'
    )
    source = parse(Path("sti.yaml"), written.encode(), INDSATS)
    for sti, wanted in [
        (("overskrift",), ["den"]),
        (("beløb", 2025), ["tom", "et"]),
        (("beløb", 2027), ["tom"]),
        (("slut",), ["X"]),
        (("kurs",), ["blok"]),
        (("sagsgang", 0, "tid"), ["led"]),
        (("sagsgang", 1), ["sidst"]),
        (("note",), []),
        (("gruppe",), []),
    ]:
        assert remarks_beside(source, sti) == wanted, sti


def test_tab_completes_ids_with_their_headings(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    words = {"_TAB_WORDS": "udplan\nstatus", "_TAB_WORD": "", "_UDPLAN_COMPLETE": "complete_zsh"}
    ran = udplan(cwd=folder, **words)
    assert ran.out.splitlines() == ["sti\tNy cykelsti", "bro\tNy bro", "partnerskab\tPartnerskab", "pulje\tPuljen"]


@pytest.mark.process
def test_the_program_itself_from_a_pipe_to_a_sound_plan(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    piped = (
        "import io, sys; sys.stdin = io.TextIOWrapper(io.BytesIO('To linjer:\\r\\n\\r\\n- æble # ja\\r\\n'.encode('cp1252')));"
        "from udplan.cli.app import main; main()"
    )
    ran = start("status", "sti", "-", "--dato", "i-dag", cwd=folder, code=piped)
    assert (ran.err, ran.status) == ("", 0)
    assert "    tekst: |\n      To linjer:\n\n      - æble # ja\n" in text(folder, "au/sti.yaml")
    assert start("sæt", "R9", "beløb.2026=-0,350", "bro", "note=æøå", cwd=folder).status == 0
    assert start("luk", "bro", cwd=folder).status == 0
    assert start("lint", cwd=folder).status == 0


def test_an_empty_input_is_no_status(plan_folder: PlanFolder) -> None:
    ran = udplan("status", "sti", "-", "--dato", "2025-03-14", cwd=plan_folder(FILES))
    assert ran.err == "Fejl: Der kom ingen tekst ind. Skriv den, eller hent den fra en fil med < tekst.txt.\n"
    assert ran.status == 2


@pytest.mark.parametrize(
    "words", [("status", "sti", "-", "--dato", "i-dag"), ("sæt", "sti", "kurs=-"), ("ny", "Tunnel", "--kurs", "-")]
)
def test_a_text_that_is_asked_for_at_a_terminal_is_told_how_to_come(
    plan_folder: PlanFolder, words: tuple[str, ...]
) -> None:
    ran = udplan(*words, cwd=plan_folder(FILES), typed=["Noget"])
    assert ran.err == (
        "Fejl: - henter teksten fra en fil, og her er ingen. Skriv < tekst.txt til sidst i linjen. "
        "PowerShell kender ikke <: skriv cmd, tryk Enter, og prøv igen.\n"
    )
    assert ran.status == 2


def test_values_that_are_none_are_no_changes(plan_folder: PlanFolder) -> None:
    plan = sound(plan_folder(FILES))
    punkt = Punkt(plan, plan.efter_id["bro"])
    with pytest.raises(BadValue):
        punkt.sæt("rækkefølge", "1,5")
    assert (punkt.ændringer, punkt.fortalt) == ([], [])


def test_a_name_of_a_person_does_not_slip_in_with_what_is_mended(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(udvalg="XYZ")})
    before = text(folder, "sti.yaml")
    ran = run(folder, "sæt", "sti", "udvalg=BUU", "tovholder=Jens Hansen")
    assert (ran.status, text(folder, "sti.yaml")) == (1, before)
    assert "Jens Hansen" in ran.err
    assert ran.err.endswith("Fejl: Planen ville få fejl, som den ikke har nu, så intet er skrevet.\n")
    assert run(folder, "sæt", "sti", "udvalg=BUU").status == 0
