"""Times and dates: every form of the plan format reads back, and what is none is refused in words."""

from __future__ import annotations

import doctest
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from udplan.values import times
from udplan.values.times import MÅNEDER, Præcision, Tid, format_date, parse_date, parse_time
from udplan.values.unknown import BadValue

SAMPLES = "skriv fx 2025-01-21, uge 12 2025, januar 2025 eller 2. kvartal 2025."
SHORT = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def refused(text: str, år: int | None = 2025) -> tuple[str, str | None]:
    with pytest.raises(BadValue) as caught:
        parse_time(text, år)
    return caught.value.besked, caught.value.forslag


def date_refused(text: str) -> tuple[str, str | None]:
    with pytest.raises(BadValue) as caught:
        parse_date(text)
    return caught.value.besked, caught.value.forslag


def test_examples_in_the_docstrings() -> None:
    result = doctest.testmod(times)
    assert result.attempted >= 6
    assert result.failed == 0


@pytest.mark.parametrize(
    "text",
    [
        *("2025-01-21", "21-01-2025", "21.01.2025", "21/01/2025", "21/1-2025", "21/1/2025", "21.1.2025"),
        *("21. januar 2025", "21. jan. 2025", "21. Jan 2025", "21 JANUAR 2025", "21.januar 2025"),
        *(" 21.  januar\u00a02025\n", "2025-01-21 "),
    ],
)
def test_a_day(text: str) -> None:
    time = parse_time(text)
    assert time == Tid(" ".join(text.split()), date(2025, 1, 21), date(2025, 1, 21), Præcision.DAG)
    assert (time.dato, str(time), time.vis()) == (date(2025, 1, 21), "21. januar 2025", "21. januar 2025")
    assert parse_date(text) == date(2025, 1, 21)


@pytest.mark.parametrize(
    ("text", "fra", "til", "præcision"),
    [
        ("uge 12 2025", "2025-03-17", "2025-03-23", "uge"),
        ("Uge 1 2025", "2024-12-30", "2025-01-05", "uge"),
        ("uge 01 2025", "2024-12-30", "2025-01-05", "uge"),
        ("uge 53 2020", "2020-12-28", "2021-01-03", "uge"),
        ("januar 2025", "2025-01-01", "2025-01-31", "måned"),
        ("jan. 2025", "2025-01-01", "2025-01-31", "måned"),
        ("SEPT. 2025", "2025-09-01", "2025-09-30", "måned"),
        ("februar 2024", "2024-02-01", "2024-02-29", "måned"),
        ("november/december 2024", "2024-11-01", "2024-12-31", "måned"),
        ("november-december 2024", "2024-11-01", "2024-12-31", "måned"),
        ("november – december 2024", "2024-11-01", "2024-12-31", "måned"),
        ("nov./dec. 2024", "2024-11-01", "2024-12-31", "måned"),
        ("december 2024/januar 2025", "2024-12-01", "2025-01-31", "måned"),
        ("primo januar 2025", "2025-01-01", "2025-01-10", "del af måned"),
        ("medio januar 2025", "2025-01-11", "2025-01-20", "del af måned"),
        ("ultimo januar 2025", "2025-01-21", "2025-01-31", "del af måned"),
        ("begyndelsen af februar 2025", "2025-02-01", "2025-02-10", "del af måned"),
        ("midten af februar 2025", "2025-02-11", "2025-02-20", "del af måned"),
        ("Slutningen af februar 2025", "2025-02-21", "2025-02-28", "del af måned"),
        ("forår 2025", "2025-03-01", "2025-05-31", "årstid"),
        ("foråret 2025", "2025-03-01", "2025-05-31", "årstid"),
        ("foraar 2025", "2025-03-01", "2025-05-31", "årstid"),
        ("fora\u030aret 2025", "2025-03-01", "2025-05-31", "årstid"),
        ("sommer 2025", "2025-06-01", "2025-08-31", "årstid"),
        ("Sommeren 2025", "2025-06-01", "2025-08-31", "årstid"),
        ("EFTERÅRET 2025", "2025-09-01", "2025-11-30", "årstid"),
        ("efteraar 2025", "2025-09-01", "2025-11-30", "årstid"),
        ("vinter 2024/2025", "2024-12-01", "2025-02-28", "årstid"),
        ("vinteren 2023/2024", "2023-12-01", "2024-02-29", "årstid"),
        ("2. kvartal 2025", "2025-04-01", "2025-06-30", "kvartal"),
        ("4.Kvartal 2025", "2025-10-01", "2025-12-31", "kvartal"),
        ("1. halvår 2025", "2025-01-01", "2025-06-30", "halvår"),
        ("2. halvaar 2025", "2025-07-01", "2025-12-31", "halvår"),
        ("2025", "2025-01-01", "2025-12-31", "år"),
    ],
)
def test_less_exact_than_a_day(text: str, fra: str, til: str, præcision: str) -> None:
    time = parse_time(text)
    assert (time.fra, time.til) == (date.fromisoformat(fra), date.fromisoformat(til))
    assert time.præcision == præcision
    assert time.dato is None
    assert str(time) == time.vis() == time.tekst == unicodedata.normalize("NFC", text)
    assert date_refused(text)[1] is None


