"""The template to start from: our own page, the place of a document, and a sample of every style that is not printed.

Who makes a template from it sees how each style looks, and can change it where it stands.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from docx.document import Document as WordDocument

from udplan.documents.blocks import (
    Bar,
    Bars,
    Block,
    Changed,
    Column,
    Contents,
    Document,
    Fact,
    Facts,
    Form,
    Gap,
    Heading,
    Item,
    Kind,
    Note,
    Prose,
    Row,
    Section,
    Table,
)
from udplan.documents.formats.word.blocks import elements
from udplan.documents.formats.word.page import page, text_width
from udplan.documents.formats.word.paragraphs import Paragraphs
from udplan.documents.formats.word.styles import LOWEST_LEVEL
from udplan.documents.printing.text import LIGHTS, TRUE_MINUS, Printer
from udplan.values.differ import Del, Run

_HELP: Final = (
    "{#p Dette er en skabelon. Ret typografier, sidehoved og sidefod, og skriv jeres egen tekst før og efter "
    "dokumentet. Felterne titel, kommune og enhed kan stå overalt i dobbelte krøllede parenteser. Skriver skabelonen selv "
    "titlen, så skriv dokument_uden_titel i stedet for dokument. Dette afsnit bliver ikke skrevet ud. #}"
)
_PLACE: Final = "{{p dokument }}"
_SAMPLES: Final = ("{%p if false %}", "{%p endif %}")
_ABOUT: Final = (
    "Herfra og ned er der prøver på de typografier, som udplan bruger. De bliver ikke skrevet ud, og I kan slette dem. Ret en "
    "typografi, så ser den ud på samme måde i alle dokumenter."
)
_LONG: Final = (
    "Kurs og koordinering står som brødtekst i skemaet, og er den lang, kommer punktets titel igen på næste side. " * 30
)


def sample_template() -> WordDocument:
    """An empty document with the fields that a template can use, and the samples."""
    word, styles = page("{{ kommune }}", "{{ titel }}", "{{ enhed }}")
    paragraphs = Paragraphs(styles)
    shown = Document("Prøve", "", "mio. kr.", 3, (Heading(1, "Overskrift 1"), *_blocks()))
    printer = Printer(shown.enhed, shown.decimaler, TRUE_MINUS)
    begin, end = (paragraphs.paragraph("Normal", [text]) for text in _SAMPLES)
    samples = elements(shown, printer, styles, text_width(word.sections[0]))
    help_, place = (paragraphs.paragraph("Normal", [text]) for text in (_HELP, _PLACE))
    for made in (help_, place, begin, paragraphs.paragraph("Normal", [_ABOUT]), *samples, end):
        word.element.body.sectPr.addprevious(made)
    return word


def _blocks() -> tuple[Block, ...]:
    headings = (Heading(level, f"Overskrift {level}") for level in range(2, LOWEST_LEVEL + 1))
    columns = (
        Column("Overskrift", share=200),
        Column("Kurs", Kind.PROSE),
        Column("Slut", Kind.MARK, share=50),
        Column("2025", Kind.AMOUNT, share=100),
    )
    kurs = f"{_LONG}\n\n- et punkt\n- et til\n\nTo ting:\n1. det ene\n2. det andet"
    marks = ("Særligt behov for tværgående koordinering", "OBS: sådan ser et OBS-punkt ud")
    item = Item("proeve", ("Titel", kurs, "X", Decimal("-0.5")), marks, under=("R307 (B)",))
    total = Row(("I alt", "", "", Decimal("-0.5")), total=True)
    pools = (Column("Pulje"), Column("Lys", Kind.LIGHT), Column("Beløb", Kind.AMOUNT))
    lights = tuple(Row((f"Pulje {number}", light, Decimal(2))) for number, light in enumerate(LIGHTS, 1))
    return (
        Contents(),
        *headings,
        Prose("Løbende tekst.\n\n- et punkt\n- et til\n\nTo ting:\n1. det ene\n2. det andet"),
        Facts((Fact("Fakta", "et navn og en værdi"),)),
        Note("En bemærkning til læseren."),
        Changed(
            "Rettet tekst", ((Run("det", Del.ENS), Run("gamle", Del.SLETTET), Run("nye", Del.NY), Run("ord", Del.ENS)),)
        ),
        Gap("Det, som nogen skal skrive, før dokumentet kan bruges."),
        Bars("Søjler.", (Bar("2025", Decimal("-0.5")), Bar("2026", Decimal("1.5")))),
        Table("En tabels navn", pools, lights),
        Form("Et skemas navn", columns, (Section("Et udvalg", (item,)),), (total,), level=2),
    )
