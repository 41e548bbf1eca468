"""The text of a file that somebody has saved as something else than UTF-8."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

Encode = Callable[[str], bytes]

_BOM: Final = b"\xef\xbb\xbf"
# The letters and signs of Windows-1252 that Danish text has.
_WINDOWS: Final = "æøåÆØÅéÉäÄöÖüÜ§²½“”’–—…•°´«»\u00a0"
# What one of those would be in the old DOS code page 865: a letter that stands alone, an apostrophe with no
# letter in front of it; and controls, which UTF-16 without its mark is full of.
_NOT_SURE: Final = (
    "(?<![A-Za-zæøåÆØÅéÉ])[æøåÆØÅ](?![A-Za-zæøåÆØÅéÉ])|(?<![a-zæøå])’"
    "|(?<=[A-Za-zæøå])[”“](?=[A-Za-zæøå])|[^\\S \t\r\n\u00a0]|\x00"
)


def decode_any(raw: bytes) -> tuple[str | None, Encode, str | None]:
    """The text of a file, how to write it again, and what that changes, in Danish; None for the text where its encoding is not certain.

    UTF-8 keeps its byte order mark, if it has one. UTF-16 and what can only be Windows-1252 are written as UTF-8.
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return raw.decode("utf-16"), _utf8, "gemt som UTF-8 i stedet for UTF-16"
        except UnicodeDecodeError:
            return None, _utf8, None
    mark = _BOM if raw.startswith(_BOM) else b""
    try:
        return raw[len(mark) :].decode("utf-8"), lambda text: mark + text.encode("utf-8"), None
    except UnicodeDecodeError:
        if {byte for byte in raw if byte >= 0x80} <= {*_WINDOWS.encode("cp1252")}:
            text = raw.decode("cp1252")
            if not re.search(_NOT_SURE, text) and re.search("[æøåÆØÅ]", text):
                return text, _utf8, "gemt som UTF-8 i stedet for Windows-1252"
        return None, _utf8, None


def _utf8(text: str) -> bytes:
    return text.encode("utf-8")
