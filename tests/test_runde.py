"""``udplan runde``: a sheet and a draft for each tovholder, who has answered, and the way there and back in a mail."""

from __future__ import annotations

import email
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tests.command_line import Ran, udplan
from tests.plans import item, write
from tests.sheets import BRO, PLAN, STI, a_plan, modtag, text, unzipped
from udplan.office.grid import CannotReadOffice
from udplan.office.mail import Bilag, ForkertAdresse, adresse, bilagene, kladde

FÆLLES = item(overskrift="Fælles hus", kode="D4", tovholder="[Arbejdsmarkedschefen, Økonomichefen]", tværgående="ja")
NOGEN = item(overskrift="Nogen", kode="D5", tovholder="Relevante chefer", tværgående="ja")
INGEN = item(overskrift="Ingen", kode="D6", tovholder="ikke oplyst", tværgående="ja")
LUKKET = item(overskrift="Lukket", kode="D7", tværgående="ja", slut="X")
EGET = item(overskrift="Eget", kode="D8", tovholder="Skolechefen")


def runde(folder: Path, *words: str) -> Ran:
    return udplan("runde", *words, cwd=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"faelles.yaml": FÆLLES, "nogen.yaml": NOGEN, "ingen.yaml": INGEN, "lukket.yaml": LUKKET, "eget.yaml": EGET}
    a_plan(tmp_path, files)
    plan = tmp_path / PLAN / "plan.yaml"
    plan.write_text(plan.read_text("utf-8") + "  - Relevante chefer\n", encoding="utf-8", newline="")
    return tmp_path


def draft(path: Path) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body(path: Path) -> str:
    part = draft(path).get_body()
    assert isinstance(part, EmailMessage)
    return str(part.get_content())


# --- what is written ------------------------------------------------------------------------------------------------


def test_a_sheet_and_a_draft_for_each_and_a_word_on_the_others(folder: Path) -> None:
    (folder / "k.csv").write_bytes(
        "stilling;mail\r\nøkonomichefen;oko@norddjurs.example\r\nVejchefen;v@x.dk\r\n".encode("cp1252")
    )
    ran = runde(folder, "marts", "--frist", "2025-03-14", "--kontakter", "k.csv")
    assert ran.err.splitlines() == [
        "Arbejdsmarkedschefen: 2 punkter, 1 fælles; ingen adresse",
        "Økonomichefen: 2 punkter, 1 fælles; oko@norddjurs.example",
        "Relevante chefer: 1 punkt, ingen kladde: det er flere, og planen siger ikke hvem.",
        "ikke oplyst: 1 punkt, ingen kladde: planen siger ikke, hvem der er tovholder.",
        "Bemærk: 1 punkt har flere tovholdere og står i ark hos dem alle.",
        "Bemærk: et punkt, der ikke er offentligt, er ikke med. Til internt brug: --internt.",
        "Bemærk: --kontakter nævner Vejchefen, som ikke er tovholder i planen.",
        "Skrevet: 2 kladder i marts. Begynd med oversigt.html. Intet er sendt.",
    ]
    assert ran.status == 0
    assert sorted(file.name for file in (folder / "marts").iterdir()) == [
        "arbejdsmarkedschefen.eml",
        "arbejdsmarkedschefen.xlsx",
        "oekonomichefen.eml",
        "oekonomichefen.xlsx",
        "oversigt.html",
        "runde.yaml",
    ]
    assert "oko@" not in (folder / "marts" / "runde.yaml").read_text("utf-8")
    page = (folder / "marts" / "oversigt.html").read_text("utf-8")
    for said in (
        "Relevante chefer",
        "Fælles hus",
        "1. februar 2025",
        "oko@norddjurs.example",
        "ukendt",
        "14. marts 2025",
    ):
        assert said in page


