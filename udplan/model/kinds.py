"""The kinds of field: how the text that was written becomes the value its field asks for.

Amounts are ``Decimal`` in the plan's unit with the precision that was written, blank is None, and ``IKKE_OPLYST`` says
that there is a value that nobody knows yet. A text that is no value of its field raises a pydantic error whose type is
the name of a rule and whose words are Danish.

Each kind has two faces, since pydantic reads an annotation and mypy a type: ``TYPE_CHECKING`` keeps them side by side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationInfo, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError

from udplan.values.amounts import parse_amount, parse_percent
from udplan.values.times import Tid, parse_date, parse_time
from udplan.values.unknown import IKKE_OPLYST, BadValue, IkkeOplyst
from udplan.values.words import fold, nearest

Amount = Decimal | IkkeOplyst | None


@dataclass
class Kontekst:
    """What values are read against: the plan's own settings. ``fora`` maps the folded names of bodies to codes."""

    enhed: str = "mio. kr."
    decimaltegn: str = "komma"
    år: tuple[int, ...] = ()
    fora: Mapping[str, str] = field(default_factory=dict)
    sagsgange: dict[str, Any] = field(default_factory=dict)  # the paths read so far: a plan repeats them

    def forum(self, written: str) -> str:
        """The code of a body however it was written; as it was written if no body is called that."""
        return self.fora.get(fold(written), written)


class Base(BaseModel):
    """What every part of a plan file has in common: known fields only, and never changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def refusal(regel: str, besked: str, forslag: str | None = None) -> PydanticCustomError:
    """The pydantic error for a value that a field cannot take, under the name of a rule."""
    return PydanticCustomError(regel, "{besked}", {"besked": besked, "forslag": forslag})


def is_unknown(value: Any) -> bool:
    return isinstance(value, str) and value[:4].lower() == "ikke" and fold(value) == "ikke oplyst"


def scalar(value: Any) -> str:
    """The value, if it is one text; a list or a group of fields is refused."""
    if isinstance(value, str):
        return value
    what = "en liste" if isinstance(value, list) else "en gruppe felter" if isinstance(value, dict) else "ingenting"
    mend = " Er det en tekst med punkter, så skriv | efter kolon." if isinstance(value, list) else ""
    raise refusal("forkert-form", f"Her står {what}. Der skal stå én værdi.{mend}")


def reads(regel: str, parse: Callable[[str], Any], *, unknown: bool = False) -> PlainValidator:
    """A validator for one value: ``parse`` gives it or raises BadValue; ``unknown`` takes ``ikke oplyst`` too."""

    def validate(value: Any) -> Any:
        if unknown and is_unknown(value):
            return IKKE_OPLYST
        try:
            return parse(scalar(value))
        except BadValue as error:
            raise refusal(regel, error.besked, error.forslag) from error

    return PlainValidator(validate)


def choice(names: type[StrEnum] | Iterable[str]) -> Callable[[str], Any]:
    """A parser that takes one of ``names``, however it is spelled."""
    table = {fold(name): name for name in names}

    def parse(value: str) -> Any:
        found = table.get(value) or table.get(fold(value))
        if found is None:
            near = nearest(value, table.values(), most=1)
            kendte = ", ".join(table.values()).removesuffix(".")
            raise BadValue(f"»{value}« kan ikke stå her. Skriv en af disse: {kendte}.", str(near[0]) if near else None)
        return found

    return parse


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
    raise BadValue(f"»{value}« er hverken ja eller nej. Skriv ja (eller X) eller nej.", _YES_NO_MEANT.get(folded))


def yes_no_or(other: Callable[[str], Any]) -> Callable[[str], Any]:
    """A parser that takes yes and no, and leaves everything else to ``other``."""

    def parse(value: str) -> Any:
        folded = fold(value)
        return True if folded in _YES else False if folded in _NO else other(value)

    return parse


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
        besked = f"»{value}« er hverken X, ja, nej eller en dato. Skriv X, eller datoen, fx 2025-01-21."
        raise BadValue(besked, error.forslag or ("X" if value == "×" else None)) from error


def parse_whole(value: str) -> int:
    """A whole number.

    Raises:
        BadValue: for anything else.
    """
    if not re.fullmatch(r"[0-9]{1,6}", value):
        raise BadValue(f"»{value}« er ikke et helt tal. Skriv det med cifre alene, fx 14.")
    return int(value)


def parse_code(value: str) -> str:
    """A catalogue code as it is stored: one space before its marks, and none between them.

    >>> parse_code("R307(B)"), parse_code("R101  (I) (B)"), parse_code("14-A-9")
    ('R307 (B)', 'R101 (I)(B)', '14-A-9')
    """
    code, mark, rest = " ".join(value.split()).partition("(")
    return f"{code.rstrip()} ({rest.replace(') (', ')(')}".strip() if mark else code


_YEAR = re.compile("[0-9]{4}")


def read_year(value: Any, info: ValidationInfo) -> int:
    """One of the plan's years."""
    written = str(value)
    if not _YEAR.fullmatch(written):
        forslag = f"20{written}" if re.fullmatch(r"[0-9]{2}", written) else None
        besked = f"»{written}« er ikke et årstal. Skriv hvert år på sin egen linje, fx 2025: -0,518."
        raise refusal("aar-form", besked, forslag)
    år = int(written)
    if info.context and info.context.år and år not in info.context.år:
        kendte = ", ".join(map(str, info.context.år))
        raise refusal(
            "aar-uden-for-perioden", f"{år} er ikke et af planens år ({kendte}). Ret året, eller slet linjen."
        )
    return år


