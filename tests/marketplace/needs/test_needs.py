"""The life of a need up to its closing: what may be posted, changed, and posted again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from djmoney.money import Money

from cms.kernel.errands import tick
from cms.kernel.errors import FieldsRefused, NotAllowed, Refused, WrongState
from cms.kernel.files.services import store_file
from cms.kernel.models import Event
from cms.kernel.money import to_fen, yuan
from marketplace.agencies.errors import NoDepartment
from marketplace.catalogue.models import ServiceType
from marketplace.needs import rules
from marketplace.needs.errors import (
    AlreadyReposted,
    CeilingNotPositive,
    MustReviewTerms,
    NeedClosed,
    NoticeTooShort,
    OnlyLater,
    OpensBeforeClosing,
    ReasonMissing,
    RecusalNotDeclared,
)
from marketplace.needs.models import Need, Procurement
from marketplace.needs.queries import public_needs, splitting
from marketplace.needs.rules import METHOD_RULES, MethodNotOffered, rule_for
from marketplace.needs.services import (
    attach_document,
    cancel_need,
    change_draft,
    close_due_needs,
    draft_need,
    extend_need,
    fail_need,
    post_need,
    repost_need,
)
from marketplace.needs.states import BarReason, Method, NeedState, Quote
from marketplace.selection.methods.terms import Method as Arithmetic
from marketplace.selection.methods.terms import Quote as ArithmeticQuote
from marketplace.selection.methods.terms import TieRule, TooFew
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on Wednesday 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def refused_without_trace(refusal: type[Refused], act: Callable[[], object]) -> None:
    """The act is refused as named and leaves neither a need nor an event."""
    before = (Event.objects.count(), Need.objects.count(), Procurement.objects.count())
    with pytest.raises(refusal):
        act()
    assert (Event.objects.count(), Need.objects.count(), Procurement.objects.count()) == before


def post(world: Market, need: Need) -> Need:
    """The owner's clerk posts the draft."""
    return post_need(need_id=need.pk, by=world.clerk, declares_recusal=True)


def test_a_posted_need_freezes_its_rule_and_is_public(world: Market) -> None:
    draft = world.draft()
    assert not public_needs().exists()
    need = post(world, draft)
    assert public_needs().get() == need
    assert (need.rules["method"], need.rules["minimum"], need.rules["tie"]) == ("lowest_price", 3, "earliest")
    assert need.rules["effective_on"] == "2022-01-01"
    assert need.code == "ZJ2023-0001-1"


def test_the_rules_speak_the_words_of_the_arithmetic() -> None:
    assert {str(method) for method in Method} == {str(method) for method in Arithmetic}
    assert {str(quote) for quote in Quote} == {str(quote) for quote in ArithmeticQuote}
    assert {tie for rule in METHOD_RULES for tie in rule.ties} == {str(rule) for rule in TieRule}
    assert {rule.too_few for rule in METHOD_RULES} == {str(rule) for rule in TooFew}


def test_every_method_has_exactly_one_rule_in_force_and_it_cites_its_basis() -> None:
    for method in Method:
        versions = sorted((rule for rule in METHOD_RULES if rule.method == method), key=lambda row: row.effective_on)
        assert rule_for(method, versions[0].effective_on) is versions[0]
        assert all(rule.legal_basis and rule.ties for rule in versions)
        assert all(a.until is not None and a.until <= b.effective_on for a, b in pairwise(versions))


def test_public_funds_never_need_fewer_participants() -> None:
    for rule in METHOD_RULES:
        assert rule.minimum(uses_public_funds=True) >= rule.minimum(uses_public_funds=False) >= 1


