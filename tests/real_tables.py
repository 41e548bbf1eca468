"""Tables of other municipalities as small plans of one year: one plan a column, one item a row.

The tables have concepts for columns (what was asked for, what is proposed, what is granted), not years; so each column
is a plan by itself, and the totals that its column prints are the plan's control totals. A column of percentages has no
sum and is not here. The figures are those of the tables, as they print them; a tovholder no table has.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.plans import PlanFolder
from udplan.model.plan import Plan, load
from udplan.yaml.problem import Niveau


@dataclass(frozen=True)
class Række:
    """One row of a table: its id here, its committee's code, and its amount as printed. ``mere`` is further YAML."""

    id: str
    udvalg: str
    beløb: str
    mere: str = ""


@dataclass(frozen=True)
class Total:
    """One stated total; ``tema`` says which rows it covers, where those are not all of them."""

    navn: str
    oplyst: str
    tema: str = ""
    udvalg: str = ""
    forklaring: str = ""


@dataclass(frozen=True)
class Tabel:
    """One column of a table in mio. kr."""

    kommune: str
    år: int
    kilde: str
    fora: dict[str, str]
    rækker: tuple[Række, ...]
    totaler: tuple[Total, ...]
    afrundet: bool = True
    temaer: tuple[str, ...] = field(default=())

    def plan_yaml(self) -> str:
        """The plan.yaml of the column."""
        lines = [f"titel: {self.kilde}", f"kommune: {self.kommune}", f"periode: {self.år}", "enhed: mio. kr.", "fora:"]
        for kode, navn in self.fora.items():
            slags = "økonomiudvalg" if navn == "Økonomiudvalget" else "fagudvalg"
            lines += [f"  {kode}:", f"    navn: {navn}", f"    slags: {slags}"]
        if self.temaer:
            lines += ["temaer:", *(f"  - {tema}" for tema in self.temaer)]
        lines.append("kontroltal:")
        for total in self.totaler:
            lines += [f"  - navn: {total.navn}", f"    kilde: {self.kilde}", f"    hvor: {_hvor(total)}"]
            lines += [f"    afrundet: {'ja' if self.afrundet else 'nej'}", f"    forklaring: {total.forklaring}"]
            lines += ["    beløb:", f"      {self.år}: {total.oplyst}"]
        return "\n".join(lines) + "\n"

    def files(self) -> dict[str, str]:
        """The files of the column's rows."""
        return {
            f"{række.id}.yaml": f"overskrift: {række.id}\nart: drift\nudvalg: {række.udvalg}\ntovholder: ikke oplyst\n"
            f"sagsgang:\n  ingen: Tabellen viser ingen sagsgang\nbeløb:\n  {self.år}: {række.beløb}\n{række.mere}"
            for række in self.rækker
        }

    def plan(self, plan_folder: PlanFolder) -> Plan:
        """The column as a plan in which everything can be read."""
        plan, problems, *_ = load(plan_folder(self.files(), plan=self.plan_yaml()))
        assert [problem for problem in problems if problem.niveau is Niveau.FEJL] == []
        assert plan is not None
        return plan


def _hvor(total: Total) -> str:
    parts = {"tema": total.tema, "udvalg": total.udvalg}
    return "{" + ", ".join(f"{name}: {value}" for name, value in parts.items() if value) + "}"


# --- Syddjurs Kommune: the budget of 2020 opened anew (Byrådet, 29 April 2020, item 525) ----------------------------

