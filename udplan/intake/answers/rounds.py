"""A round as it is remembered: ``runde.yaml`` in its folder says what was sent to whom, and what has come back.

It is udplan's own file, written whole each time; nobody writes in it by hand. Mail addresses are not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from udplan.disk.reading import read_file
from udplan.disk.writing import write_file
from udplan.edit.writing import field_lines
from udplan.values.times import parse_date
from udplan.values.unknown import BadValue
from udplan.yaml.form import Form
from udplan.yaml.read import parse

RUNDE: Final = "runde.yaml"
OVERSIGT: Final = "oversigt.html"
#: Where rounds stand, if there are several.
RUNDER: Final = "runder"
_FORM: Final = Form({}, None)
_HEAD: Final = "# Skrevet af udplan runde. udplan modtag skriver her, hvem der har svaret.\n"
_MOST_BYTES: Final = 5_000_000


class ForkertRunde(ValueError):
    """Why a folder is not that of a round; the text is Danish, whole sentences."""


class Modtaget(NamedTuple):
    """An answer that has come: its file, the fingerprint of its bytes, and the day its statuses were given, if one was."""

    fil: str
    mærke: str
    dato: date | None


class Sendt(NamedTuple):
    """A sheet that was sent: to whom, in which file, with which items, and the fingerprints of the sheet and of the file."""

    stilling: str
    fil: str
    punkter: tuple[str, ...]
    mærke: str
    raw_mærke: str
    modtaget: tuple[Modtaget, ...] = ()


class Runde(NamedTuple):
    """A round: the title of its plan, the day that answers are wanted, and what was sent."""

    plan: str
    frist: date
    sendt: tuple[Sendt, ...]

    @property
    def mangler(self) -> tuple[Sendt, ...]:
        return tuple(each for each in self.sendt if not each.modtaget)


def som_yaml(runde: Runde) -> str:
    """A round as the text of its file."""
    data: dict[str, Any] = {"plan": runde.plan, "frist": runde.frist.isoformat(), "sendt": [*map(_point, runde.sendt)]}
    return _HEAD + "\n".join(field_lines(data, _FORM, None, 0)) + "\n"


def _point(sendt: Sendt) -> dict[str, Any]:
    point: dict[str, Any] = {
        "stilling": sendt.stilling,
        "fil": sendt.fil,
        "punkter": list(sendt.punkter),
        "arkets_mærke": sendt.mærke,
        "filens_mærke": sendt.raw_mærke,
    }
    if sendt.modtaget:
        point["modtaget"] = [
            {"fil": each.fil, "filens_mærke": each.mærke} | ({"dato": each.dato.isoformat()} if each.dato else {})
            for each in sendt.modtaget
        ]
    return point


def læs(folder: Path) -> Runde:
    """The round of a folder.

    Raises:
        ForkertRunde: where there is none, or its file is not as udplan wrote it.
        OSError: if the file cannot be read.
    """
    return _read(read_file(folder / RUNDE, _MOST_BYTES), folder)


def _read(raw: bytes, folder: Path) -> Runde:
    source = parse(folder / RUNDE, raw, _FORM)
    try:
        data: Any = source.data
        return Runde(str(data["plan"]), parse_date(data["frist"]), tuple(map(_sendt, data["sendt"])))
    except (TypeError, LookupError, ValueError, AttributeError, BadValue) as error:
        raise ForkertRunde(
            f"{folder / RUNDE} er ikke, som udplan skrev den. Hent den fra en sikkerhedskopi."
        ) from error


def _sendt(point: Any) -> Sendt:
    texts = [point[name] for name in ("stilling", "fil", "arkets_mærke", "filens_mærke")]
    if not all(isinstance(text, str) for text in (*texts, *point["punkter"])) or re.search(r"[/\\]", texts[1]):
        raise TypeError(point)
    received = tuple(
        Modtaget(each["fil"], each["filens_mærke"], parse_date(each["dato"]) if each.get("dato") else None)
        for each in point.get("modtaget") or ()
    )
    return Sendt(texts[0], texts[1], tuple(point["punkter"]), texts[2], texts[3], received)


def runder_ved(paths: Iterable[Path], here: Path) -> Iterator[Path]:
    """The folders of rounds that some answers may belong to: that of the answers, the one above it and where one stands;
    those in one of these; and, where one stands, those a folder further down (``runder/marts``)."""
    seen: set[Path] = set()
    for path in paths:
        folder = path if path.is_dir() else path.parent
        whole = (here / folder).absolute()
        for near in (whole, whole.parent, here, *_below(here)):
            for each in (near, *_below(near)):
                if each not in seen and (each / RUNDE).is_file():
                    seen.add(each)
                    yield each


def _below(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if each.is_dir() and not each.name.startswith("."))
    except OSError:
        return []


def skriv_modtaget(folder: Path, ark: str, modtaget: Modtaget) -> Sendt | None:
    """Write into a round that an answer to one of its sheets has come; what was sent, if it is one of its sheets.

    Raises:
        ForkertRunde, OSError: as ``læs``, or if the file cannot be written.
    """
    raw = read_file(folder / RUNDE, _MOST_BYTES)
    runde = _read(raw, folder)
    sent = next((each for each in runde.sendt if each.mærke == ark), None)
    if sent is None or modtaget.mærke == sent.raw_mærke or modtaget.mærke in {each.mærke for each in sent.modtaget}:
        return sent
    now = sent._replace(modtaget=(*sent.modtaget, modtaget))
    changed = runde._replace(sendt=tuple(now if each is sent else each for each in runde.sendt))
    write_file(folder / RUNDE, som_yaml(changed).encode("utf-8"), was=raw)
    return now
