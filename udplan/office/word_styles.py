"""What the styles and lists of a Word file say of its paragraphs: points of a list, headings, what is hidden or struck through."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from udplan.office.word_parts import Parts

if TYPE_CHECKING:
    from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING: Final = re.compile(r"(?:heading|overskrift) ?([1-9])", re.IGNORECASE)
_OFF: Final = frozenset({"0", "false", "off", "none"})


class _Style(NamedTuple):
    base: str | None
    name: str
    number: tuple[str | None, int | None]
    level: int | None
    toggles: dict[str, bool]


def val(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute of Word's own."""
    return None if element is None else element.get(W + name)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The element below another by the names of the way there."""
    for name in path:
        element = None if element is None else element.find(W + name)
    return element


def toggle(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a run says that it is hidden (``vanish``), struck through, …; None where it says nothing of it."""
    found = child(properties, name)
    return None if found is None else (val(found) or "true").lower() not in _OFF


def figure(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch("-?[0-9]{1,9}", text) else None


class Styles:
    """The styles and lists of one file, and how far each of its numbered lists has come."""

    def __init__(self, parts: Parts, styles: str | None, numbering: str | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        for each in parts.children(styles):
            self._add(each)
        self._formats = dict(_formats(parts.children(numbering)))
        self._counts: dict[tuple[str, int], int] = {}
        self.toggled = cache(self._toggled)

    @property
    def names(self) -> set[str]:
        """What its styles are called."""
        return {style.name for style in self._styles.values()}

    def _add(self, each: Any) -> None:
        identity = val(each, "styleId")
        if each.tag != W + "style" or identity is None:
            return
        number = child(each, "pPr", "numPr")
        properties = child(each, "rPr")
        toggles = {name: on for name in ("vanish", "strike", "dstrike") if (on := toggle(properties, name)) is not None}
        self._styles[identity] = _Style(
            val(child(each, "basedOn")),
            val(child(each, "name")) or "",
            (val(child(number, "numId")), figure(val(child(number, "ilvl")))),
            figure(val(child(each, "pPr", "outlineLvl"))),
            toggles,
        )
        if val(each, "type") == "paragraph" and val(each, "default") in ("1", "true"):
            self._default = identity

    def _chain(self, style: str | None) -> list[_Style]:
        chain: list[_Style] = []
        while style in self._styles and len(chain) < 20:
            assert style is not None
            chain.append(self._styles[style])
            style = chain[-1].base
        return chain

    def _toggled(self, name: str, character: str | None, paragraph: str | None) -> bool:
        """What the styles of a run say, where the run itself says nothing."""
        chain = [*self._chain(character), *self._chain(paragraph or self._default)]
        return next((style.toggles[name] for style in chain if name in style.toggles), False)

    def level(self, paragraph: Any) -> int:
        """The level of a heading, from 1; 0 where the paragraph is none."""
        own = figure(val(child(paragraph, "pPr", "outlineLvl")))
        if own is not None:
            return own + 1 if 0 <= own < 9 else 0
        for style in self._chain(val(child(paragraph, "pPr", "pStyle"))):
            if match := _HEADING.fullmatch(style.name):
                return int(match[1])
            if style.level is not None and 0 <= style.level < 9:
                return style.level + 1
        return 0

    def mark(self, paragraph: Any) -> str:
        """What stands before a point of a list: ``- ``, or its number; nothing before what is no point."""
        properties = child(paragraph, "pPr", "numPr")
        number, level = val(child(properties, "numId")), figure(val(child(properties, "ilvl")))
        for style in self._chain(val(child(paragraph, "pPr", "pStyle")) or self._default):
            number = style.number[0] if number is None else number
            level = style.number[1] if level is None else level
        level = level or 0
        form = self._formats.get((number or "", level))
        if number in (None, "0") or form is None or form == "none":
            return ""
        if form == "bullet":
            return "- "
        assert number is not None
        for below in [key for key in self._counts if key[0] == number and key[1] > level]:
            del self._counts[below]
        count = self._counts[number, level] = self._counts.get((number, level), 0) + 1
        return f"{_counted(count, form)} "


def _counted(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count <= 26:
        letter = chr(ord("a") + count - 1)
        return f"{letter if form == 'lowerLetter' else letter.upper()})"
    return f"{count}."


def _formats(numbering: list[Any]) -> Any:
    """How each level of each list is counted."""
    abstract: dict[str | None, dict[int, str]] = {}
    for each in numbering:
        if each.tag == W + "abstractNum":
            levels = ((figure(val(level, "ilvl")) or 0, val(child(level, "numFmt"))) for level in each.iter(W + "lvl"))
            abstract[val(each, "abstractNumId")] = {level: form or "decimal" for level, form in levels}
    for each in numbering:
        if each.tag == W + "num":
            own = abstract.get(val(child(each, "abstractNumId")), {})
            for level, form in own.items():
                yield (val(each, "numId") or "", level), form
