"""Both sides of every limit: the last day, amount or number that is in order, and the first that is not."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.plans import PLAN_YAML, PlanFolder, hensigt, item, sound
from udplan.documents.blocks import Block, Form, Note, Table, Wheel
from udplan.documents.reports import report
from udplan.documents.reports.tovholder import owed
from udplan.figures.select import Valg
from udplan.lint.run import lint
from udplan.model.plan import load
from udplan.values.amounts import parse_amount
from udplan.values.times import MÅNEDER, parse_date, parse_time
from udplan.values.unknown import BadValue


def said(folder: Path, rule: str, dag: date | None = None) -> list[str]:
    """What a rule says of a plan, looked at on a day."""
    return [problem.besked for problem in lint(load(folder), dag).problems if problem.regel == rule]


# --- days ---------------------------------------------------------------------------------------------------------

STATUS = {"tværgående": "ja", "status": "[{dato: 2025-03-01, tekst: I gang}]"}


def steps(*written: str) -> str:
    return f"[{', '.join(f'{{{step}}}' for step in written)}]"


@pytest.mark.parametrize(
    ("rule", "fields", "last"),
    [
        ("status-for-gammel", STATUS, date(2025, 4, 15)),  # 45 days
        ("trin-overskredet", {"sagsgang": steps("forum: AU, tid: 2025-03-01")}, date(2025, 3, 1)),
        ("trin-overskredet", {"sagsgang": steps("forum: AU, tid: februar 2025")}, date(2025, 2, 28)),
        ("trin-overskredet", {"sagsgang": steps("forum: AU, tid: november/december 2024")}, date(2024, 12, 31)),
    ],
)
def test_a_day_may_be_the_last_and_the_next_is_too_late(
    plan_folder: PlanFolder, rule: str, fields: dict[str, str], last: date
) -> None:
    folder = plan_folder({"sti.yaml": item(**fields)})
    assert said(folder, rule, last) == []
    assert len(said(folder, rule, last + timedelta(days=1))) == 1
    assert said(folder, rule) == []


def test_a_status_may_be_of_the_day_itself(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(**STATUS)})
    assert said(folder, "status-i-fremtiden", date(2025, 3, 1)) == []
    assert len(said(folder, "status-i-fremtiden", date(2025, 2, 28))) == 1


@pytest.mark.parametrize(
    ("rule", "fields", "right", "wrong"),
    [
        ("afsluttet-med-kommende-trin", {"slut": "2025-02-01"}, "2025-02-01", "2025-02-02"),
        ("afsluttet-med-kommende-trin", {"slut": "2025-02-28"}, "februar 2025", "marts 2025"),
        ("afsluttet-med-kommende-trin", {"slut": "2025-02-01"}, "februar 2025", "2025-02-02"),
        ("tid-uden-for-planen", {}, "2024-01-01", "2023-12-31"),
        ("tid-uden-for-planen", {}, "2029-06-30", "2029-07-01"),  # the accounts are treated in the year after
        ("tid-uden-for-planen", {}, "december 2023/januar 2024", "december 2023"),
        ("tid-uden-for-planen", {}, "juni 2029/juli 2029", "juli 2029"),
    ],
)
def test_a_step_may_fall_on_the_day_of_the_limit(
    plan_folder: PlanFolder, rule: str, fields: dict[str, str], right: str, wrong: str
) -> None:
    for tid, told in ((right, 0), (wrong, 1)):
        folder = plan_folder({"sti.yaml": item(sagsgang=steps(f"forum: AU, tid: {tid}"), **fields)})
        assert len(said(folder, rule)) == told, tid


@pytest.mark.parametrize("field", ["slut", "status"])
@pytest.mark.parametrize(("right", "wrong"), [("2024-01-01", "2023-12-31"), ("2029-06-30", "2029-07-01")])
def test_a_day_may_be_the_first_or_the_last_of_the_plan(
    plan_folder: PlanFolder, field: str, right: str, wrong: str
) -> None:
    for day, told in ((right, 0), (wrong, 1)):
        written = day if field == "slut" else f"[{{dato: {day}, tekst: a}}]"
        assert len(said(plan_folder({"sti.yaml": item(**{field: written})}), "tid-uden-for-planen")) == told, day


@pytest.mark.parametrize(("day", "told"), [("2025-01-19", 1), ("2025-01-20", 0)])
def test_a_meeting_may_be_on_the_day_that_a_hearing_ends(plan_folder: PlanFolder, day: str, told: int) -> None:
    path = steps("forum: AU", "forum: Høring, tid: 2025-01-06, dage: 14", f"forum: AU, tid: {day}")
    assert len(said(plan_folder({"sti.yaml": item(sagsgang=path)}), "moede-foer-hoeringsfrist")) == told


@pytest.mark.parametrize(
    ("limit", "right", "wrong"),
    [
        ("gyldig_fra: 2025-06-01", "2025-06-01", "2025-05-31"),
        ("gyldig_fra: 2025-06-01", "juni 2025", "maj 2025"),
        ("gyldig_fra: 2025-06-30", "juni 2025", "maj 2025"),
        ("gyldig_til: 2025-06-30", "2025-06-30", "2025-07-01"),
        ("gyldig_til: 2025-06-01", "juni 2025", "juli 2025"),
    ],
)
def test_a_committee_may_meet_on_its_first_and_its_last_day(
    plan_folder: PlanFolder, limit: str, right: str, wrong: str
) -> None:
    plan = PLAN_YAML.replace("navn: Børne- og Ungdomsudvalget,", f"navn: Børne- og Ungdomsudvalget, {limit},")
    for tid, told in ((right, 0), (wrong, 1)):
        folder = plan_folder({"sti.yaml": item(sagsgang=steps(f"forum: BUU, tid: {tid}"))}, plan=plan)
        assert len(said(folder, "udvalg-ikke-gyldigt")) == told, tid


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("gyldig_fra: 2028-12-31", "gyldig_fra: 2029-01-01"),
        ("gyldig_til: 2025-01-01", "gyldig_til: 2024-12-31"),
    ],
)
def test_a_committee_with_a_point_of_its_own_is_there_on_some_day_of_the_plan(
    plan_folder: PlanFolder, right: str, wrong: str
) -> None:
    for limit, told in ((right, 0), (wrong, 1)):
        plan = PLAN_YAML.replace("navn: Børne- og Ungdomsudvalget,", f"navn: Børne- og Ungdomsudvalget, {limit},")
        assert len(said(plan_folder({"sti.yaml": item(udvalg="BUU")}, plan=plan), "udvalg-ikke-gyldigt")) == told


# --- amounts and numbers ------------------------------------------------------------------------------------------

FOUR = "{2025: 1, 2026: 1, 2027: 1, 2028: 1}"


@pytest.mark.parametrize(
    ("enhed", "amount", "told"),
    [
        ("mio. kr.", "500", 0),
        ("mio. kr.", "500,001", 1),
        ("mio. kr.", "-500,001", 1),
        ("1.000 kr.", "500000", 0),
        ("1.000 kr.", "500001", 1),
        ("kr.", "500000000", 0),
        ("kr.", "500000001", 1),
    ],
)
def test_an_amount_may_be_500_million(plan_folder: PlanFolder, enhed: str, amount: str, told: int) -> None:
    plan = PLAN_YAML.replace("mio. kr.", enhed)
    folder = plan_folder({"sti.yaml": item(beløb=f"\n  2025: {amount}")}, plan=plan)
    assert len(said(folder, "beloeb-usandsynligt")) == told


@pytest.mark.parametrize(
    ("amount", "told"), [("999,999", "over 500"), ("1000", "1000 gange"), ("0,0011", ""), ("0,001", "tusindedel")]
)
def test_an_amount_may_be_less_than_a_thousand_times_the_others(
    plan_folder: PlanFolder, amount: str, told: str
) -> None:
    files = {"a.yaml": item(beløb=FOUR), "b.yaml": item(overskrift="B", beløb=f"\n  2025: {amount}")}
    found = said(plan_folder(files), "beloeb-usandsynligt")
    assert [told in besked for besked in found] == ([True] if told else [])


@pytest.mark.parametrize(
    ("amount", "told"), [("9999,999", "9999 gange"), ("10000", "10.000 gange"), ("99999,5", "100.000 gange")]
)
def test_many_times_are_told_with_their_thousands_apart(plan_folder: PlanFolder, amount: str, told: str) -> None:
    files = {"a.yaml": item(beløb=FOUR), "b.yaml": item(overskrift="B", beløb=f"\n  2025: {amount}")}
    (besked,) = said(plan_folder(files), "beloeb-usandsynligt")
    assert f"er {told} planens andre beløb." in besked


@pytest.mark.parametrize(("amounts", "told"), [("{2025: 1, 2026: 1, 2027: 1}", 0), (FOUR, 1)])
def test_there_must_be_four_others_to_compare_with(plan_folder: PlanFolder, amounts: str, told: int) -> None:
    files = {"a.yaml": item(beløb=amounts), "b.yaml": item(overskrift="B", beløb='{2025: "0,0001"}')}
    assert len(said(plan_folder(files), "beloeb-usandsynligt")) == told


@pytest.mark.parametrize(
    ("amount", "told"),
    # 0,55 pct. of 2000 is 11; half a unit of the rate's last decimal is 0,1, and of the amount's 0,0005.
    [
        ("11,100", 0),
        ("10,899", 1),
        ("10,900", 0),
        ("11,101", 1),
        ("-11,100", 0),
        ("11,1", 0),
        ("11,2", 1),
        ("11,15", 1),
    ],
)
def test_a_rate_may_be_off_by_what_rounding_explains(plan_folder: PlanFolder, amount: str, told: int) -> None:
    text = item(procent="\n  2025: 0,55", procent_af="\n  2025: 2000", beløb=f"\n  2025: {amount}")
    assert len(said(plan_folder({"sti.yaml": text}), "procent-stemmer-ikke")) == told


@pytest.mark.parametrize(
    ("amount", "told"), [("0,08", 1), ("0,09", 0), ("0,11", 0), ("0,12", 1), ("0,105", 0), ("0,106", 1)]
)
def test_the_bound_of_a_rate_is_within_it(plan_folder: PlanFolder, amount: str, told: int) -> None:
    """Half a unit of 10 pct. is 0,5 pct. of 1, so 0,005; and half a unit of an amount of two decimals is 0,005 too."""
    text = item(procent="\n  2025: 10", procent_af="\n  2025: 1", beløb=f"\n  2025: {amount}")
    assert len(said(plan_folder({"sti.yaml": text}), "procent-stemmer-ikke")) == told


@pytest.mark.parametrize(("used", "told"), [("5", 0), ("5,001", 1)])
@pytest.mark.parametrize("field", ["anvendt", "drawn"])
def test_a_pool_may_be_used_to_the_last(plan_folder: PlanFolder, field: str, used: str, told: int) -> None:
    pool = {"art": "pulje", "overskrift": "Pulje", "beløb": "{2025: 5}"}
    files = {"pulje.yaml": item(**pool, **({"anvendt": f"'{used}'"} if field == "anvendt" else {}))}
    if field == "drawn":
        files["sti.yaml"] = item(finansieret_af="pulje", beløb=f"\n  2025: {used}")
    assert len(said(plan_folder(files), "pulje-overtrukket")) == told


@pytest.mark.parametrize(
    ("number", "told"),
    [
        *(
            ("24/1", 0),
            ("2024/1234567", 0),
            ("151433/22", 0),
            ("19/12345-2", 0),
            ("4/1", 1),
            ("20245/1", 1),
            ("24/12345678", 1),
            ("24/", 1),
        ),
        *(("24/1a", 1), ("a24/1", 1), ("/1234", 1), ("24/xxxx", 1)),
        # Without a slash there is no telling: a number of several groups, or one so long that it stands by itself.
        *(("480-2015-67026", 0), ("25-008754", 0), ("00.32.10-A21-1-26", 0), ("EMN-2019-01234", 0), ("2020 - 1234", 0)),
        *(("24-1234", 0), ("S2022-123", 0), ("12345", 0), ("1234", 1), ("291", 1), ("24-", 1), ("24-xxx", 1)),
        *(("afventer", 1), ("'?'", 1), ("følger senere", 1)),
    ],
)
def test_a_case_number_is_one_that_can_be_looked_up(plan_folder: PlanFolder, number: str, told: int) -> None:
    path = steps(f"forum: AU, sag: {number}")
    assert len(said(plan_folder({"sti.yaml": item(sagsgang=path)}), "sagsnummer-form")) == told
    plan = PLAN_YAML + f"sag: {{nummer: {number}}}\n"
    assert len(said(plan_folder({"sti.yaml": item()}, plan=plan), "sagsnummer-form")) == told


@pytest.mark.parametrize(
    ("journal", "told"), [("1/22", 0), ("1234567/2022", 0), ("12345678/22", 1), ("1/2", 1), ("1/20222", 1), ("/22", 1)]
)
def test_a_journal_number_has_one_to_seven_figures_and_two_to_four(
    plan_folder: PlanFolder, journal: str, told: int
) -> None:
    plan = PLAN_YAML + f"bilag: [{{titel: Bilag, journal: {journal}}}]\n"
    assert len(said(plan_folder(plan=plan), "sagsnummer-form")) == told


@pytest.mark.parametrize(("year", "told"), [(2024, 1), (2025, 0), (2028, 0), (2029, 1)])
def test_an_amount_stands_in_a_year_of_the_plan(plan_folder: PlanFolder, year: int, told: int) -> None:
    folder = plan_folder({"sti.yaml": item(beløb=f"{{{year}: 1}}")})
    assert len(said(folder, "aar-uden-for-perioden")) == told


@pytest.mark.parametrize(("length", "shown"), [(40, "x" * 40), (41, "x" * 39 + "…")])
def test_a_message_shows_40_signs_of_what_was_written(length: int, shown: str) -> None:
    for read, noun in ((parse_date, "en dato"), (parse_amount, "et beløb")):
        with pytest.raises(BadValue) as refused:
            read("x" * length)
        assert refused.value.besked.startswith(f"{shown} er ikke {noun}; ")


@pytest.mark.parametrize(
    ("written", "mio", "thousands", "kroner"),
    [
        ("1,5 mia. kr.", "1500,000", "1500000", "1500000000"),
        ("1,5 mia.", "1500,000", "1500000", "1500000000"),
        ("2,5 mio. kr.", "2,5", "2500", "2500000"),
        ("300 t.kr.", "0,300", "300", "300000"),
        ("300000 kr.", "0,300", "300", "300000"),
    ],
)
def test_an_amount_with_its_unit_is_told_in_the_plan_s_own(written: str, mio: str, thousands: str, kroner: str) -> None:
    for enhed, meant in (("mio. kr.", mio), ("1.000 kr.", thousands), ("kr.", kroner)):
        with pytest.raises(BadValue) as refused:
            parse_amount(written, enhed=enhed)
        assert re.search(rf"skriv {meant}(\.$|, hvis det er det)", refused.value.besked)


@pytest.mark.parametrize(("length", "told"), [(60, True), (61, False)])
def test_what_was_meant_is_looked_for_in_60_signs(length: int, told: bool) -> None:
    with pytest.raises(BadValue) as refused:
        parse_date("21. " + "\u00ad" * (length - 15) + "januar 2025")
    assert (refused.value.forslag is not None) is told


@pytest.mark.parametrize(("length", "told"), [(60, True), (61, False)])
def test_an_amount_is_looked_for_in_60_signs(length: int, told: bool) -> None:
    with pytest.raises(BadValue) as refused:
        parse_amount("1" + "\u00ad" * (length - 2) + "5")
    assert (refused.value.forslag is not None) is told


@pytest.mark.parametrize("written", ["2025-00-10", "10-00-2025", "2025-13-10", "2025-01-00", "2025-01-32", "0/1-2025"])
def test_a_month_and_a_day_begin_at_one(written: str) -> None:
    with pytest.raises(BadValue, match="findes ikke"):
        parse_date(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2025-12", "december 2025"), ("2025-01", "januar 2025"), ("2025-13", None), ("2025-00", None)],
)
def test_a_month_in_figures_is_one_of_twelve(written: str, meant: str | None) -> None:
    with pytest.raises(BadValue) as refused:
        parse_time(written)
    assert refused.value.forslag == meant


# --- nothing near -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "text", "plan"),
    [
        ("ukendt-tema", item(tema="Qqq"), ""),
        ("ukendt-gruppe", hensigt(gruppe="Qqq"), ""),
        ("ukendt-gruppe", hensigt(afsnit="Qqq"), ""),
        ("ukendt-udvalg", item(udvalg="Qqq"), ""),
        ("ukendt-forum", item(sagsgang="Qqq, KB"), ""),
        ("afledt-af-ukendt", item(afledt_af="qqq"), ""),
        ("finansieret-af-ukendt", item(finansieret_af="qqq"), ""),
        ("undtagelse-ukendt-id", item(), "undtagelser: [{regel: samme-kode, id: qqq, begrundelse: a}]\n"),
        ("ukendt-regel", item(), "undtagelser: [{regel: qqq, id: sti, begrundelse: a}]\n"),
        ("ukendt-regel", item() + "undtagelser: {qqq: a}\n", ""),
        ("ukendt-regel", item(), "regler: {qqq: fra}\n"),
    ],
)
def test_what_is_near_nothing_is_told_without_a_guess(plan_folder: PlanFolder, rule: str, text: str, plan: str) -> None:
    found = lint(load(plan_folder({"sti.yaml": text}, plan=PLAN_YAML + plan))).problems
    (problem,) = (each for each in found if each.regel == rule)
    assert ("Mente du" in problem.besked, problem.forslag) == (False, None)
    assert "qqq" in problem.besked.lower()


# --- reports ------------------------------------------------------------------------------------------------------


def test_a_status_may_be_45_days_old_where_nothing_else_is_said() -> None:
    assert Valg().frist == 45


@pytest.mark.parametrize(("frist", "told"), [(45, False), (44, True)])
def test_a_status_is_owed_when_it_is_older_than_the_limit(plan_folder: PlanFolder, frist: int, told: bool) -> None:
    plan = sound(plan_folder({"sti.yaml": item(kurs="a", koordinering="b", **STATUS)}))
    valg = Valg(dag=date(2025, 4, 15), frist=frist)
    assert owed(plan.indsatser[0], valg) == (["ny status (den seneste er 45 dage gammel)"] if told else [])
    (form,) = (block for block in report("direktion")(plan, valg).blocks if isinstance(block, Form))
    assert form.sections[0].items[0].cells[2] == ("1. marts 2025 (45 dage siden)" if told else "1. marts 2025")


@pytest.mark.parametrize("day", ["2025-02-01", "2025-03-15"])
def test_what_changed_is_told_from_the_first_day_to_the_last(plan_folder: PlanFolder, day: str) -> None:
    text = item(tværgående="ja", status=f"[{{dato: {day}, tekst: Nyt}}]")
    plan = sound(plan_folder({"sti.yaml": text}))
    first, last = date(2025, 2, 1), date(2025, 3, 15)
    for siden, dag, told in (
        (first, last, True),
        (first + timedelta(days=1), last, day != "2025-02-01"),
        (first, last - timedelta(days=1), day != "2025-03-15"),
    ):
        blocks = report("direktion")(plan, Valg(siden=siden, dag=dag)).blocks
        changes = [block for block in blocks if isinstance(block, Table) and block.caption.startswith("Nye statusser")]
        assert len(changes) == told


# --- a year as a wheel --------------------------------------------------------------------------------------------


def wheel(plan_folder: PlanFolder, tid: str, year: int) -> tuple[list[int], list[str], str]:
    """The months that a step fills in a year's wheel, the rows of longer periods, and what is said of other years."""
    plan = sound(plan_folder({"sti.yaml": item(sagsgang=steps(f"forum: AU, tid: {tid}"))}))
    blocks: tuple[Block, ...] = report("årshjul")(plan, Valg(år=year)).blocks
    months = [n for each in blocks if isinstance(each, Wheel) for n, found in enumerate(each.counts, 1) if found]
    tables = (each for each in blocks if isinstance(each, Table) and each.caption.endswith("måned for måned"))
    rows = [str(row.cells[0]).lower() for each in tables for row in each.rows]
    long = [label for label in rows if label.partition(" ")[0] not in MÅNEDER]
    notes = " ".join(each.text for each in blocks if isinstance(each, Note))
    return months, long, notes


