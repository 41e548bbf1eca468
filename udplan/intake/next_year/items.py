"""An item as it goes into next year's plan: the decisions of what goes along with it, as changes to its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from udplan.edit.fields import Bemærk, Place, Stryg, Sæt, Ændring
from udplan.edit.new_plan import period_text
from udplan.intake.next_year.parts import Part, anew, emptied, in_words, without_points
from udplan.model.indsats import Indsats, Trin
from udplan.model.plan import Plan
from udplan.values.unknown import UKENDT, IkkeOplyst
from udplan.values.words import how_many, listed, shortened

#: The budget of a year is adopted by 15 October of the year before (Lov om kommunernes styrelse § 38): from then on
#: there is a plan to make of it.
_ADOPTED = (10, 15)
#: What the remark above a kurs begins with; one that is there already is of an older agreement, and stays.
_OF_AGREEMENT = "kurs er fra budgetaftalen for"


def parts(plan: Plan, indsats: Indsats, data: Mapping[str, Any], år: Sequence[int]) -> list[Part]:
    """What changes in an item's file. ``data`` is what the file says, and ``år`` are the years of the new plan.

    One that is closed, and goes along because somebody asked for it, stands as it is but for the years.
    """
    every = [
        *_amounts(plan, indsats, data, år),
        *_used(plan, indsats),
        *_moves(plan, indsats, data, år),
        *([] if indsats.afsluttet else _path(plan, indsats, data, år)),
        *_statuses(indsats, data, år),
        *_course(plan, indsats),
    ]
    return [part for part in every if part.ways[0]]


# --- amounts ----------------------------------------------------------------------------------------------------------


def _amounts(plan: Plan, indsats: Indsats, data: Mapping[str, Any], år: Sequence[int]) -> Iterator[Part]:
    last, new = plan.grundlag.år[-1], [each for each in år if each > plan.grundlag.år[-1]]
    for navn in ("beløb", "procent_af"):
        stated = getattr(indsats, navn)
        written = data.get(navn)
        if not isinstance(stated, dict) or not isinstance(written, dict):
            continue
        known = stated.get(last) is not None
        added: dict[str, str | None] = {}
        if known or str(last) in written:
            added = {str(each): UKENDT if known else None for each in new}
        gone = [each for each in written if int(each) not in år]
        if navn == "beløb" and not added and len(gone) == len(written):
            added = {str(each): None for each in år}  # it must be there, and says so that no amount is stated
        told = [f"{each} ({in_words(plan, stated[int(each)])})" for each in gone if stated.get(int(each)) is not None]
        yield Part(
            navn,
            _years((navn,), written, gone, added),
            (
                *([f"{navn} {listed(told)} går ud"] if told else []),
                *([f"{navn} {listed(map(str, new))} er {UKENDT}"] if known and new else []),
            ),
        )
    rates = data.get("procent")
    if isinstance(rates, dict) and (gone := [each for each in rates if int(each) not in år]):
        said = [f"{each} ({rates[each]})" for each in gone if rates[each]]
        yield Part(
            "procent", _years(("procent",), rates, gone, {}), (f"procent {listed(said)} går ud",) if said else ()
        )


def _years(
    sti: Place, written: Mapping[str, Any], gone: Sequence[str], added: Mapping[str, str | None]
) -> tuple[Sequence[Ændring], ...]:
    """The ways to change years of a group: line by line, else the group written anew."""
    left = {year: text for year, text in written.items() if year not in gone} | dict(added)
    if not left:
        return [Stryg(sti)], [Sæt(sti, None)]
    lines: list[Ændring] = [Sæt((*sti, year), text) for year, text in added.items()]
    lines += (Stryg((*sti, year)) for year in gone)
    return (lines, *anew(sti, left)) if lines else ([],)


def _used(plan: Plan, indsats: Indsats) -> Iterator[Part]:
    """``anvendt`` emptied: it is what was used of the old years, and a figure alone would be that of another first year."""
    if indsats.anvendt is None:
        return
    used = indsats.anvendt
    if isinstance(used, IkkeOplyst):
        told = UKENDT
    else:
        told = listed(f"{each} {in_words(plan, amount)}" for each, amount in used.items() if amount is not None)
    ways = emptied(plan.sources[indsats.fil], ("anvendt",), None)
    yield Part("anvendt", ways, (f"anvendt ({told}) er tømt",) if told else ())


def _moves(plan: Plan, indsats: Indsats, data: Mapping[str, Any], år: Sequence[int]) -> Iterator[Part]:
    gone = {place: move for place, move in enumerate(indsats.flytning) if not {move.fra, move.til} & set(år)}
    if gone:
        told = [f"{move.fra} til {move.til} ({in_words(plan, move.beløb)})" for move in gone.values()]
        ways = without_points(("flytning",), data["flytning"], gone)
        yield Part("flytning", ways, (f"flytning {listed(told)} går ud",))


# --- the path and the statuses ----------------------------------------------------------------------------------------


def _path(plan: Plan, indsats: Indsats, data: Mapping[str, Any], år: Sequence[int]) -> Iterator[Part]:
    adopted = date(år[0] - 1, *_ADOPTED)
    over = [place for place, trin in enumerate(indsats.trin) if _is_over(trin, adopted)]
    if not over:
        return
    # One without a time has been, where a later one has.
    passed = [place for place, trin in enumerate(indsats.trin[: over[-1]]) if not trin.tid and place not in over]
    gone = sorted([*over, *passed])
    told = f"trin går ud: {listed(_step(indsats.trin[place], passed=place in passed) for place in gone)}"
    if len(gone) < len(indsats.trin):
        yield Part("sagsgang", without_points(("sagsgang",), data["sagsgang"], gone), (told,))
        return
    ways = emptied(plan.sources[indsats.fil], ("sagsgang",), UKENDT)
    yield Part("sagsgang", ways, (told, f"sagsgang er {UKENDT}"))


def _is_over(trin: Trin, adopted: date) -> bool:
    return bool(trin.beslutning) or (trin.tid is not None and trin.tid.til < adopted)


def _step(trin: Trin, *, passed: bool) -> str:
    if passed:
        return f"{trin.forum} (uden tid, men et senere trin er passeret)"
    when = f" {trin.tid}" if trin.tid else ""
    return f"{trin.forum}{when}{f' ({shortened(trin.beslutning)})' if trin.beslutning else ''}"


def _statuses(indsats: Indsats, data: Mapping[str, Any], år: Sequence[int]) -> Iterator[Part]:
    """The newest status alone, and what each expects of the years that there still are."""
    if not indsats.status:
        return
    newest = max(status.dato for status in indsats.status)
    older = [] if indsats.afsluttet else [at for at, status in enumerate(indsats.status) if status.dato != newest]
    written = data["status"] if isinstance(data["status"], list) else [data["status"]]
    lines: list[Ændring] = []
    by_year: list[Ændring] = []
    kept: list[Any] = []
    expected: list[str] = []
    for at, status in enumerate(written):
        if at in older:
            continue
        stated = status.get("forventet") if isinstance(status, dict) else None
        forventet = stated if isinstance(stated, dict) else {}
        gone = [each for each in forventet if int(each) not in år]
        if gone:
            expected += gone
            by_line, *others = _years(("status", at, "forventet"), forventet, gone, {})
            lines += by_line
            by_year += others[0]
            left = {each: text for each, text in forventet.items() if each not in gone}
            status = {**status, "forventet": left or None}
        kept.append({name: value for name, value in status.items() if value is not None} if gone else status)
    strikes = [Stryg(("status", at)) for at in reversed(older)]
    told = []
    if older:
        told.append(f"{how_many(len(older), 'ældre status', 'ældre statusser')} bliver, {newest.isoformat()} går med")
    if expected:
        told.append(f"forventet {listed(dict.fromkeys(expected))} går ud")
    if told:
        yield Part("status", ([*lines, *strikes], [*by_year, *strikes], *anew(("status",), kept)), tuple(told))


# --- the text of the agreement ----------------------------------------------------------------------------------------


def _course(plan: Plan, indsats: Indsats) -> Iterator[Part]:
    text = plan.sources[indsats.fil].text
    if isinstance(indsats.kurs, str) and f"# {_OF_AGREEMENT} " not in text:
        remark = f"{_OF_AGREEMENT} {period_text(plan.grundlag.år)}"
        yield Part("bemærkningen over kurs", ([Bemærk(("kurs",), remark)],))
