"""Repair: what is certain in a plan file is put right, and every other byte stays as it was.

A repair is a list of edits on the text that was written. It is applied, read again and compared with what the file meant:
every name, every value and every list, each as the edit claims that it was meant. What cannot be shown is not changed, and
what could be meant in two ways stays an error. YAML is never dumped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from udplan.disk.decoding import decode_any
from udplan.edit.edit import Edit, apply, place
from udplan.edit.edits import edits_of
from udplan.edit.meaning import has_misplaced, is_glued, is_text_for_group, meaning, words
from udplan.model.kind import Kontekst
from udplan.yaml.compose import compose
from udplan.yaml.explain import conflict
from udplan.yaml.lenient import Element, Part, fields, parts
from udplan.yaml.pasted import as_blocks, find, may_have
from udplan.yaml.read import is_too_large, parse
from udplan.yaml.source import Source


class Repaired(NamedTuple):
    """A file before and after, as text, and as the bytes to write; the same bytes if there was nothing to do."""

    before: str
    after: str
    raw: bytes
    edits: tuple[str, ...]


# One repair can make room for another: a tab hides an amount. What has not come to rest after so many is left alone.
_MOST_ROUNDS = 8


def repair(source: Source, raw: bytes, context: Kontekst | None) -> Repaired:
    """Repair one file. ``context`` is the plan's own settings; without them every amount is left alone."""
    text, encode, hvad = (None, None, None) if is_too_large(source) else decode_any(raw)
    if text is None or encode is None or conflict(text):
        return Repaired("", "", raw, ())
    before, done = text, Counter([hvad] if hvad else [])
    sound = source.data is not None and source.text == text
    known = {text: Part(text, source.form, compose(text))} if sound else {}
    pasting = source.data is None or not sound or may_have(source.data, source.form)
    for _ in range(_MOST_ROUNDS):
        for navn, with_block in as_blocks(text, source.form) if pasting else ():
            text, sound = with_block, False
            done[f"{navn} skrevet som tekstblok"] += 1
        doubtful = [piece.span for piece in find(text, source.form)] if pasting else []
        every = (
            _moved(edit, start) for start, part in parts(text, source.form, known) for edit in _certain(part, context)
        )
        edits = [edit for edit in every if not any(start <= edit.start < end for start, end in doubtful)]
        if not edits and (sound or text == before or _is_sum_of_its_parts(text, source)):
            return Repaired(before, text, encode(text) if done else raw, tuple(map(_counted, done.items())))
        if not edits:
            break
        text = apply(text, edits)
        done.update(edit.hvad for edit in edits)
    return Repaired(before, before, raw, ())


def _is_sum_of_its_parts(text: str, source: Source) -> bool:
    """Whether a text that was mended in parts says as a whole what its parts do; it may be one text over many lines."""
    whole = Part(text, source.form)
    if whole.root is None:
        return True
    each = [element.text for part in fields(text, source.form) for element in part.elements[1:-1]]
    return each == [element.text for element in whole.elements[1:-1]]


def _counted(done: tuple[str, int]) -> str:
    hvad, times = done
    return f"{hvad} ({times} steder)" if times > 1 else hvad


# What stands in a file as it was written, and may be meant in more ways than one; the rest is said by lint alone.
_DOUBTFUL = ("yaml-form", "yaml-genveje", "usynligt-mellemrum", "forbudte-tegn")


def left_alone(source: Source, raw: bytes) -> Iterator[str]:
    """In Danish, what a repair left although the file cannot be read for it, or lint says that a repair can do it.

    ``raw`` is the file as the repair left it.
    """
    left = source if is_too_large(source) else parse(source.path, raw, source.form)
    promised = [problem.linje for problem in left.problems if problem.besked.endswith("udplan ret kan gøre det.")]
    stopping = [problem.linje for problem in left.problems if left.data is None and problem.regel in _DOUBTFUL]
    for linje in sorted({*promised, *stopping}):
        yield f"linje {linje} kan betyde flere ting og er ladt stå; ret den i hånden."
    if left.data is None and not stopping:
        yield "filen kan ikke læses og er ladt stå; udplan lint siger hvorfor."


# --- only what is meant to change changes ---------------------------------------------------------------------------

