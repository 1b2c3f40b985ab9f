"""StoredFile: one uploaded file, as it came."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def path_by_hash(stored: "StoredFile", filename: str) -> str:
    """Where a file lies in storage: by its hash, never by the name somebody gave it."""
    return f"files/{stored.sha256[:2]}/{stored.sha256}"


class StoredFile(models.Model):
    """A file handed in for a party or by an officer; its content never changes."""

    name = models.CharField(_("文件名"), max_length=200)
    media_type = models.CharField(_("文件类型"), max_length=100)
    size = models.PositiveBigIntegerField(_("大小（字节）"))
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.FileField(upload_to=path_by_hash, max_length=200)
    party = models.ForeignKey("kernel.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="files")
    is_public = models.BooleanField(_("公开"), default=False)
    kept_for = models.CharField(_("仅限办理人员查看"), max_length=40, blank=True)
    """The act whose officers alone may see the file; empty: every officer."""
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField(auto_now_add=True)

    objects: "models.Manager[StoredFile]" = models.Manager()

    class Meta:
        verbose_name = _("文件")

    def __str__(self) -> str:
        return self.name
