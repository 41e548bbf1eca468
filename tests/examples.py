"""How many examples Hypothesis makes up: the same ones in every run, unless a search for others is asked for.

``python -m pytest --hypothesis-profile search`` makes up new ones, twenty times as many: for whoever changes a reader.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same", max_examples=60, derandomize=True, database=None, deadline=None)
settings.register_profile("search", max_examples=1200, deadline=None)


def few() -> settings:
    """A third of the examples, for tests that write files or whole documents."""
    assert settings.default
    return settings(max_examples=settings.default.max_examples // 3)
