"""What is told of any zip before something in it is read: what a damaged one raises, and names that lead out of it."""

from __future__ import annotations

import zlib
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipInfo

#: What a zip that is cut short, patched or made by hand can raise.
DAMAGED: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, LookupError)


def points_out(name: str) -> bool:
    """Whether the name of a file in a zip leads out of the folder that it is unpacked in: up, to the top, to a drive."""
    steps = name.replace("\\", "/").split("/")
    return ".." in steps or name.startswith(("/", "\\")) or ":" in steps[0]


def is_closed(part: ZipInfo) -> bool:
    """Whether a file in a zip has a password, or is packed in a way that hardly any program uses."""
    return bool(part.flag_bits & 1) or part.compress_type not in (ZIP_STORED, ZIP_DEFLATED)
