"""Tables on screens of every width: a figure is whole or its column is named as left out, and names are never lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.command_line import ROOT, udplan
from tests.plans import PLAN_YAML, item, sound, write
from udplan.figures.compare import compare
from udplan.figures.control import reconcile
from udplan.figures.grid import Grid
from udplan.figures.rows import list_rows
from udplan.figures.screen import comparison_table, control_table, list_table, sum_table
from udplan.figures.select import Valg, resolve, select
from udplan.figures.sums import Pr, add_up
from udplan.figures.wrapping import cell_width, wrapped
from udplan.model.plan import Plan

WIDTHS = (40, 60, 80, 100, 120, 200)
CASE = ROOT / "tests" / "cases" / "a05-bred-liste-i-ror"
LEFT_OUT = re.compile(r"Kolonnerne? (.+?) er ikke vist: gør vinduet bredere, eller skriv --format csv\.")


def wide_plan(folder: Path) -> Path:
    """Ten years in kroner, with names as long as they come and a word that no column has room for."""
    years = range(2025, 2035)
    long = "Omlægning af specialundervisningstilbudskoordineringen på tværs af skoler, SFO og fritidstilbud i hele kommunen"
    amounts = [
        "".join(f"\n  {year}: {figure}" for year, figure in zip(years, figures, strict=True))
        for figures in (
            ["-123456789012", "123456789,5", "", "ikke oplyst", "0", "1", "-1", "98765432109", "12", "13"],
            ["371000"] * 9 + ["ikke oplyst"],
            [""] * 10,
        )
    ]
    files = {
        "a.yaml": item(overskrift=long, beløb=amounts[0], kode="R901 (B), tillæg 14", tovholder="Arbejdsmarkedschefen"),
        "b.yaml": item(overskrift=f"{long} II", beløb=amounts[1], art="anlæg", udvalg="BUU", slut="2025-01-21"),
        "c.yaml": item(overskrift="Ny cykelsti", beløb=amounts[2], udvalg="ØK", tovholder="[Vejchefen, Økonomichefen]"),
    }
    plan = PLAN_YAML.replace("periode: 2025-2028", "periode: 2025-2034").replace("mio. kr.", "kr.")
    plan += (
        "kontroltal:\n  - {navn: Hele planen, kilde: aftalen, hvor: {}, beløb: {2025: -123456418012, 2029: 371000}}\n"
    )
    write(folder, {"plan.yaml": plan, **files})
    return folder


def tables(plan: Plan) -> Iterator[tuple[str, Grid]]:
    """Every table that udplan shows of a plan on a screen."""
    every = select(plan, Valg())
    yield "list", list_table(plan, list_rows(plan, Valg(), every))
    for kode in [kode for kode, forum in plan.grundlag.fora.items() if forum.slags != "gruppe"][:4]:
        chosen = resolve(plan, udvalg=kode)
        yield f"list --udvalg {kode}", list_table(plan, list_rows(plan, chosen, select(plan, chosen)))
    decimaler = plan.grundlag.trykte_decimaler
    for pr in Pr:
        yield f"sum --pr {pr}", sum_table(add_up(plan, every, pr), decimaler)
    yield "sum --pr tovholder,tema", sum_table(add_up(plan, every, Pr.TOVHOLDER, Pr.TEMA), decimaler)
    yield "sum --brutto", sum_table(add_up(plan, every), decimaler, brutto=True)
    yield "sum --kontroltal", control_table(plan, reconcile(plan))
    yield "sammenlign", comparison_table(plan.grundlag, compare(plan, plan), plan.grundlag.år)


def printed(grid: Grid, width: int) -> str:
    return "\n".join(grid.lines(width))


def missing_figures(grid: Grid, shown: str) -> Counter[str]:
    """The figures that do not stand whole in what is shown, and whose column is not named as left out."""
    told = LEFT_OUT.search(" ".join(shown.split()))
    left_out = re.split(", | og ", told[1]) if told else []
    assert set(left_out) <= {field.title for field in grid.fields}
    wanted = Counter(
        word
        for place, field in enumerate(grid.fields)
        if field.is_figure and field.title not in left_out
        for row in grid.rows
        for word in row[place].split()
    )
    return wanted - Counter(shown.split())


def lost_names(grid: Grid, shown: str, width: int) -> set[str]:
    """The names of rows that cannot be read, joined over the lines that they are wrapped to."""
    if grid.fits(width):
        return {row[0] for row in grid.rows if row[0] not in shown}
    first, *_ = grid.widths(grid.kept(width), width)
    column = "".join(line[:first].strip().removesuffix("-").replace(" ", "") for line in shown.splitlines())
    return {row[0] for row in grid.rows if not any(name in column for name in broken_at_hyphens(row[0]))}


def broken_at_hyphens(name: str) -> set[str]:
    """A name as it reads without spaces, and without those of its own hyphens that may end a line."""
    parts = "".join(name.split()).split("-")
    names = {parts[0]}
    for part in parts[1:]:
        names = {f"{begun}{between}{part}" for begun in names for between in ("-", "")}
    return names


@pytest.mark.parametrize("where", ["2021-2024", "2023-2026", "2025-2028", "bred", CASE.name])
def test_no_figure_is_cut_and_no_name_is_lost_on_any_screen(tmp_path: Path, where: str) -> None:
    folder = wide_plan(tmp_path) if where == "bred" else CASE if where == CASE.name else ROOT / "plans" / where
    for name, grid in tables(sound(folder)):
        for width in (*WIDTHS, 10**6):
            shown = printed(grid, width)
            assert all(len(line.rstrip()) <= width for line in shown.splitlines()), (name, width)
            assert missing_figures(grid, shown) == Counter(), (name, width)
            assert lost_names(grid, shown, width) == set(), (name, width)
        assert not LEFT_OUT.search(shown)  # where there is room for any line


@pytest.mark.parametrize("where", ["2021-2024", "2023-2026", "2025-2028", "bred", CASE.name])
def test_no_heading_is_broken_and_no_word_is_where_a_column_may_still_go(tmp_path: Path, where: str) -> None:
    folder = wide_plan(tmp_path) if where == "bred" else CASE if where == CASE.name else ROOT / "plans" / where
    for name, grid in tables(sound(folder)):
        for width in filter(lambda width: not grid.fits(width), WIDTHS):
            kept = grid.kept(width)
            shown = printed(grid, width)
            heading = shown[: shown.index("─")].split()
            texts = [place for place in kept if not grid.fields[place].is_figure]
            assert Counter(word for place in kept for word in grid.fields[place].title.split()) == Counter(heading), (
                name
            )
            if any(grid.fields[place].drop for place in texts):
                column = dict(zip(kept, grid.widths(kept, width), strict=True))
                words = ((place, word) for place in texts for row in grid.rows for word in row[place].split())
                assert all(len(word) <= column[place] or "-" in word for place, word in words), (name, width)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Arbejdsmarkedschefen", 20, ["Arbejdsmarkedschefen"]),
        ("Arbejdsmarkedschefen", 19, ["Arbejdsmar-", "kedschefen"]),
        ("IT- og digitaliseringschefen", 14, ["IT- og", "digitaliser-", "ingschefen"]),
        ("Skole-dagtilbudschefen", 18, ["Skole-", "dagtilbudschefen"]),
        ("Nyt administrationscenter på havnen", 12, ["Nyt", "administrat-", "ionscenter", "på havnen"]),
        ("  heraf besparelser", 13, ["  heraf", "  besparelser"]),
        ("14-A-1 2025-01-21", 10, ["14-A-1", "2025-01-21"]),
        ("", 10, []),
    ],
)
def test_a_word_is_broken_at_its_hyphen_or_with_one(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width).splitlines() == lines


def test_every_sign_that_is_taken_to_be_one_cell_wide_is_so() -> None:
    every = [chr(code) for code in range(0x3000)]
    assert [sign for sign in every if cell_width(sign) != cell_len(sign)] == []
    assert [cell_width(text) for text in ("", "Ådal", "a\u0301", "見る")] == [0, 4, 1, 4]


@given(st.text(), st.integers(min_value=2, max_value=30))
def test_any_text_is_whole_however_narrow(text: str, width: int) -> None:
    lines = wrapped(text, width).splitlines()
    assert "".join("".join(lines).replace("-", "").split()) == "".join(text.replace("-", "").split())


def on_screen(width: int, *words: str) -> str:
    ran = udplan(*words, typed=[], COLUMNS=str(width), TERM="xterm", NO_COLOR="1")
    assert ran.status == 0
    return re.sub(r"\x1b\[[0-9;]*m", "", ran.out)


@pytest.mark.parametrize("words", [["list", "--udvalg", "KFU"], ["list"], ["sum"], ["sum", "--pr", "art", "--brutto"]])
def test_in_a_pipe_and_in_a_file_a_table_is_as_wide_as_it_is(tmp_path: Path, words: list[str]) -> None:
    words = [*words, "--plan", str(CASE)]
    piped = udplan(*words, COLUMNS="40").out
    assert udplan(*words, "-o", str(tmp_path / "liste.txt"), typed=[], COLUMNS="40", TERM="xterm").status == 0
    assert (tmp_path / "liste.txt").read_text(encoding="utf-8") == piped
    assert {"99.000.000", "-1.575.000", "153.375.000"} <= set(piped.split())
    assert "ikke vist" not in piped


@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_list_on_a_screen_shows_every_year(width: int) -> None:
    shown = on_screen(width, "list", "--udvalg", "KFU", "--plan", str(CASE))
    assert {"2025", "2026", "2027", "2028", "99.000.000", "-1.575.000"} <= set(shown.split())


def test_what_a_narrow_screen_leaves_out_is_named_with_the_way_to_see_it() -> None:
    shown = on_screen(80, "list", "--udvalg", "KFU", "--plan", str(CASE))
    assert shown.endswith(
        "\nKolonnerne Udvalg, Forhold, Tovholder og Slut er ikke vist: gør vinduet bredere,\n"
        "eller skriv --format csv.\n"
    )
    shown = on_screen(100, "list", "--plan", str(CASE))
    assert shown.endswith("Kolonnen Tovholder er ikke vist: gør vinduet bredere, eller skriv --format csv.\n")
    # Years are left out last of all, and whole.
    shown = on_screen(40, "list", "--plan", str(CASE))
    assert "Kolonnerne Kode, Udvalg, Tovholder, Slut, 2027 og 2028 er ikke vist:" in " ".join(shown.split())


def test_a_report_on_a_terminal_cuts_no_figure(tmp_path: Path) -> None:
    folder = wide_plan(tmp_path)
    for width in WIDTHS:
        shown = on_screen(width, "report", "oekonomi", "--plan", str(folder))
        assert "…" not in shown
        table = shown[shown.index("Beløb pr. udvalg og bevilling") : shown.index("Beløb pr. år")]
        told = re.search(
            r"Kolonnerne? (.+?) er ikke vist: gør vinduet bredere, eller skriv dokumentet i en fil med -o\.",
            " ".join(table.split()),
        )
        assert ("2025" in told[1] if told else False) or "-123.456.789.012" in table.split(), width
        assert ("2034" in told[1] if told else False) or "371.000" in table.split(), width


def test_colour_sets_off_the_headings_and_the_caption_and_changes_no_word(tmp_path: Path) -> None:
    for name, grid in tables(sound(wide_plan(tmp_path))):
        for width in (80, 10**6):
            plain, coloured = list(grid.lines(width)), list(grid.lines(width, colour=True))
            assert [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in coloured] == plain, name
            told = [line for line, bare in zip(coloured, plain, strict=True) if line != bare]
            assert told[0].startswith("\x1b[1m"), name
            assert told[-1].startswith("\x1b[2;3m") and "kr." in told[-1], name
