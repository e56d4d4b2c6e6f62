"""Several OSM files read as one, such as the extracts of two neighbouring countries."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import osmium

from tillganglighet.sources.osm.file import decoder_file, decoding, osm_file

_FORMAT = "pbf,pbf_compression=none,add_metadata=none"  # read a few times and thrown away


@contextmanager
def joined_osm(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield one file with the objects of all; a single file is yielded as it is.

    An object that several files hold stands there several times, and our readers let the last one
    count; nodes at the border have one id in both files, which ties the roads together. The file
    is as large as the others together and lives as long as the block.

    Raises
    ------
    InputError, UsageError
        A file cannot be read (see `osm_file`).
    """
    checked = [osm_file(path) for path in paths]
    if len(checked) == 1:
        yield checked[0]
        return
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        stems = [path.name.partition(".")[0] for path in checked]
        target = Path(folder) / f"{'+'.join(stems)}.osm.pbf"
        writer = osmium.SimpleWriter(osmium.io.File(str(target), _FORMAT))
        for path in checked:
            with decoding(path):
                osmium.apply(osmium.io.Reader(decoder_file(path)), writer)
        writer.close()
        yield target
