"""Fetching from a server on this machine that cuts, lies and falls silent."""

import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.bad_server import BadServer, bad_server
from tillganglighet.cli.fetch import run_fetch
from tillganglighet.errors import InputError, NotFoundError, OutputError, UsageError
from tillganglighet.sources.fetch.connection import Patience
from tillganglighet.sources.fetch.download import download
from tillganglighet.sources.fetch.extracts import find_extract
from tillganglighet.sources.fetch.place import Box, fetch_place

CONTENT = bytes(range(256)) * 4_000  # 1 024 000 bytes
HASTE = Patience(timeout_s=0.3, tries=3, pause_s=0.0)
NEVER_MD5 = "0" * 32


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[BadServer]:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with bad_server(CONTENT) as running:
        yield running


def fetch(server: BadServer, out: Path) -> None:
    download(f"{server.url}/x-latest.osm.pbf", out, patience=HASTE)


@pytest.mark.parametrize(
    "name",
    ["färöarna", "Faroe-Islands", "faroe islands", "FØROYAR", "europe/faroe-islands", "faroarna"],
)
def test_an_area_has_many_names(name: str) -> None:
    expected = "https://download.geofabrik.de/europe/faroe-islands-latest.osm.pbf"
    assert find_extract(name).url == expected
    assert find_extract(name).checksum_url == f"{expected}.md5"


def test_paths_outside_the_table_and_mirrors_are_taken() -> None:
    assert find_extract("asia/japan", "http://x").url == "http://x/asia/japan-latest.osm.pbf"
    assert find_extract("Sverige").url.endswith("/europe/sweden-latest.osm.pbf")
    assert find_extract("Östlandet").url.endswith("/europe/norway/ostlandet-latest.osm.pbf")


def test_an_unknown_area_is_answered_with_likely_ones() -> None:
    with pytest.raises(NotFoundError, match="did you mean Sverige"):
        find_extract("sverge")
    with pytest.raises(NotFoundError, match=r"build --area"):
        find_extract("../etc/passwd")


def test_a_file_comes_whole_and_leaves_nothing_beside_it(
    server: BadServer, tmp_path: Path
) -> None:
    out = tmp_path / "län å.osm.pbf"
    out.write_bytes(b"older")
    steps: list[tuple[int, int]] = []
    fetched = download(
        f"{server.url}/x-latest.osm.pbf",
        out,
        patience=HASTE,
        on_progress=lambda size, total: steps.append((size, total)),
    )
    assert out.read_bytes() == CONTENT
    assert fetched.md5 == hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
    assert fetched.url == f"{server.url}/x-261122.osm.pbf"
    assert steps[-1] == (len(CONTENT), len(CONTENT))
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    # the checksum is that of the dated file, not of what `latest` may be by now
    assert server.seen[-1][0] == "/x-261122.osm.pbf.md5"


def test_a_cut_line_is_taken_up_where_it_was_cut(server: BadServer, tmp_path: Path) -> None:
    server.cuts = [400_000, 500_000]
    fetch(server, tmp_path / "x.osm.pbf")
    assert (tmp_path / "x.osm.pbf").read_bytes() == CONTENT
    ranges = [asked for path, asked in server.seen if path == "/x-261122.osm.pbf"]
    assert ranges == ["", "bytes=400000-", "bytes=900000-"]


def test_a_later_run_goes_on_where_an_earlier_gave_up(server: BadServer, tmp_path: Path) -> None:
    out = tmp_path / "x.osm.pbf"
    server.cuts = [400_000, 0, 0, 0]
    with pytest.raises(InputError, match=r"400,000 bytes are kept"):
        fetch(server, out)
    assert not out.exists()
    server.seen.clear()
    fetch(server, out)
    assert out.read_bytes() == CONTENT
    assert ("/x-261122.osm.pbf", "bytes=400000-") in server.seen


def test_a_part_of_an_older_version_is_not_mixed_with_a_newer(
    server: BadServer, tmp_path: Path
) -> None:
    out = tmp_path / "x.osm.pbf"
    server.cuts = [400_000, 0, 0, 0]
    with pytest.raises(InputError):
        fetch(server, out)
    server.content, server.etag = CONTENT[::-1], '"two"'
    server.md5 = hashlib.md5(server.content, usedforsecurity=False).hexdigest()
    fetch(server, out)
    assert out.read_bytes() == CONTENT[::-1]


