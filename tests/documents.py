"""Documents made by hand for the tests of the formats: one as rich as a plan, and one full of nasty text.

The items, amounts and roles are those of the seeds; the running text is ours and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Literal, overload

from udplan.documents.blocks import (
    Bar,
    Bars,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Form,
    Heading,
    Item,
    Kind,
    Note,
    Prose,
    Row,
    Section,
    Table,
)
from udplan.documents.formats import render
from udplan.documents.reports import REPORTS
from udplan.values.amounts import format_amount
from udplan.values.unknown import IKKE_OPLYST

#: The reports of one state of a plan; the others hold it against another.
OF_ONE_STATE = tuple(navn for navn, listed in REPORTS.items() if not listed.af_to)
YEARS = tuple(Column(year, Kind.AMOUNT) for year in ("2025", "2026", "2027", "2028"))
COLUMNS = (
    Column("Overskrift"),
    Column("Tovholder (Chef/Direktør)"),
    Column("Budgetaftale (Kurs)", Kind.PROSE),
    Column("Proces/Tværgående aspekter og Direktionens rolle (Koordinering og Commitment)", Kind.PROSE),
    Column("Beslutningsforum (sagsgang)"),
    Column("MED/Høring m.v.", Kind.MARK),
    Column("Slut (X)", Kind.MARK),
    *YEARS,
)
CROSS = "Særligt behov for tværgående koordinering"


Made = Callable[[], Document]


@overload
def rendered(made: Made, kind: Literal["md", "html"]) -> str: ...
@overload
def rendered(made: Made, kind: Literal["docx", "pdf"]) -> bytes: ...
@cache
def rendered(made: Made, kind: str) -> str | bytes:
    """One of the documents below in a format, made once for all the tests that only look at it."""
    return render(made(), kind)


def amounts(*texts: str) -> tuple[Decimal | None, ...]:
    """Four years of amounts; a text of nothing is a blank year."""
    return tuple(Decimal(text) if text else None for text in (*texts, "", "", "", "")[:4])


def total(label: str, *texts: str) -> Row:
    return Row((label, "", "", "", "", "", "", *amounts(*texts)), total=True)


def facets(udvalg: str, art: str, afsluttet: str, *tovholdere: str) -> tuple[Fact, ...]:
    """What a reader may filter an item by; an item without a committee has none to filter by."""
    own = (Fact("udvalg", udvalg),) if udvalg else ()
    roles = (Fact("tovholder", each) for each in tovholdere)
    return (*own, *roles, Fact("art", art), Fact("afsluttet", afsluttet))


def rich_document() -> Document:
    """A plan with every kind of block in it."""
    economy = Section(
        "Økonomiudvalget og tværgående driftsændringer og råderumsforslag",
        (
            Item(
                "effektiviseringsbidrag",
                (
                    "Effektiviseringsbidrag og novembergreb – alle udvalg\n"
                    "(Reduceret effektiviseringsbidrag i 2025 fra 0,8% til 0,55%)",
                    "Økonomichefen",
                    "Bidraget på serviceudgifterne fastholdes: 0,55 pct. i 2025 og 0,80 pct. i "
                    "overslagsårene.\n\nKommunalbestyrelsen får i foråret 2025 en sag om en fast procent, så den "
                    "er kendt, før næste budget forhandles, og en sag om, hvad puljen til værn om servicerammen "
                    "kan bruges til.",
                    "Udmøntningen sker i to spor:\n"
                    "- Det, der ligger inden for den administrative kompetence, gennemføres på "
                    "aftaleenhederne.\n"
                    "- Det øvrige forelægges fagudvalgene i november/december 2024, med MED og 14 dages "
                    "høring.\n\nTil sidst samles det i én sag på tværs af udvalgene.",
                    "FUDV, Høring, FUDV, ØK, KB",
                    "X",
                    None,
                    *amounts("11.4"),
                ),
                (CROSS,),
                facets("Økonomiudvalget", "drift", "nej", "Økonomichefen"),
            ),
            Item(
                "sygefravaer",
                (
                    "Aktiv/helhedsorienteret indsats målrettet sygefravær generelt i kommunen",
                    "Chef for ledelsessekretariatet",
                    "En projektleder i HR hjælper arbejdspladserne med at forebygge og håndtere fravær, især "
                    "hvor fraværet er højest.",
                    "Indsatsen følger projektmodellen: en beskrivelse, en måling ved start og en opfølgning undervejs.",
                    "KCL",
                    "X",
                    None,
                    *amounts("1.000", "1.000", "1.000", "1.000"),
                ),
                (CROSS, "OBS: status er ikke opdateret"),
                facets("Økonomiudvalget", "drift", "nej", "Chef for ledelsessekretariatet"),
            ),
        ),
        (total("Økonomiudvalget i alt", "12.400", "1.000", "1.000", "1.000"),),
    )
    labour = Section(
        "Arbejdsmarkedsudvalget",
        (
            Item(
                "au-puljen",
                (
                    "Arbejdsmarkedsudvalgspuljen",
                    "Chef for fællessekretariatet",
                    None,
                    "Ligger i budgettet.",
                    None,
                    None,
                    "X",
                    *amounts("0.100"),
                ),
                ("Afsluttet",),
                facets("Arbejdsmarkedsudvalget", "drift", "ja", "Chef for fællessekretariatet"),
            ),
        ),
    )
    options = Section(
        "Råderumsforslag - AU",
        (
            Item(
                "loentilskud",
                (
                    "Pulje og løntilskud R901 (B)",
                    "Arbejdsmarkedschefen",
                    *[None] * 4,
                    "X",
                    *amounts("-0.300", "-0.300", "-0.300", "-0.300"),
                ),
                ("Afsluttet",),
                facets("Arbejdsmarkedsudvalget", "råderum", "ja", "Arbejdsmarkedschefen"),
            ),
            Item(
                "fravaer-forsoergelse",
                (
                    "Investering i fraværsindsatsen på BUU - besparelser på forsørgelsesudgifter R307 (B)",
                    "Arbejdsmarkedschefen\nSkole- og dagtilbudschefen\nBørne- og familiechefen",
                    "Lavere fravær i skolerne skal give færre udgifter til forsørgelse.",
                    "Besparelsen forudsætter, at fraværet falder; ellers drøfter udvalgene det.",
                    "BUU, AU, ØK, KB",
                    None,
                    "X",
                    *amounts("-0.518", "-1.050", "-1.313", "-1.575"),
                ),
                (CROSS, "Afsluttet"),
                facets(
                    *("Arbejdsmarkedsudvalget", "råderum", "ja"),
                    *("Arbejdsmarkedschefen", "Skole- og dagtilbudschefen", "Børne- og familiechefen"),
                ),
            ),
        ),
        (total("Arbejdsmarkedsudvalget i alt", "-0.718", "-1.350", "-1.613", "-1.875"),),
    )
    groups = (
        Section(
            "Politiske visioner",
            (
                Item(
                    "politiske-visioner",
                    (
                        "Politiske visioner – Retning for Norddjurs",
                        "Kommunaldirektøren",
                        "Fagudvalgene sætter mål for deres områder.",
                        "Målene drøftes i december 2024 og samles på et seminar i slutningen af januar 2025.",
                        "Fagudvalg",
                        None,
                        None,
                        *amounts(),
                    ),
                    facets=facets("", "hensigtserklæring", "nej", "Kommunaldirektøren"),
                ),
            ),
        ),
        Section("Partnerskaber", ()),
    )
    unknown = Item(
        "ledelsesinformation",
        ("Ledelsesinformation", IKKE_OPLYST, *[None] * 5, *[IKKE_OPLYST] * 4),
        facets=facets("ikke oplyst", "ikke oplyst", "nej", "ikke oplyst"),
    )
    return Document(
        "Udmøntningsplan 2025-2028",
        "Norddjurs Kommune",
        "mio. kr.",
        3,
        (
            Heading(1, "Udmøntningsplan 2025-2028"),
            Prose(
                "Planen fortæller, hvordan budgetaftalen bliver til virkelighed: hvem der har opgaven, hvor "
                "den besluttes, og hvad den koster eller sparer.\n\nMinus er en besparelse."
            ),
            Note("Tiderne er vejledende og kan blive justeret."),
            Facts((Fact("Periode", "2025-2028"), Fact("Enhed", "mio. kr."), Fact("Punkter", "7"))),
            Bars(
                "Udgifterne stiger med 11,682 mio. kr. i 2025 og falder lidt i de følgende år.",
                (
                    Bar("2025", Decimal("11.682")),
                    Bar("2026", Decimal("-0.350")),
                    Bar("2027", Decimal("-0.613")),
                    Bar("2028", Decimal("-0.875")),
                ),
            ),
            Heading(2, "Budgetændringer drift"),
            Form(
                "Budgetændringer drift – budget 2025-2028 (mio. kr.)",
                COLUMNS,
                (economy, labour, options),
                (total("Drift i alt", "11.682", "-0.350", "-0.613", "-0.875"),),
            ),
            Heading(2, "Anlæg ud over basis"),
            Form("Anlæg ud over basis - budget 2025-2028 (mio. kr.)", COLUMNS, (Section("Anlæg", ()),)),
            Heading(2, "Hensigtserklæringer"),
            Form("Hensigtserklæringer", COLUMNS, groups),
            Heading(2, "Endnu ikke placeret"),
            Form("Punkter uden kendt art eller udvalg", COLUMNS, (Section("", (unknown,)),)),
            Heading(2, "Kontroltal"),
            Table(
                "Oplyste og beregnede totaler",
                (
                    Column("Navn"),
                    Column("År"),
                    Column("Rækker", Kind.COUNT),
                    Column("Oplyst", Kind.AMOUNT),
                    Column("Sum", Kind.AMOUNT),
                    Column("Forskel", Kind.AMOUNT),
                    Column("Resultat"),
                ),
                (
                    Row(("Råderumsforslag, AU", "2025", 2, *amounts("-0.818", "-0.818", "0")[:3], "stemmer")),
                    Row(("Råderumsforslag, AU", "2026", 2, *amounts("-1.350", "-1.350", "0")[:3], "stemmer")),
                    Row(("Ledelsesinformation", "2026", 1, IKKE_OPLYST, None, None, "")),
                ),
            ),
        ),
    )


#: Text that means something to Markdown, HTML, a template engine, a spreadsheet or a terminal.
NASTY = (
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% raw %}",
    "{# væk #}",
    "a | b || c \\| d",
    "`kode` ``mere``",
    "# ikke en overskrift",
    "## heller ikke ##",
    "- ikke et punkt-",
    "+ heller ikke",
    "1. ikke nummereret",
    "2) heller ikke",
    "2025. året",
    "> ikke et citat",
    "---",
    "===",
    ":-:",
    "*fed* _kursiv_ **mere** ~~streg~~ med_høring_mv",
    "[link](https://example.dk/a_b) ![billede](x.png) [^1]: fod",
    "https://example.dk/a_b_c?d=e&copy=1 www.example.dk/x_y",
    "&lt;b&gt; &amp; &#42; R&D Q & A",
    "<!-- væk --> <br> <b>fed</b> a < b > c",
    "$x^2$ #123 @navn :smil:",
    '=HYPERLINK("http://x")',
    "#set page(width: 1pt)",
    "[bold red]ikke rich[/]",
    "bagvendt \\",
    "citat \" og ' og »«",
    "]]> </style> </title>",
    "20\u00a0mio.\u00a0kr.",
)


def nasty_document() -> Document:
    """The same document of nasty text in every place that a text can stand."""
    columns = (Column("Titel | *a*"), Column("<b>Kort</b>"), Column("_Lang_", Kind.PROSE), Column("2025", Kind.AMOUNT))
    items = tuple(
        Item(
            f"punkt-{n}",
            (text, text, f"{text}\n{text}\n\n- {text}\n- {text}", Decimal(-n)),
            (text,),
            facets(text, text, "nej", text),
        )
        for n, text in enumerate(NASTY)
    )
    cells: tuple[tuple[Cell, ...], ...] = tuple((text, f"{text}\n{text}", text, Decimal(1)) for text in NASTY)
    return Document(
        NASTY[0],
        NASTY[1],
        "mio. kr.",
        3,
        (
            Heading(1, NASTY[0]),
            *(Heading(2, text) for text in NASTY),
            *(Prose(text) for text in NASTY),
            *(Note(text) for text in NASTY),
            Facts(tuple(Fact(text, text) for text in NASTY)),
            Table(NASTY[3], columns, tuple(map(Row, cells))),
            Form(NASTY[4], columns, (Section(NASTY[5], items, (Row(("I alt", "", "", Decimal(-9)), total=True),)),)),
            Bars(NASTY[0], tuple(Bar(text, Decimal(n)) for n, text in enumerate(NASTY))),
        ),
    )


def figure_of(signs: int) -> Decimal:
    """A saving that is printed with so many signs, at least seven: the minus, the points for thousands, the decimals."""
    printable = (Decimal("-" + "8" * whole + "." + "8" * part) for part in (2, 3) for whole in range(1, 12))
    return next(amount for amount in printable if len(format_amount(amount, 2)) == signs)


def paper_form(years: int, amount: Decimal) -> Document:
    """A paper form of one item with the same amount in many years, as a report gives it to the formats."""
    columns = (
        Column("Overskrift", share=95),
        Column("Tovholder", share=157),
        Column("Kurs", Kind.PROSE),
        Column("Koordinering", Kind.PROSE),
        Column("Slut (X)", Kind.MARK, share=27),
        *(Column(str(2025 + year), Kind.AMOUNT) for year in range(years)),
    )
    item = Item("a", ("Punkt", "Chef", "Kort tekst.", "Kort tekst.", "", *[amount] * years), under=("14-A-9",))
    total = Row(("I alt", "", "", "", "", *[amount] * years), total=True)
    form = Form("Drift", columns, (Section("", (item,)),), (total,), level=2)
    return Document("Plan", "Prøvested", "kr.", 2, (Heading(1, "Plan"), form))
