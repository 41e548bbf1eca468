"""udplan: en kommunes udmøntningsplan som ren tekst."""

__version__ = "0.1.0"
