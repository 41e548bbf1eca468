"""What is tried, and what has to hold of it: one trial a kind of case."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.command_line import Ran
from tests.fuzz import figures, noise, words
from tests.fuzz.cases import PLAN, SOUND, Case, Folder, kind, written
from tests.fuzz.lines import CHANGING, any_line, every_line
from tests.fuzz.shapes import SHAPES
from udplan.model.plan import load

#: How often each line was run, by command and format.
Tried = Counter[tuple[str, str]]
#: Counted beside the lines: plans of hostile words that have a sign that no plan may have.
REFUSED = ("(plans of words that are refused)", "")
#: Every value of a plan, by its place.
Meaning = list[tuple[str, Any]]


@dataclass(frozen=True)
class Trial:
    """Cases of one kind and what holds of each. ``share`` is how many of them the suite tries."""

    name: str
    cases: st.SearchStrategy[Case]
    holds: Callable[[Case, Tried], None]
    share: int


def any_file(case: Case, tried: Tried) -> None:
    """Whatever stands in a file: it is told at places that are there, and ``ret`` changes no meaning and comes to rest."""
    with written(case, tried) as folder:
        before = folder.files()
        _places(folder)
        said, meant = folder.run("lint").out, _meaning(folder)
        folder.run("ret", "--kun-vis")
        folder.run("list")
        assert folder.files() == before, "a look changed a file"
        folder.run("ret")
        once = folder.files()
        if meant is not None:
            _same_meaning(meant, _meaning(folder))
        again = folder.run("ret")
        assert folder.files() == once, "ret has not come to rest"
        assert "Rettet: 0 filer" in again.err
        if once == before:
            assert folder.run("lint").out == said
        _run_all(case, folder)


def any_words(case: Case, tried: Tried) -> None:
    """Whatever is written on a line: it is done, or refused in words."""
    with written(case, tried) as folder:
        _run_all(case, folder)


def _run_all(case: Case, folder: Folder) -> None:
    """The lines of a case, of which only those that are to change a file of the plans do so."""
    for line in case.lines:
        before = folder.files()
        folder.run(*line)
        assert line[:1] in [(name,) for name in CHANGING] or before.items() <= folder.files().items(), (
            "a file of the plans was changed"
        )


def hostile_words(case: Case, tried: Tried) -> None:
    """Words are data wherever they come out: the document has the shape of that of harmless words."""
    with written(case, tried) as folder, written(case, tried, twin=True) as other:
        if load(folder.path / PLAN).unreadable:
            tried[REFUSED] += 1
            for line in case.lines:
                assert folder.run(*line).status in (1, 2) and not [*folder.path.glob("hele.*")]
            return
        for line in case.lines:
            ran = folder.run(*line)
            if line[0] == "lint":  # which has more to say of odd words
                _told_plainly(ran.raw)
                continue
            wanted = other.run(*line)
            assert ran.status == wanted.status, f"{wanted.status} became {ran.status}: {ran.err}"
            documents, twins = _documents(folder, ran, line), _documents(other, wanted, line)
            for name in documents.keys() & twins.keys() if len(documents) > 1 else documents:
                _same_shape(name.rpartition(".")[2], documents[name], twins[name])


def known_sums(case: Case, tried: Tried) -> None:
    """Every sum is what the fractions are, in every shape that it is written in."""
    with written(case, tried) as folder:
        for per, by in (
            ("udvalg", lambda known: known.udvalg),
            ("art", lambda known: known.art),
            ("tovholder", lambda known: known.tovholder),
        ):
            wanted = figures.reckoned(case.truth, by)
            found = json.loads(folder.run("sum", "--pr", per, "--format", "json").out)
            assert _sums(found["rækker"]) == wanted, per
            total = figures.reckoned(case.truth, lambda _: "i alt")
            assert _sums(found["i_alt"]) == total, per
            rows = _csv(folder.run("sum", "--pr", per, "--format", "csv").raw)
            assert _csv_sums(rows) == wanted | total, per
        listed = {row["id"]: row["beløb"] for row in json.loads(folder.run("list", "--format", "json").out)}
        assert {known.id: known.beløb for known in case.truth} == {
            name: {year: amount if amount == "ikke oplyst" else _number(amount) for year, amount in years.items()}
            for name, years in listed.items()
        }
        folder.run("eksport", "-o", "alt.csv")
        _exported(case, _csv((folder.path / "alt.csv").read_bytes()))
        for words in (("sum",), ("list",), ("report", "oekonomi"), ("report", "plan", "--format", "html")):
            assert folder.run(*words).status == 0


def _places(folder: Folder) -> None:
    """Every problem stands in a file that is there, at a line and a column of it."""
    found = json.loads(folder.run("lint", "--format", "json").raw)
    for problem in found:
        raw = (folder.path / problem["fil"]).read_bytes()
        rows = re.split("\r\n|\r|\n", _decoded(raw))
        assert 1 <= problem["linje"] <= len(rows), problem
        assert 1 <= problem["kolonne"] <= len(rows[problem["linje"] - 1]) + 1, problem


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp1252", "replace")


def _meaning(folder: Folder) -> Meaning | None:
    """Every value of the plan, if all of it can be read; without what nobody sees of a text."""
    plan, problems, *_ = load(folder.path / PLAN)
    if plan is None or any(problem.niveau == "fejl" for problem in problems):
        return None
    values = {"plan": plan.grundlag.model_dump(), **{each.id: each.model_dump() for each in plan.indsatser}}
    places = [place for name, value in sorted(values.items()) for place in _flat(name, value)]
    return [(place, value) for place, value in places if not place.endswith(".tid.tekst")]  # how a time was written


def _flat(place: str, value: Any) -> Meaning:
    if isinstance(value, dict):
        return [each for name, inside in value.items() for each in _flat(f"{place}.{name}", inside)]
    if isinstance(value, list | tuple):
        return [each for number, inside in enumerate(value) for each in _flat(f"{place}.{number}", inside)]
    return [(place, _seen(value) if isinstance(value, str) else value)]


def _seen(text: str) -> str:
    """A text as one sees it: without signs that have no shape, with one kind of space and one kind of bullet."""
    text = re.sub("[\uf0b7\uf0a7\u2022]", "-", text)
    text = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Co"))
    return " ".join(text.split()).removeprefix("- ")


def _same_meaning(before: Meaning, after: Meaning | None) -> None:
    """Nothing has changed, but for texts that a # cut off, which may have become whole."""
    assert after is not None, "ret made a plan that could be read unreadable"
    assert [place for place, _ in before] == [place for place, _ in after], "ret changed what there is"
    for (place, was), (_, now) in zip(before, after, strict=True):
        is_whole = isinstance(was, str) and isinstance(now, str) and now.startswith(was) and "#" in now[len(was) :]
        assert was == now or is_whole, f"ret changed {place}: {was} became {now}"


