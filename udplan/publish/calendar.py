"""A committee's calendar: the dated steps of a plan as RFC 5545 (iCalendar), for Outlook and other calendars.

It is not one of the formats: a format prints the blocks of a document, where days are words already, and a calendar
is made of the plan's own steps and days. ``udplan report arbejdsplan --format ics`` writes it, with the same selection as
the document of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from udplan.documents.reports.arbejdsplan import meant_by, one_of
from udplan.documents.reports.shared import committee, roles, titel
from udplan.figures.select import Led, Stand, UnknownChoice, Valg, ledene, select
from udplan.model.plan import Plan
from udplan.values.times import Præcision, Tid
from udplan.values.words import fold, hyphenated, listed

#: RFC 5545, section 3.1: a line is at most this many octets, its line break not counted.
_OCTETS = 75
#: Times that are no event: the shortest of them is three months.
_NO_EVENT = frozenset({Præcision.ÅRSTID, Præcision.KVARTAL, Præcision.HALVÅR, Præcision.ÅR})
#: The day that SEQUENCE counts from: before any that can be written, so that it is more than without a day, which is 0.
_FIRST_DAY = date(1899, 12, 31)
# RFC 5545, section 3.3.11: what a text may not hold. A line break is written as \n first.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def calendar(plan: Plan, valg: Valg) -> str:
    """The dated steps of ``valg.udvalg`` as one calendar, all days and times guiding.

    A day is an all-day event, and so are the days of a week or a month, which then says that it is guiding. Where plan.yaml
    has the committee's meetings, it falls on the one in that time, as in the work plan; where there are more, it goes
    from the first to the last and says which they are. A longer time is no event: nobody sets half a year aside;
    ``left_out`` tells of those.

    An event is known by its initiative, its body and which time round it is there, never by its date or the place of
    its step: a calendar that takes the file in again moves what has moved. See ``_version`` for which of two is newer.

    Raises:
        UnknownChoice: if no committee was asked for, or if none of its steps has a time that can be an event.
    """
    dated = _dated(plan, valg)
    events = [(led, tid) for led, tid in dated if tid.præcision not in _NO_EVENT]
    navn = committee(plan, valg.udvalg)
    meetings = plan.grundlag.fora[str(valg.udvalg)].møder
    if not events:  # RFC 5545, section 3.6: a calendar holds at least one component
        what = "så nøjagtigt et tidspunkt, at det kan stå i en kalender" if dated else "et tidspunkt"
        raise UnknownChoice(f"Ingen led i {navn} har {what}, så der er ikke noget at skrive i en kalender.")
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//udplan//udplan//DA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(f'{navn}: {plan.grundlag.titel}')}",
        *(line for led, tid in events for line in _event(plan, meetings, led, tid, valg.dag)),
        "END:VCALENDAR",
    )
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def left_out(plan: Plan, valg: Valg) -> list[str]:
    """The word on the steps that the calendar does not have, since their time is too long to be an event."""
    long = [
        f"{titel(led.indsats)} ({led.trin.forum}, {tid})"
        for led, tid in _dated(plan, valg)
        if tid.præcision in _NO_EVENT
    ]
    return (
        [f"{len(long)} led har kun et omtrentligt tidspunkt og er ikke med i kalenderen: {listed(long)}."]
        if long
        else []
    )


def _dated(plan: Plan, valg: Valg) -> list[tuple[Led, Tid]]:
    if valg.udvalg is None:
        raise UnknownChoice("Sig hvilket udvalg, fx udplan report arbejdsplan --udvalg BUU --format ics.")
    public = [indsats for indsats in select(plan, valg) if indsats.offentlig]
    steps = [led for led in ledene(plan, public, valg.udvalg, valg.dag) if led.kommer or led.beslutning]
    return [(led, led.trin.tid) for led in steps if led.trin.tid]


def _event(plan: Plan, meetings: Sequence[date], led: Led, tid: Tid, dag: date | None) -> Iterator[str]:
    indsats, trin = led.indsats, led.trin
    exact = tid.præcision is Præcision.DAG
    meant = meant_by(meetings, led, dag)
    first, last = (meant[0], meant[-1]) if meant else (tid.fra, tid.til)
    when = ", ".join((str(tid), *one_of(meant)))
    said = (" (intet møde)" if meetings and not meant else "") if exact else f" (vejledende: {when})"
    summary = f"{trin.forum}: {titel(indsats)}{said}"
    if led.stand is Stand.OVERSKREDET:
        summary += f" ({led.stand})"
    stamp, sequence = _version(first, dag)
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(plan, led)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{sequence}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"  # the first day after it
    yield f"SUMMARY:{_text(summary)}"
    yield f"DESCRIPTION:{_text(_description(led, when))}"
    yield f"STATUS:{'CONFIRMED' if led.beslutning else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"  # it does not make anybody busy that day
    yield "END:VEVENT"


def _version(first: date, dag: date | None) -> tuple[date, int]:
    """DTSTAMP and SEQUENCE, by which a calendar knows which of two events with one UID is the newer (RFC 5546, 2.1.5).

    With a day (``--dato``) it is the one that was made on the later day. Without one nothing is known but the plan as
    it stands, and the same plan must give the same bytes: then an event is as new as its ``first`` day, so one that is put
    off is newer than it was. One that is brought forward is not; only a day can say that, and beats what has none.
    """
    return (first, 0) if dag is None else (dag, (dag - _FIRST_DAY).days)


def _description(led: Led, when: str) -> str:
    said = [
        f"Tovholder: {roles(led.indsats)}",
        f"Hvornår: {when} (vejledende)",
        f"Led {led.nummer} i sagsgangen: {led.forhold}",
    ]
    said += [f"Varer {led.trin.dage} dage"] if led.trin.dage is not None else []
    said += [f"Beslutning: {led.beslutning}"] if led.beslutning else []
    said += ["Overskredet: der står ingen beslutning"] if led.stand is Stand.OVERSKREDET else []
    return "\n".join(said)


def _uid(plan: Plan, led: Led) -> str:
    """The same for the same body's first (second, …) time with an initiative, whenever it is and whoever else it passes.

    A slug has no point, so no two events have one name, whatever an id looks like.
    """
    forum = _slug(led.trin.forum)
    until = led.indsats.trin[: led.nummer]
    time_round = sum(_slug(trin.forum) == forum for trin in until)
    return f"{led.indsats.id}.{forum}.{time_round}@{_slug(plan.grundlag.kommune)}-{plan.grundlag.år[0]}.udplan"


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
