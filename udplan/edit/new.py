"""A new initiative: a file with the keys of its art in place, and comments that say what each wants."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from udplan.model.folders import PLAN_FILE
from udplan.model.indsats import Art
from udplan.model.plan import Plan
from udplan.values.amounts import minus_in_words
from udplan.values.words import as_id
from udplan.yaml.lines import needs_quotes, quoted, sign_name
from udplan.yaml.source import first_forbidden

_UNKNOWN = "ikke oplyst"
#: Names that are taken before there is a file: plan.yaml's own, and those that Windows keeps for its devices.
_RESERVED = frozenset(
    {Path(PLAN_FILE).stem, "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


def new_path(plan: Plan, titel: str, udvalg: str | None) -> Path:
    """Where the file of a new item goes: a name that no item has, in the folder where its committee's items are.

    Raises:
        ValueError: if the title has no letter or figure to make a name from, or a sign that may not stand in a plan.
    """
    if sign := first_forbidden(_one_line(titel)):
        raise ValueError(f"Overskriften har et usynligt tegn ({sign_name(sign)}). Skriv den igen uden.")
    base = "-".join(as_id(titel).split("-")[:6])
    if not base:
        raise ValueError("Overskriften har ingen bogstaver eller tal at lave et filnavn af.")
    taken = {file.stem.casefold() for file in plan.filer} | _RESERVED
    names = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    folders = Counter(each.fil.parent for each in plan.indsatser if udvalg and each.udvalg == udvalg)
    folder = folders.most_common(1)[0][0] if folders else plan.mappe
    return folder / f"{next(name for name in names if name not in taken)}.yaml"


def new_item(plan: Plan, titel: str, art: Art, udvalg: str | None, tovholder: str | None, gruppe: str | None) -> str:
    """The text of a new item's file; what was not said is ``ikke oplyst``, so that the file can be read at once."""
    hensigt = art is Art.HENSIGT
    lines = [
        _line("overskrift", _written(_one_line(titel)), ""),
        _line("art", str(art), "drift, råderum, anlæg, hensigt eller pulje"),
    ]
    if hensigt:
        lines.append(_line("gruppe", _written(gruppe or _UNKNOWN), "en af planens hensigtsgrupper"))
        lines.append(_line("udvalg", _written(udvalg or ""), "kun hvis punktet hører under et udvalg"))
    else:
        lines.append(_line("kode", "", "koden i kataloget, fx R307 (B), eller Nr. for anlæg; ellers tomt"))
        lines.append(_line("udvalg", _written(udvalg or _UNKNOWN), "det udvalg, punktet tæller med i"))
    lines += [
        _line("tovholder", _written(tovholder or _UNKNOWN), "en stilling, aldrig et personnavn"),
        _line("tværgående", "nej", "ja ved særligt behov for tværgående koordinering"),
        _line("kurs", _UNKNOWN, "budgetaftalens tekst; er den lang, så skriv | her og teksten rykket ind nedenunder"),
        _line("koordinering", _UNKNOWN, "proces, tværgående aspekter og direktionens rolle"),
        _line("sagsgang", "", f"leddene i rækkefølge, fx {_example(plan)}"),
        _line("med_høring", "", "X, hvis MED eller høring er med, eller en tekst"),
        _line("slut", "", "X eller datoen, når punktet er afsluttet"),
    ]
    if art is Art.PULJE:
        lines += [
            _line("bevilling", "", "drift eller anlæg"),
            _line("anvendt", "", f"hvor meget der er brugt, i {plan.grundlag.enhed}"),
            _line("servicerammen", "", "ja eller nej"),
        ]
    if not hensigt:
        lines.append(
            f"beløb:{' ' * (_COMMENT_AT - len('beløb:'))}# {plan.grundlag.enhed}, {minus_in_words(plan.grundlag.fortegn)}; tomt er ikke nul"
        )
        lines += [f"  {år}:" for år in plan.grundlag.år]
    return "\n".join(lines) + "\n"


_COMMENT_AT = 40


def _line(key: str, value: str, comment: str) -> str:
    line = f"{key}: {value}".rstrip()
    return f"{line:{_COMMENT_AT - 1}} # {comment}" if comment else line


def _one_line(text: str) -> str:
    """A title as it can stand on its line; a no-break space stays."""
    return re.sub("[ \t\n\v\f\r\x85\u2028\u2029]+", " ", text).strip(" ")


def _written(text: str) -> str:
    """A text as it is read again as the same; blank stays blank."""
    return quoted(text) if text and (needs_quotes(text) or " #" in text or text[0] in "[{|>#-?%'\"") else text


def _example(plan: Plan) -> str:
    return ", ".join([*plan.grundlag.fora][:3])
