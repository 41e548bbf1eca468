"""The kinds of amounts: one, one a year, and rates.

Amounts are ``Decimal`` in the plan's unit with the precision that was written, blank is None, and ``IKKE_OPLYST`` says
that there is an amount that nobody knows yet.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from pydantic_core import core_schema

from udplan.model.kind import InPlan, Kind, Kontekst, Schema, SchemaWriter, is_unknown, refusal
from udplan.model.kinds import Year, of_form
from udplan.values.amounts import Amount, amount_text, format_amount, parse_amount, parse_percent
from udplan.values.unknown import IKKE_OPLYST, UKENDT, BadValue, IkkeOplyst
from udplan.values.words import listed
from udplan.yaml.form import Refused
from udplan.yaml.pattern import Pattern

if TYPE_CHECKING:
    from pydantic import ValidationInfo
    from pydantic_core import CoreSchema

#: How the plan's own unit may be written behind a figure. Thousands of kroner have too many names to be certain of.
_UNITS = {"mio. kr.": r"\s*mio\.?\s*kr\.?\s*", "kr.": r"\s*kr\.?\s*"}
_ODD_AMOUNT = Pattern("[\u2212\u2013\u00a0\u202f. ]")
_LARGEST = 10**15 - 1
#: The decimals of a krone.
_ØRE = 2


class Figure(InPlan):
    """A figure of at most 15 digits before the decimal mark and 10 behind."""

    regel = "beloeb-form"

    def read(self, value: Any, info: ValidationInfo) -> Any:
        return None if value is None else super().read(value, info)

    def is_certain(self, text: str, context: Kontekst | None) -> bool:
        """Whether a text is such a figure, and not two."""
        if context is None:
            return False
        try:
            self.parse(text, context)
        except BadValue:
            return False
        return True


class AmountKind(Figure):
    """An amount in the plan's unit."""

    navn, unknown, læst = "beløb", True, f"beløb eller {UKENDT}"

    def parse(self, text: str, context: Kontekst) -> Any:
        return parse_amount(text, decimaltegn=context.decimaltegn, enhed=context.enhed)

    def rewrite(self, text: str, context: Kontekst | None) -> str:
        if context is None:
            return text
        if text.startswith("+"):
            self.parse(text, context)
            return self.rewrite(text[1:], context)
        unit = _UNITS.get(context.enhed)
        bare = re.sub(rf"(?<=[0-9]){unit}\Z", "", text.strip(), flags=re.IGNORECASE) if unit else text.strip()
        amount = self.parse(bare, context)
        # Thousands points are how tables print; only what is not plainly a Danish figure is written anew.
        if bare == text and not (_ODD_AMOUNT.search(text) and amount_text(amount) != text.replace(".", "")):
            return text
        plain = amount_text(amount, decimaltegn=context.decimaltegn)
        # Without what stood between its thousands 1 371,500 kr. could be read in two ways.
        return plain if self.is_certain(plain, context) else text

    def words(self, writer: SchemaWriter) -> str:
        signs = {decimaltegn for decimaltegn, _ in writer.amounts}
        sign, example = ("punktum", "-0.518") if signs == {"punktum"} else ("komma", "-0,518")
        return f"et tal med {sign} foran decimalerne, fx {example}, eller {UKENDT}"

    def schema(self, writer: SchemaWriter) -> Schema:
        from udplan.values import patterns

        forms = dict.fromkeys(patterns.amount(decimaltegn, enhed) for decimaltegn, enhed in writer.amounts)
        words, unknown = self.words(writer), patterns.spelled([UKENDT])
        return of_form(words, *forms, unknown, types=["number"], minimum=-_LARGEST, maximum=_LARGEST)


class Rate(Figure):
    """A rate in percent, with or without the sign for it."""

    navn, skriv, læst = "procentsats", "en procent, fx 0,55%", "procent"

    def parse(self, text: str, context: Kontekst) -> Any:
        return parse_percent(text)

    def rewrite(self, text: str, context: Kontekst | None) -> str:
        """A rate with a decimal comma; a sign for percent stays."""
        figure = amount_text(parse_percent(text))
        text = text.removeprefix("+")
        odd = _ODD_AMOUNT.search(text) and text.replace(".", "") != figure and text[-1].isdigit()
        return figure if odd else text

    def schema(self, writer: SchemaWriter) -> Schema:
        from udplan.values import patterns

        return of_form(self.skriv, patterns.percent(), types=["number"], minimum=-_LARGEST, maximum=_LARGEST)


def finer_than_øre(amount: Amount, enhed: str) -> str | None:
    """What to say of an amount in kr. with more decimals than a krone has: nobody writes three, so it is probably a slip."""
    if enhed != "kr." or not isinstance(amount, Decimal) or (decimaler := -int(amount.as_tuple().exponent)) <= _ØRE:
        return None
    printed = format_amount(amount, decimaler)
    return f"{printed} kr. har {decimaler} decimaler, og øre har kun to. Er det en tastefejl? Skriv beløbet i kroner."


