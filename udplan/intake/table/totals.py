"""Which rows of somebody's table are totals, by their words."""

from __future__ import annotations

import re
from typing import Final

from udplan.values.words import fold

_ALONE: Final = "(?:total|sum|samlet|subtotal|hovedtotal)"
#: A total: its word alone or with »i alt«, or »i alt« first or last. »Total renovering« and »Samlet skolestruktur« are none.
_TOTAL: Final = re.compile(rf"{_ALONE}(?:,.*)?|(?:{_ALONE} )?i ?alt\b.*|.*[ ,]i ?alt(?:,.*)?")
#: A total whatever else stands in its row.
_SURE: Final = re.compile(r"i ?alt|total|sum|subtotal|hovedtotal|.*[ ,]i ?alt")
_BEGINS: Final = re.compile(rf"{_ALONE}\b(?: for\b)?(.*)")


def is_total(text: str) -> bool:
    """Whether a row with these words and amounts alone is a total."""
    return _TOTAL.fullmatch(_bare(text)) is not None


def is_sure_total(text: str) -> bool:
    """Whether a row with these words is a total whatever else stands in it."""
    return _SURE.fullmatch(_bare(text)) is not None


def begins_like_total(text: str) -> bool:
    """Whether the words may be those of a total, and are not: »Total renovering«."""
    return not is_total(text) and _BEGINS.fullmatch(_bare(text)) is not None


def of_what(text: str) -> str:
    """What a total is of, by its words, folded: of »Total for AU« and »AU i alt, drift« AU; blank where they do not say it."""
    base = _bare(text.partition(",")[0])
    match = _BEGINS.fullmatch(base)
    return re.sub(r"(?:^|[ ,]+)i ?alt\b.*", "", match[1] if match else base).strip(" :-–")


def _bare(text: str) -> str:
    return fold(text).strip(" .:")
