"""The pages for people: the summary of the region, and how to ask for more."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from tillganglighet_api.documentation import render_documentation
from tillganglighet_api.publication import Served
from tillganglighet_api.studies import Asked

_HEADERS = {
    # Both pages bring everything with them and run no script.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    # Where programs find the rest (RFC 8631).
    "Link": '</openapi.json>; rel="service-desc", </docs>; rel="service-doc"',
}

router = APIRouter(tags=["Sidor"], default_response_class=HTMLResponse)


@router.get(
    "/",
    summary="Sammanfattningen som webbsida",
    description="Samma sida som kommandot gaps skriver med --out luckor.html. / "
    "The same page as the command gaps writes with --out luckor.html.",
)
async def show_summary(asked: Asked) -> HTMLResponse:
    """Return the summary of the region."""
    return HTMLResponse(await asked.page(), headers=_HEADERS)


@router.get("/docs", include_in_schema=False)
def show_documentation(request: Request, served: Served) -> HTMLResponse:
    """Return the documentation as a page that needs nothing from elsewhere."""
    description, base_url = request.app.openapi(), str(request.base_url)
    page = render_documentation(description, served, base_url)
    return HTMLResponse(page, headers=_HEADERS)
