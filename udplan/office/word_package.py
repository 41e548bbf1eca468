"""A file of Word's or Excel's as the zip of XML parts that it is: opened with limits, and refused with a sentence.

No part is unpacked to the disk, no address in one is followed, and nothing that expands is expanded.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from udplan.disk.reading import read_file
from udplan.office.grid import CannotReadOffice

if TYPE_CHECKING:
    from lxml import etree

#: What no office's table comes near: bytes of the file, parts in it, bytes of a part once unpacked, and how much smaller the
#: part is packed.
_MOST_BYTES: Final = 50_000_000
_MOST_PARTS: Final = 5_000
_MOST_UNPACKED: Final = 60_000_000
_MOST_PACKED: Final = 300
#: A part of no more than this may be packed as well as it likes.
_SMALL: Final = 2_000_000

_OLE: Final = b"\xd0\xcf\x11\xe0"
_DOCUMENT: Final = "/officeDocument"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_OTHERS: Final = {
    **dict.fromkeys((".doc", ".dot", ".rtf", ".odt", ".pages"), "Åbn den i Word, og gem den som .docx."),
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".numbers", ".csv"), "Åbn den i Excel, og gem den som .xlsx."),
    **dict.fromkeys((".docm", ".dotm"), "Den kan have makroer. Åbn den i Word, og gem den som .docx."),
    **dict.fromkeys((".xlsm", ".xltm"), "Den kan have makroer. Åbn den i Excel, og gem den som .xlsx."),
    ".dotx": "Den er en skabelon. Åbn den i Word, og gem den som .docx.",
    ".pdf": "En pdf kan ikke læses som et skema. Find Word- eller Excel-filen, den er lavet af.",
    ".msg": "Den er en mail fra Outlook. Gem bilaget i en mappe, og læs det.",
}


class Package:
    """The parts of a file by their names, each read when it is asked for."""

    def __init__(self, path: Path, program: str, raw: bytes | None = None) -> None:
        """Open a file of ``program`` (Word or Excel); ``raw`` are its bytes, where it is an attachment.

        Raises:
            CannotReadOffice: if it is none, or is not as the program writes it.
            OSError: if it cannot be opened.
        """
        self.navn, self._program = path.name, program
        self._ending = ".docx" if program == "Word" else ".xlsx"
        if path.name.startswith("~$"):
            raise self._refused(f"er {program}s låsefil og ikke dokumentet. Vælg filen uden ~$ foran.")
        if advice := _OTHERS.get(path.suffix.lower()):
            raise self._refused(f"kan ikke læses. {advice}")
        raw = read_file(path, _MOST_BYTES) if raw is None else raw
        self._refuse_others(raw)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self._broken() from error
        self._check()
        self.main = self._main_part()

    def _refused(self, why: str) -> CannotReadOffice:
        return CannotReadOffice(f"{self.navn} {why}")

    def _broken(self) -> CannotReadOffice:
        how = f"Åbn den i {self._program}, og gem den som {self._ending}."
        return self._refused(f"er ikke en {self._program}-fil, eller den er gået i stykker undervejs. {how}")

    def _refuse_others(self, raw: bytes) -> None:
        if raw[:4] == _OLE:
            if "EncryptedPackage".encode("utf-16-le") in raw:
                why = "er beskyttet med en adgangskode eller et fortrolighedsmærke"
                how = f"Åbn den i {self._program}, fjern beskyttelsen i en kopi, og gem kopien som {self._ending}."
            else:
                why, how = "er i det gamle format (.doc eller .xls)", f"Åbn den, og gem den som {self._ending}."
            raise self._refused(f"{why}. {how}")
        if raw[:5] == b"%PDF-":
            raise self._refused(f"er en pdf. {_OTHERS['.pdf']}")
        if raw[:5] == b"{\\rtf":
            raise self._refused(f"er i formatet rtf. {_OTHERS['.rtf']}")
        if not raw.strip(b"\0"):
            raise self._refused("er tom. Hent den igen.")

    def _check(self) -> None:
        """Refuse what no program of an office has written."""
        parts = self._zip.infolist()
        if len(parts) > _MOST_PARTS:
            raise self._refused(f"har over {_MOST_PARTS} dele i sig og bliver ikke læst.")
        names = [part.filename for part in parts]
        if any(_leads_out(name) for name in names):
            raise self._refused(
                "har dele, hvis navne peger ud af filen selv. Den er ikke lavet af Office og læses ikke."
            )
        if len(set(names)) < len(names):
            raise self._refused("har to dele med samme navn. Den er ikke lavet af Office og læses ikke.")
        if any(part.flag_bits & 1 for part in parts):
            raise self._refused("er beskyttet med en adgangskode. Fjern den i en kopi, og prøv igen.")
        if sum(part.file_size for part in parts) > 4 * _MOST_UNPACKED:
            raise self._too_large()
        if any(name.endswith("vbaProject.bin") for name in names):
            raise self._refused(f"har makroer. Gem den som {self._ending} uden makroer, og prøv igen.")
        if "mimetype" in names and "content.xml" in names:
            raise self._refused(f"er i LibreOffices eget format. Gem den som {self._ending}.")

    def _too_large(self) -> CannotReadOffice:
        return self._refused("pakker sig ud til mere, end et skema fylder, og bliver ikke læst.")

    def part(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none by that name."""
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        if info.file_size > _MOST_UNPACKED or (
            info.file_size > _SMALL and info.file_size > _MOST_PACKED * max(info.compress_size, 1)
        ):
            raise self._too_large()
        try:
            with self._zip.open(info) as opened:
                raw = opened.read(_MOST_UNPACKED + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise self._broken() from error
        if len(raw) > _MOST_UNPACKED:  # the size that a part says it has may be a lie
            raise self._too_large()
        return raw

    def tree(self, name: str) -> etree._Element | None:
        """The XML of a part; None where there is none by that name."""
        raw = self.part(name)
        return None if raw is None else self.parsed(raw)

    def parsed(self, raw: bytes) -> etree._Element:
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            dtd_validation=False,
            remove_comments=True,
            remove_pis=True,
        )
        if b"<!DOCTYPE" in raw[:4096] or b"<!ENTITY" in raw:
            raise self._with_dtd()
        try:
            root = etree.fromstring(raw, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if "depth" in str(error).lower():
                raise self._refused("har alt for mange lag inde i hinanden og bliver ikke læst.") from error
            raise self._broken() from error
        if root is None or root.getroottree().docinfo.doctype:
            raise self._with_dtd()
        return root

    def _with_dtd(self) -> CannotReadOffice:
        return self._refused(
            "henviser til noget uden for sig selv (DTD), som Office aldrig skriver, og bliver ikke læst."
        )

    def related(self, part: str) -> Mapping[str, str]:
        """The parts that a part leads to, by the last word of what they are to it (styles, numbering); addresses out of the
        file are left out."""
        folder, _, name = part.rpartition("/")
        root = self.tree(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        if root is None:
            return {}
        found: dict[str, str] = {}
        for each in root:
            if each.get("TargetMode") != "External" and (target := each.get("Target")):
                kind = each.get("Type", "")
                found.setdefault(kind.rpartition("/")[2], posixpath.normpath(posixpath.join("/", folder, target))[1:])
                if kind.startswith(_STRICT) and kind.endswith(_DOCUMENT):
                    found["strict"] = target
        return found

    def _main_part(self) -> str:
        related = self.related("")
        if "strict" in related:
            how = f"Åbn den i {self._program}, og gem den som almindelig {self._ending}."
            raise self._refused(f"er gemt som »Strict Open XML«, som ikke kan læses. {how}")
        main = related.get("officeDocument")
        if main is None or main not in self._zip.namelist():
            raise self._broken()
        other = {"Word": ("xl/", "Excel", ".xlsx"), "Excel": ("word/", "Word", ".docx")}[self._program]
        if main.startswith(other[0]):
            raise self._refused(f"er en {other[1]}-fil. Giv den et navn, der ender på {other[2]}.")
        return main

    def mangled(self, what: str) -> CannotReadOffice:
        """That something in the file is not as the program writes it."""
        how = f"Åbn filen i {self._program}, gem den igen, og prøv så."
        return self._refused(f"er ikke skrevet, som {self._program} gør det: {what}. {how}")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or re.match("[A-Za-z]:", name) is not None


def tag(element: Any) -> str:
    """The local name of an element; nothing of what is no element."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""
