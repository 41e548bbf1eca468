"""The file that ``-o`` names: the formats its name can say, whether it may be written over, and how it is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from udplan.cli.shared.steps import fail, remark, say
from udplan.model import folders


def ending(path: Path | None) -> str:
    """What the name of a file ends in, in small letters and without the full stop; empty where it ends in nothing."""
    # A letter in front: of .html Path says that it ends in nothing.
    return "" if path is None else Path(f"x{path.name}").suffix.lstrip(".").lower()


def refuse_ending(path: Path, known: Iterable[str], asked: str | None = None) -> None:
    """Refuse a name that says another format than the command can write, or than was asked for; one without an ending
    says none."""
    from udplan.values.words import listed

    named = ending(path)
    if path.name == "-":
        fail("- er ikke navnet på en fil. Udelad -o for at se det på skærmen.")
    endings = list(known) if asked is None else [asked]
    if named and named not in endings:
        why = "og det skrives ikke her" if asked is None else f"men --format er {asked}"
        could = listed([f".{kind}" for kind in endings], "eller")
        fail(f"{path} ender på .{named}, {why}. Skriv et navn, der ender på {could}.")
    if path.name.startswith(".") and not path.suffix:
        fail(f"{path} er kun en endelse. Skriv et navn foran, fx plan{path.name}.")


def write(path: Path, content: str | bytes, *, overskriv: bool, bom: bool = False) -> None:
    """Write a file whole, and say where; ``bom`` marks a text as UTF-8 for Excel.

    Over a file that is not udplan's own it writes only with ``overskriv``, or a yes on the terminal.
    """
    from udplan import output
    from udplan.disk.documents import write_document
    from udplan.disk.reading import holds

    raw = content if isinstance(content, bytes) else content.encode("utf-8-sig" if bom else "utf-8")
    if not holds(path, raw):
        may_write([path], overskriv=overskriv)
    written = write_document(path, raw)
    name = output.shown_path(written.path)
    for said in written.remarks(name):
        remark(said)
    say(f"Skrevet: {name}")


def write_data(ud: Path | None, text: str, *, overskriv: bool, bom: bool = False) -> None:
    """Data to the file that was named, or to standard output as UTF-8."""
    from udplan import output

    if ud is not None:
        write(ud, text, overskriv=overskriv, bom=bom)
    else:
        output.write_data(text, bom=bom)


def may_write(paths: Sequence[Path], *, overskriv: bool) -> None:
    """End the command, unless all of these files may be written over; a file of a plan never is."""
    from udplan import output
    from udplan.disk.documents import is_others
    from udplan.values.words import few, listed

    for path in paths:
        if _is_plan_file(path):
            fail(f"{path} er en af planens filer, og dem skriver -o aldrig over. Skriv et andet navn.")
    others = [] if overskriv else [output.shown_path(path) for path in paths if is_others(path)]
    if not others:
        return
    it, them = ("den", "Skriv over den?") if len(others) == 1 else ("dem", "Skriv over dem alle?")
    said = f"{listed(few(others, len(others)))} findes allerede, og det, der står i {it} nu, har udplan ikke skrevet."
    if output.confirm(f"{said} {them}"):
        return
    fail(f"{said} Intet er skrevet. Skriv et andet navn, eller brug --overskriv.")


def _is_plan_file(path: Path) -> bool:
    """Whether it is one, by whatever name: a link to it, another spelling, another way there."""
    real = Path(os.path.realpath(path))  # Path.resolve has no words for a link to itself
    return real.suffix.lower() in (".yaml", ".yml") and folders.plan_of(real) is not None
