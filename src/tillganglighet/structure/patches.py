"""Labelled squares as polygons that cover the same land: no gaps, no overlaps, no slivers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from tillganglighet.structure.squares import Squares

Int32Array = npt.NDArray[np.int32]

_ROUNDS = 8  # patches inside patches inside patches; what is left then stays


@dataclass(frozen=True)
class Patches:
    """Polygons by label.

    Parameters
    ----------
    label : (patch_count,) int32
        Ascending; each once.
    polygon : (patch_count,) object
        Valid polygons and multipolygons, which share their borders.
    """

    label: Int32Array
    polygon: npt.NDArray[np.object_]


def patches(
    squares: Squares, label: Int32Array, *, least_m2: float, simplify_squares: float
) -> Patches:
    """Return the squares of each label as one polygon.

    Parameters
    ----------
    squares : Squares
    label : (row_count, column_count) int32
        -1 for squares of none.
    least_m2 : float
        A smaller patch goes to the neighbour with which it shares the longest border; an island
        stays as it is.
    simplify_squares : float
        Corners smaller than this many sides squared are cut, alike on both sides of a border.
    """
    whole = without_small_patches(label, least_m2 / squares.side_m**2)
    faces = np.asarray(shapely.get_parts(shapely.polygonize(_borders(squares, whole))))
    within = shapely.get_coordinates(shapely.point_on_surface(faces))
    column, row = np.floor((within - (squares.x, squares.y)) / squares.side_m).astype(int).T
    of_face = whole[row, column]
    faces, of_face = faces[of_face >= 0], of_face[of_face >= 0]
    order = np.argsort(of_face, kind="stable")
    labels, number = np.unique(of_face[order], return_inverse=True)
    whole_patches = shapely.multipolygons(faces[order], indices=number)
    simple = shapely.coverage_simplify(whole_patches, simplify_squares * squares.side_m)
    return Patches(labels.astype(np.int32), np.asarray(simple, dtype=np.object_))


def without_small_patches(label: Int32Array, least_squares: float) -> Int32Array:
    """Return the labels with small patches taken over by their neighbours."""
    for _ in range(_ROUNDS):
        patch, size = _connected(label)
        first, second = _touching(patch)
        labelled = label.ravel()
        between = (labelled[first] >= 0) & (labelled[second] >= 0)
        pairs = np.column_stack([patch.ravel()[first[between]], patch.ravel()[second[between]]])
        pairs = pairs[pairs[:, 0] != pairs[:, 1]]
        pairs = np.concatenate([pairs, pairs[:, ::-1]])
        # A small patch gives way to a larger one only, so that two never change places.
        gives = size[pairs[:, 0]] < least_squares
        rank = size * (len(size) + 1) + np.arange(len(size))
        pairs = pairs[gives & (rank[pairs[:, 0]] < rank[pairs[:, 1]])]
        if len(pairs) == 0:
            break
        shared, border = np.unique(pairs, axis=0, return_counts=True)
        order = np.lexsort((-border, shared[:, 0]))
        small, at = np.unique(shared[order, 0], return_index=True)
        label_of = np.zeros(len(size), dtype=np.int32)
        label_of[patch.ravel()] = labelled
        taken = label_of.copy()
        taken[small] = label_of[shared[order, 1][at]]
        label = taken[patch]
    return label


def _connected(label: Int32Array) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the patch of each square and their sizes; squares of a label that touch are one."""
    first, second = _touching(label)
    same = label.ravel()[first] == label.ravel()[second]
    joined = coo_array((np.ones(same.sum()), (first[same], second[same])), shape=(label.size,) * 2)
    _, flat = connected_components(joined, directed=False)
    patch: npt.NDArray[np.intp] = np.asarray(flat, dtype=np.intp).reshape(label.shape)
    return patch, np.bincount(flat).astype(np.intp)


def _touching(grid: npt.NDArray[np.integer]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the flat indices of all pairs of squares that share a side."""
    number = np.arange(grid.size).reshape(grid.shape)
    first = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    second = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    return first, second


def _borders(squares: Squares, label: Int32Array) -> npt.NDArray[np.object_]:
    """Return the sides between squares of different labels, and round the outermost ones."""
    framed = np.pad(label, 1, constant_values=-1)
    row, column = np.nonzero(framed[1:-1, :-1] != framed[1:-1, 1:])
    upright = np.stack([[column, row], [column, row + 1]])
    row, column = np.nonzero(framed[:-1, 1:-1] != framed[1:, 1:-1])
    level = np.stack([[column, row], [column + 1, row]])
    ends = np.concatenate([upright, level], axis=2).transpose(2, 0, 1) * squares.side_m
    return np.asarray(
        shapely.linestrings(ends + np.array([squares.x, squares.y])), dtype=np.object_
    )
