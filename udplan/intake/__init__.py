"""Into the plan: a table that somebody else made, an answer that came back, a field that is changed by a command.

It may import what stands before it in the line (see CONTRIBUTING.md). What it changes goes through ``edit`` and is tried
against lint before anything is written.
"""
