"""The file that ``-o`` names: what it may be called, what it may be written over, and what is said where it cannot be."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.closed import close
from tests.command_line import Ran, udplan
from tests.plans import PLAN_YAML, REAL_PLAN, PlanFolder, item, write
from udplan.disk import documents, refusals

ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file")
NEJ = " findes allerede, og det, der står i den nu, har udplan ikke skrevet."
UDEN = " Intet er skrevet. Skriv et andet navn, eller brug --overskriv.\n"


@pytest.fixture
def plan(plan_folder: PlanFolder) -> Path:
    """A small plan, in ``plans/2025-2028`` of a folder to write in."""
    folder = plan_folder({"sti.yaml": item(sagsgang="[{forum: AU, tid: januar 2025}, {forum: KB, tid: marts 2025}]")})
    inner = folder / "plans" / "2025-2028"
    inner.mkdir(parents=True)
    for file in folder.glob("*.yaml"):
        shutil.move(file, inner)
    return inner


@pytest.fixture
def here(plan: Path) -> Path:
    return plan.parent.parent


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


# --- what it is called -----------------------------------------------------------------------------------------------

TABLES = "Skriv et navn, der ender på .txt, .csv, .json eller .xlsx."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("list -o l.xls", f"l.xls ender på .xls, og det skrives ikke her. {TABLES}"),
        ("list -o l.XLS", f"l.XLS ender på .xls, og det skrives ikke her. {TABLES}"),
        ("sum -o s.html", f"s.html ender på .html, og det skrives ikke her. {TABLES}"),
        ("sum --kontroltal -o s.pdf", f"s.pdf ender på .pdf, og det skrives ikke her. {TABLES}"),
        ("sammenlign 2025-2028 2025-2028 -o s.docx", f"s.docx ender på .docx, og det skrives ikke her. {TABLES}"),
        ("list -o plan.yaml", f"plan.yaml ender på .yaml, og det skrives ikke her. {TABLES}"),
        (
            "list --format csv -o l.json",
            "l.json ender på .json, men --format er csv. Skriv et navn, der ender på .csv.",
        ),
        (
            "list --format json -o l.txt",
            "l.txt ender på .txt, men --format er json. Skriv et navn, der ender på .json.",
        ),
        (
            "eksport -o e.xls",
            "e.xls ender på .xls, og det skrives ikke her. Skriv et navn, der ender på .csv, .json eller .xlsx.",
        ),
        (
            "eksport -o e.txt",
            "e.txt ender på .txt, og det skrives ikke her. Skriv et navn, der ender på .csv, .json eller .xlsx.",
        ),
        (
            "eksport --format csv -o e.json",
            "e.json ender på .json, men --format er csv. Skriv et navn, der ender på .csv.",
        ),
        (
            "report plan -o p.xlsx",
            "p.xlsx ender på .xlsx, og det skrives ikke her. Skriv et navn, der ender på .md, .html, .docx eller .pdf.",
        ),
        (
            "report arbejdsplan -o x.yaml",
            "x.yaml ender på .yaml, og det skrives ikke her. Skriv et navn, der ender på .md, .html, .docx, .pdf eller "
            ".ics.",
        ),
        (
            "report plan --format md -o p.docx",
            "p.docx ender på .docx, men --format er md. Skriv et navn, der ender på .md.",
        ),
        ("report --alle -o alt.pdf", "alt.pdf er ikke en mappe. --alle skriver til en mappe: -o MAPPE."),
        ("skabelon docx -o s.pdf", "s.pdf ender på .pdf, og det skrives ikke her. Skriv et navn, der ender på .docx."),
        ("json-skema --udskriv plan -o p", "--udskriv viser skemaet på skærmen og skriver ingen fil, så udelad -o."),
    ],
)
def test_a_name_that_says_another_format_than_is_written_is_refused(here: Path, line: str, said: str) -> None:
    before = files(here)
    ran = udplan(*line.split(), cwd=here)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith(f"Fejl: {said}\n")
    assert files(here) == before


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("list -o l.txt", b""),
        ("list -o l.CSV", b"\xef\xbb\xbfid;"),
        ("list -o l.json", b"["),
        ("sum -o uden-endelse", b""),
        ("eksport -o e.json", b"["),
        ("eksport -o e", b"\xef\xbb\xbfplan;"),
        ("report plan -o p.HTML", b"<!doctype html>"),
        ("report plan --format html -o p", b"<!doctype html>"),
        ("report arbejdsplan --udvalg AU --dato 2025-01-01 -o k.ics", b"BEGIN:VCALENDAR"),
    ],
)
def test_the_name_says_the_format_where_nothing_else_does(here: Path, line: str, begins: bytes) -> None:
    ran = udplan(*line.split(), cwd=here)
    assert (ran.status, ran.err) == (0, f"Skrevet: {line.split()[-1]}\n")
    written = (here / line.split()[-1]).read_bytes()
    assert written
    assert written.lower().startswith(begins.lower())


# --- what is there already -------------------------------------------------------------------------------------------


def report(here: Path, *more: str, typed: list[str] | None = None) -> Ran:
    return udplan("report", "plan", "-o", "plan.html", *more, cwd=here, typed=typed)


def test_the_same_report_is_written_day_after_day_without_a_question(here: Path, plan: Path) -> None:
    assert report(here).status == 0
    first = (here / "plan.html").read_bytes()
    (plan / "bro.yaml").write_text(item(overskrift="Bro", rækkefølge="2"), encoding="utf-8")
    ran = report(here)
    assert (ran.status, ran.err) == (0, "Skrevet: plan.html\n")
    assert (here / "plan.html").read_bytes() != first
    assert udplan("report", "plan", "-o", str(here / "plans" / ".." / "plan.html"), cwd=here).status == 0


def test_a_document_that_somebody_changed_is_theirs(here: Path) -> None:
    report(here)
    filled_in = (here / "plan.html").read_bytes() + b"<p>Indstillingen er godkendt.</p>"
    (here / "plan.html").write_bytes(filled_in)
    ran = report(here)
    assert (ran.status, ran.out, ran.err) == (2, "", f"Fejl: plan.html{NEJ}{UDEN}")
    assert (here / "plan.html").read_bytes() == filled_in
    ran = report(here, "--overskriv")
    assert (ran.status, ran.err) == (0, "Skrevet: plan.html\n")
    assert (here / "plan.html").read_bytes() != filled_in
    assert report(here).status == 0  # it is udplan's own again


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        ("ja", 0, "Skrevet: plan.html\n"),
        ("J", 0, "Skrevet: plan.html\n"),
        ("nej", 2, f"Fejl: plan.html{NEJ}{UDEN}"),
        ("", 2, f"Fejl: plan.html{NEJ}{UDEN}"),
        ("måske", 2, f"Fejl: plan.html{NEJ}{UDEN}"),
    ],
)
def test_on_a_terminal_it_is_asked_and_no_is_what_nothing_means(
    here: Path, answer: str, status: int, said: str
) -> None:
    (here / "plan.html").write_text("min", encoding="utf-8")
    ran = report(here, typed=[answer])
    assert (ran.status, ran.err) == (status, f"plan.html{NEJ} Skriv over den? (ja eller nej) {said}")
    assert ((here / "plan.html").read_bytes() == b"min") is (status == 2)


def test_no_answer_at_all_is_an_interruption(here: Path) -> None:
    (here / "plan.html").write_text("min", encoding="utf-8")
    ran = report(here, typed=[])
    assert (ran.status, ran.err.endswith("Afbrudt.\n")) == (130, True)
    assert (here / "plan.html").read_bytes() == b"min"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("list -o x.csv", "x.csv"),
        ("sum -o x.txt", "x.txt"),
        ("sammenlign 2025-2028 2025-2028 -o x.json", "x.json"),
        ("eksport -o x.csv", "x.csv"),
        ("report sag -o x.docx", "x.docx"),
        ("report arbejdsplan --udvalg AU -o x.ics", "x.ics"),
        ("skabelon docx", "skabelon.docx"),
        ("skabelon docx -o x.docx", "x.docx"),
    ],
)
def test_every_command_that_writes_keeps_to_it(here: Path, line: str, name: str) -> None:
    (here / name).write_text("min", encoding="utf-8")
    ran = udplan(*line.split(), cwd=here)
    assert (ran.status, ran.out, ran.err) == (2, "", f"Fejl: {name}{NEJ}{UDEN}")
    assert (here / name).read_bytes() == b"min"
    assert udplan(*line.split(), "--overskriv", cwd=here).status == 0
    assert udplan(*line.split(), cwd=here).status == 0


def test_where_nothing_is_lost_nothing_is_asked(here: Path, tmp_path: Path) -> None:
    (here / "plan.html").touch()
    assert report(here).status == 0
    elsewhere = {"XDG_CACHE_HOME": str(tmp_path / "en anden maskine")}
    assert udplan("report", "plan", "-o", "plan.html", cwd=here, **elsewhere).status == 0
    (here / "plan.html").write_text("min", encoding="utf-8")
    assert report(here).status == 2


def test_what_another_user_or_machine_wrote_is_asked_about(here: Path, plan: Path, tmp_path: Path) -> None:
    report(here)
    (plan / "sti.yaml").write_text(item(overskrift="Bro"), encoding="utf-8")
    ran = udplan("report", "plan", "-o", "plan.html", cwd=here, XDG_CACHE_HOME=str(tmp_path / "en anden maskine"))
    assert (ran.status, ran.err) == (2, f"Fejl: plan.html{NEJ}{UDEN}")


def test_nothing_is_remembered_where_nothing_can_be(here: Path, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    nowhere = {"XDG_CACHE_HOME": str(tmp_path / "fil")}
    assert udplan("report", "plan", "-o", "plan.html", cwd=here, **nowhere).status == 0
    (plan / "sti.yaml").write_text(item(overskrift="Bro"), encoding="utf-8")
    assert udplan("report", "plan", "-o", "plan.html", cwd=here, **nowhere).err == f"Fejl: plan.html{NEJ}{UDEN}"


def test_what_is_remembered_has_no_name_and_no_text_of_a_document_in_it(here: Path, tmp_path: Path) -> None:
    memory = tmp_path / "hukommelse"
    assert udplan("report", "plan", "-o", "plan.html", cwd=here, XDG_CACHE_HOME=str(memory)).status == 0
    ((name, kept),) = files(memory).items()
    assert (len(name.removeprefix("udplan/skrevet/")), len(kept)) == (64, 64)


# --- the whole set, and the schemas ----------------------------------------------------------------------------------


def test_the_whole_set_is_told_of_together_before_anything_is_written(here: Path) -> None:
    every = ("report", "--alle", "--format", "md", "-o", "ud")
    (here / "ud").mkdir()
    for name in ("plan.md", "index.md"):
        (here / "ud" / name).write_text("min", encoding="utf-8")
    before = files(here)
    ran = udplan(*every, cwd=here)
    both = "ud/plan.md og ud/index.md findes allerede, og det, der står i dem nu, har udplan ikke skrevet."
    assert (ran.status, ran.out, ran.err) == (2, "", f"Fejl: {both}{UDEN}")
    assert files(here) == before
    assert udplan(*every, cwd=here, typed=["nej"]).err.startswith(f"{both} Skriv over dem alle? (ja eller nej) Fejl: ")
    assert files(here) == before
    assert udplan(*every, "--overskriv", cwd=here).status == 0
    assert udplan(*every, cwd=here).status == 0
    written = [*files(here / "ud")]
    for name in written:
        (here / "ud" / name).write_text("min", encoding="utf-8")
    said = udplan(*every, cwd=here).err
    assert said.count("ud/") == 5
    assert f" og {len(written) - 5} andre findes allerede, " in said


def test_the_schemas_have_a_place_of_their_own_and_are_asked_about_elsewhere(here: Path, plan: Path) -> None:
    own = here / "schemas" / "2025-2028"
    own.mkdir(parents=True)
    (own / "plan.schema.json").write_text("fra en anden maskine", encoding="utf-8")
    assert udplan("json-skema", cwd=here).status == 0
    assert (own / "plan.schema.json").read_bytes().startswith(b"{")
    (here / "mine").mkdir()
    (here / "mine" / "indsats.schema.json").write_text("min", encoding="utf-8")
    ran = udplan("json-skema", "-o", "mine", cwd=here)
    assert (ran.status, ran.err) == (2, f"Fejl: mine/indsats.schema.json{NEJ}{UDEN}")
    assert files(here / "mine") == {"indsats.schema.json": b"min"}


# --- a plan's own files ----------------------------------------------------------------------------------------------


@ON_UNIX
@pytest.mark.parametrize("line", ["list -o {}", "sum -o {}", "report plan -o {}", "eksport -o {}"])
@pytest.mark.parametrize("target", ["plan.yaml", "sti.yaml"])
def test_a_file_of_a_plan_is_never_written_over_by_whatever_name(
    here: Path, plan: Path, line: str, target: str
) -> None:
    name = "genvej.html" if "report" in line else "genvej.csv"
    (here / name).symlink_to(plan / target)
    before = files(here)
    for more in ((), ("--overskriv",)):
        ran = udplan(*line.format(name).split(), *more, cwd=here)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == f"Fejl: {name} er en af planens filer, og dem skriver -o aldrig over. Skriv et andet navn.\n"
    ran = udplan(*line.format(f"plans/../plans/2025-2028/{target}").split(), "--overskriv", cwd=here)
    assert (ran.status, ran.out) == (2, "")
    assert files(here) == before
    assert (here / name).is_symlink()


# --- what the system refuses -----------------------------------------------------------------------------------------


def refused(here: Path, name: str) -> str:
    ran = udplan("list", "-o", name, cwd=here)
    assert (ran.status, ran.out) == (2, "")
    assert ".tmp" not in ran.err
    assert ran.err.startswith("Fejl: ")
    return ran.err.removeprefix("Fejl: ").removesuffix("\n")


def test_a_folder_that_is_missing(here: Path) -> None:
    assert refused(here, "ny/l.csv") == "Mappen ny findes ikke. Lav den først, eller vælg et andet sted."


def test_a_folder_where_a_file_should_be(here: Path) -> None:
    (here / "l.csv").mkdir()
    assert refused(here, "l.csv") == "l.csv er en mappe. Skriv navnet på en fil."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list", "-o", ""], "Skriv navnet på en fil efter -o."),
        (["report", "--alle", "-o", ""], "Skriv navnet på en fil efter -o."),
        (["report", "plan", "--skabelon=", "-o", "p.docx"], "Skriv navnet på en fil efter --skabelon."),
        (["json-skema", "-o", ""], "Skriv navnet på en mappe efter -o."),
        (["list", "-o", "."], ". er en mappe. Skriv navnet på en fil."),
    ],
)
def test_an_empty_name_is_no_name(here: Path, words: list[str], said: str) -> None:
    before = files(here)
    ran = udplan(*words, cwd=here)
    assert (ran.status, ran.out, ran.err.splitlines()[0]) == (2, "", f"Fejl: {said}")
    assert files(here) == before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_a_folder_in_which_no_file_can_be_made(here: Path) -> None:
    assert refused(here, "/proc/l.csv") == "/proc/l.csv ligger et sted, der kun kan læses. Vælg et andet sted."


def test_a_file_where_a_folder_should_be(here: Path) -> None:
    (here / "fil").touch()
    said = "fil/l.csv kan ikke findes: noget på vejen dertil er en fil og ikke en mappe."
    assert refused(here, "fil/l.csv") == said
    ran = udplan("json-skema", "-o", "fil", cwd=here)
    assert (ran.status, ran.err) == (2, "Fejl: fil findes allerede og er ikke en mappe.\n")
    ran = udplan("report", "--alle", "-o", "fil", cwd=here)
    assert (ran.status, ran.err) == (2, "Fejl: fil er ikke en mappe. --alle skriver til en mappe: -o MAPPE.\n")


def test_a_name_that_is_too_long_and_one_that_just_fits(here: Path) -> None:
    fits = f"{'a' * 251}.csv"
    assert udplan("list", "-o", fits, cwd=here).status == 0
    assert refused(here, f"a{fits}") == f"Navnet er for langt: a{fits}. Vælg et kortere."


@ON_UNIX
def test_a_link_to_itself(here: Path) -> None:
    (here / "ring").symlink_to("ring")
    assert refused(here, "ring/l.csv") == "ring/l.csv er en genvej, der fører tilbage til sig selv."


OPEN = "Du har ikke adgang til l.csv. Er den åben i Word, Excel eller et andet program, så luk den, og prøv igen."
FULL = "Der er ikke plads på disken til l.csv."
BUSY = "l.csv er i brug. Luk den, og prøv igen."
LARGE = "l.csv bliver for stor til disken."
FILES = "l.csv kan ikke åbnes: maskinen har for mange åbne filer. Luk nogle programmer, og prøv igen."
MEMORY = "l.csv kan ikke åbnes: maskinen har ikke mere hukommelse. Luk nogle programmer, og prøv igen."
ELSEWHERE = "l.csv kan ikke skrives der, hvor den ligger. Vælg et andet sted."
UNABLE = "Det drev, l.csv ligger på, kan ikke det, der skal til. Vælg et andet sted."
SILENT = "l.csv kan ikke nås: disken eller netværksdrevet svarer ikke."
#: What the system can say while a file is written, and what its user is told.
REFUSED = {
    **dict.fromkeys(("EACCES", "EPERM"), OPEN),
    **dict.fromkeys(("ENOSPC", "EDQUOT"), FULL),
    **dict.fromkeys(("EBUSY", "ETXTBSY", "EAGAIN", "EDEADLK"), BUSY),
    **dict.fromkeys(("EFBIG", "EOVERFLOW"), LARGE),
    **dict.fromkeys(("EMFILE", "ENFILE"), FILES),
    **dict.fromkeys(("ENOMEM", "ENOBUFS"), MEMORY),
    **dict.fromkeys(("EXDEV", "EMLINK"), ELSEWHERE),
    **dict.fromkeys(("ENOSYS", "ENOTSUP", "EOPNOTSUPP"), UNABLE),
    **dict.fromkeys(
        (
            *("EIO", "ENXIO", "ENODEV", "ESTALE", "ETIMEDOUT", "ENETDOWN", "ENETUNREACH", "ENETRESET", "EHOSTDOWN"),
            *("EHOSTUNREACH", "ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ENOTCONN", "EREMOTEIO", "ENOLINK"),
        ),
        SILENT,
    ),
    "ENOENT": "l.csv ligger et sted, der kun kan læses. Vælg et andet sted.",  # its folder is there: see /proc
    "EROFS": "l.csv ligger et sted, der kun kan læses. Vælg et andet sted.",
    "EISDIR": "l.csv er en mappe. Skriv navnet på en fil.",
    "ENOTDIR": "l.csv kan ikke findes: noget på vejen dertil er en fil og ikke en mappe.",
    "ENOTEMPTY": "l.csv er en mappe, der ikke er tom.",
    "ENAMETOOLONG": "Navnet er for langt: l.csv. Vælg et kortere.",
    "EINVAL": "Navnet kan ikke bruges her: l.csv. Vælg et andet.",
    "EILSEQ": "Navnet kan ikke bruges her: l.csv. Vælg et andet.",
    "ELOOP": "l.csv er en genvej, der fører tilbage til sig selv.",
    "ENOLCK": "l.csv kan ikke låses, så to ikke skriver på en gang. Vælg et andet sted.",
    "EPIPE": "l.csv blev lukket, før alt var skrevet.",
    "EBADF": "l.csv er lukket, så der kan ikke læses eller skrives.",
    "EINTR": "Arbejdet med l.csv blev afbrudt. Prøv igen.",
    "ENOTTY": "l.csv: systemet siger ENOTTY.",
}
ON_THIS = [code for code in REFUSED if hasattr(errno, code)]


@pytest.mark.parametrize("code", ON_THIS)
@pytest.mark.parametrize("step", ["os.open", "os.write", "os.replace"])
def test_every_refusal_is_a_sentence_with_the_path_that_was_asked_for(
    here: Path, monkeypatch: pytest.MonkeyPatch, code: str, step: str
) -> None:
    """An administrator may write anywhere, so what the system says to everyone else is said in its place."""
    (here / "l.csv").touch()

    real = getattr(os, step.removeprefix("os."))

    def refuse(*words: Any, **more: Any) -> Any:
        if step == "os.open" and ".tmp" not in str(words[0]):
            return real(*words, **more)
        number = getattr(errno, code)
        raise OSError(number, os.strerror(number), "/somewhere/.udplan-abc.tmp")

    monkeypatch.setattr(step, refuse)
    assert refused(here, "l.csv") == REFUSED[code]
    assert (here / "l.csv").read_bytes() == b""
    assert [name for name in files(here) if "tmp" in name] == []


def test_every_refusal_has_one_sentence() -> None:
    codes = [code for codes in refusals._REFUSALS for code in codes.split()]
    assert len(codes) == len(set(codes))
    assert [code for code in codes if not hasattr(errno, code)] == [] or sys.platform == "win32"
    assert {*codes} - {"EEXIST"} == {*REFUSED} - {
        "ENOTTY",
        "EPIPE",
    }  # EEXIST is of a folder to be made; EPIPE is told apart


@pytest.mark.parametrize(
    ("number", "said"),
    [
        *((32, OPEN), (33, OPEN), (39, FULL), (59, SILENT), (64, SILENT), (121, SILENT), (1231, SILENT), (223, LARGE)),
        *((206, REFUSED["ENAMETOOLONG"]), (19, REFUSED["EROFS"]), (1921, REFUSED["ELOOP"])),
    ],
)
def test_what_windows_says_by_numbers_of_its_own(number: int, said: str) -> None:
    """Python makes EINVAL of most of them, as if the name were wrong; elsewhere than on Windows no error has such a number."""

    class OnWindows(OSError):
        winerror = number

    assert refusals.refusal(OnWindows(errno.EINVAL, "", "l.csv")) == said


def test_whoever_looks_for_a_fault_has_what_the_system_said(here: Path) -> None:
    with pytest.raises(IsADirectoryError):
        udplan("list", "-o", ".", cwd=here, UDPLAN_FEJLSOEG="1")


@ON_UNIX
def test_a_disk_that_is_full_under_standard_output_has_no_path() -> None:
    assert refusals.refusal(OSError(errno.ENOSPC, "")) == "Der er ikke plads på disken til det, der skulle skrives."


@ON_UNIX
def test_a_folder_that_has_gone_away(tmp_path: Path) -> None:
    gone = tmp_path / "væk"
    gone.mkdir()
    before = Path.cwd()
    os.chdir(gone)
    gone.rmdir()
    try:
        with pytest.raises(FileNotFoundError) as error:
            Path.cwd()
    finally:
        os.chdir(before)
    assert refusals.refusal(error.value) == "Mappen, du står i, findes ikke mere. Gå til en anden, og prøv igen."


def test_a_template_that_is_not_there(here: Path) -> None:
    ran = udplan("report", "plan", "--skabelon", "vores.docx", "-o", "p.docx", cwd=here)
    told = "Word-skabelonen findes ikke. Ret stien, eller lav en skabelon med: udplan skabelon docx -o skabelon.docx"
    assert (ran.status, ran.err) == (2, f"Fejl: vores.docx: {told}\n")


@ON_UNIX
def test_a_device_is_written_to_and_not_replaced(here: Path) -> None:
    null = Path(os.devnull)
    ran = udplan("list", "-o", os.devnull, cwd=here)
    assert (ran.status, ran.err) == (0, f"Skrevet: {os.devnull}\n")
    assert null.is_char_device()


def test_the_real_plan_s_whole_set_is_written_twice(tmp_path: Path) -> None:
    shutil.copytree(REAL_PLAN, tmp_path / "plans" / "2025-2028")
    for _ in range(2):
        assert udplan("report", "--alle", "--format", "md", "-o", "ud", cwd=tmp_path).status == 0


# --- a folder that one may not look into ------------------------------------------------------------------------------

CLOSED = "Du har ikke adgang til mappen lukket. Bed den, der ejer den, om adgang."


@pytest.mark.parametrize(
    "words",
    [
        ("report", "plan", "-o", "lukket/x.html"),
        ("report", "plan", "-o", "lukket/a/x.html"),
        ("report", "--alle", "-o", "lukket/ud"),
        ("eksport", "-o", "lukket/x.csv"),
        ("json-skema", "-o", "lukket/skemaer"),
        ("skabelon", "docx", "-o", "lukket/x.docx"),
        ("lint", "lukket/x.yaml"),
        ("ret", "lukket/x.yaml"),
    ],
)
def test_a_folder_that_one_may_not_look_into_is_named(
    here: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows lets everybody through a folder; there the file in it is named."""
    (here / "lukket").mkdir()
    close(monkeypatch, here / "lukket")
    ran = udplan(*words, cwd=here)
    assert (ran.status, ran.out, ran.err) == (2, "", f"Fejl: {CLOSED}\n")