def _documents(folder: Folder, ran: Ran, words: tuple[str, ...]) -> dict[str, bytes]:
    """What a line wrote, by file or, on the screen, by its format."""
    if "-o" in words:
        into = folder.path / words[words.index("-o") + 1]
        return {path.name: path.read_bytes() for path in ([into] if into.is_file() else sorted(into.iterdir()))}
    return {words[words.index("--format") + 1] if "--format" in words else "tabel": ran.raw}


def _same_shape(ending: str, raw: bytes, twin: bytes) -> None:
    if ending in SHAPES:
        shape, wanted = SHAPES[ending](raw), SHAPES[ending](twin)
        at = next(
            (n for n, (a, b) in enumerate(zip(shape, wanted, strict=False)) if a != b), min(len(shape), len(wanted))
        )
        assert shape == wanted, f"{ending}: {wanted[at - 3 : at + 3]} became {shape[at - 3 : at + 3]}"
    else:
        _told_plainly(raw)


def _told_plainly(raw: bytes) -> None:
    """Nothing on the screen steers it, and no line is a command of GitHub's but those of lint."""
    shown = raw.decode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown), shown
    assert "##[" not in shown, shown
    for line in shown.split("\n"):
        assert not line.lstrip().startswith("::") or re.match("::(?:error|warning) file=", line), line


def _csv(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def _sums(rows: list[dict[str, Any]]) -> figures.Rows:
    """The rows of json."""
    return {
        (row["navn"], row["bevilling"]): {
            year: (_number(amount), row["uden_beløb"][year], row["ikke_oplyst"][year])
            for year, amount in row["beløb"].items()
        }
        for row in rows
    }


def _csv_sums(rows: list[dict[str, str]]) -> figures.Rows:
    """The rows of csv."""
    return {
        (row["navn"], row["bevilling"]): {
            year: (
                _number(row[year].replace(",", ".")),
                int(row[f"uden_beløb_{year}"]),
                int(row[f"ikke_oplyst_{year}"]),
            )
            for year in figures.YEARS
        }
        for row in rows
    }


def _number(written: str | None) -> Fraction | None:
    return Fraction(written) if written else None


def _exported(case: Case, rows: list[dict[str, str]]) -> None:
    found = {(row["id"], row["år"]): row["beløb"] for row in rows}
    for known in case.truth:
        for year, amount in known.beløb.items():
            if isinstance(amount, Fraction):
                assert Fraction(found[known.id, year].replace(",", ".")) == amount
            else:
                assert found[known.id, year] == ""


TRIALS = (
    Trial("bytes", noise.any_bytes(), any_file, 10),
    Trial("yaml", noise.grammar(), any_file, 10),
    Trial("noise", noise.human_noise(), any_file, 15),
    Trial("lines", st.builds(Case, st.just(SOUND), any_line().map(lambda line: (line,))), any_words, 40),
    Trial("words", words.hostile(), hostile_words, 20),
    Trial("sums", figures.amounts(), known_sums, 8),
)


def every_command(tried: Tried, skip: tuple[str, ...] = ()) -> None:
    """Every line there is, but for some formats, once on the sound plan."""
    for line in (line for line in every_line() if kind(line)[1] not in skip):
        with written(Case(SOUND), tried) as folder:
            ran = folder.run(*line)
            assert ran.status == 0 or line[0] in ("lint", "modtag", "nyt-år"), (line, ran.err)
