"""Measure a workbook: `dev.py bench workbook`.

100 000 rows of restider, all its columns, become an Excel workbook, three times over in a process
of its own. It must take under 20 s and 500 MB, with the program and the table itself.
"""

import statistics
import subprocess
import sys
import time

import numpy as np
import pandas as pd

from tillganglighet.domain.provenance import Provenance
from tillganglighet.publish.formats.workbook import render_workbook
from tillganglighet.publish.product.frames import framed
from tillganglighet.publish.product.origin import Origin
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.wording.columns import restider_columns

ROWS, TEXTS, TIMES = 100_000, 4_000, 3
LIMIT_S, LIMIT_MB = 20.0, 500.0


def measure_workbook() -> int:
    """Print what a workbook takes; return 1 when it is too slow or too large, else 0."""
    found = [
        subprocess.run([sys.executable, __file__], check=True, capture_output=True, text=True)
        for _ in range(TIMES)
    ]
    told = [tuple(map(float, each.stdout.split())) for each in found]
    seconds, busy, megabytes, size = map(statistics.median, zip(*told, strict=True))
    print(
        f"{ROWS} rows of {len(restider_columns())} columns as .xlsx: {seconds:.1f} s of "
        f"{LIMIT_S:.0f} ({busy:.1f} s of processor), {megabytes:.0f} MB of {LIMIT_MB:.0f} at "
        f"most; the file has {size:.0f} MB"
    )
    return int(seconds > LIMIT_S or megabytes > LIMIT_MB)


def random_table() -> pd.DataFrame:
    """Return restider of random numbers, a tenth of them missing, and of texts that recur."""
    random = np.random.default_rng(1)
    values = {}
    for column in restider_columns():
        if column.is_number:
            numbers = random.random(ROWS) * 60
            values[column.key] = np.where(random.random(ROWS) < 0.1, np.nan, numbers)  # noqa: PLR2004
        else:
            texts = [f"{column.key} {number}" for number in range(TEXTS)]
            values[column.key] = np.array(texts, dtype=object)[random.integers(0, TEXTS, ROWS)]
    return framed(values, restider_columns(), "sv")


def _measured() -> None:
    """Print seconds, seconds of processor, MB of this process at most, and MB of the file."""
    origin = Origin(Provenance("", "", (), (), "", "", "car", "EPSG:3006", {}, {}))
    product = Product("", (), (Table("restider", restider_columns(), random_table),), origin)
    product.tables[0].frame  # noqa: B018 (made once, before the measurement)
    begin, cpu = time.perf_counter(), time.process_time()
    size = len(render_workbook(product))
    seconds, busy = time.perf_counter() - begin, time.process_time() - cpu
    import resource  # noqa: PLC0415 (not on Windows)

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(seconds, busy, peak, size / 1e6)


if __name__ == "__main__":
    _measured()
