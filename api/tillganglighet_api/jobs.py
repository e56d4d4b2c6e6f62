"""Work that takes longer than a reader waits: done in the background, asked for by its id."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import Generic, TypeVar

from tillganglighet.errors import TillganglighetError
from tillganglighet_api.errors import BusyError, NotReadyError

MOST_KEPT = 30  # finished jobs beyond these are forgotten, the oldest first
MOST_WAITING = 20  # a queue that nobody would wait for the end of
_LOG = logging.getLogger(__name__)

Question = TypeVar("Question")
Result = TypeVar("Result")


class JobStatus(StrEnum):
    """Where a job stands."""

    WAITING = "vantar"
    RUNNING = "pagar"
    DONE = "klar"
    FAILED = "misslyckad"


@dataclass(frozen=True)
class Job(Generic[Question, Result]):
    """One piece of work.

    Parameters
    ----------
    id : str
        Of what is asked: the same question is the same job.
    question : any
        What was asked.
    future : Future
    """

    id: str
    question: Question
    future: "Future[Result]"

    @property
    def status(self) -> JobStatus:
        """Return where the job stands."""
        if not self.future.done():
            return JobStatus.RUNNING if self.future.running() else JobStatus.WAITING
        return JobStatus.FAILED if self.error else JobStatus.DONE

    @property
    def error(self) -> BaseException | None:
        """Return why a job that is over failed; None if it did not."""
        return self.future.exception()

    def result(self) -> Result:
        """Return what the job found, or raise the error with which it failed.

        Raises
        ------
        NotReadyError
            It is not over yet.
        """
        if not self.future.done():
            raise NotReadyError(self.id, self.status)
        return self.future.result()


class Jobs(Generic[Question, Result]):
    """The jobs of one kind, in the order in which they were asked for.

    They live as long as the service; whoever asks again after a new start gets the same answer.

    Parameters
    ----------
    worker : Executor
        Does them one after the other, so that they do not slow each other.
    """

    def __init__(self, worker: Executor) -> None:
        self._worker = worker
        self._jobs: OrderedDict[str, Job[Question, Result]] = OrderedDict()
        self._lock = Lock()

    def submit(
        self, job_id: str, question: Question, work: Callable[[], Result]
    ) -> tuple[Job[Question, Result], bool]:
        """Return the job of that id, and whether it is begun now.

        It is begun if nobody has asked before; one that failed is tried anew.

        Raises
        ------
        BusyError
            Too many wait already.
        """
        with self._lock:
            known = self._jobs.pop(job_id, None)
            if known is not None and known.status != JobStatus.FAILED:
                self._jobs[job_id] = known
                return known, False
            if sum(not each.future.done() for each in self._jobs.values()) >= MOST_WAITING:
                raise BusyError(
                    f"{MOST_WAITING} frågor väntar redan; fråga igen om en stund",
                    f"{MOST_WAITING} questions wait already; ask again in a moment",
                )
            job = Job(job_id, question, self._worker.submit(_logged, work))
            self._jobs[job_id] = job
            self._forget()
            return job, True

    def get(self, job_id: str) -> Job[Question, Result] | None:
        """Return a job; None if nobody has asked, or it has been forgotten."""
        with self._lock:
            return self._jobs.get(job_id)

    def all(self) -> list[Job[Question, Result]]:
        """Return the jobs, the latest asked for last."""
        with self._lock:
            return list(self._jobs.values())

    def _forget(self) -> None:
        finished = [each.id for each in self._jobs.values() if each.future.done()]
        for job_id in finished[: max(0, len(self._jobs) - MOST_KEPT)]:
            del self._jobs[job_id]


def _logged(work: Callable[[], Result]) -> Result:
    """Do the work; a fault of the program is logged where it happens."""
    try:
        return work()
    except TillganglighetError:
        raise
    except Exception:
        _LOG.exception("a job failed")
        raise
