"""What is known: the register of kinds of facts, the append-only facts, which of them is current, and their imports."""

from collections.abc import Mapping
from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.core.files.storage import FileSystemStorage, Storage
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.kernel.display import told
from cms.kernel.states import Stateful
from cms.kernel.trail import append_only
from policies.registry.models import Enterprise
from policies.registry.states import IMPORT_MOVES, ImportState
from policies.rules.facts import Label
from policies.rules.vocabulary import DEPARTMENTS
from policies.rules.wording.terms import GRAINS, KINDS

# A fact is current unless one with a later as-of date stands; of equal dates the later entry wins. One statement's
# facts are checked and projected together: single-row foreign-key checks would cost more than the import itself.
PROJECT_CURRENT_FACTS = """
IF EXISTS (SELECT FROM added a LEFT JOIN policies_enterprise e ON e.id = a.enterprise_id
           LEFT JOIN policies_factkind k ON k.id = a.kind_id WHERE e.id IS NULL OR k.id IS NULL) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a fact names an unknown enterprise or kind';
END IF;
INSERT INTO policies_currentfact AS c (enterprise_id, kind_id, period, fact_id, as_of)
SELECT DISTINCT ON (enterprise_id, kind_id, period) enterprise_id, kind_id, period, id, as_of
FROM added ORDER BY enterprise_id, kind_id, period, as_of DESC, id DESC
ON CONFLICT (enterprise_id, kind_id, period) DO UPDATE SET fact_id = EXCLUDED.fact_id, as_of = EXCLUDED.as_of
WHERE (EXCLUDED.as_of, EXCLUDED.fact_id) > (c.as_of, c.fact_id);
RETURN NULL;
"""


def private_storage() -> Storage:
    """Where department files lie: outside everything that is served."""
    return FileSystemStorage(location=settings.VAR_DIR / "imports")


class FactKind(models.Model):
    """One entry of the fact register; those of the shared vocabulary are built in, others the county adds."""

    code = models.CharField(_("代码"), max_length=60, unique=True)
    label_zh = models.CharField(_("名称"), max_length=100)
    label_en = models.CharField(_("英文名称"), max_length=100)
    kind = models.CharField(_("值类型"), max_length=20)
    grain = models.CharField(_("周期"), max_length=10, default="none")
    source = models.CharField(_("来源部门"), max_length=20, blank=True)
    unit_zh = models.CharField(_("计量单位"), max_length=20, blank=True)
    unit_en = models.CharField(_("英文单位"), max_length=20, blank=True)
    max_age_days = models.PositiveIntegerField(_("有效天数"), null=True, blank=True)
    choices = models.JSONField(_("可选值"), default=dict, blank=True)
    code_set = models.CharField(_("代码集"), max_length=40, blank=True)
    tax_linked = models.BooleanField(_("与税收挂钩"), default=False)
    place_linked = models.BooleanField(_("与注册地挂钩"), default=False)
    is_built_in = models.BooleanField(_("系统内置"), default=False)

    objects: "models.Manager[FactKind]" = models.Manager()

    class Meta:
        verbose_name = _("数据项")
        verbose_name_plural = _("数据项")

    def __str__(self) -> str:
        return told(self.label_zh, self.label_en)

    def get_kind_display(self) -> str:
        """What sort of value it has, in the reader's language."""
        return _told(KINDS, self.kind)

    def get_grain_display(self) -> str:
        """How long its periods are, in the reader's language."""
        return _told(GRAINS, self.grain)

    def get_source_display(self) -> str:
        """The department it comes from, in the reader's language."""
        return _told(DEPARTMENTS, self.source)


def _told(names: Mapping[Any, Label], code: str) -> str:
    """The name of a code in the reader's language; the code itself where nothing names it."""
    return names[code].in_language(get_language() or "zh") if code in names else code