def test_without_ranges_or_versions_it_begins_anew_and_ends(
    server: BadServer, tmp_path: Path
) -> None:
    server.takes_ranges, server.etag = False, ""
    server.cuts = [400_000]
    fetch(server, tmp_path / "x.osm.pbf")
    assert (tmp_path / "x.osm.pbf").read_bytes() == CONTENT

    server.cuts = [400_000, 300_000] * 10  # never gets farther: gives up after three tries
    with pytest.raises(InputError, match="cannot be reached"):
        fetch(server, tmp_path / "y.osm.pbf")
    assert len(server.cuts) > 14


def test_a_part_that_is_whole_already_is_only_checked(server: BadServer, tmp_path: Path) -> None:
    out = tmp_path / "x.osm.pbf"
    (tmp_path / "x.osm.pbf.part").write_bytes(CONTENT)
    (tmp_path / "x.osm.pbf.part.version").write_text(server.etag, encoding="utf-8")
    fetch(server, out)
    assert out.read_bytes() == CONTENT
    assert not any(path.name.startswith("x.osm.pbf.") for path in tmp_path.iterdir())


def test_a_part_longer_than_the_file_is_thrown_away(server: BadServer, tmp_path: Path) -> None:
    out = tmp_path / "x.osm.pbf"
    (tmp_path / "x.osm.pbf.part").write_bytes(CONTENT + b"more")
    (tmp_path / "x.osm.pbf.part.version").write_text(server.etag, encoding="utf-8")
    fetch(server, out)
    assert out.read_bytes() == CONTENT


def test_a_damaged_file_is_refused_and_the_older_one_stays(
    server: BadServer, tmp_path: Path
) -> None:
    out = tmp_path / "x.osm.pbf"
    out.write_bytes(b"older")
    server.md5 = NEVER_MD5
    with pytest.raises(InputError, match=f"expected {NEVER_MD5}"):
        fetch(server, out)
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    assert out.read_bytes() == b"older"


def test_a_login_page_in_place_of_the_checksum_is_told(server: BadServer, tmp_path: Path) -> None:
    server.md5 = "<html>Logga in"
    with pytest.raises(InputError, match="is a proxy in the way"):
        fetch(server, tmp_path / "x.osm.pbf")


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "no such file"), (407, "HTTPS_PROXY"), (403, "allow the host"), (500, "later")],
)
def test_a_refusal_is_told_at_once(
    server: BadServer, tmp_path: Path, status: int, words: str
) -> None:
    server.status = status
    with pytest.raises(InputError, match=words):
        fetch(server, tmp_path / "x.osm.pbf")
    assert len(server.seen) == 1
    assert not list(tmp_path.iterdir())


def test_a_busy_server_is_asked_again_but_not_for_ever(server: BadServer, tmp_path: Path) -> None:
    server.status = 503
    with pytest.raises(InputError, match="503"):
        fetch(server, tmp_path / "x.osm.pbf")
    assert len(server.seen) == HASTE.tries


def test_a_silent_server_does_not_hang(server: BadServer, tmp_path: Path) -> None:
    server.is_silent = True
    began = time.monotonic()
    with pytest.raises(InputError, match="is silent"):
        fetch(server, tmp_path / "x.osm.pbf")
    assert time.monotonic() - began < 5  # three tries of 0.3 s


def test_no_network_is_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be reached .*--plan"):
        download("http://127.0.0.1:9/x", tmp_path / "x.osm.pbf", patience=HASTE)


