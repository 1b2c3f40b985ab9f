"""Complaint and report are procedures of their own: who may raise and handle them, their clocks, their answers."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.kernel.errors import NotAllowed, SamePersonTwice, WrongState
from cms.kernel.files.models import StoredFile
from cms.kernel.models import Event, Party
from cms.kernel.roles import Role
from policies.grants.states import GrantState
from policies.notices.errors import AnswerMissing, NameMissing, PetitionUnknown
from policies.notices.petitioning import (
    accept_petition,
    answer_petition,
    decline_petition,
    open_petitions,
    own_petition,
    raise_petition,
)
from policies.notices.petitions import Petition, PetitionState
from tests.policies.grants.test_pages import seen_by
from tests.policies.grants.worlds import a_world
from tests.policies.officers import a_department, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]


@pytest.fixture
def bureau() -> Party:
    return a_department("县经信局")


def raised(bureau: Party, kind: str = "complaint", **more: str) -> tuple[Petition, str]:
    said = {"grounds": "办理超时", "name": "李群", "contact": "13800000000"} | more
    return raise_petition(kind=kind, department=bureau, **said)


def test_a_complaint_is_named_and_a_report_may_be_anonymous(bureau: Party) -> None:
    with pytest.raises(NameMissing):
        raised(bureau, name="")
    with pytest.raises(NameMissing):
        raised(bureau, "report", grounds=" ")
    assert Petition.objects.count() == 0
    petition, _code = raised(bureau, "report", name="", contact="")
    assert petition.number == "JB2023-0001"


def test_each_procedure_has_its_own_clocks_that_skip_day_one_and_end_on_a_working_day(bureau: Party) -> None:
    complaint, report = raised(bureau)[0], raised(bureau, "report")[0]
    assert (complaint.accept_by, report.accept_by) == (date(2023, 2, 16), date(2023, 2, 8))
    accepted = accept_petition(petition_id=complaint.pk, by=a_person(Role.REVIEWER, bureau))
    assert accepted.answer_by == date(2023, 4, 3)  # 2 April is a Sunday


def test_a_complaint_is_handled_by_the_department_and_a_report_by_supervision(bureau: Party) -> None:
    complaint, report = raised(bureau)[0], raised(bureau, "report")[0]
    reviewer, supervisor = a_person(Role.REVIEWER, bureau), a_person(Role.SUPERVISOR)
    for petition, by in ((complaint, a_person(Role.REVIEWER)), (complaint, supervisor), (report, reviewer)):
        with pytest.raises(NotAllowed):
            accept_petition(petition_id=petition.pk, by=by)
    assert set(Petition.objects.values_list("state", flat=True)) == {"received"}
    assert list(open_petitions(reviewer)) == [complaint]
    assert list(open_petitions(supervisor)) == [report]


def test_nobody_judges_a_complaint_about_their_own_decision() -> None:
    world = a_world()
    notice = world.noticed()
    bureau = world.version.policy.lead_department
    petition, _code = raise_petition(
        kind="complaint", department=bureau, grounds="不服", name="李群", contact="138", notice=notice
    )
    with pytest.raises(SamePersonTwice):
        accept_petition(petition_id=petition.pk, by=world.reviewer)
    assert Petition.objects.get().state == PetitionState.RECEIVED
    assert accept_petition(petition_id=petition.pk, by=a_person(Role.REVIEWER, bureau)).state == "accepted"
    assert world.grant().state == GrantState.NOTICED  # unlike an objection it holds no line back


def test_it_is_answered_in_writing_once(bureau: Party) -> None:
    petition, code = raised(bureau)
    by = a_person(Role.REVIEWER, bureau)
    with pytest.raises(AnswerMissing):
        decline_petition(petition_id=petition.pk, by=by, reason=" ")
    with pytest.raises(WrongState):
        answer_petition(petition_id=petition.pk, by=by, answer="已办结")
    accept_petition(petition_id=petition.pk, by=by)
    answer_petition(petition_id=petition.pk, by=by, answer="已办结")
    assert own_petition(petition.number, code.lower()).answer == "已办结"
    with pytest.raises(PetitionUnknown):
        own_petition(petition.number, "00000000")


def test_a_complaint_is_made_followed_and_answered_on_its_pages(bureau: Party) -> None:
    address = reverse("policies:new_petition", args=["complaint"])
    entered = {"department": bureau.pk, "grounds": "办理超时", "name": "李群", "contact": "13800000000"}
    assert Client().post(address, entered | {"name": ""}).status_code == 422
    made = Client().post(address, entered).text
    petition = Petition.objects.get()
    code = re.findall(r'<strong class="mono">([0-9A-F]{8})</strong>', made)[0]
    reviewer, page = seen_by(a_person(Role.REVIEWER, bureau)), reverse("policies:complaint", args=[petition.pk])
    assert petition.number in reviewer.get(reverse("policies:complaints")).text
    assert "13800000000" in reviewer.get(page).text
    assert Event.objects.filter(name="secret.read", subject_id=petition.pk).exists()
    assert reviewer.post(page, {"act": "accept"}).status_code == 302
    assert reviewer.post(page, {"act": "answer", "answer": "已督促办结。"}).status_code == 302
    follow = reverse("policies:follow_petition")
    assert "已督促办结。" in Client().post(follow, {"number": petition.number, "code": code}).text
    assert Client().post(follow, {"number": petition.number, "code": "0"}).status_code == 404


def test_what_a_reporter_hands_in_is_for_supervision_alone_and_names_nobody(bureau: Party) -> None:
    reporter, department = a_person(Role.ENTERPRISE, bureau), a_person(Role.REVIEWER, bureau)
    paper = SimpleUploadedFile("证据.pdf", b"%PDF-1.7\n" + b"0" * 100)
    entered = {"department": bureau.pk, "grounds": "串通骗补", "evidence": paper}
    address = reverse("policies:new_petition", args=["report"])
    assert seen_by(reporter).post(address, entered).status_code == 200
    evidence = StoredFile.objects.get()
    assert evidence.stored_by is None
    file = reverse("kernel:file", args=[evidence.pk])
    assert seen_by(a_person(Role.SUPERVISOR, bureau)).get(file).status_code == 200
    assert seen_by(department).get(file).status_code == 404
    assert seen_by(reporter).get(file).status_code == 404
