"""``python -m udplan`` is the same as ``udplan``."""

from udplan.cli import program

program()
