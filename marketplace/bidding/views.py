"""Pages of bidding: the need with what may be known of it at this moment, bidding, receipts, one's own bids.

None of these pages says anything about other bidders before opening, not even how many there are.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, acting_membership, door, may, public
from cms.kernel.clock import business_now
from cms.kernel.errors import Refused
from cms.kernel.files.uploads import never_on_disk
from cms.kernel.forms import tell
from cms.kernel.models import Party
from cms.kernel.trail import events_about
from marketplace.agencies.models import Agency
from marketplace.agencies.queries import agency_of
from marketplace.bidding.errors import NotAdmittedForType
from marketplace.bidding.forms import BidForm, FilesForm
from marketplace.bidding.models import Bid, OpenedBid
from marketplace.bidding.packs import capacity_of
from marketplace.bidding.queries import fitting_needs, opened_bids, own_bids, pack_digest, sealed_bid, unreadable_bids
from marketplace.bidding.restoring import hand_in_again, restorable_until, spoiled_bid
from marketplace.bidding.services import submit_bid, withdraw_bid
from marketplace.needs.models import Need
from marketplace.needs.objecting import objections_until
from marketplace.needs.queries import all_needs, needs_for_owner, public_needs
from marketplace.needs.states import NeedState
from marketplace.needs.timeline import steps_of


def need_to_see(request: HttpRequest, need_id: int) -> Need:
    """A need that was posted, or a draft of one's own. Raises Http404."""
    need = public_needs().filter(pk=need_id).first() or needs_for_owner(request.user).filter(pk=need_id).first()
    if need is None:
        raise Http404
    return need


@public
def need_page(request: HttpRequest, need_id: int) -> HttpResponse:
    """A need: its notice, its deadline, its papers; after opening every bid, before it nobody's."""
    need = need_to_see(request, need_id)
    membership = acting_membership(request, Act.SUBMIT_BID)
    is_mine = needs_for_owner(request.user).filter(pk=need.pk).exists()
    context = {
        "need": need,
        "steps": steps_of(need),
        "documents": need.documents.select_related("file"),
        "questions": need.questions.all(),
        "amendments": need.amendments.all(),
        "invitations": need.invitations.select_related("party"),
        "openers": need.openers.select_related("user", "party").order_by("pk"),
        "bars": need.procurement.bars.select_related("party"),
        "others": all_needs().filter(procurement=need.procurement, posted_at__isnull=False).exclude(pk=need.pk),
        "opened": opened_bids(need),
        "unreadable": unreadable_bids(need),
        "missing": events_about(need).filter(name="need.bid_missing"),
        "spoiled": events_about(need).filter(name="need.papers_unreadable"),
        "restored": {told.data["bid"] for told in events_about(need).filter(name="need.papers_restored")},
        "may_bid": membership is not None and need.state == NeedState.POSTED,
        "object_until": objections_until(need),
        "now": business_now(),
        "own": sealed_bid(need, membership.party) if membership is not None else None,
        "is_mine": is_mine,
        "may_end": need.state == NeedState.OPENED and may(request.user, Act.SUPERVISE_MARKET),
    }
    return render(request, "marketplace/bidding/need.html", context)


def _agency(request: HouseRequest, need: Need) -> Agency:
    """My agency. Raises NotAdmittedForType when it is not on the market."""
    agency = agency_of(request.membership.party)
    if agency is None:
        department = need.service_type.department
        raise NotAdmittedForType(
            service_type=need.service_type, department=str(department) if department is not None else ""
        )
    return agency


