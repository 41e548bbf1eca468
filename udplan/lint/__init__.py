"""Every problem of a plan at its place: the rules, the exceptions from them, and how the verdict is printed.

Imports ``figures``, ``model``, ``yaml`` and ``values``; ``output`` for paths and lines.
"""
