"""The sheet of a shop as tables: the shop, its customers, others that take over, its building."""

import geopandas as gpd
import numpy as np
import pandas as pd

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.closing_loss import Loss
from tillganglighet.accessibility.levels.shop_sheet import BAND_ENDS_KM, NextShop, ShopSheet
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.places import StrArray
from tillganglighet.publish.levels.tables import km_class_names
from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.wording.classes import codes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.words import names_text, words


def butik(sheet: ShopSheet, report: GapReport, language: Language) -> gpd.GeoDataFrame:
    """Return the shop as one point, with the next by the quickest way and by the shortest."""
    services, at = sheet.services, [sheet.service]
    kommun = services.kommun_code[at]
    values: dict[str, Values] = {
        "service_id": texts(services.id[at]),
        "namn": texts(services.name[at]),
        "kategori": objects([sheet.category]),
        "kategorinamn": objects([catalogue()[sheet.category].name(language)]),
        "kommunkod": texts(kommun),
        "kommunnamn": texts(report.areas.names_of(AreaKind.KOMMUN, kommun)),
        "plats_id": texts(services.place_key[at]),
        "operator": texts(services.operator[at]),
        **_next(sheet.next_quickest, services.id, services.name, "nasta"),
        **_next(sheet.next_shortest, services.id, services.name, "nasta_kortast"),
    }
    frame = framed(values, table_columns("butik"), language)
    return with_points(frame, services.x[at], services.y[at], report.provenance.crs)


def _next(shop: NextShop, ids: StrArray, names: StrArray, prefix: str) -> dict[str, Values]:
    return {
        f"{prefix}_id": texts(np.append(ids, "")[[shop.service]]),
        f"{prefix}_namn": texts(np.append(names, "")[[shop.service]]),
        f"{prefix}_min": np.array([shop.minutes]),
        f"{prefix}_km": np.array([shop.km]),
    }


def kunder(sheet: ShopSheet, language: Language) -> pd.DataFrame:
    """Return one row a band of distance and group."""
    found = sheet.customers
    band, group = (each.ravel() for each in np.indices(found.persons.shape))
    names = band_names()
    persons, km = found.persons.ravel(), found.person_km.ravel()
    mean = np.full(len(persons), np.nan)
    np.divide(km, persons, out=mean, where=persons > 0)
    values: dict[str, Values] = {
        "avstand_fran_butiken": names[band],
        "grupp": objects(found.groups)[group],
        "raknas": _counted(sheet, len(persons), language),
        "antal": persons,
        "personkm": km,
        "medel_km": mean,
    }
    return framed(values, table_columns("kunder"), language)


def kundorter(sheet: ShopSheet, report: GapReport, language: Language) -> gpd.GeoDataFrame:
    """Return one row a place where customers live, as points, of most people first."""
    places, names = sheet.places, report.villages.name
    kommun = np.append(report.villages.kommun_code, "")[places.village]
    band = np.searchsorted(BAND_ENDS_KM, places.km, side="left")
    values: dict[str, Values] = {
        "ortnamn": texts(np.append(names, "")[places.village]),
        "kommunkod": texts(kommun),
        "antal": places.persons,
        "raknas": _counted(sheet, len(places.km), language),
        "kortast_vag_km": places.km,
        "avstand_fran_butiken": band_names()[band],
    }
    frame = framed(values, table_columns("kundorter"), language)
    return with_points(frame, places.x, places.y, report.provenance.crs)


def andra_butiker(sheet: ShopSheet, report: GapReport, language: Language) -> gpd.GeoDataFrame:
    """Return the next shops and those that would take over, as points, of most people first."""
    services, loss = sheet.services, main_loss(sheet)
    next_ones = [sheet.next_quickest.service, sheet.next_shortest.service]
    listed = [*loss.takers.tolist(), *(each for each in next_ones if each >= 0)]
    at = np.array(list(dict.fromkeys(listed)), dtype=np.intp)
    taken = np.zeros(len(at))
    taken[: len(loss.takers)] = loss.taken
    answer, kommun = codes("answer", language), services.kommun_code[at]
    values: dict[str, Values] = {
        "service_id": texts(services.id[at]),
        "namn": texts(services.name[at]),
        "kommunkod": texts(kommun),
        "kommunnamn": texts(report.areas.names_of(AreaKind.KOMMUN, kommun)),
        "nasta_snabbast": answer[(at == next_ones[0]).astype(np.intp)],
        "nasta_kortast": answer[(at == next_ones[1]).astype(np.intp)],
        "tar_over": taken,
        "raknas": _counted(sheet, len(at), language),
    }
    frame = framed(values, table_columns("andra_butiker"), language)
    return with_points(frame, services.x[at], services.y[at], report.provenance.crs)


def main_loss(sheet: ShopSheet) -> Loss:
    """Return what people lose in the shop's own category."""
    return next(each for each in sheet.losses if each.category == sheet.category)


def takers_text(
    sheet: ShopSheet, loss: Loss, language: Language, *, most: int = 3, longest: int = 200
) -> str:
    """Return the names of those that would take over, of most people first.

    Parameters
    ----------
    most, longest : int
        So many names, and so many letters of each.
    """
    services = sheet.services
    names = np.where(services.name == "", services.id, services.name)[loss.takers]
    short = [shorten_name(name, longest) for name in dict.fromkeys(names.tolist())]
    return names_text(short, most, language)


def shorten_name(name: str, longest: int) -> str:
    """Return the name, cut with an ellipsis where it has more letters."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}\u2026"


def band_names() -> Values:
    """Return the bands of kilometres as tables call them."""
    return objects(km_class_names(BAND_ENDS_KM))


def stangning(sheet: ShopSheet, language: Language) -> pd.DataFrame:
    """Return one row a category of the building and group: what people lose."""
    groups, losses = sheet.customers.groups, sheet.losses
    loss, group = (each.ravel() for each in np.indices((len(losses), len(groups))))

    def column(name: str) -> Values:
        return np.concatenate([getattr(each, name) for each in losses])

    keys = objects([each.category for each in losses])
    names = objects([catalogue()[each.category].name(language) for each in losses])
    takers = [takers_text(sheet, each, language) or None for each in losses]
    values: dict[str, Values] = {
        "kategori": keys[loss],
        "kategorinamn": names[loss],
        "grupp": objects(groups)[group],
        "raknas": _counted(sheet, len(loss), language),
        "antal": column("persons"),
        "merrestid_medel_min": column("mean_extra_min"),
        "merrestid_varst_min": column("worst_extra_min"),
        "mer_personkm": column("extra_person_km"),
        "nya_bortom_acceptabelt": column("newly_over"),
        "utan_service": column("left_without"),
        "tas_over_av": objects(takers)[loss],
    }
    return framed(values, table_columns("stangning"), language)


def i_byggnaden(sheet: ShopSheet, language: Language) -> pd.DataFrame:
    """Return one row a service of the building."""
    services, at = sheet.services, list(sheet.in_building)
    keys = services.category[at].tolist()
    values: dict[str, Values] = {
        "service_id": texts(services.id[at]),
        "kategori": objects(keys),
        "kategorinamn": objects([catalogue()[key].name(language) for key in keys]),
        "namn": texts(services.name[at]),
        "operator": texts(services.operator[at]),
        "kalla": texts(services.source[at]),
    }
    return framed(values, table_columns("i_byggnaden"), language)


def _counted(sheet: ShopSheet, count: int, language: Language) -> Values:
    text = words(language)
    return objects([text["persons" if sheet.counts_persons else "villages"]] * count)
