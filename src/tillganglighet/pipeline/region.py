"""The region as users of the library meet it."""

from collections.abc import Sequence
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tillganglighet.pipeline.reports import gap_report
from tillganglighet.store.region import Region as StoredRegion
from tillganglighet.store.region import open_region as open_stored

if TYPE_CHECKING:
    import pandas as pd

    from tillganglighet.pipeline.scenarios import AnyScenario, ScenarioResult
    from tillganglighet.publish.wording.columns import Language
    from tillganglighet.scenarios.effects.world import Baseline


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
            Of the column names and codes; they are described in `publish/wording/columns.toml`.

        Returns
        -------
        pandas.DataFrame
            Minutes and kilometres, unrounded; missing where there is no way.
        """
        from tillganglighet.publish.gaps.tables import restider  # noqa: PLC0415 (pandas is slow to load)

        return restider(gap_report(self, categories), language)

    @cached_property
    def baseline(self) -> "Baseline":
        """Return the region as scenarios start from it; it remembers what is measured."""
        from tillganglighet.pipeline.scenarios import baseline_of  # noqa: PLC0415 (as above)

        return baseline_of(self)

    def scenario(
        self,
        scenario: "AnyScenario | Sequence[AnyScenario]",
        categories: str | Sequence[str] = (),
    ) -> "ScenarioResult":
        """Return what changes when services or roads close, open or move.

        Parameters
        ----------
        scenario : str, Path, mapping or Scenario, or several
            A `.toml` or `.json` file or its content; several are made one after the other.
        categories : sequence of str
            Keys of the catalogue; without them all that the scenario can have changed.

        Raises
        ------
        InputError
            With every fault of the scenario; nothing has been computed.
        """
        from tillganglighet.pipeline.scenarios import run_scenario  # noqa: PLC0415 (as above)

        return run_scenario(self, scenario, categories, baseline=self.baseline)


def open_region(folder: str | Path) -> Region:
    """Open a region folder by memory mapping.

    Raises
    ------
    RegionError
        No region, another format version, or a file that is missing or cut off.
    """
    stored = open_stored(Path(folder))
    return Region(**{field.name: getattr(stored, field.name) for field in fields(stored)})
