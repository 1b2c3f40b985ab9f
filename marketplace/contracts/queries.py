"""Contracts as people look for them."""

from django.db.models import Q, QuerySet

from cms.kernel.access import Act, memberships
from cms.kernel.models import User
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from marketplace.contracts.models import Contract, EarlyEnd
from marketplace.contracts.states import ContractState, EndWay


def all_contracts(*, text: str = "", has_ruling: bool = False) -> "QuerySet[Contract]":
    """Filed contracts, the latest first; found by title, code of its notice, agency or owner, or by a ruling that
    waits to be confirmed.
    """
    found = Contract.objects.select_related(
        "award__party", "award__need", "procurement__owner__party", "procurement__service_type__category", "document"
    )
    if text:
        found = found.filter(
            Q(procurement__title__icontains=text)
            | Q(award__party__name__icontains=text)
            | Q(procurement__owner__party__name__icontains=text)
        )
    if has_ruling:
        rulings = EarlyEnd.objects.filter(agreed=None, way=EndWay.RULING)
        found = found.filter(pk__in=rulings.values("contract"), state=ContractState.FILED)
    return found.order_by("-filed_at", "-pk")


def acts_for_owner(user: User, contract: Contract) -> bool:
    """Whether `user` stands on the owner's side of the contract; a role only claimed, or ended, puts nobody there."""
    owner = contract.procurement.owner.party
    return owner.memberships.filter(user=user, role=Role.OWNER, state=MembershipState.ACTIVE).exists()


def contracts_to_end(user: object) -> "QuerySet[Contract]":
    """The contracts of the owners and agencies `user` acts for: the only door to ending one early."""
    own = memberships(user, Act.END_CONTRACT).values("party")
    return all_contracts().filter(Q(procurement__owner__party__in=own) | Q(award__party__in=own))


def open_word(contract: Contract) -> EarlyEnd | None:
    """The word about the contract's early end that waits for the other side, or for its day."""
    return contract.ends.filter(agreed=None).exclude(way=EndWay.RULING).first()


def ruling_to_confirm(contract: Contract) -> EarlyEnd | None:
    """The ruling on the contract that one supervisor recorded and no second one looked at."""
    return contract.ends.filter(agreed=None, way=EndWay.RULING).select_related("proposed_by").first()


def rulings_waiting(user: User) -> "QuerySet[EarlyEnd]":
    """The recorded rulings that wait for a second supervisor, if not for this one."""
    waiting = EarlyEnd.objects.filter(agreed=None, way=EndWay.RULING, contract__state=ContractState.FILED)
    return waiting.exclude(proposed_by=user)


def contracts_for_owner(user: object) -> "QuerySet[Contract]":
    """The contracts of the owners `user` acts for."""
    return all_contracts().filter(procurement__owner__party__in=memberships(user, Act.FILE_CONTRACT).values("party"))
