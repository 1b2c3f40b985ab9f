"""申报 and 限时即享: a form made of what the state lacks, handed in, returned, handed in again, granted or refused."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from cms.kernel.calendar import is_working_day
from cms.kernel.errands import run_due, tick
from cms.kernel.errors import FieldsRefused, NotAllowed, Refused, WrongState
from cms.kernel.files.services import TooLarge
from cms.kernel.models import Event, Membership, Message, StoredFile
from cms.kernel.money import yuan
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from policies.applications.clocks import look_after_applications
from policies.applications.completing import WHOLE, Said, corrections_of, save_draft, wanted_of
from policies.applications.errors import (
    AmountAboveCeiling,
    AmountFixed,
    ApplicationsClosed,
    DissentUnanswered,
    NotComplete,
    NothingToState,
    NotQualified,
    OpinionsMissing,
    OwnApplication,
    ReasonsMissing,
    StatementsUnchecked,
    UnknownField,
)
from policies.applications.models import Application, DeclaredFact
from policies.applications.queries import overdue_applications
from policies.applications.reviewing import (
    approve_application,
    give_opinion,
    opinions_of,
    refuse_application,
    return_application,
)
from policies.applications.services import submit_application, withdraw_application
from policies.applications.states import ApplicationState
from policies.budgets.queries import balances
from policies.budgets.states import AccountKind
from policies.catalogue.states import Channel
from policies.grants.errors import GrantedBefore
from policies.grants.models import Grant
from policies.grants.services import confirm_grant
from policies.grants.states import GrantState
from policies.models import CurrentFact
from policies.registry.services import state_facts
from tests.conftest import Clock
from tests.policies.applications.worlds import REVENUE, World, a_rule, a_world, pdf
from tests.policies.officers import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]


def nothing_happens(work: object, reason: type[Refused], application: Application) -> Refused:
    """The work is refused for the reason; application, events, grants and facts are as before."""

    def standing() -> list[object]:
        application.refresh_from_db()
        rows = [application.state, application.round, list(application.facts.values_list("value", "checked_by"))]
        return [*rows, Event.objects.count(), Grant.objects.count(), StoredFile.objects.count()]

    before = standing()
    with pytest.raises(reason) as refusal:
        work()  # type: ignore[operator]
    assert standing() == before
    return refusal.value


def test_the_form_asks_for_what_the_state_lacks_and_for_nothing_else() -> None:
    assert [one.label for one in wanted_of(a_world().begun())] == ["营业收入（2022年）"]
    assert wanted_of(a_world(revenue=2_000_000, code="known", serial=2).begun()) == []


def test_a_stated_fact_decides_the_verdict_as_the_enterprises_own_word_and_never_enters_the_registry() -> None:
    world = a_world()
    application = world.approve(world.submitted())
    grant = Grant.objects.get()
    assert (application.state, grant.entitled) == (ApplicationState.GRANTED, yuan("20000"))
    assert [(fact["code"], fact["source"]) for fact in grant.match.facts] == [("finance.revenue", "enterprise")]
    assert not CurrentFact.objects.filter(kind__code="finance.revenue").exists()
    assert DeclaredFact.objects.get().checked_by == world.reviewer


def test_where_the_state_holds_a_fact_the_enterprises_word_counts_for_nothing() -> None:
    world = a_world()
    application = world.written(revenue="900万元")
    state_facts(
        enterprise=world.firm, facts={REVENUE: 2_000_000_00}, source="statistics", as_of=date(2023, 1, 20), by=None
    )
    world.approve(submit_application(application_id=application.pk, by=world.clerk))
    assert Grant.objects.get().entitled == yuan("20000")


def test_nobody_states_what_was_not_asked_or_the_state_knows() -> None:
    world = a_world(revenue=2_000_000)
    draft, clerk = world.begun(), world.clerk
    known, unknown = Said(facts={REVENUE: "900万元"}), Said(facts={("finance.nothing", ""): "1元"})
    nothing_happens(lambda: save_draft(application_id=draft.pk, said=known, by=clerk), NothingToState, draft)
    nothing_happens(lambda: save_draft(application_id=draft.pk, said=unknown, by=clerk), UnknownField, draft)


@pytest.mark.parametrize("typed", ["200", "200公斤", "5%", "两百万元", "=1+1", "1e308", "200万元\x00", "9" * 30 + "元"])
def test_a_fact_in_a_wrong_unit_is_told_at_its_field(typed: str) -> None:
    world = a_world()
    draft = world.begun()
    said = Said(facts={REVENUE: typed})
    work = lambda: save_draft(application_id=draft.pk, said=said, by=world.clerk)  # noqa: E731
    refusal = nothing_happens(work, FieldsRefused, draft)
    assert isinstance(refusal, FieldsRefused)
    assert list(refusal.fields) == ["fact-finance_revenue-2022"]


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00" + b"\x00" * 60,
        b"<html><script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
        b"",
    ],
)
def test_a_file_that_is_no_paper_is_refused_and_nothing_typed_stands(content: bytes) -> None:
    world = a_world()
    draft = world.begun()
    said = Said(facts={REVENUE: "200万元"}, proofs={REVENUE: ContentFile(content, name="proof.pdf")})
    nothing_happens(lambda: save_draft(application_id=draft.pk, said=said, by=world.clerk), Refused, draft)


def test_a_file_too_large_is_refused(settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 64
    world = a_world()
    draft = world.begun()
    said = Said(facts={REVENUE: "200万元"}, proofs={REVENUE: ContentFile(pdf().read() * 2, name="proof.pdf")})
    nothing_happens(lambda: save_draft(application_id=draft.pk, said=said, by=world.clerk), TooLarge, draft)


def test_what_is_missing_is_told_when_it_is_handed_in() -> None:
    world = a_world(papers="设备发票 | Invoices\n现场照片（可选）")
    draft = world.begun()
    refusal = nothing_happens(lambda: submit_application(application_id=draft.pk, by=world.clerk), NotComplete, draft)
    assert [part in str(refusal) for part in ("营业收入", "设备发票", "现场照片", "企业划型")] == [
        True,
        True,
        False,
        True,
    ]


def test_an_application_that_the_rule_refuses_is_not_handed_in() -> None:
    world = a_world()
    draft = world.written(revenue="99万元")
    refusal = nothing_happens(lambda: submit_application(application_id=draft.pk, by=world.clerk), NotQualified, draft)
    assert "99万元" in str(refusal)


def test_handing_in_starts_the_departments_working_days() -> None:
    world = a_world(Channel.WITHIN_DAYS, decide_days=3)
    application = world.submitted()
    assert application.decide_until is not None
    assert application.decide_until.isoformat() == "2023-02-06T16:00:00+00:00"  # three working days after Wednesday
    assert is_working_day(date(2023, 2, 6))


def test_the_late_are_reminded_then_escalated_to_the_supervisors_once(clock: Clock) -> None:
    world = a_world(Channel.WITHIN_DAYS, decide_days=5)
    supervisor, application = a_person(Role.SUPERVISOR), world.submitted()
    clock.set(date(2023, 2, 7))
    assert (look_after_applications(), look_after_applications()) == (1, 0)
    run_due()
    assert Message.objects.filter(user=world.reviewer).count() == 1
    assert application.decide_until is not None
    clock.set(application.decide_until)
    assert (look_after_applications(), look_after_applications()) == (1, 0)
    run_due()
    assert Message.objects.filter(user=supervisor).count() == 1
    assert list(overdue_applications()) == [application]


def test_a_return_names_a_reason_for_each_field_and_the_clock_rests(clock: Clock) -> None:
    world = a_world()
    application = world.submitted()
    reasons = {"fact-finance_revenue-2022": "与报表不符", WHOLE: "请盖章"}
    nothing_happens(
        lambda: return_application(application_id=application.pk, corrections={WHOLE: " "}, by=world.reviewer),
        ReasonsMissing,
        application,
    )
    returned = return_application(application_id=application.pk, corrections=reasons, by=world.reviewer)
    assert (returned.state, returned.decide_until, corrections_of(returned)) == ("returned", None, reasons)
    run_due()
    assert Message.objects.filter(party=world.firm.party).exists()
    clock.forward(days=3)
    again = world.submitted(revenue="300万元")
    assert (again.pk, again.round, again.estimate) == (application.pk, 2, yuan("30000"))
    assert corrections_of(again) == {}


def test_a_corrected_fact_is_checked_anew() -> None:
    world = a_world()
    application = world.submitted()
    application.facts.update(checked_by=world.reviewer)
    return_application(application_id=application.pk, corrections={WHOLE: "更正"}, by=world.reviewer)
    world.submitted(revenue="300万元")
    assert application.facts.get().checked_by is None


def test_what_is_not_corrected_in_time_counts_as_taken_back(clock: Clock) -> None:
    world = a_world()
    application = return_application(
        application_id=world.submitted().pk, corrections={WHOLE: "更正"}, by=world.reviewer
    )
    assert application.correct_until is not None
    clock.set(application.correct_until)
    tick()
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN
    assert world.begun().pk != application.pk


def test_every_co_department_gives_its_opinion_before_the_grant() -> None:
    world = a_world(co_departments=2)
    application = world.submitted()
    refusal = nothing_happens(lambda: world.approve(application), OpinionsMissing, application)
    assert "县第0局、县第1局" in str(refusal)
    world.opinions(application)
    world.approve(application)
    assert Grant.objects.count() == 1


def test_a_grant_against_a_co_departments_opinion_says_why() -> None:
    world = a_world(co_departments=1)
    application = world.submitted()
    world.opinions(application, agrees=False)
    nothing_happens(lambda: world.approve(application), DissentUnanswered, application)
    assert world.approve(application, reason="已会商一致").reason == "已会商一致"


def test_an_opinion_is_given_once_with_reasons_by_its_own_department() -> None:
    world = a_world(co_departments=1)
    application = world.submitted()
    opinion = opinions_of(application).get()
    own, stranger = a_person(Role.REVIEWER, opinion.department), a_person(Role.REVIEWER)

    def say(by, text="属实"):
        return lambda: give_opinion(opinion_id=opinion.pk, agrees=True, text=text, by=by)

    nothing_happens(say(stranger), NotAllowed, application)
    nothing_happens(say(own, " "), ReasonsMissing, application)
    say(own)()
    nothing_happens(say(own), WrongState, application)


def test_nobody_decides_on_an_enterprise_he_belongs_to() -> None:
    world = a_world(co_departments=1)
    application = world.submitted()
    opinion = opinions_of(application).get()
    colleague = a_person(Role.REVIEWER, opinion.department)
    for person in (world.reviewer, colleague):
        Membership.objects.create(
            user=person, party=world.firm.party, role=Role.ENTERPRISE, state=MembershipState.ACTIVE
        )
    pk, by = application.pk, world.reviewer
    nothing_happens(lambda: world.approve(application), OwnApplication, application)
    nothing_happens(lambda: refuse_application(application_id=pk, reason="不符", by=by), OwnApplication, application)
    nothing_happens(
        lambda: return_application(application_id=pk, corrections={WHOLE: "改"}, by=by), OwnApplication, application
    )
    nothing_happens(
        lambda: give_opinion(opinion_id=opinion.pk, agrees=True, text="同意", by=colleague), OwnApplication, application
    )


def test_only_the_lead_department_decides() -> None:
    world = a_world()
    application, stranger = world.submitted(), a_person(Role.REVIEWER)
    nothing_happens(lambda: approve_application(application_id=application.pk, by=stranger), NotAllowed, application)


def test_every_stated_fact_is_checked_before_the_grant() -> None:
    world = a_world()
    application = world.submitted()
    work = lambda: approve_application(application_id=application.pk, by=world.reviewer)  # noqa: E731
    assert "营业收入（2022年）" in str(nothing_happens(work, StatementsUnchecked, application))


def test_an_exact_amount_is_not_changed_and_a_ceiling_not_passed() -> None:
    exact = a_world()
    application = exact.submitted()
    nothing_happens(lambda: exact.approve(application, amount=yuan("1")), AmountFixed, application)
    capped = a_world(rule=a_rule(amount_is="ceiling"), code="capped", serial=2)
    other = capped.submitted()
    nothing_happens(lambda: capped.approve(other, amount=yuan("20000.01")), AmountAboveCeiling, other)
    nothing_happens(lambda: capped.approve(other, amount=yuan("15000")), ReasonsMissing, other)
    capped.approve(other, amount=yuan("15000"), reason="按实际投入核减")
    assert Grant.objects.get().entitled == yuan("15000")


def test_a_refusal_says_why_and_whom_to_ask_and_the_enterprise_may_apply_anew() -> None:
    world = a_world()
    application = world.submitted()
    pk = application.pk
    nothing_happens(
        lambda: refuse_application(application_id=pk, reason=" ", by=world.reviewer), ReasonsMissing, application
    )
    refuse_application(application_id=pk, reason="发票与项目不符", by=world.reviewer)
    run_due()
    message = Message.objects.get(party=world.firm.party)
    assert "发票与项目不符" in message.body
    assert "12345" in message.body
    assert world.begun().pk != pk


def test_a_closed_window_takes_no_application_but_hears_a_returned_one(clock: Clock) -> None:
    world = a_world(apply_until=date(2023, 2, 1))
    returned = return_application(application_id=world.submitted().pk, corrections={WHOLE: "更正"}, by=world.reviewer)
    clock.set(date(2023, 2, 2))
    assert submit_application(application_id=returned.pk, by=world.clerk).state == ApplicationState.SUBMITTED
    withdraw_application(application_id=returned.pk, by=world.clerk)
    with pytest.raises(ApplicationsClosed):
        world.begun()


def test_a_granted_application_is_confirmed_as_the_policy_orders_and_need_not_wait_for_the_deadline() -> None:
    world = a_world()
    world.approve(world.submitted())
    grant = Grant.objects.get()
    assert (grant.state, balances(world.line)[AccountKind.RESERVED]) == (GrantState.DECIDED, 20_000_00)
    confirm_grant(grant_id=grant.pk, by=world.clerk, account_id=world.account(), scale="S")
    tick()
    grant.refresh_from_db()
    assert (grant.state, grant.amount) == (GrantState.FIXED, yuan("20000"))
    assert balances(world.line)[AccountKind.RESERVED] == 20_000_00


def test_one_benefit_is_applied_for_once_whatever_the_way() -> None:
    world = a_world()
    first = world.submitted()
    assert world.begun() == first
    world.approve(first)
    with pytest.raises(GrantedBefore):
        world.begun()
    assert Grant.objects.count() == 1


def test_a_withdrawn_application_cannot_be_decided() -> None:
    world: World = a_world()
    application = withdraw_application(application_id=world.submitted().pk, by=world.clerk)
    nothing_happens(lambda: world.approve(application), WrongState, application)
