"""Villages and their travel times."""

from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse

from tillganglighet_api.errors import UnknownIdError
from tillganglighet_api.features import (
    Feature,
    ort_features,
    restid_features,
    restid_properties,
)
from tillganglighet_api.links import GEOJSON, Link, ort_links, page_links
from tillganglighet_api.models import Ort, OrtCollection, RestidCollection
from tillganglighet_api.openapi import NOT_FOUND, NOT_WELL_PUT
from tillganglighet_api.parameters import (
    NoQuestion,
    OrterQuestion,
    PlaceQuestion,
    RestiderQuestion,
    refuse_repeats,
)
from tillganglighet_api.publication import Publication, Served
from tillganglighet_api.selection import Rows, orter_rows, restider_rows


class GeoJson(JSONResponse):
    """An answer as GeoJSON; a number that JSON does not know is a fault, never written."""

    media_type = GEOJSON


router = APIRouter(
    tags=["Orter och restider"],
    dependencies=[Depends(refuse_repeats)],
    default_response_class=GeoJson,
    responses={400: NOT_WELL_PUT},
)


@router.get(
    "/orter",
    response_model=OrtCollection,
    summary="Orter med restid till varje slag av service",
    description="En punkt per ort, fem kolumner per kategori. / "
    "One point a village, five columns a category.",
)
def list_orter(
    request: Request, served: Served, question: Annotated[OrterQuestion, Query()]
) -> GeoJson:
    """Return one page of villages."""
    rows = orter_rows(served, question)
    features = ort_features(served, _page(rows, question), question.kategori)
    return _collection(served, features, len(rows), page_links(request, question, len(rows)))


@router.get(
    "/orter/{ort_id:path}",  # an id from a file may hold a slash
    response_model=Ort,
    summary="En ort med alla sina restider",
    description="Orten i bred form, och dess rader i lång form under restider. / "
    "The village in the wide form, and its rows of the long form under restider.",
    responses={404: NOT_FOUND},
)
def show_ort(
    request: Request,
    served: Served,
    ort_id: Annotated[
        str, Path(description="Ortens identitet. / Identity of the village.", examples=["n1001"])
    ],
    _: Annotated[NoQuestion, Query()],
) -> GeoJson:
    """Return one village."""
    rows = np.flatnonzero(served.report.villages.id == ort_id)
    if len(rows) == 0:
        raise UnknownIdError(
            f"ingen ort har identiteten {ort_id}; /orter räknar upp alla",
            f"no village has the id {ort_id}; /orter lists all",
        )
    (feature,) = ort_features(served, rows[:1])
    answers = restider_rows(served, RestiderQuestion(ort_id=[ort_id]))
    restider = restid_properties(served, answers)
    return GeoJson({**feature, "restider": restider, **_origin(served, ort_links(request))})


@router.get(
    "/restider",
    response_model=RestidCollection,
    summary="Restider: en rad per ort och kategori",
    description="Närmaste och näst närmaste service, kortaste väg, status, nivå; som punkter där "
    "orten är. / Nearest and second nearest service, shortest road, status, level; as points "
    "where the village is.",
)
def list_restider(
    request: Request, served: Served, question: Annotated[RestiderQuestion, Query()]
) -> GeoJson:
    """Return one page of the long form."""
    rows = restider_rows(served, question)
    features = restid_features(served, _page(rows, question))
    return _collection(served, features, len(rows), page_links(request, question, len(rows)))


def _page(rows: Rows, question: PlaceQuestion) -> Rows:
    return rows[question.offset : question.offset + question.limit]


def _collection(
    served: Publication, features: list[Feature], matched: int, links: list[Link]
) -> GeoJson:
    counts = {"numberMatched": matched, "numberReturned": len(features)}
    return GeoJson(
        {"type": "FeatureCollection", **counts, **_origin(served, links), "features": features}
    )


def _origin(served: Publication, links: list[Link]) -> dict[str, Any]:
    return {**served.origin, "links": links}
