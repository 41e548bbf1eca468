"""From a plan to a finished file: reports make documents of blocks, formats print them, and ``publish`` joins the two.

Imports ``figures``, ``model``, ``yaml`` and ``values``; ``output`` for files and paths.
"""
