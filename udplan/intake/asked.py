"""What somebody writes of a new item, on the line or when asked, as the values that its file is to have.

Each reader takes a text and raises ``ValueError`` in Danish words for one that cannot be used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from udplan.edit.new_plan import BadAnswer, read_name
from udplan.edit.writing import rendered
from udplan.figures.select import UnknownChoice, find_gruppe, find_tovholder, find_udvalg, must_own, tovholdere
from udplan.intake.tried import nye_fejl
from udplan.lint.rules.tovholder_er_person import is_person
from udplan.lint.run import lint
from udplan.model.forms import INDSATS
from udplan.model.groups import group_of
from udplan.model.indsats import Indsats
from udplan.model.kind import is_unknown
from udplan.model.money import BELØB
from udplan.model.plan import Loaded, Plan, load
from udplan.model.texts import parse_code
from udplan.values.unknown import UKENDT, BadValue
from udplan.values.words import fold, listed, nearest_name, shortened
from udplan.yaml.lines import BULLETS, INVISIBLE
from udplan.yaml.problem import Problem


def read_udvalg(plan: Plan, written: str) -> str:
    """The committee that an item is to stand under."""
    kode = find_udvalg(plan, written)
    must_own(plan, kode)
    return kode


def read_tovholder(plan: Plan, written: str) -> str:
    """A role of the register; where the plan has none, any role that is not nearly one that it knows."""
    known = tovholdere(plan)
    try:
        return find_tovholder(plan, written)
    except UnknownChoice as error:
        partly = any(fold(written) in fold(title) for title in known)
        if plan.grundlag.tovholdere or partly or nearest_name(written, known):
            raise BadAnswer(f"{error} Er det en ny stilling, så skriv den under tovholdere i plan.yaml.") from error
    name = read_name(written)
    if is_person(name):
        raise BadAnswer(f"{name} ligner et personnavn. Skriv stillingen, fx Økonomichefen.")
    return name


def read_gruppe(plan: Plan, written: str) -> str:
    """One of the groups of hensigtserklæringer of the plan."""
    if not plan.grundlag.hensigtsgrupper:
        raise BadAnswer("Planen har ingen hensigtsgrupper. Skriv dem under hensigtsgrupper i plan.yaml.")
    return find_gruppe(plan, written)


def read_kode(written: str) -> str:
    return parse_code(read_name(written))


def read_amount(plan: Plan, written: str) -> str:
    """An amount of one year, as a file has it."""
    if is_unknown(written):
        return UKENDT
    try:
        return BELØB.rewrite(written.strip(), plan.grundlag.kontekst)
    except BadValue as error:
        raise BadAnswer(error.besked) from error


def read_amounts(plan: Plan, written: Iterable[str]) -> dict[str, str] | str:
    """Amounts as ``2026=-0,350``, one a year; or ``ikke oplyst`` of them all."""
    pairs = list(written)
    if len(pairs) == 1 and is_unknown(pairs[0]):
        return UKENDT
    amounts: dict[str, str] = {}
    for pair in pairs:
        år, equals, text = (part.strip() for part in pair.partition("="))
        if not equals or not text:
            raise BadAnswer(
                f"»{shortened(pair)}« er ikke et beløb for et år. Skriv året, = og beløbet, fx 2026=-0,350."
            )
        if år not in map(str, plan.grundlag.år):
            raise BadAnswer(f"{shortened(år)} er ikke et af planens år. De er {listed(map(str, plan.grundlag.år))}.")
        if år in amounts:
            raise BadAnswer(f"{år} er givet to gange. Skriv ét beløb for hvert år.")
        try:
            amounts[år] = read_amount(plan, text)
        except BadAnswer as error:
            raise BadAnswer(f"{år}: {error}") from error
    return amounts


_BULLET = re.compile(rf"^([ ]*)[{BULLETS}•][ \t\u00a0]+")


def read_prose(navn: str, written: str) -> str:
    """A running text as it was pasted, less what is not seen and does nothing, and with - for Word's bullets; its lines and
    its words are kept."""
    lines = re.split("\r\n|[\r\n\v\f\x85\u2028\u2029]", re.sub(INVISIBLE.pattern, "", written))
    text = "\n".join(_BULLET.sub(r"\1- ", line).rstrip() for line in lines).strip("\n")
    if not text.strip():
        raise BadAnswer(f"Teksten til {navn} er tom.")
    if "\n" not in text:
        text = text.strip()
    rendered(navn, text, INDSATS, group_of(Indsats).fields[navn], 0)
    return text


def found_wrong(loaded: Loaded, path: Path, text: str) -> tuple[list[Problem], list[Problem]]:
    """The errors of a new file, if it were at that path, and those that the plan's other files would have more than now."""
    assert loaded.plan is not None
    # Who is asked may have changed plan.yaml meanwhile, so that an answer can be taken.
    with_it = lint(load(loaded.plan.mappe, {path: text.encode("utf-8")}, loaded._replace(begyndt=None))).problems
    new = nye_fejl(lint(loaded).problems, with_it)
    return [problem for problem in new if problem.fil == path], [problem for problem in new if problem.fil != path]
