"""What a kind of field is: everything udplan knows of how such a field is written, read, described and shown.

The model's annotations carry their kind (``Annotated[date, Day()]``); whoever needs to know something of a field asks its
kind (``groups.kind_of``), and nobody keeps a list of fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError, PydanticKnownError, SchemaValidator, core_schema

from udplan.values.unknown import IKKE_OPLYST, BadValue
from udplan.values.words import fold
from udplan.yaml.form import Refused

if TYPE_CHECKING:
    from pydantic import ValidationInfo
    from pydantic_core import CoreSchema

Schema = dict[str, Any]
#: What stands on one line of a document or as a name: the longest heading of a real plan has 127 signs.
MOST_IN_LINE = 250
#: The names that one item has in a list of the plan's own (managers, themes): a whole register of a plan has some 20.
MOST_NAMES = 100
TEXT_SCHEMA: Schema = {"type": ["string", "number", "boolean", "null"]}


@dataclass
class Kontekst:
    """What values are read against: the plan's own settings. ``fora`` maps the folded names of bodies to codes."""

    enhed: str = "mio. kr."
    decimaltegn: str = "komma"
    år: tuple[int, ...] = ()
    fora: Mapping[str, str] = field(default_factory=dict)
    #: The paths read so far: a plan repeats them.
    sagsgange: dict[str, Any] = field(default_factory=dict, compare=False)

    @cached_property
    def skrevne_år(self) -> dict[str, int]:
        """The plan's years by how they are written."""
        return {str(år): år for år in self.år}

    def forum(self, written: str) -> str:
        """The code of a body however it was written; as it was written if no body is called that."""
        return self.fora.get(fold(written), written)


class Base(BaseModel):
    """What every part of a plan file has in common: known fields only, and never changed once read."""

    # Built when first read with: a group of fields is then built once, as a part of the file that it stands in.
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


def refusal(regel: str, besked: str, forslag: str | None = None) -> PydanticCustomError:
    """The pydantic error for a value that a field cannot take, under the name of a rule."""
    return PydanticCustomError(regel, "{besked}", {"besked": besked, "forslag": forslag})


def is_unknown(value: Any) -> bool:
    """Whether a value says ``ikke oplyst``."""
    return isinstance(value, str) and value[:4].lower() == "ikke" and fold(value) == "ikke oplyst"


def scalar(value: Any) -> str:
    """The value, if it is one text; a list or a group of fields is refused."""
    if isinstance(value, str):
        return value
    form = "en liste" if isinstance(value, list) else "en gruppe felter" if isinstance(value, dict) else "ingenting"
    mend = " Er det en tekst med punkter, så skriv | efter kolon." if isinstance(value, list) else ""
    raise refusal("forkert-form", f"Her står {form}. Der skal stå én værdi.{mend}")


def line(value: Any) -> str:
    """The same for what must not be longer than a heading or a name is."""
    text = scalar(value)
    if len(text) > MOST_IN_LINE:
        raise PydanticKnownError("string_too_long", {"max_length": MOST_IN_LINE})
    return text


class SchemaWriter(Protocol):
    """What a kind's schema may depend on: a plan, and whether it has the last word (``bound``)."""

    @property
    def bound(self) -> bool:
        """Whether what plan.yaml names is all there is."""

    @property
    def years(self) -> tuple[str, ...]:
        """The plan's years; none where there is no plan."""

    @property
    def amounts(self) -> tuple[tuple[str, str], ...]:
        """Each ``decimaltegn`` and ``enhed`` that amounts may be written with."""

    def names(self, register: str) -> Mapping[str, tuple[str, ...]]:
        """The names of a register (``fora``, ``roller`` …), and the other forms of each."""

    def meanings(self, register: str) -> Mapping[str, str]:
        """What each name of a register means, in Danish."""

    def place(self, kind: Kind) -> Schema:
        """A kind's schema as it stands at a field: by reference, where it has a definition."""

    def group(self, model: type[Base]) -> Schema:
        """The schema of a group of fields."""


