"""The roads as a layer behind a product, light, so that what lies on them is seen."""

from functools import partial

from tillganglighet.network.network import Network
from tillganglighet.network.roads import Roads
from tillganglighet.publish.maps.style import DrawnClass, Symbol, View
from tillganglighet.publish.network.tables import vagnat
from tillganglighet.publish.product.product import Table
from tillganglighet.publish.wording.columns import Language, vagnat_columns
from tillganglighet.publish.wording.words import words

_MAIN = Symbol("#8a8a8a", size_mm=0.5)
_MIDDLE = Symbol("#a8a8a8", size_mm=0.35)
_SMALL = Symbol("#cfcfcf", size_mm=0.2)
_FERRY = Symbol("#3b6ea5", size_mm=0.4, is_dashed=True)
_MAIN_CLASSES = ("motorway", "trunk", "primary")
_MIDDLE_CLASSES = ("secondary", "tertiary", "unclassified")


def roads_layer(network: Network, language: Language) -> Table:
    """Return the roads of a network, for the `background` of a product."""
    return Table(
        "vagnat",
        vagnat_columns(),
        partial(vagnat, network, language),
        geometry="LineString",
        views=(_view(network.roads, language),),
    )


def _view(roads: Roads, language: Language) -> View:
    """Return the view: main roads stronger, ferries dashed."""
    text, known = words(language), sorted({use.highway for use in roads.uses})
    main = tuple(each for each in known if each.removesuffix("_link") in _MAIN_CLASSES)
    middle = tuple(each for each in known if each.removesuffix("_link") in _MIDDLE_CLASSES)
    classes = (
        DrawnClass(text["map_ferry"], _FERRY, ("ferry",)),
        DrawnClass(text["qgis_main_road"], _MAIN, main or _MAIN_CLASSES),
        DrawnClass(text["map_road"], _MIDDLE, middle or _MIDDLE_CLASSES),
        DrawnClass(text["qgis_small_road"], _SMALL),
    )
    by = next(each.name(language) for each in vagnat_columns() if each.key == "vagklass")
    return View(text["qgis_roads"], classes, by=by)
