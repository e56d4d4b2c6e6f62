"""Jobs: begun once, told where they stand, forgotten when there are many."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import NoReturn

import pytest

from tillganglighet.errors import UsageError
from tillganglighet_api.errors import BusyError, NotReadyError
from tillganglighet_api.jobs import MOST_KEPT, MOST_WAITING, Jobs, JobStatus


@pytest.fixture
def jobs() -> Iterator[Jobs[str, int]]:
    with ThreadPoolExecutor(max_workers=1) as worker:
        yield Jobs(worker)


def fail() -> NoReturn:
    raise UsageError("no such thing")


def test_the_same_question_is_worked_on_once(jobs: Jobs[str, int]) -> None:
    asked: list[int] = []

    def work() -> int:
        asked.append(1)
        return 7

    first, is_new = jobs.submit("a", "?", work)
    assert is_new
    assert first.future.result() == 7
    again, is_new = jobs.submit("a", "?", work)
    assert again is first
    assert not is_new
    assert again.status == JobStatus.DONE
    assert asked == [1]


def test_a_job_tells_where_it_stands(jobs: Jobs[str, int]) -> None:
    begun, may_end = Event(), Event()

    def work() -> int:
        begun.set()
        may_end.wait()
        return 1

    runs, _ = jobs.submit("runs", "?", work)
    waits, _ = jobs.submit("waits", "?", lambda: 2)
    begun.wait()
    assert (runs.status, waits.status) == (JobStatus.RUNNING, JobStatus.WAITING)
    with pytest.raises(NotReadyError, match=r"waits is not done \(vantar\)"):
        waits.result()
    may_end.set()
    assert waits.future.result() == waits.result() == 2


def test_a_job_that_failed_says_why_and_is_tried_anew(jobs: Jobs[str, int]) -> None:
    job, _ = jobs.submit("a", "?", fail)
    job.future.exception()
    assert job.status == JobStatus.FAILED
    with pytest.raises(UsageError, match="no such thing"):
        job.result()
    again, is_new = jobs.submit("a", "?", lambda: 1)
    assert is_new
    assert again.future.result() == 1


def test_the_oldest_is_forgotten_but_what_is_asked_for_again_is_young(
    jobs: Jobs[str, int],
) -> None:
    for number in range(MOST_KEPT):
        jobs.submit(str(number), "?", lambda: 1)[0].future.result()
    jobs.submit("0", "?", lambda: 1)
    jobs.submit("last", "?", lambda: 1)[0].future.result()
    assert jobs.get("0") is not None
    assert jobs.get("1") is None
    assert len(jobs.all()) == MOST_KEPT
    assert [job.id for job in jobs.all()][-2:] == ["0", "last"]


def test_a_queue_that_is_full_takes_no_more(jobs: Jobs[str, int]) -> None:
    may_end = Event()
    for number in range(MOST_WAITING):
        jobs.submit(str(number), "?", lambda: int(may_end.wait()))
    with pytest.raises(BusyError, match=f"{MOST_WAITING} questions wait"):
        jobs.submit("one more", "?", lambda: 1)
    # Who asks what is asked already is told as ever.
    assert not jobs.submit("0", "?", lambda: 1)[1]
    may_end.set()
