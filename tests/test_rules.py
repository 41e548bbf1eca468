"""Every rule: its page is whole, and its samples are run and give exactly the problems that the page says."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from udplan.lint.rules import ABOUT_RULES, BY_CLOSING, BY_DAY, NAMES, ON_PLAN, READING, rule
from udplan.lint.rules.pages import Mark, Page, Sample, page
from udplan.lint.run import Verdict, lint
from udplan.model.forms import INDSATS, KEYS
from udplan.model.plan import load
from udplan.yaml.problem import Niveau
from udplan.yaml.read import read
from udplan.yaml.source import Source, canonical

PACKAGE = Path(__file__).parent.parent / "udplan"

#: What every sample's plan.yaml has, unless the sample says it itself.
BASE = """\
titel: Udmøntningsplan 2025-2028
kommune: Norddjurs Kommune
periode: 2025-2028
enhed: mio. kr.
fora:
  ØK:
    navn: Økonomiudvalget
    slags: økonomiudvalg
  AU:
    navn: Arbejdsmarkedsudvalget
    slags: fagudvalg
  BUU:
    navn: Børne- og Ungdomsudvalget
    slags: fagudvalg
  FUDV:
    navn: Fagudvalgene
    slags: gruppe
    omfatter: fagudvalg
  Relevante fagudvalg:
    slags: gruppe
  KCL:
    navn: Koncernledelsen
    slags: administration
  Høring:
    slags: høring
  KB:
    navn: Kommunalbestyrelsen
    slags: kommunalbestyrelse
hensigtsgrupper:
  - Norddjurs i bevægelse
  - navn: Sociale investeringer, Fremtidens velfærd, Skoler og dagtilbud
    afsnit:
      - Sociale investeringer - som løftestang for nye sociale indsatser
temaer:
  - Social bæredygtighed
"""

#: What every sample's initiative has below its own lines, so that these keep their numbers.
REST = """\
overskrift: {name}
art: drift
udvalg: AU
tovholder: Arbejdsmarkedschefen
sagsgang: AU, ØK, KB
beløb:
  2025: 1,000
"""
HENSIGT = """\
overskrift: {name}
tovholder: Arbejdsmarkedschefen
gruppe: Norddjurs i bevægelse
sagsgang: AU, ØK, KB
"""

#: Fields that samples of the rule are about and so never get.
ABOUT = {
    "felt-mangler": frozenset(KEYS.values()),
    "sagsgang-mangler": frozenset({"sagsgang"}),
    "tekst-mangler": frozenset({"kurs", "koordinering"}),
}
#: Rules about the form of the file: a line more would change what a wrong sample says.
FORM = frozenset({"tom-fil", "yaml-form"})
#: What no text on a page can show: a test of its own shows it, in a function of that name.
NOT_SHOWN = {
    "kan-ikke-laeses": "test_a_file_that_cannot_be_opened",
    "filen-er-for-stor": "test_a_file_of_over_a_megabyte",
    "kodning": "test_a_file_that_is_not_utf_8",
    "for-mange-niveauer": "test_a_file_of_over_a_hundred_levels",
}

PAGES: dict[str, Page] = {name: page(rule(name).side) for name in NAMES}
SAMPLES = [
    pytest.param(name, sample, id=f"{name}-{number}")
    for name, found in PAGES.items()
    for number, sample in enumerate(found.samples, 1)
]


def sections(text: str) -> Iterator[tuple[str, str]]:
    """The top-level fields of a YAML text: the name of each, and its lines."""
    for part in re.split(r"^(?=[^\s#\-])", text, flags=re.MULTILINE):
        name, colon, _ = part.partition(":")
        if colon:
            yield canonical(name.strip("\"'"), KEYS), part


def filled(text: str, base: str, about: frozenset[str] = frozenset()) -> str:
    """The text, and below it the fields of ``base`` that it has not got itself."""
    said = {name for name, _ in sections(text)} | about
    return text + "".join(part for name, part in sections(base) if name not in said)


def write_plan(folder: Path, files: dict[str, str], name: str, *, whole: bool) -> None:
    """A sample's files as a plan; the fields they leave out are added, as far as they are not what it is about."""
    about = ABOUT.get(name, frozenset())
    folder.mkdir(exist_ok=True)
    (folder / "plan.yaml").write_text(filled(files.get("plan.yaml", ""), BASE), encoding="utf-8", newline="")
    for path, text in files.items():
        if path == "plan.yaml":
            continue
        base = HENSIGT if dict(sections(text)).get("art", "").strip() == "art: hensigt" else REST
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        written = filled(text, base.format(name=file.stem), about) if whole else text
        file.write_text(written, encoding="utf-8", newline="")