class FactImport(Stateful):
    """One department file on its way into the registry; keeps its hash, mapping, counts and rejected rows for good."""

    MOVES = IMPORT_MOVES
    NOUN = "fact_import"

    state = models.CharField(_("状态"), max_length=30, choices=ImportState.choices, default=ImportState.RECEIVED)
    source = models.CharField(_("来源部门"), max_length=20)
    name = models.CharField(_("文件名"), max_length=200)
    file = models.FileField(_("文件"), storage=private_storage, upload_to="files/", max_length=200)
    file_hash = models.CharField(max_length=64)
    file_size = models.BigIntegerField(_("大小"))
    as_of = models.DateField(_("数据日期"))
    header = models.JSONField(_("表头"), default=list)
    mapping = models.JSONField(_("列对应"), default=dict)
    row_count = models.PositiveIntegerField(_("行数"), default=0)
    rejected_count = models.PositiveIntegerField(_("退回行数"), default=0)
    fact_count = models.PositiveIntegerField(_("数据条数"), default=0)
    unchanged_count = models.PositiveIntegerField(_("未变条数"), default=0)
    new_enterprise_count = models.PositiveIntegerField(_("新增企业"), default=0)
    rejects = models.FileField(_("退回清单"), storage=private_storage, upload_to="rejects/", max_length=200, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("接收时间"))
    imported_at = models.DateTimeField(_("入库时间"), null=True)

    objects: "models.Manager[FactImport]" = models.Manager()

    class Meta:
        verbose_name = _("部门数据文件")
        verbose_name_plural = _("部门数据文件")
        constraints = [
            models.UniqueConstraint(
                fields=["file_hash", "as_of"],
                condition=~models.Q(state=ImportState.CANCELLED.value),
                name="a_file_is_received_once_for_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def source_label(self) -> str:
        """The source department's name in the reader's language."""
        label = DEPARTMENTS.get(self.source)
        return label.in_language(get_language() or "zh") if label else self.source


class Fact(models.Model):
    """What a department said of an enterprise, about a period (empty: a moment), as of a day. Never changed.

    Exactly one value column is set. `scaled` holds a number times 10 to the places of its kind: money in fen.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="facts", db_constraint=False)
    kind = models.ForeignKey(FactKind, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    period = models.CharField(_("所属期"), max_length=7, blank=True)
    scaled = models.BigIntegerField(null=True)
    text = models.CharField(max_length=200, null=True)  # null: a value of another sort
    flag = models.BooleanField(null=True)
    day = models.DateField(null=True)
    lines = models.JSONField(null=True)
    source = models.CharField(_("来源部门"), max_length=20)
    as_of = models.DateField(_("数据日期"))
    batch = models.ForeignKey(
        FactImport, null=True, on_delete=models.PROTECT, related_name="facts", db_constraint=False, db_index=False
    )
    supersedes = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )

    objects: "models.Manager[Fact]" = models.Manager()

    VALUE_COLUMNS: ClassVar[tuple[str, ...]] = ("scaled", "text", "flag", "day", "lines")

    class Meta:
        verbose_name = _("数据")
        verbose_name_plural = _("数据")
        constraints = [
            models.CheckConstraint(
                condition=models.expressions.RawSQL(
                    "num_nonnulls(scaled, text, flag, day, lines) = 1", (), output_field=models.BooleanField()
                ),
                name="a_fact_has_one_value",
            )
        ]
        indexes = [BrinIndex(fields=["batch"], name="facts_of_a_batch")]
        triggers = [
            *append_only("fact"),
            pgtrigger.Trigger(
                name="fact_becomes_current",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="added"),
                func=PROJECT_CURRENT_FACTS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id}[{self.period}]"

    @property
    def stored(self) -> Any:
        """The value as it is stored: the one value column that is set."""
        return next(value for name in self.VALUE_COLUMNS if (value := getattr(self, name)) is not None)


class CurrentFact(models.Model):
    """Which fact of an enterprise, kind and period is the current one; written by the facts' trigger only."""

    pk = models.CompositePrimaryKey("enterprise_id", "kind_id", "period")
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    kind = models.ForeignKey(FactKind, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    period = models.CharField(max_length=7)
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    as_of = models.DateField()

    objects: "models.Manager[CurrentFact]" = models.Manager()

    def __str__(self) -> str:
        return f"{self.enterprise_id}:{self.kind_id}[{self.period}]"
