"""The files of the machine: what is read and what is not, and what writing one leaves of what was there."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import start, udplan
from tests.plans import PlanFolder, item
from udplan.disk import writing
from udplan.disk.reading import holds, read_file
from udplan.disk.refusals import refusal
from udplan.disk.writing import create_file, write_file

ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file")


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def no(run: Callable[[], object]) -> str:
    """What is said where something is refused."""
    with pytest.raises(OSError) as error:
        run()
    return refusal(error.value, "x")


# --- written: what was there ------------------------------------------------------------------------------------------


@ON_UNIX
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    """On Windows only an administrator makes links; they are followed in the same way."""
    (tmp_path / "langt" / "borte").mkdir(parents=True)
    (tmp_path / "langt" / "borte" / "fil.md").write_bytes(b"gammel")
    (tmp_path / "genvej.md").symlink_to("langt/borte/fil.md")
    (tmp_path / "ny.md").symlink_to("langt/ny.md")
    for name, target in (("genvej.md", "langt/borte/fil.md"), ("ny.md", "langt/ny.md")):
        assert write_file(tmp_path / name, b"ny").path == tmp_path / target
        assert (tmp_path / name).is_symlink()
    assert files(tmp_path) == dict.fromkeys(("genvej.md", "ny.md", "langt/ny.md", "langt/borte/fil.md"), b"ny")
    (tmp_path / "ud.md").symlink_to("ingen/fil.md")
    said = no(lambda: write_file(tmp_path / "ud.md", b"ny"))
    assert said == "x er en genvej til en mappe, der ikke findes. Vælg et andet navn."


@ON_UNIX
def test_the_file_that_a_link_leads_to_is_named(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item()})
    (folder / "mål.csv").touch()
    (folder / "genvej.csv").symlink_to("mål.csv")
    assert udplan("list", "-o", "genvej.csv", cwd=folder).err == "Skrevet: mål.csv\n"


@ON_UNIX
def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    """A pipe without a reader would be waited for; Windows has none in a folder."""
    (tmp_path / "mappe").mkdir()
    os.mkfifo(tmp_path / "kanal")
    assert no(lambda: write_file(tmp_path / "mappe", b"")) == "x er en mappe. Skriv navnet på en fil."
    said = "x er en kanal, som intet program læser fra. Vælg et andet navn."
    assert no(lambda: write_file(tmp_path / "kanal", b"")) == said
    assert stat.S_ISFIFO((tmp_path / "kanal").stat().st_mode)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["kanal", "mappe"]


@ON_UNIX
def test_a_pipe_with_a_reader_gets_it_all(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "kanal")
    reader = os.open(tmp_path / "kanal", os.O_RDONLY | os.O_NONBLOCK)
    write_file(tmp_path / "kanal", b"hele teksten")
    assert os.read(reader, 100) == b"hele teksten"
    os.close(reader)


@ON_UNIX
def test_a_disk_is_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "disk").write_bytes(b"alt")
    real = Path.stat

    def as_disk(path: Path, **more: Any) -> os.stat_result:
        found = real(path, **more)
        return os.stat_result((stat.S_IFBLK | 0o660, *found[1:])) if path.name == "disk" else found

    monkeypatch.setattr(Path, "stat", as_disk)
    said = no(lambda: write_file(tmp_path / "disk", b""))
    assert said == "x er ikke en almindelig fil og bliver ikke skrevet. Vælg et andet navn."
    assert (tmp_path / "disk").read_bytes() == b"alt"


@ON_UNIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_mode_and_owner_stay(tmp_path: Path, mode: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows the folder says who may read a file, and the mode is whether it may be written."""
    file = tmp_path / "fil"
    file.write_bytes(b"gammel")
    file.chmod(mode)
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "fchown", lambda handle, uid, gid: given.append((uid, gid)))
    real = os.fstat
    theirs = lambda handle: os.stat_result((*real(handle)[:4], 4711, 4712, *real(handle)[6:10]))  # noqa: E731
    monkeypatch.setattr(os, "fstat", theirs)
    write_file(file, b"ny")
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert given == [(file.stat().st_uid, file.stat().st_gid)]


@ON_UNIX
def test_a_new_file_is_for_those_whom_the_mask_lets_read_it(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "a", b"")
        create_file(tmp_path / "b", b"")
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "b")] == [0o640, 0o640]


