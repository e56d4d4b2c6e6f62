"""Addresses of databases: what they mean, and that they keep their secrets."""

import pytest

from tillganglighet.domain.database import (
    is_database_address,
    schema_address,
    table_address,
)
from tillganglighet.errors import UsageError

ADDRESS = "postgresql://anna:hem%2Flig@gis.example.se:5433/geodata?sslmode=require#service.butiker"


def test_an_address_is_taken_apart_and_shown_without_secrets() -> None:
    address = table_address(ADDRESS)
    assert address.connection == {
        "connect_timeout": "10",
        "sslmode": "require",
        "host": "gis.example.se",
        "port": "5433",
        "user": "anna",
        "password": "hem/lig",
        "dbname": "geodata",
    }
    assert (address.schema, address.table) == ("service", "butiker")
    assert str(address) == "postgresql://gis.example.se:5433/geodata#service.butiker"
    for secret in ("hem/", "anna", "sslmode"):
        assert secret not in str(address)
    assert "hem/lig" not in repr(address)


def test_what_is_left_out_is_left_to_the_environment() -> None:
    address = table_address("postgres:///geodata#butiker")
    assert address.connection == {"connect_timeout": "10", "dbname": "geodata"}
    assert str(address) == "postgresql://localhost/geodata#public.butiker"
    assert schema_address("postgresql://h/d#utdata").schema == "utdata"


def test_a_file_is_no_database() -> None:
    assert is_database_address("PostgreSQL://h/d#s.t")
    assert not is_database_address("postgresql.csv")
    assert not is_database_address("C:\\data\\x.csv")


@pytest.mark.parametrize("character", ["/", "?", "#", "@/", "[", "/1?", "#s.t@"])
def test_a_password_with_an_unescaped_character_is_not_shown(character: str) -> None:
    for secret in (f"hemlig{character}kod", f"12{character}kod"):
        with pytest.raises(UsageError, match="%2F") as caught:
            table_address(f"postgresql://anna:{secret}@host/db#s.t")
        assert "kod" not in str(caught.value)
        assert "hemlig" not in str(caught.value)


@pytest.mark.parametrize("inside", ["", "#", "#a.b.c", "#s.", "#.t", "#s;drop"])
def test_an_address_without_a_table_is_refused(inside: str) -> None:
    if inside == "#.t":  # means the schema public
        assert table_address(f"postgresql://h/d{inside}").schema == "public"
        return
    with pytest.raises(UsageError, match="names no table"):
        table_address(f"postgresql://h/d{inside}")
