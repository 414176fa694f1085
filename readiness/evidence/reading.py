"""Reading: from a user's file to evidence, in one call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from readiness.errors import EvidenceError
from readiness.evidence.cells.zones import check_zone
from readiness.evidence.description import EvidenceKind, load_kind
from readiness.evidence.files.source import read_source
from readiness.evidence.kinds.registry import READERS
from readiness.evidence.model import Evidence
from readiness.evidence.opening import Choices, open_table


def read_evidence(
    kind: str,
    path: Path | str,
    *,
    timezone: str = "Europe/Berlin",
    format: str | None = None,
    day_order: str | None = None,
    secret: str | None = None,
    pairing: str | None = None,
    naive: str | None = None,
    person: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> Evidence:
    """Read a file exported from another tool, or a sheet kept by hand, as evidence.

    Format, encoding and separator are recognised and reported in `provenance`. What was not understood is listed in
    `issues`, row by row. Names become pseudonyms here; nothing later sees a name.

    Parameters
    ----------
    kind : str
        A kind of evidence such as "shifts"; `readiness list evidence` names them all.
    path : Path or str
        A CSV, XLSX, JSON or iCalendar file.
    timezone : str
        IANA name of the zone in which times without an offset are meant, and of the place of work.
    format : str, optional
        Id of a format, if the recognised one is not right.
    day_order : {"dmy", "mdy"}, optional
        Order of day and month in dates such as 03/04/2026, needed only when no row of the file decides.
    secret : str, optional
        Key for the pseudonyms; files read with the same secret get the same pseudonyms for the same people.
    pairing : {"log_type", "alternate"}, optional
        How the punches of a time clock become intervals: by their mark for coming and going, or in turns.
    naive : {"local", "utc"}, optional
        How times without an offset are meant, if the format's own rule is not right for this file.
    person : str, optional
        Whom the file is about, for formats that hold one person's records and do not name the person.
    progress : callable, optional
        Called now and then with the number of rows read so far; a large workbook takes minutes.

    Raises
    ------
    UnknownName
        ``unknown_evidence`` for a kind that does not exist.
    CatalogError
        What is wrong in the description of the kind.
    EvidenceError
        ``file_missing``, ``file_empty``, ``file_too_large``, ``file_not_table``, ``unknown_timezone``,
        ``unknown_format``, ``columns_missing``, ``format_unknown``, ``header_missing``, ``other_kind``,
        ``ambiguous_day_order``, ``json_unreadable``, ``calendar_unreadable``, ``workbook_unreadable``,
        ``workbook_too_large``, ``cell_too_long``, ``daily_totals_only`` when the file has hours but no times of day,
        or ``no_usable_rows`` (with the first row of each issue as `faults`).
    UsageError
        ``bad_day_order``, ``bad_reading_option``.
    """
    described = load_kind(kind)
    choices = Choices(timezone, format, day_order or None, secret, pairing, naive, person)
    choices.check()
    file = Path(path).name
    check_zone(timezone, file)
    source = read_source(path)
    table, issues = open_table(described, source, choices, progress)
    frame = READERS.of(kind)(table, issues)
    found = issues.frame()
    refused = int(issues.refused.sum())
    if frame.empty:
        faults = _first_of_each(found)
        raise EvidenceError("no_usable_rows", file=file, rows=table.size, format=table.format.id, faults=faults)
    first, last = _period(frame, described, timezone)
    notes = sorted(set(found.loc[~found["refused"], "code"]))
    provenance: dict[str, Any] = {
        "file": source.file,
        "digest": source.digest,
        "format": table.format.id,
        "encoding": source.encoding,
        "separator": table.separator,
        "zone": timezone,
        "rows_read": table.size,
        "rows_used": table.size - refused,
        "rows_refused": refused,
        "from": first,
        "to": last,
        "notes": notes,
    }
    return Evidence(kind, frame, found, provenance)


def _first_of_each(issues: pd.DataFrame) -> list[EvidenceError]:
    """The first row with each issue, when no row is left to show them with; at most five."""
    rows = issues[issues["row"] > 0].drop_duplicates("code").head(5)
    return [
        EvidenceError(code, row=row, column=column)
        for code, row, column in zip(rows["code"], rows["row"].tolist(), rows["column"], strict=True)
    ]


def _period(frame: pd.DataFrame, kind: EvidenceKind, zone: str) -> tuple[str, str]:
    """First and last local day of the frame as text; empty when it has no times."""
    times = [frame[name].dropna() for name in kind.time]
    if not times or not len(times[0]):
        return "", ""
    first, last = (moment.tz_convert(zone) if moment.tz else moment for moment in (times[0].min(), times[-1].max()))
    return first.date().isoformat(), last.date().isoformat()
