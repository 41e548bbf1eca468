"""Templates that are not udplan's own are filled in by a worker: what it may use, and that nothing of it is left.

On Windows the worker is the same process of its own, ended in the same way; only its limit on memory is another
(``printing.windows``), and on macOS there is none, so the tests of memory run where there is a limit that is kept.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import select
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.command_line import start, udplan
from tests.plans import PlanFolder, item, sound, write
from tests.test_formats import document
from udplan.documents import formats
from udplan.documents.blocks import Document
from udplan.documents.formats import md, render
from udplan.documents.printing import limited, windows
from udplan.documents.printing.errors import TemplateError
from udplan.documents.printing.files import packaged_templates
from udplan.figures.secrecy import Hidden, Secret
from udplan.figures.select import Valg
from udplan.publish import document as publish
from udplan.values.amounts import UDELADT
from udplan.values.totals import Ufuldstændig

HEAD = '#set document(title: "T")\n#set text(lang: "da", font: "Source Sans 3")\n= T\n'
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}\n"
#: A loop that Typst does not see is endless: ten thousand rounds, ten thousand times, and so on.
ENDLESS_TYPST = HEAD + "#let n = range(9999)\n#for a in n { for b in n { for c in n { let d = a + b + c } } }\n"
NAMES = {"md": "dokument.md.j2", "html": "dokument.html.j2", "pdf": "dokument.typ"}
keeps_memory = pytest.mark.skipif(sys.platform != "linux", reason="kun Linux holder den grænse, der prøves her")


def process() -> subprocess.Popen[bytes]:
    """The worker that is at work."""
    return limited._Worker.at_work()._process


def ended() -> None:
    if limited._Worker._only is not None:
        limited._Worker._only.end()


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """Each test has a worker of its own, with the variables and limits of the test."""
    ended()
    yield
    ended()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second is all there is; what never ends passes that on any machine."""
    monkeypatch.setattr(limited, "SECONDS", 1)


def refused(folder: Path, kind: str, source: str) -> str:
    """What is said of a document with this template."""
    write(folder, {f"templates/{NAMES[kind]}": source})
    with pytest.raises(TemplateError) as told:
        render(document(), kind, [folder / "templates"])
    message = str(told.value)
    assert message.startswith(str(folder / "templates" / NAMES[kind])) and "\n" not in message
    return message


def word(folder: Path, text: str) -> Path:
    """A Word template with this text in it."""
    for name in ("docx", "docxtpl"):
        pytest.importorskip(name, reason="Word-dokumenter kræver udplan[dokumenter]")
    from tests.test_docx import add, template

    return template(folder, add(text))


# --- limits -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("kind", "source"), [("md", ENDLESS), ("html", ENDLESS), ("pdf", ENDLESS_TYPST)])
def test_a_template_that_never_ends_is_ended(tmp_path: Path, kind: str, source: str) -> None:
    if kind == "pdf":
        pytest.importorskip("typst", reason="pdf kræver udplan[dokumenter]")
    before = process()
    message = refused(tmp_path, kind, source)
    assert "er ikke færdig efter 1 sekunder og er standset. Se efter en gentagelse, der ikke hører op" in message
    assert before.returncode is not None, "the worker is waited for, so that no zombie is left"


@pytest.mark.usefixtures("impatient")
def test_a_word_template_that_never_ends_is_ended(tmp_path: Path) -> None:
    own = word(tmp_path, ENDLESS.strip())
    with pytest.raises(TemplateError, match=r"vores\.docx: skabelonen er ikke færdig efter 1 sekunder"):
        render(document(), "docx", skabelon=own)


@pytest.mark.usefixtures("impatient")
def test_a_report_of_one_s_own_that_never_ends_is_ended(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"templates/rapporter/evig.md.j2": f"# T\n{ENDLESS}", "sti.yaml": item()})
    ran = udplan("report", "evig", "--plan", str(folder))
    assert (ran.status, ran.out) == (2, "")
    assert "evig.md.j2: skabelonen er ikke færdig efter 1 sekunder" in ran.err


@keeps_memory
@pytest.mark.parametrize(
    "source",
    [
        '{{ "a" * 2000000000 }}',
        '{{ "%1999999999d" % 1 }}',
        '{{ "a" | center(1999999999) }}',
        '{% set n = namespace(x="a") %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}',
    ],
)
def test_a_template_that_fills_the_memory_is_refused(tmp_path: Path, source: str) -> None:
    message = refused(tmp_path, "md", source)
    assert "bruger mere end 1 GB hukommelse og er standset. Se efter en tekst eller en liste" in message


@keeps_memory
def test_a_typst_text_that_is_doubled_is_stopped(tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="pdf kræver udplan[dokumenter]")
    message = refused(tmp_path, "pdf", f'{HEAD}#let s = "a"\n#for i in range(60) {{ s += s }}\n')
    assert "skabelonen har standset det program, der udfylder den. Den bruger nok for meget hukommelse" in message


