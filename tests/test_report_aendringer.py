"""The report »ændringer«: what it says, what it adds up to, and what it keeps to itself."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command_line import udplan
from tests.goldens import hold_still
from tests.plans import PLAN_YAML, PlanFolder, item, sound, write
from tests.test_docx import as_text
from tests.test_secrecy import PLAN, figures, moved, rank, row_of
from udplan.documents.blocks import Changed, Document, Heading, Note, Row, Table
from udplan.documents.formats import FORMATS, render
from udplan.documents.formats.pdf.data import typst_data
from udplan.documents.reports import REPORTS
from udplan.figures.printed import as_csv, as_json
from udplan.figures.secrecy import Hidden
from udplan.figures.select import UnknownChoice, Valg
from udplan.figures.sums import Pr, add_up
from udplan.history.state import Tilstand
from udplan.model.indsats import Art
from udplan.model.plan import Plan
from udplan.publish import document as publish
from udplan.publish.everything import everything
from udplan.values.differ import Del, Run
from udplan.values.totals import is_known

Files = Mapping[str, str]
_NAVN = "24. marts 2025"


def state(tmp_path: Path, name: str, files: Files, plan: str = PLAN_YAML) -> Plan:
    write(tmp_path / name, {"plan.yaml": plan, **files})
    return sound(tmp_path / name)


def since(before: Plan, **asked: object) -> Valg:
    return Valg(før=Tilstand(before, _NAVN), **asked)  # type: ignore[arg-type]


def made(before: Plan, after: Plan, **asked: object) -> Document:
    return publish.document(after, since(before, **asked), "ændringer")


def text(before: Plan, after: Plan, kind: str = "md", **asked: object) -> str:
    return str(publish.finished(after, since(before, **asked), "ændringer", kind).content)


BEFORE = {
    "sti.yaml": item(
        kode="R1",
        kurs="Stien skal anlægges, når udvalget har drøftet linjeføringen med naboerne.",
        koordinering="To afdelinger er med.",
        beløb="\n  2025: 1\n  2026: 0,5\n  2027:\n  2028: 2",
        sagsgang="AU, ØK, KB",
        status="[{dato: 2025-01-10, tekst: I gang, lys: grøn}]",
        tværgående="ja",
    ),
    "vej.yaml": item(overskrift="En vej", slut="X", udvalg="BUU", sagsgang="BUU, KB"),
    "bro.yaml": item(overskrift="En bro"),
    "havn.yaml": item(overskrift="En havn", beløb="{2025: 3}"),
    "skov.yaml": item(overskrift="En skov", udvalg="BUU", sagsgang="BUU, KB"),
}
AFTER = {
    "sti.yaml": item(
        kode="R1 (B)",
        kurs="Stien skal anlægges, når ØK har drøftet linjeføringen med *naboerne*.",
        koordinering="To afdelinger er med.\n",
        beløb="\n  2025: 1,25\n  2026: ikke oplyst\n  2027: 0\n  2028: 2,000",
        sagsgang="[{forum: AU, beslutning: Tiltrådt}, {forum: KB, tid: maj 2025}]",
        status="[{dato: 2025-03-01, tekst: Venter på naboerne, lys: gul, obs: ja}, {dato: 2025-01-10, tekst: I gang, lys: grøn}]",
        tværgående="ja",
        tovholder="[Økonomichefen, Arbejdsmarkedschefen]",
    ),
    "buu/vej.yaml": item(overskrift="En vej", udvalg="BUU", sagsgang="BUU, KB"),
    "bro.yaml": item(overskrift="En bro", slut="2025-02-03", procent="{2025: '0,5'}", kompetence="politisk"),
    "ny-havn.yaml": item(overskrift="En havn", beløb="{2025: 3}"),
    "skov.yaml": item(overskrift="En skov", udvalg="AU", sagsgang="BUU, KB"),
    "soe.yaml": item(overskrift="En sø", beløb="{2025: 4}"),
}
TITLE = "titel: Udmøntningsplan 2025-2028"
AFTER_YAML = PLAN_YAML.replace(TITLE, f"{TITLE}, revideret")


@pytest.fixture
def two(tmp_path: Path) -> tuple[Plan, Plan]:
    return state(tmp_path, "før", BEFORE), state(tmp_path, "efter", AFTER, AFTER_YAML)


def test_every_kind_of_change_is_told_once_in_these_words(two: tuple[Plan, Plan]) -> None:
    hold_still("aendringer.md", text(*two).encode("utf-8"))


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_every_format_has_what_is_gone_and_what_is_new(two: tuple[Plan, Plan], kind: str) -> None:
    assert publish.finished(two[1], since(two[0]), "ændringer", kind).title == (
        "Ændringer siden 24. marts 2025: Udmøntningsplan 2025-2028, revideret"
    )


def test_word_is_as_it_was(two: tuple[Plan, Plan]) -> None:
    content = publish.finished(two[1], since(two[0]), "ændringer", "docx").content
    assert isinstance(content, bytes)
    hold_still("aendringer.docx.txt", as_text(content).encode("utf-8"))


def test_what_the_pdf_is_made_of_is_as_it_was(two: tuple[Plan, Plan]) -> None:
    data = json.loads(typst_data(made(*two)))
    hold_still("aendringer.typ.json", f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode())


CHANGED = Changed(
    "Kurs",
    ((Run("når", Del.ENS), Run("<i>udvalget</i>", Del.SLETTET), Run("*ØK*", Del.NY), Run("har…", Del.ENS)),),
)


def of_one_block(kind: str) -> str | bytes:
    return render(Document("Titel", "Norddjurs", "mio. kr.", 3, (Heading(1, "Titel"), CHANGED)), kind)


def test_a_page_says_in_words_and_in_marks_what_is_gone_and_what_is_new() -> None:
    """A reader of the screen is told in words, one who sees it by a line through the words or under them."""
    page = str(of_one_block("html"))
    assert (
        '<del><span class="kun-tale">slettet: </span>&lt;i&gt;udvalget&lt;/i&gt;'
        '<span class="kun-tale">, slettet slut</span></del> '
        '<ins><span class="kun-tale">nyt: </span>*ØK*<span class="kun-tale">, nyt slut</span></ins>'
    ) in page
    assert "del { color: var(--dæmpet); text-decoration: line-through" in page
    assert "ins { font-weight: 600; text-decoration: underline" in page


def test_markdown_strikes_what_is_gone_and_the_text_of_the_plan_stays_text() -> None:
    said = r"**Kurs:** når ~~\<i>udvalget\</i>~~ **\*ØK\*** har…"
    assert str(of_one_block("md")).splitlines()[-1] == said


def test_word_has_a_style_for_what_is_gone_and_one_for_what_is_new() -> None:
    content = of_one_block("docx")
    assert isinstance(content, bytes)
    (line,) = (each for each in docx.Document(io.BytesIO(content)).paragraphs if each.text.startswith("Kurs:"))
    assert line.text == "Kurs: når <i>udvalget</i> *ØK* har…"
    styles = {run.text: run.style.name for run in line.runs if run.style is not None and run.text.strip()}
    assert (styles["<i>udvalget</i>"], styles["*ØK*"]) == ("Slettet tekst", "Ny tekst")


def test_nothing_has_changed(two: tuple[Plan, Plan]) -> None:
    before, _ = two
    same = sound(before.mappe)
    assert text(before, same) == (
        "# Ændringer siden 24. marts 2025: Udmøntningsplan 2025-2028\n\n"
        "- **Før:** 24. marts 2025\n- **Efter:** planen, som den står nu\n\n"
        "> Der er ikke ændret noget.\n"
    )


def test_the_later_state_is_called_what_it_is_called(two: tuple[Plan, Plan]) -> None:
    assert "- **Efter:** mærket byraad-2025\n" in text(*two, til="mærket byraad-2025")


def test_no_path_is_in_the_document(two: tuple[Plan, Plan]) -> None:
    assert str(two[0].mappe) not in text(*two, "html")
    assert "yaml" not in text(*two)


def test_an_extract_has_the_committees_own_sums_and_what_moved_to_or_from_it(two: tuple[Plan, Plan]) -> None:
    before, after = two
    document = text(before, after, udvalg="BUU")
    assert "# Ændringer siden 24. marts 2025 for Børne- og Ungdomsudvalget:" in document
    assert "| En skov | Flyttet fra BUU til AU |" in document
    assert "| Børne- og Ungdomsudvalget | 2025 | 2,000 | 1,000 | -1,000 |" in document
    assert "En sø" not in document


def test_a_tovholder_asks_for_their_own(two: tuple[Plan, Plan]) -> None:
    document = text(*two, tovholder="Økonomichefen")
    assert "Ny cykelsti R1 (B)" in document
    assert "En bro" not in document


def test_a_committee_of_the_earlier_plan_alone_may_be_asked_for(tmp_path: Path) -> None:
    old = PLAN_YAML.replace("  KCL:", "  TU: {navn: Teknikudvalget, slags: fagudvalg}\n  KCL:")
    write(tmp_path / "før", {"plan.yaml": old, "sti.yaml": item(udvalg="TU", sagsgang="KB")})
    write(tmp_path / "efter", {"plan.yaml": PLAN_YAML, "sti.yaml": item(sagsgang="KB")})
    words = ("report", "ændringer", "--plan", "efter", "--siden", "./før", "--udvalg")
    ran = udplan(*words, "teknik", cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert "# Ændringer siden mappen før for Teknikudvalget:" in ran.out
    assert "| Ny cykelsti | Flyttet fra TU til AU |" in ran.out
    refused = udplan(*words, "KLIMA", cwd=tmp_path)
    assert (refused.status, refused.err.startswith("Fejl: »KLIMA« findes ikke som udvalg i planen.")) == (2, True)


def test_what_was_asked_for_is_said(two: tuple[Plan, Plan]) -> None:
    said = text(*two, tovholder="Økonomichefen", art=Art.DRIFT, tværgående=True)
    assert "- **Kun punkter:** tovholder Økonomichefen, art drift, tværgående\n" in said
    assert "Kun punkter" not in text(*two)


def test_what_stands_beside_the_sums_is_said_to_be_of_the_later_state(tmp_path: Path) -> None:
    before = state(tmp_path, "før", {"sti.yaml": item(beløb="{2025: 1, 2026: 1}")})
    after = state(tmp_path, "efter", {"sti.yaml": item(beløb="{2025: 2, 2026: ikke oplyst}")})
    beside = "> Enkelte beløb er ikke oplyst og er ikke med i summerne: 2026 (1 beløb).\n"
    assert f"> Om summerne i planen, som den er nu:\n\n{beside}" in text(before, after)
    assert f"> Om summerne efter (mærket byraad-2025):\n\n{beside}" in text(before, after, til="mærket byraad-2025")


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    files = {"sti.yaml": item(), "vej.yaml": item(overskrift="En vej")}
    before, after = state(tmp_path, "før", files), state(tmp_path, "efter", files)
    unread = replace(
        before,
        indsatser=tuple(each for each in before.indsatser if each.id != "sti"),
        filer=(*before.filer, Path("gammel.yaml")),
    )
    said = text(unread, after)
    assert "## Kan ikke sammenlignes\n\n> 2 filer i den ene udgave" in said
    assert "- Ny cykelsti\n- 1 punkt, der kun er i den fil, der ikke kan læses\n" in said
    assert "Nye punkter" not in said


@pytest.mark.parametrize("shown_first", [True, False])
def test_an_item_that_is_hidden_in_one_state_changes_no_sum_that_is_told(tmp_path: Path, shown_first: bool) -> None:
    others = {"vej.yaml": item(overskrift="En vej", beløb="{2025: 1}")}
    shown = state(tmp_path, "vist", {**others, "sti.yaml": item(beløb="{2025: 7}")})
    secret = state(tmp_path, "skjult", {**others, "sti.yaml": item(beløb="{2025: 8}", offentlig="nej")})
    said = text(shown, secret) if shown_first else text(secret, shown)
    assert "> Der er ikke ændret noget.\n" in said
    assert "Summer før og efter" not in said


def test_a_sum_that_is_the_same_and_lacks_the_same_is_not_told(tmp_path: Path) -> None:
    def files(amount: str, *unknown: str) -> dict[str, str]:
        of = {navn: "ikke oplyst" if navn in unknown else "1" for navn in ("a", "b")}
        return {
            "sti.yaml": item(beløb=f"\n  2025: {amount}\n  2026: 1"),
            **{f"{navn}.yaml": item(overskrift=navn, beløb=f"{{2025: {written}}}") for navn, written in of.items()},
        }

    before = state(tmp_path, "før", files("", "a"))
    assert "Summer før og efter" not in text(before, state(tmp_path, "nul", files("0", "a")))
    assert "Summer før og efter" in text(before, state(tmp_path, "en", files("1", "a")))
    assert "Summer før og efter" in text(before, state(tmp_path, "anden", files("", "b")))


# --- what it adds up to -----------------------------------------------------------------------------------------------

_AMOUNT = st.sampled_from(["1", "-2", "'3,5'", "'-0,25'", "0", ""])
_YEARS = (2025, 2026)


@st.composite
def states(draw: st.DrawFn, amounts: st.SearchStrategy[str] = _AMOUNT) -> tuple[dict[str, str], dict[str, str]]:
    """The files of two states: amounts set and blank, items that come, go, and move between committees."""

    def files() -> dict[str, str]:
        return {
            f"punkt-{number}.yaml": item(
                overskrift=f"Punkt {number}",
                udvalg=draw(st.sampled_from(["AU", "BUU", "ØK", "ikke oplyst"])),
                art=draw(st.sampled_from(["drift", "anlæg"])),
                beløb="".join(f"\n  {år}: {draw(amounts)}" for år in _YEARS),
            )
            for number in draw(st.sets(st.integers(0, 5), min_size=1))
        }

    return files(), files()


@settings(max_examples=60, deadline=None)
@given(states())
def test_the_differences_add_up_to_those_of_the_two_sums(files: tuple[dict[str, str], dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before, after = (state(Path(folder), name, of, PLAN) for name, of in zip(("a", "b"), files, strict=True))
    told = {
        (str(table.caption).partition(":")[0].lower(), str(row.cells[0]), int(str(row.cells[1]))): row.cells[4]
        for table in made(before, after).blocks
        if isinstance(table, Table) and table.caption.endswith("summer før og efter")
        for row in table.rows
    }
    names = {"AU": "Arbejdsmarkedsudvalget", "BUU": "Børne- og Ungdomsudvalget", "ØK": "Økonomiudvalget"}
    then, now = (by_row(plan) for plan in (before, after))
    for bevilling, udvalg, år in then.keys() | now.keys():
        difference = now.get((bevilling, udvalg, år), Decimal(0)) - then.get((bevilling, udvalg, år), Decimal(0))
        name = names.get(udvalg, "Udvalg ikke oplyst")
        assert told.get((bevilling, name, år), Decimal(0)) == difference
    for bevilling in ("drift", "anlæg"):
        for år in _YEARS:
            own = [cell for (kind, name, of), cell in told.items() if (kind, of) == (bevilling, år) and name != "I alt"]
            if ("drift", "I alt", år) in told or len(own) > 1:
                assert told.get((bevilling, "I alt", år), sum(own)) == sum(own)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(states(st.one_of(_AMOUNT, st.just("ikke oplyst"))))
def test_the_differences_of_the_rows_add_up_to_those_of_the_two_sums(
    files: tuple[dict[str, str], dict[str, str]],
) -> None:
    """Wherever all amounts of a committee's year are known in both states."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = (state(Path(folder), name, of, PLAN) for name, of in zip(("a", "b"), files, strict=True))
    told: dict[tuple[object, ...], Decimal] = {}
    for row in publish.change_rows(after, since(before)):
        if row["felt"] == "beløb" and isinstance(row["forskel"], Decimal):
            place = row["bevilling"], str(row["udvalg"]), row["år"]
            told[place] = told.get(place, Decimal(0)) + row["forskel"]
    then, now = (
        {
            (row.bevilling, row.navn, år): amount
            for row in add_up(plan, plan.indsatser, Pr.UDVALG).rækker
            for år, amount in row.beløb.items()
        }
        for plan in (before, after)
    )
    for place in then.keys() | now.keys():
        was, is_now = (of.get(place) for of in (then, now))
        if is_known(was) and is_known(is_now):
            assert told.get(place, Decimal(0)) == (is_now or Decimal(0)) - (was or Decimal(0))


