"""The model of an initiative: one plan file as typed, checked values, under the names of the plan format."""

# Annotations are no texts here (PEP 563), as they are elsewhere: pydantic would compile each of them to read it.

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field
from pydantic_core import core_schema

from udplan.model.groups import TEKST, Free, Linje, Points, filled, group_of
from udplan.model.kind import MOST_IN_LINE, TEXT_SCHEMA, Base, Kind, Kontekst, Schema, SchemaWriter, is_unknown, refusal
from udplan.model.kinds import Choice, Dage, Dato, HeltTal, Høring, JaNej, Slut, Tidspunkt, ÅrOgsåUdenfor
from udplan.model.marks import INyFil, Krav, Savnes
from udplan.model.money import Beløb, BeløbEllerPrÅr, BeløbPrÅr, ProcentPrÅr
from udplan.model.texts import (
    FORUM,
    ForumKode,
    GruppeEllerUkendt,
    Henvisning,
    Kode,
    Navne,
    Stillinger,
    StillingerEllerUkendt,
    TekstEllerUkendt,
    Temaer,
    UdvalgEllerUkendt,
)
from udplan.values.amounts import Amount, amount_text, in_year
from udplan.values.steps import told_of_cell
from udplan.values.unknown import IKKE_OPLYST, UKENDT, IkkeOplyst
from udplan.values.words import fold


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


class Lys(StrEnum):
    """The light of a status; their order is the order in which they are read."""

    RØD = "rød"
    GUL = "gul"
    GRØN = "grøn"


class Kompetence(StrEnum):
    POLITISK = "politisk"
    ADMINISTRATIV = "administrativ"
    BLANDET = "blandet"


class Trin(Base):
    """One step of a sagsgang: the body that treats the item, and when."""

    forum: ForumKode = Field(description="Det udvalg eller organ, der behandler punktet")
    tid: Tidspunkt | None = Field(None, description="Hvornår, så nøjagtigt som det vides: 2025-01-21 eller januar 2025")
    dage: Dage | None = Field(None, description="Hvor mange dage en høring varer")
    beslutning: str | None = Field(None, description="Hvad der blev besluttet")
    sag: Linje | None = Field(None, description="Sagens nummer i ESDH, fx 24/1234")
    punkt: Linje | None = Field(None, description="Punktets nummer på dagsordenen")


@dataclass(frozen=True)
class Sagsgang:
    """An item's path of decision, in order; the same body may stand in it more than once.

    ``ingen`` is the reason why an item needs no decision; then there are no steps.
    """

    trin: tuple[Trin, ...]
    ingen: str | None = None

    def __str__(self) -> str:
        return f"Ingen: {self.ingen}" if self.ingen else ", ".join(trin.forum for trin in self.trin)


_TRIN = Points(group_of(Trin))


class DecisionPath(Kind):
    """A path of decision: steps in one text with commas, a list of steps, or ``ingen`` and why."""

    navn, unknown = "sagsgang", True
    skriv = "leddene med komma imellem, fx BUU, ØK, KB, eller en liste af dem; eller ingen: og hvorfor"
    læst = f"sagsgang eller {UKENDT}"

    def core(self) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(_read_path)

    @property
    def model(self) -> type[Base]:
        return Trin

    @property
    def point(self) -> Kind:
        return group_of(Trin)

    def takes(self, text: str) -> bool:
        return len(text) <= MOST_IN_LINE

    def under(self, name: str) -> Kind | None:
        return TEKST if name == INGEN else group_of(Trin).under(name)

    def schema(self, writer: SchemaWriter) -> Schema:
        step = {"anyOf": [writer.place(FORUM), writer.place(group_of(Trin))]}
        reason = {"description": "Hvorfor ingen skal beslutte punktet", **filled(TEXT_SCHEMA)}
        forms: list[Schema] = [
            {"type": ["string", "null"], "pattern": r"^\s*$|^[^,]*[^,\s][^,]*(?:,[^,]*[^,\s][^,]*)*$"},
            {"type": "array", "items": filled(step), "minItems": 1},
            {"type": "object", "properties": {INGEN: reason}, "required": [INGEN], "additionalProperties": False},
        ]
        forms[0]["errorMessage"] = f"Skriv {self.skriv}."
        return {"anyOf": forms}


#: The name under which a path says that nobody needs to decide, and why.
INGEN = "ingen"


