"""Amounts: every form of the plan format reads back, and what is none is refused in words."""

from __future__ import annotations

import doctest
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from udplan.lint.run import lint
from udplan.model.plan import load
from udplan.values import amounts, signs
from udplan.values.amounts import DECIMALER, ENHEDER, amount_text, format_amount, parse_amount, parse_percent
from udplan.values.unknown import BadValue
from udplan.yaml.problem import Niveau

MIO, TUSIND, KR = ENHEDER
SWAP = str.maketrans(".,", ",.")


def refused(text: str, *, decimaltegn: str = "komma", enhed: str = MIO) -> tuple[str, str | None]:
    with pytest.raises(BadValue) as caught:
        parse_amount(text, decimaltegn=decimaltegn, enhed=enhed)
    return caught.value.besked, caught.value.forslag


def same(one: Decimal, other: Decimal) -> bool:
    """Equal, and written with the same decimals and sign."""
    return one.as_tuple() == other.as_tuple()


def test_examples_in_the_docstrings() -> None:
    for module in (amounts, signs):
        result = doctest.testmod(module)
        assert result.attempted
        assert result.failed == 0


def test_units() -> None:
    assert ENHEDER == ("mio. kr.", "1.000 kr.", "kr.")
    assert DECIMALER == {"mio. kr.": 3, "1.000 kr.": 0, "kr.": 0}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-0,518", "-0.518"),
        ("11,4", "11.4"),
        ("1,000", "1.000"),
        ("0", "0"),
        ("0,000", "0.000"),
        ("-0", "0"),
        ("-0,000", "0.000"),
        ("−0", "0"),
        ("12", "12"),
        ("1000", "1000"),
        ("1000,5", "1000.5"),
        ("1.000,50", "1000.50"),
        ("1.234.567,8", "1234567.8"),
        ("-1.313,000", "-1313.000"),
        ("1 000,5", "1000.5"),
        ("1 000", "1000"),
        ("1\u00a0000,5", "1000.5"),
        ("1\u202f000\u202f000", "1000000"),
        ("-0.518", "-0.518"),
        ("0.518", "0.518"),
        ("0.000", "0.000"),
        ("11.4", "11.4"),
        ("1.0000", "1.0000"),
        ("−1,050", "-1.050"),
        ("–1,050", "-1.050"),
        ("−0.3", "-0.3"),
        ("+0,250", "0.250"),
        (" +1.000,50", "1000.50"),
        ("+0", "0"),
        (" 1,0 ", "1.0"),
        ("1,0\n", "1.0"),
        ("999999999999999,9999999999", "999999999999999.9999999999"),
    ],
)
def test_understood(text: str, value: str) -> None:
    assert same(parse_amount(text), Decimal(value))


@pytest.mark.parametrize("enhed", [TUSIND, KR])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("371.000", "371000"),
        ("-6.949", "-6949"),
        ("−6.949", "-6949"),
        ("1.000", "1000"),
        ("1.000.000", "1000000"),
        ("0.518", "0.518"),
        ("-0.518", "-0.518"),
        ("11.4", "11.4"),
        ("0,518", "0.518"),
        ("-0,500", "-0.500"),
        ("1,00", "1.00"),
        ("1,0000", "1.0000"),
        ("1.000,50", "1000.50"),
        ("5.200,156", "5200.156"),
        ("5 200,156", "5200.156"),
    ],
)
def test_in_kroner_a_point_before_three_digits_separates_thousands(text: str, value: str, enhed: str) -> None:
    assert same(parse_amount(text, enhed=enhed), Decimal(value))


@pytest.mark.parametrize("enhed", ENHEDER)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.000", "1.000"),
        ("-1.313", "-1.313"),
        ("11.4", "11.4"),
        ("11,4", "11.4"),
        ("0,518", "0.518"),
        ("-0,518", "-0.518"),
        ("1,0000", "1.0000"),
        ("1,000.50", "1000.50"),
        ("1.000,50", "1000.50"),
        ("1 000.500", "1000.500"),
    ],
)
def test_with_decimaltegn_punktum(text: str, value: str, enhed: str) -> None:
    assert same(parse_amount(text, decimaltegn="punktum", enhed=enhed), Decimal(value))


