"""Hold the people of the cells against the official folkmängd of each kommun."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.domain.areas import AreaKind, Areas
from tillganglighet.domain.official_people import OfficialPeople
from tillganglighet.domain.places import Cells
from tillganglighet.network.findings import Findings
from tillganglighet.pipeline.study_area import StudyArea

# Cells reach over so much of a kommun that holds them all: the rest is water and forest.
_LEAST_SHARE = 0.9


def compare_people(
    cells: Cells,
    official: Mapping[str, float],
    areas: Areas,
    study: StudyArea | None,
    findings: Findings,
) -> tuple[OfficialPeople, ...]:
    """Return cells and official figure for every kommun that lies wholly inside, by code.

    The kommuner of the study area do. Without one those do of which nine tenths lie within the
    hull of all cells; of the others nothing is known, and they are told
    (`official_people_not_compared`). The greatest differences come first in the finding
    `official_people_differ`.

    Parameters
    ----------
    cells : Cells
        Of the study area.
    official : mapping of str to float
        Persons by kommun code.
    areas : Areas
        In the CRS of the cells.
    study : StudyArea or None
    findings : Findings
    """
    present = np.unique(cells.kommun_code[cells.kommun_code != ""])
    wanted = np.array([code for code in present.tolist() if code in official], dtype=np.str_)
    is_whole = np.ones(len(wanted), dtype=bool)
    if study is None:
        is_whole = _are_within(cells, areas.of_kind(AreaKind.KOMMUN), wanted)
    findings.add("official_people_not_compared", wanted[~is_whole].tolist())
    names = areas.names_of(AreaKind.KOMMUN, wanted)
    rows = tuple(
        OfficialPeople(
            str(code),
            str(name),
            float(cells.population[cells.kommun_code == code].sum()),
            official[str(code)],
        )
        for code, name in zip(wanted[is_whole], names[is_whole], strict=True)
    )
    worst = sorted(rows, key=lambda row: -abs(row.difference_percent))
    findings.add("official_people_differ", [_told(row) for row in worst if row.difference != 0])
    return rows


def _are_within(
    cells: Cells, kommuner: Areas, codes: npt.NDArray[np.str_]
) -> npt.NDArray[np.bool_]:
    hull = shapely.convex_hull(shapely.MultiPoint(np.column_stack([cells.x, cells.y])))
    whole = []
    for code in codes.tolist():
        polygon = kommuner.polygon[kommuner.code == code]
        inside = shapely.area(shapely.intersection(polygon, hull)).sum()
        whole.append(inside >= _LEAST_SHARE * shapely.area(polygon).sum())
    return np.array(whole, dtype=bool)


def _told(row: OfficialPeople) -> str:
    """Return cells / official figure, and the difference, in no language."""
    return (
        f"{row.kommun_code} {row.kommun_name}: {row.in_cells:.0f} / {row.official:.0f}, "
        f"{row.difference:+.0f} ({row.difference_percent:+.1f} %)"
    )
