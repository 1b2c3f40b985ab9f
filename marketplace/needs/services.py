"""The life of a need up to its closing: drafted, posted, extended, cancelled, closed, failed, posted again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial

from django.db import connection
from django.db.models import Exists
from django.db.transaction import atomic
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.access import Act, may, require
from cms.kernel.dues import due_when, each_due
from cms.kernel.errors import FieldsRefused, Sentence, WrongState
from cms.kernel.files.models import StoredFile
from cms.kernel.models import Party, User
from cms.kernel.money import CURRENCY, FEN
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.catalogue.models import ServiceType
from marketplace.needs.errors import (
    AlreadyReposted,
    CeilingNotPositive,
    MethodMustChange,
    MustReviewTerms,
    NeedClosed,
    OnlyLater,
    OpenedNeedStands,
    OpensBeforeClosing,
    ReasonMissing,
    RecusalNotDeclared,
)
from marketplace.needs.models import Bar, Invitation, MethodChange, Need, NeedDocument, Procurement
from marketplace.needs.opener_models import Opener
from marketplace.needs.openers import openers_to_freeze
from marketplace.needs.particulars import Particulars
from marketplace.needs.posting import check_note, rule_to_post_under, year_with
from marketplace.needs.queries import moment_after_lock, needs_due_to_close
from marketplace.needs.states import (
    ENDED_WITHOUT_AWARD,
    FORMER_WINNERS,
    BarReason,
    Method,
    NeedState,
    OpenerState,
    Quote,
    Regime,
)
from marketplace.owners.models import Owner

PLAIN = Particulars()
FAILURES_BEFORE_CHANGE = 2
"""After so many failed postings a procurement is posted again only by another method, with approval."""
USUAL_VALIDITY, LONGEST_VALIDITY = 90, 365
"""Days after the opening for which bidders stand by their bids unless the notice says otherwise, and at the most."""
KEPT_IN_REPOST = (
    "description",
    "quote",
    "regime",
    "uses_public_funds",
    "service_days",
    "bid_valid_days",
    "serves_approval",
    "splitting_note",
    "particulars",
)


@dataclass(frozen=True, slots=True)
class NeedTerms:
    """What an owner fills in; amounts in yuan, moments aware; `opens_at` None means at closing."""

    service_type: ServiceType
    title: str
    description: str
    ceiling: Money
    method: Method
    closes_at: datetime
    opens_at: datetime | None = None
    quote: Quote = Quote.AMOUNT
    regime: Regime = Regime.MARKET
    service_days: int = 30
    splitting_note: str = ""
    bid_valid_days: int = USUAL_VALIDITY
    serves_approval: bool = False
    particulars: Particulars = PLAIN
    named: Sequence[Party] = ()
    barred: Sequence[tuple[Party, BarReason]] = ()


@atomic
def draft_need(*, owner: Owner, terms: NeedTerms, by: User) -> Need:
    """A procurement with the draft of its first need, seen by its owner only. Raises NotAllowed and FieldsRefused."""
    require(by, Act.POST_NEED, party=owner.party)
    _check_terms(terms)
    year = moment_after_lock().year
    procurement = Procurement.objects.create(
        owner=owner, service_type=terms.service_type, title=terms.title.strip(), year=year, number=_next_number(year)
    )
    need = Need.objects.create(procurement=procurement, uses_public_funds=owner.uses_public_funds, **_columns(terms))
    _set_bars(procurement, terms.barred)
    _set_named(need, terms.named)
    record("need.drafted", about=need, by=by)
    return need


@atomic
def change_draft(*, need_id: int, terms: NeedTerms, by: User) -> Need:
    """The draft says what `terms` say; of a later posting title, service and approved method stay.

    Raises NotAllowed, WrongState and what terms break.
    """
    need = _own(need_id, by)
    if need.state != NeedState.DRAFT:
        raise WrongState(noun=need._meta.verbose_name, state=need.state_label)
    _check_terms(terms)
    if need.round > 1:
        _check_same_procurement(need, terms)
    Procurement.objects.filter(pk=need.procurement_id).update(
        title=terms.title.strip(), service_type=terms.service_type
    )
    for column, value in _columns(terms).items():
        setattr(need, column, value)
    need.save()
    need.procurement.bars.exclude(reason__in=FORMER_WINNERS).delete()
    _set_bars(need.procurement, terms.barred)
    _set_named(need, terms.named)
    record("need.redrafted", about=need, by=by)
    return Need.objects.get(pk=need_id)


@atomic
def attach_document(*, need_id: int, file: StoredFile, by: User) -> NeedDocument:
    """The file belongs to the draft's notice. Raises NotAllowed, WrongState."""
    need = _own(need_id, by)
    if need.state != NeedState.DRAFT:
        raise WrongState(noun=need._meta.verbose_name, state=need.state_label)
    document, is_new = NeedDocument.objects.get_or_create(need=need, file=file)
    if is_new:
        record("need.document_attached", about=need, by=by, sha256=file.sha256)
    return document


