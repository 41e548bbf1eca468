"""A plan: a folder with a plan.yaml and one file an initiative, read and put in order."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from udplan.model import folders
from udplan.model.errors import KEYS, SET_BY_UDPLAN, refusals, set_by_udplan
from udplan.model.indsats import Art, Indsats
from udplan.model.kinds import Base, Kontekst, is_unknown
from udplan.model.planfile import Grundlag, by_name, read_years
from udplan.values.amounts import ENHEDER
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import as_id, danish_order, fold, natural_order, nfc
from udplan.yaml import source
from udplan.yaml.problem import Finding, Niveau, Problem
from udplan.yaml.source import Source

PLAN_FILE = folders.PLAN_FILE
#: Folders of a plan that hold no initiatives.
_NOT_ITEMS = frozenset({"templates"})
_M = TypeVar("_M", bound=Base)


@dataclass(frozen=True, eq=False)  # a plan is only ever itself, so what is found out about it can be kept
class Plan:
    """Everything in a plan's folder that could be read. ``indsatser`` stand in the order of the plan.

    ``dag`` is the day that the plan is looked at, for the few who compare with one; nobody asks the clock.
    """

    mappe: Path
    grundlag: Grundlag
    indsatser: tuple[Indsats, ...]
    filer: tuple[Path, ...]
    dag: date | None = None

    @property
    def fil(self) -> Path:
        """plan.yaml."""
        return self.mappe / PLAN_FILE

    @cached_property
    def efter_id(self) -> dict[str, Indsats]:
        return {indsats.id: indsats for indsats in self.indsatser}

    @cached_property
    def ulæste(self) -> frozenset[str]:
        """The ids of files that could not be read: rules that would speak of what is in them are silent."""
        return frozenset(nfc(file.stem) for file in self.filer) - self.efter_id.keys()

    @cached_property
    def temanavne(self) -> dict[str, str]:
        """Every name of every theme, folded, to the one that counts."""
        return by_name({tema.navn: (tema.navn, *tema.også) for tema in self.grundlag.temaer})

    @cached_property
    def gruppenavne(self) -> dict[str, str]:
        """Every hensigtsgruppe's name, folded, to the name as plan.yaml spells it."""
        return by_name({gruppe.navn: (gruppe.navn,) for gruppe in self.grundlag.hensigtsgrupper})


class Loaded(NamedTuple):
    """What reading a folder gave. Without a readable plan.yaml there is no plan, only problems."""

    plan: Plan | None
    problems: list[Problem]

    @property
    def unreadable(self) -> list[Problem]:
        """The errors among the problems: with one of these, something stands outside the plan."""
        return [problem for problem in self.problems if problem.niveau is Niveau.FEJL]


def load(folder: Path) -> Loaded:
    """Read a plan's folder. Files that cannot be read are told in ``problems`` and stand outside the plan."""
    collecting = gc.isenabled()
    gc.disable()  # nothing read here is garbage, and looking for it doubles the time
    try:
        return _load(folder)
    finally:
        if collecting:
            gc.enable()


def read_source(path: Path) -> Source:
    """A plan file as text, data and places."""
    return source.read(path, KEYS)


def plan_sources(folder: Path) -> Iterator[tuple[Source, bytes, Kontekst | None]]:
    """Every file of a plan with its bytes and what its values are read against, plan.yaml first; sound or not.

    The settings are those of plan.yaml as it is when it is repaired; None where they cannot be read for certain, for
    then nobody can tell what an amount means.
    """
    context = _certain_context(folder / PLAN_FILE)
    for file in [folder / PLAN_FILE, *sorted(_plan_files(folder, []), key=str)]:
        raw = file.read_bytes()
        yield source.parse(file, raw, KEYS), raw, context


def _load(folder: Path) -> Loaded:
    problems: list[Problem] = []
    grundlag = _read_grundlag(read_source(folder / PLAN_FILE), problems)
    if grundlag is None:
        return Loaded(None, problems)
    context = Kontekst(grundlag.enhed, grundlag.decimaltegn, grundlag.år, grundlag.forumnavne)
    files = sorted(_plan_files(folder, problems), key=str)
    doubles = _check_ids(folder, files, problems)
    found = [indsats for file in files if (indsats := _read_indsats(read_source(file), context, problems))]
    if doubles:
        # The first of them stays: with the others in the plan too, an amount might count twice.
        found = [indsats for indsats in found if indsats.fil not in doubles]
    key = _order(grundlag)
    return Loaded(Plan(folder, grundlag, tuple(sorted(found, key=key)), tuple(files)), problems)