def test_an_item_that_moves_is_taken_from_one_place_and_put_in_the_other(tmp_path: Path) -> None:
    path = {"sagsgang": "KB"}
    before = state(tmp_path, "før", {"sti.yaml": item(beløb="{2025: 1, 2026: 2}", **path)})
    after = state(tmp_path, "efter", {"sti.yaml": item(beløb="{2025: 1, 2026: ikke oplyst}", udvalg="BUU", **path)})
    rows = publish.change_rows(after, since(before))
    assert [(row["slags"], row["felt"], row["udvalg"], row["år"], row["forskel"]) for row in rows] == [
        ("flyttet eller omdøbt", "udvalg", "BUU", None, None),
        ("flyttet eller omdøbt", "beløb", "AU", 2025, Decimal(-1)),
        ("flyttet eller omdøbt", "beløb", "AU", 2026, Decimal(-2)),
        ("flyttet eller omdøbt", "beløb", "BUU", 2025, Decimal(1)),
        ("flyttet eller omdøbt", "beløb", "BUU", 2026, None),
    ]


def by_row(plan: Plan) -> dict[tuple[str, str, int], Decimal]:
    """What ``udplan sum`` says, by bevilling, committee and year."""
    return {
        (row.bevilling, row.navn, år): amount
        for row in add_up(plan, plan.indsatser, Pr.UDVALG).rækker
        for år, amount in row.beløb.items()
        if isinstance(amount, Decimal)
    }


