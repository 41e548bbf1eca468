"""The html in a real Chromium: what axe-core finds, how wide it is, and how it prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser import Browser, browser
from tests.documents import nasty_document, rich_document
from udplan.blocks import Column, Document, Heading, Kind, Row, Table
from udplan.formats import render


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
