"""What the service says of itself: OpenAPI, and a page made from it that needs no script."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from tillganglighet.publish.columns import (
    Column,
    Language,
    orter_columns,
    restider_columns,
)
from tillganglighet_api.errors import PROBLEMS
from tillganglighet_api.models import ProblemDetails
from tillganglighet_api.publication import Publication

Json = dict[str, Any]

_SCHEMA_PLACE = "#/components/schemas/{model}"
_PROBLEM = {
    "application/problem+json": {"schema": {"$ref": _SCHEMA_PLACE.format(model="ProblemDetails")}}
}
NOT_WELL_PUT: Json = {
    "description": "Frågan är felställd; varje fel nämns. / "
    "The question is not well put; every fault is named.",
    "content": _PROBLEM,
}
NOT_FOUND: Json = {
    "description": "Ingen ort har den identiteten. / No village has that id.",
    "content": _PROBLEM,
}
_CATEGORY = "<kategori>"

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "/": ("/",),
    "/orter": (
        "/orter?kategori=dagligvaror&kategori=apotek&limit=10",
        "/orter?kategori=apotek&niva=brist&niva=osaker",
        "/orter?bbox={bbox}",
    ),
    "/orter/{ort_id}": ("/orter/{ort_id}",),
    "/restider": (
        "/restider?kategori=apotek&limit=10",
        "/restider?status=ingen_vag&status=ingen_vagforbindelse",
        "/restider?ort_id={ort_id}",
    ),
    "/kategorier": ("/kategorier",),
    "/region": ("/region",),
}


def openapi(app: FastAPI, language: Language) -> Json:
    """Return the OpenAPI description: FastAPI's, with our problems and published columns."""
    if app.openapi_schema is None:
        description = FastAPI.openapi(app)
        schemas = description["components"]["schemas"]
        problem = ProblemDetails.model_json_schema(ref_template=_SCHEMA_PLACE)
        schemas |= problem.pop("$defs") | {"ProblemDetails": problem}
        schemas["OrtProperties"] |= _column_schemas(orter_columns([_CATEGORY]), language)
        schemas["RestidProperties"] |= _column_schemas(restider_columns(), language)
        _drop_foreign_problems(description)
    return app.openapi_schema or {}


def render_documentation(description: Json, publication: Publication) -> str:
    """Return the documentation of the OpenAPI description as HTML, with examples that work."""
    environment = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("tillganglighet_api", "templates"),
                PackageLoader("tillganglighet.publish", "templates"),  # style.css, as on "/"
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("documentation.html.jinja").render(
        api=description,
        language=publication.language,
        examples=_examples(publication),
        problems=list(PROBLEMS.values()),
        tables={
            "/orter": orter_columns([_CATEGORY]),
            "/restider": restider_columns(),
        },
    )


def _examples(publication: Publication) -> dict[str, list[str]]:
    """Return addresses to try, about the first village of the region."""
    lon, lat = publication.lon[0], publication.lat[0]
    about = {
        "ort_id": quote(str(publication.report.villages.id[0])),
        "bbox": f"{lon - 0.5:.1f},{lat - 0.25:.1f},{lon + 0.5:.1f},{lat + 0.25:.1f}",
    }
    return {path: [each.format_map(about) for each in EXAMPLES[path]] for path in EXAMPLES}


def _column_schemas(columns: Iterable[Column], language: Language) -> Json:
    """Return the properties of a table; those of a category stand once, as `<kategori>_...`."""
    return {
        "properties": {
            column.name(language): {
                "type": ["number" if column.is_number else "string", "null"],
                "description": _described(column),
            }
            for column in columns
        }
    }


def _described(column: Column) -> str:
    unit = f" ({column.unit_sv} / {column.unit_en})" if column.unit_sv else ""
    return f"{column.description_sv} / {column.description_en}{unit}"


def _drop_foreign_problems(description: Json) -> None:
    """Take away the answer 422 that FastAPI promises by itself; ours is 400."""
    for path in description["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
    for name in ("HTTPValidationError", "ValidationError"):
        description["components"]["schemas"].pop(name, None)
