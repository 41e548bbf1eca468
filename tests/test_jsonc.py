"""An editor's settings are added to: every byte that stood there stays, and what is uncertain is left alone."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udplan.edit.jsonc import CannotMerge, added

WANTED = {"yaml.schemas": {"./a.json": "plan.yaml", "./b.json": "**/!(plan.yaml)"}}
ENTRIES = '"./a.json": "plan.yaml",\n    "./b.json": "**/!(plan.yaml)"'

ROWS = [
    ("{}", '{\n  "yaml.schemas": {\n    ' + ENTRIES + "\n  }\n}"),
    ("{\n}\n", '{\n  "yaml.schemas": {\n    ' + ENTRIES + "\n  }\n}\n"),
    (
        '// mine\n{\n  "a": 1 // et\n  /* slut */\n}\n',
        '// mine\n{\n  "a": 1, // et\n  /* slut */\n  "yaml.schemas": {\n    ' + ENTRIES + "\n  }\n}\n",
    ),
    ('{\n  "a": [1, 2,],\n}\n', '{\n  "a": [1, 2,],\n  "yaml.schemas": {\n    ' + ENTRIES + "\n  }\n}\n"),
    (
        '{\n  "yaml.schemas": {\n    "./x.json": ["y"] // x\n  },\n  "b": "}"\n}\n',
        '{\n  "yaml.schemas": {\n    "./x.json": ["y"], // x\n    ' + ENTRIES + '\n  },\n  "b": "}"\n}\n',
    ),
    (
        '{"yaml.schemas": {"./a.json": "plan.yaml"}}',
        '{"yaml.schemas": {"./a.json": "plan.yaml",\n    "./b.json": "**/!(plan.yaml)"\n  }}',
    ),
]


@pytest.mark.parametrize(("before", "after"), ROWS)
def test_what_is_lacking_is_added_and_the_rest_stays(before: str, after: str) -> None:
    assert added(before, WANTED) == after
    assert added(after, WANTED) == after


def test_the_line_ends_and_indents_of_the_text_are_used() -> None:
    assert (
        added('{\r\n\t"a": 1\r\n}\r\n', {"b": {"c": "d"}})
        == '{\r\n\t"a": 1,\r\n\t"b": {\r\n\t\t"c": "d"\r\n\t}\r\n}\r\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "null", "{", '{"a" 1}', '{"a": 1 "b": 2}', "{a: 1}", '{"a": 1} x', "{'a': 1}", '{"a": 01}', "{,}"),
        '{"yaml.schemas": {"./a.json": "another.yaml"}}',
        '{"yaml.schemas": []}',
        '{"yaml.schemas": {}, "yaml.schemas": {}}',
        '{"a": "\\x"}',
        '{"a": ' + "[" * 5000 + "]" * 5000 + "}",
        "/*" * 5000,
    ],
)
def test_what_is_not_certain_is_left_alone(text: str) -> None:
    with pytest.raises(CannotMerge):
        added(text, WANTED)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text('a"\\/{}[],:ø\n', max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab,/ø", max_size=2), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from(["a", "b", "yaml.x", "æ"]), VALUES, max_size=3), st.sampled_from([None, 0, 2, "\t"])
)
def test_any_settings_keep_all_they_have(settings: dict[str, object], indent: int | str | None) -> None:
    before = json.dumps(settings, ensure_ascii=False, indent=indent)
    after = added(before, WANTED)
    assert json.loads(after) == {**settings, **WANTED}
    kept = iter(after)
    assert all(sign in kept for sign in before)  # in the same order, with more between


def test_comments_stay_word_for_word() -> None:
    before = '{ // top\n  // "yaml.schemas": {},\n  "a": "// no comment", /* b */\n  "c": {} // last\n  // end\n}\n// after\n'
    after = added(before, WANTED)
    assert re.findall(r"//.*|/\*.*?\*/", before) == re.findall(r"//.*|/\*.*?\*/", after.replace('"**/!(', '"!('))