class Kind:
    """One kind of field.

    ``skriv`` is what to write, in Danish words that follow »Skriv«: an editor shows them, and so does
    ``docs/felter.md``. ``navn`` names its definition in a JSON Schema; without one it stands where it is used.
    ``læst`` says what the value is once it is read, for those who write templates. ``unknown`` says whether the field
    may say ``ikke oplyst``, and ``column`` whether an export has a column for it.
    """

    skriv: str = ""
    navn: str = ""
    læst: str = ""
    unknown: bool = False
    column: bool = True
    #: Whether the names in the group are the plan's own, and not those of fields.
    own_names: bool = False
    #: Whether it is a text that runs on as it likes, so that a # in it may well be a part of it.
    running: bool = False
    #: Whether it is a text that may be of many lines.
    long: bool = False
    #: The names of a group's fields, in their order.
    in_order: tuple[str, ...] = ()

    def core(self) -> CoreSchema:
        """How pydantic reads it."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return self.core()

    @cached_property
    def reader(self) -> SchemaValidator:
        """What reads such a value by itself; made when it is first asked for."""
        return SchemaValidator(self.core())

    def rewrite(self, text: str, context: Kontekst | None) -> str:
        """The same value as the format writes it. ``context`` is the plan's settings; without them no amount is known.

        Raises:
            BadValue: where the text is no such value.
        """
        return text

    def cell(self, value: Any) -> Any:
        """A value as one cell of an export; None where it is blank."""
        return value if value is None or isinstance(value, str | int | Decimal | date) else str(value)

    def words(self, writer: SchemaWriter) -> str:
        """``skriv``, in the light of a plan."""
        return self.skriv

    def schema(self, writer: SchemaWriter) -> Schema:
        """Its JSON Schema, which takes a blank: that is a field left out."""
        raise NotImplementedError

    def of_register(self, writer: SchemaWriter) -> Schema | None:
        """Its schema where a register of the plan has names for it, so that it has no definition of its own."""
        return None

    # What the reader of YAML asks: see ``yaml.form.Shape``.

    @property
    def model(self) -> type[Base] | None:
        """The model of the group of fields that stands here, by itself or as the points of a list."""
        return None

    def under(self, name: str) -> Kind | None:
        """What stands under a name in the group."""
        return None

    def takes(self, text: str) -> bool:
        """Whether a text on one line may be its value, as far as that can be told without a plan."""
        return self.unknown and is_unknown(text)

    @property
    def point(self) -> Kind | None:
        """What each point of the list is; None where it is not a list."""
        return None

    def in_brackets(self, name: str, points: list[Any], plain: list[list[str]]) -> Refused | None:
        """Why a list in brackets may not stand here, under the field's ``name``; None where it may. ``plain`` are the points
        that are texts without quotes."""
        return None


class Scalar(Kind):
    """A field of one value. ``regel`` is the rule under whose name a text that is not such a value is refused."""

    regel = "forkert-form"

    def takes(self, text: str) -> bool:
        return super().takes(text) or _is_read(self.parse, text)

    def parse(self, text: str) -> Any:
        """The value of a text.

        Raises:
            BadValue: for a text that is not such a value; its words are Danish.
        """
        return text

    def read(self, value: Any) -> Any:
        """The value of what YAML says; raises the pydantic error that lint tells."""
        if self.unknown and is_unknown(value):
            return IKKE_OPLYST
        try:
            return self.parse(scalar(value))
        except BadValue as error:
            raise refusal(self.regel, error.besked, error.forslag) from error

    def core(self) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)


class InPlan(Kind):
    """A field of one value that is read against the plan's settings."""

    regel = "forkert-form"

    def takes(self, text: str) -> bool:
        return super().takes(text) or _is_read(self.parse, text, _NO_CONTEXT)

    def parse(self, text: str, context: Kontekst) -> Any:
        """The value of a text; raises BadValue for a text that is not such a value."""
        raise NotImplementedError

    def read(self, value: Any, info: ValidationInfo) -> Any:
        """The value of what YAML says; raises the pydantic error that lint tells."""
        if self.unknown and is_unknown(value):
            return IKKE_OPLYST
        try:
            return self.parse(scalar(value), info.context or _NO_CONTEXT)
        except BadValue as error:
            raise refusal(self.regel, error.besked, error.forslag) from error

    def core(self) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.read)


_NO_CONTEXT = Kontekst()


def _is_read(parse: Callable[..., Any], *given: Any) -> bool:
    try:
        parse(*given)
    except BadValue:
        return False
    return True
