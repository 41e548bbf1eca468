"""Documents that are held still: the same bytes as the file in ``tests/golden`` that was read and committed.

``UDPLAN_GOLDEN=1`` writes the files again. A run that writes them has compared nothing, and its tests say »skipped«.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def hold_still(name: str, written: bytes) -> None:
    """That a document is as it was; or, when the run is to write them, that it now is."""
    golden, test = GOLDEN / name, os.environ["PYTEST_CURRENT_TEST"].partition("::")[0]
    if os.environ.get("UDPLAN_GOLDEN"):
        golden.write_bytes(written)
        pytest.skip(f"{name} is written; read the difference before it is committed")
    was = golden.read_bytes() if golden.exists() else b""
    assert written.decode("utf-8") == was.decode("utf-8"), (
        f"tests/golden/{name} is not what is written now. If the change is wanted, write it again with "
        f"UDPLAN_GOLDEN=1 python -m pytest {test}, and read the difference before it is committed."
    )
