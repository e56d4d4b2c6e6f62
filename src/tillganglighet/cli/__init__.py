"""The command line: parse, call one use case, print."""

import sys

from tillganglighet.errors import TillganglighetError, UsageError

WORK_NOT_DONE = 1
WRONG_USAGE = 2
INTERRUPTED = 130  # as a shell reports a process that was stopped by Ctrl-C


def main() -> None:
    """Run the command line; every error of ours is one message and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal without UTF-8 must not stop at "Län".
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    from tillganglighet.cli.commands import app  # noqa: PLC0415 (after the streams are set)

    try:
        app()
    except TillganglighetError as error:
        print(f"tillganglighet: {error}", file=sys.stderr)
        sys.exit(WRONG_USAGE if isinstance(error, UsageError) else WORK_NOT_DONE)
    except OSError as error:
        print(f"tillganglighet: {_told(error)}", file=sys.stderr)
        sys.exit(WORK_NOT_DONE)
    except KeyboardInterrupt:
        print("tillganglighet: interrupted; nothing was changed", file=sys.stderr)
        sys.exit(INTERRUPTED)


def _told(error: OSError) -> str:
    """Return what the system refused, such as a file that another program holds."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}; check the path, and that you may use it"
