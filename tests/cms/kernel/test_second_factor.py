"""Officials who move money or open seals show a second factor; without it the door stays shut, whatever the login."""

import base64
import hashlib
import hmac
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from cms.kernel.checks import officials_show_a_second_factor
from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed, Refused
from cms.kernel.messages.services import messages_for
from cms.kernel.models import Event, Party, User
from cms.kernel.people.services import appoint, register_party
from cms.kernel.roles import CLAIMABLE, Role
from cms.kernel.second_factor.errors import NoFactor, OwnFactor
from cms.kernel.second_factor.queries import GUARDED_ROLES
from cms.kernel.second_factor.services import reset_second_factor
from tests.conftest import CommittedDatabase

PASSWORD = "a long password"
DESK, INDEX, AGAIN = "/desk/", "/accounts/2fa/", "/accounts/2fa/reauthenticate/"
BACKEND = "cms.kernel.people.login.EmailOrMobileBackend"


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def somebody(role: Role, email: str = "wang@example.cn") -> User:
    user = User.objects.create_user(name="王芳", email=email, password=PASSWORD)
    appoint(user=user, party=bureau(), role=role, by=None)
    return user


def bureau() -> Party:
    return register_party(uscc="11340000003258871G", name="县财政局", is_department=True, by=None)