# --- what it keeps to itself ------------------------------------------------------------------------------------------


def hidden(amount: str, **fields: str) -> str:
    return item(overskrift="HEMMELIG", beløb=f"{{2025: {amount}}}", offentlig="nej", **fields)


def everything_told(before: Plan, after: Plan) -> Iterator[object]:
    """What a reader can have of it: every format, and the rows in each of theirs."""
    for kind in ("md", "html", "docx"):
        yield publish.finished(after, since(before), "ændringer", kind).content
    rows = publish.change_rows(after, since(before))
    yield from (as_json(rows), as_csv(rows))


@pytest.mark.parametrize("others", [{}, {"aaben.yaml": item(), "mere.yaml": item(udvalg="BUU")}])
def test_that_a_hidden_amount_has_changed_is_told_by_nothing(tmp_path: Path, others: dict[str, str]) -> None:
    """The same documents, to the last byte, as where nothing has changed."""
    before = state(tmp_path, "før", {"skjult.yaml": hidden("7"), **others})
    other = state(
        tmp_path, "efter", {"skjult.yaml": hidden("8", status="[{dato: 2025-02-01, tekst: HEMMELIG}]"), **others}
    )
    same = sound(before.mappe)
    assert list(everything_told(before, other)) == list(everything_told(before, same))
    internal = text(before, other, internt=True)
    assert "| HEMMELIG | Beløb 2025 | 7,000 | 8,000 | 1,000 |" in internal
    assert [row["efter"] for row in publish.change_rows(other, since(before, internt=True)) if row["år"]] == [
        Decimal(8)
    ]


