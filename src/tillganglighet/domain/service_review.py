"""What people may want to look at among the services: merged ones, doubtful pairs, corrections."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import FloatArray, StrArray

QUESTION, MERGED, WITHOUT_EFFECT = "question", "merged", "without_effect"


@dataclass(frozen=True)
class ReviewItem:
    """One thing to look at.

    Parameters
    ----------
    kind : str
        `QUESTION`: two that may be one, counted apart; `MERGED`: two that are counted as one;
        what a correction did (closed, moved, wrong_type, missing), or `WITHOUT_EFFECT`.
    id, name : str
        The service, or the one that stayed.
    other_id, other_name : str
        The other of the pair; empty for a correction.
    category : str
    distance_m : float
        Between the two; nan for a correction.
    x, y : float
        Metres in the region's CRS; nan where it is not known.
    reason : str
        Of a correction: why, who and when.
    """

    kind: str
    id: str
    name: str
    other_id: str
    other_name: str
    category: str
    distance_m: float
    x: float
    y: float
    reason: str


@dataclass(frozen=True)
class ServiceReview:
    """The same as parallel arrays, each (item_count,)."""

    kind: StrArray
    id: StrArray
    name: StrArray
    other_id: StrArray
    other_name: StrArray
    category: StrArray
    distance_m: FloatArray
    x: FloatArray
    y: FloatArray
    reason: StrArray

    def __len__(self) -> int:
        """Return the number of things to look at."""
        return len(self.kind)

    def without(self, service_ids: Collection[str]) -> "ServiceReview":
        """Return what concerns none of these services."""
        ids = list(service_ids)
        stays: npt.NDArray[np.bool_] = ~(np.isin(self.id, ids) | np.isin(self.other_id, ids))
        return replace(
            self, **{field.name: getattr(self, field.name)[stays] for field in fields(self)}
        )


def no_review() -> ServiceReview:
    """Return nothing to look at."""
    return review_of(())


def review_of(items: Sequence[ReviewItem]) -> ServiceReview:
    """Return the items as arrays, in their order."""
    columns: dict[str, npt.NDArray[Any]] = {
        field.name: np.array(
            [getattr(item, field.name) for item in items],
            dtype=np.float64 if field.type is float else np.str_,
        )
        for field in fields(ReviewItem)
    }
    return ServiceReview(**columns)
