"""An area is found by its code or name, and what is not is told with what there is."""

from dataclasses import replace

import numpy as np
import pytest

from support.squares import AKOMMUN, ALAN, OKOMMUN, OLAN, two_kommuner
from tillganglighet.domain.areas import AreaKind, joined_areas, no_areas
from tillganglighet.errors import UsageError

AREAS = two_kommuner()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("0101", AKOMMUN),
        ("01", ALAN),
        ("Ås kommun", AKOMMUN),
        ("ås LÄN", ALAN),
        ("ÖBY", OKOMMUN),  # a whole name goes before "Öby län" without its title
        ("Öby län", OLAN),
        ("Öbys kommun", OKOMMUN),  # the boundary file calls it Öby
        ("Öby stad", OKOMMUN),
        ("A\u030as kommun", AKOMMUN),  # å as a and a ring, as macOS writes file names
    ],
)
def test_codes_and_names_in_any_case(wanted: str, found: int) -> None:
    assert AREAS.find(wanted) == found


def test_a_name_without_title_may_be_several_areas() -> None:
    with pytest.raises(UsageError, match=r"2 areas: 0101 Ås kommun, 01 Ås län; give the code"):
        AREAS.find("Ås")
    with pytest.raises(UsageError, match="2 areas"):
        AREAS.find("å")  # the s may be a genitive


def test_what_is_unknown_is_told_with_what_is_alike_or_with_what_there_is() -> None:
    with pytest.raises(UsageError, match="did you mean one of: 0102 Enklav"):
        AREAS.find("Enklaven")
    with pytest.raises(UsageError, match="expected one of: 0102 Enklav, 0101 Ås kommun"):
        AREAS.find("9999")
    with pytest.raises(UsageError, match="unknown"):
        AREAS.find("Sverige")  # a country is no study area
    with pytest.raises(UsageError, match="give them with --boundaries"):
        no_areas("EPSG:3006").find("0101")


def test_only_kommuner_and_lan_go_by_name() -> None:
    # FA region 02 is called as a kommun is, and has a code as a län has.
    fa = replace(AREAS.chosen(np.array([OKOMMUN])), kind=np.array(["fa"]), code=np.array(["02"]))
    areas = joined_areas(fa, AREAS)
    assert areas.kind[areas.find("Öby")] == "kommun"
    assert areas.kind[areas.find("02")] == "lan"
    assert areas.of_kind("fa").name.tolist() == ["Öby"]


def test_names_by_code_are_empty_for_what_is_unknown() -> None:
    codes = np.array(["0201", "", "0101", "0201", "01"])
    names = AREAS.names_of(AreaKind.KOMMUN, codes)
    assert names.tolist() == ["Öby", "", "Ås kommun", "Öby", ""]
    assert AREAS.countries_of(AreaKind.LAN, np.array(["02", "99"])).tolist() == ["SE", ""]


def test_of_areas_in_two_sources_the_first_counts() -> None:
    finer = AREAS.chosen(np.array([OKOMMUN]))
    joined = joined_areas(finer, AREAS)
    assert joined.code.tolist() == ["0201", "0102", "0101", "01", "02", "SE"]
    assert joined.polygon[0] is AREAS.polygon[OKOMMUN]
