"""The real plan holds what the source documents say: every title, role, sagsgang, mark and figure.

"The table" is the plan's own table for 2025-2028, read as AU's extract; "the status list" is the 18 points with a
special need for cross-cutting coordination. What is expected here is written off from them, not from the plan files.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import NamedTuple

import pytest

from udplan.figures.printed import sums_json
from udplan.figures.select import Forhold, Valg, forhold, select
from udplan.figures.sums import Pr, add_up
from udplan.model.indsats import Art, Bevilling, Indsats
from udplan.model.plan import Plan
from udplan.values.unknown import IKKE_OPLYST


class Row(NamedTuple):
    """A row of the table as it is printed; an empty cell is empty here too."""

    overskrift: str
    kode: str
    tovholder: str
    sagsgang: str
    med: str
    slut: str
    beløb: tuple[str, str, str, str]


NONE = ("", "", "", "")

#: The nine rows of the table, in its order, by the section they stand in.
TABLE = {
    ("ØK", Art.DRIFT): {
        "effektiviseringsbidrag": Row(
            "Effektiviseringsbidrag og novembergreb – alle udvalg", "", "Økonomichefen",
            "FUDV, Høring, FUDV, ØK, KB", "X", "", ("11.4", "", "", "")),
        "sygefravaer": Row(
            "Aktiv/helhedsorienteret indsats målrettet sygefravær generelt i kommunen", "",
            "Chef for ledelsessekretariatet", "KCL", "X", "", ("1.000", "1.000", "1.000", "1.000")),
    },
    ("AU", Art.DRIFT): {
        "au-puljen": Row(
            "Arbejdsmarkedsudvalgspuljen", "", "Chef for fællessekretariatet", "", "", "X", ("0.100", "", "", "")),
    },
    ("AU", Art.RÅDERUM): {
        "r901-pulje-og-loentilskud": Row(
            "Pulje og løntilskud", "R901 (B)", "Arbejdsmarkedschefen",
            "", "", "X", ("-0.300", "-0.300", "-0.300", "-0.300")),
        "r307-fravaer-forsoergelse": Row(
            "Investering i fraværsindsatsen på BUU - besparelser på forsørgelsesudgifter", "R307 (B)",
            "Arbejdsmarkedschefen", "BUU, AU, ØK, KB", "", "X", ("-0.518", "-1.050", "-1.313", "-1.575")),
    },
    ("Politiske visioner", Art.HENSIGT): {
        "politiske-visioner": Row("Politiske visioner", "", "Kommunaldirektøren", "FUDV", "", "", NONE),
    },
    ("Sociale investeringer, Fremtidens velfærd, Skoler og dagtilbud", Art.HENSIGT): {
        "sociale-investeringer": Row(
            "Sociale investeringer - som løftestang for nye sociale indsatser", "", "Arbejdsmarkedschefen",
            "", "", "", NONE),
        "nationale-reformer": Row(
            "De nationale reformer skal lande godt i Norddjurs", "", "Relevante chefer",
            "Relevante fagudvalg", "", "", NONE),
        "beskaeftigelsesindsats": Row("Beskæftigelsesindsats", "", "Arbejdsmarkedschefen", "AU", "", "", NONE),
    },
}  # fmt: skip
ROWS = {id_: row for section in TABLE.values() for id_, row in section.items()}

#: The 18 points of the status list, in its order: title and code. The first is longer in the table.
STATUS_LIST = {
    "effektiviseringsbidrag": ("Effektiviseringsbidrag og novembergreb", ""),
    "sygefravaer": ("Aktiv/helhedsorienteret indsats målrettet sygefravær generelt i kommunen", ""),
    "ledelsesinformation": ("Ledelsesinformation generelt på hele kommunen", ""),
    "bosaetningskampagne": ("Bosætningskampagne", ""),
    "skriftlige-fremstillinger": ("Skriftlige fremstillinger", "R101 (I)(B)"),
    "aktindsigt": ("Aktindsigt", "R001 (I)(B)"),
    "ai-hjaelpevaerktoej": ("AI-hjælpeværktøj til skriftlig fremstilling", "R002 (I)(B)"),
    "flaadestyring": ("Flådestyring", "R003 (I)(B)"),
    "kloge-m2": ("Arbejde med kloge m2", ""),
    "r307-fravaer-forsoergelse": (
        "Investering i fraværsindsatsen på BUU - besparelser på forsørgelsesudgifter",
        "R307 (B)",
    ),
    "r307-fravaer-anbringelser": (
        "Investering i fraværsindsatsen - besparelser på sociale indsatser og anbringelser",
        "R307 (B)",
    ),
    "bygningsanalyse": ("Investering i analyse til brug for optimering af anvendelsen af kommunens bygninger", ""),
    "demensindsats-glesborg": ("Samling af demensindsatsen i Glesborg", "R706"),
    "oekonomisk-prognose": (
        "Økonomisk prognose på myndighedsdelen på børneområdet samt på voksen-handicapområdet",
        "",
    ),
    "nationale-reformer": ("De nationale reformer skal lande godt i Norddjurs", ""),
    "norddjurs-i-bevaegelse": ("Norddjurs i bevægelse", ""),
    "fjellerup-udvikling": ("Fjellerup Udvikling", ""),
    "pulje-velfaerdsteknologi": ("Pulje til udvikling og velfærdsteknologi", ""),
}
ONLY_TITLES = [id_ for id_ in STATUS_LIST if id_ not in ROWS]


def printed(indsats: Indsats, år: tuple[int, ...]) -> Row:
    """An item as the table would print it: every decimal that was written, and blank where blank."""
    amounts = [indsats.beløb_i(each) for each in år]
    first, second, third, fourth = ("" if amount is None else str(amount) for amount in amounts)
    return Row(
        indsats.overskrift,
        indsats.kode or "",
        " og ".join(indsats.tovholdere),
        str(indsats.sagsgang or ""),
        "X" if indsats.med_høring else "",
        "X" if indsats.slut else "",
        (first, second, third, fourth),
    )


# --- items -------------------------------------------------------------------------------------------------------


def test_there_are_23_items_and_18_of_them_are_cross_cutting(real_plan: Plan) -> None:
    assert len(real_plan.indsatser) == 23
    assert set(real_plan.efter_id) == ROWS.keys() | STATUS_LIST.keys()
    assert {indsats.id for indsats in real_plan.indsatser if indsats.tværgående} == STATUS_LIST.keys()


@pytest.mark.parametrize("id_", ROWS)
def test_a_row_of_the_table_stands_in_the_plan_exactly(real_plan: Plan, id_: str) -> None:
    assert printed(real_plan.efter_id[id_], real_plan.grundlag.år) == ROWS[id_]


def test_each_row_stands_in_the_section_that_the_table_has_it_in(real_plan: Plan) -> None:
    for (home, art), rows in TABLE.items():
        for id_ in rows:
            indsats = real_plan.efter_id[id_]
            assert indsats.art is art
            assert home == (indsats.gruppe if art is Art.HENSIGT else indsats.udvalg)


def test_the_rows_stand_in_the_order_of_the_table(real_plan: Plan) -> None:
    assert [indsats.id for indsats in real_plan.indsatser if indsats.id in ROWS] == list(ROWS)


@pytest.mark.parametrize("id_", STATUS_LIST)
def test_a_point_of_the_status_list_has_its_title_and_code(real_plan: Plan, id_: str) -> None:
    indsats = real_plan.efter_id[id_]
    title, code = STATUS_LIST[id_]
    assert indsats.overskrift.split(" – ")[0] == title
    assert (indsats.kode or "") == code


@pytest.mark.parametrize("id_", ONLY_TITLES)
def test_what_only_the_status_list_names_is_not_known_and_never_made_up(real_plan: Plan, id_: str) -> None:
    indsats = real_plan.efter_id[id_]
    for name in ("udvalg", "tovholder", "kurs", "koordinering", "sagsgang", "beløb"):
        assert getattr(indsats, name) is IKKE_OPLYST
    # A code of the råderumskatalog is all that says what kind of point it is.
    assert indsats.art is (Art.RÅDERUM if indsats.kode else IKKE_OPLYST)
    assert (indsats.slut, indsats.med_høring, indsats.status) == (None, None, ())


def test_the_two_that_share_a_code_are_two(real_plan: Plan) -> None:
    assert [indsats.id for indsats in real_plan.indsatser if indsats.kode == "R307 (B)"] == [
        "r307-fravaer-forsoergelse",
        "r307-fravaer-anbringelser",
    ]


def test_blank_in_the_table_is_blank_and_not_zero(real_plan: Plan) -> None:
    for id_ in ("effektiviseringsbidrag", "au-puljen"):
        assert [real_plan.efter_id[id_].beløb_i(år) for år in (2026, 2027, 2028)] == [None, None, None]


def test_the_rate_of_the_effektiviseringsbidrag(real_plan: Plan) -> None:
    rates = {2025: Decimal("0.55"), 2026: Decimal("0.80"), 2027: Decimal("0.80"), 2028: Decimal("0.80")}
    assert real_plan.efter_id["effektiviseringsbidrag"].procent == rates


def test_the_times_that_the_table_names(real_plan: Plan) -> None:
    trin = real_plan.efter_id["effektiviseringsbidrag"].trin
    assert [(each.forum, str(each.tid or ""), each.dage) for each in trin] == [
        ("FUDV", "november/december 2024", None),
        ("Høring", "", 14),
        ("FUDV", "", None),
        ("ØK", "januar 2025", None),
        ("KB", "januar 2025", None),
    ]
    assert [str(each.tid) for each in real_plan.efter_id["politiske-visioner"].trin] == ["december 2024"]


def test_r307_names_those_who_must_play_along(real_plan: Plan) -> None:
    assert real_plan.efter_id["r307-fravaer-forsoergelse"].medvirkende == (
        "Skole- og dagtilbudschefen",
        "Børne- og familiechefen",
    )


# --- the plan itself ---------------------------------------------------------------------------------------------


def test_what_holds_for_the_whole_plan(real_plan: Plan) -> None:
    grundlag = real_plan.grundlag
    assert (grundlag.kommune, grundlag.enhed, grundlag.år) == (
        "Norddjurs Kommune",
        "mio. kr.",
        (2025, 2026, 2027, 2028),
    )
    assert [gruppe.navn for gruppe in grundlag.hensigtsgrupper] == [
        "Økonomisk Politik",
        "Politiske visioner",
        "Sociale investeringer, Fremtidens velfærd, Skoler og dagtilbud",
        "Norddjurs i bevægelse",
        "Partnerskaber",
        "Vækst, erhverv og beskæftigelse",
        "Klima, miljø, natur og den grønne omstilling",
    ]
    assert [(each.forum, each.dato.isoformat() if each.dato else "") for each in grundlag.behandlet] == [
        ("KB", "2024-12-11"),
        ("BUU", "2025-01-15"),
        ("Direktionen", "2025-01-29"),
    ]


# --- figures -----------------------------------------------------------------------------------------------------

AU = ["-0.718", "-1.350", "-1.613", "-1.875"]
ØK = ["12.400", "1.000", "1.000", "1.000"]
I_ALT = ["11.682", "-0.350", "-0.613", "-0.875"]


def test_the_sums_per_udvalg(real_plan: Plan) -> None:
    found = json.loads(sums_json(add_up(real_plan, real_plan.indsatser)))
    stated = {row["navn"]: list(row["beløb"].values()) for row in found["rækker"] if any(row["beløb"].values())}
    assert stated == {"ØK": ØK, "AU": AU}
    assert [list(row["beløb"].values()) for row in found["i_alt"] if any(row["beløb"].values())] == [I_ALT]
    assert [row["bevilling"] for row in found["rækker"] if any(row["beløb"].values())] == [Bevilling.DRIFT] * 2
    assert sum(row["antal"] for row in found["rækker"]) == 23


@pytest.mark.parametrize(
    ("pr", "navn", "figures"),
    [
        (Pr.ART, "drift", ["12.500", "1.000", "1.000", "1.000"]),
        (Pr.ART, "råderum", ["-0.818", "-1.350", "-1.613", "-1.875"]),
        (Pr.KODE, "R901 (B)", ["-0.300", "-0.300", "-0.300", "-0.300"]),
        (Pr.KODE, "R307 (B)", ["-0.518", "-1.050", "-1.313", "-1.575"]),
        (Pr.TOVHOLDER, "Økonomichefen", ["11.4", "None", "None", "None"]),
        (Pr.TOVHOLDER, "Chef for ledelsessekretariatet", ["1.000", "1.000", "1.000", "1.000"]),
        (Pr.TOVHOLDER, "Chef for fællessekretariatet", ["0.100", "None", "None", "None"]),
        (Pr.TOVHOLDER, "Arbejdsmarkedschefen", ["-0.818", "-1.350", "-1.613", "-1.875"]),
    ],
)
def test_the_sums_per_anything_else(real_plan: Plan, pr: Pr, navn: str, figures: list[str]) -> None:
    (row,) = (
        row
        for row in add_up(real_plan, real_plan.indsatser, pr).rækker
        if row.navn == navn and row.bevilling == "drift"
    )
    assert [str(amount) for amount in row.beløb.values()] == figures


@pytest.mark.parametrize(
    ("id_", "over_four_years"), [("r307-fravaer-forsoergelse", "-4.456"), ("r901-pulje-og-loentilskud", "-1.200")]
)
def test_the_savings_over_four_years(real_plan: Plan, id_: str, over_four_years: str) -> None:
    amounts = [real_plan.efter_id[id_].beløb_i(år) for år in real_plan.grundlag.år]
    assert sum(amount for amount in amounts if isinstance(amount, Decimal)) == Decimal(over_four_years)


# --- extracts ----------------------------------------------------------------------------------------------------


def test_the_extract_of_buu(real_plan: Plan) -> None:
    found = {indsats.id: forhold(real_plan, indsats, "BUU") for indsats in select(real_plan, Valg(udvalg="BUU"))}
    through = {
        "effektiviseringsbidrag": Forhold.BEHANDLES,
        "r307-fravaer-forsoergelse": Forhold.BEHANDLES,
        "politiske-visioner": Forhold.BEHANDLES,
        "nationale-reformer": Forhold.KAN_VEDKOMME,
    }
    others = dict.fromkeys(STATUS_LIST.keys() - through.keys(), Forhold.TVÆRGÅENDE)
    assert found == through | others
    assert select(real_plan, Valg(udvalg="BUU"), egne=True) == ()


def test_the_points_of_au_and_their_total(real_plan: Plan) -> None:
    own = select(real_plan, Valg(udvalg="AU"), egne=True)
    assert [indsats.id for indsats in own] == [
        "au-puljen",
        "r901-pulje-og-loentilskud",
        "r307-fravaer-forsoergelse",
        "sociale-investeringer",
    ]
    (drift,) = (row for row in add_up(real_plan, own).i_alt if row.bevilling == "drift")
    assert [str(amount) for amount in drift.beløb.values()] == AU
