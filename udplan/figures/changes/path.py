"""What has changed in an item's sagsgang: each step held against the one that it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Final

from udplan.figures.changes.alike import alike, text
from udplan.figures.changes.change import Slags, Ændring
from udplan.model.indsats import Indsats, Sagsgang, Trin
from udplan.values.differ import stretches
from udplan.values.unknown import IkkeOplyst

#: What is said of a step, but its body and when.
_SAID: Final = ("dage", "beslutning", "sag", "punkt")


def changed(old: Indsats, new: Indsats) -> Iterator[Ændring]:
    """What of an item's steps is gone, new, moved or otherwise said."""
    if not (old.trin and new.trin):
        then, now = (_whole(item) for item in (old, new))
        if then != now:
            yield Ændring(Slags.SAGSGANG, "sagsgang", then, now, old, new)
        return
    pairs = _pairs(old.trin, new.trin)
    for place, trin in enumerate(old.trin):
        if place not in pairs:
            yield Ændring(Slags.SAGSGANG, "led", step_in_words(trin), None, old, new, hvad=trin.forum)
    for place, trin in enumerate(new.trin):
        if place not in pairs.values():
            yield Ændring(Slags.SAGSGANG, "led", None, step_in_words(trin), old, new, hvad=trin.forum)
    if list(pairs.values()) != sorted(pairs.values()):
        yield Ændring(Slags.SAGSGANG, "rækkefølge", str(old.sagsgang), str(new.sagsgang), old, new)
    for then_at, now_at in sorted(pairs.items(), key=lambda pair: pair[1]):
        yield from _step(old, new, old.trin[then_at], new.trin[now_at])


def _pairs(old: Sequence[Trin], new: Sequence[Trin]) -> dict[int, int]:
    """Which step each old one is now, by their places, in the order of the old: first those that say the same, then those of
    the same body and time, and then those of the same body."""
    pairs: dict[int, int] = {}
    for key in (_content, _when, _body):
        left = [at for at in range(len(old)) if at not in pairs]
        right = [at for at in range(len(new)) if at not in pairs.values()]
        pairs |= _alike(old, new, left, right, key)
    left = [at for at in range(len(old)) if at not in pairs]
    for now_at in (at for at in range(len(new)) if at not in pairs.values()):  # moved past others
        then_at = next((at for at in left if old[at].forum == new[now_at].forum), None)
        if then_at is not None:
            left.remove(then_at)
            pairs[then_at] = now_at
    return dict(sorted(pairs.items()))


def _alike(
    old: Sequence[Trin], new: Sequence[Trin], left: Sequence[int], right: Sequence[int], key: Callable[[Trin], Hashable]
) -> Iterator[tuple[int, int]]:
    """Those of some places that have the same key, in the order that both have."""
    then, now = ([key(steps[at]) for at in places] for steps, places in ((old, left), (new, right)))
    first = second = 0
    for gone, came in stretches(then, now):
        if gone == came:
            yield from zip(left[first : first + len(gone)], right[second : second + len(came)], strict=True)
        first, second = first + len(gone), second + len(came)


def _content(trin: Trin) -> Hashable:
    return _when(trin), *(" ".join(str(getattr(trin, navn) or "").split()) for navn in _SAID)


def _when(trin: Trin) -> Hashable:
    return trin.forum, (trin.tid.fra, trin.tid.til) if trin.tid else None


def _body(trin: Trin) -> Hashable:
    return trin.forum


def _step(old: Indsats, new: Indsats, then: Trin, now: Trin) -> Iterator[Ændring]:
    if _when(then) != _when(now):
        first, last = (str(trin.tid) if trin.tid else None for trin in (then, now))
        yield Ændring(Slags.SAGSGANG, "tid", first, last, old, new, hvad=now.forum)
    again = max(Counter(trin.forum for trin in item.trin)[now.forum] for item in (old, new)) > 1
    tid = now.tid or then.tid
    hvad = f"{now.forum} ({tid})" if again and tid else now.forum
    for navn in _SAID:
        was, is_now = (text(getattr(trin, navn)) for trin in (then, now))
        if not alike(was, is_now):
            yield Ændring(Slags.SAGSGANG, navn, was, is_now, old, new, hvad=hvad)


def step_in_words(trin: Trin) -> str:
    """A step with all that is said of it."""
    said = [
        *([str(trin.tid)] if trin.tid else []),
        *([f"{trin.dage} dage"] if trin.dage else []),
        *([f"beslutning: {' '.join(trin.beslutning.split())}"] if trin.beslutning else []),
    ]
    return f"{trin.forum} ({', '.join(said)})" if said else trin.forum


def _whole(item: Indsats) -> str | IkkeOplyst | None:
    if isinstance(item.sagsgang, Sagsgang):
        return ", ".join(map(step_in_words, item.trin)) or " ".join(str(item.sagsgang).split())
    return item.sagsgang
