"""Whatever may come: made-up files, words and command lines, and what has to hold of udplan whatever they are.

``cases`` says what is tried and runs it, ``noise`` and ``words`` make it up, ``lines`` has every command, ``shapes`` reads
documents back, and ``trials`` says what has to hold. A small share, always the same, is in the suite
(``tests/test_fuzz.py``); ``python -m tests.fuzz --minutes 10`` tries more. Hypothesis makes up and makes smaller.
"""