def _read_path(value: Any, info: core_schema.ValidationInfo) -> Sagsgang | IkkeOplyst:
    context: Kontekst = info.context or Kontekst()
    if isinstance(value, str):
        if value not in context.sagsgange:
            if is_unknown(value):
                return IKKE_OPLYST
            steps = [step.strip() for step in value.split(",")]
            if not all(steps):
                raise refusal("sagsgang-form", "Der er et komma for meget i sagsgangen. Skriv fx BUU, ØK, KB.")
            if not all(fold(step) in context.fora for step in steps) and (told := told_of_cell(value, context.fora)):
                raise refusal("sagsgang-form", *told)
            context.sagsgange[value] = _steps(steps, context)
        path: Sagsgang = context.sagsgange[value]
        return path
    if isinstance(value, dict):
        if set(value) != {INGEN} or not isinstance(value[INGEN], str):
            besked = (
                "Skriv leddene som BUU, ØK, KB eller som en liste. "
                "Skal ingen beslutte punktet, så skriv ingen: og hvorfor."
            )
            raise refusal("sagsgang-form", besked)
        return Sagsgang((), ingen=value[INGEN])
    if not value:
        raise refusal("sagsgang-form", "Listen er tom. Skriv leddene, fx BUU, ØK, KB, eller ingen: og hvorfor.")
    return _steps(value, context)


def _steps(steps: list[Any], context: Kontekst) -> Sagsgang:
    long_form = [{"forum": step} if isinstance(step, str) else step for step in steps]
    return Sagsgang(_TRIN.reader.validate_python(long_form, context=context))


Beslutningsvej = Annotated[Sagsgang | IkkeOplyst, DecisionPath()]


class Status(Base):
    """One dated word on how an item stands."""

    dato: Dato = Field(description="Den dag, status er fra")
    tekst: str | None = Field(None, description="Hvordan det går, i få ord")
    obs: JaNej = Field(False, description="Ja, hvis det er et OBS-punkt for direktionen")
    lys: Annotated[Lys, Choice(Lys)] | None = Field(None, description="Hvordan det ser ud: grøn, gul eller rød")
    forventet: BeløbPrÅr | None = Field(
        None, description="Det beløb pr. år, der nu ventes, i planens enhed og med planens fortegn"
    )

    def __str__(self) -> str:
        marks = f"{' OBS' if self.obs else ''}{f' {self.lys}' if self.lys else ''}"
        return f"{self.dato.isoformat()}{marks}: {self.tekst or ''}{_expected_text(self.forventet)}"


def _expected_text(amounts: dict[int, Amount] | IkkeOplyst | None) -> str:
    """What a status expects, as one cell of an export tells it."""
    if not amounts:
        return ""
    if isinstance(amounts, IkkeOplyst):
        return f" (forventet: {amounts})"
    told = ", ".join(
        f"{år}: {amount_text(amount) if isinstance(amount, Decimal) else amount or ''}"
        for år, amount in amounts.items()
    )
    return f" (forventet {told})"


class Flytning(Base):
    """An amount moved from one year to another: brought forward, or carried over. ``beløb`` is in the plan's unit.

    The item's own amounts are what holds after the move. One of the two years may lie outside the plan's, for money is
    carried over from the year before them, and to the year behind.
    """

    fra: ÅrOgsåUdenfor = Field(description="Det år, beløbet stod i før; et af de to må være uden for planens år")
    til: ÅrOgsåUdenfor = Field(description="Det år, beløbet er flyttet til; et af de to må være uden for planens år")
    beløb: Beløb = Field(description="Hvor meget der er flyttet, i planens enhed")
    forklaring: str | None = Field(None, description="Hvorfor")

    def __str__(self) -> str:
        amount = amount_text(self.beløb) if isinstance(self.beløb, Decimal) else self.beløb or ""
        return f"{self.fra} til {self.til}: {amount}"


class NewestFirst(Points):
    """Statuses, which an export has newest first: their order in the file means nothing."""

    def cell(self, value: Any) -> Any:
        return super().cell(sorted(value, key=lambda status: status.dato, reverse=True))


class SetByUdplan(Kind):
    """What udplan knows from the file itself; a file may not say it."""

    column = False

    def core(self) -> core_schema.CoreSchema:
        return core_schema.any_schema()


ArtEllerUkendt = Annotated[Art | IkkeOplyst, Choice(Art, unknown=True)]
_PENGE = frozenset(Art) - {Art.HENSIGT}
_IKKE_HENSIGT = "ja, men ikke på hensigter"


