"""Whether the control totals agree, now and before: what a reader asks first."""

from __future__ import annotations

from collections.abc import Iterator

from udplan.documents.blocks import Fact
from udplan.documents.reports.totals import in_words
from udplan.figures.changes.held import selected
from udplan.figures.control import Kontrol, Resultat, covered, reconcile
from udplan.figures.select import Valg
from udplan.model.plan import Plan
from udplan.values.words import few, listed

_AGREES = (Resultat.STEMMER, Resultat.AFRUNDING)


def verdict(before: Plan, after: Plan, valg: Valg) -> Iterator[Fact]:
    """How the control totals stand and stood, and which are off by another figure than before; nothing where not all items
    are asked for. One that a hidden item is counted in is left out: that it agrees would tell of it."""
    if len(selected(after, valg)) != len(after.indsatser):
        return
    # Where the plan was not made yet, no total was off.
    then, now = _public(before) if before.indsatser else {}, _public(after)
    said = _agree(after, now)
    if said is None:
        return
    was = _agree(before, then)
    yield Fact("Kontroltal", said if was is None or was == said else f"{said}. Før: {was}")
    if other := [
        _apart(after, then[key], now[key]) for key in now if key in then and _is_off_anew(then[key], now[key])
    ]:
        yield Fact("Afviger anderledes end før", listed(few(other, len(other))))


#: A control by the name of its total, which of those that have the name it is, and its year.
_Key = tuple[str, int, int | None]


def _public(plan: Plan) -> dict[_Key, Kontrol]:
    totals = plan.grundlag.kontroltal
    names = [total.navn for total in totals]
    return {
        (kontrol.navn, names[: kontrol.nummer].count(kontrol.navn), kontrol.år): kontrol
        for kontrol in reconcile(plan)
        if all(item.offentlig for item in covered(plan, totals[kontrol.nummer]))
    }


def _agree(plan: Plan, controls: dict[_Key, Kontrol]) -> str | None:
    """How many control totals agree, and the names of those that do not, or only with an explanation; None where there are
    none."""
    results: dict[int, set[Resultat]] = {}
    for kontrol in controls.values():
        results.setdefault(kontrol.nummer, set()).add(kontrol.resultat)
    if not results:
        return None
    wrong = [nummer for nummer, of in results.items() if Resultat.STEMMER_IKKE in of]
    explained = [nummer for nummer, of in results.items() if nummer not in wrong and Resultat.FORKLARET in of]
    agree = len(results) - len(wrong) - len(explained)
    if agree == len(results):
        said = f"alle {agree} stemmer" if agree > 1 else "det ene stemmer"
    else:
        said = ", ".join(
            [
                *([f"{agree} stemmer"] if agree else []),
                *([f"{len(wrong)} stemmer ikke: {_named(plan, wrong)}"] if wrong else []),
                *([f"{len(explained)} er forklaret: {_named(plan, explained)}"] if explained else []),
            ]
        )
    public = [total for total in plan.grundlag.kontroltal if all(item.offentlig for item in covered(plan, total))]
    rest = len(plan.grundlag.kontroltal) - len(public)
    return said + (f" ({rest} til dækker også punkter, der ikke er offentlige, og er ikke med her)" if rest else "")


def _named(plan: Plan, numbers: list[int]) -> str:
    return listed(few((f"»{plan.grundlag.kontroltal[nummer].navn}«" for nummer in numbers), len(numbers)))


def _is_off_anew(then: Kontrol, now: Kontrol) -> bool:
    return then.forskel != now.forskel and not (then.resultat in _AGREES and now.resultat in _AGREES)


def _apart(plan: Plan, then: Kontrol, now: Kontrol) -> str:
    was, is_now = (in_words(plan, kontrol.forskel) for kontrol in (then, now))
    return f"»{now.navn}« {now.periode} (forskel før {was}, nu {is_now})"
