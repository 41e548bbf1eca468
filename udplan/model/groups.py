"""Kinds by type: a group of fields is a model, a list a tuple, a group of the plan's own names a dict, and a text a str."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from itertools import pairwise
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic_core import core_schema

from udplan.model.kind import MOST_IN_LINE, TEXT_SCHEMA, Base, Kind, Kontekst, Schema, SchemaWriter
from udplan.model.registers import name_schema, with_names
from udplan.yaml.form import Refused
from udplan.yaml.pattern import Pattern

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import CoreSchema

_M = TypeVar("_M", bound=Base)


class Group(Kind):
    """A group of fields: those of a model."""

    skriv = "en gruppe felter, hvert på sin egen linje og rykket ind"

    def __init__(self, model: type[Base]) -> None:
        self._model = model
        self.navn = model.__name__.lower()
        self.læst = f"felterne i {self.navn}"

    @property
    def model(self) -> type[Base]:
        return self._model

    @cached_property
    def fields(self) -> dict[str, Kind]:
        """The kind of every field of the group."""
        return {navn: kind_of(info.annotation, info.metadata) for navn, info in self._model.model_fields.items()}

    @cached_property
    def may_be_unknown(self) -> tuple[str, ...]:
        """The names of the fields that may say ``ikke oplyst``, of all or of a year."""
        return tuple(navn for navn, kind in self.fields.items() if kind.unknown)

    @cached_property
    def in_order(self) -> tuple[str, ...]:  # type: ignore[override]
        return tuple(self.fields)

    def core(self) -> CoreSchema:
        infos = self._model.model_fields
        fields = {navn: core_schema.model_field(_of_field(infos[navn], kind)) for navn, kind in self.fields.items()}
        group = core_schema.model_fields_schema(fields, model_name=self._model.__name__)
        config = core_schema.CoreConfig(title=self._model.__name__, extra_fields_behavior="forbid")
        return core_schema.model_schema(self._model, group, config=config)

    def under(self, name: str) -> Kind | None:
        return self.fields.get(name)

    def schema(self, writer: SchemaWriter) -> Schema:
        return writer.group(self._model)


def _of_field(info: FieldInfo, kind: Kind) -> CoreSchema:
    """How a field is read: as its kind says, and blank or left out where its type and its default say so."""
    core = kind.core()
    if NoneType in get_args(info.annotation) and kind not in info.metadata:
        core = core_schema.nullable_schema(core)
    if info.is_required():
        return core
    if info.default_factory is not None:
        return core_schema.with_default_schema(core, default_factory=info.default_factory)
    return core_schema.with_default_schema(core, default=info.default)


def read_as(model: type[_M], data: Mapping[str, Any], context: Kontekst | None = None) -> _M:
    """A group of fields, read from what YAML says.

    Pydantic would first look for plugins, and take the types apart that the kinds know.

    Raises:
        ValidationError: for what some of its fields cannot take.
    """
    read: _M = group_of(model).reader.validate_python(data, context=context)
    return read


class Points(Kind):
    """A list of points that are all of one kind. ``name_alone`` says that a text is enough for one: the text is its ``navn``."""

    skriv = "en liste med et punkt på hver linje og - foran"

    def __init__(self, point: Kind, *, name_alone: bool = False) -> None:
        self._point, self.name_alone = point, name_alone
        self.læst = f"liste af {point.læst}"

    def core(self) -> CoreSchema:
        points = core_schema.tuple_variable_schema(self._point.core())
        return core_schema.no_info_before_validator_function(_texts_as_points, points) if self.name_alone else points

    @property
    def model(self) -> type[Base] | None:
        return self._point.model

    @property
    def point(self) -> Kind:
        return self._point

    def under(self, name: str) -> Kind | None:
        return self._point.under(name)  # the one point of a list that is written without its dash

    def in_brackets(self, name: str, points: list[Any], plain: list[list[str]]) -> Refused | None:
        doubtful = next(filter(None, map(_maybe_one, plain)), None) if self.name_alone else None
        if doubtful is None:
            return None
        besked = (
            f"{name} i klammer kan læses på to måder: »{doubtful}« kan være ét navn eller to. "
            "Sæt anførselstegn om hvert navn, eller skriv hvert på sin egen linje med - foran."
        )
        return Refused("liste-i-klammer", besked, points)

    def cell(self, value: Any) -> Any:
        return "; ".join(map(str, value)) or None

    def schema(self, writer: SchemaWriter) -> Schema:
        point = writer.place(self._point)
        if self.name_alone:
            point = {"anyOf": [TEXT_SCHEMA, point]}
        return {"type": ["array", "null"], "items": filled(point), "errorMessage": f"Skriv {self.skriv}."}


_AND = Pattern(r"(?:^|\s)(?:og|samt)\s").search


def _maybe_one(names: list[str]) -> str | None:
    """Two names that may be one that a comma has split, as they are written: »Vækst, erhverv og beskæftigelse«.

    A name goes on after a comma with a small letter (where the first has a capital), or has an »og« further on, or a
    hyphen before the comma. Where nothing tells of that they are as many names as are written, and it is None.
    """
    begins_large = names[0][:1].isupper()
    for before, name in pairwise(names):
        if before.endswith("-") or _AND(name) or (begins_large and name[:1].islower()):
            return f"{before}, {name}"
    return None


def _texts_as_points(value: Any) -> Any:
    """A list in which a text stands for ``navn: text``."""
    if isinstance(value, list):
        return [{"navn": point} if isinstance(point, str) else point for point in value]
    return value


class Free(Kind):
    """A group whose names are the plan's own: codes, arts, rules. ``register`` is the one that explains them, and
    ``blank`` says that a name may stand without a value."""

    skriv = "et navn, et kolon og værdien på hver sin linje, rykket ind"
    own_names = True
    column = False

    def __init__(self, value: Kind, *, register: str = "", blank: bool = False) -> None:
        self._value, self._register, self._blank = value, register, blank
        self.læst = f"{value.læst}, for hvert navn"

    def core(self) -> CoreSchema:
        value = self._value.core()
        values = core_schema.nullable_schema(value) if self._blank else value
        return core_schema.dict_schema(core_schema.str_schema(), values)

    @property
    def model(self) -> type[Base] | None:
        return self._value.model

    def under(self, name: str) -> Kind:
        return self._value

    def schema(self, writer: SchemaWriter) -> Schema:
        value = writer.place(self._value)
        schema = value if self._blank else filled(value)
        meanings = writer.meanings(self._register) if self._register else {}
        properties = {name: {"description": text, "allOf": [schema]} for name, text in meanings.items()}
        group: Schema = {"type": ["object", "null"], "properties": properties, "additionalProperties": schema}
        return group | {"errorMessage": f"Skriv {self.skriv}."}


# --- texts ------------------------------------------------------------------------------------------------------------


def filled(schema: Schema) -> Schema:
    """A schema for what may not be blank."""
    return {"allOf": [schema, {"$ref": "#/definitions/udfyldt"}]}


class Text(Kind):
    """A text as it was written.

    ``register`` is the register of the plan that it is a name from; ``bound`` says that a name it does not have is an
    error. ``line`` says that it stands on one line of a document, as a heading does and every name, and is no longer.
    """

    navn = "tekst"
    læst = "tekst"

    def __init__(
        self,
        skriv: str = "en tekst",
        *,
        register: str = "",
        bound: bool = False,
        running: bool = True,
        line: bool = False,
    ) -> None:
        self.skriv, self.register, self._bound = skriv, register, bound
        self.running = running and not register
        self.line = line or not self.running
        self.long = not self.line

    def takes(self, text: str) -> bool:
        return not self.line or len(text) <= MOST_IN_LINE

    def core(self) -> CoreSchema:
        return core_schema.str_schema(max_length=MOST_IN_LINE if self.line else None)

    def schema(self, writer: SchemaWriter) -> Schema:
        return TEXT_SCHEMA | ({"maxLength": MOST_IN_LINE} if self.line else {})

    def names(self, writer: SchemaWriter) -> Mapping[str, tuple[str, ...]]:
        """The names of its register; none where it has no register."""
        return writer.names(self.register) if self.register else {}

    def binds(self, writer: SchemaWriter) -> bool:
        """Whether the names of its register are all that may stand there."""
        return writer.bound and self._bound

    def of_register(self, writer: SchemaWriter) -> Schema | None:
        names = self.names(writer)
        return name_schema(names, unknown=self.unknown, bound=self.binds(writer)) if names else None

    def words(self, writer: SchemaWriter) -> str:
        return self.skriv + with_names(writer, self.register)


TEKST = Text()
#: A heading, a name or a number of a case.
Linje = Annotated[str, Text(line=True)]


# --- the kind of a field ----------------------------------------------------------------------------------------------


def kind_of(annotation: Any, metadata: Iterable[object] = ()) -> Kind:
    """The kind of a field, by its annotation: the one that it carries, or what its type says.

    Raises:
        TypeError: for a type that says nothing, which must carry a kind.
    """
    for mark in metadata:
        if isinstance(mark, Kind):
            return mark
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return kind_of(parts[0], parts[1:])
    if origin in (Union, UnionType) and NoneType in parts:
        (part,) = (part for part in parts if part is not NoneType)
        return kind_of(part)
    if origin is tuple:
        return Points(kind_of(parts[0]))
    if origin is dict:
        return Free(kind_of(parts[1]), blank=NoneType in get_args(parts[1]))
    if annotation is str:
        return TEKST
    if isinstance(annotation, type) and issubclass(annotation, Base):
        return group_of(annotation)
    raise TypeError(f"nothing says what may stand in a field of {annotation}")


@cache
def group_of(model: type[Base]) -> Group:
    """The kind of a group of fields."""
    return Group(model)
