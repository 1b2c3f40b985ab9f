"""The data-sharing platform's own door: a department's signed push is received at once, tried and let in by a worker.

The protocol is in docs/DATA.md. A push is kept like an uploaded file, with its hash, its counts and its rejected rows.
"""

import io
import secrets
import time
from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import Refused
from cms.kernel.models import User
from cms.kernel.refusals import refuse_message
from cms.kernel.secrets import EncryptedTextField
from cms.kernel.signing import is_signed
from cms.kernel.states import Stateful, advance, locked
from cms.kernel.trail import events_about, record
from policies.registry.errors import FileReceivedBefore, PushNotTrusted, UnknownDepartment
from policies.registry.facts import FactImport
from policies.registry.kinds import vocabulary
from policies.registry.mapping import check
from policies.registry.pushed import SUFFIX, read_push
from policies.registry.services import check_import, hash_of, queue_import, receive_file
from policies.registry.states import KEY_MOVES, ImportState, KeyState
from policies.rules.vocabulary import DEPARTMENTS

KEY_HEADER: Final = "X-Zhida-Key"
TIME_HEADER: Final = "X-Zhida-Time"
SIGNATURE_HEADER: Final = "X-Zhida-Signature"
IDEMPOTENCY_HEADER: Final = "Idempotency-Key"
BOUNDARY: Final = "registry.push"
SECRET_BYTES: Final = 32


class SourceKey(Stateful):
    """What a department signs its pushes with. The secret is shown once, to who issued it."""

    MOVES = KEY_MOVES
    NOUN = "source_key"

    state = models.CharField(_("状态"), max_length=30, choices=KeyState.choices, default=KeyState.ACTIVE)
    source = models.CharField(_("来源部门"), max_length=20)
    name = models.CharField(_("密钥编号"), max_length=40, unique=True)
    secret = EncryptedTextField(_("密钥"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("签发时间"))
    used_at = models.DateTimeField(_("最近使用"), null=True)

    objects: "models.Manager[SourceKey]" = models.Manager()

    class Meta:
        verbose_name = _("推送密钥")
        verbose_name_plural = _("推送密钥")

    def __str__(self) -> str:
        return self.name


@transaction.atomic
def issue_key(*, source: str, by: User) -> tuple[SourceKey, str]:
    """The department has one more key in force; returned with its secret, which nothing shows again.

    Raises NotAllowed, UnknownDepartment.
    """
    require(by, Act.ISSUE_SOURCE_KEY)
    if source not in DEPARTMENTS:
        raise UnknownDepartment(source=source)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    key = SourceKey.objects.create(
        source=source, name=f"{source}-{secrets.token_hex(4)}", secret=secret, issued_by=by, issued_at=business_now()
    )
    record("source_key.issued", about=key, by=by, source=source)
    return key, secret


@transaction.atomic
def retire_key(*, key_id: int, by: User) -> SourceKey:
    """Nothing signed with the key is taken any more. Raises NotAllowed, WrongState."""
    require(by, Act.ISSUE_SOURCE_KEY)
    key = locked(SourceKey, key_id)
    advance(key, KeyState.RETIRED, by=by)
    return key


def signer(*, method: str, target: str, headers: Mapping[str, str], body: bytes) -> SourceKey:
    """The key that signed the call. Raises PushNotTrusted; the refused call is kept."""
    key = SourceKey.objects.filter(name=headers.get(KEY_HEADER, ""), state=KeyState.ACTIVE).first()
    # An unknown key costs what a known one costs, so that names of keys cannot be found out by the clock.
    secret = key.secret.reveal() if key else "no such key"
    is_trusted = is_signed(
        headers.get(SIGNATURE_HEADER, ""),
        secret.encode(),
        method=method,
        target=target,
        moment=headers.get(TIME_HEADER, ""),
        idempotency_key=headers.get(IDEMPOTENCY_HEADER, ""),
        body=body,
        now=time.time(),
    )
    if key is None or not is_trusted:
        refuse_message(boundary=BOUNDARY, reason=PushNotTrusted.__name__, body=body)
        raise PushNotTrusted
    return key


def receive_push(*, key: SourceKey, body: bytes) -> tuple[FactImport, bool]:
    """The push is kept as an import of the key's department, and a worker will let it in; returned with whether it is
    new.

    The same message again is the same import. Raises PushUnreadable, DateInFuture, FieldsRefused for an unknown fact;
    the refused message is kept and nothing else.
    """
    try:
        return _received(key, body)
    except Refused as refusal:
        refuse_message(boundary=BOUNDARY, reason=type(refusal).__name__, body=body, excerpt={"key": key.name})
        raise


@transaction.atomic
def _received(key: SourceKey, body: bytes) -> tuple[FactImport, bool]:
    content = io.BytesIO(body)
    push, digest = read_push(content), hash_of(content)
    SourceKey.objects.filter(pk=key.pk).update(used_at=business_now())
    try:
        one = receive_file(
            source=key.source, name=f"{digest[:12]}{SUFFIX}", content=content, as_of=push.as_of, by=None,
            mapping=push.mapping(),
        )  # fmt: skip
    except FileReceivedBefore:
        same = FactImport.objects.filter(file_hash=digest, as_of=push.as_of, source=key.source)
        before = same.exclude(state=ImportState.CANCELLED).first()
        if before is None:
            raise
        return before, False
    check(push.mapping(), one.header, vocabulary())
    record("fact_import.pushed", about=one, by=None)
    return one, True


@transaction.atomic
def let_in_push(import_id: int) -> FactImport:
    """The push was tried row by row, and what is acceptable in it is queued; a push without one acceptable row, or that
    cannot be tried at all, is cancelled, and its event says by what refusal. One tried already is left alone."""
    one = locked(FactImport, import_id)
    if one.state != ImportState.RECEIVED:
        return one
    try:
        with transaction.atomic():
            one, _tally = check_import(import_id=import_id, by=None)
        with transaction.atomic():
            return queue_import(import_id=import_id, by=None)
    except Refused as refusal:
        advance(one, ImportState.CANCELLED, by=None, refusal=refusal.code)
        return one


def refusal_of(one: FactImport) -> str:
    """The code of the refusal by which a push was cancelled; empty for any other import."""
    if one.state != ImportState.CANCELLED:
        return ""
    ended = events_about(one).filter(name="fact_import.cancelled").last()
    return str(ended.data.get("refusal", "")) if ended else ""
