"""The plan as it was: on a day, at a tag or a revision of git, in a folder or in a zip.

Imports ``model``, ``yaml``, ``disk`` and ``values``. Git is asked through its own command, and only read.
"""
