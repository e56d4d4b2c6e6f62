"""Age classes and sexes as columns and values of files call them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tillganglighet.domain.population_groups import OLDEST, Ages
from tillganglighet.sources.tabular.mapping import column_key

SEXES = {
    "kvinnor": ("kvinnor", "kvinna", "kv", "k", "women", "woman", "female", "f"),
    "man": ("man", "men", "m", "male"),  # män
}
SEX_OF = {word: sex for sex, words in SEXES.items() for word in words}
_WORDS = (
    "alder",
    "ald",
    "aldersgrupp",
    "age",
    "ages",
    "befolkning",
    "bef",
    "b",
    "pop",
    "ar",
    "antal",
)
_BEFORE = rf"(?:(?:{'|'.join((*_WORDS, *SEX_OF))})_?)*"
_CLASS = re.compile(rf"(?P<before>{_BEFORE})(?P<low>\d{{1,3}})_(?P<high>\d{{1,3}})")
_OPEN = re.compile(
    rf"(?P<before>{_BEFORE})(?P<low>\d{{1,3}})_?(?:w|plus|(?:och|el|eller)_(?:aldre|over))"
)
_SINGLE = re.compile(rf"(?P<before>{_BEFORE})(?P<low>\d{{1,3}})")
_YEARS = re.compile(r"(?<=\d)_?ar(?=_|$)|(?<=plus|.._w)_ar$")  # år says nothing beside a number
_OPEN_MARK = re.compile(r"\+|(?<=\d)\s*(?:år)?\s*[-\u2013]\s*(?:år)?\s*$")  # 80+, 80 år -


@dataclass(frozen=True)
class AgeAndSex:
    """What a column counts; `sex` is kvinnor, man or empty for both."""

    ages: Ages
    sex: str

    @property
    def text(self) -> str:
        """The class as a mapping says it: `0-4`, `kvinnor 65+`."""
        low, high = self.ages.low, self.ages.high
        return f"{self.sex} {low}{'+' if high == OLDEST else f'-{high}'}".strip()


def read_classes(names: Iterable[str], *, single_years: bool = False) -> Mapping[str, AgeAndSex]:
    """Return the names that are age classes.

    SCB's squares have `ald0_5, ald5_10`: where one class ends with the age that another begins
    with, the end is not in it.

    Parameters
    ----------
    names : iterable of str
        `0-4`, `alder_65_w`, `ald5_10`, `Kvinnor 80+`, `m_0_4`.
    single_years : bool
        Whether a number alone is a class; a column's name needs a word before it.
    """
    found = {name: each for name in names if (each := _read(name, single_years)) is not None}
    lows = {each.ages.low for each in found.values()}
    ends = {each.ages.high for each in found.values() if each.ages.high != each.ages.low}
    if not lows & ends:
        return found
    return {
        name: AgeAndSex(Ages(each.ages.low, each.ages.high - (each.ages.high != OLDEST)), each.sex)
        for name, each in found.items()
    }


def _read(name: str, single_years: bool) -> AgeAndSex | None:  # noqa: FBT001 (private, one caller)
    key = _YEARS.sub("", column_key(_OPEN_MARK.sub(" plus ", name)))
    if match := _CLASS.fullmatch(key):
        low, high = int(match["low"]), int(match["high"])
    elif match := _OPEN.fullmatch(key):
        low, high = int(match["low"]), OLDEST
    elif (match := _SINGLE.fullmatch(key)) and (match["before"] or single_years):
        low = high = int(match["low"])
    else:
        return None
    sexes = {SEX_OF[word] for word in match["before"].split("_") if word in SEX_OF}
    if low > high or low >= OLDEST or len(sexes) > 1:
        return None
    return AgeAndSex(Ages(low, high), next(iter(sexes), ""))
