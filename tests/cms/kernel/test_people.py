"""A person acts for a party only against proof; files are judged by content; messages reach the right people."""

import io
import zipfile
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from cms.kernel.access import Act, may, require
from cms.kernel.errands import Errand, run_due
from cms.kernel.errors import FieldsRefused, NotAllowed, Refused
from cms.kernel.files.content import ActiveContent, PackedTooTightly, UnknownContent
from cms.kernel.files.models import StoredFile
from cms.kernel.files.services import EmptyFile, TooLarge, store_file, visible_files
from cms.kernel.messages.services import messages_for, notify
from cms.kernel.people.errors import (
    AdministratorStands,
    AlreadyClaimed,
    OwnClaim,
    OwnRole,
    ProofMissing,
    RoleContested,
)
from cms.kernel.people.models import Membership, MembershipState, Party, User
from cms.kernel.people.services import (
    appoint,
    appoint_first_administrator,
    approve_membership,
    claim_by_identity,
    claim_membership,
    contest_membership,
    end_membership,
    refuse_membership,
    register_party,
    restore_membership,
)
from cms.kernel.people.tasks import tell_new_members
from cms.kernel.roles import Role

pytestmark = pytest.mark.django_db
USCC, BUREAU_USCC = "91340000MA2MQ0001T", "11340000003258871G"
PDF = b"%PDF-1.7\n" + b"0" * 100


def person(name: str = "张三") -> User:
    return User.objects.create_user(name=name, email=f"u{User.objects.count()}@example.cn", password="a long password")


def company() -> Party:
    return register_party(uscc=USCC, name="云川某某有限公司", by=None)


def administrator() -> User:
    bureau, _ = Party.objects.get_or_create(uscc=BUREAU_USCC, defaults={"name": "数据资源管理局"})
    admin = person("管理员")
    appoint(user=admin, party=bureau, role=Role.ADMINISTRATOR, by=None)
    return admin


def proof(user: User, content: bytes = PDF) -> StoredFile:
    return store_file(upload=SimpleUploadedFile("授权书.pdf", content), by=user)


def test_a_wrong_check_digit_is_refused_at_its_field() -> None:
    with pytest.raises(FieldsRefused) as refusal:
        register_party(uscc=USCC[:-1] + "A", name="云川某某有限公司", by=None)
    assert list(refusal.value.fields) == ["uscc"]
    assert not Party.objects.exists()


def test_typing_a_code_gives_nobody_a_right() -> None:
    user, party = person(), company()
    with pytest.raises(ProofMissing):
        claim_membership(user=user, party=party, role=Role.ENTERPRISE)
    claim_membership(user=user, party=party, role=Role.ENTERPRISE, proof=proof(user))
    assert not may(user, Act.CONFIRM_GRANT, party)
    with pytest.raises(NotAllowed):
        require(user, Act.CONFIRM_GRANT, party)


def test_an_approved_claim_opens_the_door_and_a_contested_one_closes_it() -> None:
    user, party = person(), company()
    claim = claim_membership(user=user, party=party, role=Role.ENTERPRISE, proof=proof(user))
    with pytest.raises(AlreadyClaimed):
        claim_membership(user=user, party=party, role=Role.ENTERPRISE, proof=proof(user))
    approve_membership(membership_id=claim.pk, by=administrator())
    assert may(user, Act.CONFIRM_GRANT, party)
    contest_membership(membership_id=claim.pk, by=user, reason="已离职")
    assert not may(user, Act.CONFIRM_GRANT, party)


def test_nobody_decides_on_their_own_claim_and_a_refusal_needs_a_reason() -> None:
    admin, party = administrator(), company()
    claim = claim_membership(user=admin, party=party, role=Role.ENTERPRISE, proof=proof(admin))
    with pytest.raises(OwnClaim):
        approve_membership(membership_id=claim.pk, by=admin)
    with pytest.raises(FieldsRefused):
        refuse_membership(membership_id=claim.pk, by=administrator(), reason=" ")
    claim.refresh_from_db()
    assert claim.state == MembershipState.CLAIMED


def test_a_role_of_an_official_cannot_be_claimed() -> None:
    user = person()
    with pytest.raises(FieldsRefused):
        claim_membership(user=user, party=company(), role=Role.RELEASER, proof=proof(user))
    assert not Membership.objects.exists()


class Provider:
    """An identity provider that knows one person."""

    def is_representative(self, *, uscc: str, person_name: str, ticket: str) -> bool:
        return (uscc, person_name, ticket) == (USCC, "张三", "t")


def test_the_identity_provider_proves_the_legal_representative() -> None:
    party = company()
    with pytest.raises(ProofMissing):
        claim_by_identity(user=person("李四"), party=party, role=Role.ENTERPRISE, provider=Provider(), ticket="t")
    user = person("张三")
    claim_by_identity(user=user, party=party, role=Role.ENTERPRISE, provider=Provider(), ticket="t")
    assert may(user, Act.CONFIRM_GRANT, party)


