"""Order: every frame is sorted once, at reading, so that checks can rely on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from readiness.evidence.issues import Issues


def in_order(frame: pd.DataFrame, by: Sequence[str], same: Sequence[str], issues: Issues) -> pd.DataFrame:
    """Sort a frame, drop unused categories and mention rows that repeat an earlier one.

    Parameters
    ----------
    by : sequence of str
        Columns to sort by, the most important first; categories sort by their code.
    same : sequence of str
        Columns in which a repeated row equals an earlier one (``duplicate_row``, it stays in the frame).
    """
    categories = [str(name) for name in frame.select_dtypes("category").columns]
    named = {name: frame[name].cat.remove_unused_categories() for name in categories}
    frame = frame.assign(**named)
    frame = frame.iloc[np.lexsort([_key(frame[name]) for name in reversed(by)])].reset_index(drop=True)
    again = frame.duplicated(list(same), keep="first").to_numpy()
    issues.note("duplicate_row", np.isin(issues.rows, frame["row"].to_numpy()[again]))
    return frame


def _key(column: pd.Series) -> np.ndarray:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return np.asarray(column.cat.codes)
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return np.asarray(column.dt.tz_localize(None).to_numpy()).astype(np.int64)
    return np.asarray(column)
