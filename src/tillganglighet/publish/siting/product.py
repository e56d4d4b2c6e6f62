"""A siting as a product: the sites, the best choices, and the villages before and after."""

from dataclasses import replace
from functools import partial

from rich.console import Console

from tillganglighet.publish.formats.terminal_text import say
from tillganglighet.publish.gaps.product import gap_origin
from tillganglighet.publish.maps.roads_layer import roads_layer
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.product.settings import parameter_settings
from tillganglighet.publish.siting.tables import placering, placering_losningar, placering_orter
from tillganglighet.publish.siting.texts import choice_lines, siting_sentences, siting_title
from tillganglighet.publish.siting.views import site_views, sited_place_views
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.words import words
from tillganglighet.scenarios.siting.report import SitingReport


def siting_product(found: SitingReport, language: Language = "sv") -> Product:
    """Return the tables placering, placering_losningar and placering_orter."""
    task, origin = found.siting.task, gap_origin(found.report, language)
    asked: dict[str, float | str] = {
        "goal": found.siting.goal,
        "direction": "close" if task.closes else "open",
        "count": task.site_count - task.open_count if task.closes else task.open_count,
        "must_open": " ".join(found.sites.id[task.must_open].tolist()),
        "must_close": " ".join(found.sites.id[task.must_close].tolist()),
        "unserved_min": task.unserved_min,
    }
    settings = parameter_settings({name: value for name, value in asked.items() if value})
    return Product(
        title=siting_title(found, language),
        sentences=siting_sentences(found, language),
        tables=(
            Table(
                "placering",
                table_columns("placering"),
                partial(placering, found, language),
                geometry="Point",
                identity=("plats_id",),
                views=site_views(language),
            ),
            Table(
                "placering_losningar",
                table_columns("placering_losningar"),
                partial(placering_losningar, found, language),
                identity=("losning", "slag_av_losning"),
            ),
            Table(
                "placering_orter",
                table_columns("placering_orter"),
                partial(placering_orter, found, language),
                geometry="Point",
                identity=("ort_id",),
                views=sited_place_views(language),
            ),
        ),
        origin=replace(
            origin,
            record={**origin.record, "siting": asked},
            settings=(*origin.settings, *settings),
        ),
        language=language,
        background=(roads_layer(found.report.network, language),),
        backdrop=found.report,
    )


def print_siting(found: SitingReport, product: Product, console: Console) -> None:
    """Print the findings and the best choices on a terminal."""
    say(console, product.title, style="bold")
    say(console, "")
    for sentence in product.sentences:
        say(console, f"* {sentence}")
    lines = choice_lines(found, product.language)
    if len(lines) > 1:
        say(console, "")
        say(console, words(product.language)["si_alternatives"], style="bold")
        for line in lines:
            say(console, line)
