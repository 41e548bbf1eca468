"""What the model refuses, in Danish and at its place: pydantic's errors as problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from udplan.model.forms import SET_BY_UDPLAN, nested
from udplan.model.indsats import Indsats
from udplan.model.kind import MOST_IN_LINE, MOST_NAMES, Base
from udplan.model.planfile import EXAMPLE, Grundlag, Slags, forum_lines
from udplan.values.words import fold, listed, nearest, shortened, with_stop
from udplan.yaml.problem import Finding, Niveau, Problem, Sti
from udplan.yaml.source import MOST_PROBLEMS, Source


def refusals(error: ValidationError, source: Source, model: type[Base]) -> Iterator[Problem]:
    """Every error of a validation, as an error of lint at its place in the file."""
    findings = [_finding(details, source, model) for details in error.errors(include_url=False)[:MOST_PROBLEMS]]
    # A field that is spelled wrong is one mistake, and not also a field that is missing.
    meant = {(*finding.sti[:-1], finding.forslag) for regel, finding in findings if regel == "ukendt-felt"}
    for regel, finding in findings:
        if regel != "felt-mangler" or finding.sti not in meant:
            yield source.locate(finding, regel, Niveau.FEJL)


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
