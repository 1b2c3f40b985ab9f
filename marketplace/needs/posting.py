"""Whether a draft may be posted: its notice period, its method's conditions, those it names, and the owner's year."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from cms.kernel.display import amount_text, comma_text
from cms.kernel.errors import FieldsRefused
from cms.kernel.money import from_fen, to_fen
from marketplace.agencies.errors import NoDepartment
from marketplace.agencies.queries import standing_admissions
from marketplace.needs.errors import (
    AmountNotSmall,
    ApprovalServiceNeedsCompetition,
    FairnessUnanswered,
    MethodChangeNotApproved,
    MustTenderByLaw,
    NamedNotAdmitted,
    NobodyNewInvited,
    NoticeTooShort,
    OwnerNotAdmitted,
    PostedTwice,
    QuoteNotOffered,
)
from marketplace.needs.fairness import Finding, findings
from marketplace.needs.models import Invitation, MethodChange, Need
from marketplace.needs.particulars import Particulars, check_particulars
from marketplace.needs.queries import Splitting, splitting
from marketplace.needs.regimes import under_regime
from marketplace.needs.rules import SMALL_AMOUNT_FEN, TENDER_LINE_FEN, MethodRule, in_force_fen, rule_for
from marketplace.needs.states import Method, MethodChangeState, NeedState, Regime
from marketplace.owners.models import Owner
from marketplace.owners.states import OwnerState


def rule_to_post_under(need: Need, owner: Owner, now: datetime) -> MethodRule:
    """The rule that a posting at `now` freezes. Call with the owner locked.

    Raises OwnerNotAdmitted, NoDepartment, MethodNotOffered, MethodNotOfRegime, NoticeTooShort, QuoteNotOffered,
    FieldsRefused, ApprovalServiceNeedsCompetition, AmountNotSmall, NamedNotAdmitted, NobodyNewInvited,
    MethodChangeNotApproved, FairnessUnanswered.
    """
    if owner.state != OwnerState.ADMITTED:
        raise OwnerNotAdmitted(owner=owner.party.name, state=owner.state_label)
    if need.service_type.department_id is None:
        raise NoDepartment(service_type=need.service_type)
    rule = under_regime(rule_for(need.method, now.date()), need.regime, now.date())
    if need.closes_at < now + timedelta(hours=rule.notice_hours):
        raise NoticeTooShort(hours=rule.notice_hours)
    if need.quote not in rule.quotes:
        raise QuoteNotOffered(method=need.get_method_display(), quote=need.get_quote_display())
    named = need.invitations.count()
    particulars = Particulars.read(need.particulars)
    check_particulars(particulars, rule, ceiling_fen=to_fen(need.ceiling), named=named)
    if need.method == Method.DIRECT:
        check_direct_choice(need, owner, now)
    if rule.names:
        _check_named(need)
    change = MethodChange.objects.filter(need=need).first()
    if change is not None and change.state != MethodChangeState.APPROVED:
        raise MethodChangeNotApproved
    if open_findings := unanswered(need, now):
        raise FairnessUnanswered(count=len(open_findings))
    return rule


def check_twin(need: Need) -> None:
    """Nothing while no other notice of the owner with the same name, service, ceiling and closing takes bids.

    Call once the need is posted, in its transaction: the owner is locked, so that of two at once the second is seen.
    Raises PostedTwice.
    """
    same = {"title": need.procurement.title, "service_type": need.procurement.service_type, "owner": need.owner}
    twins = Need.objects.filter(**{f"procurement__{name}": value for name, value in same.items()})
    twins = twins.filter(state=NeedState.POSTED, ceiling=need.ceiling.amount, closes_at=need.closes_at)
    if found := twins.exclude(pk=need.pk).first():
        raise PostedTwice(code=found.code)


def unanswered(need: Need, at: datetime) -> list[Finding]:
    """What the fair-competition check marks in the notice and the owner has not answered."""
    return [finding for finding in findings(texts_of(need), on=at.date()) if finding.key not in need.fairness]


def texts_of(need: Need) -> list[str]:
    """Everything of a notice that could keep somebody out."""
    criteria = [criterion.name for criterion in Particulars.read(need.particulars).criteria]
    return [need.title, need.description, *criteria]


def year_with(need: Need, owner: Owner, now: datetime) -> Splitting:
    """The owner's year in the need's category, the need counted."""
    return splitting(
        owner=owner, service_type=need.service_type, ceiling_fen=to_fen(need.ceiling), on=now, without=need
    )


def lacks_note(need: Need, year: Splitting, now: datetime) -> bool:
    """Whether the need may have been split off, or would have to be tendered by law, and does not say why not."""
    is_large = to_fen(need.ceiling) >= in_force_fen(TENDER_LINE_FEN, now.date())
    return not need.splitting_note and (year.is_over or (need.regime == Regime.MARKET and is_large))


def check_note(need: Need, year: Splitting, now: datetime) -> None:
    """A need that may have been split off, or that the law may send to a tender, says why not. Raises FieldsRefused."""
    if year.is_over and not need.splitting_note:
        told = _(
            "本年度“%(category)s”采购已达 %(count)s 项、合计 %(total)s 元，超过 %(limit)s 元，请说明分次采购的理由。"
        )
        values = {
            "category": year.category,
            "count": year.count,
            "total": amount_text(from_fen(year.total_fen)),
            "limit": amount_text(from_fen(year.limit_fen)),
        }
        raise FieldsRefused({"splitting_note": [told % values]})
    line_fen = in_force_fen(TENDER_LINE_FEN, now.date())
    if need.regime == Regime.MARKET and to_fen(need.ceiling) >= line_fen and not need.splitting_note:
        raise FieldsRefused({"splitting_note": [str(MustTenderByLaw(limit=amount_text(from_fen(line_fen))))]})


def check_direct_choice(need: Need, owner: Owner, now: datetime) -> None:
    """Nothing happens when the owner may choose directly.

    A market owner is free; whoever spends public funds only below the small-amount line, and a public organ never
    for technical services of its approvals (优化营商环境条例 art. 43). Raises ApprovalServiceNeedsCompetition,
    AmountNotSmall.
    """
    if owner.is_public_organ and need.serves_approval:
        raise ApprovalServiceNeedsCompetition
    limit_fen = in_force_fen(SMALL_AMOUNT_FEN, now.date())
    if not owner.is_market_entity and to_fen(need.ceiling) >= limit_fen:
        raise AmountNotSmall(ceiling=f"{need.ceiling.amount:,.2f}", limit=f"{limit_fen // 100:,}")


def _check_named(need: Need) -> None:
    admitted = standing_admissions().filter(service_type=need.service_type).values("agency__party")
    strangers = need.invitations.exclude(party__in=admitted).select_related("party")
    earlier = Need.objects.filter(procurement=need.procurement, method=need.method, state=NeedState.FAILED)
    asked_before = Invitation.objects.filter(need__in=earlier).values("party")
    is_wider = need.invitations.exclude(party__in=asked_before).exists()
    if need.method == Method.INVITED and earlier.exists() and not is_wider:
        raise NobodyNewInvited
    if strangers:
        raise NamedNotAdmitted(
            parties=comma_text().join(one.party.name for one in strangers), service_type=need.service_type
        )
