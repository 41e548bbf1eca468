"""The names that a plan keeps in registers (bodies, roles, groups, themes, rules), in schemas and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from udplan.model.kind import TEXT_SCHEMA, Schema, SchemaWriter
from udplan.values.unknown import UKENDT
from udplan.values.words import listed, with_stop


def with_names(writer: SchemaWriter, register: str) -> str:
    """The names that the plan has in a register, as the end of what to write."""
    names = writer.names(register) if register else {}
    if not names:
        return ""
    labels = [f"{name} ({forms[0]})" if forms and forms[0] != name else name for name, forms in names.items()]
    return f". Planen har {listed(labels)}"


def name_schema(names: Mapping[str, tuple[str, ...]], *, unknown: bool, bound: bool) -> Schema:
    """The schema of a name: one of those that are known, or (if it is not ``bound``) any text beside them."""
    if bound:
        return one_of(names, unknown=unknown)
    return {"anyOf": [{"enum": [*names, *([UKENDT] if unknown else [])]}, TEXT_SCHEMA]}


def one_of(names: Mapping[str, Iterable[str]], *, unknown: bool) -> Schema:
    """One of some names, by any spelling of any of its forms."""
    from udplan.values import patterns

    proposed = [*names, *([UKENDT] if unknown else [])]
    spellings = patterns.spelled([*proposed, *(form for forms in names.values() for form in forms)])
    besked = {"errorMessage": with_stop(f"Skriv {listed(proposed, 'eller')}")}
    forms: list[Schema] = [{"enum": proposed}, {"type": ["string", "null"], "pattern": patterns.whole(spellings)}]
    return {"anyOf": [form | besked for form in forms]}  # an editor shows that of the form which came nearest