def test_the_draft_says_what_to_do_and_nothing_of_who_or_when(folder: Path) -> None:
    (folder / "k.csv").write_text("stilling;mail\nØkonomichefen;oko@norddjurs.example\n", encoding="utf-8-sig")
    assert runde(folder, "marts", "--frist", "2025-03-14", "--kontakter", "k.csv").status == 0
    made = draft(folder / "marts" / "oekonomichefen.eml")
    assert {name: made[name] for name in ("X-Unsent", "To", "Subject")} == {
        "X-Unsent": "1",
        "To": "oko@norddjurs.example",
        "Subject": "Status til Udmøntningsplan 2025-2028: svar senest 14. marts 2025",
    }
    assert not {"From", "Date", "Message-ID"} & set(made.keys())
    assert body(folder / "marts" / "oekonomichefen.eml").splitlines() == [
        "Hej",
        "",
        "Vedhæftet er et ark med de 2 punkter i Udmøntningsplan 2025-2028, som Økonomichefen er tovholder for.",
        "",
        "Skriv en ny status i de gule felter, gem arket, og send det tilbage senest 14. marts 2025.",
        "Koordinering, tiderne i sagsgangen, MED/høring og slut kan også rettes. Resten er kun til at læse.",
        "Det, der ikke bliver rørt, bliver, som det er.",
        "",
        "Punkterne:",
        "- D2 Ny bro",
        "- D4 Fælles hus (fælles med Arbejdsmarkedschefen, som har det i sit eget ark)",
    ]
    assert draft(folder / "marts" / "arbejdsmarkedschefen.eml")["To"] is None


@pytest.mark.parametrize("word", [(), ("--word",)], ids=["excel", "word"])
def test_the_same_plan_gives_the_same_bytes(folder: Path, word: tuple[str, ...]) -> None:
    for name in ("a", "b"):
        assert runde(folder, name, "--frist", "2025-03-14", *word).status == 0
    for file in sorted((folder / "a").iterdir()):
        assert file.read_bytes() == (folder / "b" / file.name).read_bytes(), file.name


@pytest.mark.parametrize("word", [(), ("--word",)], ids=["excel", "word"])
def test_no_secret_is_in_any_byte(folder: Path, word: tuple[str, ...]) -> None:
    assert runde(folder, "marts", "--frist", "2025-03-14", *word).status == 0
    said = b""
    for file in sorted((folder / "marts").iterdir()):
        raw = file.read_bytes()
        if file.suffix == ".eml":
            (attached,) = bilagene(file)
            raw, said = attached.raw, said + raw
        said += unzipped(raw) if raw.startswith(b"PK") else raw
    for secret in ("hemmeligt-notat", "Hemmeligt-hus"):
        assert secret.encode() not in said
    assert not re.search(
        rb"\bhus\b",
        said.replace(b"F\xc3\xa6lles hus", b"").replace(b"F\\u00e6lles hus", b"").replace(b"F=C3=A6lles hus", b""),
    )
    assert runde(folder, "internt", "--frist", "2025-03-14", "--internt", *word).status == 0
    ending = "docx" if word else "xlsx"
    inside = unzipped((folder / "internt" / f"oekonomichefen.{ending}").read_bytes())
    assert b"Hemmeligt-hus" in inside and b"hemmeligt-notat" not in inside


def test_kurs_and_amounts_are_shown_and_locked(folder: Path) -> None:
    assert runde(folder, "marts", "--frist", "2025-03-14").status == 0
    sheet = openpyxl.load_workbook(folder / "marts" / "arbejdsmarkedschefen.xlsx")["Punkter"]
    editable = [cell.value for cell in sheet[1] if not sheet.cell(2, cell.column).protection.locked]
    years = [f"Forventet {år} (mio. kr.)" for år in range(2025, 2029)]
    assert editable == [
        *(
            "Ny status",
            "Ny status, dato",
            "OBS (ja)",
            "Lys",
            "Koordinering og Commitment",
            "Sagsgang",
            "MED/Høring m.v.",
        ),
        *("Slut (X)", *years),
    ]
    assert {"Kurs", "2025 (mio. kr.)"} <= {cell.value for cell in sheet[1]}


def test_other_items_are_chosen_as_in_list(folder: Path) -> None:
    assert "Skolechefen: 1 punkt" in runde(folder, "a", "--frist", "2025-03-14", "--tovholder", "skole").err
    said = runde(folder, "b", "--frist", "2025-03-14", "--udvalg", "AU").err
    assert "Arbejdsmarkedschefen: 3 punkter" in said and "Skolechefen: 1 punkt" in said


# --- wrong use ------------------------------------------------------------------------------------------------------


