"""What two texts do not have in common: only the words that are other, with a little of what stands around them.

White space is no difference, and so the length of lines is none; paragraphs and the points of a list are kept apart:
where two have become one, or one two, the break itself is told.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar


class Del(StrEnum):
    """What has become of some words."""

    ENS = "ens"
    SLETTET = "slettet"
    NY = "ny"


class Run(NamedTuple):
    """Words that stand together and share their fate; those that are left out between two are ``UDELADT``."""

    tekst: str
    del_: Del


#: What stands where words that are the same in both texts are left out.
UDELADT: Final = "…"
#: What stands for a break between two paragraphs or points that is gone, or new, while the words around it are not.
AFSNIT: Final = "¶"
#: How many words that are the same stand around those that are not.
OMKRING: Final = 4
#: The most words of two texts that are held against one another word by word; what is more is told whole.
MOST: Final = 2000
#: Between two paragraphs or points.
_SKEL: Final = "\n"
_Piece = TypeVar("_Piece", bound=Hashable)
_POINT: Final = re.compile(r"[ \t]*(?:- |[1-9][0-9]?[.)] )")


def pieces(text: str) -> list[str]:
    """The paragraphs and points of a text, each on one line.

    >>> pieces("En vej\\nog en sti.\\n\\n- den  ene\\n- den anden")
    ['En vej og en sti.', '- den ene', '- den anden']
    """
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if not line.strip() or _POINT.match(line):
            found.append([])
        found[-1] += line.split()
    return [" ".join(words) for words in found if words]


def same(before: str, after: str) -> bool:
    """Whether two texts say the same: white space and the length of lines aside."""
    return before == after or pieces(before) == pieces(after)


def differing(before: str, after: str) -> tuple[tuple[Run, ...], ...]:
    """The paragraphs and points in which two texts are not the same, each as its runs; none where they are."""
    old, new = pieces(before), pieces(after)
    runs: list[Run] = []
    room = MOST * MOST
    for was, is_now in stretches(old, new, room):
        if was == is_now:
            continue
        then, now = _words(was), _words(is_now)
        for gone, came in stretches(then, now, room):
            if gone == came:
                runs += _run(gone, Del.ENS)
            else:
                runs += (*_run(gone, Del.SLETTET), *_run(came, Del.NY))
        room -= len(then) * len(now)
    return tuple(_shortened(line) for line in _lines(runs))


def stretches(
    old: list[_Piece], new: list[_Piece], room: int = MOST * MOST
) -> Iterator[tuple[list[_Piece], list[_Piece]]]:
    """Two lists in stretches that are the same in both, or other in each. What is longer than there is ``room`` to hold each
    against each, between what they begin and end with alike, is one stretch."""
    first, last = _shared(old, new)
    yield old[:first], new[:first]
    middle, other = old[first : len(old) - last], new[first : len(new) - last]
    if len(middle) * len(other) > room:
        yield middle, other
    else:  # words that come again and again in a long text are no place to begin from: it would take its time
        for _, i, j, k, m in SequenceMatcher(None, middle, other).get_opcodes():
            yield middle[i:j], other[k:m]
    yield old[len(old) - last :], new[len(new) - last :]


def _shared(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """How many are the same from the beginning, and then from the end."""
    most = min(len(old), len(new))
    first = next((n for n in range(most) if old[n] != new[n]), most)
    most -= first
    return first, next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)


def _words(of: Sequence[str]) -> list[str]:
    return [word for piece in of for word in (*piece.split(), _SKEL)]


def _run(words: Sequence[str], kind: Del) -> Iterator[Run]:
    """The words as runs; a line ends where a paragraph or a point does, in either text."""
    line: list[str] = []
    for word in words:
        if word != _SKEL:
            line.append(word)
            continue
        if line:
            yield Run(" ".join(line), kind)
            line = []
        yield Run(_SKEL, kind)
    if line:
        yield Run(" ".join(line), kind)


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in [*runs, Run(_SKEL, Del.ENS)]:
        if run.tekst != _SKEL:
            _add(line, run)
        elif run.del_ is Del.ENS:
            if any(each.del_ is not Del.ENS for each in line):
                yield line
            line = []
        elif line and all(each.del_ is run.del_ for each in line):  # a paragraph that is gone, or new, as a whole
            yield line
            line = []
        elif line:  # two that have become one, or one that is two now
            _add(line, Run(AFSNIT, run.del_))


def _add(line: list[Run], run: Run) -> None:
    """Put a run behind the others; behind one of the same fate it is more of that."""
    if line and line[-1].del_ is run.del_:
        run = Run(f"{line.pop().tekst} {run.tekst}", run.del_)
    line.append(run)


def _shortened(line: Sequence[Run]) -> tuple[Run, ...]:
    """A line with only the nearest of the words that are the same in both texts."""
    made: list[Run] = []
    for place, run in enumerate(line):
        words = run.tekst.split(" ")
        before, after = OMKRING * bool(place), OMKRING * (place + 1 < len(line))
        if run.del_ is Del.ENS and len(words) > before + after + 1:
            kept = [*words[:before], UDELADT, *words[len(words) - after :]]
            run = Run(" ".join(kept), run.del_)
        made.append(run)
    return tuple(made)


def in_brackets(line: Sequence[Run]) -> str:
    """A line in plain text, where nothing can be struck: what is gone and what is new in brackets.

    >>> in_brackets(differing("drøftes i udvalget", "drøftes i ØK")[0])
    'drøftes i [udvalget → ØK]'
    """
    said: list[str] = []
    rest = list(line)
    while rest:
        run = rest.pop(0)
        if run.del_ is Del.ENS:
            said.append(run.tekst)
        elif run.del_ is Del.SLETTET and rest and rest[0].del_ is Del.NY:
            said.append(f"[{run.tekst} → {rest.pop(0).tekst}]")
        else:
            said.append(f"[{'slettet' if run.del_ is Del.SLETTET else 'nyt'}: {run.tekst}]")
    return " ".join(said)