@pytest.mark.parametrize(
    ("text", "decimaltegn", "enhed", "small", "large"),
    [
        ("1.000", "komma", MIO, "1,000 (én million kroner)", "1000 (én milliard kroner)"),
        (
            *("-1.313", "komma", MIO),
            "-1,313 (minus én million 313 tusind kroner)",
            "-1313 (minus én milliard 313 millioner kroner)",
        ),
        ("371.000", "komma", MIO, "371,000 (371 millioner kroner)", "371000 (371 milliarder kroner)"),
        ("1.000.000", "komma", MIO, "1,000 (én million kroner)", "1000000 (én billion kroner)"),
        ("1,000,000", "komma", MIO, "1,000 (én million kroner)", "1000000 (én billion kroner)"),
        (
            *("1234.567", "komma", KR),
            "1234,5670 (1.234,567 kroner)",
            "1.234.567 (én million 234 tusind 567 kroner)",
        ),
        ("371,000", "komma", KR, "371 (371 kroner)", "371.000 (371 tusind kroner)"),
        ("371,000", "komma", TUSIND, "371 (371 tusind kroner)", "371.000 (371 millioner kroner)"),
        (
            "-6,949",
            "komma",
            TUSIND,
            "-6,9490 (minus 6 tusind 949 kroner)",
            "-6.949 (minus 6 millioner 949 tusind kroner)",
        ),
        ("1371,500", "komma", KR, "1371,5 (1.371,5 kroner)", "1.371.500 (én million 371 tusind 500 kroner)"),
        ("12,345", "komma", KR, "12,3450 (12,345 kroner)", "12.345 (12 tusind 345 kroner)"),
        ("1,000", "punktum", MIO, "1.000 (én million kroner)", "1000 (én milliard kroner)"),
        ("2,000", "punktum", TUSIND, "2.000 (2 tusind kroner)", "2000 (2 millioner kroner)"),
        ("1,000", "punktum", KR, "1.000 (1 krone)", "1000 (1 tusind kroner)"),
        ("0100", "komma", MIO, "0,100 (100 tusind kroner)", "100 (100 millioner kroner)"),
        ("-007", "komma", MIO, "-0,070 (minus 70 tusind kroner)", "-7 (minus 7 millioner kroner)"),
    ],
)
def test_two_readings_are_both_named_and_neither_suggested(
    text: str, decimaltegn: str, enhed: str, small: str, large: str
) -> None:
    besked = f"{text} kan læses på to måder. Mente du {small} eller {large}?"
    assert refused(text, decimaltegn=decimaltegn, enhed=enhed) == (besked, None)


NUMBER = "skriv et tal med cifrene 0-9, fx -0,518."
BLANK = (
    "lad feltet stå tomt, hvis der ikke er oplyst noget, skriv 0, hvis det er nul, "
    "eller ikke oplyst, hvis det ikke kendes."
)
GROUPS = "et tal har ét decimaltegn med cifre efter, og mellem tusinder står der grupper på tre cifre, fx 1.000,50."
CONVERTED = "bliver ikke regnet om af sig selv; skriv"


