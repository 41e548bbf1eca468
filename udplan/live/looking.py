"""One look at a plan: what lint finds, and the document, as it is or as it last could be made."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from udplan.disk.refusals import refusal
from udplan.documents.printing.errors import TemplateError
from udplan.figures.select import UnknownChoice, resolve
from udplan.lint.run import Verdict, lint
from udplan.live.findings import findings
from udplan.model import folders
from udplan.model.plan import Plan, load
from udplan.publish import disclosed
from udplan.publish.document import available, finished
from udplan.values.words import no_such_name, same_name
from udplan.yaml.problem import Niveau, Problem

_OLD: Final = "Det her er dokumentet, som det var, før der kom en fejl, så det ikke kan laves. Ret fejlen, så følger det med igen."
_NONE: Final = "Her er intet dokument endnu, for planen har fejl. Ret dem, så kommer det."


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see: the document's name, and fields of ``figures.select.Valg`` as they were typed."""

    mappe: Path
    navn: str
    typed: Mapping[str, Any]
    dag: date | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that the document is made of: the plan's, and those of templates."""
        return tuple(dict.fromkeys((self.mappe, *folders.templates(self.mappe))))


@dataclass(frozen=True)
class Page:
    """A finished document, and the mark that another one has not."""

    titel: str
    html: bytes
    mærke: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mærke", hashlib.sha256(self.html).hexdigest()[:16])


@dataclass(frozen=True)
class Look:
    """What there is to see. ``page`` is an earlier one where ``is_old``, and None where there has been none yet.

    ``wrong_choice`` says what the plan does not know of what was asked for; ``may_heal`` whether it can be another the next
    time with the same files, as where a program holds one of them.
    """

    verdict: Verdict
    page: Page | None
    navn: str
    is_old: bool = False
    wrong_choice: str | None = None
    may_heal: bool = False

    def told(self) -> str:
        """The look as json for the page, all but the document itself."""
        state = "" if self.page and not self.is_old else _OLD if self.page else _NONE
        return json.dumps(
            findings(self.verdict)
            | {
                "titel": self.page.titel if self.page else self.navn,
                "dokument": self.page.mærke if self.page else None,
                "gammelt": self.is_old,
                "tilstand": state,
            }
        )


def look(asked: Asked, last: Page | None = None) -> Look:
    """Read the plan and make the document; ``last`` is shown where that cannot be. Whatever is wrong stands in the verdict."""
    verdict = Verdict([], [])
    try:
        loaded = load(asked.mappe)
        verdict = lint(loaded, asked.dag)
        if loaded.plan is None or loaded.unreadable:
            return _without(asked, verdict, last)
        return Look(verdict, _page(loaded.plan, asked), asked.navn)
    except UnknownChoice as error:
        return _without(
            asked, _and(verdict, Problem(asked.mappe / folders.PLAN_FILE, *_START, str(error))), last, str(error)
        )
    except TemplateError as error:
        return _without(asked, _and(verdict, _of_template(asked, str(error))), last)
    except OSError as error:
        return _without(asked, _and(verdict, Problem(asked.mappe, *_START, refusal(error))), last, may_heal=True)
    except Exception as error:  # a mistake of udplan's own must not end what follows the plan
        if os.environ.get("UDPLAN_FEJLSOEG"):
            raise
        besked = f"Der er en fejl i udplan selv ({type(error).__name__}: {error}). Meld den."
        return _without(asked, _and(verdict, Problem(asked.mappe, *_START, besked)), last)


#: The place and level of what is no rule's to say.
_START: Final = (1, 1, "", Niveau.FEJL)


def _page(plan: Plan, asked: Asked) -> Page:
    names = available(plan)
    navn = same_name(asked.navn, names)
    if navn is None:
        raise UnknownChoice(no_such_name(asked.navn, names, "Dokumentet"))
    try:
        done = finished(plan, resolve(plan, **asked.typed, dag=asked.dag), navn, "html")
    finally:
        disclosed.made.cache_clear()  # it keeps documents with their plans, for those who make many of one plan
    return Page(done.title, str(done.content).encode("utf-8"))


def _without(
    asked: Asked, verdict: Verdict, last: Page | None, wrong_choice: str | None = None, *, may_heal: bool = False
) -> Look:
    held = may_heal or any(problem.regel == "kan-ikke-laeses" for problem in verdict.problems)
    return Look(verdict, last, asked.navn, last is not None, wrong_choice, held)


def _and(verdict: Verdict, problem: Problem) -> Verdict:
    return verdict._replace(problems=[problem, *verdict.problems])


def _of_template(asked: Asked, said: str) -> Problem:
    """The problem of a template, at the place that begins the sentence (``errors.TemplateError``)."""
    told = re.match(r"(?P<file>.+?):(?:(?P<line>[0-9]+):)? (?P<what>.+)", said, re.DOTALL)
    if told is None or not Path(told["file"]).exists():
        return Problem(asked.mappe, *_START, said)
    return Problem(Path(told["file"]), int(told["line"] or 1), 1, "", Niveau.FEJL, told["what"])
