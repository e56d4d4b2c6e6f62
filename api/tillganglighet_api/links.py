"""Links from an answer to its neighbours."""

from fastapi import Request

from tillganglighet_api.parameters import PlaceQuestion

GEOJSON = "application/geo+json"

Link = dict[str, str]


def page_links(request: Request, question: PlaceQuestion, matched: int) -> list[Link]:
    """Return links to this page, to the next and the previous, and to where the data come from."""
    limit, offset = question.limit, question.offset
    links = [_link(str(request.url), "self", GEOJSON)]
    if offset + limit < matched:
        links.append(_link(_at(request, limit, offset + limit), "next", GEOJSON))
    if offset > 0:
        before = max(min(offset, matched) - limit, 0)
        links.append(_link(_at(request, limit, before), "prev", GEOJSON))
    return [*links, origin_link(request)]


def ort_links(request: Request) -> list[Link]:
    """Return links to this village, to the others, and to where the data come from."""
    return [
        _link(str(request.url), "self", GEOJSON),
        _link(str(request.url_for("list_orter")), "collection", GEOJSON),
        origin_link(request),
    ]


def origin_link(request: Request) -> Link:
    """Return the link to program, inputs and parameters behind the numbers."""
    return _link(str(request.url_for("show_region")), "describedby", "application/json")


def _at(request: Request, limit: int, offset: int) -> str:
    """Return the address of another page; every other parameter stays as it was asked."""
    return str(request.url.include_query_params(limit=limit, offset=offset))


def _link(href: str, rel: str, media_type: str) -> Link:
    return {"href": href, "rel": rel, "type": media_type}
