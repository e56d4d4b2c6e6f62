"""Possible servicepunkter as a product: the places, and what each could add."""

from dataclasses import replace
from functools import partial

from rich.console import Console

from tillganglighet.publish.formats.terminal_text import say
from tillganglighet.publish.gaps.product import gap_origin
from tillganglighet.publish.maps.roads_layer import roads_layer
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.product.settings import parameter_settings
from tillganglighet.publish.siting.servicepunkt_tables import (
    servicepunkt_kategorier,
    servicepunkter,
)
from tillganglighet.publish.siting.servicepunkt_texts import (
    service_point_lines,
    service_point_sentences,
)
from tillganglighet.publish.siting.views import lacked_service_views, service_point_views
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.words import words
from tillganglighet.scenarios.siting.servicepunkt_report import ServicePointReport


def service_point_product(found: ServicePointReport, language: Language = "sv") -> Product:
    """Return the tables servicepunkter and servicepunkt_kategorier."""
    origin = gap_origin(found.report, language)
    asked: dict[str, float | str] = {"min_km": found.least_km, "far_from": found.far_from.key}
    return Product(
        title=words(language)["sp_title"].format(region=found.report.provenance.region),
        sentences=service_point_sentences(found, language),
        tables=(
            Table(
                "servicepunkter",
                table_columns("servicepunkter"),
                partial(servicepunkter, found, language),
                geometry="Point",
                identity=("plats_id",),
                views=service_point_views(language),
            ),
            Table(
                "servicepunkt_kategorier",
                table_columns("servicepunkt_kategorier"),
                partial(servicepunkt_kategorier, found, language),
                geometry="Point",
                identity=("plats_id", "kategori"),
                views=lacked_service_views(language),
            ),
        ),
        origin=replace(
            origin,
            record={**origin.record, "servicepunkt": asked},
            settings=(*origin.settings, *parameter_settings(asked)),
        ),
        language=language,
        background=(roads_layer(found.report.network, language),),
        backdrop=found.report,
    )


def print_service_points(found: ServicePointReport, product: Product, console: Console) -> None:
    """Print the findings and the ten best places on a terminal."""
    say(console, product.title, style="bold")
    say(console, "")
    for sentence in product.sentences:
        say(console, f"* {sentence}")
    say(console, "")
    say(console, words(product.language)["sp_rows"], style="bold")
    for line in service_point_lines(found, product.language):
        say(console, line)
