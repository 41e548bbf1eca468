"""The parts of a Word file as XML: no address in one is followed, and nothing that expands is expanded."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile

from udplan.documents.printing.errors import missing_package
from udplan.office.grid import CannotReadOffice
from udplan.office.package import damaged, open_package

if TYPE_CHECKING:
    from lxml import etree

#: Files that are told by their names alone, and what to do with them.
_OTHERS: Final = {
    **dict.fromkeys((".rtf", ".odt", ".pages"), "Åbn den i Word, og gem den som .docx."),
    **dict.fromkeys((".docm", ".dotm"), "Den kan have makroer. Åbn den i Word, og gem den som .docx."),
    **dict.fromkeys((".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".csv"), "Åbn den i Excel, og gem den som .xlsx."),
    ".msg": "Den er en mail fra Outlook. Gem bilaget i en mappe, og læs det.",
}
_DEEP: Final = "depth"


class Parts:
    """The parts of a file by their names, each read when it is asked for."""

    def __init__(self, path: Path, raw: bytes | None = None) -> None:
        """Open a Word file; ``raw`` are its bytes, where it does not lie on the disk.

        Raises:
            CannotReadOffice: if it is none, or is not as Word writes it.
            MissingPackage: if lxml is not installed.
            OSError: if it cannot be opened.
        """
        self.path = path
        if (advice := _OTHERS.get(path.suffix.lower())) and not path.name.startswith("~$"):
            raise CannotReadOffice(f"{path} kan ikke læses. {advice}")
        self._zip = open_package(path, "docx", raw)
        main = self.related("").get("officeDocument")
        if main is None or main not in self._zip.namelist():
            raise damaged(path, "docx")
        self.main = main

    def tree(self, name: str) -> etree._Element | None:
        """The XML of a part; None where there is none by that name."""
        try:
            from lxml import etree
        except ModuleNotFoundError as error:
            raise missing_package("Word-filer") from error
        if name not in self._zip.namelist():
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            dtd_validation=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self._zip.read(name), parser)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise damaged(self.path, "docx") from error
        except (etree.XMLSyntaxError, ValueError) as error:
            if _DEEP in str(error).lower():
                raise self.mangled("der er alt for mange lag inde i hinanden") from error
            raise damaged(self.path, "docx") from error
        if root.getroottree().docinfo.doctype:
            raise self.mangled("den henviser til noget uden for sig selv (DTD)")
        return root

    def children(self, name: str | None) -> list[Any]:
        """What stands at the top of a part; nothing where the file has no such part."""
        root = self.tree(name) if name else None
        return [] if root is None else list(root)

    def related(self, part: str) -> Mapping[str, str]:
        """The parts that a part leads to, by the last word of what they are to it (styles, numbering); addresses out of the
        file are left out."""
        folder, _, name = part.rpartition("/")
        found: dict[str, str] = {}
        for each in self.children(posixpath.join(folder, "_rels", f"{name}.rels")):
            if each.get("TargetMode") != "External" and (target := each.get("Target")):
                path = posixpath.normpath(posixpath.join("/", folder, target))
                found.setdefault(each.get("Type", "").rpartition("/")[2], path.lstrip("/"))
        return found

    def mangled(self, what: str) -> CannotReadOffice:
        """That something in the file is not as Word writes it."""
        how = "Åbn den i Word, gem den igen, og prøv så."
        return CannotReadOffice(f"{self.path} er ikke skrevet, som Word gør det: {what}. {how}")


def tag(element: Any) -> str:
    """The local name of an element; nothing of what is no element."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""