@never_on_disk
@door(Act.SUBMIT_BID)
def bid(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """My agency's sealed offer for a need, the first or one that replaces it."""
    need = get_object_or_404(public_needs(), pk=need_id)
    agency = _agency(request, need)
    form = BidForm(request.POST or None, request.FILES or None, need=need)
    if request.method == "POST" and form.is_valid():
        try:
            submit_bid(need_id=need.pk, agency=agency, by=request.user, **form.offer())
        except Refused as refusal:
            tell(form, refusal)
        else:
            return redirect("marketplace:my_bid", need.pk)
    own = sealed_bid(need, agency.party)
    context = {"need": need, "form": form, "own": own, "capacity": capacity_of(need)}
    return render(request, "marketplace/bidding/bid.html", context, status=422 if form.errors else 200)


def _own(need: Need, party: Party) -> tuple[Bid, OpenedBid | None]:
    """The party's bid on the need, opened or not. Raises Http404 when it has none."""
    opened = OpenedBid.objects.filter(need=need, party=party).select_related("bid").order_by("pk").last()
    if opened is not None:
        return opened.bid, opened
    sealed = sealed_bid(need, party)
    if sealed is None:
        raise Http404
    return sealed, None


@door(Act.SUBMIT_BID)
def my_bid(request: HouseRequest, need_id: int) -> HttpResponse:
    """My agency's receipt for a need; after opening, what the envelope held."""
    need = get_object_or_404(public_needs(), pk=need_id)
    sealed, opened = _own(need, request.membership.party)
    papers = opened.papers.all() if opened is not None else ()
    is_opened = opened is not None and need.state == NeedState.OPENED
    context = {
        "need": need,
        "bid": sealed,
        "opened": opened,
        "papers": papers,
        "pack": pack_digest(sealed),
        "spoiled": spoiled_bid(need, request.membership.party) if is_opened else None,
        "until": restorable_until(need),
    }
    return render(request, "marketplace/bidding/receipt.html", context)


@door(Act.SUBMIT_BID)
def receipt(request: HouseRequest, need_id: int) -> JsonResponse:
    """My agency's receipt for a need as a file to keep: the digest of the ciphertext and the server's time."""
    need = get_object_or_404(public_needs(), pk=need_id)
    sealed, _opened = _own(need, request.membership.party)
    body = {"need": need.code, "sha256": sealed.receipt, "received_at": sealed.submitted_at.isoformat()}
    if pack := pack_digest(sealed):
        body["papers_sha256"] = pack
    response = JsonResponse(body, json_dumps_params={"indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{need.code}-receipt.json"'
    return response


@never_on_disk
@door(Act.SUBMIT_BID)
def files_again(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """My agency hands the files of its opened bid in again, because the stored ones were altered."""
    need = get_object_or_404(public_needs(), pk=need_id)
    agency = _agency(request, need)
    _own(need, agency.party)
    if spoiled_bid(need, agency.party) is None:
        return redirect("marketplace:my_bid", need.pk)
    form = FilesForm(request.POST or None, request.FILES or None, need=need)
    if request.method == "POST" and form.is_valid():
        try:
            hand_in_again(need_id=need.pk, agency=agency, files=form.files_given(), by=request.user)
        except Refused as refusal:
            tell(form, refusal)
        else:
            return redirect("marketplace:my_bid", need.pk)
    context = {"need": need, "form": form, "until": restorable_until(need)}
    return render(request, "marketplace/bidding/files_again.html", context, status=422 if form.errors else 200)


@door(Act.SUBMIT_BID)
@require_POST
def withdraw(request: HouseRequest, need_id: int) -> HttpResponseBase:
    """My agency takes its envelope back."""
    need = get_object_or_404(public_needs(), pk=need_id)
    withdraw_bid(need_id=need.pk, agency=_agency(request, need), by=request.user)
    return redirect("marketplace:need", need.pk)


@door(Act.SUBMIT_BID)
def my_bids(request: HouseRequest) -> HttpResponse:
    """My agency's bids with their receipts, those not yet opened first, and the needs it may still bid for."""
    party = request.membership.party
    bids = own_bids(party)
    already = {own.need.pk for own in bids}
    context = {"bids": bids, "party": party, "fitting": [one for one in fitting_needs(party) if one.pk not in already]}
    return render(request, "marketplace/bidding/mine.html", context)
