"""``udplan ny``: a new item's file can be read, is called what no other is, and says what was answered."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import ROOT, Ran, udplan
from tests.plans import PLAN_YAML, PlanFolder, hensigt, item, verdict, write
from udplan.edit.new import new_item, new_paths
from udplan.intake.asked import found_wrong, read_prose
from udplan.model.indsats import Art, Indsats
from udplan.model.plan import Plan, load
from udplan.values.unknown import IKKE_OPLYST
from udplan.yaml.problem import Niveau

FILES = {
    "au/sti.yaml": item(tovholder="Arbejdsmarkedschefen"),
    "au/bro.yaml": item(overskrift="Ny bro", tovholder="Arbejdsmarkedschefen"),
    "partnerskab.yaml": hensigt(overskrift="Partnerskab", tovholder="Økonomichefen"),
}


def a_plan(folder: Path) -> Plan:
    plan = load(folder).plan
    assert plan is not None
    return plan


def errors(folder: Path) -> list[tuple[str, str]]:
    """The file and the rule of each error."""
    return [(each.fil.stem, each.regel) for each in verdict(folder).problems if each.niveau is Niveau.FEJL]


def added(folder: Path, titel: str, art: Art = Art.DRIFT, udvalg: str | None = "AU") -> Path:
    """A new item's file, written."""
    plan = a_plan(folder)
    path = next(new_paths(plan, titel, udvalg))
    assert not path.exists()
    path.write_text(new_item(plan, art, {"overskrift": titel, "udvalg": udvalg or ""}), encoding="utf-8", newline="")
    return path


def read(folder: Path, path: Path) -> Indsats:
    return a_plan(folder).efter_id[path.stem]


# --- the file -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("art", Art)
@pytest.mark.parametrize("answered", [True, False])
def test_the_file_of_every_art_is_sound_whatever_is_known(plan_folder: PlanFolder, art: Art, answered: bool) -> None:
    folder = plan_folder(FILES)
    plan = a_plan(folder)
    code, role, group = ("AU", "Økonomichefen", "Norddjurs i bevægelse") if answered else (None, None, None)
    path = next(new_paths(plan, "Ny rundkørsel", code))
    text = new_item(
        plan, art, {"overskrift": "Ny rundkørsel", "udvalg": code or "", "tovholder": role or "", "gruppe": group or ""}
    )
    path.write_text(text, encoding="utf-8", newline="")
    assert errors(folder) == []
    assert [each.regel for each in verdict(folder).problems if each.fil == path] == ["ikke-oplyst"]
    new = read(folder, path)
    assert new.sagsgang == IKKE_OPLYST
    assert new.undtagelser == {"sagsgang-mangler": "Sagsgangen er ikke kendt endnu"}
    unknown = None if art is Art.HENSIGT else IKKE_OPLYST
    assert (new.overskrift, new.art, new.udvalg) == ("Ny rundkørsel", art, code or unknown)
    assert new.tovholder == ((role,) if role else IKKE_OPLYST)
    assert new.gruppe == (None if art is not Art.HENSIGT else group or IKKE_OPLYST)
    assert new.beløb == (None if art is Art.HENSIGT else dict.fromkeys((2025, 2026, 2027, 2028)))


