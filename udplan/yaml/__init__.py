"""From bytes to text to plain data with the place of everything, and what YAML stumbles over, told in Danish.

Imports ``disk`` and ``values``.
"""
