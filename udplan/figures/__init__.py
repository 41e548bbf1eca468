"""Which items, what they add up to, and the rows of that for the screen, json and csv.

Imports ``model`` and ``values``.
"""