# How many characters may be read again, for each of the part's own, to find the one edit of many that does not hold.
_EFFORT = 6
_EFFORT_AT_LEAST = 20_000


def _moved(edit: Edit, by: int) -> Edit:
    return edit._replace(start=edit.start + by, end=edit.end + by) if by else edit


def _certain(part: Part, context: Kontekst | None) -> list[Edit]:
    """The edits of a part that change what they mean to and nothing else."""
    kept: list[Edit] = []
    every = _apart(list(edits_of(part, context)))
    # Those that make another kind of thing come last, by themselves: what they say is compared in another way.
    waiting = [[edit for edit in every if edit.reshapes], [edit for edit in every if not edit.reshapes]]
    effort = _EFFORT * len(part.text) + _EFFORT_AT_LEAST
    while waiting and effort > 0:
        group = waiting.pop()
        if not group:
            continue
        effort -= len(part.text)
        if _holds(part, kept, group, context):
            kept += group
        elif len(group) > 1:
            half = len(group) // 2
            waiting += [group[half:], group[:half]]
    return kept


def _apart(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(set(edits), key=place):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _holds(part: Part, kept: list[Edit], group: list[Edit], context: Kontekst | None) -> bool:
    """Whether a part with the edits says what they claim that it meant, and can be read at least as well."""
    edits = kept + group
    after = _read_with(part, edits)
    if after.root is None:
        return part.root is None and not any(edit.reads or edit.others for edit in edits)
    if any(edit.reshapes for edit in group):
        return not is_glued(after) and words(after) == words(_read_with(part, kept) if kept else part)
    if part.root is not None:
        return _says(part, after, edits, context)
    if is_glued(after) or any(is_text_for_group(scalar, after) for scalar in after.scalars):
        return False
    if any(edit.others for edit in edits) and has_misplaced(after):
        return False
    return all(_same_structure(after, other) for other in _with_others(part, edits))


def _read_with(part: Part, edits: list[Edit]) -> Part:
    return Part(apply(part.text, edits), part.form)


def _with_others(part: Part, edits: list[Edit]) -> Iterator[Part]:
    """The part with what might as well stand in place of its edits."""
    for number in range(max((len(edit.others) for edit in edits), default=0)):
        yield _read_with(part, [edit._replace(text=edit.others[number]) if edit.others else edit for edit in edits])


def _same_structure(after: Part, other: Part) -> bool:
    """Whether two readings are the same, or the other is none: what glues two lines together, or puts a field where there
    is no such field, is not what was meant."""
    if other.root is None or is_glued(other) or has_misplaced(other):
        return True
    return [element.text for element in after.elements] == [element.text for element in other.elements]


def _says(part: Part, after: Part, edits: list[Edit], context: Kontekst | None) -> bool:
    """Whether every name, value and group is what it was, in as many words, but for what an edit says that it is now."""
    before, now, shift = [], [], 0
    for edit in sorted(edits, key=place):
        before.append((edit.start, edit.end))
        now.append((edit.start + shift, edit.start + shift + len(edit.text)))
        shift += len(edit.text) - (edit.end - edit.start)
    if _untouched(part.elements, before) != _untouched(after.elements, now):
        return False
    claims = [(edit.start, edit.end, edit.says) for edit in sorted(edits, key=place) if edit.says is not None]
    return _claimed(meaning(part, context), claims) == [element.text for element in meaning(after, context)]


def _claimed(elements: list[Element], claims: list[tuple[int, int, tuple[str, ...]]]) -> list[str]:
    """The texts of elements, with what is claimed in place of those that begin within its span."""
    starts = [start for start, _, _ in claims]
    texts: list[str] = []
    last = -1
    for element in elements:
        at = bisect_right(starts, element.start) - 1
        if at < 0 or element.start >= claims[at][1]:
            texts.append(element.text)
        elif at > last:
            last = at
            texts += claims[at][2]
    return texts


def _untouched(every: Iterable[Element], spans: list[tuple[int, int]]) -> list[str]:
    """The texts of what stands outside the spans; a group counts as touched where it begins."""
    starts, ends = [start for start, _ in spans], [end for _, end in spans]

    def touched(element: Element) -> bool:
        at = bisect_right(starts, element.end) - 1
        return at >= 0 and ends[at] >= element.start

    return [element.text for element in every if not touched(element)]
