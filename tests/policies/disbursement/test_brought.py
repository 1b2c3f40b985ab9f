"""A statement that a person brings as a file: another, and not the same, confirms it; only then is it in our books."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cms.kernel.errors import NotAllowed, SamePersonTwice, WrongState
from cms.kernel.models import Event, RefusedMessage
from cms.kernel.roles import Role
from policies.disbursement.bringing import bring_statement, confirm_statement, decline_statement, waiting_statements
from policies.disbursement.errors import ReasonMissing, StatementBooked, StatementDiffers, StatementGap, StatementWaits
from policies.disbursement.gateways.iso20022.messages import statement
from policies.disbursement.settlement import import_statement
from policies.disbursement.statements import BroughtStatement, Statement
from tests.conftest import Clock
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.test_bank_file import camt, ntry, the_day_is_over
from tests.policies.disbursement.test_pages import as_
from tests.policies.disbursement.test_statements import now, sent
from tests.policies.disbursement.worlds import County, a_county
from tests.policies.officers import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


def a_file(county: County) -> bytes:
    """The bank's camt.053 of a day on which one payment was made, some days later."""
    [attempt] = sent(county)
    the_day_is_over()
    return camt(ntry(attempt.end_to_end_id, attempt.payment.account.reveal()), closing="9998800.00").encode()


def test_a_brought_statement_settles_nothing_until_another_person_confirms_it(county: County) -> None:
    brought = bring_statement(body=a_file(county), by=county.maker)
    assert (now(), Statement.objects.count()) == ((["released"], ["accepted"]), 0)
    assert (brought.paid_fen, brought.received_fen, brought.line_count) == (120_000, 0, 1)
    booked = confirm_statement(brought_id=brought.pk, by=county.checker)
    brought.refresh_from_db()
    assert (brought.state, brought.statement, brought.content_hash) == ("confirmed", booked, booked.content_hash)
    assert now() == (["settled"], ["settled"])
    assert not waiting_statements().exists()


def test_who_brought_it_does_not_confirm_it_whatever_the_role(county: County) -> None:
    brought = bring_statement(body=a_file(county), by=county.maker)
    county.maker.memberships.create(party=county.maker.memberships.get().party, role=Role.CHECKER, state="active")
    before = Event.objects.count()
    for person, refusal in ((county.maker, SamePersonTwice), (a_person(Role.AUDITOR), NotAllowed)):
        with pytest.raises(refusal):
            confirm_statement(brought_id=brought.pk, by=person)
    assert (now(), Statement.objects.count(), Event.objects.count()) == ((["released"], ["accepted"]), 0, before)


def test_the_database_refuses_a_confirmation_by_one_person_and_a_changed_file(county: County) -> None:
    brought = bring_statement(body=camt_of_yesterday(), by=county.maker)
    rows = BroughtStatement.objects.filter(pk=brought.pk)
    for change in (
        {"state": "confirmed", "decided_by": county.maker, "statement": import_statement(statement(camt().encode()))},
        {"content_hash": "0" * 64},
        {"brought_by": county.checker},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        rows.delete()
    assert rows.get().state == "brought"


def camt_of_yesterday() -> bytes:
    the_day_is_over()
    return camt().encode()


def test_a_declined_statement_stays_out_and_the_day_may_be_brought_anew(county: County) -> None:
    body = camt_of_yesterday()
    brought = bring_statement(body=body, by=county.maker)
    with pytest.raises(StatementWaits):
        bring_statement(body=body, by=county.checker)
    with pytest.raises(ReasonMissing):
        decline_statement(brought_id=brought.pk, by=county.checker, reason=" ")
    assert decline_statement(brought_id=brought.pk, by=county.checker, reason="与网银不符").state == "declined"
    with pytest.raises(WrongState):
        confirm_statement(brought_id=brought.pk, by=county.checker)
    again = bring_statement(body=body, by=county.checker)
    confirm_statement(brought_id=again.pk, by=county.maker)
    with pytest.raises(StatementBooked):
        bring_statement(body=body, by=county.maker)
    assert Statement.objects.count() == 1


def test_days_may_be_brought_one_after_another_and_must_join_what_waits(county: County) -> None:
    the_day_is_over()
    second = TODAY.replace(day=TODAY.day + 1)
    bring_statement(body=camt().encode(), by=county.maker)
    with pytest.raises(StatementGap):
        bring_statement(body=camt(opening="5.00", closing="5.00", day=second).encode(), by=county.maker)
    bring_statement(body=camt(day=second).encode(), by=county.maker)
    assert [one.date for one in waiting_statements()] == [TODAY, second]


def test_what_the_bank_itself_told_otherwise_meanwhile_is_refused_and_kept(county: County) -> None:
    brought = bring_statement(body=camt_of_yesterday(), by=county.maker)
    import_statement(statement(camt(opening="1.00", closing="1.00").encode()))
    with pytest.raises(StatementDiffers), transaction.atomic():
        confirm_statement(brought_id=brought.pk, by=county.checker)
    with pytest.raises(StatementDiffers):
        confirm_statement(brought_id=brought.pk, by=county.checker)
    assert RefusedMessage.objects.get().boundary == "bank.statement_file"
    brought.refresh_from_db()
    assert brought.state == "brought"


def test_the_page_shows_what_to_compare_and_offers_the_confirmation_to_another_only(county: County) -> None:
    brought = bring_statement(body=a_file(county), by=county.maker)
    page, act = reverse("policies:reconciliation"), reverse("policies:decide_statement", args=[brought.pk])
    own, other = as_(county.maker).get(page).text, as_(county.checker).get(page).text
    assert "9,998,800.00" in other
    assert brought.content_hash[:16] in other
    assert ("确认入账</button>" in own, "确认入账</button>" in other) == (False, True)
    assert as_(county.maker).post(act, {"confirm": "1"}).status_code == 403
    assert as_(county.checker).post(act, {"confirm": "1"}).status_code == 302
    assert now() == (["settled"], ["settled"])
