"""The lines of a plan file that YAML stumbles over, seen as an economist wrote them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Container, Iterator
from typing import NamedTuple

from udplan.yaml.pattern import Pattern

#: Spaces that look like an ordinary one, and that YAML reads as letters.
ODD_SPACES = "\u00a0\u2007\u2009\u202f\u3000"
#: The bullets of Word's own font.
BULLETS = "\uf0b7\uf0a7"
#: Signs without width that do nothing in a Danish text: they can go, and nobody sees a difference. Those that join signs
#: are left in what is not Latin letters (a pair of emoji), and a soft hyphen before a figure may be meant as a minus.
INVISIBLE = Pattern(
    "\u00ad(?![0-9])|(?<=[^\\W_])\u00ad(?=[0-9])|[\u200b\u200e\u200f\u2060\ufeff]|(?<![\u0250-\U0010ffff])[\u200c\u200d]"
)
#: A soft hyphen that stands where a minus would.
HIDDEN_MINUS = Pattern("(?<![^\\W_])\u00ad(?=[0-9])")

_NAMES = {
    "\u00a0": "hårdt mellemrum",
    "\u00ad": "blød bindestreg",
    "\u2007": "cifferbredt mellemrum",
    "\u2009": "smalt mellemrum",
    "\u200b": "mellemrum uden bredde",
    "\u200c": "bogstavskiller",
    "\u200d": "bogstavsamler",
    "\u200e": "mærke for skriveretning",
    "\u200f": "mærke for skriveretning",
    "\u2028": "linjeskiller",
    "\u2029": "afsnitsskiller",
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "mærke for skriveretning"),
    "\u202f": "smalt hårdt mellemrum",
    "\u2060": "ordsamler",
    "\u3000": "bredt mellemrum",
    "\ufeff": "filmærke",
}


def sign_name(sign: str) -> str:
    """A sign that does not show, for a message: ``U+00AD, blød bindestreg``; Unicode's own names are English."""
    name = _NAMES.get(sign) or {"Cc": "styretegn", "Cs": "halvt tegn"}.get(unicodedata.category(sign))
    return f"U+{ord(sign):04X}, {name}" if name else f"U+{ord(sign):04X}"


