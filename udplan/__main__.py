"""``python -m udplan`` is the same as ``udplan``."""

from udplan.cli.app import program

program()
