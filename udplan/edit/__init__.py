"""What writes in plan files: putting right what is certain, and a new item's file.

Imports ``model``, ``yaml``, ``disk`` and ``values``.
"""
