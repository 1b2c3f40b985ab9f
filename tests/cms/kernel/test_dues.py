"""A tick asks once what falls due, calls only what has something to do, and misses nothing."""

from collections.abc import Iterator
from functools import partial

import pytest
from django.db import transaction
from django.db.models import Exists
from pytest_django import DjangoAssertNumQueries

from cms import wiring
from cms.kernel import dues, errands
from cms.kernel.clock import BusinessClock
from cms.kernel.dues import Part, due_when, each_due, parts_due
from cms.kernel.errands import tick
from cms.kernel.people.models import Party
from tests.conftest import Clock

pytestmark = pytest.mark.django_db
USCC = "91340000MA2MQ0001T"
called: list[str] = []


def nameless() -> Exists:
    return Exists(Party.objects.filter(name="未命名"))


def named() -> Exists:
    return Exists(Party.objects.filter(name="已命名", short_name=""))


def name_parties() -> None:
    called.append("named")
    Party.objects.filter(name="未命名").update(name="已命名")


def shorten_names() -> None:
    called.append("shortened")
    Party.objects.filter(name="已命名").update(short_name="简称")


def look_around() -> None:
    called.append("looked")


@pytest.fixture(autouse=True)
def parts(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Part, ...]]:
    """A tick of three parts: the first makes work for the second, the third was never told when it is due."""
    called.clear()
    monkeypatch.setattr(dues, "_conditions", dict(dues._conditions))
    due_when(nameless)(name_parties)
    due_when(named)(shorten_names)
    yield name_parties, shorten_names, look_around
    dues._question.cache_clear()


def test_a_part_with_nothing_to_do_is_not_called_and_one_without_a_condition_always_is(
    parts: tuple[Part, ...],
) -> None:
    for part in parts_due(parts):
        part()
    assert called == ["looked"]


def test_what_one_part_leaves_to_the_next_is_done_in_the_same_tick(parts: tuple[Part, ...]) -> None:
    Party.objects.create(uscc=USCC, name="未命名")
    for part in parts_due(parts):
        part()
    assert called == ["named", "shortened", "looked"]


def test_asked_only_once_the_tick_would_miss_what_its_own_parts_make(parts: tuple[Part, ...]) -> None:
    Party.objects.create(uscc=USCC, name="未命名")
    for part in list(parts_due(parts)):
        part()
    assert "shortened" not in called


def test_a_failing_part_is_called_once_and_stops_no_other(
    parts: tuple[Part, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        called.append("failed")
        raise ValueError("no")

    due_when(nameless)(fail)
    monkeypatch.setattr(errands.wiring, "every_tick", (fail, *parts))
    Party.objects.create(uscc=USCC, name="未命名")
    with pytest.raises(ExceptionGroup):
        tick()
    assert called == ["failed", "named", "shortened", "looked"]


@transaction.atomic
def shorten(party_id: int) -> int:
    """Gives the party a short name; one that is called 难办 cannot have any."""
    Party.objects.filter(pk=party_id).update(short_name="简称")
    if Party.objects.get(pk=party_id).name == "难办":
        raise ValueError(party_id)
    return 1


def test_a_row_that_cannot_be_done_leaves_nothing_behind_and_keeps_none_of_the_others() -> None:
    rows = [Party.objects.create(uscc=f"{place}", name=name) for place, name in enumerate(("先", "难办", "后"))]
    with pytest.raises(ExceptionGroup) as failed:
        each_due(partial(shorten, row.pk) for row in rows)
    assert [type(one) for one in failed.value.exceptions] == [ValueError]
    assert list(Party.objects.order_by("pk").values_list("short_name", flat=True)) == ["简称", "", "简称"]
    assert each_due(partial(shorten, row.pk) for row in (rows[0], rows[2])) == 2


def test_an_idle_tick_of_the_house_is_one_question_and_the_sweep(
    django_assert_num_queries: DjangoAssertNumQueries, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick()
    monkeypatch.setattr(
        errands.wiring, "every_tick", tuple(part for part in wiring.EVERY_TICK if part in dues._conditions)
    )
    assert len(errands.wiring.every_tick) >= 17
    assert not BusinessClock.objects.exists()
    errands.run_due()
    with django_assert_num_queries(2):
        tick()
