"""Profiles: the shipped ones, a user's own, and every fault in it at once."""

import pytest

from tillganglighet.errors import InputError, UsageError
from tillganglighet.network.rules.profile import profile_from_toml, shipped_profile
from tillganglighet.network.rules.resources import shipped_profile_names


def test_four_profiles_are_shipped() -> None:
    assert shipped_profile_names() == ("bicycle", "bil_verklig", "car", "foot")


@pytest.mark.parametrize(
    ("name", "mode", "access_kph"),
    [
        ("car", "car", 20),
        ("bil_verklig", "car", 20),
        ("bicycle", "bicycle", 10),
        ("foot", "foot", 5),
    ],
)
def test_a_shipped_profile(name: str, mode: str, access_kph: float) -> None:
    profile = shipped_profile(name)
    assert (profile.name, profile.mode, profile.access_speed_kph) == (name, mode, access_kph)
    assert (profile.country, profile.season) == ("SE", "summer")


def test_an_unknown_name_lists_those_that_exist() -> None:
    with pytest.raises(UsageError, match="bicycle, bil_verklig, car, foot"):
        shipped_profile("bil")


def test_a_user_s_profile_says_only_what_differs() -> None:
    profile = profile_from_toml('base = "foot"\n[class_kph]\nsteps = 1\n', "dir/trött.toml")
    assert profile.name == "trött"
    assert profile.mode == "foot"
    assert profile.class_kph == {**shipped_profile("foot").class_kph, "steps": 1}


def test_the_base_is_car_when_nothing_is_said() -> None:
    assert profile_from_toml("", "tom.toml").settings() == {
        **shipped_profile("car").settings(),
        "name": "tom",
    }


def test_every_fault_is_listed_with_its_line() -> None:
    text = (
        'base = "car"\n'  # line 1
        "factr = 2\n"
        "factor = 9\n"
        'season = "spring"\n'
        'country = "Sverige"\n'  # line 5
        'mode = "foot"\n'
        "ferry = 3\n"
        "[surface_kph]\n"
        'moss = "slow"\n'
        "[winter]\n"  # line 10
        "paved_factor = true\n"
        "unpaved_factor = nan\n"
    )
    with pytest.raises(InputError) as caught:
        profile_from_toml(text, "min.toml")
    starts = [fault.split(": expected")[0] for fault in caught.value.faults]
    assert starts == [
        "min.toml:2: factr=2",
        "min.toml:3: factor=9",
        "min.toml:4: season='spring'",
        "min.toml:5: country='Sverige'",
        "min.toml:6: mode='foot'",
        "min.toml:7: ferry=3",
        "min.toml:9: surface_kph.moss='slow'",
        "min.toml:11: winter.paved_factor=True",
        "min.toml:12: winter.unpaved_factor=nan",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("factor =", "is not TOML"),
        ('base = "plane"', "expected one of bicycle, bil_verklig, car, foot"),
        ("base = 1", "expected one of bicycle"),
        ("[ferry]\nspeed_kph = [20]", "one speed more than speed_up_to_km has lengths"),
        ("[ferry]\nspeed_up_to_km = [5, 1, 10, 20, 50]", "lengths that rise"),
        ('[ferry]\nspeed_kph = ["x"]', "expected a number from 0.5 to 200"),
        ("[ferry]\nspeed_kph = 20", "expected a list of numbers"),
        ("name = 5", "expected a text"),
        ("[[size]]\nwidth_m = 2", "expected a table"),
        ("access_speed_kph = -5", "expected a number from 0.5 to 200"),
    ],
)
def test_a_fault_is_explained(text: str, expected: str) -> None:
    with pytest.raises(InputError, match=r"min\.toml") as caught:
        profile_from_toml(text, "min.toml")
    assert expected in str(caught.value)


def test_the_digest_is_the_content_s() -> None:
    car = shipped_profile("car")
    assert len(car.digest) == 64
    assert shipped_profile("car") == car
    assert car.replace(season="winter").digest != car.digest
    assert car.replace(season="winter").replace(season="summer") == car
    assert profile_from_toml('name = "car"', "x.toml").digest == car.digest
    assert hash(car) == hash(shipped_profile("car"))


def test_a_country_brings_its_law() -> None:
    assert shipped_profile("car").replace(country="NO").limits["rural"] == 80


@pytest.mark.parametrize(("key", "value"), [("season", "spring"), ("country", "Sverige")])
def test_what_is_not_known_is_refused(key: str, value: str) -> None:
    with pytest.raises(UsageError, match=value):
        shipped_profile("car").replace(**{key: value})