@pytest.mark.parametrize(
    ("before", "after", "public"),
    [
        ({"skjult.yaml": hidden("7")}, {"skjult.yaml": item(overskrift="HEMMELIG", beløb="{2025: 7}")}, {9, 10}),
        ({"skjult.yaml": item(overskrift="HEMMELIG", beløb="{2025: 7}")}, {"skjult.yaml": hidden("7")}, {8, 9}),
        ({"skjult.yaml": hidden("7")}, {}, {2, 3}),
        ({}, {"skjult.yaml": hidden("7")}, {1, 2}),
    ],
)
def test_what_is_hidden_in_either_state_is_named_nowhere(
    tmp_path: Path, before: Files, after: Files, public: set[int]
) -> None:
    """Only the sums of the state in which it was not hidden are told, and the public change that both have: 1 → 2."""
    others = {"a.yaml": item(), "b.yaml": item(overskrift="En vej", udvalg="BUU")}
    changed = {**others, "a.yaml": item(beløb="{2025: 2}")}
    then, now = state(tmp_path, "før", {**before, **others}), state(tmp_path, "efter", {**after, **changed})
    for told in everything_told(then, now):
        assert "HEMMELIG" not in str(told)
    printed = {abs(figure) for figure in figures(made(then, now).blocks) if not figure.is_nan()}
    assert printed == {*map(Decimal, public), Decimal(1), Decimal(2)}
    assert any(
        isinstance(block, Note) and block.text.startswith("Et punkt, der ikke er") for block in made(then, now).blocks
    )


