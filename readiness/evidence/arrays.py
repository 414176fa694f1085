"""Names for the arrays that the readers hand on."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]
Objects = npt.NDArray[Any]
#: A `pandas.Categorical`; its type is not generic at run time.
Categories: TypeAlias = Any

#: What a cell turned out to be; every parser of cells answers with one of these per cell.
READ, EMPTY, UNREADABLE, IMPOSSIBLE, OUT_OF_RANGE = range(5)

DAY = 86_400
