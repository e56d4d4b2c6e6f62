"""The array types of the routing core, and the one form in which kernels take them."""

from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]
Float64Array = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

Scalar = TypeVar("Scalar", bound=np.generic)


def plain(values: npt.ArrayLike, dtype: type[Scalar]) -> npt.NDArray[Scalar]:
    """Return `values` as a contiguous, writable array of `dtype`; copies only if it must.

    A kernel is compiled once for each kind of array it meets, and a read-only array is another
    kind: this keeps every kernel at one kind, so that nobody waits for a compiler.
    Numbers that do not fit into `dtype` are refused rather than wrapped.

    Raises
    ------
    ValueError
        A number is too large for `dtype`.
    """
    array: npt.NDArray[Any] = np.asarray(values)
    if array.dtype != dtype and np.issubdtype(dtype, np.integer) and array.size:
        bounds = np.iinfo(dtype)  # type: ignore[type-var]  # an integer, as just asked
        if array.min() < bounds.min or array.max() > bounds.max:
            raise ValueError(f"values up to {array.max()} do not fit into {bounds.dtype}")
    return np.require(array, dtype, ["C", "W", "E"])