def test_a_file_that_is_write_protected_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "fil"
    file.write_bytes(b"gammel")
    file.chmod(0o444)
    said = no(lambda: write_file(file, b"ny"))
    assert said == "x er skrivebeskyttet. Fjern beskyttelsen, og prøv igen."
    assert files(tmp_path) == {"fil": b"gammel"}
    file.chmod(0o644)


@ON_UNIX
def test_ret_names_the_file_that_was_written_and_not_the_link(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(slut="x")})
    (folder / "rigtig").mkdir()
    (folder / "sti.yaml").rename(folder / "rigtig" / "sti.txt")
    (folder / "sti.yaml").symlink_to("rigtig/sti.txt")
    assert "rigtig/sti.txt: x skrevet som X\n" in udplan("ret", cwd=folder).err


def test_ret_offers_no_other_name_for_what_is_write_protected(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(slut="x")})
    (folder / "sti.yaml").chmod(0o444)
    ran = udplan("ret", cwd=folder)
    assert ran.err.startswith("Fejl: sti.yaml er skrivebeskyttet. Fjern beskyttelsen, og prøv igen.\n")
    (folder / "sti.yaml").chmod(0o644)


@ON_UNIX
def test_a_device_that_is_not_there_is_no_drive_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """``-o /dev/tty`` of a program without a terminal, which the system answers as it does of a network drive."""

    def gone(path: Any, *_: Any) -> int:
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(path))

    monkeypatch.setattr(os, "open", gone)
    said = no(lambda: write_file(Path(os.devnull), b""))
    assert said == "x er ikke en almindelig fil og bliver ikke skrevet. Vælg et andet navn."


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets among the files here")
def test_a_socket_is_no_file(plan_folder: PlanFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = plan_folder()
    monkeypatch.chdir(folder)  # the name of a socket may be a hundred signs
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("s.yaml")
    said = "s.yaml:1:1: fejl: Filen kan ikke åbnes. Den er ikke en almindelig fil, men en kanal eller en enhed."
    assert said in udplan("lint", cwd=folder).out


def test_another_name_of_the_same_file_keeps_what_it_had_and_that_is_told(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(slut="x")})
    os.link(folder / "sti.yaml", folder / "sti.kopi")
    ran = udplan("ret", cwd=folder)
    told = "Bemærk: sti.yaml havde flere navne (hårde links). De andre har stadig det gamle indhold.\n"
    assert ran.err.startswith(told)
    assert "slut: X" in (folder / "sti.yaml").read_text(encoding="utf-8")
    assert "slut: x" in (folder / "sti.kopi").read_text(encoding="utf-8")


@pytest.mark.parametrize("length", [245, 250, 255])
def test_a_long_name_is_no_hindrance(tmp_path: Path, length: int) -> None:
    name = "a" * length
    write_file(tmp_path / name, b"ny")
    write_file(tmp_path / name, b"nyere")
    create_file(tmp_path / f"b{name[1:]}", b"ny")
    assert len(files(tmp_path)) == 2


# --- written: who else is there ---------------------------------------------------------------------------------------


