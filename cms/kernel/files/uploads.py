"""Uploads that must not touch the disk: what is about to be sealed stays in memory from its first byte to its last.

Django writes larger uploads to a temporary file, where a copy of the disk would show them. A view marked
`never_on_disk` gets them in memory only; how much that may be is limited before anything is read (files.limits).
"""

from collections.abc import Callable
from io import BytesIO
from typing import IO, Any, TypeVar, cast

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., object])
MARK = "never_on_disk"


def never_on_disk(view: View) -> View:
    """What is uploaded to the view is held in memory; put it outermost."""
    cast(Any, view).never_on_disk = True
    return view


def keeps_in_memory(request: HttpRequest | None) -> bool:
    """Whether the address that is asked for takes its uploads in memory."""
    match = request.resolver_match if request is not None else None
    return match is not None and bool(getattr(match.func, MARK, False))


class InMemoryHandler(FileUploadHandler):
    """Takes every upload to a view so marked, whatever its size, before a handler that writes to disk can."""

    buffer: IO[bytes] | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file; for a marked view no other handler sees it."""
        super().new_file(*args, **kwargs)
        self.buffer = BytesIO() if keeps_in_memory(self.request) else None
        if self.buffer is not None:
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep the bytes, or pass them on where the view is not marked."""
        if self.buffer is None:
            return raw_data
        self.buffer.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """The file as the form gets it; None where another handler has it."""
        if self.buffer is None:
            return None
        self.buffer.seek(0)
        return InMemoryUploadedFile(
            file=self.buffer,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
