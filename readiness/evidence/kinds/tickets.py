"""Tickets: one row per customer request, with the time to the first reply."""

from __future__ import annotations

import numpy as np
import pandas as pd

from readiness.arrays import Amounts, Categories, Ints
from readiness.evidence.cells.moments import refuse_unread, to_instants
from readiness.evidence.cells.zones import Zones
from readiness.evidence.issues import Issues
from readiness.evidence.moment_columns import read_moment, read_zones
from readiness.evidence.order import in_order
from readiness.evidence.source_table import SourceTable, read_minutes, read_values
from readiness.privacy.pseudonyms import pseudonyms


def read_tickets(table: SourceTable, issues: Issues) -> pd.DataFrame:
    """Read a list of tickets.

    Returns
    -------
    DataFrame
        ticket (category, pseudonym), channel (category), created (datetime64[s], UTC), first_reply_minutes and
        resolved_minutes (calendar minutes since `created`; not a number = unanswered or open, to be treated as
        censored), status (category), row (line in the file). Sorted by created, ticket.
    """
    zones = read_zones(table, issues)
    created = read_moment(table, table.rule("times")["created"])
    refuse_unread(created, issues, empty="created_missing")
    at = to_instants(created.wall, created, zones, issues, created.read)
    reply = _minutes_since(table, "first_reply", at, zones, issues)
    resolved = _minutes_since(table, "resolved", at, zones, issues)
    issues.refuse("negative_duration", (reply < 0) | (resolved < 0))
    names = table.column("ticket")
    if names is not None:
        issues.refuse("ticket_missing", ~names.filled, names.label)
    cells = np.full(table.size, "", dtype=object) if names is None else names.cells
    ticket = pseudonyms(cells, table.salt, prefix="T")

    rows = np.flatnonzero(issues.alive)
    frame = pd.DataFrame(
        {
            "ticket": ticket[rows],
            "channel": _word(table, "channel", issues)[rows],
            "created": pd.DatetimeIndex(at[rows].astype("datetime64[s]")).tz_localize("UTC"),
            "first_reply_minutes": reply[rows],
            "resolved_minutes": resolved[rows],
            "status": _word(table, "status", issues)[rows],
            "row": table.content.rows[rows],
        }
    )
    return in_order(frame, ["created", "ticket", "row"], ["ticket"], issues)


def _minutes_since(table: SourceTable, name: str, created: Ints, zones: Zones, issues: Issues) -> Amounts:
    """Minutes from a column with minutes, else from the moment itself."""
    minutes = read_minutes(table, table.rule("minutes").get(name), issues)
    rule = table.rule("times").get(name)
    if not rule:
        return minutes
    moment = read_moment(table, rule)
    refuse_unread(moment, issues, empty=None)
    at = to_instants(moment.wall, moment, zones, issues, moment.read)
    elapsed = np.where(moment.read, (at - created) / 60, np.nan)
    return np.where(np.isnan(minutes), elapsed, minutes)


def _word(table: SourceTable, field: str, issues: Issues) -> Categories:
    words, unknown = read_values(table, field, "other")
    column = table.column(field)
    issues.count(
        "unknown_channel" if field == "channel" else "unknown_status_word", unknown, column.label if column else ""
    )
    return pd.Categorical(np.where(unknown, "other", words))
