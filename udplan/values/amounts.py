"""Amounts as Danes write them: read exactly or refused with words, and printed without rounding.

An amount is a ``Decimal`` in the plan's own unit (``mio. kr.``, ``1.000 kr.`` or ``kr.``), never a float, and
has as many decimals as were written. The plan format says what is an amount; what can be read in two ways is
never guessed: the error names both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from udplan.values.limits import FLEST_DECIMALER
from udplan.values.totals import MANGLER, Ufuldstændig
from udplan.values.unknown import BadValue, IkkeOplyst
from udplan.values.words import shown_text, visible

DECIMALER: Final[dict[str, int]] = {"mio. kr.": 3, "1.000 kr.": 0, "kr.": 0}
"""How many decimals an amount is printed with, by the plan's ``enhed``."""

ENHEDER: Final = tuple(DECIMALER)


class _LeftOut(Decimal):
    """No number, and so neither less nor more than one: a template may compare it."""

    def __lt__(self, other: object) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__


#: A figure that is there and not printed. Whatever is worked out of it is not printed either.
UDELADT: Final[Decimal] = _LeftOut("NaN")

#: A figure, blank (None: no amount is stated), or ``ikke oplyst``.
Amount = Decimal | IkkeOplyst | None

KRONER: Final[dict[str, int]] = {"mio. kr.": 6, "1.000 kr.": 3, "kr.": 0}
"""The power of ten that one unit is in kroner."""
_PROCENT: Final = "pct."  # the "unit" of a rate

# At most 15 digits and 10 decimals. A thousand of the largest add up exactly within Decimal's 28 digits.
_PLAIN = {
    "komma": re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:,[0-9]{1,10})?").fullmatch,
    "punktum": re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,10})?").fullmatch,
}
_SPACES = " \u00a0\u202f"  # space, no-break space, narrow no-break space

# What a table prints where a comma and three figures (371,000) may be decimals or thousands: nobody writes three decimals
# of a krone. In mio. kr. they are decimals, and a point with three figures is the doubtful one.
_PRINTED_IN_THOUSANDS = ("1.000 kr.", "kr.")

# Told for a decimal comma: in a plan with a decimal point, points and commas change places first.
# These and all below are compiled when first needed, since most plans never need them.
_DANISH = rf"([-−–]?)(0|[1-9][0-9]*|[1-9][0-9]{{0,2}}([.{_SPACES}])[0-9]{{3}}(?:\3[0-9]{{3}})*)(?:,([0-9]+))?"
_POINT = r"([-−–]?)(0|[1-9][0-9]*)\.([0-9]+)"
_MIRRORED = r"([-−–]?)([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?"
_SWAP = str.maketrans(".,", ",.")
_NO_SEPARATORS = str.maketrans("", "", f".,{_SPACES}")


def parse_amount(text: str, *, decimaltegn: str = "komma", enhed: str = "mio. kr.") -> Decimal:
    """The amount that ``text`` says, in ``enhed`` and with the decimals that were written; zero has no sign.

    ``decimaltegn`` (komma or punktum) and ``enhed`` (one of ENHEDER) are the plan's. Raises BadValue.

    >>> parse_amount("-0,518"), parse_amount("11,4"), parse_amount("1,000")
    (Decimal('-0.518'), Decimal('11.4'), Decimal('1.000'))
    >>> parse_amount("1.000,50"), parse_amount("1 000,5"), parse_amount("−0.518")
    (Decimal('1000.50'), Decimal('1000.5'), Decimal('-0.518'))
    >>> parse_amount("-6.949", enhed="1.000 kr."), parse_amount("1.000", decimaltegn="punktum"), parse_amount("+0,250")
    (Decimal('-6949'), Decimal('1.000'), Decimal('0.250'))
    >>> parse_amount("1.000")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    udplan.values.unknown.BadValue: 1.000 kan læses på to måder. Mente du 1,000 (én million kroner) eller 1000 (én ...
    """
    if _PLAIN[decimaltegn](text) and (text[-4:-3] != "," or enhed not in _PRINTED_IN_THOUSANDS):
        value = Decimal(text.replace(",", "."))
        return value if value else value.copy_abs()
    return _careful(text, decimaltegn, enhed)


