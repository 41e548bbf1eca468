"""Next year's plan out of this one: what goes along and how it changes, tried against lint, and told in a receipt.

It may import what stands before it in the line (see CONTRIBUTING.md).
"""
