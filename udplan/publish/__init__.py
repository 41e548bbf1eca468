"""From a plan to finished files: one document, the whole set, or a calendar.

Imports ``documents``, ``figures``, ``model`` and ``values``; ``disk`` to write and ``output`` for paths.
"""
