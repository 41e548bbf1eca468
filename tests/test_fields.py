"""A field is set, added to or removed as spans of the text: what was meant changes, and every other byte stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import FULL_ITEM, PlanFolder, item
from udplan.edit.fields import Bemærk, CannotSet, Fjern, Kald, Stryg, Sæt, Tilføj, Ændring, change
from udplan.intake.tried import prøv, prøv_samlet, skriv
from udplan.model.forms import GRUNDLAG, INDSATS
from udplan.model.plan import load
from udplan.yaml.read import parse


def changed(text: str | bytes, *changes: Ændring) -> str:
    raw = text.encode() if isinstance(text, str) else text
    return change(parse(Path("sti.yaml"), raw, INDSATS), raw, changes).raw.decode()


STATUS = {"dato": "2025-03-14", "tekst": "På vej"}

ROWS = [
    ("a value", "slut: nej\nnote: x\n", Sæt(("slut",), "ja"), "slut: ja\nnote: x\n"),
    ("the remark behind it stays", "slut: nej  # se sag\n", Sæt(("slut",), "X"), "slut: X  # se sag\n"),
    ("a blank one", "slut:   # X eller dato\n", Sæt(("slut",), "X"), "slut: X   # X eller dato\n"),
    ("made blank", "slut: X  # hvornår?\n", Sæt(("slut",), ""), "slut:  # hvornår?\n"),
    ("quotes where they are needed", "note: a\n", Sæt(("note",), "To: delt"), 'note: "To: delt"\n'),
    ("a line becomes a block", "kurs: a  # kort\n", Sæt(("kurs",), "a\n\nb"), "kurs: |  # kort\n  a\n\n  b\n"),
    (
        "a block becomes a line",
        "kurs: |  # lang\n  a\n\n  b\nnote: x\n",
        Sæt(("kurs",), "a"),
        "kurs: a  # lang\nnote: x\n",
    ),
    ("a block another block", "kurs: >-\n  a\n\nnote: x\n", Sæt(("kurs",), "b\nc"), "kurs: |\n  b\n  c\n\nnote: x\n"),
    ("a text over lines", 'kurs: "a\n  b"  # to\n', Sæt(("kurs",), "c"), "kurs: c  # to\n"),
    ("a text below its name", "kurs:  # under\n  a\n  b\n", Sæt(("kurs",), "c"), "kurs: c  # under\n"),
    ("a text that begins with spaces", "kurs: a\n", Sæt(("kurs",), "  a\nb"), "kurs: |2\n    a\n  b\n"),
    (
        "an amount",
        "beløb:\n  2025: 1  # et\n  2026: 2\n",
        Sæt(("beløb", 2025), "-0,5"),
        "beløb:\n  2025: -0,5  # et\n  2026: 2\n",
    ),
    (
        "a year that is not there",
        "beløb:\n  2025: 1\n  2027: 3\n",
        Sæt(("beløb", 2026), "2"),
        "beløb:\n  2025: 1\n  2026: 2\n  2027: 3\n",
    ),
    (
        "no amounts at all",
        "kode: A\nstatus: []\n",
        Sæt(("beløb", 2026), "2"),
        "kode: A\nbeløb:\n  2026: 2\nstatus: []\n",
    ),
    ("a year goes", "beløb:\n  2025: 1\n  2026: 2\n", Fjern(("beløb", 2025)), "beløb:\n  2026: 2\n"),
    (
        "the last year goes",
        "kode: A\nbeløb:\n  2025: 1\n  2026: 2",
        Fjern(("beløb", 2026)),
        "kode: A\nbeløb:\n  2025: 1\n",
    ),
    (
        "a year with a remark goes blank",
        "beløb:\n  2025: 1 # se\n  2026: 2\n",
        Fjern(("beløb", 2025)),
        "beløb:\n  2025: # se\n  2026: 2\n",
    ),
    ("a field goes", "kode: A\nkurs: |\n  a\n  b\nnote: x\n", Fjern(("kurs",)), "kode: A\nnote: x\n"),
    (
        "in the order of the model",
        "overskrift: A\nart: drift\nslut: X\n",
        Sæt(("tovholder",), "B"),
        "overskrift: A\nart: drift\ntovholder: B\nslut: X\n",
    ),
    (
        "below a block and its remarks",
        "kurs: |\n  a\n# om beløb\nbeløb:\n  2025: 1\n",
        Sæt(("slut",), "X"),
        "kurs: |\n  a\nslut: X\n# om beløb\nbeløb:\n  2025: 1\n",
    ),
    (
        "above all others",
        "# om punktet\nnote: x\n",
        Sæt(("overskrift",), "A"),
        "# om punktet\noverskrift: A\nnote: x\n",
    ),
    ("no line end at the end", "kode: A\nnote: x", Sæt(("slut",), "X"), "kode: A\nslut: X\nnote: x"),
    ("behind the last line", "kode: A\nslut: X", Sæt(("note",), "x"), "kode: A\nslut: X\nnote: x"),
    (
        "the first status",
        "note: x\n",
        Tilføj(("status",), STATUS),
        "status:\n  - dato: 2025-03-14\n    tekst: På vej\nnote: x\n",
    ),
    (
        "one more",
        "status:\n- dato: 2025-01-01\n  tekst: A  # ny\nnote: x\n",
        Tilføj(("status",), STATUS),
        "status:\n- dato: 2025-01-01\n  tekst: A  # ny\n- dato: 2025-03-14\n  tekst: På vej\nnote: x\n",
    ),
    (
        "the first of an empty list",
        "status: []\n",
        Tilføj(("status",), STATUS),
        "status:\n  - dato: 2025-03-14\n    tekst: På vej\n",
    ),
    (
        "a list for a name",
        "tovholder: A  # hvem\n",
        Sæt(("tovholder",), ["A", "B: c"]),
        'tovholder:  # hvem\n  - A\n  - "B: c"\n',
    ),
    (
        "a step's time",
        "sagsgang:\n  - forum: BUU\n  - KB\n",
        Sæt(("sagsgang", 0, "tid"), "2025-01-21"),
        "sagsgang:\n  - forum: BUU\n    tid: 2025-01-21\n  - KB\n",
    ),
    (
        "a step that is a name",
        "sagsgang:\n  - BUU\n  - KB\n",
        Sæt(("sagsgang", 1), "ØK"),
        "sagsgang:\n  - BUU\n  - ØK\n",
    ),
    ("a point in brackets", "tovholder: [A, B]  # to\n", Sæt(("tovholder", 1), "C"), "tovholder: [A, C]  # to\n"),
    (
        "a point in brackets that a comma would part",
        'tovholder: [A, "B"]\n',
        Sæt(("tovholder", 0), "Chef for it, hr"),
        'tovholder: ["Chef for it, hr", "B"]\n',
    ),
    (
        "a field of a group in brackets",
        "sagsgang: [{forum: BUU, tid: maj 2025}]\n",
        Sæt(("sagsgang", 0, "forum"), "A: B"),
        'sagsgang: [{forum: "A: B", tid: maj 2025}]\n',
    ),
    (
        "a year's name",
        "beløb:\n  2025: 1  # et\n  2027: 2\n",
        Kald(("beløb", "2025"), "2026"),
        "beløb:\n  2026: 1  # et\n  2027: 2\n",
    ),
    (
        "the name of an exception",
        "undtagelser:\n  # om reglen\n  ikke-oplyst:\n  slut-form: fordi\n",
        Kald(("undtagelser", "ikke-oplyst"), "tid-form"),
        "undtagelser:\n  # om reglen\n  tid-form:\n  slut-form: fordi\n",
    ),
    ("another spelling of the name", "beloeb:\n  2025: 1\n", Sæt(("beløb", 2025), "2"), "beloeb:\n  2025: 2\n"),
]


@pytest.mark.parametrize(("before", "each", "after"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_what_is_set_is_written_where_it_belongs(before: str, each: Ændring, after: str) -> None:
    assert changed(before, each) == after
    windows = before.replace("\n", "\r\n").encode("utf-8-sig")
    assert change(parse(Path("sti.yaml"), windows, INDSATS), windows, [each]).raw == after.replace("\n", "\r\n").encode(
        "utf-8-sig"
    )


@pytest.mark.parametrize(
    ("text", "each", "told"),
    [
        ("beløb: {2025: 1, 2026: 2}\n", Sæt(("beløb", 2026), "3,5"), "Skriv hvert år på sin egen linje"),
        ("beløb: ikke oplyst\n", Sæt(("beløb", 2026), "3"), "Skriv hvert felt på sin egen linje"),
        ("status: [{dato: 2025-01-01}]\n", Tilføj(("status",), STATUS), "Skriv hvert punkt på sin egen linje"),
        ("beløb:\n  2025: 1  # fra aftalen\n  2026: 2\n", Sæt(("beløb",), "ikke oplyst"), "»fra aftalen«"),
        ("note: a\n", Sæt(("note",), "a\u202eb"), "tegn, der ikke kan stå i en plan (U+202E"),
        ("note: a: b: c\n", Sæt(("slut",), "X"), "Kør udplan lint, og ret den først."),
        ("sagsgang:\n  - BUU\n", Sæt(("sagsgang", 4, "tid"), "x"), "ikke så mange punkter"),
        ("beløb:\n  2025: 1\n  2026: 2\n", Kald(("beløb", "2025"), "2026"), "2026 findes allerede."),
        ("beløb:\n  2025: 1\n", Kald(("beløb", "2027"), "2026"), "2027 er ikke et navn, der kan skiftes."),
        ("slut: X\n", Kald(("slut",), "note"), "slut er ikke et navn, der kan skiftes."),
    ],
)
def test_what_cannot_be_set_is_refused_in_words(text: str, each: Ændring, told: str) -> None:
    with pytest.raises(CannotSet) as error:
        changed(text, each)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("before", "each", "after"),
    [
        ("beløb:\n  2025: 1\n  2026: 2\n", Stryg(("beløb", 2025)), "beløb:\n  2026: 2\n"),
        # By itself the remark would speak of the year below it.
        ("beløb:\n  2025: 1  # et\n  2026: 2\n", Stryg(("beløb", 2025)), "beløb:\n  # 2025: 1  # et\n  2026: 2\n"),
        ("tema:\n- A\n- B  # b\n- C\n", Stryg(("tema", 0)), "tema:\n- B  # b\n- C\n"),
        ("tema:\n- A\n- B  # b\n- C\n", Stryg(("tema", 1)), "tema:\n- A\n# - B  # b\n- C\n"),
        ("tema:\n  - A\nnote: x", Stryg(("note",)), "tema:\n  - A\n"),
        # Further in the remarks would be text of the block above.
        (
            "kurs: |\n  a\nsagsgang:\n  # de to\n  - AU  # den ene\n  - KB\nnote: x\n",
            Stryg(("sagsgang",)),
            "kurs: |\n  a\n# sagsgang:\n#   # de to\n#   - AU  # den ene\nnote: x\n",
        ),
        (
            "status:\n  - dato: 2025-01-01\n    tekst: |\n      # ingen bemærkning\n  - dato: 2025-02-01\n",
            Stryg(("status", 0)),
            "status:\n  - dato: 2025-02-01\n",
        ),
        # A remark stays with what it speaks of: what stands below it, its line, or all that the brackets around it hold.
        (
            "anvendt:\n  2025: 0,5   # pr. 1/9\n  2026: 0,1\nnote: x\n",
            Stryg(("anvendt",)),
            "# anvendt:\n#   2025: 0,5   # pr. 1/9\nnote: x\n",
        ),
        (
            "sagsgang:\n  - forum: AU\n    # udsat\n    tid: 2025-01-01\n  # så\n  - KB\n",
            Stryg(("sagsgang", 0)),
            "sagsgang:\n  # - forum: AU\n  #   # udsat\n  #   tid: 2025-01-01\n  # så\n  - KB\n",
        ),
        (
            "sagsgang:\n  - forum: AU\n    tid: 2025-01-01\n    # udsat\n\n    # og mere\n  - KB\n",
            Stryg(("sagsgang", 0)),
            "sagsgang:\n  # - forum: AU\n  #   tid: 2025-01-01\n  #   # udsat\n\n    # og mere\n  - KB\n",
        ),
        (
            "beløb: {2025: 1,  # et\n  2026: 2}\nnote: x\n",
            Stryg(("beløb",)),
            "# beløb: {2025: 1,  # et\n#   2026: 2}\nnote: x\n",
        ),
        ("beløb: {2025: 1,\n  2026: 2}\nnote: x\n", Stryg(("beløb",)), "note: x\n"),
        ("note: x\n", Stryg(("kode",)), "note: x\n"),
        (
            "kode: A\r\nkurs: |\r\n  a\r\n",
            Bemærk(("kurs",), "fra aftalen"),
            "kode: A\r\n# fra aftalen\r\nkurs: |\r\n  a\r\n",
        ),
        ("beløb:\n  2025: 1\n", Bemærk(("beløb", 2025), "x"), "beløb:\n  # x\n  2025: 1\n"),
    ],
)
def test_what_is_struck_goes_with_its_lines_and_its_remarks_stay(before: str, each: Ændring, after: str) -> None:
    assert changed(before, each) == after


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("beløb: {2025: 1, 2026: 2}\n", Stryg(("beløb", 2025))),
        ("status:\n  - dato: 2025-01-01\n    obs: ja\n", Stryg(("status", 0, "dato"))),
        ("status:\n  - dato: 2025-01-01\n", Bemærk(("status", 0, "dato"), "x")),
    ],
)
def test_what_has_no_lines_to_itself_is_not_struck(text: str, each: Ændring) -> None:
    with pytest.raises(CannotSet, match=r"Skriv hvert felt på sin egen linje\."):
        changed(text, each)


def test_a_setting_of_the_plan_is_set_as_well() -> None:
    raw = b"titel: A\nfora:\n  BUU:\n    navn: B  # nyt?\n"
    source = parse(Path("plan.yaml"), raw, GRUNDLAG)
    after = change(source, raw, [Sæt(("fora", "BUU", "navn"), "Børneudvalget"), Sæt(("fora", "KB"), {"navn": "K"})])
    assert after.raw.decode() == "titel: A\nfora:\n  BUU:\n    navn: Børneudvalget  # nyt?\n  KB:\n    navn: K\n"


@pytest.mark.parametrize(
    "fora", ["fora:\n  BUU:  # {}\n    slags: fagudvalg  # her\n", "fora: {{BUU: {{slags: fagudvalg}}}}  # {}\n"]
)
@pytest.mark.parametrize("navn", ["KB", "Børn: unge", "A, B", "2025", "ja", "# 1", '"', "{a}"])
def test_a_body_is_called_something_else(fora: str, navn: str) -> None:
    raw = fora.format("hej").encode()
    source = parse(Path("plan.yaml"), raw, GRUNDLAG)
    after = change(source, raw, [Kald(("fora", "BUU"), navn)]).raw
    assert parse(Path("plan.yaml"), after, GRUNDLAG).data == {"fora": {navn: {"slags": "fagudvalg"}}}
    before, _, behind = raw.partition(b"BUU")
    assert after.startswith(before)
    assert after.endswith(behind)


_TEXTS = st.text(st.sampled_from("ab æ:#-|>[]{}&*!%@`'\"\\?,~0.\n\t\u00a0")) | st.text(max_size=8)
_FIELDS = ("overskrift", "kurs", "koordinering", "note", "forudsætning", "med_høring", "underoverskrift")


@given(field=st.sampled_from(_FIELDS), text=_TEXTS, windows=st.booleans())
def test_any_text_ends_in_the_file_as_it_was_and_nothing_else_is_changed(field: str, text: str, windows: bool) -> None:
    raw = (FULL_ITEM.replace("\n", "\r\n") if windows else FULL_ITEM).encode()
    source = parse(Path("sti.yaml"), raw, INDSATS)
    assert source.data is not None
    try:
        after = change(source, raw, [Sæt((field,), text), Sæt(("status",), [{"dato": "2025-01-01", "tekst": "x"}])])
    except CannotSet:
        return
    read: dict[str, Any] = parse(Path("sti.yaml"), after.raw, INDSATS).data or {}
    said = read.pop(field, None) or ""
    assert said.rstrip("\n") == ("" if text.isspace() else text.rstrip("\n"))
    assert read == {name: value for name, value in source.data.items() if name != field} | {
        "status": [{"dato": "2025-01-01", "tekst": "x"}]
    }
    assert not windows or b"\n" not in after.raw.replace(b"\r\n", b"")
    assert after.raw.count(b"# den lange") == 1


def test_a_plan_is_never_left_with_more_errors_than_it_had(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(), "vej.yaml": item(overskrift="Vej")})
    sti, vej = folder / "sti.yaml", folder / "vej.yaml"
    wanted: dict[Path, list[Ændring]] = {
        sti: [Sæt(("tovholder",), ""), Sæt(("note",), "husk"), Sæt(("udvalg",), "XYZ")],
        vej: [Tilføj(("status",), STATUS)],
    }
    tried = prøv(load(folder), wanted)
    assert [rettelse.fil for rettelse in tried.rettelser] == [sti, vej]
    assert [(each.fil, each.ændring.sti) for each in tried.nægtet] == [(sti, ("tovholder",)), (sti, ("udvalg",))]
    assert "tovholder mangler" in tried.nægtet[0].hvorfor
    for rettelse in tried.rettelser:
        skriv(rettelse)
    assert "note: husk\n" in sti.read_text(encoding="utf-8")
    assert prøv(load(folder), {sti: [Sæt(("note",), "husk")]}).rettelser == ()


def test_a_mended_error_makes_no_room_for_another(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(udvalg="XYZ"), "vej.yaml": item(overskrift="Vej")})
    sti, vej = folder / "sti.yaml", folder / "vej.yaml"
    mended, person = Sæt(("udvalg",), "AU"), Sæt(("tovholder",), "")
    tried = prøv_samlet(load(folder), {sti: [mended, person]})
    assert [problem.besked for problem in tried.fejl] == [
        problem.besked for problem in prøv_samlet(load(folder), {sti: [person]}).fejl
    ]
    assert "tovholder mangler" in tried.fejl[0].besked
    tried_each = prøv(load(folder), {sti: [mended], vej: [person]})
    assert [each for rettelse in tried_each.rettelser for each in rettelse.ændringer] == [mended]
    assert [each.fil for each in tried_each.nægtet] == [vej]


def test_the_same_error_in_another_file_is_another_error(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(udvalg="XYZ"), "vej.yaml": item(overskrift="Vej")})
    sti, vej = folder / "sti.yaml", folder / "vej.yaml"
    tried = prøv_samlet(load(folder), {sti: [Sæt(("udvalg",), "AU")], vej: [Sæt(("udvalg",), "XYZ")]})
    assert [problem.fil for problem in tried.fejl] == [vej]
    tried = prøv_samlet(load(folder), {sti: [Sæt(("udvalg",), "XYW")]})  # still wrong, and no more so
    assert (len(tried.rettelser), tried.fejl) == (1, ())
