"""A ruling ends a contract once two supervisors stand for it: one recorded it, the other compared it with the paper."""

import pytest
from django.db import IntegrityError
from django.db.transaction import atomic
from django.test import Client
from django.urls import reverse

from cms.kernel.errors import FieldsRefused, NotAllowed, WrongState
from cms.kernel.models import Event, User
from cms.kernel.money import yuan
from cms.workbench.waiting import SUPERVISOR
from marketplace.contracts.errors import OwnRuling, RulingWaits, SettlementOutOfBounds
from marketplace.contracts.following import change_contract
from marketplace.contracts.models import Contract, EarlyEnd
from marketplace.contracts.queries import rulings_waiting
from marketplace.contracts.services import accept_delivery
from marketplace.contracts.states import ContractState
from marketplace.contracts.terminating import confirm_ruling
from tests.marketplace.contracts.test_terminating import browser, noticed, refused, ruled, second
from tests.marketplace.worlds import Market

pytestmark = pytest.mark.django_db


def decided(end: EarlyEnd, by: User, *, is_right: bool = True, note: str = "") -> EarlyEnd:
    return confirm_ruling(end_id=end.pk, is_right=is_right, note=note, by=by)


def test_a_ruling_that_one_recorded_ends_nothing_until_another_confirms_it(town: Market, contract: Contract) -> None:
    end = ruled(town, contract)
    contract.refresh_from_db()
    assert (contract.state, end.agreed) == (ContractState.FILED, None)
    refused(OwnRuling, lambda: decided(end, town.supervisor))
    refused(NotAllowed, lambda: decided(end, town.clerk))
    refused(RulingWaits, lambda: ruled(town, contract))
    other = second(town)
    assert [list(rulings_waiting(one)) for one in (town.supervisor, other)] == [[], [end]]
    decided(end, other)
    contract.refresh_from_db()
    assert contract.state == ContractState.ENDED
    refused(WrongState, lambda: decided(end, other))


def test_the_database_refuses_one_person_in_both_places(town: Market, contract: Contract) -> None:
    end = ruled(town, contract)
    with pytest.raises(IntegrityError, match="two_people_record_a_ruling"), atomic():
        EarlyEnd.objects.filter(pk=end.pk).update(answered_by=town.supervisor, agreed=True)


def test_a_wrong_record_is_struck_out_with_a_reason_and_the_contract_goes_on(town: Market, contract: Contract) -> None:
    end, other = ruled(town, contract), second(town)
    refused(FieldsRefused, lambda: decided(end, other, is_right=False, note=" "))
    decided(end, other, is_right=False, note="文书尚未生效。")
    contract.refresh_from_db()
    assert contract.state == ContractState.FILED
    assert Event.objects.filter(name="contract.ruling_struck_out").count() == 1
    assert ruled(town, contract).agreed is None  # recorded anew


def test_a_word_of_the_parties_waits_beside_a_ruling_and_is_settled_by_it(town: Market, contract: Contract) -> None:
    end, notice = ruled(town, contract), noticed(town, contract)
    decided(end, second(town))
    notice.refresh_from_db()
    assert (notice.agreed, EarlyEnd.objects.filter(agreed=True).count()) == (False, 1)


def test_what_was_lowered_or_delivered_meanwhile_is_looked_at_again(town: Market, contract: Contract) -> None:
    end, other = ruled(town, contract, settled_amount=yuan("30000")), second(town)
    refused(FieldsRefused, lambda: change_contract(
        contract_id=contract.pk, amount=yuan("20000"), reason="缩减", by=town.clerk))  # fmt: skip
    Contract.objects.filter(pk=contract.pk).update(current_amount=yuan("20000"))
    refused(SettlementOutOfBounds, lambda: decided(end, other))
    accept_delivery(contract_id=contract.pk, by=town.clerk)
    refused(WrongState, lambda: decided(end, other))
    assert not rulings_waiting(other).exists()


def test_the_second_supervisor_finds_it_and_confirms_it_on_the_page(town: Market, contract: Contract) -> None:
    ruled(town, contract)
    other, page = second(town), reverse("marketplace:record_ruling", args=[contract.pk])
    assert "复核结论" not in browser(town.supervisor).get(page).content.decode()
    waiting: Client = browser(other)
    listed = next(one for one in SUPERVISOR if one.page == "marketplace:contracts")
    assert page in waiting.get(reverse(listed.page) + listed.query).content.decode()
    assert "复核结论" in waiting.get(page).content.decode()
    assert waiting.post(page, {"decision": "wrong", "note": ""}).status_code == 422
    assert waiting.post(page, {"decision": "right", "note": "与原件一致。"}).status_code == 302
    contract.refresh_from_db()
    assert contract.state == ContractState.ENDED