def test_a_method_that_the_county_does_not_offer_is_refused(world: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = world.draft()
    monkeypatch.setattr(rules, "METHOD_RULES", tuple(replace(rule, is_offered=False) for rule in METHOD_RULES))
    refused_without_trace(MethodNotOffered, lambda: post(world, draft))


@pytest.mark.parametrize(
    "ceiling",
    [yuan("0"), yuan("-1"), Money("10.001", "CNY"), Money("100", "USD")],
    ids=["zero", "negative", "fen", "usd"],
)
def test_a_ceiling_is_positive_yuan_in_whole_fen(world: Market, ceiling: Money) -> None:
    terms = replace(world.terms(), ceiling=ceiling)
    refused_without_trace(CeilingNotPositive, lambda: draft_need(owner=world.owner, terms=terms, by=world.clerk))


def test_what_a_need_must_not_say_is_refused(world: Market) -> None:
    refused_without_trace(FieldsRefused, lambda: world.draft(title=" "))
    early = world.terms().closes_at - timedelta(hours=1)
    refused_without_trace(OpensBeforeClosing, lambda: world.draft(opens_at=early))
    refused_without_trace(FieldsRefused, lambda: world.draft(method=Method.DRAW, quote=Quote.DISCOUNT))


def test_a_need_is_posted_only_when_all_is_in_order(world: Market) -> None:
    draft = world.draft()
    refused_without_trace(
        RecusalNotDeclared, lambda: post_need(need_id=draft.pk, by=world.clerk, declares_recusal=False)
    )
    refused_without_trace(NotAllowed, lambda: post_need(need_id=draft.pk, by=world.reviewer, declares_recusal=True))
    ServiceType.objects.update(department=None)
    refused_without_trace(NoDepartment, lambda: post(world, draft))


def test_agencies_get_the_hours_of_notice_that_the_rule_asks_for(world: Market, clock: Clock) -> None:
    draft = world.draft(days=1)
    clock.forward(seconds=1)
    refused_without_trace(NoticeTooShort, lambda: post(world, draft))


def test_a_posted_need_is_not_redrafted(world: Market) -> None:
    need = world.need()
    refused_without_trace(WrongState, lambda: change_draft(need_id=need.pk, terms=world.terms(), by=world.clerk))
    refused_without_trace(WrongState, lambda: post(world, need))


def test_a_draft_changes_wholly(world: Market) -> None:
    author, draft = world.party("编制单位"), world.draft()
    terms = world.terms(title="新标题", ceiling="90000", barred=[(author, BarReason.WROTE_SPECIFICATION)])
    changed = change_draft(need_id=draft.pk, terms=terms, by=world.clerk)
    assert (changed.title, changed.ceiling) == ("新标题", yuan("90000"))
    assert [bar.party for bar in changed.procurement.bars.all()] == [author]
    change_draft(need_id=draft.pk, terms=world.terms(), by=world.clerk)
    assert not changed.procurement.bars.exists()


def test_a_deadline_moves_to_later_only_with_a_reason_and_before_it_has_passed(world: Market, clock: Clock) -> None:
    need = world.need()
    later = need.closes_at + timedelta(days=1)
    extend = lambda at, reason="答疑": extend_need(need_id=need.pk, closes_at=at, reason=reason, by=world.clerk)  # noqa: E731
    refused_without_trace(OnlyLater, lambda: extend(need.closes_at))
    refused_without_trace(ReasonMissing, lambda: extend(later, " "))
    assert extend(later).opens_at == later
    clock.set(later)
    refused_without_trace(NeedClosed, lambda: extend(later + timedelta(days=1)))


def test_the_tick_closes_a_need_at_its_deadline_and_not_before(world: Market, clock: Clock) -> None:
    need = world.need()
    clock.set(need.closes_at - timedelta(milliseconds=1))
    assert close_due_needs() == 0
    clock.set(need.closes_at)
    tick()
    need.refresh_from_db()
    assert need.state != NeedState.POSTED
    assert Event.objects.filter(name="need.closed").count() == 1


def test_a_failed_need_is_posted_again_within_its_procurement_after_a_review(world: Market, clock: Clock) -> None:
    draft = world.draft()
    paper = store_file(upload=SimpleUploadedFile("任务书.pdf", b"%PDF-1.4\n%%EOF\n"), by=world.clerk)
    attach_document(need_id=draft.pk, file=paper, by=world.clerk)
    need = post(world, draft)
    again = lambda note="已复核资质要求": repost_need(  # noqa: E731
        need_id=need.pk, review_note=note, closes_at=need.closes_at + timedelta(days=9), by=world.clerk
    )
    refused_without_trace(WrongState, again)
    clock.set(need.closes_at)
    close_due_needs()
    fail_need(need_id=need.pk, reason="有效报价不足三家")
    refused_without_trace(MustReviewTerms, lambda: again(" "))
    second = post(world, again())
    assert (second.procurement, second.round, second.ceiling) == (need.procurement, 2, need.ceiling)
    assert (second.splitting_note, second.documents.get().file) == ("单独立项", paper)
    assert Procurement.objects.count() == 1
    refused_without_trace(AlreadyReposted, again)


def test_a_need_is_cancelled_with_a_reason(world: Market) -> None:
    need = world.need()
    refused_without_trace(ReasonMissing, lambda: cancel_need(need_id=need.pk, reason=" ", by=world.clerk))
    cancelled = cancel_need(need_id=need.pk, reason="预算调整", by=world.clerk)
    assert (cancelled.state, cancelled.ended_reason) == (NeedState.CANCELLED, "预算调整")


def test_many_needs_of_one_category_in_one_year_raise_the_splitting_warning(world: Market) -> None:
    for _ in range(2):
        world.need(ceiling="400000")
    cancel_need(need_id=world.need(ceiling="900000").pk, reason="重复", by=world.clerk)
    draft = world.draft(ceiling="200000", splitting_note="")
    year = splitting(
        owner=world.owner, service_type=world.service_type, ceiling_fen=to_fen(draft.ceiling), on=draft.closes_at
    )
    assert (year.count, year.total_fen, year.is_over) == (3, 100_000_000, True)
    refused_without_trace(FieldsRefused, lambda: post(world, draft))
    draft = world.draft(ceiling="200000")
    post(world, draft)
    assert Event.objects.get(name="need.posted", subject_id=draft.pk).data["over_splitting_limit"] is True