def _plan_files(folder: Path, problems: list[Problem], *, top: bool = True) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name, path = entry.name, Path(entry.path)
            if name.startswith(".") or name in _NOT_ITEMS:
                continue
            if entry.is_dir():
                yield from _plan_files(path, problems, top=False)
            elif name == PLAN_FILE:
                if not top:
                    problems.append(_of_file(path, _SECOND_PLAN))
            elif name.endswith(".yaml"):
                yield path
            elif name.lower().endswith((".yml", ".yaml")):
                # Left out in silence it would be missing from every total.
                meant = f"{as_id(path.stem) or path.stem}.yaml"
                problems.append(_of_file(path, f"{name} bliver ikke læst. Omdøb den til {meant}.", meant))


_SECOND_PLAN = "Der kan kun være én plan.yaml i en plan, og den ligger øverst. Omdøb filen, eller slet den."
_ID = re.compile("[a-z0-9-]+")


def _check_ids(folder: Path, files: list[Path], problems: list[Problem]) -> set[Path]:
    """Tell of file names that are no ids, and of ids that two files have; gives the later files of those."""
    first: dict[str, Path] = {}
    doubles: set[Path] = set()
    for file in files:
        stem = file.stem
        if not _ID.fullmatch(stem):
            problems.append(_no_id(file))
            stem = nfc(stem).casefold()
        earlier = first.setdefault(stem, file)
        if earlier is not file:
            besked = (
                f"Filen hedder det samme som {earlier.relative_to(folder).as_posix()}, og filens navn er punktets id. "
                "Omdøb den ene fil, eller slet den, hvis det er samme punkt."
            )
            problems.append(Problem(file, 1, 1, "id-kolliderer", Niveau.FEJL, besked))
            doubles.add(file)
    return doubles


def _no_id(file: Path) -> Problem:
    rule = "En fils navn skrives med små bogstaver fra a til z, tal og bindestreger."
    meant = as_id(file.stem)
    if not meant:
        return _of_file(file, f"{rule} Omdøb den, fx til ny-cykelsti.yaml.")
    return _of_file(file, f"{rule} Omdøb den til {meant}.yaml.", f"{meant}.yaml")


def _of_file(path: Path, besked: str, forslag: str | None = None) -> Problem:
    return Problem(path, 1, 1, "filnavn", Niveau.FEJL, besked, forslag)


def _validate(
    model: type[_M], data: dict[str, Any], source: Source, context: Kontekst, problems: list[Problem]
) -> _M | None:
    try:
        return model.model_validate(data, context=context)
    except ValidationError as error:
        problems += refusals(error, source, model)
        return None


def _read_grundlag(source: Source, problems: list[Problem]) -> Grundlag | None:
    problems += source.problems
    if source.data is None:
        return None
    grundlag = _validate(Grundlag, source.data, source, _own_context(source.data), problems)
    if grundlag is not None:
        refused = list(_without_figures(grundlag, source.path))
        problems += (source.locate(finding, "felt-mangler", Niveau.FEJL) for finding in refused)
        if refused or source.unreadable:
            return None
    return grundlag


def _without_figures(grundlag: Grundlag, fil: Path) -> Iterator[Finding]:
    for place, kontroltal in enumerate(grundlag.kontroltal):
        if kontroltal.beløb is None and kontroltal.i_alt is None:
            besked = "Kontroltallet har intet tal. Skriv beløb pr. år, eller i_alt, hvis kilden ikke deler det på år."
            yield Finding(fil, ("kontroltal", place, "beløb"), besked)


def _certain_context(file: Path) -> Kontekst | None:
    from udplan.edit.repair import repair
    from udplan.yaml.lenient import top_fields

    raw = file.read_bytes()
    mended = repair(source.parse(file, raw, KEYS), raw, None)
    data = top_fields(mended.after, KEYS)
    enheder, decimaltegn = set(map(fold, ENHEDER)), {"komma", "punktum", "none"}
    understood = fold(str(data.get("enhed"))) in enheder and fold(str(data.get("decimaltegn"))) in decimaltegn
    # A name that is spelled wrong may be that of a setting.
    return _own_context(data) if understood and data.keys() <= Grundlag.model_fields.keys() else None


def _own_context(data: dict[str, Any]) -> Kontekst:
    """plan.yaml's amounts and bodies are read against its own settings, where those can be read."""
    fora = data.get("fora")
    named = fora if isinstance(fora, dict) else {}
    names = {kode: (kode, *_names_of(forum)) for kode, forum in named.items() if isinstance(forum, dict)}
    return Kontekst(
        enhed=next((enhed for enhed in ENHEDER if fold(enhed) == fold(str(data.get("enhed")))), ENHEDER[0]),
        decimaltegn="punktum" if fold(str(data.get("decimaltegn"))) == "punktum" else "komma",
        år=_own_years(data.get("periode")),
        fora=by_name(names),
    )


