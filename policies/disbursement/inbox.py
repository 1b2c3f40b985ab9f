"""The bank's own calls to us: signed, kept once each, and believed in nothing but that it is worth asking."""

import json
import time
from collections.abc import Mapping

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_now
from cms.kernel.errors import Refused
from cms.kernel.refusals import refuse_message
from cms.kernel.signing import is_signed
from cms.kernel.trail import append_only, record
from policies.disbursement.wire import IDEMPOTENCY_HEADER, KEY_HEADER, SIGNATURE_HEADER, TIME_HEADER


class BankNotice(models.Model):
    """One thing the bank told us, by its event id. A hint to ask; no state follows from it alone."""

    event_id = models.CharField(_("银行事件号"), max_length=80, unique=True)
    end_to_end_id = models.CharField(_("端到端标识"), max_length=35)
    kind = models.CharField(_("类型"), max_length=20)
    received_at = models.DateTimeField(_("收到时间"))

    objects: "models.Manager[BankNotice]" = models.Manager()

    class Meta:
        triggers = append_only("bank_notice")

    def __str__(self) -> str:
        return self.event_id


class NoticeNotTrusted(Refused):
    """The call is not signed by our bank, or too old."""

    sentence = _("签名、密钥或时间不正确，已拒收。")
    status = 401


class NoticeUnreadable(Refused):
    """The call is signed but does not follow docs/BANK.md."""

    sentence = _("报文格式不正确，已拒收。")
    status = 422


def receive_notice(*, target: str, headers: Mapping[str, str], body: bytes) -> BankNotice:
    """The notice is in the inbox, once, and the bank is owed a question about it.

    A repeated event id changes nothing. Raises NoticeNotTrusted or NoticeUnreadable; the refused message is counted,
    and kept while it is among the first of its hour.
    """
    try:
        _refuse_untrusted(target, headers, body)
        given = _read(headers, body)
    except Refused as refusal:
        refuse_message(boundary="bank.notice", reason=type(refusal).__name__, body=body)
        raise
    with transaction.atomic():
        values = {"end_to_end_id": given["end_to_end_id"], "kind": given["kind"], "received_at": business_now()}
        notice, is_new = BankNotice.objects.get_or_create(event_id=given["event_id"], defaults=values)
        if is_new:
            record("bank_notice.received", about=notice, by=None, kind=notice.kind)
    return notice


def _refuse_untrusted(target: str, headers: Mapping[str, str], body: bytes) -> None:
    is_trusted = headers.get(KEY_HEADER, "") == settings.BANK_KEY and is_signed(
        headers.get(SIGNATURE_HEADER, ""),
        settings.BANK_SECRET.encode(),
        method="POST",
        target=target,
        moment=headers.get(TIME_HEADER, ""),
        idempotency_key=headers.get(IDEMPOTENCY_HEADER, ""),
        body=body,
        now=time.time(),
    )
    if not is_trusted:
        raise NoticeNotTrusted


def _read(headers: Mapping[str, str], body: bytes) -> dict[str, str]:
    try:
        given = json.loads(body)
    except ValueError as broken:
        raise NoticeUnreadable from broken
    lengths = {"event_id": 80, "end_to_end_id": 35, "kind": 20}
    if not isinstance(given, dict) or any(
        not isinstance(given.get(name), str) or not 0 < len(given[name]) <= length for name, length in lengths.items()
    ):
        raise NoticeUnreadable
    if given["event_id"] != headers.get(IDEMPOTENCY_HEADER):
        raise NoticeUnreadable
    return {name: given[name] for name in lengths}
