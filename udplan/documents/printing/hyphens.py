"""Where a Danish word may be parted, for a format that must say so itself."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from pyphen import Pyphen

# What can be parted: a run of letters that is long enough, and not so long that it is no word.
_LETTERS: Final = re.compile(r"[^\W\d_]{7,80}")
# No part is shorter, as in print.
_SHORTEST: Final = 3


@lru_cache(maxsize=2_000)  # a table has the same words in many rows
def hyphen_places(word: str) -> tuple[int, ...]:
    """The places in a word at which a hyphen may be put; there are none in a code, or in a short word."""
    return tuple(
        letters.start() + place for letters in _LETTERS.finditer(word) for place in _danish().positions(letters[0])
    )


@cache
def _danish() -> Pyphen:
    return Pyphen(lang="da_DK", left=_SHORTEST, right=_SHORTEST)
