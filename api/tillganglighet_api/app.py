"""The application: what it is made of, and the region that it opens when it starts."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware

from tillganglighet.domain.timetable import Timetable
from tillganglighet.publish.wording.columns import Language
from tillganglighet_api.body_limit import BodyLimit
from tillganglighet_api.headers import EXPOSED_HEADERS, PublicHeaders
from tillganglighet_api.openapi import openapi
from tillganglighet_api.problems import add_problem_handlers
from tillganglighet_api.publication import publish
from tillganglighet_api.routers import (
    about,
    pages,
    places,
    scenarios,
    sites,
    structure,
    vulnerability,
)
from tillganglighet_api.studies import Studies

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[dict[str, Any]]]

MAX_BODY_BYTES = 1_000_000  # a scenario with a hundred drawn roads is a tenth of it

DESCRIPTION = """\
Restid från varje ort till närmaste service, varför den saknas där ingen finns, och hur den står \
sig mot målnivåer; vad som händer om något stänger, flyttar eller öppnar; hur orterna hänger \
ihop. Allt är läsbart för alla. Ett scenario räknas fram men ändrar ingenting i regionen.

Travel time from every village to the nearest service, why there is none where there is none, and \
how it stands against standards; what happens if something closes, moves or opens; how the places \
hang together. Everybody may read. A scenario is computed but changes nothing in the region.\
"""


def create_app(
    region_folder: Path, *, language: Language = "sv", timetable: Timetable | None = None
) -> FastAPI:
    """Return the application that publishes one region.

    The region is opened and measured when the application starts, not here.

    Parameters
    ----------
    region_folder : Path
    language : "sv" or "en"
        Of the page and of the names and codes in tables; paths and parameters are the same in
        both, and problems are told in both.
    timetable : Timetable, optional
        For the structure map.
    """
    app = FastAPI(
        title="Tillgänglighet till service",
        version=version("tillganglighet"),
        description=DESCRIPTION,
        lifespan=_lifespan(region_folder, language, timetable),
        docs_url=None,  # FastAPI's own page fetches scripts from a host that may be out of reach
        redoc_url=None,
    )
    for part in (pages, places, scenarios, vulnerability, sites, structure, about):
        app.include_router(part.router)
    add_problem_handlers(app)
    app.add_middleware(BodyLimit, most=MAX_BODY_BYTES)
    app.add_middleware(PublicHeaders)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    # Public data without credentials: any web page may read them.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["Content-Type", "If-None-Match"],
        expose_headers=EXPOSED_HEADERS,
    )
    app.openapi = partial(openapi, app, language)  # type: ignore[method-assign] # FastAPI's way
    return app


def _lifespan(region_folder: Path, language: Language, timetable: Timetable | None) -> Lifespan:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Any]]:
        publication = publish(region_folder, language, timetable)
        studies = Studies(publication)
        yield {"publication": publication, "studies": studies}
        studies.close()

    return lifespan
