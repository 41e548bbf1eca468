"""The kinds of field, an initiative, plan.yaml and the plan they make: plain data as typed, checked values.

Imports ``yaml``, ``disk`` and ``values``.
"""
