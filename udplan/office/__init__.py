"""Word, Excel and mail as files: tables read from them cell by cell, and sheets and drafts written.

It may import what stands before it in the line (see CONTRIBUTING.md). It knows no plan's rules: what a table means is said
in ``intake``.
"""
