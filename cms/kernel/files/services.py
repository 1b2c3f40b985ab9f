"""Taking a file in, and saying who may see it."""

import hashlib

from django.conf import settings
from django.core.files.base import File
from django.db.models import Q, QuerySet
from django.db.transaction import atomic
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import OFFICERS, PERMISSIONS, Act
from cms.kernel.errors import Refused
from cms.kernel.files.content import DOCUMENTS, kind_of
from cms.kernel.files.models import StoredFile
from cms.kernel.people.models import Membership, MembershipState, Party, User
from cms.kernel.roles import Role
from cms.kernel.trail import record


class TooLarge(Refused):
    """The file is larger than the house accepts."""

    sentence = _("文件过大：最大 %(limit)s MB，请压缩或拆分后重新上传。")
    status = 413


class EmptyFile(Refused):
    """There is nothing in the file."""

    sentence = _("文件为空，请检查后重新上传。")
    status = 422


def digest_of(upload: "File[bytes]") -> str:
    """SHA-256 of the content, as hexadecimal digits; the file is left at its beginning."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


@atomic
def store_file(
    *,
    upload: "File[bytes]",
    by: User | None,
    party: Party | None = None,
    accepted: frozenset[str] = DOCUMENTS,
    is_public: bool = False,
    kept_for: Act | None = None,
    limit_bytes: int | None = None,
) -> StoredFile:
    """The file is kept under its hash; with `kept_for` no officer sees it but those who may do that act.

    Raises TooLarge, EmptyFile, or what files.content finds wrong with it.
    """
    limit = limit_bytes or settings.UPLOAD_LIMIT_BYTES
    size = upload.size or 0
    if size > limit:
        raise TooLarge(limit=limit // (1024 * 1024))
    if not size:
        raise EmptyFile
    kind = kind_of(upload.file if upload.file is not None else upload, accepted)
    sha256 = digest_of(upload)
    stored = StoredFile(
        name=get_valid_filename((upload.name or "file").rsplit("/", 1)[-1])[-200:],
        media_type=kind,
        size=size,
        sha256=sha256,
        party=party,
        is_public=is_public,
        kept_for=kept_for or "",
        stored_by=by,
    )
    same = StoredFile.objects.filter(sha256=sha256).first()
    if same is not None:
        stored.content.name = same.content.name
    else:
        stored.content.save(stored.name, upload, save=False)
    stored.save()
    record("file.stored", about=stored, by=by, sha256=sha256)
    return stored


def visible_files(user: object) -> "QuerySet[StoredFile]":
    """The files `user` may see: public ones, their own, their parties'; for officers all that are not kept for an act
    they may not do; for administrators the letters of authorisation they decide on."""
    if not isinstance(user, User):
        return StoredFile.objects.filter(is_public=True)
    held = Membership.objects.filter(user=user, state=MembershipState.ACTIVE)
    roles = set(held.values_list("role", flat=True))
    seen = Q(is_public=True) | Q(stored_by=user) | Q(party__in=held.values("party"))
    if roles & OFFICERS:
        seen |= Q(kept_for__in=["", *(act for act, holders in PERMISSIONS.items() if roles & holders)])
    if Role.ADMINISTRATOR in roles:
        seen |= Q(pk__in=Membership.objects.filter(proof__isnull=False).values("proof"))
    return StoredFile.objects.filter(seen)
