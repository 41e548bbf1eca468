"""What the amounts of somebody's table are in, as its headings and the file's own words say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from udplan.office.grid import Read, Row
from udplan.values.amounts import ENHEDER
from udplan.values.words import fold

#: How a heading says it, folded.
_SAID: Final = {
    "mio. kr.": re.compile(r"\bmio\.? ?kr|\bmill?\.? ?kr|\bmillion\w* kr"),
    "1.000 kr.": re.compile(r"\b1\.?000 ?kr|\bt\.? ?kr|\btkr|\btusinde? kr"),
    "kr.": re.compile(r"\bhele kr|\(kr\.?\)|\bi kr\.?(?:$|\))"),
}
#: How a line begins that speaks of all amounts, wherever in the file it stands: »Alle beløb er i 1.000 kr.«
_OF_ALL: Final = re.compile(
    r"(?:note: ?)?(?:alle )?(?:beloeb(?:ene)?|tal(?:lene)?)\b(?: (?:er|angivet|opgjort|vist|skrevet|i))*[ :(,]*"
)
#: How soon after that it names the unit, in characters.
_SOON: Final = 12
#: No line that says it is longer, in characters.
_LONGEST: Final = 200


def of_heading(text: str) -> list[str]:
    """The units that a text names."""
    return [enhed for enhed in ENHEDER if _SAID[enhed].search(fold(text))]


def of_head(rows: Sequence[Row]) -> list[str]:
    """The units that the headings of the columns name; not a cell with so much text that it is no heading."""
    texts = [cell.text for row in rows for cell in row.celler if len(cell.text) < _LONGEST // 2]
    return list(dict.fromkeys(unit for text in texts for unit in of_heading(text)))


def of_all(read: Read) -> list[str]:
    """The units that a line outside the tables says all amounts to be in."""
    paragraphs = (*(each for table in read.tabeller for each in table.før), *read.efter)
    lines = [paragraph.text for paragraph in paragraphs if len(paragraph.text) < _LONGEST]
    begun = ((line, _OF_ALL.match(fold(line))) for line in lines)
    said = (unit for line, match in begun if match for unit in of_heading(fold(line)[: match.end() + _SOON]))
    return list(dict.fromkeys(said))
