"""Who wishes to be told, whom a run newly makes eligible, and the signed links by which a wish ends."""

from collections import Counter
from collections.abc import Sequence

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from cms.kernel.access import PERMISSIONS, Act, memberships
from cms.kernel.people.models import Membership, MembershipState, User
from policies.catalogue.models import Version
from policies.catalogue.states import OncePer
from policies.grants.models import Grant
from policies.grants.states import DEAD, GrantState
from policies.matching.models import Match, MatchRun
from policies.matching.queries import current_matches
from policies.matching.states import Verdict
from policies.outreach.errors import LinkBroken
from policies.outreach.models import Subscription

SALT = "policies.outreach.off"


def open_subscriptions() -> QuerySet[Subscription]:
    """The wishes that stand, of people who still act for the enterprise."""
    acting = Membership.objects.filter(
        user=OuterRef("user"),
        party=OuterRef("enterprise__party"),
        state=MembershipState.ACTIVE,
        role__in=PERMISSIONS[Act.SEE_OWN_BENEFITS],
    )
    return Subscription.objects.filter(Exists(acting), ended_at=None, user__is_active=True)


def own_subscriptions(user: User) -> QuerySet[Subscription]:
    """The person's own wishes for the enterprises they act for; the one for all policies first."""
    parties = memberships(user, Act.SEE_OWN_BENEFITS).values("party")
    mine = Subscription.objects.filter(user=user, ended_at=None, enterprise__party__in=parties)
    return mine.select_related("policy", "enterprise__party").order_by("-policy", "pk")


def received(version: Version, period: str) -> QuerySet[Grant]:
    """The grants that already give a benefit of this version for the period, or for good where it is given once.

    Of a benefit given once a step, those not paid yet: paid steps are known to the rule itself.
    """
    standing = Grant.objects.filter(policy_id=version.policy_id).exclude(state__in=DEAD)
    if version.once_per == OncePer.STEP:
        return standing.exclude(state=GrantState.PAID)
    return standing if version.once_per == OncePer.ENTERPRISE else standing.filter(period=period)


def wishes_met_by(run: MatchRun) -> list[tuple[Subscription, Match]]:
    """Whom the run says eligible and who wishes to hear of it, without those who receive the benefit already.

    A wish for this very policy comes before one for all.
    """
    wishes = open_subscriptions().filter(Q(policy=None) | Q(policy=run.version.policy_id))
    wishes = wishes.filter(~Exists(received(run.version, run.period).filter(enterprise=OuterRef("enterprise"))))
    found = Match.objects.filter(run=run, verdict=Verdict.MET, enterprise__in=wishes.values("enterprise"))
    matches = {match.enterprise_id: match for match in found}
    due = wishes.filter(enterprise__in=list(matches)).select_related("user").order_by("policy", "pk")
    return [(wish, matches[wish.enterprise_id]) for wish in due]


def off_link(subscription: Subscription) -> str:
    """The path at which one click ends the wish, whoever is logged in."""
    return reverse("policies:unsubscribe", args=[Signer(salt=SALT).sign(str(subscription.pk))])


def subscription_of(token: str) -> Subscription:
    """The wish that a signed link is about. Raises LinkBroken."""
    try:
        pk = int(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError) as error:
        raise LinkBroken from error
    found = Subscription.objects.select_related("policy", "enterprise__party").filter(pk=pk).first()
    if found is None:
        raise LinkBroken
    return found


def sole_gap(missing: Sequence[str]) -> str:
    """The code of the one fact that is missing, of whatever periods; empty when there is none or more than one."""
    codes = {name.partition("[")[0] for name in missing}
    return codes.pop() if len(codes) == 1 else ""


def sole_gaps(version: Version) -> Counter[str]:
    """By fact, how many of the kept matches of the run in force lack it and nothing else."""
    kept = current_matches(version, Verdict.NEEDS_DATA).values_list("explanation", flat=True)
    gaps = (sole_gap([str(one["fact"]) for one in explanation.get("missing", ())]) for explanation in kept)
    return Counter(gap for gap in gaps if gap)
