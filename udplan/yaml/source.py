"""A plan file as text, data and problems, with the place of everything in it.

Places are found lazily, by composing again the few files that have a problem, because the nodes of a sound file are
never needed twice. An edit of a file is a list of ``(start, end, new text)`` on ``Source.text``, with the spans that
``Source.span`` gives; YAML is never dumped over a file that a person wrote.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from udplan.values.words import nfc
from udplan.yaml.compose import ComposeError, MappingNode, ScalarNode, compose
from udplan.yaml.form import Form
from udplan.yaml.problem import Finding, Niveau, Problem, Span, Sti

_LINE_END = re.compile("\r\n|\n|\r")
_LINE = re.compile("[^\r\n]+")
#: So many problems in one file say that it is not a plan file; more would only take time.
MOST_PROBLEMS = 100


@dataclass
class Source:
    """One file as it was written. ``text`` is without a byte order mark; line ends are untouched."""

    path: Path
    text: str
    form: Form
    data: dict[str, Any] | None = None
    problems: list[Problem] = field(default_factory=list)
    #: How many fields and points have been read.
    parts: int = 0
    #: Whether its text is of Unicode form NFC, so that no part of it needs normalising.
    is_composed: bool = False
    #: Whether some text without quotes has a dash with a space behind: it may be two points of a list, read as one.
    has_dash: bool = False
    #: What could be read of a file that has a fault, and from where to where it was left out; ``data`` is None then.
    rest: dict[str, Any] | None = None
    left_out: tuple[Span, ...] = ()
    # What was looked up for one problem is kept for the next: there may be thousands in a file.
    _pairs_of: dict[int, dict[str | None, Any]] = field(default_factory=dict, repr=False)
    _pieces_of: dict[int, list[Span]] = field(default_factory=dict, repr=False)
    _texts_of_lines: dict[int, str] = field(default_factory=dict, repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def root(self) -> Any:
        """The nodes of what could be read."""
        try:
            return compose(without(self.text, self.left_out))
        except ComposeError:
            return None

    @property
    def unreadable(self) -> bool:
        """Whether there is an error, and not just warnings, in the form of the file."""
        return any(problem.niveau is Niveau.FEJL for problem in self.problems)

    @property
    def keys(self) -> Mapping[str, str]:
        """Every spelling of every field's name, to the name."""
        return self.form.keys

    def problem(self, regel: str, span: Span, besked: str, forslag: str | None = None) -> Problem:
        """An error at a span of the text, placed on its line."""
        return self._placed(span, regel, Niveau.FEJL, besked, forslag)

    def tell(self, regel: str, span: Span, besked: str, forslag: str | None = None) -> None:
        """Add an error to the problems of the file, unless it has so many that more would only take time."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(self.problem(regel, span, besked, forslag))

    def warn(self, regel: str, span: Span, besked: str) -> None:
        """Add a warning to the problems of the file."""
        self.problems.append(self._placed(span, regel, Niveau.ADVARSEL, besked, None))

    def locate(self, finding: Finding, regel: str, niveau: Niveau) -> Problem:
        """A rule's finding, placed at the value (or key) of its field path, or at the nearest field above it."""
        span = self.span(finding.sti, nøgle=finding.nøgle)
        return self._placed(span, regel, niveau, finding.besked, finding.forslag)

    def span(self, sti: Sti, *, nøgle: bool = False) -> Span:
        """Where a field path stands; the top of the file for a field that is not there."""
        node, span = self.root, Span(0, 0)
        for index, step in enumerate(sti):
            last = index == len(sti) - 1
            if isinstance(node, MappingNode):
                pair = self._pairs(node).get(str(step))
                if pair is None:
                    return span
                node = pair[1]
                span = node_span(self.text, pair[0] if nøgle and last else node)
            elif isinstance(node, ScalarNode) and isinstance(step, int):
                pieces = self._pieces(span)
                return pieces[step] if step < len(pieces) else span
            elif isinstance(node, ScalarNode) or node is None or not isinstance(step, int):
                return span
            else:
                if step >= len(node.value):
                    return span
                node = node.value[step]
                span = node_span(self.text, node)
        return span

    def block_above(self, sti: Sti) -> str | None:
        """The name of the text block (``|`` or ``>``) that stands right above a top-level key, if one does."""
        pairs = self.root.value if isinstance(self.root, MappingNode) else []
        for above, below in pairwise(pairs):
            if len(sti) == 1 and self.key(below[0]) == sti[0] and getattr(above[1], "style", None) in ("|", ">"):
                return self.key(above[0])
        return None

    def _pairs(self, node: Any) -> dict[str | None, Any]:
        """The pairs of a group by their names; the first of each, where a name stands twice."""
        if id(node) not in self._pairs_of:
            self._pairs_of[id(node)] = {self.key(pair[0]): pair for pair in reversed(node.value)}
        return self._pairs_of[id(node)]

    def _pieces(self, span: Span) -> list[Span]:
        if span.start not in self._pieces_of:
            self._pieces_of[span.start] = list(_split_at_commas(self.text, span))
        return self._pieces_of[span.start]

    def _line_text(self, line: int) -> str:
        """The text of a line, the same object for every problem on it: a line may be long, and the problems many."""
        if line not in self._texts_of_lines:
            end = self._line_starts[line + 1] if line + 1 < len(self._line_starts) else len(self.text)
            self._texts_of_lines[line] = self.text[self._line_starts[line] : end].rstrip("\r\n")
        return self._texts_of_lines[line]

    def key(self, node: Any) -> str | None:
        """The name that a key stands for; None where the key is not one text."""
        return canonical(node.value, self.form.keys) if isinstance(node, ScalarNode) else None

    def _placed(self, span: Span, regel: str, niveau: Niveau, besked: str, forslag: str | None) -> Problem:
        start = min(span.start, len(self.text))
        line = bisect_right(self._line_starts, start) - 1
        if start == len(self.text) and line and self._line_starts[line] == start:
            # Past the last line end there is no line to show: point behind the last character instead.
            line -= 1
        begin, line_text = self._line_starts[line], self._line_text(line)
        column = min(start - begin, len(line_text))
        return Problem(
            fil=self.path,
            linje=line + 1,
            kolonne=column + 1,
            regel=regel,
            niveau=niveau,
            besked=besked,
            forslag=forslag,
            længde=max(1, min(span.end - begin, len(line_text)) - column),
            tekst=line_text,
        )


