"""A file is written whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from tillganglighet.errors import OutputError
from tillganglighet.publish.formats.whole_file import write_whole

OLD = b"\xef\xbb\xbfort_id;ortnamn;restid_min\r\n"  # a CSV of ours


def test_an_old_file_is_replaced_and_nothing_is_left_beside(tmp_path: Path) -> None:
    path = tmp_path / "luckor å.csv"
    path.write_bytes(OLD + b"n1;and longer")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "luckor.csv"
    path.write_bytes(OLD)

    def fail(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    # What Windows says of a file that Excel has open.
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match="Permission denied; close other programs"):
        write_whole(path, b"new")
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "No space left on device; make room there"),
        (errno.EROFS, "Read-only file system; close other programs"),
    ],
)
def test_a_disk_that_refuses_all_is_told_of_the_file_that_was_asked_for(
    number: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, *_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)  # as a write-protected disk, even of no file
    with pytest.raises(OutputError, match=rf"luckor\.csv: {told}"):
        write_whole(tmp_path / "luckor.csv", b"new")


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"there is no folder .*saknas; create it first"):
        write_whole(tmp_path / "saknas" / "luckor.csv", b"new")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="it is a folder"):
        write_whole(tmp_path, b"new")


def test_a_write_protected_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "luckor.csv"
    path.write_bytes(OLD)
    path.chmod(stat.S_IREAD)
    with pytest.raises(OutputError, match="write-protected"):
        write_whole(path, b"new")
    assert path.read_bytes() == OLD
    path.chmod(stat.S_IREAD | stat.S_IWRITE)


def test_a_file_of_another_program_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "luckor.csv"
    path.write_bytes(b"butik;pris\r\n2026-11-22;7\r\n")
    with pytest.raises(OutputError, match="was not made by tillganglighet; choose another name"):
        write_whole(path, b"new")
    assert path.read_bytes().startswith(b"butik;pris")


def test_an_empty_file_may_be_filled(tmp_path: Path) -> None:
    path = tmp_path / "luckor.csv"
    path.touch()
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