def verdict(folder: Path, dag: date | None = None) -> Verdict:
    return lint(load(folder), dag)


@pytest.mark.parametrize(("name", "sample"), SAMPLES)
def test_a_sample_gives_exactly_the_marked_problems(name: str, sample: Sample, tmp_path: Path) -> None:
    write_plan(tmp_path, sample.files, name, whole=sample.right or name not in FORM)
    problems = verdict(tmp_path, sample.dag).problems
    found = [
        Mark(problem.fil.relative_to(tmp_path).as_posix(), problem.linje, problem.kolonne, problem.besked)
        for problem in problems
        if problem.regel == name
    ]
    assert found == sorted(sample.marks, key=lambda mark: (mark.file, mark.line, mark.column))
    assert {problem.niveau for problem in problems if problem.regel == name} <= {rule(name).niveau}
    for problem in problems:
        meant = re.search(r"Mente du ([^?:]*)\?$", problem.besked)
        if meant and " eller " not in meant[1]:
            assert problem.forslag == meant[1], "what was meant is what an editor may put in its place"
    if sample.right:
        assert [problem for problem in problems if problem.niveau is Niveau.FEJL] == []


def yields(tree: ast.AST) -> dict[int, range]:
    """Where a module yields something itself: the first line of the statement, and all of its lines."""
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield)]
    return {node.lineno: range(node.lineno, (node.end_lineno or node.lineno) + 1) for node in statements}


@contextmanager
def lines_run_in(path: Path) -> Iterator[set[int]]:
    """The lines of a module that are run in the block."""
    run: set[int] = set()

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        if frame.f_code.co_filename != str(path):
            return None
        if event == "line":
            run.add(frame.f_lineno)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield run
    finally:
        sys.settrace(before)


@pytest.mark.parametrize("name", ON_PLAN)
def test_everything_that_a_rule_says_is_said_of_a_sample_on_its_page(name: str, tmp_path: Path) -> None:
    check = rule(name).check
    path = PACKAGE / "lint" / "rules" / f"{name.replace('-', '_')}.py"
    assert check
    with lines_run_in(path) as run:
        for number, sample in enumerate(PAGES[name].samples):
            write_plan(tmp_path / str(number), sample.files, name, whole=True)
            plan = load(tmp_path / str(number)).plan
            assert plan
            list(check(replace(plan, dag=sample.dag)))
    lines = yields(ast.parse(path.read_text(encoding="utf-8")))
    unsaid = [line for line, every in lines.items() if run.isdisjoint(every)]
    assert unsaid == [], f"{path.name}: no sample makes the rule say what it says here"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_the_defect_and_how_it_is_mended_and_shows_both(name: str) -> None:
    found = PAGES[name]
    assert found.title.endswith(".")
    assert len(re.findall(r"[.?](?= [A-ZÆØÅ]|$|\n)", found.text)) >= 2
    assert "Sådan rettes det: " in found.text
    assert {sample.right for sample in found.samples} == (set() if name in NOT_SHOWN else {True, False})
    for sample in found.samples:
        assert bool(sample.marks) is not sample.right


def test_what_cannot_be_shown_has_a_test_of_its_own() -> None:
    assert NOT_SHOWN.keys() <= set(NAMES)
    for test in NOT_SHOWN.values():
        assert callable(globals()[test])


def test_the_list_of_rules_is_the_files_of_rules() -> None:
    files = {path.stem.replace("_", "-") for path in (PACKAGE / "lint" / "rules").glob("[!_]*.py")} - {"pages"}
    assert files == set(NAMES)
    assert len(NAMES) == len(set(NAMES))
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", name) for name in NAMES)


def test_a_rule_that_asks_for_the_day_is_among_those_that_are_silent_without_one() -> None:
    asks = {
        name
        for name in ON_PLAN
        if "plan.dag" in (PACKAGE / "lint/rules" / f"{name.replace('-', '_')}.py").read_text("utf-8")
    }
    assert asks == set(BY_DAY), "name it in BY_DAY of udplan/lint/rules/__init__.py"


