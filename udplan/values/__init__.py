"""Values as Danes write them: amounts, times, words, and what is not known; pure functions.

Imports nothing else of udplan's.
"""
