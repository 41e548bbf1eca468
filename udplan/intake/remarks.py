"""The remarks that somebody has written at a field, so that one who changes it can be asked whether they still hold."""

from __future__ import annotations

from udplan.edit.fields import Place, remarks_beside
from udplan.edit.new import new_item
from udplan.model.indsats import Art, Indsats
from udplan.model.plan import Plan
from udplan.yaml.source import Source


def own_remarks(plan: Plan, indsats: Indsats, source: Source, sti: Place) -> tuple[str, ...]:
    """What stands in an item's file at a field, without its sign, less what ``udplan ny`` writes there to say what is
    wanted."""
    remarks = remarks_beside(source, sti)
    if not remarks:
        return ()
    arter = [indsats.art] if isinstance(indsats.art, Art) else list(Art)
    asked = {line.partition("  # ")[2] for art in arter for line in new_item(plan, art, {}).splitlines()}
    return tuple(remark for remark in remarks if remark and remark not in asked)
