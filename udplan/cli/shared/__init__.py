"""What the commands share: their options, the steps that each takes, and how rows are written.

Imports ``model.folders`` at once, and within its functions what they use.
"""
