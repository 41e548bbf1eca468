"""The receipt of next year's plan: what went along and how, what did not and why, what must be decided, and the sums of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from udplan.edit.new_plan import period_text
from udplan.figures.compare import Skæbne, compare
from udplan.figures.sums import difference, i_alt
from udplan.intake.next_year import settings
from udplan.intake.next_year.making import NextYear
from udplan.intake.next_year.parts import in_words
from udplan.lint.output import problem_text
from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import Amount
from udplan.values.unknown import IKKE_OPLYST, UKENDT
from udplan.values.words import how_many, listed
from udplan.yaml.problem import Niveau

Section = tuple[str, list[str]]


class Sum(NamedTuple):
    """The sum of one year and one bevilling in both plans, and the items of it that did not go along, with their amounts."""

    år: int
    bevilling: str
    før: Amount
    efter: Amount
    tilbage: tuple[tuple[str, Amount], ...]
    stemmer: bool


def sums(made: NextYear) -> list[Sum]:
    """The years that both plans have: they agree, where what is new is what was old less what stayed behind."""
    left = (*made.lukket, *made.fravalgt)
    before, after, behind = (
        _rows(made.før, made.før.indsatser),
        _rows(made.efter, made.efter.indsatser),
        _rows(made.før, left),
    )
    found = []
    for år in (år for år in made.før.grundlag.år if år in made.år):
        for bevilling in before:
            old, new, gone = (rows.get(bevilling, {}).get(år) for rows in (before, after, behind))
            of = [(each.id, each.beløb_i(år)) for each in left if str(each.bevillingsart) == bevilling]
            agree = difference(_known(old), _known(gone)) == _known(new)
            found.append(Sum(år, bevilling, old, new, tuple(pair for pair in of if pair[1] is not None), agree))
    return found


def _rows(plan: Plan, items: Sequence[Indsats]) -> dict[str, dict[int, Amount]]:
    return {row.bevilling: row.beløb for row in i_alt(plan, items)}


def _known(amount: Amount) -> Decimal:
    return amount if isinstance(amount, Decimal) else Decimal(0)


def is_certain(made: NextYear) -> bool:
    """Whether all was made as it was to be, the sums agree, and lint finds no error in the new plan."""
    whole = not made.grundlag.not_made and not any(of.not_made for _, of in made.ført)
    same = not any(each.forhold is Skæbne.ÆNDRET for each in compare(made.før, made.efter))
    return whole and same and not made.verdict.errors and all(each.stemmer for each in sums(made))


def sections(made: NextYear, *, kun_vis: bool) -> Iterator[Section]:
    """The receipt as headings with lines."""
    old, new = period_text(made.før.grundlag.år), period_text(made.år)
    went, stayed = ("Ville gå med", "Ville ikke gå med") if kun_vis else ("Gik med", "Gik ikke med")
    of = how_many(len(made.før.indsatser), "punkt", "punkter")
    yield f"{old} til {new}: {len(made.ført)} af {of} {'ville gå' if kun_vis else 'gik'} med", []
    told = [f"{each.id}: {'; '.join(of.told)}" if of.told else each.id for each, of in made.ført]
    yield f"{went}: {how_many(len(made.ført), 'punkt', 'punkter')}", told
    if made.lukket:
        yield f"{stayed}, for de er afsluttet: --også ID tager et med", [_closed(made, each) for each in made.lukket]
    if made.fravalgt:
        yield f"{stayed}, for de er valgt fra med --uden", [_named(each) for each in made.fravalgt]
    yield "plan.yaml", list(made.grundlag.told)
    yield from _figures(made)
    if to_decide := list(_to_decide(made)):
        yield "Skal besluttes", to_decide
    if after := list(_to_look_at(made)):
        yield "Skal ses efter", after
    yield from _verdict(made)


def _named(indsats: Indsats) -> str:
    return f"{indsats.id}: {indsats.overskrift}"


def _closed(made: NextYear, indsats: Indsats) -> str:
    coming = [f"{år} {in_words(made.før, amount)}" for år in made.år if (amount := indsats.beløb_i(år)) is not None]
    return f"{_named(indsats)}{f' ({listed(coming)} er indarbejdet i budgettet)' if coming else ''}"


def _figures(made: NextYear) -> Iterator[Section]:
    enhed = made.før.grundlag.enhed
    found = [each for each in sums(made) if (each.før, each.efter) != (None, None)]
    if found:
        yield f"Summer af de år, begge planer har, {enhed}", [_sum(made, each) for each in found]
    along = [each for each, _ in made.ført]
    gone = [
        f"{_of(år, bevilling)}: {in_words(made.før, amounts[år])}"
        for år in made.før.grundlag.år
        if år not in made.år
        for bevilling, amounts in _rows(made.før, along).items()
        if amounts.get(år) is not None
    ]
    if gone:
        yield f"Summer af de år, der er gået ud af punkterne, {enhed}", gone


def _of(år: int, bevilling: str) -> str:
    return f"{år}, bevilling {UKENDT}" if bevilling == UKENDT else f"{år} {bevilling}"


def _sum(made: NextYear, each: Sum) -> str:
    before, after = (in_words(made.før, amount) or "intet beløb" for amount in (each.før, each.efter))
    said = f"{_of(each.år, each.bevilling)}: før {before}, nu {after}"
    left = listed(f"{id_} ({in_words(made.før, amount)})" for id_, amount in each.tilbage)
    if not each.stemmer:
        return f"{said}: STEMMER IKKE{f', heller ikke når {left} trækkes fra' if left else ''}"
    return f"{said}: forskellen er {left}, som ikke gik med" if left else f"{said}: ens"


def _to_decide(made: NextYear) -> Iterator[str]:
    items = made.efter.indsatser
    for år in made.år:
        if unknown := [each for each in items if isinstance(each.beløb, dict) and each.beløb_i(år) is IKKE_OPLYST]:
            yield f"beløb i {år} er {UKENDT} på {how_many(len(unknown), 'punkt', 'punkter')}"
    for navn in ("sagsgang", "tovholder"):
        if ids := [each.id for each in items if getattr(each, navn) is IKKE_OPLYST]:
            yield f"{navn} er {UKENDT}: {listed(ids)}"
    if with_kurs := [each for each in items if isinstance(each.kurs, str)]:
        count = how_many(len(with_kurs), "punkt", "punkter")
        yield f"kurs er fra en tidligere aftale på {count}; en bemærkning over den siger hvilken"
    for each in items:
        for regel, why in each.undtagelser.items():
            yield f"undtagelsen fra {regel} gik med for {each.id}: {why or 'uden begrundelse'}"
    for undtagelse in made.efter.grundlag.undtagelser:
        why = undtagelse.begrundelse or "uden begrundelse"
        yield f"undtagelsen fra {undtagelse.regel} gik med for {listed(undtagelse.id)}: {why}"
    yield from settings.to_look_at(made.før, made.år)


def _to_look_at(made: NextYear) -> Iterator[str]:
    for text in made.grundlag.not_made:
        yield f"plan.yaml: {text}"
    for each, of in made.ført:
        yield from (f"{each.id}: {text}" for text in of.not_made)
    for path in made.andre:
        yield f"{path.as_posix()} ligger i den gamle mappe, hører ikke til planen og gik ikke med"


def _verdict(made: NextYear) -> Iterator[Section]:
    compared = Counter(str(each.forhold) for each in compare(made.før, made.efter))
    yield "udplan sammenlign siger om de to", [f"{count} {word}" for word, count in compared.items()]
    verdict = made.verdict
    count = f"{how_many(verdict.errors, 'fejl', 'fejl')} og {how_many(verdict.warnings, 'advarsel', 'advarsler')}"
    errors = [problem_text(each).splitlines()[0] for each in verdict.problems if each.niveau is Niveau.FEJL]
    rules = Counter(each.regel for each in verdict.problems if each.niveau is not Niveau.FEJL)
    warnings = [f"advarsler fra {listed(f'{regel} ({count})' for regel, count in rules.most_common())}"]
    yield f"udplan lint siger om den nye plan: {count}", [*errors, *(warnings if rules else [])]
