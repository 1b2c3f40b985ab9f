"""Openers of large needs: each sets a passphrase, and after the deadline agrees to the opening with it.

From the passphrase a key pair is made anew each time it is typed; only its public half is kept. The custodian sealed a
share of the need's key to it. Agreeing unseals that share and hands it over: with enough of them the key exists again.
"""

from datetime import timedelta
from functools import partial

from django.db.models import Exists, QuerySet
from django.db.transaction import atomic
from django.utils.timezone import localtime
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.public import SealedBox as Sealed
from nacl.pwhash import argon2id
from nacl.utils import random as random_bytes

from cms.kernel.access import Act, require
from cms.kernel.dues import due_when, each_due
from cms.kernel.errors import NotAllowed, WrongState
from cms.kernel.models import Party, User
from cms.kernel.people.models import MembershipState
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.bidding.custody import custodian
from marketplace.bidding.errors import (
    ConsentedAlready,
    OpenerBids,
    OpeningNotDue,
    PassphraseTooShort,
    WrongPassphrase,
)
from marketplace.bidding.models import SealedBox
from marketplace.bidding.queries import sealed_bid
from marketplace.needs.models import Need
from marketplace.needs.opener_models import Opener, OpenerKey
from marketplace.needs.queries import moment_after_lock, needs_past_opening
from marketplace.needs.rules import opener_rule
from marketplace.needs.services import told
from marketplace.needs.states import NeedState, OpenerState

SHORTEST_PASSPHRASE = 12


@atomic
def set_passphrase(*, passphrase: str, by: User) -> OpenerKey:
    """The person's opening key is the one this passphrase gives; needs that named the person before keep the old one.

    Raises NotAllowed, PassphraseTooShort.
    """
    require(by, Act.OPEN_BIDS)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(least=SHORTEST_PASSPHRASE)
    salt = random_bytes(argon2id.SALTBYTES)
    public = private_key(passphrase, salt).public_key.encode().hex()
    made = OpenerKey.objects.create(user=by, public_key=public, salt=salt.hex(), made_at=moment_after_lock())
    record("opener_key.made", about=made, by=by, fingerprint=made.fingerprint)
    return made


def private_key(passphrase: str, salt: bytes) -> PrivateKey:
    """The private key that a passphrase gives with a salt (Argon2id, RFC 9106: 64 MiB, two passes)."""
    seed = argon2id.kdf(
        PrivateKey.SIZE,
        passphrase.encode(),
        salt,
        opslimit=argon2id.OPSLIMIT_INTERACTIVE,
        memlimit=argon2id.MEMLIMIT_INTERACTIVE,
    )
    return PrivateKey(seed)


@atomic
def consent_to_opening(*, opener_id: int, passphrase: str, by: User) -> Opener:
    """The opener has agreed after the deadline and given the share; with enough of them the need will be opened.

    Raises NotAllowed, ConsentedAlready, OpeningNotDue, WrongState, OpenerBids, WrongPassphrase, CustodianRefused.
    """
    opener = locked(Opener, opener_id, "need", "key")
    require(by, Act.OPEN_BIDS)
    if opener.user_id != by.pk:
        raise NotAllowed
    if opener.state != OpenerState.NAMED:
        raise ConsentedAlready
    need = opener.need
    now = moment_after_lock()
    if now < need.opens_at or need.state == NeedState.POSTED:
        raise OpeningNotDue(opens_at=told(need.opens_at))
    if need.state != NeedState.CLOSED:
        raise WrongState(noun=need._meta.verbose_name, state=need.state_label)
    if _bids_in(need, by):
        raise OpenerBids
    box = SealedBox.objects.get(need=need)
    share = _unsealed(custodian().sealed_share(box.reference, str(opener.pk)), opener.key, passphrase)
    given = custodian().consent(box.reference, str(opener.pk), share)
    advance(opener, OpenerState.CONSENTED, by=by, values={"consented_at": now}, need=need.pk, given=given)
    return opener


def _unsealed(sealed: bytes, key: OpenerKey, passphrase: str) -> bytes:
    private = private_key(passphrase, bytes.fromhex(key.salt))
    try:
        return Sealed(private).decrypt(sealed)
    except CryptoError as fault:
        raise WrongPassphrase from fault


def _bids_in(need: Need, user: User) -> bool:
    """Whether a party the person acts for has an envelope in the need's box; found by pseudonym, before opening."""
    parties = Party.objects.filter(memberships__user=user, memberships__state=MembershipState.ACTIVE).distinct()
    return any(sealed_bid(need, party) is not None for party in parties)


@due_when(lambda: Exists(Opener.objects.filter(need__in=_waiting_for_openers())))
def call_openers() -> int:
    """Openers whose moment has come are asked once, and those who let a day pass are reported; part of every tick."""
    return each_due(partial(_call, need_id) for need_id in _waiting_for_openers().values_list("pk", flat=True))


def _waiting_for_openers() -> "QuerySet[Need]":
    return needs_past_opening().filter(openers_needed__gt=0)


@atomic
def _call(need_id: int) -> int:
    need, now, called = locked(Need, need_id), moment_after_lock(), 0
    late_from = need.opens_at + timedelta(hours=opener_rule(localtime(need.opens_at).date()).late_after_hours)
    for opener in need.openers.filter(state=OpenerState.NAMED).order_by("pk"):
        columns = [("asked_at", "opener.asked")] + ([("escalated_at", "opener.late")] if now >= late_from else [])
        for column, event in columns:
            if getattr(opener, column) is None:
                setattr(opener, column, now)
                opener.save(update_fields=[column])
                record(event, about=opener, by=None, need=need.pk)
                called += 1
    return called
