"""The sheet of a shop as a product: its sentences, customers, closing, building and rules."""

from functools import partial

import numpy as np
import pandas as pd

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.shop_sheet import BAND_ENDS_KM, Loss, NextShop, ShopSheet
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.places import StrArray
from tillganglighet.publish.gaps.product import gap_origin
from tillganglighet.publish.levels.rule_tables import regler_service
from tillganglighet.publish.levels.tables import km_class_names
from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.standards_text import standards_texts
from tillganglighet.publish.wording.words import names_text, persons_text, villages_text, words

# Pipos counts those of 70 and over; a file may have other classes.
OLD = ("70+", "65+", "80+")
_MOST_NAMES = 8


def shop_product(sheet: ShopSheet, report: GapReport, language: Language = "sv") -> Product:
    """Return the sheet as sentences and tables."""
    kommun = _kommun(sheet, report)
    tables = (
        Table("butik", table_columns("butik"), partial(_shop, sheet, report, language), "Point"),
        Table("kunder", table_columns("kunder"), partial(_customers, sheet, language)),
        Table("stangning", table_columns("stangning"), partial(_closing, sheet, language)),
        Table("i_byggnaden", table_columns("i_byggnaden"), partial(_building, sheet, language)),
        Table(
            "regler_service",
            table_columns("regler_service"),
            partial(regler_service, report, sheet.rules, language),
        ),
    )
    return Product(
        title=words(language)["title_shop"].format(name=shop_name(sheet), kommun=kommun),
        sentences=tuple(shop_sentences(sheet, report, language)),
        tables=tables,
        origin=gap_origin(report, language),
        language=language,
    )


def shop_name(sheet: ShopSheet) -> str:
    """Return the name of the shop, or its id where it has none."""
    services = sheet.services
    return str(services.name[sheet.service] or services.id[sheet.service])


def shop_sentences(sheet: ShopSheet, report: GapReport, language: Language) -> list[str]:
    """Return what a reader should know of the shop, most important first."""
    text = words(language)
    other = _others_in_building(sheet, language)
    return [
        *_customer_sentences(sheet, language),
        _next_sentence(sheet, language),
        *(
            [text["shop_building"].format(list=names_text(other, _MOST_NAMES, language))]
            if other
            else []
        ),
        *(_loss_sentence(sheet, each, language) for each in sheet.losses if each.persons[0]),
        text["shop_not_used"],
        text["rules_are_conditions"],
        *standards_texts(report.standards, report.areas, language),
    ]


def _customer_sentences(sheet: ShopSheet, language: Language) -> list[str]:
    text, customers = words(language), sheet.customers
    if not customers.persons[:, 0].any():
        return [text["shop_nobody"]]
    near, middle, far = (_people(sheet, each, language) for each in customers.persons[:, 0])
    km = number_text(customers.person_km[:, 0].sum(), 0, language)
    told = [text["shop_customers"].format(near=near, middle=middle, far=far, km=km)]
    for group in [each for each in OLD if each in customers.groups][:1]:
        old = customers.persons[:, customers.groups.index(group)].sum()
        persons = _people(sheet, old, language)
        told.append(text["shop_old"].format(persons=persons, age=group.removesuffix("+")))
    return told


def _next_sentence(sheet: ShopSheet, language: Language) -> str:
    text, services = words(language), sheet.services
    if sheet.next_quickest.service < 0:
        return text["shop_alone"]
    name = services.name[sheet.next_quickest.service] or services.id[sheet.next_quickest.service]
    return text["shop_next"].format(
        name=name,
        minutes=number_text(sheet.next_quickest.minutes, 1, language),
        km=number_text(sheet.next_quickest.km, 1, language),
        shortest=number_text(sheet.next_shortest.km, 1, language),
    )


def _loss_sentence(sheet: ShopSheet, loss: Loss, language: Language) -> str:
    return words(language)["shop_closing"].format(
        persons=_people(sheet, loss.persons[0], language),
        category=catalogue()[loss.category].name(language).lower(),
        mean=number_text(loss.mean_extra_min[0], 1, language),
        over=_people(sheet, loss.newly_over[0], language),
        without=_people(sheet, loss.left_without[0], language),
    )


def _people(sheet: ShopSheet, count: float, language: Language) -> str:
    if not count:
        return words(language)["nobody"]
    return (persons_text if sheet.counts_persons else villages_text)(count, language)


def _kommun(sheet: ShopSheet, report: GapReport) -> str:
    code = sheet.services.kommun_code[[sheet.service]]
    return str(report.areas.names_of(AreaKind.KOMMUN, code)[0] or code[0])


def _others_in_building(sheet: ShopSheet, language: Language) -> list[str]:
    """Return the categories of the building but that of the shop itself."""
    keys = {str(sheet.services.category[each]) for each in sheet.in_building} - {sheet.category}
    return [category.name(language) for key, category in catalogue().items() if key in keys]


def _shop(sheet: ShopSheet, report: GapReport, language: Language) -> pd.DataFrame:
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


def _customers(sheet: ShopSheet, language: Language) -> pd.DataFrame:
    found = sheet.customers
    band, group = (each.ravel() for each in np.indices(found.persons.shape))
    names = objects(km_class_names(BAND_ENDS_KM))
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


def _closing(sheet: ShopSheet, language: Language) -> pd.DataFrame:
    groups, losses = sheet.customers.groups, sheet.losses
    loss, group = (each.ravel() for each in np.indices((len(losses), len(groups))))

    def column(name: str) -> Values:
        return np.concatenate([getattr(each, name) for each in losses])

    keys = objects([each.category for each in losses])
    names = objects([catalogue()[each.category].name(language) for each in losses])
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
    }
    return framed(values, table_columns("stangning"), language)


def _building(sheet: ShopSheet, language: Language) -> pd.DataFrame:
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
