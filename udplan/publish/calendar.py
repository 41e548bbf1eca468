"""A committee's calendar: the dated steps of a plan as RFC 5545 (iCalendar), for Outlook and other calendars.

It is not one of the formats: a format prints the blocks of a document, where days are words already, and a calendar
is made of the plan's own steps and days. ``udplan report arbejdsplan --format ics`` writes it, with the same selection as
the document of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from udplan.documents.reports.shared import committee, roles, titel
from udplan.figures.select import Led, UnknownChoice, Valg, ledene, select
from udplan.model.plan import Plan
from udplan.values.times import Præcision, Tid
from udplan.values.words import fold, hyphenated

#: RFC 5545, section 3.1: a line is at most this many octets, its line break not counted.
_OCTETS = 75
# RFC 5545, section 3.3.11: what a text may not hold. A line break is written as \n first.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def calendar(plan: Plan, valg: Valg) -> str:
    """The dated steps of ``valg.udvalg`` as one calendar, all days and times guiding.

    A day is an all-day event; a less exact time covers the days it may fall on and says that it is guiding. An event is
    known by its initiative, the number of its step and its body, never by its date: a calendar that takes the file in
    again moves what has moved. The stamp is ``valg.dag``, or the first day of the plan: nothing here asks the clock.

    Raises:
        UnknownChoice: if no committee was asked for, or if none of its steps has a time.
    """
    if valg.udvalg is None:
        raise UnknownChoice("Sig hvilket udvalg, fx udplan report arbejdsplan --udvalg BUU --format ics.")
    public = [indsats for indsats in select(plan, valg) if indsats.offentlig]
    steps = [led for led in ledene(plan, public, valg.udvalg) if led.kommer or led.trin.beslutning]
    navn = committee(plan, valg.udvalg)
    stamp = valg.dag or date(plan.grundlag.år[0], 1, 1)
    events = [line for led in steps if led.trin.tid for line in _event(plan, led, led.trin.tid, stamp)]
    if not events:  # RFC 5545, section 3.6: a calendar holds at least one component
        raise UnknownChoice(f"Ingen led i {navn} har et tidspunkt, så der er ikke noget at skrive i en kalender.")
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//udplan//udplan//DA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(f'{navn}: {plan.grundlag.titel}')}",
        *events,
        "END:VCALENDAR",
    )
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(plan: Plan, led: Led, tid: Tid, stamp: date) -> Iterator[str]:
    indsats, trin = led.indsats, led.trin
    exact = tid.præcision is Præcision.DAG
    summary = f"{trin.forum}: {titel(indsats)}" + ("" if exact else f" (vejledende: {tid})")
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(plan, led)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{tid.fra:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{tid.til + timedelta(days=1):%Y%m%d}"  # the first day after it
    yield f"SUMMARY:{_text(summary)}"
    yield f"DESCRIPTION:{_text(_description(led, tid))}"
    yield f"STATUS:{'CONFIRMED' if trin.beslutning else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"  # it does not make anybody busy that day
    yield "END:VEVENT"


def _description(led: Led, tid: Tid) -> str:
    said = [
        f"Tovholder: {roles(led.indsats)}",
        f"Hvornår: {tid} (vejledende)",
        f"Led {led.nummer} i sagsgangen: {led.forhold}",
    ]
    said += [f"Varer {led.trin.dage} dage"] if led.trin.dage is not None else []
    said += [f"Beslutning: {led.trin.beslutning}"] if led.trin.beslutning else []
    return "\n".join(said)


def _uid(plan: Plan, led: Led) -> str:
    """The same for the same step of the same plan, whenever it is held."""
    plan_name = f"{_slug(plan.grundlag.kommune)}-{plan.grundlag.år[0]}"
    return f"{led.indsats.id}-{led.nummer}-{_slug(led.trin.forum)}@{plan_name}.udplan"


def _slug(text: str) -> str:
    return hyphenated(fold(text)) or "x"


def _text(text: str) -> str:
    """A value of type TEXT (RFC 5545, section 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return _CONTROLS.sub("", re.sub("\r\n|\r|\n", r"\\n", text))


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never in the middle of a character; what goes on begins with a space."""
    pieces, size = [""], 0
    for sign in line:
        width = len(sign.encode("utf-8"))
        if size + width > _OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += sign
        size += width
    return "\r\n".join(pieces)
