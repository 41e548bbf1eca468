"""Danish words as people type them: the same whatever the keyboard, the case or the Unicode form.

>>> fold("BELØB") == fold("beloeb") == fold("belo\\u0308b".replace("o\\u0308", "ø"))
True
>>> sorted(["Åben", "Zone", "Ærlig", "Anlæg"], key=danish_order)
['Anlæg', 'Zone', 'Ærlig', 'Åben']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, count, islice, takewhile
from operator import eq

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
# After z, in the order of the Danish alphabet; ä and ö sort with the letters they stand for.
_ALPHABET = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


#: The most signs of a line that repeats a text from a plan; no line of a real one is as long.
MOST_ON_LINE = 1000
#: How much of two words must be alike, from 0 to 1, for one to be a slip for the other.
_NEAR = 0.6


def nfc(text: str) -> str:
    """The text in Unicode form NFC: a Mac writes å as two characters, and they must equal one."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=2048)  # the names of a plan stand in it again and again
def fold(text: str) -> str:
    """The text with all that does not matter between two spellings taken out: form, case, æøå, extra spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).casefold().translate(_ASCII)
    else:
        text = text.lower()
    return " ".join(text.split())


def visible(text: str) -> str:
    """The text without the characters that have no shape: marks of format, and those that are for private use.

    >>> visible("1\\u200b3\\uf0b7")
    '13'
    """
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Co"))


def shown_text(text: str) -> str:
    """The text as a message can hold it: on one line, not too long, and nothing in it unseen.

    >>> shown_text("1\\u200b3"), len(shown_text(40 * "1")), shown_text(41 * "1") == 39 * "1" + "…"
    ('1<U+200B>3', 40, True)
    """
    return "".join(sign if sign.isprintable() else _spelled(sign) for sign in shortened(text))


def shortened(text: str, most: int = 40) -> str:
    """The text as it was written, and not too long for a message."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def printable(text: str) -> str:
    """The text as it may be printed: on one line, and nothing in it can steer a terminal or hide.

    >>> printable("drift\\n::warning::\\x1b[31m")
    'drift\\\\n::warning::\\\\x1b[31m'
    """
    return text if text.isprintable() else "".join(sign if is_printable(sign) else _spelled(sign) for sign in text)


def is_printable(sign: str) -> bool:
    """Whether a sign is seen as what it is, and does nothing else."""
    return sign.isprintable() or unicodedata.category(sign) == "Zs"


def _spelled(sign: str) -> str:
    """A sign that is not seen, by its number; one that steers a terminal, or is no text, as programmers write it."""
    if "\udc80" <= sign <= "\udcff":  # a byte of a file's name or of the line that is no text (PEP 383)
        return f"\\x{ord(sign) - 0xDC00:02x}"
    return ascii(sign)[1:-1] if unicodedata.category(sign) in ("Cc", "Cs") else f"<U+{ord(sign):04X}>"


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words that ``word`` may have been meant as, best first; empty when none is near."""
    return list(_nearest(word, tuple(known), most))


@lru_cache(maxsize=512)  # a word that is spelled wrong is often spelled wrong more than once
def _nearest(word: str, known: tuple[str, ...], most: int) -> tuple[str, ...]:
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(fold(candidate), candidate)
    wanted = fold(word)
    near = get_close_matches(wanted, folded, n=most, cutoff=_NEAR)
    near += [candidate for candidate in folded if wanted and candidate.startswith(wanted) and candidate not in near]
    return tuple(folded[candidate] for candidate in near[:most])


def same_name(written: str, known: Iterable[str]) -> str | None:
    """The known name that was written, however it is spelled; None where there is none such."""
    return {fold(name): name for name in known}.get(fold(written))


def no_such_name(written: str, known: Iterable[str], kind: str) -> str:
    """The sentence that there is no such name; ``kind`` begins it, and it ends with the nearest, or all there are."""
    known = tuple(known)
    near = nearest(written, known)
    instead = f"Mente du {listed(near, 'eller')}?" if near else f"Skriv {listed(known, 'eller').removesuffix('.')}."
    return f"{kind} »{shortened(written)}« findes ikke. {instead}"


def nearest_name(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names that ``name`` may have been meant as, best first: what they end on alike does not make them near.

    >>> nearest_name("Vejchefen", ["Skolechefen"]), nearest_name("Sklechefen", ["Skolechefen"])
    ([], ['Skolechefen'])
    """
    known = tuple(known)
    return [near for near in nearest(name, known, len(known) or 1) if _begin_alike(fold(name), fold(near))][:most]


