"""Where things end in the text of a plan file, and the remarks between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from udplan.yaml.compose import compose, is_scalar
from udplan.yaml.source import node_span

_REMARK = re.compile(r"(?<![^\s|>])(#[^\r\n]*)")


def remarks(text: str) -> Counter[str]:
    """Every remark of a sound text, as often as it stands there."""
    return Counter(match[1].rstrip() for match in each_remark(text, compose(text)))


def each_remark(text: str, root: Any) -> Iterator[re.Match[str]]:
    at = 0
    for start, end in [*sorted(scalar_spans(text, root)), (len(text), len(text))]:
        yield from _REMARK.finditer(text, at, max(at, start))
        at = max(at, end)


def remarks_in(text: str, start: int, end: int, node: Any) -> bool:
    spans = list(scalar_spans(text, node))
    return any(not any(a <= match.start() < b for a, b in spans) for match in _REMARK.finditer(text, start, end))


def scalar_spans(text: str, node: Any) -> Iterator[tuple[int, int]]:
    """From and to of every name and value; the head of a block is apart from its text, for a remark may stand between."""
    if node is None:
        return
    if not is_scalar(node):
        for child in node.value:
            for part in child if isinstance(child, tuple) else (child,):
                yield from scalar_spans(text, part)
    elif node.style in ("|", ">"):
        start, below = node.start_mark.index, line_end(text, node.start_mark.index)
        yield start, start + 1
        yield below, max(below, end_of(text, node))
    else:
        yield node.start_mark.index, node.end_mark.index


def is_blank(node: Any) -> bool:
    return is_scalar(node) and not node.value and not node.style


def end_of(text: str, node: Any, key: Any = None) -> int:
    """Where what is written of a node ends; of one that is blank, its name."""
    if not is_scalar(node) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(text, last[1], last[0]) if isinstance(last, tuple) else end_of(text, last)
    if is_scalar(node) and is_blank(node) and key is not None:
        return text.index(":", key.end_mark.index) + 1
    return node_span(text, node).end


def line_end(text: str, at: int) -> int:
    match = re.compile("\r\n|\n|\r").search(text, at)
    return match.start() if match else len(text)
