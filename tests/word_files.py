"""Small Word files for the tests: a body as XML, or a table of texts, in a package as Word writes it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
HEAD = (
    "Overskrift",
    "Tovholder",
    "Kurs",
    "Koordinering",
    "Sagsgang",
    "MED/Høring",
    "Slut (X)",
    "2025",
    "2026",
    "2027",
    "2028",
)


def p(text: str = "", properties: str = "") -> str:
    """A paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def tc(content: str = "", properties: str = "") -> str:
    """A cell: of paragraphs, where it has some, else of one with this text."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cell if cell.startswith('<w:tc') else tc(cell) for cell in cells)}</w:tr>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def table(*rows: str | Sequence[str], widths: Iterable[int] = (1000,) * len(HEAD)) -> str:
    """A table: rows are XML, or the texts of their cells."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    made = "".join(row if isinstance(row, str) else tr(*row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def item(title: str, *amounts: str, **cells: str) -> tuple[str, ...]:
    """The cells of an item's row; blank where nothing is said."""
    names = ("tovholder", "kurs", "koordinering", "sagsgang", "med", "slut")
    return (title, *(cells.get(name, "") for name in names), *(*amounts, "", "", "", "")[:4])


def package(body: str, parts: Mapping[str, str] = {}) -> bytes:
    """The bytes of a Word file. ``parts`` are further ones by what they are to the document: ``styles``, ``comments``."""
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    related = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for n, name in enumerate(parts)
    )
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{rels}">{related}</Relationships>',
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    return zipped({name: text.encode() for name, text in files.items()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return raw.getvalue()


def unzipped(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as read:
        return {name: read.read(name) for name in read.namelist()}


def save(folder: Path, body: str, parts: Mapping[str, str] = {}, name: str = "skema.docx") -> Path:
    path = folder / name
    path.write_bytes(package(body, parts))
    return path
