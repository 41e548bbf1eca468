"""Texts as a spreadsheet must have them in a csv file, so that it neither runs them nor makes something else of them.

A csv file says nothing of what its cells are, and a spreadsheet that opens it guesses: 9.1, 1-2 and SEP2 become dates,
0012 and 1E5 numbers, 12:30 a time of day. Quotation marks around a text do not help; a formula that gives the text does.
"""

from __future__ import annotations

import re

_MONTHS = (
    r"(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|sept|okt|oct|nov|dec|januar|februar|marts|april|juni|juli|august"
    r"|september|oktober|november|december)"
)
_GAP = r"\s*[-/. ]?\s*"
_TIME = r"[0-9]{1,4}(?::[0-9]{1,2}){1,2}(?:[.,][0-9]+)?(?:\s*[ap]m?)?|[0-9]{1,2}\s*[ap]m?"
_DAY = r"[0-9]{1,2}\s*[-/.]\s*[0-9]{1,2}"
# What a Danish spreadsheet takes for a date, a time of day, a number, an amount or yes and no; rather a form too many.
_TAKEN = re.compile(
    rf"(?:{_DAY}(?:\s*[-/.]\s*[0-9]{{1,4}})?|[0-9]{{1,2}}\s*[-/.]\s*[0-9]{{4}}|[0-9]{{4}}\s*[-/.]\s*[0-9]{{1,2}}"
    rf"(?:\s*[-/.]\s*[0-9]{{1,2}})?"
    rf"|[0-9]{{1,2}}{_GAP}{_MONTHS}(?:{_GAP}[0-9]{{1,4}})?|{_MONTHS}{_GAP}[0-9]{{1,4}}(?:{_GAP}[0-9]{{1,4}})?)"
    rf"(?:\s+(?:{_TIME}))?"
    rf"|{_TIME}"
    r"|[-+]?[0-9]+\s+[0-9]{1,3}/[0-9]{1,3}"
    r"|[-+]?\(?(?:kr\.?|dkk|€|\$|£)?\s*[-+]?(?:[0-9][0-9.,\s]*|[.,][0-9]+)(?:e[-+]?[0-9]+)?\s*(?:%|kr\.?|dkk|€)?\)?"
    r"|sand|falsk|true|false",
    re.IGNORECASE,
).fullmatch
# A whole number that a spreadsheet shows as it was written: no zero before it, and not so long that it is shortened.
_SAME = re.compile(r"0|[1-9][0-9]{0,10}").fullmatch
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet_text(text: str) -> str:
    """The text as it must stand in a csv file.

    What would be taken for a date, a number or a time is written as the formula that gives it. What would be run as a
    formula has an apostrophe in front.

    >>> spreadsheet_text("R307 (B)"), spreadsheet_text("9.1"), spreadsheet_text("=1+1")
    ('R307 (B)', '="9.1"', "'=1+1")
    """
    if _SAME(text):
        return text
    if _TAKEN(text.strip()):
        return f'="{text}"'
    return f"'{text}" if text.startswith(_FORMULA) else text
