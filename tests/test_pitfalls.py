"""Every mistake that economists make in YAML: what they are told, word for word, and where; or what is read."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from tests.plans import PLAN_YAML, PlanFolder, hensigt, item, verdict
from udplan.figures.sums import Pr, add_up
from udplan.model.indsats import Indsats
from udplan.model.plan import load
from udplan.yaml.problem import Niveau

FEJL, ADVARSEL = Niveau.FEJL, Niveau.ADVARSEL
#: What the small items here do not have, and no row is about.
ELSEWHERE = frozenset({"tekst-mangler", "ikke-oplyst"})
RET = "udplan ret kan gøre det."
QUOTE = 'Sæt anførselstegn (") om hele teksten'
ONE_A_LINE = "Skriv hvert år på sin egen linje, fx 2025: -0,518"


class Told(NamedTuple):
    """What is said: line and column, the rule, the words, and what to write instead."""

    linje: int
    kolonne: int
    regel: str
    besked: str
    forslag: str | None = None
    niveau: Niveau = FEJL


class Row(NamedTuple):
    """A row of the table: what is written (a file, or the plan's), and what is told, or what is read."""

    navn: str
    skrevet: str | bytes
    siges: tuple[Told, ...] = ()
    læses: tuple[str, Any] | None = None
    plan: str = PLAN_YAML


def amount(written: str) -> str:
    """An item with an amount in 2025: it stands in line 7, column 9."""
    return item(beløb=f"\n  2025: {written}")


def reads(written: str, value: str, *told: Told) -> Row:
    return Row(written, amount(written), told, ("beløb", {2025: Decimal(value)}))


def refuses(written: str, besked: str, forslag: str | None = None, *more: Told) -> Row:
    return Row(written, amount(written), (Told(7, 9, "beloeb-form", besked, forslag), *more))


def two_readings(written: str, besked: str) -> Row:
    return refuses(written, f"{written} kan læses på to måder. Mente du {besked}?")


def extra(sign: str, written: str, regel: str = "yaml-genveje") -> Row:
    """A sign at the front of a note, which stands in line 7."""
    special = f"Et {sign} forrest i en tekst betyder noget særligt i YAML, og så forsvinder ordet. {QUOTE}; {RET}"
    plain = f"En tekst kan ikke begynde med {sign}. {QUOTE}; {RET}"
    besked = special if regel == "yaml-genveje" else plain
    return Row(f"{sign} first", item(note=written), (Told(7, 7, regel, besked, f'"{written}"'),))


def invisible(linje: int, kolonne: int, sign: str, times: str = "") -> Told:
    return Told(
        linje, kolonne, "usynlige-tegn", f"Her står et usynligt tegn ({sign}){times}. Slet det; {RET}", None, ADVARSEL
    )


def hidden(linje: int, kolonne: int, where: str = "Efter kolon står") -> Told:
    besked = (
        f"{where} et usynligt mellemrum (U+00A0, hårdt mellemrum) i stedet for et almindeligt. "
        f"Slet det, og tryk på mellemrumstasten; {RET}"
    )
    return Told(linje, kolonne, "usynligt-mellemrum", besked)


def pasted(field: str, linje: int, last: int, doubt: str = "") -> Told:
    """A text of more lines behind a name, which goes from its line to the last."""
    besked = (
        f"Teksten i {field} (linje {linje}-{last}) skal stå som en tekstblok. Skriv {field}: | og hele teksten på "
        f"linjerne nedenunder, rykket 2 mellemrum ind{f'. {doubt}' if doubt else f'; {RET}'}"
    )
    return Told(linje, 1, "yaml-form", besked, f"{field}: |")


OVER_500 = Told(
    *(7, 9, "beloeb-usandsynligt"),
    "1.000,500 mio. kr. er over 500 mio. kr. Er det skrevet i en anden enhed? Så skriv det i mio. kr.",
    niveau=ADVARSEL,
)
NOT_UTF_8 = (
    "Filen er ikke gemt som UTF-8 (linje 1, tegn 13 kan ikke læses). Gem den igen, og vælg UTF-8 som tegnkodning."
)
NOT_A_FIELD = "Linjen er ikke et felt. Hører den til teksten i tekst (linje 9), så begynd den med 6 mellemrum."
TOO_SHORT = "Linjen er rykket kortere ind end resten af teksten i tekst (linje 9). Begynd den med 6 mellemrum."
LONG_TEXT = (
    "Teksten i tekst fylder flere linjer og har et kolon med mellemrum efter (linje 10). "
    "Skriv tekst: | og hele teksten på linjerne nedenunder, rykket 6 mellemrum ind."
)
BRACES = "Inden for { } skiller hvert komma to felter ad, også et decimalkomma"
NOT_YES_OR_NO = "»{}« er hverken ja eller nej. Skriv ja (eller X) eller nej."
TAB = f"Her står en tabulator. Ryk linjen ind med mellemrum; {RET}"
CUT = (
    'Fra # bliver teksten ikke læst: »{}«. Sæt anførselstegn (") om hele teksten. Er det en bemærkning, så skriv to '
    "mellemrum før # og et efter."
)
CUT_BEHIND_QUOTES = (
    "Fra # bliver teksten ikke læst: »{}«. Flyt det sidste anførselstegn hen efter teksten. Er det en bemærkning, så "
    "skriv to mellemrum før # og et efter."
)
CUT_AND_GOES_ON = (
    "Fra # bliver teksten ikke læst: »# 3 og notat«, og så hører linje 10 ikke til noget. "
    "Skriv tekst: | og hele teksten på linjerne nedenunder, rykket 6 mellemrum ind."
)
CUT_AT_NUMBER = 'Fra # bliver teksten ikke læst: »{}«. Sæt anførselstegn (") om hele teksten; udplan ret kan gøre det.'
CONFLICT = (
    "Filen har en uløst flettekonflikt mellem »HEAD« og »rettelser«. Behold den rigtige af de to, "
    "og slet linjerne med <<<<<<<, ======= og >>>>>>>."
)
LEFT_OF_CONFLICT = (
    "Linjen >>>>>>> er en rest af en flettekonflikt. Slet den, og se efter, at resten af filen er rigtig."
)
EMPTY = Told(1, 1, "tom-fil", "Filen er tom. Slet den, eller skriv punktets felter, fx overskrift: …")
NFD_ITEM = unicodedata.normalize("NFD", item(tværgående="ja"))

TABLE: dict[str, tuple[Row, ...]] = {
    "`2025: 11,4`, `-0,300`": (reads("11,4", "11.4"), reads("-0,300", "-0.300")),
    "`2025: 1,000`": (reads("1,000", "1.000"),),
    "`2025: 1.000`": (two_readings("1.000", "1,000 (én million kroner) eller 1000 (én milliard kroner)"),),
    "`1.000,50`, `1 000,5`, `1_000`": (
        reads("1.000,50", "1000.50", OVER_500),
        reads("1 000,5", "1000.5", OVER_500),
        refuses("1_000", "Der kan ikke stå understregninger i et tal; skriv 1000.", "1000"),
    ),
    "`11.4` (one decimal point)": (reads("11.4", "11.4"),),
    "`1,000.50`": (refuses("1,000.50", "I planen er komma decimaltegn; skriv 1000,50.", "1000,50"),),
    "`{2025: -0,518, 2026: -1,050}`": (
        Row(
            "in braces",
            item(beløb="{2025: -0,518, 2026: -1,050}"),
            (Told(6, 8, "beloeb-i-klammer", f"{BRACES}. {ONE_A_LINE}; {RET}"),),
        ),
    ),
    "`{2025: 1,2027}`": (
        Row(
            "a year or decimals",
            item(beløb="{2025: 1,2027}"),
            (
                Told(
                    *(6, 8, "beloeb-i-klammer"),
                    f"{BRACES}, så 2027 kan være et år uden beløb eller decimalerne i 1,2027. "
                    "Skriv hvert år på sin egen linje, fx 2025: 1,2027.",
                ),
            ),
        ),
    ),
    "`[1,000, 1,000]`": (
        Row(
            "in brackets",
            item(beløb="[1,000, 1,000]"),
            (
                Told(
                    *(6, 8, "beloeb-i-klammer"),
                    f"Inden for [ ] skiller hvert komma to tal ad, også et decimalkomma, og årene mangler. {ONE_A_LINE}.",
                ),
            ),
        ),
    ),
    "`- 0,300` (space)": (
        Row(
            "- 0,300",
            amount("- 0,300"),
            (
                Told(
                    *(7, 9, "yaml-form"),
                    f"Mellemrummet efter minus gør tallet til et punkt på en liste. Fjern mellemrummet; {RET}",
                    "-0,300",
                ),
            ),
        ),
    ),
    "U+2212 `−`, en dash `–`": (
        reads("−0,518", "-0.518"),
        reads("–0,518", "-0.518"),
        Row("in prose", item(note="Fald – fra 5 til −3"), læses=("note", "Fald – fra 5 til −3")),
    ),
    "`1-`, `(1,0)` accounting minus": (
        refuses("1-", "Minus skal stå foran tallet; skriv -1.", "-1"),
        refuses("(1,0)", "En parentes bliver ikke læst som et minus; skriv -1,0.", "-1,0"),
    ),
    "NBSP in number / **after colon**": (
        reads("1\u00a0000,5", "1000.5", OVER_500),
        Row("after a field", item(udvalg=None) + "udvalg:\u00a0AU\n", (hidden(6, 8),)),
        Row("after a year", item(beløb="\n  2025:\u00a01,0"), (hidden(7, 8),)),
        Row("after beløb", "belob:\u00a01,0\n", (hidden(1, 7),)),
        Row("indented", item(beløb="\n\u00a0\u00a02025: 1,0"), (hidden(7, 1, "Linjen er rykket ind med"),)),
    ),
    "`1,0 mio. kr.`, `300.000 kr.`": (
        refuses("1,0 mio. kr.", "Enheden (mio. kr.) står i plan.yaml og skal ikke stå her; skriv 1,0.", "1,0"),
        refuses(
            "300.000 kr.",
            "Planen er i mio. kr., og 300.000 kr. bliver ikke regnet om af sig selv; "
            "skriv 0,300, hvis det er det, der er ment.",
        ),
        refuses(
            "300 t.kr.",
            "Planen er i mio. kr., og 300 t.kr. bliver ikke regnet om af sig selv; "
            "skriv 0,300, hvis det er det, der er ment.",
        ),
    ),
    "`0,55%` / `%…` first": (
        refuses("0,55%", "0,55% er en procent og ikke et beløb; skriv beløbet i mio. kr."),
        Row("as a rate", item() + "procent:\n  2025: 0,55%\n", læses=("procent", {2025: Decimal("0.55")})),
        Row(
            "sign first",
            item() + "procent:\n  2025: %0,55\n",
            (
                Told(
                    *(8, 9, "yaml-form"),
                    "Procenttegnet skal stå efter tallet, og kun i en procent. Et beløb skrives uden.",
                    "0,55%",
                ),
            ),
        ),
    ),
    "true/no/on as amount": tuple(
        refuses(word, f"{word} betyder ja eller nej og er ikke et beløb; skriv et tal, fx -0,518.")
        for word in ("true", "no", "on")
    ),
    "Norway: `NO`, `no`, `on`, `Off`": (
        *(
            Row(word, item(tværgående=word), (Told(7, 13, "ja-nej-form", NOT_YES_OR_NO.format(word), forslag),))
            for word, forslag in (("NO", "nej"), ("no", "nej"), ("on", "ja"), ("Off", "nej"))
        ),
        Row("as a text", item(note="NO"), læses=("note", "NO")),
        Row("ja", item(tværgående="ja"), læses=("tværgående", True)),
        Row("nej", item(tværgående="nej"), læses=("tværgående", False)),
        Row("X", item(tværgående="X"), læses=("tværgående", True)),
    ),
    "`slut: X`, `x`, `×`, blank": (
        *(Row(word, item(slut=word), læses=("afsluttet", True)) for word in ("X", "x", "ja", "true")),
        Row("blank", item(slut=""), læses=("slut", None)),
        Row(
            "×",
            item(slut="×"),
            (
                Told(
                    *(7, 7, "slut-form"),
                    "»×« er hverken X, ja, nej eller en dato. Skriv X, eller datoen, fx 2025-01-21.",
                    "X",
                ),
            ),
        ),
        Row(
            "a word",
            item(slut="næsten"),
            (
                Told(
                    *(7, 7, "slut-form"),
                    "»næsten« er hverken X, ja, nej eller en dato. Skriv X, eller datoen, fx 2025-01-21.",
                ),
            ),
        ),
    ),
    'trailing X in title ("Pulje X"), from a copied table row': (
        Row(
            "Pulje X",
            item(overskrift="Pulje X"),
            (
                Told(
                    *(1, 13, "titel-slutter-med-x"),
                    "Overskriften slutter med et enligt X. Mente du slut: X? Slet X'et her, og skriv slut: X på sin egen linje.",
                    niveau=ADVARSEL,
                ),
            ),
            ("overskrift", "Pulje X"),
        ),
    ),
    "duplicate keys": (
        Row(
            "a field",
            item() + "art: anlæg\n",
            (Told(7, 1, "dobbelt-felt", "art står to gange: også i linje 2. Slet den ene."),),
        ),
        Row(
            "a year, once in quotes",
            item(beløb='\n  2025: 1\n  "2025": 2'),
            (Told(8, 3, "dobbelt-felt", "2025 står to gange: også i linje 7. Slet den ene."),),
        ),
        Row(
            "with and without Danish letters",
            item() + "beloeb: ikke oplyst\n",
            (Told(7, 1, "dobbelt-felt", "beløb står to gange: også i linje 6. Slet den ene."),),
        ),
    ),
    "year keys `2025.0`, `25`, `2029`": (
        Row(
            "three of them",
            item(beløb="\n  2025.0: 1\n  25: 2\n  2029: 3"),
            (
                Told(7, 3, "aar-form", f"»2025.0« er ikke et årstal. {ONE_A_LINE}."),
                Told(8, 3, "aar-form", f"»25« er ikke et årstal. {ONE_A_LINE}.", "2025"),
                Told(
                    *(9, 3, "aar-uden-for-perioden"),
                    "2029 er ikke et af planens år (2025, 2026, 2027, 2028). Ret året, eller slet linjen.",
                ),
            ),
        ),
    ),
    "dates `15-01-2025`, `2025-01-15`, `2025-02-30`": (
        *(Row(day, item(slut=day), læses=("slut", date(2025, 1, 15))) for day in ("15-01-2025", "2025-01-15")),
        Row(
            "no such day",
            item(slut="2025-02-30"),
            (Told(7, 7, "slut-form", "30. februar 2025 findes ikke; februar 2025 har 28 dage."),),
        ),
        *(
            Row(
                time,
                item(sagsgang=f"[{{forum: AU, tid: {time}}}, KB]"),
                læses=("trin", lambda steps, fra=fra: steps[0].tid.fra == fra),
            )
            for time, fra in (("december 2025", date(2025, 12, 1)), ("forår 2025", date(2025, 3, 1)))
        ),
    ),
    "`22/291`, `151433/22`": (
        Row(
            "a case",
            item(sagsgang="[{forum: AU, sag: 22/291}, KB]"),
            læses=("trin", lambda steps: steps[0].sag == "22/291"),
        ),
        Row("a text", item(note="151433/22"), læses=("note", "151433/22")),
        Row(
            "no case",
            item(sagsgang="[{forum: AU, sag: 291}, KB]"),
            (
                Told(
                    *(5, 29, "sagsnummer-form"),
                    "291 ligner ikke et sagsnummer. Skriv det som 24/1234.",
                    niveau=ADVARSEL,
                ),
            ),
        ),
    ),
    "`12:30`": (Row("12:30", item(note="12:30"), læses=("note", "12:30")),),
    "`0100`, `007` (ids, Nr.)": (
        Row("a code", item(kode="0100"), læses=("kode", "0100")),
        Row("another", item(kode="007"), læses=("kode", "007")),
        two_readings("0100", "0,100 (100 tusind kroner) eller 100 (100 millioner kroner)"),
        refuses("0x1F", "0x1F er skrevet i et andet talsystem; skriv et tal med cifrene 0-9, fx 31."),
    ),
    "`Investering: besparelser`": (
        Row(
            "a colon",
            item(overskrift="Investering: besparelser"),
            (
                Told(
                    *(1, 13, "yaml-form"),
                    f"Teksten har et kolon med mellemrum efter. {QUOTE}; {RET}",
                    '"Investering: besparelser"',
                ),
            ),
        ),
    ),
    "` #` in text (`R901 #(B)`)": (
        Row(
            "R901 #(B)",
            item(kode="R901 #(B)"),
            (Told(7, 12, "tekst-efter-havelaage", CUT.format("#(B)"), niveau=ADVARSEL),),
            ("kode", "R901"),
        ),
        Row("a remark", item(kode="R901   # (B)"), læses=("kode", "R901")),
        Row("a remark behind what is no running text", item(kode="R901 # (B)"), læses=("kode", "R901")),
        Row(
            "# and a space in a running text",
            item(kurs="Udbud, se bilag # 3 og notat"),
            (Told(7, 23, "tekst-efter-havelaage", CUT_AT_NUMBER.format("# 3 og notat"), niveau=ADVARSEL),),
            ("kurs", "Udbud, se bilag"),
        ),
        Row(
            "# that may be a remark",
            item(kurs="Udbud i foråret # eller efteråret   # tjek"),
            (Told(7, 23, "tekst-efter-havelaage", CUT.format("# eller efteråret"), niveau=ADVARSEL),),
            ("kurs", "Udbud i foråret"),
        ),
        Row(
            "#3 in a text of a list",
            item(status="\n  - dato: 2025-02-01\n    tekst: Se #3 her"),
            (Told(9, 15, "tekst-efter-havelaage", CUT_AT_NUMBER.format("#3 her"), niveau=ADVARSEL),),
        ),
        Row(
            "# behind a text in quotes",
            item(kurs='"Udbud, se bilag" # 3 og notat'),
            (Told(7, 25, "tekst-efter-havelaage", CUT_BEHIND_QUOTES.format("# 3 og notat"), niveau=ADVARSEL),),
            ("kurs", "Udbud, se bilag"),
        ),
        Row(
            "#2 behind a text in quotes",
            item(note="'Første punkt'  #2. etape"),
            (Told(7, 23, "tekst-efter-havelaage", CUT_BEHIND_QUOTES.format("#2. etape"), niveau=ADVARSEL),),
        ),
        Row(
            "a remark behind a text in quotes", item(note='"Første punkt"  # 2. etape'), læses=("note", "Første punkt")
        ),
        Row(
            "# behind nothing",
            item(note="# 3 og notat"),
            (Told(7, 7, "tekst-efter-havelaage", CUT.format("# 3 og notat"), niveau=ADVARSEL),),
        ),
        Row(
            "# where the first line of a text should be",
            item(note="# 3 og notat\n  om resten"),
            (Told(7, 7, "tekst-efter-havelaage", CUT.format("# 3 og notat"), niveau=ADVARSEL),),
            ("note", "om resten"),
        ),
        *(
            Row(
                f"{text}, and the text goes on",
                item(note=f"{text}\n  om resten\n  af det"),
                (pasted("note", 7, 9, doubt),),
            )
            for text, doubt in (
                ("Udbud, se bilag # 3 og notat", ""),
                (
                    "Udbud, se bilag  # 3 og notat",
                    "Fra # i linje 7 kan det være en bemærkning eller en del af teksten.",
                ),
                ('"Udbud" # 3 og notat', "Fra # i linje 7 kan det være en bemærkning eller en del af teksten."),
            )
        ),
        Row(
            "a text of a status, and the text goes on",
            item(status="\n  - dato: 2025-01-21\n    tekst: Udbud, se bilag  # 3 og notat\n      om resten"),
            (Told(9, 29, "yaml-form", CUT_AND_GOES_ON),),
        ),
        Row("a remark on purpose", item(kurs="Udbud  # i foråret"), læses=("kurs", "Udbud")),
        Row("a remark behind a tab", item(kurs="Udbud\t# i foråret"), læses=("kurs", "Udbud")),
        Row("a remark behind nothing", item(kurs=" # hvad siger aftalen?")),
        Row("a remark behind a list of names", item(medvirkende="[Skolechefen] # og flere")),
    ),
    "`&OBS`, `*vigtigt*`, `@`, backtick, `!` first": (
        extra("&", "&OBS tekst"),
        extra("*", "*vigtigt* ord"),
        extra("@", "@byen", "yaml-form"),
        extra("`", "`kode`", "yaml-form"),
        extra("!", "!vigtigt nu"),
    ),
    '`"Vores" Norddjurs`, Word quotes ”…”': (
        Row(
            "a part in quotes",
            item(overskrift='"Vores" Norddjurs'),
            (
                Told(
                    *(1, 13, "yaml-form"),
                    f"Kun en del af teksten står i anførselstegn. Sæt ' om hele teksten; {RET}",
                    "'\"Vores\" Norddjurs'",
                ),
            ),
        ),
        Row("Word's quotes", item(overskrift="”Vores” Norddjurs"), læses=("overskrift", "”Vores” Norddjurs")),
    ),
    "tabs": (
        Row("the first year", item(beløb="\n\t2025: 1"), (Told(7, 1, "yaml-form", TAB),)),
        Row("the second year", item(beløb="\n  2025: 1\n\t2026: 2"), (Told(8, 1, "yaml-form", TAB),)),
        Row("a list", item(tovholder="\n\t- Arbejdsmarkedschefen"), (Told(5, 1, "yaml-form", TAB),)),
        Row("a text", item(kurs="|\n\tFørste linje"), (pasted("kurs", 7, 8),)),
    ),
    "long text, wrong indent": (
        Row("not far enough in", item(kurs="|\n  Første linje\n Anden linje"), (pasted("kurs", 7, 9),)),
        Row("not in at all", item(kurs="|\n  Første linje\nAnden linje"), (pasted("kurs", 7, 9),)),
        Row("nothing in at all", item(kurs="|\nFørste linje"), (pasted("kurs", 7, 8),)),
        Row("a point of a list", item(kurs="|\n  Første linje\n- punkt"), (pasted("kurs", 7, 9),)),
        Row(
            "a text of a status, not far enough in",
            item(status="\n  - dato: 2025-01-21\n    tekst: |\n      Første linje\n     Anden linje"),
            (Told(11, 6, "yaml-form", TOO_SHORT),),
        ),
        Row(
            "a text of a status, not in at all",
            item(status="\n  - dato: 2025-01-21\n    tekst: |\n      Første linje\nAnden linje"),
            (Told(11, 1, "yaml-form", NOT_A_FIELD),),
        ),
        Row(
            "a text of a status, no |",
            item(status="\n  - dato: 2025-01-21\n    tekst: Første linje\n      Formålet: at spare"),
            (Told(9, 12, "yaml-form", LONG_TEXT),),
        ),
        Row(
            "a word and a colon",
            item(kurs="|\n  Første linje\nFormålet: at spare"),
            (
                Told(
                    *(9, 1, "ukendt-felt"),
                    "Feltet Formålet findes ikke her. Hører linjen til teksten i kurs? "
                    "Så ryk den lige så langt ind som resten af teksten.",
                ),
            ),
        ),
        Row("no |", item(kurs="Første linje\n  Formålet: at spare"), (pasted("kurs", 7, 8),)),
        Row("no |, below", item(kurs="\n  Første linje\n  Formålet: at spare"), (pasted("kurs", 7, 9),)),
        Row("no |, a list", item(kurs="Der er to mål:\n  - ét\n  - to"), (pasted("kurs", 7, 9),)),
        Row(
            "a text and what may be a field",
            item(kurs="Første linje\nNote: at spare\n\nmere"),
            (pasted("kurs", 7, 10, "Linje 8 (»Note: at spare«) kan være feltet note eller en del af teksten."),),
        ),
        Row(
            "on the line of the |",
            item(kurs="| Første linje\n  Anden linje"),
            (
                Told(
                    *(7, 7, "yaml-form"),
                    "Efter | skal teksten begynde på næste linje, rykket ind. "
                    'Hører | med til teksten, så sæt anførselstegn (") om den.',
                ),
            ),
        ),
    ),
    "æøå in keys/file names; NFD from macOS": (
        Row("belob", item(beløb=None) + "belob:\n  2025: 1\n", læses=("beløb", {2025: Decimal(1)})),
        Row("from a Mac", NFD_ITEM, læses=("tværgående", True)),
        Row(
            "twice to the eye",
            NFD_ITEM + "tværgående: nej\n",
            (Told(8, 1, "dobbelt-felt", "tværgående står to gange: også i linje 7. Slet den ene."),),
        ),
    ),
    "UTF-8 BOM; CRLF": (
        Row("a mark", b"\xef\xbb\xbf" + item().encode(), læses=("overskrift", "Ny cykelsti")),
        Row("Windows", item(kurs="|\n  Ét\n\n  To").replace("\n", "\r\n"), læses=("kurs", "Ét\n\nTo\n")),
    ),
    "UTF-16 (Notepad), cp1252, cp865": (
        Row("UTF-16", item(overskrift="Økonomi på lån").encode("utf-16"), læses=("overskrift", "Økonomi på lån")),
        Row("cp1252", item(overskrift="Økonomi på lån").encode("cp1252"), (Told(1, 1, "kodning", NOT_UTF_8),)),
        Row("cp865", item(overskrift="Økonomi på lån").encode("cp865"), (Told(1, 1, "kodning", NOT_UTF_8),)),
    ),
    "U+F0B7, soft hyphen, zero-width from Word": (
        Row(
            "bullets",
            item(kurs="|\n  \uf0b7 Ét\n  \uf0b7 To"),
            (
                Told(
                    *(8, 3, "usynlige-tegn"),
                    f"Her står Words eget punkttegn (U+F0B7) (2 steder). Skriv - og et mellemrum i stedet; {RET}",
                    niveau=ADVARSEL,
                ),
            ),
            ("kurs", "\uf0b7 Ét\n\uf0b7 To\n"),
        ),
        Row("a soft hyphen", item(overskrift="Cykel\u00adsti"), (invisible(1, 18, "U+00AD, blød bindestreg"),)),
        Row(
            "a zero-width space",
            item(overskrift="Cy\u200bkel\u200bsti"),
            (invisible(1, 15, "U+200B, mellemrum uden bredde", " (2 steder)"),),
        ),
        refuses(
            "1\u200b,0",
            "Der står et usynligt tegn i tallet; skriv 1,0.",
            "1,0",
            invisible(7, 10, "U+200B, mellemrum uden bredde"),
        ),
    ),
    "empty file, `---` twice, git conflict marks `<<<<<<<`": (
        Row("empty", "", (EMPTY,)),
        Row("a remark", "# kommer\n", (EMPTY,)),
        Row(
            "two in one",
            item() + "---\n" + item(),
            (Told(7, 1, "yaml-form", "Stregerne --- deler filen i to. Slet dem, eller flyt resten til sin egen fil."),),
        ),
        Row(
            "a conflict",
            item() + "<<<<<<< HEAD\nslut: X\n=======\nslut: nej\n>>>>>>> rettelser\n",
            (Told(7, 1, "flettekonflikt", CONFLICT),),
        ),
        Row("half of one", item() + ">>>>>>> rettelser\n", (Told(7, 1, "flettekonflikt", LEFT_OF_CONFLICT),)),
    ),
}


# The two rows that are left are about what is written: "CSV for Danish Excel" is tested with the tables, and "float sums"
# below.
ROWS = [pytest.param(row, id=f"{name} / {row.navn}") for name, rows in TABLE.items() for row in rows]


@pytest.mark.parametrize("row", ROWS)
def test_a_pitfall_is_told_where_it_stands_and_what_to_write_or_is_read(plan_folder: PlanFolder, row: Row) -> None:
    folder = plan_folder({"sti.yaml": row.skrevet}, plan=row.plan)
    problems = [each for each in verdict(folder).problems if each.regel not in ELSEWHERE]
    assert [
        Told(each.linje, each.kolonne, each.regel, each.besked, each.forslag, each.niveau) for each in problems
    ] == sorted(row.siges, key=lambda told: told[:3])
    loaded = load(folder)
    assert loaded.plan is not None
    if any(told.niveau is FEJL for told in row.siges):
        assert loaded.plan.indsatser == ()
    elif row.læses is not None:
        assert is_read(loaded.plan.indsatser[0], *row.læses)


def is_read(indsats: Indsats, name: str, wanted: Any) -> bool:
    found = getattr(indsats, name)
    return bool(wanted(found)) if callable(wanted) else bool(found == wanted)


def test_every_message_ends_as_a_sentence_or_with_what_to_write() -> None:
    said = {told.besked for rows in TABLE.values() for row in rows for told in row.siges}
    assert len(said) > 40
    assert {besked for besked in said if not besked.endswith((".", "?", "…"))} == set()


def test_an_amount_with_three_decimals_is_shown_with_them(plan_folder: PlanFolder) -> None:
    from udplan.values.amounts import format_amount

    plan = load(plan_folder({"sti.yaml": amount("1,000")})).plan
    assert plan is not None
    assert format_amount(plan.indsatser[0].beløb_i(2025), plan.grundlag.trykte_decimaler) == "1,000"  # type: ignore[arg-type]


def test_sums_are_exact(plan_folder: PlanFolder) -> None:
    files = {
        f"sti-{n}.yaml": item(overskrift=f"Sti {n}", beløb=f"\n  2025: {each}")
        for n, each in enumerate(("0,35", "1,3", "1,2"))
    }
    plan = load(plan_folder(files)).plan
    assert plan is not None
    assert [total.beløb[2025] for total in add_up(plan, plan.indsatser, Pr.UDVALG).i_alt] == [Decimal("2.85")]


@pytest.mark.parametrize(
    ("enhed", "told"),
    [("mio. kr.", True), ("1.000 kr.", False), ("kr.", False)],
)
def test_a_point_before_three_figures_is_judged_by_the_unit(plan_folder: PlanFolder, enhed: str, told: bool) -> None:
    plan = PLAN_YAML.replace("enhed: mio. kr.", f"enhed: {enhed}")
    assert bool(load(plan_folder({"sti.yaml": amount("1.000")}, plan=plan)).problems) is told


def test_a_point_before_three_figures_is_judged_by_the_decimal_sign(plan_folder: PlanFolder) -> None:
    plan = load(plan_folder({"sti.yaml": amount("1.000")}, plan=PLAN_YAML + "decimaltegn: punktum\n")).plan
    assert plan is not None
    assert plan.indsatser[0].beløb_i(2025) == Decimal("1.000")


@pytest.mark.parametrize(
    ("one", "other", "besked"),
    [
        ("a/sti.yaml", "b/Sti.yaml", "Filen hedder det samme som a/sti.yaml, og filens navn er punktets id. "),
        ("a/sti.yaml", "b/sti.yaml", "Filen hedder det samme som a/sti.yaml, og filens navn er punktets id. "),
        (
            f"a/{unicodedata.normalize('NFC', 'å')}.yaml",
            f"b/{unicodedata.normalize('NFD', 'å')}.yaml",
            f"Filen hedder det samme som a/{unicodedata.normalize('NFC', 'å')}.yaml, og filens navn er punktets id. ",
        ),
    ],
    ids=["case", "folder", "form"],
)
def test_two_files_that_differ_only_by_case_or_form(plan_folder: PlanFolder, one: str, other: str, besked: str) -> None:
    folder = plan_folder({one: item(), other: item(overskrift="Bro")})
    (found,) = [each for each in load(folder).problems if each.regel == "id-kolliderer"]
    assert (found.fil, found.linje, found.kolonne) == (folder / other, 1, 1)
    assert found.besked == f"{besked}Omdøb den ene fil, eller slet den, hvis det er samme punkt."


def test_names_with_commas_do_not_become_two(plan_folder: PlanFolder) -> None:
    plan = PLAN_YAML[: PLAN_YAML.index("hensigtsgrupper:")] + "hensigtsgrupper: [Vækst, erhverv og beskæftigelse]\n"
    folder = plan_folder({"sti.yaml": hensigt()}, plan=plan)
    (problem,) = load(folder).problems
    assert (problem.linje, problem.kolonne, problem.regel) == (15, 18, "liste-i-klammer")
    assert problem.besked == (
        "hensigtsgrupper i klammer kan læses på to måder: »Vækst, erhverv og beskæftigelse« kan være ét navn eller to. "
        "Sæt anførselstegn om hvert navn, eller skriv hvert på sin egen linje med - foran."
    )


#: Mistakes that are in no row, and are made every day.
DAILY = [
    (
        "no space after the colon",
        item(art=None) + "art:drift\n",
        6,
        1,
        "Der mangler et mellemrum efter kolon. Skriv art: drift",
    ),
    (
        "a field too far in",
        "overskrift: Ny sti\n  art: drift\n",
        *(2, 3),
        "art er rykket længere ind end overskrift i linje 1. Lad de to felter begynde lige langt inde.",
    ),
    (
        "a quote that is never closed",
        item(overskrift='"Ny cykelsti'),
        *(1, 13),
        "Her begynder en tekst i anførselstegn, som aldrig slutter. Sæt det sidste anførselstegn.",
    ),
    (
        "a decimal comma among other fields in braces",
        item(flytning="[{fra: 2026, til: 2025, beløb: 0,5}]"),
        *(7, 12),
        "Inden for { } skiller hvert komma to felter ad, også et decimalkomma. "
        'Sæt anførselstegn om tallet: beløb: "0,5".',
    ),
    (
        "brackets around a word",
        item(overskrift="[Ny] cykelsti"),
        *(1, 13),
        'Efter ] står der mere på linjen. Er det hele én tekst, så sæt anførselstegn (") om den.',
    ),
    ("a capital", item().replace("art:", "Art:"), 2, 1, "Feltet Art findes ikke her. Mente du art?"),
    (
        "an unknown field that is like another, under a text",
        item(kurs="|\n  Ét\nTovholdre: A"),
        *(9, 1),
        "Feltet Tovholdre findes ikke her. Mente du tovholder? Hører linjen til teksten i kurs? "
        "Så ryk den lige så langt ind som resten af teksten.",
    ),
    (
        "a list for a text",
        item(kurs="\n  - ét\n  - to"),
        *(7, 1),
        pasted("kurs", 7, 9).besked,
    ),
    (
        "an old minus from Word",
        item(note="Spar \u00ad5 mio."),
        *(7, 12),
        "Foran tallet står et usynligt tegn (U+00AD, blød bindestreg). Skriv -, hvis det er et minus, og slet det ellers.",
    ),
]


@pytest.mark.parametrize(
    ("text", "linje", "kolonne", "besked"), [each[1:] for each in DAILY], ids=[each[0] for each in DAILY]
)
def test_a_daily_mistake_is_told_once(
    plan_folder: PlanFolder, text: str, linje: int, kolonne: int, besked: str
) -> None:
    problems = verdict(plan_folder({"sti.yaml": text})).problems
    found = [(each.linje, each.kolonne, each.besked) for each in problems if each.regel not in ELSEWHERE]
    assert found == [(linje, kolonne, besked)]
