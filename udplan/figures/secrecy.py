"""Totals that would tell what is not public: which of them a public document leaves out, as a statistics office does.

A total less the amounts that are printed beside it is the sum of those that are not; where that is one item's, it is
told. Taking that one total out is not enough where another total, less a third, gives it back. So every figure that is
made of hidden amounts remembers which (``Secret``), and ``Disclosure`` lets figures out one by one, the largest first,
as long as no sum or difference of those that are out holds one item's amounts and nobody else's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple, SupportsIndex

from udplan.model.indsats import Indsats
from udplan.model.plan import Plan
from udplan.values.amounts import UDELADT, Amount
from udplan.values.words import listed


class Hidden(NamedTuple):
    """One amount of an item that is not public, and the field that it stands in; ``før`` is as it was in an earlier state."""

    id: str
    år: int
    felt: str = "beløb"
    før: bool = False


Parts = Mapping[Hidden, int]
_USED = "anvendt"
#: The word of most totals.
_USUAL = "stemmer"


class Secret(Decimal):
    """A figure that hidden amounts are in: which of them, how often (-1 where it is drawn from), and of how many
    figures it is made. In all else it is the figure, ``plain``, whatever kind of ``Decimal`` that is."""

    parts: Parts
    size: int
    plain: Decimal

    @staticmethod
    def of(value: Decimal, parts: Parts, size: int) -> Secret:
        plain = value.plain if isinstance(value, Secret) else value
        secret = Decimal.__new__(_secret_kind(type(plain)), plain)
        vars(secret).update(
            getattr(plain, "__dict__", {}),
            parts={hidden: times for hidden, times in parts.items() if times},
            size=size,
            plain=plain,
        )
        return secret

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, tuple[Decimal, Parts, int]]:
        """How it is handed to another process: ``Decimal``'s own way forgets that it is a secret."""
        return Secret.of, (self.plain, self.parts, self.size)

    def beside(self, value: Decimal) -> Secret:
        """Another figure that tells as much as this one."""
        return Secret.of(value, self.parts, self.size)


def _secret_kind(kind: type[Decimal]) -> type[Secret]:
    if kind not in _SECRET_KINDS:
        _SECRET_KINDS[kind] = type(f"Secret{kind.__name__}", (Secret, kind), {})
    return _SECRET_KINDS[kind]


#: The secret kinds of the kinds of ``Decimal`` that there are.
_SECRET_KINDS: dict[type[Decimal], type[Secret]] = {Decimal: Secret}


def traced(value: Decimal, terms: Iterable[tuple[Decimal, int]]) -> Decimal:
    """``value`` as what it is made of: its terms, each with how often it is in it (-1 where it is subtracted)."""
    terms = tuple(terms)
    parts: dict[Hidden, int] = {}
    for term, times in terms:
        for hidden, count in term.parts.items() if isinstance(term, Secret) else ():
            parts[hidden] = parts.get(hidden, 0) + times * count
    size = sum(term.size if isinstance(term, Secret) else 1 for term, _ in terms)
    return Secret.of(value, parts, size) if any(parts.values()) else value


class SecretWord(str):
    """A word that says something of secret figures, such as whether stated totals agree with them."""

    figures: tuple[Secret, ...]

    @staticmethod
    def of(word: str, *figures: Decimal) -> str:
        secrets = tuple(figure for figure in figures if isinstance(figure, Secret))
        if not secrets:
            return word
        secret = SecretWord(word)
        secret.figures = secrets
        return secret


class SecretWords(str):
    """One word each of several things, such as the years of a total, of which some may be secret: what can be told of the
    others is told."""

    each: tuple[tuple[str, str], ...]

    @staticmethod
    def of(each: Iterable[tuple[str, str]]) -> SecretWords:
        each = tuple(each)
        words = SecretWords(in_short(each))
        words.each = each
        return words


def in_short(each: Iterable[tuple[str, str]]) -> str:
    """Names with a word each, the word alone where all have the same; else the usual one last, without its names.

    >>> in_short([("2025", "udeladt"), ("2026", "stemmer"), ("2027", "stemmer")])
    '2025: udeladt; ellers stemmer'
    """
    by_word: dict[str, list[str]] = {}
    for name, word in each:
        by_word.setdefault(str(word), []).append(name)
    if len(by_word) == 1:
        return next(iter(by_word))
    told = [f"{listed(names)}: {word}" for word, names in by_word.items() if word != _USUAL]
    return "; ".join([*told, *([f"ellers {_USUAL}"] if _USUAL in by_word else [])])