def test_a_folder_that_a_worker_may_not_look_into_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with ``--skabelon``: the worker hands the system's no over, and it is told here."""
    (here / "lukket").mkdir()
    close(monkeypatch, here / "lukket")
    monkeypatch.chdir(here)
    for code in (errno.EACCES, errno.ENOENT):
        assert "lukket" in refusals.refusal(OSError(code, os.strerror(code), "lukket/s.docx"))
    assert refusals.refusal(PermissionError(errno.EACCES, "", "lukket/s.docx")) == CLOSED


@pytest.mark.parametrize("words", [("lint", "--plan", "luk"), ("lint", "luk"), ("lint", "."), ("ret", "luk")])
def test_a_plan_in_a_folder_that_one_may_not_look_into_is_a_problem_with_its_path(
    tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "luk", {"plan.yaml": PLAN_YAML, "sti.yaml": item()})
    close(monkeypatch, tmp_path / "luk")
    ran = udplan(*words, cwd=tmp_path)
    assert ran.status != 0
    assert "luk/plan.yaml:1:1: fejl: Filen kan ikke åbnes. Du har ikke adgang til mappen " in ran.out + ran.err


def test_a_plan_that_one_may_not_look_into_is_not_exchanged_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"plans/a/plan.yaml": PLAN_YAML, "plans/b/plan.yaml": PLAN_YAML})
    close(monkeypatch, tmp_path / "plans" / "b")
    assert "b/plan.yaml:1:1: fejl: Filen kan ikke åbnes." in udplan("sammenlign", "a", "b", cwd=tmp_path).err


