"""Somebody's own table, from Word or Excel, as items of a plan: which column and row says what, the files, and the receipt.

It may import ``intake`` and what stands before it in the line (see CONTRIBUTING.md).
"""
