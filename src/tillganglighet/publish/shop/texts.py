"""What a reader should know of a shop, in sentences."""

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.closing_loss import Loss
from tillganglighet.accessibility.levels.shop_sheet import ShopSheet
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.standards_text import standards_texts
from tillganglighet.publish.wording.words import names_text, persons_text, villages_text, words

# Pipos counts those of 70 and over; a file may have other classes.
OLD = ("70+", "65+", "80+")
_MOST_NAMES = 8


def shop_name(sheet: ShopSheet) -> str:
    """Return the name of the shop, or its id where it has none."""
    services = sheet.services
    return str(services.name[sheet.service] or services.id[sheet.service])


def shop_title(sheet: ShopSheet, report: GapReport, language: Language) -> str:
    """Return the title of every product of a shop."""
    return words(language)["title_shop"].format(
        name=shop_name(sheet), kommun=kommun_name(sheet, report)
    )


def shop_sentences(sheet: ShopSheet, report: GapReport, language: Language) -> list[str]:
    """Return what a reader should know of the shop, most important first."""
    text = words(language)
    other = others_in_building(sheet, language)
    return [
        *customer_sentences(sheet, language),
        next_sentence(sheet, language),
        *(
            [text["shop_building"].format(list=names_text(other, _MOST_NAMES, language))]
            if other
            else []
        ),
        *(loss_sentence(sheet, each, language) for each in sheet.losses if each.persons[0]),
        text["shop_not_used"],
        text["rules_are_conditions"],
        *standards_texts(report.standards, report.areas, language),
    ]


def customer_sentences(sheet: ShopSheet, language: Language) -> list[str]:
    """Return how many have the shop nearest, how near, and how many of them are old."""
    text, customers = words(language), sheet.customers
    if not customers.persons[:, 0].any():
        return [text["shop_nobody"]]
    near, middle, far = (people_text(sheet, each, language) for each in customers.persons[:, 0])
    km = number_text(customers.person_km[:, 0].sum(), 0, language)
    told = [text["shop_customers"].format(near=near, middle=middle, far=far, km=km)]
    for group in old_group(sheet):
        old = customers.persons[:, customers.groups.index(group)].sum()
        persons = people_text(sheet, old, language)
        told.append(text["shop_old"].format(persons=persons, age=group.removesuffix("+")))
    return told


def old_group(sheet: ShopSheet) -> list[str]:
    """Return the group of old people that the data tell of; none where they tell of none."""
    return [each for each in OLD if each in sheet.customers.groups][:1]


def next_sentence(sheet: ShopSheet, language: Language) -> str:
    """Return which other shop is nearest, by the quickest way and by the shortest road."""
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


def loss_sentence(sheet: ShopSheet, loss: Loss, language: Language) -> str:
    """Return what people lose in one category when the building closes."""
    return words(language)["shop_closing"].format(
        persons=people_text(sheet, loss.persons[0], language),
        category=catalogue()[loss.category].name(language).lower(),
        mean=number_text(loss.mean_extra_min[0], 1, language),
        over=people_text(sheet, loss.newly_over[0], language),
        without=people_text(sheet, loss.left_without[0], language),
    )


def people_text(sheet: ShopSheet, count: float, language: Language) -> str:
    """Return "12 personer", or "12 orter" where villages are counted."""
    if not count:
        return words(language)["nobody"]
    return (persons_text if sheet.counts_persons else villages_text)(count, language)


def kommun_name(sheet: ShopSheet, report: GapReport) -> str:
    """Return the kommun of the shop, by its code where the name is not known."""
    code = sheet.services.kommun_code[[sheet.service]]
    return str(report.areas.names_of(AreaKind.KOMMUN, code)[0] or code[0])


def others_in_building(sheet: ShopSheet, language: Language) -> list[str]:
    """Return the categories of the building but that of the shop itself."""
    keys = {str(sheet.services.category[each]) for each in sheet.in_building} - {sheet.category}
    return [category.name(language) for key, category in catalogue().items() if key in keys]
