"""The JSON Schemas of a plan's files, made from the model, so that an editor can help while a file is written.

They are draft-07, which editors know best, and take values as YAML 1.2's core schema types them: ``11`` is a number,
``-0,518`` and ``2025-01-21`` are texts, ``true`` is a boolean, a blank is null. A sound file is valid, unless it has an
exception that lets it name what plan.yaml does not. What lint refuses for its form is refused as far as a schema can
say it, and ``tests/test_schema.py`` lists what it cannot.

What may stand in a field is told in Danish once, in words that follow »Skriv«: an editor shows them, and so does
``docs/felter.md``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from udplan.lint.rules import PLAN, rule
from udplan.lint.rules.pages import page
from udplan.model import indsats as model
from udplan.model import kinds as fields
from udplan.model import planfile as grundlag
from udplan.model.errors import KEYS, SET_BY_UDPLAN
from udplan.model.indsats import Art, Indsats, Trin
from udplan.model.planfile import Grundlag
from udplan.schema import patterns
from udplan.values.amounts import ENHEDER
from udplan.values.unknown import IKKE_OPLYST, IkkeOplyst
from udplan.values.words import fold, listed

Schema = dict[str, Any]


class Kind(NamedTuple):
    """A kind of value: what to write (after »Skriv«), and its schema, which takes a blank: that is a field left out.

    ``navn`` is the name of its definition; without one it stands where it is used.
    """

    skriv: str
    schema: Schema
    navn: str = ""


class Felt(NamedTuple):
    """A field as a person writes it. ``krævet`` is None where that depends on the item's art and where it stands."""

    navn: str
    andre_stavemåder: tuple[str, ...]
    krævet: bool | None
    beskrivelse: str
    kind: Kind

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
        "plan.schema.json": _Writer(grundlag, bound=False).document(Grundlag, "plan.yaml"),
        "indsats.schema.json": _Writer(grundlag, bound=True).document(Indsats, "Indsats"),
    }


def felter(group: type[fields.Base]) -> list[Felt]:
    """Every field of a group of fields that a person may write, in the order of the model, whatever the plan."""
    return list(_Writer(None, bound=False).felter(group))


# --- kinds of value ------------------------------------------------------------------------------------------------

UKENDT = str(IKKE_OPLYST)
_UNKNOWN = patterns.spelled([UKENDT])
_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
_KNOWN_TEXT: Schema = {**_TEXT, "pattern": rf"^(?!\s*(?:{_UNKNOWN})\s*$)"}
#: For what may not be blank. A pattern speaks of texts only.
_FILLED: Schema = {
    "type": ["string", "number", "boolean", "array", "object"],
    "pattern": r"\S",
    "errorMessage": "Feltet skal udfyldes.",
}
_YES_NO = patterns.spelled(["ja", "x", "true", "nej", "false"])
_LARGEST = 10**15 - 1


def _filled(schema: Schema) -> Schema:
    return {"allOf": [schema, {"$ref": "#/definitions/udfyldt"}]}


def _text(navn: str, skriv: str, *forms: str, types: Iterable[str] = (), **more: Any) -> Kind:
    """A kind whose texts are of some forms, and which takes values of other JSON types too, within limits."""
    schema = {"type": [*types, "string", "null"], "pattern": patterns.whole(*forms), **more}
    return Kind(skriv, {**schema, "errorMessage": f"Skriv {skriv}."}, navn)


def _amount(navn: str, skriv: str, *forms: str) -> Kind:
    return _text(navn, skriv, *forms, types=["number"], minimum=-_LARGEST, maximum=_LARGEST)


def _one_of(names: Mapping[str, Iterable[str]], *, unknown: bool) -> Schema:
    """One of some names, by any spelling of any of its forms."""
    proposed = [*names, *([UKENDT] if unknown else [])]
    spellings = patterns.spelled([*proposed, *(each for forms in names.values() for each in forms)])
    besked = {"errorMessage": f"Skriv {listed(proposed, 'eller')}."}
    forms: list[Schema] = [{"enum": proposed}, {"type": ["string", "null"], "pattern": patterns.whole(spellings)}]
    return {"anyOf": [form | besked for form in forms]}  # an editor shows that of the form which came nearest


