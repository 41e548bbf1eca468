"""What can be wrong with the making of a document, in words for whoever asked for it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class TemplateError(ValueError):
    """A template that cannot be used. ``str()`` is one Danish line: the file, the place in it, and what is wrong."""


class NoSuchTemplate(TemplateError):
    """A template that nobody has."""


class WrongFormat(ValueError):
    """A format that there is none of, or that cannot do what is asked of it. ``str()`` is Danish."""


class MissingPackage(ValueError):
    """A format whose library is not installed. ``str()`` is Danish and names the command that installs it."""


#: The extra of udplan's package that its libraries for Word and pdf are in.
_EXTRA = "dokumenter"


@contextmanager
def optional(what: str) -> Iterator[None]:
    """Around what imports the libraries of the extra, to say in Danish that they are not there; ``what`` begins the sentence.

    Raises:
        MissingPackage: where one is not.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "udplan":
            raise
        raise missing_package(what) from error


def missing_package(what: str) -> MissingPackage:
    """The error of a format whose library is not installed; ``what`` begins the sentence.

    The command names the libraries themselves, and the Python that runs here. udplan may come from a clone, a wheel or a
    git address, and on an index its name may be somebody else's; its libraries are there, wherever it came from.
    """
    python, needs_ampersand = _this_python()
    packages = " ".join(f'"{package}"' for package in _packages())
    said = f"{what} kræver programdele, der ikke er installeret. Skriv: {python} -m pip install {packages}"
    return MissingPackage(f"{said} (i PowerShell med & og et mellemrum foran)" if needs_ampersand else said)


def _packages() -> list[str]:
    """What pip is to install: what the installed package says that the extra needs.

    Run from its source without being installed, it has nothing to ask, and names the folder of the source.
    """
    from importlib.metadata import PackageNotFoundError, requires

    try:
        needed = requires("udplan") or ()
    except PackageNotFoundError:
        return [f"{Path(__file__).resolve().parents[3]}[{_EXTRA}]"]
    parts = (line.partition(";") for line in needed)
    return [name.strip() for name, _, marker in parts if re.search(rf"""extra == ['"]{_EXTRA}['"]""", marker)]


def _this_python() -> tuple[str, bool]:
    """How the Python that runs here is started from where one stands, and whether PowerShell needs ``&`` for it.

    A path without spaces is a command as it is in cmd, PowerShell and bash. In quotes it is none to PowerShell.
    """
    path = Path(sys.executable or "python")
    if path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    is_plain = " " not in str(path)
    return (str(path) if is_plain else f'"{path}"'), not is_plain and sys.platform == "win32"
