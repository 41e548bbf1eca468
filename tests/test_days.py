"""Time told: where a step is, seen from a day, and that every document that looks ahead says the same of it.

The items are invented.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.command_line import udplan
from tests.documents import OF_ONE_STATE
from tests.plans import PLAN_YAML, PlanFolder, item, sound
from tests.test_reports import made
from udplan.documents.formats import render
from udplan.documents.reports import REPORTS
from udplan.figures.select import Stand, Valg, ledene, stande
from udplan.lint.run import lint
from udplan.model.plan import Plan, load
from udplan.publish.calendar import calendar

DAY = date(2025, 3, 15)
GJORT, OVERSKREDET, KOMMER, UKENDT = Stand.GJORT, Stand.OVERSKREDET, Stand.KOMMER, Stand.UKENDT
#: The documents that speak of what is to come, as they are asked for here.
AHEAD = [name for name, listed in REPORTS.items() if listed.ser_frem]


def path(*steps: str) -> str:
    return f"[{', '.join(step if step.isalpha() else f'{{{step}}}' for step in steps)}]"


def plan_of(plan_folder: PlanFolder, sagsgang: str, **fields: str) -> Plan:
    return sound(plan_folder({"sti.yaml": item(overskrift="Sti", sagsgang=sagsgang, tværgående="ja", **fields)}))


@pytest.mark.parametrize(
    ("sagsgang", "dag", "expected"),
    [
        (path("forum: AU, tid: 2025-03-14", "forum: ØK, tid: 2025-03-15", "KB"), DAY, (OVERSKREDET, KOMMER, UKENDT)),
        (path("forum: AU, tid: marts 2025", "forum: ØK, tid: 2. halvår 2024"), DAY, (KOMMER, OVERSKREDET)),
        (path("forum: AU, tid: 2025-01-14", "forum: ØK, tid: 2026"), None, (UKENDT, UKENDT)),
        # What stands before a decision is behind us, whatever is written of it.
        (
            path("forum: AU, tid: 2025-01-14", "forum: ØK, tid: 2025-02-04, beslutning: Ja", "KB"),
            DAY,
            (GJORT, GJORT, UKENDT),
        ),
        (
            path("forum: AU, tid: 2025-01-14", "forum: ØK, tid: 2025-02-04, beslutning: Ja", "KB"),
            None,
            (GJORT, GJORT, UKENDT),
        ),
        # On a day nobody knows what was decided after it.
        (path("forum: AU, tid: 2025-03-18", "forum: ØK, tid: 2025-04-01, beslutning: Ja"), DAY, (KOMMER, KOMMER)),
    ],
)
def test_one_place_judges_a_step(
    plan_folder: PlanFolder, sagsgang: str, dag: date | None, expected: tuple[Stand, ...]
) -> None:
    (indsats,) = plan_of(plan_folder, sagsgang).indsatser
    assert stande(indsats, dag) == expected


@pytest.mark.parametrize(("slut", "expected"), [("X", GJORT), ("2025-03-01", GJORT), ("2025-04-01", OVERSKREDET)])
def test_nothing_comes_after_the_closing(plan_folder: PlanFolder, slut: str, expected: Stand) -> None:
    (indsats,) = plan_of(plan_folder, path("forum: AU, tid: 2025-03-04"), slut=slut).indsatser
    assert stande(indsats, DAY) == (expected,)


def test_steps_stand_where_they_end(plan_folder: PlanFolder) -> None:
    times = ("2. halvår 2025", "2025-06-30", "juni 2025", "1. halvår 2025", "november 2025")
    plan = plan_of(plan_folder, path("AU", *(f"forum: AU, tid: {tid}" for tid in times)))
    order = [str(led.trin.tid) for led in ledene(plan, plan.indsatser, "AU")]
    assert order == ["30. juni 2025", "juni 2025", "1. halvår 2025", "november 2025", "2. halvår 2025", "None"]


@pytest.mark.parametrize("name", AHEAD)
def test_every_document_that_looks_ahead_says_its_day_and_what_is_late(plan_folder: PlanFolder, name: str) -> None:
    plan = plan_of(plan_folder, path("forum: AU, tid: 2025-03-04", "forum: AU, tid: 2025-04-08"))
    asked = Valg(udvalg="AU") if name in ("udvalg", "arbejdsplan", "sag") else Valg()
    page = render(made(plan, name, asked), "md")
    assert "overskredet" not in page and "Opgjort" not in page
    page = render(made(plan, name, Valg(udvalg=asked.udvalg, dag=DAY)), "md")
    assert "Opgjort 15. marts 2025" in page and page.count("overskredet") >= 2  # the note, and the step


@pytest.mark.parametrize("name", ["direktion", "tovholder", "udvalg", "arbejdsplan", "årshjul"])
def test_what_a_later_step_has_passed_never_comes(plan_folder: PlanFolder, name: str) -> None:
    sagsgang = path(
        "forum: AU, tid: 2025-01-14", "forum: ØK, tid: 2025-02-04, beslutning: Ja", "forum: KB, tid: maj 2025"
    )
    plan = plan_of(plan_folder, sagsgang)
    asked = Valg(udvalg="AU", dag=DAY) if name in ("udvalg", "arbejdsplan") else Valg(dag=DAY)
    page = render(made(plan, name, asked), "md")
    assert "14. januar" not in page and page.count("overskredet") == 1  # the note


def test_an_exception_of_an_item_that_closes_on_a_day_is_needed_before_it_or_after_it(plan_folder: PlanFolder) -> None:
    """Lint said with a day that the exception was to be deleted, and without one that it was needed."""
    lines = item(slut="2025-06-01", tværgående="ja", status="[{dato: 2025-04-01, tekst: Går}]")
    excepted = lines + "undtagelser:\n  afsluttet-men-paa-listen: Direktionen vil se det\n"
    loaded = load(plan_folder({"sti.yaml": excepted}))
    for dag in (None, date(2025, 4, 15), date(2025, 7, 1)):
        assert "undtagelse-uden-virkning" not in [problem.regel for problem in lint(loaded, dag).problems]
    assert loaded.plan is not None
    without = load(plan_folder({"sti.yaml": lines}))
    said = {dag: [problem.regel for problem in lint(without, dag).problems] for dag in (None, date(2025, 4, 15))}
    assert "afsluttet-men-paa-listen" in said[None]
    assert "afsluttet-men-paa-listen" not in said[date(2025, 4, 15)]


def test_the_calendar_and_lint_judge_as_the_documents_do(plan_folder: PlanFolder) -> None:
    late = path("forum: AU, tid: 2025-03-04", "forum: AU, tid: 2025-04-08")
    plan = plan_of(plan_folder, late)
    text = calendar(plan, Valg(udvalg="AU", dag=DAY))
    assert text.count("(overskredet)") == 1 and "SUMMARY:AU: Sti (overskredet)" in text
    assert "overskredet" not in calendar(plan, Valg(udvalg="AU"))
    found = udplan("lint", "--plan", str(plan.mappe), "--dato", "2025-03-15").out
    assert found.count("[trin-overskredet]") == 1 and "AU skulle have behandlet punktet 4. marts 2025" in found


def test_a_passed_step_is_no_event(plan_folder: PlanFolder) -> None:
    plan = plan_of(plan_folder, path("forum: AU, tid: 2025-01-14", "forum: AU, tid: 2025-02-04, beslutning: Ja"))
    text = calendar(plan, Valg(udvalg="AU", dag=DAY))
    assert text.count("BEGIN:VEVENT") == 1 and "STATUS:CONFIRMED" in text
    assert "trin-overskredet" not in udplan("lint", "--plan", str(plan.mappe), "--dato", "2025-03-15").out


def test_a_plan_of_one_year_says_it_once(plan_folder: PlanFolder) -> None:
    """It said 2022-2022, in the documents and in the export."""
    folder = plan_folder(
        {"sti.yaml": item(beløb="{2022: 1}")}, plan=PLAN_YAML.replace("periode: 2025-2028", "periode: 2022")
    )
    page = render(made(sound(folder), "plan"), "md")
    assert "**Periode:** 2022\n" in page and "2022-2022" not in page
    assert "2022-2022" not in udplan("eksport", "--format", "json", cwd=folder).out


# --- on the screen ------------------------------------------------------------------------------------------------

NO_DAY = "intet er sammenlignet med en dag"


@pytest.mark.parametrize("name", OF_ONE_STATE)
def test_without_a_day_the_screen_says_so_and_how_to(plan_folder: PlanFolder, name: str) -> None:
    folder = plan_folder({"sti.yaml": item(sagsgang=path("forum: AU, tid: 2025-03-04"))})
    ran = udplan("report", name, "--udvalg", "AU", cwd=folder)
    assert ran.status == 0
    assert (NO_DAY in ran.err and "--dato i-dag" in ran.err and "UDPLAN_DATO=i-dag" in ran.err) is (name in AHEAD)
    for way in (("--dato", "2025-03-15"),):
        assert NO_DAY not in udplan("report", name, "--udvalg", "AU", *way, cwd=folder).err
    assert NO_DAY not in udplan("report", name, "--udvalg", "AU", cwd=folder, UDPLAN_DATO="i-dag").err


def test_a_day_of_the_environment_counts_and_the_line_goes_before_it(plan_folder: PlanFolder) -> None:
    folder = plan_folder({"sti.yaml": item(sagsgang=path("forum: AU, tid: 2025-03-04"))})
    ask = ("report", "udvalg", "--udvalg", "AU")
    assert "Opgjort 15. marts 2025" in udplan(*ask, cwd=folder, UDPLAN_DATO="2025-03-15").out
    assert "Opgjort 1. marts 2025" in udplan(*ask, "--dato", "2025-03-01", cwd=folder, UDPLAN_DATO="2025-03-15").out
    assert "Opgjort" not in udplan(*ask, cwd=folder, UDPLAN_DATO="").out
    wrong = udplan(*ask, cwd=folder, UDPLAN_DATO="i går")
    assert wrong.status == 2 and wrong.err.startswith("Fejl: UDPLAN_DATO: i går er ikke en dato")