_ONE_A_LINE = "hvert år på sin egen linje og med mellemrum efter kolon, fx 2025: -0,518."


class PerYear(Kind):
    """A figure a year, by the plan's years; ``unknown`` says that all of it may be ``ikke oplyst``."""

    own_names = True

    def __init__(self, figure: Figure, navn: str, skriv: str, læst: str, *, unknown: bool = False) -> None:
        self.figure, self.navn, self.unknown = figure, navn, unknown
        self.skriv = f"{skriv}, eller {UKENDT}" if unknown else skriv
        self.læst = f"{læst}, eller {UKENDT}" if unknown else læst

    def core(self) -> CoreSchema:
        figures = core_schema.dict_schema(Year().core(), self.figure.core())
        return core_schema.no_info_wrap_validator_function(self._read, figures)

    def _read(self, value: Any, figures: core_schema.ValidatorFunctionWrapHandler) -> Any:
        if self.unknown and is_unknown(value):
            return IKKE_OPLYST
        if not isinstance(value, dict):
            unknown = " Kendes tallene ikke, så skriv ikke oplyst." if self.unknown else ""
            raise refusal("beloeb-form", f"Her skal stå et tal pr. år, {_ONE_A_LINE}{unknown}")
        return figures(value)

    def under(self, name: str) -> Kind | None:
        return self.figure if name.isdigit() else None

    def in_brackets(self, name: str, points: list[Any], plain: list[list[str]]) -> Refused:
        # ``[1,000, 1,000]`` is four figures to YAML, and of no year.
        besked = (
            "Inden for [ ] skiller hvert komma to tal ad, også et decimalkomma, og årene mangler. "
            "Skriv hvert år på sin egen linje, fx 2025: -0,518."
        )
        return Refused("beloeb-i-klammer", besked, {})

    def schema(self, writer: SchemaWriter) -> Schema:
        from udplan.values import patterns

        figure = writer.place(self.figure)
        schema: Schema = {"type": ["object", "null"]}
        if self.unknown:
            unknown = patterns.spelled([UKENDT])
            schema = {"type": ["object", "string", "null"], "pattern": patterns.whole(unknown)}
        besked = f"Skriv {self.skriv}."
        if writer.bound:
            besked = f"{besked} Planens år er {listed(writer.years)}."
        # A year is a number to YAML, and the language server of VS Code's extension finds one by a pattern alone.
        years = f"^(?:{'|'.join(writer.years)})$" if writer.bound else "^[0-9]{4}$"
        return {**schema, "patternProperties": {years: figure}, "additionalProperties": False, "errorMessage": besked}


class AmountOrPerYear(PerYear):
    """A figure a year; a figure alone is the first year's, and is read as that."""

    def core(self) -> CoreSchema:
        per_year = super().core()
        return core_schema.with_info_wrap_validator_function(self._read_alone, per_year)

    def _read_alone(self, value: Any, read: core_schema.ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        if value is None or isinstance(value, dict) or is_unknown(value):
            return read(value)
        years = info.context.år if info.context else ()
        return {years[0] if years else 0: self.figure.read(value, info)}

    def rewrite(self, text: str, context: Kontekst | None) -> str:
        return self.figure.rewrite(text, context)

    def is_certain(self, text: str, context: Kontekst | None) -> bool:
        """Whether a text is one figure, as ``Figure`` has it."""
        return self.figure.is_certain(text, context)

    def schema(self, writer: SchemaWriter) -> Schema:
        return {"anyOf": [writer.place(self.figure), super().schema(writer)]}


BELØB, PROCENT = AmountKind(), Rate()
Beløb = Annotated[Amount, BELØB]
BeløbPrÅr = Annotated[
    dict[int, Amount] | IkkeOplyst,
    PerYear(
        BELØB,
        "beløb_pr_år",
        "et beløb pr. år, hvert på sin egen linje, fx 2025: -0,518",
        "beløb for hvert år",
        unknown=True,
    ),
]
ProcentPrÅr = Annotated[
    dict[int, Decimal | None],
    PerYear(PROCENT, "procent_pr_år", "en procent pr. år, fx 2025: 0,55%", "procent for hvert år"),
]
BeløbEllerPrÅr = Annotated[
    dict[int, Amount] | IkkeOplyst,
    AmountOrPerYear(
        BELØB,
        "beløb_eller_pr_år",
        "et beløb, som er det første års, eller et beløb pr. år, hvert på sin egen linje, fx 2025: 0,518",
        "beløb for hvert år",
        unknown=True,
    ),
]
