"""The files of a plan: which there are, what is wrong with their names, and which of them are copies of others."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from udplan.disk.refusals import refusal
from udplan.model.folders import PLAN_FILE
from udplan.values.words import as_id, fold, nfc, take_name
from udplan.yaml.pattern import Pattern
from udplan.yaml.problem import Niveau, Problem

#: Folders of a plan that hold no initiatives.
_NOT_ITEMS = frozenset({"templates"})
#: Names that Windows keeps for its devices, whatever stands behind a full stop.
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})

_ITEM = ".yaml"
# What an editor may make of .yaml when it saves; Notepad puts .txt behind.
_NEARLY_ITEM = re.compile(r"(?i)(.+)\.(?:ya?ml|yalm|ymal|yam|yamll)(?:\.(?:txt|docx?|rtf|odt))?[. ]*")
_LOCK = "~$"
_NOT_ON_WINDOWS = re.compile('[<>:"|?*\\\\\x00-\x1f]|[. ]$')
_ID = re.compile("[a-z0-9-]+")


class _Entry(NamedTuple):
    """Something in a plan's folder: ``items`` says whether the files that stand where it stands are read."""

    path: Path
    name: str
    is_folder: bool
    items: bool

    @property
    def is_item(self) -> bool:
        return not self.is_folder and self.items and self.name.endswith(_ITEM) and not self.name.startswith(_LOCK)

    @property
    def has_id(self) -> bool:
        """Whether it is an item by its name, and nothing is wrong with that."""
        stem = self.name.removesuffix(_ITEM)
        return self.is_item and bool(_ID.fullmatch(stem)) and stem not in DEVICES and self.name != PLAN_FILE


def item_files(folder: Path, problems: list[Problem]) -> list[Path]:
    """The file of every initiative below a plan's folder, in the order of their paths; what is left out is told."""
    entries = sorted(_entries(folder, problems), key=lambda entry: str(entry.path))
    odd = [entry for entry in entries if not entry.has_id and entry.path != folder / PLAN_FILE]
    files = [entry.path for entry in entries if entry.is_item and entry.name != PLAN_FILE]
    taken = _taken(files) if odd else set[str]()
    for entry in odd:
        problems += _of_entry(entry, taken)
    return files


def _entries(
    folder: Path, problems: list[Problem], *, items: bool = True, above: frozenset[tuple[int, int]] = frozenset()
) -> Iterator[_Entry]:
    """What stands in a folder and those in it; ``above`` are the folders that it stands in, to which a link may lead."""
    try:
        state = folder.stat()
        own = state.st_dev, state.st_ino
        if own in above:
            problems.append(_unopened(folder, "Den er en genvej til en mappe, den selv ligger i. Slet genvejen."))
            return
        with os.scandir(folder) as scanned:
            shown = [entry for entry in scanned if entry.name[:1] != "."]
            here = [_Entry(Path(entry.path), entry.name, _is_folder(entry), items) for entry in shown]
    except OSError as error:
        why = refusal(error, "den")
        problems.append(_unopened(folder, f"{why[:1].upper()}{why[1:]}"))
        return
    for entry in here:
        yield entry
        if entry.is_folder:
            below = items and entry.name not in _NOT_ITEMS
            yield from _entries(entry.path, problems, items=below, above=above | {own})


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself: no folder, and what is wrong with a file is told when it is read
        return False


def _unopened(folder: Path, why: str) -> Problem:
    besked = f"Mappen kan ikke åbnes, så det, der står i den, mangler i planen. {why}"
    return Problem(folder, 1, 1, "kan-ikke-laeses", Niveau.FEJL, besked)


def _of_entry(entry: _Entry, taken: set[str]) -> Iterator[Problem]:
    """What is wrong with a name that is no item's, and with an item's that Windows cannot have."""
    path, name = entry.path, entry.name
    nearly = None if entry.is_folder else _NEARLY_ITEM.fullmatch(name)
    if not entry.items:
        if nearly:
            besked = (
                f"Filer i mappen {_unread_folder(path)} bliver ikke læst. Flyt punktet til en anden mappe i planen."
            )
            yield _of_file(path, besked)
    elif entry.is_item and name == PLAN_FILE:
        yield _of_file(path, _SECOND_PLAN)
    elif nearly and name.startswith(_LOCK):
        besked = f"{name} er en låsefil fra Word og bliver ikke læst. Luk filen i Word, og slet den, hvis den bliver."
        yield Problem(path, 1, 1, "filnavn", Niveau.ADVARSEL, besked)
    elif nearly and not entry.is_item:
        yield _unread(path, as_id(nearly[1]), taken)
    elif name.split(".")[0].strip().casefold() in DEVICES:
        yield _of_file(path, f"Windows kan ikke have en {_sort(entry)}, der hedder {name}. Omdøb den.")
    elif not entry.is_item and _NOT_ON_WINDOWS.search(name):
        signs = 'punktum eller mellemrum til sidst, eller et af tegnene < > : " | ? * \\'
        yield _of_file(path, f"Windows kan ikke have en {_sort(entry)} med {signs} i navnet. Omdøb den.")


