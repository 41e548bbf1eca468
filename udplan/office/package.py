"""The zip that a Word or Excel file is: opened only when it is one, and when unpacking it can do no harm.

Nothing is unpacked to the disk, and no part with a document type in it is read: that is where entities are declared, which
fetch other files or grow without end. Neither Word nor Excel writes one.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Final, Literal, NamedTuple
from zipfile import ZipFile, ZipInfo

from udplan.disk.reading import read_file
from udplan.disk.zips import DAMAGED, is_closed, points_out
from udplan.office.grid import CannotReadOffice

#: Bytes of a file, of one part of it unpacked, and of all of them. The largest of a plan has a few MB, and pictures.
MOST_BYTES: Final = 50_000_000
MOST_IN_PART: Final = 64_000_000
MOST_UNPACKED: Final = 200_000_000
#: Parts in a file: each sheet, picture and comment is one.
MOST_PARTS: Final = 5_000
#: How many times larger a part may be unpacked, where it is large; a table of text becomes 10 to 40 times smaller.
MOST_RATIO: Final = 200
_LARGE: Final = 1_000_000
#: What stands before the first element of a part must be in its first bytes.
_BEGINNING: Final = 65_536

Slags = Literal["docx", "xlsx"]


class _Form(NamedTuple):
    program: str
    types: bytes
    gamle: str


_FORMS: Final[dict[Slags, _Form]] = {
    "docx": _Form("Word", rb"wordprocessingml\.(?:document|template)\.main\+xml", ".doc"),
    "xlsx": _Form("Excel", rb"spreadsheetml\.(?:sheet|template)\.main\+xml", ".xls"),
}
_OLD: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_TYPES: Final = "[Content_Types].xml"
# What may stand before the first element: the declaration, other instructions to programs, and remarks.
_PROLOG: Final = re.compile(r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")


def open_package(path: Path, slags: Slags, raw: bytes | None = None) -> ZipFile:
    """The parts of a Word or Excel file. ``raw`` are its bytes, where it does not lie on the disk: an attachment.

    Raises:
        CannotReadOffice: if it is none, of another kind, encrypted, with macros, or larger unpacked than any plan is.
        OSError: if it cannot be read.
    """
    form = _FORMS[slags]
    if path.name.startswith("~$"):
        raise CannotReadOffice(
            f"{path} er en midlertidig fil fra {form.program}: filen med navnet {path.name[2:]} er åben. "
            "Luk den, og vælg den."
        )
    raw = read_file(path, MOST_BYTES) if raw is None else raw
    if not raw.startswith(b"PK"):
        raise CannotReadOffice(_no_package(path, raw, slags))
    try:
        package = ZipFile(io.BytesIO(raw))
        _refuse_harm(path, package.infolist())
        for part in package.infolist():
            root_of(path, package, part)
        _refuse_other(path, package, slags)
    except CannotReadOffice:
        raise
    except DAMAGED as error:
        raise damaged(path, slags) from error
    return package


def part_of(path: Path, package: ZipFile, slags: Slags, name: str) -> bytes:
    """A part, unpacked.

    Raises:
        CannotReadOffice: if there is none of that name, or it is not what it was when it was packed.
    """
    try:
        return package.read(name)
    except DAMAGED as error:
        raise damaged(path, slags) from error


def damaged(path: Path, slags: Slags) -> CannotReadOffice:
    """The error of a file that is not what it says, or is cut short."""
    program = _FORMS[slags].program
    return CannotReadOffice(
        f"{path} er beskadiget, eller den er lavet på en måde, udplan ikke kender. "
        f"Åbn den i {program}, gem den igen som .{slags}, og prøv med den."
    )


def root_of(path: Path, package: ZipFile, part: ZipInfo) -> str | None:
    """The name of the first element of a part, without its prefix; None of what is no xml.

    Raises:
        CannotReadOffice: where a document type stands in it, or nothing begins where something should.
    """
    with package.open(part) as opened:
        start = opened.read(_BEGINNING)
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = start.decode(encoding, errors="replace")
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return None
    rest = text[match.end() :] if (match := _PROLOG.match(text)) else text
    root = _ROOT.match(rest)
    if root is None:
        raise CannotReadOffice(
            f"{path} har en dokumenttype eller andet i sig, som Word og Excel aldrig skriver, og bliver ikke læst. "
            "Åbn den i Word eller Excel, gem den igen, og prøv med den."
        )
    return root[1]


def _no_package(path: Path, raw: bytes, slags: Slags) -> str:
    program, _, old = _FORMS[slags]
    save = f"Åbn den i {program}, og gem den som .{slags}."
    if raw.startswith(_OLD):
        if path.suffix.lower() in (".doc", ".xls", ".ppt", ".msg"):
            return f"{path} er i et gammelt format ({path.suffix.lower()}), som udplan ikke læser. {save}"
        return (
            f"{path} har en adgangskode eller en fortrolighedsmærkning, eller den er en {old}, der har fået et andet navn. "
            f"Åbn den i {program}, og gem den uden som .{slags}."
        )
    if raw.startswith(b"%PDF"):
        return f"{path} er en pdf, og den kan ikke læses ind. Find den fil i {program}, som den er lavet af."
    if not raw:
        return f"{path} er tom."
    return f"{path} er ikke en fil fra {program}. {save}"


def _refuse_harm(path: Path, parts: list[ZipInfo]) -> None:
    """Refuse what grows without end, what points out of itself, and what needs a password."""
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise CannotReadOffice(f"{path} er alt for stor, når den pakkes ud, og bliver ikke læst.")
    for part in parts:
        most = max(_LARGE, min(MOST_IN_PART, MOST_RATIO * part.compress_size))
        if part.file_size > most and _may_be_xml(part.filename):
            raise CannotReadOffice(f"{path} er alt for stor, når den pakkes ud, og bliver ikke læst.")
        if is_closed(part):
            raise CannotReadOffice(f"{path} er en zip med adgangskode eller en ukendt pakning, og bliver ikke læst.")
    if len(set(names)) < len(names) or any(points_out(name) for name in names):
        raise CannotReadOffice(f"{path} har stier i sig, der fører ud af filen selv, og bliver ikke læst.")


def _may_be_xml(name: str) -> bool:
    return not name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp"))


def _refuse_other(path: Path, package: ZipFile, slags: Slags) -> None:
    """Refuse what is another kind of file, has macros in it, or is of a form of the format that nearly nobody writes."""
    form = _FORMS[slags]
    save = f"Åbn den i {form.program}, og gem den som .{slags}"
    names = package.namelist()
    if _TYPES not in names:
        other = "en fil fra LibreOffice" if "mimetype" in names else "en zip"
        raise CannotReadOffice(f"{path} er {other} og ikke en fil fra {form.program}. {save}.")
    types = package.read(_TYPES)
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise CannotReadOffice(f"{path} har makroer, og den slags filer bliver ikke læst. {save} uden makroer.")
    if "_rels/.rels" in names and _STRICT in package.read("_rels/.rels"):
        raise CannotReadOffice(f"{path} er gemt som »Strict Open XML«. {save}, der ikke er Strict.")
    if not re.search(form.types, types):
        others = [other.program for other in _FORMS.values() if re.search(other.types, types)]
        what = f"er en fil fra {others[0]}" if others else f"er ikke en fil fra {form.program}"
        raise CannotReadOffice(f"{path} {what}. Her skal der stå en fil, der ender på .{slags}.")