@pytest.mark.parametrize(
    ("text", "besked", "forslag"),
    [
        ("1_000", "Der kan ikke stå understregninger i et tal; skriv 1000.", "1000"),
        ("1_0", f"1_0 er ikke et beløb; {NUMBER}", None),
        ("1,000.50", "I planen er komma decimaltegn; skriv 1000,50.", "1000,50"),
        ("- 0,300", "Der står et mellemrum efter minus; skriv -0,300.", "-0,300"),
        ("– 0,300", "Der står et mellemrum efter minus; skriv -0,300.", "-0,300"),
        ("—0,3", "Stregen foran tallet er ikke et minus; skriv -0,3.", "-0,3"),
        ("+ 0,3", "Et tal skrives uden plus; skriv 0,3.", "0,3"),
        ("1-", "Minus skal stå foran tallet; skriv -1.", "-1"),
        ("1,0 −", "Minus skal stå foran tallet; skriv -1,0.", "-1,0"),
        ("(1,0)", "En parentes bliver ikke læst som et minus; skriv -1,0.", "-1,0"),
        ("(-1,0)", f"(-1,0) er ikke et beløb; {NUMBER}", None),
        ("1,0 mio. kr.", "Enheden (mio. kr.) står i plan.yaml og skal ikke stå her; skriv 1,0.", "1,0"),
        ("mio. kr. 1,0", "Enheden (mio. kr.) står i plan.yaml og skal ikke stå her; skriv 1,0.", "1,0"),
        ("(1,0) MIO", "Enheden (mio. kr.) står i plan.yaml og skal ikke stå her; skriv -1,0.", "-1,0"),
        (
            "1.000 mio. kr.",
            "Enheden (mio. kr.) står i plan.yaml og skal ikke stå her. 1.000 kan læses på to måder. "
            "Mente du 1,000 (én million kroner) eller 1000 (én milliard kroner)?",
            None,
        ),
        (
            "300.000 kr.",
            f"Planen er i mio. kr., og 300.000 kr. {CONVERTED} 0,300, hvis det er det, der er ment.",
            None,
        ),
        (
            "- 300 t.kr.",
            f"Planen er i mio. kr., og - 300 t.kr. {CONVERTED} -0,300, hvis det er det, der er ment.",
            None,
        ),
        ("100,-", f"Planen er i mio. kr., og 100,- {CONVERTED} 0,0001, hvis det er det, der er ment.", None),
        ("1..0 kr.", f"Planen er i mio. kr., og 1..0 kr. {CONVERTED} beløbet i mio. kr.", None),
        ("0,55%", "0,55% er en procent og ikke et beløb; skriv beløbet i mio. kr.", None),
        ("5 pct.", "5 pct. er en procent og ikke et beløb; skriv beløbet i mio. kr.", None),
        ("true", "true betyder ja eller nej og er ikke et beløb; skriv et tal, fx -0,518.", None),
        ("no", "no betyder ja eller nej og er ikke et beløb; skriv et tal, fx -0,518.", None),
        ("on", "on betyder ja eller nej og er ikke et beløb; skriv et tal, fx -0,518.", None),
        ("X", "X betyder ja eller nej og er ikke et beløb; skriv et tal, fx -0,518.", None),
        ("null", f"null er ikke et beløb: {BLANK}", None),
        ("~", f"~ er ikke et beløb: {BLANK}", None),
        ("–", f"– er ikke et beløb: {BLANK}", None),
        ("", f"Her mangler et beløb: {BLANK}", None),
        ("0x1F", "0x1F er skrevet i et andet talsystem; skriv et tal med cifrene 0-9, fx 31.", None),
        (
            "1,5E+03",
            "1,5E+03 er skrevet med eksponent (E); vis hele tallet i Excel, og skriv det.",
            None,
        ),
        (".nan", f".nan er ikke et beløb; {NUMBER}", None),
        ("-.inf", f"-.inf er ikke et beløb; {NUMBER}", None),
        ("00,5", "Et tal begynder ikke med overflødige nuller; skriv 0,5.", "0,5"),
        ("000", "Et tal begynder ikke med overflødige nuller; skriv 0.", "0"),
        (",5", "Der mangler et nul foran decimaltegnet; skriv 0,5.", "0,5"),
        ("-.518", "Der mangler et nul foran decimaltegnet; skriv -0,518.", "-0,518"),
        ("5,", f"5, er ikke et beløb: {GROUPS}", None),
        ("1.00,5", f"1.00,5 er ikke et beløb: {GROUPS}", None),
        ("1 00", f"1 00 er ikke et beløb: {GROUPS}", None),
        ("1,0,5", f"1,0,5 er ikke et beløb: {GROUPS}", None),
        ("0,\u200b5", "Der står et usynligt tegn i tallet; skriv 0,5.", "0,5"),
        ("0\u00ad,5", "Der står et usynligt tegn i tallet; skriv 0,5.", "0,5"),
        ("\uf0b7 0,5", "Der står et usynligt tegn i tallet; skriv 0,5.", "0,5"),
        ("\u00ad0,5", "Foran tallet står en usynlig bindestreg. Mente du 0,5 eller -0,5?", None),
        (
            "1\u00a0000\u202f000",
            f"1<U+00A0>000<U+202F>000 er ikke et beløb: {GROUPS}",
            None,
        ),
        ("12:30", f"12:30 er ikke et beløb; {NUMBER}", None),
        ("22/291", f"22/291 er ikke et beløb; {NUMBER}", None),
        ("2025-02-30", f"2025-02-30 er ikke et beløb; {NUMBER}", None),
        ("٣", f"٣ er ikke et beløb; {NUMBER}", None),
        (
            "1" * 16,
            "Et beløb kan højst have 15 cifre før decimaltegnet og 10 efter; her er 16 og 0.",
            None,
        ),
        (
            "0,12345678901",
            "Et beløb kan højst have 15 cifre før decimaltegnet og 10 efter; her er 1 og 11.",
            None,
        ),
        ("9" * 70 + "kr", f"{'9' * 39}… er ikke et beløb; {NUMBER}", None),
    ],
)
def test_refused_in_these_words(text: str, besked: str, forslag: str | None) -> None:
    assert refused(text) == (besked, forslag)