@atomic
def post_need(*, need_id: int, by: User, declares_recusal: bool) -> Need:
    """Everybody sees the need, sealed bids are taken until it closes, and its rules are frozen on it.

    Raises NotAllowed, RecusalNotDeclared, WrongState, and what `rule_to_post_under`, `check_note` and
    `openers_to_freeze` refuse.
    """
    need = _own(need_id, by)
    owner = locked(Owner, need.procurement.owner_id)
    if not declares_recusal:
        raise RecusalNotDeclared
    now = moment_after_lock()
    rule = rule_to_post_under(need, owner, now)
    tie = Particulars.read(need.particulars).tie
    year = year_with(need, owner, now)
    check_note(need, year, now)
    advance(
        need,
        NeedState.POSTED,
        by=by,
        values={
            "posted_at": now,
            "recusal_declared": True,
            "rules": rule.frozen(uses_public_funds=need.uses_public_funds, on=now.date(), tie=tie),
            "openers_needed": openers_to_freeze(need),
        },
        over_splitting_limit=year.is_over,
    )
    StoredFile.objects.filter(pk__in=need.documents.values("file")).update(is_public=True)
    return need


@atomic
def extend_need(*, need_id: int, closes_at: datetime, reason: str, by: User, opens_at: datetime | None = None) -> Need:
    """The deadline is later. Raises NotAllowed, ReasonMissing, WrongState, NeedClosed, OnlyLater."""
    need = _own(need_id, by)
    if not reason.strip():
        raise ReasonMissing
    if need.state != NeedState.POSTED:
        raise WrongState(noun=need._meta.verbose_name, state=need.state_label)
    if moment_after_lock() >= need.closes_at:
        raise NeedClosed(closes_at=told(need.closes_at))
    if closes_at <= need.closes_at:
        raise OnlyLater(closes_at=told(need.closes_at))
    opening = opens_at or max(need.opens_at, closes_at)
    if opening < closes_at:
        raise OpensBeforeClosing
    need.closes_at, need.opens_at = closes_at, opening
    need.save(update_fields=["closes_at", "opens_at"])
    record("need.extended", about=need, by=by, closes_at=closes_at.isoformat(), reason=reason.strip()[:500])
    return need


@atomic
def cancel_need(*, need_id: int, reason: str, by: User) -> Need:
    """The need is withdrawn before an award: by its owner until its bids are open, from then on by supervision only.

    Who knows the prices, or whom a draw has named, does not undo the result. Raises NotAllowed, ReasonMissing,
    WrongState, OpenedNeedStands.
    """
    need = locked(Need, need_id, "procurement__owner__party")
    if need.state != NeedState.OPENED:
        require(by, Act.POST_NEED, party=need.owner.party)
    elif not may(by, Act.SUPERVISE_MARKET):
        require(by, Act.POST_NEED, party=need.owner.party)
        raise OpenedNeedStands
    if not reason.strip():
        raise ReasonMissing
    if need.state == NeedState.AWARDED:
        raise WrongState(noun=need._meta.verbose_name, state=need.state_label)
    advance(need, NeedState.CANCELLED, by=by, values={"ended_reason": reason.strip()[:500]})
    return need


