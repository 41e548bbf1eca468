"""A text that was pasted under a field's name: how far it goes, and how it stands as a text block.

Where it ends is certain only where the next field is: a line in the first column with a field's exact name, once in the
file, in the order of the fields or with a value that it takes. All else that may be read in two ways is left to whoever
wrote it, and ``Pasted.doubt`` says what that is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from typing import Any, NamedTuple

from udplan.values.unknown import UKENDT
from udplan.values.words import fold, nearest, shown_text
from udplan.yaml import lines
from udplan.yaml.compose import ComposeError, compose, is_mapping, is_scalar
from udplan.yaml.form import Form, Shape, under
from udplan.yaml.lines import Line
from udplan.yaml.pattern import Pattern
from udplan.yaml.problem import SourceError, Span


class Pasted(NamedTuple):
    """A text of more lines that does not stand as a block: from the line of its field's name to the next field.

    ``new`` is the same as it should stand, where that is certain; else ``doubt`` says in Danish what is not.
    """

    name: str
    span: Span
    new: str | None
    doubt: str
    error: SourceError


_NAMED = Pattern(r"([^\s:#'\"\-][^:#\r\n]*):(?=\s|\Z)")
_INDENTED_NAME = Pattern(r"[ \t]+([^\s:#'\"]+):(?=\s|\Z)")
_YEAR = Pattern(r"[ \t]*(?:19|20)[0-9]{2}:(?:\s*\Z|\s+[-−–]?[0-9])")
_PARTED = Pattern(r"(?:---|\.\.\.)(?:\s|\Z)|<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|")
_REMARK = Pattern(r"(?:\A|[ \t]{2,}|\t)#(?:\s|\Z)")
_BLOCK = Pattern(r"\|[+-]?")
# A name that somebody made up for a field has no more words.
_MOST_WORDS = 2


def find(text: str, form: Form) -> list[Pasted]:
    """Every such text of a file, whether it can be read or not; none that stands as YAML wants it."""
    return list(Finder(text, form).found())


def may_have(data: dict[str, Any], form: Form) -> bool:
    """Whether a file that could be read may have such a text: it says what no field of a plan says."""
    shapes = ((form.top.under(name), value) for name, value in data.items()) if form.top else ()
    return any(shape is None or (shape.long and not isinstance(value, str)) for shape, value in shapes)


def as_blocks(text: str, form: Form) -> Iterator[tuple[str, str]]:
    """Each of those texts that is certain, by its field, and the file as it is with it as a block: every other byte stays."""
    for piece in reversed(find(text, form)):
        if piece.new is not None:
            text = f"{text[: piece.span.start]}{piece.new}{text[piece.span.end :]}"
            yield piece.name, text


class Finder:
    """Looks through the lines of one file."""

    def __init__(self, text: str, form: Form) -> None:
        self.text, self.top = text, form.top
        self.lines = lines.all_lines(text)
        self.order = {name: place for place, name in enumerate(form.top.in_order if form.top else ())}
        self.keys = {**{fold(name): name for name in form.keys.values()}, **form.keys}
        self.names = [self._name(line) for line in self.lines]
        self.times = Counter(name for name in self.names if name in self.order)

    @staticmethod
    def _name(line: Line) -> str:
        match = _NAMED.match(line.text)
        return match[1] if match else ""

    def _shape(self, name: str) -> Shape | None:
        return under(self.top, name) if name in self.order else None

    def _value(self, at: int) -> str:
        value = self.lines[at].text.partition(":")[2].strip(f" \t{lines.ODD_SPACES}")
        remark = _REMARK.search(value)
        return value[: remark.start()].rstrip() if remark else value

    def _text_behind(self, head: int) -> str:
        """What stands behind a text's name; a text that is known by now is no longer unknown."""
        value = self._value(head)
        return "" if fold(value) == UKENDT else value

    def found(self) -> Iterator[Pasted]:
        at = 0
        while at < len(self.lines):
            shape = self._shape(self.names[at])
            if shape is None or not shape.long:
                at += 1
                continue
            end, doubt = self._end(at)
            if piece := self._piece(at, end, doubt):
                yield piece
            at = end

    def fields(self) -> list[int]:
        """Where a top-level field begins, as far as that can be told of a file that cannot be read: a long text goes on to
        the next field that is certain, where what stands below it cannot be read by itself."""
        starts, at = [], 0
        while at < len(self.lines):
            name = self.names[at]
            known = self.keys.get(name) or self.keys.get(fold(name)) if name else None
            shape = self._shape(known) if known else None
            if shape is not None:
                starts.append(self.lines[at].start)
            at = self._end(at)[0] if shape is not None and shape.long and name in self.order else at + 1
        return starts

    def _end(self, head: int) -> tuple[int, str]:
        """The line of the next field, and what is doubtful about a line above it that may be one."""
        doubt, alone = "", True
        for at in range(head + 1, len(self.lines)):
            if self.names[at] in self.order:
                if alone or self._begins_field(head, at):
                    return at, doubt
                doubt = doubt or self._two_ways(at, f"feltet {self.names[at]}")
            alone = alone and self.lines[at].text.strip()[:1] in ("", "#")
        return len(self.lines), doubt

    def _begins_field(self, head: int, at: int) -> bool:
        name, value = self.names[at], self._value(at)
        shape = self._shape(name)
        if shape is None or self.times[name] > 1:
            return False
        later = self.order[name] > self.order[self.names[head]]
        if not later and (shape.running or not (shape.takes(value) if value else self._has_below(at))):
            return False
        return shape.long or not self._is_followed_by_text(at)

    def _is_followed_by_text(self, at: int) -> bool:
        """Whether what stands below a field that has no long text is nothing of a field's."""
        for below in range(at + 1, len(self.lines)):
            line = self.lines[below].text
            if self.names[below] in self.order:
                return False
            name = self.names[below]
            if name and (fold(name) in self.keys or (" " not in name and name[0].islower())):
                continue
            if line.strip() and line[0] not in " \t#]}-" and not _YEAR.match(line):
                return True
        return False

    def _has_below(self, at: int) -> bool:
        """Whether something that is no text stands below a name without a value."""
        below = next((line.text for line in self.lines[at + 1 :] if line.text.strip()), "")
        return below[:1] == " " or _YEAR.match(below) is not None

    def _two_ways(self, at: int, what: str) -> str:
        return f"Linje {at + 1} (»{shown_text(self.lines[at].text)}«) kan være {what} eller en del af teksten."

    # --- the text itself ----------------------------------------------------------------------------------------------

    def _piece(self, head: int, end: int, doubt: str) -> Pasted | None:
        body = range(head + 1, self._last(head, end) + 1)
        first = self._text_behind(head)
        if not body or first[:1] in ("[", "{", ">") or (first[:1] == "|" and not _BLOCK.fullmatch(first)):
            return None
        if first[:1] in ("", "|") and not any(self.lines[at].text.strip() for at in body):
            return None  # spaces of another kind alone are no text
        start = self.lines[head].start
        stop = self.lines[end].start if end < len(self.lines) else len(self.text)
        fault = self._fault(head, self.text[start:stop])
        if fault is None:
            return None
        doubt = (
            doubt or fault or next(filter(None, map(self._doubt_of_line, body)), "") or self._doubt_of_head(head, body)
        )
        new = None if doubt else self._as_block(head, body, stop)
        name = self.names[head]
        where = f"linje {head + 1}-{body[-1] + 1}"
        besked = (
            f"Teksten i {name} ({where}) skal stå som en tekstblok. Skriv {name}: | og hele teksten på linjerne "
            "nedenunder, rykket 2 mellemrum ind"
        )
        mend = "; udplan ret kan gøre det." if new is not None else f". {doubt}" if doubt else "."
        error = SourceError("yaml-form", Span(start, start + len(name)), besked + mend, f"{name}: |")
        return Pasted(name, Span(start, stop), new, doubt, error)

    def _last(self, head: int, end: int) -> int:
        """The last line of the text: blank lines, and remarks below one, belong to what comes next."""
        at = end - 1
        while at > head and not self.lines[at].text.strip():
            at -= 1
        below = at
        while below > head and re.match("# |#$|$", self.lines[below].text):
            below -= 1
        parted = below < at and not self.lines[below + 1].text.strip()
        return below if parted or below == head else at

    def _fault(self, head: int, section: str) -> str | None:
        """None where the text stands as YAML wants it; else what is doubtful about that it is one, or nothing."""
        try:
            root = compose(section)
        except ComposeError:
            return ""
        if not is_mapping(root) or not root.value:
            return ""
        (_, value), *others = root.value
        if not others:
            return None if is_scalar(value) else ""
        names = [key.value for key, _ in others if is_scalar(key)]
        if any(self._is_meant_as_field(name) for name in names):
            return None
        inside = [key.value for key, _ in value.value if is_scalar(key)] if is_mapping(value) else []
        blank = not is_scalar(value) or fold(value.value) in ("", UKENDT)
        if blank and any(len(name.split()) > _MOST_WORDS for name in (*names, *inside)):
            return ""
        first = section.count("\n", 0, others[0][0].start_mark.index)
        return self._two_ways(head + first, "et felt, der ikke findes,")

    def _is_meant_as_field(self, name: str) -> bool:
        """Whether a name below a text is rather that of a field, as it is or spelled wrong, than a word of the text."""
        known = fold(name) in self.keys or bool(nearest(name, self.order, most=1))
        return known or name[:1].islower() or not name[:1].isalpha()

    def _doubt_of_line(self, at: int) -> str:
        line, name = self.lines[at].text, self.names[at]
        if _PARTED.match(line) or line[:1] == "%":
            return self._two_ways(at, "et tegn, der deler filen,")
        bare = line.strip()
        if bare[:1] == "#" or _REMARK.search(line) or not lines.is_number_sign(line):
            return self._two_ways(at, "en bemærkning")
        if _YEAR.match(line) and re.fullmatch(r"[ \t]*[0-9]{4}:\s*[-−–]?[0-9.,]*\s*", line):
            return self._two_ways(at, "et beløb")
        if indented := _INDENTED_NAME.match(line):
            meant, value = indented[1], bare.partition(":")[2].strip()
            shape = self._shape(meant)
            return self._two_ways(at, f"feltet {meant}") if shape and shape.takes(value) else ""
        return self._doubt_of_name(at, name) if name and name not in self.order else ""

    def _doubt_of_name(self, at: int, name: str) -> str:
        """What is doubtful about a line that begins with a word and a colon, and with no field's exact name."""
        known, value = self.keys.get(name) or self.keys.get(fold(name)), self._value(at)
        if known:
            shape = self._shape(known)
            if shape is None:
                return self._two_ways(at, f"feltet {known}") if name[0].islower() else ""
            if self.times[known]:
                return ""
            may_be = shape.takes(value) if value else shape.long or self._has_below(at)
            return self._two_ways(at, f"feltet {known}") if may_be else ""
        if " " not in name and name[0].islower() and (near := nearest(name, self.order, most=1)):
            return self._two_ways(at, f"feltet {near[0]}")
        return ""

    def _doubt_of_head(self, head: int, body: range) -> str:
        first = self._text_behind(head)
        written = self.lines[head].text
        before = written.partition("#")[0]
        sure = not self._remark(head) or ((not first or first[0] == "|") and before.endswith(("  ", "\t")))
        if not sure or first[:1] == "#" or not lines.is_number_sign(first):
            return f"Fra # i linje {head + 1} kan det være en bemærkning eller en del af teksten."
        if (named := _NAMED.match(first)) and named[1] in self.order:
            return self._two_ways(head, f"feltet {named[1]}")
        whole = "\n".join(
            [*([first] if first and first[0] != "|" else []), *(self.lines[at].text for at in body)]
        ).strip()
        if _may_be_quoted(whole):
            sign = whole[0]
            return f"Skal anførselstegnene ({sign}) stå i teksten, så behold dem; slet dem ellers."
        return ""

    def _as_block(self, head: int, body: range, stop: int) -> str | None:
        """The section with its text as a block; None where it would not be read as what was written."""
        first = self._text_behind(head)
        behind = [] if not first or first[0] == "|" else [first]
        remark = self._remark(head)
        mark = first if first[:1] == "|" else "|"
        written = [self.lines[at].text for at in body]
        while written and not written[0].strip() and not behind:
            body, written = body[1:], written[1:]
        texts = _dedented(written, together=bool(behind))
        ends = [self._line_end(at) for at in (head, *body)]
        new = [f"{self.names[head]}: {mark}{f'  {remark}' if remark else ''}"]
        new += [f"  {text}" if text.strip() else "" for text in (*behind, *texts)]
        ends = [self._line_end(head), *ends] if behind else ends
        # The last line keeps its own end, or has none at the end of the file.
        section = "".join(f"{line}{end}" for line, end in zip(new, ends, strict=True))
        section += self.text[self.lines[body[-1]].end + len(ends[-1]) : stop]
        wanted = "\n".join(text if text.strip() else "" for text in (*behind, *texts))
        return section if _reads(section, self.names[head], wanted) else None

    def _remark(self, head: int) -> str:
        value = self.lines[head].text.partition(":")[2]
        remark = _REMARK.search(value) or re.match(r"[ \t]+#(?=\s|\Z)", value)
        return value[remark.start() :].strip() if remark else ""

    def _line_end(self, at: int) -> str:
        end = self.lines[at + 1].start if at + 1 < len(self.lines) else len(self.text)
        return self.text[self.lines[at].end : end]