SYDDJURS_FORA = {
    "ØK": "Økonomiudvalget",
    "FI": "Udvalget for familie og institutioner",
    "SÆ": "Udvalget for sundhed, ældre og social",
    "NTM": "Udvalget for natur, teknik og miljø",
    "PUK": "Udvalget for plan, udvikling og kultur",
    "EB": "Udvalget for erhverv og beskæftigelse",
}
_SYDDJURS = {
    "måltal, tidligere": (("-4,5", "-11,0", "-11,0", "-2,0", "-1,0", "-0,5"), "-30,0"),
    "måltal, aktuelt": (("-6,8", "-16,5", "-16,5", "-3,0", "-1,5", "-0,8"), "-45,0"),
    "forslag i alt": (("-6,7", "-16,3", "-7,8", "-3,7", "-2,8", "-10,6"), "-48,0"),
    "bevillingsændring": (("-2,1", "-10,9", "0,0", "-3,7", "-2,8", "0,0"), "-19,6"),
}
SYDDJURS = {
    column: Tabel(
        kommune="Syddjurs Kommune",
        år=2020,
        kilde=f"Genåbning af budget 2020, {column}",
        fora=SYDDJURS_FORA,
        rækker=tuple(
            Række(id_, kode, amount)
            for id_, kode, amount in zip(("oek", "fi", "sae", "ntm", "puk", "eb"), SYDDJURS_FORA, amounts, strict=True)
        ),
        totaler=(Total("Beredskabsinitiativer i alt", total),),
    )
    for column, (amounts, total) in _SYDDJURS.items()
}

# --- a budgetopfølgning of 2025 (as of 31 October); the copy does not name the municipality -------------------------

OPFØLGNING_FORA = {
    "BFU": "Børne- og Familieudvalget",
    "KFL": "Kultur-, Fritids- og Landdistriktsudvalget",
    "BEU": "Beskæftigelsesudvalget",
    "SSU": "Social- og Sundhedsudvalget",
    "TMU": "Teknik- og Miljøudvalget",
    "ØKU": "Økonomiudvalget",
}
#: Skatter, tilskud; the six committees; renter. Then the four totals, from the top of the table.
_OPFØLGNING = {
    "oprindeligt": (
        ("-2.093,8", "-988,8", "768,2", "48,2", "762,0", "949,2", "61,0", "357,9", "7,2"),
        ("-3.082,7", "2.946,6", "-136,0", "-128,8"),
    ),
    "korrigeret": (
        ("-2.093,8", "-974,2", "769,5", "68,5", "761,6", "948,1", "62,8", "372,7", "7,2"),
        ("-3.068,0", "2.983,3", "-84,7", "-77,5"),
    ),
    "forventet": (
        ("-2.091,7", "-980,9", "771,0", "60,0", "762,0", "950,2", "64,2", "368,2", "-1,8"),
        ("-3.072,6", "2.975,3", "-97,3", "-99,0"),
    ),
    "afvigelse": (
        ("2,1", "-6,7", "1,5", "-8,5", "0,0", "2,1", "1,4", "-4,4", "-9,0"),
        ("-4,6", "-8,0", "-12,6", "-21,6"),
    ),
}
_LINES = ("skatter", "tilskud", "bfu", "kfl", "beu", "ssu", "tmu", "oeku", "renter")
_BODIES = ("ØKU", "ØKU", *OPFØLGNING_FORA, "ØKU")
_THEMES = (
    *(("Indtægter", "Før finansiering", "Ordinær drift"),) * 2,
    *(("Driftsudgifter", "Før finansiering", "Ordinær drift"),) * 6,
    ("Ordinær drift",),
)
OPFØLGNING = {
    column: Tabel(
        kommune="ikke nævnt i kilden",
        år=2025,
        kilde=f"Budgetopfølgning 3 pr. 31. oktober 2025, {column}",
        fora=OPFØLGNING_FORA,
        temaer=("Indtægter", "Driftsudgifter", "Før finansiering", "Ordinær drift"),
        rækker=tuple(
            Række(id_, kode, amount, f"tema: [{', '.join(themes)}]\n")
            for id_, kode, amount, themes in zip(_LINES, _BODIES, amounts, _THEMES, strict=True)
        ),
        totaler=tuple(
            Total(navn, total, tema)
            for navn, tema, total in zip(
                (
                    "Indtægter i alt",
                    "Driftsudgifter i alt",
                    "Driftsresultat før finansiering",
                    "Resultat af ordinær driftsvirksomhed",
                ),
                ("Indtægter", "Driftsudgifter", "Før finansiering", "Ordinær drift"),
                totals,
                strict=True,
            )
        ),
    )
    for column, (amounts, totals) in _OPFØLGNING.items()
}

