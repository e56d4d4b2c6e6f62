"""Files that are broken, empty, damaged or made to do harm: one clear error, or survived."""

import bz2
import gzip
import random
from collections.abc import Callable
from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node, Way

from support.shared import shared_data
from tillganglighet.errors import InputError, TillganglighetError, UsageError
from tillganglighet.pipeline.networks import build_network
from tillganglighet.sources.osm.file import osm_file
from tillganglighet.sources.osm.places import read_places
from tillganglighet.sources.osm.roads import read_roads

ROAD = """<osm version="0.6">
<node id="1" lon="15.00" lat="60"/><node id="2" lon="15.01" lat="60"/>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/>{tags}</way>{more}</osm>"""


def read_everything(path: Path) -> None:
    read_roads(path)
    read_places(path, ["place", "shop"], lambda _: True)


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("read", [read_roads, build_network])
def test_what_is_no_file_is_told(read: Callable[[Path], object], tmp_path: Path) -> None:
    (tmp_path / "folder.osm.pbf").mkdir()
    with pytest.raises(InputError, match=r"none\.osm\.pbf: no such file"):
        read(tmp_path / "none.osm.pbf")
    with pytest.raises(InputError, match="is a folder"):
        read(tmp_path / "folder.osm.pbf")
    with pytest.raises(InputError, match="is empty"):
        read(written(tmp_path, "empty.osm.pbf", b""))
    with pytest.raises(UsageError, match=r"unknown suffix; expected an OSM file: \.osm\.pbf"):
        read(written(tmp_path, "roads.shp", b"shape"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("text.osm.pbf", b"This is no map, it is a letter to the editor.\n" * 50),
        ("text.pbf", b"hello"),
        ("zeros.osm.pbf", bytes(10_000)),
        ("gzipped.osm.pbf", gzip.compress(ROAD.encode(), mtime=0)),
        ("text.osm", b"lon;lat\n15;60\n"),
        ("html.osm", b"<html><body>404 Not Found</body></html>"),
        ("half.osm", ROAD.format(tags="", more="").encode()[:150]),
        ("plain.osm.gz", ROAD.encode()),
        ("half.osm.gz", gzip.compress(ROAD.encode(), mtime=0)[:60]),
        ("plain.osm.bz2", ROAD.encode()),
        ("half.osm.bz2", bz2.compress(ROAD.encode())[:60]),
        ("header.osm.gz", b"\x1f\x8b"),
        ("letters.osm", ROAD.format(tags="", more="").replace("15.00", "east").encode()),
    ],
)
def test_what_is_no_map_is_one_error(name: str, content: bytes, tmp_path: Path) -> None:
    path = written(tmp_path, name, content)
    with pytest.raises(InputError, match=name) as caught:
        build_network(path)
    assert "\n" not in str(caught.value)


def test_a_history_or_a_change_file_is_no_map_of_one_day(tmp_path: Path) -> None:
    # In the history the road was deleted by its second version.
    writer = osmium.SimpleWriter(osmium.io.File(str(tmp_path / "h.osh.pbf"), "osh.pbf"))
    for number in (1, 2):
        place = (15 + number / 100, 60)
        writer.add_node(Node(id=number, version=1, visible=True, location=place))
    writer.add_way(Way(id=1, version=1, visible=True, nodes=[1, 2], tags={"highway": "primary"}))
    writer.add_way(Way(id=1, version=2, visible=False, nodes=[]))
    writer.close()
    changes = (
        '<osmChange version="0.6"><create><node id="1" lon="15" lat="60"/></create></osmChange>'
    )
    for path in (tmp_path / "h.osh.pbf", written(tmp_path, "c.osm", changes.encode())):
        with pytest.raises(InputError, match="holds a history of edits or changes to apply"):
            build_network(path)


def test_a_node_may_have_the_id_0(tmp_path: Path) -> None:
    text = ROAD.format(tags="", more="").replace('id="1" lon', 'id="0" lon')
    path = written(tmp_path, "t.osm", text.replace('ref="1"', 'ref="0"').encode())
    assert read_roads(path).node_id.tolist() == [0, 2]


