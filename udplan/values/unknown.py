"""What every kind of value has in common: the error for a text that it refuses, and the value for what is not known."""

from __future__ import annotations

from typing import Final, final


class BadValue(ValueError):
    """A text that is not the value its field asks for.

    ``besked`` is one Danish sentence for the screen (what is wrong, and what to write instead);
    ``forslag`` is the text that was probably meant, ready to put in its place, or None when
    there is no such text, or more than one.
    """

    def __init__(self, besked: str, forslag: str | None = None) -> None:
        super().__init__(besked)
        self.besked = besked
        self.forslag = forslag


@final
class IkkeOplyst:
    """The value of ``ikke oplyst``: there is one, and we do not know it. Never zero and never blank."""

    _only: IkkeOplyst | None = None

    def __new__(cls) -> IkkeOplyst:
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __str__(self) -> str:
        return "ikke oplyst"

    def __repr__(self) -> str:
        return "IKKE_OPLYST"


IKKE_OPLYST: Final = IkkeOplyst()
#: The same as it is written in a file, and printed.
UKENDT: Final = str(IKKE_OPLYST)