class Line(NamedTuple):
    """A line as an editor counts them: where it stands in the text, and what is on it, without its line end."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))


_LINE = Pattern(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")


def all_lines(text: str) -> list[Line]:
    return [Line(match.start(), match[1]) for match in _LINE.finditer(text)]


def line_from(text: str, start: int) -> Line:
    """The rest of a line, from a place on it."""
    match = _LINE.match(text, start)
    return Line(start, match[1] if match else "")


def begins_line(text: str, at: int) -> bool:
    """Whether nothing stands in front of a place on its line but indentation and the dashes of a list."""
    while at and text[at - 1] in " -":
        at -= 1
    return not at or text[at - 1] in "\r\n"


# --- text blocks ------------------------------------------------------------------------------------------------------

_HEAD = Pattern(r"( *+(?:- ++)*+)(?:([^\s#|>][^|>]*):[ ]++|(?<=[- ]))[|>][+-]?[0-9]?[+-]?[ ]*(?:#.*)?")


class Block(NamedTuple):
    """A text block (``|`` or ``>``): the line it begins on, and from and to of the text below it.

    ``key`` is the field it is the text of, and the text stands further in than ``indent``.
    """

    head: Line
    key: str
    indent: int
    start: int
    end: int


class Blocks:
    """Every text block of a text, by the indentation alone: whether YAML can read the rest or not."""

    def __init__(self, text: str) -> None:
        self.all = list(_blocks(text))
        self._starts = [block.start for block in self.all]

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and self.around(place) is not None

    def around(self, place: int) -> Block | None:
        """The block whose text a place stands in."""
        at = bisect_right(self._starts, place) - 1
        return self.all[at] if at >= 0 and place < self.all[at].end else None

    def above(self, place: int) -> Block | None:
        """The last block that begins above a place."""
        at = bisect_right(self._starts, place) - 1
        return self.all[at] if at >= 0 else None


def _blocks(text: str) -> Iterator[Block]:
    head: Line | None = None
    key, indent, start = "", 0, 0
    if "|" not in text and ">" not in text:
        return
    for line in all_lines(text):
        deep = len(line.text) - len(line.text.lstrip(f" \t{ODD_SPACES}"))
        if head is not None and deep < len(line.text) and deep <= indent:
            yield Block(head, key, indent, start, line.start)
            head = None
        if head is None and (opening := _HEAD.fullmatch(line.text)):
            key = opening[2] or ""
            # In a list without a name the text stands further in than the last dash.
            indent = len(opening[1]) if key else max(0, opening[1].rfind("-"))
            head, start = line, min(line.end + 1, len(text))
    if head is not None:
        yield Block(head, key, indent, start, len(text))


# --- values -----------------------------------------------------------------------------------------------------------

_FIELD = Pattern(r"( *+(?:- ++)*+)([^\s:#'\"\[\]{}&*!|>%@`,-][^:#]*):[ ]++(\S.*)")
_ITEM = Pattern(r"( *+(?:- ++)++)(\S.*)")
_COMMENT = Pattern(r"(?<![ \t])[ \t]++#")


class Value(NamedTuple):
    """A value on one line: where it stands in the text, and what was written, less a remark behind it.

    ``key`` is the name it stands behind (empty in a list). ``cut`` says that it is doubtful whether the rest is a remark:
    a # stands right before a word, or behind a single space.
    """

    start: int
    text: str
    key: str
    cut: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def values(text: str) -> Iterator[Value]:
    """The value of every line that holds one, those of text blocks left out; whether YAML can read it or not."""
    blocks = Blocks(text)
    for line in all_lines(text):
        value = value_of(line)
        if value and line.start not in blocks:
            yield value


def value_of(line: Line) -> Value | None:
    """The value that stands on a line, if it is a field's or a list's."""
    match = _FIELD.fullmatch(line.text) or _ITEM.fullmatch(line.text)
    if not match:
        return None
    last = match.re.groups
    written, cut = match[last], False
    if comment := _COMMENT.search(written):
        cut = comment.group() == " #" or (comment.end() < len(written) and not written[comment.end()].isspace())
        written = written[: comment.start()]
    written = written.rstrip(" ")
    if not written or written[0] == "#":
        return None
    return Value(line.start + match.start(last), written, match[2] if last == 3 else "", cut)


# A remark that is typed on purpose stands behind two spaces or more: behind one a # may be a part of the text.
_CUT = Pattern(r"([ \t]+)(#[^\r\n]*)")
_REMARK_BEHIND = Pattern(r"(?:[ \t]{2,}|\t)#")
# A number that a # names; nobody begins a remark so.
_NUMBER_SIGN = Pattern(r"(?i) #[0-9]|(?<!\w)(?:afsnit|bilag|dokument|etape|nr\.?|nummer|pkt\.?|punkt|sag|side) # [0-9]")


def cut_off(text: str, end: int, *, running: bool) -> tuple[int, int] | None:
    """From and to of what a # takes from a value without quotes that ends at ``end``, and is hardly a remark.

    ``running`` says that the value is not blank and a text that runs on, so that a # behind a single space is doubtful too.
    """
    cut = _CUT.match(text, end)
    if not cut:
        return None
    before_word = cut[2][1:2] not in ("", " ", "\t", "#")
    if not before_word and not (running and cut[1] == " " and cut[2].strip("# \t")):
        return None
    remark = _REMARK_BEHIND.search(cut[2])
    return cut.start(2), cut.start(2) + len(cut[2][: remark.start() if remark else None].rstrip())


def is_number_sign(value: str) -> bool:
    """Whether every # behind a space of a running text names a number, so that it is certain that nothing is a remark.

    >>> is_number_sign("Cykelsti #2 ved havnen"), is_number_sign("se bilag # 3 og notat"), is_number_sign("Sti # 2 km")
    (True, True, False)
    """
    return sum(1 for _ in _NUMBER_SIGN.finditer(value)) == value.count(" #")


_MINUS = Pattern(r"[-−–] +(?=[0-9])")


def lonely_minus(value: str) -> str | None:
    """``- 0,300`` as ``-0,300``: a minus with a space behind it is a point of a list to YAML. None if it is not that."""
    match = _MINUS.match(value)
    return f"-{value[match.end() :]}" if match else None


def needs_quotes(value: str) -> bool:
    """Whether a text cannot be read, or loses something, unless it stands in quotes."""
    if value[0] in "&*!@`,]}":
        return True
    if value[0] == "%":
        return not re.match(r"%\s*[-−–0-9]", value)  # a rate that is written backwards: quotes would not help
    if value[0] in "\"'":
        closing = value.find(value[0], 1)
        rest = value[closing + 1 :].strip()
        return closing > 0 and value.count(value[0]) == 2 and bool(rest) and not rest.startswith(("#", ":"))
    if value[0] in "?-":
        return value[0] == "?" and value[1:2] in ("", " ")
    return value[0] not in "[{|>#" and " #" not in value and (": " in value or value.endswith(":"))


def quoted(text: str) -> str:
    """A text in quotes, whatever it holds; the kind in which nothing needs doubling, where there is one."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


_HIDDEN = Pattern(rf"([ ]*+)(\S+):[ ]*+([{ODD_SPACES}][ \t{ODD_SPACES}]*)")
_YEAR = Pattern("[0-9]{4}")


def hidden_field(line: Line, names: Container[str]) -> tuple[int, int] | None:
    """From and to of the odd space that hides a field's name (or a year), so that the line is one text to YAML."""
    match = _HIDDEN.match(line.text)
    if not match or not (match[2] in names or _YEAR.fullmatch(match[2])):
        return None
    return line.start + match.start(3), line.start + match.end(3)