@lru_cache(maxsize=2)  # the whole set is written one document after the other, and it may tell of two states
def guarded(plan: Plan, *, før: bool = False) -> Plan:
    """The plan with the amounts of its hidden items as secrets: what is summed of them knows that it is. ``før`` is where it
    is an earlier state, whose amounts are other secrets than today's."""
    if all(item.offentlig for item in plan.indsatser):
        return plan
    return replace(plan, indsatser=tuple(item if item.offentlig else _guarded(item, før) for item in plan.indsatser))


def _guarded(item: Indsats, før: bool) -> Indsats:
    def secret(amount: Amount, år: int, felt: str) -> Amount:
        return Secret.of(amount, {Hidden(item.id, år, felt, før): 1}, 1) if isinstance(amount, Decimal) else amount

    def by_year(felt: str) -> object:
        amounts = getattr(item, felt)
        return {år: secret(of, år, felt) for år, of in amounts.items()} if isinstance(amounts, dict) else amounts

    return item.model_copy(update={felt: by_year(felt) for felt in ("beløb", _USED)})


def of_hidden(item: Indsats, år: int, amount: Amount) -> Amount:
    """What is worked out for an item, such as what is used of a pool: as secret as the item where that is not public."""
    if item.offentlig or not isinstance(amount, Decimal):
        return amount
    parts = amount.parts if isinstance(amount, Secret) else {}
    return Secret.of(amount, {**parts, Hidden(item.id, år, _USED): 1}, 1)


class Disclosure:
    """What has been let out so far, and what may still be.

    The figures that are out are the rows of a matrix, the hidden amounts its columns. An item is told of where a
    combination of rows has its columns alone; that is where the rows without those columns depend on one another more
    than the rows with them do. So there is a basis of the rows for every item, without that item's columns.
    """

    def __init__(self) -> None:
        self._all = _Basis()
        self._without: dict[str, _Basis] = {}
        self._kept: list[Parts] = []

    def admits(self, figure: Secret) -> bool:
        """Whether the figure may be printed beside those that are out already; if so, it is out from now on."""
        if self._all.holds(figure.parts):
            return True  # it follows from what is out, so it tells nothing new
        for own in {hidden.id for hidden in figure.parts} - self._without.keys():
            self._without[own] = _Basis(row for kept in self._kept if (row := _other(kept, own)))
        if any(basis.holds(_other(figure.parts, own)) for own, basis in self._without.items()):
            return False
        self._all.add(figure.parts)
        self._kept.append(figure.parts)
        for own, basis in self._without.items():
            basis.add(_other(figure.parts, own))
        return True

    def tells(self, figure: Secret) -> bool:
        """Whether the figure is out, or follows from what is."""
        return self._all.holds(figure.parts)

    def printed(self, figure: Decimal) -> Decimal:
        """The figure without its secret, or the one that is not printed."""
        if not isinstance(figure, Secret):
            return figure
        return figure.plain if self.tells(figure) else UDELADT

    def admit_all(self, figures: Iterable[Secret]) -> None:
        """Let out what may be, the figures that are made of the most first: the smallest are left out."""
        for figure in sorted(figures, key=lambda figure: -figure.size):
            self.admits(figure)


def _other(parts: Parts, own: str) -> Parts:
    """What is hidden in a figure besides an item's own amounts, as one would reckon who knows that none of it has changed
    since an earlier state: then a sum less what it was is the change of that item, and nobody else's."""
    others: dict[Hidden, int] = {}
    for hidden, times in parts.items():
        if hidden.id != own:
            same = hidden._replace(før=False)
            others[same] = others.get(same, 0) + times
    return {hidden: times for hidden, times in others.items() if times}


class _Basis:
    """Rows of numbers that do not depend on one another, each by its first column. Exact: these are fractions."""

    def __init__(self, rows: Iterable[Parts] = ()) -> None:
        self._rows: dict[Hidden, dict[Hidden, Fraction]] = {}
        for row in rows:
            self.add(row)

    def holds(self, row: Parts) -> bool:
        """Whether a row is a combination of those that are here; the empty one always is."""
        return not self._rest(row)

    def add(self, row: Parts) -> None:
        if rest := self._rest(row):
            self._rows[min(rest)] = rest

    def _rest(self, row: Parts) -> dict[Hidden, Fraction]:
        """What no combination of the rows here can take away; each step only touches columns after its own."""
        rest = {column: Fraction(number) for column, number in row.items()}
        while columns := rest.keys() & self._rows.keys():
            pivot = self._rows[first := min(columns)]
            factor = rest[first] / pivot[first]
            for column, number in pivot.items():
                rest[column] = rest.get(column, Fraction(0)) - factor * number
            rest = {column: number for column, number in rest.items() if number}
        return rest
