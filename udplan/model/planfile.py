"""The model of plan.yaml: what holds for the whole plan."""

# Annotations are no texts here (PEP 563), as they are elsewhere: pydantic would compile each of them to read it.

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest
from typing import Annotated, Any

from pydantic import Field
from pydantic_core import core_schema

from udplan.model.groups import TEKST, Free, Linje, Points, Text, filled, group_of
from udplan.model.indsats import ArtEllerUkendt, Beslutningsvej, Bevilling
from udplan.model.kind import Base, Kind, Kontekst, Schema, SchemaWriter, refusal
from udplan.model.kinds import Choice, Dato, Decimaler, JaNej, Year, Årstal, of_form
from udplan.model.money import Beløb, BeløbPrÅr
from udplan.model.texts import (
    ForumKode,
    GruppeEllerUkendt,
    Kode,
    Navne,
    Sagsansvarlige,
    Stilling,
    Temanavn,
    UdvalgEllerUkendt,
)
from udplan.values.amounts import DECIMALER, ENHEDER
from udplan.values.limits import FLEST_ÅR, FØRSTE_ÅR, SIDSTE_ÅR
from udplan.values.signs import FORTEGN
from udplan.values.unknown import IkkeOplyst
from udplan.values.words import fold
from udplan.yaml.lines import needs_quotes, quoted
from udplan.yaml.problem import Niveau


class Slags(StrEnum):
    """What kind of body a forum is."""

    ØKONOMIUDVALG = "økonomiudvalg"
    FAGUDVALG = "fagudvalg"
    GRUPPE = "gruppe"
    ADMINISTRATION = "administration"
    HØRING = "høring"
    KOMMUNALBESTYRELSE = "kommunalbestyrelse"

    @property
    def er_udvalg(self) -> bool:
        """Whether it is a committee."""
        return self in (Slags.ØKONOMIUDVALG, Slags.FAGUDVALG)

    @property
    def ejer_punkter(self) -> bool:
        """Whether items stand under such a body and count in it: a committee, or several as a group."""
        return self.er_udvalg or self is Slags.GRUPPE


#: What a body is by its code or its name, as most municipalities have them.
_SLAGS = {
    Slags.KOMMUNALBESTYRELSE: r"kb|kommunalbestyrelse.*|byraad.*|br",
    Slags.ØKONOMIUDVALG: r"oek|oeu|oekonomi.*udvalg.*",
    Slags.HØRING: r"hoering.*|med|.*med-udvalg|hmu|hoved-?med",
    Slags.ADMINISTRATION: r"kcl|direktion.*|koncern.*|.*ledelse.*|administration.*|chefgruppen",
    Slags.GRUPPE: r"fudv|fagudvalg(?:ene)?\b.*|relevante.*|alle (?:fag)?udvalg.*|udvalgene.*",
}


def slags_of(kode: str, navn: str) -> Slags:
    """What kind of body a new one most likely is, by how it sounds; a committee, where it sounds like nothing else."""
    words = (fold(kode), fold(navn))
    sounds = (slags for slags, form in _SLAGS.items() if any(re.fullmatch(form, word) for word in words))
    return next(sounds, Slags.FAGUDVALG)


def forum_lines(kode: str, navn: str, slags: Slags | None = None) -> list[str]:
    """A body as plan.yaml has it, to copy; a group of committees says so."""
    slags = slags or slags_of(kode, navn)
    omfatter = ["    omfatter: fagudvalg"] if slags is Slags.GRUPPE else []
    code, name = (quoted(text) if text and needs_quotes(text) else text for text in (kode, navn))
    return [f"  {code}:", *([f"    navn: {name}"] if navn else []), f"    slags: {slags}", *omfatter]


