"""Blocks as a Word document, in our own template or the municipality's.

Imports ``documents.blocks`` and the formats' shared pieces.
"""
