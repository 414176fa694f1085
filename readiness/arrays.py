"""Names for the arrays that readers and checks hand on: one name per meaning."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Amounts = npt.NDArray[np.float64]
Objects = npt.NDArray[Any]
#: Whole minutes: instants since 1970, or durations.
Minutes = npt.NDArray[np.int64]
#: Positions in a list of names, such as persons or zones.
Codes = npt.NDArray[np.int64]
#: Local dates.
Days = npt.NDArray[np.datetime64]
#: Which entries are meant.
Mask = npt.NDArray[np.bool_]
#: A `pandas.Categorical`; its type is not generic at run time.
Categories: TypeAlias = Any
