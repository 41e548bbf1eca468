"""How far figures go: what lies outside is a slip of the keys, and is refused with words.

A module of its own, because the options of the command line have these limits too, and ``--help`` must come at once.
"""

from __future__ import annotations

from typing import Final

#: No plan, and no document that one names, is so old or so far ahead.
FØRSTE_ÅR: Final = 1900
SIDSTE_ÅR: Final = 2199
#: A budget has four years, and no table has room for more than some twenty.
FLEST_ÅR: Final = 20
#: The most decimals of an amount: a mio. kr. has six that are worth something.
FLEST_DECIMALER: Final = 10
#: Ten years: nothing in a plan lasts, or may be left, as long.
FLEST_DAGE: Final = 3650
