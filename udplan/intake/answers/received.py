"""The files that came back: which of them are sheets, by themselves or in a mail, and what each says."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from udplan.disk.reading import read_file
from udplan.disk.refusals import refusal
from udplan.documents.printing.errors import MissingPackage
from udplan.intake.answers.posts import Svar, svar
from udplan.intake.answers.rounds import OVERSIGT, RUNDE
from udplan.intake.sheet import ForkertArk, base, fingeraftryk, hører_til, læs_base
from udplan.model.plan import Plan
from udplan.office.grid import CannotReadOffice
from udplan.office.mail import Bilag, bilagene
from udplan.output import own_path
from udplan.values.words import few, listed

_SHEETS: Final = (".xlsx", ".docx")
_IN_WORD: Final = "Åbn den i Word, og gem den som .docx."
_IN_EXCEL: Final = "Åbn den i Excel, og gem den som .xlsx."
#: What is refused, and what to do instead.
_OTHERS: Final = {
    **dict.fromkeys((".doc", ".docm", ".dotx", ".odt", ".rtf"), _IN_WORD),
    **dict.fromkeys((".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".csv"), _IN_EXCEL),
    ".msg": "Det er en mail i Outlooks eget format. Gem bilaget fra den, og giv udplan det.",
    ".pdf": "Tal og tekst i en pdf kan ikke læses sikkert. Bed om arket selv.",
    ".zip": "Pak den ud i en mappe, og giv udplan mappen.",
}
#: What stands in a round's folder beside the sheets.
_OWN: Final = (RUNDE, OVERSIGT)


class Indkommet(NamedTuple):
    """Something that came back: what it is called, which nothing else is that came with it, and what it says, or in Danish
    why it is not read. ``mærke`` is the fingerprint of the sheet as it was sent, and ``raw_mærke`` that of its bytes."""

    navn: str
    svar: Svar | None
    besked: str = ""
    mærke: str = ""
    raw_mærke: str = ""


def indkomne(plan: Plan, paths: Iterable[Path]) -> Iterator[Indkommet]:
    """Every sheet of some files and folders, in the order of their names, and all else, told. What is named twice came once;
    files that are called the same have as much of their folders in their names as tells them apart."""
    found: dict[Path, Path | Indkommet] = {}
    for path in paths:
        for each in _in_folder(path) if path.is_dir() else [path]:
            found.setdefault(own_path(each if isinstance(each, Path) else path), each)
    names = _apart([own for own, each in found.items() if isinstance(each, Path)])
    for own, each in found.items():
        if isinstance(each, Indkommet):
            yield each
        elif each.is_dir():
            yield Indkommet(names[own], None, "er en mappe i mappen og læses ikke. Giv udplan den for sig.")
        else:
            yield from _of_file(plan, each, names[own])


def _in_folder(folder: Path) -> Iterator[Path | Indkommet]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Indkommet(folder.name, None, refusal(error))
        return
    yield from (each for each in entries if not each.name.startswith(("~$", ".")) and each.name not in _OWN)


def _apart(paths: Sequence[Path]) -> dict[Path, str]:
    """A name for each of some paths: its last parts, as many as no other path ends in."""
    names: dict[Path, str] = {}
    alike, count = list(paths), 1
    while alike:
        ends = Counter(path.parts[-count:] for path in alike)
        names |= {path: Path(*path.parts[-count:]).as_posix() for path in alike}
        alike = [path for path in alike if ends[path.parts[-count:]] > 1]
        count += 1
    return names


def _of_file(plan: Plan, path: Path, navn: str) -> Iterator[Indkommet]:
    ending = path.suffix.lower()
    try:
        if ending == ".eml":
            yield from _of_mail(plan, navn, bilagene(path))
        elif ending in _SHEETS:
            yield _read(plan, navn, path, None if path.name.startswith("~$") else read_file(path))
        else:
            yield _refused(navn)
    except CannotReadOffice as error:
        yield Indkommet(navn, None, str(error))
    except OSError as error:
        yield Indkommet(navn, None, refusal(error, navn))


def _refused(navn: str) -> Indkommet:
    advice = _OTHERS.get(Path(navn).suffix.lower(), "Et svar er en fil, der ender på .xlsx, .docx eller .eml.")
    return Indkommet(navn, None, f"læses ikke. {advice}")


def _of_mail(plan: Plan, navn: str, attached: tuple[Bilag, ...]) -> Iterator[Indkommet]:
    sheets = [each for each in attached if Path(each.navn).suffix.lower() in _SHEETS]
    named = Counter[str]()
    for each in sheets:
        named[each.navn] += 1
        which = f", nummer {named[each.navn]}" if named[each.navn] > 1 else ""
        yield _read(plan, f"{navn} ({each.navn}{which})", Path(each.navn), each.raw)
    yield from (_refused(f"{navn} ({each.navn})") for each in attached if Path(each.navn).suffix.lower() in _OTHERS)
    if not sheets:
        names = listed(few([each.navn for each in attached], len(attached)))
        has = f"har kun {names} som bilag" if attached else "har intet bilag"
        besked = f"{has}, så der er intet ark i den. Står svaret i mailens tekst, så skriv det i planen selv."
        yield Indkommet(navn, None, besked)


def _read(plan: Plan, navn: str, path: Path, raw: bytes | None) -> Indkommet:
    mark, path = hashlib.sha256(raw or b"").hexdigest(), Path(path.name)  # what is told of it names no folder
    in_word = path.suffix.lower() == ".docx"
    try:
        if not in_word:
            from udplan.office import excel_in

            carried = excel_in.hidden(path, raw)
        else:
            from udplan.office import word_in, word_out

            carried = word_out.hidden(path, raw)
        ark = læs_base(carried)
        hører_til(ark, plan)
        read = word_in.read(path, raw=raw) if in_word else excel_in.read(path, raw)
        said = svar(navn, ark, read)
    except (CannotReadOffice, ForkertArk, MissingPackage) as error:
        return Indkommet(navn, None, str(error), raw_mærke=mark)
    return Indkommet(navn, said, "", fingeraftryk(base(ark)), mark)