@st.composite
def secret_states(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str]]:
    """Two states with one to three hidden items, which may come, go and be shown."""
    count = draw(st.integers(3, 6))

    def files() -> dict[str, str]:
        secret = draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=3))
        return {
            f"punkt-{number}.yaml": item(
                overskrift=f"Punkt {number}",
                udvalg=draw(st.sampled_from(["AU", "BUU"])),
                beløb="".join(f"\n  {år}: {draw(st.sampled_from(['1', '-2', '']))}" for år in _YEARS),
                offentlig="nej" if number in secret else None,
            )
            for number in draw(st.sets(st.integers(0, count - 1), min_size=2))
        }

    return files(), files()


def of_today_and_since(before: Plan, after: Plan) -> list[Decimal]:
    """Every figure that is printed today, and of what has changed."""
    documents = [publish.document(after, Valg(), navn) for navn in ("plan", "økonomi", "puljer")]
    documents += [made(before, after), made(before, after, udvalg="AU")]
    return [figure for document in documents for figure in figures(document.blocks)]


def told_since(before: Plan, after: Plan) -> set[str]:
    """The hidden items of which some sum of printed figures holds nothing but that item, in either state or from the one to
    the other, for one who knows that no other hidden amount has changed."""
    plain = of_today_and_since(before, after)
    (then, of_then), (now, of_now) = moved(before), moved(after)
    columns = [*((of, True) for of in of_then), *((of, False) for of in of_now)]
    sides = ((of_today_and_since(then, after), len(of_then)), (of_today_and_since(before, now), len(of_now)))
    shown = [at for at, figure in enumerate(plain) if not figure.is_nan()]
    assert all([figure.is_nan() for figure in side] == [figure.is_nan() for figure in plain] for side, _ in sides)
    rows = [[times for side, width in sides for times in row_of(plain[at], side[at], width)] for at in shown]

    def tells(own: str) -> bool:
        keys = [(of, state and of.id == own) for of, state in columns]
        names = sorted(set(keys))

        def merged(row: list[Fraction], names: list[tuple[Hidden, bool]]) -> list[Fraction]:
            return [sum((t for t, key in zip(row, keys, strict=True) if key == name), Fraction(0)) for name in names]

        others = [name for name in names if name[0].id != own]
        return rank([merged(row, others) for row in rows]) < rank([merged(row, names) for row in rows])

    return {own for own in {of.id for of, _ in columns} if tells(own)}


