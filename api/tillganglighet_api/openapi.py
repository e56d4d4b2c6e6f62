"""What the service says of itself to programs: OpenAPI, and the answers that it names."""

from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI

from tillganglighet.publish.wording.columns import (
    Column,
    Language,
    orter_columns,
    restider_columns,
)
from tillganglighet_api.links import GEOJSON, JSON
from tillganglighet_api.models import ProblemDetails, TableCollection, TableRows
from tillganglighet_api.parameters import SHEET_MEDIA_TYPES

Json = dict[str, Any]

CATEGORY_COLUMN = "<kategori>"  # stands for every category where the columns are described
_SCHEMA_PLACE = "#/components/schemas/{model}"


def _told(description: str) -> Json:
    """Return how OpenAPI describes a problem."""
    schema = {"$ref": _SCHEMA_PLACE.format(model="ProblemDetails")}
    return {
        "description": description,
        "content": {"application/problem+json": {"schema": schema}},
    }


NOT_WELL_PUT = _told(
    "Frågan är felställd; varje fel nämns. / The question is not well put; every fault is named."
)
NOT_FOUND = _told("Inget har den identiteten. / Nothing goes by that id.")
NOT_READY = _told("Svaret är inte klart än. / The answer is not ready yet.")
TOO_LARGE = _told("Det som skickades är för stort. / What was sent is too large.")
FAULTY = _told(
    "Det som skickades går inte att räkna på; varje fel nämns. / What was sent cannot be "
    "computed; every fault is named."
)
BUSY = _told("Tjänsten räknar ännu; fråga igen. / It is still computing; ask again.")
TABLE: Json = {
    "description": "En sida av tabellen. / One page of the table.",
    "content": {
        media_type: {"schema": {"$ref": _SCHEMA_PLACE.format(model=model.__name__)}}
        for media_type, model in ((GEOJSON, TableCollection), (JSON, TableRows))
    },
}
SHEET: Json = {
    "description": "Kartan. / The map.",
    "content": {media_type: {} for media_type in SHEET_MEDIA_TYPES.values()},
}


def openapi(app: FastAPI, language: Language) -> Json:
    """Return the OpenAPI description: FastAPI's, with our problems and published columns."""
    if app.openapi_schema is None:
        description = FastAPI.openapi(app)
        schemas = description["components"]["schemas"]
        for model in (ProblemDetails, TableCollection, TableRows):
            schema = model.model_json_schema(ref_template=_SCHEMA_PLACE)
            schemas |= schema.pop("$defs") | {model.__name__: schema}
        schemas["OrtProperties"] |= _column_schemas(orter_columns([CATEGORY_COLUMN]), language)
        schemas["RestidProperties"] |= _column_schemas(restider_columns(), language)
        _drop_foreign_problems(description)
    return app.openapi_schema or {}


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
    """Take away the answer 422 that FastAPI promises by itself; ours of that kind is 400."""
    for path in description["paths"].values():
        for operation in path.values():
            own = operation["responses"].get("422", {}).get("content", {})
            if "application/json" in own:
                del operation["responses"]["422"]
    for name in ("HTTPValidationError", "ValidationError"):
        description["components"]["schemas"].pop(name, None)
