"""What country a file is about: boundaries before ways before nodes, and only by a majority."""

from pathlib import Path

import pytest

from support.shared import shared_data
from tillganglighet.sources.osm.country import country_of

NODE = "<node id='{}' lat='60' lon='12'><tag k='addr:country' v='{}'/></node>"
WAY = "<way id='{}'><nd ref='1'/><nd ref='2'/><tag k='{}' v='{}'/></way>"
RELATION = "<relation id='{}'><tag k='ISO3166-1' v='{}'/></relation>"


@pytest.mark.parametrize(
    ("objects", "country"),
    [
        ([], None),
        ([NODE.format(1, "se"), NODE.format(2, "SE"), NODE.format(3, "NO")], "SE"),
        ([NODE.format(1, "SE"), NODE.format(2, "NO")], None),  # no majority
        ([NODE.format(1, "NO"), WAY.format(3, "source:maxspeed", "SE:urban")], "SE"),
        ([WAY.format(3, "maxspeed", "50"), NODE.format(1, "NO")], "NO"),
        ([WAY.format(3, "maxspeed", "NO:rural"), RELATION.format(4, "SE")], "SE"),
    ],
)
def test_who_tells_the_country(objects: list[str], country: str | None, tmp_path: Path) -> None:
    path = tmp_path / "x.osm"
    path.write_text(f"<osm version='0.6'>{''.join(objects)}</osm>", encoding="utf-8")
    assert country_of(path) == country


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("faroe-islands/faroe-islands-2017.osm.pbf", "FO"),
        ("andorra/andorra-2021.osm.pbf", "AD"),
        ("liechtenstein/liechtenstein-2021.osm.pbf", "LI"),
        ("north-bayreuth/north-bayreuth-2014.osm.gz", "DE"),
        ("danmark-sma/anholt-2020.osm", "DK"),
        ("danmark-sma/kobenhavn.osm.pbf", "DK"),
        ("helsinki/helsinki-centre-2019.osm.pbf", "FI"),
        ("porto-alegre/poa_osm.pbf", "BR"),
        ("dalarna/dalarna-busvagnat-derived.osm.pbf", None),
    ],
)
def test_real_extracts(name: str, country: str | None) -> None:
    assert country_of(shared_data(name)) == country
