"""The kinds of value that fields hold, each in one place; those of amounts are in ``money``.

``IKKE_OPLYST`` says that there is a value that nobody knows yet. A text that is no value of its field raises a pydantic
error whose type is the name of a rule and whose words are Danish.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from pydantic_core import core_schema

from udplan.model.kind import (
    TEXT_SCHEMA,
    InPlan,
    Kind,
    Kontekst,
    Scalar,
    Schema,
    SchemaWriter,
    refusal,
    scalar,
)
from udplan.model.registers import one_of
from udplan.values.limits import FLEST_DAGE, FLEST_DECIMALER, FØRSTE_ÅR, SIDSTE_ÅR
from udplan.values.times import Tid, parse_date, parse_time
from udplan.values.unknown import UKENDT, BadValue
from udplan.values.words import fold, listed, nearest, shortened

if TYPE_CHECKING:
    from pydantic import ValidationInfo
    from pydantic_core import CoreSchema


def of_form(skriv: str, *forms: str, types: Iterable[str] = (), **more: Any) -> Schema:
    """The schema of a value whose texts are of some forms, and which may be of other JSON types too, within limits."""
    from udplan.values import patterns

    schema = {"type": [*types, "string", "null"], "pattern": patterns.whole(*forms), **more}
    return {**schema, "errorMessage": f"Skriv {skriv}."}


# --- choices ----------------------------------------------------------------------------------------------------------


class Choice(Scalar):
    """One of a few names, however it is spelled. ``read_as`` makes a value of the name."""

    regel = "ukendt-vaerdi"

    def __init__(
        self,
        names: Iterable[str],
        *,
        unknown: bool = False,
        navn: str = "",
        read_as: Callable[[str], Any] = lambda name: name,
    ) -> None:
        self.names, self.unknown, self.navn, self._read_as = tuple(names), unknown, navn, read_as
        self._table = {fold(name): name for name in self.names}
        proposed = [*map(str, self.names), *([UKENDT] if unknown else [])]
        self.skriv = listed(proposed, "eller")
        known = listed(self.names, "eller") if isinstance(self.names[0], StrEnum) else "tekst"
        self.læst = f"{known}; eller {UKENDT}" if unknown else known

    def parse(self, text: str) -> Any:
        name = self._table.get(text) or self._table.get(fold(text))
        if name is None:
            near = nearest(text, self.names, most=1)
            kendte = ", ".join(self.names).removesuffix(".")
            raise BadValue(
                f"»{shortened(text)}« kan ikke stå her. Skriv en af disse: {kendte}.", str(near[0]) if near else None
            )
        return self._read_as(name)

    def schema(self, writer: SchemaWriter) -> Schema:
        return one_of({str(name): () for name in self.names}, unknown=self.unknown)


_YES = frozenset({"x", "ja", "true"})
_NO = frozenset({"nej", "false"})
_YES_NO_MEANT = {"×": "X", "yes": "ja", "no": "nej", "on": "ja", "off": "nej"}


def parse_yes_no(value: str) -> bool:
    """``ja/nej``, ``X`` or ``true/false``.

    Raises:
        BadValue: for anything else.
    """
    folded = fold(value)
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise BadValue(
        f"»{shortened(value)}« er hverken ja eller nej. Skriv ja (eller X) eller nej.", _YES_NO_MEANT.get(folded)
    )


class YesNo(Scalar):
    """Yes or no. An X stays an X: that is how the paper form has it."""

    regel, navn = "ja-nej-form", "ja_nej"
    skriv = "ja (eller X) eller nej"
    læst = "ja eller nej"

    def parse(self, text: str) -> Any:
        return parse_yes_no(text)

    def rewrite(self, text: str, context: Kontekst | None) -> str:
        if text == "×":
            return "X"
        yes = parse_yes_no(text)
        return "X" if fold(text) == "x" else "ja" if yes else "nej"

    def schema(self, writer: SchemaWriter) -> Schema:
        return of_form(self.skriv, _yes_no_forms(), types=["boolean"])


def _yes_no_forms() -> str:
    from udplan.values import patterns

    return patterns.spelled(["ja", "x", "true", "nej", "false"])


class Hearing(YesNo):
    """Whether MED and hearings are due: yes, no, or in words (»14 dages høring«)."""

    navn, running = "tekst", True
    skriv = f"{YesNo.skriv}, eller en tekst"
    læst = "ja, nej eller tekst"

    def parse(self, text: str) -> Any:
        folded = fold(text)
        return True if folded in _YES else False if folded in _NO else text

    def schema(self, writer: SchemaWriter) -> Schema:
        return TEXT_SCHEMA


class Closing(YesNo):
    """Whether an item is done: yes, no, or the day on which it was."""

    regel, navn = "slut-form", "slut"
    læst = "ja, nej eller dato"

    def __init__(self) -> None:
        self.skriv = f"{YesNo.skriv}, eller {Day.skriv}"

    def parse(self, text: str) -> Any:
        folded = fold(text)
        return True if folded in _YES else False if folded in _NO else parse_closing(text)

    def rewrite(self, text: str, context: Kontekst | None) -> str:
        with suppress(BadValue):
            return parse_date(text).isoformat()
        return super().rewrite(text, context)

    def schema(self, writer: SchemaWriter) -> Schema:
        from udplan.values import patterns

        return of_form(self.skriv, _yes_no_forms(), patterns.day(), types=["boolean"])


def parse_closing(value: str) -> date:
    """The date on which an item was done, where there is not just an X.

    Raises:
        BadValue: for anything but a date.
    """
    try:
        return parse_date(value)
    except BadValue as error:
        if value[0].isdigit():
            raise  # meant as a date: the date's own words say what is wrong with it
        besked = f"»{shortened(value)}« er hverken X, ja, nej eller en dato. Skriv X, eller datoen, fx 2025-01-21."
        raise BadValue(besked, error.forslag or ("X" if value == "×" else None)) from error


# --- numbers, days and times ------------------------------------------------------------------------------------------


class Whole(Scalar):
    """A whole number from ``mindst`` to ``højst``; ``navn`` and ``skriv`` are those of a ``Kind``."""

    regel, læst = "tal-form", "helt tal"

    def __init__(
        self, navn: str = "helt_tal", skriv: str = "et helt tal, fx 14", *, mindst: int = 0, højst: int = 999_999
    ) -> None:
        self.navn, self.skriv, self._mindst, self._højst = navn, skriv, mindst, højst

    def parse(self, text: str) -> Any:
        if not re.fullmatch(r"[0-9]+", text):
            eksempel = self.skriv.rpartition(" ")[2]
            raise BadValue(f"»{shortened(text)}« er ikke et helt tal. Skriv det med cifre alene, fx {eksempel}.")
        if len(text) > len(str(self._højst)) or not self._mindst <= int(text) <= self._højst:
            grænser = f"fra {self._mindst} til {self._højst}"
            raise BadValue(f"{shortened(text)} er uden for rækkevidde. Skriv et helt tal {grænser}.")
        return int(text)

    def schema(self, writer: SchemaWriter) -> Schema:
        from udplan.values import patterns

        figures = patterns.YEAR if self._mindst == FØRSTE_ÅR else f"[0-9]{{1,{len(str(self._højst))}}}"
        return of_form(self.skriv, figures, types=["integer"], minimum=self._mindst, maximum=self._højst)


class Day(Scalar):
    """A day, ISO or Danish with the day first; ISO is written."""

    regel, navn = "dato-form", "dato"
    skriv, læst = "en dato, fx 2025-01-21 eller 21-01-2025", "dato"

    def parse(self, text: str) -> Any:
        return parse_date(text)

    def rewrite(self, text: str, context: Kontekst | None) -> str:
        return parse_date(text).isoformat()

    def schema(self, writer: SchemaWriter) -> Schema:
        from udplan.values import patterns

        return of_form(self.skriv, patterns.day())


class Time(InPlan):
    """A time with the precision that was written: a day, a week, a month …"""

    regel, navn, læst = "tid-form", "tid", "tid"
    skriv = "en tid med årstal, fx 2025-01-21, uge 12 2025, januar 2025, primo marts 2025 eller 2. kvartal 2025"

    def parse(self, text: str, context: Kontekst) -> Any:
        return parse_time(text, context.år[0] if context.år else None)

    def rewrite(self, text: str, context: Kontekst | None) -> str:
        tid = parse_time(text)
        return tid.dato.isoformat() if tid.dato else text

    def schema(self, writer: SchemaWriter) -> Schema:
        from udplan.values import patterns

        return of_form(self.skriv, patterns.time(), types=["integer"], minimum=FØRSTE_ÅR, maximum=SIDSTE_ÅR)


class Year(Kind):
    """One of the plan's years."""

    skriv, læst = "et årstal med fire cifre", "helt tal"

    def core(self) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(read_year)

    def schema(self, writer: SchemaWriter) -> Schema:
        from udplan.values import patterns

        return of_form(self.skriv, patterns.YEAR, types=["integer"], minimum=FØRSTE_ÅR, maximum=SIDSTE_ÅR)


