"""The page of a rule: its docstring, taken apart into the title, the text and the samples.

A page's first line is its title, and says the defect. Then comes the text, in paragraphs. Then come the samples: a line
``Forkert:`` or ``Rigtigt:`` and the YAML below it, indented. In a sample

- a line ``# navn.yaml`` says which file follows; before the first, the file is ``indsats.yaml``;
- a line ``# dato: 2025-03-15`` says on which day the plan is looked at;
- a line of spaces, ``^`` and a message is no part of the file: a problem is expected on the line above, in the column
  of the caret, in exactly these words; a line with ``|`` below the caret carries a long message on;
- ``{U+202E}`` is the character with that number, for what would not be seen on a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from textwrap import dedent, fill, indent

#: The file that a sample is about when it does not say.
FIRST_FILE = "indsats.yaml"

_HEADINGS = {"Forkert:": False, "Rigtigt:": True}
_HEADING = re.compile(r"^(\S.*:)\n(?=\n?    )", re.MULTILINE)
_FILE = re.compile(r"# (\S.*\.ya?ml)", re.IGNORECASE)
_DAY = re.compile(r"# dato: ([0-9-]{10})")
_MARK = re.compile(r"( *)([\^|]) (.+)")
# Fits a window of 80 columns.
_WIDTH = 78
_SIGN = re.compile(r"\{U\+([0-9A-F]{4,6})\}")


@dataclass(frozen=True)
class Mark:
    """A problem that a sample is expected to give. ``line`` and ``column`` count from 1, in the file."""

    file: str
    line: int
    column: int
    message: str


@dataclass(frozen=True)
class Sample:
    """A sample: the text that the page shows, and the files (by their paths in a plan) and problems it stands for."""

    right: bool
    text: str
    files: dict[str, str]
    marks: tuple[Mark, ...]
    dag: date | None = None


@dataclass(frozen=True)
class Page:
    """A rule's page. Each paragraph of ``text`` is one line, and a blank line stands between two."""

    title: str
    text: str
    samples: tuple[Sample, ...]


def page(docstring: str) -> Page:
    """The page that a rule's docstring is.

    Raises:
        ValueError: if it is not of the form above.
    """
    title, _, rest = docstring.strip().partition("\n")
    text, *samples = _HEADING.split(rest)
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()]
    return Page(title, "\n\n".join(paragraphs), tuple(map(_sample, samples[::2], samples[1::2])))


def _sample(heading: str, body: str) -> Sample:
    if heading not in _HEADINGS:
        raise ValueError(f"a sample stands under Forkert: or Rigtigt:, not under {heading}")
    text = dedent(body).strip("\n")
    files: dict[str, list[str]] = {}
    marks: list[Mark] = []
    file, above, caret = FIRST_FILE, "", -1
    dag: date | None = None
    for line in text.split("\n"):
        if match := _FILE.fullmatch(line):
            file, above, caret = match[1], "", -1
            files[file] = []
        elif match := _DAY.fullmatch(line):
            dag = date.fromisoformat(match[1])
        elif match := _MARK.fullmatch(line):
            at, sign, message = len(match[1]), match[2], match[3]
            if sign == "^" and above:
                marks.append(Mark(file, len(files[file]), len(_real(above[:at])) + 1, message))
                caret = at
            elif sign == "|" and at == caret:
                last = marks.pop()
                marks.append(Mark(last.file, last.line, last.column, f"{last.message} {message}"))
            else:
                raise ValueError(f"nothing stands above: {message}")
        else:
            files.setdefault(file, []).append(_real(line))
            above, caret = line, -1
    written = {name: "".join(f"{line}\n" for line in lines) for name, lines in files.items()}
    return Sample(_HEADINGS[heading], text, written, tuple(marks), dag)


def _real(text: str) -> str:
    """The text with every ``{U+…}`` as the character it stands for."""
    return _SIGN.sub(lambda match: chr(int(match[1], 16)), text)


def as_text(navn: str, niveau: str, page: Page) -> str:
    """A rule's page for the screen."""
    paragraphs = "\n\n".join(fill(paragraph, _WIDTH) for paragraph in page.text.split("\n\n"))
    parts = [f"{navn} ({niveau})", "", fill(page.title, _WIDTH), "", paragraphs, ""]
    for sample in page.samples:
        parts += ["Rigtigt:" if sample.right else "Forkert:", "", indent(sample.text, "    "), ""]
    return "\n".join(parts).rstrip() + "\n"


def as_markdown(navn: str, niveau: str, page: Page) -> str:
    """A rule's page for ``docs/regler.md``."""
    parts = [f"## {navn}", "", f"**{page.title}** Niveau: {niveau}.", "", page.text, ""]
    for sample in page.samples:
        parts += ["Rigtigt:" if sample.right else "Forkert:", "", "```yaml", sample.text, "```", ""]
    return "\n".join(parts)
