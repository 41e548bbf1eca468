"""The files of templates: udplan's own, and those of a plan or its repository, which win over them.

What a template reads lies in the plan or its repository. A link is followed, but not out of there, and not to where
what is not public is written: the files of plans, and what is hidden.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from udplan.disk.reading import NO_FILE, holds, read_file
from udplan.disk.refusals import refusal
from udplan.documents.printing.errors import NoSuchTemplate, TemplateError
from udplan.values.words import nfc

#: How the system says that nothing has a name; the last is Windows', of signs that no name can have.
_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.EINVAL)
_NOWHERE = "{}: det er et link, der ikke fører til noget. Slet det, eller ret det."

#: What the files of plans end in.
_PLAN_FILES = (".yaml", ".yml")


@cache
def packaged_templates() -> Path:
    """The folder of templates that udplan carries: inside the package in a wheel, beside it in a working copy."""
    package = Path(__file__).resolve().parents[2]
    return next(path for path in (package / "templates", package.parent / "templates") if path.is_dir())


def find(name: str, folders: Sequence[Path]) -> Path:
    """The file of a template, from the first of ``folders`` that has it, or else udplan's own.

    Raises:
        NoSuchTemplate: if nobody has it.
        TemplateError: if it leads out of the repository, or is no file.
    """
    path = first(name, folders) or _named(name, [packaged_templates()])
    if path is None:
        raise NoSuchTemplate(f"skabelonen »{name}« findes ikke")
    return path


def first(name: str, folders: Sequence[Path]) -> Path | None:
    """The first file of that name in ``folders``, which are a plan's and its repository's.

    Raises:
        TemplateError: if it leads out of the repository, or is no file.
    """
    path = _named(name, folders)
    if path is not None and held(path, folders).is_dir():
        raise TemplateError(f"{path}: det er en mappe, men skabelonen skal være en fil. Giv mappen et andet navn.")
    return path


def own(names: Iterable[str], folders: Sequence[Path]) -> Path | None:
    """The first of those files and folders that a plan or its repository has in place of udplan's own.

    What has the same bytes is no other: a clone of udplan has plans beside its templates, and what runs there may be a
    package with a copy of them.

    Raises:
        TemplateError: if the system does not say what is there.
        OSError: if a folder cannot be opened.
    """
    paths = (folder / name for name in names for folder in folders)
    return next((path for path in paths if is_there(path) and not (is_packaged(path) or _is_copy(path))), None)


def is_packaged(path: Path) -> bool:
    """Whether a template is udplan's own, which is also so in udplan's repository, that has plans beside it."""
    return os.path.realpath(path.parent) == os.path.realpath(packaged_templates())


def _is_copy(path: Path) -> bool:
    """Whether a template, or a folder with what templates use, is udplan's own, byte for byte."""
    carried = packaged_templates() / path.name
    if carried.is_file():
        return holds(path, read_file(carried))
    if not (carried.is_dir() and path.is_dir()):
        return False
    files = {file.name: file for file in carried.iterdir()}
    return {file.name for file in path.iterdir()} == files.keys() and all(
        holds(path / name, read_file(file)) for name, file in files.items()
    )


def is_there(path: Path) -> bool:
    """Whether something has that name: also a link that leads nowhere, which nobody means to be passed over.

    Raises:
        TemplateError: if the system does not say, or its folder is a link that leads nowhere.
    """
    try:
        os.lstat(path)
    except OSError as error:
        if error.errno not in _NOT_THERE:
            raise TemplateError(refusal(error)) from error
        if _leads_nowhere(path.parent):
            raise TemplateError(_NOWHERE.format(path.parent)) from error
        return False
    except ValueError:  # no name at all: it has half a sign, or a zero
        return False
    return True


def _leads_nowhere(path: Path) -> bool:
    """Whether a path is a link to what does not exist."""
    return path.is_symlink() and not os.path.lexists(os.path.realpath(path))


def _named(name: str, folders: Sequence[Path]) -> Path | None:
    """The first file of that name; a Mac may have written it in another form (NFD) than the text that asks for it."""
    wanted = Path(nfc(name))
    if wanted.is_absolute() or wanted.drive or ".." in wanted.parts:
        return None
    forms = (wanted, Path(unicodedata.normalize("NFD", str(wanted))))
    return next((path for folder in folders for path in (folder / form for form in forms) if is_there(path)), None)


def held(path: Path, folders: Sequence[Path]) -> Path:
    """The path, if it leads to a file or a folder that may be read by a template of ``folders``: see the module.

    Raises:
        TemplateError: if not.
    """
    _hold_inside(path, folders)
    try:
        if _leads_nowhere(path):
            raise TemplateError(_NOWHERE.format(path))
        mode = path.stat().st_mode
    except OSError as error:
        raise TemplateError(refusal(error)) from error
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise TemplateError(f"{NO_FILE.format(sti=path)} Fjern den fra skabelonerne.")
    return path


def _hold_inside(path: Path, folders: Sequence[Path]) -> None:
    """Refuse a path that leads out of the repository, or to what is not public.

    Raises:
        TemplateError: if it does.
    """
    real = Path(os.path.realpath(path))
    homes = [(folder, Path(os.path.realpath(folder.parent))) for folder in folders]
    if any(real == home / path.relative_to(folder.parent) for folder, home in homes if path.is_relative_to(folder)):
        return  # no link on the way
    inside = [real.relative_to(home) for _, home in homes if real.is_relative_to(home)]
    if not inside:
        raise TemplateError(
            f"{path}: det er et link til noget uden for repositoriet, og det læser en skabelon ikke. "
            "Læg en kopi i mappen i stedet for linket."
        )
    if real.suffix.lower() in _PLAN_FILES or any(part.startswith(".") for part in inside[-1].parts):
        raise TemplateError(
            f"{path}: det er et link til en fil, som en skabelon ikke må læse: planernes egne filer og det, der er "
            "skjult. Fjern linket."
        )


def hold_below(folder: Path, folders: Sequence[Path]) -> None:
    """Ask ``held`` of all that can be reached from a folder, for a program that opens files there by itself.

    Raises:
        TemplateError: for the first that may not be read.
    """
    waiting, seen = [folder], set[str]()
    while waiting:
        at = waiting.pop()
        if (real := os.path.realpath(at)) in seen:
            continue  # a link back to where it stands
        seen.add(real)
        try:
            waiting += [path for path in sorted(at.iterdir()) if _held_folder(path, folders)]
        except OSError as error:
            raise TemplateError(refusal(error)) from error


def _held_folder(path: Path, folders: Sequence[Path]) -> bool:
    """Whether there is more to ask for below a path. It may lead nowhere, where there is nothing to read: editors leave
    such links beside an open file."""
    if _leads_nowhere(path):
        _hold_inside(path, folders)
        return False
    return held(path, folders).is_dir()


def read_template(path: Path) -> str:
    """The text of a template.

    Raises:
        TemplateError: if it is not UTF-8.
    """
    try:
        return nfc(read_file(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise TemplateError(f"{path}: skabelonen er ikke gemt som UTF-8. Gem den som det.") from error