def test_packed_files_are_read(tmp_path: Path) -> None:
    text = ROAD.format(tags="", more="").encode()
    for name, content in (
        ("a.osm", text),
        ("å ä ö 🚗.osm.gz", gzip.compress(text)),
        ("A.OSM.BZ2", bz2.compress(text)),
    ):
        assert len(build_network(written(tmp_path, name, content)).roads) == 1


def test_an_entity_bomb_does_not_go_off(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY e0 "boom">{levels}]>' + ROAD.format(
        tags='<tag k="name" v="&e9;"/>', more=""
    )
    with pytest.raises(InputError, match=r"bomb\.osm"):
        build_network(written(tmp_path, "bomb.osm", bomb.encode()))


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress)])
def test_a_bomb_of_blanks_is_refused(
    suffix: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    bomb = pack(b"<osm version='0.6'>" + b" " * (80 * 2**20) + b"</osm>")
    with pytest.raises(InputError, match="unpacks to more than"):
        osm_file(written(tmp_path, f"bomb.osm.{suffix}", bomb))


@pytest.mark.parametrize(
    "text",
    [
        "<osm version='0.6'></osm>",
        "<osm version='0.6'><node id='1' lon='15' lat='60'/></osm>",
        ROAD.format(tags="", more="").replace("primary", "footway"),
        ROAD.format(tags="", more="").replace('<nd ref="2"/>', ""),
        ROAD.format(tags="", more="").replace('ref="1"', 'ref="8"').replace('ref="2"', 'ref="9"'),
    ],
)
def test_a_map_without_roads_is_told(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no road that a car may use"):
        build_network(written(tmp_path, "bare.osm", text.encode()))


@pytest.mark.parametrize(
    ("tags", "more"),
    [
        ('<tag k="maxspeed" v="0"/>', ""),
        ('<tag k="maxspeed" v="9999"/>', ""),
        ('<tag k="maxspeed" v="-50"/>', ""),
        ('<tag k="maxspeed" v="🚗"/>', ""),
        ('<tag k="name" v="Ångström 😀&#10;&quot;;"/>', ""),
        ('<tag k="oneway" v="-1"/><tag k="oneway:motorcar" v="1"/>', ""),
        ("", '<relation id="1"/>'),
        ("", '<relation id="1"><tag k="type" v="restriction"/></relation>'),
        (
            "",
            """<relation id="1"><member type="way" ref="77" role="from"/>
            <tag k="type" v="restriction"/><tag k="restriction" v="no_u_turn"/></relation>""",
        ),
        ("", '<way id="2"/><way id="3"><tag k="highway" v="primary"/></way>'),
        ("", '<node id="1" lon="15" lat="60"/>'),
        ("", '<way id="9"><nd ref="1"/><nd ref="1"/><tag k="highway" v="primary"/></way>'),
    ],
)
def test_odd_things_are_survived(tags: str, more: str, tmp_path: Path) -> None:
    text = ROAD.format(tags=tags, more=more)
    network = build_network(written(tmp_path, "odd.osm", text.encode()))
    assert (network.roads.way_id == 1).sum() == 1
    assert (network.travel_time_ms > 0).all()


def test_a_cut_off_pbf_is_told(tmp_path: Path) -> None:
    whole = shared_data("faroe-islands/faroe-islands-2017.osm.pbf").read_bytes()
    for share in (0.00001, 0.001, 0.1, 0.5, 0.9, 0.999):
        path = written(tmp_path, "cut.osm.pbf", whole[: int(len(whole) * share) + 1])
        with pytest.raises(InputError, match=r"cut\.osm\.pbf"):
            build_network(path)


def test_flipped_bits_are_survived_or_told(tmp_path: Path) -> None:
    whole = shared_data("helsinki/helsinki-centre-2019.osm.pbf").read_bytes()
    flips = random.Random(20261122)  # noqa: S311 (no secret, the same flips every time)
    for _ in range(24):
        damaged = bytearray(whole)
        for _ in range(3):
            damaged[flips.randrange(len(damaged))] ^= 1 << flips.randrange(8)
        path = written(tmp_path, "flipped.osm.pbf", bytes(damaged))
        try:
            network = build_network(path)
        except TillganglighetError as error:
            assert isinstance(error, InputError)  # noqa: PT017 (either outcome is right)
        else:
            assert (network.travel_time_ms > 0).all()