def test_the_file_says_what_each_field_wants(plan_folder: PlanFolder) -> None:
    plan = a_plan(plan_folder(FILES))
    assert (
        new_item(plan, Art.PULJE, {"overskrift": "Ny pulje", "udvalg": "AU", "tovholder": "Arbejdsmarkedschefen"})
        == """\
overskrift: Ny pulje
art: pulje                              # drift, råderum, anlæg, hensigt eller pulje
kode:                                   # koden i kataloget, fx R307 (B), eller Nr. for anlæg; ellers tomt
udvalg: AU                              # det udvalg, punktet tæller med i
tovholder: Arbejdsmarkedschefen         # en stilling, aldrig et personnavn
tværgående: nej                         # ja ved særligt behov for tværgående koordinering
kurs: ikke oplyst                       # budgetaftalens tekst; er den lang, så skriv | her og teksten rykket ind nedenunder
koordinering: ikke oplyst               # proces, tværgående aspekter og direktionens rolle
sagsgang: ikke oplyst                   # leddene i rækkefølge, fx ØK, AU, BUU
med_høring:                             # X, hvis MED eller høring er med, eller en tekst
slut:                                   # X eller datoen, når punktet er afsluttet
beløb:                                  # mio. kr., minus er en besparelse; tomt er ikke nul
  2025:
  2026:
  2027:
  2028:
bevilling:                              # drift eller anlæg
anvendt:                                # hvor meget der er brugt, i mio. kr.
  2025:
  2026:
  2027:
  2028:
servicerammen:                          # ja eller nej
undtagelser:                            # slet linjerne, når det er skrevet
  sagsgang-mangler: Sagsgangen er ikke kendt endnu
"""
    )


def test_the_amounts_are_in_the_plans_own_unit_years_and_sign(plan_folder: PlanFolder) -> None:
    other = PLAN_YAML.replace("periode: 2025-2028", "periode: 2027-2028").replace("enhed: mio. kr.", "enhed: 1.000 kr.")
    plan = a_plan(plan_folder(plan=other + "fortegn: besparelse positiv\n"))
    text = new_item(plan, Art.ANLÆG, {"overskrift": "Ny bro"})
    assert "# 1.000 kr., plus er en indtægt; tomt er ikke nul\n  2027:\n  2028:\nundtagelser:" in text


TITLES = [
    "Investering: besparelser",
    'Vores "nye" sti',
    '"Vores" sti',
    '"Vores sti"',
    "'Vores sti'",
    'Børn & unge\'s "vej": nu',
    "&OBS sti",
    "*Vigtigt* at nå",
    "!Nu",
    "@byen",
    "`kode`",
    "%-reglen",
    "% 5",
    "5 % mere",
    "- punkt",
    "-5 grader",
    "[Ny] sti",
    "{Ny} sti",
    "| streg",
    "> 5 mio.",
    "? ja",
    ", ja",
    ": kolon",
    "Mål:",
    "Sti #2",
    "# 2",
    "a\\b",
    "NO",
    "null",
    "~ 5",
    "2025",
    "12:30",
    "100\u00a0000 kr.",
    "<<: a",
    "--- a",
    "Sti = vej",
]


@pytest.mark.parametrize("titel", TITLES)
def test_a_title_is_read_as_it_was_said(plan_folder: PlanFolder, titel: str) -> None:
    folder = plan_folder()
    path = added(folder, titel)
    assert errors(folder) == []
    assert read(folder, path).overskrift == titel


