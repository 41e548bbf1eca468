"""Files made up: bytes, YAML of any kind, and what people and their editors do to a sound plan."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from hypothesis import strategies as st

from tests.fuzz.cases import PLAN, SOUND, Case
from tests.fuzz.lines import every_line
from tests.worst import UNITS

#: The files of the plan, which something is done to.
FILES = sorted(name for name in SOUND if name.startswith(PLAN))
_LINES = st.lists(st.sampled_from(every_line()), max_size=3, unique=True).map(tuple)

#: What is done to one line; the number says where in it.
EDITS: dict[str, Callable[[str, int], str]] = {
    "a letter too few": lambda line, at: line[:at] + line[at + 1 :],
    "a letter twice": lambda line, at: line[: at + 1] + line[at:],
    "two letters changed about": lambda line, at: line[:at] + line[at : at + 2][::-1] + line[at + 2 :],
    "capitals": lambda line, at: line[:at] + line[at:].upper(),
    "no Danish letters": lambda line, _: line.replace("æ", "ae").replace("ø", "oe").replace("å", "aa"),
    "decomposed": lambda line, _: unicodedata.normalize("NFD", line),
    "a point for a comma": lambda line, _: line.replace(",", "."),
    "a comma for a point": lambda line, _: line.replace(".", ","),
    "thousands": lambda line, _: line.replace(": 1", ": 1.000").replace(": 0", ": 1 000"),
    "kroner": lambda line, _: f"{line} kr.",
    "a minus of Word's": lambda line, _: line.replace("-", "−"),
    "a dash of Word's": lambda line, _: line.replace("-", "–"),
    "curly quotes": lambda line, _: line.replace('"', "”").replace("'", "’"),
    "quotes around it": lambda line, _: line.replace(": ", ': "') + '"',
    "a quote": lambda line, at: f'{line[:at]}"{line[at:]}',
    "an apostrophe": lambda line, at: f"{line[:at]}'{line[at:]}",
    "an ellipsis": lambda line, _: line.replace("...", "…") + " …",
    "a tab for the indentation": lambda line, _: "\t" * ((len(line) - len(line.lstrip(" "))) // 2) + line.lstrip(" "),
    "a tab": lambda line, at: f"{line[:at]}\t{line[at:]}",
    "one step in": lambda line, _: f"  {line}",
    "one space in": lambda line, _: f" {line}",
    "out": lambda line, _: line.removeprefix(" "),
    "spaces behind": lambda line, _: f"{line}   ",
    "a no-break space": lambda line, _: line.replace(" ", "\u00a0"),
    "something unseen": lambda line, at: f"{line[:at]}\u200b{line[at:]}",
    "a soft hyphen": lambda line, at: f"{line[:at]}\u00ad{line[at:]}",
    "a bullet of Word's": lambda line, _: line.replace("- ", "\uf0b7\t"),
    "a bullet": lambda line, _: line.replace("- ", "• "),
    "no space": lambda line, _: line.replace(": ", ":").replace("- ", "-"),
    "no colon": lambda line, _: line.replace(":", "", 1),
    "a colon": lambda line, at: f"{line[:at]}: {line[at:]}",
    "an equals sign": lambda line, _: line.replace(": ", " = "),
    "a hash": lambda line, at: f"{line[:at]} # {line[at:]}",
    "a hash before the line": lambda line, _: f"# {line}",
    "twice": lambda line, _: f"{line}\n{line}",
    "gone": lambda line, _: "",
    "broken": lambda line, at: f"{line[:at]}\n{line[at:]}",
    "a conflict": lambda line, _: f"<<<<<<< HEAD\n{line}\n=======\n{line}x\n>>>>>>> gren",
    "two at once": lambda line, _: f"{line}, {line.strip()}",
    "brackets": lambda line, _: line.replace(": ", ": [") + "]",
    "braces": lambda line, _: line.replace(": ", ": {") + "}",
    "a text block": lambda line, _: line.replace(": ", ": |\n    "),
    "not known": lambda line, _: f"{line.partition(':')[0]}: ikke oplyst",
    "an emoji": lambda line, at: f"{line[:at]}\U0001f600{line[at:]}",
    "a sign of control": lambda line, at: f"{line[:at]}\x0b{line[at:]}",
}
#: How a file may be saved.
SAVED: dict[str, Callable[[str], bytes]] = {
    "as it is": lambda text: text.encode("utf-8"),
    "with a mark": lambda text: text.encode("utf-8-sig"),
    "from Windows": lambda text: text.replace("\n", "\r\n").encode("utf-8"),
    "from an old Mac": lambda text: text.replace("\n", "\r").encode("utf-8"),
    "ends of both kinds": lambda text: text.replace("\n", "\r\n", text.count("\n") // 2).encode("utf-8"),
    "ANSI": lambda text: text.encode("cp1252", "replace"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "read as ANSI": lambda text: text.encode("utf-8").decode("latin-1").encode("utf-8"),
    "no end": lambda text: text.rstrip("\n").encode("utf-8"),
    "cut off": lambda text: text.encode("utf-8")[: len(text) // 2],
}


@st.composite
def human_noise(draw: st.DrawFn) -> Case:
    """A sound plan in which somebody has been at work in a file or two."""
    files: dict[str, str | bytes] = {**SOUND}
    for name in draw(st.lists(st.sampled_from(FILES), min_size=1, max_size=2, unique=True)):
        rows = SOUND[name].split("\n")
        for number in draw(st.lists(st.integers(0, len(rows) - 1), max_size=4)):
            edit = EDITS[draw(st.sampled_from(sorted(EDITS)))]
            rows[number] = edit(rows[number], draw(st.integers(0, len(rows[number]))))
        files[name] = SAVED[draw(st.sampled_from(sorted(SAVED)))]("\n".join(rows))
    return Case(files, draw(_LINES))


_NAMES = sorted({row.split(":")[0].strip(" -{") for name in FILES for row in SOUND[name].split("\n") if ":" in row})
_VALUES = (
    *("", "a", "1", "-0,518", "1.000", "1,000.5", "0x1F", "1e3", "0o17", "1_000", "~", "null", "yes", "nej", "ja", ".nan"),
    *("2025-02-30", "2025-01-21", "X", "ikke oplyst", "AU, KB", "[AU, KB]", "{2025: 1}", "{2025: 1, 2025: 2}", "[[]]"),
    *("&a b", "*a", "!!int 3", "!<tag:x> a", "<<: *a", "| ", ">-", "|9", '"a', "'a", '"\\x41"', '"\\q"', "'a''b'", "? a"),
    *("a: b", "a #b", "@a", "`a`", "%a", "- a", "---", "...", "a\u2028b", "{", "]", "{{ a }}", "\ufeffa", "a" * 300),
)  # fmt: skip


@st.composite
def _yaml(draw: st.DrawFn) -> str:
    """Lines of what may be YAML: fields, points and ends of all kinds, in and out."""
    value = st.sampled_from((*_VALUES, *UNITS)) | st.text(max_size=6)
    name = st.sampled_from(_NAMES) | value
    forms = st.sampled_from(
        ("{0}: {1}", "- {1}", "- {0}: {1}", "{0}:", "{1}", "? {0}\n: {1}", "{0}: |\n    {1}", "{0} : {1}")
    )
    rows = draw(st.lists(st.tuples(st.integers(0, 4), forms, name, value), max_size=12))
    end = draw(st.sampled_from(("\n", "\n", "\r\n", "\r")))
    return end.join(f"{'  ' * depth}{form.format(name, value)}" for depth, form, name, value in rows)


@st.composite
def grammar(draw: st.DrawFn) -> Case:
    """A plan with a file of YAML of any kind, alone or below a sound file."""
    name = draw(st.sampled_from(FILES))
    above = draw(st.sampled_from(("", SOUND[name])))
    return Case({**SOUND, name: (above + draw(_yaml())).encode("utf-8", "replace")}, draw(_LINES))


@st.composite
def any_bytes(draw: st.DrawFn) -> Case:
    """A plan with a file of bytes, or a sound file with some bytes put into it."""
    name = draw(st.sampled_from(FILES))
    raw = SOUND[name].encode("utf-8")
    at = draw(st.integers(0, len(raw)))
    made = draw(st.binary(max_size=40))
    whole = draw(st.booleans())
    return Case({**SOUND, name: made if whole else raw[:at] + made + raw[at + draw(st.integers(0, 3)) :]}, draw(_LINES))
