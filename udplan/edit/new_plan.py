"""A new plan: the text of its plan.yaml, with comments that say what each part is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

from udplan.edit.new import comment_line
from udplan.edit.writing import CannotWrite, field_lines, on_line
from udplan.model.forms import GRUNDLAG
from udplan.model.groups import group_of
from udplan.model.kind import MOST_IN_LINE, is_unknown
from udplan.model.planfile import Grundlag, Slags, read_years, slags_of
from udplan.values.signs import FORTEGN, sign_in_words
from udplan.values.words import fold, listed, shortened


class BadAnswer(ValueError):
    """An answer that no plan can be made with; the text is Danish and says what to write."""


class Body(NamedTuple):
    """A body of the new plan. A group stands for all the committees that are not the økonomiudvalg."""

    kode: str
    navn: str
    slags: Slags


class NewPlan(NamedTuple):
    """What a new plan.yaml is to say; ``fora`` stand in the order of the plan."""

    titel: str
    kommune: str
    år: Sequence[int]
    enhed: str
    fora: Sequence[Body]
    tovholdere: Sequence[str] = ()
    grupper: Sequence[str] = ()


#: The bodies that a municipality has beside its committees, as most call them, in the order of a plan: the økonomiudvalg
#: goes before the committees, and the others behind them. The økonomiudvalg and the council have every municipality by
#: law (kommunestyrelsesloven §§ 2 and 18).
STANDARD = (
    Body("ØK", "Økonomiudvalget", Slags.ØKONOMIUDVALG),
    Body("FUDV", "Fagudvalgene", Slags.GRUPPE),
    Body("KCL", "Koncernledelsen", Slags.ADMINISTRATION),
    Body("MED", "MED-udvalget", Slags.HØRING),
    Body("KB", "Kommunalbestyrelsen", Slags.KOMMUNALBESTYRELSE),
)
_ORDER = (
    Slags.ØKONOMIUDVALG,
    Slags.FAGUDVALG,
    Slags.GRUPPE,
    Slags.ADMINISTRATION,
    Slags.HØRING,
    Slags.KOMMUNALBESTYRELSE,
)


def read_body(written: str) -> Body:
    """A body as it is answered: its code, ``=`` and its name.

    Raises:
        BadAnswer: if it is written otherwise, or cannot stand in a sagsgang.
    """
    kode, equals, navn = (part.strip() for part in written.partition("="))
    if not equals or not kode or not navn:
        raise BadAnswer(
            f"»{shortened(written)}« er ikke et udvalg. Skriv koden, = og navnet, fx BUU=Børne- og Ungdomsudvalget."
        )
    if "," in kode:
        raise BadAnswer(
            f"Koden {shortened(kode)} har et komma, og kommaer skiller leddene i en sagsgang. Skriv en anden."
        )
    return Body(read_name(kode), read_name(navn), slags_of(kode, navn))


def read_name(written: str) -> str:
    """A name or a title on its line.

    Raises:
        BadAnswer: if it is empty, unknown, too long, or has a sign that may not stand in a plan.
    """
    name = " ".join(written.split())
    if not name:
        raise BadAnswer("Svaret er tomt. Skriv navnet.")
    if is_unknown(name):
        raise BadAnswer("Det kan ikke være »ikke oplyst«. Skriv navnet.")
    if len(name) > MOST_IN_LINE:
        raise BadAnswer(f"Navnet er på {len(name)} tegn og kan højst være på {MOST_IN_LINE}. Skriv det kortere.")
    try:
        on_line("navn", name, GRUNDLAG)
    except CannotWrite as error:
        raise BadAnswer(str(error)) from error
    return name


def read_period(written: str) -> tuple[int, ...]:
    """The years of a plan, as ``2026-2029``, or with commas between.

    Raises:
        BadAnswer: if they are not years that a plan can have.
    """
    years = [part.strip() for part in written.split(",")]
    try:
        return read_years(years[0] if len(years) == 1 else years)
    except PydanticCustomError as error:
        raise BadAnswer(str(error.context["besked"]) if error.context else str(error)) from error


def period_text(år: Sequence[int]) -> str:
    """The years as a folder is called after them."""
    return "-".join(map(str, (år[0], år[-1]) if len(år) > 1 and _in_a_row(år) else år))


def _in_a_row(år: Sequence[int]) -> bool:
    return list(år) == list(range(år[0], år[-1] + 1))


def with_standard(named: Sequence[Body], *, without: Sequence[str] = ()) -> list[Body]:
    """The bodies that were named and the standard ones of the kinds that were not, in the order of a plan; ``without``
    are the codes of standard ones that the plan does not have.

    Raises:
        BadAnswer: if two have the same code or name.
    """
    kinds = {body.slags for body in named}
    more = [body for body in STANDARD if body.slags not in kinds and body.kode not in without]
    every = sorted([*named, *more], key=lambda body: _ORDER.index(body.slags))
    seen: dict[str, Body] = {}
    for body in every:
        for name in {fold(body.kode), fold(body.navn)}:
            if other := seen.get(name):
                raise BadAnswer(
                    f"{body.kode} ({body.navn}) og {other.kode} ({other.navn}) hedder det samme. "
                    "Giv dem hver sin kode og hvert sit navn."
                )
        seen |= {fold(body.kode): body, fold(body.navn): body}
    return every


# --- the text ---------------------------------------------------------------------------------------------------------

_HEAD = """\
# {titel}, {kommune}.
#
# Her står det, der gælder for hele planen. Hvert punkt er en fil for sig i mappen; udplan ny laver den.
# Det, der står efter #, er bemærkninger og bliver ikke læst. Kør udplan lint, når her er rettet noget."""
_BODIES = f"""\
# Alle, der kan stå i en sagsgang, i planens rækkefølge. Det foran kolon er koden, som punkterne bruger.
# slags er {listed(Slags, "eller")}.
# Et udvalg mere skrives på samme måde. Slet det, kommunen ikke har, og ret navnene, så de er jeres egne."""
_ROLES = """\
# Stillinger, der kan være tovholder; aldrig personnavne. En tovholder, der er stavet anderledes, melder udplan lint."""
_GROUPS = """\
# Budgetaftalens grupper af hensigtserklæringer, i aftalens rækkefølge."""
_NO_ROLES = "# tovholdere:\n#   - Økonomichefen"
_NO_GROUPS = "# hensigtsgrupper:\n#   - Fremtidens velfærd"
_TOTALS = """\
# Totaler, som budgetaftalen oplyser. udplan lint holder dem op mod summen af punkterne. Fjern # foran, og ret.
# kontroltal:
#   - navn: Driftsændringer i alt
#     kilde: budgetaftalen
#     hvor:
#       art: drift
#     beløb:
{years}"""


