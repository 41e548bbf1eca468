"""plan.yaml as it goes into next year's plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from typing import Any

from udplan.edit.fields import Bemærk, Place, Stryg, Sæt, Ændring
from udplan.edit.new_plan import period_text
from udplan.edit.writing import points
from udplan.intake.next_year.parts import Part, anew, without_points
from udplan.model.plan import Plan
from udplan.values.words import how_many, listed

#: What is said of the old plan, and of no other.
_OF_OLD = ("behandlet", "sag", "bilag", "kontroltal")


def parts(plan: Plan, data: Mapping[str, Any], år: Sequence[int], along: Set[str]) -> list[Part]:
    """What changes in plan.yaml. ``data`` is what it says, ``år`` are the new years, and ``along`` the ids of the items that
    go along."""
    return [
        *_heading(plan, år),
        *(part for navn in _OF_OLD if data.get(navn) for part in [_emptied(plan, navn)]),
        *_meetings(plan, data, år),
        *_exceptions(plan, data, along),
    ]


def to_look_at(plan: Plan, år: Sequence[int]) -> Iterator[str]:
    """What stays as it is in plan.yaml, and somebody must say whether it holds."""
    grundlag, old = plan.grundlag, period_text(plan.grundlag.år)
    if not _old_period(plan).search(grundlag.titel):
        yield f"titel er stadig »{grundlag.titel}«: perioden {old} står ikke i den."
    if grundlag.prisniveau is not None:
        yield f"prisniveau er stadig {grundlag.prisniveau}."
    for kode, forum in grundlag.fora.items():
        if forum.gyldig_til and forum.gyldig_til < date(år[0], 1, 1):
            yield f"{kode} findes kun til {forum.gyldig_til.isoformat()}, før {år[0]}. Skriv det, der er kommet i stedet."
    if grundlag.hensigtsgrupper:
        yield f"hensigtsgrupper er dem fra {old}, til den nye aftale kendes."
    if grundlag.temaer:
        yield f"temaer er dem fra {old}, til de nye kendes."
    if any(_old_period(plan).search(line) for line in plan.sources[plan.fil].text.splitlines() if line.startswith("#")):
        yield f"Bemærkningerne i plan.yaml taler stadig om {old}."


def _old_period(plan: Plan) -> re.Pattern[str]:
    """The years of the old plan, as a text names them."""
    years = r"\s*[-–]\s*".join(map(str, dict.fromkeys((plan.grundlag.år[0], plan.grundlag.år[-1]))))
    return re.compile(rf"(?<![0-9]){years}(?![0-9])")


def _heading(plan: Plan, år: Sequence[int]) -> Iterator[Part]:
    new, old = period_text(år), plan.grundlag.titel
    titel = _old_period(plan).sub(new, old)
    if titel != old:
        yield Part("titel", ([Sæt(("titel",), titel)],), (f"titel er »{titel}«",))
    yield Part("periode", anew(("periode",), new), (f"periode er {new}",))


def _emptied(plan: Plan, navn: str) -> Part:
    """A field taken out, and a remark in its place that says where it stood."""
    where = Bemærk((navn,), f"{navn} stod her i planen for {period_text(plan.grundlag.år)} og gik ikke med.")
    return Part(navn, ([where, Stryg((navn,))], [where, Sæt((navn,), None)]), (f"{navn} er tømt",))


def _meetings(plan: Plan, data: Mapping[str, Any], år: Sequence[int]) -> Iterator[Part]:
    """The meetings of the years that have passed, which no step of the new plan can be at."""
    first = date(år[0], 1, 1)
    for kode, forum in plan.grundlag.fora.items():
        gone = [place for place, møde in enumerate(forum.møder) if møde < first]
        if gone:
            written = data["fora"][kode]
            ways = without_points(("fora", kode, "møder"), written["møder"], gone)
            left = [each for place, each in enumerate(points(written["møder"])) if place not in gone]
            # Where the body stands in brackets, its meetings have no lines of their own: then it is written anew itself.
            whole = {name: left if name == "møder" else of for name, of in written.items() if name != "møder" or left}
            ways = *ways, *anew(("fora", kode), whole)
            told = f"{how_many(len(gone), 'møde', 'møder')} i {kode} før {år[0]} er taget ud"
            yield Part(f"møder i {kode}", ways, (told,))


def _exceptions(plan: Plan, data: Mapping[str, Any], along: Set[str]) -> Iterator[Part]:
    """The exceptions of plan.yaml, for the items alone that go along."""
    lines: list[Ændring] = []
    told: list[str] = []
    gone: list[int] = []
    written = data.get("undtagelser")
    every = written if isinstance(written, list) else [written]
    kept: list[Any] = []
    for at, (undtagelse, as_written) in enumerate(zip(plan.grundlag.undtagelser, every, strict=False)):
        leaving = [place for place, id_ in enumerate(undtagelse.id) if id_ not in along]
        if leaving:
            told.append(f"{undtagelse.regel} for {listed(undtagelse.id[place] for place in leaving)}")
        if len(leaving) == len(undtagelse.id):
            gone.append(at)
            continue
        ids = [id_ for id_ in undtagelse.id if id_ in along]
        kept.append({**as_written, "id": ids} if leaving else as_written)
        sti: Place = ("undtagelser", at, "id")
        if leaving:
            lines.append(Sæt(sti, ids))
    if told:
        whole, *others = without_points(("undtagelser",), written, gone) if gone else ([],)
        again = anew(("undtagelser",), kept) if kept else others
        yield Part("undtagelser", ([*lines, *whole], *again), (f"undtagelser er taget ud: {listed(told)}",))
