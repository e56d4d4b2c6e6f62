"""How a kernel is compiled: once for each machine, cached beside the source, without the GIL."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def kernel(function: Kernel) -> Kernel:
    """Compile `function` at its first call, or load it from the cache of an earlier run."""
    return cast("Kernel", numba.njit(cache=True, nogil=True)(function))