def test_a_template_that_writes_too_much_is_refused(tmp_path: Path) -> None:
    source = '{% set long = "a" * 1000000 %}{% for i in range(101) %}{{ long }}{% endfor %}'
    assert "skriver mere end 100 MB og er standset" in refused(tmp_path, "md", source)


def test_windows_is_asked_for_the_same_memory() -> None:
    """The structure is as wide as the one in the Windows API of a 64 bit system; that Windows keeps the limit is not
    tested anywhere."""
    asked = windows.wanted(limited.MEMORY)
    assert ctypes.sizeof(asked) == 144
    assert windows._Extended.ProcessMemoryLimit.offset == 112
    assert (asked.ProcessMemoryLimit, asked.BasicLimitInformation.LimitFlags) == (1024**3, 0x100)


# --- the worker ---------------------------------------------------------------------------------------------------


def test_udplan_s_own_templates_need_no_worker(monkeypatch: pytest.MonkeyPatch, plan_folder: PlanFolder) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a worker was asked")

    monkeypatch.setattr(limited._Worker, "ask", never)
    plan = sound(plan_folder({"sti.yaml": item()}))
    for kind in ("md", "html"):
        assert publish.finished(plan, Valg(), "plan", kind).content


@pytest.mark.parametrize("kind", ["md", "html", "pdf"])
def test_a_copy_of_udplan_s_own_templates_needs_no_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """As in a clone, where another copy runs than the one that lies there; one sign more, and it is another template."""
    if kind == "pdf":
        pytest.importorskip("typst", reason="pdf kræver udplan[dokumenter]")
    asked: list[Path] = []
    monkeypatch.setattr(formats, "limited", lambda template, *_: asked.append(template))
    copy = tmp_path / "templates"
    shutil.copytree(packaged_templates(), copy)
    assert render(document(), kind, [copy])
    assert asked == []
    changed = [copy / name for name in formats.FORMATS[kind].looks_for if name != "fonts"]
    changed += [copy / "fonts/SourceSans3-Bold.ttf"] if kind == "pdf" else []
    for path in changed:
        whole = path.read_bytes()
        path.write_bytes(whole + b"\n")
        render(document(), kind, [copy])
        assert asked.pop() in (path, path.parent)
        path.write_bytes(whole)
    if kind == "pdf":
        write(copy, {"fonts/en.ttf": "x"})
        render(document(), kind, [copy])
        assert asked == [copy / "fonts"]


def test_one_worker_fills_in_the_whole_set(plan_folder: PlanFolder, tmp_path: Path) -> None:
    folder = plan_folder({"templates/dokument.md.j2": "{{ document.title }}\n", "sti.yaml": item()})
    at_first = process()
    ran = udplan("report", "--alle", "--format", "md", "--plan", str(folder), "-o", str(tmp_path / "ud"))
    assert ran.status == 0
    assert len([*(tmp_path / "ud").glob("*.md")]) > 5
    assert process() is at_first


def test_what_a_template_prints_goes_nowhere_and_its_folder_is_the_user_s(tmp_path: Path) -> None:
    write(tmp_path, {"templates/dokument.md.j2": "{{ document.title }}\n"})
    before = Path.cwd()
    try:
        os.chdir(tmp_path)
        assert render(document(), "md", [Path("templates")]) == "Prøve\n"
    finally:
        os.chdir(before)


def test_a_worker_that_somebody_else_ended_is_started_anew() -> None:
    gone = process()
    gone.kill()
    gone.wait()
    assert limited.limited(Path("x"), abs, -1) == 1


def test_ctrl_c_ends_the_worker_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    at_work = process()
    monkeypatch.setattr(limited._Worker, "ask", interrupted)
    with pytest.raises(KeyboardInterrupt):
        limited.limited(Path("x"), abs, -1)
    assert at_work.returncode is not None


@pytest.mark.skipif(sys.platform == "win32", reason="på Windows har den ingen konsol og hører ikke Ctrl-C")
def test_the_worker_itself_does_not_listen_to_ctrl_c() -> None:
    assert limited.limited(Path("x"), abs, -1) == 1  # it is awake
    process().send_signal(signal.SIGINT)
    assert limited.limited(Path("x"), abs, -2) == 2


def _forever() -> None:
    while True:
        pass


@pytest.mark.parametrize("call", [abs, _forever])
def test_the_worker_ends_with_whoever_asks(call: Callable[..., object]) -> None:
    """As it does when udplan is over, which lets go of everything at once; also where udplan is ended by force."""
    with limited._Worker()._process as worker:
        assert worker.stdin is not None
        worker.stdin.write(pickle.dumps((str(Path.cwd()), call, ())))
        worker.stdin.close()
        assert worker.wait() == 0


