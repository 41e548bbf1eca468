"""A document in the browser, which follows the plan's files as they are saved.

Imports ``publish`` and what stands before it. It listens on this machine alone, and writes nothing.
"""
