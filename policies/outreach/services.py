"""Wishes to be told, kept and ended; people told of a new eligibility, each once."""

from django.conf import settings
from django.db.transaction import atomic
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.display import told
from cms.kernel.messages.services import notify
from cms.kernel.models import User
from cms.kernel.states import locked
from cms.kernel.trail import record
from policies.catalogue.models import Policy
from policies.catalogue.states import Channel, VersionState
from policies.matching.models import Match, MatchRun
from policies.matching.queries import latest_runs, matches_of
from policies.matching.states import RunState, Verdict
from policies.outreach.errors import NotInRegistry
from policies.outreach.models import Subscription, Telling
from policies.outreach.queries import off_link, wishes_met_by
from policies.registry.models import Enterprise

SUBJECT = _("%(enterprise)s新符合一项惠企政策：%(policy)s")
AWAITED = _(
    "按各部门最新数据，%(enterprise)s符合“%(policy)s”的条件。本政策免申即享：无需申请，等待部门确认。"
    "结论为系统预估，以部门审核为准。"
)
TO_APPLY = _(
    "按各部门最新数据，%(enterprise)s符合“%(policy)s”的条件。本政策需要办理，请登录查看办理方式和期限。"
    "结论为系统预估，以部门审核为准。"
)


@atomic
def subscribe(*, enterprise: Enterprise | None, policy: Policy | None, by: User) -> Subscription:
    """The person hears once the enterprise becomes eligible under the policy, or under any (None).

    What it is eligible for already can be seen and is not told. The mail is in the language of the page on which the
    wish was made last. Doing it again changes nothing else. Raises NotInRegistry, NotAllowed.
    """
    if enterprise is None:
        raise NotInRegistry
    require(by, Act.SEE_OWN_BENEFITS, enterprise.party)
    language = get_language() or settings.LANGUAGE_CODE
    wish, is_new = Subscription.objects.get_or_create(
        user=by,
        enterprise=enterprise,
        policy=policy,
        ended_at=None,
        defaults={"begun_at": business_now(), "language": language},
    )
    if wish.language != language:
        wish.language = language
        wish.save(update_fields=["language"])
    if is_new:
        met = matches_of(enterprise).filter(verdict=Verdict.MET)
        known = met if policy is None else met.filter(version__policy=policy)
        Telling.objects.bulk_create([_telling(wish, match) for match in known], ignore_conflicts=True)
        record("subscription.begun", about=wish, by=by)
    return wish


def _telling(wish: Subscription, match: Match) -> Telling:
    return Telling(
        user_id=wish.user_id,
        enterprise_id=wish.enterprise_id,
        policy_id=match.version.policy_id,
        period=match.period,
        match=match,
        known_at=business_now(),
    )


@atomic
def unsubscribe(*, subscription_id: int, by: User | None) -> Subscription:
    """The wish has ended; ending it again changes nothing. `by` is None for a signed link."""
    wish = locked(Subscription, subscription_id)
    if wish.ended_at is None:
        wish.ended_at = business_now()
        wish.save(update_fields=["ended_at"])
        record("subscription.ended", about=wish, by=by)
    return wish


@atomic
def tell_of_round(*, round_id: int) -> int:
    """Everybody who wished to hear what the round found new has one message; returns how many were told now.

    A run that is no longer in force tells nobody: its successor does.
    """
    if not Subscription.objects.filter(ended_at=None).exists():
        return 0
    runs = MatchRun.objects.filter(round=round_id, state=RunState.DONE, version__state=VersionState.LIVE)
    in_force = latest_runs()
    return sum(
        tell(wish, match)
        for run in runs.select_related("version__policy").order_by("pk")
        if in_force.get(run.version_id) == run
        for wish, match in wishes_met_by(run)
    )


def tell(wish: Subscription, match: Match) -> bool:
    """The person knows of the eligibility; False when they knew. The database keeps one telling of each.

    A benefit lost and won again within one period is not told again: nobody was told of the loss, so that to the
    reader the first word still holds. In the next period it is a new benefit and is told.
    """
    telling, is_new = Telling.objects.get_or_create(
        user_id=wish.user_id,
        enterprise_id=wish.enterprise_id,
        policy_id=match.version.policy_id,
        period=match.period,
        defaults={"match": match, "known_at": business_now()},
    )
    if not is_new:
        return False
    with override(wish.language):
        policy = told(match.version.title_zh, match.version.title_en)
    telling.message = notify(
        user=wish.user,
        subject=SUBJECT,
        body=AWAITED if match.channel == Channel.NO_APPLICATION else TO_APPLY,
        link=reverse("policies:checkup"),
        off_link=off_link(wish),
        enterprise=wish.enterprise.name,
        policy=policy,
        language=wish.language,
    )
    telling.save(update_fields=["message"])
    return True