@pytest.mark.parametrize(
    ("tid", "year", "months"),
    [
        ("december 2024/januar 2025", 2024, []),
        ("december 2024/januar 2025", 2025, [1]),
        ("december 2024/januar 2025", 2026, []),
        ("december 2024/januar 2025", 2023, []),
        ("november/december 2024", 2024, [12]),
        ("november/december 2024", 2025, []),
        ("2024-12-31", 2024, [12]),
        ("2024-12-31", 2025, []),
        ("2025-01-01", 2025, [1]),
    ],
)
def test_a_span_of_two_months_stands_where_it_ends(
    plan_folder: PlanFolder, tid: str, year: int, months: list[int]
) -> None:
    found, long, notes = wheel(plan_folder, tid, year)
    assert (found, long) == (months, [])
    assert ("ingen led med tidspunkter i" in notes) is not bool(months)


@pytest.mark.parametrize(
    ("tid", "year", "is_long"),
    [
        ("marts/april 2025", 2025, False),  # two months have their months, three have none
        ("1. kvartal 2025", 2025, True),
        ("vinter 2024/2025", 2024, True),
        ("vinter 2024/2025", 2025, True),
        ("vinter 2024/2025", 2026, False),
    ],
)
def test_a_time_of_more_than_two_months_stands_by_itself(
    plan_folder: PlanFolder, tid: str, year: int, is_long: bool
) -> None:
    months, long, _ = wheel(plan_folder, tid, year)
    assert long == ([tid] if is_long else [])
    assert not (months and long)


def test_the_wheel_says_which_other_years_there_are(plan_folder: PlanFolder) -> None:
    assert "Planen har også tidspunkter i 2024." in wheel(plan_folder, "november/december 2024", 2025)[2]
    assert "Planen har også tidspunkter i 2025." in wheel(plan_folder, "december 2024/januar 2025", 2024)[2]
    assert "tidspunkter i 20" not in wheel(plan_folder, "januar 2025", 2025)[2]
