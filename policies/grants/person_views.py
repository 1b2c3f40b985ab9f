"""Pages of persons whom a grant pays: given by the enterprise or its department, verified by a second person."""

from django import forms
from django.contrib import messages
from django.db.transaction import atomic
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door
from cms.kernel.errors import Refused
from cms.kernel.forms import row_number, tell
from cms.kernel.people.models import User
from cms.kernel.secrets import read_secret
from cms.kernel.states import Vanished
from policies.grants.contact_views import department_grant
from policies.grants.models import Grant
from policies.grants.naming_persons import (
    give_person,
    pays_a_person,
    persons_to_verify,
    refuse_person,
    verify_person,
)
from policies.grants.persons import NamedPerson
from policies.grants.states import PersonState
from policies.grants.views import own_grant

TYPED = {"autocomplete": "off"}


class PersonForm(forms.Form):
    """Who the person is and which card is theirs, as they stand on identity card and bank card."""

    name = forms.CharField(
        label=gettext_lazy("姓名"), max_length=60, strip=False, widget=forms.TextInput(attrs=TYPED),
        help_text=gettext_lazy("与身份证一致，不加空格和称谓。"),
    )  # fmt: skip
    identity = forms.CharField(
        label=gettext_lazy("身份证号"), max_length=18, widget=forms.TextInput(attrs=TYPED),
        help_text=gettext_lazy("加密保存，页面不显示全号，查看会留痕。"),
    )  # fmt: skip
    holder = forms.CharField(
        label=gettext_lazy("银行卡户名"), max_length=60, strip=False, widget=forms.TextInput(attrs=TYPED),
        help_text=gettext_lazy("须与姓名完全一致。"),
    )  # fmt: skip
    bank_name = forms.CharField(label=gettext_lazy("开户行"), max_length=200)
    bank_code = forms.CharField(
        label=gettext_lazy("联行号"), max_length=20, required=False, widget=forms.TextInput(attrs=TYPED)
    )
    number = forms.CharField(
        label=gettext_lazy("银行卡号"),
        max_length=40,
        widget=forms.TextInput(attrs=TYPED | {"inputmode": "numeric"}),
        help_text=gettext_lazy("本人的借记卡，16 至 19 位。"),
    )


@door(Act.CONFIRM_GRANT)
def own_person(request: HouseRequest, grant_id: int) -> HttpResponseBase:
    """The person whom a grant of my enterprise pays: who is on record, and giving another."""
    shown = own_grant(request.user, grant_id)
    return _person_page(request, shown, "policies:own_person", "policies/grants/own_person.html")


@door(Act.DECIDE_GRANT)
def grant_person(request: HouseRequest, grant_id: int) -> HttpResponseBase:
    """The person of a grant of my department, to be verified or, where the enterprise cannot, given."""
    shown = department_grant(request.user, grant_id)
    return _person_page(request, shown, "policies:grant_person", "policies/grants/grant_person.html")


def _person_page(request: HouseRequest, shown: Grant, here: str, template: str) -> HttpResponseBase:
    if not pays_a_person(shown.version):
        raise Vanished
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_person(grant_id=shown.pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("个人收款人已登记，由另一人核实后用于收款。"))
            return redirect(here, shown.pk)
    persons = list(shown.persons.select_related("given_by", "verified_by").order_by("-pk"))
    given = next((one for one in persons if one.state == PersonState.GIVEN), None)
    may_verify = given is not None and persons_to_verify(request.user).filter(pk=given.pk).exists()
    context = {
        "grant": shown,
        "form": form,
        "persons": persons,
        "given": _told(given, request.user) if given is not None and may_verify else None,
    }
    return render(request, template, context, status=422 if form.errors else 200)


@atomic
def _told(person: NamedPerson, user: User) -> dict[str, object]:
    """What stands on the papers, whole, for who verifies it; the trail says who read it."""
    names = ("name", "identity", "number")
    whole = {name: read_secret(getattr(person, name), about=person, by=user, field=name) for name in names}
    return {"person": person, **whole}


@door(Act.DECIDE_GRANT)
def persons(request: HouseRequest) -> HttpResponse:
    """The persons of my departments' grants that wait to be verified by somebody like me."""
    rows = persons_to_verify(request.user).select_related("grant__enterprise__party", "grant__version", "given_by")
    return render(request, "policies/grants/persons.html", {"rows": rows[:200]})


@door(Act.DECIDE_GRANT)
@require_POST
def decide_person(request: HouseRequest, grant_id: int) -> HttpResponseBase:
    """Another person verifies, or refuses with a reason."""
    shown = department_grant(request.user, grant_id)
    chosen = shown.persons.filter(pk=row_number(request.POST.get("person", ""))).first()
    if chosen is None:
        raise Vanished
    if "refuse" in request.POST:
        refuse_person(person_id=chosen.pk, by=request.user, reason=request.POST.get("reason", ""))
        messages.success(request, _("已退回，已通知企业更正。"))
    else:
        verify_person(person_id=chosen.pk, by=request.user)
        messages.success(request, _("个人收款人已核实，到期的款项将生成支付。"))
    return redirect("policies:grant_person", shown.pk)
