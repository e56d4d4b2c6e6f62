"""The structure map: its layers, and the printed sheet."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from tillganglighet_api.links import link, origin_link
from tillganglighet_api.models import Link, Strukturbild
from tillganglighet_api.openapi import BUSY, NOT_FOUND, NOT_WELL_PUT, SHEET, TABLE
from tillganglighet_api.parameters import (
    SHEET_MEDIA_TYPES,
    LayerKey,
    NoQuestion,
    RowQuestion,
    SheetForm,
    refuse_repeats,
)
from tillganglighet_api.publication import Served
from tillganglighet_api.studies import Asked
from tillganglighet_api.tables import TableAnswer, table_links

router = APIRouter(
    tags=["Strukturbild"],
    dependencies=[Depends(refuse_repeats)],
    responses={400: NOT_WELL_PUT, 503: BUSY},
)


@router.get(
    "/strukturbild",
    summary="Hur orterna hänger ihop: meningar, och länkar till lager och karta",
    description="Första frågan räknar fram svaret och tar några sekunder. / The first question "
    "computes the answer and takes some seconds.",
)
async def show_strukturbild(
    request: Request, served: Served, asked: Asked, _: Annotated[NoQuestion, Query()]
) -> Strukturbild:
    """Return what the structure map holds."""
    product = await asked.structure()
    links = [
        *table_links(request, product.tables, "show_strukturbild_lager"),
        *(
            link(str(request.url_for("show_strukturbild_karta", form=form)), "alternate", media)
            for form, media in SHEET_MEDIA_TYPES.items()
        ),
        origin_link(request),
    ]
    return Strukturbild(
        titel=product.title,
        meningar=list(product.sentences),
        tabeller=[table.key for table in product.tables],
        **served.origin,
        links=[Link(**each) for each in links],
    )


@router.get(
    "/strukturbild/karta.{form}",
    response_class=Response,
    responses={200: SHEET, 404: NOT_FOUND},
    summary="Den tryckta kartan (A3)",
    description="Som PDF med tabeller, eller som bild (SVG, PNG). / As PDF with tables, or as a "
    "picture (SVG, PNG).",
)
async def show_strukturbild_karta(
    asked: Asked, form: SheetForm, _: Annotated[NoQuestion, Query()]
) -> Response:
    """Return the printed sheet."""
    return Response(await asked.structure_sheet(form), media_type=SHEET_MEDIA_TYPES[form])


@router.get(
    "/strukturbild/{tabell}",
    response_class=Response,
    responses={200: TABLE, 404: NOT_FOUND},
    summary="Ett lager som GeoJSON, eller en tabell",
    description="noder, omland, strak, samband_ut, svaga_samband, brist_n_av_m och de andra som "
    "/strukturbild räknar upp. / The layers and tables that /strukturbild lists.",
)
async def show_strukturbild_lager(
    request: Request,
    served: Served,
    asked: Asked,
    tabell: LayerKey,
    question: Annotated[RowQuestion, Query()],
) -> Response:
    """Return one layer or table."""
    answer = TableAnswer(request, served, question)
    return await run_in_threadpool(answer.of, await asked.structure(), tabell)