@pytest.mark.parametrize(
    ("text", "besked", "forslag"),
    [
        ("december", "Året mangler; skriv det med, fx december 2025.", "december 2025"),
        ("21. januar", "Året mangler; skriv det med, fx 21. januar 2025.", "21. januar 2025"),
        ("21/1", "Året mangler; skriv det med, fx 21/1-2025.", "21/1-2025"),
        ("21.1.", "Året mangler; skriv det med, fx 21.1.2025.", "21.1.2025"),
        ("uge 12", "Året mangler; skriv det med, fx uge 12 2025.", "uge 12 2025"),
        (
            "november/december",
            "Året mangler; skriv det med, fx november/december 2025.",
            "november/december 2025",
        ),
        (
            "Slutningen af januar",
            "Året mangler; skriv det med, fx Slutningen af januar 2025.",
            "Slutningen af januar 2025",
        ),
        ("foråret", "Året mangler; skriv det med, fx foråret 2025.", "foråret 2025"),
        ("2. kvartal", "Året mangler; skriv det med, fx 2. kvartal 2025.", "2. kvartal 2025"),
        (
            "december/januar",
            "Året mangler. Der er et årsskifte imellem, så hver måned skal have sit år; "
            "skriv fx december 2024/januar 2025.",
            "december 2024/januar 2025",
        ),
        (
            "vinter",
            "Året mangler. En vinter ligger i to år. Mente du vinter 2024/2025 eller vinter 2025/2026?",
            None,
        ),
        (
            "30. februar",
            "Året mangler. 30. februar 2025 findes ikke; februar 2025 har 28 dage.",
            None,
        ),
        (
            "i maj",
            "Tiden skrives uden ord foran. Året mangler; skriv det med, fx maj 2025.",
            "maj 2025",
        ),
    ],
)
def test_without_a_year_one_is_proposed(text: str, besked: str, forslag: str | None) -> None:
    assert refused(text) == (besked, forslag)
    assert refused(text, None) == (besked, None)  # nothing to propose from: words only


def test_the_year_proposed_is_the_plans() -> None:
    assert refused("december", 2026) == ("Året mangler; skriv det med, fx december 2026.", "december 2026")


