"""A small place straight out of the OSM database, as a `.osm` file like any extract.

OSMnx finds the place by its name (Nominatim). Its graphs hold roads only, no villages and no
services; so the objects themselves come from Overpass, as OSM writes them.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tillganglighet.errors import InputError, NotFoundError, OutputError, UsageError
from tillganglighet.sources.fetch.connection import FAILURES, Patience, cause_of, open_url
from tillganglighet.sources.fetch.download import (
    CHUNK_BYTES,
    Fetched,
    Progress,
    check_target,
    writing,
)

OVERPASS = "https://overpass-api.de/api"
NOMINATIM = "https://nominatim.openstreetmap.org/"

MARGIN_KM = 5.0  # the roads and services round a place are the nearest of many who live in it
LARGEST_KM2 = 2_500.0  # what OSMnx, too, asks of Overpass at once
_KM_PER_DEGREE = 111.2
_ANSWER_S = 180  # Overpass collects before it answers
_TAIL_BYTES = 4_096

# Everything in the box, and the nodes of the ways that leave it.
_QUERY = "[out:xml][timeout:{seconds}];nwr({box})->.here;(.here;node(w.here););out meta;"


@dataclass(frozen=True)
class Box:
    """A bounding box in degrees."""

    south: float
    west: float
    north: float
    east: float

    @property
    def area_km2(self) -> float:
        """Return the area in square kilometres, as on a sphere."""
        middle = math.radians((self.south + self.north) / 2)
        height, width = self.north - self.south, self.east - self.west
        return height * width * math.cos(middle) * _KM_PER_DEGREE**2

    def widened(self, km: float) -> "Box":
        """Return the box with a margin on every side."""
        north_south = km / _KM_PER_DEGREE
        east_west = north_south / math.cos(math.radians(max(abs(self.south), abs(self.north))))
        return Box(
            self.south - north_south,
            self.west - east_west,
            self.north + north_south,
            self.east + east_west,
        )


def fetch_place(
    place: str,
    out: Path,
    *,
    patience: Patience = Patience(),  # noqa: B008 (frozen)
    on_progress: Progress = lambda *_: None,
    overpass: str = OVERPASS,
    nominatim: str = NOMINATIM,
) -> Fetched:
    """Fetch all OSM objects within `MARGIN_KM` of a place's bounding box.

    Parameters
    ----------
    place : str
        As one would search for it: `Idre, Älvdalen`.
    out : Path
        Ends in `.osm`; an older file there is replaced in one step.
    overpass, nominatim : str
        The servers to ask.

    Raises
    ------
    NotFoundError
        No place goes by the name.
    UsageError
        The place is too large.
    InputError
        The servers cannot be reached, or do not give a whole answer.
    """
    check_target(out)
    box = find_place(place, patience, nominatim).widened(MARGIN_KM)
    if box.area_km2 > LARGEST_KM2:
        raise UsageError(
            f"{place}: {box.area_km2:,.0f} km2 with {MARGIN_KM:g} km round it, too much for "
            f"Overpass, which is for places up to {LARGEST_KM2:,.0f} km2: fetch an extract "
            "instead, with --out ending in .osm.pbf"
        )
    corners = ",".join(f"{each:.5f}" for each in (box.south, box.west, box.north, box.east))
    query = _QUERY.format(seconds=_ANSWER_S, box=corners)
    return _ask_overpass(f"{overpass}/interpreter", query, out, patience, on_progress)


def find_place(place: str, patience: Patience, nominatim: str = NOMINATIM) -> Box:
    """Return the bounding box of the place that Nominatim finds first.

    Raises
    ------
    NotFoundError, InputError
        As `fetch_place`.
    """
    import osmnx  # noqa: PLC0415 (two seconds, and only here)

    with _settings_of(osmnx.settings, patience, nominatim):
        try:
            found = osmnx.geocoder.geocode_to_gdf(place, which_result=1).iloc[0]
        except OSError as error:  # the base of all errors of requests
            answer = getattr(error, "response", None)
            cause = type(error).__name__ if answer is None else f"it answers {answer.status_code}"
            raise InputError(
                f"{place}: cannot be looked up at {nominatim} ({cause}); check the network and "
                "HTTPS_PROXY, or see with --plan what to fetch by hand"
            ) from error
        except ValueError as error:
            raise NotFoundError(
                f"{place}: Nominatim knows no such place; try `VILLAGE, KOMMUN`"
            ) from error
    return Box(found.bbox_south, found.bbox_west, found.bbox_north, found.bbox_east)


@contextmanager
def _settings_of(settings: Any, patience: Patience, nominatim: str) -> Iterator[None]:  # noqa: ANN401 (a module)
    """Let OSMnx ask once, soon and without a cache folder; put its settings back afterwards."""
    ours = {
        "nominatim_url": nominatim,
        "requests_timeout": patience.timeout_s,
        "use_cache": False,
        # Its own way with a busy server is to wait 55 seconds, again and again.
        "requests_kwargs": {"hooks": {"response": lambda answer, **_: answer.raise_for_status()}},
    }
    theirs = {name: getattr(settings, name) for name in ours}
    for name, value in ours.items():
        setattr(settings, name, value)
    try:
        yield
    finally:
        for name, value in theirs.items():
            setattr(settings, name, value)


def _ask_overpass(
    url: str, query: str, out: Path, patience: Patience, on_progress: Progress
) -> Fetched:
    part = out.with_name(f"{out.name}.part")
    waiting = Patience(timeout_s=max(patience.timeout_s, _ANSWER_S))
    tail, size = b"", 0
    with writing(part):
        stream = part.open("wb")
    try:
        with stream, open_url(url, waiting, data=urlencode({"data": query}).encode()) as response:
            while chunk := response.read(CHUNK_BYTES):
                with writing(part):
                    stream.write(chunk)
                tail, size = (tail + chunk)[-_TAIL_BYTES:], size + len(chunk)
                on_progress(size, 0)
        _check_whole(tail, url)
        with writing(out):
            part.replace(out)
    except OutputError:
        raise
    except FAILURES as error:
        raise InputError(f"{url}: not fetched: {cause_of(error, url)}") from error
    finally:
        part.unlink(missing_ok=True)
    return Fetched(out, url, size, "")


def _check_whole(tail: bytes, url: str) -> None:
    """Refuse an answer that was cut, or in which Overpass tells that it gave up."""
    end = tail.decode("utf-8", errors="replace")
    if "<remark>" in end:
        remark = end.split("<remark>")[1].split("</remark>")[0].strip()
        raise InputError(f"{url}: Overpass gave up: {remark}; try again later")
    if not end.rstrip().endswith("</osm>"):
        raise InputError(f"{url}: the answer is not whole; try again later")
