"""The sheet of a shop as a product: its sentences, customers, closing, building and rules."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.shop_sheet import ShopSheet
from tillganglighet.publish.gaps.product import gap_origin
from tillganglighet.publish.levels.rule_tables import regler_service
from tillganglighet.publish.maps.roads_layer import roads_layer
from tillganglighet.publish.product.product import Geometry, Product, Table
from tillganglighet.publish.shop.tables import (
    andra_butiker,
    butik,
    i_byggnaden,
    kunder,
    kundorter,
    stangning,
)
from tillganglighet.publish.shop.texts import shop_sentences, shop_title
from tillganglighet.publish.shop.views import shop_views
from tillganglighet.publish.wording.columns import Language, table_columns

_Make = Callable[[], pd.DataFrame]


def shop_product(sheet: ShopSheet, report: GapReport, language: Language = "sv") -> Product:
    """Return the sheet as sentences and tables."""
    of_sheet, of_report = (sheet, language), (sheet, report, language)
    tables: tuple[tuple[str, _Make, Geometry], ...] = (
        ("butik", partial(butik, *of_report), "Point"),
        ("kundorter", partial(kundorter, *of_report), "Point"),
        ("andra_butiker", partial(andra_butiker, *of_report), "Point"),
        ("kunder", partial(kunder, *of_sheet), ""),
        ("stangning", partial(stangning, *of_sheet), ""),
        ("i_byggnaden", partial(i_byggnaden, *of_sheet), ""),
        ("regler_service", partial(regler_service, report, sheet.rules, language), ""),
    )
    return Product(
        title=shop_title(sheet, report, language),
        sentences=tuple(shop_sentences(sheet, report, language)),
        tables=tuple(
            Table(
                key,
                table_columns(key),
                make,
                geometry,
                views=shop_views(key, language, counts_persons=sheet.counts_persons),
            )
            for key, make, geometry in tables
        ),
        origin=gap_origin(report, language),
        language=language,
        background=(roads_layer(report.network, language),),
        backdrop=report,
    )
