"""Files with more in them than any plan's: refused with a limit that is told, before anything grows with them.

The limits are what keeps every command quick, so nothing here is timed: what is counted is how much is looked at.
``benchmarks/growth.py`` measures what is below the limits.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command_line import ROOT, udplan
from tests.plans import PLAN_YAML, PlanFolder, item, sound, told
from udplan.edit.repair import repair
from udplan.edit.sources import plan_sources
from udplan.figures import select, sums
from udplan.model.plan import Plan, load
from udplan.yaml import checks, read
from udplan.yaml.compose import compose

LINES, PARTS, SIGNS = read.MOST_LINES, checks.MOST_PARTS, read.MOST_IN_TEXT
ONE_PAGE = "En fil i en plan er en side tekst. Slet det, der ikke hører til."
TOO_MANY_PARTS = "Filen har over 10.000 felter og punkter."


def too_large(folder: Path) -> list[tuple[str, str]]:
    """The name of each file that is too large, and what is said of it."""
    return [(each.fil.name, each.besked) for each in load(folder).problems if each.regel == "filen-er-for-stor"]


def steps(number: int) -> str:
    return item(sagsgang=f"[{', '.join(['KB'] * number)}]")


# --- lines ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("more", [0, 1])
def test_a_file_has_a_most_of_lines_whatever_ends_them(plan_folder: PlanFolder, end: str, more: int) -> None:
    text = item()
    text += "# mere\n" * (LINES - text.count("\n") + more)
    folder = plan_folder({"sti.yaml": text.replace("\n", end)})
    assert too_large(folder) == ([("sti.yaml", f"Filen har over 10.000 linjer. {ONE_PAGE}")] if more else [])


#: The largest files of a kind each, as lines: what took more than ten seconds in some command, and their like.
MANY = {
    "steps": item(sagsgang=None) + "sagsgang:\n" + "- KB\n" * 130_000,
    "exceptions": item() + "undtagelser:\n" + "".join(f"  r{number}: x\n" for number in range(70_000)),
    "unknown fields": item() + "".join(f"f{number}: 1\n" for number in range(90_000)),
    "bullets": item(kurs="|") + "  - a\n" * 160_000,
    "aliases": item() + "note: &a x\nstrategier:\n" + "- *a\n" * 190_000,
    "comments": item() + "# a\n" * 240_000,
    "no end": item() + "kurs: [\n" + "- a: b: c\n" * 90_000,
}
PLANS = {
    "exceptions of the plan": PLAN_YAML + "undtagelser:\n" + "- {regel: a, id: b}\n" * 45_000,
    "totals": PLAN_YAML + "kontroltal:\n" + "- {navn: a, kilde: b, hvor: {}, i_alt: 1}\n" * 22_000,
    "bodies": PLAN_YAML.partition("hensigtsgrupper")[0]
    + "".join(f"  F{number}: {{slags: fagudvalg}}\n" for number in range(30_000)),
}


@pytest.mark.parametrize("text", MANY.values(), ids=MANY)
def test_a_file_of_very_many_lines_is_refused_before_it_is_read_as_yaml(
    plan_folder: PlanFolder, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    assert len(text.encode()) <= read.MOST_BYTES
    folder = plan_folder({"sti.yaml": text, "bro.yaml": item(overskrift="Bro")})
    composed: list[int] = []

    def counted(written: str) -> Any:
        composed.append(len(written))
        return compose(written)

    monkeypatch.setattr(read, "compose", counted)
    assert too_large(folder) == [("sti.yaml", f"Filen har over 10.000 linjer. {ONE_PAGE}")]
    assert max(composed) < 1000
    # The rest of the plan is read as ever, and ret leaves the file as it is and says why.
    plan = load(folder).plan
    assert plan is not None
    assert [indsats.id for indsats in plan.indsatser] == ["bro"]
    ran = udplan("ret", "--kun-vis", cwd=folder)
    assert ran.err.startswith("sti.yaml: filen kan ikke læses og er ladt stå; udplan lint siger hvorfor.\n")
    assert max(composed) < 1000
    for words in (["sum"], ["list"], ["report", "plan"], ["eksport"], ["sammenlign", ".", "."]):
        ran = udplan(*words, cwd=folder)
        assert (ran.status, ran.out) == (1, ""), words
        assert "Filen har over 10.000 linjer." in ran.err


@pytest.mark.parametrize("text", PLANS.values(), ids=PLANS)
def test_a_plan_yaml_of_very_many_lines_is_refused(plan_folder: PlanFolder, text: str) -> None:
    assert len(text.encode()) <= read.MOST_BYTES
    folder = plan_folder({"sti.yaml": item()}, plan=text)
    assert too_large(folder) == [("plan.yaml", f"Filen har over 10.000 linjer. {ONE_PAGE}")]
    assert udplan("lint", cwd=folder).status == 1


# --- fields and points ------------------------------------------------------------------------------------------------


def test_a_list_may_fill_the_file_to_the_limit(plan_folder: PlanFolder) -> None:
    own = item().count("\n") + 1  # the fields, and the year of the amount
    assert too_large(plan_folder({"sti.yaml": steps(PARTS - own)})) == []
    assert too_large(plan_folder({"sti.yaml": steps(PARTS - own + 1)})) == [
        ("sti.yaml", f"{TOO_MANY_PARTS} {ONE_PAGE}")
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (steps(150_000), " Det meste står i sagsgang."),
        (item(beløb=f"{{{', '.join(f'{number:05}: 1' for number in range(80_000))}}}"), " Det meste står i beløb."),
        (item(flytning=f"[{'{fra: 2025, til: 2026, beløb: 0}, ' * 25_000}]"), ""),
        (item(note="[" * 90 + "]" * 90) + "".join(f"n{number}: {'[' * 90}{']' * 90}\n" for number in range(5000)), ""),
        (item(sagsgang=f"[{'[], ' * 200_000}]"), ""),
    ],
    ids=["points", "years", "groups", "deep", "blank lists"],
)
def test_one_line_may_hold_no_more_than_many(plan_folder: PlanFolder, text: str, where: str) -> None:
    assert len(text.encode()) <= read.MOST_BYTES
    folder = plan_folder({"sti.yaml": text})
    assert too_large(folder) == [("sti.yaml", f"{TOO_MANY_PARTS}{where} {ONE_PAGE}")]
    _, (source, raw, context) = plan_sources(folder, [])
    assert repair(source, raw, context).raw == raw


# --- texts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["kurs: {}\n", "kurs: |\n  {}\n", "kurs: '{}'\n", "med_høring: {}\n", "note: [{}]\n"])
@pytest.mark.parametrize("more", [0, 1])
def test_the_text_of_a_field_has_a_most(plan_folder: PlanFolder, text: str, more: int) -> None:
    signs = SIGNS + more - text.count("|")  # a text block ends with a line end
    folder = plan_folder({"sti.yaml": item() + text.format("a" * signs)})
    besked = (
        f"Teksten i {text.partition(':')[0]} er på 50.001 tegn og kan højst være på 50.000. Skriv det vigtigste her, og "
        "henvis til resten i sagen."
    )
    assert too_large(folder) == ([("sti.yaml", besked)] if more else [])


# --- what is within the limits ----------------------------------------------------------------------------------------


def test_no_file_of_the_plans_comes_near_a_limit() -> None:
    """A limit that a real plan could meet is no limit."""
    for folder in (ROOT / "plans").iterdir():
        for file, source in sound(folder).sources.items():
            assert source.text.count("\n") < LINES / 20, file
            assert source.parts < PARTS / 20, file
            assert len(source.text) < SIGNS / 2, file


def test_a_code_in_every_file_is_told_with_a_few_of_them(plan_folder: PlanFolder) -> None:
    """Each file names the others, so all of them in each would grow with the square of the plan."""
    files = {f"p{number:02}.yaml": item(overskrift=f"Punkt {number:02}", kode="R1 (B)") for number in range(30)}
    said = [problem.besked for problem in told(plan_folder(files), "samme-kode")]
    assert len(said) == 30
    assert said[0] == "Koden R1 (B) står også i p01.yaml, p02.yaml, p03.yaml, p04.yaml, p05.yaml og 24 andre."
    assert said[29] == "Koden R1 (B) står også i p00.yaml, p01.yaml, p02.yaml, p03.yaml, p04.yaml og 24 andre."


def test_a_sum_looks_up_no_names_but_those_that_it_is_per(
    plan_folder: PlanFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document has a sum for each of its sections: what each looked up in the whole plan grew with the square of it."""
    plan = sound(plan_folder({"sti.yaml": item()}))
    asked: list[str] = []

    def counted(plan: Plan) -> list[str]:
        asked.append("tovholdere")
        return select.tovholdere(plan)

    monkeypatch.setattr(sums, "tovholdere", counted)
    for pr in sums.Pr:
        sums.add_up(plan, plan.indsatser, pr)
    assert asked == ["tovholdere"]