class Forum(Base):
    """A body that may stand in a sagsgang."""

    navn: Linje | None = Field(None, description="Det fulde navn")
    slags: Annotated[Slags, Choice(Slags)] = Field(
        description="økonomiudvalg, fagudvalg, gruppe, administration, høring eller kommunalbestyrelse"
    )
    også: Navne = Field((), description="Andre måder at skrive det på")
    omfatter: Navne = Field((), description="For en gruppe: en slags, eller koderne på dem, den omfatter")
    afsnit: Annotated[dict[str, str], Free(TEKST, register="arter")] = Field(
        {}, description="Overskrifter på udvalgets afsnit, efter art"
    )
    gyldig_fra: Dato | None = Field(None, description="Udvalget findes fra og med")
    gyldig_til: Dato | None = Field(None, description="Udvalget findes til og med")
    møder: tuple[Dato, ...] = Field((), description="Mødernes datoer, hvis de er fastlagt")

    def findes(self, fra: date, til: date) -> bool:
        """Whether the body exists on any of the days from ``fra`` to ``til``."""
        return (self.gyldig_fra or fra) <= til and fra <= (self.gyldig_til or til)

    def holder_møde(self, dag: date) -> bool | None:
        """Whether the body meets that day; None where nothing is known of its meetings in that year."""
        if all(møde.year != dag.year for møde in self.møder):
            return None
        return dag in self.møder


class Hensigtsgruppe(Base):
    """A group of hensigtserklæringer; the agreement may split it under several headings (``afsnit``)."""

    navn: Linje = Field(description="Gruppens navn i budgetaftalen")
    afsnit: Navne = Field((), description="Underoverskrifter, i aftalens rækkefølge")


class Tema(Base):
    """A strategic theme and the other names it goes by."""

    navn: Linje = Field(description="Temaets navn")
    også: Navne = Field((), description="Andre navne for det samme")


class Sag(Base):
    """The plan's own case in the ESDH system."""

    nummer: Linje | None = Field(None, description="Sagens nummer, fx 22/291")
    status: Linje | None = Field(None, description="åben eller lukket")
    sagsgang: Beslutningsvej | None = Field(None, description="Planens egen beslutningsvej")
    sagsansvarlig: Sagsansvarlige = Field((), description="Stillinger, der har sagen")


class Bilag(Base):
    """One annex of the case."""

    nr: Linje | None = Field(None, description="Bilagets nummer")
    dokument: Linje | None = Field(None, description="Dokumentnummer")
    journal: Linje | None = Field(None, description="Journalnummer, fx 151433/22")
    titel: Linje = Field(description="Bilagets titel")
    status: Linje | None = Field(None, description="åben eller lukket")
    mærke: Linje | None = Field(None, description="Mærke i listen, fx H")


class Behandling(Base):
    """Where the plan itself has been: what was proposed, and what was decided."""

    forum: ForumKode = Field(description="Hvem der behandlede planen")
    dato: Dato | None = Field(None, description="Mødets dato")
    indstiller: Linje | None = Field(None, description="Hvem der indstillede")
    indstilling: str | None = Field(None, description="Hvad der blev indstillet")
    beslutning: str | None = Field(None, description="Hvad der blev besluttet")


class Hvor(Base):
    """Which items a control total covers: all of them, where no field is stated."""

    udvalg: UdvalgEllerUkendt | None = Field(None, description="Kun udvalgets egne punkter")
    art: ArtEllerUkendt | None = Field(None, description="Kun denne art")
    bevilling: Annotated[Bevilling | IkkeOplyst, Choice(Bevilling, unknown=True)] | None = Field(
        None, description="Kun drift eller kun anlæg"
    )
    tema: Temanavn | None = Field(None, description="Kun punkter med dette tema")
    gruppe: GruppeEllerUkendt | None = Field(None, description="Kun denne hensigtsgruppe")
    kode: Kode | None = Field(None, description="Kun punkter med denne kode")
    tovholder: Stilling | None = Field(None, description="Kun punkter med denne tovholder")


class Kontroltal(Base):
    """A total that the budget agreement, or another table, states; in the plan's unit."""

    navn: Linje = Field(description="Hvad tallet er summen af")
    kilde: Linje = Field(description="Hvor tallet står; trykkes ved siden af")
    hvor: Hvor = Field(description="Hvilke punkter det dækker; {} er alle")
    beløb: BeløbPrÅr | None = Field(None, description="Det oplyste tal pr. år")
    i_alt: Beløb | None = Field(None, description="Det oplyste tal for hele perioden, hvor kilden ikke deler det på år")
    heraf: Linje | None = Field(None, description="Navnet på det kontroltal, som dette er en del af")
    afrundet: JaNej = Field(False, description="Ja, hvis kilden trykker afrundede tal")
    forklaring: str | None = Field(None, description="Hvorfor en kendt forskel er i orden")


class RuleName(Text):
    """The name of a rule."""

    def __init__(self) -> None:
        super().__init__("reglens navn; udplan regel viser dem alle", register="regler")

    def words(self, writer: SchemaWriter) -> str:
        return self.skriv


