"""What a season opens and closes: ice roads, unploughed roads, closures by month.

A season is judged on one day in the middle of it, so that a journey has one answer.

References
----------
https://wiki.openstreetmap.org/wiki/Conditional_restrictions, Key:seasonal, Key:ice_road,
Key:winter_road, Key:snowplowing
"""

import re

from tillganglighet.network.rules.access import Tags
from tillganglighet.network.rules.way_use import Dropped

_DAY_OF_SEASON = {"winter": (1, 15), "summer": (7, 15)}
_SEASONS = frozenset({"winter", "spring", "summer", "autumn", "fall"})
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_CLAUSE = re.compile(r"([^;@]+)@\s*(\([^)]*\)|[^;]*)")
_DAY = r"([a-z]{3})[a-z]*\.?\s*(\d{1,2})?"
_RANGE = re.compile(_DAY + r"(?:\s*-\s*(?:" + _DAY + r"|(\d{1,2})))?", re.ASCII)
_LAST_DAY = 31


def seasonal_bar(tags: Tags, season: str, mode: str, doubts: list[str]) -> Dropped | None:
    """Return why the season closes the way, or None where it is open."""
    if season != "winter":
        for key in ("ice_road", "winter_road"):
            if tags.get(key) == "yes":
                return Dropped("winter_only", f"{key}=yes")
    elif mode != "foot":
        for key in ("snowplowing", "winter_service"):
            if tags.get(key) == "no":
                return Dropped("not_ploughed", f"{key}=no")
    value = tags.get("seasonal")
    if value is None or value == "no":
        return None
    parts = {part.strip().lower() for part in re.split(r"[;,]", value)}
    if parts & _SEASONS:
        return None if season in parts else Dropped("out_of_season", f"seasonal={value}")
    if value != "yes":
        doubts.append("seasonal_unclear")
        return None
    # In the north what is open for part of the year is closed for winter.
    doubts.append("seasonal_assumed_summer")
    return Dropped("out_of_season", "seasonal=yes") if season == "winter" else None


def tags_in_season(tags: Tags, season: str, keys: frozenset[str], doubts: list[str]) -> Tags:
    """Return the tags with those conditional values in force that the season alone decides.

    Conditions on hours, weight or weather are left out and give the doubt `conditional_ignored`.
    """
    found: dict[str, str] | None = None
    for key, value in tags.items():
        if not key.endswith(":conditional"):
            continue
        plain = key.removesuffix(":conditional")
        if plain not in keys:
            continue
        for said, condition in _CLAUSE.findall(value):
            holds = condition_holds(condition, season)
            if holds is None:
                doubts.append("conditional_ignored")
            elif holds:
                found = found or dict(tags)
                found[plain] = said.strip()
    return tags if found is None else found


def condition_holds(condition: str, season: str) -> bool | None:
    """Return whether a condition on seasons or months holds; None if it is on other things."""
    items = [item.strip() for item in re.split(r"[;,]", condition.strip().strip("()").lower())]
    answers = [_item_holds(item, season) for item in items if item]
    if not answers or None in answers:
        return None
    return any(answers)


def _item_holds(item: str, season: str) -> bool | None:
    if item in _SEASONS:
        return item == season
    match = _RANGE.fullmatch(item)
    if match is None or match[1] not in _MONTHS or (match[3] and match[3] not in _MONTHS):
        return None
    first = (_MONTHS[match[1]], int(match[2] or 1))
    last_month = _MONTHS[match[3]] if match[3] else first[0]
    last_day = match[4] or match[5]
    is_one_day = match[2] and not match[3] and not match[5]
    last = (last_month, int(last_day or (match[2] if is_one_day else _LAST_DAY)))
    day = _DAY_OF_SEASON[season]
    if first <= last:
        return first <= day <= last
    return day >= first or day <= last