def _sort(entry: _Entry) -> str:
    return "mappe" if entry.is_folder else "fil"


def _unread_folder(path: Path) -> str:
    return next(part for part in reversed(path.parts) if part in _NOT_ITEMS)


_SECOND_PLAN = "Der kan kun være én plan.yaml i en plan, og den ligger øverst. Omdøb filen, eller slet den."


def _unread(path: Path, stem: str, taken: set[str]) -> Problem:
    """The problem of a file that was meant as an item's. It must be told: what is left out is missing from every total."""
    besked = f"{path.name} bliver ikke læst."
    if stem in taken:
        return _of_file(
            path, f"{besked} {stem}{_ITEM} findes i forvejen: skriv det, der mangler, i den, og slet filen her."
        )
    if (original := _bare(Path(f"{stem}{_ITEM}"))) in taken - DEVICES:
        return _of_file(
            path, f"{besked} Er den en kopi af {original}{_ITEM}, så slet den; ellers omdøb den til {stem}{_ITEM}."
        )
    if not stem:
        return _of_file(path, f"{besked} Omdøb den, så navnet ender på {_ITEM}.")
    return _of_file(path, f"{besked} Omdøb den til {stem}{_ITEM}.", f"{stem}{_ITEM}")


# --- ids, and copies --------------------------------------------------------------------------------------------------


class Likeness(NamedTuple):
    """What tells one item from another, as its file says it, sound or not: its heading and code, where it belongs, and the
    rest of what it says. It is seldom asked for more than the heading."""

    overskrift: str
    skrevet_kode: Any
    skrevet_sted: tuple[Any, ...]
    skrevne_beløb: Any
    texts: tuple[Any, ...]

    @property
    def kode(self) -> str:
        """The code, however it is spelled."""
        return as_id(str(self.skrevet_kode))

    @property
    def sted(self) -> tuple[str, ...]:
        """Where it belongs: its art, its committee and its gruppe."""
        return tuple(fold(str(name)) for name in self.skrevet_sted)

    @property
    def beløb(self) -> dict[str, str]:
        """The amounts that say a figure."""
        amounts = self.skrevne_beløb if isinstance(self.skrevne_beløb, dict) else {"": self.skrevne_beløb}
        return {str(år): str(tal) for år, tal in amounts.items() if any(map(str.isdigit, str(tal)))}


def likeness(data: dict[str, Any] | None) -> Likeness | None:
    """The likeness of an item by what its file says; None where it has no heading."""
    if not data or not isinstance(data.get("overskrift"), str):
        return None
    said = data.get
    sted = said("art"), said("udvalg"), said("gruppe")
    return Likeness(
        fold(data["overskrift"]), said("kode", ""), sted, said("beløb"), (said("kurs"), said("koordinering"))
    )


# Fields of plan.yaml that no item has.
_OF_PLAN = ("titel", "kommune", "periode", "enhed", "fora")


def copy_of_plan(file: Path, fields: dict[str, Any] | None) -> Problem | None:
    """What to tell of a copy of plan.yaml, which is no item; it is known by its fields, or by its name where it cannot be
    read."""
    if fields is None:
        is_copy = _bare(file) == Path(PLAN_FILE).stem
    else:
        is_copy = not {"overskrift", "art"} & fields.keys() and sum(name in fields for name in _OF_PLAN) > 1
    besked = f"Filen ligner en kopi af {PLAN_FILE}; behold den ene."
    return Problem(file, 1, 1, "ligner-en-kopi", Niveau.FEJL, besked) if is_copy else None


def outside(folder: Path, likenesses: dict[Path, Likeness | None], problems: list[Problem]) -> set[Path]:
    """Tell of copies, of ids that two files have, and of file names that are no ids; gives the files that do not count.

    ``likenesses`` are those of the files of all items. With a copy in the plan too its amount would count twice.
    """
    # The original is the file with a proper name, and of those the one with the shortest: a copy's is longer.
    odd = {file for file in likenesses if not _is_id(file)}
    files = sorted(likenesses, key=lambda file: (file in odd, len(file.name), str(file)))
    alike = list(_copies(files, likenesses))
    problems += (_copy(folder, file, original, niveau) for file, original, niveau in alike)
    copies = {file for file, _, niveau in alike if niveau is Niveau.FEJL}
    first: dict[str, Path] = {}
    doubles: set[Path] = set()
    taken = _taken(files) if odd else set[str]()
    for file in files:
        if file in copies:
            continue
        earlier = first.setdefault(nfc(file.stem).casefold(), file)
        if earlier is not file:
            problems.append(_double(folder, file, earlier))
            doubles.add(file)
        elif file in odd:
            near = next((other for other in files[: files.index(file)] if _begins_with(file, other)), None)
            problems.append(_no_id(file, _relative(folder, near) if near else None, taken))
    return {*copies, *doubles}


