"""What can be wrong with the making of a document, in words for whoever asked for it."""

from __future__ import annotations


class TemplateError(ValueError):
    """A template that cannot be used. ``str()`` is one Danish line: the file, the place in it, and what is wrong."""


class NoSuchTemplate(TemplateError):
    """A template that nobody has."""


class WrongFormat(ValueError):
    """A format that there is none of, or that cannot do what is asked of it. ``str()`` is Danish."""


class MissingPackage(ValueError):
    """A format whose library is not installed. ``str()`` is Danish and names the command that installs it."""


def missing_package(what: str) -> MissingPackage:
    """The error of a format whose library is not installed; ``what`` begins the sentence."""
    return MissingPackage(
        f'{what} kræver programdele, der ikke er installeret. Skriv: pip install "udplan[dokumenter]"'
    )
