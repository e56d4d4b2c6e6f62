"""The journeys that the embedded example computes by hand come out of `travel_times`."""

import csv
from pathlib import Path

import numpy as np
import pytest

from support.shared import EXAMPLE
from tillganglighet.pipeline.networks import build_network, travel_times

# bilfarjan leaves out the wait, which the answer key says: half of the 20 minutes between boats.
WAIT_S = {"bilfarjan": 600.0}


def journeys(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def number(text: str) -> float:
    return float(text.replace(",", ".")) if text else np.inf


def test_the_journeys_of_the_answer_key() -> None:
    rows = journeys(EXAMPLE / "facit.csv")
    assert len(rows) >= 11
    network = build_network(EXAMPLE / "exempel.osm.pbf")
    for row in rows:
        seconds = travel_times(
            network,
            [(number(row["fran_lon"]), number(row["fran_lat"]))],
            [(number(row["till_lon"]), number(row["till_lat"]))],
            max_access_distance=1_000.0,
        )[0, 0]
        expected = number(row["restid_s"]) + WAIT_S.get(row["resa"], 0.0)
        assert seconds == pytest.approx(expected, rel=1e-3, abs=0.1), row["resa"]
