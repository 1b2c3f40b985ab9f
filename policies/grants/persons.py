"""Persons whom a grant pays beside its enterprise: a talent, an employee; name, identity and card are secrets."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.secrets import EncryptedTextField, Secret
from cms.kernel.states import Stateful
from policies.grants.models import Grant
from policies.grants.states import PERSON_MOVES, PersonState

FIXED = ("grant_id", "name", "identity", "identity_hash", "number", "number_hash", "bank_name", "bank_code")


class NamedPerson(Stateful):
    """Whom a grant's share for a person goes to. What was given is never changed: a correction is a new row."""

    MOVES = PERSON_MOVES
    NOUN = "named_person"

    state = models.CharField(_("状态"), max_length=30, choices=PersonState.choices, default=PersonState.GIVEN)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="persons", verbose_name=_("兑付事项"))
    name = EncryptedTextField(_("姓名"))
    identity = EncryptedTextField(_("身份证号"))
    identity_hash = models.CharField(max_length=64)
    number = EncryptedTextField(_("银行卡号"))
    number_hash = models.CharField(max_length=64)
    bank_name = models.CharField(_("开户行"), max_length=200)
    bank_code = models.CharField(_("联行号"), max_length=12, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    given_at = models.DateTimeField(_("登记时间"))
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(_("核实时间"), null=True)
    reason = models.CharField(_("退回原因"), max_length=300, blank=True)

    objects: "models.Manager[NamedPerson]" = models.Manager()

    class Meta:
        verbose_name = _("个人收款人")
        verbose_name_plural = _("个人收款人")
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "state"],
                condition=~models.Q(state=PersonState.RETIRED.value),
                name="a_grant_names_one_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PersonState.VERIFIED.value)
                | models.Q(verified_by__isnull=False) & ~models.Q(verified_by=models.F("given_by")),
                name="a_named_person_is_verified_by_another",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="named_person_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    f"(({', '.join(f'OLD.{one}' for one in FIXED)}) IS DISTINCT FROM "
                    f"({', '.join(f'NEW.{one}' for one in FIXED)}))"
                ),
                func="RAISE EXCEPTION 'a named person is not changed' USING ERRCODE = 'check_violation';",
            ),
            pgtrigger.Protect(name="named_person_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.shown_name} {self.number}"

    @property
    def shown_name(self) -> str:
        """The name as lists and papers show it."""
        return masked_name(self.name)


def masked_name(name: Secret) -> str:
    """The first character, and a star for each other: 欧阳青禾 is 欧***."""
    text = name.reveal()
    return text[:1] + "*" * (len(text) - 1)
