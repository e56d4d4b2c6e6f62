"""The region as users of the library meet it."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from tillganglighet.pipeline.reports import gap_report
from tillganglighet.store.region import Region as StoredRegion
from tillganglighet.store.region import open_region as open_stored

if TYPE_CHECKING:
    import pandas as pd

    from tillganglighet.publish.columns import Language


class Region(StoredRegion):
    """A region, ready to be measured."""

    def __repr__(self) -> str:
        """Return name and size; the arrays would fill the screen."""
        provenance, counts = self.provenance, self.counts()
        return (
            f"<Region {provenance.region}, {provenance.profile}: {counts['villages']} villages, "
            f"{counts['services']} services, {counts['nodes']} nodes>"
        )

    def access(
        self, categories: str | Sequence[str] = (), *, language: "Language" = "sv"
    ) -> "pd.DataFrame":
        """Return the access table: one row for each village and category, every row with a status.

        Parameters
        ----------
        categories : sequence of str
            Keys of the catalogue; all if none is given.
        language : "sv" or "en"
            Of the column names and codes; they are described in `publish/columns.toml`.

        Returns
        -------
        pandas.DataFrame
            Minutes and kilometres, unrounded; missing where there is no way.
        """
        from tillganglighet.publish.tables import restider  # noqa: PLC0415 (pandas is slow to load)

        return restider(gap_report(self, categories), language)


def open_region(folder: str | Path) -> Region:
    """Open a region folder by memory mapping.

    Raises
    ------
    RegionError
        No region, another format version, or a file that is missing or cut off.
    """
    stored = open_stored(Path(folder))
    return Region(**{field.name: getattr(stored, field.name) for field in fields(stored)})
