"""Contradictions between sources: two departments say different things of one enterprise and period.

The later word counts at once, as always; a person then says which of the two holds, and why.
"""

from typing import Final

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.clock import business_today
from cms.kernel.models import User
from cms.kernel.states import Stateful, advance, locked
from policies.registry.facts import CurrentFact, Fact, FactKind
from policies.registry.models import Enterprise
from policies.registry.services import state_facts
from policies.registry.states import CONFLICT_MOVES, ConflictState

KEEP_EARLIER: Final = "earlier"
KEEP_LATER: Final = "later"


class FactConflict(Stateful):
    """One source's word was overtaken by another's of a different value; open until a person has looked at both."""

    MOVES = CONFLICT_MOVES
    NOUN = "fact_conflict"

    state = models.CharField(_("状态"), max_length=30, choices=ConflictState.choices, default=ConflictState.OPEN)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+", verbose_name=_("企业"))
    kind = models.ForeignKey(FactKind, on_delete=models.PROTECT, related_name="+", verbose_name=_("数据项"))
    period = models.CharField(_("所属期"), max_length=7, blank=True)
    earlier = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+", verbose_name=_("原数据"))
    found_at = models.DateTimeField(_("发现时间"))
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("核对依据"), max_length=300, blank=True)

    objects: "models.Manager[FactConflict]" = models.Manager()

    class Meta:
        verbose_name = _("数据矛盾")
        verbose_name_plural = _("数据矛盾")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "kind", "period"],
                condition=models.Q(state=ConflictState.OPEN.value),
                name="one_open_conflict_per_fact",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id}:{self.kind_id}[{self.period}]"

    def current(self) -> Fact:
        """The word that counts now."""
        where = {"enterprise": self.enterprise_id, "kind": self.kind_id, "period": self.period}
        return CurrentFact.objects.select_related("fact").get(**where).fact


@transaction.atomic
def settle_conflict(*, conflict_id: int, keep: str, reason: str, by: User) -> FactConflict:
    """The contradiction is settled; to keep the earlier word, it is stated again as of today by its own source.

    Nothing is erased. Raises NotAllowed, WrongState.
    """
    require(by, Act.IMPORT_FACTS)
    conflict = locked(FactConflict, conflict_id)
    advance(conflict, ConflictState.SETTLED, by=by, values={"settled_by": by, "reason": reason}, keep=keep)
    if keep == KEEP_EARLIER:
        state_facts(
            enterprise=conflict.enterprise,
            facts={(conflict.kind.code, conflict.period): conflict.earlier.stored},
            source=conflict.earlier.source,
            as_of=business_today(),
            by=by,
            settles=True,
        )
    return conflict
