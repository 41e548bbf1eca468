"""The forms of the two sorts of plan file: which fields there are, and every way to spell their names."""

from __future__ import annotations

from collections.abc import Iterator

from udplan.model.groups import group_of
from udplan.model.indsats import INGEN, Indsats, SetByUdplan
from udplan.model.kind import Base
from udplan.model.planfile import EXAMPLE, Grundlag
from udplan.values.words import fold
from udplan.yaml.form import Form

#: What udplan knows from the file itself; a file may not say it.
SET_BY_UDPLAN = frozenset(navn for navn, kind in group_of(Indsats).fields.items() if isinstance(kind, SetByUdplan))


def nested(model: type[Base]) -> dict[str, type[Base]]:
    """The model of each field of a group that holds a group of fields itself, or a list of such."""
    return {navn: kind.model for navn, kind in group_of(model).fields.items() if kind.model is not None}


def models(*tops: type[Base]) -> Iterator[type[Base]]:
    """The models of the two sorts of file (or of those named), and of every group of fields below them."""
    for model in tops or (Indsats, Grundlag):
        yield model
        if below := tuple(nested(model).values()):
            yield from models(*below)


def _spellings() -> dict[str, str]:
    bare = str.maketrans({"ø": "o", "å": "a", "æ": "ae"})
    names = {navn for model in models() for navn in model.model_fields} | {INGEN}
    return {
        spelling: name
        for name in sorted(names)
        for spelling in (name, fold(name), name.translate(bare), name.replace("_", " "))
    }


#: Every spelling of every field's name, to the name.
KEYS: dict[str, str] = _spellings()
#: The form of an initiative's file, and that of plan.yaml.
INDSATS = Form(
    KEYS, group_of(Indsats), "Slet den, eller skriv punktets felter, fx overskrift: …", "overskrift: Ny cykelsti"
)
GRUNDLAG = Form(
    KEYS,
    group_of(Grundlag),
    "Slet den, og kør udplan start, eller skriv planens felter: titel, kommune, periode, enhed og fora.",
    EXAMPLE.partition("\n")[0],
    EXAMPLE,
)
