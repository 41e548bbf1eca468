"""A repository's own reports: what their templates may see, and Markdown back to blocks.

Imports ``documents.formats``, ``documents.blocks`` and ``figures``.
"""