class Indsats(Base):
    """One item of a budget agreement: what was agreed, who carries it out, its path of decision and its amounts.

    ``beløb`` is in the plan's unit (``Grundlag.enhed``), one figure a year.
    """

    id: Annotated[str, SetByUdplan()] = Field(description="Filens navn uden .yaml; sættes af udplan")
    fil: Annotated[Path, SetByUdplan()] = Field(description="Filens sti; sættes af udplan", repr=False)
    overskrift: Annotated[Linje, INyFil("")] = Field(description="Punktets overskrift i udmøntningsplanen")
    underoverskrift: Linje | None = Field(None, description="Det, skemaet trykker under overskriften")
    kort: Linje | None = Field(None, description="Kort overskrift til lister")
    art: Annotated[ArtEllerUkendt, INyFil("drift, råderum, anlæg, hensigt eller pulje")] = Field(
        description="drift, råderum, anlæg, hensigt eller pulje"
    )
    kode: Annotated[Kode | None, INyFil("koden i kataloget, fx R307 (B), eller Nr. for anlæg; ellers tomt", _PENGE)] = (
        Field(None, description="Kode i kataloget eller Nr., fx R307 (B)")
    )
    udvalg: Annotated[
        UdvalgEllerUkendt | None,
        Krav(_IKKE_HENSIGT, _PENGE, "det udvalg, punktet tæller med i, eller ikke oplyst"),
        INyFil("det udvalg, punktet tæller med i", _PENGE, ellers=UKENDT),
        INyFil("kun hvis punktet hører under et udvalg", frozenset({Art.HENSIGT})),
    ] = Field(None, description="Det udvalg, punktet hører under og tæller med i")
    gruppe: Annotated[
        GruppeEllerUkendt | None,
        Krav(
            "på hensigter, og kun dér",
            frozenset({Art.HENSIGT}),
            "den af budgetaftalens grupper, som hensigtserklæringen står i",
            kun_dem=True,
        ),
        INyFil("en af planens hensigtsgrupper", frozenset({Art.HENSIGT}), ellers=UKENDT),
    ] = Field(None, description="Hensigtserklæringens gruppe i budgetaftalen")
    afsnit: Linje | None = Field(None, description="Underoverskrift i gruppen")
    tovholder: Annotated[StillingerEllerUkendt, INyFil("en stilling, aldrig et personnavn", ellers=UKENDT)] = Field(
        description="Den ansvarlige leders stilling (eller flere); aldrig et personnavn"
    )
    medvirkende: Stillinger = Field((), description="Andre stillinger, der skal spille med")
    tværgående: Annotated[JaNej, INyFil("ja ved særligt behov for tværgående koordinering", ellers="nej")] = Field(
        False, description="Ja ved særligt behov for tværgående koordinering"
    )
    kurs: Annotated[
        TekstEllerUkendt | None,
        Savnes(),
        INyFil("budgetaftalens tekst; er den lang, så skriv | her og teksten rykket ind nedenunder", ellers=UKENDT),
    ] = Field(None, description="Budgetaftalens tekst (Kurs)")
    koordinering: Annotated[
        TekstEllerUkendt | None,
        Savnes(),
        INyFil("proces, tværgående aspekter og direktionens rolle", ellers=UKENDT),
    ] = Field(None, description="Proces, tværgående aspekter og direktionens rolle (Koordinering og Commitment)")
    forudsætning: str | None = Field(None, description="Hvad besparelsen hviler på")
    kompetence: Annotated[Kompetence, Choice(Kompetence)] | None = Field(
        None, description="politisk, administrativ eller blandet"
    )
    sagsgang: Annotated[
        Beslutningsvej | None,
        Krav("til punktet er afsluttet", til_afsluttet=True),
        Savnes(),
        INyFil(
            "leddene i rækkefølge, fx {led}",
            ellers=UKENDT,
            undtagelse=("sagsgang-mangler", "Sagsgangen er ikke kendt endnu"),
        ),
    ] = Field(None, description="Beslutningsvejen i rækkefølge, fx BUU, ØK, KB; eller ingen: og hvorfor")
    med_høring: Annotated[Høring | None, INyFil("X, hvis MED eller høring er med, eller en tekst")] = Field(
        None, description="MED/Høring m.v.: X, ja, nej eller en tekst som 14 dages høring"
    )
    slut: Annotated[Slut | None, INyFil("X eller datoen, når punktet er afsluttet")] = Field(
        None, description="Afsluttet: X, ja, nej eller datoen"
    )
    beløb: Annotated[
        BeløbPrÅr | None,
        Krav(_IKKE_HENSIGT, _PENGE, "et beløb pr. år, hvert på sin egen linje, eller ikke oplyst"),
        INyFil("{enhed}, {fortegn}; tomt er ikke nul", _PENGE),
    ] = Field(None, description="Beløb pr. år i planens enhed; tomt er ikke nul")
    bevilling: Annotated[
        Annotated[Bevilling, Choice(Bevilling)] | None, INyFil("drift eller anlæg", frozenset({Art.PULJE}))
    ] = Field(None, description="drift eller anlæg; følger ellers af art")
    indtægt: JaNej | None = Field(
        None,
        description="Ja, hvis det er en indtægt og ikke en besparelse, nej for det modsatte; anlæg er ellers indtægter",
    )
    anvendt: Annotated[BeløbEllerPrÅr | None, INyFil("hvor meget der er brugt, i {enhed}", frozenset({Art.PULJE}))] = (
        Field(
            None,
            description="Hvor meget af puljen der er brugt, i planens enhed; et enkelt tal hører til det første år",
        )
    )
    servicerammen: Annotated[JaNej | None, INyFil("ja eller nej", frozenset({Art.PULJE}))] = Field(
        None, description="Ja, hvis puljen ligger inden for servicerammen"
    )
    finansieret_af: Henvisning | None = Field(None, description="Id på den pulje, punktet betales af")
    procent: ProcentPrÅr | None = Field(None, description="En sats pr. år i procent, fx effektiviseringsbidrag")
    procent_af: BeløbPrÅr | None = Field(
        None, description="Det, procenten regnes af, pr. år i planens enhed; så kan procenten holdes op mod beløbet"
    )
    modpost: Henvisning | None = Field(
        None, description="Id på den anden side af en omplacering mellem to udvalg; de to giver nul hvert år"
    )
    omsætter: Henvisning | None = Field(
        None, description="Id på det krav, punktet gennemfører en del af, fx effektiviseringsbidraget"
    )
    flytning: tuple[Flytning, ...] = Field((), description="Beløb, der er fremrykket eller udskudt mellem år")
    rækkefølge: HeltTal | None = Field(None, description="Et helt tal: punktets plads blandt sine lige")
    tema: Temaer = Field((), description="Strategiske temaer, et pr. linje")
    strategier: Navne = Field((), description="Politikker og strategier, punktet hænger sammen med")
    afledt_af: Henvisning | None = Field(None, description="Id på det anlæg, punktet er afledt af")
    status: Annotated[tuple[Status, ...], NewestFirst(group_of(Status))] = Field(
        (), description="Daterede statusmeldinger"
    )
    note: str | None = Field(None, description="Intern note; kommer aldrig i et offentligt dokument")
    offentlig: JaNej = Field(True, description="Nej holder punktet ude af offentlige dokumenter; det tæller stadig med")
    undtagelser: Annotated[dict[str, str | None], Free(TEKST, register="regler", blank=True)] = Field(
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

    def ikke_oplyste(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The fields that are ``ikke oplyst``, in order; with the years, where that is said of single years."""
        for navn in group_of(Indsats).may_be_unknown:
            if (value := getattr(self, navn)) is IKKE_OPLYST:
                yield navn, ()
            elif type(value) is dict and (years := tuple(år for år, figure in value.items() if figure is IKKE_OPLYST)):
                yield navn, years

    @property
    def er_indtægt(self) -> bool:
        """Whether what the item brings in is an income and no saving: as it says itself; else it is so for anlæg."""
        return self.bevillingsart is Bevilling.ANLÆG if self.indtægt is None else self.indtægt

    def beløb_i(self, år: int) -> Amount:
        """The amount of one year, in the plan's unit: a figure, blank (None), or ``ikke oplyst``."""
        return in_year(self.beløb, år)

    def anvendt_i(self, år: int) -> Amount:
        """What the pool says is used of one year's amount, in the plan's unit."""
        return in_year(self.anvendt, år)


_FOLLOWS = {Art.DRIFT: Bevilling.DRIFT, Art.RÅDERUM: Bevilling.DRIFT, Art.ANLÆG: Bevilling.ANLÆG}