@pytest.mark.parametrize(
    ("text", "besked", "forslag"),
    [
        (
            "december/januar 2025",
            "Der er et årsskifte imellem, så hver måned skal have sit år; skriv fx december 2024/januar 2025.",
            "december 2024/januar 2025",
        ),
        (
            "maj/april 2025",
            "Der er et årsskifte imellem, så hver måned skal have sit år; skriv fx maj 2024/april 2025.",
            "maj 2024/april 2025",
        ),
        (
            "maj 2025/maj 2025",
            "Den første måned skal ligge før den anden; skriv fx december 2024/januar 2025.",
            None,
        ),
        ("maj/maj 2025", "Den samme måned står to gange; skriv maj 2025.", "maj 2025"),
        (
            "januar 2025/december 2024",
            "Den første måned skal ligge før den anden; skriv fx december 2024/januar 2025.",
            None,
        ),
        (
            "vinter 2025",
            "En vinter ligger i to år. Mente du vinter 2024/2025 eller vinter 2025/2026?",
            None,
        ),
        (
            "vinter 2024/2026",
            "En vinter går fra december til februar året efter; skriv fx vinter 2024/2025.",
            None,
        ),
        ("ultimo 2025", "Måneden mangler; skriv den med, fx ultimo december 2025.", None),
        ("uge 53 2025", "Uge 53 findes ikke i 2025; året har 52 uger.", None),
        ("uge 0 2025", "Uge 0 findes ikke i 2025; året har 52 uger.", None),
        ("5. kvartal 2025", "5. kvartal findes ikke; et år har fire kvartaler.", None),
        ("3. halvår 2025", "3. halvår findes ikke; et år har to halvår.", None),
        ("1899", "Året 1899 er uden for rækkevidde; skriv et år mellem 1900 og 2199.", None),
        ("januar 2200", "Året 2200 er uden for rækkevidde; skriv et år mellem 1900 og 2199.", None),
        ("januar 25", "Året skrives med fire cifre; skriv januar 2025.", "januar 2025"),
        (
            "jan-25",
            "Året skrives med fire cifre. Foran året skal der stå et mellemrum; skriv jan 2025.",
            "jan 2025",
        ),
        ("Forår '25", "Året skrives med fire cifre; skriv Forår 2025.", "Forår 2025"),
        ("uge 12 25", "Året skrives med fire cifre; skriv uge 12 2025.", "uge 12 2025"),
        ("vinter 24/25", "Året skrives med fire cifre; skriv vinter 2024/2025.", "vinter 2024/2025"),
        ("vinter 2024/25", "Året skrives med fire cifre; skriv vinter 2024/2025.", "vinter 2024/2025"),
        (
            "december 24/januar 25",
            "Året skrives med fire cifre; skriv december 2024/januar 2025.",
            "december 2024/januar 2025",
        ),
        ("2025-01", "Måneden skrives med bogstaver; skriv januar 2025.", "januar 2025"),
        ("1/2025", "Måneden skrives med bogstaver; skriv januar 2025.", "januar 2025"),
        ("2025-W12", "Sådan kan en uge ikke skrives; skriv uge 12 2025.", "uge 12 2025"),
        ("uge 12, 2025", "Sådan kan en uge ikke skrives; skriv uge 12 2025.", "uge 12 2025"),
        ("12. uge 2025", "Sådan kan en uge ikke skrives; skriv uge 12 2025.", "uge 12 2025"),
        ("Q2 2025", "Sådan kan et kvartal ikke skrives; skriv 2. kvartal 2025.", "2. kvartal 2025"),
        ("2025Q2", "Sådan kan et kvartal ikke skrives; skriv 2. kvartal 2025.", "2. kvartal 2025"),
        ("2 kvartal 2025", "Der mangler et punktum efter tallet; skriv 2. kvartal 2025.", "2. kvartal 2025"),
        ("første halvår 2025", "Skriv tallet med cifre; skriv 1. halvår 2025.", "1. halvår 2025"),
        ("tredje kvartal 2025", "Skriv tallet med cifre; skriv 3. kvartal 2025.", "3. kvartal 2025"),
        (
            "i slutningen af januar 2025",
            "Tiden skrives uden ord foran; skriv slutningen af januar 2025.",
            "slutningen af januar 2025",
        ),
        (
            "starten af maj 2025",
            "Sådan kan tiden ikke skrives; skriv begyndelsen af maj 2025.",
            "begyndelsen af maj 2025",
        ),
        ("midt i maj 2025", "Sådan kan tiden ikke skrives; skriv midten af maj 2025.", "midten af maj 2025"),
        (
            "slut maj 2025",
            "Sådan kan tiden ikke skrives; skriv slutningen af maj 2025.",
            "slutningen af maj 2025",
        ),
        (
            "maj og juni 2025",
            "To måneder skrives med skråstreg imellem; skriv maj/juni 2025.",
            "maj/juni 2025",
        ),
        ("januar, 2025", "Foran året skal der stå et mellemrum; skriv januar 2025.", "januar 2025"),
        ("2025 januar", "Året skal stå til sidst; skriv januar 2025.", "januar 2025"),
        ("januer 2025", "januer er nok en slåfejl; skriv januar 2025.", "januar 2025"),
        ("januar\u200b 2025", "Der står et usynligt tegn i teksten; skriv januar 2025.", "januar 2025"),
        ("snarest", f"snarest er ikke en tid; {SAMPLES}", None),
        ("12:30", f"12:30 er ikke en tid; {SAMPLES}", None),
        ("22/291", f"22/291 er ikke en tid; {SAMPLES}", None),
        ("٢٠٢٥", f"٢٠٢٥ er ikke en tid; {SAMPLES}", None),
        ("", f"Her mangler en tid; {SAMPLES}", None),
        ("x" * 70, f"{'x' * 39}… er ikke en tid; {SAMPLES}", None),
    ],
)
def test_refused_in_these_words(text: str, besked: str, forslag: str | None) -> None:
    assert refused(text) == (besked, forslag)