def test_a_folder_that_is_there_or_in_the_plan_is_refused(folder: Path) -> None:
    assert runde(folder, "marts", "--frist", "2025-03-14").status == 0
    before = {file.name: file.read_bytes() for file in (folder / "marts").iterdir()}
    again = runde(folder, "marts", "--frist", "2025-03-14")
    assert (again.status, again.err.splitlines()[-1]) == (
        2,
        "Fejl: marts findes allerede. Vælg et nyt navn til runden.",
    )
    assert {file.name: file.read_bytes() for file in (folder / "marts").iterdir()} == before
    (folder / "andet").mkdir()
    (folder / "andet" / "brev.txt").write_text("mit")
    assert runde(folder, "andet", "--frist", "2025-03-14").status == 2
    inside = runde(folder, "plans/2025-2028/runde", "--frist", "2025-03-14")
    assert (inside.status, inside.err) == (
        2,
        "Fejl: plans/2025-2028/runde ligger inde i planen 2025-2028. Læg runden uden for den, fx i runder/runde.\n",
    )
    assert not (folder / PLAN / "runde").exists()
    assert runde(folder, "uden-frist").err == "Fejl: Sig, hvornår der skal være svaret: --frist 2025-03-14.\n"


def test_a_round_that_was_stopped_is_made_whole(folder: Path) -> None:
    assert runde(folder, "marts", "--frist", "2025-03-14").status == 0
    whole = {file.name: file.read_bytes() for file in (folder / "marts").iterdir()}
    for name in ("runde.yaml", "oekonomichefen.eml", "oversigt.html"):
        (folder / "marts" / name).unlink()
    assert runde(folder, "marts", "--frist", "2025-03-14").status == 0
    assert {file.name: file.read_bytes() for file in (folder / "marts").iterdir()} == whole


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "stilling;mail\nØkonomichefen;a@b.dk\nBcc: x@y.dk\n",
            "k.csv, linje 3: der skal stå stilling;mail, fx Økonomichefen;navn@kommune.dk.",
        ),
        (
            'stilling;mail\nØkonomichefen;"a@b.dk\nBcc: x@y.dk"\n',
            "k.csv, linje 2: »a@b.dk Bcc: x@y.dk« er ikke en mailadresse. Skriv én, fx navn@kommune.dk.",
        ),
        (
            "stilling;mail\nØkonomichefen;a@b.dk, x@y.dk\n",
            "k.csv, linje 2: »a@b.dk, x@y.dk« er ikke en mailadresse. Skriv én, fx navn@kommune.dk.",
        ),
    ],
)
def test_what_is_no_address_is_refused(folder: Path, written: str, words: str) -> None:
    (folder / "k.csv").write_bytes(written.encode())
    ran = runde(folder, "marts", "--frist", "2025-03-14", "--kontakter", "k.csv")
    assert (ran.status, ran.err) == (2, f"Fejl: {words}\n")
    assert not (folder / "marts").exists()


# --- there and back -------------------------------------------------------------------------------------------------