def _may_be_quoted(text: str) -> bool:
    """Whether the sign that a text begins with may be meant as a quote around it, or is never closed."""
    sign, inner = text[:1], text[1:-1]
    if sign not in ("'", '"') or not sign:
        return False
    if text.count(sign) % 2:
        return True
    at = inner.find(sign)
    return text[-1] == sign and (at <= 0 or inner[at - 1].isspace())


def _dedented(written: list[str], *, together: bool) -> list[str]:
    """Lines without the indentation that they have in common. A first line may have one of its own: that of where the
    text was pasted; ``together`` says that it is not the first."""
    if not written:
        return []
    depth = len(_spaces(written[0]))
    parted = next((n for n, line in enumerate(written) if line.strip() and len(_spaces(line)) < depth), len(written))
    pieces = [written] if together else [written[:parted], written[parted:]]
    texts: list[str] = []
    for piece in pieces:
        common = _shared([_spaces(line) for line in piece if line.strip()])
        texts += [line[common:] if line.strip() else line for line in piece]
    return texts


def _shared(texts: list[str]) -> int:
    """How many signs the texts begin with alike."""
    return sum(1 for _ in takewhile(lambda signs: len(set(signs)) == 1, zip(*texts, strict=False)))


def _spaces(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _reads(section: str, name: str, wanted: str) -> bool:
    """Whether a section is one field whose text is exactly what is wanted."""
    try:
        root: Any = compose(section)
    except ComposeError:
        return False
    if not is_mapping(root) or len(root.value) != 1:
        return False
    key, value = root.value[0]
    return key.value == name and is_scalar(value) and value.value.rstrip("\n") == wanted.rstrip("\n")