def zipped(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", UnknownContent),
        (b"MZ not a document", UnknownContent),
        (b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", ActiveContent),
        (b"\xff\xd8\xff" + zipped("a.txt", b"x"), ActiveContent),
        (zipped("xl/workbook.xml", b"\0" * 9_000_000), PackedTooTightly),
        (zipped("a.txt", b"x"), UnknownContent),
        (zipped("é.txt", b"x").replace("é".encode(), b"\xff\xff"), UnknownContent),
        (b"", EmptyFile),
    ],
)
def test_a_file_is_judged_by_its_content(content: bytes, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        store_file(upload=SimpleUploadedFile("授权书.pdf", content), by=None)
    assert not StoredFile.objects.exists()


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLarge):
        store_file(upload=SimpleUploadedFile("a.pdf", PDF), by=None, limit_bytes=50)


def test_a_file_is_seen_by_its_party_and_by_officers_only(client: Client) -> None:
    user, stranger = person(), person("路人")
    stored = proof(user)
    assert stored not in visible_files(stranger)
    assert stored not in visible_files(None)
    client.force_login(stranger)
    assert client.get(reverse("kernel:file", args=[stored.pk])).status_code == 404
    client.force_login(user)
    answer = client.get(reverse("kernel:file", args=[stored.pk]))
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_an_administrator_opens_the_letters_of_authorisation_and_no_other_file() -> None:
    user, admin = person(), administrator()
    letter, other = proof(user), proof(user, PDF + b"1")
    claim_membership(user=user, party=company(), role=Role.ENTERPRISE, proof=letter)
    assert letter in visible_files(admin)
    assert other not in visible_files(admin)


def test_a_file_kept_for_an_act_is_seen_by_the_officers_who_may_do_it_only() -> None:
    bureau = register_party(uscc=BUREAU_USCC, name="数据资源管理局", by=None)
    reviewer, supervisor = person("审核人"), person("监督人")
    appoint(user=reviewer, party=bureau, role=Role.REVIEWER, by=None)
    appoint(user=supervisor, party=bureau, role=Role.SUPERVISOR, by=None)
    upload = SimpleUploadedFile("举报材料.pdf", PDF)
    evidence = store_file(upload=upload, by=None, kept_for=Act.HANDLE_REPORT)
    assert evidence in visible_files(supervisor)
    assert evidence not in visible_files(reviewer)
    assert proof(person("经办人"), PDF + b"1") in visible_files(reviewer)


def test_a_message_to_a_party_reaches_those_who_act_for_it() -> None:
    user, party, stranger = person(), company(), person("路人")
    appoint(user=user, party=party, role=Role.ENTERPRISE, by=None)
    notify(party=party, subject="您有一项待确认", body="请在 %(day)s 前确认。", day="2023-06-01")
    assert [message.body for message in messages_for(user)] == ["请在 2023-06-01 前确认。"]
    assert not messages_for(stranger)
    run_due()
    assert [mail.to for mail in mail.outbox] == [[user.email]]


@pytest.mark.parametrize("login", ["wang@example.cn", "WANG@example.cn", "13900000001"])
def test_a_person_logs_in_with_either_contact(client: Client, login: str) -> None:
    User.objects.create_user(name="王五", email="wang@example.cn", mobile="13900000001", password="a long password")
    answer = client.post(reverse("account_login"), {"login": login, "password": "a long password"})
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/desk/")


