"""What the numbers rest on: the catalogue and the region."""

from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query, Request

from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.status import Coverage
from tillganglighet.publish.gaps.product import gap_origin
from tillganglighet.publish.product.origin import origin_record
from tillganglighet.publish.wording.classes import codes
from tillganglighet.publish.wording.coverage import coverage_record
from tillganglighet_api.links import origin_link
from tillganglighet_api.models import ImportFinding, Kategori, Kategorier, Link, RegionRecord
from tillganglighet_api.openapi import NOT_WELL_PUT
from tillganglighet_api.parameters import NoQuestion
from tillganglighet_api.publication import Publication, Served

MOST_EXAMPLES = 20

router = APIRouter(tags=["Om uppgifterna"], responses={400: NOT_WELL_PUT})


@router.get(
    "/kategorier",
    summary="Kategorierna, deras målnivåer och täckning",
    description="Hela katalogen, och hur fullständig regionen är i varje kategori. / "
    "The whole catalogue, and how complete the region is in each category.",
)
def list_kategorier(
    request: Request, served: Served, _: Annotated[NoQuestion, Query()]
) -> Kategorier:
    """Return the catalogue."""
    standards = served.report.standards
    return Kategorier(
        malnivaer=f"{standards.name}: {standards.decided_by}",
        kategorier=[
            _kategori(served, column, category)
            for column, category in enumerate(served.report.categories)
        ],
        **served.origin,
        links=[Link(**origin_link(request))],
    )


@router.get(
    "/region",
    summary="Vad regionen är gjord av",
    description="Program, underlag med SHA-256 och datum, profil, parametrar, och vad som "
    "utelämnades eller antogs. / Program, inputs with SHA-256 and date, profile, parameters, and "
    "what was left out or assumed.",
)
def show_region(
    request: Request, served: Served, _: Annotated[NoQuestion, Query()]
) -> RegionRecord:
    """Return the provenance."""
    return RegionRecord(
        region=served.report.provenance.region,
        language=served.language,
        counts=served.region.counts(),
        provenance=origin_record(gap_origin(served.report)),
        import_report=[
            ImportFinding(
                kind=finding.kind,
                count=finding.count,
                examples=list(finding.examples[:MOST_EXAMPLES]),
            )
            for finding in served.region.findings.values()
        ],
        **served.origin,
        links=[Link(**origin_link(request))],
    )


def _kategori(served: Publication, column: int, category: Category) -> Kategori:
    standards, services = served.report.standards, served.region.services
    # In the kommun of which the data know least; each answer tells its own.
    least = int(served.report.access.coverage[:, column].min(initial=Coverage.COMPLETE))
    return Kategori(
        kategori=category.key,
        namn=category.name_sv,
        namn_en=category.name_en,
        grupp=category.group,
        tackning=codes("coverage", served.language)[least],
        tackning_per_kommun=coverage_record(served.report.coverage, served.language)[category.key],
        antal_service=int(np.count_nonzero(services.category == category.key)),
        god_min=standards.good_min[category.key],
        acceptabel_min=standards.acceptable_min[category.key],
        klassgranser_min=list(category.class_breaks_min),
        klassgranser_km=list(category.class_breaks_km),
        mats=served.report.provenance.mode in category.modes,
        om_osm=category.osm_note,
    )
