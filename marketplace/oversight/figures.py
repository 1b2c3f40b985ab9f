"""The figures of a county's report on its marketplace and its trading, computed from rows at the moment of asking."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cms.kernel.tallying import tallied
from marketplace.agencies.models import Agency
from marketplace.agencies.queries import ENOUGH, standing_admissions
from marketplace.agencies.states import AdmissionState, AgencyState
from marketplace.awards.models import Award
from marketplace.awards.states import AwardState
from marketplace.catalogue.models import ServiceCategory, ServiceType
from marketplace.contracts.models import Contract
from marketplace.needs.models import Need, Procurement
from marketplace.needs.states import NeedState
from marketplace.oversight.periods import Period
from marketplace.oversight.savings import savings
from marketplace.owners.models import Owner
from marketplace.owners.states import OwnerState
from marketplace.trade.queries import trade_figures
from marketplace.trade.rates import KINDS

Figure = int | str | None
UNDECIDED = [state.value for state in (NeedState.POSTED, NeedState.CLOSED, NeedState.OPENED, NeedState.FAILED)]


def marketplace_figures(period: Period) -> dict[str, Figure]:
    """Agencies and owners admitted in the period (and still so); procurements whose contract was filed in it, and those
    posted by its end and still open then; money in fen; the savings rate in percent, null without a ceiling; and how
    many service types had enough admitted agencies at its end."""
    begins, ends = period.moments
    saved = savings(period)
    admitted = standing_admissions().filter(decided_at__gte=begins, decided_at__lt=ends)
    owners = Owner.objects.filter(state=OwnerState.ADMITTED, decided_at__gte=begins, decided_at__lt=ends)
    counted = (
        Agency.objects.filter(pk__in=admitted.order_by().values("agency")),
        owners,
        pending_procurements(ends),
        ServiceCategory.objects.all(),
        ServiceType.objects.all(),
        _regular_types(ends),
    )
    agencies, new_owners, pending, categories, types, regular = (
        one.count for one in tallied([(rows, "") for rows in counted])
    )
    return {
        "agencies_admitted": agencies,
        "owners_admitted": new_owners,
        "procurements_completed": saved.count,
        "procurements_pending": pending,
        "deal_amount_fen": saved.deal_fen,
        "saved_amount_fen": saved.saved_fen,
        "savings_rate": saved.percent(),
        "service_categories": categories,
        "service_types": types,
        "service_types_regular": regular,
        "service_types_short": types - regular,
    }


def pending_procurements(at: datetime) -> "QuerySet[Procurement]":
    """The procurements posted before `at` that had neither a filed contract nor a cancelled last posting then."""
    postings = Need.objects.filter(procurement=OuterRef("pk"))
    # Found from the few that may be pending: postings without an award, awards not signed, contracts filed later.
    open_needs = Need.objects.filter(state__in=UNDECIDED, posted_at__lt=at).values("procurement")
    unsigned = Award.objects.filter(state=AwardState.STANDING).values("need__procurement")
    later = Contract.objects.filter(filed_at__gte=at).values("procurement")
    return Procurement.objects.filter(
        Q(pk__in=open_needs.union(unsigned, later)),
        Exists(postings.filter(posted_at__lt=at)),
        ~Exists(Contract.objects.filter(procurement=OuterRef("pk"), filed_at__lt=at)),
        Exists(postings.exclude(state=NeedState.CANCELLED)),
    )


def _regular_types(at: datetime) -> "QuerySet[ServiceType]":
    admitted = Count(
        "admissions__agency",
        distinct=True,
        filter=Q(
            admissions__state=AdmissionState.ADMITTED,
            admissions__agency__state=AgencyState.REGISTERED,
            admissions__decided_at__lt=at,
        ),
    )
    return ServiceType.objects.annotate(admitted=admitted).filter(admitted__gte=ENOUGH)


def trade_report(period: Period) -> Mapping[str, dict[str, Figure]]:
    """By kind of trade: count, base, deal and difference in fen, the rate in percent as printed, the area or null."""
    report: dict[str, dict[str, Figure]] = {}
    for code, figure in trade_figures(period.first, period.last).items():
        report[code] = {
            "count": figure.count,
            "base_fen": figure.base_fen,
            "deal_fen": figure.deal_fen,
            "difference_fen": figure.difference_fen,
            "rate_percent": figure.percent(KINDS[code].percent_places),
            "area_m2": None if figure.area_m2 is None else f"{figure.area_m2:.2f}",
        }
    return report
