"""The JSON Schemas of a plan's files, made from the model, so that an editor can help while a file is written.

They are draft-07, which editors know best, and take values as YAML 1.2's core schema types them: ``11`` is a number,
``-0,518`` and ``2025-01-21`` are texts, ``true`` is a boolean, a blank is null. A sound file is valid, unless it has an
exception that lets it name what plan.yaml does not. What lint refuses for its form is refused as far as a schema can
say it, and ``tests/test_schema.py`` lists what it cannot.

What may stand in a field its kind says (``udplan.model.kind``); here stands how fields become files.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from udplan.lint.rules import ON_PLAN, rule
from udplan.lint.rules.pages import page
from udplan.model.forms import KEYS
from udplan.model.groups import filled, group_of
from udplan.model.indsats import Art, Indsats, SetByUdplan
from udplan.model.kind import Base, Kind, Schema, SchemaWriter
from udplan.model.marks import Krav, marked, marks_of
from udplan.model.planfile import Grundlag
from udplan.values import patterns
from udplan.values.amounts import ENHEDER
from udplan.values.words import fold, with_stop


class Felt(NamedTuple):
    """A field as a person writes it. ``krævet`` is None where ``når`` says in words when it must stand there."""

    navn: str
    andre_stavemåder: tuple[str, ...]
    krævet: bool | None
    når: str
    beskrivelse: str
    skriv: str
    schema: Schema

    @property
    def ascii(self) -> str | None:
        """The name without æ, ø and å, where it has one of them."""
        return None if self.navn.isascii() else fold(self.navn)


def json_schemas(grundlag: Grundlag | None) -> dict[str, Schema]:
    """The schemas of plan.yaml and of an initiative, by the names of their files.

    With a ``grundlag`` an initiative is held to the plan's years, committees, groups, themes and way to write amounts.
    In plan.yaml, which is where one changes them, the plan's own are only proposed.
    """
    return {
        "plan.schema.json": Writer(grundlag, bound=False).document(Grundlag, "plan.yaml"),
        "indsats.schema.json": Writer(grundlag, bound=True).document(Indsats, "Indsats"),
    }


def felter(group: type[Base]) -> list[Felt]:
    """Every field of a group of fields that a person may write, in the order of the model, whatever the plan."""
    return list(Writer(None, bound=False).felter(group))


#: For what may not be blank. A pattern speaks of texts only.
_FILLED: Schema = {
    "type": ["string", "number", "boolean", "array", "object"],
    "pattern": r"\S",
    "errorMessage": "Feltet skal udfyldes.",
}


class Writer(SchemaWriter):
    """Writes the schema of one file, and collects the definitions that it uses.

    ``bound`` is for a file that plan.yaml has a say over: what plan.yaml names is all there is.
    """

    def __init__(self, plan: Grundlag | None, *, bound: bool) -> None:
        self._plan = plan
        self._bound = bound and plan is not None
        self._definitions: dict[str, Schema] = {"udfyldt": _FILLED}
        self._registers = _registers(plan)

    @property
    def bound(self) -> bool:
        return self._bound

    @property
    def years(self) -> tuple[str, ...]:
        return tuple(map(str, self._plan.år)) if self._plan else ()

    @property
    def amounts(self) -> tuple[tuple[str, str], ...]:
        if self._plan and self._bound:
            return ((self._plan.decimaltegn, self._plan.enhed),)
        return tuple((decimaltegn, enhed) for decimaltegn in ("komma", "punktum") for enhed in ENHEDER)

    def names(self, register: str) -> Mapping[str, tuple[str, ...]]:
        return self._registers.get(register, {})

    def meanings(self, register: str) -> Mapping[str, str]:
        if register == "arter":
            return {str(art): f"For art: {art}" for art in Art}
        return {navn: page(rule(navn).side).title for navn in ON_PLAN}

    def place(self, kind: Kind) -> Schema:
        if of_register := kind.of_register(self):
            return of_register
        schema = kind.schema(self)
        if not kind.navn:
            return schema
        self._definitions[kind.navn] = schema
        return {"$ref": f"#/definitions/{kind.navn}"}

    def document(self, top: type[Base], title: str) -> Schema:
        """The schema of a file whose fields are those of ``top``."""
        schema = {**self.group(top), "type": "object", "definitions": dict(sorted(self._definitions.items()))}
        return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **schema}

    def felter(self, group: type[Base]) -> Iterator[Felt]:
        """Every field of a group that a person may write, in the order of the model."""
        for navn, kind in group_of(group).fields.items():
            if not isinstance(kind, SetByUdplan):
                info = group.model_fields[navn]
                når = next((krav.når for krav in marks_of(info.metadata, Krav)), "")
                krævet = None if når else info.is_required()
                about = info.description or ""
                yield Felt(navn, _spellings_of(navn)[1:], krævet, når, about, kind.words(self), self.place(kind))

    def group(self, model: type[Base]) -> Schema:
        properties: dict[str, Schema] = {}
        misspelled: dict[str, Schema] = {}
        required: list[str] = []
        conditions = list(_asked_by_art(model))
        for felt in self.felter(model):
            described = {"description": f"{with_stop(felt.beskrivelse)} {with_stop(f'Skriv {felt.skriv}')}"}
            schema = filled(felt.schema) if felt.krævet else {"allOf": [felt.schema]}
            properties[felt.navn] = described | schema
            if felt.andre_stavemåder:
                misspelled[f"^(?:{'|'.join(felt.andre_stavemåder)})$"] = properties[felt.navn]
            if felt.krævet and felt.andre_stavemåder:
                conditions.append(_present(felt.navn))
            elif felt.krævet:
                required.append(felt.navn)
        rest = {"patternProperties": misspelled, "required": required, "allOf": conditions}
        schema = {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
        return schema | {key: value for key, value in rest.items() if value}


def _spellings_of(navn: str) -> tuple[str, ...]:
    """A field's name, then its other spellings; a Mac may write å as two characters."""
    others = [spelling for spelling, name in KEYS.items() if name == navn and spelling != navn]
    return tuple(dict.fromkeys([navn, *others, unicodedata.normalize("NFD", navn)]))


