"""Doubts about villages and services: who meets no road, who lives on a network apart."""

import numpy as np

from tillganglighet.domain.places import Services, Villages
from tillganglighet.network.findings import Findings
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapping


def find_off_road(
    villages: Villages,
    village_snapping: Snapping,
    services: Services,
    service_snapping: Snapping,
    findings: Findings,
) -> None:
    """Count villages, with who live there, and services that meet no road."""
    stranded = village_snapping.road < 0
    findings.add(
        "village_no_road", villages.id[stranded].tolist(), persons=villages.population[stranded]
    )
    findings.add("service_no_road", np.unique(services.id[service_snapping.road < 0]).tolist())


def find_apart(
    network: Network, villages: Villages, snapping: Snapping, findings: Findings
) -> None:
    """Count villages, with who live there, on any network but the longest."""
    met = np.flatnonzero(snapping.road >= 0)
    apart = met[network.network_of_road[snapping.road[met]] > 0]
    findings.add("network_apart", villages.id[apart].tolist(), persons=villages.population[apart])
