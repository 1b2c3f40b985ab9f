"""Awards as people look for them: the public results, an owner's, an agency's, and by the code of a notice."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from cms.kernel.access import Act, memberships
from cms.kernel.calendar import until
from cms.kernel.clock import SHANGHAI
from cms.kernel.models import Party
from cms.kernel.money import to_fen
from marketplace.awards.models import Award
from marketplace.awards.savings import SavingsFigure
from marketplace.awards.states import ENDED
from marketplace.bidding.models import OpenedBid
from marketplace.needs.models import Need
from marketplace.needs.queries import needs_for_owner
from marketplace.needs.states import NeedState
from marketplace.selection.models import Evaluation


def all_awards() -> "QuerySet[Award]":
    """Awards with what every page shows, newest first."""
    return Award.objects.select_related(
        "need__procurement__owner__party", "need__procurement__service_type__category", "party"
    ).order_by("-awarded_at", "-pk")


def public_awards(
    *, text: str = "", category: str = "", method: str = "", first: date | None = None, last: date | None = None
) -> "QuerySet[Award]":
    """The awards that stand or were signed, newest first; found by title, agency or owner, awarded from `first` to
    `last`, both counted."""
    found = all_awards().exclude(state__in=ENDED)
    if text:
        found = found.filter(
            Q(need__procurement__title__icontains=text)
            | Q(party__name__icontains=text)
            | Q(need__procurement__owner__party__name__icontains=text)
        )
    if category:
        found = found.filter(need__procurement__service_type__category__code=category)
    if method:
        found = found.filter(need__method=method)
    if first:
        found = found.filter(awarded_at__gte=datetime.combine(first, time(), SHANGHAI))
    if last:
        found = found.filter(awarded_at__lt=until(last))
    return found


def total(awards: "QuerySet[Award]") -> SavingsFigure:
    """What these awards come to."""
    row = awards.order_by().aggregate(count=Count("pk"), ceilings=Sum("ceiling"), prices=Sum("price"))
    if not row["count"]:
        return SavingsFigure()
    ceiling_fen = to_fen(row["ceilings"])
    return SavingsFigure(saved_fen=ceiling_fen - to_fen(row["prices"]), ceiling_fen=ceiling_fen, count=row["count"])


def award_by_code(code: str) -> Award | None:
    """The award whose notice carries the code, however it was typed."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return all_awards().filter(code=typed).first() if typed else None


def awards_for_owner(user: object) -> "QuerySet[Award]":
    """The awards of the owners `user` acts for: the only door to filing a contract."""
    parties = memberships(user, Act.AWARD_NEED).values("party")
    return all_awards().filter(need__procurement__owner__party__in=parties).select_related("contract")


def awards_for_agency(user: object) -> "QuerySet[Award]":
    """The awards of the agencies `user` acts for: the only door to giving one up."""
    return all_awards().filter(party__in=memberships(user, Act.SUBMIT_BID).values("party"))


def needs_to_decide(user: object) -> "QuerySet[Need]":
    """Opened and evaluated needs of the owners `user` acts for, that wait for the owner or for a draw."""
    return (
        needs_for_owner(user)
        .filter(Exists(Evaluation.objects.filter(need=OuterRef("pk"))), state=NeedState.OPENED)
        .order_by("opens_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class OwnResult:
    """What came of one bid of an agency: the award of its need, if there is one, and whether the agency has it."""

    bid: OpenedBid
    award: Award | None

    @property
    def is_won(self) -> bool:
        """Whether the award is the bidder's."""
        return self.award is not None and self.award.party_id == self.bid.party_id


def own_results(party: Party) -> list[OwnResult]:
    """What came of the party's bids, the latest first; an award that it had and lost is shown as its own."""
    bids = list(
        OpenedBid.objects.filter(party=party)
        .select_related("need__procurement__owner__party", "need__procurement__service_type")
        .order_by("-need__opens_at", "-pk")
    )
    awards: dict[int, Award] = {}
    for award in Award.objects.filter(need__in=[bid.need_id for bid in bids]).select_related("party").order_by("pk"):
        if award.party_id == party.pk or not award.is_ended:
            known = awards.get(award.need_id)
            awards[award.need_id] = known if known and known.party_id == party.pk else award
    return [OwnResult(bid, awards.get(bid.need_id)) for bid in bids]
