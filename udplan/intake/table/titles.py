"""What stands in the cell of a title: the title, its code, what stands under it, and the marks that udplan's own form prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from udplan.documents.formats.word.lines import FORTSAT
from udplan.documents.reports.shared import AFSLUTTET, TVÆRGÅENDE
from udplan.model.indsats import Art
from udplan.model.plan import Plan
from udplan.model.texts import parse_code
from udplan.office.grid import Afsnit
from udplan.values.times import parse_date
from udplan.values.unknown import BadValue
from udplan.values.words import fold

#: The mark of the paper form, however it is written.
MARK: Final = re.compile("tvaergaaende koordinering")
_MARKS: Final = r"(?: ?\([A-ZÆØÅ]{1,3}\))*"
#: A code behind a title: letters and figures as R307, with its marks.
_BEHIND: Final = re.compile(rf"(.+?)[ \u00a0]+([A-ZÆØÅ]{{1,2}}[0-9]{{3,4}}[a-z]?{_MARKS})")
#: A code on a line of its own: it has a figure, and no space but before its marks.
_ALONE: Final = re.compile(rf"(?=[^ ]*[0-9])(?!(?:19|20)[0-9]{{2}}$)[A-ZÆØÅ0-9][\w./-]{{1,14}}{_MARKS}")
_CLOSED: Final = re.compile(rf"(?:{fold(AFSLUTTET)}|afsluttes)(?: (.+))?")
#: The list that udplan's own documents end with, of what is known by its heading alone.
_HEADINGS_ALONE: Final = "kun naevnt ved overskriften"


class Title(NamedTuple):
    overskrift: str
    kode: str = ""
    under: str = ""
    tværgående: bool = False
    slut: str = ""
    fortsat: bool = False


def read_title(prose: str, *, has_code: bool, is_code: Callable[[str], bool] = lambda code: True) -> Title:
    """A title by the paragraphs of its cell; ``has_code`` says that the table has a column for codes, and ``is_code`` which
    ends of a title's own line are codes, of those that look like one at all."""
    first, *rest = [" ".join(part.split("\n")).strip() for part in prose.split("\n\n")]
    title = Title(first)
    under: list[str] = []
    for line in rest:
        folded = fold(line)
        if MARK.search(folded) and len(line) <= len(TVÆRGÅENDE):
            title = title._replace(tværgående=True)
        elif (match := _CLOSED.fullmatch(folded)) and (day := closed_on(match[1])) is not None:
            title = title._replace(slut=day)
        elif not title.kode and not has_code and _ALONE.fullmatch(line):
            title = title._replace(kode=parse_code(line))
        else:
            under.append(line)
    if MARK.fullmatch(fold(first)) and under:  # the mark stands above the title
        title, under = title._replace(overskrift=under[0], tværgående=True), under[1:]
    if title.overskrift.endswith(FORTSAT.strip()):
        title = title._replace(overskrift=title.overskrift.removesuffix(FORTSAT.strip()).strip(), fortsat=True)
    if not (title.kode or has_code) and (match := _BEHIND.fullmatch(title.overskrift)) and is_code(match[2]):
        title = title._replace(overskrift=match[1].strip(), kode=parse_code(match[2]))
    return title._replace(under=" ".join(under))


def codes_in(prose: str) -> Iterator[str]:
    """What may be codes in the cell of a title: the end of its first line, and lines of their own."""
    first, *rest = [" ".join(part.split("\n")).strip() for part in prose.split("\n\n")]
    if match := _BEHIND.fullmatch(first):
        yield match[2]
    yield from filter(_ALONE.fullmatch, rest)


def closed_on(words: str | None) -> str | None:
    """What ``slut`` is where a closing is said in words: X, or the day; None where it is no day."""
    if not words:
        return "X"
    with suppress(BadValue):
        return parse_date(words).isoformat()
    return None


# --- udplan's own list --------------------------------------------------------------------------------------------------


def headings_alone(paragraphs: Sequence[Afsnit], plan: Plan) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The points of the list »Kun nævnt ved overskriften«: each as it is written, and the fields that it says."""
    within = False
    for paragraph in paragraphs:
        if paragraph.niveau or fold(paragraph.text) == _HEADINGS_ALONE:
            within = fold(paragraph.text) == _HEADINGS_ALONE
        elif within and paragraph.text.startswith("- "):
            written = paragraph.text.removeprefix("- ")
            yield written, _of_heading(written, plan)


def _of_heading(written: str, plan: Plan) -> dict[str, str]:
    for match in re.finditer(": ", written):
        said = _standing(written[match.end() :], plan)
        if said is not None:
            written = written[: match.start()]
            break
    else:
        said = {}
    title = read_title(written, has_code=False)
    return {"overskrift": title.overskrift} | ({"kode": title.kode} if title.kode else {}) | said


def _standing(words: str, plan: Plan) -> dict[str, str] | None:
    """What is said of an item behind its heading (``paper_form.standing``), from the left; None where it is no such thing."""
    known: dict[str, tuple[str, str]] = {
        **{fold(str(art)): ("art", str(art)) for art in Art},
        **{fold(forum.navn or kode): ("udvalg", kode) for kode, forum in plan.grundlag.fora.items()},
        **{fold(gruppe.navn): ("gruppe", gruppe.navn) for gruppe in plan.grundlag.hensigtsgrupper},
        fold(TVÆRGÅENDE): ("tværgående", "ja"),
    }
    parts = words.split(", ")
    found: dict[str, str] = {}
    while parts:
        for many in range(len(parts), 0, -1):
            said = fold(", ".join(parts[:many]))
            if said in known:
                found.setdefault(*known[said])
            elif many == 1 and (match := _CLOSED.fullmatch(said)) and (day := closed_on(match[1])):
                found["slut"] = day
            else:
                continue
            parts = parts[many:]
            break
        else:
            return None
    return found