def enrolled(user: User) -> str:
    """The secret of the person's new authenticator app."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code(secret: str, later: int = 0) -> str:
    """What an app shows (RFC 6238: SHA-1, six digits, steps of 30 s), `later` steps from now."""
    step = struct.pack(">Q", int(time.time()) // 30 + later)
    digest = hmac.new(base64.b32decode(secret), step, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def wrong(right: str) -> str:
    """Another code of six digits that no step near now shows."""
    return "x" + right[1:]


def log_in(client: Client, user: User) -> str:
    """Where the password leads."""
    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return str(answer.headers.get("Location", ""))


def leads(client: Client, path: str = DESK) -> str:
    """Where a page leads: empty when it is shown."""
    answer = client.get(path)
    return "" if answer.status_code == 200 else str(answer.headers["Location"])


def test_the_first_login_leads_to_enrolment_and_the_code_opens_the_desk(
    committed_db: CommittedDatabase, client: Client
) -> None:
    maker = somebody(Role.MAKER)
    assert log_in(client, maker) == DESK
    assert leads(client) == INDEX
    assert client.post(reverse("kernel:claim"), {}).status_code == 403
    assert leads(client, INDEX) == ""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    activate = reverse("mfa_activate_totp")
    secret = client.get(activate).context["form"].secret
    assert client.post(activate, {"code": wrong(code(secret))}).status_code == 200
    assert leads(client) == INDEX
    assert client.post(activate, {"code": code(secret)}).headers["Location"] == reverse("mfa_view_recovery_codes")
    assert leads(client) == ""
    stored = str(Authenticator.objects.filter(user=maker).values_list("data", flat=True))
    assert secret not in stored
    run_due()
    assert "二次验证已启用" in [message.subject for message in messages_for(maker)]


@pytest.mark.django_db
def test_without_the_right_code_a_password_logs_nobody_in(client: Client) -> None:
    maker = somebody(Role.MAKER)
    secret = enrolled(maker)
    entry = reverse("mfa_authenticate")
    assert log_in(client, maker).startswith(entry)
    assert leads(client).startswith(reverse("account_login"))
    assert client.post(entry, {"code": wrong(code(secret))}).status_code == 200
    assert leads(client).startswith(reverse("account_login"))
    assert client.post(entry, {"code": code(secret)}).status_code == 302
    assert leads(client) == ""


@pytest.mark.django_db
def test_a_code_works_once_and_so_does_a_recovery_code() -> None:
    maker = somebody(Role.MAKER)
    shown = code(enrolled(maker))
    recovery = RecoveryCodes.activate(maker).get_unused_codes()[0]
    for typed in (shown, recovery):
        entered = []
        for client in (Client(), Client()):
            cache.clear()  # as on another server, whose memory knows nothing of the first use
            log_in(client, maker)
            entered.append(client.post(reverse("mfa_authenticate"), {"code": typed}).status_code)
        assert entered == [302, 200], typed


@pytest.mark.django_db
def test_codes_cannot_be_guessed_without_end(client: Client, settings: Settings) -> None:
    settings.DOOR_LIMITS = settings.DOOR_LIMITS | {"second_factor": {"person": ((2, 10 * 24 * 3600),)}}
    maker = somebody(Role.MAKER)
    secret = enrolled(maker)
    log_in(client, maker)
    tried = [wrong(code(secret)), wrong(code(secret)), code(secret)]
    assert [client.post(reverse("mfa_authenticate"), {"code": one}).status_code for one in tried] == [200, 200, 429]
    assert leads(client).startswith(reverse("account_login"))


@pytest.mark.django_db
def test_a_login_that_went_around_the_question_is_asked_at_the_door(client: Client) -> None:
    maker = somebody(Role.MAKER)
    secret = enrolled(maker)
    client.force_login(maker, BACKEND)  # as an SMS gateway's login would, or any other that knows no second factor
    assert leads(client).startswith(AGAIN)
    assert leads(client, reverse("policies:batches")).startswith(AGAIN)
    events = Event.objects.count()
    assert client.post(reverse("kernel:claim"), {}).status_code == 403
    assert client.post(AGAIN, {"code": wrong(code(secret))}).status_code == 200
    assert leads(client).startswith(AGAIN)
    assert Event.objects.count() == events
    assert client.post(AGAIN, {"code": code(secret), "next": DESK}).status_code == 302
    assert leads(client) == ""


@pytest.mark.django_db
def test_a_password_alone_is_enough_where_no_second_factor_is_required(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(somebody(Role.MAKER), BACKEND)
    assert leads(client) == ""


@pytest.mark.django_db
def test_the_password_again_does_not_stand_for_the_code(client: Client) -> None:
    maker = somebody(Role.MAKER)
    enrolled(maker)
    client.force_login(maker, BACKEND)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert leads(client).startswith(AGAIN)


@pytest.mark.django_db
def test_the_login_page_of_the_admin_is_no_way_around(client: Client) -> None:
    admin = somebody(Role.ADMINISTRATOR)
    admin.is_superuser = True
    admin.save(update_fields=["is_superuser"])
    client.post("/admin/login/", {"username": admin.email, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    assert leads(client, "/admin/") == INDEX


@pytest.mark.django_db
def test_owners_are_asked_where_they_open_bids_and_nowhere_else(client: Client) -> None:
    client.force_login(somebody(Role.OWNER), BACKEND)
    assert leads(client) == ""
    assert leads(client, reverse("marketplace:openings")) == INDEX


def test_every_official_but_the_expert_is_under_guard() -> None:
    assert set(Role) - CLAIMABLE - {Role.EXPERT} == GUARDED_ROLES


@pytest.mark.django_db
def test_a_reset_shuts_the_sessions_that_had_shown_the_lost_device(client: Client) -> None:
    maker, admin = somebody(Role.MAKER), somebody(Role.ADMINISTRATOR, "admin@example.cn")
    secret = enrolled(maker)
    log_in(client, maker)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert leads(client) == ""
    reset_second_factor(user_id=maker.pk, by=admin, reason="手机丢失")
    assert leads(client) == INDEX
    assert Event.objects.filter(name="second_factor.reset", subject_id=maker.pk, by=admin).count() == 1
    run_due()
    assert [message.subject for message in messages_for(maker)] == ["二次验证已重置"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("by", "reason", "refusal"),
    [
        ("maker", "手机丢失", NotAllowed),
        ("admin", " ", Refused),
        ("own", "手机丢失", OwnFactor),
        ("none", "手机丢失", NoFactor),
    ],
)
def test_a_reset_that_is_refused_leaves_the_factor(by: str, reason: str, refusal: type[Refused]) -> None:
    people = {"maker": somebody(Role.MAKER), "admin": somebody(Role.ADMINISTRATOR, "admin@example.cn")}
    enrolled(people["maker"])
    enrolled(people["admin"])
    people["none"] = somebody(Role.CHECKER, "zhao@example.cn")
    lost = people[{"own": "admin", "none": "none"}.get(by, "maker")]
    with pytest.raises(refusal):
        reset_second_factor(user_id=lost.pk, by=people["maker" if by == "maker" else "admin"], reason=reason)
    assert Authenticator.objects.count() == 2
    assert not Event.objects.filter(name="second_factor.reset").exists()


@pytest.mark.django_db
def test_an_administrator_resets_a_lost_device_in_the_browser(client: Client) -> None:
    maker, admin = somebody(Role.MAKER), somebody(Role.ADMINISTRATOR, "admin@example.cn")
    enrolled(maker)
    secret = enrolled(admin)
    log_in(client, admin)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    role = maker.memberships.get().pk
    page = reverse("kernel:reset_second_factor", args=[role])
    assert page in client.get(reverse("kernel:officer", args=[role])).content.decode()
    assert client.post(page, {"reason": " "}).status_code == 422
    assert client.post(page, {"reason": "手机丢失"}).status_code == 302
    assert not Authenticator.objects.filter(user=maker).exists()
    assert "重置二次验证" in client.get(reverse("kernel:officer", args=[role])).content.decode()


@pytest.mark.django_db
def test_the_last_factor_of_an_official_is_not_given_up(client: Client) -> None:
    maker = somebody(Role.MAKER)
    secret = enrolled(maker)
    log_in(client, maker)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    client.post(AGAIN, {"code": code(secret, later=1)})
    client.post(reverse("mfa_deactivate_totp"), {})
    assert Authenticator.objects.filter(user=maker, type=Authenticator.Type.TOTP).exists()


def test_a_deployment_without_second_factors_is_told(settings: Settings) -> None:
    assert officials_show_a_second_factor() == []
    settings.SECOND_FACTOR_REQUIRED = False
    assert [said.id for said in officials_show_a_second_factor()] == ["kernel.W001"]
