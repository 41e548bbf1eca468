"""A plan in a zip, such as Stifinder makes of a folder: of the plan alone, or of all that it stands in."""

from __future__ import annotations

import io
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from zipfile import ZipFile, ZipInfo

from udplan.disk.reading import read_file
from udplan.disk.zips import DAMAGED, is_closed, points_out
from udplan.history.state import NoSuchState
from udplan.history.stored import MOST_BYTES, MOST_FILES, Own, Stored, is_beside, is_read, which
from udplan.model.folders import PLAN_FILE
from udplan.values.words import nfc

#: The sign in a zip that its names are in UTF-8.
_UTF_8: Final = 0x800
_AGAIN: Final = "Højreklik på planens mappe, vælg Komprimer, og prøv med den nye zip."


def unpacked(path: Path, own: Own) -> Stored:
    """The files of a plan in a zip; nothing is unpacked to the disk, and no more is than a plan can hold.

    Raises:
        NoSuchState: if it is no zip, is damaged, closed, leads out of itself, is far too large, or holds no plan or several.
        OSError: if it cannot be opened.
    """
    try:
        package = ZipFile(io.BytesIO(read_file(path)))
        parts = _parts(path, package)
        plans = [name.rpartition("/")[0] for name in parts if name.rpartition("/")[2] == PLAN_FILE]
        plan = which(plans, own, path.name, "Lav en zip med kun den ene, og skriv den.")
        inside = f"{plan}/" if plan else ""
        return _read(path, package, {name[len(inside) :]: parts[name] for name in parts if name.startswith(inside)})
    except NoSuchState:
        raise
    except DAMAGED as error:
        raise NoSuchState(f"{path.name} er ikke en zip, eller den er beskadiget. {_AGAIN}") from error


def _parts(path: Path, package: ZipFile) -> dict[str, ZipInfo]:
    """What there is in a zip, by its names as they are meant, without folders and what no person has put there."""
    parts: dict[str, ZipInfo] = {}
    for part in package.infolist():
        name = _name(part)
        if points_out(name):
            raise NoSuchState(f"{path.name} har stier i sig, der fører ud af filen selv, og bliver ikke læst. {_AGAIN}")
        if name.endswith("/") or is_beside(name):
            continue
        if stat.S_ISLNK(part.external_attr >> 16):
            raise NoSuchState(f"{path.name} har en genvej (link) i sig: {name}. Slet genvejen, og lav zip-filen igen.")
        if name in parts:
            raise NoSuchState(f"{path.name} har to filer med samme navn i sig: {name}. {_AGAIN}")
        parts[name] = part
    return parts


def _name(part: ZipInfo) -> str:
    """The name that was meant: without the sign for UTF-8 a Mac writes that all the same, and Windows the code page of its
    console, where ø is not what the format says it is. Some programs write ``\\`` between folders."""
    name = part.orig_filename.partition("\0")[0]
    if not part.flag_bits & _UTF_8:
        raw = name.encode("cp437")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp850")
    return nfc(name.replace("\\", "/"))


def _read(path: Path, package: ZipFile, parts: Mapping[str, ZipInfo]) -> Stored:
    if len(parts) > MOST_FILES:
        raise NoSuchState(f"{path.name} har over {MOST_FILES} filer i planens mappe og bliver ikke læst. {_AGAIN}")
    contents: dict[str, bytes] = {}
    left = MOST_BYTES
    for name, part in parts.items():
        if not is_read(name):
            contents[name] = b""
            continue
        if is_closed(part):
            raise NoSuchState(f"{path.name} har en adgangskode eller er pakket på en ukendt måde. {_AGAIN}")
        with package.open(part) as opened:  # it says itself how much it holds, and need not speak the truth
            contents[name] = opened.read(left + 1)
        left -= len(contents[name])
        if left < 0:
            raise NoSuchState(
                f"{path.name} fylder over {MOST_BYTES // 1_000_000} MB, når den pakkes ud, og bliver ikke læst. {_AGAIN}"
            )
    return Stored(contents)