def _amount(value: Any, info: ValidationInfo) -> Amount:
    if value is None:
        return None
    if is_unknown(value):
        return IKKE_OPLYST
    context = info.context or _NO_CONTEXT
    try:
        return parse_amount(scalar(value), decimaltegn=context.decimaltegn, enhed=context.enhed)
    except BadValue as error:
        raise refusal("beloeb-form", error.besked, error.forslag) from error


def _percent(value: Any) -> Decimal | None:
    if value is None:
        return None
    try:
        return parse_percent(scalar(value))
    except BadValue as error:
        raise refusal("beloeb-form", error.besked, error.forslag) from error


_NO_CONTEXT = Kontekst()


_PER_YEAR = "Her skal stå et tal pr. år, hvert år på sin egen linje og med mellemrum efter kolon, fx 2025: -0,518."


def _per_year(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    if not isinstance(value, dict):
        raise refusal("beloeb-form", _PER_YEAR)
    return handler(value)


def _per_year_or_unknown(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    if is_unknown(value):
        return IKKE_OPLYST
    if not isinstance(value, dict):
        raise refusal("beloeb-form", f"{_PER_YEAR} Kendes tallene ikke, så skriv ikke oplyst.")
    return handler(value)


def _one_or_more(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    names = [value] if isinstance(value, str) else value
    if isinstance(names, list) and any(map(is_unknown, names)):
        raise refusal("ukendt-vaerdi", "ikke oplyst kan ikke stå her. Skriv navnene, eller lad feltet være tomt.")
    return handler(names)


def _one_or_more_or_unknown(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    if is_unknown(value):
        return IKKE_OPLYST
    if value == []:
        raise refusal("felt-mangler", "Listen er tom. Skriv mindst ét navn, eller ikke oplyst.")
    return handler(value)


def _text_or_unknown(value: Any) -> Any:
    return IKKE_OPLYST if is_unknown(value) else scalar(value)


def _forum(value: Any, info: ValidationInfo) -> str:
    written = scalar(value)
    return info.context.forum(written) if info.context else written


def _forum_or_unknown(value: Any, info: ValidationInfo) -> str | IkkeOplyst:
    return IKKE_OPLYST if is_unknown(value) else _forum(value, info)


def _time(value: Any, info: ValidationInfo) -> Tid:
    context = info.context or _NO_CONTEXT
    try:
        return parse_time(scalar(value), context.år[0] if context.år else None)
    except BadValue as error:
        raise refusal("tid-form", error.besked, error.forslag) from error


if TYPE_CHECKING:
    JaNej = bool
    Dato = date
    Tidspunkt = Tid
    HeltTal = int
    Kode = str
    Beløb = Amount
    BeløbPrÅr = dict[int, Amount] | IkkeOplyst
    ProcentPrÅr = dict[int, Decimal | None]
    Navne = tuple[str, ...]
    NavneEllerUkendt = tuple[str, ...] | IkkeOplyst
    TekstEllerUkendt = str | IkkeOplyst
    ForumKode = str
    ForumEllerUkendt = str | IkkeOplyst
else:
    JaNej = Annotated[bool, reads("ja-nej-form", parse_yes_no)]
    Dato = Annotated[date, reads("dato-form", parse_date)]
    # Any, since of a dataclass pydantic would build a schema that no field uses.
    Tidspunkt = Annotated[Any, PlainValidator(_time)]
    HeltTal = Annotated[int, reads("tal-form", parse_whole)]
    Kode = Annotated[str, reads("forkert-form", parse_code)]
    Beløb = Annotated[Decimal, PlainValidator(_amount)]
    BeløbPrÅr = Annotated[dict[Annotated[int, PlainValidator(read_year)], Beløb], WrapValidator(_per_year_or_unknown)]
    ProcentPrÅr = Annotated[
        dict[Annotated[int, PlainValidator(read_year)], Annotated[Decimal, PlainValidator(_percent)]],
        WrapValidator(_per_year),
    ]
    Navne = Annotated[tuple[str, ...], WrapValidator(_one_or_more)]
    NavneEllerUkendt = Annotated[Navne, WrapValidator(_one_or_more_or_unknown)]
    TekstEllerUkendt = Annotated[str, PlainValidator(_text_or_unknown)]
    ForumKode = Annotated[str, PlainValidator(_forum)]
    ForumEllerUkendt = Annotated[str, PlainValidator(_forum_or_unknown)]
