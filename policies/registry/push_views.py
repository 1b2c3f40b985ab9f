"""The address a department's platform pushes to, and the one where it asks what became of a push; keys for officers."""

import csv
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from cms.kernel.access import Act, HouseRequest, door, public
from cms.kernel.errors import FieldsRefused, Refused
from policies.registry.errors import PushTooLarge
from policies.registry.facts import FactImport
from policies.registry.forms import SourceKeyForm
from policies.registry.pushing import SourceKey, issue_key, receive_push, refusal_of, retire_key, signer

TOLD_REJECTS: Final = 1000
MEGABYTE: Final = 1024 * 1024


@public
@csrf_exempt
@require_POST
def push(request: HttpRequest) -> JsonResponse:
    """A department's data arrive: trusted by their signature alone, kept once, answered alike however often sent."""
    try:
        body = request.body
    except RequestDataTooBig:
        return _refused(PushTooLarge(limit=(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // MEGABYTE))
    try:
        key = signer(method="POST", target=request.get_full_path(), headers=request.headers, body=body)
        one, is_new = receive_push(key=key, body=body)
    except Refused as refusal:
        return _refused(refusal)
    place = reverse("policies:pushed", args=[one.pk])
    return JsonResponse(_told(one) | {"ask": place}, status=202 if is_new else 200, headers={"Location": place})


@public
@require_GET
def pushed(request: HttpRequest, import_id: int) -> JsonResponse:
    """What became of a push of the asking department: its state, its counts and its rejected rows."""
    try:
        key = signer(method="GET", target=request.get_full_path(), headers=request.headers, body=b"")
    except Refused as refusal:
        return _refused(refusal)
    one = FactImport.objects.filter(pk=import_id, source=key.source).first()
    if one is None:
        return JsonResponse({"status": "absent"}, status=404)
    ended = refusal_of(one)
    return JsonResponse(_told(one) | {"rejects": _rejects(one)} | ({"refusal": ended} if ended else {}))


def _refused(refusal: Refused) -> JsonResponse:
    answer: dict[str, Any] = {"status": "refused", "code": refusal.code, "detail": str(refusal)}
    if isinstance(refusal, FieldsRefused):
        answer["fields"] = {name: [str(sentence) for sentence in told] for name, told in refusal.fields.items()}
    return JsonResponse(answer, status=refusal.status, json_dumps_params={"ensure_ascii": False})


def _told(one: FactImport) -> dict[str, Any]:
    return {
        "status": one.state,
        "import": one.pk,
        "file_hash": one.file_hash,
        "rows": one.row_count,
        "rejected": one.rejected_count,
        "facts": one.fact_count,
        "unchanged": one.unchanged_count,
    }


def _rejects(one: FactImport) -> list[list[str]]:
    """Line, USCC, column, value and reason of the first rows sent back."""
    if not one.rejects:
        return []
    with one.rejects.open("rb") as file:
        lines = file.read().decode("utf-8-sig").splitlines()
    return list(csv.reader(lines[1 : TOLD_REJECTS + 1]))


@door(Act.ISSUE_SOURCE_KEY)
def source_keys(request: HouseRequest) -> HttpResponse:
    """The departments' keys; a new one is issued here, and its secret shown this once."""
    form = SourceKeyForm(request.POST or None)
    issued, secret = None, ""
    if request.method == "POST" and form.is_valid():
        issued, secret = issue_key(source=form.cleaned_data["source"], by=request.user)
    keys = SourceKey.objects.select_related("issued_by").order_by("-pk")
    context = {"form": SourceKeyForm(), "keys": keys, "issued": issued, "secret": secret}
    response = render(request, "policies/registry/source_keys.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@door(Act.ISSUE_SOURCE_KEY)
@require_POST
def retire(request: HouseRequest, key_id: int) -> HttpResponseBase:
    """A key is taken out of force."""
    if not SourceKey.objects.filter(pk=key_id).exists():
        raise Http404
    retire_key(key_id=key_id, by=request.user)
    messages.success(request, _("密钥已停用，此后用它签名的推送一律拒收。"))
    return redirect("policies:source_keys")
