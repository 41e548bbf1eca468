"""A document of blocks, from a plan to a finished file: reports make blocks, formats print them.

Imports ``figures``, ``model``, ``yaml`` and ``values``; ``output`` for paths.
"""
