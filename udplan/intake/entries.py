"""An item from somebody's table as a plan file: its id, its folder and its text, with remarks at what a person must look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from udplan.disk.writing import create_file
from udplan.edit.new import short_id
from udplan.edit.writing import CannotWrite, field_lines
from udplan.intake.found import Punkt
from udplan.model import forms
from udplan.model.files import DEVICES, item_files
from udplan.model.folders import PLAN_FILE
from udplan.model.groups import group_of
from udplan.model.indsats import Art, Indsats
from udplan.model.kind import MOST_IN_LINE, is_unknown
from udplan.model.plan import Plan, read_source
from udplan.values.unknown import UKENDT
from udplan.values.words import as_id, fold, shortened
from udplan.yaml.checks import first_forbidden

_HENSIGTER: Final = "hensigter"


class Fil(NamedTuple):
    """What becomes of an item: its file, and its text (None: it is there already); or why it gets none."""

    punkt: Punkt
    sti: Path | None
    tekst: str | None
    hvorfor: str = ""


Likeness = tuple[str, str]


def likeness(overskrift: object, kode: object) -> Likeness:
    """By what an item is the same in two plans: its heading and its code."""
    return fold(str(overskrift or "")), as_id(str(kode or ""))


def files(plan: Plan, points: list[Punkt], others: Mapping[Likeness, set[str]]) -> Iterator[Fil]:
    """The file of each item. One that the plan has (the same heading and code) is left alone; ``others`` are the ids by which
    other plans have items."""
    known: dict[Likeness, list[Path]] = {}
    for indsats in plan.indsatser:
        known.setdefault(likeness(indsats.overskrift, indsats.kode), []).append(indsats.fil)
    for path in plan.filer:
        if path.stem in plan.ulæste:
            data = read_source(path).data or {}
            known.setdefault(likeness(data.get("overskrift"), data.get("kode")), []).append(path)
    taken = {path.stem.casefold() for path in item_files(plan.mappe, [])} | DEVICES | {Path(PLAN_FILE).stem}
    used: Counter[Likeness] = Counter()
    for point in points:
        own = likeness(point.felter.get("overskrift"), point.felter.get("kode"))
        there = known.get(own, [])
        if used[own] < len(there):
            yield Fil(point, there[used[own]], None)
        else:
            yield _new(plan, point, taken, others.get(own, set()))
        used[own] += 1


def _new(plan: Plan, point: Punkt, taken: set[str], elsewhere: set[str]) -> Fil:
    title = str(point.felter.get("overskrift") or "")
    code = str(point.felter.get("kode") or "").partition("(")[0]
    base = short_id(f"{code} {title}")
    if why := _unusable(title, base):
        return Fil(point, None, None, why)
    if len(elsewhere) == 1 and (same := next(iter(elsewhere))).casefold() not in taken:
        base = same
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base}-{number}"
    try:
        text = text_of(plan, point)
    except CannotWrite as error:
        return Fil(point, None, None, str(error))
    taken.add(name.casefold())
    return Fil(point, _folder(plan, point) / f"{name}.yaml", text)


def _unusable(title: str, base: str) -> str:
    if not base:
        return "Overskriften har ingen bogstaver eller tal at lave et filnavn af."
    if is_unknown(title):
        return "Overskriften kan ikke være »ikke oplyst«."
    if len(title) > MOST_IN_LINE:
        return f"Overskriften er på {len(title)} tegn og kan højst være på {MOST_IN_LINE}."
    return ""


def _folder(plan: Plan, point: Punkt) -> Path:
    """Where the items of its committee are, or a folder by its code."""
    if point.sted.art == Art.HENSIGT:
        homes = Counter(each.fil.parent for each in plan.indsatser if each.art is Art.HENSIGT)
        own = _HENSIGTER
    else:
        udvalg = point.sted.udvalg
        homes = Counter(each.fil.parent for each in plan.indsatser if udvalg and str(each.udvalg) == udvalg)
        own = "" if udvalg in (None, UKENDT) else short_id(str(udvalg))
    return homes.most_common(1)[0][0] if homes else plan.mappe / own


def text_of(plan: Plan, point: Punkt) -> str:
    """The text of an item's file, in the order of the model.

    Raises:
        CannotWrite: for a text that no plan file can hold.
    """
    values = _values(plan, point)
    lines: list[str] = []
    for name in group_of(Indsats).fields:
        if name in values:
            lines += [f"# Se efter: {_clean(remark)}" for remark in point.se_efter.get(name, ())]
            lines += field_lines({name: values[name]}, forms.INDSATS, forms.INDSATS.top, 0)
    return "\n".join(lines) + "\n"


def _values(plan: Plan, point: Punkt) -> dict[str, Any]:
    sted = point.sted
    art = sted.art or UKENDT
    values: dict[str, Any] = {name: _cleaned(value) for name, value in point.felter.items()}
    values["art"] = art
    values.setdefault("tovholder", UKENDT)
    if art == Art.HENSIGT:
        values["gruppe"] = sted.gruppe or UKENDT
    if art != Art.HENSIGT or sted.udvalg not in (None, UKENDT):
        values["udvalg"] = sted.udvalg or UKENDT
    if sted.afsnit:
        values["afsnit"] = sted.afsnit
    if point.beløb is not None and not (art == Art.HENSIGT and not any(point.beløb.values())):
        values["beløb"] = {str(år): _cleaned(text) or None for år, text in point.beløb.items()} or UKENDT
    return values


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, dict):
        return {name: _cleaned(of) for name, of in value.items()}
    return [_cleaned(of) for of in value] if isinstance(value, list) else value


def _clean(text: str) -> str:
    """The text without signs that nobody sees and no plan may have."""
    while sign := first_forbidden(text):
        text = text.replace(sign, "")
    return text


def write(file: Fil) -> None:
    """Make the file of an item, whole or not at all.

    Raises:
        OSError: if it cannot be written; FileExistsError where somebody has made it meanwhile.
    """
    assert file.sti is not None and file.tekst is not None
    file.sti.parent.mkdir(parents=True, exist_ok=True)
    create_file(file.sti, file.tekst.encode("utf-8"))


def ids_elsewhere(plan: Plan) -> dict[Likeness, set[str]]:
    """The ids of the items of the plans that stand beside this one, by what makes them the same."""
    found: dict[Likeness, set[str]] = {}
    beside = (folder for folder in plan.mappe.resolve().parent.iterdir() if (folder / PLAN_FILE).is_file())
    for folder in beside:
        if folder != plan.mappe.resolve():
            for path in item_files(folder, []):
                data = read_source(path).data or {}
                found.setdefault(likeness(data.get("overskrift"), data.get("kode")), set()).add(path.stem)
    return found


def near(file: Fil, others: Mapping[Likeness, set[str]]) -> str | None:
    """The id by which another plan has an item with the same code and nearly the same heading."""
    from difflib import SequenceMatcher

    own = likeness(file.punkt.felter.get("overskrift"), file.punkt.felter.get("kode"))
    if own in others:
        return None
    alike = (
        (SequenceMatcher(None, own[0], title).ratio(), ids) for (title, code), ids in others.items() if code == own[1]
    )
    best = max(alike, default=None, key=lambda pair: pair[0])
    return shortened(sorted(best[1])[0], 80) if best and best[0] > 0.85 else None