def test_a_rule_that_asks_whether_an_item_is_closed_is_among_those_that_do() -> None:
    asks = {
        name
        for name in ON_PLAN
        if "afsluttet(plan, " in (PACKAGE / "lint/rules" / f"{name.replace('-', '_')}.py").read_text("utf-8")
    }
    assert asks == set(BY_CLOSING), "name it in BY_CLOSING of udplan/lint/rules/__init__.py"


def test_a_rule_has_a_check_unless_the_reader_speaks_it() -> None:
    assert {name for name in NAMES if rule(name).check} == set(ON_PLAN)


#: The functions that take the name of a rule, and which of their arguments it is.
SPOKEN = {
    **dict.fromkeys(("Overlooked", "Refused", "SourceError", "problem", "refusal", "tell", "warn"), 0),
    "locate": 1,
    "Problem": 3,
}


def spoken(tree: ast.AST) -> Iterator[str]:
    """The names of rules in a module: given to such a function, first (with a hyphen) in a tuple handed back, or the
    ``regel`` of a kind of field."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            yield from _regel(node)
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = SPOKEN.get(called, len(node.args))
            given = [*node.args[place : place + 1], *(word.value for word in node.keywords if word.arg == "regel")]
            yield from (str(each.value) for each in given if isinstance(each, ast.Constant) and each.value)
        elif isinstance(node, ast.Return | ast.Yield) and isinstance(node.value, ast.Tuple) and node.value.elts:
            first = node.value.elts[0]
            if isinstance(first, ast.Constant) and re.fullmatch(r"[^\W\d]+(-[^\W\d]+)+", str(first.value)):
                yield str(first.value)


def _regel(node: ast.Assign) -> Iterator[str]:
    target = node.targets[-1]
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
    for name, value in zip(names, values, strict=False):
        if isinstance(name, ast.Name) and name.id == "regel" and isinstance(value, ast.Constant):
            yield str(value.value)


def test_every_name_that_the_reader_speaks_is_a_rule_and_every_such_rule_is_spoken() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py") if "rules" not in path.parts]
    names = {name for tree in trees for name in spoken(tree)}
    assert names == {*READING, *ABOUT_RULES}, "what the reader speaks is a page in lint/rules and a name in READING"


# --- how a page is read ----------------------------------------------------------------------------------------------


def test_a_page_is_a_title_a_text_and_samples() -> None:
    found = page(
        """Der er noget galt.

Det betyder noget,
fordi.

Andet afsnit.

Forkert:

    # plan.yaml
    titel: {U+202E}a
                   ^ For langt
                   | og galt.
           ^ Usynligt.

    # au/b.yaml
    beløb:
      2025: 1

Rigtigt:

    titel: a