def _choice(values: Iterable[str], *, unknown: bool = False) -> Kind:
    names: dict[str, tuple[str, ...]] = {str(value): () for value in values}
    return Kind(listed([*names, *([UKENDT] if unknown else [])], "eller"), _one_of(names, unknown=unknown))


def _names(one: Schema, *, unknown: bool) -> Schema:
    """A name, or a list of names in which none is unknown; the list is not empty where the field may be unknown."""
    single = one if unknown else {"allOf": [one, _KNOWN_TEXT]}
    many: Schema = {"type": "array", "items": _filled({"allOf": [one, _KNOWN_TEXT]})}
    return {"anyOf": [single, many | ({"minItems": 1} if unknown else {})]}


_DATE = "en dato, fx 2025-01-21 eller 21-01-2025"
_JA_NEJ = "ja (eller X) eller nej"
_LIST = "en liste med et punkt på hver linje og - foran"
_GROUP = "en gruppe felter, hvert på sin egen linje og rykket ind"
_YEAR = _text("", "et årstal med fire cifre", "[0-9]{4}", types=["integer"], minimum=1000, maximum=9999)
_PERCENT = _amount("procentsats", "en procent, fx 0,55%", patterns.percent())

#: The kinds of field whose text the program reads itself, by how the model declares them.
_KINDS: dict[Any, Kind] = {
    str: Kind("en tekst", _TEXT, "tekst"),
    fields.Kode: Kind("en kode, fx R307 (B)", _TEXT, "tekst"),
    fields.TekstEllerUkendt: Kind(f"en tekst, eller {UKENDT}", _TEXT, "tekst"),
    fields.ForumKode: Kind("koden på et forum i plan.yaml, fx BUU", _TEXT, "tekst"),
    fields.ForumEllerUkendt: Kind(f"koden på et udvalg i plan.yaml, fx BUU, eller {UKENDT}", _TEXT, "tekst"),
    fields.Navne: Kind("et navn, eller en liste med et på hver linje", _names(_TEXT, unknown=False), "navne"),
    fields.NavneEllerUkendt: Kind(
        f"et navn, en liste med et på hver linje, eller {UKENDT}", _names(_TEXT, unknown=True), "navne_eller_ukendt"
    ),
    fields.JaNej: _text("ja_nej", _JA_NEJ, _YES_NO, types=["boolean"]),
    fields.HeltTal: _text(
        "helt_tal", "et helt tal, fx 14", "[0-9]{1,6}", types=["integer"], minimum=0, maximum=999_999
    ),
    fields.Dato: _text("dato", _DATE, patterns.day()),
    fields.Tidspunkt: _text(
        "tid",
        "en tid med årstal, fx 2025-01-21, uge 12 2025, januar 2025, primo marts 2025 eller 2. kvartal 2025",
        patterns.time(),
        types=["integer"],
        minimum=1900,
        maximum=2199,
    ),
    model.Slut: _text("slut", f"{_JA_NEJ}, eller {_DATE}", _YES_NO, patterns.day(), types=["boolean"]),
    model.Høring: Kind(f"{_JA_NEJ}, eller en tekst", _TEXT, "tekst"),
    grundlag.Periode: _text(
        "periode",
        "2025-2028, eller en liste af år i rækkefølge",
        r"[0-9]{4}(?:\s*[-–]\s*[0-9]{4})?",
        types=["integer", "array"],
        minimum=1000,
        maximum=9999,
        items=_filled(_YEAR.schema),
        minItems=1,
        uniqueItems=True,
    ),
    grundlag.Regelniveau: _choice(("fejl", "advarsel", "fra"))._replace(navn="regelniveau"),
}
_RULES = {name: page(rule(name).side).title for name in PLAN}
#: Fields whose few values the model keeps to itself.
_CHOICES = {
    "enhed": _choice(ENHEDER),
    "decimaltegn": _choice(("komma", "punktum")),
    "fortegn": _choice(("udgift positiv", "besparelse positiv")),
}
#: The fields that hold initiatives to the plan: other names than the plan's are errors.
_BOUND = frozenset({"udvalg", "gruppe", "tema"})
#: Required of some arts, and one of them only until the item is done (format.md, "An initiative").
_DEPENDS = frozenset({"udvalg", "beløb", "gruppe", "sagsgang"})


