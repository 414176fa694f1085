"""Places: the region of every record, and stretches of work cut into legs where the place changes.

So every minute is read on the clock and the calendar of its own record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from readiness.arrays import Codes, Days, Mask, Minutes


@dataclass(frozen=True, slots=True)
class Legs:
    """Stretches of work in one place, in the order of the runs; for nearly everybody each run is one leg.

    What several records cover lies where the earlier one does; an interruption too short for a break lies where the
    work before it was.
    """

    run: Codes  # position of the run
    subject: Codes
    start: Minutes
    end: Minutes
    zone: Codes
    region: Codes
    first: Days  # local dates of its first and of its last minute
    last: Days
    day: Codes  # position of the working day


def cut_legs(rows: dict[str, Any], begins: Mask, reached: Minutes) -> dict[str, Any] | None:
    """Run, start, end, zone and region of each leg; None if nobody changes the place within a run.

    Parameters
    ----------
    rows : dict of array
        Sorted records: start, zone, region.
    begins : array of bool
        Records that begin a run.
    reached : array of int
        How far the work of the person has reached with each record.
    """
    zone, region = rows["zone"], rows["region"]
    other = (zone[1:] != zone[:-1]) | (region[1:] != region[:-1])
    if not (other & ~begins[1:]).any():
        return None
    longer = begins.copy()  # records inside others do not change the place
    longer[1:] |= reached[1:] > reached[:-1]
    place = np.flatnonzero(longer)
    fresh = begins[place]
    fresh[1:] |= (zone[place[1:]] != zone[place[:-1]]) | (region[place[1:]] != region[place[:-1]])
    opens = place[fresh]
    start = rows["start"][opens].copy()
    inner = np.flatnonzero(~begins[opens])
    start[inner] = np.maximum(start[inner], reached[opens[inner] - 1])
    run = (np.cumsum(begins) - 1)[opens]
    end = reached[np.append(np.flatnonzero(begins)[1:], len(begins)) - 1][run]
    end[inner - 1] = start[inner]
    return {"run": run, "start": start, "end": end, "zone": zone[opens], "region": region[opens]}


def filled_regions(regions: pd.Categorical, subject: pd.Categorical, people: pd.DataFrame) -> pd.Categorical:
    """The region of every record; of records that name none, that of the place of work stated for the person.

    Parameters
    ----------
    regions, subject : Categorical
        Of the records.
    people : DataFrame
        What is known about persons, one row per category of `subject`.
    """
    if "region" not in people or "" not in regions.categories:
        return regions
    stated = people["region"].astype(object).where(people["region"].notna(), "").astype(str)
    names = regions.categories.union(pd.Index(stated.unique()), sort=False)
    place = names.get_indexer(regions.categories)[regions.codes]
    empty = place == names.get_loc("")
    place[empty] = names.get_indexer(pd.Index(stated))[subject.codes[empty]]
    return pd.Categorical.from_codes(place, names)
