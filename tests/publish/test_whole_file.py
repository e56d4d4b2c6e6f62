"""A file is written whole or not at all."""

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