def _present(navn: str) -> Schema:
    """The field is there, in one spelling only, and not blank."""
    spellings = [
        {"required": [spelling], "properties": {spelling: {"$ref": "#/definitions/udfyldt"}}}
        for spelling in _spellings_of(navn)
    ]
    return {"oneOf": spellings} if len(spellings) > 1 else spellings[0]


def _asked_by_art(model: type[Base]) -> Iterator[Schema]:
    """What items of some arts must have, and what others may not."""
    asked: dict[frozenset[Art], list[tuple[str, Krav]]] = {}
    for navn, krav in marked(model, Krav):
        if krav.arter:
            asked.setdefault(krav.arter, []).append((navn, krav))
    for arter, fields in sorted(asked.items(), key=lambda group: len(group[0])):
        needed = [_present(navn) for navn, _ in fields]
        barred = [
            _barred(navn) for others, own in asked.items() if others != arter for navn, krav in own if krav.kun_dem
        ]
        then = needed + barred
        yield {
            "if": _of_art(*(art for art in Art if art in arter)),
            "then": {"allOf": then} if len(then) > 1 else then[0],
        }


def _of_art(*arter: Art) -> Schema:
    pattern = rf"^\s*(?:{patterns.spelled(arter)})\s*$"
    return {"properties": {"art": {"type": "string", "pattern": pattern}}, "required": ["art"]}


def _barred(navn: str) -> Schema:
    besked = f"{navn} hører til hensigtserklæringer. Slet linjen, eller ret art."
    return {"properties": {navn: {"type": "null", "errorMessage": besked}}}


def _registers(plan: Grundlag | None) -> dict[str, dict[str, tuple[str, ...]]]:
    """The names that plan.yaml has in each register, and the other forms of each."""
    rules: dict[str, tuple[str, ...]] = dict.fromkeys(ON_PLAN, ())
    if plan is None:
        return {"regler": rules}
    return {
        "regler": rules,
        "fora": {kode: (*([forum.navn] if forum.navn else []), *forum.også) for kode, forum in plan.fora.items()},
        "grupper": {gruppe.navn: () for gruppe in plan.hensigtsgrupper},
        "temaer": {tema.navn: tema.også for tema in plan.temaer},
        "roller": dict.fromkeys(plan.tovholdere, ()),
    }