def parse_percent(text: str) -> Decimal:
    """The rate that ``text`` says, in percent, with or without the sign for it. Raises BadValue.

    The rules are those of an amount with a decimal comma.

    >>> parse_percent("0,55%"), parse_percent("0.55 pct."), parse_percent("2")
    (Decimal('0.55'), Decimal('0.55'), Decimal('2'))
    """
    return _careful(re.sub(_PERCENT_SIGN, "", text), "komma", _PROCENT)


def amount_text(value: Decimal, *, decimaltegn: str = "komma") -> str:
    """How an amount is written in YAML: with every decimal of ``value``, and nothing between thousands.

    >>> amount_text(Decimal("-1234.50"))
    '-1234,50'
    """
    text = f"{value if value else value.copy_abs():f}"
    return text if decimaltegn == "punktum" else text.replace(".", ",")


class SomSkrevet(Decimal):
    """An amount that is quoted from somewhere: it is printed with the decimals that stand there, and no more."""


def format_amount(value: Decimal, decimaler: int = 3, minus: str = "-", mangler: str = MANGLER) -> str:
    """How an amount is printed: at least ``decimaler`` decimals, and as many more as it takes to be exact.

    ``minus`` is the sign of the medium: U+2212 in html, docx and pdf. ``mangler`` stands behind a sum that lacks an
    amount that nobody knows.

    >>> format_amount(Decimal("11.4")), format_amount(Decimal("-1234.5")), format_amount(Decimal("0.0005"))
    ('11,400', '-1.234,500', '0,0005')
    >>> format_amount(Decimal("371000"), DECIMALER["kr."])
    '371.000'
    >>> format_amount(UDELADT)
    'udeladt'
    """
    if value.is_nan():
        return "udeladt"
    if isinstance(value, SomSkrevet):
        decimaler = max(-int(value.as_tuple().exponent), 0)
    whole, _, decimals = f"{value.copy_abs():,f}".partition(".")
    decimals = decimals.rstrip("0").ljust(decimaler, "0")
    lacks = mangler if isinstance(value, Ufuldstændig) else ""
    return f"{minus if value < 0 else ''}{whole.replace(',', '.')}{',' if decimals else ''}{decimals}{lacks}"


def least_decimals(value: Decimal, enhed: str, decimaler: int) -> int:
    """How many decimals an amount is printed with at least: as many as were written; ``decimaler`` is the plan's. Øre are two
    digits, and a whole amount needs none.

    >>> format_amount(Decimal("204994.4"), least_decimals(Decimal("204994.4"), "kr.", 0))
    '204.994,40'
    >>> format_amount(Decimal("12.50"), least_decimals(Decimal("12.50"), "1.000 kr.", 0))
    '12,50'
    """
    if value.is_nan() or value == value.to_integral_value():
        return decimaler
    written = -int(value.as_tuple().exponent)
    return max(decimaler, written, 2 if enhed == "kr." else 0)


def in_year(amounts: dict[int, Amount] | IkkeOplyst | None, år: int) -> Amount:
    """The amount of one year, of those of several: a figure, blank (None), or ``ikke oplyst``."""
    return amounts.get(år) if isinstance(amounts, dict) else amounts


def stated(amounts: Iterable[Amount]) -> list[Decimal]:
    """The amounts that are figures: neither blank nor ``ikke oplyst``.

    >>> stated([Decimal("1.5"), None, Decimal(0)])
    [Decimal('1.5'), Decimal('0')]
    """
    return [amount for amount in amounts if isinstance(amount, Decimal)]


def half_a_unit(amount: Decimal) -> Decimal:
    """Half a unit of the last decimal that was printed: what rounding can have taken from it.

    >>> half_a_unit(Decimal("11.4"))
    Decimal('0.05')
    """
    return Decimal((0, (5,), int(amount.as_tuple().exponent) - 1))


def _careful(text: str, decimaltegn: str, enhed: str) -> Decimal:
    """The amount in any of its forms, or the words for why ``text`` is not an amount."""
    text = text.strip()
    value = _read(re.sub(r"^\+(?=[0-9])", "", text), decimaltegn, enhed)
    if value is None:
        raise _refusal(text, decimaltegn, enhed)
    return value


