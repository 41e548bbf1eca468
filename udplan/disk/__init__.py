"""The files of the machine: read whole or not at all, in whatever encoding, written so too, and what the system refuses, told in
Danish.

Every file that udplan opens is opened here. Imports nothing of udplan's.
"""