class Undtagelse(Base):
    """One exception from a rule, for many files."""

    regel: Annotated[str, RuleName()] = Field(description="Reglens navn")
    id: Navne = Field(description="De indsatser, reglen ikke gælder for")
    begrundelse: str | None = Field(None, description="Hvorfor")


def read_years(value: Any) -> tuple[int, ...]:
    """The years of a plan, as ``2025-2028`` or a list; raises the pydantic error that lint tells."""
    years = _years_written(value)
    if not years or list(years) != sorted(set(years)):
        raise refusal("aar-form", "Skriv perioden som 2025-2028, eller som en liste af årstal i rækkefølge.")
    if outside := [år for år in (years[0], years[-1]) if not FØRSTE_ÅR <= år <= SIDSTE_ÅR]:
        besked = f"Året {outside[0]:04} er uden for rækkevidde. Skriv år fra {FØRSTE_ÅR} til {SIDSTE_ÅR}."
        raise refusal("aar-form", besked)
    if len(years) > FLEST_ÅR:
        raise refusal("aar-form", f"Perioden er på {len(years)} år. En plan kan højst have {FLEST_ÅR}.")
    return tuple(years)


def _years_written(value: Any) -> Sequence[int]:
    """The years that are written one by one, or as from and to; none where something else is."""
    if isinstance(value, str) and (match := re.fullmatch(r"([0-9]{4})\s*[-–]\s*([0-9]{4})", value)):
        return range(int(match[1]), int(match[2]) + 1)
    written = value if isinstance(value, list) else [value]
    are_years = all(isinstance(år, str) and re.fullmatch("[0-9]{4}", år) for år in written)
    return [int(år) for år in written] if are_years else ()


class Years(Kind):
    """The years of a plan: from and to, or a list."""

    navn, læst = "periode", "liste af helt tal"
    skriv = "2025-2028, eller en liste af år i rækkefølge"

    def core(self) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(read_years)

    def schema(self, writer: SchemaWriter) -> Schema:
        from udplan.values import patterns

        years = {"items": filled(Year().schema(writer)), "minItems": 1, "maxItems": FLEST_ÅR}
        form = rf"{patterns.YEAR}(?:\s*[-–]\s*{patterns.YEAR})?"
        between = {"minimum": FØRSTE_ÅR, "maximum": SIDSTE_ÅR, "uniqueItems": True}
        return of_form(self.skriv, form, types=["integer", "array"], **between, **years)


LEVEL = Choice((*Niveau, "fra"), navn="regelniveau", read_as=lambda navn: None if navn == "fra" else Niveau(navn))
Regelniveau = Annotated[Niveau | None, LEVEL]
Periode = Annotated[tuple[int, ...], Years()]
Grupper = Annotated[tuple[Hensigtsgruppe, ...], Points(group_of(Hensigtsgruppe), name_alone=True)]
Temaer = Annotated[tuple[Tema, ...], Points(group_of(Tema), name_alone=True)]


