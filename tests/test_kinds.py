"""A kind of field knows itself: two fields that only these tests know are treated as every other of their kinds.

The package is copied, one line a field is put into the model, and nothing else is touched.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plans import PLAN_YAML, item, write

ROOT = Path(__file__).parent.parent
FIELDS = """\
    prøvedag: Annotated[Dato | None, INyFil()] = Field(None, description="Dagen for en prøve")
    prøvebeløb: Annotated[BeløbPrÅr | None, INyFil()] = Field(None, description="Hvad prøven koster")
"""
BEFORE = "    note: str | None"


class Copy:
    """A copy of udplan with the two fields, and a plan to try it on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "udplan", folder / "udplan", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "templates", folder / "templates")
        shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("billeder"))
        model = folder / "udplan" / "model" / "indsats.py"
        text = model.read_text(encoding="utf-8")
        assert text.count(BEFORE) == 1
        model.write_text(text.replace(BEFORE, FIELDS + BEFORE), encoding="utf-8")

    def plan(self, **fields: str) -> None:
        """The plan with one item that has these fields."""
        more = "".join(f"{name}: {value}\n" for name, value in fields.items()).replace(": \n", ":\n")
        write(self.folder / "plan", {"plan.yaml": PLAN_YAML, "sti.yaml": item() + more})

    def run(self, *words: str) -> str:
        """What the copied udplan prints."""
        return self._python("-m", "udplan", *words)

    def python(self, code: str) -> str:
        """What some code prints that uses the copy."""
        return self._python("-c", code)

    def _python(self, *words: str) -> str:
        env = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONUTF8": "1", "UDPLAN_PLAN": "plan"}
        done = subprocess.run([sys.executable, *words], cwd=self.folder, env=env, capture_output=True, encoding="utf-8")
        return done.stdout + done.stderr

    @property
    def text(self) -> str:
        return (self.folder / "plan" / "sti.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("copy"))


def test_lint_reads_them_and_tells_what_is_wrong(copy: Copy) -> None:
    copy.plan(prøvedag="2025-02-30", prøvebeløb="\n  2025: 1.000\n  2031: 1\n  25: 1")
    problems = [(each["linje"], each["regel"]) for each in json.loads(copy.run("lint", "--format", "json"))]
    assert problems[-4:] == [(7, "dato-form"), (9, "beloeb-form"), (10, "aar-uden-for-perioden"), (11, "aar-form")]
    copy.plan(proevebeloeb="[1,000, 1,000]")
    assert [each["regel"] for each in json.loads(copy.run("lint", "--format", "json"))] == ["beloeb-i-klammer"]
    copy.plan(prøvebeløb="\n  2025: 1\n  2026: ikke oplyst")
    assert "Endnu ikke oplyst: prøvebeløb i 2026. [ikke-oplyst]" in copy.run("lint")


def test_ret_writes_them_as_the_format_does(copy: Copy) -> None:
    copy.plan(Prøvedag="21/1-2025", prøvebeløb="\n  2025: −11.4\n  2026: 1,0 mio. kr.")
    copy.run("ret")
    assert copy.text.endswith("prøvedag: 2025-01-21\nprøvebeløb:\n  2025: -11,4\n  2026: 1,0\n")
    copy.plan(prøvebeløb="{2025: -0,518, 2026: 1,050}")
    copy.run("ret")
    assert copy.text.endswith("prøvebeløb:\n  2025: -0,518\n  2026: 1,050\n")


def test_the_schema_and_the_field_reference_describe_them(copy: Copy) -> None:
    copy.plan()
    fields = json.loads(copy.run("json-skema", "--udskriv", "indsats"))["properties"]
    assert fields["prøvedag"]["allOf"] == [{"$ref": "#/definitions/dato"}]
    assert fields["prøvebeløb"]["allOf"] == fields["beløb"]["allOf"]
    page = copy.python("import docs.make as m; print(m.fields())")
    assert "| `prøvedag` (`proevedag`) |  | Dagen for en prøve | en dato, fx 2025-01-21 eller 21-01-2025 |" in page
    assert "| `prøvebeløb` (`proevebeloeb`) |  | Hvad prøven koster | et beløb pr. år, hvert på sin egen linje" in page


def test_an_export_has_columns_for_them(copy: Copy) -> None:
    copy.plan(prøvedag="2025-01-21", prøvebeløb="\n  2025: 1,50\n  2026: ikke oplyst\n  2027:")
    rows = list(csv.DictReader(io.StringIO(copy.run("eksport").removeprefix("\ufeff")), delimiter=";"))
    assert {row["prøvedag"] for row in rows} == {"2025-01-21"}
    stated = [(row["prøvebeløb"], row["prøvebeløb_oplyst"]) for row in rows]
    assert stated == [("1,50", "ja"), ("", "ikke oplyst"), ("", "tomt"), ("", "tomt")]


def test_a_new_item_s_file_has_them(copy: Copy) -> None:
    copy.plan()
    copy.run("ny", "Ny bro", "--art", "drift")
    made = (copy.folder / "plan" / "ny-bro.yaml").read_text(encoding="utf-8")
    (copy.folder / "plan" / "ny-bro.yaml").unlink()
    assert "prøvedag:                               # en dato, fx 2025-01-21 eller 21-01-2025\n" in made
    assert "prøvebeløb:                             # et beløb pr. år" in made
    assert made.count("  2025:\n  2026:\n  2027:\n  2028:\n") == 2
