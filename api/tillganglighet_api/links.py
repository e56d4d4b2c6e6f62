"""Links from an answer to its neighbours."""

from fastapi import Request

from tillganglighet_api.parameters import PlaceQuestion

GEOJSON = "application/geo+json"
JSON = "application/json"

Link = dict[str, str]


def page_links(request: Request, question: PlaceQuestion, matched: int) -> list[Link]:
    """Return links to this page, to the next and the previous, and to where the data come from."""
    return [
        *paging_links(request, question.limit, question.offset, matched, GEOJSON),
        origin_link(request),
    ]


def paging_links(
    request: Request, limit: int, offset: int, matched: int, media_type: str
) -> list[Link]:
    """Return links to this page, to the next and the previous."""
    links = [link(str(request.url), "self", media_type)]
    if offset + limit < matched:
        links.append(link(_at(request, limit, offset + limit), "next", media_type))
    if offset > 0:
        before = max(min(offset, matched) - limit, 0)
        links.append(link(_at(request, limit, before), "prev", media_type))
    return links


def ort_links(request: Request) -> list[Link]:
    """Return links to this village, to the others, and to where the data come from."""
    return [
        link(str(request.url), "self", GEOJSON),
        link(str(request.url_for("list_orter")), "collection", GEOJSON),
        origin_link(request),
    ]


def origin_link(request: Request) -> Link:
    """Return the link to program, inputs and parameters behind the numbers."""
    return link(str(request.url_for("show_region")), "describedby", JSON)


def link(href: str, rel: str, media_type: str) -> Link:
    """Return one link."""
    return {"href": href, "rel": rel, "type": media_type}


def _at(request: Request, limit: int, offset: int) -> str:
    """Return the address of another page; every other parameter stays as it was asked."""
    return str(request.url.include_query_params(limit=limit, offset=offset))
