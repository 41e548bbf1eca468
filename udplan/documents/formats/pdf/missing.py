"""What the fonts of the pdf cannot show, told with the places it is written at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from udplan.documents.blocks import Document
from udplan.documents.formats.pdf import fonts
from udplan.documents.formats.pdf.data import texts
from udplan.documents.printing.text import one_line
from udplan.values.words import how_many, listed

#: A warning names so many places of a character; more of them help nobody.
MOST_PLACES = 5


def missing_characters(document: Document, templates: Sequence[Path] = ()) -> dict[str, list[str]]:
    """The characters of the document that the pdf prints as □, each with the texts that it stands in."""
    shown = fonts.coverage(fonts.folders(templates))
    if fonts.are_shown(texts(document), shown):
        return {}
    standing_in: dict[str, dict[str, None]] = {}
    for text in texts(document):
        for sign in fonts.missing(text, shown):
            standing_in.setdefault(sign, {})[text] = None
    return {sign: list(texts) for sign, texts in standing_in.items()}


def warnings(
    document: Document,
    texts: Iterable[tuple[Path, str]],
    templates: Sequence[Path] = (),
    shown_path: Callable[[Path], str] = str,
) -> list[str]:
    """One Danish line about each character that the pdf prints as □, with the files and lines it is written in.

    ``texts`` are the plan's files with their texts, asked for only where something is missing; ``shown_path`` writes
    the path of one. A character that none of them holds as such (it may be written ``"\\u2764"``) is named with the
    text of the document that it stands in.
    """
    missing = missing_characters(document, templates)
    places: dict[str, list[str]] = {sign: [] for sign in missing}
    for file, text in texts if missing else ():
        for number, line in enumerate(re.split("\r\n|\n|\r", text), 1):
            for sign in missing.keys() & set(line):
                places[sign].append(f"{shown_path(file)}:{number}")
    return [
        f"Pdf'ens skrift har ikke {_named(sign)}, så der står {fonts.REPLACEMENT} i stedet. Tegnet er skrevet i "
        + (_few(places[sign]) if places[sign] else f"»{_shortened(printed[0])}«")
        for sign, printed in missing.items()
    ]


def _named(sign: str) -> str:
    code = f"U+{ord(sign):04X}"
    return f"{sign} ({code})" if sign.isprintable() else f"tegnet {code}"


def _few(places: Sequence[str]) -> str:
    more = len(places) - MOST_PLACES
    return listed([*places[:MOST_PLACES], *([f"{how_many(more, 'linje', 'linjer')} mere"] if more > 0 else [])])


def _shortened(text: str) -> str:
    return one_line(text if len(text) <= 60 else f"{text[:60]}…")
