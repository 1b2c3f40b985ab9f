"""A person acts for a party only against proof; files are judged by content; messages reach the right people."""

import io
import zipfile

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.kernel.access import Act, may, require
from cms.kernel.errands import run_due
from cms.kernel.errors import FieldsRefused, NotAllowed, Refused
from cms.kernel.files.content import ActiveContent, PackedTooTightly, UnknownContent
from cms.kernel.files.models import StoredFile
from cms.kernel.files.services import EmptyFile, TooLarge, store_file, visible_files
from cms.kernel.messages.services import messages_for, notify
from cms.kernel.people.errors import AlreadyClaimed, OwnClaim, ProofMissing
from cms.kernel.people.models import Membership, MembershipState, Party, User
from cms.kernel.people.services import (
    appoint,
    approve_membership,
    claim_by_identity,
    claim_membership,
    contest_membership,
    refuse_membership,
    register_party,
)
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
