"""A document as blocks: reports make them, and formats print them.

The blocks import ``values`` alone; the rooms below say what they import.
"""
