"""What the model refuses, in Danish and at its place: pydantic's errors as problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from udplan.model.forms import KEYS, SET_BY_UDPLAN, nested
from udplan.model.groups import Group, Text, group_of
from udplan.model.indsats import Indsats
from udplan.model.kind import MOST_IN_LINE, MOST_NAMES, Base, Kontekst
from udplan.model.money import PerYear
from udplan.model.planfile import EXAMPLE, Grundlag, Slags, forum_lines
from udplan.values.words import fold, listed, nearest, shortened, with_stop
from udplan.yaml.compose import is_mapping, is_scalar
from udplan.yaml.lines import quoted
from udplan.yaml.pasted import find
from udplan.yaml.problem import Finding, Niveau, Problem, Sti
from udplan.yaml.source import MOST_PROBLEMS, Source, node_span


def refusals(
    error: ValidationError, source: Source, model: type[Base], context: Kontekst | None = None
) -> Iterator[Problem]:
    """Every error of a validation, as an error of lint at its place in the file.

    Of a file that could be read only in part, no field is lacking that may stand in the rest. A text that was pasted is
    one error, and so are years that stand below their field without being rows of it.
    """
    findings = [_finding(details, source, model) for details in error.errors(include_url=False)[:MOST_PROBLEMS]]
    findings = [each for each in findings if each[0] != "felt-mangler" or not may_be_left_out(source, each[1].sti)]
    if any(regel in ("ukendt-felt", "forkert-form") for regel, _ in findings):
        told, findings = _at_once(source, findings, loose_years(source.root, group_of(model), context))
        yield from told
    # A field that is spelled wrong is one mistake, and not also a field that is missing.
    meant = {(*finding.sti[:-1], finding.forslag) for regel, finding in findings if regel == "ukendt-felt"}
    for regel, finding in findings:
        if regel != "felt-mangler" or finding.sti not in meant:
            yield source.locate(finding, regel, Niveau.FEJL)


_Findings = list[tuple[str, Finding]]


def _at_once(source: Source, findings: _Findings, years: Sequence[LooseYears]) -> tuple[list[Problem], _Findings]:
    """What one slip is the cause of as one problem, and the findings that are left."""
    told = []
    for piece in find(source.text, source.form):
        inside = [each for each in findings if piece.span.start <= _place(source, each[1]) < piece.span.end]
        if len(inside) == 1 and piece.new is None and source.block_above(inside[0][1].sti):
            continue  # its own words say what to do with the one line
        if inside and piece.error.span.start not in {span.start for span in source.left_out}:
            told.append(source.problem(piece.error.regel, piece.error.span, piece.error.besked, piece.error.forslag))
            findings = [each for each in findings if each not in inside]
    for navn, nodes in years:
        written = [node.value for node in nodes]
        findings = [
            each
            for each in findings
            if each[1].sti[0] not in written and (each[0] != "felt-mangler" or each[1].sti != (navn,))
        ]
        which = f"{written[0]}-{written[-1]}" if len(written) > 1 else written[0]
        besked = f"{which} hører til {navn}. Begynd hver af linjerne med 2 mellemrum; udplan ret kan gøre det."
        told.append(source.problem("ukendt-felt", node_span(source.text, nodes[0]), besked, f"  {written[0]}:"))
    return told, findings


def _place(source: Source, finding: Finding) -> int:
    return source.span(finding.sti, nøgle=finding.nøgle).start


class LooseYears(NamedTuple):
    """Years that stand below a field of amounts, and not further in than its name, so that they are fields themselves."""

    navn: str
    nodes: list[Any]


def loose_years(root: Any, group: Group, context: Kontekst | None) -> list[LooseYears]:
    """Every field of amounts that is blank and has years of the plan right below it, each with a value or blank."""
    found: list[LooseYears] = []
    below = False
    for key, value in root.value if context and is_mapping(root) and not root.flow_style else ():
        name = KEYS.get(key.value, "") if is_scalar(key) else ""
        kind = group.under(name) if name else None
        if kind is not None:
            below = isinstance(kind, PerYear) and is_scalar(value) and not value.value
            found += [LooseYears(name, [])] if below else []
        elif below and _is_year(key, value, context):
            found[-1].nodes.append(key)
        else:
            below = False
    return [each for each in found if each.nodes]


def _is_year(key: Any, value: Any, context: Kontekst | None) -> bool:
    if context is None or not is_scalar(key) or not is_scalar(value) or value.start_mark.line != value.end_mark.line:
        return False
    return key.value in map(str, context.år) and key.start_mark.column == 0


def may_be_left_out(source: Source, sti: Sti) -> bool:
    """Whether a field that is not among those that could be read may stand where a file could not be."""
    if (
        source.left_out
        and len(sti) == 1
        and is_mapping(source.root)
        and any(source.key(key) == sti[0] for key, _ in source.root.value)
    ):
        return True  # it is there, and what it says is left out
    words = {
        match[1]
        for start, end in source.left_out
        for match in re.finditer(r"(?<!\S)([^\s:#'\"]{1,30})[ \t]*:", source.text[start:end])
    }
    return any(nearest(word, [_field(sti)], most=1) for word in words)


def set_by_udplan(source: Source, name: str) -> Problem:
    """The problem of an initiative that states in the file what udplan takes from the file's name."""
    besked = f"{name} skal ikke skrives: filens navn er punktets id. Slet linjen."
    return source.locate(Finding(source.path, (name,), besked, nøgle=True), "ukendt-felt", Niveau.FEJL)


