"""Files as odd as files can be, of any size: one sign over and over, every field wrong, and random bytes."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.plans import item

#: What a file may be filled with: each stands where YAML, or a reader of lines, has to look far ahead or far back.
UNITS = (
    *("[", "{", "- - - ", '"', "'", "#", ": ", "&a ", "*a ", "!a ", "%", "|", "> ", "? ", "?\n", "\t", "\u00a0", "\u00ad"),
    *("\n", "\r", "\r\n", " ", "a", "a:\n", "- a\n", "- a: b\n", "\uf0b7 ", "\u200b", "---\n", "=======\n"),
    *("<<<<<<< a\n", 'a: "\n', "a: &b c\n", "a: b: c\n", "note: b: c\n", "x: - 1\n", "k: |\n", "k: |\n  a\n", "a: [\n"),
    *("\ta: b\n", "a:\u00a0b\n", "note:\u00a0b\n", "beløb: {2025: 1,5}\n", "beløb: [1,5, 1,5]\n", "a #b\n", "\\"),
    *("\x00", "\u202e", ",", "-\n"),
)  # fmt: skip

#: A sound item and then one thing again and again, by the place it has among the others.
_REPEATED: dict[str, tuple[str, Callable[[int], str]]] = {
    "unknown fields": ("", lambda n: f"ukendt{n}: {n}\n"),
    "fields that need quotes": ("", lambda n: f"note{n}: a: {n}\n"),
    "exceptions": ("undtagelser:\n", lambda n: f"  regel-{n}: x\n"),
    "names": ("strategier:\n", lambda n: f"  - Strategi {n}\n"),
    "bullets": ("forudsætning: |\n", lambda n: "  - et punkt\n"),
    "statuses": ("status:\n", lambda n: "  - dato: 01-02-2025\n    obs: x\n"),
    "statuses that need quotes": ("status:\n", lambda n: "  - tekst: a: b\n"),
}
_SIGNS = b" \n:-#\"'[]{}|>&*!%@a1,.\t"
_LINES = b"    \n\n::aaaa1,.-"


def files(size: int) -> dict[str, bytes]:
    """The files, by what they are full of, each of ``size`` bytes or a little over."""
    return {
        **{repr(unit): (unit * size).encode("utf-8")[:size] for unit in UNITS},
        **{name: (item() + head + _many(row, size)).encode() for name, (head, row) in _REPEATED.items()},
        "statuses with a fault below": (
            item() + "status:\n" + _many(lambda n: "  - tekst: a: b\n", size) + "  ]\n"
        ).encode(),
        "one long line": item(kurs="a" * size).encode(),
        "one long path": item(sagsgang="XX, " * (size // 4) + "AU").encode(),
        "one year many times": item(beløb="\n  2025: - 1" * (size // 12)).encode(),
        "groups in groups": _many(lambda n: " " * n + "a:\n", size).encode(),
        "bytes": random.Random(1).randbytes(size),
        "signs": bytes(random.Random(2).choices(_SIGNS, k=size)),
        "lines": bytes(random.Random(3).choices(_LINES, k=size)),
    }


def _many(row: Callable[[int], str], size: int) -> str:
    rows: list[str] = []
    length = 0
    while length < size:
        rows.append(row(len(rows)))
        length += len(rows[-1])
    return "".join(rows)
