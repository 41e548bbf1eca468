"""The model of an initiative: one plan file as typed, checked values, under the names of the plan format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, PlainValidator, TypeAdapter, ValidationInfo

from udplan.model.kinds import (
    Amount,
    Base,
    Beløb,
    BeløbPrÅr,
    Dato,
    ForumEllerUkendt,
    ForumKode,
    HeltTal,
    JaNej,
    Kode,
    Kontekst,
    Navne,
    NavneEllerUkendt,
    ProcentPrÅr,
    TekstEllerUkendt,
    Tidspunkt,
    choice,
    is_unknown,
    parse_closing,
    parse_yes_no,
    read_year,
    reads,
    refusal,
    yes_no_or,
)
from udplan.values.unknown import IKKE_OPLYST, IkkeOplyst


class Art(StrEnum):
    """What kind of point it is; their order is the order of the plan."""

    DRIFT = "drift"
    RÅDERUM = "råderum"
    ANLÆG = "anlæg"
    PULJE = "pulje"
    HENSIGT = "hensigt"


class Bevilling(StrEnum):
    DRIFT = "drift"
    ANLÆG = "anlæg"


class Kompetence(StrEnum):
    POLITISK = "politisk"
    ADMINISTRATIV = "administrativ"
    BLANDET = "blandet"


class Trin(Base):
    """One step of a sagsgang: the body that treats the item, and when."""

    forum: ForumKode = Field(description="Det udvalg eller organ, der behandler punktet")
    tid: Tidspunkt | None = Field(None, description="Hvornår, så nøjagtigt som det vides: 2025-01-21 eller januar 2025")
    dage: HeltTal | None = Field(None, description="Hvor mange dage en høring varer")
    beslutning: str | None = Field(None, description="Hvad der blev besluttet")
    sag: str | None = Field(None, description="Sagens nummer i ESDH, fx 24/1234")
    punkt: str | None = Field(None, description="Punktets nummer på dagsordenen")


@dataclass(frozen=True)
class Sagsgang:
    """An item's path of decision, in order; the same body may stand in it more than once.

    ``ingen`` is the reason why an item needs no decision; then there are no steps.
    """

    trin: tuple[Trin, ...]
    ingen: str | None = None

    def __str__(self) -> str:
        return f"Ingen: {self.ingen}" if self.ingen else ", ".join(trin.forum for trin in self.trin)


_TRIN: TypeAdapter[tuple[Trin, ...]] = TypeAdapter(tuple[Trin, ...])


def _read_path(value: Any, info: ValidationInfo) -> Sagsgang | IkkeOplyst:
    context: Kontekst = info.context or Kontekst()
    if isinstance(value, str):
        if value not in context.sagsgange:
            if is_unknown(value):
                return IKKE_OPLYST
            steps = [step.strip() for step in value.split(",")]
            if not all(steps):
                raise refusal("sagsgang-form", "Der er et komma for meget i sagsgangen. Skriv fx BUU, ØK, KB.")
            context.sagsgange[value] = _steps(steps, context)
        found: Sagsgang = context.sagsgange[value]
        return found
    if isinstance(value, dict):
        if set(value) != {"ingen"} or not isinstance(value["ingen"], str):
            besked = (
                "Skriv leddene som BUU, ØK, KB eller som en liste. "
                "Skal ingen beslutte punktet, så skriv ingen: og hvorfor."
            )
            raise refusal("sagsgang-form", besked)
        return Sagsgang((), ingen=value["ingen"])
    if not value:
        raise refusal("sagsgang-form", "Listen er tom. Skriv leddene, fx BUU, ØK, KB, eller ingen: og hvorfor.")
    return _steps(value, context)


def _steps(steps: list[Any], context: Kontekst) -> Sagsgang:
    long_form = [{"forum": step} if isinstance(step, str) else step for step in steps]
    return Sagsgang(_TRIN.validate_python(long_form, context=context))


if TYPE_CHECKING:
    Beslutningsvej = Sagsgang | IkkeOplyst
else:
    Beslutningsvej = Annotated[Any, PlainValidator(_read_path)]  # Any: see Tidspunkt


class Status(Base):
    """One dated word on how an item stands."""

    dato: Dato = Field(description="Den dag, status er fra")
    tekst: str | None = Field(None, description="Hvordan det går, i få ord")
    obs: JaNej = Field(False, description="Ja, hvis det er et OBS-punkt for direktionen")


class Flytning(Base):
    """An amount moved from one year to another: brought forward, or carried over. ``beløb`` is in the plan's unit.

    The item's own amounts are what holds after the move.
    """

    fra: Annotated[int, PlainValidator(read_year)] = Field(description="Det år, beløbet stod i før")
    til: Annotated[int, PlainValidator(read_year)] = Field(description="Det år, beløbet er flyttet til")
    beløb: Beløb = Field(description="Hvor meget der er flyttet, i planens enhed")
    forklaring: str | None = Field(None, description="Hvorfor")


if TYPE_CHECKING:
    ArtEllerUkendt = Art | IkkeOplyst
    Høring = bool | str
    Slut = bool | date
else:
    ArtEllerUkendt = Annotated[Art, reads("ukendt-vaerdi", choice(Art), unknown=True)]
    Høring = Annotated[str, reads("ja-nej-form", yes_no_or(str))]
    Slut = Annotated[bool, reads("slut-form", yes_no_or(parse_closing))]


class Indsats(Base):
    """One item of a budget agreement: what was agreed, who carries it out, its path of decision and its amounts.

    ``beløb`` is in the plan's unit (``Grundlag.enhed``), one figure a year.
    """

    id: str = Field(description="Filens navn uden .yaml; sættes af udplan")
    fil: Annotated[Path, PlainValidator(lambda path: path)] = Field(
        description="Filens sti; sættes af udplan", repr=False
    )
    overskrift: str = Field(description="Punktets overskrift i udmøntningsplanen")
    kort: str | None = Field(None, description="Kort overskrift til lister")
    art: ArtEllerUkendt = Field(description="drift, råderum, anlæg, hensigt eller pulje")
    kode: Kode | None = Field(None, description="Kode i kataloget eller Nr., fx R307 (B)")
    udvalg: ForumEllerUkendt | None = Field(None, description="Det udvalg, punktet hører under og tæller med i")
    gruppe: TekstEllerUkendt | None = Field(None, description="Hensigtserklæringens gruppe i budgetaftalen")
    afsnit: str | None = Field(None, description="Underoverskrift i gruppen")
    tovholder: NavneEllerUkendt = Field(
        description="Den ansvarlige leders stilling (eller flere); aldrig et personnavn"
    )
    medvirkende: Navne = Field((), description="Andre stillinger, der skal spille med")
    tværgående: JaNej = Field(False, description="Ja ved særligt behov for tværgående koordinering")
    kurs: TekstEllerUkendt | None = Field(None, description="Budgetaftalens tekst (Kurs)")
    koordinering: TekstEllerUkendt | None = Field(
        None, description="Proces, tværgående aspekter og direktionens rolle (Koordinering og Commitment)"
    )
    forudsætning: str | None = Field(None, description="Hvad besparelsen hviler på")
    kompetence: Annotated[Kompetence, reads("ukendt-vaerdi", choice(Kompetence))] | None = Field(
        None, description="politisk, administrativ eller blandet"
    )
    sagsgang: Beslutningsvej | None = Field(
        None, description="Beslutningsvejen i rækkefølge, fx BUU, ØK, KB; eller ingen: og hvorfor"
    )
    med_høring: Høring | None = Field(
        None, description="MED/Høring m.v.: X, ja, nej eller en tekst som 14 dages høring"
    )
    slut: Slut | None = Field(None, description="Afsluttet: X, ja, nej eller datoen")
    beløb: BeløbPrÅr | None = Field(None, description="Beløb pr. år i planens enhed; tomt er ikke nul")
    bevilling: Annotated[Bevilling, reads("ukendt-vaerdi", choice(Bevilling))] | None = Field(
        None, description="drift eller anlæg; følger ellers af art"
    )
    anvendt: Beløb | None = Field(None, description="Hvor meget af puljen der er brugt, i planens enhed")
    servicerammen: Annotated[bool, reads("ja-nej-form", parse_yes_no)] | None = Field(
        None, description="Ja, hvis puljen ligger inden for servicerammen"
    )
    finansieret_af: str | None = Field(None, description="Id på den pulje, punktet betales af")
    procent: ProcentPrÅr | None = Field(None, description="En sats pr. år i procent, fx effektiviseringsbidrag")
    procent_af: BeløbPrÅr | None = Field(
        None, description="Det, procenten regnes af, pr. år i planens enhed; så kan procenten holdes op mod beløbet"
    )
    modpost: str | None = Field(
        None, description="Id på den anden side af en omplacering mellem to udvalg; de to giver nul hvert år"
    )
    flytning: tuple[Flytning, ...] = Field((), description="Beløb, der er fremrykket eller udskudt mellem år")
    rækkefølge: HeltTal | None = Field(None, description="Et helt tal: punktets plads blandt sine lige")
    tema: Navne = Field((), description="Strategiske temaer, et pr. linje")
    strategier: Navne = Field((), description="Politikker og strategier, punktet hænger sammen med")
    afledt_af: str | None = Field(None, description="Id på det anlæg, punktet er afledt af")
    status: tuple[Status, ...] = Field((), description="Daterede statusmeldinger")
    note: str | None = Field(None, description="Intern note; kommer aldrig i et offentligt dokument")
    offentlig: JaNej = Field(True, description="Nej holder punktet ude af offentlige dokumenter; det tæller stadig med")
    undtagelser: dict[str, str | None] = Field(
        default_factory=dict, description="Regler, der ikke gælder her: reglens navn og hvorfor"
    )

    @property
    def afsluttet(self) -> bool:
        """Whether the item is done: an X, or a date."""
        return self.slut is True or isinstance(self.slut, date)

    @property
    def bevillingsart(self) -> Bevilling | IkkeOplyst:
        """drift or anlæg, as stated or as it follows from the art; ``ikke oplyst`` where neither says."""
        if self.bevilling is not None:
            return self.bevilling
        return IKKE_OPLYST if isinstance(self.art, IkkeOplyst) else _FOLLOWS.get(self.art, IKKE_OPLYST)

    @property
    def trin(self) -> tuple[Trin, ...]:
        """The steps of the sagsgang; none where it is not known or not needed."""
        return self.sagsgang.trin if isinstance(self.sagsgang, Sagsgang) else ()

    @property
    def tovholdere(self) -> tuple[str, ...]:
        """The roles that are responsible; none where it is not known."""
        return () if isinstance(self.tovholder, IkkeOplyst) else self.tovholder

    def beløb_i(self, år: int) -> Amount:
        """The amount of one year, in the plan's unit: a figure, blank (None), or ``ikke oplyst``."""
        return self.beløb.get(år) if isinstance(self.beløb, dict) else self.beløb


_FOLLOWS = {Art.DRIFT: Bevilling.DRIFT, Art.RÅDERUM: Bevilling.DRIFT, Art.ANLÆG: Bevilling.ANLÆG}