def test_the_plans_own_unit_and_decimal_mark_are_kept_in_what_is_suggested() -> None:
    wrong = "Enheden (kr.) står i plan.yaml og skal ikke stå her"
    assert refused("300.000 kr.", enhed=KR) == (f"{wrong}; skriv 300000.", "300000")
    assert refused("- 0.300", decimaltegn="punktum")[1] == "-0.300"
    assert refused("1,0 mio. kr.", enhed=KR) == (
        f"Planen er i kr., og 1,0 mio. kr. {CONVERTED} 1000000, hvis det er det, der er ment.",
        None,
    )
    assert refused("1,000,000", enhed=KR) == ("I planen er komma decimaltegn; skriv 1000000.", "1000000")
    assert refused("1.000.000", decimaltegn="punktum", enhed=KR)[1] == "1000000"


@pytest.mark.parametrize("text", ["0,55", "0.55", "0,55%", "0,55 %", "0,55 pct.", "0,55\u00a0%", "0.55 PCT. "])
def test_percent(text: str) -> None:
    assert same(parse_percent(text), Decimal("0.55"))


@pytest.mark.parametrize(
    ("text", "besked", "forslag"),
    [
        ("0,55 procent", "Et procenttal skrives 0,55 eller 0,55%; skriv 0,55.", "0,55"),
        ("- 0,55%", "Der står et mellemrum efter minus; skriv -0,55.", "-0,55"),
        ("1.250 %", "1.250 kan læses på to måder. Mente du 1,250 (1,25 pct.) eller 1250 (1.250 pct.)?", None),
        ("5 kr.", f"5 kr. er ikke en procent; {NUMBER}", None),
        ("0,5%6", f"0,5%6 er ikke en procent; {NUMBER}", None),
        ("% 5", "Et procenttal skrives 0,55 eller 0,55%; skriv 5.", "5"),
        ("0,5 ‰", f"0,5 ‰ er ikke en procent; {NUMBER}", None),
        ("%", f"Her mangler en procent: {BLANK}", None),
    ],
)
def test_percent_refused_in_these_words(text: str, besked: str, forslag: str | None) -> None:
    with pytest.raises(BadValue) as caught:
        parse_percent(text)
    assert (caught.value.besked, caught.value.forslag) == (besked, forslag)


@pytest.mark.parametrize(
    ("value", "decimaler", "text"),
    [
        ("11.4", 3, "11,400"),
        ("-1234.5", 3, "-1.234,500"),
        ("0.0005", 3, "0,0005"),
        ("1.50000", 3, "1,500"),
        ("0.00050", 3, "0,0005"),
        ("371000", 0, "371.000"),
        ("371000.00", 0, "371.000"),
        ("0.5", 0, "0,5"),
        ("-0.000", 3, "0,000"),
        ("1E+3", 0, "1.000"),
        ("12345678901234567890123456789012345.6", 0, "12.345.678.901.234.567.890.123.456.789.012.345,6"),
    ],
)
def test_printed(value: str, decimaler: int, text: str) -> None:
    assert format_amount(Decimal(value), decimaler) == text
    assert format_amount(Decimal(value), decimaler, "−") == text.replace("-", "−")


DIGITS = st.text("0123456789", min_size=1, max_size=10)
WHOLE = st.one_of(
    st.just("0"), st.integers(1, 10**15 - 1).map(str), st.sampled_from(["1", "11", "371", "1000", "12345678"])
)


@st.composite
def danish_amounts(draw: st.DrawFn) -> tuple[str, str, Decimal]:
    """An amount as a plan with decimal comma may have it: the text, the unit, and what it says."""
    minus, whole, enhed = (
        draw(st.sampled_from(["", "-", "−", "–", "+"])),
        draw(WHOLE),
        draw(st.sampled_from(ENHEDER)),
    )
    decimals = draw(st.one_of(st.none(), DIGITS))
    mark, separator = ",", draw(st.sampled_from(["", ".", " ", "\u00a0", "\u202f"]))
    if separator == "." and decimals is None and len(whole) > 3 and enhed == MIO:
        separator = ""  # the trap
    if (separator == "" or len(whole) < 4) and whole != "0" and decimals and len(decimals) == 3 and enhed != MIO:
        decimals += "0"  # its mirror
    if separator == "" and decimals is not None and (whole == "0" or len(decimals) != 3):
        mark = draw(st.sampled_from([",", "."]))
    text = f"{minus}{int(whole):,}".replace(",", separator) + ("" if decimals is None else mark + decimals)
    value = Decimal(f"{'-' if minus not in ('', '+') else ''}{whole}.{decimals or ''}")
    return draw(st.sampled_from([text, f" {text}", f"{text} "])), enhed, value if value else abs(value)