@due_when(lambda: Exists(needs_due_to_close()))
def close_due_needs() -> int:
    """Posted needs whose deadline has passed are closed, each by itself; returns how many. Part of every tick."""
    return each_due(partial(close_need, need_id=pk) for pk in needs_due_to_close().values_list("pk", flat=True))


@atomic
def close_need(*, need_id: int) -> bool:
    """The need takes nothing any more; False when it is not due or somebody else closed it."""
    need = locked(Need, need_id)
    if need.state != NeedState.POSTED or moment_after_lock() < need.closes_at:
        return False
    advance(need, NeedState.CLOSED, by=None, closes_at=need.closes_at.isoformat())
    return True


@atomic
def fail_need(*, need_id: int, reason: str, by: User | None = None) -> Need:
    """The selection has failed (流选), for `reason`; the procurement may be posted again. Raises WrongState."""
    need = locked(Need, need_id)
    advance(need, NeedState.FAILED, by=by, values={"ended_reason": reason.strip()[:500]}, reason=reason.strip()[:500])
    return need


@atomic
def repost_need(
    *,
    need_id: int,
    review_note: str,
    closes_at: datetime,
    by: User,
    opens_at: datetime | None = None,
    ceiling: Money | None = None,
    method: Method | None = None,
) -> Need:
    """The next posting of a failed or cancelled need's procurement, as a draft with the same or changed terms.

    Raises NotAllowed, WrongState, MustReviewTerms, AlreadyReposted, MethodMustChange, OpensBeforeClosing,
    CeilingNotPositive.
    """
    failed = _own(need_id, by)
    if failed.state not in ENDED_WITHOUT_AWARD:
        raise WrongState(noun=failed._meta.verbose_name, state=failed.state_label)
    if not review_note.strip():
        raise MustReviewTerms
    postings = Need.objects.filter(procurement=failed.procurement)
    if postings.exclude(state__in=[str(state) for state in ENDED_WITHOUT_AWARD]).exists():
        raise AlreadyReposted
    opening = opens_at or closes_at
    if opening < closes_at:
        raise OpensBeforeClosing
    failures = list(postings.filter(state=NeedState.FAILED).order_by("round").values_list("method", flat=True))
    must_change = len(failures) >= FAILURES_BEFORE_CHANGE
    if must_change and (method or failed.method) == failures[-1]:
        raise MethodMustChange
    next_round = max(postings.values_list("round", flat=True)) + 1
    kept = {name: getattr(failed, name) for name in KEPT_IN_REPOST}
    changed: dict[str, object] = {
        "ceiling": checked_ceiling(ceiling if ceiling is not None else failed.ceiling),
        "method": method or failed.method,
        "closes_at": closes_at,
        "opens_at": opening,
        "review_note": review_note.strip()[:500],
    }
    need = Need.objects.create(procurement=failed.procurement, round=next_round, **kept, **changed)
    if must_change:
        MethodChange.objects.create(
            need=need,
            method_before=failures[-1],
            reason=review_note.strip()[:500],
            requested_at=moment_after_lock(),
        )
    Opener.objects.bulk_create(
        Opener(need=need, user_id=one.user_id, party_id=one.party_id, key_id=one.key_id, state=state)
        for one in failed.openers.exclude(state=OpenerState.EXCHANGED).order_by("pk")
        for state in [OpenerState.STANDBY if one.state == OpenerState.STANDBY else OpenerState.NAMED]
    )
    NeedDocument.objects.bulk_create(
        NeedDocument(need=need, file_id=one.file_id) for one in failed.documents.order_by("pk")
    )
    if need.method == failed.method:
        _set_named(need, [one.party for one in failed.invitations.select_related("party")])
    record("need.drafted", about=need, by=by, reposts=failed.pk)
    return need


