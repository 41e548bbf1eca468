"""A new initiative: a file with the keys of its art in place, and comments that say what each wants."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from udplan.disk.reading import read_file
from udplan.disk.writing import create_file, tidy
from udplan.edit.writing import field_lines, rendered
from udplan.model.files import DEVICES, item_files
from udplan.model.folders import PLAN_FILE
from udplan.model.forms import INDSATS
from udplan.model.groups import Text, group_of
from udplan.model.indsats import Art, Indsats
from udplan.model.kind import MOST_IN_LINE, Kind, is_unknown
from udplan.model.marks import INyFil, marks_of
from udplan.model.money import PerYear
from udplan.model.plan import Plan
from udplan.values.signs import sign_in_words
from udplan.values.words import as_id, take_name
from udplan.yaml.checks import first_forbidden
from udplan.yaml.lines import needs_quotes, quoted, sign_name

#: Names that are taken before there is a file.
_RESERVED = DEVICES | {Path(PLAN_FILE).stem}


#: A path on Windows has 260 signs, and the folders of a shared drive take most of them.
_MOST_IN_NAME = 60


class UnusableTitle(ValueError):
    """A heading that no file can be made for; the text is Danish."""


def new_file(plan: Plan, titel: str, udvalg: str | None, text: str) -> Path:
    """Make the file of a new item; of two who take the same name at once, one has the next.

    Raises:
        UnusableTitle: as ``new_paths`` does.
        OSError: if the file cannot be written.
    """
    for path in new_paths(plan, titel, udvalg):
        with suppress(FileExistsError):
            create_file(path, text.encode("utf-8"))  # which it can be, once the title is one
            return path
    raise AssertionError("there is always one more name")


def is_made(path: Path, text: str) -> bool:
    """Whether a file is a new item's already, byte for byte, as after a run that was stopped at its end; then what that run
    left beside it is taken away.

    Raises:
        OSError: if the file cannot be read.
    """
    if read_file(path) != text.encode("utf-8"):
        return False
    tidy(path.parent)
    return True


def new_paths(plan: Plan, titel: str, udvalg: str | None) -> Iterator[Path]:
    """Where the file of a new item can go, the best first: names that no item has, in the folder where its committee's
    items are.

    Raises:
        UnusableTitle: if the title has no letter or figure to make a name from, or is no heading: too long, ``ikke oplyst``, or
            with a sign that may not stand in a plan.
    """
    base = _base(titel)
    folders = Counter(indsats.fil.parent for indsats in plan.indsatser if udvalg and indsats.udvalg == udvalg)
    folder = folders.most_common(1)[0][0] if folders else plan.mappe
    # As they are now: somebody may have made one while the questions were answered.
    taken = {file.stem.casefold() for file in item_files(plan.mappe, [])} | _RESERVED
    while True:
        yield folder / f"{take_name(base, taken, '-')}.yaml"


def _base(titel: str) -> str:
    if sign := first_forbidden(_one_line(titel)):
        raise UnusableTitle(f"Overskriften har et usynligt tegn ({sign_name(sign)}). Skriv den igen uden.")
    if is_unknown(_one_line(titel)):
        raise UnusableTitle("Overskriften kan ikke være »ikke oplyst«. Skriv, hvad punktet hedder.")
    if len(_one_line(titel)) > MOST_IN_LINE:
        mend = "Skriv den kortere; resten kan stå i kurs eller note."
        raise UnusableTitle(
            f"Overskriften er på {len(_one_line(titel))} tegn og kan højst være på {MOST_IN_LINE}. {mend}"
        )
    base = short_id(titel)
    if not base:
        raise UnusableTitle("Overskriften har ingen bogstaver eller tal at lave et filnavn af.")
    return base


def short_id(name: str) -> str:
    """The first six words of a name as an id; empty where nothing in it fits one."""
    return "-".join(as_id(name).split("-")[:6])[:_MOST_IN_NAME].rstrip("-")


def new_item(plan: Plan, art: Art, given: Mapping[str, Any]) -> str:
    """The text of a new item's file, in the order of the model.

    ``given`` are the values that are known, by the names of their fields, each as ``yaml.read`` gives them; of the others
    the model says what stands in their place, so that the file can be read, and lint has nothing against it.
    """
    known = {"art": str(art), **given}
    facts = {"enhed": plan.grundlag.enhed, "fortegn": _sign(plan, art), "led": _example(plan)}
    lines: list[str] = []
    excepted: dict[str, str] = {}
    for navn, kind in group_of(Indsats).fields.items():
        if mark := _mark_in_file(navn, art):
            bemærkning = (kind.skriv if mark.bemærkning is None else mark.bemærkning).format(**facts)
            value = known.get(navn) or mark.ellers
            lines += _lines(navn, value, kind, bemærkning, plan.grundlag.år)
            if mark.undtagelse and (not known.get(navn) or is_unknown(value)):
                excepted |= dict([mark.undtagelse])
    if excepted:
        lines.append(comment_line("undtagelser", "", "slet linjerne, når det er skrevet"))
        lines += field_lines(excepted, INDSATS, None, 2)
    return "\n".join(lines) + "\n"


def _lines(navn: str, value: Any, kind: Kind, bemærkning: str, år: Sequence[int]) -> list[str]:
    """A field with its remark; what takes more lines has it on the first, a text that runs on has none."""
    if isinstance(kind, PerYear) and not is_unknown(value):
        amounts = value if isinstance(value, Mapping) else {}
        figures = [f"  {each}: {amounts.get(str(each), '')}".rstrip() for each in år]
        return [comment_line(navn, "", bemærkning), *figures]
    runs = isinstance(kind, Text) and not kind.line and bool(value) and not is_unknown(value)
    if isinstance(value, str) and not runs:
        return [comment_line(navn, _as_yaml(_one_line(value)), bemærkning)]
    written = rendered(navn, value, INDSATS, kind, 0)
    remark = "" if isinstance(value, str) else bemærkning
    return [comment_line(navn, written.inline.strip(" "), remark), *written.lines]


def _sign(plan: Plan, art: Art) -> str:
    """What the other sign is on an item of that art, before it has said anything of it itself."""
    income = art is Art.ANLÆG
    return sign_in_words(plan.grundlag.fortegn, besparelse=not income, indtægt=income)


def _mark_in_file(navn: str, art: Art) -> INyFil | None:
    marks = marks_of(Indsats.model_fields[navn].metadata, INyFil)
    return next((mark for mark in marks if not mark.arter or art in mark.arter), None)


_COMMENT_AT = 40


def comment_line(key: str, value: str, comment: str) -> str:
    # Two spaces in front of #: behind one it could be a part of the text.
    line = f"{key}: {value}".rstrip()
    return f"{line:{_COMMENT_AT - 2}}  # {comment}" if comment else line


def _one_line(text: str) -> str:
    """A title as it can stand on its line; a no-break space stays."""
    return re.sub("[ \t\n\v\f\r\x85\u2028\u2029]+", " ", text).strip(" ")


def _as_yaml(text: str) -> str:
    """A text as it is read again as the same; blank stays blank."""
    return quoted(text) if text and (needs_quotes(text) or " #" in text or text[0] in "[{|>#-?%'\"") else text


def _example(plan: Plan) -> str:
    return ", ".join([*plan.grundlag.fora][:3])
