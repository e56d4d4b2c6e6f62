"""Jobs as the service tells of them: where each stands, and links to its tables."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import Request

from tillganglighet.errors import TillganglighetError
from tillganglighet.publish.product.product import Product
from tillganglighet_api.errors import UnknownIdError
from tillganglighet_api.jobs import Job, Jobs, JobStatus, Question
from tillganglighet_api.links import JSON, link, origin_link
from tillganglighet_api.models import JobEntry, JobRecord, Link
from tillganglighet_api.problems import UNTOLD
from tillganglighet_api.publication import Publication
from tillganglighet_api.tables import table_links

UNKEPT = {"Cache-Control": "no-store"}  # where a job stands changes from moment to moment


@dataclass(frozen=True)
class JobRoutes:
    """The addresses of one kind of job.

    Parameters
    ----------
    collection : str
        Path of all of them, to which a question is sent.
    record, table : str
        Names of the functions that answer with one job, and with one of its tables; both take
        the id as `job_id`.
    """

    collection: str
    record: str
    table: str

    def address(self, request: Request, job_id: str) -> str:
        """Return where a job tells how far it has come."""
        return str(request.url_for(self.record, job_id=job_id))


def known(jobs: Jobs[Question, Product], job_id: str, routes: JobRoutes) -> Job[Question, Product]:
    """Return a job.

    Raises
    ------
    UnknownIdError
        Nobody has asked for it, or it has been forgotten.
    """
    job = jobs.get(job_id)
    if job is None:
        raise UnknownIdError(
            f"inget {job_id} har frågats efter sedan tjänsten startade, eller så har det glömts; "
            f"POSTa frågan till {routes.collection} igen",
            f"no {job_id} has been asked for since the service started, or it is forgotten; POST "
            f"the question to {routes.collection} again",
        )
    return job


def job_record(
    request: Request,
    served: Publication,
    job: Job[Question, Product],
    name: str,
    routes: JobRoutes,
) -> JobRecord:
    """Return where a job stands, and what it found if it is done."""
    status = job.status
    product = job.result() if status == JobStatus.DONE else None
    tables = () if product is None else product.tables
    links = [
        link(routes.address(request, job.id), "self", JSON),
        *table_links(request, tables, routes.table, job_id=job.id),
        origin_link(request),
    ]
    return JobRecord(
        id=job.id,
        namn=name,
        status=status,
        fel=_told(job.error) if status == JobStatus.FAILED else None,
        meningar=[] if product is None else list(product.sentences),
        **served.origin,
        links=[Link(**each) for each in links],
    )


def job_entries(
    request: Request, named: Iterable[tuple[Job[Question, Product], str]], routes: JobRoutes
) -> list[JobEntry]:
    """Return jobs with their names, the latest first."""
    return [
        JobEntry(id=job.id, namn=name, status=job.status, href=routes.address(request, job.id))
        for job, name in reversed(list(named))
    ]


def _told(error: BaseException | None) -> str:
    return str(error) if isinstance(error, TillganglighetError) else " / ".join(UNTOLD)