def test_where_one_stands_and_may_not_look_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close(monkeypatch, tmp_path)
    ran = udplan("lint", cwd=tmp_path)
    assert ran.status != 0
    assert f"Du har ikke adgang til mappen {tmp_path}." in ran.out + ran.err


@pytest.mark.parametrize("closed", ["templates", "templates/rapporter"])
@pytest.mark.parametrize("words", [("report", "plan"), ("report", "--oversigt"), ("report", "--alle", "-o", "ud")])
def test_templates_that_one_may_not_look_into_are_told(
    tmp_path: Path, closed: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report of theirs must not be gone in silence."""
    write(tmp_path, {"plans/a/plan.yaml": PLAN_YAML, "plans/a/sti.yaml": item(), "templates/rapporter/r.md.j2": "# a"})
    close(monkeypatch, tmp_path / closed)
    ran = udplan(*words, cwd=tmp_path)
    said = f"Fejl: Du har ikke adgang til mappen {tmp_path / closed}. Bed den, der ejer den, om adgang.\n"
    assert (ran.status, ran.err) == (2, said)


# --- names that say nothing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [("report", "plan"), ("list",), ("skabelon", "docx")])
def test_a_name_that_is_only_an_ending_or_a_dash_is_refused(here: Path, words: tuple[str, ...]) -> None:
    """What begins with a full stop would be hidden on Linux, and written as Markdown."""
    kind = {"report": "html", "list": "csv", "skabelon": "docx"}[words[0]]
    said = f".{kind} er kun en endelse. Skriv et navn foran, fx plan.{kind}."
    assert udplan(*words, "-o", f".{kind}", cwd=here).err == f"Fejl: {said}\n"
    said = "- er ikke navnet på en fil. Udelad -o for at se det på skærmen."
    assert udplan(*words, "-o", "-", cwd=here).err == f"Fejl: {said}\n"
    assert not {"-", f".{kind}"} & {file.name for file in here.iterdir()}


def test_the_whole_set_leaves_no_empty_line_where_there_is_no_terminal(here: Path) -> None:
    said = udplan("report", "--alle", "-o", "ud", "--format", "md", cwd=here).err.splitlines()
    assert [line.partition(": ")[0] for line in said] == ["Skrevet", "Bemærk", "Bemærk"]


def test_the_oldest_memories_of_documents_go(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_MOST_KNOWN", 4)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "husket"))
    known = tmp_path / "husket" / "udplan" / "skrevet"
    for number in range(5):
        write(known, {str(number): ""})
        os.utime(known / str(number), (number, number))
    assert udplan("list", "-o", "l.csv", cwd=here).status == 0
    assert {file.name for file in known.iterdir()} >= {"3", "4"}
    assert len(list(known.iterdir())) == 3
    assert udplan("list", "--art", "drift", "-o", "l.csv", cwd=here).status == 0  # what is remembered last is known