def _broken(_: Document) -> str:
    raise RuntimeError("vores fejl")


class _Unsendable(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} og {two}")


def _unsendable() -> None:
    raise _Unsendable(1, 2)


def test_an_error_comes_back_as_itself_with_the_worker_s_traceback() -> None:
    with pytest.raises(RuntimeError, match="vores fejl") as told:
        limited.limited(Path("x"), _broken, document())
    assert "in _broken" in str(told.value.__cause__)
    with pytest.raises(RuntimeError, match="_Unsendable: 1 og 2"):
        limited.limited(Path("x"), _unsendable)


@pytest.mark.process
def test_the_worker_works_without_a_keyboard_and_leaves_nothing(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"templates/rapporter/egen.md.j2": "# {{ plan.titel }}\n", "sti.yaml": item()})
    before = sorted(folder.rglob("*"))
    code = "import os, sys; sys.stdin.close(); sys.argv[0] = 'udplan'; from udplan.cli.app import program; program()"
    for ran in (
        start("report", "egen", "--plan", str(folder)),
        start("report", "egen", "--plan", str(folder), code=code),
        start("report", "egen", "--plan", str(folder), UDPLAN_FEJLSOEG="1", PYTHONWARNINGS="error"),
    ):
        assert (ran.status, ran.out, ran.err) == (0, "# Udmøntningsplan 2025-2028\n", "")
    assert sorted(folder.rglob("*")) == before


# --- what is handed over --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [Ufuldstændig(Decimal("1.50"), 2), UDELADT, Decimal("-0.518")], ids=repr)
def test_a_figure_is_handed_over_whole(value: Decimal) -> None:
    def told(figure: Decimal) -> list[object]:
        return [type(figure), str(figure), *(getattr(figure, name, None) for name in ("mangler", "parts", "size"))]

    secret = Secret.of(value, {Hidden("sti", 2025): -1}, 3)
    for figure in (value, secret, secret.plain):
        assert told(pickle.loads(pickle.dumps(figure))) == told(figure)
    assert told(pickle.loads(pickle.dumps(secret)).plain) == told(value)


# --- the network ----------------------------------------------------------------------------------------------------


@pytest.fixture
def proxy() -> Iterator[tuple[str, Callable[[], int]]]:
    """A proxy that answers nobody: its address, and how many have come."""
    came: list[object] = []
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def count() -> None:
            while not over.is_set():
                if select.select([server], [], [], 0.05)[0]:
                    caller, address = server.accept()
                    came.append(address)
                    caller.close()

        counting = threading.Thread(target=count)
        counting.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", lambda: len(came)
        over.set()
        counting.join()


def test_typst_asks_nobody_for_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, proxy: tuple[str, Callable[[], int]]
) -> None:
    pytest.importorskip("typst", reason="pdf kræver udplan[dokumenter]")
    address, came = proxy
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, address)
    source = f'{HEAD}#let p = "@pre" + "view/cetz:0.3.0"\n#import p: *\n'
    assert "pakker fra nettet kan ikke bruges. Læg filerne ved siden af skabelonen" in refused(tmp_path, "pdf", source)
    assert came() == 0
    monkeypatch.setattr(limited, "_environment", lambda: dict(os.environ))
    ended()
    assert "pakker fra nettet" in refused(tmp_path, "pdf", source)
    assert came() > 0, "the proxy counts, where the worker has a way to it"


# --- our own errors -------------------------------------------------------------------------------------------------


def test_a_fault_of_ours_is_not_told_as_the_template_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(text: str) -> str:
        raise AttributeError("vores fejl")

    monkeypatch.setattr(md, "escape", wrong)
    write(tmp_path, {"templates/dokument.md.j2": "{{ document.title }}\n"})
    with pytest.raises(AttributeError, match="vores fejl"):
        md.render(document(), [tmp_path / "templates"])
    with pytest.raises(AttributeError, match="vores fejl"):
        md.render(document())
    monkeypatch.setattr(md, "as_cell", wrong)
    write(tmp_path, {"templates/dokument.md.j2": "{{ (1 ~ document.title) | length }}\n"})
    with pytest.raises(AttributeError, match="vores fejl"):
        md.render(document(), [tmp_path / "templates"])


def test_a_fault_of_ours_is_not_told_as_the_word_template_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(xml: str) -> str:
        raise AttributeError("vores fejl")

    own = word(tmp_path, "Vores egen")
    from udplan.documents.formats.word import docx
    from udplan.documents.formats.word import template as word_template

    monkeypatch.setattr(word_template, "_part", wrong)
    with pytest.raises(AttributeError, match="vores fejl"):
        docx.render(document(), [], own)
