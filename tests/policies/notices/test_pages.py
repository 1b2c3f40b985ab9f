"""What the public sees of a notice, and how an objection comes in and is answered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.kernel.roles import Role
from policies.grants.states import GrantState
from policies.models import BankAccount
from policies.notices.models import Objection
from tests.policies.grants.test_pages import seen_by
from tests.policies.grants.worlds import a_world
from tests.policies.officers import a_department, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]


def test_everybody_reads_names_and_amounts_but_never_an_account() -> None:
    world = a_world()
    notice = world.noticed()
    page = Client().get(reverse("policies:notice", args=[notice.pk])).content.decode()
    assert "云川县第1机械有限公司" in page
    assert "50,000.00" in page
    number = BankAccount.objects.get(enterprise=world.firms[0]).number
    assert number.reveal()[-4:] not in page
    assert "营收奖补" in Client().get(reverse("policies:notices")).content.decode()


def test_a_named_objection_comes_in_with_evidence_and_is_answered() -> None:
    world = a_world()
    notice = world.noticed()
    line = notice.lines.get(grant=world.grant(0))
    entered = {"line": line.pk, "name": "李群", "contact": "13800000000", "grounds": "上年有行政处罚。"}
    address = reverse("policies:object", args=[notice.pk])
    assert Client().post(address, entered | {"name": ""}).status_code == 422
    assert Objection.objects.count() == 0
    proof = SimpleUploadedFile("proof.png", PNG, "image/png")
    assert Client().post(address, entered | {"evidence": proof}).status_code == 302
    objection = Objection.objects.get()
    reviewer = seen_by(world.reviewer)
    assert line.name in reviewer.get(reverse("policies:objections")).content.decode()
    page = reverse("policies:objection", args=[objection.pk])
    assert "13800000000" in reviewer.get(page).content.decode()
    assert seen_by(a_person(Role.REVIEWER, a_department("县住建局"))).get(page).status_code == 404
    assert reviewer.post(page, {"outcome": "rejected", "answer": "经核实，不成立。"}).status_code == 302
    assert world.grant(0).state == GrantState.NOTICED


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c626001000000050001"
    "0d0a2db40000000049454e44ae426082"
)
