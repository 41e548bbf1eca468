"""The schemas say what lint says, as far as a schema can: sound files are valid, and the samples of rules are not."""

from __future__ import annotations

import doctest
import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml.cyaml import CBaseLoader
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode

from tests.plans import FULL_ITEM, FULL_PLAN, PLAN_YAML, hensigt, item
from tests.test_model import in_ascii
from tests.test_rules import ABOUT, BASE, FORM, HENSIGT, PAGES, REST, filled, sections
from udplan import schema
from udplan.lint.rules import READING, rule
from udplan.lint.rules.pages import Sample
from udplan.lint.run import lint
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan, load
from udplan.model.planfile import Grundlag
from udplan.values import patterns
from udplan.values.amounts import ENHEDER, parse_amount, parse_percent
from udplan.values.times import parse_date, parse_time
from udplan.values.unknown import BadValue
from udplan.yaml.problem import Niveau

ROOT = Path(__file__).parent.parent
PLANS = sorted(file.parent for file in (ROOT / "plans").glob("*/plan.yaml"))

# --- YAML 1.2, core schema (yaml.org/spec/1.2.2, section 10.3.2) ---------------------------------------------------

_CORE: tuple[tuple[str, Any], ...] = (
    ("~|null|Null|NULL|", lambda text: None),
    ("true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    ("[-+]?[0-9]+", int),
    ("0o[0-7]+", lambda text: int(text[2:], 8)),
    ("0x[0-9a-fA-F]+", lambda text: int(text, 16)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
    (r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", lambda text: float(text.replace(".", ""))),
)


def typed(text: str) -> Any:
    """A file as an ordinary reader of YAML 1.2 hands it to a validator."""
    return _plain(CBaseLoader(text).get_single_node())


def _plain(node: Any) -> Any:
    if isinstance(node, MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if not isinstance(node, ScalarNode):
        return [_plain(each) for each in node.value] if node else None
    if node.style:
        return node.value
    return next((read(node.value) for form, read in _CORE if re.fullmatch(form, node.value)), node.value)


def valid(schemas: dict[str, Any], name: str, text: str) -> bool:
    """Whether a file of that name can be read and is valid."""
    own = "plan.schema.json" if name == "plan.yaml" else "indsats.schema.json"
    try:
        return bool(Draft7Validator(schemas[own]).is_valid(typed(text)))
    except YAMLError:
        return False


def of_plan(folder: Path, text: str) -> dict[str, Any]:
    (folder / "plan.yaml").write_text(text, encoding="utf-8", newline="")
    plan = load(folder).plan
    assert plan
    return schema.json_schemas(plan.grundlag)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return of_plan(tmp_path_factory.mktemp("small"), PLAN_YAML)


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return of_plan(tmp_path_factory.mktemp("sampled"), BASE)


GENERAL = schema.json_schemas(None)

# --- sound files ---------------------------------------------------------------------------------------------------


def test_the_schemas_are_schemas(real_plan: Plan) -> None:
    for schemas in (GENERAL, schema.json_schemas(real_plan.grundlag)):
        for each in schemas.values():
            Draft7Validator.check_schema(each)


def committed(plan: Path) -> dict[str, Any]:
    files = (ROOT / "schemas" / plan.name).glob("*.json")
    return {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_every_file_of_the_plans_here_is_valid(plan: Path) -> None:
    for schemas in (committed(plan), GENERAL):
        for path in plan.rglob("*.yaml"):
            own = "plan.schema.json" if path.name == "plan.yaml" else "indsats.schema.json"
            found = Draft7Validator(schemas[own]).iter_errors(typed(path.read_text(encoding="utf-8")))
            assert [f"{path.name}: {error.json_path}: {error.message}" for error in found] == []


@pytest.mark.parametrize(
    "text",
    [
        *(FULL_ITEM, in_ascii(FULL_ITEM), item(), hensigt(), hensigt(udvalg="AU", beløb="{2025: 1}")),
        *(
            item(udvalg=each)
            for each in ("børne- og ungdomsudvalget", "Boerne- og  Ungdomsudvalget", "buu", "ikke oplyst")
        ),
        *(item(art=each) for each in ("ANLÆG", "anlaeg", "ikke oplyst", '"Råderum"')),
        *(item(tovholder=each) for each in ("En helt anden", "[A, 5]", "ikke  oplyst")),
        *(
            item(sagsgang=each)
            for each in ("ikke oplyst", "[AU, {forum: KB}]", "{ingen: Er indarbejdet}", "FUDV, Høring, KB", "")
        ),
        *(item(slut=each) for each in ("x", "JA", "true", "", "21-01-2025", "2025-01-21", "21. jan. 2025")),
        *(item(med_høring=each) for each in ("true", "X", "14 dages høring", "5")),
        *(
            item(beløb=each)
            for each in ("ikke oplyst", "{}", "\n  2025: '1 000,5'\n  2026:\n  '2027': −1\n  2028: ikke oplyst")
        ),
        *(item(beløb=f"\n  2025: {each}") for each in ("-0,518", "-0.518", "11", "11.4", "1.000,50", "0", "")),
        *(item(procent=f"\n  2025: {each}") for each in ("0.55%", "2", "'0,55 pct.'", "")),
        *(item(kode=each) for each in ("0100", "14-A-9", "1.10")),
        *(item(tema=each) for each in ("økonomisk bæredygtighed", "[Klimamæssig bæredygtighed]", "[]")),
        item(status="[{dato: 2025-02-26, obs: X}, {dato: 26.2.2025, tekst: , obs: }]"),
        hensigt(gruppe="norddjurs i bevaegelse", afsnit="Stier"),
    ],
)
def test_a_sound_initiative_is_valid(small: dict[str, Any], tmp_path: Path, text: str) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN_YAML, encoding="utf-8")
    (tmp_path / "sti.yaml").write_text(text, encoding="utf-8")
    assert load(tmp_path).unreadable == []
    assert valid(small, "sti.yaml", text)
    assert valid(GENERAL, "sti.yaml", text)


@pytest.mark.parametrize(
    "text", [PLAN_YAML, FULL_PLAN, in_ascii(FULL_PLAN), BASE], ids=["small", "full", "ascii", "samples"]
)
def test_a_sound_plan_yaml_is_valid_also_to_the_schema_of_another(small: dict[str, Any], text: str) -> None:
    assert valid(small, "plan.yaml", text)
    assert valid(GENERAL, "plan.yaml", text)


@pytest.mark.parametrize("sign", ["komma", "punktum"])
@pytest.mark.parametrize(("unit", "most"), [*zip(ENHEDER, (4, 3, 3), strict=True)])
def test_amounts_are_those_that_are_read(sign: str, unit: str, most: int) -> None:
    pattern = re.compile(patterns.whole(patterns.amount(sign, unit)))
    for pieces in product(["1", "0", "12", "000", ",", ".", " ", "-", "−"], repeat=most):
        text = "".join(pieces)
        assert bool(pattern.match(text)) is readable(parse_amount, text, decimaltegn=sign, enhed=unit), text


def readable(parse: Any, text: str, **how: Any) -> bool:
    try:
        parse(text, **how)
    except BadValue:
        return not text.strip()  # a blank is a field left out
    return True


def days() -> Iterator[str]:
    for first, sign, month, year in product(
        ["1", "01", "30", "31", "32", "0"],
        "-./ ",
        ["2", "02", "4", "12", "13", "feb.", "SEPT", "maj", "Juni"],
        ["2025", "1899"],
    ):
        last = "-" if sign == "/" else sign
        yield from (
            f"{first}{sign}{month}{last}{year}",
            f"{year}{sign}{month}{sign}{first}",
            f"{first}. {month} {year}",
        )


OTHER_TIMES = """primo januar 2025|Ultimo jan. 2025|slutningen af maj 2025|primo 2025|FORÅRET 2025|efteraar 2025
sommer 2025|vinter 2025|vinter 2024/2025|2. kvartal 2025|5. kvartal 2025|1. halvår 2025|3. halvaar 2025|uge 12 2025
uge 54 2025|uge 0 2025|november/december 2024|nov. 2024/januar 2025|december|efter ferien|kvartal 2025|2025|marts
marts 25"""


def test_times_and_days_are_those_that_are_read() -> None:
    day, time = (re.compile(patterns.whole(pattern)) for pattern in (patterns.day(), patterns.time()))
    for text in (*days(), *re.split(r"[|\n]", OTHER_TIMES)):
        assert bool(day.match(text)) is readable(parse_date, text), text
        assert bool(time.match(text)) is readable(parse_time, text), text


def test_percentages_are_those_that_are_read() -> None:
    pattern = re.compile(patterns.whole(patterns.percent()))
    for pieces in product(["1", "0", "000", ",", ".", " ", "%", " pct."], repeat=4):
        text = "".join(pieces)
        assert bool(pattern.match(text)) is readable(parse_percent, text), text


def test_examples_in_the_docstrings() -> None:
    result = doctest.testmod(patterns)
    assert (result.failed, result.attempted > 0) == (0, True)


# --- the rules' samples --------------------------------------------------------------------------------------------

_FILE = "it is about the file's name, which a schema never sees"
_SIGNS = "it is about the text, of which a schema sees only what YAML made of it"
#: What a schema cannot say: the rule and the number of its wrong sample, and why.
NOT_SAID = {
    ("filnavn", 1): _FILE,
    **{("filnavn", number): _FILE for number in range(2, 6)},
    **{("ligner-en-kopi", number): _FILE for number in range(1, 3)},
    ("kan-vaere-en-kopi", 1): _FILE,
    ("id-kolliderer", 1): _FILE,
    ("forbudte-tegn", 1): _SIGNS,
    ("yaml-genveje", 1): "YAML takes the anchor away before a schema sees the text",
    ("liste-i-klammer", 1): "a list in brackets and one with a line each are the same data",
    ("dobbelt-felt", 1): "of two keys that are the same a reader keeps one; editors and yamllint tell of it themselves",
    **{("sagsgang-form", number): "it is one text, and a schema knows no word of it" for number in range(3, 6)},
    ("beloeb-form", 1): "1.000 is the number 1 to YAML",
    (
        "beloeb-form",
        3,
    ): "the schema of all these samples is that of a plan in mio. kr., and 371,000 is one number there",
    (
        "beloeb-i-klammer",
        2,
    ): "{2025: 1,2027} is 1 and a blank 2027 to YAML, which a schema cannot tell from what was meant",
}
#: The same for what no page shows, each with a file that a schema lets through.
NOT_SAID_EITHER = {
    "0100 is the number 100 to YAML": "overskrift: A\nart: hensigt\ngruppe: X\ntovholder: B\nbeløb:\n  2025: 0100\n",
    "0x1F is the number 31 to YAML": "overskrift: A\nart: hensigt\ngruppe: X\ntovholder: B\nbeløb:\n  2025: 0x1F\n",
    "a pattern knows no leap years": "overskrift: A\nart: hensigt\ngruppe: X\ntovholder: B\nslut: 2025-02-29\n",
}


def reading_samples() -> Iterator[Any]:
    for name in READING:
        for number, sample in enumerate(PAGES[name].samples, 1):
            if sample.right or rule(name).niveau is Niveau.FEJL:
                yield pytest.param(name, number, sample, id=f"{name}-{number}")


def written(name: str, sample: Sample) -> Iterator[tuple[str, str]]:
    """A sample's files as ``tests.test_rules`` writes them."""
    for path, text in sample.files.items():
        base = HENSIGT if dict(sections(text)).get("art", "").strip() == "art: hensigt" else REST
        base = BASE if path == "plan.yaml" else base.format(name=Path(path).stem)
        whole = path == "plan.yaml" or sample.right or name not in FORM
        yield path, filled(text, base, ABOUT.get(name, frozenset())) if whole else text


@pytest.mark.parametrize(("name", "number", "sample"), [*reading_samples()])
def test_what_lint_refuses_for_its_form_the_schema_refuses_too(
    sampled: dict[str, Any], name: str, number: int, sample: Sample
) -> None:
    verdicts = {path: valid(sampled, Path(path).name, text) for path, text in written(name, sample)}
    if sample.right:
        assert set(verdicts.values()) == {True}
    else:
        wrong = {mark.file for mark in sample.marks}
        assert any(verdicts[path] for path in wrong) is ((name, number) in NOT_SAID)


def test_what_is_said_not_to_be_said_is_no_more_than_that() -> None:
    samples = {(name, number) for name in READING for number in range(1, len(PAGES[name].samples) + 1)}
    assert NOT_SAID.keys() <= samples


@pytest.mark.parametrize("why", NOT_SAID_EITHER)
def test_what_a_schema_lets_through_lint_refuses(sampled: dict[str, Any], tmp_path: Path, why: str) -> None:
    text = NOT_SAID_EITHER[why].replace("gruppe: X", "gruppe: Norddjurs i bevægelse")
    assert valid(sampled, "a.yaml", text)
    (tmp_path / "plan.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert load(tmp_path).unreadable


@pytest.mark.parametrize(
    "text",
    [
        *(
            item(overskrift=""),
            item(art=""),
            item(beløb=""),
            item(udvalg=None),
            hensigt(gruppe=""),
            hensigt(tovholder="[]"),
        ),
        *(item(gruppe="Norddjurs i bevægelse"), item(id="sti"), item(fil="sti.yaml"), item(belob_="1")),
        *(
            item(beløb=f"\n  2025: {each}")
            for each in ("ca. 5", "1_000", "true", "nej", "(1,0)", "[1]", "1e400", ".inf")
        ),
        *(item(beløb=each) for each in ("11,4", "[1]", "\n  2029: 1", "\n  25: 1", "{2025: -0,518, 2026: -1,050}")),
        *(item(tema=each) for each in ("ikke oplyst", "Ukendt", "[Økonomisk bæredygtighed, ikke oplyst]")),
        *(item(sagsgang=each) for each in ("AU,, KB", "[]", "{}", "{ingen: }", "{ingen: x, KB: y}", "[{tid: 2025}]")),
        *(item(sagsgang=f"[{{forum: AU, {each}}}]") for each in ("tid: december", "dage: fjorten", "beslutnig: ja")),
        *(item(status=each) for each in ("Godt", "[Godt]", "[{tekst: Godt}]", "[{dato: 2025-02-30}]", "[{dato: }]")),
        *(item(udvalg="AUU"), hensigt(gruppe="Norddjurs i bevegelse"), item(tværgående="måske"), item(offentlig="no")),
        *(
            item(slut="snart"),
            item(rækkefølge="nr. 3"),
            item(kort="[a]"),
            item(undtagelser="kode-form"),
            item(kurs="{a: b}"),
        ),
        item() + "beloeb:\n  2026: 1\n",
    ],
)
def test_what_is_refused_by_both(small: dict[str, Any], tmp_path: Path, text: str) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN_YAML, encoding="utf-8")
    (tmp_path / "sti.yaml").write_text(text, encoding="utf-8")
    assert {problem.niveau for problem in lint(load(tmp_path)).problems} >= {Niveau.FEJL}
    assert not valid(small, "sti.yaml", text)


# --- what an editor shows ------------------------------------------------------------------------------------------


def test_an_editor_shows_what_may_be_written(real_plan: Plan) -> None:
    fields = schema.json_schemas(real_plan.grundlag)["indsats.schema.json"]["properties"]
    assert set(fields) == set(Indsats.model_fields) - {"id", "fil"}
    assert fields["tværgående"]["description"] == (
        "Ja ved særligt behov for tværgående koordinering. Skriv ja (eller X) eller nej."
    )
    for kode, forum in real_plan.grundlag.fora.items():
        assert f"{kode} ({forum.navn})" in fields["udvalg"]["description"] or forum.navn in (None, kode)
    for role in real_plan.grundlag.tovholdere:
        assert role in fields["tovholder"]["description"]


def test_the_plans_own_names_are_enums(real_plan: Plan) -> None:
    grundlag = real_plan.grundlag
    fields = schema.json_schemas(grundlag)["indsats.schema.json"]["properties"]
    for field, names in {
        "udvalg": tuple(grundlag.fora),
        "tovholder": grundlag.tovholdere,
        "gruppe": tuple(gruppe.navn for gruppe in grundlag.hensigtsgrupper),
    }.items():
        told = json.dumps(fields[field], ensure_ascii=False)
        assert f'"enum": {json.dumps([*names, "ikke oplyst"], ensure_ascii=False)}' in told


def test_settings_wire_the_schemas_to_the_plans() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {
        f"./schemas/{plan.name}/{name}.schema.json": f"plans/{plan.name}/{files}"
        for plan in PLANS
        for name, files in (("plan", "plan.yaml"), ("indsats", "**/!(plan.yaml)"))
    }
    assert (settings["files.encoding"], settings["files.eol"]) == ("utf8", "\n")


def test_every_kind_of_field_is_known_to_the_schema() -> None:
    for top in (Indsats, Grundlag):
        for felt in schema.felter(top):
            assert felt.skriv
            assert felt.beskrivelse
