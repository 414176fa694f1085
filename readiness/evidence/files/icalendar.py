"""Calendar: the events of an iCalendar file become rows of text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from readiness.errors import EvidenceError
from readiness.evidence.files.source import Source
from readiness.evidence.files.table import Head

_EVENT = re.compile(r"(?im)^BEGIN:VEVENT\s*$")


def calendar_heads(source: Source) -> list[Head]:
    """One table of all events; rows count the events from 1.

    Columns are the properties that occur: DTSTART, DTEND (worked out where the event has a duration instead),
    CATEGORIES, ATTENDEE, STATUS, RRULE, and ALLDAY (true for an event without times of day).

    Raises
    ------
    EvidenceError
        ``calendar_unreadable`` when the file is no sound calendar.
    """
    import icalendar

    try:
        calendars: list[Any] = icalendar.Calendar.from_ical(source.text.lstrip("\ufeff"), multiple=True)
        found = [_event(event) for calendar in calendars for event in calendar.walk("VEVENT")]
    except Exception:
        # The library meets broken calendars with many kinds of error; to the user they are all the same.
        raise EvidenceError("calendar_unreadable", file=source.file) from None
    # A file cut off in the middle must not pass as a short one.
    if not calendars or len(found) != len(_EVENT.findall(source.text)):
        raise EvidenceError("calendar_unreadable", file=source.file)
    header = tuple(dict.fromkeys(["DTSTART", "DTEND", *(key for event in found for key in event)]))
    return [Head("", header, 0, records=partial(_records, found, header))]


def _records(found: list[dict[str, str]], header: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    for number, event in enumerate(found, start=1):
        yield number, [event.get(key, "") for key in header]


def _event(event: Any) -> dict[str, str]:
    start, end, length = (_value(event, name) for name in ("DTSTART", "DTEND", "DURATION"))
    start, end = (found if isinstance(found, dt.date) else None for found in (start, end))
    if end is None and isinstance(start, dt.datetime) and isinstance(length, dt.timedelta):
        # The time that really passes, also over a clock change.
        end = (start.astimezone(dt.UTC) if start.tzinfo else start) + length
    cells = {"DTSTART": start.isoformat() if start else "", "DTEND": end.isoformat() if end else ""}
    if start is not None and not isinstance(start, dt.datetime):
        cells["ALLDAY"] = "true"
    for name in ("CATEGORIES", "ATTENDEE", "STATUS", "RRULE"):
        if name in event:
            cells[name] = _words(event.get(name))
    return cells


def _value(event: Any, name: str) -> Any:
    try:
        return getattr(event.get(name), "dt", None)
    except ValueError:
        return None  # not a date; the row is then refused for what it lacks


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_words(entry) for entry in value)
    if hasattr(value, "cats"):
        return ", ".join(str(word) for word in value.cats)
    return str(value)
