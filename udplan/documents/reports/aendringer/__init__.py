"""The report »ændringer«: what has changed in the plan since it was as it was.

Imports ``documents.reports``, ``documents.blocks``, ``figures`` and ``values``.
"""

from udplan.documents.reports.aendringer.report import report

__all__ = ["report"]