@given(danish_amounts())
def test_an_amount_in_any_of_its_forms_reads_back(written: tuple[str, str, Decimal]) -> None:
    text, enhed, value = written
    assert same(parse_amount(text, enhed=enhed), value)


@given(danish_amounts().filter(lambda written: "," in written[0]))
def test_with_decimaltegn_punktum_the_mirrored_form_says_the_same(written: tuple[str, str, Decimal]) -> None:
    text, enhed, value = written
    assert same(parse_amount(text.translate(SWAP), decimaltegn="punktum", enhed=enhed), value)


@given(danish_amounts(), st.sampled_from(["", "%", " %", " pct.", "\u00a0%"]))
def test_a_percent_in_any_of_its_forms_reads_back(written: tuple[str, str, Decimal], sign: str) -> None:
    text, enhed, value = written
    if enhed == MIO:  # the only unit whose trap is also a rate's
        assert same(parse_percent(text.strip() + sign), value)


@given(st.sampled_from(["", "-", "−"]), st.integers(1, 999), st.integers(0, 999))
def test_the_trap_always_names_both(minus: str, thousands: int, rest: int) -> None:
    text = f"{minus}{thousands}.{rest:03}"
    besked, forslag = refused(text)
    sign = "-" if minus else ""
    assert f"Mente du {sign}{thousands},{rest:03} (" in besked
    assert f" eller {sign}{thousands}{rest:03} (" in besked
    assert forslag is None
    assert parse_amount(text, enhed=KR) == parse_amount(f"{minus}{thousands}{rest:03}")
    assert parse_amount(text, decimaltegn="punktum") == parse_amount(text.replace(".", ","))


@given(st.sampled_from(["", "-", "−", "+"]), st.integers(1, 999), st.integers(0, 999), st.sampled_from([TUSIND, KR]))
def test_its_mirror_in_kroner_names_both_in_a_form_that_has_one_reading(
    sign: str, thousands: int, rest: int, enhed: str
) -> None:
    besked, forslag = refused(f"{sign}{thousands},{rest:03}", enhed=enhed)
    assert forslag is None
    small, large = re.findall(r"(-?[0-9.,]+) \(", besked)
    least = Decimal(f"{thousands}.{rest:03}") * (-1 if sign in ("-", "−") else 1)
    assert parse_amount(small, enhed=enhed) == least
    assert parse_amount(large, enhed=enhed) == least * 1000


AMOUNTS = st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(-exponent),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(0, 10),
)


@given(AMOUNTS, st.sampled_from(["komma", "punktum"]), st.sampled_from(ENHEDER))
def test_what_is_written_reads_back_with_its_decimals(value: Decimal, decimaltegn: str, enhed: str) -> None:
    text = amount_text(value, decimaltegn=decimaltegn)
    if enhed != MIO and decimaltegn == "komma" and abs(value) >= 1 and value.as_tuple().exponent == -3:
        assert "kan læses på to måder" in refused(text, enhed=enhed)[0]
    else:
        assert same(parse_amount(text, decimaltegn=decimaltegn, enhed=enhed), value)


@given(AMOUNTS, st.integers(0, 5), st.sampled_from(["-", "−"]))
def test_what_is_printed_is_exact(value: Decimal, decimaler: int, minus: str) -> None:
    text = format_amount(value, decimaler, minus)
    if len(text.partition(",")[2]) == 3 and 1 <= abs(value) < 1000:
        assert "kan læses på to måder" in refused(text, enhed=KR)[0]
    else:
        assert parse_amount(text, enhed=KR) == value
    decimals = text.partition(",")[2]
    assert len(decimals) >= decimaler
    assert len(decimals) == decimaler or not decimals.endswith("0")


NEARLY = st.text("0123456789.,-−–—+ ()_%\u00a0\u202f\u00ad\u200b\uf0b7xXeEkrtmio.a~'", max_size=12)
PIECES = st.lists(
    st.sampled_from(["1", "0", "000", "518", ".", ",", "-", " ", "(", ")", "_", "%", "kr.", "mio.", "t.", "+"]),
    max_size=8,
).map("".join)


