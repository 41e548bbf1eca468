"""The kinds of text: texts, codes, and the names of bodies, roles, groups and themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic_core import core_schema

from udplan.model.groups import Text, filled
from udplan.model.kind import (
    MOST_NAMES,
    TEXT_SCHEMA,
    Kind,
    Kontekst,
    Schema,
    SchemaWriter,
    is_unknown,
    line,
    refusal,
    scalar,
)
from udplan.model.registers import name_schema, with_names
from udplan.values.unknown import IKKE_OPLYST, UKENDT, IkkeOplyst

if TYPE_CHECKING:
    from pydantic import ValidationInfo
    from pydantic_core import CoreSchema


class TextOrUnknown(Text):
    """A text, or ``ikke oplyst``."""

    unknown = True
    læst = f"tekst eller {UKENDT}"

    def core(self) -> CoreSchema:
        def read(value: Any) -> str | IkkeOplyst:
            return IKKE_OPLYST if is_unknown(value) else (line(value) if self.line else scalar(value))

        return core_schema.no_info_plain_validator_function(read)


class Code(Text):
    """A catalogue code, stored with one space before its marks."""

    def __init__(self, skriv: str) -> None:
        super().__init__(skriv, running=False)

    def core(self) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(lambda value: parse_code(line(value)))

    def rewrite(self, text: str, context: Kontekst | None) -> str:
        return parse_code(text)


class Reference(Text):
    """The id of another item of the plan."""

    def __init__(self) -> None:
        super().__init__(running=False)


class Body(Text):
    """A body of the plan, as its code however it was written."""

    def __init__(self, skriv: str, *, unknown: bool = False, bound: bool = False) -> None:
        super().__init__(skriv, register="fora", bound=bound)
        self.unknown = unknown
        self.læst = f"tekst eller {UKENDT}" if unknown else "tekst"

    def core(self) -> CoreSchema:
        def read(value: Any, info: ValidationInfo) -> str | IkkeOplyst:
            if self.unknown and is_unknown(value):
                return IKKE_OPLYST
            written = line(value)
            return info.context.forum(written) if info.context else written

        return core_schema.with_info_plain_validator_function(read)


class Names(Kind):
    """A name, or a list of names; as ``Text`` of a register."""

    læst = "liste af tekst"

    def __init__(self, skriv: str, navn: str, *, register: str = "", bound: bool = False) -> None:
        self.skriv, self.navn, self._name = skriv, navn, Text(register=register, bound=bound, running=False)
        # What is an item's own is a few; what plan.yaml lists may be as long as a file.
        self._most = MOST_NAMES if register else None

    def core(self) -> CoreSchema:
        names = core_schema.tuple_variable_schema(self._name.core(), max_length=self._most)
        return core_schema.no_info_before_validator_function(_known_names, names)

    @property
    def point(self) -> Kind:
        return self._name

    def takes(self, text: str) -> bool:
        return True

    def cell(self, value: Any) -> Any:
        return str(value) if isinstance(value, IkkeOplyst) else "; ".join(value) or None

    def words(self, writer: SchemaWriter) -> str:
        return self.skriv + with_names(writer, self._name.register)

    def schema(self, writer: SchemaWriter) -> Schema:
        return self._of(TEXT_SCHEMA)

    def of_register(self, writer: SchemaWriter) -> Schema | None:
        names = self._name.names(writer)
        return self._of(name_schema(names, unknown=self.unknown, bound=self._name.binds(writer))) if names else None

    def _of(self, name: Schema) -> Schema:
        """A name, or a list of names in which none is unknown; the list is not empty where the field may be unknown."""
        from udplan.values import patterns

        known = {"allOf": [name, {**TEXT_SCHEMA, "pattern": rf"^(?!\s*(?:{patterns.spelled([UKENDT])})\s*$)"}]}
        many: Schema = {"type": "array", "items": filled(known)} | ({"maxItems": self._most} if self._most else {})
        if self.unknown:
            return {"anyOf": [name, many | {"minItems": 1}]}
        return {"anyOf": [known, many]}


def _known_names(value: Any) -> Any:
    names = [value] if isinstance(value, str) else value
    if isinstance(names, list) and any(map(is_unknown, names)):
        raise refusal("ukendt-vaerdi", "ikke oplyst kan ikke stå her. Skriv navnene, eller lad feltet være tomt.")
    return names


class NamesOrUnknown(Names):
    """A name, a list of at least one, or ``ikke oplyst``."""

    unknown = True
    læst = f"liste af tekst, eller {UKENDT}"

    def core(self) -> CoreSchema:
        def read(value: Any, names: core_schema.ValidatorFunctionWrapHandler) -> Any:
            if is_unknown(value):
                return IKKE_OPLYST
            if value == []:
                raise refusal("felt-mangler", "Listen er tom. Skriv mindst ét navn, eller ikke oplyst.")
            return names(value)

        return core_schema.no_info_wrap_validator_function(read, super().core())


def parse_code(value: str) -> str:
    """A catalogue code as it is stored: one space before its marks, and none between them.

    >>> parse_code("R307(B)"), parse_code("R101  (I) (B)"), parse_code("14-A-9")
    ('R307 (B)', 'R101 (I)(B)', '14-A-9')
    """
    code, mark, rest = " ".join(value.split()).partition("(")
    return f"{code.rstrip()} ({rest.replace(') (', ')(')}".strip() if mark else code


Kode = Annotated[str, Code("en kode, fx R307 (B)")]
FORUM = Body("koden på et forum i plan.yaml, fx BUU")
ForumKode = Annotated[str, FORUM]
UdvalgEllerUkendt = Annotated[
    str | IkkeOplyst, Body(f"koden på et udvalg i plan.yaml, fx BUU, eller {UKENDT}", unknown=True, bound=True)
]
TekstEllerUkendt = Annotated[str | IkkeOplyst, TextOrUnknown(f"en tekst, eller {UKENDT}")]
GruppeEllerUkendt = Annotated[
    str | IkkeOplyst, TextOrUnknown(f"en tekst, eller {UKENDT}", register="grupper", bound=True)
]
_NAMES = "et navn, eller en liste med et på hver linje"
Navne = Annotated[tuple[str, ...], Names(_NAMES, "navne")]
Sagsansvarlige = Annotated[tuple[str, ...], Names(_NAMES, "navne", register="roller")]
Stillinger = Annotated[tuple[str, ...], Names(_NAMES, "navne", register="roller", bound=True)]
StillingerEllerUkendt = Annotated[
    tuple[str, ...] | IkkeOplyst,
    NamesOrUnknown(
        f"et navn, en liste med et på hver linje, eller {UKENDT}", "navne_eller_ukendt", register="roller", bound=True
    ),
]
Temaer = Annotated[tuple[str, ...], Names(_NAMES, "navne", register="temaer", bound=True)]
Stilling = Annotated[str, Text(register="roller")]
Temanavn = Annotated[str, Text(register="temaer")]
#: The id of another item of the plan.
Henvisning = Annotated[str, Reference()]
