"""What the service computes on request: scenarios, vulnerability, sites, the structure map."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Annotated, Any

import pandas as pd
from fastapi import Depends, Request

from tillganglighet.publish.product.product import Product
from tillganglighet_api.errors import BusyError
from tillganglighet_api.jobs import Job, Jobs, Result
from tillganglighet_api.parameters import SheetForm
from tillganglighet_api.publication import Publication

if TYPE_CHECKING:
    from tillganglighet.pipeline.siting_question import SitingQuestion
    from tillganglighet.scenarios.changes.scenario import Scenario
    from tillganglighet.scenarios.effects.world import Baseline
    from tillganglighet.structure.structure_map import StructureMap

# The studies are slow to load: imported when one is asked for, so that the service starts soon.
# ruff: noqa: PLC0415

LONGEST_WAIT_S = 55.0  # under the minute after which proxies and browsers give up


@dataclass(frozen=True)
class StructureStudy:
    """How the region hangs together, and the same as layers and tables."""

    structure: "StructureMap"
    product: Product


class Studies:
    """The studies of one region: each made when first asked for, then kept.

    What readers put to the service has a worker of its own, so that none waits for the long ones.

    Parameters
    ----------
    publication : Publication
    """

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        # Drawing sets options that hold for the whole program, so one worker draws everything.
        self._workers = {
            name: ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
            for name in ("scenarios", "sites", "region", "maps")
        }
        self.scenarios: Jobs[Scenario, Product] = Jobs(self._workers["scenarios"])
        self.sites: Jobs[SitingQuestion, Product] = Jobs(self._workers["sites"])
        self._page: Jobs[None, bytes] = Jobs(self._workers["maps"])
        self._vulnerability: Jobs[None, Product] = Jobs(self._workers["region"])
        self._structure: Jobs[None, StructureStudy] = Jobs(self._workers["region"])
        self._sheets: Jobs[None, bytes] = Jobs(self._workers["maps"])

    def close(self) -> None:
        """Let what runs come to its end, and begin nothing more."""
        for worker in self._workers.values():
            worker.shutdown(wait=False, cancel_futures=True)

    @cached_property
    def baseline(self) -> "Baseline":
        """Return the region as scenarios start from it, with what has been measured of it."""
        from tillganglighet.pipeline.scenarios import baseline_of
        from tillganglighet.scenarios.effects.world import one_above_other

        baseline, report = baseline_of(self._publication.region), self._publication.report
        cells = report.cell_access
        baseline.remember(
            report.access if cells is None else one_above_other(report.access, cells)
        )
        return baseline

    def ask_scenario(self, content: Mapping[str, Any]) -> tuple[Job["Scenario", Product], bool]:
        """Return the job that finds out what a scenario does, and whether it is a new one.

        Parameters
        ----------
        content : mapping
            As a scenario file holds it.

        Raises
        ------
        InputError
            With every fault of the scenario.
        BusyError
            Too many wait already.
        """
        from tillganglighet.scenarios.changes.reading import read_scenario_mapping
        from tillganglighet.scenarios.changes.resolve import resolve
        from tillganglighet.scenarios.changes.scenario import scenario_id

        scenario = read_scenario_mapping(content)
        resolve(scenario, self.baseline)
        job_id = scenario_id(scenario, self.baseline.region)
        return self.scenarios.submit(job_id, scenario, partial(self._run, scenario))

    def ask_sites(self, question: "SitingQuestion") -> tuple[Job["SitingQuestion", Product], bool]:
        """Return the job that finds the best places, and whether it is a new one.

        Raises
        ------
        UsageError
            With every fault of the question.
        BusyError
            Too many wait already.
        """
        from tillganglighet.pipeline.siting import check_question

        check_question(self._publication.region, question)
        job_id = _siting_id(question, self.baseline.region)
        return self.sites.submit(job_id, question, partial(self._site, question))

    async def page(self) -> bytes:
        """Return the summary of the region as HTML."""
        return await _found(self._page, "", self._make_page)

    async def vulnerability(self) -> Product:
        """Return services, buildings and roads closed in turn."""
        return await _found(self._vulnerability, "", self._make_vulnerability)

    async def structure(self) -> Product:
        """Return how the region hangs together, as layers and tables."""
        study = await _found(self._structure, "", self._make_structure)
        return study.product

    async def structure_sheet(self, form: SheetForm) -> bytes:
        """Return the printed map."""
        study = await _found(self._structure, "", self._make_structure)
        return await _found(self._sheets, form, partial(self._make_sheet, study, form))

    def _run(self, scenario: "Scenario") -> Product:
        from tillganglighet.pipeline.scenarios import run_scenario
        from tillganglighet.publish.scenario.product import scenario_product

        result = run_scenario(self._publication.region, scenario, baseline=self.baseline)
        return _settled(scenario_product(result, self._publication.language))

    def _site(self, question: "SitingQuestion") -> Product:
        from tillganglighet.pipeline.siting import site
        from tillganglighet.publish.siting.product import siting_product

        found = site(self._publication.region, question)
        return _settled(siting_product(found, self._publication.language))

    def _make_page(self) -> bytes:
        from tillganglighet.publish.gaps.document import gap_document
        from tillganglighet.publish.gaps.page import render_page

        document = gap_document(self._publication.report, self._publication.language)
        return render_page(document, is_sortable=False)  # the service sends no scripts

    def _make_vulnerability(self) -> Product:
        from tillganglighet.pipeline.vulnerability import vulnerability
        from tillganglighet.publish.vulnerability.product import vulnerability_product

        found = vulnerability(self._publication.region)
        return _settled(vulnerability_product(found, self._publication.language))

    def _make_structure(self) -> StructureStudy:
        from tillganglighet.pipeline.structure import structure_map
        from tillganglighet.publish.structure.product import structure_product

        found = structure_map(self._publication.region, timetable=self._publication.timetable)
        product = structure_product(found, self._publication.language)
        return StructureStudy(found, _settled(product))

    def _make_sheet(self, study: StructureStudy, form: SheetForm) -> bytes:
        from tillganglighet.publish.structure.sheet import render_structure_sheet

        return render_structure_sheet(study.structure, study.product, form)


def _siting_id(question: "SitingQuestion", region: str) -> str:
    """Return the identity of a question in a region: 16 hexadecimal digits."""
    content = json.dumps({"region": region, **asdict(question)}, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _settled(product: Product) -> Product:
    """Return the product with its tables made, rid of all that they were made from."""
    tables = [replace(table, make=partial(_itself, table.frame)) for table in product.tables]
    return replace(product, tables=tuple(tables))


def _itself(frame: pd.DataFrame) -> pd.DataFrame:
    return frame


async def _found(jobs: Jobs[None, Result], job_id: str, work: Callable[[], Result]) -> Result:
    """Return what a job finds, waiting for it without keeping a thread from other readers.

    Raises
    ------
    BusyError
        It takes longer than a reader waits; it goes on.
    """
    job, _ = jobs.submit(job_id, None, work)
    waiting = asyncio.shield(asyncio.wrap_future(job.future))
    try:
        return await asyncio.wait_for(waiting, LONGEST_WAIT_S)
    except TimeoutError as cause:
        raise BusyError(
            "svaret räknas fram ännu; fråga igen om en stund",
            "the answer is still being computed; ask again in a moment",
        ) from cause


def _of_request(request: Request) -> Studies:
    studies: Studies = request.state.studies
    return studies


Asked = Annotated[Studies, Depends(_of_request)]
