"""What if: scenarios as they are put to the service, and what they do."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from tillganglighet_api.bodies import ScenarioBody
from tillganglighet_api.job_records import (
    UNKEPT,
    JobRoutes,
    job_entries,
    job_record,
    known,
)
from tillganglighet_api.links import origin_link
from tillganglighet_api.models import JobRecord, Link, Scenarier
from tillganglighet_api.openapi import (
    BUSY,
    FAULTY,
    NOT_FOUND,
    NOT_READY,
    NOT_WELL_PUT,
    TABLE,
    TOO_LARGE,
)
from tillganglighet_api.parameters import JobId, NoQuestion, RowQuestion, TableKey, refuse_repeats
from tillganglighet_api.publication import Served
from tillganglighet_api.studies import Asked
from tillganglighet_api.tables import TableAnswer

_ROUTES = JobRoutes("/scenarier", "show_scenario", "show_scenario_table")

router = APIRouter(
    tags=["Scenarier"], dependencies=[Depends(refuse_repeats)], responses={400: NOT_WELL_PUT}
)


@router.post(
    "/scenarier",
    status_code=201,
    responses={200: {"model": JobRecord}, 413: TOO_LARGE, 422: FAULTY, 503: BUSY},
    summary="Pröva ett scenario",
    description="Samma innehåll som en scenariofil, som JSON. Alla fel nämns genast; är det utan "
    "fel räknas det fram i bakgrunden, och Location säger var. Samma ändringar ger samma id, och "
    "200 i stället för 201. / The same content as a scenario file, as JSON. All faults are told "
    "at once; without any it is computed in the background, and Location says where. The same "
    "changes give the same id, and 200 instead of 201.",
)
def ask_scenario(
    *,
    request: Request,
    response: Response,
    served: Served,
    asked: Asked,
    scenario: ScenarioBody,
    _: Annotated[NoQuestion, Query()],
) -> JobRecord:
    """Check a scenario and begin it."""
    job, is_new = asked.ask_scenario(scenario)
    if not is_new:
        response.status_code = 200
    response.headers.update(UNKEPT | {"Location": _ROUTES.address(request, job.id)})
    return job_record(request, served, job, job.question.name, _ROUTES)


@router.get(
    "/scenarier",
    summary="De scenarier som har prövats sedan tjänsten startade",
    description="De trettio senaste. / The thirty latest.",
)
def list_scenarier(
    *,
    request: Request,
    response: Response,
    served: Served,
    asked: Asked,
    _: Annotated[NoQuestion, Query()],
) -> Scenarier:
    """Return the scenarios and where they stand."""
    response.headers.update(UNKEPT)
    named = [(job, job.question.name) for job in asked.scenarios.all()]
    return Scenarier(
        scenarier=job_entries(request, named, _ROUTES),
        **served.origin,
        links=[Link(**origin_link(request))],
    )


@router.get(
    "/scenarier/{job_id}",
    responses={404: NOT_FOUND},
    summary="Hur långt ett scenario har kommit, och vad det innebär",
    description="Fråga tills status är klar eller misslyckad. Klart: meningarna, och länkar till "
    "tabellerna. / Ask until status is klar or misslyckad. Done: the sentences, and links to the "
    "tables.",
)
def show_scenario(
    *,
    request: Request,
    response: Response,
    served: Served,
    asked: Asked,
    job_id: JobId,
    _: Annotated[NoQuestion, Query()],
) -> JobRecord:
    """Return where a scenario stands."""
    response.headers.update(UNKEPT)
    job = known(asked.scenarios, job_id, _ROUTES)
    return job_record(request, served, job, job.question.name, _ROUTES)


@router.get(
    "/scenarier/{job_id}/{tabell}",
    response_class=Response,
    responses={200: TABLE, 404: NOT_FOUND, 409: NOT_READY},
    summary="Ett scenarios tabeller",
    description="scenario är orter och kategorier före och efter, som GeoJSON; de andra räknas "
    "upp bland länkarna. / scenario is villages and categories before and after, as GeoJSON; the "
    "links list the others.",
)
def show_scenario_table(
    *,
    request: Request,
    served: Served,
    asked: Asked,
    job_id: JobId,
    tabell: TableKey,
    question: Annotated[RowQuestion, Query()],
) -> Response:
    """Return one table of a scenario that is done."""
    product = known(asked.scenarios, job_id, _ROUTES).result()
    return TableAnswer(request, served, question).of(product, tabell)
