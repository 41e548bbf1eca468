"""Which characters the fonts of the pdf can show, and what stands in the place of those they cannot.

PDF/UA does not allow a character without a shape, so one emoji in a plan would stop the whole document. What the
fonts lack is replaced here, before it comes that far.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from udplan.disk.reading import read_file
from udplan.documents.printing.errors import TemplateError
from udplan.documents.printing.files import held, hold_below, is_there, packaged_templates

#: The folder of fonts beside templates.
FOLDER = "fonts"
#: What stands for a character that no font can show.
REPLACEMENT = "□"

# Characters without a shape of their own: joiners, marks of direction, variation selectors and tags (Unicode,
# Default_Ignorable_Code_Point). The typesetter leaves them out of the picture and needs no shape for them.
_UNSEEN = (
    *(0x061C, 0x180E),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2065),
    *range(0x2066, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0xE0020, 0xE0080),
)
# PDF/UA-1 (ISO 14289-1, 7.21.8 and 7.21.7) forbids these, whether a font has them or not.
_FORBIDDEN = {0x0000, 0xFEFF, 0xFFFE}
# Spaces, which a font need not have a shape for. A few other spaces, such as U+1680, do have one.
_SPACES = {*range(0x09, 0x0E), 0x20, 0x85, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000}


def folders(templates: Sequence[Path]) -> list[Path]:
    """The folders that fonts are taken from: ``fonts/`` in those of ``templates`` that have one, then our own.

    Raises:
        TemplateError: if it is no folder, or there are links among the fonts that lead out of the repository.
    """
    own = [fonts for fonts in (folder / FOLDER for folder in templates) if is_there(fonts)]
    for fonts in own:
        if not held(fonts, templates).is_dir():
            raise TemplateError(f"{fonts}: det er en fil, men {FOLDER} skal være en mappe med skrifttyper.")
        hold_below(fonts, templates)
    return [*own, packaged_templates() / FOLDER]


@cache
def _shown_by(fonts: tuple[Path, ...]) -> frozenset[int]:
    return frozenset({*_UNSEEN, *_SPACES, *(sign for font in fonts for sign in _signs(font))} - _FORBIDDEN)


def coverage(folders: Iterable[Path]) -> frozenset[int]:
    """The code points that can stand in a document set with the fonts of these folders.

    Raises:
        TemplateError: if a font cannot be read.
    """
    files = (path for folder in folders for path in sorted(folder.rglob("*")))
    return _shown_by(tuple(path for path in files if path.suffix.lower() in (".ttf", ".otf")))


def are_shown(texts: Iterable[str], shown: frozenset[int]) -> bool:
    """Whether the texts can all stand as they are; it is quick, and so they can in nearly every plan."""
    return all(ord(sign) in shown for sign in set("".join(texts)))


def replaced(text: str, shown: frozenset[int]) -> str:
    """The text with a □ for every character that cannot be shown. U+FEFF has no shape anywhere and is left out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign if ord(sign) in shown else REPLACEMENT for sign in text if sign != "\ufeff")


def missing(text: str, shown: frozenset[int]) -> Iterable[str]:
    """The characters of the text that ``replaced`` puts a □ for."""
    return (sign for sign in text if ord(sign) not in shown and sign != "\ufeff")


def _signs(font: Path) -> Iterable[int]:
    from fontTools.ttLib import TTFont

    try:
        with TTFont(io.BytesIO(read_file(font)), lazy=True) as opened:
            return tuple(opened.getBestCmap() or ())
    except MemoryError:
        raise
    except Exception as error:  # a broken font can raise anything
        raise TemplateError(
            f"{font}: skrifttypen kan ikke læses. Læg en hel .ttf- eller .otf-fil, eller slet den."
        ) from error