# --- Fredericia Kommune: budgetopfølgninger, three decimals and nothing rounded --------------------------------------

_FREDERICIA_FORA = {
    "ØK": "Økonomiudvalget",
    "SHU": "Senior- og Handicapudvalget",
    "UDD": "Uddannelsesudvalget",
    "BSU": "Børne- og Skoleudvalget",
    "KEM": "Klima-, Energi- og Miljøudvalget",
    "TEK": "Teknisk Udvalg",
}


def _moved(id_: str, fra: str, til: str, amount: str) -> tuple[Række, Række]:
    """An omplacering as the pair of items that name one another."""
    return (
        Række(f"{id_}-fra", fra, f"-{amount}", f"modpost: {id_}-til\n"),
        Række(f"{id_}-til", til, amount, f"modpost: {id_}-fra\n"),
    )


#: The first budgetopfølgning of 2020: amounts moved between committees. A sum of nothing but moves is zero.
OMPLACERINGER = Tabel(
    kommune="Fredericia Kommune",
    år=2020,
    kilde="1. budgetopfølgning 2020, omplaceringer",
    fora=_FREDERICIA_FORA,
    rækker=(
        *_moved("opgaveflytning", "ØK", "SHU", "0,140"),
        *_moved("videnparken", "UDD", "ØK", "0,300"),
        *_moved("tiende-klasse", "BSU", "UDD", "0,320"),
    ),
    totaler=(Total("Omplaceringer i alt", "0"),),
    afrundet=False,
)
#: What is stated of the first budgetopfølgning of 2020 in running text.
FREDERICIA_2020 = Tabel(
    kommune="Fredericia Kommune",
    år=2020,
    kilde="1. budgetopfølgning 2020, mindreforbrug",
    fora=_FREDERICIA_FORA,
    rækker=(Række("mindreforbrug-service", "ØK", "8,779"), Række("pulje-opsparing-gaeld", "ØK", "7,412")),
    totaler=(Total("Tilsammen", "16,172"),),
    afrundet=False,
)
#: The first budgetopfølgning of 2022; the copy does not have all the rows of Børne- og Skoleudvalget.
FREDERICIA_2022 = Tabel(
    kommune="Fredericia Kommune",
    år=2022,
    kilde="1. budgetopfølgning 2022, merforbrug pr. udvalg",
    fora=_FREDERICIA_FORA,
    rækker=(
        Række("rottebekaempelse", "KEM", "-1,000"),
        Række("ejendomsdrift-raadhuset", "TEK", "1,700"),
        Række("kloge-m2", "TEK", "3,700"),
        Række("dagtilbud-skoler-fritid", "BSU", "2,500"),
        Række("budgetvaern-elevtal", "BSU", "-2,000"),
    ),
    totaler=(
        Total("Klima-, Energi- og Miljøudvalget", "-1,000", udvalg="KEM"),
        Total("Teknisk Udvalg", "5,400", udvalg="TEK"),
        Total("Børne- og Skoleudvalget", "5,500", udvalg="BSU"),
    ),
    afrundet=False,
)
#: What the same text says of the service frame: what is expected, less the excess, is the frame. It is printed with
#: two decimals and the others with three, so it is a rounded total.
FREDERICIA_RAMME = Tabel(
    kommune="Fredericia Kommune",
    år=2022,
    kilde="1. budgetopfølgning 2022, servicerammen",
    fora=_FREDERICIA_FORA,
    rækker=(Række("forventet-service", "ØK", "2.549,270"), Række("overskridelse", "ØK", "-35,177")),
    totaler=(Total("Serviceramme", "2.514,09"),),
)