"""
    )
    assert (found.title, found.text) == ("Der er noget galt.", "Det betyder noget, fordi.\n\nAndet afsnit.")
    wrong, right = found.samples
    assert (wrong.right, right.right) == (False, True)
    assert wrong.files == {"plan.yaml": "titel: \u202ea\n\n", "au/b.yaml": "beløb:\n  2025: 1\n"}
    assert wrong.marks == (Mark("plan.yaml", 1, 9, "For langt og galt."), Mark("plan.yaml", 1, 8, "Usynligt."))
    assert wrong.text.startswith("# plan.yaml\ntitel: {U+202E}a\n")
    assert (right.files, right.marks) == ({"indsats.yaml": "titel: a\n"}, ())


@pytest.mark.parametrize(
    "body",
    [
        "Forkert:\n\n    ^ Intet ovenfor.\n",
        "Forkert:\n\n    a: b\n       | Intet ovenfor.\n",
        "Forkert:\n\n    a: b\n    | Intet ovenfor.\n",
        "Forkert:\n\n    | Intet ovenfor.\n",
        "Forkert:\n\n    a: b\n       ^ Her\n    | men ikke her.\n",
        "Frokert:\n\n    a: b\n",
    ],
)
def test_a_page_of_another_form_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match="stands"):
        page(f"Der er noget galt.\n\nDet betyder noget.\n\n{body}")


# --- names of files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cykelsti", "cykelsti"),
        ("cykelsti", "Cykelsti"),
        ("blåbær", "bl\u0061\u030abær"),
        ("BLÅBÆR", "bl\u0061\u030abær"),
    ],
)
def test_ids_that_look_alike_collide_and_count_once(tmp_path: Path, one: str, other: str) -> None:
    files = [f"a/{one}.yaml", f"b/{other}.yaml", f"c/{one}.yaml", "d/bro.yaml"]
    write_plan(tmp_path, {file: f"overskrift: {file[0]}\n" for file in files}, "", whole=True)
    loaded = load(tmp_path)
    found = [problem for problem in loaded.problems if problem.regel == "id-kolliderer"]
    assert sorted(problem.fil.parent.name for problem in found) == ["b", "c"]
    assert all(f"samme som a/{one}.yaml" in problem.besked for problem in found)
    assert loaded.plan
    assert sorted(indsats.fil.parent.name for indsats in loaded.plan.indsatser) == ["a", "d"]


@pytest.mark.parametrize(
    ("name", "forslag"),
    [
        ("Ny cykelsti.yaml", "ny-cykelsti.yaml"),
        ("ÆBLE_øl Århus.yaml", "aeble-oel-aarhus.yaml"),
        ("a\u030abne data (2025).yaml", "aabne-data-2025.yaml"),
        ("café.yaml", "cafe.yaml"),
        ("R307.1.yaml", "r307-1.yaml"),
        ("ny-cykelsti.yml", "ny-cykelsti.yaml"),
        ("Ny cykelsti.YML", "ny-cykelsti.yaml"),
        ("日本.yaml", None),
        ("ny-cykelsti-2.yaml", ...),
    ],
)
def test_a_file_that_is_no_id_is_told_what_it_may_be_called(tmp_path: Path, name: str, forslag: object) -> None:
    write_plan(tmp_path, {name: ""}, "", whole=True)
    found = [problem for problem in load(tmp_path).problems if problem.regel == "filnavn"]
    assert [problem.forslag for problem in found] == ([] if forslag is ... else [forslag])
    assert all(f"til {forslag}." in problem.besked for problem in found if forslag)


# --- what no page can show -------------------------------------------------------------------------------------------


def said(found: Source) -> list[tuple[int, int, str, str]]:
    return [(problem.linje, problem.kolonne, problem.regel, problem.besked) for problem in found.problems]


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    besked = "Filen kan ikke åbnes. Den findes ikke."
    assert said(read(tmp_path / "findes-ikke.yaml", INDSATS)) == [(1, 1, "kan-ikke-laeses", besked)]


@pytest.mark.parametrize(
    ("over", "besked"),
    [
        (0, None),
        (1, "Filen fylder over 1 MB. En fil i en plan er en side tekst. Slet det, der ikke hører til."),
    ],
)
def test_a_file_of_over_a_megabyte(tmp_path: Path, over: int, besked: str | None) -> None:
    start = b"overskrift: Ny cykelsti\nkurs: kort  # "
    file = tmp_path / "indsats.yaml"
    file.write_bytes(start + b"a" * (1_000_000 - len(start) + over))
    assert said(read(file, INDSATS)) == ([(1, 1, "filen-er-for-stor", besked)] if besked else [])


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "indsats.yaml"
    file.write_bytes("overskrift: Ny cykelsti\nkurs: Økonomi på lån".encode("cp1252"))
    besked = (
        "Filen er ikke gemt som UTF-8 (linje 2, tegn 7 kan ikke læses). Gem den igen, og vælg UTF-8 som tegnkodning."
    )
    assert said(read(file, INDSATS)) == [(1, 1, "kodning", besked)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_in_unicode_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "indsats.yaml"
    file.write_bytes("overskrift: Økonomi på lån".encode(encoding))
    assert read(file, INDSATS).data == {"overskrift": "Økonomi på lån"}


@pytest.mark.parametrize("levels", [99, 100])
def test_a_file_of_over_a_hundred_levels(tmp_path: Path, levels: int) -> None:
    file = tmp_path / "indsats.yaml"
    file.write_text(f"tema: {'[' * levels}{']' * levels}", encoding="utf-8", newline="")
    besked = "Filen har over 100 niveauer inde i hinanden. Ret indrykningen, så hvert felt står forrest på sin linje."
    assert said(read(file, INDSATS)) == ([(1, 106, "for-mange-niveauer", besked)] if levels == 100 else [])
