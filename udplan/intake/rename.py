"""A name that a plan knows somebody by (a role, a body, a group, a theme), changed in plan.yaml and everywhere it stands.

Only what is such a name is changed: a text that happens to mention it is left, and named. Files are tried together
(``tried``), and plan.yaml is written last, so that a run that was stopped can be made again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from udplan.disk.reading import read_file
from udplan.disk.writing import Written, write_file
from udplan.edit.fields import Kald, Place, Sæt, Ændring
from udplan.edit.writing import CannotWrite, on_line
from udplan.figures.select import tovholdere
from udplan.intake.tried import Prøvet, Rettelse, prøv, skriv
from udplan.model.groups import Free, Points, Text
from udplan.model.indsats import DecisionPath
from udplan.model.kind import MOST_IN_LINE, Kind, is_unknown
from udplan.model.plan import Loaded, Plan, read_source
from udplan.model.planfile import Slags
from udplan.model.texts import Names
from udplan.values.words import fold, listed, nearest_name, nfc, shortened


class CannotRename(ValueError):
    """Why a name is not changed; the text is Danish and says what to do."""


class Omdøbning(NamedTuple):
    """What changes, tried; ``steder`` are the fields that change, by file, and ``omtalt`` those whose text mentions the
    name and stays as it is."""

    gammel: str
    prøvet: Prøvet
    steder: dict[Path, list[Place]]
    omtalt: dict[Path, list[str]]


#: What a user calls a register, and what a field's kind calls it.
REGISTRE = {"tovholder": "roller", "forum": "fora", "gruppe": "grupper", "tema": "temaer"}


def omdøb(loaded: Loaded, slags: str, gammel: str, ny: str) -> Omdøbning:
    """Change a name of one of the ``REGISTRE`` of a plan that was read whole, everywhere; nothing is written yet.

    Raises:
        CannotRename: if the plan knows no such name, has the new one already, or cannot have it.
    """
    plan = loaded.plan
    assert plan is not None
    names = dict(_names(plan, slags))
    known = _known(slags, gammel, names, ny)
    ny = _usable(plan, slags, known, ny, names)
    changes: dict[Path, list[Ændring]] = {}
    mentioned: dict[Path, list[str]] = {}
    for file in sorted([*plan.filer, plan.fil], key=lambda file: file == plan.fil):  # plan.yaml last
        source = read_source(file, read_file(file))
        top = source.form.top
        assert isinstance(top, Kind)
        found: list[Ændring] = list(_in(source.data or {}, top, (), known, REGISTRE[slags], ny))
        if file == plan.fil:
            found += _in_register(source.data or {}, names[known], known, ny)
        if found:
            changes[file] = sorted(found, key=lambda each: isinstance(each, Kald))  # paths are by the old name
        if texts := list(_mentions(source.data or {}, top, (), known)):
            mentioned[file] = texts
    steder = {file: [each.sti for each in found] for file, found in changes.items()}
    return Omdøbning(known, prøv(loaded, changes), steder, mentioned)


# --- the two names ----------------------------------------------------------------------------------------------------


def _names(plan: Plan, slags: str) -> Iterator[tuple[str, Place | None]]:
    """Every name of the register, and where in plan.yaml it stands; None for a role that is only used."""
    grundlag = plan.grundlag
    if slags == "forum":
        for kode, forum in reversed(grundlag.fora.items()):  # where two are alike, the first is meant, and a code first
            yield from ((navn, ("fora", kode, "også", place)) for place, navn in enumerate(forum.også))
        yield from ((forum.navn, ("fora", kode, "navn")) for kode, forum in grundlag.fora.items() if forum.navn)
        yield from ((kode, ("fora", kode)) for kode in grundlag.fora)
    elif slags == "gruppe":
        yield from ((gruppe.navn, ("hensigtsgrupper", nr)) for nr, gruppe in enumerate(grundlag.hensigtsgrupper))
    elif slags == "tema":
        for nr, tema in enumerate(grundlag.temaer):
            yield from ((navn, ("temaer", nr, "også", place)) for place, navn in enumerate(tema.også))
            yield tema.navn, ("temaer", nr)
    else:
        used = [*tovholdere(plan), *(title for indsats in plan.indsatser for title in indsats.medvirkende)]
        yield from dict.fromkeys(used).items()
        yield from ((title, ("tovholdere", nr)) for nr, title in enumerate(grundlag.tovholdere))


def _known(slags: str, written: str, names: dict[str, Place | None], ny: str) -> str:
    exact = {fold(written): name for name in names if name == nfc(written)}
    spellings = {fold(name): name for name in names} | exact
    if known := spellings.get(fold(written)):
        return known
    if there := spellings.get(fold(ny)):
        raise CannotRename(
            f"{shortened(written)} findes ikke som {slags} i planen, men det gør {there}. Er det gjort før?"
        )
    near = nearest_name(written, names)
    first = [name for name, place in names.items() if place is None or len(place) == 2]
    mente = f"Mente du {listed(near, 'eller')}?" if near else f"Planen kender {listed(first)}." if first else ""
    raise CannotRename(f"»{shortened(written)}« findes ikke som {slags} i planen. {mente}".strip())


def _usable(plan: Plan, slags: str, known: str, written: str, names: dict[str, Place | None]) -> str:
    """The new name on its line, if the register can have it."""
    ny = nfc(" ".join(written.split()))
    if not ny or is_unknown(ny):
        raise CannotRename("Det nye navn er tomt eller »ikke oplyst«. Skriv det navn, der skal stå.")
    if len(ny) > MOST_IN_LINE:
        raise CannotRename(f"Det nye navn er på {len(ny)} tegn og kan højst være på {MOST_IN_LINE}.")
    if ny == known:
        raise CannotRename(f"{known} hedder det allerede.")
    if slags == "forum" and "," in ny and names[known] != ("fora", known, "navn"):
        raise CannotRename("Navnet har et komma, og kommaer skiller leddene i en sagsgang. Skriv et navn uden.")
    try:
        on_line("navn", ny, plan.sources[plan.fil].form)
    except CannotWrite as error:
        raise CannotRename(str(error)) from error
    taken = next((name for name in names if fold(name) == fold(ny) and name != known), None)
    if taken is not None and _is_other(names, known, taken):
        raise CannotRename(f"{taken} findes allerede som {slags} i planen. {_merging(slags, known, taken)}")
    return ny


def _is_other(names: dict[str, Place | None], known: str, taken: str) -> bool:
    """Whether a name is another's than the one that is renamed; what nobody has registered is not taken by being used,
    where the one that is renamed stands in the register."""
    one, other = names[known], names[taken]
    if one is None or other is None:
        return one is None or len(one) > 2
    return one[:2] != other[:2]


def _merging(slags: str, known: str, taken: str) -> str:
    """How two names become one, which is no renaming: what each of them stood for cannot be told apart afterwards."""
    field = {"tovholder": "tovholder", "forum": "udvalg", "gruppe": "gruppe", "tema": "tema"}[slags]
    also = " og sagsgang" if slags == "forum" else ""
    return (
        f"Skal de to være én, så skriv {taken} i de punkter, der har {known} (feltet {field}{also}), "
        f"og slet {known} i plan.yaml."
    )


# --- where it stands --------------------------------------------------------------------------------------------------


def _in_register(data: dict[str, Any], place: Place | None, known: str, ny: str) -> list[Ændring]:
    """The change of plan.yaml's own list of names."""
    if place is None:
        return []
    if place[0] == "fora" and len(place) == 2:
        navn = data["fora"][place[1]].get("navn")
        # One that is called by its code alone is called so in both places.
        also = [Sæt((*place, "navn"), ny)] if isinstance(navn, str) and fold(navn) == fold(known) else []
        return [*also, Kald(place, ny)]
    at: Any = data
    for step in place:
        # A list of one may be written as the one.
        at = at[step] if not isinstance(step, int) or isinstance(at, list) else at
    plain = place if not isinstance(at, dict) else (*place, "navn")
    return [Sæt(_without_list(data, plain), ny)]


