"""A plan: a folder with a plan.yaml and one file an initiative, read and put in order."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from udplan.model import forms
from udplan.model.errors import may_be_left_out, refusals, set_by_udplan
from udplan.model.files import Likeness, copy_of_plan, item_files, likeness, outside
from udplan.model.folders import PLAN_FILE
from udplan.model.groups import Text, group_of, read_as
from udplan.model.indsats import Art, Indsats
from udplan.model.kind import Base, Kontekst, is_unknown
from udplan.model.kinds import Hearing
from udplan.model.marks import Krav, marked
from udplan.model.money import BELØB, finer_than_øre
from udplan.model.planfile import Grundlag, by_name, read_years
from udplan.model.texts import Reference
from udplan.values.amounts import ENHEDER, parse_amount
from udplan.values.unknown import UKENDT, IkkeOplyst
from udplan.values.words import danish_order, fold, natural_order, nfc
from udplan.yaml.problem import Finding, Niveau, Problem
from udplan.yaml.read import parse, read
from udplan.yaml.source import Source

_M = TypeVar("_M", bound=Base)


@dataclass(frozen=True, eq=False)  # compared by identity, so that what is worked out of a plan can be kept for it
class Plan:
    """Everything in a plan's folder that could be read. ``indsatser`` stand in the order of the plan.

    ``sources`` are its files as they were written: places are found in them, and nothing is read again. ``dag`` is the
    day that the plan is looked at, for the few who compare with one; nobody asks the clock. ``halve`` is what could be
    read of the items that stand outside the plan: only the rules that look at one field by itself speak of them.
    """

    mappe: Path
    grundlag: Grundlag
    indsatser: tuple[Indsats, ...]
    filer: tuple[Path, ...]
    sources: Mapping[Path, Source]
    dag: date | None = None
    halve: tuple[Indsats, ...] = ()

    @property
    def fil(self) -> Path:
        """plan.yaml."""
        return self.mappe / PLAN_FILE

    @cached_property
    def efter_id(self) -> dict[str, Indsats]:
        return {indsats.id: indsats for indsats in self.indsatser}

    @cached_property
    def afledte(self) -> dict[str, list[Indsats]]:
        """The items that follow from another, by its id, in the order of the plan."""
        of: dict[str, list[Indsats]] = {}
        for indsats in self.indsatser:
            if indsats.afledt_af is not None:
                of.setdefault(indsats.afledt_af, []).append(indsats)
        return of

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


class Læst(NamedTuple):
    """What reading the file of an item gave; one that is a copy of plan.yaml is told as that, and gives nothing else."""

    source: Source
    kopi: Problem | None = None
    likeness: Likeness | None = None
    indsats: Indsats | None = None
    halve: Sequence[Indsats] = ()
    problems: Sequence[Problem] = ()


class Begyndt(NamedTuple):
    """What a plan begins with: its plan.yaml, the files of its items, and what is wrong with the one and with the names of
    the others. There are no files where plan.yaml cannot be read."""

    source: Source
    grundlag: Grundlag | None
    filer: tuple[Path, ...]
    problems: tuple[Problem, ...]


class Loaded(NamedTuple):
    """What reading a folder gave. Without a readable plan.yaml there is no plan, only problems.

    ``begyndt`` is what it began with, and ``læst`` what each file of an item gave, for who reads the plan once more as it
    would be with some change.
    """

    plan: Plan | None
    problems: list[Problem]
    begyndt: Begyndt | None = None
    læst: Mapping[Path, Læst] = {}

    @property
    def unreadable(self) -> list[Problem]:
        """The errors among the problems: with one of these, something stands outside the plan."""
        return [problem for problem in self.problems if problem.niveau is Niveau.FEJL]


def load(folder: Path, instead: Mapping[Path, bytes] | None = None, known: Loaded | None = None) -> Loaded:
    """Read a plan's folder. Files that cannot be read are told in ``problems`` and stand outside the plan.

    ``instead`` are bytes to read in place of what some of its files hold, or of files that are not there yet: how the plan
    would be with them. ``known`` is the plan as it stands, read before: a file that is not changed by them is not read anew, nor
    looked for, and what somebody saves meanwhile is not seen. Without ``begyndt`` it is so of the items' files alone.
    """
    collecting = gc.isenabled()
    gc.disable()  # nothing read here is garbage, and looking for it doubles the time
    try:
        return _load(folder, instead or {}, known)
    finally:
        if collecting:
            gc.enable()


def read_source(path: Path, raw: bytes | None = None) -> Source:
    """A plan file as text, data and places; ``raw`` are its bytes, where they are at hand."""
    form = forms.GRUNDLAG if path.name == PLAN_FILE else forms.INDSATS
    return read(path, form) if raw is None else parse(path, raw, form)


def _load(folder: Path, instead: Mapping[Path, bytes], known: Loaded | None) -> Loaded:
    fil = folder / PLAN_FILE
    begyndt = known.begyndt if known and fil not in instead else None
    begyndt = begyndt or _begin(folder, instead.get(fil))
    problems, grundlag = list(begyndt.problems), begyndt.grundlag
    if grundlag is None:
        return Loaded(None, problems)
    context = grundlag.kontekst
    files = [*begyndt.filer, *(file for file in instead if file not in begyndt.filer and file != fil)]
    # What an item's file gives depends on the settings of the plan, and on nothing else outside it.
    same = known.læst if known and known.plan and known.plan.grundlag.kontekst == context else {}
    unread = [file for file in files if file in instead or file not in same]
    read = {file: _of_source(read_source(file, instead.get(file)), context) for file in unread}
    læst = {file: read[file] if file in read else same[file] for file in files}
    sources = {fil: begyndt.source} | {file: each.source for file, each in læst.items()}
    problems += (each.kopi for each in læst.values() if each.kopi)
    doubles = outside(folder, {file: each.likeness for file, each in læst.items() if not each.kopi}, problems)
    problems += (problem for each in læst.values() for problem in each.problems)
    # The first of them stays: with the others in the plan too, an amount might count twice.
    indsatser = [each.indsats for file, each in læst.items() if each.indsats and file not in doubles]
    halve = tuple(half for each in læst.values() for half in each.halve)
    plan = Plan(
        folder, grundlag, tuple(sorted(indsatser, key=_plan_order(grundlag))), tuple(files), sources, None, halve
    )
    return Loaded(plan, problems, begyndt, læst)


def _begin(folder: Path, raw: bytes | None) -> Begyndt:
    problems: list[Problem] = []
    source = read_source(folder / PLAN_FILE, raw)
    grundlag = _read_grundlag(source, problems)
    filer = () if grundlag is None else tuple(item_files(folder, problems))
    return Begyndt(source, grundlag, filer, tuple(problems))


def _of_source(source: Source, context: Kontekst) -> Læst:
    """The item of a file. It is made before the next is read: of thousands, the data of one alone are in memory."""
    if kopi := copy_of_plan(source.path, source.data):
        return Læst(source, kopi)
    alike = likeness(source.data)
    problems: list[Problem] = []
    halve: list[Indsats] = []
    indsats = _read_indsats(source, context, problems, halve)
    return Læst(source, None, alike, indsats, halve, problems)


def _validate(
    model: type[_M], data: dict[str, Any], source: Source, context: Kontekst, problems: list[Problem]
) -> _M | None:
    try:
        return read_as(model, data, context)
    except ValidationError as error:
        problems += refusals(error, source, model, context)
        return None


def _read_grundlag(source: Source, problems: list[Problem]) -> Grundlag | None:
    problems += source.problems
    if source.data is None:
        if source.rest is not None:
            _validate(Grundlag, source.rest, source, own_context(source.rest), problems)
        return None
    grundlag = _validate(Grundlag, source.data, source, own_context(source.data), problems)
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


def own_context(data: dict[str, Any]) -> Kontekst:
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


def _names_of(forum: dict[str, Any]) -> Iterator[str | None]:
    også = forum.get("også", [])
    for name in (forum.get("navn"), *(også if isinstance(også, list) else [også])):
        yield name if isinstance(name, str) else None


def _read_indsats(source: Source, context: Kontekst, problems: list[Problem], halve: list[Indsats]) -> Indsats | None:
    problems += source.problems
    data, source.data = source.data, None  # the item holds it all; a large plan would be in memory twice
    is_whole = data is not None
    if data is None:
        data, source.rest = source.rest, None
    if data is None:
        return None
    forbidden = forms.SET_BY_UDPLAN & data.keys()
    problems += (set_by_udplan(source, name) for name in sorted(forbidden))
    data["id"], data["fil"] = nfc(source.path.stem), source.path
    beløb = data.get("beløb")
    indsats = _validate(Indsats, data, source, context, problems)
    if indsats is None:
        if half := _half(data, context):
            halve.append(half)
        if context.enhed == "kr." and isinstance(beløb, dict):
            problems += _fine_amounts(source, beløb, context)
        return None
    refused = [each for each in _unmet(indsats) if not may_be_left_out(source, each[1].sti)]
    if "plyst" in source.text or "PLYST" in source.text:
        refused += _not_stated(indsats)
    problems += (source.locate(finding, regel, Niveau.FEJL) for regel, finding in refused)
    if indsats.kode is not None and indsats.kode != data["kode"]:
        besked = f"Koden skrives som {indsats.kode}, med ét mellemrum før mærkerne; udplan ret kan gøre det."
        problems.append(
            source.locate(Finding(source.path, ("kode",), besked, indsats.kode), "kode-form", Niveau.ADVARSEL)
        )
    if is_whole and not (refused or forbidden or source.unreadable):
        return indsats
    halve.append(indsats)
    return None


def _half(data: dict[str, Any], context: Kontekst) -> Indsats | None:
    """The item without the fields that are refused; what must be there, and is not, is the name of its file or unknown."""
    try:
        return read_as(Indsats, data, context)
    except ValidationError as error:
        refused = {str(details["loc"][0]) for details in error.errors(include_url=False) if details["loc"]}
    rest = {navn: value for navn, value in data.items() if navn not in refused}
    for navn, info in Indsats.model_fields.items():
        if info.is_required() and navn not in rest:
            rest[navn] = UKENDT if group_of(Indsats).fields[navn].unknown else data["id"]
    try:
        return read_as(Indsats, rest, context)
    except ValidationError:
        return None


def _fine_amounts(source: Source, beløb: dict[str, Any], context: Kontekst) -> Iterator[Problem]:
    """The warning of ``beloeb-usandsynligt`` for an item that stands outside the plan, where no rule sees its amounts: an
    amount with three decimals is best told together with the others that may be in thousands."""
    for år, text in beløb.items():
        if isinstance(text, str) and BELØB.is_certain(text, context):
            amount = parse_amount(text, decimaltegn=context.decimaltegn, enhed=context.enhed)
            if besked := finer_than_øre(amount, context.enhed):
                finding = Finding(source.path, ("beløb", år), besked)
                yield source.locate(finding, "beloeb-form", Niveau.ADVARSEL)


_KRAV = tuple(marked(Indsats, Krav))
#: A reference is not among them: its own rule says that there is no such item.
_TEXTS = tuple(
    navn
    for navn, kind in group_of(Indsats).fields.items()
    if isinstance(kind, Text | Hearing) and not isinstance(kind, Reference) and not kind.unknown
)


def _unmet(indsats: Indsats) -> Iterator[tuple[str, Finding]]:
    """What the art of an initiative asks for and does not have, by rule (format.md, "An initiative")."""
    if isinstance(indsats.art, IkkeOplyst):
        return
    for navn, krav in _KRAV:
        stated = getattr(indsats, navn) is not None
        if indsats.art in krav.arter and not stated:
            besked = f"{navn} mangler. Skriv en linje med {navn}: {krav.hvad}."
            yield "felt-mangler", Finding(indsats.fil, (navn,), besked)
        elif krav.kun_dem and stated and indsats.art not in krav.arter:
            besked = (
                f"{navn} hører til hensigtserklæringer, og dette punkt er {indsats.art}. Slet linjen, eller ret art."
            )
            yield "ukendt-felt", Finding(indsats.fil, (navn,), besked, nøgle=True)


def _not_stated(indsats: Indsats) -> Iterator[tuple[str, Finding]]:
    """Texts that may not say ``ikke oplyst``, and do: they would be printed as if it were one."""
    for navn in _TEXTS:
        if is_unknown(getattr(indsats, navn)):
            besked = f"ikke oplyst kan ikke stå ved {navn}. Lad feltet være tomt, til det kendes."
            yield "ukendt-vaerdi", Finding(indsats.fil, (navn,), besked)


def _plan_order(grundlag: Grundlag) -> Any:
    """The order of the plan: committee or gruppe and afsnit, art, rækkefølge, code, title (format.md, "Order").

    What stands in no afsnit of its gruppe comes before those that do.
    """
    fora = {kode: place for place, kode in enumerate(grundlag.fora)}
    grupper = {fold(gruppe.navn): place for place, gruppe in enumerate(grundlag.hensigtsgrupper)}
    afsnit = {
        (fold(gruppe.navn), fold(navn)): place
        for gruppe in grundlag.hensigtsgrupper
        for place, navn in enumerate(gruppe.afsnit)
    }
    arter = {art: place for place, art in enumerate(Art)}
    last = 10**6

    def key(indsats: Indsats) -> tuple[Any, ...]:
        hensigt = indsats.art is Art.HENSIGT
        home = grupper.get(fold(str(indsats.gruppe)), last) if hensigt else fora.get(str(indsats.udvalg), last)
        return (
            hensigt,
            home,
            afsnit.get((fold(str(indsats.gruppe)), fold(indsats.afsnit)), last) if hensigt and indsats.afsnit else -1,
            arter.get(indsats.art, last) if isinstance(indsats.art, Art) else last,
            indsats.rækkefølge is None,
            indsats.rækkefølge or 0,
            natural_order(indsats.kode or ""),
            danish_order(indsats.overskrift),
            indsats.id,
        )

    return key
