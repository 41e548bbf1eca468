"""PDF: the paper form as the council is used to it, set by Typst, and tagged for those who listen to it (PDF/UA-1).

Imports ``documents.blocks``, ``documents.printing`` (text, pictures, templates), ``disk`` and ``values``.
"""