def _copies(files: Iterable[Path], likenesses: dict[Path, Likeness | None]) -> Iterator[tuple[Path, Path, Niveau]]:
    """Each file that is a copy, or may be one, and what of: an earlier one with the same heading and code, whose name its
    own begins with."""
    headings = Counter(own.overskrift for own in likenesses.values() if own)
    alike: dict[tuple[str, str], list[Path]] = {}
    for file in files:
        own = likenesses[file]
        if own and headings[own.overskrift] > 1:
            earlier = alike.setdefault((own.overskrift, own.kode), [])
            near = ((other, theirs) for other in earlier if _begins_with(file, other) and (theirs := likenesses[other]))
            verdicts = [
                (file, other, niveau) for other, theirs in near if (niveau := _likely(file, own, other, theirs))
            ]
            worst = next((verdict for verdict in verdicts if verdict[2] is Niveau.FEJL), None)
            yield from [worst] if worst else verdicts[:1]
            if worst is None:
                earlier.append(file)


def _likely(file: Path, own: Likeness, other: Path, theirs: Likeness) -> Niveau | None:
    """Whether a file is a copy of another with the same heading and code, whose name its own begins with.

    It is none where it belongs in another place and its name says so, as that of an item's running costs does. With a
    number or the same amounts it may still be one, and with the same amounts and texts it is.
    """
    moved = own.sted != theirs.sted and _is_id(file) and _bare(file) == as_id(file.stem) and file.stem != other.stem
    more = [word for word in re.split("-|(?<=[a-z])(?=[0-9])", _behind(file, other)) if word]
    places = {word for place in own.sted for word in as_id(place).split("-")}
    if not moved or not all(word.isdecimal() or word in places for word in more):
        return Niveau.FEJL
    same_amounts = own.beløb == theirs.beløb
    if same_amounts and own.texts == theirs.texts and (own.beløb or any(own.texts)):
        return Niveau.FEJL
    doubtful = (same_amounts and own.beløb) or any(word.isdecimal() for word in more)
    return Niveau.ADVARSEL if doubtful else None


_MARKED_COPY = Pattern(
    r"(?:kopi(?:-[0-9]+)?-af|copy(?:-[0-9]+)?-of)-(.+)|(.+?)-(?:kopi|copy|konflikt|conflict|sync-conflict)(?:[a-z]*|-.*)"
)


def _bare(file: Path) -> str:
    """A file's name as an id, less all that programs and people put to the name of a copy; that may be a copy's own."""
    name = as_id(re.sub(r"(?: *\([0-9]+\))+$", "", file.stem))
    while marked := _MARKED_COPY.fullmatch(name):
        name = marked[1] or marked[2]
    return name


def _behind(file: Path, other: Path) -> str:
    """What a name has more than the one that it begins with."""
    return as_id(file.stem).removeprefix(as_id(other.stem))


def _begins_with(file: Path, other: Path) -> bool:
    start = as_id(other.stem)
    bare = _bare(file)
    return bool(start) and (bare == _bare(other) or bare.startswith(start) or as_id(file.stem).startswith(start))


def _is_id(file: Path) -> bool:
    return bool(_ID.fullmatch(file.stem))


def _taken(files: Iterable[Path]) -> set[str]:
    """The names that a file cannot be given: those of other files, plan.yaml's, and those of Windows' devices."""
    return {nfc(file.stem).casefold() for file in files} | DEVICES | {Path(PLAN_FILE).stem}


def _relative(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix()


def _copy(folder: Path, file: Path, original: Path, niveau: Niveau) -> Problem:
    """The problem of a file that is a copy, or of one that may be; the second counts."""
    name = _relative(folder, original)
    two = "Er det to punkter, så giv dem hver sin overskrift eller kode."
    if niveau is Niveau.FEJL:
        return Problem(file, 1, 1, "ligner-en-kopi", niveau, f"Filen ligner en kopi af {name}; behold den ene. {two}")
    besked = f"Filen kan være en kopi af {name}, og begge tæller med. Er den det, så slet den ene. {two}"
    return Problem(file, 1, 1, "kan-vaere-en-kopi", niveau, besked)


def _double(folder: Path, file: Path, earlier: Path) -> Problem:
    besked = (
        f"Filen hedder det samme som {_relative(folder, earlier)}, og filens navn er punktets id. "
        "Omdøb den ene fil, eller slet den, hvis det er samme punkt."
    )
    return Problem(file, 1, 1, "id-kolliderer", Niveau.FEJL, besked)


def _no_id(file: Path, near: str | None, taken: set[str]) -> Problem:
    """The problem of a name that is no id; ``near`` is a file that it may be a copy of, by its name."""
    rule = "En fils navn skrives med små bogstaver fra a til z, tal og bindestreger."
    if not as_id(file.stem):
        return _of_file(file, f"{rule} Omdøb den, fx til {take_name('ny-cykelsti', taken, '-')}{_ITEM}.")
    meant = f"{take_name(as_id(file.stem), taken, '-')}{_ITEM}"
    if near:
        return _of_file(file, f"{rule} Er den en kopi af {near}, så slet den; ellers omdøb den til {meant}.")
    return _of_file(file, f"{rule} Omdøb den til {meant}.", meant)


def _of_file(path: Path, besked: str, forslag: str | None = None) -> Problem:
    return Problem(path, 1, 1, "filnavn", Niveau.FEJL, besked, forslag)