@settings(max_examples=40, deadline=None)
@given(secret_states())
def test_no_hidden_amount_follows_for_one_who_knows_that_nothing_else_has_changed(
    files: tuple[dict[str, str], dict[str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before, after = (state(Path(folder), name, of, PLAN) for name, of in zip(("a", "b"), files, strict=True))
    assert told_since(before, after) == set()


def test_what_is_no_longer_told_of_a_text_is_said_in_danish(tmp_path: Path) -> None:
    bare, with_kurs = {"sti.yaml": item()}, {"sti.yaml": item(kurs="En sti.")}
    before, after = state(tmp_path, "før", with_kurs), state(tmp_path, "efter", bare)
    assert "> Der står nu intet i Kurs.\n" in text(before, after)
    assert "> Der stod før intet i Kurs.\n" in text(after, before)
    unknown = state(tmp_path, "ukendt", {"sti.yaml": item(kurs="ikke oplyst")})
    assert "> Kurs er nu ikke oplyst.\n" in text(before, unknown)


def test_a_mere_break_between_paragraphs_is_shown(tmp_path: Path) -> None:
    before = state(tmp_path, "før", {"sti.yaml": item(kurs="|\n  En.\n\n  To.", tværgående="ja")})
    after = state(tmp_path, "efter", {"sti.yaml": item(kurs="En. To.", tværgående="ja")})
    assert "**Kurs:** En. ~~¶~~ To.\n" in text(before, after)
    direktion = str(publish.finished(after, since(before), "direktion", "md").content)
    assert r"| Ny cykelsti | Kurs: En. \[slettet: ¶\] To. |" in direktion


# --- whether the control totals agree --------------------------------------------------------------------------------


def controlled(**stated: str) -> str:
    """A plan.yaml with a control total per committee, each stating 2025 as written; one with a sentence behind a ``|`` has
    that as its explanation."""
    totals = ""
    for udvalg, written in stated.items():
        amount, _, why = written.partition("|")
        totals += f"  - navn: {udvalg}s egne\n    kilde: aftalen\n    hvor: {{udvalg: {udvalg}}}\n"
        totals += f"    beløb: {{2025: {amount}}}\n" + (f"    forklaring: {why}\n" if why else "")
    return f"{PLAN_YAML}kontroltal:\n{totals}"


def test_a_new_deviation_of_an_explained_total_is_named_with_what_it_was(tmp_path: Path) -> None:
    stated = controlled(AU="1", BUU="2|Afrundet i aftalen.")
    own = {"sti.yaml": item(beløb="{2025: 1}")}
    before = state(tmp_path, "før", {**own, "vej.yaml": item(udvalg="BUU", beløb="{2025: '1,1'}")}, stated)
    after = state(tmp_path, "efter", {**own, "vej.yaml": item(udvalg="BUU", beløb="{2025: '101,1'}")}, stated)
    assert text(before, after).splitlines()[2:4] == [
        "- **Kontroltal:** 1 stemmer, 1 er forklaret: »BUUs egne«",
        "- **Afviger anderledes end før:** »BUUs egne« 2025 (forskel før −0,900, nu 99,100)",
    ]


def test_a_total_that_no_longer_agrees_is_named(tmp_path: Path) -> None:
    stated = controlled(AU="1", BUU="2")
    own = {"vej.yaml": item(overskrift="En vej", udvalg="BUU", beløb="{2025: 2}")}
    before = state(tmp_path, "før", {**own, "sti.yaml": item(beløb="{2025: 1}")}, stated)
    after = state(tmp_path, "efter", {**own, "sti.yaml": item(beløb="{2025: 4}")}, stated)
    assert text(before, after).splitlines()[2:4] == [
        "- **Kontroltal:** 1 stemmer, 1 stemmer ikke: »AUs egne«. Før: alle 2 stemmer",
        "- **Afviger anderledes end før:** »AUs egne« 2025 (forskel før 0,000, nu 3,000)",
    ]
    assert text(before, sound(before.mappe)).splitlines()[2] == "- **Kontroltal:** alle 2 stemmer"


# --- where it is asked for --------------------------------------------------------------------------------------------


def test_it_needs_to_know_since_when(plan_folder: PlanFolder) -> None:
    ran = udplan("report", "ændringer", cwd=plan_folder({"sti.yaml": item()}))
    assert ran.status == 2
    assert ran.err == (
        "Fejl: Sig, hvad planen skal holdes op mod. Skriv fx --siden 2025-03-24 eller --siden plan-marts.zip.\n"
    )


def test_the_whole_set_has_it_where_there_is_a_state_to_hold_against(two: tuple[Plan, Plan]) -> None:
    before, after = two
    assert "ændringer" not in {wanted.navn for wanted in everything(after, Valg())}
    assert "ændringer" in {wanted.navn for wanted in everything(after, since(before))}
    assert [navn for navn, listed in REPORTS.items() if listed.af_to] == ["ændringer"]


def test_a_committee_that_nobody_asked_for_is_refused_as_elsewhere(two: tuple[Plan, Plan]) -> None:
    with pytest.raises(UnknownChoice):
        publish.document(two[1], Valg(), "ændringer")


def test_the_rows_are_json(two: tuple[Plan, Plan]) -> None:
    before, after = two
    rows = json.loads(as_json(publish.change_rows(after, since(before))))
    amounts = [
        (row["overskrift"], row["udvalg"], row["år"], row["før"], row["efter"], row["forskel"])
        for row in rows
        if row["felt"] == "beløb"
    ]
    assert amounts == [
        ("En havn", "AU", 2025, None, "3", "3"),
        ("En sø", "AU", 2025, None, "4", "4"),
        ("En havn", "AU", 2025, "3", None, "-3"),
        ("Ny cykelsti", "AU", 2025, "1", "1.25", "0.25"),
        ("Ny cykelsti", "AU", 2026, "0.5", "ikke oplyst", None),
        ("Ny cykelsti", "AU", 2027, None, "0", "0"),
        ("En skov", "BUU", 2025, "1", None, "-1"),
        ("En skov", "AU", 2025, None, "1", "1"),
    ]


# --- the direktion ----------------------------------------------------------------------------------------------------


def test_the_direktion_is_told_the_same_of_its_items(two: tuple[Plan, Plan]) -> None:
    before, after = two
    blocks = publish.document(after, since(before), "direktion").blocks
    (table,) = (
        block for block in blocks if isinstance(block, Table) and block.caption.startswith("Alt, der er ændret")
    )
    assert [row.cells[1] for row in table.rows if isinstance(row, Row)] == [
        "Beløb 2025: 1,000 → 1,250",
        "Beløb 2026: 0,500 → ikke oplyst",
        "Beløb 2027: tomt → 0,000",
        "Tovholder: Arbejdsmarkedschefen → Arbejdsmarkedschefen og Økonomichefen",
        "Led udgået: ØK",
        "Beslutning i AU: Tiltrådt",
        "KB, tid: tomt → maj 2025",
        "Flyttet fra kode R1 til kode R1 (B)",
        "Kurs: Stien skal anlægges, når [udvalget → ØK] har drøftet linjeføringen med [naboerne. → *naboerne*.]",
        "1. marts 2025: Ny status, OBS, lys: grøn → gul: Venter på naboerne",
    ]
    assert {row.cells[0] for row in table.rows} == {"Ny cykelsti R1 (B)"}


def test_the_direktion_has_the_order_of_the_later_plan_and_what_is_gone_last(tmp_path: Path) -> None:
    def of(navn: str, place: int, amount: int) -> str:
        return item(overskrift=navn, tværgående="ja", rækkefølge=str(place), beløb=f"{{2025: {amount}}}")

    then = {"a.yaml": of("A", 1, 1), "b.yaml": of("B", 2, 1), "c.yaml": of("C", 3, 1)}
    before = state(tmp_path, "før", then)
    after = state(tmp_path, "efter", {"c.yaml": of("C", 1, 2), "b.yaml": of("B", 2, 2), "d.yaml": of("D", 3, 1)})
    blocks = publish.document(after, since(before), "direktion").blocks
    (table,) = (
        block for block in blocks if isinstance(block, Table) and block.caption.startswith("Alt, der er ændret")
    )
    assert [row.cells[0] for row in table.rows] == [*(each.overskrift for each in after.indsatser), "A"]


def test_what_is_not_known_to_be_expected_has_no_unit(tmp_path: Path) -> None:
    def of(*expected: str) -> dict[str, str]:
        said = ", ".join(f"{{dato: 2025-0{n}-01, forventet: {{2026: {each}}}}}" for n, each in enumerate(expected, 1))
        return {"sti.yaml": item(beløb="{2026: 1}", status=f"[{said}]")}

    before, after = (
        state(tmp_path, "før", {"sti.yaml": item(beløb="{2026: 1}")}),
        state(tmp_path, "efter", of("ikke oplyst", "2")),
    )
    said = text(before, after)
    assert "orventet 2026: ikke oplyst |" in said
    assert "orventet 2026: ikke oplyst → 2,000 (mio. kr.) |" in said


def test_the_direktion_without_a_change_says_so(two: tuple[Plan, Plan]) -> None:
    before, _ = two
    said = str(publish.finished(sound(before.mappe), since(before), "direktion", "md").content)
    assert "## Ændret siden 24. marts 2025\n\n> Ingen.\n" in said
