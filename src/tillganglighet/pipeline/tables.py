"""The planners' own files that a region is built from, and the systems of their coordinates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyproj import CRS
from pyproj.exceptions import CRSError

from tillganglighet.errors import InputError, UsageError
from tillganglighet.sources.services.files import ServiceFile
from tillganglighet.sources.villages.files import VillageFile


@dataclass(frozen=True)
class Tables:
    """The planners' own files beside the OSM file.

    `is_functional` asks for functional villages of all village files together. `crs` is that of
    the x and y of a file by its name, or of all files by the empty name.
    """

    services: Sequence[ServiceFile] = ()
    population: Path | None = None
    official_people: Path | None = None
    villages: Sequence[VillageFile] = ()
    is_functional: bool = False
    corrections: Path | None = None
    crs: Mapping[str, str] = field(default_factory=dict)

    def crs_of(self, path: Path) -> str:
        """Return the CRS that is given for a file by its name, or for all; else empty."""
        return self.crs.get(path.name, self.crs.get("", ""))

    def by_role(self) -> list[tuple[str, Path]]:
        """Return the files that are given, each after what it gives."""
        given = (
            *(("services", file.path) for file in self.services),
            ("population", self.population),
            ("official_population", self.official_people),
            *(("villages", file.path) for file in self.villages),
            ("corrections", self.corrections),
        )
        return [(role, path) for role, path in given if path]

    def paths(self) -> list[Path]:
        """Return the files that are given."""
        return [path for _, path in self.by_role()]


def check_present(files: Sequence[Path]) -> None:
    """Raise InputError with every file that is missing, before the roads take their time."""
    missing = [f"{path}: no such file; check the path" for path in files if not path.is_file()]
    if missing:
        raise InputError("\n".join(missing))


def crs_by_file(options: Sequence[str], files: Sequence[Path]) -> Mapping[str, str]:
    """Return the CRS of each file by its name, of options `[FILE=]CODE`; "" is for all others.

    Raises
    ------
    UsageError
        A code is none, or no such file is among the tables.
    """
    given: dict[str, str] = {}
    for option in options:
        file, _, code = option.rpartition("=")
        name = Path(file).name if file else ""
        if name and name not in {path.name for path in files}:
            raise UsageError(
                f"--crs {option}: no table is called {name}; expected one of "
                f"{', '.join(path.name for path in files)}"
            )
        try:
            CRS.from_user_input(code)
        except CRSError as cause:
            raise UsageError(
                f"--crs {option}: unknown system {code!r}; expected a code such as EPSG:3021, or "
                "a name such as 'SWEREF99 18 00' or 'RT90 2.5 gon V'"
            ) from cause
        given[name] = code
    return given