def test_what_was_changed_meanwhile_is_not_overwritten(
    plan_folder: PlanFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan_folder({"bro.yaml": item(overskrift="Bro", slut="x"), "sti.yaml": item(slut="x")})
    real = writing._temporary

    def while_it_writes(target: Path, *words: Any) -> Any:
        if target.name == "bro.yaml":
            target.write_text("overskrift: Min bro\n", encoding="utf-8")
        return real(target, *words)

    monkeypatch.setattr(writing, "_temporary", while_it_writes)
    ran = udplan("ret", cwd=folder)
    assert ran.status == 2
    assert ran.err.splitlines() == [
        "Fejl: bro.yaml er ændret, mens udplan arbejdede, så den er ikke skrevet. Kør kommandoen igen.",
        "sti.yaml: x skrevet som X",
        "Rettet: 1 fil. Kør udplan lint for at se, hvad der er tilbage.",
    ]
    assert (folder / "bro.yaml").read_text(encoding="utf-8") == "overskrift: Min bro\n"


def test_of_two_who_make_the_same_file_one_has_the_next_name(
    plan_folder: PlanFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan_folder({"sti.yaml": item()})
    words = ("ny", "Ny sti", "--art", "drift", "--udvalg", "AU", "--tovholder", "Arbejdsmarkedschefen")
    real = writing._temporary

    def after_somebody_else(target: Path, *words: Any) -> Any:
        if target.name == "ny-sti.yaml":
            target.write_bytes(b"den andens")
        return real(target, *words)

    monkeypatch.setattr(writing, "_temporary", after_somebody_else)
    ran = udplan(*words, cwd=folder)
    assert (ran.status, ran.out) == (0, "ny-sti-2.yaml\n")
    assert (folder / "ny-sti.yaml").read_bytes() == b"den andens"
    assert (folder / "ny-sti-2.yaml").read_bytes().startswith(b"overskrift: Ny sti")


def test_of_many_at_once_each_makes_one_file(tmp_path: Path) -> None:
    made: list[int] = []

    def make(number: int) -> None:
        for name in range(40):
            try:
                create_file(tmp_path / f"{name}", b"%d" % number)
            except FileExistsError:
                continue
            made.append(name)

    together = [threading.Thread(target=make, args=(number,)) for number in range(4)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert sorted(made) == list(range(40))
    assert len(files(tmp_path)) == 40


@pytest.mark.parametrize("taken", [False, True])
def test_a_disk_without_hard_links_is_as_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: bool) -> None:
    """Such as a memory stick; on Windows a name is given in another way."""
    if taken:
        (tmp_path / "fil").write_bytes(b"andens")

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "")

    monkeypatch.setattr(os, "link", no_links)
    if taken:
        with pytest.raises(FileExistsError):
            create_file(tmp_path / "fil", b"min")
    else:
        create_file(tmp_path / "fil", b"min")
    assert files(tmp_path) == {"fil": b"andens" if taken else b"min"}


# --- what a stopped run left ------------------------------------------------------------------------------------------


@ON_UNIX
def test_what_a_killed_run_left_goes_and_nothing_else_does(tmp_path: Path) -> None:
    """A run that is alive holds a lock on its own; on Windows one that is open cannot be taken away, nor a new one."""
    for name in (".udplan-0a1b2c3d.tmp", ".udplan-mcm_bu38.tmp", ".udplan-min.yaml.tmp", "udplan-0a1b2c3d.tmp"):
        (tmp_path / name).touch()
    (tmp_path / ".udplan-00000000.tmp").mkdir()
    alive, own = writing._new(tmp_path, 0o600)
    write_file(tmp_path / "fil", b"ny")
    kept = [".udplan-00000000.tmp", ".udplan-min.yaml.tmp", own.name, "fil", "udplan-0a1b2c3d.tmp"]
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(kept)
    os.close(alive)
    writing.tidy(tmp_path)
    assert not own.exists()


def test_where_no_lock_can_tell_only_what_is_old_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "lock", lambda handle: None)
    old, new = tmp_path / ".udplan-00000001.tmp", tmp_path / ".udplan-00000002.tmp"
    for file in (old, new):
        file.touch()
    long_ago = new.stat().st_mtime - writing.ABANDONED - 60
    os.utime(old, (long_ago, long_ago))
    writing.tidy(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == [new.name]


def test_ret_tidies_up_where_it_has_nothing_to_write(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"au/sti.yaml": item(), "au/.udplan-00000001.tmp": "halv"})
    long_ago = (folder / "plan.yaml").stat().st_mtime - writing.ABANDONED - 60
    os.utime(folder / "au" / ".udplan-00000001.tmp", (long_ago, long_ago))
    before = files(folder)
    assert udplan("ret", "--kun-vis", cwd=folder).status == 0
    assert files(folder) == before
    assert udplan("ret", cwd=folder).status == 0
    assert files(folder) == {name: raw for name, raw in before.items() if "tmp" not in name}


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_waits_until_the_file_has_its_name_but_only_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    real = os.write

    def pressed(handle: int, raw: bytes) -> int:
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)
        return real(handle, raw)

    monkeypatch.setattr(os, "write", pressed)
    # As it is where nobody passes over it, as a shell does for what runs in the background.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            write_file(tmp_path / "fil", b"ny")
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert files(tmp_path) == ({"fil": b"ny"} if times == 1 else {})


