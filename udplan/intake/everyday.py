"""The everyday changes to one item's file: a field by its name, a new status, that it is closed; each is told as it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from udplan.disk.reading import read_file
from udplan.edit.fields import CannotSet, Place, Sæt, Tilføj, Ændring, first_possible
from udplan.edit.writing import points
from udplan.intake.amounts import as_figure, refuse_other_years, year_changes
from udplan.intake.same_status import of_same_words, says
from udplan.intake.written import as_written
from udplan.model.forms import KEYS, SET_BY_UDPLAN
from udplan.model.groups import Free, Group, Points, group_of, read_as
from udplan.model.indsats import INGEN, DecisionPath, Indsats, Status, Trin
from udplan.model.kind import Kind, Kontekst, is_unknown
from udplan.model.money import AmountOrPerYear, PerYear
from udplan.model.plan import Plan, read_source
from udplan.model.texts import Names
from udplan.values.unknown import UKENDT, BadValue
from udplan.values.words import fold, how_many, listed, nearest, shortened
from udplan.yaml.source import canonical


def _rewritten(written: str, kind: Kind, context: Kontekst) -> Any:
    """What stands in a field as it is written best; a status asks for none of that."""
    from udplan.edit.meaning import rewritten

    return rewritten(written, kind, context)


class Fortalt(NamedTuple):
    """A change as it is told: the field, what stood there and what stands there now (blank is empty); the same twice where
    nothing had to be changed. ``ved`` are the remarks that stand in the file at the field, ``tilføjet`` says that it is one
    more of a list, and ``også`` tells what comes with it."""

    felt: str
    før: str
    nu: str
    ved: tuple[str, ...] = ()
    tilføjet: bool = False
    også: str = ""

    def __str__(self) -> str:
        if self.tilføjet:
            return f"{self.felt}: {_quoted(self.nu)}{self.også and f' ({self.også})'} er tilføjet."
        if self.før == self.nu:
            return f"{self.felt}: {f'»{self.nu}« står der allerede' if self.nu else 'er tom i forvejen'}."
        return f"{self.felt}: fra {_quoted(self.før)} til {_quoted(self.nu)}.{self.også and ' '}{self.også}"


def _quoted(text: str) -> str:
    return f"»{shortened(' '.join(text.split()), 70)}«" if text else "tom"


class Punkt:
    """An item's file while it is changed: ``ændringer`` are the changes so far, and ``fortalt`` what they are told as.

    Raises (when it is made):
        OSError: if the file cannot be read.
    """

    def __init__(self, plan: Plan, indsats: Indsats) -> None:
        self.plan, self.indsats, self.fil = plan, indsats, indsats.fil
        self.ændringer: list[Ændring] = []
        self.fortalt: list[Fortalt] = []
        self._read(read_file(indsats.fil))

    def _read(self, raw: bytes) -> None:
        self._raw, self._source = raw, read_source(self.fil, raw)
        self._data: dict[str, Any] = self._source.data or {}

    def sæt(self, felt: str, text: str) -> None:
        """Let a field say what somebody wrote for it.

        Raises:
            BadValue: for a field or a value that there is none such.
            UnknownChoice: for a name that the plan does not know.
            CannotSet: where the file is written so that it cannot be changed for certain.
        """
        sti, kind = self._place(felt)
        if sti[0] == "sagsgang":
            self._sæt_sagsgang(sti, kind, text)
            return
        value = self._alone(str(sti[0]), kind, text) if isinstance(kind, PerYear) else as_written(kind, text, self.plan)
        self._make(sti, kind, value, lambda: self._changes(sti, kind, value))

    def status(
        self, dag: date, tekst: str, *, obs: bool = False, lys: str | None = None, forventet: Mapping[int, str] = {}
    ) -> None:
        """Add a dated status, unless it is there already.

        Raises:
            BadValue: for a colour or an amount that is none.
            CannotSet: as ``sæt`` does, and where a status of that day says the same with other marks.
        """
        fields = group_of(Status).fields
        marks: dict[str, Any] = {"obs": "ja"} if obs else {}
        if lys is not None:
            marks["lys"] = as_written(fields["lys"], lys, self.plan)
        if forventet:
            years = {år: as_figure(text, self.plan) for år, text in sorted(forventet.items())}
            refuse_other_years(years, self.plan)
            marks["forventet"] = {str(år): text for år, text in years.items()}
        new = {"dato": dag.isoformat()} | ({"tekst": tekst} if tekst else {}) | marks
        read = read_as(Status, new, self.plan.grundlag.kontekst)
        felt, told = f"status {read.dato.isoformat()}", _as_text(new | {"dato": None})
        same = of_same_words(self.indsats, dag, tekst)
        amounts = read.forventet if isinstance(read.forventet, Mapping) else {}
        if any(says(each, read.obs, read.lys, amounts) for each in same):
            self.fortalt.append(Fortalt(felt, told, told))
        elif same:
            raise CannotSet(f"Den status står der allerede, men med andre mærker ({same[0]}). Ret den i filen.")
        else:
            self._apply([Tilføj(("status",), new)])
            self.fortalt.append(Fortalt(felt, "", tekst or told, tilføjet=True, også=_as_text(marks) if tekst else ""))

    def luk(self, dag: date | None) -> bool:
        """Close the item, on a day if it is known; whether there was something to do.

        Raises:
            CannotSet: as ``sæt`` does.
        """
        if self.indsats.afsluttet:
            return False
        self.sæt("slut", dag.isoformat() if dag else "X")
        return True

    # --- where -------------------------------------------------------------------------------------------------------

    def _place(self, felt: str) -> tuple[Place, Kind]:
        """The place and the kind of a field by its name, in which steps and other points count from 1."""
        sti: list[str | int] = []
        kind: Kind = group_of(Indsats)
        for part in felt.split("."):
            step, kind = self._step(felt, kind, part.strip(), sti)
            sti.append(step)
        if isinstance(kind, Group) and kind.model is Trin:
            sti.append("forum")
            kind = group_of(Trin).fields["forum"]
        if isinstance(kind, Group | Free) or (isinstance(kind, Points) and not isinstance(kind, Names)):
            below = "forklaring" if kind.model else "navn"
            raise BadValue(
                f"Feltet har andre under sig. Skriv hvilket, fx {felt}{'' if isinstance(kind, Group) else '.1'}.{below}=…"
            )
        return tuple(sti), kind

    def _step(self, felt: str, kind: Kind, part: str, sti: list[str | int]) -> tuple[str | int, Kind]:
        if isinstance(kind, Group):
            name = canonical(part, KEYS) if part in KEYS else KEYS.get(fold(part), part)
            if not sti and name == "status":
                raise BadValue('En status skrives med udplan status ID "tekst".')
            if not sti and name in SET_BY_UDPLAN:
                raise BadValue(f"{name} er filens navn og sættes ikke. Omdøb filen i stedet.")
            if name not in kind.fields:
                raise _unknown_field(part, kind.fields.keys() - (SET_BY_UDPLAN if not sti else set()))
            return name, kind.fields[name]
        if isinstance(kind, PerYear):
            if not part.isdecimal() or int(part) not in self.plan.grundlag.år:
                raise BadValue(
                    f"»{shortened(part)}« er ikke et af planens år ({listed(map(str, self.plan.grundlag.år))})."
                )
            return int(part), kind.figure
        if isinstance(kind, DecisionPath) and fold(part) == INGEN:
            return INGEN, kind.under(INGEN) or kind
        if isinstance(kind, Points | DecisionPath):
            return self._point(felt, kind, part, sti)
        if isinstance(kind, Free):
            return part, kind.under(part)
        raise BadValue(f"{'.'.join(map(str, sti))} har ingen felter under sig, så »{shortened(felt)}« findes ikke.")

    def _point(self, felt: str, kind: Kind, part: str, sti: list[str | int]) -> tuple[int, Kind]:
        name = str(sti[-1])
        if not part.isdecimal():
            raise BadValue(f"Sig, hvilket nummer det er, fx {name}.2.{part}=…")
        at = list(self._steps() if name == "sagsgang" else points(_at(self._data, tuple(sti))))
        if not 1 <= int(part) <= len(at):
            what = how_many(len(at), "led", "led") if name == "sagsgang" else how_many(len(at), "punkt", "punkter")
            raise BadValue(f"Der er {what} i {name}.")
        assert kind.point is not None
        return int(part) - 1, kind.point

    # --- what --------------------------------------------------------------------------------------------------------

    def _alone(self, felt: str, kind: PerYear, text: str) -> str:
        """A text for a field that has a figure a year: blank, ``ikke oplyst``, or one figure where that may stand."""
        if not text.strip():
            return ""
        if kind.unknown and is_unknown(text):
            return UKENDT
        standing = self._data.get(felt)
        if isinstance(kind, AmountOrPerYear) and not isinstance(standing, dict) and not is_unknown(standing):
            return as_figure(text, self.plan, kind.figure)
        raise BadValue(
            f"Feltet har et tal for hvert år. Skriv året, fx {felt}.{self.plan.grundlag.år[0]}={text.strip()}"
        )

    def _changes(self, sti: Place, kind: Kind, value: Any) -> list[Ændring]:
        parent = group_of(Indsats).fields[str(sti[0])]
        if isinstance(parent, PerYear) and len(sti) == 2:
            return year_changes(str(sti[0]), {int(sti[1]): str(value)}, self.plan, self._source, self._raw)
        return [Sæt(sti, value)]

    def _make(self, sti: Place, kind: Kind, value: Any, changes: Callable[[], list[Ændring]]) -> None:
        """Make a change and tell it; nothing is made of one that says what stands there."""
        standing = _at(self._data, sti)
        whole = standing is None and len(sti) == 2 and is_unknown(self._data.get(str(sti[0])))
        if whole:
            standing = UKENDT
        years = self.plan.grundlag.år
        told = ".".join(str(step + 1 if isinstance(step, int) and step not in years else step) for step in sti)
        context = self.plan.grundlag.kontekst
        before = [_rewritten(of, kind, context) if isinstance(of, str) else of for of in points(standing or None)]
        if before == points(value or None):
            self.fortalt.append(Fortalt(told, _as_text(value), _as_text(value)))
            return
        remarks = self._remarks(sti)
        others = "De andre år er stadig ikke oplyst." if whole and isinstance(sti[-1], int) else ""
        self._apply(changes())
        self.fortalt.append(Fortalt(told, _as_text(standing), _as_text(value), remarks, også=others))

    def _apply(self, *ways: Sequence[Ændring]) -> None:
        """Make changes, in the first way that can be."""
        changes, made = first_possible(self._source, self._raw, *ways)
        self.ændringer += changes
        self._read(made.raw)

    def _remarks(self, sti: Place) -> tuple[str, ...]:
        from udplan.intake.remarks import own_remarks

        return own_remarks(self.plan, self.indsats, self._source, sti)

    # --- the sagsgang ------------------------------------------------------------------------------------------------

    def _steps(self) -> list[Any]:
        """The steps as they are written: bodies, and groups of fields."""
        standing = self._data.get("sagsgang")
        if isinstance(standing, list):
            return standing
        if isinstance(standing, str) and standing.strip() and not is_unknown(standing):
            return [step.strip() for step in standing.split(",")]
        raise BadValue('Sagsgangen har ingen led endnu. Skriv dem først: sagsgang="BUU, ØK, KB".')

    def _sæt_sagsgang(self, sti: Place, kind: Kind, text: str) -> None:
        if len(sti) == 3:
            self._sæt_led(sti, kind, text)
            return
        standing = self._data.get("sagsgang")
        if sti[-1] == INGEN:
            value = as_written(kind, text, self.plan)
            as_group = isinstance(standing, dict)
            if not as_group:
                self._keep_facts()
            self._make(sti, kind, value, lambda: [Sæt(sti, value) if as_group else Sæt(("sagsgang",), {INGEN: value})])
            return
        from udplan.intake.decision_path import read_path

        value = read_path(self.plan, text) if text.strip() else ""
        if self._says(standing, value):
            self.fortalt.append(Fortalt("sagsgang", _as_text(value), _as_text(value)))
            return
        self._keep_facts()
        self._make(sti, kind, value, lambda: [Sæt(sti, value)])

    def _says(self, standing: Any, value: Any) -> bool:
        """Whether a list of steps says all of a path that somebody wrote, and perhaps more."""
        if not isinstance(standing, list) or not value or isinstance(value, dict):
            return False
        wanted = value if isinstance(value, list) else value.split(", ")
        pairs = zip(standing, wanted, strict=False)
        return len(standing) == len(wanted) and all(
            self._body(there) == self._body(step) and self._tid(step) in ("", self._tid(there)) for there, step in pairs
        )

    def _tid(self, step: Any) -> str:
        tid = step.get("tid") if isinstance(step, dict) else None
        return str(_rewritten(tid or "", group_of(Trin).fields["tid"], self.plan.grundlag.kontekst))

    def _body(self, step: Any) -> str:
        return self.plan.grundlag.kontekst.forum(str(step.get("forum") if isinstance(step, dict) else step))

    def _keep_facts(self) -> None:
        """Refuse to replace steps that say more than their body: their times and decisions would be lost."""
        standing = self._data.get("sagsgang")
        if not isinstance(standing, list):
            return
        facts = [
            f"led {number} ({self._body(step)}) har {listed(name for name in step if name != 'forum')}"
            for number, step in enumerate(standing, 1)
            if isinstance(step, dict) and step.keys() - {"forum"}
        ]
        if facts:
            raise BadValue(
                f"Leddenes tider og beslutninger ville gå tabt: {listed(facts)}. Ret et led ad gangen, "
                "fx sagsgang.2.tid=21-01-2026 eller sagsgang.2.forum=ØK, eller ret sagsgangen i filen."
            )

    def _sæt_led(self, sti: Place, kind: Kind, text: str) -> None:
        steps, at, name = self._steps(), int(sti[1]), str(sti[2])
        value = as_written(kind, text, self.plan)
        if name == "forum" and not value:
            raise BadValue(f"Led {at + 1} skal have et forum. Skal leddet væk, så slet det i filen.")
        step = steps[at] if isinstance(steps[at], dict) else {"forum": steps[at]}
        standing = step.get(name)
        led = f"sagsgang.{at + 1}.{name}"
        if _rewritten(standing or "", kind, self.plan.grundlag.kontekst) == value:
            self.fortalt.append(Fortalt(led, str(value), str(value)))
            return
        remarks = self._remarks(sti if isinstance(steps[at], dict) else sti[:2])
        whole = {of: filled for of in group_of(Trin).fields if (filled := value if of == name else step.get(of))}
        new = [*steps[:at], whole if whole.keys() - {"forum"} else whole["forum"], *steps[at + 1 :]]
        as_text = isinstance(self._data.get("sagsgang"), str) and not any(isinstance(of, dict) for of in new)
        replaced = Sæt(("sagsgang",), ", ".join(new) if as_text else new)
        it_alone = Sæt(sti, value) if isinstance(steps[at], dict) else Sæt(("sagsgang", at), new[at])
        self._apply([it_alone if isinstance(self._data.get("sagsgang"), list) else replaced], [replaced])
        self.fortalt.append(Fortalt(led, _as_text(standing), _as_text(value), remarks))


def _unknown_field(part: str, known: Iterable[str]) -> BadValue:
    near = nearest(part, sorted(known))
    mente = f"Mente du {listed(near, 'eller')}?" if near else f"Felterne er {listed(sorted(known))}."
    return BadValue(f"Feltet »{shortened(part)}« findes ikke. {mente}")


def _at(data: Any, sti: Place) -> Any:
    """What stands at a place of what was read; None where there is nothing."""
    for step in sti:
        if isinstance(data, list) and isinstance(step, int):
            data = data[step] if step < len(data) else None
        else:
            data = data.get(str(step)) if isinstance(data, dict) else None
    return data


def _as_text(value: Any) -> str:
    """A value as one line tells it."""
    if isinstance(value, dict):
        return ", ".join(
            f"{name}: {_as_text(of)}" if name not in ("tekst", "forum") else _as_text(of)
            for name, of in value.items()
            if of
        )
    return "; ".join(map(_as_text, value)) if isinstance(value, list) else value or ""
