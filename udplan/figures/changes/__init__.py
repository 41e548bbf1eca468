"""What has changed in a plan from one state of it to another: every change once, and the rows of that.

Imports ``figures``, ``history``, ``model`` and ``values``.
"""