def filled(path: Path, to: Path, values: dict[tuple[str, str], Any]) -> None:
    """A sheet in which somebody has written, by id and heading."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        for table in document.tables:
            for row in table.rows[1:]:
                key = table.rows[0].cells[0].text.removeprefix("#"), row.cells[0].text
                if key in values:
                    row.cells[1].text = values[key] or ""
        document.save(str(to))
        return
    book = openpyxl.load_workbook(path)
    sheet = book["Punkter"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        for (id, head), said in values.items():
            if sheet.cell(row, heads["Id"]).value == id:
                sheet.cell(row, heads[head]).value = said
    book.save(to)


@pytest.mark.parametrize("word", [(), ("--word",)], ids=["excel", "word"])
def test_an_answer_in_a_mail_comes_into_the_plan_and_into_the_round(folder: Path, word: tuple[str, ...]) -> None:
    assert runde(folder, "marts", "--frist", "2025-03-14", *word).status == 0
    name = f"arbejdsmarkedschefen.{'docx' if word else 'xlsx'}"
    values = {
        ("sti", "Ny status"): "Udbud er ude.\n\n- to bud\n- et valg" if not word else "Udbud er ude.",
        ("sti", "OBS (ja)"): "ja",
        ("sti", "Lys"): "Gul",
        ("sti", "Forventet 2025 (mio. kr.)"): "-0,4",
        ("sti", "Sagsgang"): "AU 21. januar 2025\nKB 8. april 2025",
        ("sti", "MED/Høring m.v."): "X",
        ("sti", "Kurs"): "Noget andet",
    }
    filled(folder / "marts" / name, folder / name, values)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "chef@norddjurs.example", "SV: Status"
    mail.set_content("Hermed.")
    mail.add_attachment(
        (folder / name).read_bytes(), maintype="application", subtype="octet-stream", filename=f"../{name}"
    )
    (folder / "svar.eml").write_bytes(mail.as_bytes())
    ran = modtag(folder, "svar.eml", "--dato", "2025-03-12")
    shown = "Udbud er ude. / - to bud / - et valg" if not word else "Udbud er ude."
    assert ran.err.splitlines() == [
        f"svar.eml ({name}) (Arbejdsmarkedschefen):",
        "  sti.sagsgang: rettet fra »AU 21. januar 2025 / KB marts 2025« til »AU 21. januar 2025 / KB 8. april 2025«. "
        "I filen står »# vejledende«: passer den stadig?",
        "  sti.med_høring: udfyldt med »X«.",
        "  sti.kurs: kan ikke rettes her; arket siger »Noget andet«, og der bliver stående »Stien skal hænge sammen.«.",
        f"  sti.status: lagt til: 12. marts 2025: »{shown}«, OBS, gul, forventet 2025: -0,4.",
        "Rettet: 3 felter i 1 fil. Ikke taget: 1.",
    ]
    assert ran.status == 1
    after = text(folder, "sti")
    assert "    obs: ja\n    lys: gul\n    forventet:\n      2025: -0,4\n" in after
    assert "Noget andet" not in after
    missing = runde(folder, "marts", "--mangler")
    assert missing.err.splitlines() == [
        "Udmøntningsplan 2025-2028, svar senest 14. marts 2025: 1 af 2 har svaret.",
        "  Mangler: Økonomichefen (2)",
    ]
    # another day, the same answer: it is the same status
    again = modtag(folder, "svar.eml", "--dato", "2025-03-20")
    assert "Rettet: 0 felter i 0 filer. Ikke taget: 1." in again.err
    assert text(folder, "sti") == after


def test_a_day_that_is_remembered_is_its_own_answers(folder: Path) -> None:
    """A status of one answer never gets the day of another, for being called the same."""
    assert runde(folder, "marts", "--frist", "2025-03-14").status == 0
    for role, id in (("arbejdsmarkedschefen", "sti"), ("oekonomichefen", "bro")):
        (folder / role).mkdir()
        filled(folder / "marts" / f"{role}.xlsx", folder / role / "svar.xlsx", {(id, "Ny status"): "Godt i gang"})
    assert modtag(folder, "arbejdsmarkedschefen", "--dato", "2025-03-12").status == 0
    ran = modtag(folder, "arbejdsmarkedschefen", "oekonomichefen", "--dato", "2025-03-20")
    assert ran.err.splitlines()[1::2] == [
        "  sti.status: 12. marts 2025: »Godt i gang« står der allerede.",
        "  bro.status: lagt til: 20. marts 2025: »Godt i gang«.",
    ]
    assert "dato: 2025-03-20" in text(folder, "bro")


def test_the_rounds_own_folder_is_no_answer(folder: Path) -> None:
    assert runde(folder, "marts", "--frist", "2025-03-14").status == 0
    ran = modtag(folder, "marts")
    assert ran.err.splitlines() == [
        "arbejdsmarkedschefen.eml (arbejdsmarkedschefen.xlsx): som den blev sendt.",
        "arbejdsmarkedschefen.xlsx: som den blev sendt.",
        "oekonomichefen.eml (oekonomichefen.xlsx): som den blev sendt.",
        "oekonomichefen.xlsx: som den blev sendt.",
        "Rettet: 0 felter i 0 filer. Ikke taget: 0.",
    ]
    assert ran.status == 0
    assert "0 af 2 har svaret" in runde(folder, "marts", "--mangler").err


def test_those_who_have_not_answered_are_reminded_with_the_same_sheet(folder: Path) -> None:
    (folder / "k.csv").write_text("Økonomichefen;oko@norddjurs.example\n", encoding="utf-8")
    assert runde(folder, "marts", "--frist", "2025-03-14").status == 0
    filled(folder / "marts" / "arbejdsmarkedschefen.xlsx", folder / "svar.xlsx", {})
    assert modtag(folder, "svar.xlsx").status == 0
    ran = runde(folder, "marts", "--rykker", "--frist", "2025-03-21", "--kontakter", "k.csv")
    assert ran.err.splitlines()[1:] == ["  Mangler: Økonomichefen (2)", "Skrevet: marts/oekonomichefen-rykker.eml"]
    made = draft(folder / "marts" / "oekonomichefen-rykker.eml")
    assert made["Subject"] == "Påmindelse: status til Udmøntningsplan 2025-2028, svar senest 21. marts 2025"
    assert made["To"] == "oko@norddjurs.example"
    (attached,) = bilagene(folder / "marts" / "oekonomichefen-rykker.eml")
    assert attached.raw == (folder / "marts" / "oekonomichefen.xlsx").read_bytes()
    assert not (folder / "marts" / "arbejdsmarkedschefen-rykker.eml").exists()
    assert runde(folder, "ingen", "--mangler").err == "Fejl: ingen er ikke en runde: der er ingen runde.yaml i den.\n"


def test_nobody_is_reminded_of_an_item_that_is_public_no_more(folder: Path) -> None:
    assert runde(folder, "marts", "--frist", "2025-03-14").status == 0
    write(folder / PLAN, {"bro.yaml": BRO + "offentlig: nej\n"})
    (folder / PLAN / "faelles.yaml").unlink()
    ran = runde(folder, "marts", "--rykker")
    assert ran.err.splitlines()[3:] == [
        "Arbejdsmarkedschefen: ingen rykker, for faelles findes ikke i planen, og står i arket. "
        "Lav en ny runde, eller brug --internt.",
        "Økonomichefen: ingen rykker, for D2 Ny bro har »offentlig: nej« og faelles findes ikke i planen, og står i arket. "
        "Lav en ny runde, eller brug --internt.",
    ]
    assert ran.status == 1
    assert not list((folder / "marts").glob("*-rykker.eml"))
    assert runde(folder, "marts", "--rykker", "--internt").status == 0
    assert len(list((folder / "marts").glob("*-rykker.eml"))) == 2


@pytest.mark.parametrize("word", [(), ("--word",)], ids=["excel", "word"])
def test_an_answer_is_to_its_own_round_also_where_the_plan_is_the_same(folder: Path, word: tuple[str, ...]) -> None:
    ending = "docx" if word else "xlsx"
    for name, day in (("marts", "2025-03-14"), ("april", "2025-04-11")):
        assert runde(folder, name, "--frist", day, *word).status == 0
    filled(folder / "april" / f"oekonomichefen.{ending}", folder / f"svar.{ending}", {})
    assert modtag(folder, f"svar.{ending}").status == 0
    assert "0 af 2 har svaret" in runde(folder, "marts", "--mangler").err
    assert "1 af 2 har svaret" in runde(folder, "april", "--mangler").err


def test_the_round_is_found_among_several_and_an_answer_to_none_is_named(folder: Path) -> None:
    assert runde(folder, "runder/marts", "--frist", "2025-03-14").status == 0
    (folder / "svar").mkdir()
    filled(folder / "runder" / "marts" / "oekonomichefen.xlsx", folder / "svar" / "svar.xlsx", {})
    assert modtag(folder, "svar").err.splitlines() == [
        "svar.xlsx (Økonomichefen): ingen rettelser.",
        "Rettet: 0 felter i 0 filer. Ikke taget: 0.",
    ]
    assert "1 af 2 har svaret" in runde(folder, "runder/marts", "--mangler").err
    filled(folder / "runder" / "marts" / "arbejdsmarkedschefen.xlsx", folder / "svar" / "svar.xlsx", {})
    (folder / "langt" / "væk").mkdir(parents=True)
    (folder / "runder").rename(folder / "langt" / "væk" / "runder")
    assert modtag(folder, "svar").err.splitlines() == [
        "svar.xlsx (Arbejdsmarkedschefen): ingen rettelser.",
        "Bemærk: der er ikke fundet nogen runde til svar.xlsx, så udplan runde --mangler viser stadig, at der mangler svar. "
        "Kør igen, og nævn også rundens mappe: udplan modtag SVAR MAPPE.",
        "Rettet: 0 felter i 0 filer. Ikke taget: 0.",
    ]
    found = modtag(folder, "svar", "langt/væk/runder/marts")
    assert (found.status, "Bemærk" in found.err) == (0, False)
    assert "2 af 2 har svaret" in runde(folder, "langt/væk/runder/marts", "--mangler").err


@pytest.mark.parametrize("word", [(), ("--word",)], ids=["excel", "word"])
def test_an_untouched_sheet_changes_nothing_also_after_libreoffice(folder: Path, word: tuple[str, ...]) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice er ikke installeret")
    long = STI.replace(
        "kurs: Stien skal hænge sammen.",
        "kurs: |\n  Første  afsnit med to mellemrum.\n\n  Punkter:\n  - den ene\n  - den anden\n    og mere\n\n"
        "  Sidste linje\n  og en til\u00a0her.",
    )
    write(folder / PLAN, {"sti.yaml": long})
    assert runde(folder, "marts", "--frist", "2025-03-14", *word).status == 0
    ending = "docx" if word else "xlsx"
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    sheets = [str(file) for file in sorted((folder / "marts").glob(f"*.{ending}"))]
    words = [soffice, profile, "--headless", "--convert-to", ending, "--outdir", str(folder / "gemt"), *sheets]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    ran = modtag(folder, "gemt")
    assert ran.err.splitlines() == [
        f"arbejdsmarkedschefen.{ending} (Arbejdsmarkedschefen): ingen rettelser.",
        f"oekonomichefen.{ending} (Økonomichefen): ingen rettelser.",
        "Rettet: 0 felter i 0 filer. Ikke taget: 0.",
    ]
    assert (ran.status, text(folder, "sti")) == (0, long)


def test_a_round_in_a_folder_of_rounds_hears_of_an_answer_beside_it(folder: Path) -> None:
    assert runde(folder, "runder/marts", "--frist", "2025-03-14").status == 0
    (folder / "svar").mkdir()
    name = "arbejdsmarkedschefen.xlsx"
    filled(folder / "runder" / "marts" / name, folder / "svar" / name, {("sti", "Ny status"): "Udbud er ude."})
    assert modtag(folder, "svar", "--dato", "2025-03-12").status == 0
    assert "1 af 2 har svaret" in runde(folder, "runder/marts", "--mangler").err


def test_an_answer_to_a_round_that_is_not_here_is_told(folder: Path) -> None:
    assert runde(folder, "langt/væk/runder/marts", "--frist", "2025-03-14").status == 0
    name = "arbejdsmarkedschefen.xlsx"
    filled(folder / "langt/væk/runder/marts" / name, folder / name, {("sti", "Ny status"): "Udbud er ude."})
    ran = modtag(folder, name, "--dato", "2025-03-12")
    assert f"Bemærk: der er ikke fundet nogen runde til {name}, så udplan runde --mangler viser stadig" in ran.err
    assert ran.status == 0


def test_in_word_what_is_gone_or_strange_is_told(folder: Path) -> None:
    assert runde(folder, "marts", "--frist", "2025-03-14", "--word").status == 0
    document = docx.Document(str(folder / "marts" / "arbejdsmarkedschefen.docx"))
    first, second = document.tables
    assert first.rows[0].cells[0].text == "#sti"
    first._tbl.remove(first.rows[1]._tr)
    row = first.add_row()
    row.cells[0].text, row.cells[1].text = "Min egen", "Husk"
    second.rows[0].cells[0].text = "#andet-sted"
    document.save(str(folder / "svar.docx"))
    ran = modtag(folder, "svar.docx")
    assert ran.err.splitlines() == [
        "svar.docx (Arbejdsmarkedschefen):",
        "  sti: rækken »Min egen« er ikke en af arkets og læses ikke.",
        "  sti: Udvalg er slettet i arket og er uændret.",
        "  tabel 2: »andet-sted« er ikke et af arkets punkter, så det læses ikke. Et nyt punkt laves med udplan ny.",
        "  faelles: er slettet i arket, og punktet er uændret.",
        "Rettet: 0 felter i 0 filer. Ikke taget: 4.",
    ]
    paragraph = document.paragraphs[-1]._p
    paragraph.getparent().remove(paragraph)
    document.save(str(folder / "uden.docx"))
    said = modtag(folder, "uden.docx").err.splitlines()[0]
    assert said.startswith("uden.docx: Arket er ikke lavet af udplan, eller det skjulte i det er slettet")


# --- mail -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "a@b.dk\nBcc: x@y.dk",
        "a@b.dk\r\n",
        "a@b.dk, x@y.dk",
        "A <a@b.dk>",
        "a b@c.dk",
        "a@b",
        "",
        "a@b..dk",
        "\u2028a@b.dk",
    ],
)
def test_an_address_cannot_begin_another_header(written: str) -> None:
    with pytest.raises(ForkertAdresse):
        adresse(written)
    with pytest.raises(ForkertAdresse):
        kladde([written], "Emne", "Tekst", Bilag("a.xlsx", b"PK"))


def test_a_subject_is_one_line_whatever_a_plan_is_called() -> None:
    made = kladde([], "Plan\r\nBcc: x@y.dk\u2028\x85mere", "Tekst", Bilag("a.xlsx", b"PK"))
    message = email.message_from_bytes(made, policy=default)
    assert message["Bcc"] is None
    assert message["Subject"] == "Plan Bcc: x@y.dk mere"


def nested(levels: int) -> bytes:
    parts = [f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n' for level in range(levels)]
    return ("".join(parts) + "Content-Type: text/plain\n\nhej\n").encode()


def mail_with(name: str, raw: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"] = "a@b.dk"
    mail.set_content("Hej")
    mail.add_attachment(raw, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, raw in parts.items():
            file.writestr(name, raw)
    return out.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9))
    + b"]><w:document xmlns:w='x'>&j;</w:document>"
)
XXE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>'
_FORMATS = "http://schemas.openxmlformats.org"
_KINDS = {
    "docx": ("/word/document.xml", "wordprocessingml.document"),
    "xlsx": ("/xl/workbook.xml", "spreadsheetml.sheet"),
}
TYPES = {
    kind: (
        f'<Types><Override PartName="{part}" '
        f'ContentType="application/vnd.openxmlformats-officedocument.{name}.main+xml"/></Types>'
    ).encode()
    for kind, (part, name) in _KINDS.items()
}
RELS = (
    f'<Relationships xmlns="{_FORMATS}/package/2006/relationships">'
    f'<Relationship Id="a" Type="{_FORMATS}/officeDocument/2006/relationships/officeDocument" Target="%s"/></Relationships>'
).encode()


def office(kind: str, main: bytes, **more: bytes) -> bytes:
    name = "word/document.xml" if kind == "docx" else "xl/workbook.xml"
    parts = {"[Content_Types].xml": TYPES[kind], "_rels/.rels": RELS % name.encode(), name: main}
    return zipped(parts | more)


DEEP = (
    b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
    + b"<w:tbl><w:tr><w:tc>" * 5000
    + b"</w:tc></w:tr></w:tbl>" * 5000
    + b"</w:body></w:document>"
)

HOSTILE: dict[str, Callable[[], bytes]] = {
    "nested.eml": lambda: nested(5000),
    "nested-some.eml": lambda: nested(150),
    "empty.eml": lambda: b"",
    "bytes.eml": lambda: bytes(range(256)) * 2000,
    "ole.eml": lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 5000,
    "no-boundary.eml": lambda: b"Content-Type: multipart/mixed\n\nhej\n",
    "charset.eml": lambda: b"Content-Type: text/plain; charset=findes-ikke\nFrom: a@b.dk\n\nhej\n",
    "base64.eml": lambda: (
        b'From: a@b.dk\nContent-Type: application/x; name="a.xlsx"\nContent-Disposition: attachment; filename="a.xlsx"\n'
        b"Content-Transfer-Encoding: base64\n\n!!!!====\n"
    ),
    "parts.eml": lambda: b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\n" * 100_000,
    "name.eml": lambda: (
        b'From: a@b.dk\nContent-Disposition: attachment; filename="' + b'a"; x="' * 50_000 + b"\n\nhej\n"
    ),
    "headers.eml": lambda: b"".join(b"X-%d: a\n" % n for n in range(50_000)) + b"\nhej\n",
    "folder.eml": lambda: mail_with("..\\..\\svar.xlsx", b"PK\x03\x04"),
    "bomb.eml": lambda: mail_with("svar.xlsx", office("xlsx", b"<workbook>" + b" " * 90_000_000 + b"</workbook>")),
    "bomb.docx": lambda: office("docx", b"<w:document>" + b" " * 90_000_000 + b"</w:document>"),
    "bomb.xlsx": lambda: office("xlsx", b"<workbook>" + b" " * 90_000_000 + b"</workbook>"),
    "laughs.docx": lambda: office("docx", LAUGHS),
    "laughs.xlsx": lambda: office("xlsx", LAUGHS),
    "xxe.docx": lambda: office("docx", XXE),
    "xxe.xlsx": lambda: office("xlsx", XXE),
    "deep.docx": lambda: office("docx", DEEP),
    "out.docx": lambda: office("docx", b"<w:document/>", **{"../../ud.xml": b"<a/>"}),
    "out.xlsx": lambda: office("xlsx", b"<workbook/>", **{"../../ud.xml": b"<a/>"}),
    "macros.docx": lambda: office("docx", b"<w:document/>", **{"word/vbaProject.bin": b"x"}),
    "macros.xlsx": lambda: office("xlsx", b"<workbook/>", **{"xl/vbaProject.bin": b"x"}),
    "old.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000,
    "old.xlsx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000,
    "text.docx": lambda: b"hej",
    "text.xlsx": lambda: b"hej",
    "nothing.docx": lambda: b"",
    "nothing.xlsx": lambda: b"",
    "zip.docx": lambda: zipped({"a.txt": b"a"}),
    "zip.xlsx": lambda: zipped({"a.txt": b"a"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_danish_sentence_and_nothing_is_written(folder: Path, name: str) -> None:
    (folder / name).write_bytes(HOSTILE[name]())
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    ran = modtag(folder, name)
    lines = ran.err.splitlines()
    assert len(lines) == 2 and lines[0].startswith(f"{name.partition(' ')[0]}") and lines[0].endswith("."), lines
    assert lines[1] == "Rettet: 0 felter i 0 filer. Ikke taget: 1."
    assert ran.status == 1
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_a_mail_in_a_mail_is_looked_into(folder: Path) -> None:
    assert runde(folder, "marts", "--frist", "2025-03-14").status == 0
    inner = email.message_from_bytes((folder / "marts" / "oekonomichefen.eml").read_bytes(), policy=default)
    outer = EmailMessage()
    outer["From"] = "a@b.dk"
    outer.set_content("Videresendt")
    outer.add_attachment(inner)
    (folder / "svar.eml").write_bytes(outer.as_bytes())
    assert [each.navn for each in bilagene(folder / "svar.eml")] == ["oekonomichefen.xlsx"]
    assert "som den blev sendt." in modtag(folder, "svar.eml").err


def test_a_mail_without_a_sheet_says_what_to_do(folder: Path) -> None:
    (folder / "svar.eml").write_bytes(mail_with("billede.png", b"abc"))
    assert modtag(folder, "svar.eml").err.splitlines()[0] == (
        "svar.eml: har kun billede.png som bilag, så der er intet ark i den. Står svaret i mailens tekst, så skriv det i "
        "planen selv."
    )
    with pytest.raises(CannotReadOffice):
        (folder / "tom.eml").write_bytes(b"")
        bilagene(folder / "tom.eml")


def test_a_round_in_a_plans_folder_is_told_and_counts_for_nothing(folder: Path) -> None:
    """Copied there by hand: its file is no item, and lint says so."""
    assert runde(folder, "marts", "--frist", "2025-03-14").status == 0
    shutil.copytree(folder / "marts", folder / PLAN / "marts")
    ran = udplan("lint", cwd=folder)
    assert "marts/runde.yaml" in (ran.out + ran.err).replace("\\", "/")
    assert ran.status != 0