def _without_list(data: Any, place: Place) -> Place:
    """A place as the file has it: of a list that is written as its only point, that has no number."""
    at, found = data, []
    for step in place:
        if isinstance(step, int) and not isinstance(at, list):
            continue
        found.append(step)
        at = at[step]
    return tuple(found)


def _in(data: Any, kind: Kind | None, sti: Place, known: str, register: str, ny: str) -> Iterator[Sæt]:
    """The changes of what is such a name, wherever it stands in the data of a file."""
    if kind is None or data is None:
        return
    if isinstance(data, dict):
        for name, value in data.items():
            below = kind.under(name)
            if register == "fora" and name == "omfatter" and sti[:1] == ("fora",):
                yield from _omfatter(value, (*sti, name), known, ny)
            else:
                yield from _in(value, below, (*sti, name), known, register, ny)
    elif isinstance(data, list):
        point = _body_of(kind)
        for place, value in enumerate(data):
            yield from _in(value, point, (*sti, place), known, register, ny)
    elif isinstance(kind, DecisionPath):
        if register == "fora" and (path := _path(data, known, ny)) is not None:
            yield Sæt(sti, path)
    elif _is_name(kind, register) and fold(data) == fold(known):
        yield Sæt(sti, ny)


def _body_of(kind: Kind) -> Kind | None:
    return kind if isinstance(kind, DecisionPath) else kind.point


