"""A plan file from bytes to text to plain data, with the place of everything in it.

Every scalar is the text that was written: YAML's guesses at types are never asked for. Data are ``dict``, ``list``,
``str`` and None (blank). Places are found lazily, by composing again the few files that have a problem, because
the nodes of a sound file are never needed twice. This is the only module that imports ruamel.yaml.

An edit of a file is a list of ``(start, end, new text)`` on ``Source.text``, with the spans that ``Source.span`` gives;
YAML is never dumped over a file that a person wrote.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from udplan.values.words import nfc
from udplan.yaml import lines
from udplan.yaml import unseen as overlooked
from udplan.yaml.explain import cause, conflict, explained, hidden_by_space
from udplan.yaml.libyaml_words import EXTRA, explain
from udplan.yaml.problem import Finding, Niveau, Problem, SourceError, Span, Sti

try:
    from ruamel.yaml.cyaml import CBaseLoader
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent
    from ruamel.yaml.nodes import MappingNode, ScalarNode
    from ruamel.yaml.tag import Tag
except ImportError as error:  # the C library has a wheel of its own, which a hand-made environment may lack
    raise SystemExit(
        "udplan mangler sin YAML-læser. Installer den med: "
        'pip install "ruamel.yaml>=0.19.1,<0.20" "ruamel.yaml.clib>=0.2.15,<0.3"'
    ) from error

#: A plan file is a page of text; anything this large is something else.
MOST_BYTES = 1_000_000
# To make room for 1 MB takes longer than to read a plan file.
_FIRST_READ = 50_000
#: libyaml recurses in C: some 1,700 levels crash a process with a small stack. No plan needs ten.
MOST_LEVELS = 100

# Controls, line breaks that only YAML counts, and marks that make text run the other way than it is stored.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\U0001fffe-\U0001ffff]"
)
# An anchor, an alias or a tag begins with one of the first three, after one of these; a directive begins its line.
_EXTRAS = "&*!%"
_MAYBE_EXTRAS = re.compile(r"""[&*!%](?:(?<=^.)|(?<=\r%)|(?<=[\s,\[{:"'][&*!]))""", re.MULTILINE)
_LINE_END = re.compile("\r\n|\n|\r")
_CUT_OFF = re.compile(r"[ \t]#[^\s#]")
# Lists of names that have commas in them: "Vækst, erhverv og beskæftigelse" would become two in silence.
_NEVER_IN_BRACKETS = ("hensigtsgrupper", "temaer")
_PER_YEAR = ("beløb", "procent")
#: So many problems in one file say that it is not a plan file; more would only take time.
MOST_PROBLEMS = 100


@dataclass
class Source:
    """One file as it was written. ``text`` is without a byte order mark; line ends are untouched."""

    path: Path
    text: str
    keys: Mapping[str, str]
    data: dict[str, Any] | None = None
    problems: list[Problem] = field(default_factory=list)
    # What was looked up for one problem, for the next: there may be thousands in a file.
    _found: dict[int, dict[str | None, Any]] = field(default_factory=dict, repr=False)
    _cut: dict[int, list[Span]] = field(default_factory=dict, repr=False)
    _lines: dict[int, str] = field(default_factory=dict, repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def _root(self) -> Any:
        try:
            return compose(self.text)
        except SourceError:
            return None

    @property
    def unreadable(self) -> bool:
        """Whether there is an error, and not just warnings, in the form of the file."""
        return any(problem.niveau is Niveau.FEJL for problem in self.problems)

    def problem(self, regel: str, span: Span, besked: str, forslag: str | None = None) -> Problem:
        """An error at a span of the text, placed on its line."""
        return self._placed(span, regel, Niveau.FEJL, besked, forslag)

    def locate(self, finding: Finding, regel: str, niveau: Niveau) -> Problem:
        """A rule's finding, placed at the value (or key) of its field path, or at the nearest field above it."""
        span = self.span(finding.sti, nøgle=finding.nøgle)
        return self._placed(span, regel, niveau, finding.besked, finding.forslag)

    def span(self, sti: Sti, *, nøgle: bool = False) -> Span:
        """Where a field path stands; the top of the file for a field that is not there."""
        node, found = self._root, Span(0, 0)
        for index, step in enumerate(sti):
            last = index == len(sti) - 1
            if isinstance(node, MappingNode):
                pair = self._pairs(node).get(str(step))
                if pair is None:
                    return found
                node = pair[1]
                found = self._node_span(pair[0] if nøgle and last else node)
            elif isinstance(node, ScalarNode) and isinstance(step, int):
                pieces = self._pieces(found)
                return pieces[step] if step < len(pieces) else found
            elif isinstance(node, ScalarNode) or node is None or not isinstance(step, int):
                return found
            else:
                if step >= len(node.value):
                    return found
                node = node.value[step]
                found = self._node_span(node)
        return found

    def block_above(self, sti: Sti) -> str | None:
        """The name of the text block (``|`` or ``>``) that stands right above a top-level key, if one does."""
        pairs = self._root.value if isinstance(self._root, MappingNode) else []
        for above, below in pairwise(pairs):
            if len(sti) == 1 and self._key(below[0]) == sti[0] and getattr(above[1], "style", None) in ("|", ">"):
                return self._key(above[0])
        return None

    def _pairs(self, node: Any) -> dict[str | None, Any]:
        """The pairs of a group by their names; the first of each, where a name stands twice."""
        if id(node) not in self._found:
            self._found[id(node)] = {self._key(pair[0]): pair for pair in reversed(node.value)}
        return self._found[id(node)]

    def _pieces(self, span: Span) -> list[Span]:
        if span.start not in self._cut:
            self._cut[span.start] = list(_pieces(self.text, span))
        return self._cut[span.start]

    def _shown(self, line: int) -> str:
        """The text of a line, the same object for every problem on it: a line may be long, and the problems many."""
        if line not in self._lines:
            end = self._line_starts[line + 1] if line + 1 < len(self._line_starts) else len(self.text)
            self._lines[line] = self.text[self._line_starts[line] : end].rstrip("\r\n")
        return self._lines[line]

    def _key(self, node: Any) -> str | None:
        return canonical(node.value, self.keys) if isinstance(node, ScalarNode) else None

    def _node_span(self, node: Any) -> Span:
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            # The mark runs on to the next token: only what is written counts.
            end = start + len(self.text[start:end].rstrip())
        return Span(start, end)

    def _placed(self, span: Span, regel: str, niveau: Niveau, besked: str, forslag: str | None) -> Problem:
        start = min(span.start, len(self.text))
        line = bisect_right(self._line_starts, start) - 1
        if start == len(self.text) and line and self._line_starts[line] == start:
            # Past the last line end there is no line to show: point behind the last character instead.
            line -= 1
        begin, shown = self._line_starts[line], self._shown(line)
        column = min(start - begin, len(shown))
        return Problem(
            fil=self.path,
            linje=line + 1,
            kolonne=column + 1,
            regel=regel,
            niveau=niveau,
            besked=besked,
            forslag=forslag,
            længde=max(1, min(span.end - begin, len(shown)) - column),
            tekst=shown,
        )


_OPEN = "Se, om den findes, om den er åben i et andet program, og om du har adgang til den."


def read(path: Path, keys: Mapping[str, str]) -> Source:
    """Read a plan file. ``keys`` maps every spelling of a field's name to the name; see ``canonical``.

    What is wrong with the form of the file is in ``Source.problems``, and ``Source.data`` is None if nothing could
    be read. Nothing is raised for what a file holds.
    """
    try:
        with path.open("rb", buffering=0) as stream:
            raw = stream.read(_FIRST_READ)
            if len(raw) == _FIRST_READ:
                raw += stream.read(MOST_BYTES + 1 - _FIRST_READ)
    except OSError as error:
        source = Source(path, "", keys)
        reason = error.strerror or type(error).__name__
        besked = f"Filen kan ikke åbnes ({reason}). {_OPEN}"
        source.problems.append(source.problem("kan-ikke-laeses", Span(0, 0), besked))
        return source
    return parse(path, raw, keys)


def parse(path: Path, raw: bytes, keys: Mapping[str, str]) -> Source:
    """The same as ``read`` for bytes that are at hand."""
    source = Source(path, "", keys)
    try:
        source.text = _decode(raw)
        shows = _shows(source.text)
        if not shows:
            _check_characters(source.text)
        _check_structure(source.text, keys)
        root = _top(source.text, keys)
        data = _mapping(root, source, 0, clean=unicodedata.is_normalized("NFC", source.text))
        if not shows:
            _check_spaces(source.text, root, keys)
        _tell_overlooked(source, root, shows=shows)
        source.data = data
    except SourceError as error:
        source.problems.append(source.problem(error.regel, error.span, error.besked, error.forslag))
    return source


def _top(text: str, keys: Mapping[str, str]) -> Any:
    """The nodes of a whole file; the cause, if it cannot be read."""
    found = conflict(text)
    if found:
        raise found
    try:
        root = compose(text)
        if not isinstance(root, MappingNode):
            raise _not_a_mapping(text, root)
    except SourceError as error:
        raise cause(text, error, compose, keys) from error
    return root


def nodes(text: str, keys: Mapping[str, str]) -> Any:
    """The nodes of a text, or of a part of one, as it stands.

    Raises:
        SourceError: where it cannot be read, or holds what a plan may not.
    """
    _check_structure(text, keys)
    return compose(text)


def is_mapping(node: Any) -> bool:
    """Whether a node of ``compose`` is a group of fields."""
    return isinstance(node, MappingNode)


def is_scalar(node: Any) -> bool:
    """Whether a node of ``compose`` is one value."""
    return isinstance(node, ScalarNode)


def canonical(key: str, keys: Mapping[str, str]) -> str:
    """A key as the format spells it: ``beloeb`` and a decomposed ``beløb`` are ``beløb``; unknown keys stay."""
    return keys.get(key) or keys.get(nfc(key)) or nfc(key)


def _decode(raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        raise SourceError("filen-er-for-stor", Span(0, 0), "Filen fylder over 1 MB. En fil i en plan er en side tekst.")
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode(encoding, errors="ignore")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        raise SourceError(
            "kodning",
            Span(0, 0),
            f"Filen er ikke gemt som UTF-8 (linje {line}, tegn {column} kan ikke læses). "
            "Gem den igen, og vælg UTF-8 som tegnkodning.",
        ) from error


def first_forbidden(text: str) -> str | None:
    """The first character of a text that may not stand in a plan file."""
    found = _FORBIDDEN.search(text)
    return found.group() if found else None


def _check_characters(text: str) -> None:
    match = _FORBIDDEN.search(text)
    if match:
        raise SourceError("forbudte-tegn", Span(*match.span()), forbidden(match.group()))


def _shows(text: str) -> bool:
    """Whether every sign of the text can be seen; nothing forbidden can, and this is much the quickest thing to ask."""
    return text.replace("\n", "").replace("\r", "").isprintable()


def forbidden(sign: str) -> str:
    """The sentence for a character that may not stand in a plan file."""
    mend = "Slet det; udplan ret kan gøre det." if lines.INVISIBLE.match(sign) else "Slet ordet, og skriv det igen."
    return f"Her står et usynligt tegn ({lines.sign_name(sign)}), som ikke må stå i en plan. {mend}"


def _check_spaces(text: str, root: Any, keys: Mapping[str, str]) -> None:
    """Refuse a field that a space of another kind hides: its whole line is one text to YAML."""
    for node, is_key in _plain(root):
        start = node.start_mark.index
        if is_key and node.value[:1] in tuple(lines.ODD_SPACES):
            raise hidden_by_space(start, text[start], indent=True)
        if not is_key and lines.begins_line(text, start):
            line = lines.line_from(text, start)
            if found := lines.hidden_field(line, keys):
                raise hidden_by_space(found[0], text[found[0]])


def _check_structure(text: str, keys: Mapping[str, str]) -> None:
    """Refuse what composing would take in silence or choke on, by the events, where the text gives cause to look."""
    maybe_deep = sum(map(text.count, "[{-?")) > MOST_LEVELS  # each level begins with one, but for keys indented in 1 MB
    maybe_extras = any(sign in text for sign in _EXTRAS) and _MAYBE_EXTRAS.search(text)
    if not maybe_deep and not maybe_extras:
        return
    levels = 0
    for event in _events(text):
        span = Span(event.start_mark.index, event.end_mark.index)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise _extra(text, span, text[span.start : span.start + 1], keys)
        if getattr(event, "tag", None):
            raise _extra(text, span, "!", keys)
        if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
            raise SourceError(
                "yaml-genveje", span, "En linje, der begynder med %, hører ikke hjemme i en plan. Slet den."
            )
        if isinstance(event, CollectionStartEvent):
            levels += 1
            if levels > MOST_LEVELS:
                raise _too_deep(span)
        elif isinstance(event, CollectionEndEvent):
            levels -= 1


def _extra(text: str, span: Span, sign: str, keys: Mapping[str, str]) -> SourceError:
    return explained(text, SourceError("yaml-genveje", span, EXTRA.format(sign)), keys)


_DEEP = "Filen har over 100 niveauer inde i hinanden. Ret indrykningen, så hvert felt står forrest på sin linje."


def _too_deep(span: Span) -> SourceError:
    return SourceError("for-mange-niveauer", span, _DEEP)


def _events(text: str) -> Iterator[Any]:
    loader = CBaseLoader(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    except YAMLError:
        return  # composing meets the same error and explains it
    finally:
        _let_go(loader)


class _Composer(CBaseLoader):
    """A composer that asks of no node which type YAML would guess, by its text or by its place: all get the same tag.

    That is a quarter of the time that composing takes.
    """

    _TAG = Tag(suffix="!")

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Tag:
        return self._TAG

    def descend_resolver(self, current_node: Any, current_index: Any) -> None: ...

    def ascend_resolver(self) -> None: ...


def _let_go(loader: CBaseLoader) -> None:
    """A loader refers to itself, so that only the garbage collector would find it, and a plan is read without one."""
    loader.__dict__.clear()


def compose(text: str) -> Any:
    """The nodes of a text.

    Raises:
        SourceError: where it cannot be read, in libyaml's words made Danish.
    """
    loader = _Composer(text)
    try:
        return loader.get_single_node()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        regel, besked, at = explain(error.context, error.problem, text, mark.index if mark else 0, _context(error))
        raise SourceError(regel, Span(at, at + 1), besked) from error
    except YAMLError as error:
        raise SourceError("yaml-form", Span(0, 0), "Filen kan ikke læses som YAML.") from error
    finally:
        _let_go(loader)


def _context(error: Any) -> int | None:
    return error.context_mark.index if error.context_mark else None


_FIELDS = "Skriv et felt på hver linje: feltets navn, kolon, mellemrum og værdien, fx overskrift: Ny cykelsti."


def _not_a_mapping(text: str, root: Any) -> SourceError:
    if root is None:
        return SourceError(
            "tom-fil", Span(0, 0), "Filen er tom. Slet den, eller skriv punktets felter, fx overskrift: …"
        )
    span = Span(root.start_mark.index, root.start_mark.index + 1)
    what = "en tekst" if isinstance(root, ScalarNode) else "en liste"
    return SourceError("yaml-form", span, f"Filen er {what}. {_FIELDS}")


def _mapping(node: Any, source: Source, level: int, *, clean: bool) -> dict[str, Any]:
    """A node as dict, list, str and None, with every field under its name. ``clean``: no text needs normalising."""
    keys, problems = source.keys, source.problems
    data: dict[str, Any] = {}
    pairs = node.value
    if node.flow_style and (cut := _cut_amounts(source, node)):
        pairs = [pair for pair in pairs if id(pair[0]) not in cut]
    for key_node, value_node in pairs:
        if type(key_node) is not ScalarNode or key_node.style in ("|", ">"):
            span = Span(key_node.start_mark.index, key_node.start_mark.index + 1)
            besked = "Et felts navn er ét ord. Skriv navnet, kolon, mellemrum og værdien på én linje."
            problems.append(source.problem("yaml-form", span, besked))
            continue
        key = key_node.value
        if key_node.style == '"':
            _check_escapes(key_node, source)
        key = keys.get(key) or (key if clean else canonical(key, keys))
        if (key in data or key == "<<") and len(problems) < MOST_PROBLEMS:
            problems.append(_bad_key(source, node, key_node, key))
        data[key] = _value(value_node, source, level + 1, clean=clean)
        if key in _NEVER_IN_BRACKETS and level == 0 and _names_in_brackets(value_node):
            _flow_list(source, key, value_node)
        if key in _PER_YEAR and _in_brackets(value_node):
            _amounts_in_brackets(source, value_node)
            data[key] = {}
    if None in data.values():
        # A field that is left blank is a field left out; a year (or any other free key) keeps its blank.
        fields = keys.values()
        return {key: each for key, each in data.items() if each is not None or key not in fields}
    return data


def _value(node: Any, source: Source, level: int, *, clean: bool) -> Any:
    if type(node) is ScalarNode:
        written: str = node.value
        if node.style == '"':
            _check_escapes(node, source)
        if not written or written.isspace():
            return None
        return written if clean else nfc(written)
    if level >= MOST_LEVELS:
        raise _too_deep(Span(node.start_mark.index, node.start_mark.index + 1))
    if type(node) is MappingNode:
        return _mapping(node, source, level, clean=clean)
    return [_value(each, source, level + 1, clean=clean) for each in node.value]


def _check_escapes(node: Any, source: Source) -> None:
    """Escapes in double quotes can hold what the file itself may not."""
    if sign := _FORBIDDEN.search(node.value):
        span = Span(node.start_mark.index, node.end_mark.index)
        source.problems.append(source.problem("forbudte-tegn", span, forbidden(sign.group())))


def _bad_key(source: Source, node: Any, key_node: Any, key: str) -> Problem:
    span = Span(key_node.start_mark.index, key_node.end_mark.index)
    if key == "<<":
        return source.problem("yaml-genveje", span, "<< (sammenfletning) forstås ikke i en plan. Skriv felterne ud.")
    first = next(pair[0] for pair in node.value if source._key(pair[0]) == key)
    line = source.problem("", Span(first.start_mark.index, 0), "").linje
    return source.problem("dobbelt-felt", span, f"{key} står to gange: også i linje {line}. Slet den ene.")


_ONE_A_LINE = "Skriv hvert år på sin egen linje, fx 2025: {}"


def _cut_amounts(source: Source, node: Any) -> set[int]:
    """Tell of ``{2025: 1,2027}``, which is 1 in 2025 and a blank 2027 to YAML: the decimals would be gone in silence.

    Gives the keys (by ``id``) that are no more to be looked at: the decimals, and every year.
    """
    blank = [number for number, (key_node, each) in enumerate(node.value) if _is_blank(each) and _is_number(key_node)]
    if not blank:
        return set()
    numbers = {id(key_node) for key_node, _ in node.value if _is_number(key_node)}
    besked = "Inden for { } skiller hvert komma to felter ad, også et decimalkomma"
    behind = [
        (str(node.value[at - 1][0].value), str(node.value[at - 1][1].value), node.value[at][0].value)
        for at in blank
        if at
    ]
    name, value, decimals = behind[0] if behind else ("", "", "")
    if name and not name.isdecimal():
        besked += f'. Sæt anførselstegn om tallet: {name}: "{value},{decimals}".'
        _tell_of_braces(source, node, besked)
        return numbers
    # The figures behind the comma may be a year of the plan too: then nobody can tell which of the two was meant.
    år = next((each for each in behind if re.fullmatch("20[0-9]{2}", each[2])), None)
    if år:
        tal = ",".join(år[1:])
        besked += f", så {år[2]} kan være et år uden beløb eller decimalerne i {tal}. {_ONE_A_LINE.format(tal)}."
    else:
        besked += f". {_ONE_A_LINE.format('-0,518')}; udplan ret kan gøre det."
    _tell_of_braces(source, node, besked)
    return numbers


def _tell_of_braces(source: Source, node: Any, besked: str) -> None:
    span = Span(node.start_mark.index, node.end_mark.index)
    if len(source.problems) < MOST_PROBLEMS:
        source.problems.append(source.problem("beloeb-i-klammer", span, besked))


def _is_number(node: Any) -> bool:
    return isinstance(node, ScalarNode) and node.value.isdecimal()


def _is_blank(node: Any) -> bool:
    return isinstance(node, ScalarNode) and node.start_mark.index == node.end_mark.index


def _amounts_in_brackets(source: Source, node: Any) -> None:
    """Tell of ``[1,000, 1,000]``, which is four figures to YAML, and of no year."""
    span = Span(node.start_mark.index, node.end_mark.index)
    besked = (
        "Inden for [ ] skiller hvert komma to tal ad, også et decimalkomma, og årene mangler. "
        f"{_ONE_A_LINE.format('-0,518')}."
    )
    if len(source.problems) < MOST_PROBLEMS:
        source.problems.append(source.problem("beloeb-i-klammer", span, besked))


def _in_brackets(node: Any) -> bool:
    return not isinstance(node, ScalarNode | MappingNode) and bool(node.flow_style)


def _names_in_brackets(node: Any) -> bool:
    return _in_brackets(node) and any(isinstance(each, ScalarNode) for each in node.value)


def _flow_list(source: Source, key: str, node: Any) -> None:
    besked = (
        f"{key} kan ikke stå i klammer, for navnene har kommaer i sig og ville blive til flere. "
        "Skriv hvert navn på sin egen linje med - og et mellemrum foran."
    )
    span = Span(node.start_mark.index, node.end_mark.index)
    source.problems.append(source.problem("liste-i-klammer", span, besked))


def _tell_overlooked(source: Source, root: Any, *, shows: bool) -> None:
    """Warn of what can be read, and is not what the writer sees."""
    text = source.text
    found = [] if shows else list(overlooked.invisible(text))
    if (" #" in text or "\t#" in text) and _CUT_OFF.search(text):
        found += overlooked.cut_off(text, (node.end_mark.index for node, is_key in _plain(root) if not is_key))
    for each in found:
        source.problems.append(source._placed(each.span, each.regel, Niveau.ADVARSEL, each.besked, None))


def _plain(node: Any) -> Iterator[tuple[Any, bool]]:
    """Each key and value without quotes, and whether it is a key."""
    if isinstance(node, ScalarNode):
        if node.style not in ("'", '"', "|", ">"):
            yield node, False
    elif isinstance(node, MappingNode):
        for key_node, value_node in node.value:
            yield from ((each, True) for each, _ in _plain(key_node))
            yield from _plain(value_node)
    else:
        for each in node.value:
            yield from _plain(each)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The span of each piece of a list that was written with commas in one text, e.g. ``BUU, AU, KB``."""
    start = span.start
    for piece in text[span.start : span.end].split(","):
        begin = start + len(piece) - len(piece.lstrip(" \t\r\n\"'"))
        yield Span(begin, begin + max(1, len(piece.strip(" \t\r\n\"'"))))
        start += len(piece) + 1
