"""The condition of an instalment is looked at again before the lock, and what it came to each time stays on record."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.kernel.errands import run_due
from cms.kernel.roles import Role
from policies.disbursement import services
from policies.disbursement.dossier import dossier
from policies.disbursement.drafting import resume_payment
from policies.disbursement.drifting import drifts_of
from policies.disbursement.models import Batch, Payment
from policies.disbursement.services import draft_batch, lock_batch
from policies.grants.falling_due import call_due_instalments
from policies.grants.instalments import Instalment
from policies.registry.services import state_facts
from tests.conftest import Clock
from tests.policies.grants.test_instalments import a_planned_world, ready
from tests.policies.grants.worlds import World
from tests.policies.officers import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock: Clock, tmp_path: Path) -> World:
    """Both firms were in the library when the second instalment fell due, on 1 January 2024."""
    clock.set(date(2023, 2, 1))
    with override_settings(SNAPSHOT_ROOT=str(tmp_path)):
        made = ready(a_planned_world(), clock)
        for place in range(2):
            says(made, place, True, date(2023, 12, 1))
        clock.set(date(2024, 1, 1))
        call_due_instalments()
        run_due()
    return made


def says(world: World, place: int, is_in: bool, day: date) -> None:
    facts = {("stat.in_library", ""): is_in}
    state_facts(enterprise=world.firms[place], facts=facts, source="statistics", as_of=day, by=None)


def drafted() -> Batch:
    seconds = Payment.objects.filter(instalment=2, state="drafted")
    return draft_batch(by=a_person(Role.MAKER), title="x", payment_ids=list(seconds.values_list("pk", flat=True)))


def test_a_condition_that_held_and_holds_no_more_holds_that_payment_alone(world: World) -> None:
    assert drifts_of(drafted()) == []
    batch = Batch.objects.get()
    says(world, 0, False, date(2024, 1, 1))
    lock_batch(batch_id=batch.pk, by=batch.drafted_by)
    states = dict(Payment.objects.filter(instalment=2).values_list("grant__enterprise", "state"))
    assert [states[firm.pk] for firm in world.firms] == ["held", "locked"]
    one = Instalment.objects.get(number=2, grant__enterprise=world.firms[0])
    assert (one.outcome, [fact["value"] for fact in one.facts]) == ("false", [False])
    assert "本期兑付条件不再成立" in Payment.objects.get(state="held").note_told


def questions(batch: Batch) -> int:
    """How many it takes to look at what has changed."""
    with CaptureQueriesContext(connection) as asked:
        drifts_of(batch)
    return len(asked)


def test_conditions_of_a_batch_are_judged_by_as_many_questions_as_one(world: World) -> None:
    both = list(Payment.objects.filter(instalment=2).order_by("pk").values_list("pk", flat=True))
    alone = draft_batch(by=a_person(Role.MAKER), title="x", payment_ids=both[:1])
    one = questions(alone)
    Payment.objects.filter(pk__in=both[1:]).update(batch=alone)
    assert questions(alone) == one


def test_without_the_second_look_it_would_be_paid(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    says(world, 0, False, date(2024, 1, 1))
    monkeypatch.setattr(services, "drifts_of", lambda batch: [])  # the control: the guard down
    batch = drafted()
    lock_batch(batch_id=batch.pk, by=batch.drafted_by)
    assert set(Payment.objects.filter(instalment=2).values_list("state", flat=True)) == {"locked"}


def test_what_a_person_let_go_on_is_held_again_only_on_other_facts(world: World) -> None:
    says(world, 0, False, date(2024, 1, 1))
    batch = drafted()
    lock_batch(batch_id=batch.pk, by=batch.drafted_by)
    held = Payment.objects.get(state="held")
    resume_payment(payment_id=held.pk, by=a_person(Role.CHECKER))
    again = draft_batch(by=a_person(Role.MAKER), title="y", payment_ids=[held.pk])
    assert drifts_of(again) == []
    says(world, 0, False, date(2024, 1, 2))
    assert [one.payment_id for one in drifts_of(again)] == [held.pk]


def test_the_file_of_a_payment_tells_the_facts_as_they_were_when_the_condition_was_looked_at(world: World) -> None:
    says(world, 0, False, date(2024, 1, 1))
    payment = Payment.objects.get(instalment=2, grant__enterprise=world.firms[0])
    [part] = [part for part in dossier(payment) if "八、" in part.title]
    assert any("条件成立" in line and "2023-12-01" in line for line in part.lines)


def test_the_page_of_instalments_shows_the_facts_of_then_beside_those_of_today(world: World, clock: Clock) -> None:
    Instalment.objects.filter(number=2).update(state="planned")
    says(world, 0, False, date(2024, 1, 1))
    call_due_instalments()
    says(world, 0, False, date(2024, 1, 5))
    client = Client()
    client.force_login(world.reviewer)
    page = client.get(reverse("policies:grant_instalments", args=[world.grant(0).pk])).text
    assert "核验时的数据" in page
    assert page.index("2024-01-01") < page.index("今天的数据") < page.index("2024-01-05")