def test_the_proxy_of_the_environment_is_used(
    server: BadServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    download("http://geodata.example/x.osm.pbf", tmp_path / "x.osm.pbf", patience=HASTE)
    assert server.seen[0][0] == "http://geodata.example/x.osm.pbf"


def test_a_place_that_cannot_be_written_is_told_before_fetching(
    server: BadServer, tmp_path: Path
) -> None:
    for out in (tmp_path, tmp_path / "no" / "x.osm.pbf"):
        with pytest.raises(OutputError, match="cannot write"):
            fetch(server, out)
    assert not server.seen


def test_the_plan_opens_no_connection(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_fetch("sverige", tmp_path / "se.osm.pbf", plan=True)
    said = capsys.readouterr().out
    assert "https://download.geofabrik.de/europe/sweden-latest.osm.pbf.md5" in said
    assert "certutil" in said
    run_fetch("Idre", tmp_path / "idre.osm", plan=True)
    assert "overpass-api.de" in capsys.readouterr().out
    with pytest.raises(UsageError, match="expected a name that ends in"):
        run_fetch("sverige", tmp_path / "se.zip", plan=True)


def test_the_command_says_what_came_and_whose_it_is(
    server: BadServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_fetch("norge", tmp_path / "no.osm.pbf", plan=False, server=server.url)
    shown = capsys.readouterr()
    assert "1.0 MB, its checksum right" in shown.out
    assert "© OpenStreetMap contributors, ODbL 1.0" in shown.out
    assert "Norge" in shown.err
    assert server.seen[0][0] == "/europe/norway-latest.osm.pbf"


# --- a small place -------------------------------------------------------------------------

IDRE = [61.85, 61.87, 12.70, 12.74]  # south, north, west, east, as Nominatim writes them
ANSWER = b"<osm version='0.6'><node id='1' lat='61.86' lon='12.72'/></osm>\n"


def nominatim_answer(box: list[float]) -> bytes:
    point = {"type": "Point", "coordinates": [box[2], box[0]]}
    place = {"boundingbox": box, "lat": box[0], "lon": box[2], "importance": 1, "geojson": point}
    return json.dumps([place]).encode()


@pytest.fixture
def nominatim(server: BadServer, monkeypatch: pytest.MonkeyPatch) -> BadServer:
    """Answer as Nominatim does, and let OSMnx not wait its polite second."""
    monkeypatch.setattr("osmnx._nominatim.time.sleep", lambda _: None)
    server.content = nominatim_answer(IDRE)
    return server


def test_a_place_comes_with_what_is_round_it(nominatim: BadServer, tmp_path: Path) -> None:
    out = tmp_path / "idre.osm"
    with bad_server(ANSWER) as overpass:
        fetch_place(
            "Idre", out, patience=HASTE, overpass=overpass.url, nominatim=f"{nominatim.url}/"
        )
        # 5 km is 0.04496 degrees of latitude, and at 61.87 N 0.04496 / cos(61.87) = 0.09537
        assert b"61.80504%2C12.60463%2C61.91496%2C12.83537" in overpass.posted[0]
    assert out.read_bytes() == ANSWER
    assert [path.name for path in tmp_path.iterdir()] == [out.name]  # no cache folder, no part


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"<osm><remark> runtime error: Query timed out </remark></osm>", "Query timed out"),
        (b"<osm><node id='1'", "not whole"),
    ],
)
def test_half_an_answer_of_overpass_is_refused(
    nominatim: BadServer, tmp_path: Path, answer: bytes, words: str
) -> None:
    with bad_server(answer) as overpass, pytest.raises(InputError, match=words):
        fetch_place(
            "Idre",
            tmp_path / "idre.osm",
            patience=HASTE,
            overpass=overpass.url,
            nominatim=f"{nominatim.url}/",
        )
    assert not list(tmp_path.iterdir())


def test_a_place_unknown_too_large_or_out_of_reach(nominatim: BadServer, tmp_path: Path) -> None:
    def ask() -> None:
        fetch_place("Idre", tmp_path / "x.osm", patience=HASTE, nominatim=f"{nominatim.url}/")

    nominatim.content = nominatim_answer([61.0, 62.0, 12.0, 14.0])  # 111 km x 105 km
    with pytest.raises(UsageError, match=r"too much for Overpass"):
        ask()
    nominatim.content = b"[]"
    with pytest.raises(NotFoundError, match="knows no such place"):
        ask()
    nominatim.status = 504
    with pytest.raises(InputError, match="answers 504"):
        ask()


def test_the_area_of_a_box() -> None:
    # one degree by one degree at the equator, 111.2 km x 111.2 km (less the cosine of 0.5)
    assert Box(0, 0, 1, 1).area_km2 == pytest.approx(111.2**2, rel=1e-3)
