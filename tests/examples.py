"""How many examples Hypothesis makes up; ``conftest`` has the profiles."""

from __future__ import annotations

from hypothesis import settings


def few() -> settings:
    """A third of the examples, for tests that write files or whole documents."""
    assert settings.default
    return settings(max_examples=settings.default.max_examples // 3)
