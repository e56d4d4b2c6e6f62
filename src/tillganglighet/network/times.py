"""Travel times of pieces of road and ferry, from what the rules say of speed and waiting."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tillganglighet.network.cut import Pieces
from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.way_use import WayUse
from tillganglighet.units import KPH_PER_MPS, MS_PER_S, UNREACHED

FloatArray = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]


def travel_times_ms(
    speed_kph: FloatArray, length_m: FloatArray, passage: npt.NDArray[np.int8]
) -> Int32Array:
    """Return (piece_count, 2) whole milliseconds; `UNREACHED` where barred.

    Never less than 1 ms, so that no way round is free and every quickest way has an order.

    Parameters
    ----------
    speed_kph : (piece_count, 2) float64
        Forward and backward; may be 0 where barred, and for pieces without length.
    length_m : (piece_count,) float64
    passage : (piece_count, 2) int8
    """
    moves = (passage != Passage.BARRED) & (length_m[:, None] > 0)
    seconds = np.zeros(passage.shape)
    np.divide(length_m[:, None] * KPH_PER_MPS, speed_kph, out=seconds, where=moves)
    whole = np.clip(np.rint(seconds * MS_PER_S), 1, UNREACHED - 1).astype(np.int32)
    return np.where(passage == Passage.BARRED, np.int32(UNREACHED), whole)


def with_delays(time: Int32Array, delay_ms: Int32Array) -> Int32Array:
    """Return the (piece_count, 2) times with delays on the lanes that are not barred."""
    delayed = np.minimum(time + delay_ms, UNREACHED - 1).astype(np.int32)
    return np.where(time == UNREACHED, time, delayed)


def with_waits(
    time: Int32Array, pieces: Pieces, uses: Sequence[WayUse], use: Int32Array
) -> Int32Array:
    """Return the times with the expected wait on every ferry lane that begins ashore.

    Ashore is where other roads meet the ferry: parts of one crossing are waited for once.
    """
    is_ferry = np.array([each.is_ferry for each in uses], dtype=bool)[use]
    wait = np.rint(np.array([each.wait_s for each in uses])[use] * MS_PER_S)
    is_ashore = np.zeros(len(pieces.node), dtype=bool)
    is_ashore[pieces.from_node[~is_ferry]] = is_ashore[pieces.to_node[~is_ferry]] = True
    boarding = np.stack([is_ashore[pieces.from_node], is_ashore[pieces.to_node]], axis=1)
    return with_delays(time, np.where(boarding & is_ferry[:, None], wait[:, None], 0))