def _is_name(kind: Kind, register: str) -> bool:
    text = kind.point if isinstance(kind, Names) else kind
    return isinstance(text, Text) and text.register == register


def _path(written: str, known: str, ny: str) -> str | None:
    """A path in one text with the new name in it; None where the old is not."""
    pieces = re.split("(,)", written)
    new = [piece.replace(piece.strip(), ny) if fold(piece) == fold(known) else piece for piece in pieces]
    return "".join(new) if new != pieces else None


def _omfatter(value: Any, sti: Place, known: str, ny: str) -> Iterator[Sæt]:
    """Those whom a group stands for: names of bodies, or kinds of them."""
    if fold(known) in map(fold, Slags):
        return
    points = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
    for place, name in points:
        if isinstance(name, str) and fold(name) == fold(known):
            if fold(ny) in map(fold, Slags):
                raise CannotRename(f"{ny} er en slags forum, og {sti[1]} omfatter {known}. Skriv et andet navn.")
            yield Sæt(sti if place is None else (*sti, place), ny)


def _mentions(data: Any, kind: Kind | None, sti: Place, known: str) -> Iterator[str]:
    """The fields whose running text has the name in it as a word."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _mentions(value, kind.under(name) if kind else None, (*sti, name), known)
    elif isinstance(data, list):
        for value in data:
            yield from dict.fromkeys(_mentions(value, kind.point if kind else None, sti, known))
    elif (
        isinstance(data, str)
        and _is_running(kind)
        and fold(data) != fold(known)
        and re.search(rf"(?<!\w){re.escape(known)}(?!\w)", data)
    ):
        yield ".".join(str(step) for step in sti if isinstance(step, str))


def _is_running(kind: Kind | None) -> bool:
    return kind is not None and not isinstance(kind, Free | Points | Names | DecisionPath) and not _has_register(kind)


def _has_register(kind: Kind) -> bool:
    return isinstance(kind, Text) and bool(kind.register)


# --- written ----------------------------------------------------------------------------------------------------------


class NotWritten(Exception):
    """``fil`` could not be written, for ``hvorfor``; those in ``tilbage`` have the new name and could not be put back."""

    def __init__(self, fil: Path, hvorfor: OSError, tilbage: list[Path]) -> None:
        super().__init__(str(hvorfor))
        self.fil, self.hvorfor, self.tilbage = fil, hvorfor, tilbage


def skriv_alle(rettelser: Iterable[Rettelse]) -> list[Written]:
    """Write every file, or none of them: where one cannot be written, those before it get back what they had.

    Raises:
        NotWritten: if one could not be written.
    """
    done: list[tuple[Rettelse, Written]] = []
    for each in rettelser:
        try:
            done.append((each, skriv(each)))
        except OSError as error:
            left = [before.fil for before, _ in reversed(done) if not _put_back(before)]
            raise NotWritten(each.fil, error, left) from error
    return [written for _, written in done]


def _put_back(rettelse: Rettelse) -> bool:
    try:
        write_file(rettelse.fil, rettelse.var, was=rettelse.bliver.raw)
    except OSError:
        return False
    return True
