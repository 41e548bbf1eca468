"""What several test files share: ``plan_folder`` writes a plan, ``real_plan`` is the one in ``plans/``."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from tests.plans import PLAN_YAML, REAL_PLAN, PlanFolder, sound, write
from udplan.model.plan import Plan

# Every run makes up the same examples. ``python -m pytest --hypothesis-profile search`` makes up others, twenty times as
# many: for whoever changes how something is read.
settings.register_profile("same", max_examples=60, derandomize=True, database=None, deadline=None)
settings.register_profile("search", max_examples=1200, deadline=None)
settings.load_profile("same")


@pytest.fixture(scope="session", autouse=True)
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What udplan remembers of the documents that it wrote, it remembers here and not among the user's own files; and it
    compares with no day that the user has set."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("UDPLAN_DATO", raising=False)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("memory")))
        yield


@pytest.fixture
def plan_folder(tmp_path: Path) -> PlanFolder:
    """Writes a plan into an empty folder, which it gives back: ``plan_folder({"sti.yaml": item(slut="X")})``."""

    def make(files: Mapping[str, str | bytes] = {}, *, plan: str = PLAN_YAML) -> Path:
        write(tmp_path, {"plan.yaml": plan, **files})
        return tmp_path

    return make


@pytest.fixture(scope="session")
def real_plan() -> Plan:
    """Udmøntningsplan 2025-2028 as it stands in the repository."""
    return sound(REAL_PLAN)


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the collector need not look through it again after every few tests."""
    gc.freeze()
