"""Where a service does most good, or which of today's may close with least harm."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from tillganglighet_api.bodies import PlaceringBody
from tillganglighet_api.job_records import (
    UNKEPT,
    JobRoutes,
    job_entries,
    job_record,
    known,
)
from tillganglighet_api.links import origin_link
from tillganglighet_api.models import JobRecord, Link, Placeringar
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

if TYPE_CHECKING:
    from tillganglighet.pipeline.siting_question import SitingQuestion

_ROUTES = JobRoutes("/placering", "show_placering", "show_placering_table")

router = APIRouter(
    tags=["Placering"], dependencies=[Depends(refuse_repeats)], responses={400: NOT_WELL_PUT}
)


@router.post(
    "/placering",
    status_code=201,
    responses={200: {"model": JobRecord}, 413: TOO_LARGE, 422: FAULTY, 503: BUSY},
    summary="Fråga var något bör öppna eller kan stänga",
    description="Alla fel nämns genast; utan fel räknas svaret fram i bakgrunden, och Location "
    "säger var. Samma fråga ger samma id, och 200 i stället för 201. / All faults are told at "
    "once; without any the answer is computed in the background, and Location says where. The "
    "same question gives the same id, and 200 instead of 201.",
)
def ask_placering(
    *,
    request: Request,
    response: Response,
    served: Served,
    asked: Asked,
    asked_for: PlaceringBody,
    _: Annotated[NoQuestion, Query()],
) -> JobRecord:
    """Check a question and begin it."""
    job, is_new = asked.ask_sites(asked_for.question())
    if not is_new:
        response.status_code = 200
    response.headers.update(UNKEPT | {"Location": _ROUTES.address(request, job.id)})
    return job_record(request, served, job, _name(job.question), _ROUTES)


@router.get(
    "/placering",
    summary="De frågor om placering som har ställts sedan tjänsten startade",
    description="De trettio senaste. / The thirty latest.",
)
def list_placeringar(
    *,
    request: Request,
    response: Response,
    served: Served,
    asked: Asked,
    _: Annotated[NoQuestion, Query()],
) -> Placeringar:
    """Return the questions and where they stand."""
    response.headers.update(UNKEPT)
    named = [(job, _name(job.question)) for job in asked.sites.all()]
    return Placeringar(
        placeringar=job_entries(request, named, _ROUTES),
        **served.origin,
        links=[Link(**origin_link(request))],
    )


@router.get(
    "/placering/{job_id}",
    responses={404: NOT_FOUND},
    summary="Hur långt en fråga om placering har kommit, och svaret",
    description="Fråga tills status är klar eller misslyckad. Klart: meningarna, och länkar till "
    "tabellerna. / Ask until status is klar or misslyckad. Done: the sentences, and links to the "
    "tables.",
)
def show_placering(
    *,
    request: Request,
    response: Response,
    served: Served,
    asked: Asked,
    job_id: JobId,
    _: Annotated[NoQuestion, Query()],
) -> JobRecord:
    """Return where a question stands."""
    response.headers.update(UNKEPT)
    job = known(asked.sites, job_id, _ROUTES)
    return job_record(request, served, job, _name(job.question), _ROUTES)


@router.get(
    "/placering/{job_id}/{tabell}",
    response_class=Response,
    responses={200: TABLE, 404: NOT_FOUND, 409: NOT_READY},
    summary="Svarets tabeller",
    description="placering (platserna), placering_losningar (de bästa valen), placering_orter "
    "(orterna före och efter). / placering (the sites), placering_losningar (the best choices), "
    "placering_orter (the villages before and after).",
)
def show_placering_table(
    *,
    request: Request,
    served: Served,
    asked: Asked,
    job_id: JobId,
    tabell: TableKey,
    question: Annotated[RowQuestion, Query()],
) -> Response:
    """Return one table of an answer."""
    product = known(asked.sites, job_id, _ROUTES).result()
    return TableAnswer(request, served, question).of(product, tabell)


def _name(question: "SitingQuestion") -> str:
    change = -question.count if question.closes else question.count
    return f"{question.category} {change:+d}, {question.goal}"