@pytest.mark.parametrize(
    ("text", "besked", "forslag"),
    [
        ("2025-02-30", "30. februar 2025 findes ikke; februar 2025 har 28 dage.", None),
        ("30. februar 2024", "30. februar 2024 findes ikke; februar 2024 har 29 dage.", None),
        ("31-04-2025", "31. april 2025 findes ikke; april 2025 har 30 dage.", None),
        ("0/1-2025", "0. januar 2025 findes ikke; januar 2025 har 31 dage.", None),
        ("2025-13-01", "Måned 13 findes ikke; et år har 12 måneder.", None),
        ("15-13-2025", "Måned 13 findes ikke; et år har 12 måneder.", None),
        ("01/21/2025", "Måned 21 findes ikke, for dagen står før måneden; skriv 2025-01-21.", "2025-01-21"),
        ("12/21/2025", "Måned 21 findes ikke, for dagen står før måneden; skriv 2025-12-21.", "2025-12-21"),
        ("1899-12-31", "Året 1899 er uden for rækkevidde; skriv et år mellem 1900 og 2199.", None),
        ("2025-01-21T10:00", "Der skal ikke stå et klokkeslæt; skriv 2025-01-21.", "2025-01-21"),
        ("2025-01-21T10:00:00+01:00", "Der skal ikke stå et klokkeslæt; skriv 2025-01-21.", "2025-01-21"),
        ("2025-01-21 10:00:00Z", "Der skal ikke stå et klokkeslæt; skriv 2025-01-21.", "2025-01-21"),
        ("21. januar 2025 kl. 10.30", "Der skal ikke stå et klokkeslæt; skriv 2025-01-21.", "2025-01-21"),
        ("21-01-25", "Året skrives med fire cifre; skriv 2025-01-21.", "2025-01-21"),
        ("21/1-25", "Året skrives med fire cifre; skriv 2025-01-21.", "2025-01-21"),
        ("21. januar 25", "Året skrives med fire cifre; skriv 2025-01-21.", "2025-01-21"),
        (
            "d. 21/1-25",
            "Tiden skrives uden ord foran. Året skrives med fire cifre; skriv 2025-01-21.",
            "2025-01-21",
        ),
        ("den 21. januar 2025", "Tiden skrives uden ord foran; skriv 2025-01-21.", "2025-01-21"),
        ("2025-1-21", "Sådan kan en dato ikke skrives; skriv 2025-01-21.", "2025-01-21"),
        ("2025/01/21", "Sådan kan en dato ikke skrives; skriv 2025-01-21.", "2025-01-21"),
        ("20250121", "Sådan kan en dato ikke skrives; skriv 2025-01-21.", "2025-01-21"),
        ("21. 1. 2025", "Sådan kan en dato ikke skrives; skriv 2025-01-21.", "2025-01-21"),
        ("2025–01–21", "Stregerne i datoen er ikke bindestreger; skriv 2025-01-21.", "2025-01-21"),
    ],
)
def test_a_day_is_refused_in_these_words_by_both(text: str, besked: str, forslag: str | None) -> None:
    assert refused(text) == (besked, forslag)
    assert date_refused(text) == (besked, forslag)


