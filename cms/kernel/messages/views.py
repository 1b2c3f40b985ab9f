"""My messages."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cms.kernel.access import PersonRequest, signed_in
from cms.kernel.messages.services import mark_read, messages_for


@signed_in
def inbox(request: PersonRequest) -> HttpResponse:
    """My messages and those of the parties I act for, newest first."""
    return render(request, "kernel/messages/inbox.html", {"inbox": messages_for(request.user)[:100]})


@signed_in
@require_POST
def read(request: PersonRequest, message_id: int) -> HttpResponse:
    """Mark one message as read and go where it points."""
    message = get_object_or_404(messages_for(request.user), pk=message_id)
    mark_read(message_id=message.pk, by=request.user)
    inside = url_has_allowed_host_and_scheme(message.link, allowed_hosts=None)
    return redirect(message.link if message.link and inside else "kernel:inbox")
