"""Times as plans write them: a day, a week, a month, a season …, never more exact than what was written.

A ``Tid`` keeps the text and says which days it covers. Seasons and thirds of a month are guiding, as all
times in a plan are: they are there to put steps in order, not to hold anybody to a day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from udplan.values.limits import FØRSTE_ÅR, SIDSTE_ÅR
from udplan.values.unknown import BadValue
from udplan.values.words import nfc, shown_text, visible


class Præcision(StrEnum):
    """How exact a time was written. Two months side by side count as ``måned``."""

    DAG = "dag"
    UGE = "uge"
    DEL_AF_MÅNED = "del af måned"
    MÅNED = "måned"
    ÅRSTID = "årstid"
    KVARTAL = "kvartal"
    HALVÅR = "halvår"
    ÅR = "år"


@dataclass(frozen=True, slots=True)
class Tid:
    """A time with the precision it was written with.

    ``tekst`` is as written (NFC, single spaces); ``fra`` and ``til`` are the first and last day it covers.
    """

    tekst: str
    fra: date
    til: date
    præcision: Præcision

    @property
    def dato(self) -> date | None:
        """The day, if that is what was written."""
        return self.fra if self.præcision is Præcision.DAG else None

    def vis(self) -> str:
        """How it is printed: a day as ``21. januar 2025``, anything else as it was written."""
        return format_date(self.fra) if self.præcision is Præcision.DAG else self.tekst

    __str__ = vis


def parse_time(text: str, år: int | None = None) -> Tid:
    """The time that ``text`` says. Raises BadValue.

    ``år`` is the plan's first year, used only to propose a year where none was written.

    >>> print(parse_time("21/1-2025"), parse_time("Uge 12 2025"), parse_time("2. kvartal 2025"), sep=" | ")
    21. januar 2025 | Uge 12 2025 | 2. kvartal 2025
    >>> time = parse_time("november/december 2024")
    >>> time.fra.isoformat(), time.til.isoformat(), str(time.præcision), time.dato
    ('2024-11-01', '2024-12-31', 'måned', None)
    >>> parse_time("december", år=2025)
    Traceback (most recent call last):
    udplan.values.unknown.BadValue: Året mangler; skriv det med, fx december 2025.
    """
    return _time(text, år)


def parse_date(text: str) -> date:
    """The day that ``text`` says, ISO or Danish with the day first. Raises BadValue.

    >>> parse_date("2025-01-21") == parse_date("21.01.2025") == parse_date("21. jan. 2025")
    True
    """
    return _iso(text) or _careful(text, None, _DAYS).fra


def format_date(day: date) -> str:
    """How a date is printed.

    >>> format_date(date(2024, 12, 11))
    '11. december 2024'
    """
    return f"{day.day}. {MÅNEDER[day.month - 1]} {day.year}"


def is_older(day: date | None, days: int, on: date) -> bool:
    """Whether ``day`` lies more than ``days`` days before the day ``on``; None, where there was no such day, counts as older.

    >>> [is_older(day, 45, date(2025, 2, 15)) for day in (date(2025, 1, 1), date(2024, 12, 31), None)]
    [False, True, True]
    """
    return day is None or (on - day).days > days


MÅNEDER: Final = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
_MONTHS: Final = (
    {name: number for number, name in enumerate(MÅNEDER, 1)}
    | {name[:3] + dot: number for number, name in enumerate(MÅNEDER, 1) for dot in ("", ".")}
    | {"sept": 9, "sept.": 9}
)
_THIRDS: Final = {"primo": 1, "medio": 2, "ultimo": 3, "begyndelsen af": 1, "midten af": 2, "slutningen af": 3}
_SEASONS: Final = {"foraar": 3, "sommer": 6, "efteraar": 9}  # the first of three months: March, June, September
_PARTS: Final = {"kvartal": (4, "fire kvartaler", Præcision.KVARTAL), "halvaar": (2, "to halvår", Præcision.HALVÅR)}

_Span = tuple[date, date, Præcision]
_Forms = tuple[tuple[str, Callable[..., _Span]], ...]


@lru_cache(maxsize=4096)  # a plan of thousands of files has a few hundred different times
def _time(text: str, år: int | None) -> Tid:
    if day := _iso(text):
        return Tid(text, day, day, Præcision.DAG)
    return _careful(text, år, _FORMS)


def _iso(text: str) -> date | None:
    """The fast way for what most dates are: ``2025-01-21``."""
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        if FØRSTE_ÅR <= day.year <= SIDSTE_ÅR:
            return day
    return None


def _careful(text: str, år: int | None, forms: _Forms) -> Tid:
    """The time in any of ``forms``, or the words for why ``text`` is not a time."""
    tekst = " ".join(nfc(text).split())
    span = _read(tekst, forms)
    if span is None:
        raise _refusal(tekst, år, forms)
    return Tid(tekst, *span)


def _read(tekst: str, forms: _Forms) -> _Span | None:
    """The days that ``tekst`` covers, None when it has no such form, BadValue when there are no such days."""
    folded = tekst.lower().replace("å", "aa")
    in_figures = "0" <= folded[:1] <= "9"
    for pattern, days in forms:
        # What begins with a figure need not be compiled for what begins with a word, nor the other way round.
        if pattern.startswith("([0-9]") == in_figures and (match := re.fullmatch(pattern, folded)):
            try:
                return days(*match.groups())
            except KeyError:  # a word where a month could stand, but no month: another form may know it
                continue
    return None


# What each form says. The arguments are the groups of its pattern below.


def _year(text: str) -> int:
    if not FØRSTE_ÅR <= int(text) <= SIDSTE_ÅR:
        raise BadValue(f"Året {text} er uden for rækkevidde; skriv et år mellem {FØRSTE_ÅR} og {SIDSTE_ÅR}.")
    return int(text)


def _last(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _months(year: int, first: int, last: int, præcision: Præcision) -> _Span:
    return date(year, first, 1), _last(year, last), præcision


def _day(day: str, month: str, year: str) -> _Span:
    d, m, y = int(day), int(month), _year(year)
    if not 1 <= m <= 12:
        raise BadValue(f"Måned {m} findes ikke; et år har 12 måneder.")
    if not 1 <= d <= _last(y, m).day:
        name = MÅNEDER[m - 1]
        raise BadValue(f"{d}. {name} {y} findes ikke; {name} {y} har {_last(y, m).day} dage.")
    return date(y, m, d), date(y, m, d), Præcision.DAG


def _danish_day(day: str, month: str, year: str) -> _Span:
    d, m, y = int(day), int(month), _year(year)
    if 1 <= d <= 12 < m <= _last(y, d).day:
        meant = date(y, d, m).isoformat()
        raise BadValue(f"Måned {m} findes ikke, for dagen står før måneden; skriv {meant}.", meant)
    return _day(day, month, year)


def _named_day(day: str, month: str, year: str) -> _Span:
    return _day(day, str(_MONTHS[month]), year)


def _week(week: str, year: str) -> _Span:
    w, y = int(week), _year(year)
    weeks = date(y, 12, 28).isocalendar().week
    if not 1 <= w <= weeks:
        raise BadValue(f"Uge {w} findes ikke i {y}; året har {weeks} uger.")
    monday = date.fromisocalendar(y, w, 1)
    return monday, monday + timedelta(days=6), Præcision.UGE


def _month(month: str, year: str) -> _Span:
    return _months(_year(year), _MONTHS[month], _MONTHS[month], Præcision.MÅNED)


def _two_months(first: str, second: str, year: str) -> _Span:
    from_month, to_month, y = _MONTHS[first], _MONTHS[second], _year(year)
    if from_month == to_month:
        meant = f"{MÅNEDER[from_month - 1]} {y}"
        raise BadValue(f"Den samme måned står to gange; skriv {meant}.", meant)
    if from_month > to_month:
        meant = f"{MÅNEDER[from_month - 1]} {_year(str(y - 1))}/{MÅNEDER[to_month - 1]} {y}"
        raise BadValue(f"Der er et årsskifte imellem, så hver måned skal have sit år; skriv fx {meant}.", meant)
    return _months(y, from_month, to_month, Præcision.MÅNED)


def _two_months_two_years(first: str, year: str, second: str, next_year: str) -> _Span:
    (start, _, _), (_, end, _) = _month(first, year), _month(second, next_year)
    if start >= end.replace(day=1):
        raise BadValue("Den første måned skal ligge før den anden; skriv fx december 2024/januar 2025.")
    return start, end, Præcision.MÅNED


def _third(third: str, month: str, year: str) -> _Span:
    """Days 1-10, 11-20 and the rest; how long the last is depends on the month."""
    first, last, _ = _month(month, year)
    part = _THIRDS[third]
    start = first.replace(day=10 * part - 9)
    return start, last if part == 3 else first.replace(day=10 * part), Præcision.DEL_AF_MÅNED


def _third_of_nothing(third: str, year: str) -> _Span:
    raise BadValue(f"Måneden mangler; skriv den med, fx {third} december {_year(year)}.")


def _season(season: str, year: str) -> _Span:
    """March-May, June-August and September-November: guiding, as the words are."""
    return _months(_year(year), _SEASONS[season], _SEASONS[season] + 2, Præcision.ÅRSTID)


def _winter(year: str, next_year: str) -> _Span:
    """December-February."""
    y = _year(year)
    if _year(next_year) != y + 1:
        raise BadValue(f"En vinter går fra december til februar året efter; skriv fx vinter {y}/{y + 1}.")
    return date(y, 12, 1), _last(y + 1, 2), Præcision.ÅRSTID


def _winter_of_one_year(year: str) -> _Span:
    y = _year(year)
    raise BadValue(f"En vinter ligger i to år. Mente du vinter {y - 1}/{y} eller vinter {y}/{y + 1}?")


def _part_of_year(number: str, name: str, year: str) -> _Span:
    part, (parts, in_words, præcision) = int(number), _PARTS[name]
    if not 1 <= part <= parts:
        raise BadValue(f"{part}. {præcision} findes ikke; et år har {in_words}.")
    months = 12 // parts
    return _months(_year(year), months * (part - 1) + 1, months * part, præcision)


def _whole_year(year: str) -> _Span:
    return _months(_year(year), 1, 12, Præcision.ÅR)


# Compiled when first needed: most times are ISO dates, and never come here.
_M, _Y, _D = r"([a-z]+\.?)", "([0-9]{4})", "([0-9]{1,2})"
_AND = " ?[/–-] ?"
_THIRD = f"({'|'.join(_THIRDS)})"

_DAYS: Final[_Forms] = (
    ("([0-9]{4})-([0-9]{2})-([0-9]{2})", lambda year, month, day: _day(day, month, year)),
    (f"{_D}-{_D}-{_Y}", _danish_day),
    (rf"{_D}\.{_D}\.{_Y}", _danish_day),
    (f"{_D}/{_D}[/-]{_Y}", _danish_day),
    (rf"{_D}\.? ?{_M} {_Y}", _named_day),
)
_FORMS: Final[_Forms] = (
    *_DAYS,
    (f"{_M} {_Y}", _month),
    (f"{_M}{_AND}{_M} {_Y}", _two_months),
    (f"{_M} {_Y}{_AND}{_M} {_Y}", _two_months_two_years),
    (f"uge {_D} {_Y}", _week),
    (f"{_THIRD} {_M} {_Y}", _third),
    (f"{_THIRD} {_Y}", _third_of_nothing),
    (f"(foraar|efteraar)(?:et)? {_Y}", _season),
    (f"(sommer)(?:en)? {_Y}", _season),
    (f"vinter(?:en)? {_Y}{_AND}{_Y}", _winter),
    (f"vinter(?:en)? {_Y}", _winter_of_one_year),
    (rf"([0-9])\. ?({'|'.join(_PARTS)}) {_Y}", _part_of_year),
    (_Y, _whole_year),
)


# From here on the text is no time, and what is left is to say why. Speed no longer matters.

# What was written, what was meant by it, what is wrong. The meant text is read anew before it is suggested.
_REPAIRS = (
    (
        r"(.+?)(?:t|,? ?kl\.? ?|,? )[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
        r" ?(?:z|[+-][0-9]{2}:?[0-9]{2})?",
        r"\1",
        "Der skal ikke stå et klokkeslæt",
    ),
    (r"(?:den|d\.|i) ?(.+)", r"\1", "Tiden skrives uden ord foran"),
    (r"([0-9]+) ?[–−‐‑—] ?([0-9]+) ?[–−‐‑—] ?([0-9]+)", r"\1-\2-\3", "Stregerne i datoen er ikke bindestreger"),
    (r"([0-9]{4})[-./ ]+([0-9]{1,2})[-./ ]+([0-9]{1,2})", r"\3-\2-\1", "Sådan kan en dato ikke skrives"),
    (r"(20[0-9]{2})([0-9]{2})([0-9]{2})", r"\3-\2-\1", "Sådan kan en dato ikke skrives"),
    (r"([0-9]{1,2})[-./, ]+([0-9]{1,2})[-./, ]+([0-9]{4})", r"\1-\2-\3", "Sådan kan en dato ikke skrives"),
    (r"(.*[^0-9'’])['’]?([0-9]{2})", r"\g<1>20\2", "Året skrives med fire cifre"),
    (
        r"(.*[^0-9'’])['’]?([0-9]{2})([/–-]|[/–-][^0-9]+ )['’]?([0-9]{2})",
        r"\g<1>20\2\g<3>20\4",
        "Året skrives med fire cifre",
    ),
    (r"(?:uge|u)\.? ?([0-9]{1,2})(?: i |[ .,/-]+)([0-9]{4})", r"uge \1 \2", "Sådan kan en uge ikke skrives"),
    (r"([0-9]{4})[ -]*(?:uge ?|w)([0-9]{1,2})", r"uge \2 \1", "Sådan kan en uge ikke skrives"),
    (r"([0-9]{1,2})\. uge,? ([0-9]{4})", r"uge \1 \2", "Sådan kan en uge ikke skrives"),
    (r"[qk]([1-4])[ ,/-]*([0-9]{4})", r"\1. kvartal \2", "Sådan kan et kvartal ikke skrives"),
    (r"([0-9]{4})[ -]*[qk]([1-4])", r"\2. kvartal \1", "Sådan kan et kvartal ikke skrives"),
    (r"([1-4]) ?(kvartal|halvår|halvaar) (.+)", r"\1. \2 \3", "Der mangler et punktum efter tallet"),
    (r"første (kvartal|halvår|halvaar)(.*)", r"1. \1\2", "Skriv tallet med cifre"),
    (r"andet (kvartal|halvår|halvaar)(.*)", r"2. \1\2", "Skriv tallet med cifre"),
    (r"tredje (kvartal)(.*)", r"3. \1\2", "Skriv tallet med cifre"),
    (r"fjerde (kvartal)(.*)", r"4. \1\2", "Skriv tallet med cifre"),
    (r"(?:start|starten|begyndelse|først)(?: af| i)? (.+)", r"begyndelsen af \1", "Sådan kan tiden ikke skrives"),
    (r"(?:midt|midte)(?: af| i)? (.+)", r"midten af \1", "Sådan kan tiden ikke skrives"),
    (r"(?:slut|slutning|sidst|udgangen)(?: af| i)? (.+)", r"slutningen af \1", "Sådan kan tiden ikke skrives"),
    (r"(.+?) (?:og|til|eller) (.+)", r"\1/\2", "To måneder skrives med skråstreg imellem"),
    (r"(.*[^\W\d_]\.?)(?: i |[ ,/-]*)([0-9]{4})", r"\1 \2", "Foran året skal der stå et mellemrum"),
    (r"([0-9]{4})[ ,/-]+(.*[^\W\d_]\.?)", r"\2 \1", "Året skal stå til sidst"),
)
_WORDS = sorted(
    {*MÅNEDER, *" ".join(_THIRDS).split(), "uge", "kvartal", "halvår"}
    | {season + ending for season in ("forår", "efterår") for ending in ("", "et")}
    | {season + ending for season in ("sommer", "vinter") for ending in ("", "en")}
)


def _candidates(tekst: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the text, and what it was meant as if so."""
    yield "Der står et usynligt tegn i teksten", " ".join(visible(tekst).split())
    for pattern, meant, wrong in _REPAIRS:
        if match := re.fullmatch(pattern, tekst, re.IGNORECASE):
            yield wrong, match.expand(meant)
    if match := re.fullmatch("([0-9]{4})[-/.]([0-9]{1,2})|([0-9]{1,2})[-/.]([0-9]{4})", tekst):
        year, month = match[1] or match[4], int(match[2] or match[3])
        if 1 <= month <= 12:
            yield "Måneden skrives med bogstaver", f"{MÅNEDER[month - 1]} {year}"
    from difflib import get_close_matches

    for word in re.findall(r"[^\W\d_]{3,}", tekst):
        near = get_close_matches(word.lower(), _WORDS, n=2, cutoff=0.75)
        if len(near) == 1:
            yield f"{word} er nok en slåfejl", tekst.replace(word, near[0])


