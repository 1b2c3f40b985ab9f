"""The pages of applications: what is open to me, the form, its progress; the department's page; opinions; points."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.models import User
from cms.kernel.roles import Role
from policies.applications.completing import WHOLE
from policies.applications.models import Application, Paper, Score
from policies.applications.ranking import name_reviewers
from policies.applications.reviewing import opinions_of, return_application
from policies.applications.states import ApplicationState
from policies.catalogue.states import Channel, ShortageRule
from policies.grants.models import Grant
from tests.policies.applications.worlds import World, a_rule, a_world, pdf
from tests.policies.officers import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
FACT, PROOF = "fact-finance_revenue-2022", "proof-fact-finance_revenue-2022"


def seen_by(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"policies:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_click_on_the_page_makes_the_grant_and_leads_to_its_progress() -> None:
    world = a_world(Channel.AT_ONCE, revenue=2_000_000)
    client = seen_by(world.clerk)
    assert reverse("policies:apply", args=[world.version.pk]) in page(client, "benefits")
    assert "20,000.00" in page(client, "apply", world.version.pk)
    sent = {"act": "click", "scale": "S", "account": world.account(), "agrees": "on"}
    done = client.post(reverse("policies:apply", args=[world.version.pk]), sent, follow=True)
    assert reverse("policies:benefit", args=[Grant.objects.get().pk]) in done.content.decode()


def test_a_click_without_agreeing_changes_nothing() -> None:
    world = a_world(Channel.AT_ONCE, revenue=2_000_000)
    sent = {"act": "click", "scale": "S", "account": world.account()}
    answer = seen_by(world.clerk).post(reverse("policies:apply", args=[world.version.pk]), sent)
    assert (answer.status_code, Grant.objects.count()) == (422, 0)


def test_who_is_outside_the_usual_channel_is_told_which_one_is_open() -> None:
    branch = {"when": {"holds": "enterprise.is_labour_dispatch"}, "then": "on_application"}
    world = a_world(Channel.NO_APPLICATION, revenue=2_000_000, rule=a_rule(channels={"branches": [branch]}))
    client = seen_by(world.clerk)
    assert "在线办理" in page(client, "benefits")
    assert "本政策一般实行“免申即享”，贵单位属于另行办理的情形，适用“申报”。" in page(client, "apply", world.version.pk)


def begun(world: World, client: Client) -> str:
    """The address of the form that was begun on the page."""
    answer = client.post(reverse("policies:apply", args=[world.version.pk]), {"act": "begin"})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_a_form_is_saved_handed_in_and_its_progress_seen() -> None:
    world = a_world(papers="设备发票 | Invoices")
    client = seen_by(world.clerk)
    address = begun(world, client)
    assert "营业收入（2022年）" in client.get(address).content.decode()
    saved = client.post(address, {"act": "save", FACT: "200万元"}, follow=True).content.decode()
    assert "草稿已保存" in saved
    assert "200万元" in saved
    half = client.post(address, {"act": "submit", FACT: "200万元"})
    assert half.status_code == 422
    assert "设备发票" in half.content.decode()
    sent = {"act": "submit", FACT: "200万元", PROOF: pdf(), "file-paper1": pdf(), "scale": "S"}
    done = client.post(address, sent | {"account": world.account()}, follow=True).content.decode()
    assert Application.objects.get().state == ApplicationState.SUBMITTED
    assert "牵头部门正在审核" in done


def test_a_wrong_unit_is_told_at_its_field_and_what_was_typed_stays() -> None:
    world = a_world()
    client = seen_by(world.clerk)
    answer = client.post(begun(world, client), {"act": "save", FACT: "200公斤"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "请写明金额单位" in shown
    assert "200公斤" in shown
    assert not Application.objects.get().facts.exists()


def test_a_session_that_ended_in_mid_form_is_told_and_nothing_changes() -> None:
    world = a_world()
    client = seen_by(world.clerk)
    address = begun(world, client)
    client.logout()
    answer = client.post(address, {"act": "save", FACT: "200万元"})
    assert answer.status_code == 401
    assert "登录已过期" in answer.content.decode()
    assert not Application.objects.get().facts.exists()


def test_an_application_is_nobody_elses() -> None:
    world = a_world(co_departments=1)
    application = world.submitted()
    stranger, other = seen_by(a_person(Role.ENTERPRISE)), seen_by(a_person(Role.REVIEWER))
    mine, theirs = (reverse(f"policies:{n}", args=[application.pk]) for n in ("application", "review_application"))
    assert stranger.get(mine).status_code == stranger.post(mine, {"act": "withdraw"}).status_code == 404
    assert other.get(theirs).status_code == other.post(theirs, {"act": "refuse", "reason": "x"}).status_code == 404
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED


def test_a_returned_application_shows_each_reason_at_its_field() -> None:
    world = a_world()
    application = world.submitted()
    corrections = {FACT: "与财务报表不符", WHOLE: "请加盖公章"}
    return_application(application_id=application.pk, corrections=corrections, by=world.reviewer)
    client = seen_by(world.clerk)
    shown = page(client, "application", application.pk)
    assert "补正要求：与财务报表不符" in shown
    assert "整体说明：请加盖公章" in shown
    assert "请按逐项说明补正" in page(client, "own_applications")


def test_the_reviewer_sees_both_sides_and_decides_on_the_page() -> None:
    world = a_world(co_departments=1)
    application = world.submitted()
    opinion = opinions_of(application).get()
    co = seen_by(a_person(Role.REVIEWER, opinion.department))
    assert world.firm.name in page(co, "application_queue")
    assert "出具县第0局意见" in page(co, "review_application", application.pk)
    said = {"agrees": "yes", "text": "属实"}
    co.post(reverse("policies:application_opinion", args=[opinion.pk]), said)
    client, address = seen_by(world.reviewer), reverse("policies:review_application", args=[application.pk])
    shown = page(client, "review_application", application.pk)
    assert [part in shown for part in ("200万元", "evidence.pdf", "属实")] == [True, True, True]
    unchecked = client.post(address, {"act": "approve", "round": 1, "reason": ""})
    assert (unchecked.status_code, Grant.objects.count()) == (422, 0)
    fact = application.facts.get()
    old_page = client.post(address, {"act": "approve", "round": 0, "checked": [fact.pk], "reason": ""})
    assert (old_page.status_code, Grant.objects.count()) == (422, 0)
    assert "您看到的不是最新内容" in old_page.content.decode()
    assert client.post(address, {"act": "approve", "round": 1, "checked": [fact.pk], "reason": ""}).status_code == 302
    assert Grant.objects.count() == 1


def test_the_reviewer_returns_and_refuses_on_the_page() -> None:
    world = a_world()
    application = world.submitted()
    client, address = seen_by(world.reviewer), reverse("policies:review_application", args=[application.pk])
    assert client.post(address, {"act": "return"}).status_code == 422
    assert client.post(address, {"act": "refuse", "reason": ""}).status_code == 422
    assert client.post(address, {"act": "return", f"why-{FACT}": "更正"}).status_code == 302
    application.refresh_from_db()
    assert application.state == ApplicationState.RETURNED


def test_an_expert_scores_on_the_page_and_reads_the_papers_and_nobody_else_does() -> None:
    world = a_world(shortage_rule=ShortageRule.RANKED, revenue=2_000_000, papers="方案")
    application = world.approve(world.submitted(revenue=""))
    experts = [a_person(Role.EXPERT), a_person(Role.EXPERT)]
    lead = seen_by(world.reviewer)
    named = {"act": "name", "reviewers": [one.pk for one in experts]}
    assert lead.post(reverse("policies:application_ranking", args=[world.version.pk]), named).status_code == 302
    unscored = page(lead, "application_ranking", world.version.pk)
    assert "待评分" in unscored
    assert "专家评分齐全后方可排序。" in unscored
    ranking = reverse("policies:application_ranking", args=[world.version.pk])
    assert ranking in page(lead, "review_application", application.pk)
    score = Score.objects.get(reviewer=experts[0])
    paper = Paper.objects.get().file
    mine, theirs = seen_by(experts[0]), seen_by(a_person(Role.EXPERT))
    address = reverse("policies:scored_paper", args=[score.pk, paper.pk])
    assert address in page(mine, "score_application", score.pk)
    assert (mine.get(address).status_code, theirs.get(address).status_code) == (200, 404)
    assert mine.post(reverse("policies:score_application", args=[score.pk]), {"points": "101"}).status_code == 422
    given = {"points": "88.5", "comment": "可行"}
    assert mine.post(reverse("policies:score_application", args=[score.pk]), given).status_code == 302
    assert application.scores.filter(given_at__isnull=False).count() == 1
    early = lead.post(reverse("policies:application_ranking", args=[world.version.pk]), {"act": "rank"})
    assert early.status_code == 409
    name_reviewers(version_id=world.version.pk, reviewers=experts, by=world.reviewer)
    assert Score.objects.count() == 2


def test_supervisors_see_what_is_late(clock) -> None:
    world = a_world(Channel.WITHIN_DAYS, decide_days=1)
    application = world.submitted()
    supervisor = seen_by(a_person(Role.SUPERVISOR))
    assert world.firm.name not in page(supervisor, "overdue_applications")
    clock.set(application.decide_until)
    assert world.firm.name in page(supervisor, "overdue_applications")