def told(moment: datetime) -> str:
    """A moment as a sentence tells it, in Asia/Shanghai: 2023年3月1日 17:00."""
    return date_format(localtime(moment), "DATETIME_FORMAT")


def checked_ceiling(ceiling: Money) -> Money:
    """The ceiling itself; raises CeilingNotPositive unless it is above zero, in yuan and whole fen."""
    amount: Decimal = ceiling.amount
    if str(ceiling.currency) != CURRENCY or amount <= 0 or amount != amount.quantize(FEN):
        raise CeilingNotPositive
    return ceiling


def _check_terms(terms: NeedTerms) -> None:
    if not terms.title.strip() or not terms.description.strip():
        empty = [name for name in ("title", "description") if not getattr(terms, name).strip()]
        raise FieldsRefused({name: [_("请填写此项。")] for name in empty})
    checked_ceiling(terms.ceiling)
    if not 1 <= terms.bid_valid_days <= LONGEST_VALIDITY:
        raise FieldsRefused({"bid_valid_days": [_("报价有效期须为 1 至 %(most)s 天。") % {"most": LONGEST_VALIDITY}]})
    if terms.opens_at is not None and terms.opens_at < terms.closes_at:
        raise OpensBeforeClosing
    if terms.method == Method.DRAW and terms.quote != Quote.AMOUNT:
        raise FieldsRefused({"quote": [_("随机抽取按固定价格进行，不采用下浮率。")]})


def _check_same_procurement(need: Need, terms: NeedTerms) -> None:
    """Earlier postings go by the procurement's title and service, and a change of method was asked for as it is.

    Raises FieldsRefused.
    """
    faults: dict[str, list[Sentence]] = {}
    if terms.title.strip() != need.title:
        faults["title"] = [_("重新发布的项目名称须与原公告一致。")]
    if terms.service_type != need.service_type:
        faults["service_type"] = [_("重新发布的服务事项须与原公告一致。")]
    if terms.method != need.method and MethodChange.objects.filter(need=need).exists():
        faults["method"] = [_("选取方式变更以提请审批的为准，不能在草稿中另改。")]
    if faults:
        raise FieldsRefused(faults)


def _columns(terms: NeedTerms) -> dict[str, object]:
    return {
        "description": terms.description.strip(),
        "ceiling": terms.ceiling,
        "regime": terms.regime,
        "method": terms.method,
        "quote": terms.quote,
        "service_days": terms.service_days,
        "closes_at": terms.closes_at,
        "opens_at": terms.opens_at or terms.closes_at,
        "bid_valid_days": terms.bid_valid_days,
        "splitting_note": terms.splitting_note.strip()[:500],
        "serves_approval": terms.serves_approval,
        "particulars": terms.particulars.record(),
    }


def _set_bars(procurement: Procurement, barred: Sequence[tuple[Party, BarReason]]) -> None:
    for party, reason in barred:
        Bar.objects.get_or_create(procurement=procurement, party=party, reason=reason)


def _set_named(need: Need, named: Sequence[Party]) -> None:
    need.invitations.all().delete()
    Invitation.objects.bulk_create(Invitation(need=need, party=party) for party in dict.fromkeys(named))


def _own(need_id: int, by: User) -> Need:
    """The need, locked, when `by` posts for its owner. Raises Vanished, NotAllowed."""
    need = locked(Need, need_id, "procurement__owner__party", "procurement__service_type__category")
    require(by, Act.POST_NEED, party=need.procurement.owner.party)
    return need


def _next_number(year: int) -> int:
    """The next procurement number of the year; whoever asks meanwhile waits until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('procurement number'), %s)", [year])
    taken = Procurement.objects.filter(year=year).order_by("-number").values_list("number", flat=True).first()
    return (taken or 0) + 1
