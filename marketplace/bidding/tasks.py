"""What bidding owes because of events of needs."""

from django.db.transaction import atomic
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import PERMISSIONS, Act
from cms.kernel.errands import errand
from cms.kernel.messages.models import Message
from cms.kernel.messages.services import notify
from cms.kernel.models import Membership, User
from cms.kernel.people.models import MembershipState
from cms.kernel.states import locked
from cms.kernel.trail import events_about
from marketplace.bidding.custody import box_for
from marketplace.bidding.opening import open_need
from marketplace.bidding.restoring import restorable_until
from marketplace.needs.models import Need
from marketplace.needs.opener_models import Opener
from marketplace.needs.states import NeedState


@errand()
def prepare_box(need_id: int) -> None:
    """The custodian keeps a key for the need and knows its deadline."""
    with atomic():
        need = locked(Need, need_id)
        if need.state == NeedState.POSTED:
            box_for(need)


@errand(outward=True)
def open_if_due(need_id: int) -> None:
    """The need is opened when its opening time has come; otherwise the tick will do it."""
    open_need(need_id=need_id)


@errand(outward=True)
def open_if_agreed(opener_id: int) -> None:
    """The opener's need is opened if this was the last consent it needed."""
    open_need(need_id=Opener.objects.values_list("need_id", flat=True).get(pk=opener_id))


@errand()
def ask_opener(opener_id: int) -> None:
    """The opener knows that the moment has come."""
    opener = Opener.objects.select_related("need__procurement", "user").get(pk=opener_id)
    notify(
        user=opener.user,
        subject=_("请同意开启：%(title)s"),
        body=_("“%(title)s”已到开启时间，须由 %(needed)s 名开启人同意后方可开启，请及时办理。"),
        link=reverse("marketplace:consent", args=[opener.pk]),
        title=opener.need.title,
        needed=opener.need.openers_needed,
    )


@errand()
def report_late_opener(opener_id: int) -> None:
    """The supervisors know which opener keeps a need shut."""
    opener = Opener.objects.select_related("need__procurement", "user", "party").get(pk=opener_id)
    held = Membership.objects.filter(state=MembershipState.ACTIVE, role__in=PERMISSIONS[Act.SUPERVISE_MARKET])
    for supervisor in User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"):
        notify(
            user=supervisor,
            subject=_("开启人逾期未到场：%(title)s"),
            body=_("“%(title)s”已过开启时间，%(unit)s的%(name)s尚未同意开启，请督促办理。"),
            link=reverse("marketplace:need", args=[opener.need_id]),
            title=opener.need.title,
            unit=opener.party.name,
            name=opener.user.name,
        )


@errand()
def tell_of_spoiled_files(need_id: int) -> None:
    """The bidders whose files did not open know until when they may hand them in again, each told once."""
    need = Need.objects.get(pk=need_id)
    if need.state != NeedState.OPENED:
        return
    ends = localtime(restorable_until(need)).strftime("%Y-%m-%d %H:%M")
    spoiled = events_about(need).filter(name="need.papers_unreadable").values_list("data__bid", flat=True)
    link = reverse("marketplace:files_again", args=[need.pk])
    waiting = need.opened_bids.filter(bid__in=list(spoiled)).exclude(
        party__in=Message.objects.filter(link=link, party__isnull=False).values("party")
    )
    for opened in waiting.select_related("party").order_by("pk"):
        notify(
            party=opened.party,
            subject=_("报价文件无法读取，请补交：%(title)s"),
            body=_("贵单位“%(title)s”的报价文件在开启时无法读取，请于 %(until)s 前补交报价时的同一批文件。"),
            link=link,
            title=need.title,
            until=ends,
        )