@given(
    st.one_of(st.text(), NEARLY, PIECES),
    st.sampled_from(["komma", "punktum"]),
    st.sampled_from([*ENHEDER, "pct."]),
)
@example("(" * 59 + "1", "komma", MIO)
@example("-" * 59 + "1", "komma", MIO)
@example("\ud800 1", "komma", MIO)
@example("999999999999999.999", "komma", MIO)
@example("0" * 59 + "1", "komma", MIO)
def test_any_text_is_an_amount_or_refused_with_a_suggestion_that_is_one(
    text: str, decimaltegn: str, enhed: str
) -> None:
    def parse(text: str) -> Decimal:
        if enhed == "pct.":
            return parse_percent(text)
        return parse_amount(text, decimaltegn=decimaltegn, enhed=enhed)

    try:
        value = parse(text)
    except BadValue as bad:
        assert bad.besked.isprintable()
        assert bad.besked[-1] in ".?"
        if bad.forslag is not None:
            assert f"skriv {bad.forslag}." in bad.besked
            assert amount_text(parse(bad.forslag), decimaltegn=decimaltegn if enhed != "pct." else "komma") == (
                bad.forslag
            )
    else:
        assert value.is_finite()
        assert value or not value.is_signed()


SLIP = "{} kr. har 3 decimaler, og øre har kun to. Er det en tastefejl? Skriv beløbet i kroner."


def test_how_one_amount_is_written_does_not_change_what_another_is() -> None:
    """A plan in kr. with Danish, English and doubtful amounts: each is read by itself, or told with both readings."""
    folder = Path(__file__).parent / "cases" / "a03-blandede-tegn"
    loaded = load(folder)
    assert loaded.plan is not None
    (danish,) = loaded.plan.indsatser
    assert danish.beløb == {
        2025: Decimal(450_000),
        2026: Decimal("1656.20"),
        2027: Decimal(325),
        2028: Decimal("200000.00"),
    }
    assert [(problem.fil.name[:2], problem.tekst.strip(), problem.besked) for problem in loaded.problems] == [
        (
            *("02", "2025: 450,000"),
            "450,000 kan læses på to måder. Mente du 450 (450 kroner) eller 450.000 (450 tusind kroner)?",
        ),
        ("02", "2026: 1,656.20", "I planen er komma decimaltegn; skriv 1656,20."),
        ("02", "2028: 200,000.00", "I planen er komma decimaltegn; skriv 200000,00."),
        (
            *("03", "2026: 371,000"),
            "371,000 kan læses på to måder. Mente du 371 (371 kroner) eller 371.000 (371 tusind kroner)?",
        ),
        (
            *("03", "2028: 12,345"),
            "12,345 kan læses på to måder. Mente du 12,3450 (12,345 kroner) eller 12.345 (12 tusind 345 kroner)?",
        ),
        (*("03", "2025: 5.200,156"), SLIP.format("5.200,156")),
        (*("03", "2027: 0,500"), SLIP.format("0,500")),
    ]
    assert [problem.niveau for problem in loaded.problems] == [*[Niveau.FEJL] * 5, *[Niveau.ADVARSEL] * 2]
    assert parse_amount("325.00", enhed=KR) == 325


def test_three_decimals_of_a_krone_are_a_slip(tmp_path: Path) -> None:
    """What the same case says of the other two of its amounts, once those above are mended."""
    shutil.copytree(Path(__file__).parent / "cases" / "a03-blandede-tegn", tmp_path, dirs_exist_ok=True)
    (tmp_path / "02-engelsk-skrevet.yaml").unlink()
    file = tmp_path / "03-tre-decimaler-efter-komma.yaml"
    text = file.read_text(encoding="utf-8").replace("371,000", "371.000").replace("12,345", "12.345")
    file.write_text(text, encoding="utf-8")
    assert [(problem.regel, problem.tekst.strip(), problem.besked) for problem in lint(load(tmp_path)).problems] == [
        (
            *("beloeb-usandsynligt", "2025: 5.200,156"),
            SLIP.format("5.200,156"),
        ),
        (
            *("beloeb-usandsynligt", "2027: 0,500"),
            "0,5 kr. er under en tusindedel af planens andre beløb. Er det skrevet i en anden enhed? Så skriv det i kr.",
        ),
    ]