def without(text: str, spans: Iterable[Span]) -> str:
    """A text with remarks in place of the lines of some spans: all else stands where it stood."""
    for start, end in spans:
        text = f"{text[:start]}{_LINE.sub(_as_remark, text[start:end])}{text[end:]}"
    return text


def _as_remark(line: re.Match[str]) -> str:
    return f"#{' ' * (len(line.group()) - 1)}"


def node_span(text: str, node: Any) -> Span:
    """Where a node of ``compose`` stands in its text."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        # The mark runs on to the next token: only what is written counts.
        end = start + len(text[start:end].rstrip())
    return Span(start, end)


def canonical(key: str, keys: Mapping[str, str]) -> str:
    """A key as the format spells it: ``beloeb`` and a decomposed ``beløb`` are ``beløb``; unknown keys stay."""
    return keys.get(key) or keys.get(nfc(key)) or nfc(key)


def _split_at_commas(text: str, span: Span) -> Iterator[Span]:
    """The span of each piece of a list that was written with commas in one text, e.g. ``BUU, AU, KB``."""
    start = span.start
    for piece in text[span.start : span.end].split(","):
        begin = start + len(piece) - len(piece.lstrip(" \t\r\n\"'"))
        yield Span(begin, begin + max(1, len(piece.strip(" \t\r\n\"'"))))
        start += len(piece) + 1