def _own_years(periode: Any) -> tuple[int, ...]:
    år: tuple[int, ...] = ()
    with suppress(PydanticCustomError):  # validating the field meets the same error, and tells it
        år = read_years(periode)
    return år


def _names_of(forum: dict[str, Any]) -> Iterator[str]:
    også = forum.get("også", [])
    for name in (forum.get("navn"), *(også if isinstance(også, list) else [også])):
        if isinstance(name, str):
            yield name


def _read_indsats(source: Source, context: Kontekst, problems: list[Problem]) -> Indsats | None:
    problems += source.problems
    data = source.data
    if data is None:
        return None
    said = SET_BY_UDPLAN & data.keys()
    problems += (set_by_udplan(source, name) for name in sorted(said))
    data["id"], data["fil"] = nfc(source.path.stem), source.path
    indsats = _validate(Indsats, data, source, context, problems)
    if indsats is None:
        return None
    refused = list(_unmet(indsats))
    if "plyst" in source.text or "PLYST" in source.text:
        refused += _not_stated(indsats)
    problems += (source.locate(finding, regel, Niveau.FEJL) for regel, finding in refused)
    if indsats.kode is not None and indsats.kode != data["kode"]:
        besked = f"Koden skrives som {indsats.kode}, med ét mellemrum før mærkerne; udplan ret kan gøre det."
        problems.append(
            source.locate(Finding(source.path, ("kode",), besked, indsats.kode), "kode-form", Niveau.ADVARSEL)
        )
    return None if refused or said or source.unreadable else indsats


# A text that would be printed as if it were one; format.md lists where ikke oplyst may stand.
_KNOWN_OR_BLANK = ("overskrift", "kort", "kode", "afsnit", "med_høring", "forudsætning")


def _unmet(indsats: Indsats) -> Iterator[tuple[str, Finding]]:
    """What the art of an initiative asks for and does not have, by rule (format.md, "An initiative")."""
    if isinstance(indsats.art, IkkeOplyst):
        return
    if indsats.art is Art.HENSIGT:
        if indsats.gruppe is None:
            yield _missing(indsats, "gruppe", "den af budgetaftalens grupper, som hensigtserklæringen står i")
        return
    if indsats.gruppe is not None:
        besked = f"gruppe hører til hensigtserklæringer, og dette punkt er {indsats.art}. Slet linjen, eller ret art."
        yield "ukendt-felt", Finding(indsats.fil, ("gruppe",), besked, nøgle=True)
    if indsats.udvalg is None:
        yield _missing(indsats, "udvalg", "det udvalg, punktet tæller med i, eller ikke oplyst")
    if indsats.beløb is None:
        yield _missing(indsats, "beløb", "et beløb pr. år, hvert på sin egen linje, eller ikke oplyst")


def _not_stated(indsats: Indsats) -> Iterator[tuple[str, Finding]]:
    """Fields that may not say ``ikke oplyst``, and do."""
    for name in _KNOWN_OR_BLANK:
        if is_unknown(getattr(indsats, name)):
            besked = f"ikke oplyst kan ikke stå ved {name}. Lad feltet være tomt, til det kendes."
            yield "ukendt-vaerdi", Finding(indsats.fil, (name,), besked)


def _missing(indsats: Indsats, name: str, what: str) -> tuple[str, Finding]:
    return "felt-mangler", Finding(indsats.fil, (name,), f"{name} mangler. Skriv en linje med {name}: {what}.")


def _order(grundlag: Grundlag) -> Any:
    """The order of the plan: committee or gruppe, art, rækkefølge, code, title (format.md, "Order")."""
    fora = {kode: place for place, kode in enumerate(grundlag.fora)}
    grupper = {fold(gruppe.navn): place for place, gruppe in enumerate(grundlag.hensigtsgrupper)}
    arter = {art: place for place, art in enumerate(Art)}
    last = 10**6

    def key(indsats: Indsats) -> tuple[Any, ...]:
        hensigt = indsats.art is Art.HENSIGT
        home = grupper.get(fold(str(indsats.gruppe)), last) if hensigt else fora.get(str(indsats.udvalg), last)
        return (
            hensigt,
            home,
            arter.get(indsats.art, last) if isinstance(indsats.art, Art) else last,
            indsats.rækkefølge is None,
            indsats.rækkefølge or 0,
            natural_order(indsats.kode or ""),
            danish_order(indsats.overskrift),
            indsats.id,
        )

    return key
