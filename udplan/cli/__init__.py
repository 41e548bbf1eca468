"""The thin command line: load, one call, print, exit status.

Imports everything, each command what it uses.
"""
