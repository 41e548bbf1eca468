"""What a cell of an answer says, and what a field says in its file when the answer is taken.

A cell is held against what the sheet showed when it was sent, so both are told in the sheet's own form (``sheet.Celle``).
What may be something else than it looks like (a date where an amount stood, a formula nobody has worked out) is refused
with words, and never read as blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from udplan.disk.reading import read_file
from udplan.edit.fields import CannotSet, Fjern, Sæt, Ændring, first_possible
from udplan.figures.select import tovholdere
from udplan.intake.amounts import year_changes
from udplan.intake.sheet import Celle, Kolonne
from udplan.lint.rules.tovholder_er_person import is_person
from udplan.model.groups import Text, group_of
from udplan.model.indsats import Indsats, Trin
from udplan.model.kind import is_unknown
from udplan.model.kinds import Hearing, Time
from udplan.model.plan import Plan, read_source
from udplan.model.texts import Names
from udplan.office.grid import Cell, Sort
from udplan.values.amounts import amount_text, parse_amount
from udplan.values.steps import read_steps, splits
from udplan.values.times import Tid, parse_time
from udplan.values.unknown import UKENDT, BadValue
from udplan.values.words import fold, listed, nearest_name, nfc
from udplan.yaml import lines

#: No budget has more; what has more was worked out in the sheet.
MOST_DECIMALS: Final = 6
_DAYS: Final = ("slut", "status.dato")
_KAN_IKKE_RETTES: Final = "kan ikke rettes her, brug udplan sæt"


class KanIkkeTages(ValueError):
    """Why a cell is not taken; the text is Danish, and goes on from the name of the field and a colon."""


# --- what a cell says -------------------------------------------------------------------------------------------------


def sagt(plan: Plan, kolonne: Kolonne, cell: Cell | None) -> Celle:
    """What a cell says, as a sheet shows it; None where it is blank.

    Raises:
        KanIkkeTages: where that is not certain.
    """
    if cell is None:
        return None
    if cell.streget:
        raise KanIkkeTages("noget er streget ud. Slet det, der ikke gælder, og fjern stregen over det, der gør.")
    match cell.sort:
        case Sort.FEJL:
            raise KanIkkeTages(f"cellen viser fejlen {cell.text}. Skriv det, der skal stå der.")
        case Sort.UBEREGNET:
            raise KanIkkeTages(
                "cellen har en formel, hvis resultat ikke er gemt. Åbn arket i Excel, gem det, og send det igen."
            )
        case Sort.DATO if kolonne.felt not in _DAYS:
            instead = "Skriv beløbet med komma, fx 1,5." if kolonne.tal else "Skriv det som tekst."
            raise KanIkkeTages(f"cellen er blevet til en dato ({cell.text}). {instead}")
        case Sort.TAL if kolonne.felt in _DAYS:
            raise KanIkkeTages(f"{cell.text} er et tal og ikke en dato. Skriv fx 14-03-2025.")
        case Sort.SANDT if kolonne.tal:
            raise KanIkkeTages(f"cellen siger {cell.text} og ikke et beløb. Skriv beløbet med komma, fx 1,5.")
        case Sort.SANDT:
            return "ja" if fold(cell.text) in ("sand", "true", "ja", "1") else "nej"
    if kolonne.tal:
        return _amount(plan, cell)
    text = re.sub(r"\r\n?", "\n", cell.text).strip("\n")
    if not lines.HIDDEN_MINUS.search(text):  # pasted with the text, and nothing that anybody wrote; a minus is
        text = _UNSEEN.sub("", text)
    return text if text.strip() else None


def _amount(plan: Plan, cell: Cell) -> Celle:
    if cell.sort is Sort.TAL and cell.tal is not None:
        amount = cell.tal
    else:
        text = cell.text.strip()
        if not text or is_unknown(text):
            return UKENDT if text else None
        try:
            amount = parse_amount(text, decimaltegn=plan.grundlag.decimaltegn, enhed=plan.grundlag.enhed)
        except BadValue as error:
            raise KanIkkeTages(error.besked) from error
    decimals = -int(amount.normalize().as_tuple().exponent)
    if decimals > MOST_DECIMALS:
        written = amount_text(amount, decimaltegn=plan.grundlag.decimaltegn)
        raise KanIkkeTages(
            f"{written} har {decimals} decimaler, og et beløb har højst seks. Er det en beregning? "
            "Skriv det tal, der skal stå i planen."
        )
    return amount


def ens(one: Celle, other: Celle, *, i_word: bool = False) -> bool:
    """Whether two cells say the same. What nobody sees makes no difference, and ``i_word`` neither do blank lines and how
    many spaces stand between words, which Word does not keep."""
    if isinstance(one, Decimal) or isinstance(other, Decimal):
        return isinstance(one, Decimal) and isinstance(other, Decimal) and one == other
    return one == other or _even(one, loose=i_word) == _even(other, loose=i_word)


def _even(text: str | None, *, loose: bool) -> str:
    plain = nfc(text or "").replace("\u2011", "-").replace("\u00a0", " ")
    seen = re.split("\r\n|[\n\r\v\u2028]", _UNSEEN.sub("", plain))
    if loose:
        return "\n".join(filter(None, (" ".join(line.split()) for line in seen)))
    return "\n".join(line.rstrip() for line in seen).strip("\n")


_UNSEEN: Final = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")


# --- what the file is to say ------------------------------------------------------------------------------------------


def skrevet(plan: Plan, felt: str, celle: Celle, *, nye_tovholdere: bool = False) -> Any:
    """What a field says in its file, for what its cell says; an empty text where that is nothing.

    Raises:
        KanIkkeTages: where the field can say no such thing.
    """
    if celle is None:
        return ""
    if isinstance(celle, Decimal):
        return amount_text(celle, decimaltegn=plan.grundlag.decimaltegn)
    kind = group_of(Indsats).fields[felt.partition(".")[0]]
    if isinstance(kind, Names):
        return _names(plan, felt, celle, new=nye_tovholdere)
    if "\n" in celle and (not isinstance(kind, Text) or kind.line) and not kind.running:
        raise KanIkkeTages("der står flere linjer, og her skal stå én.")
    if isinstance(kind, Text) or (isinstance(kind, Hearing) and isinstance(kind.parse(celle), str)):
        return celle.strip() if isinstance(kind, Text) and kind.line else celle
    try:
        return kind.rewrite(celle, plan.grundlag.kontekst)
    except BadValue as error:
        raise KanIkkeTages(error.besked) from error


def _names(plan: Plan, felt: str, text: str, *, new: bool) -> Any:
    names = [line.strip() for line in text.split("\n") if line.strip()]
    if len(names) == 1 and is_unknown(names[0]):
        return UKENDT
    if felt in ("tovholder", "medvirkende"):
        names = list(_roles(plan, names, new=new))
    return names[0] if len(names) == 1 else names


def _roles(plan: Plan, names: Sequence[str], *, new: bool) -> Iterator[str]:
    """Roles as the plan spells them. One that it does not know may be a person, who is none."""
    known = {fold(role): role for role in tovholdere(plan)}
    for name in names:
        if fold(name) in known:
            yield known[fold(name)]
        elif new and is_person(name):
            raise KanIkkeTages(f"{name} ligner et personnavn. Skriv stillingen, fx Økonomichefen.")
        elif new:
            yield name
        else:
            near = nearest_name(name, known.values())
            mente = f" Mente du {listed(near, 'eller')}?" if near else ""
            raise KanIkkeTages(
                f"»{name}« er ikke en af planens tovholdere.{mente} Skriv hver stilling på sin egen linje og aldrig et "
                "personnavn. Er det en ny stilling, så brug --nye-tovholdere."
            )


def beløbene(plan: Plan, item: Indsats, years: Mapping[int, str]) -> list[tuple[tuple[int, ...], Ændring]]:
    """The changes that give an item the amounts of some years, each with the years that it is for. Where they cannot be
    made together, each is left to be refused by itself."""
    raw = read_file(item.fil)
    try:
        changes = year_changes("beløb", years, plan, read_source(item.fil, raw), raw)
    except CannotSet:
        changes = [Sæt(("beløb", år), amount) for år, amount in years.items()]
    return [((int(each.sti[1]),) if len(each.sti) > 1 else tuple(years), each) for each in changes]


# --- the times of a sagsgang ------------------------------------------------------------------------------------------


def tiderne(plan: Plan, item: Indsats, text: str | None) -> list[Ændring]:
    """The changes that give the steps of an item the times that a cell says. What else a step says (its decision, its case)
    stays; the bodies must be the same, in the same order.

    Raises:
        KanIkkeTages: for any other change of a sagsgang.
    """
    steps = [line.strip() for line in (text or "").split("\n") if line.strip()]
    if len(steps) == 1 and (found := read_steps(steps[0], plan.grundlag.forumnavne)) and found.certain:
        steps = [f"{step.forum} {step.tid or ''}" for step in found.steps]
    if not item.trin or len(steps) != len(item.trin):
        raise KanIkkeTages(f"leddene {_KAN_IKKE_RETTES}; kun tiderne kan rettes i et ark.")
    new: dict[int, str] = {}
    for place, (line, trin) in enumerate(zip(steps, item.trin, strict=True)):
        written = _behind(plan, line, trin)
        if _shown(written, plan) != (trin.tid.vis() if trin.tid else ""):
            new[place] = Time().rewrite(written, None) if written else ""
    return _timed(item, new) if new else []


def _behind(plan: Plan, line: str, trin: Trin) -> str:
    """What stands behind the body of a step."""
    for forum, tid in splits(line, plan.grundlag.forumnavne):
        if forum == trin.forum:
            return tid
    raise KanIkkeTages(f"leddene {_KAN_IKKE_RETTES}; kun tiderne kan rettes i et ark.")


def _shown(written: str, plan: Plan) -> str:
    if not written:
        return ""
    try:
        tid: Tid = parse_time(written, plan.grundlag.år[0])
    except BadValue as error:
        raise KanIkkeTages(error.besked) from error
    return tid.vis()


def _timed(item: Indsats, new: Mapping[int, str]) -> list[Ændring]:
    raw = read_file(item.fil)
    source = read_source(item.fil, raw)
    written = (source.data or {}).get("sagsgang")
    points = written if isinstance(written, list) else [step.strip() for step in str(written).split(",")]
    whole: list[Ændring] = [
        Sæt(("sagsgang",), [_point(point, new[place]) if place in new else point for place, point in enumerate(points)])
    ]
    single: list[Ændring] = [
        Sæt(("sagsgang", place, "tid"), tid) if tid else Fjern(("sagsgang", place, "tid"))
        for place, tid in new.items()
        if isinstance(written, list) and isinstance(written[place], dict)
    ]
    try:
        return first_possible(source, raw, single if len(single) == len(new) else whole, whole)[0]
    except CannotSet as error:
        raise KanIkkeTages(f"sagsgangen er skrevet på en måde, så tiderne ikke {_KAN_IKKE_RETTES[9:]}.") from error


def _point(point: Any, tid: str) -> Any:
    """A step with its time, which stands behind its body."""
    facts = dict(point) if isinstance(point, dict) else {"forum": point}
    facts.pop("tid", None)
    if not tid:
        return facts if len(facts) > 1 else facts["forum"]
    return {"forum": facts.pop("forum"), "tid": tid, **facts}
