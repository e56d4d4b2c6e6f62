"""Where a number comes from: what every file and answer can say of itself."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class InputFile:
    """One file that a region was built from.

    Parameters
    ----------
    name, sha256 : str
    date : str
        ISO 8601: of the data, or of the newest row; empty where the file tells neither.
    role : str
        What it gives: roads, villages, services, population, official_population, corrections or
        boundaries. That of OSM gives villages and services too, where no table does.
    """

    name: str
    sha256: str
    date: str
    role: str = ""


@dataclass(frozen=True)
class Provenance:
    """Program, inputs, rules and parameters behind a result.

    Parameters
    ----------
    program : str
        Name and version.
    region : str
        Name of the region.
    inputs : tuple of InputFile
    attribution : tuple of str
        One line for each owner of data.
    profile, profile_sha256, mode : str
        Rules of the road; mode is "car", "bicycle" or "foot".
    crs : str
        The metric CRS, such as "EPSG:3006".
    parameters : mapping of str to float
        Limits that the answers depend on, each name with its unit at the end.
    speeds : mapping of str to float
        Assumed km/h by highway class where the data give no speed.
    area : str
        Code and name of the kommun or län whose villages are measured; empty for all.
    note : str
        What every reader must know first, such as "testdata: endast bussvägar"; empty if nothing.
    withheld : int
        Services whose names and places no product may tell, though their travel times count.
    """

    program: str
    region: str
    inputs: tuple[InputFile, ...]
    attribution: tuple[str, ...]
    profile: str
    profile_sha256: str
    mode: str
    crs: str
    parameters: Mapping[str, float]
    speeds: Mapping[str, float]
    area: str = ""
    note: str = ""
    withheld: int = 0
