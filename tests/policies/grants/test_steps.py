"""A benefit that is given once a step: each step once for ever, one after the other, whatever the period."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cms.kernel.errands import run_due
from cms.kernel.money import to_fen
from policies.catalogue.states import OncePer
from policies.disbursement.drafting import draft_payments
from policies.grants.awarding import mark_paid
from policies.grants.errors import AnotherGrantStands, NothingToDecide
from policies.grants.models import Grant
from policies.grants.queries import undecided_matches
from policies.grants.scopes import scope_key
from policies.grants.services import reopen_grant, withdraw_grant
from policies.grants.states import GrantState
from policies.matching.models import Match
from policies.models import Enterprise, Version
from policies.registry.lineage import Lineage
from policies.registry.services import state_facts
from policies.rules.clauses import clause
from policies.rules.writing import to_json
from tests.policies.grants.worlds import World, a_world, fixed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
FIRST, SECOND = ("prov_srdi", "2023-01-10"), ("natl_giant", "2023-01-25")


def a_ladder(mode: str = "top_up_difference", once_per: OncePer = OncePer.STEP) -> World:
    """The ladder of certificates (150,000, 250,000 and 500,000 yuan) with a firm that holds none yet."""
    rule: Any = to_json(clause("c17"))
    rule["amount"]["ladder"]["mode"], rule["once_per"] = mode, once_per.value
    return a_world(revenues=(2_000_000,), rule=rule, code="growth", once_per=once_per)


def certified(firm: Enterprise, *held: tuple[str, str], day: int = 26) -> None:
    """The firm holds these certificates, and every version is matched again."""
    lines = [{"step": step, "awarded_on": on} for step, on in held]
    state_facts(enterprise=firm, facts={("cert.held", ""): lines}, source="industry", as_of=date(2023, 1, day), by=None)
    run_due()


def paid(world: World, grant: Grant) -> Grant:
    """The grant went all its way."""
    world.confirm()
    fixed(grant.decision)
    Grant.objects.filter(pk=grant.pk).update(state=GrantState.READY)
    [payment] = draft_payments(Grant.objects.filter(pk=grant.pk))
    return mark_paid(payments={grant.pk: [payment.pk]})[0]


@pytest.mark.parametrize(("mode", "second"), [("top_up_difference", 35_000_000), ("stack", 50_000_000)])
def test_a_second_step_is_granted_in_the_same_year_once_the_first_is_paid(mode: str, second: int) -> None:
    world = a_ladder(mode)
    certified(world.firms[0], FIRST)
    first = world.decide().grants.get()
    assert (first.scope_key, first.period) == (f"enterprise:{world.firms[0].pk}:steps:prov_srdi", "")
    certified(world.firms[0], FIRST, SECOND, day=27)
    assert not undecided_matches(world.version).exists()
    with pytest.raises(NothingToDecide):
        world.decide()
    assert Grant.objects.get() == first
    paid(world, first)
    run_due()
    certified(world.firms[0], FIRST, SECOND, day=28)
    assert undecided_matches(world.version).count() == 1
    assert to_fen(world.decide().grants.get().entitled) == second
    assert not undecided_matches(world.version).exists()


def test_without_that_scope_the_second_step_of_a_year_is_barred() -> None:
    world = a_ladder(once_per=OncePer.ENTERPRISE_PERIOD)
    certified(world.firms[0], FIRST)
    paid(world, world.decide().grants.get())
    certified(world.firms[0], FIRST, SECOND, day=27)
    with pytest.raises(NothingToDecide):
        world.decide()
    assert Grant.objects.count() == 1


def test_a_step_is_not_granted_twice_and_a_lapsed_one_not_reopened_beside_its_like() -> None:
    world = a_ladder()
    certified(world.firms[0], FIRST)
    lapsed = fixed(world.decide()).grants.get()
    again = world.decide().grants.get()
    assert (lapsed.state, again.scope_key) == (GrantState.LAPSED, lapsed.scope_key)
    with pytest.raises(AnotherGrantStands):
        reopen_grant(grant_id=lapsed.pk, by=world.reviewer, reason="来电说明")
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=lapsed.pk).update(state=GrantState.DECIDED)
    withdraw_grant(grant_id=again.pk, by=world.reviewer, reason="数据有误")
    assert reopen_grant(grant_id=lapsed.pk, by=world.reviewer, reason="来电说明").state == GrantState.DECIDED


def test_many_long_steps_make_a_key_that_fits_and_tells_them_apart() -> None:
    version, line = Version(once_per=OncePer.STEP), Lineage({})
    asked = [["认定" * 20, "复核" * 20], ["认定" * 20, "提升" * 20], ["认定"], []]
    keys = [scope_key(version, line, Match(enterprise_id=7, explanation={"steps": steps})) for steps in asked]
    assert len(set(keys)) == len(asked)
    assert all(len(key) <= 80 and key.startswith("enterprise:7") for key in keys)