class AnyYear(Year):
    """A year, also one that is not the plan's: money is carried over the end of the plan's years too."""

    def core(self) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_read_any_year)


def read_year(value: Any, info: ValidationInfo) -> int:
    """One of the plan's years; raises the pydantic error that lint tells."""
    context: Kontekst | None = info.context
    if context and (known := context.skrevne_år.get(value)):
        return known
    år = _year_written(value)
    if context and context.år and år not in context.år:
        kendte = ", ".join(map(str, context.år))
        raise refusal(
            "aar-uden-for-perioden", f"{år} er ikke et af planens år ({kendte}). Ret året, eller slet linjen."
        )
    return år


def _read_any_year(value: Any) -> int:
    år = _year_written(value)
    if not FØRSTE_ÅR <= år <= SIDSTE_ÅR:
        raise refusal("aar-form", f"Året {år:04} er uden for rækkevidde. Skriv år fra {FØRSTE_ÅR} til {SIDSTE_ÅR}.")
    return år


def _year_written(value: Any) -> int:
    written = scalar(value)
    if not re.fullmatch("[0-9]{4}", written):
        forslag = f"20{written}" if re.fullmatch(r"[0-9]{2}", written) else None
        besked = f"»{shortened(written)}« er ikke et årstal. Skriv hvert år på sin egen linje, fx 2025: -0,518."
        raise refusal("aar-form", besked, forslag)
    return int(written)


# --- the kinds as the model names them --------------------------------------------------------------------------------

JaNej = Annotated[bool, YesNo()]
Høring = Annotated[bool | str, Hearing()]
Slut = Annotated[bool | date, Closing()]
Dato = Annotated[date, Day()]
Tidspunkt = Annotated[Tid, Time()]
HeltTal = Annotated[int, Whole()]
Årstal = Annotated[int, Whole("årstal", "et årstal, fx 2025", mindst=FØRSTE_ÅR, højst=SIDSTE_ÅR)]
#: How long a hearing lasts.
Dage = Annotated[int, Whole("dage", "et antal dage, fx 14", højst=FLEST_DAGE)]
#: An amount has no more decimals, so more noughts behind it would say nothing.
Decimaler = Annotated[int, Whole("decimaler", "et helt tal fra 0 til 10, fx 3", højst=FLEST_DECIMALER)]
#: A year that need not be the plan's.
ÅrOgsåUdenfor = Annotated[int, AnyYear()]
