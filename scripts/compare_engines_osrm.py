"""Ask OSRM for routes: run by the Python that has `osrm-bindings`, which ours has not.

`compare_engines_osrm.py prepare EXTRACT FOLDER` cuts and contracts an extract with OSRM's own car
profile; `compare_engines_osrm.py route FOLDER POINTS.npy ROUTES.npz` answers pairs of points.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
import osrm

PACKAGE = Path(osrm.__file__).parent
STEPS = (
    ("osrm-extract", "-p", str(PACKAGE / "share/profiles/car.lua"), "map.osm.pbf"),
    ("osrm-contract", "map.osrm"),
)


def prepare(extract: Path, folder: Path) -> None:
    """Build OSRM's files; `extract` must be a pbf."""
    folder.mkdir(parents=True)
    (folder / "map.osm.pbf").write_bytes(extract.read_bytes())
    for tool, *arguments in STEPS:
        command = [str(PACKAGE / "bin" / tool), *arguments]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def route(folder: Path, pairs: np.ndarray) -> dict[str, np.ndarray]:
    """Return seconds, metres, how far OSRM moved each point, and every step of the routes.

    Parameters
    ----------
    folder : Path
        Where `prepare` put its files.
    pairs : (n, 2, 2) float64
        Origin and destination of each pair, lon and lat.
    """
    engine = osrm.OSRM(
        algorithm="CH", storage_config=str(folder / "map.osrm"), use_shared_memory=False
    )
    seconds, metres = np.full(len(pairs), np.inf), np.full(len(pairs), np.inf)
    moved = np.full((len(pairs), 2), np.inf)
    steps = []
    for number, pair in enumerate(pairs):
        try:
            answer = engine.Route(
                osrm.RouteParameters(
                    coordinates=[tuple(point) for point in pair],
                    annotations=["nodes", "duration", "distance"],
                    overview="false",
                )
            )
        except RuntimeError:  # no route
            continue
        moved[number] = [each["distance"] for each in answer["waypoints"]]
        seconds[number] = answer["routes"][0]["duration"]
        metres[number] = answer["routes"][0]["distance"]
        along = answer["routes"][0]["legs"][0]["annotation"]
        nodes = [int(node) for node in along["nodes"]]
        rows = zip(nodes, nodes[1:], along["duration"], along["distance"], strict=False)
        steps += [(number, *row) for row in rows]
    table = np.array(steps).reshape(-1, 5)
    return {"seconds": seconds, "metres": metres, "moved": moved, "steps": table}


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        np.savez(sys.argv[4], **route(Path(sys.argv[2]), np.load(sys.argv[3])))
