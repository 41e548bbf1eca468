"""What formats share: running text in its pieces, figures as Danes print them, pictures, and templates with their engine.

Imports ``documents.blocks``, ``disk`` and ``values``.
"""
