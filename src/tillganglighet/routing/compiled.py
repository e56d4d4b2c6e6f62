"""How a kernel is compiled: once for each machine, cached beside the source, without the GIL.

The cache notices when the file of a kernel changes, but not when a kernel changes that it calls
in another file: whoever works on the kernels deletes `routing/__pycache__` then.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def kernel(function: Kernel) -> Kernel:
    """Compile `function` at its first call, or load it from the cache of an earlier run."""
    return cast("Kernel", numba.njit(cache=True, nogil=True)(function))
