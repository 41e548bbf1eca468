"""The thin command line: load, one call, print, exit status. Only here are the clock and the screen asked.

Imports everything, each command what it uses, inside its function; nothing imports from here.
"""