@given(st.text("ab :#-'\"&*!%@`|>[]{},?\\=~\u00a0øå1", min_size=1, max_size=12))
def test_any_title_is_read_as_it_was_said(tmp_path_factory: pytest.TempPathFactory, written: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "titles"
    write(folder, {"plan.yaml": PLAN_YAML})
    titel = f"{written}a"
    path = added(folder, titel)
    try:
        assert read(folder, path).overskrift == " ".join(titel.replace("\u00a0", "␣").split()).replace("␣", "\u00a0")
    finally:
        path.unlink()


@pytest.mark.parametrize(
    "titel", ["Ny sti\nslut: X", "Ny sti\r\n\tslut: X", " Ny  sti slut: X ", "Ny sti\u2028slut: X"]
)
def test_a_title_is_one_line_and_nothing_but_a_title(plan_folder: PlanFolder, titel: str) -> None:
    folder = plan_folder()
    new = read(folder, added(folder, titel))
    assert (new.overskrift, new.slut) == ("Ny sti slut: X", None)


@pytest.mark.parametrize("titel", ["", "  ", "–", "!!!", "Ny\x1b[31m sti", "Ny \u202esti"])
def test_a_title_that_cannot_be_one_is_refused(plan_folder: PlanFolder, titel: str) -> None:
    with pytest.raises(ValueError, match=r"^Overskriften har "):
        next(new_paths(a_plan(plan_folder()), titel, None))


# --- its name -------------------------------------------------------------------------------------------------------


def test_a_name_is_made_of_the_title_and_no_file_has_it(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    names = [added(folder, "Ny cykelsti på Østergade").name for _ in range(3)]
    assert names == [f"ny-cykelsti-paa-oestergade{more}.yaml" for more in ("", "-2", "-3")]
    assert added(folder, "Sti").name == "sti-2.yaml"
    assert (
        added(folder, "En meget lang overskrift om mange ting på én gang").name
        == "en-meget-lang-overskrift-om-mange.yaml"
    )


@pytest.mark.parametrize("titel", ["Plan", "plan!", "Con", "AUX", "nul", "Com1"])
def test_a_name_that_stands_for_something_else_is_not_taken(plan_folder: PlanFolder, titel: str) -> None:
    folder = plan_folder()
    before = (folder / "plan.yaml").read_bytes()
    path = added(folder, titel)
    assert path.stem.endswith("-2")
    assert (folder / "plan.yaml").read_bytes() == before


def test_a_name_is_taken_by_a_file_that_cannot_be_read_too(plan_folder: PlanFolder) -> None:
    assert added(plan_folder({"bro.yaml": "["}), "Bro").name == "bro-2.yaml"


def test_a_new_item_lies_with_the_others_of_its_committee(plan_folder: PlanFolder) -> None:
    plan = a_plan(plan_folder(FILES))
    assert next(new_paths(plan, "Tunnel", "AU")).parent.name == "au"
    assert next(new_paths(plan, "Tunnel", "BUU")).parent == plan.mappe
    assert next(new_paths(plan, "Tunnel", None)).parent == plan.mappe


# --- the command ----------------------------------------------------------------------------------------------------


def test_the_command_writes_the_file_and_says_where(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    words = ("--art", "raaderum", "--udvalg", "arbejdsmarkedsudvalget", "--tovholder", "økonomi")
    ran = udplan("ny", "Ny: tunnel", *words, cwd=folder)
    assert (ran.status, ran.out) == (0, "au/ny-tunnel.yaml\n")
    assert (
        ran.err
        == "Mangler endnu: beløb, sagsgang, kurs og koordinering. Udfyld felterne i filen eller med udplan sæt, og kør udplan lint.\n"
    )
    new = a_plan(folder).efter_id["ny-tunnel"]
    assert (new.overskrift, new.art, new.udvalg, new.tovholder) == ("Ny: tunnel", Art.RÅDERUM, "AU", ("Økonomichefen",))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Sig arten, fx --art drift."),
        (("--art", "drfit"), "»drfit« findes ikke som art i planen. Mente du drift?"),
        (("--art", "drift", "--udvalg", "BUUU"), "»BUUU« findes ikke som udvalg i planen. Mente du BUU?"),
        (
            ("--art", "drift", "--tovholder", "Økonmichefen"),
            "»Økonmichefen« findes ikke som tovholder i planen. Mente du Økonomichefen? "
            "Er det en ny stilling, så skriv den under tovholdere i plan.yaml.",
        ),
        (
            ("--art", "hensigt", "--gruppe", "Norddjurs i bevægelsen"),
            "»Norddjurs i bevægelsen« findes ikke som gruppe i planen. Mente du Norddjurs i bevægelse?",
        ),
    ],
)
def test_what_is_missing_or_unknown_is_refused_off_a_terminal(
    plan_folder: PlanFolder, words: tuple[str, ...], said: str
) -> None:
    folder = plan_folder(FILES)
    before = sorted(folder.rglob("*"))
    ran = udplan("ny", "Tunnel", *words, cwd=folder)
    assert (ran.status, ran.out, ran.err) == (2, "", f"Fejl: {said}\n")
    assert sorted(folder.rglob("*")) == before


def test_a_title_without_letters_is_refused(plan_folder: PlanFolder) -> None:
    ran = udplan("ny", "!!!", "--art", "drift", cwd=plan_folder())
    assert (ran.status, ran.err) == (2, "Fejl: Overskriften har ingen bogstaver eller tal at lave et filnavn af.\n")


def on_a_terminal(folder: Path, *words: str, answers: list[tuple[str, str]]) -> Ran:
    """A run of udplan on a pseudo-terminal: each answer is typed when its question has been asked."""
    pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "udplan", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "TERM": "dumb"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.set_blocking(ours, False)
    shown, waiting, until = b"", list(answers), time.monotonic() + 30
    while time.monotonic() < until:
        try:
            piece = os.read(ours, 4096)
        except BlockingIOError:
            piece = None
        except OSError:  # Linux says so when the other end is closed
            break
        if piece == b"":
            break
        shown += piece or b""
        if waiting and f"{waiting[0][0]}: ".encode() in shown.rpartition(b"\n")[2]:
            os.write(ours, waiting.pop(0)[1].encode("utf-8"))
        elif piece is None:
            if process.poll() is not None:
                break
            time.sleep(0.02)
    os.close(ours)
    status = process.wait(timeout=10)
    assert waiting == []
    return Ran(status, shown, b"")


QUESTIONS = re.compile(r"((?:Beløb )?\w+) \(.*\)\n\1: ")


def test_on_a_terminal_the_rest_is_asked_for(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    typed = ["anlæg", "AU", "økonomichefen", "14-A-9", "AU marts 2026, KB", "1,5", "", "ikke oplyst", ""]
    ran = udplan("ny", "Tunnel", cwd=folder, typed=typed)
    assert ran.status == 0, ran.err
    assert QUESTIONS.findall(ran.out) == ["Art", "Udvalg", "Tovholder", "Kode", "Sagsgang", *YEARS]
    assert "Art (drift, råderum, anlæg, pulje, hensigt)\nArt: " in ran.out
    assert "Tovholder (Arbejdsmarkedschefen, Økonomichefen)\nTovholder: " in ran.out
    new = a_plan(folder).efter_id["tunnel"]
    assert (new.art, new.udvalg, new.tovholder) == (Art.ANLÆG, "AU", ("Økonomichefen",))
    assert (new.kode, str(new.sagsgang)) == ("14-A-9", "AU, KB")
    assert [str(trin.tid.tekst) if trin.tid else None for trin in new.trin] == ["marts 2026", None]
    assert new.beløb == {2025: Decimal("1.5"), 2026: None, 2027: IKKE_OPLYST, 2028: None}
    assert errors(folder) == []


YEARS = [f"Beløb {år}" for år in (2025, 2026, 2027, 2028)]


def test_on_a_terminal_a_hensigt_is_asked_for_its_gruppe_and_a_blank_is_unknown(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    ran = udplan("ny", "Samarbejde", cwd=folder, typed=["hensigt", "bevægelse", "", ""])
    assert (ran.status, QUESTIONS.findall(ran.out)) == (0, ["Art", "Gruppe", "Tovholder", "Sagsgang"])
    new = a_plan(folder).efter_id["samarbejde"]
    assert (new.gruppe, new.tovholder, new.udvalg) == ("Norddjurs i bevægelse", IKKE_OPLYST, None)


def test_on_a_terminal_a_wrong_answer_is_told_and_asked_for_again(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"a.yaml": item(tovholder="ikke oplyst")})
    wrong = ["drfit", "drift", "XX", "KCL", "AU", "Fornavn Efternavn", "Vejchefen", "", "AU, , KB", "AU maj 2026, KB"]
    ran = udplan("ny", "Tunnel", cwd=folder, typed=[*wrong, "1.371", "1,371", "fem", "", "", ""])
    assert ran.status == 0, ran.err
    said, *rest = ran.err.splitlines()
    assert said == "»drfit« findes ikke som art i planen. Mente du drift?"
    assert [line.partition(".")[0] for line in rest[:6]] == [
        "»XX« findes ikke som udvalg i planen",
        "KCL er ikke et udvalg (administration), så intet punkt tæller med dér",
        "Fornavn Efternavn ligner et personnavn",
        "Der er et komma for meget i sagsgangen",
        "1",
        "fem er ikke et beløb; skriv et tal med cifrene 0-9, fx -0,518",
    ]
    assert a_plan(folder).efter_id["tunnel"].beløb_i(2025) == Decimal("1.371")


def test_who_stops_answering_writes_nothing(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    ran = udplan("ny", "Tunnel", cwd=folder, typed=["drift", "XX"])
    assert (ran.status, ran.err.splitlines()[-1]) == (130, "Afbrudt.")
    assert not (folder / "tunnel.yaml").exists()


def test_an_answer_is_held_against_plan_yaml_as_it_is_now(plan_folder: PlanFolder) -> None:
    """Who is asked for a committee may write it into plan.yaml before the answer, or take it out."""
    folder = plan_folder()
    loaded, new = load(folder), folder / "ny.yaml"
    for kode in ("BUU", "BXU"):
        write(folder, {"plan.yaml": PLAN_YAML.replace("  BUU:", f"  {kode}:")})
        for udvalg in ("BUU", "BXU"):
            own, _ = found_wrong(loaded, new, item(udvalg=udvalg))
            assert [problem.regel for problem in own] == ([] if udvalg == kode else ["ukendt-udvalg"])


def test_who_has_said_what_where_and_who_is_asked_nothing(plan_folder: PlanFolder) -> None:
    """A file of commands runs on a terminal too, and nobody answers there."""
    folder = plan_folder(FILES)
    words = ("--art", "drift", "--udvalg", "AU", "--tovholder", "økonomi")
    ran = udplan("ny", "Tunnel", *words, cwd=folder, typed=[])
    assert (ran.status, ran.out) == (0, "au/tunnel.yaml\n")


# --- what is given on the line ------------------------------------------------------------------------------------------


def test_everything_can_be_given_on_the_line(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    words = ["--art", "råderum", "--kode", "R307(B)", "--udvalg", "AU", "--tovholder", "økonomi"]
    words += [
        "--sagsgang",
        "AU januar 2026 -> Økonomiudvalget, KB",
        "--beløb",
        "2026=−0,350",
        "--beløb",
        "2027 = ikke oplyst",
    ]
    words += ["--kurs", "Én: to # tre", "--koordinering", "a\nb"]
    ran = udplan("ny", "Tunnel", *words, cwd=folder)
    assert (ran.status, ran.err) == (0, "Kør udplan lint.\n")
    text = (folder / "au" / "tunnel.yaml").read_text(encoding="utf-8")
    assert "kode: R307 (B) " in text
    assert "\n  - forum: AU\n    tid: januar 2026\n  - ØK\n  - KB\n" in text
    assert "\n  2025:\n  2026: -0,350\n  2027: ikke oplyst\n  2028:\n" in text
    assert 'kurs: "Én: to # tre"\n' in text
    assert "koordinering: |\n  a\n  b\n" in text
    assert "undtagelser" not in text
    assert errors(folder) == []


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("AU, ØK, KB", "sagsgang: AU, ØK, KB "),
        ("AU > ØK; KB", "sagsgang: AU, ØK, KB "),
        ("AU (november 2025), KB", "  - forum: AU\n    tid: november 2025\n  - KB\n"),
        ("AU → KB", "sagsgang: AU, KB "),
        ("AU; Relevante fagudvalg; KB", "sagsgang: AU, Relevante fagudvalg, KB "),
        ("AU og ØK, KB", "sagsgang: AU og ØK, KB "),
        ("AU november/december 2025, KB", "  - forum: AU\n    tid: november/december 2025\n  - KB\n"),
        ("AU 21. januar 2025", "  - forum: AU\n    tid: 21. januar 2025\n"),
        (
            "ingen: Er indarbejdet",
            "sagsgang:                               # leddene i rækkefølge, fx ØK, AU, BUU\n  ingen: Er indarbejdet\n",
        ),
        ("ikke oplyst", "sagsgang: ikke oplyst "),
    ],
)
def test_a_path_is_read_as_people_write_it(plan_folder: PlanFolder, written: str, read_as: str) -> None:
    folder = plan_folder(FILES)
    ran = udplan("ny", "Tunnel", "--art", "drift", "--udvalg", "AU", "--sagsgang", written, cwd=folder)
    assert ran.status == 0, ran.err
    assert read_as in (folder / "au" / "tunnel.yaml").read_text(encoding="utf-8")
    assert errors(folder) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--beløb", "1"), "»1« er ikke et beløb for et år. Skriv året, = og beløbet, fx 2026=-0,350."),
        (("--beløb", "2031=1"), "2031 er ikke et af planens år. De er 2025, 2026, 2027 og 2028."),
        (("--beløb", "2026=1", "--beløb", "2026=2"), "2026 er givet to gange. Skriv ét beløb for hvert år."),
        (("--beløb", "2026=fem"), "2026: fem er ikke et beløb; "),
        (("--gruppe", "Norddjurs i bevægelse"), "--gruppe hører ikke til på et punkt med art drift."),
        (("--sagsgang", "BUUU, KB"), "»BUUU« findes ikke som udvalg i planen. Mente du BUU?"),
        (("--sagsgang", "AU jnuar 2026"), "AU: jnuar er nok en slåfejl; skriv januar 2026."),
        (("--sagsgang", "au/ØK/kb"), "Skriv leddene med komma imellem: AU, ØK, KB. Er det et fælles møde, så giv det "),
        (("--sagsgang", "ingen"), "Skriv også hvorfor: fx ingen: Er indarbejdet i budgettet"),
        (("--kode", "a" * 300), "Navnet er på 300 tegn og kan højst være på 250. Skriv det kortere."),
        (("--kurs", "\u200b \r\n"), "Teksten til kurs er tom."),
        (("--kurs", "a\u202eb"), "Teksten "),
        (("--kurs", "-", "--koordinering", "-"), "Standard input kan kun være én tekst. "),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_written(
    plan_folder: PlanFolder, words: tuple[str, ...], said: str
) -> None:
    folder = plan_folder(FILES)
    before = sorted(folder.rglob("*"))
    ran = udplan("ny", "Tunnel", "--art", "drift", "--udvalg", "AU", *words, cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"Fejl: {said}"), ran.err
    assert sorted(folder.rglob("*")) == before


def test_what_lint_would_refuse_is_not_made(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(tovholder="Fornavn Efternavn")})
    ran = udplan("ny", "Tunnel", "--art", "drift", "--tovholder", "Fornavn", cwd=folder)
    assert ran.status == 2
    assert "tunnel.yaml:5:12: fejl: Fornavn Efternavn ligner et personnavn. " in ran.err
    assert ran.err.endswith("Fejl: Punktet kan ikke laves sådan. Intet er skrevet.\n")
    assert not (folder / "tunnel.yaml").exists()


def test_a_total_that_no_longer_is_one_is_told(plan_folder: PlanFolder) -> None:
    total = "kontroltal:\n- navn: I alt\n  kilde: aftalen\n  hvor: {}\n  beløb:\n    2025: 1\n"
    folder = plan_folder({"sti.yaml": item()}, plan=PLAN_YAML + total)
    ran = udplan("ny", "Tunnel", "--art", "drift", "--beløb", "2025=1", cwd=folder)
    assert ran.status == 0
    assert "Bemærk: med det nye punkt siger udplan lint om plan.yaml: I alt " in ran.err


PASTED = 'Kommunen vil: have flere\r\n\r\n•\tbørn\r\n\uf0b7\tunge\r\n"Citat" # nr. 1\vslut\u00ad\r\n'
KURS = 'Kommunen vil: have flere\n\n- børn\n- unge\n"Citat" # nr. 1\nslut\n'


@pytest.mark.process
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_pasted_through_standard_input(plan_folder: PlanFolder, encoding: str) -> None:
    folder = plan_folder(FILES)
    words = [sys.executable, "-m", "udplan", "ny", "Tunnel", "--art", "drift", "--udvalg", "AU", "--kurs", "-"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    raw = PASTED.encode(encoding)
    ran = subprocess.run(words, cwd=folder, env=environment, input=raw, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert a_plan(folder).efter_id["tunnel"].kurs == KURS
    assert errors(folder) == []
    again = subprocess.run(words, cwd=folder, env=environment, input=b"\xff", capture_output=True, check=False)
    assert (again.returncode, again.stderr.decode()) == (
        2,
        "Fejl: Teksten kan ikke læses. Gem den igen, vælg UTF-8 som tegnkodning, og prøv igen.\n",
    )


@given(st.text("ab :#-'\"&*|>[]{},?=~\t\n\r\u00a0\u200bø1•", min_size=1, max_size=30))
def test_any_text_is_read_again_line_for_line(tmp_path_factory: pytest.TempPathFactory, written: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "texts"
    write(folder, {"plan.yaml": PLAN_YAML})
    plan = a_plan(folder)
    try:
        kurs = read_prose("kurs", f"{written}a")
    except ValueError:
        return
    path = folder / "tekst.yaml"
    path.write_text(new_item(plan, Art.DRIFT, {"overskrift": "T", "kurs": kurs}), encoding="utf-8", newline="")
    try:
        assert str(read(folder, path).kurs).rstrip("\n") == kurs
    finally:
        path.unlink()


@pytest.mark.process
def test_on_a_terminal_only_what_was_not_said_is_asked_for_and_tab_completes(plan_folder: PlanFolder) -> None:
    folder = plan_folder(FILES)
    words = ("ny", "Tunnel", "--art", "drift", "--udvalg", "BUU")
    answers = [("Tovholder", "arbejdsm\t\n"), ("Kode", "\n"), ("Sagsgang", "x\n"), ("Sagsgang", "BUU, KB\n")]
    ran = on_a_terminal(folder, *words, answers=[*answers, *((year, "\n") for year in YEARS)])
    assert ran.status == 0, ran.out
    asked = QUESTIONS.findall(ran.out.replace("\r", ""))
    assert asked == ["Tovholder", "Kode", "Sagsgang", "Sagsgang", *YEARS]
    new = a_plan(folder).efter_id["tunnel"]
    assert (new.udvalg, new.tovholder) == ("BUU", ("Arbejdsmarkedschefen",))


def test_a_title_that_is_no_text_is_refused(plan_folder: PlanFolder) -> None:
    """Bytes on the line that are not UTF-8; Windows hands over half a sign in the same way."""
    folder = plan_folder()
    before = sorted(folder.iterdir())
    for title, sign in ((os.fsdecode(b"\xff\xfesti"), "DCFF"), ("sti \ud800", "D800")):
        ran = udplan("ny", title, "--art", "drift", "--udvalg", "AU", cwd=folder)
        assert ran.err == f"Fejl: Overskriften har et usynligt tegn (U+{sign}, halvt tegn). Skriv den igen uden.\n"
    assert sorted(folder.iterdir()) == before
