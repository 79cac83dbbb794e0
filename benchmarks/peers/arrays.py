"""Names for arrays whose width is not fixed: NumPy widens integers where two of them meet."""

from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer[Any]]
Flags = npt.NDArray[np.bool_]
