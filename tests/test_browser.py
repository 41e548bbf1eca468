"""The html in a real Chromium: what axe-core finds, how wide it is, and how it prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Browser, browser
from tests.documents import nasty_document, rich_document
from tests.plans import REAL_PLAN, sound
from udplan.documents.blocks import Cell, Column, Document, Heading, Kind, Row, Table
from udplan.documents.formats import render
from udplan.documents.reports import report
from udplan.figures.select import Valg
from udplan.history.state import Tilstand
from udplan.model.plan import Plan
from udplan.values.unknown import IKKE_OPLYST


def wide_document() -> Document:
    """A table of as many columns as a year has months, with words that are too long for any of them."""
    months = tuple(Column(f"Måned {n}", Kind.MARK if n % 2 else Kind.TEXT) for n in range(1, 13))
    row = Row(("Arbejdsmarkedsudvalgspuljen", *("Kommunalbestyrelsesmøde", "X") * 6))
    table = Table("Arbejdsplan", (Column("Punkt"), *months), (row, row))
    heading = Heading(1, "Udmøntningsplanlægningsudvalgsformandskabsarbejdsplan")
    return Document("Arbejdsplan", "Norddjurs Kommune", "mio. kr.", 3, (heading, table))


DOCUMENTS: dict[str, Callable[[], Document]] = {"rich": rich_document, "nasty": nasty_document, "wide": wide_document}


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module", params=DOCUMENTS)
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / f"{request.param}.html"
    path.write_text(render(DOCUMENTS[request.param](), "html"), encoding="utf-8", newline="\n")
    return path


@pytest.mark.parametrize("width", [320, 480, 641, 800, 1024, 1600])
def test_no_width_scrolls_sideways(window: Browser, page: Path, width: int) -> None:
    window.open(page, width)
    assert window.scroll_width() <= width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_can_judge_everything(window: Browser, page: Path, width: int, dark: bool) -> None:
    window.open(page, width, dark=dark)
    background = window.run("return getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", background))) < 300) is dark
    found = window.axe()
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"] + found["incomplete"]] == []
    assert {"color-contrast", "region", "heading-order"} <= {each["id"] for each in found["passes"]}


def test_a_table_is_still_a_table_on_a_telephone(window: Browser, page: Path) -> None:
    counted = []
    for width in (320, 1280):
        window.open(page, width)
        nodes = window.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        roles = [node.get("role", {}).get("value") for node in nodes if not node["ignored"]]
        counted.append({role: roles.count(role) for role in ("table", "row", "columnheader", "rowheader")})
    narrow, broad = counted
    assert narrow == broad
    assert narrow["table"] > 0 and narrow["columnheader"] > 0


LONG = "20. februar 2025: Forvaltningen afventer udbudsmaterialet og Økonomiudvalgets behandling af sagen."
LIGHTS = Table(
    "Opfølgning",
    (
        *(Column("Punkt"), Column("Lys", Kind.LIGHT), Column("Aftalt 2025", Kind.AMOUNT)),
        *(Column("Forventet 2025", Kind.AMOUNT), Column("Forskel", Kind.AMOUNT), Column("Seneste status", Kind.PROSE)),
    ),
    (
        Row(("Investering i fraværsindsatsen", "rød, 20. januar 2025", Decimal(1), Decimal(2), Decimal(1), LONG)),
        Row(("AI-hjælpeværktøj til kommunikation R002", "OBS", Decimal(1), None, None, LONG)),
    ),
)
BODIES = ("KCL", "HMU", "AMU", "FUDV", "BUU", "Høring", "KFU", "MPU", "VPU", "ØK", "KB")
COUNTS = Table(
    "Antal",
    (Column("Måned"), *(Column(name, Kind.COUNT) for name in BODIES)),
    (Row(("September", *range(len(BODIES)))),),
)
#: A short name above a column in which nothing stands, beside one of long texts.
BEFORE_AND_AFTER = Table(
    "Planen selv",
    (Column("Hvad"), Column("Før", Kind.PROSE), Column("Efter", Kind.PROSE)),
    (Row(("ØK 6. december 2022, indstilling", "", f"{LONG} {LONG}")), Row(("AU", "1", LONG))),
)


@pytest.mark.parametrize(
    ("table", "widths"),
    [(LIGHTS, (1200, 1280)), (COUNTS, (1100, 1280)), (BEFORE_AND_AFTER, (800, 1280))],
    ids=["lights", "counts", "before-and-after"],
)
def test_a_table_stays_one_where_it_fits(
    window: Browser, tmp_path: Path, table: Table, widths: tuple[int, ...]
) -> None:
    blocks = (Heading(1, "Prøve"), Heading(2, "Tal"), table)  # a heading for the contents, which take their part
    path = written(tmp_path / "page.html", Document("Prøve", "Norddjurs Kommune", "mio. kr.", 3, blocks))
    for width in (*widths, 320, 700):
        window.open(path, width)
        if width in widths:
            assert window.run("return getComputedStyle(document.querySelector('table')).display") == "table"
        assert window.scroll_width() <= width
        assert window.run(BROKEN_WORDS) == []


def test_the_names_above_the_figures_of_a_card_have_room(window: Browser, tmp_path: Path) -> None:
    """»Heraf tværgående« and »Heraf afsluttet« ran into one another on a telephone."""
    names = ("Punkter", "Heraf tværgående", "Heraf afsluttet")
    table = Table(
        "Punkter", (Column("Hvilke punkter"), *(Column(name, Kind.COUNT) for name in names)), (Row(("Egne", 14, 3, 3)),)
    )
    blocks = (Heading(1, "Prøve"), table)
    window.open(written(tmp_path / "page.html", Document("Prøve", "Norddjurs Kommune", "mio. kr.", 3, blocks)), 320)
    too_wide = (
        "return [...document.querySelectorAll('td.tal')].filter(cell => cell.scrollWidth > cell.clientWidth).length"
    )
    assert window.run("return document.querySelectorAll('td.tal').length") == len(names)
    assert window.run(too_wide) == 0
    assert window.scroll_width() <= 320


def test_the_keyboard_reaches_the_text_first(window: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(render(rich_document(), "html"), encoding="utf-8", newline="\n")
    window.open(path)
    keys = pytest.importorskip("selenium.webdriver.common.keys").Keys
    window.driver.switch_to.active_element.send_keys(keys.TAB)
    assert window.run("return document.activeElement.textContent") == "Gå til indholdet"
    assert window.run("return document.activeElement.getBoundingClientRect().top") >= 0
    window.driver.switch_to.active_element.send_keys(keys.ENTER)
    assert window.run("return document.activeElement.tagName") == "MAIN"


def test_it_prints_on_landscape_paper(window: Browser, page: Path) -> None:
    window.open(page, dark=True)
    printed = window.pdf()
    assert printed.startswith(b"%PDF-")
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert boxes
    assert all((round(float(width)), round(float(height))) == (842, 595) for width, height in boxes)


def test_paper_repeats_the_head_of_a_table_and_leaves_out_what_is_for_screens(window: Browser, page: Path) -> None:
    window.open(page)
    window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        shown = "return getComputedStyle(document.querySelector('{}'))?.display"
        assert window.run(shown.format("thead")) == "table-header-group"
        assert window.run(shown.format(".spring")) == "none"
        assert window.run("return getComputedStyle(document.querySelector('table')).display") == "table"
    finally:
        window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_page_asks_the_network_for_nothing(window: Browser, page: Path) -> None:
    window.open(page)
    assert window.run("return performance.getEntriesByType('resource').length") == 0


# --- finding and sorting ----------------------------------------------------------------------------------------


def written(path: Path, document: Document) -> Path:
    path.write_text(render(document, "html"), encoding="utf-8", newline="\n")
    return path


class Keyboard:
    """A reader without a mouse."""

    def __init__(self, window: Browser) -> None:
        self.window = window
        self.keys: Any = pytest.importorskip("selenium.webdriver.common.keys").Keys

    def press(self, *keys: str) -> None:
        for key in keys:
            self.window.driver.switch_to.active_element.send_keys(getattr(self.keys, key, key))

    def go(self, to: str) -> None:
        """Tab forwards until what ``to`` selects has the focus."""
        for _ in range(60):
            if self.window.run(f"return document.activeElement.matches({to!r})"):
                return
            self.press("TAB")
        raise AssertionError(f"{to} cannot be reached")


@pytest.fixture
def keyboard(window: Browser, tmp_path: Path) -> Keyboard:
    """The rich document, newly opened."""
    window.open(written(tmp_path / "rich.html", rich_document()))
    return Keyboard(window)


def shown(window: Browser, selector: str) -> list[str]:
    """The first line of each such element that can be seen."""
    found: list[str] = window.run(
        f"return [...document.querySelectorAll({selector!r})]"
        ".filter((each) => each.checkVisibility()).map((each) => each.innerText.trim().split('\\n')[0])"
    )
    return found


def status(window: Browser) -> str:
    return str(window.run("return document.querySelector('.find [role=status]').textContent"))


SUMS = "Summerne gælder alle punkter."


def test_a_word_finds_its_items_with_their_rows_sections_and_contents(window: Browser, keyboard: Keyboard) -> None:
    every = {kind: shown(window, kind) for kind in (".punkt", "[data-punkt]", "nav li", "main h2", ".afsnit > h3")}
    totals = shown(window, ".slutsum td.tal")
    assert status(window) == "Viser alle 7 punkter."
    assert window.run("return document.querySelector('.find [role=status]').ariaLive") == "polite"
    keyboard.press("TAB", "ENTER")  # past the contents
    keyboard.go("[type=search]")
    keyboard.press("FRAVÆR  2025")
    assert status(window) == f"Viser 0 af 7 punkter. {SUMS}"
    assert not shown(window, ".punkt") and not shown(window, "[data-punkt]")
    never_had_any = ["Anlæg ud over basis", "Kontroltal"]
    assert shown(window, "main h2") == never_had_any
    assert shown(window, "nav > details > ol > li") == never_had_any
    keyboard.press(*["BACKSPACE"] * 6)
    assert status(window) == f"Viser 2 af 7 punkter. {SUMS}"
    for kind in (".punkt", "[data-punkt]"):
        assert [title.split()[0] for title in shown(window, kind)] == ["Aktiv/helhedsorienteret", "Investering"]
    assert shown(window, "main h2") == ["Budgetændringer drift", *never_had_any]
    sections = ["Økonomiudvalget og tværgående driftsændringer og råderumsforslag", "Råderumsforslag - AU"]
    assert shown(window, ".afsnit > h3") == [*sections, "Anlæg"]
    assert shown(window, "nav li") == ["Budgetændringer drift", *sections, never_had_any[0], "Anlæg", never_had_any[1]]
    assert shown(window, ".slutsum td.tal") == totals
    assert shown(window, "caption .forbehold") == [SUMS] * 3  # of the two sections and of the whole form
    keyboard.press("ENTER")  # sends nothing and goes nowhere
    keyboard.go(".find button")
    keyboard.press("SPACE")
    assert status(window) == "Viser alle 7 punkter."
    assert {kind: shown(window, kind) for kind in every} == every
    assert not shown(window, ".forbehold")


def test_figures_and_committees_can_be_searched_for(window: Browser, keyboard: Keyboard) -> None:
    keyboard.go("[type=search]")
    keyboard.press("-1,313")
    assert status(window).startswith("Viser 1 af 7 punkter.")
    keyboard.press(*["BACKSPACE"] * 6, "arbejdsmarkedsudvalget")
    assert status(window).startswith("Viser 3 af 7 punkter.")


def test_filters_are_chosen_with_the_arrows_and_ticked_with_the_space_bar(window: Browser, keyboard: Keyboard) -> None:
    keyboard.go("#find_udvalg")
    keyboard.press("ARROW_DOWN")
    assert status(window) == f"Viser 3 af 7 punkter. {SUMS}"
    keyboard.go("#find_tovholder")
    keyboard.press("Bør")  # the option that begins so; this item has three managers
    assert status(window) == f"Viser 1 af 7 punkter. {SUMS}"
    keyboard.go("[type=checkbox]")
    keyboard.press("SPACE")
    assert status(window) == f"Viser 0 af 7 punkter. {SUMS}"
    keyboard.press("SPACE")
    assert len(shown(window, ".punkt")) == 1
    keyboard.go(".find button")
    keyboard.press("ENTER")
    assert status(window) == "Viser alle 7 punkter."
    assert window.run("return [...document.querySelectorAll('select')].every((each) => each.selectedIndex === 0)")


def test_items_without_a_committee_are_a_choice_of_their_own(window: Browser, keyboard: Keyboard) -> None:
    keyboard.go("#find_udvalg")
    keyboard.press("END")
    assert window.run("return document.activeElement.selectedOptions[0].text") == "Uden udvalg"
    assert shown(window, ".punkt") == ["Politiske visioner – Retning for Norddjurs"]


def sorting_document() -> Document:
    """Words in which Danish has an order of its own, and figures in which text has the wrong one."""
    figures: tuple[tuple[str, Cell], ...] = (
        *(("Østerbro", Decimal("9.25")), ("Zoo", Decimal("-1234.5")), ("Aabenraa", None), ("Ærø", Decimal("10.5"))),
        *(("R10", IKKE_OPLYST), ("R9", Decimal("0"))),
    )
    total = Row(("I alt", Decimal("-1214.75")), total=True)
    table = Table("Beløb", (Column("Navn"), Column("2025", Kind.AMOUNT)), (*map(Row, figures), total))
    return Document("Orden", "Norddjurs Kommune", "mio. kr.", 3, (Heading(1, "Orden"), table))


def test_a_table_is_sorted_by_three_presses(window: Browser, tmp_path: Path) -> None:
    window.open(written(tmp_path / "sorting.html", sorting_document()))
    keyboard = Keyboard(window)
    order = ["Østerbro", "Zoo", "Aabenraa", "Ærø", "R10", "R9", "I alt"]
    assert shown(window, "tbody th") == order
    assert shown(window, "thead th") == ["Navn", "2025"]
    keyboard.go(".tal button")
    seen = []
    for key in ("ENTER", "SPACE", "ENTER"):
        keyboard.press(key)
        mark = window.run("return document.activeElement.parentElement.ariaSort")
        said = window.run("return document.querySelector('main > [role=status]').textContent")
        seen.append((mark, said, shown(window, "tbody th")))
    assert seen == [
        (
            "ascending",
            "Sorteret efter 2025, stigende.",
            ["Zoo", "R9", "Østerbro", "Ærø", "Aabenraa", "R10", "I alt"],
        ),
        (
            "descending",
            "Sorteret efter 2025, faldende.",
            ["Ærø", "Østerbro", "R9", "Zoo", "Aabenraa", "R10", "I alt"],
        ),
        (None, "Rækkerne står igen i planens rækkefølge.", order),
    ]


def test_titles_are_sorted_as_danes_do(window: Browser, tmp_path: Path) -> None:
    window.open(written(tmp_path / "sorting.html", sorting_document()))
    keyboard = Keyboard(window)
    keyboard.go(".tal button")
    keyboard.press("ENTER")
    window.driver.execute_script("document.querySelector('thead button').focus()")
    keyboard.press("ENTER")
    assert shown(window, "tbody th") == ["R9", "R10", "Zoo", "Ærø", "Østerbro", "Aabenraa", "I alt"]
    assert window.run("return [...document.querySelectorAll('thead th')].map((each) => each.ariaSort)") == [
        *("ascending", None)
    ]


def test_reset_puts_the_rows_back_too(window: Browser, keyboard: Keyboard) -> None:
    before = shown(window, "tbody th")
    keyboard.go(".beløb .tal button")
    keyboard.press("ENTER")
    assert shown(window, "tbody th") != before
    window.driver.execute_script("document.querySelector('.find button').focus()")
    keyboard.press("ENTER")
    assert shown(window, "tbody th") == before
    assert not window.run("return document.querySelector('[aria-sort]')")


def test_on_a_telephone_the_columns_to_sort_by_can_be_seen(window: Browser, tmp_path: Path) -> None:
    window.open(written(tmp_path / "rich.html", rich_document()), 320)
    keyboard = Keyboard(window)
    keyboard.go(".beløb .tal button")
    box = window.run("const box = document.activeElement.getBoundingClientRect(); return [box.width, box.height]")
    assert min(box) >= 24  # WCAG 2.5.8
    assert window.scroll_width() <= 320


def seen_by_a_screen_reader(window: Browser) -> list[tuple[str, str]]:
    nodes = window.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node.get("ignored")]


def test_without_scripts_everything_stands_there_but_the_controls(window: Browser, tmp_path: Path) -> None:
    path = written(tmp_path / "rich.html", rich_document())
    window.open(path)
    controls = {"search", "searchbox", "combobox", "checkbox", "button", "status"}
    with_scripts = seen_by_a_screen_reader(window)
    assert controls <= {role for role, _ in with_scripts}
    window.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        window.open(path)
        without = seen_by_a_screen_reader(window)
    finally:
        window.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert not controls & {role for role, _ in without}
    for role in ("heading", "rowheader", "columnheader", "cell", "definition", "listitem"):
        assert [each for each in without if each[0] == role] == [each for each in with_scripts if each[0] == role]


def test_a_text_that_got_through_could_still_not_run(window: Browser, tmp_path: Path) -> None:
    path = written(tmp_path / "rich.html", rich_document())
    leak = "<script>window.leaked = 1</script><img src=x onerror='window.leaked = 2'>"
    path.write_text(path.read_text(encoding="utf-8").replace("</main>", f"{leak}</main>"), encoding="utf-8")
    window.open(path)
    assert window.run("return window.leaked ?? 'nothing'") == "nothing"
    assert window.run("return document.querySelector('.find').hidden") is False  # while our own did


def test_paper_shows_what_was_found_and_says_so(window: Browser, keyboard: Keyboard) -> None:
    def on_paper(selector: str) -> list[str]:
        window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        try:
            return shown(window, selector)
        finally:
            window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    assert not on_paper(".find, .find *")
    assert len(on_paper(".punkt")) == 7
    keyboard.go("[type=search]")
    keyboard.press("fravær")
    keyboard.go("[type=checkbox]")
    keyboard.press("SPACE")
    said = f"Ikke hele dokumentet: søgning »fravær«; kun uafsluttede. Viser 1 af 7 punkter. {SUMS}"
    assert on_paper(".find, .find *") == [said, said]  # the frame and the words in it
    assert len(on_paper(".punkt")) == 1


# --- every report of the real plans -----------------------------------------------------------------------------


REPORTS = {
    **{
        name: (name, "2025-2028", Valg())
        for name in ("plan", "sag", "direktion", "strategi", "årshjul", "økonomi", "opfølgning")
    },
    **{f"udvalg {kode}": ("udvalg", "2025-2028", Valg(udvalg=kode)) for kode in ("BUU", "AU")},
    "arbejdsplan": ("arbejdsplan", "2025-2028", Valg(udvalg="BUU")),
    "tovholder": ("tovholder", "2025-2028", Valg()),
    "puljer": ("puljer", "2021-2024", Valg()),
    "ændringer": ("ændringer", "2025-2028", Valg()),
}
#: The words of tables' cells and headers that stand on more than one line.
BROKEN_WORDS = """
const found = [];
for (const cell of document.querySelectorAll("th, td")) {
  const head = cell.closest("thead");
  if (head && getComputedStyle(head).position === "absolute") continue;  // only for screen readers
  const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    for (const word of node.data.matchAll(/[^\\s/-]+/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(word[0]);
    }
  }
}
return found;
"""


def earlier(plan: Plan) -> Plan:
    """The plan as it might have been: of every item something was otherwise, and one was not there."""
    items = tuple(
        item.model_copy(
            update={
                "kurs": f"Aftalt. {item.kurs}",
                "udvalg": "AU",
                "tovholder": ("Økonomichefen",),
                "beløb": {2025: Decimal("1.5"), 2026: IKKE_OPLYST},
                "sagsgang": IKKE_OPLYST,
                "status": (),
            }
        )
        for item in plan.indsatser[1:]
    )
    return replace(plan, indsatser=items)


@pytest.fixture(scope="module", params=REPORTS)
def real_report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    name, folder, valg = REPORTS[request.param]
    plan = sound(REAL_PLAN.parent / folder)
    if name == "ændringer":
        valg = replace(valg, før=Tilstand(earlier(plan), "24. marts 2025"))
    document = replace(report(name)(plan, valg), forside="index.html")  # with all that a page may have
    return written(tmp_path_factory.mktemp("report") / "report.html", document)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_a_real_report(window: Browser, real_report: Path, dark: bool) -> None:
    window.open(real_report, dark=dark)
    with_items = len(window.run("return [...document.querySelectorAll('.punkt')]")) > 1
    assert bool(shown(window, ".find")) is with_items
    found = window.axe()
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"] + found["incomplete"]] == []


def test_a_real_report_breaks_no_word_and_never_scrolls_sideways(window: Browser, real_report: Path) -> None:
    broken = {}
    for width in (320, 480, 641, 800, 1024, 1280, 1600):
        window.open(real_report, width)
        assert window.scroll_width() <= width
        if width > 480:
            broken[width] = window.run(BROKEN_WORDS)
    assert not any(broken.values()), broken
