"""Fetching by name: from where, how far it has come, and what to do without a network."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from tillganglighet.cli.progress import steps
from tillganglighet.errors import UsageError
from tillganglighet.sources.fetch.download import Fetched, download
from tillganglighet.sources.fetch.extracts import Extract, attribution, find_extract
from tillganglighet.sources.fetch.place import NOMINATIM, OVERPASS, fetch_place

_MEGABYTE = 1_000_000
_PERCENT_STEP = 5
_EXTRACT_SUFFIX, _PLACE_SUFFIX = ".osm.pbf", ".osm"

_EXTRACT_PLAN = """\
To fetch by hand, or for the IT department to allow or fetch:

  the file        {url}
  its checksum    {checksum_url}
  hosts           {host} (https, port 443; the file may be some gigabytes)

Save the file as {out} and compare its checksum with the published one:

  Windows         certutil -hashfile "{out}" MD5
  Linux, macOS    md5sum "{out}"

Its source line is: {attribution}
Then: tillganglighet build "{out}" --out REGION"""

_PLACE_PLAN = """\
A place is looked up by name and fetched in one go; for the IT department to allow:

  {nominatim}   finds the place
  {overpass}   gives its roads, villages and services

By hand: open https://www.openstreetmap.org/export, choose a box round {area}, take
`Overpass API`, and save the file as {out}.

Its source line is: {attribution}
Then: tillganglighet build "{out}" --out REGION"""


def run_fetch(area: str, out: Path, *, plan: bool, server: str = "") -> None:
    """Fetch an extract (`.osm.pbf`) or a small place (`.osm`), or print how to do it by hand.

    Raises
    ------
    UsageError
        The name of the file tells neither.
    NotFoundError, InputError, OutputError
        As `find_extract`, `download` and `fetch_place`.
    """
    name = out.name.lower()
    if name.endswith(_EXTRACT_SUFFIX):
        extract = find_extract(area, server)
        if plan:
            print(_extract_plan(extract, out))
            return
        with steps() as on_step:
            on_step(f"{extract.name}: {extract.url}")
            fetched = download(extract.url, out, on_progress=_shown(on_step, out.name))
        checked = ", its checksum right"
    elif name.endswith(_PLACE_SUFFIX):
        if plan:
            print(_place_plan(area, out))
            return
        with steps() as on_step:
            on_step(area)
            fetched = fetch_place(area, out, on_progress=_shown(on_step, out.name))
        checked = ""
    else:
        raise UsageError(
            f"{out}: expected a name that ends in {_EXTRACT_SUFFIX} for a whole country, or in "
            f"{_PLACE_SUFFIX} for a small place"
        )
    print(_done(fetched, checked))


def _extract_plan(extract: Extract, out: Path) -> str:
    return _EXTRACT_PLAN.format(
        url=extract.url,
        checksum_url=extract.checksum_url,
        host=urlsplit(extract.url).hostname,
        out=out,
        attribution=attribution(),
    )


def _place_plan(area: str, out: Path) -> str:
    return _PLACE_PLAN.format(
        nominatim=NOMINATIM, overpass=OVERPASS, area=area, out=out, attribution=attribution()
    )


def _done(fetched: Fetched, checked: str) -> str:
    return (
        f"{fetched.path}: {fetched.size / _MEGABYTE:,.1f} MB{checked}, from {fetched.url}\n"
        f"{attribution()}\n"
        f'next: tillganglighet build "{fetched.path}" --out REGION'
    )


def _shown(on_step: Callable[[str], None], name: str) -> Callable[[int, int], None]:
    """Return a progress callback that speaks at every few percent, or ten megabytes."""
    said = -1

    def show(size: int, total: int) -> None:
        nonlocal said
        step = size * 100 // total // _PERCENT_STEP if total else size // (10 * _MEGABYTE)
        if step == said:
            return
        said = step
        whole = f" of {total / _MEGABYTE:,.0f}" if total else ""
        on_step(f"{name}: {size / _MEGABYTE:,.0f}{whole} MB")

    return show
