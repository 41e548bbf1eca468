"""Sheets sent out and answers that came back: a round, what an answer says, and what becomes of each cell of it.

It may import what stands before it in the line (see CONTRIBUTING.md), the sheets of ``intake`` among it.
"""