def new_plan(new: NewPlan) -> str:
    """The text of a new plan.yaml."""
    parts = [
        _HEAD.format(titel=new.titel, kommune=new.kommune),
        "\n".join(_settings(new)),
        "",
        _BODIES,
        *_field("fora", {body.kode: _body(body) for body in new.fora}),
        "",
        _GROUPS,
        *(_field("hensigtsgrupper", list(new.grupper)) if new.grupper else [_NO_GROUPS]),
        "",
        _ROLES,
        *(_field("tovholdere", list(new.tovholdere)) if new.tovholdere else [_NO_ROLES]),
        "",
        _TOTALS.format(years="\n".join(f"#       {år}:" for år in new.år)),
    ]
    return "\n".join(parts) + "\n"


def _settings(new: NewPlan) -> Iterator[str]:
    years = period_text(new.år)
    values = {
        "titel": (new.titel, ""),
        "kommune": (new.kommune, ""),
        "periode": (years, "budgetåret og overslagsårene"),
        "enhed": (new.enhed, "alle beløb skrives i den: mio. kr., 1.000 kr. eller kr."),
        "decimaltegn": ("komma", "komma eller punktum"),
        "fortegn": (FORTEGN[0], f"{sign_in_words(FORTEGN[0])}; ellers {FORTEGN[1]}"),
    }
    for navn, (value, comment) in values.items():
        if navn == "periode" and not _in_a_row(new.år):
            yield from _field(navn, [str(år) for år in new.år])
        else:
            yield comment_line(navn, on_line(navn, value, GRUNDLAG), comment)


def _body(body: Body) -> Mapping[str, Any]:
    omfatter = {"omfatter": str(Slags.FAGUDVALG)} if body.slags is Slags.GRUPPE else {}
    return {"navn": body.navn, "slags": str(body.slags), **omfatter}


def _field(navn: str, value: Any) -> Iterator[str]:
    return field_lines({navn: value}, GRUNDLAG, group_of(Grundlag), 0)
