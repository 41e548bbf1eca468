"""The reports that a repository has templates of its own for: what these may see, and their Markdown as blocks.

Imports ``documents.blocks``, ``.formats`` and ``.reports.shared``, ``figures``, ``model`` and ``values``.
"""
