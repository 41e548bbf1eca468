"""From text to nodes: the only module that imports ruamel.yaml.

Every scalar is the text that was written: YAML's guesses at types are never asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

try:
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent
    from ruamel.yaml.nodes import MappingNode, ScalarNode
    from ruamel.yaml.tag import Tag
except ImportError as error:  # the C library has a wheel of its own, which a hand-made environment may lack
    raise SystemExit(
        "udplan mangler sin YAML-læser. Installer den med: "
        'pip install "ruamel.yaml>=0.19.1,<0.20" "ruamel.yaml.clib>=0.2.15,<0.3"'
    ) from error

__all__ = [
    "AliasEvent",
    "CollectionEndEvent",
    "CollectionStartEvent",
    "ComposeError",
    "DocumentStartEvent",
    "MappingNode",
    "ScalarNode",
    "compose",
    "events",
    "is_mapping",
    "is_scalar",
    "plain_scalars",
]


class ComposeError(Exception):
    """A text that libyaml cannot read, in its own English words; ``explain`` makes Danish of it.

    ``at`` is where it gave up, and ``context_at`` where it began what it could not end, in characters of the text.
    """

    def __init__(self, message: str, at: int, context_at: int | None) -> None:
        super().__init__(message)
        self.message, self.at, self.context_at = message, at, context_at


def compose(text: str | bytes) -> Any:
    """The nodes of a text; in bytes it is UTF-8, as libyaml has it.

    Raises:
        ComposeError: where it cannot be read.
    """
    try:
        return _Composer(text).get_single_node()
    except MarkedYAMLError as error:
        mark, context = error.problem_mark or error.context_mark, error.context_mark
        message = f"{error.problem or ''} {error.context or ''}"
        raise ComposeError(message, mark.index if mark else 0, context.index if context else None) from error
    except YAMLError as error:
        raise ComposeError("", 0, None) from error


def events(text: str) -> Iterator[Any]:
    """The events of a text, as far as it can be read: composing meets the same error and tells it."""
    parser = CParser(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    except YAMLError:
        return


def is_mapping(node: Any) -> bool:
    """Whether a node of ``compose`` is a group of fields."""
    return isinstance(node, MappingNode)


def is_scalar(node: Any) -> bool:
    """Whether a node of ``compose`` is one value."""
    return isinstance(node, ScalarNode)


def plain_scalars(node: Any) -> Iterator[tuple[Any, bool]]:
    """Each key and value without quotes, and whether it is a key."""
    if isinstance(node, ScalarNode):
        if node.style not in ("'", '"', "|", ">"):
            yield node, False
    elif isinstance(node, MappingNode):
        for key_node, value_node in node.value:
            yield from ((item, True) for item, _ in plain_scalars(key_node))
            yield from plain_scalars(value_node)
    else:
        for item in node.value:
            yield from plain_scalars(item)


class _Composer(CParser):  # type: ignore[misc]
    """libyaml's composer. It asks of no node which type YAML would guess, by its text or by its place: all get the same tag.

    That is a quarter of the time that composing takes.
    """

    _TAG = Tag(suffix="!")

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Tag:
        return self._TAG

    def descend_resolver(self, current_node: Any, current_index: Any) -> None: ...

    def ascend_resolver(self) -> None: ...