def test_ctrl_c_ends_with_one_line(plan_folder: PlanFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = plan_folder({"sti.yaml": item()})

    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("udplan.edit.sources.repair", pressed)
    ran = udplan("ret", cwd=folder)
    assert (ran.status, ran.out, ran.err) == (130, "", "Afbrudt.\n")


@pytest.mark.process
def test_ctrl_c_before_the_program_is_there_ends_with_the_same_line(tmp_path: Path) -> None:
    """On Windows Python makes the same exception of Ctrl-C."""
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from udplan.__main__ import start; start()"
    ran = start("lint", code=code)
    assert (ran.status, ran.out, ran.err) == (130, "", "Afbrudt.\n")


@pytest.mark.parametrize("before", [False, True])
def test_a_killed_run_does_not_make_a_document_somebody_else_s(
    plan_folder: PlanFolder, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    folder = plan_folder({"sti.yaml": item()})
    line = ("report", "plan", "-o", "plan.md")
    assert udplan(*line, cwd=folder).status == 0
    (folder / "bro.yaml").write_text(item(overskrift="Bro"), encoding="utf-8")
    real = Path.replace

    def killed(path: Path, target: Path) -> Path:
        if target.name != "plan.md":
            return real(path, target)
        if not before:
            real(path, target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        for title in ("Bro 2", "Bro 3", "Bro 4"):
            (folder / "bro.yaml").write_text(item(overskrift=title), encoding="utf-8")
            assert udplan(*line, cwd=folder).status == 130
    (folder / "vej.yaml").write_text(item(overskrift="Vej"), encoding="utf-8")
    ran = udplan(*line, cwd=folder)
    assert (ran.status, ran.err) == (0, "Skrevet: plan.md\n")


# --- what a fault of udplan's own says of the plan ---------------------------------------------------------------------


def test_only_where_nothing_was_written_is_that_said(plan_folder: PlanFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = plan_folder({"bro.yaml": item(overskrift="Bro", slut="x"), "sti.yaml": item(slut="x")})

    def fails(*_: object) -> str:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("udplan.edit.repair.left_alone", fails)
        assert "Planens filer er ikke ændret." in udplan("ret", cwd=folder).err
    monkeypatch.setattr("udplan.output.line", lambda text: text if "bro" in text else fails())
    monkeypatch.setattr("udplan.edit.sources.item_files", lambda *_: [folder / "bro.yaml", folder / "sti.yaml"])
    told: list[str] = []
    monkeypatch.setattr("udplan.cli.app.say", told.append)
    monkeypatch.setattr("udplan.cli.commands.ret.say", lambda text: None if "bro" in text else fails())
    udplan("ret", cwd=folder)
    assert told[0].endswith("Før den skete, blev disse filer skrevet: bro.yaml, sti.yaml.")


# --- read -------------------------------------------------------------------------------------------------------------


def test_a_file_is_read_whole_and_no_larger_than_it_may_be(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 1_000_000)
    assert read_file(tmp_path / "a", 1_000_000) == b"x" * 1_000_000
    (tmp_path / "a").write_bytes(b"x" * 1_000_001)
    assert no(lambda: read_file(tmp_path / "a", 1_000_000)) == "x fylder over 1 MB og bliver ikke læst."
    assert not holds(tmp_path / "a", b"x" * 1_000_000)
    assert holds(tmp_path / "a", b"x" * 1_000_001)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_a_file_that_does_not_tell_its_size_is_read_to_its_end() -> None:
    assert read_file(Path("/proc/self/status")).count(b"\n") > 5


@ON_UNIX
def test_a_pipe_and_a_device_are_told_and_not_waited_for(tmp_path: Path) -> None:
    """Windows' devices (``con.yaml``) are told in the same words, and by the rule on file names too."""
    os.mkfifo(tmp_path / "kanal")
    said = "x er ikke en almindelig fil, men en kanal eller en enhed."
    assert no(lambda: read_file(tmp_path / "kanal")) == said
    assert no(lambda: read_file(Path(os.devnull))) == said
    assert no(lambda: read_file(tmp_path)) == "x er en mappe. Skriv navnet på en fil."


@pytest.fixture
def odd(plan_folder: PlanFolder) -> Path:
    """A plan with files that cannot be read among those that can, some of which ``ret`` has something to do in."""
    folder = plan_folder({"a/sti.yaml": item(kode="R1(B)"), "z/vej.yaml": item(overskrift="Vej", kode="R2(B)")})
    os.mkfifo(folder / "a" / "kanal.yaml")
    (folder / "b.yaml").symlink_to("b.yaml")
    (folder / "c.yaml").symlink_to(os.devnull)
    (folder / "d").symlink_to("d")
    (folder / "a" / "op").symlink_to(folder)
    return folder


UNREAD = {
    "a/kanal.yaml": "Filen kan ikke åbnes. Den er ikke en almindelig fil, men en kanal eller en enhed.",
    "a/op": "Mappen kan ikke åbnes, så det, der står i den, mangler i planen. Den er en genvej til en mappe, den selv "
    "ligger i. Slet genvejen.",
    "b.yaml": "Filen kan ikke åbnes. Den er en genvej, der fører tilbage til sig selv.",
    "c.yaml": "Filen kan ikke åbnes. Den er ikke en almindelig fil, men en kanal eller en enhed.",
}


@ON_UNIX
def test_what_cannot_be_read_is_told_with_its_path_and_the_rest_is_checked(odd: Path) -> None:
    """On Windows making links needs an administrator, and there are no pipes in folders."""
    found = json.loads(udplan("lint", "--format", "json", cwd=odd).out)
    told = {each["fil"]: each["besked"] for each in found if each["regel"] == "kan-ikke-laeses"}
    assert told == UNREAD
    assert {each["fil"] for each in found if each["regel"] == "kode-form"} == {"a/sti.yaml", "z/vej.yaml"}


@ON_UNIX
def test_ret_mends_the_rest_and_says_what_it_could_not_read(odd: Path) -> None:
    ran = udplan("ret", cwd=odd)
    assert ran.status == 2
    lines = ran.err.splitlines()
    assert lines[:2] == ["a/sti.yaml: R1(B) skrevet som R1 (B)", "z/vej.yaml: R2(B) skrevet som R2 (B)"]
    assert lines[-1] == "Rettet: 2 filer. Kør udplan lint for at se, hvad der er tilbage."
    for said in UNREAD.values():
        assert f"1:1: fejl: {said} [kan-ikke-laeses]" in ran.err


def test_a_folder_that_cannot_be_opened_is_told_and_the_rest_is_mended(
    plan_folder: PlanFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said in the system's place: to an administrator, as who the tests may run, every folder is open."""
    folder = plan_folder({"lukket/bro.yaml": item(overskrift="Bro"), "sti.yaml": item(slut="x")})
    real = os.scandir

    def closed(path: Any) -> Any:
        if Path(path).name == "lukket":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    why = "Du har ikke adgang til den. Bed den, der ejer den, om adgang."
    said = f"lukket:1:1: fejl: Mappen kan ikke åbnes, så det, der står i den, mangler i planen. {why} [kan-ikke-laeses]"
    assert said in udplan("lint", cwd=folder).out
    ran = udplan("ret", cwd=folder)
    assert ran.status == 2
    assert ran.err.splitlines() == [
        "sti.yaml: x skrevet som X",
        said,
        "Rettet: 1 fil. Kør udplan lint for at se, hvad der er tilbage.",
    ]


def test_without_plan_yaml_the_rest_is_mended_but_no_amount(
    plan_folder: PlanFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan_folder({"sti.yaml": item(slut="x", beløb="{2025: 11.4}")})
    real = os.open

    def closed(path: Any, *more: Any) -> int:
        if Path(path).name == "plan.yaml":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *more)

    monkeypatch.setattr(os, "open", closed)
    ran = udplan("ret", cwd=folder)
    assert ran.status == 2
    assert "plan.yaml:1:1: fejl: Filen kan ikke åbnes." in ran.err
    text = (folder / "sti.yaml").read_text(encoding="utf-8")
    assert "slut: X" in text
    assert "{2025: 11.4}" in text


@ON_UNIX
@pytest.mark.parametrize("name", ["plan.md.j2", "plan.html.j2", "dokument.typ"])
def test_a_template_that_is_a_pipe_is_not_waited_for(plan_folder: PlanFolder, name: str) -> None:
    folder = plan_folder({"sti.yaml": item()})
    (folder / "templates").mkdir()
    os.mkfifo(folder / "templates" / name)
    os.mkfifo(folder / "skabelon.docx")
    ran = udplan("report", "plan", "-o", "plan.docx", "--skabelon", "skabelon.docx", cwd=folder)
    assert ran.err == "Fejl: skabelon.docx er ikke en almindelig fil, men en kanal eller en enhed.\n"
    assert udplan("report", "plan", "-o", "plan.md", cwd=folder).status == 0


@ON_UNIX
def test_a_font_that_is_a_pipe_is_not_waited_for(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item()})
    (folder / "templates" / "fonts").mkdir(parents=True)
    os.mkfifo(folder / "templates" / "fonts" / "skrift.ttf")
    ran = udplan("report", "plan", "-o", "plan.pdf", cwd=folder)
    assert ran.status == 2
    assert "skrift.ttf er ikke en almindelig fil" in ran.err