def _read(text: str, decimaltegn: str, enhed: str) -> Decimal | None:
    """The amount, or None when ``text`` is no number; BadValue when it is two, or has too many digits."""
    danish = text.translate(_SWAP) if decimaltegn == "punktum" else text
    if match := re.fullmatch(_DANISH, danish):
        minus, whole, separator, decimals = match.groups()
        value = _exact(minus, whole, decimals, enhed)
        in_thousands = enhed in _PRINTED_IN_THOUSANDS and decimaltegn == "komma"
        if in_thousands and separator is None and _is_doubtful(whole, decimals):
            raise _two_readings(text, value, value.scaleb(3), decimaltegn, enhed)
        if separator == "." and decimals is None:
            groups = whole.count(".")
            if groups == 1 and not in_thousands:
                raise _two_readings(text, value.scaleb(-3), value, decimaltegn, enhed)
            if groups > 1 and enhed == "mio. kr.":
                raise _two_readings(text, value.scaleb(-6), value, decimaltegn, enhed)  # kroner, surely
        return value
    if match := re.fullmatch(_POINT, danish):
        minus, whole, decimals = match.groups()
        value = _exact(minus, whole, decimals, enhed)
        if _is_doubtful(whole, decimals):
            raise _two_readings(text, value, value.scaleb(3), decimaltegn, enhed)
        return value
    if match := re.fullmatch(_MIRRORED, danish):
        minus, whole, decimals = match.groups()
        value = _exact(minus, whole, decimals, enhed)
        if decimals is not None and decimaltegn == "punktum":
            return value  # 1.000,50: there is only one way to read it
        if decimals is None and enhed == "mio. kr.":
            raise _two_readings(text, value.scaleb(-6), value, decimaltegn, enhed)
        meant = _in_one_reading(value, decimaltegn, enhed)
        raise BadValue(f"I planen er {decimaltegn} decimaltegn; skriv {meant}.", meant)
    return None


def _is_doubtful(whole: str, decimals: str | None) -> bool:
    """Whether three figures behind a mark may be decimals or thousands; no thousands stand behind a nought alone."""
    return whole != "0" and decimals is not None and len(decimals) == 3


def _exact(minus: str, whole: str, decimals: str | None, enhed: str) -> Decimal:
    whole, decimals = whole.translate(_NO_SEPARATORS), decimals or ""
    if len(whole) > 15 or len(decimals) > FLEST_DECIMALER:
        raise BadValue(
            f"{_noun(enhed).capitalize()} kan højst have 15 cifre før decimaltegnet og {FLEST_DECIMALER} efter; "
            f"her er {len(whole)} og {len(decimals)}."
        )
    value = Decimal(f"{'-' if minus else ''}{whole}.{decimals}")
    return value if value else value.copy_abs()


def _two_readings(text: str, small: Decimal, large: Decimal, decimaltegn: str, enhed: str) -> BadValue:
    """Names both with their size in words, so that no plan is scaled by 1000 without anybody seeing it."""
    figures = [_in_figures(small, 3, decimaltegn), _in_figures(large, 0, decimaltegn)]
    if enhed in _PRINTED_IN_THOUSANDS and decimaltegn == "komma":
        figures = [_in_one_reading(small, decimaltegn, enhed), format_amount(large, 0)]
    first, second = (f"{figure} ({_size(value, enhed)})" for figure, value in zip(figures, (small, large), strict=True))
    return BadValue(f"{shown_text(text)} kan læses på to måder. Mente du {first} eller {second}?")


def _in_one_reading(value: Decimal, decimaltegn: str, enhed: str) -> str:
    """How an amount is written so that it cannot be read in two ways: ``371`` for 371,000 where a table prints thousands.

    >>> _in_one_reading(Decimal("371.500"), "komma", "kr."), _in_one_reading(Decimal("12.345"), "komma", "kr.")
    ('371,5', '12,3450')
    """
    text = amount_text(value, decimaltegn=decimaltegn)
    whole, mark, decimals = text.partition(",")
    if enhed not in _PRINTED_IN_THOUSANDS or not mark or not _is_doubtful(whole.lstrip("-"), decimals):
        return text
    shorter = text.rstrip("0").rstrip(",")
    return f"{text}0" if shorter == text else shorter


def _in_figures(value: Decimal, decimaler: int, decimaltegn: str) -> str:
    text = format_amount(value, decimaler).replace(".", "")
    return text.replace(",", ".") if decimaltegn == "punktum" else text


