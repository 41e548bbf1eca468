"""JSON Schemas for editors, made from the model.

Imports ``lint.rules`` for their names, ``model`` and ``values``.
"""
