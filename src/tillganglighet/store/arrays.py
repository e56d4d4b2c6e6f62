"""Frozen dataclasses of arrays as folders of raw `.npy` files, opened by memory mapping."""

from collections.abc import Container
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from tillganglighet.errors import RegionError

REMEDY = "the region is damaged or half-copied: build it again"


def write_arrays(
    value: object, folder: Path, *, without: Container[str] = ()
) -> dict[str, dict[str, Any]]:
    """Write the array fields but those `without`; return shape and type of each by name."""
    folder.mkdir(parents=True, exist_ok=True)
    described = {}
    for field in fields(value):  # type: ignore[arg-type]  # any dataclass will do
        array = getattr(value, field.name)
        if isinstance(array, np.ndarray) and field.name not in without:
            np.save(folder / f"{field.name}.npy", array)
            described[field.name] = {"shape": list(array.shape), "dtype": array.dtype.str}
    return described


def read_arrays(
    kind: type, folder: Path, described: dict[str, dict[str, Any]], *, beside: set[str]
) -> dict[str, Any]:
    """Map the arrays of a dataclass into memory.

    Parameters
    ----------
    kind : type
        The dataclass that the arrays are fields of.
    folder : Path
    described : dict
        What `write_arrays` returned.
    beside : set of str
        Fields of the dataclass that are not arrays.

    Raises
    ------
    RegionError
        An array is missing, cut off, or not what the manifest says; the message names it.
    """
    strange = {field.name for field in fields(kind)} ^ (set(described) | beside)
    if strange:
        raise RegionError(
            f"{folder}: {', '.join(sorted(strange))} is not as this version of the program "
            "writes it; build the region again"
        )
    arrays = {}
    for name, expected in described.items():
        path = folder / f"{name}.npy"
        try:
            array = np.load(path, mmap_mode="c" if 0 not in expected["shape"] else None)
        except (OSError, ValueError, EOFError) as cause:
            raise RegionError(f"{path}: cannot be read ({cause}); {REMEDY}") from cause
        if list(array.shape) != expected["shape"] or array.dtype.str != expected["dtype"]:
            raise RegionError(
                f"{path}: holds {array.dtype.str} {list(array.shape)}, expected "
                f"{expected['dtype']} {expected['shape']}; {REMEDY}"
            )
        arrays[name] = array
    return arrays