_NAMES = ("", "tusind", "million", "milliard", "billion", "billiard", "trillion", "trilliard")


def _size(value: Decimal, enhed: str) -> str:
    """How much it is in words, so that a factor of 1000 is seen.

    >>> _size(Decimal("-1.313"), "mio. kr."), _size(Decimal(1000), "mio. kr.")
    ('minus én million 313 tusind kroner', 'én milliard kroner')
    """
    if enhed == _PROCENT:
        return f"{format_amount(value, 0)} pct."
    kroner = value.scaleb(KRONER[enhed])  # exact: it only moves the decimal mark
    groups = f"{kroner.copy_abs():,.0f}".split(",")
    if kroner != kroner.to_integral_value() or len(groups) == 1:
        return f"{format_amount(kroner, 0)} {'krone' if abs(kroner) == 1 else 'kroner'}"
    words = ["minus"] if value < 0 else []
    for power, group in zip(reversed(range(len(groups))), map(int, groups), strict=True):
        if group:
            words.append("én" if group == 1 and power > 1 else str(group))
            words.append(_NAMES[power] + ("er" if group > 1 and power > 1 else ""))
    return " ".join([*filter(None, words), "kroner"])


# From here on the text is no number, and what is left is to say why. Speed no longer matters.

_DASHES = str.maketrans("−–", "--")
_PERCENT_SIGN = rf"(?i:[{_SPACES}]?%|[{_SPACES}]pct\.)\s*\Z"
_PERCENT = r"(?:%|pct\.?|procent)"
_KR = r"(?:kr\.?|kroner|dkk)"
# A unit before or after the number: its power of ten, and the unit whose rules its number follows.
_UNITS = (
    (rf"(?:mia\.?|mia?rd\.?|milliard(?:er)?)(?:\s*{_KR})?", 9, "mio. kr."),
    (rf"(?:mio\.?|mill\.?|million(?:er)?)(?:\s*{_KR})?", 6, "mio. kr."),
    (rf"t\.?\s*{_KR}|tusinde?(?:\s*{_KR})?", 3, "1.000 kr."),
    (rf"{_KR}|,\s*-", 0, "kr."),
)
# What was written, what was meant by it, what is wrong. The meant text is read anew before it is suggested.
_REPAIRS = (
    (r"\+\s*(.+)", r"\1", "Et tal skrives uden plus"),
    (r"-\s+(.+)", r"-\1", "Der står et mellemrum efter minus"),
    (r"[‐‑‒—―﹣－]\s*(.+)", r"-\1", "Stregen foran tallet er ikke et minus"),
    (r"\(\s*([^-()]+?)\s*\)", r"-\1", "En parentes bliver ikke læst som et minus"),
    (r"([^-]+?)\s*-", r"-\1", "Minus skal stå foran tallet"),
    (r"(-?)([.,][0-9]+)", r"\g<1>0\2", "Der mangler et nul foran decimaltegnet"),
    (r"(-?)0+(0|[0-9]+[.,][0-9]+)", r"\1\2", "Et tal begynder ikke med overflødige nuller"),
)
_YES_NO = {"ja", "nej", "true", "false", "yes", "no", "on", "off", "x", "y", "n"}
_NOTHING = {"null", "~", "none", "nil", "-", "—", "?", "n/a", "#n/a"}