def _finding(error: Any, source: Source, model: type[Base]) -> tuple[str, Finding]:
    on_key = error["loc"][-1:] == ("[key]",)
    sti: Sti = error["loc"][:-1] if on_key else error["loc"]
    fil = source.path
    name = str(sti[-1]) if sti else ""
    kind: str = error["type"]
    if "besked" in error.get("ctx", {}):
        return kind, Finding(fil, sti, error["ctx"]["besked"], error["ctx"]["forslag"], nøgle=on_key)
    owner = _model_of_group(model, sti)
    if kind == "extra_forbidden":
        known = sorted(set(owner.model_fields) - (SET_BY_UDPLAN if owner is Indsats else set()))
        near = nearest(name, known, most=1)
        mente = f"Mente du {near[0]}?" if near else _where_it_belongs(owner, name, known)
        if text := source.block_above(sti):
            ind = f"Hører linjen til teksten i {text}? Så ryk den lige så langt ind som resten af teksten."
            mente = f"{mente} {ind}" if near else ind
        return "ukendt-felt", Finding(
            fil, sti, f"Feltet {shortened(name)} findes ikke her. {mente}", near[0] if near else None, nøgle=True
        )
    if kind == "missing":
        description = owner.model_fields[name].description or ""
        besked = f"{name} mangler. Skriv en linje med {name}: {with_stop(description[:1].lower() + description[1:])}"
        return "felt-mangler", Finding(fil, sti, besked, _BODIES if (owner, name) == (Grundlag, "fora") else None)
    if kind == "string_too_long":
        besked = (
            f"Teksten i {_field(sti)} er på {len(error['input'])} tegn og kan højst være på {MOST_IN_LINE}. {_SHORTER}"
        )
        return "forkert-form", Finding(fil, sti, besked)
    if kind == "too_long":
        besked = (
            f"{name} har {len(error['input'])} navne og kan højst have {MOST_NAMES}. Skriv kun dem, punktet handler om."
        )
        return "forkert-form", Finding(fil, sti, besked)
    form = _FORMS.get(kind, _OTHER_FORM)
    if form is _GROUP and (forslag := _as_bodies(sti, error["input"])):
        return "forkert-form", Finding(fil, sti, f"{shortened(name)} {form}", forslag)
    if isinstance(sti[-1], int):
        name = f"Hvert punkt under {_field(sti)}"
    if form is _LIST and isinstance(sti[-1], str) and name not in nested(owner):
        form = _SHORT_LIST
    elif form is _LIST and isinstance(error["input"], str) and isinstance(sti[-1], str):
        form = f"{_LIST} {_as_point(nested(owner)[name], error['input'])}"
    return "forkert-form", Finding(fil, sti, f"{name} {form}")


#: The field ``fora`` of the example.
_BODIES = EXAMPLE[EXAMPLE.index("fora:") :]
#: So many bodies are shown as they should have been written.
_MOST_SHOWN = 8


def _as_bodies(sti: Sti, written: Any) -> str | None:
    """The bodies of plan.yaml in the form wanted, of what was written in their place; None where that says no name."""
    if len(sti) == 2 and sti[0] == "fora" and (written is None or isinstance(written, str)):
        kode = str(sti[1])
        slags = next((slags for slags in Slags if fold(slags) == fold(written or "")), None)
        return "".join(f"{line}\n" for line in forum_lines(kode, "" if slags else written or "", slags))
    if sti != ("fora",):
        return None
    names = written.split(",") if isinstance(written, str) else written if isinstance(written, list) else []
    codes = [name.strip() for name in names if isinstance(name, str) and name.strip()][:_MOST_SHOWN]
    bodies = [line for kode in codes for line in forum_lines(kode, "")]
    return "".join(f"{line}\n" for line in ("fora:", *bodies)) if codes else None


def _where_it_belongs(owner: type[Base], name: str, known: Sequence[str]) -> str:
    """The groups that have a field by that name, where it was written outside them; else what can stand there."""
    groups = [group for group, inner in nested(owner).items() if name in inner.model_fields]
    return f"Det hører til under {listed(groups, 'eller')}." if groups else f"Her kan stå: {', '.join(known)}."


def _field(sti: Sti) -> str:
    """The name of the field that a path ends in."""
    return next((step for step in reversed(sti) if isinstance(step, str)), "feltet")


def _as_point(model: type[Base], written: str) -> str:
    """How a text is written as the one point of a list: as the field that it can be, behind those that are required."""
    fields = group_of(model).fields
    text = next((navn for navn, kind in fields.items() if isinstance(kind, Text) and kind.long), None)
    if text is None:
        return ""
    first = [
        f"{navn}: {_EXAMPLES.get(kind.navn, '…')}"
        for navn, kind in fields.items()
        if model.model_fields[navn].is_required()
    ]
    point = ", ".join([*first, f"{text}: {quoted(written)}"])
    return f"Skriv fx - {{{point}}} på linjen nedenunder."


_EXAMPLES = {"dato": "2025-01-21"}
_SHORTER = "Skriv den kortere; resten kan stå i en længere tekst, fx kurs eller note."
_LIST = "skal være en liste. Skriv hvert punkt på sin egen linje med - og et mellemrum foran."
_SHORT_LIST = f"{_LIST.removesuffix('.')}, eller dem alle i [ ] med komma imellem."
_GROUP = "skal være en gruppe felter. Skriv hvert felt på sin egen linje, rykket ind: navn, kolon, mellemrum, værdi."
_FORMS = {
    "string_type": "skal være én tekst, ikke en liste eller en gruppe felter.",
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _GROUP,
    "model_type": _GROUP,
}
_OTHER_FORM = "har ikke den form, feltet skal have."


def _model_of_group(model: type[Base], sti: Sti) -> type[Base]:
    """The model of the group that a path's last key stands in."""
    for step in sti[:-1]:
        model = nested(model).get(str(step), model)
    return model
