"""What the service says of itself to people: a page made from OpenAPI that needs no script."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from urllib.parse import quote

import numpy as np
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from tillganglighet.publish.wording.columns import (
    Column,
    Language,
    orter_columns,
    restider_columns,
    table_columns,
    table_title,
)
from tillganglighet.scenarios.changes.changes import CHANGE_TYPES
from tillganglighet_api.openapi import CATEGORY_COLUMN, Json
from tillganglighet_api.problems import PROBLEMS
from tillganglighet_api.publication import Publication

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
    "/scenarier": ("/scenarier",),
    "/placering": ("/placering",),
    "/servicesarbarhet": ("/servicesarbarhet?kategori=dagligvaror&limit=10",),
    "/servicesarbarhet/{tabell}": (
        "/servicesarbarhet/byggnadssarbarhet?limit=10",
        "/servicesarbarhet/kritiska_vagar?limit=10",
    ),
    "/strukturbild": ("/strukturbild",),
    "/strukturbild/karta.{form}": ("/strukturbild/karta.pdf", "/strukturbild/karta.png"),
    "/strukturbild/{tabell}": ("/strukturbild/noder", "/strukturbild/strak"),
    "/kategorier": ("/kategorier",),
    "/region": ("/region",),
}
# Keys in the dictionary of columns of the tables that an address answers with.
TABLES: Mapping[str, tuple[str, ...]] = {
    "/scenarier/{job_id}/{tabell}": (
        "scenario",
        "scenario_personer",
        "scenario_service",
        "scenario_andringar",
    ),
    "/placering/{job_id}/{tabell}": ("placering", "placering_losningar", "placering_orter"),
    "/servicesarbarhet": ("servicesarbarhet",),
    "/servicesarbarhet/{tabell}": ("byggnadssarbarhet", "kritiska_vagar"),
    "/strukturbild/{tabell}": (
        "noder",
        "omland",
        "strak",
        "samband_ut",
        "svaga_samband",
        "brist_n_av_m",
    ),
}
_KINDS: Mapping[Language, Mapping[str, str]] = {
    "sv": {"string": "text", "integer": "heltal", "number": "tal", "boolean": "true, false"},
    "en": {"string": "text", "integer": "integer", "number": "number", "boolean": "true, false"},
}


def render_documentation(description: Json, publication: Publication, base_url: str) -> str:
    """Return the documentation of the OpenAPI description as HTML, with examples that work.

    Parameters
    ----------
    description : mapping
        As OpenAPI has it.
    publication : Publication
    base_url : str
        Where the service is found, with a slash at its end.
    """
    language = publication.language
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
    environment.filters["said"] = lambda text: _said(text, language)
    return environment.get_template("documentation.html.jinja").render(
        api=description,
        operations=_operations(description),
        language=language,
        kinds=_KINDS[language],
        examples=_examples(publication),
        changes=_changes(),
        bodies={path: _json(body) for path, body in example_bodies(publication).items()},
        problems=list(PROBLEMS.values()),
        tables=_tables(language),
        base_url=base_url,
        attribution=publication.attribution,
        note=publication.note,
    )


def example_bodies(publication: Publication) -> dict[str, Json]:
    """Return questions to send, about the first service of the region."""
    services, mode = publication.region.services, publication.report.provenance.mode
    measured = [each.key for each in publication.report.categories if mode in each.modes]
    told = ~services.is_restricted & np.isin(services.category, measured)
    service, category = "n339851562", "dagligvaror"
    for at in np.flatnonzero(told)[:1]:
        service, category = str(services.id[at]), str(services.category[at])
    return {
        "/scenarier": {
            "name": "Butiken stänger",
            "change": [{"type": "close_service", "service": service}],
        },
        "/placering": {"category": category, "count": 1},
    }


def _operations(description: Json) -> dict[str, list[tuple[str, str, Json]]]:
    """Return method, path and description of every operation by its heading."""
    schemas = description["components"]["schemas"]
    by_tag: dict[str, list[tuple[str, str, Json]]] = {}
    for path, methods in description["paths"].items():
        for method, operation in sorted(methods.items(), reverse=True):  # POST, then GET
            parameters = [
                (each["name"], each["schema"], each["description"])
                for each in operation.get("parameters", [])
            ]
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            schema = schemas.get(body.get("schema", {}).get("$ref", "").rpartition("/")[2], {})
            parts = [
                (name, _without_null(each), each["description"])
                for name, each in schema.get("properties", {}).items()
            ]
            shown = operation | {
                "parameters": parameters,
                "parts": parts,
                "required": schema.get("required", []),
            }
            by_tag.setdefault(operation["tags"][0], []).append((method, path, shown))
    return by_tag


def _changes() -> dict[str, list[str]]:
    """Return the parts of every type of change; those that may be left out in brackets."""
    return {
        name: [
            part.name.rstrip("_")
            if part.default is MISSING and part.default_factory is MISSING
            else f"[{part.name.rstrip('_')}]"
            for part in fields(change)
        ]
        for name, change in CHANGE_TYPES.items()
    }


def _without_null(schema: Json) -> Json:
    """Return the schema of a value that may also be left out."""
    alternatives: list[Json] = schema.get("anyOf", [{}])
    return schema | next(each for each in alternatives if each.get("type") != "null")


def _tables(language: Language) -> dict[str, list[tuple[str, tuple[Column, ...]]]]:
    """Return title and columns of the tables of each address."""
    tables: dict[str, list[tuple[str, tuple[Column, ...]]]] = {
        "/orter": [("orter", orter_columns([CATEGORY_COLUMN]))],
        "/restider": [("restider", restider_columns())],
    }
    for path, keys in TABLES.items():
        tables[path] = [
            (f"{key}: {table_title(key, language)}", table_columns(key)) for key in keys
        ]
    return tables


def _said(text: str, language: Language) -> str:
    """Return what is said in the language of a text in both, as `Svenska. / English.`."""
    sv, _, en = text.partition(" / ")
    return sv if language == "sv" else en


def _json(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)


def _examples(publication: Publication) -> dict[str, list[str]]:
    """Return addresses to try, about the first village of the region."""
    lon, lat = publication.lon[0], publication.lat[0]  # a region has a village
    about = {
        "ort_id": quote(str(publication.report.villages.id[0])),
        "bbox": f"{lon - 0.5:.1f},{lat - 0.25:.1f},{lon + 0.5:.1f},{lat + 0.25:.1f}",
    }
    return {path: [each.format_map(about) for each in EXAMPLES[path]] for path in EXAMPLES}