# --- from the model to a schema ------------------------------------------------------------------------------------


class _Writer:
    """Writes the schema of one file, and collects the definitions that it uses.

    ``bound`` is for a file that plan.yaml has a say over: what plan.yaml names is all there is.
    """

    def __init__(self, plan: Grundlag | None, *, bound: bool) -> None:
        self._plan = plan
        self._bound = bound and plan is not None
        self._definitions: dict[str, Schema] = {"udfyldt": _FILLED}
        self._names = _named_in(plan)
        amount = self._amount()
        a_year, a_rate = (
            "et beløb pr. år, hvert på sin egen linje, fx 2025: -0,518",
            "en procent pr. år, fx 2025: 0,55%",
        )
        self._kinds = {
            **_KINDS,
            fields.Beløb: amount,
            fields.BeløbPrÅr: self._by_year("beløb_pr_år", a_year, amount, unknown=True),
            fields.ProcentPrÅr: self._by_year("procent_pr_år", a_rate, _PERCENT),
        }

    def document(self, top: type[fields.Base], title: str) -> Schema:
        """The schema of a file whose fields are those of ``top``."""
        schema = {**self._group(top), "type": "object", "definitions": dict(sorted(self._definitions.items()))}
        return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **schema}

    def felter(self, group: type[fields.Base]) -> Iterator[Felt]:
        hints = get_type_hints(group, include_extras=True)
        for navn, info in group.model_fields.items():
            if group is not Indsats or navn not in SET_BY_UDPLAN:
                krævet = None if group is Indsats and navn in _DEPENDS else info.is_required()
                kind = _CHOICES.get(navn) or self._kind(navn, _without(NoneType, hints[navn]))
                yield Felt(navn, _spellings(navn)[1:], krævet, info.description or "", kind)

    def _amount(self) -> Kind:
        plan = self._plan if self._bound else None
        signs, units = ((plan.decimaltegn,), (plan.enhed,)) if plan else (("komma", "punktum"), ENHEDER)
        forms = dict.fromkeys(patterns.amount(sign, unit) for sign in signs for unit in units)
        sign, example = ("punktum", "-0.518") if plan and plan.decimaltegn == "punktum" else ("komma", "-0,518")
        words = f"et tal med {sign} foran decimalerne, fx {example}, eller {UKENDT}"
        return _amount("beløb", words, *forms, _UNKNOWN)

    def _by_year(self, navn: str, skriv: str, each: Kind, *, unknown: bool = False) -> Kind:
        ref = self._defined(each)
        schema: Schema = {"type": ["object", "null"]}
        if unknown:
            skriv = f"{skriv}, eller {UKENDT}"
            schema = {"type": ["object", "string", "null"], "pattern": patterns.whole(_UNKNOWN)}
        years = list(map(str, self._plan.år)) if self._plan else []
        besked = f"Skriv {skriv}."
        if self._bound:
            besked = f"{besked} Planens år er {listed(years)}."
        # A year is a number to YAML, and the language server of VS Code's extension finds one by a pattern alone.
        schema["patternProperties"] = {f"^(?:{'|'.join(years)})$" if self._bound else "^[0-9]{4}$": ref}
        return Kind(skriv, {**schema, "additionalProperties": False, "errorMessage": besked}, navn)

    def _defined(self, kind: Kind) -> Schema:
        if not kind.navn:
            return kind.schema
        self._definitions[kind.navn] = kind.schema
        return {"$ref": f"#/definitions/{kind.navn}"}

    def _kind(self, navn: str, hint: Any) -> Kind:
        """What may stand in a field, by its name and how the model declares it."""
        kind = self._declared(navn, hint)
        names = self._names.get(navn)
        if not names:
            return kind
        unknown = hint in (fields.ForumEllerUkendt, fields.TekstEllerUkendt, fields.NavneEllerUkendt)
        if self._bound and navn in _BOUND:
            one = _one_of(names, unknown=unknown)
        else:
            one = {"anyOf": [{"enum": [*names, *([UKENDT] if unknown else [])]}, _TEXT]}
        if hint in (fields.Navne, fields.NavneEllerUkendt):
            one = _names(one, unknown=unknown)
        if navn == "regel":
            return Kind("reglens navn; udplan regel viser dem alle", one)
        shown = [f"{name} ({forms[0]})" if forms and forms[0] != name else name for name, forms in names.items()]
        words = f"{kind.skriv}. Planen har {listed(shown)}"
        return Kind(words, one)

    def _declared(self, navn: str, hint: Any) -> Kind:
        found = self._kinds.get(hint)
        if found is not None:
            return Kind(found.skriv, self._defined(found))
        if hint == model.Beslutningsvej:
            return self._path()
        bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
        if bare is str:
            raise TypeError(f"{navn}: nothing here says what may stand in it")
        if get_origin(bare) in (Union, UnionType):
            return _choice(_without(IkkeOplyst, bare), unknown=True)
        if get_origin(bare) is tuple:
            return self._list(get_args(bare)[0])
        if get_origin(bare) is dict:
            return self._free(navn, get_args(bare)[1])
        if bare is bool:
            return self._declared(navn, fields.JaNej)
        if bare is int:
            return _YEAR
        if issubclass(bare, StrEnum):
            return _choice(bare, unknown=hint == model.ArtEllerUkendt)
        return Kind(_GROUP, self._defined(Kind(_GROUP, self._group(bare), bare.__name__.lower())))

    def _group(self, group: type[fields.Base]) -> Schema:
        """A group of fields: those of the model, in any of their spellings, and no others."""
        properties: dict[str, Schema] = {}
        misspelled: dict[str, Schema] = {}
        required: list[str] = []
        conditions = _asked_by_art() if group is Indsats else []
        for felt in self.felter(group):
            told = {"description": f"{felt.beskrivelse}. Skriv {felt.kind.skriv}."}
            schema = _filled(felt.kind.schema) if felt.krævet else {"allOf": [felt.kind.schema]}
            properties[felt.navn] = told | schema
            if felt.andre_stavemåder:
                misspelled[f"^(?:{'|'.join(felt.andre_stavemåder)})$"] = properties[felt.navn]
            if felt.krævet and felt.andre_stavemåder:
                conditions.append(_present(felt.navn))
            elif felt.krævet:
                required.append(felt.navn)
        rest = {"patternProperties": misspelled, "required": required, "allOf": conditions}
        schema = {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
        return schema | {key: value for key, value in rest.items() if value}

    def _list(self, each: Any) -> Kind:
        item = self._declared("", each).schema
        if each in (grundlag.Hensigtsgruppe, grundlag.Tema):  # its name alone will do
            item = {"anyOf": [_TEXT, item]}
        return Kind(_LIST, {"type": ["array", "null"], "items": _filled(item), "errorMessage": f"Skriv {_LIST}."})

    def _free(self, navn: str, each: Any) -> Kind:
        """A group of fields whose names are not the model's: codes, arts, rules."""
        value = self._declared(navn, _without(NoneType, each)).schema
        schema = value if _without(NoneType, each) is not each else _filled(value)
        about = {"undtagelser": _RULES, "regler": _RULES, "afsnit": {str(art): f"For art: {art}" for art in Art}}
        told = {name: {"description": text, "allOf": [schema]} for name, text in about.get(navn, {}).items()}
        words = "et navn, et kolon og værdien på hver sin linje, rykket ind"
        group: Schema = {"type": ["object", "null"], "properties": told, "additionalProperties": schema}
        return Kind(words, {**group, "errorMessage": f"Skriv {words}."})

    def _path(self) -> Kind:
        words = "leddene med komma imellem, fx BUU, ØK, KB, eller en liste af dem; eller ingen: og hvorfor"
        step = {"anyOf": [self._kind("forum", fields.ForumKode).schema, self._declared("", Trin).schema]}
        reason = {"description": "Hvorfor ingen skal beslutte punktet", **_filled(_TEXT)}
        forms: list[Schema] = [
            {"type": ["string", "null"], "pattern": r"^\s*$|^[^,]*[^,\s][^,]*(?:,[^,]*[^,\s][^,]*)*$"},
            {"type": "array", "items": _filled(step), "minItems": 1},
            {"type": "object", "properties": {"ingen": reason}, "required": ["ingen"], "additionalProperties": False},
        ]
        forms[0]["errorMessage"] = f"Skriv {words}."
        return Kind(words, self._defined(Kind(words, {"anyOf": forms}, "sagsgang")))


def _without(absent: type, hint: Any) -> Any:
    """A type of the model without one of the types that it may also be."""
    if get_origin(hint) not in (Union, UnionType):
        return hint
    (left,) = (each for each in get_args(hint) if each is not absent)
    return left


def _spellings(navn: str) -> tuple[str, ...]:
    """A field's name, then its other spellings; a Mac may write å as two characters."""
    others = [spelling for spelling, name in KEYS.items() if name == navn and spelling != navn]
    return tuple(dict.fromkeys([navn, *others, unicodedata.normalize("NFD", navn)]))


def _present(navn: str) -> Schema:
    """The field is there, in one spelling only, and not blank."""
    one = [{"required": [each], "properties": {each: {"$ref": "#/definitions/udfyldt"}}} for each in _spellings(navn)]
    return {"oneOf": one} if len(one) > 1 else one[0]


def _asked_by_art() -> list[Schema]:
    def when(*arts: Art) -> Schema:
        pattern = rf"^\s*(?:{patterns.spelled(arts)})\s*$"
        return {"properties": {"art": {"type": "string", "pattern": pattern}}, "required": ["art"]}

    besked = "gruppe hører til hensigtserklæringer. Slet linjen, eller ret art."
    no_group: Schema = {"properties": {"gruppe": {"type": "null", "errorMessage": besked}}}
    others = [art for art in Art if art is not Art.HENSIGT]
    return [
        {"if": when(Art.HENSIGT), "then": _present("gruppe")},
        {"if": when(*others), "then": {"allOf": [_present("udvalg"), _present("beløb"), no_group]}},
    ]


def _named_in(plan: Grundlag | None) -> dict[str, dict[str, tuple[str, ...]]]:
    """By field: the names that plan.yaml has for it, and the other forms of each."""
    rules: dict[str, tuple[str, ...]] = dict.fromkeys(PLAN, ())
    if plan is None:
        return {"regel": rules}
    fora = {kode: (*([forum.navn] if forum.navn else []), *forum.også) for kode, forum in plan.fora.items()}
    roles: dict[str, tuple[str, ...]] = dict.fromkeys(plan.tovholdere, ())
    return {
        "regel": rules,
        "udvalg": fora,
        "forum": fora,
        "gruppe": {gruppe.navn: () for gruppe in plan.hensigtsgrupper},
        "tema": {tema.navn: tema.også for tema in plan.temaer},
        **dict.fromkeys(("tovholder", "medvirkende", "sagsansvarlig"), roles),
    }
