"""``udplan vis``: a document in the browser that follows its plan, from a server that answers nobody else."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Browser, axe_folder, browser
from tests.command_line import ROOT, udplan
from tests.plans import PLAN_YAML, REAL_PLAN, item, write
from udplan.lint.run import Verdict
from udplan.live.findings import MOST, findings
from udplan.live.looking import Asked, look
from udplan.live.watching import seen
from udplan.yaml.problem import Niveau, Problem

pytestmark = pytest.mark.process
#: Far longer than anything takes: a test that waits so long has failed.
LONG = 60.0
BROKEN = "overskrift: [\n"
OLD = "Det her er dokumentet, som det var, før der kom en fejl, så det ikke kan laves. Ret fejlen, så følger det med igen."
NONE = "Her er intet dokument endnu, for planen har fejl. Ret dem, så kommer det."


class Served:
    """``udplan vis`` at work in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.fullmatch(r"(http://127\.0\.0\.1:([0-9]+)/)  Stop med Ctrl-C\.\n", said)
        assert found, said + process.stderr.read()
        self.process, self.address, self.port = process, found[1], int(found[2])

    def ask(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """The status, the body and the headers; of a header's name ``_`` is ``-``."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.read(), dict(answer.getheaders())
        finally:
            connection.close()

    @contextmanager
    def news(self) -> Iterator[Callable[[Callable[[dict[str, Any]], object]], dict[str, Any]]]:
        """A function that gives the first thing told, from now on, that is as it is asked to be."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        connection.request("GET", "/nyt")
        lines = connection.getresponse()
        try:
            yield lambda wanted: next(told for told in _told(lines) if wanted(told))
        finally:
            lines.close()
            connection.close()

    def document(self) -> str:
        return self.ask("/dokument")[1].decode("utf-8")

    def stop(self) -> tuple[int, str]:
        """The status and the last words after Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=LONG)
        assert out == ""
        return self.process.returncode, err


def _told(lines: HTTPResponse) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


@contextmanager
def vis(folder: Path, *words: str, browser: bool = False, **environment: str) -> Iterator[Served]:
    process = subprocess.Popen(
        [sys.executable, "-m", "udplan", "vis", *words, *([] if browser else ["--ingen-browser"])],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        yield Served(process)
    finally:
        process.kill()
        process.communicate()


def small(folder: Path, **more: str) -> Path:
    """A repository with a plan of two items; gives the file of the first."""
    plan = folder / "plans" / "2025-2028"
    write(
        plan,
        {
            "plan.yaml": PLAN_YAML,
            "sti.yaml": item(),
            "bad.yaml": item(overskrift="Svømmebad", udvalg="BUU", sagsgang="BUU, KB"),
        },
    )
    write(folder, more)
    return plan / "sti.yaml"


def saved(file: Path, text: str) -> None:
    """As an editor saves: a new file takes the name of the old one."""
    new = file.with_name("ny~")
    new.write_bytes(text.encode("utf-8"))
    new.replace(file)


def until(done: Callable[[], Any]) -> Any:
    """What is waited for, once it is there."""
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        if answer := done():
            return answer
        time.sleep(0.02)
    raise AssertionError("it never came")


# --- following --------------------------------------------------------------------------------------------------------


def test_the_document_follows_a_saved_file(tmp_path: Path) -> None:
    file = small(tmp_path)
    with vis(tmp_path, "--udvalg", "au") as served, served.news() as told:
        first = told(lambda told: True)
        assert (first["fejl"], first["gammelt"], first["tilstand"]) == (0, False, "")
        assert "Ny cykelsti" in served.document() and "Svømmebad" not in served.document()
        saved(file, item(overskrift="Ny <b>sti & bro</b>"))
        then = told(lambda told: told["dokument"] != first["dokument"])
        assert then["titel"] == first["titel"]
        assert "Ny &lt;b&gt;sti &amp; bro&lt;/b&gt;" in served.document()


def test_a_new_file_and_one_that_is_gone_are_followed(tmp_path: Path) -> None:
    file = small(tmp_path)
    with vis(tmp_path) as served, served.news() as told:
        first = told(lambda told: True)
        saved(file.with_name("bro.yaml"), item(overskrift="Ny bro"))
        second = told(lambda told: told["dokument"] != first["dokument"])
        assert "Ny bro" in served.document()
        file.with_name("bro.yaml").unlink()
        assert told(lambda told: told["dokument"] != second["dokument"])["dokument"] == first["dokument"]


def test_a_broken_file_is_told_above_the_old_document_and_heals(tmp_path: Path) -> None:
    file = small(tmp_path)
    with vis(tmp_path) as served, served.news() as told:
        first = told(lambda told: True)
        saved(file, BROKEN)
        broken = told(lambda told: told["fejl"])
        assert (broken["tilstand"], broken["gammelt"], broken["dokument"]) == (OLD, True, first["dokument"])
        finding = broken["fund"][0]
        assert (finding["regel"], finding["sted"]) == ("yaml-form", "plans/2025-2028/sti.yaml:1:14")
        assert finding["adresse"] == f"vscode://file{file.as_posix()}:1:14"
        assert "Ny cykelsti" in served.document()
        saved(file, item())
        assert told(lambda told: not told["fejl"]) == first


def test_a_plan_that_is_broken_from_the_start_heals(tmp_path: Path) -> None:
    file = small(tmp_path)
    saved(file.with_name("plan.yaml"), "titel: [\n")
    with vis(tmp_path, "--udvalg", "BUU") as served, served.news() as told:
        first = told(lambda told: True)
        assert (first["tilstand"], first["dokument"], first["gammelt"]) == (NONE, None, False)
        assert served.ask("/dokument")[0] == 404
        saved(file.with_name("plan.yaml"), PLAN_YAML)
        assert told(lambda told: told["dokument"])["tilstand"] == ""
        assert "Svømmebad" in served.document()


def test_a_folder_that_is_gone_for_a_moment_comes_back(tmp_path: Path) -> None:
    file = small(tmp_path)
    with vis(tmp_path) as served, served.news() as told:
        first = told(lambda told: True)
        file.parent.rename(tmp_path / "væk")
        gone = told(lambda told: told["fejl"])
        assert (gone["gammelt"], gone["fund"][0]["regel"]) == (True, "kan-ikke-laeses")
        (tmp_path / "væk").rename(file.parent)
        assert told(lambda told: not told["fejl"]) == first


def test_a_committee_that_the_plan_has_no_more_is_told(tmp_path: Path) -> None:
    plan = small(tmp_path).with_name("plan.yaml")
    saved(plan, PLAN_YAML.replace("temaer:", "  - Vækst\ntemaer:"))
    with vis(tmp_path, "--tema", "økonomisk") as served, served.news() as told:
        saved(plan, PLAN_YAML.replace("  - Økonomisk bæredygtighed\n", ""))
        finding = told(lambda told: told["fejl"])["fund"][0]
        assert (finding["regel"], finding["sted"]) == ("", "plans/2025-2028/plan.yaml:1:1")
        assert finding["besked"].startswith("»økonomisk« findes ikke som tema i planen.")


def test_a_mistake_in_a_template_of_the_repository_is_told_at_its_place_and_heals(tmp_path: Path) -> None:
    small(tmp_path, **{"templates/rapporter/møde.md.j2": "# Møde\n\n{{ plan.titel }}\n"})
    template = tmp_path / "templates" / "rapporter" / "møde.md.j2"
    with vis(tmp_path, "møde") as served, served.news() as told:
        first = told(lambda told: True)
        assert first["titel"] == "Møde"
        saved(template, "# Møde\n\n{{ plan.titlen }}\n")
        broken = told(lambda told: told["fejl"])
        finding = broken["fund"][0]
        assert (broken["gammelt"], finding["sted"]) == (True, "templates/rapporter/møde.md.j2:3:1")
        assert finding["besked"].startswith("»titlen« findes ikke i ")
        saved(template, "# Møde i dag\n\n{{ plan.titel }}\n")
        assert told(lambda told: not told["fejl"])["titel"] == "Møde i dag"
        assert served.stop() == (0, "Stoppet.\n")
        if sys.platform != "win32":
            until(lambda: not alive(served.process.pid))  # and the worker with it, which ran the template


def alive(group: int) -> bool:
    """Whether there is still a process in a group."""
    with suppress(ProcessLookupError):
        os.killpg(group, 0)
        return True
    return False


# --- who is answered --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("vis")
    small(folder)
    with vis(folder) as at_work:
        yield at_work


def test_only_our_own_page_is_answered(served: Served) -> None:
    ours = f"127.0.0.1:{served.port}"
    for headers in (
        {},
        {"Host": f"localhost:{served.port}"},
        {"Origin": f"http://{ours}", "Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "none"},
    ):
        assert served.ask(**headers)[0] == 200, headers
    for path in ("/", "/dokument", "/nyt", "/vis.js"):
        for status, headers in (
            (421, {"Host": "127.0.0.1"}),
            (421, {"Host": f"udplan.example:{served.port}"}),
            (421, {"Host": f"{ours}.example"}),
            (421, {"Host": f"[::1]:{served.port}"}),
            (421, {"Host": ""}),
            (403, {"Origin": "http://udplan.example"}),
            (403, {"Origin": "null"}),
            (403, {"Origin": f"https://{ours}"}),
            (403, {"Origin": f"http://localhost:{served.port}"}),
            (403, {"Sec_Fetch_Site": "cross-site"}),
            (403, {"Sec_Fetch_Site": "same-site"}),
        ):
            assert served.ask(path, **headers)[:2] == (status, b""), (path, headers)


def test_only_what_is_there_can_be_read(served: Served) -> None:
    for path in ("/plan.yaml", "/../plan.yaml", "/%2e%2e/plan.yaml", "/vis/vis.js", "/dokument/", "*"):
        assert served.ask(path)[:2] == (404, b""), path
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"):
        status, body, headers = served.ask("/", method)
        assert (status, body, headers["Allow"]) == (405, b"", "GET, HEAD"), method
    assert served.ask("/dokument", "HEAD")[:2] == (200, b"")
    assert served.ask("/nyt", "HEAD")[:2] == (200, b"")


def test_every_answer_says_what_may_be_done_with_it(served: Served) -> None:
    for path, frames in (("/", "'none'"), ("/dokument", "'self'")):
        headers = served.ask(path)[2]
        assert f"frame-ancestors {frames}" in headers["Content-Security-Policy"]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
    for path in ("/", "/dokument", "/vis.js", "/vis.css", "/intet"):
        headers = served.ask(path)[2]
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Server"] == "udplan"


# --- beginning and ending ----------------------------------------------------------------------------------------------


def test_it_opens_the_browser_and_ends_with_ctrl_c_with_nothing_written(tmp_path: Path) -> None:
    small(tmp_path)
    opened = tmp_path / "opened"
    script = tmp_path / "browser.py"
    script.write_text(f"import sys; open({str(opened)!r}, 'w').write(sys.argv[1])", encoding="utf-8")
    before = seen([tmp_path])
    with vis(tmp_path, browser=True, BROWSER=f"{sys.executable} {script} %s &") as served:
        assert until(lambda: opened.is_file() and opened.read_text(encoding="utf-8")) == served.address
        with served.news() as told:
            told(lambda told: True)
            assert served.stop() == (0, "Stoppet.\n")  # with a page open, too
    opened.unlink()
    assert {entry[0] for entry in seen([tmp_path])} == {entry[0] for entry in before}


def test_without_a_browser_with_a_window_the_address_is_there_to_be_used(tmp_path: Path) -> None:
    small(tmp_path)
    with vis(tmp_path, browser=True, BROWSER=f"{sys.executable} -c 1 %s") as served:
        assert served.process.stderr is not None
        assert served.process.stderr.readline() == "Bemærk: der er ingen browser at åbne. Skriv adressen i en.\n"
        assert served.ask()[0] == 200
        assert served.stop() == (0, "Stoppet.\n")


def test_what_is_wrong_use_of_report_is_so_here(tmp_path: Path, served: Served) -> None:
    small(tmp_path)
    said = {
        ("plna",): "Fejl: Dokumentet »plna« findes ikke. Mente du plan?\n",
        ("--udvalg", "AUU"): "Fejl: »AUU« findes ikke som udvalg i planen. Mente du AU eller BUU?\n",
        ("udvalg",): None,
        ("--port", f"{served.port}"): f"Fejl: Port {served.port} kan ikke bruges; måske bruger et andet program den. "
        "Vælg en anden, eller udelad --port.\n",
    }
    for words, told in said.items():
        ran = udplan("vis", "--ingen-browser", *words, cwd=tmp_path)
        as_report = told or udplan("report", *words, cwd=tmp_path).err
        assert (ran.status, ran.out, ran.err) == (2, "", as_report), words


# --- what the page is told ----------------------------------------------------------------------------------------------


def test_errors_come_first_and_a_long_list_is_cut_with_a_count() -> None:
    warnings = [Problem(Path("a.yaml"), n, 1, "r", Niveau.ADVARSEL, f"{n}") for n in range(1, MOST + 2)]
    error = Problem(Path("b.yaml"), 7, 2, "q", Niveau.FEJL, "Gal.\x1b[31m", "udvalg: AU\n")
    told = findings(Verdict([*warnings, error], []))
    assert told["antal"] == f"1 fejl, {MOST + 1} advarsler, 0 undtagelser."
    assert (told["fejl"], len(told["fund"]), told["flere"]) == (1, MOST, "Og 2 fund til. udplan lint viser dem alle.")
    first = told["fund"][0]
    assert (first["niveau"], first["besked"], first["linjer"]) == ("fejl", "Gal.\\x1b[31m", "udvalg: AU\n")
    assert (first["sted"], first["skriv"]) == ("b.yaml:7:2", None)


def test_the_internal_document_is_shown_only_where_it_is_asked_for(tmp_path: Path) -> None:
    file = small(tmp_path)
    saved(file, item(offentlig="nej", note="Lokalplanen er ikke på plads"))
    shown = [look(Asked(file.parent, "plan", {"internt": internt})).page for internt in (False, True)]
    assert [page is not None and b"Lokalplanen" in page.html for page in shown] == [False, True]


def test_a_file_that_is_replaced_touched_or_closed_is_seen(tmp_path: Path) -> None:
    file = small(tmp_path)
    known = seen([tmp_path])
    assert seen([tmp_path]) == known
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "index").touch()
    (file.parent / "cirkel").symlink_to(tmp_path)
    without = {entry for entry in seen([tmp_path]) if not entry[0].endswith("cirkel")}
    assert {entry[0] for entry in without} == {entry[0] for entry in known}
    state = file.stat()
    saved(file, item(overskrift="Ny cykelstj"))  # as long as it was, and as old
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert seen([file.parent]) != seen([tmp_path / "intet"])
    assert not {entry for entry in known if entry[0] == str(file)} & seen([file.parent])


# --- in a browser -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


FRAME = "document.querySelector('iframe:not(.kommer)')?.contentDocument"
READY = f"return !document.querySelector('iframe.kommer') && {FRAME}?.querySelector('.punkt') != null"


def shown(window: Browser, served: Served, width: int = 1280, dark: bool = False) -> None:
    window.show(served.address, width, dark=dark)
    until(lambda: window.run(READY))


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of a plan of the repository's; gives its folder."""
    return Path(shutil.copytree(REAL_PLAN, tmp_path / "plans" / "2025-2028"))


def test_scroll_filters_and_sorting_stay_when_the_page_follows(window: Browser, tmp_path: Path, real: Path) -> None:
    file = next(path for path in sorted(real.rglob("*.yaml")) if "\nudvalg: AU\n" in path.read_text("utf-8"))
    text = file.read_text(encoding="utf-8")
    with vis(tmp_path) as served:
        shown(window, served)
        before = window.run(
            f"""const page = {FRAME}, panel = page.querySelector(".find");
            panel.elements.udvalg.selectedIndex = panel.elements.udvalg.length - 1; panel.elements.uafsluttede.checked = true;
            panel.dispatchEvent(new Event("input"));
            page.querySelector("table.kan-sorteres thead th button").click();
            page.querySelector("nav details").open = false;
            const item = [...page.querySelectorAll(".punkt:not([hidden])")].at(-1);
            item.scrollIntoView();
            return [item.id, item.getBoundingClientRect().top, panel.elements.udvalg.selectedOptions[0].text]"""
        )
        saved(
            file, re.sub("(?m)^overskrift: .*", "overskrift: Det nye navn\nunderoverskrift: Og mere, der fylder", text)
        )
        until(lambda: window.run(f"return {FRAME}?.body?.textContent.includes('Det nye navn') && ({READY[7:]})"))
        after = window.run(
            f"""const page = {FRAME}, panel = page.querySelector(".find"), item = page.getElementById("{before[0]}");
            return [item.getBoundingClientRect().top, panel.elements.udvalg.selectedOptions[0].text, panel.elements.uafsluttede.checked,
            page.querySelector("table.kan-sorteres thead th").getAttribute("aria-sort"),
            page.querySelector("nav details").open, page.querySelectorAll(".punkt[hidden]").length > 0]"""
        )
    assert after[0] == pytest.approx(before[1], abs=2)
    assert after[1:] == ["Uden udvalg", True, "ascending", False, True]


def test_a_mistake_is_told_on_the_page_and_so_is_the_end_of_the_server(window: Browser, tmp_path: Path) -> None:
    file = small(tmp_path)
    with vis(tmp_path) as served:
        shown(window, served)
        saved(file, BROKEN)
        until(lambda: window.run("return document.querySelectorAll('li.fejl').length"))
        assert window.run("return document.title").startswith("Fejl – ")
        port = str(served.port)
        served.stop()
        stopped = "Serveren er stoppet, så siden følger ikke planen mere. Skriv udplan vis for at starte den igen."
        told = "const p = document.getElementById('stoppet'); return p.hidden ? '' : p.textContent"
        assert until(lambda: window.run(told)) == stopped
    with vis(tmp_path, "--port", port):  # and it takes up again by itself
        until(lambda: window.run("return document.getElementById('stoppet').hidden"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such name")
def test_what_stands_in_a_files_name_is_text_on_the_page(window: Browser, tmp_path: Path) -> None:
    small(tmp_path).rename(tmp_path / "plans" / "2025-2028" / "sti<img src=x>&.yaml")
    with vis(tmp_path) as served:
        window.show(served.address)
        place, address = until(
            lambda: window.run("const a = document.querySelector('li.fejl a'); return a && [a.textContent, a.href]")
        )
        assert place == "plans/2025-2028/sti<img src=x>&.yaml:1:1"
        assert address.endswith("/plans/2025-2028/sti%3Cimg%20src%3Dx%3E%26.yaml:1:1")
        assert window.run("return document.querySelector('img')") is None


def test_without_a_document_the_findings_have_the_whole_page(window: Browser, tmp_path: Path) -> None:
    file = small(tmp_path)
    broken = [file.with_name(f"nr-{number}.yaml") for number in range(12)]
    for each in broken:
        saved(each, BROKEN)
    # How much of the list is hidden within it, and whether the page as a whole scrolls to the last of it.
    hidden = "const list = document.querySelector('ol'); return list.scrollHeight - list.clientHeight"
    reached = (
        "scrollTo(0, 99999); const last = document.querySelector('li:last-child').getBoundingClientRect();"
        "return last.bottom <= innerHeight + 1"
    )
    with vis(tmp_path) as served:
        window.show(served.address, 320)
        until(lambda: window.run("return document.querySelectorAll('li').length >= 12"))
        assert window.run("return document.querySelector('iframe')") is None
        assert (window.run(hidden), window.run(reached), window.scroll_width()) == (0, True, 320)
        for each in broken:
            saved(each, item(overskrift=each.stem, sagsgang=None))
        until(lambda: window.run(READY) and window.run("return document.querySelectorAll('li').length >= 12"))
        assert window.run(hidden) > 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_the_page_fits(
    window: Browser, tmp_path: Path, real: Path, width: int, dark: bool
) -> None:
    source = (axe_folder() / "axe.min.js").read_text(encoding="utf-8")
    with vis(tmp_path, "--udvalg", "AU") as served:
        shown(window, served, width, dark)
        saved(real / "ny.yaml", BROKEN)
        until(lambda: window.run("return !document.getElementById('tilstand').hidden"))
        assert window.run("return document.getElementById('tilstand').textContent") == OLD
        assert window.scroll_width() <= width
        window.driver.switch_to.frame(window.driver.find_element("css selector", "iframe"))
        window.run(source)  # axe looks into a frame where it is there too
        window.driver.switch_to.default_content()
        found = window.axe()
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"] + found["incomplete"]] == []
