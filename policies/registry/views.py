"""Pages of the registry: department files from upload to import, enterprises with their facts, and the gaps."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.kernel.access import Act, HouseRequest, door, may
from cms.kernel.errors import FieldsRefused, Refused
from cms.kernel.forms import tell
from cms.kernel.paging import page_of
from policies.registry.accounts import verify_account
from policies.registry.facts import FactImport
from policies.registry.filed_accounts import filed_accounts, handled, verify_filed_accounts
from policies.registry.forms import EnterpriseFilter, MappingForm, UploadForm, told_row
from policies.registry.models import Enterprise
from policies.registry.progress import progress_of
from policies.registry.queries import enterprises, facts_with_sources, imports
from policies.registry.services import cancel_import, queue_import, receive_file
from policies.registry.trying import MAPPABLE, ask_to_try, preview_of, trial_of


@door(Act.IMPORT_FACTS)
def import_list(request: HouseRequest) -> HttpResponseBase:
    """All department files; a new one is uploaded here."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            received = receive_file(
                source=form.cleaned_data["source"],
                name=upload.name,
                content=upload,
                as_of=form.cleaned_data["as_of"],
                by=request.user,
            )
        except Refused as refusal:
            tell(form, refusal)
        else:
            return redirect("policies:import", received.pk)
    page = page_of(imports(), request.GET, orders={"latest": ("-pk",)}, counted=True)
    status = 422 if form.errors else 200
    return render(request, "policies/registry/imports.html", {"form": form, "page": page}, status=status)


@door(Act.IMPORT_FACTS)
def import_page(request: HouseRequest, import_id: int) -> HttpResponseBase:
    """One file: its columns, what trying it found, and how far it has come; POST asks to try it under the mapping."""
    one = get_object_or_404(imports(), pk=import_id)
    form = MappingForm(one, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_to_try(import_id=one.pk, by=request.user, mapping=form.mapping())
            return redirect("policies:import", one.pk)
        except FieldsRefused as refusal:
            _tell_at_columns(form, refusal)
        except Refused as refusal:
            tell(form, refusal)
    trial = trial_of(one)
    open_for_mapping = one.state in MAPPABLE and trial != "asked"
    if request.GET.get("part"):
        moving = {"one": one, "trial": trial, "progress": progress_of(one)}
        answer = render(request, "policies/registry/import_progress.html", moving)
        if open_for_mapping:
            answer["HX-Refresh"] = "true"  # tried: the page as a whole says what comes next
        return answer
    context = {
        "one": one, "form": form, "trial": trial, "progress": progress_of(one),
        "preview": [told_row(row) for row in preview_of(one)], "open_for_mapping": open_for_mapping,
        "accounts": filed_accounts(one)[:50], "account_count": filed_accounts(one).count(),
        "had_a_part": handled(one, request.user),
    }  # fmt: skip
    return render(request, "policies/registry/import.html", context, status=422 if form.errors else 200)


def _tell_at_columns(form: MappingForm, refusal: FieldsRefused) -> None:
    """The sentences stand at the columns they are about."""
    for name, sentences in refusal.fields.items():
        field = f"target_{form.header.index(name)}" if name in form.header else None
        form.add_error(field, [str(sentence) for sentence in sentences])


@door(Act.IMPORT_FACTS)
@require_POST
def let_in(request: HouseRequest, import_id: int) -> HttpResponseBase:
    """The tried file is let in; a worker does it."""
    queue_import(import_id=import_id, by=request.user)
    messages.success(request, _("已开始导入，完成后本页会显示结果。"))
    return redirect("policies:import", import_id)


@door(Act.IMPORT_FACTS)
@require_POST
def verify_accounts(request: HouseRequest, import_id: int) -> HttpResponseBase:
    """The accounts that came in the file are verified by somebody who had no part in it."""
    count = verify_filed_accounts(import_id=import_id, by=request.user)
    messages.success(request, _("已核实 %(count)s 个账户，已通知有经办人的企业。") % {"count": count})
    return redirect("policies:import", import_id)


@door(Act.IMPORT_FACTS)
@require_POST
def cancel(request: HouseRequest, import_id: int) -> HttpResponseBase:
    """The file is withdrawn."""
    cancel_import(import_id=import_id, by=request.user)
    messages.success(request, _("该文件已作废，可以重新上传。"))
    return redirect("policies:imports")


@door(Act.IMPORT_FACTS)
def rejects(request: HouseRequest, import_id: int) -> HttpResponseBase:
    """The rejected rows with their reasons, as a CSV file."""
    one: FactImport = get_object_or_404(imports(), pk=import_id)
    if not one.rejects:
        raise Http404
    name = _("退回清单") + f"-{one.pk}.csv"
    return FileResponse(one.rejects.open("rb"), as_attachment=True, filename=name, content_type="text/csv")


@door(Act.SEE_REGISTRY)
def enterprise_list(request: HouseRequest) -> HttpResponse:
    """The enterprises, searched by name or code."""
    form = EnterpriseFilter(request.GET)
    text = form.cleaned_data["q"].strip() if form.is_valid() else ""
    page = page_of(enterprises(text), request.GET, orders={"entered": ("pk",)}, counted=True)
    return render(request, "policies/registry/enterprises.html", {"filter": form, "page": page})


@door(Act.SEE_REGISTRY)
def enterprise_page(request: HouseRequest, enterprise_id: int) -> HttpResponse:
    """One enterprise: what is known of it, from whom and of which day."""
    one = get_object_or_404(Enterprise.objects.select_related("party"), pk=enterprise_id)
    context = {
        "one": one,
        "facts": facts_with_sources(one, get_language() or "zh"),
        "accounts": one.bank_accounts.order_by("-pk"),
        "may_verify": may(request.user, Act.IMPORT_FACTS),
        "awards": one.award_records.order_by("-awarded_on"),
        "former": one.former_numbers.order_by("pk"),
    }
    return render(request, "policies/registry/enterprise.html", context)


@door(Act.IMPORT_FACTS)
@require_POST
def verify(request: HouseRequest, account_id: int) -> HttpResponseBase:
    """An account given by somebody else is verified."""
    account = verify_account(account_id=account_id, by=request.user)
    messages.success(request, _("账户已核实启用，原账户已停用，已通知该企业。"))
    return redirect("policies:enterprise", account.enterprise_id)
