"""Numbers written with commas between them, as options hold them."""

from tillganglighet.errors import UsageError

_LON_LAT = 2


def numbers_in(text: str, option: str) -> tuple[float, ...]:
    """Return the numbers of a text such as `10,20,30`.

    Raises
    ------
    UsageError
        A part is no number.
    """
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise UsageError(
            f"{option} {text}: expected numbers with commas between them, such as 10,20,30"
        ) from None


def point_in(text: str, option: str) -> tuple[float, float] | None:
    """Return longitude and latitude of a text such as `14.54,61.0`; None for no text.

    Raises
    ------
    UsageError
        The text is not two numbers within the degrees that there are.
    """
    if not text:
        return None
    numbers = numbers_in(text, option)
    if len(numbers) == _LON_LAT and abs(numbers[0]) <= 180 and abs(numbers[1]) <= 90:  # noqa: PLR2004 (degrees)
        return numbers[0], numbers[1]
    raise UsageError(
        f"{option} {text}: expected longitude,latitude in degrees with decimal points, such as "
        "14.54,61.0"
    )
