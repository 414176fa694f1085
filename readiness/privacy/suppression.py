"""Suppression: no number may point at a person, alone or by subtraction."""

from __future__ import annotations

import pandas as pd

#: Smallest group of persons or messages for which a figure is given.
MIN_GROUP = 5


def suppress(tally: pd.DataFrame, min_group: int = MIN_GROUP) -> pd.DataFrame:
    """The tally without numbers of persons so small that they point at somebody.

    `subjects_failed` becomes missing where it is between 1 and `min_group` - 1, and also where so few people have *no*
    failure that those could be read off the difference.
    """
    failed, rest = tally["subjects_failed"], tally["subjects"] - tally["subjects_failed"]
    small = failed.between(1, min_group - 1) | ((failed > 0) & rest.between(1, min_group - 1))
    return tally.assign(subjects_failed=failed.mask(small.fillna(False).astype(bool)))
