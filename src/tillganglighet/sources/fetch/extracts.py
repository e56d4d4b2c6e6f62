"""OSM extracts by the name of their area, in Swedish, English or the country's own language."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from tillganglighet.errors import NotFoundError

_PATH = re.compile(r"[a-z]+(-[a-z]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+")
_NOT_DECOMPOSED = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ł": "l", "ß": "ss"})


@dataclass(frozen=True)
class Extract:
    """One published extract.

    Parameters
    ----------
    name : str
        As the table of names writes it.
    url, checksum_url : str
        The newest `.osm.pbf`, and the file with its MD5.
    """

    name: str
    url: str

    @property
    def checksum_url(self) -> str:
        """Return where the MD5 of the extract stands."""
        return f"{self.url}.md5"


def find_extract(area: str, server: str = "") -> Extract:
    """Return the extract of an area.

    Parameters
    ----------
    area : str
        A name of the table (`Sverige`, `faroe-islands`), or a path of the publisher
        (`asia/japan`).
    server : str
        A mirror with the same paths; the publisher's own server if empty.

    Raises
    ------
    NotFoundError
        No extract goes by the name; the message proposes the likest ones.
    """
    table = _table()
    path = _path_of_name().get(_plain(area), "")
    if not path and _PATH.fullmatch(area.strip("/")):
        path = area.strip("/")
    if not path:
        raise NotFoundError(f"{area}: no extract goes by that name; {_proposal(area)}")
    name = next(iter(table["names"].get(path, [])), path.rpartition("/")[2])
    return Extract(name, f"{server or table['server']}/{path}-latest.osm.pbf")


def attribution() -> str:
    """Return the words that everything made of an extract must carry."""
    return str(_table()["attribution"])


def _proposal(area: str) -> str:
    shown = {_plain(name): name for names in _table()["names"].values() for name in names}
    shown = {_plain(path.rpartition("/")[2]): path.rpartition("/")[2] for path in _paths()} | shown
    close = [shown[each] for each in get_close_matches(_plain(area), shown, cutoff=0.75)]
    meant = f"did you mean {' or '.join(close)}? " if close else ""
    return (
        f"{meant}known are countries (sverige, norge, färöarna, ...), the parts of Norway and "
        "Germany, and paths such as europe/poland/pomorskie; for a part of Sweden fetch sverige "
        "and limit it with `build --area`; for a small place give --out a name that ends in .osm"
    )


@cache
def _path_of_name() -> dict[str, str]:
    names = _table()["names"]
    return {
        _plain(name): path
        for path in _paths()
        for name in (path, path.rpartition("/")[2], *names[path])
    }


def _paths() -> list[str]:
    return list(_table()["names"])


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_NOT_DECOMPOSED))
    return "".join(character for character in decomposed if character.isalnum())


@cache
def _table() -> dict[str, Any]:
    text = files("tillganglighet.sources.fetch").joinpath("extracts.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))
