"""Payees beside the enterprise: one without a usable account waits by itself, and stops no list and no tick."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.errands import run_due
from cms.kernel.money import to_fen
from policies.disbursement.models import Payment
from policies.disbursement.tallies import tally_faults
from policies.grants import planning
from policies.grants.closing import close_due_confirmations
from policies.grants.falling_due import call_due_instalments
from policies.grants.models import Decision
from policies.grants.payees import name_payee
from policies.models import BankAccount, Enterprise
from policies.notices.services import close_due_notices
from tests.conftest import Clock
from tests.policies.grants.worlds import RULE, World, a_firm, a_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
TOWNSHIP = [{"who": "enterprise", "share": "0.9"}, {"who": "township", "share": "0.1"}]


def a_shared_world() -> tuple[World, Enterprise]:
    """A policy that pays a tenth to a township, on whose list everybody has agreed; the township's account is gone."""
    world, body = a_world(rule=RULE | {"payees": TOWNSHIP}), a_firm(77, 0)
    name_payee(policy_id=world.version.policy_id, who="township", uscc=body.uscc, by=world.reviewer)
    world.decide()
    world.confirm_all()
    BankAccount.objects.filter(enterprise=body).update(state="retired")
    return world, body


def test_a_payee_whose_account_died_gets_a_held_payment_and_the_enterprises_theirs(clock: Clock) -> None:
    world, body = a_shared_world()
    clock.set(Decision.objects.get().confirm_until)
    assert close_due_confirmations() == 1
    run_due()
    clock.set(world.grant().decision.notices.get().closes_at)
    close_due_notices()
    run_due()
    call_due_instalments()
    run_due()
    states = {(one.payee_id == body.party_id, one.state, one.note) for one in Payment.objects.all()}
    assert states == {(True, "held", "no_account"), (False, "drafted", "")}
    assert sum(to_fen(one.amount) for one in Payment.objects.filter(payee=body.party)) == 500_000
    assert tally_faults() == []


def two_lists(clock: Clock) -> list[str]:
    """Two lists fall due at once, of the first the payee cannot be found; returns where they stand."""
    a_shared_world()
    second = a_world(code="other", first_serial=11, rule=RULE | {"code": "other"})
    second.decide()
    second.confirm_all()
    clock.set(date(2023, 3, 20))
    with pytest.raises(ExceptionGroup) as told:
        close_due_confirmations()
    assert [type(one).__name__ for one in told.value.exceptions] == ["PayeeUnnamed"]
    return list(Decision.objects.order_by("pk").values_list("state", flat=True))


def test_a_list_that_is_refused_does_not_stop_the_next(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_body: Enterprise) -> None:
        return None

    monkeypatch.setattr(planning, "account_of", nobody)
    # the decision itself would be refused: its payee was found when it was made
    monkeypatch.setattr(planning.Plan, "refuse_unless_complete", lambda self: None)
    assert two_lists(clock) == ["asking", "fixed"]


def test_the_page_of_a_list_leads_to_naming_its_payees() -> None:
    world = a_world(rule=RULE | {"payees": TOWNSHIP})
    client = Client()
    client.force_login(world.reviewer)
    address = reverse("policies:payees", args=[world.version.pk])
    page = client.get(reverse("policies:decide", args=[world.version.pk])).text
    assert (address in page, "尚未指定" in page) == (True, True)
    body = a_firm(77, 0)
    assert client.post(address, {"who": "township", "uscc": body.uscc}).status_code == 302
    assert body.name in client.get(reverse("policies:decide", args=[world.version.pk])).text
