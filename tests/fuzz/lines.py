"""Every command of udplan, every document in every format, and lines that nobody meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
from hypothesis import strategies as st

from udplan.cli.app import app
from udplan.cli.commands import NAMES
from udplan.cli.commands.sum import PER
from udplan.documents.reports import REPORTS
from udplan.publish.document import kinds

#: What some documents must be told.
_NEEDS = {
    "udvalg": ("--udvalg", "AU"),
    "arbejdsplan": ("--udvalg", "AU"),
    "direktion": ("--dato", "2025-06-01"),
    "ændringer": ("--siden", "plans/2025-2028"),
}


def documents() -> Iterator[tuple[str, ...]]:
    """A line for every document in every format."""
    for name in REPORTS:
        for format in kinds(name):
            yield "report", name, *_NEEDS.get(name, ()), "-o", f"{name}.{format}"


def rows() -> Iterator[tuple[str, ...]]:
    """A line for every listing in every format."""
    for format in ("tabel", "json", "csv"):
        for per in (*PER, "udvalg,art"):
            yield "sum", "--pr", per, "--format", format
        yield "sum", "--kontroltal", "--format", format
        yield "sum", "--samlet", "--brutto", "--enhed", "kr.", "--fortegn", "besparelse positiv", "--format", format
        yield "list", "--format", format
        yield "list", "--udvalg", "AU", "--format", format
        yield "sammenlign", "2021-2024", "2025-2028", "--format", format
        if format != "tabel":
            yield "eksport", "-o", f"alt.{format}"
    yield "sum", "--brutto", "-o", "summer.xlsx"
    yield "sum", "--kontroltal", "-o", "kontroltal.xlsx"
    yield "list", "-o", "punkter.xlsx"
    yield "sammenlign", "2021-2024", "2025-2028", "-o", "sammenlignet.xlsx"
    yield "eksport", "-o", "alt.xlsx"
    yield "regneark", "-o", "ark.xlsx"
    yield "modtag", "plans", "--kun-vis"
    yield "runde", "runde", "--frist", "2025-03-14", "--art", "drift"
    yield "regneark", "--internt", "--udvalg", "AU", "--felter", "kurs,tema,beløb,forventet", "-o", "au.xlsx"


def every_line() -> list[tuple[str, ...]]:
    """Every command, so that each is reached, whatever the plan."""
    return [
        *(("lint", "--format", format) for format in ("tekst", "json", "github", "sarif")),
        ("lint", "--streng", "--vis-undtagelser", "--dato", "2025-03-15"),
        ("lint", "plans/2025-2028/sti.yaml"),
        ("ret", "--kun-vis"),
        ("ret", "plans/2025-2028/sti.yaml"),
        ("start", "--kommune", "N", "--periode", "2030-2033", "--udvalg", "AU=Arbejdsmarkedsudvalget"),
        ("omdøb", "forum", "AU", "ARU", "--kun-vis"),
        ("nyt-år", "2026-2029", "--kun-vis"),
        ("nyt-år", "2026-2029", "--uden", "sti", "-o", "kvittering.md"),
        ("ny", "Ny bro", "--art", "anlæg", "--udvalg", "AU", "--tovholder", "Økonomichefen"),
        ("ny", "Ny hensigt", "--art", "hensigt", "--gruppe", "Norddjurs i bevægelse"),
        ("status", "sti", "På vej", "--lys", "gul", "--dato", "2025-03-15", "--kun-vis"),
        ("luk", "ny-vej", "--kun-vis"),
        ("sæt", "ny-vej", "note=På vej", "tema=økonomisk", "--kun-vis"),
        ("import", "--help"),  # what it reads is no file of a plan: tests/test_word_in.py and tests/test_import.py
        *rows(),
        *documents(),
        ("report",),
        ("report", "--internt", "--udvalg", "AU"),
        ("report", "direktion", "--siden", "2025-01-01", "--dato", "2025-06-01"),
        ("report", "opfølgning", "--udvalg", "AU", "--dato", "2025-03-15"),
        ("report", "--oversigt"),
        ("report", "--alle", "-o", "alle"),
        ("report", "--alle", "--format", "md", "-o", "alle-md"),
        ("skabelon", "docx", "-o", "skabelon.docx"),
        ("json-skema",),
        *(("json-skema", "--udskriv", name) for name in ("plan", "indsats")),
        ("regel",),
        ("regel", "beloeb-form"),
        ("--version",),
        ("--help",),
    ]


#: The commands that change files of the plans.
CHANGING = ("ret", "status", "luk", "sæt", "omdøb", "start", "nyt-år")

#: What somebody may write for anything: what the plan has, what it has not, and what is none at all.
WORDS = (
    *("AU", "au", "Økonomiudvalget", "BUU", "KB", "Høring", "FUDV", "AU og ØK", "ikke oplyst", "Økonomichefen", "chef"),
    *("drift", "anlæg", "råderum", "hensigt", "pulje", "RÅDERUM", "Økonomisk bæredygtighed", "2025-2028", "2021-2024"),
    *("plan", "udvalg", "sag", "oekonomi", "økonomi", "aarshjul", "årshjul", "tovholder", "direktion", "udvalg,art"),
    *("md", "html", "docx", "pdf", "ics", "csv", "json", "tabel", "tekst", "github", "sarif", "txt", "PDF"),
    *("kr.", "1.000 kr.", "mio. kr.", "udgift positiv", "besparelse positiv", "i-dag", "2025-03-15", "15. marts 2025"),
    *("0", "-1", "45", "2025", "9999", "10000", "1e3", "99999999999999999999", "31-02-2025", "2025-13-01", "0000-00-00"),
    *("", " ", "-", "--", "---", ".", "*", "?", '"', "'", "»", "%s", "{}", "{0}", "{{ 7*7 }}", "[bold]", "$HOME", "~"),
    *("æøå", "a\u030a", "\u200b", "\u00a0", "\u202e", "\t", "\n", "\x1b[31m", "\U0001f600", "\udce6"),
    *("plans", "plans/2025-2028", "plans/2025-2028/sti.yaml", "plans/2025-2028/plan.yaml", "findes-ikke.yaml", "a" * 300),
    *("ud.md", "ud.html", "ud.docx", "ud.pdf", "ud.csv", "ud.json", "ud.ics", "ud.txt", "ud", "ud/ud.md", "CON", "a:b"),
    *("sti", "note=x", "beløb.2026=1,5", "sagsgang=AU, KB", "sagsgang.1.tid=2026", "slut=", "tovholder=chef", "x=y", "="),
    *("beloeb-form", "beløb-form", "Ny cykelsti", "=1+1", "::error::", "<b>", "&", "|", "a|b"),
)  # fmt: skip


def _options(name: str) -> list[tuple[str, bool]]:
    """The options of a command, each as it is written and whether a value stands behind it."""
    command: Any = typer.main.get_command(app)
    return [
        (option, not getattr(param, "is_flag", False))
        for param in command.commands[name].params
        for option in param.opts
        if option.startswith("-")
    ]


def _is_here(word: str) -> bool:
    """Whether a word can stand on a line, and is as a path within the folder: ``ret`` and ``-o`` write where they are told."""
    return "\x00" not in word and ".." not in word and not word.startswith(("/", "\\")) and ":" not in word


@st.composite
def any_line(draw: st.DrawFn) -> tuple[str, ...]:
    """A line of some command with some of its options, and whatever stands behind them."""
    word = st.sampled_from(WORDS) | st.text(max_size=8).filter(_is_here)
    name = draw(st.sampled_from(NAMES))
    line = [name, *draw(st.lists(word, max_size=2))]
    for option, has_value in draw(st.lists(st.sampled_from([*_options(name), ("--help", False)]), max_size=4)):
        line += [option, draw(word)] if has_value else [option]
    return tuple(line)
