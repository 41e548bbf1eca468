"""Blocks as a Word document, on a page of our own or in a municipality's template; the styles are in ``templates/word``.

Imports ``documents.blocks``, what the formats share (``ems``, ``files``, ``jinja``, ``text``), ``disk`` and ``values``.
"""