@pytest.mark.parametrize(
    ("text", "besked"),
    [
        ("januar 2025", "januar 2025 er ikke en dato; skriv fx 2025-01-21."),
        ("januar 25", "januar 25 er ikke en dato; skriv fx 2025-01-21."),
        ("december", "december er ikke en dato; skriv fx 2025-01-21."),
        ("X", "X er ikke en dato; skriv fx 2025-01-21."),
        ("", "Her mangler en dato; skriv fx 2025-01-21."),
        ("21. januar", "Året mangler; skriv det med, fx 21. januar 2025."),
    ],
)
def test_not_a_date(text: str, besked: str) -> None:
    assert date_refused(text) == (besked, None)


DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
YEARS = st.integers(1901, 2198)
MONTHS = st.integers(1, 12)


@st.composite
def months(draw: st.DrawFn, month: int) -> str:
    """A month's name, long or short."""
    return draw(st.sampled_from([MÅNEDER[month - 1], SHORT[month - 1], f"{SHORT[month - 1]}."]))


@st.composite
def typed(draw: st.DrawFn, text: str) -> str:
    """The text as another keyboard may have it: case, Unicode form, ASCII spelling, kinds of space."""
    text = draw(st.sampled_from([text, text.upper(), text.capitalize()]))
    text = draw(st.sampled_from([text, unicodedata.normalize("NFD", text), text.replace("å", "aa")]))
    text = text.replace(" ", draw(st.sampled_from([" ", "  ", "\u00a0"])))
    return draw(st.sampled_from([text, f" {text}", f"{text} "]))


@st.composite
def written_days(draw: st.DrawFn) -> tuple[str, date]:
    day = draw(DAYS)
    d = draw(st.sampled_from([f"{day.day}", f"{day.day:02}"]))
    m = draw(st.sampled_from([f"{day.month}", f"{day.month:02}"]))
    name, dot = draw(months(day.month)), draw(st.sampled_from([". ", ".", " "]))
    y = day.year
    forms = [
        day.isoformat(),
        f"{d}-{m}-{y}",
        f"{d}.{m}.{y}",
        f"{d}/{m}/{y}",
        f"{d}/{m}-{y}",
        f"{d}{dot}{name} {y}",
    ]
    return draw(typed(draw(st.sampled_from(forms)))), day


@given(written_days())
def test_a_day_in_any_of_its_forms_reads_back(written: tuple[str, date]) -> None:
    text, day = written
    assert parse_date(text) == day
    time = parse_time(text)
    assert (time.fra, time.til, time.dato, time.præcision) == (day, day, day, "dag")
    assert str(time) == format_date(day)
    assert parse_date(format_date(day)) == day


Span = tuple[str, date, date, str]


