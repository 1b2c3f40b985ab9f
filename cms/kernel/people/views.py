"""Pages about people: my roles, claiming one, whom I act for, and the queue of claims to verify."""

from django.contrib import messages
from django.db.transaction import atomic
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, PersonRequest, door, signed_in
from cms.kernel.errors import FieldsRefused, NotAllowed, Refused
from cms.kernel.files.content import JPEG, PDF, PNG
from cms.kernel.files.services import store_file
from cms.kernel.knocking.services import knock, origin_of
from cms.kernel.people.forms import ClaimForm, ReasonForm
from cms.kernel.people.models import Membership, MembershipState
from cms.kernel.people.queries import colleagues_of
from cms.kernel.people.services import approve_membership, claim_membership, refuse_membership, register_party
from cms.kernel.roles import Role

COLLEAGUES_SHOWN = 50


@signed_in
def my_roles(request: PersonRequest) -> HttpResponse:
    """Everything I may act for, and what I asked for."""
    held = Membership.objects.filter(user=request.user).select_related("party").order_by("-claimed_at")
    context = {
        "held": held,
        "chosen": request.session.get("membership"),
        "colleagues": colleagues_of(request.user)[:COLLEAGUES_SHOWN],
    }
    return render(request, "kernel/people/my_roles.html", context)


@signed_in
def not_for_you(request: PersonRequest) -> HttpResponse:
    """Where the admin sends whom it does not let in: strangers sign in, everybody else is told. Raises NotAllowed."""
    raise NotAllowed


@signed_in
@require_POST
def act_for(request: PersonRequest, membership_id: int) -> HttpResponse:
    """From now on I act under this one of my roles."""
    membership = get_object_or_404(Membership, pk=membership_id, user=request.user, state=MembershipState.ACTIVE)
    request.session["membership"] = membership.pk
    return redirect("workbench:home")


@signed_in
def claim(request: PersonRequest) -> HttpResponse:
    """Ask to act for a party, with a stamped authorisation."""
    form = ClaimForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        knock("claim", person=request.user.pk, origin=origin_of(request))
        try:
            _claim(request, form)
        except FieldsRefused as refusal:
            for name, sentences in refusal.fields.items():
                form.add_error(name if name in form.fields else None, [str(sentence) for sentence in sentences])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("申请已提交，管理员核验授权书后即可使用该身份。"))
            return redirect("kernel:my_roles")
    return render(request, "kernel/people/claim.html", {"form": form}, status=422 if form.errors else 200)


@atomic
def _claim(request: PersonRequest, form: ClaimForm) -> Membership:
    entered = form.cleaned_data
    party = register_party(uscc=entered["uscc"], name=entered["party_name"], kind=entered["kind"], by=request.user)
    proof = store_file(upload=entered["proof"], by=request.user, party=party, accepted=frozenset({PDF, PNG, JPEG}))
    return claim_membership(user=request.user, party=party, role=Role(entered["role"]), proof=proof)


@door(Act.APPROVE_MEMBERSHIP)
def claims(request: HouseRequest) -> HttpResponse:
    """The claims that wait for an officer, oldest first."""
    waiting = (
        Membership.objects.filter(state=MembershipState.CLAIMED)
        .select_related("user", "party", "proof")
        .order_by("claimed_at")
    )
    return render(request, "kernel/people/claims.html", {"waiting": waiting[:200], "form": ReasonForm()})


@door(Act.APPROVE_MEMBERSHIP)
@require_POST
def decide_claim(request: HouseRequest, membership_id: int) -> HttpResponseBase:
    """Accept a claim, or refuse it with a reason."""
    if "approve" in request.POST:
        membership = approve_membership(membership_id=membership_id, by=request.user)
        messages.success(request, _("已核验通过：%(who)s。") % {"who": membership})
    else:
        membership = refuse_membership(
            membership_id=membership_id, by=request.user, reason=request.POST.get("reason", "")
        )
        messages.success(request, _("已退回：%(who)s。") % {"who": membership})
    return redirect("kernel:claims")