class Grundlag(Base):
    """plan.yaml."""

    titel: Linje = Field(description="Planens titel")
    kommune: Linje = Field(description="Kommunens navn")
    periode: Periode = Field(
        description="2025-2028, eller en liste af år; det første er budgetåret, resten overslagsår"
    )
    enhed: Annotated[str, Choice(ENHEDER)] = Field(description="mio. kr., 1.000 kr. eller kr.")
    decimaltegn: Annotated[str, Choice(("komma", "punktum"))] = Field("komma", description="komma eller punktum")
    fortegn: Annotated[str, Choice(FORTEGN)] = Field(
        "udgift positiv",
        description="udgift positiv (minus er en besparelse eller en indtægt) eller besparelse positiv (plus er det)",
    )
    decimaler: Decimaler | None = Field(
        None, description="Det mindste antal decimaler, beløb trykkes med; ellers 3 i mio. kr. og 0 i kr."
    )
    prisniveau: Årstal | None = Field(None, description="Prisniveauets år")
    sag: Sag | None = Field(None, description="Sagen i ESDH")
    bilag: tuple[Bilag, ...] = Field((), description="Sagens bilag")
    behandlet: tuple[Behandling, ...] = Field((), description="Hvor planen selv har været behandlet")
    fora: dict[str, Forum] = Field(description="Alle, der kan stå i en sagsgang, i planens rækkefølge")
    hensigtsgrupper: Grupper = Field((), description="Budgetaftalens grupper, en pr. linje, i aftalens rækkefølge")
    temaer: Temaer = Field((), description="Strategiske temaer")
    tovholdere: Navne = Field((), description="Stillinger, der kan være tovholder")
    kontroltal: tuple[Kontroltal, ...] = Field((), description="Totaler, som aftalen eller en tabel oplyser")
    undtagelser: tuple[Undtagelse, ...] = Field((), description="Undtagelser fra regler for mange filer")
    regler: Annotated[dict[str, Regelniveau], Free(LEVEL, register="regler")] = Field(
        default_factory=dict, description="Hvor slem en regel er i denne plan: fejl, advarsel eller fra"
    )

    @property
    def år(self) -> tuple[int, ...]:
        """The years of the plan: the budget year first, then the overslagsår."""
        return self.periode

    @property
    def årene(self) -> str:
        """The years as a heading says them: the first and the last, or the only one."""
        return f"{self.år[0]}-{self.år[-1]}" if len(self.år) > 1 else str(self.år[0])

    @property
    def trykte_decimaler(self) -> int:
        """The least number of decimals that amounts of the plan are printed with."""
        return DECIMALER[self.enhed] if self.decimaler is None else self.decimaler

    @cached_property
    def forumnavne(self) -> dict[str, str]:
        """Every name of every body, folded, to its code."""
        return by_name({kode: (kode, forum.navn, *forum.også) for kode, forum in self.fora.items()})

    @property
    def kontekst(self) -> Kontekst:
        """What the values of the plan's items are read against."""
        return Kontekst(self.enhed, self.decimaltegn, self.år, self.forumnavne)

    @cached_property
    def udvalg(self) -> tuple[str, ...]:
        """The codes of the committees, in the order of the plan."""
        return tuple(kode for kode, forum in self.fora.items() if forum.slags.er_udvalg)

    @cached_property
    def punkters_udvalg(self) -> tuple[str, ...]:
        """The codes of the bodies that items stand under: the committees, and groups of them."""
        return tuple(kode for kode, forum in self.fora.items() if forum.slags.ejer_punkter)

    @property
    def dage(self) -> tuple[date, date]:
        """The first and last day of the plan's years."""
        return date(self.år[0], 1, 1), date(self.år[-1], 12, 31)

    def omfattet(self, kode: str) -> tuple[str, ...] | None:
        """The codes of the bodies that a group stands for, and those of a group in it; None where nobody has said whom."""
        if not self.fora[kode].omfatter:
            return None
        members: set[str] = set()
        groups = [kode]
        while groups:
            new = self._named_by(self.fora[groups.pop()]) - members
            members |= new
            groups += [member for member in new if self.fora[member].slags is Slags.GRUPPE]
        return tuple(member for member in self.fora if member in members)

    def _named_by(self, group: Forum) -> set[str]:
        """The codes of those that a group names, by their kind or one by one; none where it names nobody that is known."""
        slags = set(map(fold, group.omfatter)) & set(map(fold, Slags))
        named = {self.forumnavne.get(fold(navn)) for navn in group.omfatter if fold(navn) not in slags}
        return {kode for kode, forum in self.fora.items() if fold(forum.slags) in slags or kode in named}


#: The fields that a plan must have, as they may be written.
EXAMPLE = "\n".join(
    [
        "titel: Udmøntningsplan 2026-2029",
        "kommune: Norddjurs Kommune",
        "periode: 2026-2029",
        "enhed: mio. kr.",
        "fora:",
        *forum_lines("ØK", "Økonomiudvalget", Slags.ØKONOMIUDVALG),
        *forum_lines("BUU", "Børne- og Ungdomsudvalget", Slags.FAGUDVALG),
        *forum_lines("KB", "Kommunalbestyrelsen", Slags.KOMMUNALBESTYRELSE),
        "",
    ]
)


def by_name(names: Mapping[str, tuple[str | None, ...]]) -> dict[str, str]:
    """Names by code, turned around: each name, folded, to the code it stands for.

    Where two have the same name, it is that of the one who has it first in its own list: a code goes before a name, and
    a name before another way to write it. In the same place it is the first's.
    """
    codes: dict[str, str] = {}
    for same_place in zip_longest(*names.values()):
        for kode, name in zip(names, same_place, strict=True):
            if name:
                codes.setdefault(fold(name), kode)
    return codes
