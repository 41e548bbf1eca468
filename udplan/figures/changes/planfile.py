"""What has changed in plan.yaml: what a reader of the plan would miss, and not how the files are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from udplan.figures.changes.change import Slags, Værdi, Ændring
from udplan.figures.control import covered
from udplan.model.kind import Base
from udplan.model.plan import Plan
from udplan.model.planfile import Behandling, Bilag, Forum, Grundlag, Kontroltal
from udplan.values.amounts import Amount, in_year
from udplan.values.differ import same
from udplan.values.times import format_date
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import fold, listed

#: What is never told, and why.
SILENT: Final = {
    "enhed": "planer med hver sin enhed bliver ikke holdt op mod hinanden",
    "fortegn": "planer med hvert sit fortegn bliver ikke holdt op mod hinanden",
    "decimaltegn": "det er kun, hvordan filerne er skrevet",
    "decimaler": "det er kun, hvordan beløb bliver trykt",
    "tovholdere": "det er en liste til den, der skriver; et punkts tovholder står ved punktet",
    "undtagelser": "de er til den, der skriver planen",
    "regler": "de er til den, der skriver planen",
}

#: What of plan.yaml is told: by what it is called there, each by what it is told under.
_Parts = dict[str, Værdi]
_T = TypeVar("_T")


def _line(value: Any) -> Værdi:
    """A value on one line; blank where there is nothing in it."""
    if value is None or isinstance(value, IkkeOplyst):
        return value
    return " ".join(str(value).split()) or None


def _sag(plan: Plan) -> _Parts:
    sag = plan.grundlag.sag
    if sag is None:
        return {}
    named = {"nummer": sag.nummer, "status": sag.status, "sagsgang": sag.sagsgang}
    return {f"sagens {navn}": _line(value) for navn, value in named.items()} | {
        "sagsansvarlig": _line(listed(sag.sagsansvarlig))
    }


def _bilag(plan: Plan) -> _Parts:
    fields = ("nr", "dokument", "journal", "status", "mærke")
    return {navn: _fields(annex, fields) for navn, annex in _annexes(plan).items()}


def _annexes(plan: Plan) -> dict[str, Bilag]:
    return _named(plan.grundlag.bilag, lambda annex: annex.titel)


def _named(of: Iterable[_T], name: Callable[[_T], str]) -> dict[str, _T]:
    """Each by its name; one that has the name of another before it, by its number too, or it would be lost."""
    named: dict[str, _T] = {}
    for one in of:
        own = name(one)
        numbered = (own, *(f"{own} (nr. {number})" for number in range(2, len(named) + 2)))
        named[next(each for each in numbered if each not in named)] = one
    return named


def _fields(of: Base, names: Iterable[str]) -> str:
    said = [f"{navn} {value}" for navn in names if (value := _line(getattr(of, navn)))]
    return ", ".join(said) or "uden oplysninger"


def _behandlet(plan: Plan) -> _Parts:
    parts: _Parts = {}
    for where, treated in _named(plan.grundlag.behandlet, _where).items():
        said = ": ".join(filter(None, (treated.indstiller, treated.indstilling)))
        parts |= {f"{where}, indstilling": _line(said), f"{where}, beslutning": _line(treated.beslutning)}
        parts.setdefault(where, "behandlet")
    return parts


def _where(treated: Behandling) -> str:
    return f"{treated.forum} {format_date(treated.dato)}" if treated.dato else treated.forum


def _fora(plan: Plan) -> _Parts:
    parts: _Parts = {}
    for kode, forum in plan.grundlag.fora.items():
        parts[kode] = _forum(kode, forum)
        parts[f"{kode}, møder"] = _line(listed(map(format_date, sorted(forum.møder))))
        parts[f"{kode}, overskrifter"] = _line(listed(f"{art}: {text}" for art, text in forum.afsnit.items()))
    return parts


def _forum(kode: str, forum: Forum) -> str:
    days = [
        f"{word} {format_date(day)}"
        for word, day in (("fra", forum.gyldig_fra), ("til", forum.gyldig_til))
        if day is not None
    ]
    of = [f"omfatter {listed(sorted(forum.omfatter))}"] if forum.omfatter else []
    return ", ".join([forum.navn or kode, str(forum.slags), *of, *days])


def _hensigtsgrupper(plan: Plan) -> _Parts:
    return {
        gruppe.navn: f"med {listed(gruppe.afsnit)}" if gruppe.afsnit else "uden underoverskrifter"
        for gruppe in plan.grundlag.hensigtsgrupper
    }


def _temaer(plan: Plan) -> _Parts:
    return {tema.navn: "tema" for tema in plan.grundlag.temaer}


#: The fields of which there are several, or which have parts.
PARTS: Final[dict[str, Callable[[Plan], _Parts]]] = {
    "sag": _sag,
    "bilag": _bilag,
    "behandlet": _behandlet,
    "fora": _fora,
    "hensigtsgrupper": _hensigtsgrupper,
    "temaer": _temaer,
}
#: The fields with one value.
ALONE: Final = ("titel", "kommune", "periode", "prisniveau")
#: Totals that a source states, told a year at a time.
TOTALS: Final = "kontroltal"


def changed(before: Plan, after: Plan) -> Iterator[Ændring]:
    """Every change of plan.yaml that a reader would miss."""
    for navn in ALONE:
        then, now = (_alone(plan.grundlag, navn) for plan in (before, after))
        if then != now:
            yield Ændring(Slags.PLANEN, navn, then, now, hvad=navn.capitalize())
    for navn, parts in PARTS.items():
        yield from _held(navn, parts(before), parts(after), _closed(before, after) if navn == "bilag" else frozenset())
    yield from _totals(before, after)


def _alone(grundlag: Grundlag, navn: str) -> Værdi:
    return listed(map(str, grundlag.år)) if navn == "periode" else _line(getattr(grundlag, navn))


def _held(navn: str, then: _Parts, now: _Parts, closed: frozenset[str]) -> Iterator[Ændring]:
    for part in dict.fromkeys((*now, *then)):
        was, is_now = then.get(part), now.get(part)
        if was != is_now and not (isinstance(was, str) and isinstance(is_now, str) and same(was, is_now)):
            yield Ændring(Slags.PLANEN, navn, was, is_now, hvad=part, offentlig_i_sig=part not in closed)


def _closed(before: Plan, after: Plan) -> frozenset[str]:
    """The annexes that are closed in either state: not even their titles are published."""
    every = (*_annexes(before).items(), *_annexes(after).items())
    return frozenset(navn for navn, annex in every if fold(annex.status or "").startswith("lukket"))


def _totals(before: Plan, after: Plan) -> Iterator[Ændring]:
    """Stated totals by their names. One that hidden items are counted in is not public: beside what their sum is, and that it
    agrees, it would tell of them."""
    then, now = (_named(plan.grundlag.kontroltal, lambda total: total.navn) for plan in (before, after))
    for navn in dict.fromkeys((*now, *then)):
        both = (before, then.get(navn)), (after, now.get(navn))
        public = all(item.offentlig for plan, total in both if total for item in covered(plan, total))
        for hvad, år in _figures_of(before, after):
            was, is_now = (_stated(total, år) for _, total in both)
            if was != is_now:
                yield Ændring(Slags.PLANEN, TOTALS, was, is_now, år=år, hvad=f"{navn}{hvad}", offentlig_i_sig=public)
        for felt in ("kilde", "forklaring"):
            said, says = (_line(getattr(total, felt)) if total else None for _, total in both)
            if said != says:
                yield Ændring(Slags.PLANEN, TOTALS, said, says, hvad=f"{navn}, {felt}", offentlig_i_sig=public)


def _figures_of(before: Plan, after: Plan) -> Iterator[tuple[str, int | None]]:
    yield from ((f" {år}", år) for år in sorted({*before.grundlag.år, *after.grundlag.år}))
    yield ", i alt", None


def _stated(total: Kontroltal | None, år: int | None) -> Amount:
    """What a total states of a year, or of the whole period."""
    if total is None or år is None:
        return total.i_alt if total else None
    return in_year(total.beløb, år)
