"""Text in a narrow column: broken between words and after the hyphens in them; within a word with a hyphen to show it."""

from __future__ import annotations

import re
from itertools import chain

# After a space, and after a hyphen between two parts of a word: in IT-chef, and not in 14-A-1 or 2025-01-21.
_BREAKS = re.compile(r"(?<=\s)|(?<=[^\W\d_]{2}-)(?=[^\W\d_]{2})")

#: The first sign that may take no cell, or two; all printable ones before it take one.
_COMBINING = "\u0300"


def cell_width(text: str) -> int:
    """How many cells of a terminal a text takes: a letter of ours takes one, and of others a table knows."""
    if text.isprintable() and (text.isascii() or max(text) < _COMBINING):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def longest_piece(text: str) -> int:
    """The width of the longest piece of a text that is not to be broken, and of the spaces that its lines begin with."""
    return len(_indent(text)) + max(cell_width(piece.rstrip()) for piece in _BREAKS.split(text.lstrip()))


def wrapped(text: str, width: int) -> str:
    """The text as lines of that width.

    >>> wrapped("Nyt administrationscenter på IT-havnen", 14).splitlines()
    ['Nyt', 'administrat-', 'ionscenter på', 'IT-havnen']
    """
    return "\n".join(_lines(line, width) for line in text.splitlines())


def _lines(text: str, width: int) -> str:
    lines = [indent := _indent(text)]
    for part in chain.from_iterable(_parts(piece, width - len(indent)) for piece in _BREAKS.split(text.lstrip())):
        if lines[-1].strip() and cell_width((lines[-1] + part).rstrip()) > width:
            lines.append(indent)
        lines[-1] += part
    return "\n".join(line.rstrip() for line in lines)


def _indent(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _parts(piece: str, width: int) -> list[str]:
    """A piece in parts that fit, as long as one another, so that no letter stands alone on a line."""
    word = piece.rstrip()
    if cell_width(word) <= width or width < 2:
        return [piece]
    count = -(-cell_width(word) // (width - 1))
    size = -(-len(word) // count)
    *parts, _ = (word[start : start + size] for start in range(0, len(word), size))
    rest = piece[len(parts) * size :]
    return [*(part if part.endswith("-") else f"{part}-" for part in parts), rest]