def _begin_alike(one: str, other: str) -> bool:
    """Whether two words are near without the end that they share; a slip in their first letters is no other name."""
    from difflib import SequenceMatcher

    shared = sum(takewhile(bool, map(eq, reversed(one), reversed(other))))
    if not shared:
        return True
    first, second = one[: len(one) - shared], other[: len(other) - shared]
    slip = max(len(first), len(second)) < 2 or sorted(first) == sorted(second)
    return slip or other.startswith(one) or SequenceMatcher(None, first, second).ratio() >= _NEAR


def with_stop(sentence: str) -> str:
    """The sentence with its full stop, which an abbreviation at its end has already.

    >>> with_stop("Skriv kr."), with_stop("Skriv et tal")
    ('Skriv kr.', 'Skriv et tal.')
    """
    return f"{sentence.removesuffix('.')}."


def listed(words: Iterable[str], last: str = "og") -> str:
    """Words as a Danish sentence lists them: ``a, b og c``."""
    *first, final = list(words) or [""]
    return f"{', '.join(first)} {last} {final}" if first else final


def few(words: Iterable[str], of: int, most: int = 5) -> list[str]:
    """The first of some words (``of`` is how many), and how many more there are, for a sentence that must not grow with them.

    >>> listed(few("abcd", 4, 2)), listed(few("abc", 3, 2)), listed(few("ab", 2, 2))
    ('a, b og 2 andre', 'a, b og en anden', 'a og b')
    """
    named = list(islice(words, most))
    more = of - len(named)
    return [*named, f"{more} andre" if more > 1 else "en anden"] if more else named


def how_many(count: int, singular: str, plural: str) -> str:
    """A count with its noun.

    >>> how_many(0, "punkt", "punkter"), how_many(1, "punkt", "punkter")
    ('0 punkter', '1 punkt')
    """
    return f"{count} {singular if count == 1 else plural}"


def danish_order(text: str) -> tuple[str, str]:
    """A sort key: Danish alphabetical order, whatever the case; the text itself breaks ties."""
    return unicodedata.normalize("NFC", text).casefold().translate(_ALPHABET), text


def natural_order(code: str) -> tuple[tuple[int, int | str], ...]:
    """A sort key in which figures count as numbers, so that 14-A-9 stands before 14-A-10."""
    return tuple(
        (0, int(part)) if part.isascii() and part.isdigit() else (1, danish_order(part)[0])
        for part in re.split(r"([0-9]+)", code)
        if part
    )


def as_id(name: str) -> str:
    """A name as the id it is nearest to: small letters from a to z, figures and hyphens; empty where nothing fits.

    >>> as_id("Ny cykelsti på Østergade!")
    'ny-cykelsti-paa-oestergade'
    """
    return hyphenated(unicodedata.normalize("NFKD", fold(name)).encode("ascii", "ignore").decode())


def hyphenated(text: str) -> str:
    """A folded text with hyphens for all that is not a letter from a to z or a figure; empty where nothing is left."""
    return re.sub("[^a-z0-9]+", "-", text).strip("-")


def take_name(name: str, taken: set[str], mark: str) -> str:
    """The name, with a mark and a number behind where it is taken; what is given is taken from now on.

    >>> taken = {"index"}
    >>> [take_name(name, taken, "-") for name in ("index", "plan", "index", "plan")]
    ['index-2', 'plan', 'index-3', 'plan-2']
    """
    numbered = (f"{name}{mark}{number}" for number in count(2))
    free = next(free for free in chain([name], numbered) if free not in taken)
    taken.add(free)
    return free