@st.composite
def written_spans(draw: st.DrawFn) -> Span:
    """A time less exact than a day: the text, its first day, the first day after it, and its precision."""
    y, m, later = draw(YEARS), draw(MONTHS), draw(MONTHS)
    name, later_name = draw(months(m)), draw(months(later))

    def first(month: int) -> date:
        return date(y + (month - 1) // 12, (month - 1) % 12 + 1, 1)

    def third() -> Span:
        part = draw(st.integers(0, 2))
        words = draw(st.sampled_from([("primo", "medio", "ultimo"), ("begyndelsen af", "midten af", "slutningen af")]))
        ends = (first(m), first(m) + timedelta(10), first(m) + timedelta(20), first(m + 1))
        return f"{words[part]} {name} {y}", ends[part], ends[part + 1], "del af måned"

    def week() -> Span:
        monday = draw(st.dates(date(1901, 1, 1), date(2198, 12, 31)))
        monday -= timedelta(monday.weekday())
        thursday = monday + timedelta(3)  # an ISO week is of the year that its Thursday is in
        number = (thursday - date(thursday.year, 1, 1)).days // 7 + 1
        return f"uge {number} {thursday.year}", monday, monday + timedelta(7), "uge"

    def two_months() -> Span:
        between = draw(st.sampled_from(["/", "-", "–", " / ", " - "]))
        if later > m:
            return f"{name}{between}{later_name} {y}", first(m), first(later + 1), "måned"
        return f"{name} {y}{between}{later_name} {y + 1}", first(m), first(later + 13), "måned"

    def season() -> Span:
        start, words = draw(
            st.sampled_from([(3, ("forår", "foråret")), (6, ("sommer", "sommeren")), (9, ("efterår", "efteråret"))])
        )
        return f"{draw(st.sampled_from(words))} {y}", first(start), first(start + 3), "årstid"

    def winter() -> Span:
        word = draw(st.sampled_from(["vinter", "vinteren"]))
        return f"{word} {y}/{y + 1}", first(12), first(15), "årstid"

    def quarter() -> Span:
        q = (m - 1) // 3
        return f"{q + 1}. kvartal {y}", first(3 * q + 1), first(3 * q + 4), "kvartal"

    def half() -> Span:
        h = (m - 1) // 6
        return f"{h + 1}. halvår {y}", first(6 * h + 1), first(6 * h + 7), "halvår"

    def month() -> Span:
        return f"{name} {y}", first(m), first(m + 1), "måned"

    def year() -> Span:
        return f"{y}", first(1), first(13), "år"

    forms = [third, week, two_months, season, winter, quarter, half, month, year]
    text, fra, efter, præcision = draw(st.sampled_from(forms))()
    return draw(typed(text)), fra, efter, præcision


@given(written_spans())
def test_a_time_in_any_of_its_forms_reads_back(written: tuple[str, date, date, str]) -> None:
    text, fra, efter, præcision = written
    time = parse_time(text)
    assert (time.fra, time.til + timedelta(1), time.præcision) == (fra, efter, præcision)
    assert str(time) == " ".join(unicodedata.normalize("NFC", text).split())
    assert parse_time(str(time)) == time


@given(
    st.sampled_from(
        [
            *("{0}", "uge 12", "21. {0}", "primo {0}", "midten af {0}", "forår", "sommeren", "efteråret"),
            *("1. kvartal", "2. halvår", "november/december"),
        ]
    ),
    st.sampled_from(MÅNEDER),
    st.integers(1900, 2199),
)
def test_a_time_without_a_year_proposes_the_whole_text(form: str, month: str, år: int) -> None:
    text = form.format(month)
    assert refused(text, år) == (f"Året mangler; skriv det med, fx {text} {år}.", f"{text} {år}")


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "2025",
                "25",
                "1",
                "21",
                "01",
                "53",
                ".",
                "-",
                "/",
                " ",
                "–",
                "T10:00",
                "'",
                "uge",
                "januar",
                "dec.",
            ),
            *(
                "december",
                "primo",
                "af",
                "i",
                "d.",
                "kvartal",
                "halvår",
                "vinter",
                "forår",
                "og",
                "\u200b",
                "W",
            ),
        ]
    ),
    max_size=8,
).map("".join)


@given(st.one_of(st.text(), PIECES), st.one_of(st.none(), st.integers(1900, 2199)))
@example("i " * 29 + "maj", 2025)
@example("\ud800 2025", None)
@example("december/januar 1900", None)
@example("december/januar", 1900)
@example("vinter 2199/2200", None)
@example("uge 1 1900", None)
def test_any_text_is_a_time_or_refused_with_a_suggestion_that_is_one(text: str, år: int | None) -> None:
    try:
        time = parse_time(text, år)
    except BadValue as bad:
        assert bad.besked.isprintable()
        assert bad.besked[-1] in ".?"
        if bad.forslag is not None:
            assert parse_time(bad.forslag)
            assert bad.besked.endswith(f" {bad.forslag}.")
    else:
        assert time.fra <= time.til
        assert (time.dato is None) == (time.præcision != "dag")


@given(st.one_of(st.text(), PIECES))
def test_any_text_is_a_date_or_refused_with_a_suggestion_that_is_one(text: str) -> None:
    try:
        day = parse_date(text)
    except BadValue as bad:
        assert bad.besked.isprintable()
        assert bad.forslag is None or parse_date(bad.forslag)
    else:
        assert parse_time(text).dato == day
