"""Which rows answer a question."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tillganglighet_api.parameters import Bbox, OrterQuestion, PlaceQuestion, RestiderQuestion
from tillganglighet_api.publication import Publication

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]


def orter_rows(publication: Publication, question: OrterQuestion) -> Rows:
    """Return the rows of the wide form, ascending."""
    chosen = _villages(publication, question)
    if question.niva:
        asked = _among(publication.report.gaps.level, question.niva)
        chosen &= asked[:, _categories(publication, question.kategori)].any(axis=1)
    return np.flatnonzero(chosen)


def restider_rows(publication: Publication, question: RestiderQuestion) -> Rows:
    """Return the rows of the long form, ascending."""
    villages = _villages(publication, question) & _among(
        publication.report.villages.id, question.ort_id
    )
    answers = (
        villages[:, None]
        & _categories(publication, question.kategori)
        & _among(publication.report.gaps.level, question.niva)
        & _among(publication.report.access.status, question.status)
    )
    return np.flatnonzero(answers)


def _villages(publication: Publication, question: PlaceQuestion) -> Mask:
    inside = _among(publication.report.villages.kommun_code, question.kommunkod)
    return inside if question.bbox is None else inside & _in_box(publication, question.bbox)


def _in_box(publication: Publication, box: Bbox) -> Mask:
    lon, lat = publication.lon, publication.lat
    inside: Mask = (box.west <= lon) & (lon <= box.east) & (box.south <= lat) & (lat <= box.north)
    return inside


def _categories(publication: Publication, keys: Sequence[str]) -> Mask:
    return _among(np.array([category.key for category in publication.report.categories]), keys)


def _among(values: npt.NDArray[np.generic], asked: Sequence[str] | Sequence[int]) -> Mask:
    """Return which values are asked for; all are when nothing is."""
    return np.isin(values, np.array(asked)) if asked else np.ones(values.shape, dtype=np.bool_)