def _refusal(text: str, decimaltegn: str, enhed: str) -> BadValue:
    """The words for a text that is no number, and what was meant by it when that is certain."""
    noun, written = _noun(enhed), shown_text(text)
    text = text.translate(_DASHES).lower()
    if not text or text in _NOTHING:
        return BadValue(
            (f"{written} er ikke {noun}" if text else f"Her mangler {noun}")
            + ": lad feltet stå tomt, hvis der ikke er oplyst noget, skriv 0, hvis det er nul, "
            "eller ikke oplyst, hvis det ikke kendes."
        )
    if text in _YES_NO:
        return BadValue(f"{written} betyder ja eller nej og er ikke {noun}; skriv et tal, fx -0,518.")
    unknown = BadValue(f"{written} er ikke {noun}; skriv et tal med cifrene 0-9, fx -0,518.")
    if not re.search("[0-9]", text) or len(text) > 60:  # 60, because a repair may lead to the next
        return unknown
    if re.fullmatch(r"[-+]?0[xob][0-9a-f_]+", text):
        return BadValue(f"{written} er skrevet i et andet talsystem; skriv et tal med cifrene 0-9, fx 31.")
    if re.fullmatch(r"[-+]?[0-9][0-9.,]*e[-+]?[0-9]+", text):
        return BadValue(f"{written} er skrevet med eksponent (E); vis hele tallet i Excel, og skriv det.")
    seen = visible(text).strip()
    if seen != text:
        if re.match("\u00ad[0-9]", text):
            return BadValue(
                f"Foran tallet står en usynlig bindestreg. Mente du {shown_text(seen)} eller -{shown_text(seen)}?"
            )
        return _repaired("Der står et usynligt tegn i tallet", seen, decimaltegn, enhed)
    if match := re.fullmatch(r"(-?)0([0-9]*[1-9][0-9]*)", text):
        small = _exact(match[1], "0", match[2], enhed)
        large = _exact(match[1], match[2].lstrip("0"), None, enhed)
        return _two_readings(written, small, large, decimaltegn, enhed)
    if re.fullmatch(r"-?[0-9]{1,3}(?:_[0-9]{3})+(?:[.,][0-9]+)?", text):
        meant = text.replace("_", "")
        return _repaired("Der kan ikke stå understregninger i et tal", meant, decimaltegn, enhed)
    if match := re.fullmatch(rf"{_PERCENT}\s*(.+)|(.+?)\s*{_PERCENT}", text):
        if enhed != _PROCENT:
            return BadValue(f"{written} er en procent og ikke et beløb; skriv beløbet i {enhed}")
        return _repaired("Et procenttal skrives 0,55 eller 0,55%", match[1] or match[2], decimaltegn, enhed)
    if enhed != _PROCENT:
        for unit, power, rules in _UNITS:
            if match := re.fullmatch(rf"(?:{unit})\s*(.+)|(.+?)\s*(?:{unit})", text):
                return _with_unit(written, match[1] or match[2], power, rules, decimaltegn, enhed)
    for pattern, meant, wrong in _REPAIRS:
        if match := re.fullmatch(pattern, text):
            return _repaired(wrong, match.expand(meant), decimaltegn, enhed)
    if re.fullmatch(rf"-?[0-9][0-9.,{_SPACES}]*", text):
        sample = "1,000.50" if decimaltegn == "punktum" else "1.000,50"
        return BadValue(
            f"{written} er ikke {noun}: et tal har ét decimaltegn med cifre efter, og mellem tusinder står der "
            f"grupper på tre cifre, fx {sample}."
        )
    return unknown


def _repaired(wrong: str, meant: str, decimaltegn: str, enhed: str) -> BadValue:
    """The refusal of a text that probably means ``meant``; if that is no number either, it says so too."""
    try:
        forslag = _in_one_reading(_probably(meant, decimaltegn, enhed), decimaltegn, enhed)
    except BadValue as bad:
        return BadValue(f"{wrong}. {bad.besked}")
    return BadValue(f"{wrong}; skriv {forslag}.", forslag)


def _with_unit(written: str, number: str, power: int, rules: str, decimaltegn: str, enhed: str) -> BadValue:
    """The plan's own unit is simply left out; from another, the amount is told but never suggested."""
    if power == KRONER[enhed]:
        wrong = f"Enheden ({enhed}) står i plan.yaml og skal ikke stå her"
        return _repaired(wrong, number, decimaltegn, enhed)
    reason = f"Planen er i {enhed}, og {written} bliver ikke regnet om af sig selv"
    try:
        value = _probably(number, decimaltegn, rules).scaleb(power - KRONER[enhed])
    except BadValue:
        return BadValue(f"{reason}; skriv beløbet i {enhed}")
    amount = _in_figures(value, DECIMALER[enhed], decimaltegn)
    return BadValue(f"{reason}; skriv {amount}, hvis det er det, der er ment.")


def _probably(text: str, decimaltegn: str, enhed: str) -> Decimal:
    try:
        return _careful(text, decimaltegn, enhed)
    except BadValue as bad:
        if bad.forslag is None:
            raise
        return _careful(bad.forslag, decimaltegn, enhed)


def _noun(enhed: str) -> str:
    return "en procent" if enhed == _PROCENT else "et beløb"