def _refusal(tekst: str, år: int | None, forms: _Forms) -> BadValue:
    """The words for a text that is no time, and what was meant by it when that is certain."""
    noun, sample = "en tid", "2025-01-21, uge 12 2025, januar 2025 eller 2. kvartal 2025"
    if forms is _DAYS:
        noun, sample = "en dato", "2025-01-21"
    if not tekst:
        return BadValue(f"Her mangler {noun}; skriv fx {sample}.")
    unknown = BadValue(f"{shown_text(tekst)} er ikke {noun}; skriv fx {sample}.")
    return unknown if len(tekst) > 60 else _diagnosis(tekst, år, forms) or unknown


def _diagnosis(tekst: str, år: int | None, forms: _Forms, repairs: int = 2) -> BadValue | None:
    """The refusal of a text that is nearly a time; ``d. 21/1-25`` takes two ``repairs``, more is guessing."""
    for join in (" ", "-", ".", ""):
        meant = f"{tekst}{join}{år or 2025}"
        try:
            span = _read(meant, forms)
        except BadValue as bad:
            return BadValue(f"Året mangler. {bad.besked}", bad.forslag if år else None)
        if span:
            return BadValue(f"Året mangler; skriv det med, fx {meant}.", meant if år else None)
    for wrong, meant in _candidates(tekst) if repairs else ():
        if meant == tekst:
            continue
        again: BadValue | None
        try:
            span, again = _read(meant, forms), None
        except BadValue as bad:
            span, again = None, bad
        if span:
            forslag = span[0].isoformat() if span[2] is Præcision.DAG else meant
            return BadValue(f"{wrong}; skriv {forslag}.", forslag)
        if again := again or _diagnosis(meant, år, forms, repairs - 1):
            return BadValue(f"{wrong}. {again.besked}", again.forslag)
    return None
