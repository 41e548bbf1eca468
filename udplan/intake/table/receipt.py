"""The receipt of an import: what became what, what is not certain and what was not read, and whether the figures are the same.

The sums of the cells are worked out from the rows, whatever became of them, and those of the files from what the files say: a row
that is lost, or an amount that is another, makes them differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from udplan.disk.reading import read_file
from udplan.edit.writing import on_line
from udplan.intake.table.entries import Fil
from udplan.intake.table.found import Fundet, Punkt, Total
from udplan.model import forms
from udplan.model.indsats import Art, Bevilling
from udplan.model.kind import is_unknown
from udplan.model.plan import Plan
from udplan.model.planfile import Grundlag
from udplan.values.amounts import amount_text, format_amount, parse_amount
from udplan.values.unknown import UKENDT, BadValue
from udplan.values.words import how_many, listed
from udplan.yaml.lines import quoted
from udplan.yaml.read import parse


class År(NamedTuple):
    """The reconciliation of one year, and what neither sum has in it, for it is no amount."""

    år: int
    celler: Decimal
    filer: Decimal
    ulæselige: tuple[str, ...]

    @property
    def stemmer(self) -> bool:
        return self.celler == self.filer


class Totalsum(NamedTuple):
    """A total of the table against the sum of its items, by year; both are None where an amount of it cannot be read."""

    total: Total
    år: int
    oplyst: Decimal | None
    forskel: Decimal | None


class Kvittering(NamedTuple):
    """What an import did: the table's own name, the files, what was found, and the reconciliations."""

    kilde: str
    fundet: Fundet
    filer: Sequence[Fil]
    år: tuple[År, ...]
    totaler: tuple[Totalsum, ...]
    savnet: tuple[str, ...]
    kun_vis: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether there is nothing that a person must look at."""
        told = self.fundet.usikre or self.savnet or any(fil.sti is None for fil in self.filer)
        wrong = any(not each.stemmer or each.ulæselige for each in self.år) or any(of.forskel for of in self.totaler)
        return not (told or wrong)


def receipt(kilde: str, plan: Plan, fundet: Fundet, filer: Sequence[Fil], *, kun_vis: bool) -> Kvittering:
    """The receipt of an import, once its files are written; with ``kun_vis`` of those that would be."""
    read = {fil.sti: _amounts_of(fil) for fil in filer if fil.sti is not None}
    years = tuple(_year(år, fundet, read.values(), plan.grundlag) for år in plan.grundlag.år)
    totals = tuple(_totals(fundet.totaler, plan.grundlag))
    return Kvittering(kilde, fundet, filer, years, totals, tuple(_missed(plan, filer)), kun_vis)


def _amounts_of(fil: Fil) -> Mapping[int, str]:
    """The amounts that a file says, as they are written in it."""
    assert fil.sti is not None
    raw = read_file(fil.sti) if fil.sti.exists() else (fil.tekst or "").encode("utf-8")
    beløb = (parse(fil.sti, raw, forms.INDSATS).data or {}).get("beløb")
    return {int(år): str(text) for år, text in beløb.items() if text} if isinstance(beløb, dict) else {}


def _year(år: int, fundet: Fundet, files: Iterable[Mapping[int, str]], grundlag: Grundlag) -> År:
    cells, odd = Decimal(0), []
    for each in fundet.beløb:
        if each.år == år and not is_unknown(each.tekst):
            amount = _amount(each.tekst, grundlag)
            cells += amount or 0
            if amount is None:
                odd.append(f"»{each.tekst}« i {each.tabel}, række {each.række}")
    amounts = (_amount(amounts.get(år, ""), grundlag) for amounts in files)
    return År(år, cells, sum((amount for amount in amounts if amount is not None), Decimal(0)), tuple(odd))


def _amount(text: str, grundlag: Grundlag) -> Decimal | None:
    """An amount as lint reads it; None where it reads none."""
    try:
        return parse_amount(text, decimaltegn=grundlag.decimaltegn, enhed=grundlag.enhed)
    except BadValue:
        return None


def _totals(totals: Sequence[Total], grundlag: Grundlag) -> Iterator[Totalsum]:
    """Each total against the items above it; the rows of one label, drift and anlæg apart, are one total."""
    together: dict[tuple[str, str, int], list[Total]] = {}
    for total in totals:
        key = total.tabel, total.navn.partition(",")[0], id(total.punkter[0]) if total.punkter else total.række
        together.setdefault(key, []).append(total)
    for rows in together.values():
        for år in dict.fromkeys(år for row in rows for år in row.beløb):
            said = [re.sub(rf" ?\+ ?{UKENDT}$", "", row.beløb[år]) for row in rows if år in row.beløb]
            stated = [_amount(text, grundlag) for text in said if not is_unknown(text)]
            texts = [point.beløb[år] for point in rows[0].punkter if point.beløb and point.beløb.get(år)]
            items = [_amount(text, grundlag) for text in texts if not is_unknown(text)]
            oplyst = sum(filter(None, stated), Decimal(0)) if stated and None not in stated else None
            forskel = None if oplyst is None or None in items else oplyst - sum(filter(None, items), Decimal(0))
            yield Totalsum(rows[0], år, oplyst, forskel)


def _missed(plan: Plan, filer: Sequence[Fil]) -> Iterator[str]:
    """Items that the plan has where those of the table stand, and the table has not; only where the table is in the plan
    already."""
    there = {fil.sti for fil in filer if fil.tekst is None and fil.sti is not None}
    if not there:
        return
    places = {(indsats.udvalg, indsats.art, indsats.gruppe) for indsats in plan.indsatser if indsats.fil in there}
    for indsats in plan.indsatser:
        if indsats.fil not in there and (indsats.udvalg, indsats.art, indsats.gruppe) in places:
            yield indsats.id


# --- in words -----------------------------------------------------------------------------------------------------------


def sections(kvittering: Kvittering, plan: Plan, names: Mapping[Path, str]) -> Iterator[tuple[str, list[str]]]:
    """The receipt as headings with lines; ``names`` are the files as they are best read."""
    fundet, filer = kvittering.fundet, kvittering.filer
    new = [fil for fil in filer if fil.tekst is not None and fil.sti is not None]
    there = [fil for fil in filer if fil.tekst is None and fil.sti is not None]
    refused = [fil for fil in filer if fil.sti is None]
    skemaer = how_many(fundet.skemaer, "skema", "skemaer")
    yield f"{kvittering.kilde}: {skemaer}, {how_many(len(fundet.punkter), 'punkt', 'punkter')}", []
    written = "Ville skrive" if kvittering.kun_vis else "Skrevet"

    def became(fil: Fil) -> str:
        return f"{fil.punkt.hvor} → {names[fil.sti] if fil.sti else ''}"

    yield f"{written} {how_many(len(new), 'fil', 'filer')}", [became(fil) for fil in new]
    if there:
        yield "Findes allerede, og er ikke rørt", [became(fil) for fil in there]
    if refused:
        title = "Ikke skrevet"
        yield (
            title,
            [f"{fil.punkt.hvor}: »{fil.punkt.felter.get('overskrift', '')}«. {fil.hvorfor}" for fil in refused],
        )
    if fundet.usikre:
        yield "Usikkert: se efter", fundet.usikre
    if kvittering.savnet:
        yield "Står i planen og ikke i skemaet", list(kvittering.savnet)
    if fundet.nævnt:
        yield "Bemærket under læsningen", fundet.nævnt
    if any(each.celler or each.filer or each.ulæselige for each in kvittering.år):
        yield f"Afstemning af cellerne med filerne, {plan.grundlag.enhed}", list(_reconciled(kvittering.år, plan))
    if kvittering.totaler:
        yield "Skemaets totaler og summen af deres punkter", list(_compared(kvittering.totaler, plan))
        if proposed := list(_control_totals(kvittering, plan)):
            yield "Forslag til kontroltal i plan.yaml", proposed


def _reconciled(years: Sequence[År], plan: Plan) -> Iterator[str]:
    for each in years:
        cells, files = (_printed(amount, plan) for amount in (each.celler, each.filer))
        said = f"{each.år}: cellerne {cells}, filerne {files}"
        if each.stemmer:
            yield f"{said}: stemmer"
        else:
            yield f"{said}: STEMMER IKKE, forskel {_printed(each.filer - each.celler, plan)}"
        if each.ulæselige:
            yield f"{each.år}: uden for begge summer, for det er intet beløb: {listed(each.ulæselige)}"


def _compared(totals: Sequence[Totalsum], plan: Plan) -> Iterator[str]:
    for total, years in _by_total(totals):
        where = f"{total.tabel}, række {total.række}, »{total.navn}«"
        wrong = [f"{each.år} STEMMER IKKE, forskel {_printed(each.forskel, plan)}" for each in years if each.forskel]
        open_ = [str(each.år) for each in years if each.forskel is None]
        told = [*wrong, *([f"{listed(open_)} kan ikke afstemmes, før alle beløb kan læses"] if open_ else [])]
        rest = len(years) - len(wrong) - len(open_)
        told += ["resten stemmer" if told else "stemmer alle år"] if rest else []
        yield f"{where}: {'; '.join(told)}"


def _by_total(totals: Sequence[Totalsum]) -> Iterator[tuple[Total, list[Totalsum]]]:
    found: dict[tuple[str, int], list[Totalsum]] = {}
    for each in totals:
        found.setdefault((each.total.tabel, each.total.række), []).append(each)
    yield from ((years[0].total, years) for years in found.values())


def _printed(amount: Decimal, plan: Plan) -> str:
    return format_amount(amount, plan.grundlag.trykte_decimaler)


def _control_totals(kvittering: Kvittering, plan: Plan) -> Iterator[str]:
    """The totals as plan.yaml may have them; whoever reads them says whether they are wanted. Those of a place that it has
    one for are left out."""
    has = [of.hvor for of in plan.grundlag.kontroltal]
    for total, years in _by_total(kvittering.totaler):
        known = _covered(total.punkter)
        amounts = {each.år: each.oplyst for each in years if each.oplyst is not None}
        same = any(all(str(getattr(hvor, name) or "") == known.get(name, "") for name in _COVERS) for hvor in has)
        if not amounts or not known or same:
            continue
        navn = ", ".join(known.values()) or total.navn
        written = (
            f'{år}: "{amount_text(oplyst, decimaltegn=plan.grundlag.decimaltegn)}"' for år, oplyst in amounts.items()
        )
        yield f"- navn: {on_line('navn', navn, forms.GRUNDLAG)}"
        kilde = f"{kvittering.kilde}, {total.tabel}, række {total.række}"
        yield f"  kilde: {on_line('kilde', kilde, forms.GRUNDLAG)}"
        yield f"  hvor: {{{', '.join(f'{name}: {quoted(text)}' for name, text in known.items())}}}"
        yield f"  beløb: {{{', '.join(written)}}}"


#: The fields of ``hvor`` that tell which items a total is of.
_COVERS = ("udvalg", "art", "bevilling", "gruppe")


def _covered(points: Sequence[Punkt]) -> dict[str, str]:
    """What some items have in common, as a control total says which it covers; nothing where they have nothing."""
    arts = {point.sted.art for point in points}
    said: dict[str, set[str | None]] = {
        "udvalg": {point.sted.udvalg for point in points},
        "art": arts,
        "bevilling": {str(Bevilling.DRIFT)} if len(arts) > 1 and arts <= {Art.DRIFT, Art.RÅDERUM} else set(),
        "gruppe": {point.sted.gruppe for point in points},
    }
    alike = {name: next(iter(found)) for name, found in said.items() if len(found) == 1}
    return {name: str(text) for name, text in alike.items() if text and text != UKENDT}


def as_markdown(told: Iterable[tuple[str, Sequence[str]]]) -> str:
    """The receipt as a page; what stood in the table is text in it and nothing else."""
    parts: list[str] = []
    for number, (heading, lines) in enumerate(told):
        parts.append(f"{'##' if number else '# Kvittering:'} {_plain(heading)}\n")
        if heading.startswith("Forslag"):
            parts.append("```yaml\n" + "".join(f"{line.replace('`', chr(39))}\n" for line in lines) + "```\n")
        elif lines:
            parts.append("".join(f"- {_plain(line)}\n" for line in lines))
    return "\n".join(parts)


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", " ".join(text.split()))
