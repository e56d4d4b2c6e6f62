"""The errors that users meet, as one tree.

TillganglighetError
├── InputError (ValueError)      a file, row or value that was given is wrong; lists every fault
├── UsageError (ValueError)      the question itself is wrong: an unknown category, a bad suffix
├── NotFoundError (LookupError)  no village, service or region goes by that name
├── RegionError (ValueError)     a region folder is broken, stale or of another version
└── OutputError (OSError)        the result cannot be written there

A message says what is wrong, the value, what was expected and the remedy; lower case and
without a full stop.
"""

from collections.abc import Sequence


class TillganglighetError(Exception):
    """Base of every error that the package raises on purpose."""


class InputError(TillganglighetError, ValueError):
    """Input that cannot be used.

    Parameters
    ----------
    message : str
        What is wrong, with the expected value and the remedy.
    faults : sequence of str
        Every single fault, one line each, as `file:line: column=value: expected ...`.
    """

    def __init__(self, message: str, faults: Sequence[str] = ()) -> None:
        super().__init__("\n".join([message, *faults]))
        self.faults = tuple(faults)


class UsageError(TillganglighetError, ValueError):
    """A question that has no answer as it was put."""


class NotFoundError(TillganglighetError, LookupError):
    """Nothing goes by the name or id that was asked for."""


class RegionError(TillganglighetError, ValueError):
    """A folder that is not a region, or a region that this version cannot open."""


class OutputError(TillganglighetError, OSError):
    """A result that could not be written; what stood there before is untouched."""
