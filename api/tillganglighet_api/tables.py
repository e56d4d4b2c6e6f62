"""Any table of a product as an answer: GeoJSON where it has a geometry, else rows."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError

from tillganglighet.publish.formats.geojson_file import json_rows, table_features
from tillganglighet.publish.product.product import Product, Table
from tillganglighet_api.errors import UnknownIdError
from tillganglighet_api.links import GEOJSON, JSON, Link, link, origin_link, paging_links
from tillganglighet_api.parameters import TableQuestion
from tillganglighet_api.publication import Publication


@dataclass(frozen=True)
class TableAnswer:
    """Answers a request with rows of a table.

    Parameters
    ----------
    request : Request
    served : Publication
    question : TableQuestion
        Which page, and for some columns the values of which a row must hold one.
    """

    request: Request
    served: Publication
    question: TableQuestion

    def of(self, product: Product, key: str) -> Response:
        """Return one page of a table.

        Raises
        ------
        UnknownIdError
            The product has no table of that name.
        RequestValidationError
            The table has no such column.
        """
        table = _table(product, key)
        rows = self._rows(table)
        limit, offset = self.question.limit, self.question.offset
        page = rows.iloc[offset : offset + limit]
        shown = replace(table, make=lambda: page)
        media_type = media_type_of(table)
        content = _content(shown, product) | {
            "numberMatched": len(rows),
            "numberReturned": len(page),
            "titel": product.title,
            "meningar": product.sentences,
            **self.served.origin,
            "links": [
                *paging_links(self.request, limit, offset, len(rows), media_type),
                origin_link(self.request),
            ],
        }
        text = json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
        # What a reader has called a scenario is no part of its address: the content tells.
        etag = f'W/"{hashlib.sha256(text).hexdigest()[:32]}"'
        return Response(text, media_type=media_type, headers={"ETag": etag})

    def _rows(self, table: Table) -> pd.DataFrame:
        names = {each.key: each.name(self.served.language) for each in table.columns}
        wanted = self.question.model_dump(exclude=set(TableQuestion.model_fields))
        wanted = {key: values for key, values in wanted.items() if values}
        _refuse_absent(wanted, names)
        frame = table.frame
        for key, values in wanted.items():
            frame = frame[frame[names[key]].isin(values)]
        return frame


def table_links(request: Request, tables: Iterable[Table], route: str, **path: str) -> list[Link]:
    """Return a link to each table; `route` names the function that answers with one."""
    return [
        link(str(request.url_for(route, **path, tabell=each.key)), "item", media_type_of(each))
        for each in tables
    ]


def media_type_of(table: Table) -> str:
    """Return how a table is sent."""
    return GEOJSON if table.geometry else JSON


def _table(product: Product, key: str) -> Table:
    tables = {each.key: each for each in product.tables}
    if key not in tables:
        known = ", ".join(tables)
        raise UnknownIdError(
            f"ingen tabell heter {key}; kända är {known}", f"no table {key}; known: {known}"
        )
    return tables[key]


def _content(table: Table, product: Product) -> dict[str, Any]:
    if table.geometry:
        features = list(table_features(table, product.language))
        return {"type": "FeatureCollection", "features": features}
    return {"rows": json_rows(table.frame, table.columns, product.language)}


def _refuse_absent(wanted: Mapping[str, list[str]], names: Mapping[str, str]) -> None:
    """Raise if rows are chosen by a column that the table lacks, since all would be left."""
    faults = [
        {
            "type": "no_column",
            "loc": ("query", key),
            "msg": "no such column",
            "input": ", ".join(values),
        }
        for key, values in wanted.items()
        if key not in names
    ]
    if faults:
        raise RequestValidationError(faults)
