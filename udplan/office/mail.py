"""Mail as files: a draft that a mail program opens as one that is not sent yet, and what is attached to an answer.

Nothing is sent, and no server is asked. A draft says nothing of who made it or when (no From, Date or Message-ID), so the
same draft is the same bytes; ``X-Unsent`` is what Outlook knows a draft by (https://github.com/symfony/symfony/pull/44311).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Final, NamedTuple

from udplan.disk.reading import read_file
from udplan.disk.refusals import Refused
from udplan.office.grid import CannotReadOffice

#: What a mail program sends with a sheet or two in it; what is larger, or has more lines than that makes, is something else.
_MOST_BYTES: Final = 30_000_000
_MOST_LINES: Final = 600_000
#: Lines that may begin a part, quoted ones and signatures among them, and parts.
_MOST_DASHED: Final = 1_000
_MOST_PARTS: Final = 200
#: A header with the lines that it goes on over, how many there may be, and how many signs in one.
_HEADER: Final = re.compile(rb"(?m)^[A-Za-z0-9-]+:[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*")
_MOST_HEADERS: Final = 20_000
_MOST_IN_HEADER: Final = 20_000
_KINDS: Final = {
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
#: One address and nothing else: what could begin another header, or another recipient, is in none.
_ADDRESS: Final = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+").fullmatch
_NO_LINE: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


class Bilag(NamedTuple):
    """A file in a mail: its name and its bytes."""

    navn: str
    raw: bytes


class ForkertAdresse(ValueError):
    """Why something is no mail address; the text is Danish."""


def adresse(text: str) -> str:
    """A mail address as it was written.

    Raises:
        ForkertAdresse: for what is not one address.
    """
    written = text.strip(" ")
    if not _ADDRESS(written) or ".." in written or len(written) > 254:
        raise ForkertAdresse(
            f"»{_NO_LINE.sub(' ', written)[:60]}« er ikke en mailadresse. Skriv én, fx navn@kommune.dk."
        )
    return written


def kladde(til: Sequence[str], emne: str, tekst: str, bilag: Bilag) -> bytes:
    """A draft to some addresses, or to nobody yet, with one file in it.

    Raises:
        ForkertAdresse: for a recipient that is no address.
    """
    message = EmailMessage(policy=policy.SMTP)
    message["X-Unsent"] = "1"
    if til:
        message["To"] = ", ".join(map(adresse, til))
    message["Subject"] = " ".join(_NO_LINE.sub(" ", emne).split())
    message.set_content(tekst, cte="quoted-printable")
    main, sub = _KINDS[Path(bilag.navn).suffix]
    message.add_attachment(bilag.raw, maintype=main, subtype=sub, filename=bilag.navn)
    # Neither base64 nor quoted-printable has an = before a _.
    said = hashlib.sha256(b"\0".join((tekst.encode(), bilag.navn.encode(), bilag.raw)))
    message.set_boundary(f"=_udplan_{said.hexdigest()[:32]}")
    return message.as_bytes()


def bilagene(path: Path) -> tuple[Bilag, ...]:
    """The files that are attached to a mail, and to mails that are attached to it, in order.

    Raises:
        CannotReadOffice: for what is no mail, or one that no mail program sends.
        OSError: if the file cannot be read.
    """
    try:
        raw = read_file(path, _MOST_BYTES)
    except Refused as error:
        if path.is_file():
            raise CannotReadOffice(
                f"Mailen fylder over {_MOST_BYTES // 1_000_000} MB og bliver ikke læst. Gem bilaget fra den, og giv udplan det."
            ) from error
        raise
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise CannotReadOffice(
            "Mailen er gemt i Outlooks eget format (.msg). Gem bilaget fra mailen, og giv udplan det."
        )
    _refuse_harm(raw)
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw)
        if not message.keys() or (message.defects and not message.is_multipart() and not message.get("Content-Type")):
            raise CannotReadOffice("Filen er ikke en mail. Gem mailen igen som .eml, eller gem bilaget fra den.")
        return tuple(_attached(message))
    except (MessageError, RecursionError, LookupError, ValueError, TypeError, AttributeError) as error:
        if isinstance(error, CannotReadOffice):
            raise
        raise CannotReadOffice("Mailen kan ikke læses. Gem bilaget fra den, og giv udplan det.") from error


def _refuse_harm(raw: bytes) -> None:
    """Refuse what would keep the parser of the standard library at work for minutes."""
    headers = [len(match[0]) for match in _HEADER.finditer(raw)]
    parts = len(re.findall(rb"(?im)boundary\s*=|^content-type:\s*message/", raw))
    if (
        parts > _MOST_PARTS
        or len(re.findall(rb"(?m)^--", raw)) > _MOST_DASHED
        or len(headers) > _MOST_HEADERS
        or max(headers, default=0) > _MOST_IN_HEADER
        or raw.count(b"\n") + raw.count(b"\r") > 2 * _MOST_LINES
    ):
        raise _no_program()


def _no_program() -> CannotReadOffice:
    return CannotReadOffice("Mailen er ikke, som et mailprogram laver den. Gem bilaget fra den, og giv udplan det.")


def _attached(message: EmailMessage) -> Iterator[Bilag]:
    for place, part in enumerate(message.walk()):
        if place > _MOST_PARTS:
            raise _no_program()
        name = None if part.is_multipart() else part.get_filename()
        if name:
            # A name is a name: what a mail says of folders leads nowhere.
            bare = re.split(r"[/\\]", _NO_LINE.sub(" ", str(name)))[-1]
            content = part.get_payload(decode=True)
            yield Bilag(bare, content if isinstance(content, bytes) else b"")