def test_a_wrong_password_is_told_at_the_form(client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": "13900000001", "password": "wrong"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def bureau() -> Party:
    return Party.objects.get(uscc=BUREAU_USCC)


def an_administrator() -> User:
    admin = administrator()
    register_party(uscc=BUREAU_USCC, name="数据资源管理局", is_department=True, by=None)
    return admin


def test_an_administrator_appoints_officials_and_ends_their_roles_in_the_browser(client: Client) -> None:
    admin, maker = an_administrator(), person("王芳")
    client.force_login(admin, "cms.kernel.people.login.EmailOrMobileBackend")
    entered = {"login": str(maker.email).upper(), "party": bureau().pk, "role": Role.MAKER}
    assert client.post(reverse("kernel:officers"), entered).status_code == 302
    assert may(maker, Act.DRAFT_BATCH)
    page = reverse("kernel:officer", args=[maker.memberships.get().pk])
    assert client.post(page, {"act": "end", "reason": " "}).status_code == 422
    assert may(maker, Act.DRAFT_BATCH)
    assert client.post(page, {"act": "end", "reason": "调离"}).status_code == 302
    assert not may(maker, Act.DRAFT_BATCH)
    run_due()
    assert "调离" in messages_for(maker)[0].body


def test_nobody_gives_themselves_a_role_or_ends_their_own(client: Client) -> None:
    admin = an_administrator()
    with pytest.raises(OwnRole):
        appoint(user=admin, party=bureau(), role=Role.RELEASER, by=admin)
    with pytest.raises(OwnRole):
        end_membership(membership_id=admin.memberships.get().pk, by=admin, reason="调离")
    assert not may(admin, Act.RELEASE_BATCH)
    assert may(admin, Act.MANAGE_PEOPLE)


def test_roles_that_are_claimed_are_not_given_and_officials_belong_to_departments() -> None:
    admin, user = an_administrator(), person()
    with pytest.raises(FieldsRefused) as refusal:
        appoint(user=user, party=bureau(), role=Role.ENTERPRISE, by=admin)
    assert list(refusal.value.fields) == ["role"]
    with pytest.raises(FieldsRefused) as refusal:
        appoint(user=user, party=company(), role=Role.MAKER, by=admin)
    assert list(refusal.value.fields) == ["party"]
    assert not user.memberships.exists()


def test_an_official_cannot_be_suspended_by_a_colleague() -> None:
    admin, maker, releaser = an_administrator(), person(), person()
    appoint(user=maker, party=bureau(), role=Role.MAKER, by=admin)
    held = appoint(user=releaser, party=bureau(), role=Role.RELEASER, by=admin)
    with pytest.raises(NotAllowed):
        contest_membership(membership_id=held.pk, by=maker, reason="已离职")
    assert may(releaser, Act.RELEASE_BATCH)


def test_a_role_with_an_objection_is_not_given_again_over_it() -> None:
    admin, maker = an_administrator(), person()
    held = appoint(user=maker, party=bureau(), role=Role.MAKER, by=admin)
    contest_membership(membership_id=held.pk, by=admin, reason="已调离")
    with pytest.raises(RoleContested):
        appoint(user=maker, party=bureau(), role=Role.MAKER, by=admin)
    assert maker.memberships.get().state == MembershipState.CONTESTED


def test_a_contested_colleague_waits_for_an_administrator_who_restores_the_role(client: Client) -> None:
    admin, party, users = an_administrator(), company(), (person("李丽"), person("赵强"))
    for user in users:
        claim = claim_membership(user=user, party=party, role=Role.ENTERPRISE, proof=proof(user))
        approve_membership(membership_id=claim.pk, by=admin)
    client.force_login(users[0], "cms.kernel.people.login.EmailOrMobileBackend")
    held = users[1].memberships.get()
    assert "赵强" in client.get(reverse("kernel:my_roles")).content.decode()
    assert client.post(reverse("kernel:contest_colleague", args=[held.pk]), {"reason": "已离职"}).status_code == 302
    assert not may(users[1], Act.CONFIRM_GRANT, party)
    restore_membership(membership_id=held.pk, by=admin, reason="仍在职")
    assert may(users[1], Act.CONFIRM_GRANT, party)
    run_due()
    assert "身份已开通" in messages_for(users[1])[0].subject


def test_an_owner_that_is_known_becomes_a_department_when_it_is_registered_as_one() -> None:
    admin, owner = an_administrator(), company()
    with pytest.raises(NotAllowed):
        register_party(uscc=owner.uscc, name="", is_department=True, by=person())
    assert not Party.objects.get(pk=owner.pk).is_department
    assert register_party(uscc=owner.uscc, name="另一个名称", is_department=True, by=admin).is_department
    assert Party.objects.get(pk=owner.pk).name == owner.name


def test_the_first_administrator_is_appointed_by_a_command_and_the_second_is_not() -> None:
    first, second = person("张三"), person("李四")
    given = {"department": BUREAU_USCC, "name": "数据资源管理局"}
    with pytest.raises(CommandError):
        call_command("appoint_administrator", "nobody@example.cn", **given)
    call_command("appoint_administrator", first.email, **given)
    assert may(first, Act.MANAGE_PEOPLE)
    with pytest.raises(CommandError):
        call_command("appoint_administrator", second.email, **given)
    with pytest.raises(AdministratorStands):
        appoint_first_administrator(user=second, party=bureau())
    assert not may(second, Act.MANAGE_PEOPLE)


def test_whoever_is_appointed_or_accepted_is_told_once_and_all_of_them_together() -> None:
    admin, party = an_administrator(), company()
    claim = claim_membership(user=person("李丽"), party=party, role=Role.ENTERPRISE, proof=proof(admin))
    approve_membership(membership_id=claim.pk, by=admin)
    appointed = appoint(user=person("王芳"), party=bureau(), role=Role.MAKER, by=admin)
    refused = claim_membership(user=person("赵强"), party=party, role=Role.ENTERPRISE, proof=proof(admin))
    assert tell_new_members() == 2
    assert tell_new_members() == 0
    for held in (claim, appointed):
        assert [message.subject for message in messages_for(held.user)] == [f"身份已开通：{held.party.name}"]
    assert not messages_for(refused.user)
    assert not messages_for(admin).filter(user=admin)
    assert Errand.objects.filter(task__endswith="mail_messages").count() == 1
    run_due()
    assert {address for letter in mail.outbox for address in letter.to} == {claim.user.email, appointed.user.email}


def test_telling_fifty_takes_no_more_questions_than_telling_two(django_assert_max_num_queries: Any) -> None:
    admin = an_administrator()
    for number in range(50):
        one = User.objects.create_user(name="李丽", email=f"l{number}@example.cn")
        appoint(user=one, party=bureau(), role=Role.EXPERT, by=admin)
    with django_assert_max_num_queries(12):  # savepoints included
        assert tell_new_members() == 50
