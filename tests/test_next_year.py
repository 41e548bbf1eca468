"""``udplan nyt-år``: next year's plan out of this one, told in a receipt; the old one is not touched, and nothing is half made."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.command_line import Ran, udplan
from tests.plans import FULL_ITEM, FULL_PLAN, PLAN_YAML, REAL_PLAN, hensigt, item, sound, verdict, write
from udplan import output
from udplan.disk import folders, writing
from udplan.disk.decoding import decode_any
from udplan.figures.compare import Skæbne, compare
from udplan.model.plan import read_source
from udplan.values.unknown import IKKE_OPLYST

PLANS = REAL_PLAN.parent
OLD, NEW = Path("plans") / "2025-2028", Path("plans") / "2026-2029"
AMOUNTS = "\n  2025: 1\n  2026: 2\n  2027: 0\n  2028: 4\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    write(tmp_path / OLD, {"plan.yaml": PLAN_YAML})
    return tmp_path


def next_year(folder: Path, *words: str) -> Ran:
    return udplan("nyt-år", "2026-2029", *words, cwd=folder)


def made(folder: Path, name: str = "sti.yaml") -> str:
    text, _, _ = decode_any((folder / NEW / name).read_bytes())
    assert text is not None
    return text


def section(ran: Ran, heading: str) -> list[str]:
    """The lines of the receipt below a heading."""
    match = re.search(rf"^{re.escape(heading)}[^\n]*\n((?:  .*\n)*)", ran.out, re.MULTILINE)
    assert match, ran.out
    return [line.strip() for line in match[1].splitlines()]


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes() if path.is_file() else b"", path.stat().st_mtime_ns)
        for path in sorted([folder, *folder.rglob("*")])
    }


# --- the whole of it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"), [("2021-2024", "2022-2025"), ("2023-2026", "2024-2027"), ("2025-2028", "2026-2029")]
)
def test_the_next_year_of_each_plan_is_as_it_was_announced(old: str, new: str, tmp_path: Path) -> None:
    for name in ("2021-2024", "2023-2026", "2025-2028"):
        files = {path.relative_to(PLANS).as_posix(): path.read_bytes() for path in (PLANS / name).rglob("*.yaml")}
        write(tmp_path / "plans", files)
    before = state(tmp_path / "plans" / old)
    ran = udplan("nyt-år", new, "--fra", old, cwd=tmp_path)
    assert state(tmp_path / "plans" / old) == before
    then, now = sound(tmp_path / "plans" / old), sound(tmp_path / "plans" / new)
    # What lint says is what the receipt said that it would.
    found = verdict(tmp_path / "plans" / new)
    announced = section(ran, f"udplan lint siger om den nye plan: {found.errors} fejl og {found.warnings} advars")
    errors = [problem for problem in found.problems if problem.niveau == "fejl"]
    assert [line.split(": fejl: ")[1] for line in announced if ": fejl: " in line] == [
        f"{problem.besked} [{problem.regel}]" for problem in errors
    ]
    assert ran.status == (1 if errors else 0)
    # And so is what sammenlign says: all that is not closed is carried over, with the same amounts.
    fates = {each.id: each.forhold for each in compare(then, now)}
    open_ = {each.id for each in then.indsatser if not each.afsluttet}
    assert fates == {each.id: Skæbne.VIDEREFØRT if each.id in open_ else Skæbne.UDGÅET for each in then.indsatser}
    assert f"{old} til {new}: {len(open_)} af {len(then.indsatser)} punkter gik med\n" in ran.out
    assert "STEMMER IKKE" not in ran.out
    # Every remark of a file that goes along is in it still.
    for each in now.indsatser:
        remarks = re.findall(r"(?<![^\s])#.*", then.sources[then.efter_id[each.id].fil].text)
        text = now.sources[each.fil].text
        assert [remark for remark in remarks if remark.rstrip() not in text] == []


def test_what_comes_next_is_said(here: Path) -> None:
    write(here / OLD, {"sti.yaml": item()})
    ran = next_year(here)
    assert (ran.status, ran.err) == (
        0,
        "Skrevet: plans/2026-2029, 2 filer. Så kan du:\n"
        "  udplan lint --plan 2026-2029           se, hvad der mangler\n"
        "  udplan sammenlign 2025-2028 2026-2029  se de to planer ved siden af hinanden\n"
        "  udplan json-skema --plan 2026-2029     give VS Code skemaerne til de nye år\n",
    )
    assert udplan("lint", "--plan", "2026-2029", cwd=here).status == 0


def remarked(name: str, text: str) -> str:
    """The text with a remark of its own behind every line that can have one."""
    lines = text.split("\n")
    plain = read_source(Path(name), text.encode()).data
    for at, line in enumerate(lines):
        if line.strip() and not line.lstrip().startswith("#"):
            tried = [*lines[:at], f"{line}  # nr. {at} i {name}", *lines[at + 1 :]]
            source = read_source(Path(name), "\n".join(tried).encode())
            if source.data == plain and not source.problems:
                lines = tried
    return "\n".join(lines)


def test_a_remark_behind_any_line_is_kept(here: Path) -> None:
    ids = {"halvej": "anlæg", "stipulje": "drift", "ny-vej": "drift", "bidraget": "drift"}
    files = {f"{id_}.yaml": item(overskrift=id_, art=art, beløb=AMOUNTS.rstrip()) for id_, art in ids.items()}
    files |= {"plan.yaml": FULL_PLAN, "sti.yaml": FULL_ITEM.replace("slut: 21-01-2025\n", "")}
    files |= {path.name: path.read_bytes().decode() for path in (REAL_PLAN / "oek").glob("*.yaml")}
    write(here / OLD, {name: remarked(name, text) for name, text in files.items()})
    ran = next_year(here, "--også", "stipulje")
    assert "Skal ses efter" not in ran.out and "STEMMER IKKE" not in ran.out
    for name in files:
        before = re.findall(r"# nr\. .*", (here / OLD / name).read_bytes().decode())
        assert len(before) > 5
        assert [remark for remark in before if remark not in made(here, name)] == []


def test_from_within_the_plan_and_from_elsewhere(here: Path) -> None:
    write(here / OLD, {"sti.yaml": item()})
    ran = udplan("nyt-år", "2026-2029", "--fra", ".", cwd=here / OLD)
    assert "  udplan sammenlign 2025-2028 2026-2029  se de to planer ved siden af hinanden\n" in ran.err
    write(here / "kladde", {"plan.yaml": PLAN_YAML, "sti.yaml": item()})
    ran = udplan("nyt-år", "2026-2029", "--fra", "kladde", cwd=here)
    assert "  udplan sammenlign kladde 2026-2029  se de to planer ved siden af hinanden\n" in ran.err
    assert sorted(path.name for path in here.iterdir()) == ["2026-2029", "kladde", "plans"]


def test_every_field_goes_along_or_is_told(here: Path) -> None:
    ids = {"halvej": "anlæg", "stipulje": "drift", "ny-vej": "drift", "bidraget": "drift"}
    others = {f"{id_}.yaml": item(overskrift=id_, art=art) for id_, art in ids.items()}
    write(here / OLD, {"plan.yaml": FULL_PLAN, "sti.yaml": FULL_ITEM.replace("slut: 21-01-2025\n", ""), **others})
    ran = next_year(here)
    (told,) = [line for line in section(ran, "Gik med") if line.startswith("sti: ")]
    assert told == (
        "sti: beløb 2025 (-0,518) går ud; beløb 2029 er ikke oplyst; procent_af 2025 (100,000) går ud; "
        "procent 2025 (0,55) går ud; anvendt (2025 0,500) er tømt; trin går ud: BUU november/december 2024, "
        "Høring 2. december 2024 og ØK 21. januar 2025 (Tiltrådt); forventet 2025 går ud"
    )
    assert section(ran, "plan.yaml") == [
        "titel er »Udmøntningsplan 2026-2029«", "periode er 2026-2029",
        "behandlet er tømt", "sag er tømt", "bilag er tømt", "kontroltal er tømt",
    ]  # fmt: skip
    text = made(here)
    assert text.startswith("overskrift: Ny cykelsti   # den lange\n")
    assert "# kurs er fra budgetaftalen for 2025-2028\nkurs: |\n" in text
    assert (
        "sagsgang:\n  - KB\nmed_høring: 14 dages høring\nbeløb:\n  '2026':\n  2027: 0\n  2028: ikke oplyst\n  2029: ikke oplyst\nanvendt:\n"
        in text
    )
    assert "flytning:\n  - fra: 2026\n    til: 2025\n" in text
    assert "status:\n  - dato: 2025-02-26\n    obs: ja\n    lys: gul\n    tekst: Afventer\nnote: kun til os\n" in text
    plan = made(here, "plan.yaml")
    assert "titel: Udmøntningsplan 2026-2029\nkommune: Norddjurs Kommune\nperiode: 2026-2029\n" in plan
    for navn in ("sag", "bilag", "behandlet", "kontroltal"):
        assert f"\n# {navn} stod her i planen for 2025-2028 og gik ikke med.\n" in plan
    decide = section(ran, "Skal besluttes")
    assert "undtagelsen fra afsluttet-med-kommende-trin gik med for sti: KB er orienteret" in decide
    assert "undtagelsen fra ikke-oplyst gik med for sti: Kommer senere" in decide
    assert "prisniveau er stadig 2025." in decide
    assert "Bemærk: tallene er til internt brug, for de har et punkt, der ikke er offentligt." in ran.err


def test_line_ends_and_the_mark_of_utf_8_stay(here: Path) -> None:
    text = item(beløb="\n  2025: 1   # først\n  2026: 2\n  2027: 3\n  2028: 4", kurs="Stien.").replace("\n", "\r\n")
    plan = PLAN_YAML.replace("\n", "\r\n").encode("utf-8-sig")
    write(here / OLD, {"sti.yaml": b"\xef\xbb\xbf" + text.encode("utf-8"), "plan.yaml": plan})
    assert next_year(here).status == 0
    raw = (here / NEW / "sti.yaml").read_bytes()
    wanted = text.replace("  2025: 1   # først\r\n", "  # 2025: 1   # først\r\n")
    wanted = wanted.replace("  2028: 4\r\n", "  2028: 4\r\n  2029: ikke oplyst\r\n")
    wanted = wanted.replace("kurs:", "# kurs er fra budgetaftalen for 2025-2028\r\nkurs:")
    assert raw.decode("utf-8-sig") == wanted
    assert raw.startswith(b"\xef\xbb\xbf")
    assert (here / NEW / "plan.yaml").read_bytes() == plan.replace(b"2025-2028", b"2026-2029")


def test_what_lies_in_the_folder_too(here: Path) -> None:
    template = b"{{ plan.titel }}\r\n"
    write(
        here / OLD,
        {"sti.yaml": item(), "templates/rapporter/kort.md.j2": template, "noter/møde.txt": "Husk", ".x": "y"},
    )
    ran = next_year(here)
    assert (here / NEW / "templates" / "rapporter" / "kort.md.j2").read_bytes() == template
    assert section(ran, "Skal ses efter") == [
        "noter/møde.txt ligger i den gamle mappe, hører ikke til planen og gik ikke med"
    ]
    assert sorted(path.name for path in (here / NEW).iterdir()) == ["plan.yaml", "sti.yaml", "templates"]


# --- the decisions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "new", "told"),
    [
        (AMOUNTS, "\n  2026: 2\n  2027: 0\n  2028: 4\n  2029: ikke oplyst\n", "beløb 2025 (1,000) går ud; beløb 2029 er ikke oplyst"),
        ("\n  2027: 1\n  2028: 0\n", "\n  2027: 1\n  2028: 0\n  2029: ikke oplyst\n", "beløb 2029 er ikke oplyst"),
        ("\n  2028: ikke oplyst\n", "\n  2028: ikke oplyst\n  2029: ikke oplyst\n", "beløb 2029 er ikke oplyst"),
        ("\n  2026: 1\n  2028:   # tom\n", "\n  2026: 1\n  2028:   # tom\n  2029:\n", ""),
        ("\n  2026: 1\n", "\n  2026: 1\n", ""),
        ("\n  2025: 1   # engangs\n", "\n  # 2025: 1   # engangs\n  2026:\n  2027:\n  2028:\n  2029:\n", "beløb 2025 (1,000) går ud"),
        ("{2025: 1, 2028: 4}", "\n  2028: 4\n  2029: ikke oplyst\n", "beløb 2025 (1,000) går ud; beløb 2029 er ikke oplyst"),
        ("ikke oplyst", " ikke oplyst\n", ""),
    ],
)  # fmt: skip
def test_a_new_year_is_not_known_where_the_last_had_an_amount(here: Path, written: str, new: str, told: str) -> None:
    write(here / OLD, {"sti.yaml": item(beløb=None) + f"beløb: {written}".replace(": \n", ":\n").rstrip("\n") + "\n"})
    ran = next_year(here)
    assert made(here).partition("beløb:")[2] == new
    assert section(ran, "Gik med") == [f"sti: {told}" if told else "sti"]


def test_one_that_is_closed_stays_behind_and_is_told(here: Path) -> None:
    write(here / OLD, {"sti.yaml": item(), "bro.yaml": item(overskrift="Bro", slut="X", beløb=AMOUNTS.rstrip())})
    ran = next_year(here)
    assert section(ran, "Gik ikke med, for de er afsluttet: --også ID tager et med") == [
        "bro: Bro (2026 2,000, 2027 0,000 og 2028 4,000 er indarbejdet i budgettet)"
    ]
    assert section(ran, "Summer af de år, begge planer har, mio. kr.") == [
        "2026 drift: før 2,000, nu intet beløb: forskellen er bro (2,000), som ikke gik med",
        "2027 drift: før 0,000, nu intet beløb: forskellen er bro (0,000), som ikke gik med",
        "2028 drift: før 4,000, nu intet beløb: forskellen er bro (4,000), som ikke gik med",
    ]
    assert section(ran, "Summer af de år, der er gået ud af punkterne, mio. kr.") == ["2025 drift: 1,000"]
    assert section(ran, "udplan sammenlign siger om de to") == ["1 videreført", "1 udgået"]
    assert not (here / NEW / "bro.yaml").exists()


def test_one_that_is_closed_goes_along_as_it_stands_where_it_is_asked_for(here: Path) -> None:
    path = "\n  - {forum: AU, tid: 2025-01-21, beslutning: Tiltrådt}\n  - KB"
    statuses = "\n  - {dato: 2025-01-02, tekst: Før}\n  - {dato: 2025-02-02, tekst: Nu}"
    text = item(overskrift="Bro", slut="X", beløb=AMOUNTS.rstrip(), sagsgang=path, status=statuses)
    write(here / OLD, {"bro.yaml": text})
    assert next_year(here, "--også", "bro").status == 0
    assert made(here, "bro.yaml") == text.replace("  2025: 1\n", "").replace(
        "  2028: 4\n", "  2028: 4\n  2029: ikke oplyst\n"
    )


def test_the_newest_status_goes_along_with_its_day(here: Path) -> None:
    statuses = (
        "\n  - dato: 2025-01-02   # fra mødet\n    tekst: Før\n"
        '  - dato: 2025-03-02\n    tekst: Nu\n    forventet: {2025: "0,5", 2026: 1}\n'
        "  - dato: 2025-02-02\n    tekst: Imellem"
    )
    write(here / OLD, {"sti.yaml": item(status=statuses)})
    ran = next_year(here)
    assert section(ran, "Gik med") == [
        "sti: beløb 2025 (1,000) går ud; 2 ældre statusser bliver, 2025-03-02 går med; forventet 2025 går ud"
    ]
    assert made(here).partition("status: ")[2] == (
        "\n  # - dato: 2025-01-02   # fra mødet\n"
        "  - dato: 2025-03-02\n    tekst: Nu\n    forventet:\n      2026: 1\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "new", "told"),
    [
        ("\n  - {forum: BUU, tid: november/december 2024}\n  - AU\n  - KB\n", "\n  - AU\n  - KB\n", "BUU november/december 2024"),
        # The budget of 2026 is adopted on 15 October 2025 at the latest.
        ("\n  - {forum: AU, tid: 2025-10-14}\n  - {forum: KB, tid: 2025-10-15}\n",
         "\n  - {forum: KB, tid: 2025-10-15}\n", "AU 14. oktober 2025"),
        ("\n  - {forum: AU, tid: 2026-01-21, beslutning: Tiltrådt}\n  - KB\n", "\n  - KB\n", "AU 21. januar 2026 (Tiltrådt)"),
        ("[{forum: AU, tid: januar 2025}, KB]\n", "\n  - KB\n", "AU januar 2025"),
        ("\n  - {forum: AU, tid: januar 2025}   # fra sagen\n  # og så\n  - KB\n",
         "\n  # - {forum: AU, tid: januar 2025}   # fra sagen\n  # og så\n  - KB\n", "AU januar 2025"),
        ("\n  # kun ét\n  - {forum: KB, tid: januar 2025}\n",
         " ikke oplyst\nbeløb: ikke oplyst\n# sagsgang:\n#   # kun ét\n#   - {forum: KB, tid: januar 2025}\n",
         "KB januar 2025; sagsgang er ikke oplyst"),
        ("\n  - {forum: KB, tid: januar 2025}\n", " ikke oplyst\n", "KB januar 2025; sagsgang er ikke oplyst"),
        # One without a time is passed, where a later one is; one with a time that is still to come is not.
        ("\n  - BUU\n  - {forum: AU, tid: januar 2025}\n  - KB\n", "\n  - KB\n",
         "BUU (uden tid, men et senere trin er passeret) og AU januar 2025"),
        ("\n  - {forum: BUU, tid: maj 2026}\n  - {forum: AU, tid: januar 2025}\n  - KB\n",
         "\n  - {forum: BUU, tid: maj 2026}\n  - KB\n", "AU januar 2025"),
        ("AU, KB\n", " AU, KB\n", ""),
        ("\n  ingen: Er indarbejdet\n", "\n  ingen: Er indarbejdet\n", ""),
    ],
)  # fmt: skip
def test_steps_that_are_over_do_not_go_along(here: Path, written: str, new: str, told: str) -> None:
    write(
        here / OLD,
        {"sti.yaml": item(beløb="ikke oplyst", sagsgang=None) + f"sagsgang: {written}".replace(": \n", ":\n")},
    )
    ran = next_year(here)
    assert made(here).partition("sagsgang:")[2] == new
    assert section(ran, "Gik med") == [f"sti: trin går ud: {told}" if told else "sti"]
    unknown = sound(here / NEW).efter_id["sti"].sagsgang is IKKE_OPLYST
    assert (ran.status, "sagsgang er ikke oplyst: sti" in ran.out) == ((1, True) if unknown else (0, False))
    said = r"plans/2026-2029/sti\.yaml:[56]:11: fejl: Punktet er ikke afsluttet og har ingen sagsgang\."
    assert bool(re.search(said, ran.out)) is unknown


def test_what_is_used_of_a_pool_is_emptied(here: Path) -> None:
    pool = item(
        art="pulje", bevilling="drift", beløb=AMOUNTS.rstrip(), anvendt="\n  2025: 0,5   # i marts\n  2026: 0,1"
    )
    write(here / OLD, {"pulje.yaml": pool})
    ran = next_year(here)
    assert "anvendt (2025 0,500 og 2026 0,100) er tømt" in section(ran, "Gik med")[0]
    assert sound(here / NEW).efter_id["pulje"].anvendt is None
    # The remark is of what was used, and stands with it.
    assert made(here, "pulje.yaml").endswith("anvendt:\n# anvendt:\n#   2025: 0,5   # i marts\n")


def test_what_is_used_of_no_year_is_emptied_and_is_nothing_to_tell(here: Path) -> None:
    write(here / OLD, {"pulje.yaml": item(art="pulje", bevilling="drift", beløb="ikke oplyst", anvendt="\n  2025:")})
    ran = next_year(here)
    assert (ran.status, section(ran, "Gik med")) == (0, ["pulje"])


def test_moves_between_years_that_are_gone_go_out(here: Path) -> None:
    moves = "\n  - {fra: 2024, til: 2025, beløb: 1}\n  - {fra: 2025, til: 2026, beløb: 2}"
    write(here / OLD, {"sti.yaml": item(flytning=moves)})
    ran = next_year(here)
    assert "flytning 2024 til 2025 (1,000) går ud" in section(ran, "Gik med")[0]
    assert made(here).endswith("flytning: \n  - {fra: 2025, til: 2026, beløb: 2}\n")
    assert ran.status == 0


def test_the_text_of_an_agreement_says_which_it_is_of_however_many_years_it_goes_along(here: Path) -> None:
    write(
        here / OLD,
        {"sti.yaml": item(kurs="Stien skal forlænges.", beløb="ikke oplyst"), "bro.yaml": item(kurs="ikke oplyst")},
    )
    assert next_year(here).status == 0
    remark = "# kurs er fra budgetaftalen for 2025-2028\nkurs: Stien skal forlænges.\n"
    assert remark in made(here)
    assert "#" not in made(here, "bro.yaml")
    assert udplan("nyt-år", "2027-2030", cwd=here).status == 0
    again = (here / "plans" / "2027-2030" / "sti.yaml").read_text(encoding="utf-8")
    assert remark in again and again.count("#") == 1


def test_exceptions_go_along_for_those_that_do(here: Path) -> None:
    exceptions = (
        "undtagelser:\n  - regel: sagsgang-mangler\n    id: [sti, bro]   # begge\n    begrundelse: Kommer\n"
        "  - regel: ikke-oplyst\n    id:\n      - bro\n    begrundelse: Senere\n"
    )
    files = {"sti.yaml": item(sagsgang="ikke oplyst"), "bro.yaml": item(overskrift="Bro", slut="X")}
    write(here / OLD, {"plan.yaml": PLAN_YAML + exceptions, **files})
    ran = next_year(here)
    assert "undtagelser er taget ud: sagsgang-mangler for bro og ikke-oplyst for bro" in section(ran, "plan.yaml")
    assert "undtagelsen fra sagsgang-mangler gik med for sti: Kommer" in section(ran, "Skal besluttes")
    assert [(each.regel, each.id) for each in sound(here / NEW).grundlag.undtagelser] == [
        ("sagsgang-mangler", ("sti",))
    ]
    assert "# begge" in made(here, "plan.yaml")
    assert (ran.status, verdict(here / NEW).errors) == (0, 0)


def test_bodies_and_meetings_of_years_that_are_gone(here: Path) -> None:
    fora = PLAN_YAML.replace("  AU: {navn: Arbejdsmarkedsudvalget, slags: fagudvalg}\n", (
        "  AU:\n    navn: Arbejdsmarkedsudvalget\n    slags: fagudvalg\n    gyldig_til: 2025-12-31\n"
        "    møder:\n      - 2025-12-01\n      - 2026-01-12\n"
    ))  # fmt: skip
    write(here / OLD, {"plan.yaml": fora, "sti.yaml": item(udvalg="BUU", sagsgang="BUU, KB")})
    ran = next_year(here)
    assert "1 møde i AU før 2026 er taget ud" in section(ran, "plan.yaml")
    assert "AU findes kun til 2025-12-31, før 2026. Skriv det, der er kommet i stedet." in section(
        ran, "Skal besluttes"
    )
    assert "    møder:\n      - 2026-01-12\n" in made(here, "plan.yaml")


def test_a_titel_without_the_period_stays_and_is_told(here: Path) -> None:
    write(
        here / OLD,
        {"plan.yaml": PLAN_YAML.replace("titel: Udmøntningsplan 2025-2028", "titel: Planen"), "sti.yaml": item()},
    )
    ran = next_year(here)
    assert "titel er stadig »Planen«: perioden 2025-2028 står ikke i den." in section(ran, "Skal besluttes")
    assert made(here, "plan.yaml").startswith("titel: Planen\n")


def test_groups_and_themes_are_the_old_ones(here: Path) -> None:
    write(here / OLD, {"h.yaml": hensigt(tema="Økonomisk bæredygtighed")})
    ran = next_year(here)
    decide = section(ran, "Skal besluttes")
    assert "hensigtsgrupper er dem fra 2025-2028, til den nye aftale kendes." in decide
    assert "temaer er dem fra 2025-2028, til de nye kendes." in decide
    assert sound(here / NEW).grundlag.hensigtsgrupper == sound(here / OLD).grundlag.hensigtsgrupper


def test_every_item_that_is_named_and_left_behind_is_refused_at_once_with_the_command(here: Path) -> None:
    files = {
        "sti.yaml": item(afledt_af="vej", finansieret_af="pulje"),
        "vej.yaml": item(overskrift="Vej", art="anlæg", slut="X", omsætter="krav"),
        "krav.yaml": item(overskrift="Krav", slut="X"),
        "pulje.yaml": item(overskrift="Pulje", art="pulje", bevilling="drift"),
    }
    write(here / OLD, files)
    ran = next_year(here, "--uden", "pulje", "--fra", "2025-2028")
    assert (ran.status, ran.out, ran.err) == (
        2,
        "",
        "sti: finansieret_af er pulje, som ikke går med, for det er valgt fra med --uden.\n"
        "sti: afledt_af er vej, som ikke går med, for det er afsluttet.\n"
        "vej: omsætter er krav, som ikke går med, for det er afsluttet.\n"
        "Fejl: Et punkt, der går med, kan ikke henvise til et, der ikke gør. Intet er skrevet. Ret henvisningerne, eller tag "
        "punkterne med: udplan nyt-år 2026-2029 --fra 2025-2028 --også vej --også krav\n",
    )
    assert not (here / NEW).exists()
    again = ran.err.rpartition("udplan ")[2].split()
    assert udplan(*again, cwd=here).status == 0
    assert len(sound(here / NEW).indsatser) == 4


def test_amounts_in_brackets_with_remarks_are_written_anew_above_what_they_were(here: Path) -> None:
    write(here / OLD, {"sti.yaml": item(beløb="{2025: 1,   # først\n  2026: 2}")})
    assert next_year(here).status == 0
    assert made(here).endswith("beløb:\n  2026: 2\n# beløb: {2025: 1,   # først\n#   2026: 2}\n")


def test_points_in_brackets_are_written_anew(here: Path) -> None:
    exceptions = (
        "undtagelser:\n  - {regel: sagsgang-mangler, id: [sti, bro], begrundelse: Kommer}\n"
        "  - {regel: ikke-oplyst, id: [bro], begrundelse: Senere}\n"
    )
    statuses = (
        "[{dato: 2025-02-01, tekst: Før, forventet: {2025: 1}}, "
        '{dato: 2025-05-01, tekst: Nu, forventet: {2025: "1,1", 2026: 2}}]'
    )
    sti = item(sagsgang="ikke oplyst", status=statuses)
    write(
        here / OLD,
        {"plan.yaml": PLAN_YAML + exceptions, "sti.yaml": sti, "bro.yaml": item(overskrift="Bro", slut="X")},
    )
    ran = next_year(here)
    assert (ran.status, "Skal ses efter" in ran.out) == (0, False)
    assert "undtagelser er taget ud: sagsgang-mangler for bro og ikke-oplyst for bro" in section(ran, "plan.yaml")
    assert made(here, "plan.yaml").endswith(
        "undtagelser:\n  - regel: sagsgang-mangler\n    id:\n      - sti\n    begrundelse: Kommer\n"
    )
    assert made(here).endswith("status:\n  - dato: 2025-05-01\n    tekst: Nu\n    forventet:\n      2026: 2\n")


@pytest.mark.parametrize(
    ("written", "new"),
    [
        ("\n  - 2025   # det første\n  - 2026\n  - 2027\n  - 2028\n", "2026-2029\n# periode:\n#   - 2025   # det første\n"),
        ("[2025, 2026,   # to\n  2027, 2028]\n", "2026-2029\n# periode: [2025, 2026,   # to\n#   2027, 2028]\n"),
        ("[2025, 2026, 2027, 2028]   # årene\n", "2026-2029   # årene\n"),
    ],
)  # fmt: skip
def test_the_years_are_the_new_ones_however_the_old_are_written(here: Path, written: str, new: str) -> None:
    old = PLAN_YAML.replace("periode: 2025-2028\n", f"periode: {written}".replace(": \n", ":\n"))
    write(here / OLD, {"plan.yaml": old, "sti.yaml": item()})
    assert next_year(here).status == 0
    assert f"kommune: Norddjurs Kommune\nperiode: {new}" in made(here, "plan.yaml")


def test_meetings_of_a_body_in_brackets(here: Path) -> None:
    bodies = PLAN_YAML.replace(
        "navn: Arbejdsmarkedsudvalget,", "navn: Arbejdsmarkedsudvalget, møder: [2025-12-01, 2026-01-12],"
    )
    bodies = bodies.replace("slags: kommunalbestyrelse}", "slags: kommunalbestyrelse, møder: [2025-03-01]}   # alle")
    write(here / OLD, {"plan.yaml": bodies, "sti.yaml": item()})
    ran = next_year(here)
    assert "Skal ses efter" not in ran.out
    assert "1 møde i AU før 2026 er taget ud" in section(ran, "plan.yaml")
    assert "1 møde i KB før 2026 er taget ud" in section(ran, "plan.yaml")
    plan = made(here, "plan.yaml")
    assert "\n  AU:\n    navn: Arbejdsmarkedsudvalget\n    møder:\n      - 2026-01-12\n    slags: fagudvalg\n" in plan
    assert re.search(r"\n  KB:   # alle\n(    navn: .*\n)?    slags: kommunalbestyrelse\n", plan)


def test_a_file_that_could_not_be_read_again_is_refused_with_the_reason(here: Path) -> None:
    text = "{overskrift: Sti, art: drift, udvalg: AU, tovholder: Arbejdsmarkedschefen, sagsgang: [AU], beløb: {2025: 1, 2026: 2}}\n"
    write(here / OLD, {"sti.yaml": text})
    ran = next_year(here)
    said = (
        "Fejl: sti.yaml kan ikke føres videre: beløb er ikke ændret: Feltet er skrevet på en måde, som udplan ikke fjerner. "
        "Skriv hvert felt på sin egen linje. Ret den gamle plan, og prøv igen. Intet er skrevet.\n"
    )
    assert (ran.status, ran.out, ran.err) == (2, "", said)
    assert not (here / NEW).exists()


def test_a_plan_for_other_years_than_those_asked_for_is_not_written(here: Path) -> None:
    text = (
        "{titel: Planen, kommune: Norddjurs Kommune, enhed: mio. kr., tovholdere: [Chefen], fora: {AU: {slags: fagudvalg}},\n"
        " periode: [2025,   # det første\n  2026, 2027, 2028]}\n"
    )
    write(here / OLD, {"plan.yaml": text})
    ran = next_year(here)
    said = (
        "Fejl: plan.yaml kan ikke føres videre: periode er ikke ændret: Feltet er skrevet på en måde, som udplan ikke er "
        "sikker på at rette i. Ret det i filen. Ret den gamle plan, og prøv igen. Intet er skrevet.\n"
    )
    assert (ran.status, ran.out, ran.err) == (2, "", said)
    assert not (here / NEW).exists()


# --- wrong use, and what is not written ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("periode", "said"),
    [
        ("2025-2028", "Planen for 2025-2028 findes allerede, og det er den, der skulle føres videre. Skriv fx 2026-2029. "
         "Skal den nye laves af en anden plan, så sig hvilken med --fra."),
        ("2024-2027", "Planen er for 2025-2028, og 2024-2027 begynder ikke efter 2025. Skriv fx 2026-2029."),
        ("2026-2027", "Planen er for 2025-2028, og 2026-2027 slutter før 2028, så planlagte år gik tabt. Skriv fx 2026-2029."),
        ("2030-2033", "Planen er for 2025-2028, og der er år mellem den og 2030-2033. Skriv fx 2026-2029."),
        ("2026,2028", "Der er huller mellem årene i 2026-2028. Skriv fx 2026-2029."),
        ("2026-2060", "PERIODE: Perioden er på 35 år. En plan kan højst have 20."),
        ("næste", "PERIODE: Skriv perioden som 2025-2028, eller som en liste af årstal i rækkefølge."),
    ],
)  # fmt: skip
def test_a_period_that_does_not_follow_is_refused(here: Path, periode: str, said: str) -> None:
    write(here / OLD, {"sti.yaml": item()})
    ran = udplan("nyt-år", periode, cwd=here)
    assert (ran.status, ran.out, ran.err) == (2, "", f"Fejl: {said}\n")
    assert [path.name for path in (here / "plans").iterdir()] == ["2025-2028"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--også", "sti", "--uden", "sti"], "Fejl: sti står både efter --også og --uden. Vælg den ene.\n"),
        (["--uden", "findes-ikke"], "Fejl: »findes-ikke« findes ikke som punkt i planen."),
        (["--fra", "2019-2022"], "Fejl: Planen 2019-2022 findes ikke."),
        (["-o", "kvittering.pdf"], "Fejl: kvittering.pdf ender på .pdf, og det skrives ikke her."),
    ],
)  # fmt: skip
def test_other_wrong_use_is_refused(here: Path, words: list[str], said: str) -> None:
    write(here / OLD, {"sti.yaml": item()})
    ran = next_year(here, *words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert not (here / NEW).exists()


def test_a_folder_that_is_there_is_not_touched(here: Path) -> None:
    write(here / OLD, {"sti.yaml": item()})
    write(here / NEW, {"noter.txt": "Husk"})
    ran = next_year(here)
    said = "Fejl: plans/2026-2029 findes allerede og bliver ikke rørt. Slet den, eller vælg en anden periode.\n"
    assert (ran.status, ran.out, ran.err) == (2, "", said)
    assert [path.name for path in (here / NEW).iterdir()] == ["noter.txt"]


def test_a_plan_that_cannot_be_read_whole_is_refused(here: Path) -> None:
    write(here / OLD, {"sti.yaml": item(beløb="{2025: x}")})
    ran = next_year(here)
    assert ran.status == 1
    assert ran.err.endswith(
        "Fejl: Planen kan ikke læses helt, så der bliver ikke skrevet noget. Ret fejlene ovenfor.\n"
    )
    assert not (here / NEW).exists()


def test_kun_vis_tells_the_same_and_writes_nothing(here: Path) -> None:
    write(here / OLD, {"sti.yaml": item(), "bro.yaml": item(overskrift="Bro", slut="X")})
    before = state(here)
    ran = next_year(here, "--kun-vis", "-o", "kvittering.md")
    assert state(here) == before
    assert ran.out.startswith("2025-2028 til 2026-2029: 1 af 2 punkter ville gå med\nVille gå med: 1 punkt\n  sti: ")
    assert "Ville ikke gå med, for de er afsluttet" in ran.out
    assert ran.err == "Intet er skrevet. Uden --kun-vis laver kommandoen plans/2026-2029.\n"
    said = (
        ran.out.replace("ville gå med", "gik med")
        .replace("Ville gå med", "Gik med")
        .replace("Ville ikke gå med", "Gik ikke med")
    )
    assert next_year(here).out == said


def test_the_receipt_is_a_page_too_in_which_a_plan_is_data(here: Path) -> None:
    write(here / OLD, {"bro.yaml": item(overskrift="Bro <b>*ny*</b>", slut="X"), "sti.yaml": item()})
    ran = next_year(here, "-o", "kvittering.md")
    page = (here / "kvittering.md").read_text(encoding="utf-8")
    assert page.startswith(
        "# Kvittering: 2025-2028 til 2026-2029: 1 af 2 punkter gik med\n\n## Gik med: 1 punkt\n\n- sti: "
    )
    assert "- bro: Bro \\<b\\>\\*ny\\*\\</b\\>\n" in page
    assert "Skrevet: kvittering.md\n" in ran.err


@pytest.mark.parametrize(
    ("ud", "said"),
    [
        ("nej/kvittering.md", "Fejl: Mappen nej findes ikke. Lav den først, eller vælg et andet sted til -o.\n"),
        ("mappe.md", "Fejl: mappe.md kan ikke skrives. Vælg et andet navn til -o.\n"),
        ("min.md", "Fejl: min.md findes allerede, og det, der står i den nu, har udplan ikke skrevet. Intet er skrevet. "
         "Skriv et andet navn, eller brug --overskriv.\n"),
    ],
)  # fmt: skip
def test_nothing_is_made_where_the_receipt_cannot_be_written(here: Path, ud: str, said: str) -> None:
    write(here / OLD, {"sti.yaml": item()})
    write(here, {"min.md": "Mine noter"})
    (here / "mappe.md").mkdir()
    ran = next_year(here, "-o", ud)
    assert (ran.status, ran.out, ran.err) == (2, "", said)
    assert not (here / NEW).exists()


def test_a_run_that_is_stopped_once_the_folder_is_there_says_so_and_leaves_the_receipt(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(here / OLD, {"sti.yaml": item()})
    real = output.show

    def stopped(text: str, *, err: bool = False) -> None:
        if not err:
            raise KeyboardInterrupt
        real(text, err=err)

    monkeypatch.setattr(output, "show", stopped)
    ran = next_year(here, "-o", "kvittering.md")
    said = "Skrevet: kvittering.md\nSkrevet: plans/2026-2029\nAfbrudt.\n"
    assert (ran.status, ran.out, ran.err) == (130, "", said)
    assert "- sti: beløb" in (here / "kvittering.md").read_text(encoding="utf-8")
    assert verdict(here / NEW).errors == 0


def test_ctrl_c_that_waited_for_the_folder_waits_for_its_receipt_too(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(here / OLD, {"sti.yaml": item()})

    real = folders.create_folder

    def interrupted(path: Path, files: Mapping[Path, bytes]) -> None:
        real(path, files)
        raise KeyboardInterrupt

    monkeypatch.setattr(folders, "create_folder", interrupted)
    ran = next_year(here, "-o", "kvittering.md")
    said = "Skrevet: kvittering.md\nSkrevet: plans/2026-2029\nAfbrudt.\n"
    assert (ran.status, ran.out, ran.err) == (130, "", said)
    assert "- sti: beløb" in (here / "kvittering.md").read_text(encoding="utf-8")


@pytest.mark.process
def test_a_reader_who_has_seen_enough_is_told_of_the_folder(here: Path) -> None:
    write(here / OLD, {"sti.yaml": item()})
    reading, writing_end = os.pipe()
    os.close(reading)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "udplan", "nyt-år", "2026-2029"],
            cwd=here, stdin=subprocess.DEVNULL, stdout=writing_end, stderr=subprocess.PIPE, timeout=60,
        )  # fmt: skip
    finally:
        os.close(writing_end)
    assert ran.stderr.decode("utf-8").splitlines() == ["Skrevet: plans/2026-2029"]
    assert verdict(here / NEW).errors == 0


def test_a_receipt_that_could_not_be_written_after_all_is_printed(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here / OLD, {"sti.yaml": item()})

    def full(path: Path, raw: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("udplan.disk.documents.write_document", full)
    ran = next_year(here, "-o", "kvittering.md")
    assert ran.status == 2
    assert ran.err.startswith(
        "Fejl: Der er ikke plads på disken til kvittering.md.\nSkrevet: plans/2026-2029, 2 filer. Så kan du:\n"
    )
    assert "Gik med: 1 punkt\n  sti: beløb" in ran.out


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, "Afbrudt.\n"),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            2,
            "Fejl: Der er ikke plads på disken til plans/2026-2029. Intet er skrevet.\n",
        ),
    ],
)
def test_a_run_that_is_stopped_leaves_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, said: str
) -> None:
    write(here / OLD, {"sti.yaml": item(), "au/bro.yaml": item(overskrift="Bro")})
    before = state(here / OLD)
    real, written = writing.write_all, []

    def stopping(handle: int, raw: bytes) -> None:
        written.append(raw)
        if len(written) == 3:
            raise error
        real(handle, raw)

    monkeypatch.setattr("udplan.disk.folders.write_all", stopping)
    ran = next_year(here)
    assert (ran.status, ran.err) == (status, said)
    assert [path.name for path in (here / "plans").iterdir()] == ["2025-2028"]
    assert state(here / OLD) == before
