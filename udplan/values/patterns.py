"""What ``udplan.values.amounts``, ``.times`` and ``.words`` read, as patterns for JSON Schema.

A pattern there has no flags and no code behind it, so both cases and the ASCII spellings of æøå are written out, and a
day is as good as its month allows in a leap year. ``tests/test_schema.py`` holds each against the parser it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from udplan.values.amounts import ENHEDER
from udplan.values.times import MÅNEDER


def whole(*alternatives: str) -> str:
    """A pattern for a text that is one of the alternatives, or blank."""
    return rf"^\s*(?:{'|'.join(alternatives)})?\s*$"


def spelled(words: Iterable[str]) -> str:
    """A pattern for any of some words, however they are spelled.

    >>> spelled(["på ø"])
    '[pP](?:[åÅ]|[aA]\\u030a|[aA][aA])\\\\s+(?:[øØ]|[oO][eE])'
    """
    escaped = (re.sub(r"[.*+?^${}()|[\]\\/]", r"\\\g<0>", " ".join(word.lower().split())) for word in words)
    return any_case("|".join(dict.fromkeys(escaped)).replace(" ", r"\s+"))


def any_case(pattern: str) -> str:
    """A pattern in lower case as one that takes capitals too, and æøå in ASCII."""
    danish = {"æ": "(?:[æÆ]|[aA][eE])", "ø": "(?:[øØ]|[oO][eE])", "å": "(?:[åÅ]|[aA]\u030a|[aA][aA])"}

    def either(match: re.Match[str]) -> str:
        sign = match.group()
        return sign if sign[0] == "\\" else danish.get(sign) or f"[{sign}{sign.upper()}]"

    return re.sub(r"\\.|[a-zæøå]", either, pattern)


def amount(decimaltegn: str, enhed: str) -> str:
    """The texts that ``parse_amount`` takes in such a plan; ``pct.`` is the unit of a rate."""
    comma, point = (",", r"\.") if decimaltegn == "komma" else (r"\.", ",")
    head, decimals = "[1-9][0-9]{0,2}", f"{comma}[0-9]{{1,10}}"
    in_thousands = decimaltegn == "komma" and enhed in ENHEDER[1:]
    not_three = "(?![0-9]{3}(?![0-9]))"
    forms = [
        f"0(?:{decimals})?",  # -0,518
        f"[1-9][0-9]{{0,14}}(?:{comma}{not_three if in_thousands else ''}[0-9]{{1,10}})?",  # 371,000 has two readings there
        *(f"{head}(?:{space}[0-9]{{3}}){{1,4}}(?:{decimals})?" for space in " \u00a0\u202f"),  # 1 000,5
        f"{head}(?:{point}[0-9]{{3}}){{1,4}}{decimals}",  # 1.000,50
        f"0{point}[0-9]{{1,10}}",  # -0.518
        f"[1-9][0-9]{{0,14}}{point}{not_three}[0-9]{{1,10}}",  # 11.4; 1.000 has two readings
    ]
    if enhed != ENHEDER[0]:
        least = 1 if in_thousands else 2
        forms.append(f"{head}(?:{point}[0-9]{{3}}){{{least},4}}")  # 371.000
    if decimaltegn == "punktum":
        forms.append(f"{head}(?:{comma}[0-9]{{3}}){{1,4}}{point}[0-9]{{1,10}}")  # 1.000,50, which has one reading
    return f"[-−–+]?(?:{'|'.join(forms)})"


def percent() -> str:
    """The texts that ``parse_percent`` takes."""
    return rf"(?:{amount('komma', 'pct.')})(?:[ \u00a0\u202f]*(?:%|{any_case('pct')}\.))?"


YEAR = "(?:19|2[01])[0-9]{2}"
# The last days of a month, and the months that have them.
_LAST_DAYS = (("|30|31", (1, 3, 5, 7, 8, 10, 12)), ("|30", (4, 6, 9, 11)), ("", (2,)))


def day() -> str:
    """The texts that ``parse_date`` takes."""
    return "|".join(_days())


def _days() -> Iterator[str]:
    for last, months in _LAST_DAYS:
        d = f"(?:0?[1-9]|[12][0-9]{last})"
        m = "|".join(f"0?{month}" if month < 10 else f"{month}" for month in months)
        yield f"{YEAR}-(?:{m.replace('?', '')})-(?:0[1-9]|[12][0-9]{last})"
        yield rf"{d}(?:-(?:{m})-|\.(?:{m})\.|/(?:{m})[/-]|\.?\s*{_months(months)}\s+){YEAR}"


def _months(numbers: Iterable[int]) -> str:
    names = [MÅNEDER[number - 1] for number in numbers]
    short = [f"{name[:3]}{'t?' if name[:3] == 'sep' else ''}" for name in names]
    return any_case(f"(?:{'|'.join(names)}|(?:{'|'.join(short)})\\.?)")


def time() -> str:
    """The texts that ``parse_time`` takes."""
    month, to = _months(range(1, 13)), r"\s*[/–-]\s*"
    third = spelled(["primo", "medio", "ultimo", "begyndelsen af", "midten af", "slutningen af"])
    return "|".join(
        [
            day(),
            rf"(?:(?:{third})\s+)?{month}\s+{YEAR}",
            rf"{month}(?:\s+{YEAR})?{to}{month}\s+{YEAR}",
            rf"{any_case('uge')}\s+(?:0?[1-9]|[1-4][0-9]|5[0-3])\s+{YEAR}",
            rf"{any_case('(?:forår|efterår)(?:et)?')}\s+{YEAR}|{any_case('sommer(?:en)?')}\s+{YEAR}",
            rf"{any_case('vinter(?:en)?')}\s+{YEAR}{to}{YEAR}",
            rf"[1-4]\.\s*{any_case('kvartal')}\s+{YEAR}|[12]\.\s*{any_case('halvår')}\s+{YEAR}",
            YEAR,
        ]
    )
