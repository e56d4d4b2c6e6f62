"""The errors that only the service has; each is told in Swedish too."""

from http import HTTPStatus

from starlette.exceptions import HTTPException

from tillganglighet.errors import NotFoundError, TillganglighetError


class UnknownIdError(NotFoundError):
    """Nothing goes by the id that was asked for; `detail` says so in Swedish."""

    def __init__(self, detail: str, detail_en: str) -> None:
        super().__init__(detail_en)
        self.detail = detail


class NotReadyError(TillganglighetError):
    """Tables were asked for before the job that makes them was over."""

    def __init__(self, job_id: str, status: str) -> None:
        super().__init__(f"{job_id} is not done ({status}); ask again in a moment")
        self.detail = f"{job_id} är inte klart ({status}); fråga igen om en stund"


class BusyError(TillganglighetError):
    """More is being computed than can be waited for."""

    def __init__(self, detail: str, detail_en: str) -> None:
        super().__init__(detail_en)
        self.detail = detail


class TooLargeError(HTTPException):
    """A body that is larger than any question."""

    def __init__(self, most: int) -> None:
        super().__init__(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"högst {most} byte tas emot / at most {most} bytes",
        )
