"""Handing a stored file out to those who may see it."""

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404

from cms.kernel.access import public
from cms.kernel.files.models import StoredFile
from cms.kernel.files.services import visible_files


@public
def download(request: HttpRequest, file_id: int) -> FileResponse:
    """The file as an attachment, never shown inside our pages; 404 for those who may not see it."""
    stored: StoredFile = get_object_or_404(visible_files(request.user), pk=file_id)
    response = FileResponse(stored.content.open("rb"), as_attachment=True, filename=stored.name)
    response["Content-Type"] = stored.media_type
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
