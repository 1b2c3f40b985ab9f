"""Another version of a policy, published while the first is being paid, and matched again: nobody is granted twice."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from cms.kernel.errands import run_due
from cms.kernel.money import to_fen
from cms.kernel.people.models import Party
from cms.kernel.roles import Role
from policies.catalogue.documents import PolicyDocument
from policies.catalogue.services import publish_version
from policies.disbursement.models import Payment
from policies.disbursement.services import approve_batch, draft_batch, lock_batch, release_batch
from policies.grants import services
from policies.grants.closing import close_due_confirmations
from policies.grants.errors import NothingToDecide
from policies.grants.models import Grant
from policies.grants.services import decide_grants
from policies.matching.queries import matches_to_decide
from policies.models import Version
from policies.notices.services import close_due_notices
from policies.registry.models import FormerNumber, NumberKind
from tests.conftest import Clock
from tests.policies.grants.worlds import RULE, World, a_firm, a_world
from tests.policies.officers import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
HERE = ["default", "matching"]  # not the bank: what was released waits for it


def being_paid(clock: Clock) -> World:
    """Both payments of the first version are released by three people and wait for the bank."""
    world = a_world()
    notice = world.noticed()
    clock.set(notice.closes_at)
    close_due_notices()
    run_due()
    treasury = Party.objects.get(pk=world.line.department_id)
    maker, checker, releaser = (a_person(role, treasury) for role in (Role.MAKER, Role.CHECKER, Role.RELEASER))
    batch = draft_batch(by=maker, title="第一批")
    lock_batch(batch_id=batch.pk, by=maker)
    approve_batch(batch_id=batch.pk, by=checker)
    release_batch(batch_id=batch.pk, by=releaser)
    assert list(Payment.objects.values_list("state", flat=True)) == ["released"] * 2
    return world


def another_version(world: World) -> Version:
    """Twice the amount, the title in both languages, and the enterprise that followed the first one matched too."""
    successor = a_firm(3, 4_000_000)
    FormerNumber.objects.create(enterprise=successor, number=world.firms[0].uscc, kind=NumberKind.PREDECESSOR)
    rule = RULE | {"amount": {"multiply": [{"fact": "finance.revenue[y]"}, {"ratio": "0.02"}]}}
    document = PolicyDocument(
        title_zh="营收奖补（修订）",
        valid_from=world.version.valid_from,
        rule=rule,
        budget_line_id=world.line.pk,
    )
    with translation.override("en"):
        version = publish_version(policy_id=world.version.policy_id, by=None, document=document)
        run_due(HERE)
    assert matches_to_decide(version).count() == 3
    return version


def decided(version: Version, world: World) -> None:
    with transaction.atomic():
        decide_grants(version_id=version.pk, by=world.reviewer)


def test_another_version_matched_while_the_first_is_being_paid_grants_nothing_twice(clock: Clock) -> None:
    world = being_paid(clock)
    version = another_version(world)
    with pytest.raises(NothingToDecide):
        decided(version, world)
    close_due_confirmations()
    run_due(HERE)
    assert [to_fen(one.entitled) for one in Grant.objects.order_by("entitled")] == [2_000_000, 3_000_000]
    assert Payment.objects.count() == 2


def all_of_them(_version: Version, matches: Iterable[Any]) -> list[Any]:
    return list(matches)


def test_without_looking_who_holds_it_the_database_has_to_refuse(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    world = being_paid(clock)
    version = another_version(world)
    monkeypatch.setattr(services, "_not_held", all_of_them)
    with pytest.raises(IntegrityError, match="one_live_grant_per_benefit_scope_and_period"):
        decided(version, world)
    assert Grant.objects.count() == 2
