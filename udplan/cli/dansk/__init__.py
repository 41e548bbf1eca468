"""Every Danish word that typer prints: usage, help, and what is wrong with a command line.

Typer 0.28 carries its own copy of click, and neither can be translated: most of the words are plain English
strings, written where they are used. So the words live here: the help page (``help_page``), the errors (``errors``),
what completion with Tab suggests (``tab``) and what is said of it (``shells``). Only what udplan's own commands can
bring out has words; a test walks the commands, reads typer's source for the kinds of parameter that they have, and
fails when one could say more.

Use ``DanskApp`` where typer says ``typer.Typer``. What the user gets:

* Names of commands and options, and choices, are read whatever the case, the Unicode form and the spelling
  of æøå: ``--TVÆRGÅENDE`` and ``--tvaergaaende`` are ``--tværgående``. Other values, and whatever stands
  after ``--``, are left alone.
* An option that takes one value and is given twice is an error, where typer would use the last in silence.
* Help is plain text without colour or markup, as wide as the terminal; in a pipe, a test and CI always the same.
* An error is a sentence or two on standard error, and the exit status is 2 (130 for ``typer.Abort``).

Imports ``values.words``, ``output``, ``disk`` and typer, nothing else: help and completion must come at once.
"""

from udplan.cli.dansk.classes import WRONG_USE, DanskApp, command

__all__ = ["WRONG_USE", "DanskApp", "command"]
