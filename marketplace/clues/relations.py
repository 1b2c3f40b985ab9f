"""What connects bidders of one need: shared telephone, address, representative, clerks, device, account."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from django.utils.timezone import localtime

from cms.kernel.people.models import Membership, MembershipState
from cms.kernel.roles import Role
from marketplace.agencies.models import Agency, Control
from marketplace.clues.auctions import Auction
from marketplace.clues.findings import Finding
from marketplace.clues.models import DeviceMark
from marketplace.guarantees.models import Guarantee
from marketplace.needs.models import Need

NOISE = re.compile(r"[\s,，.。、()（）\-—#号]")
Kinds = dict[tuple[int, int], list[str]]
Days = tuple[date, date]


def relation_findings(auction: Auction) -> Iterator[Finding]:
    """Two bidders of the need that are connected (S020), with what connects them."""
    bidders = sorted({offer.bidder for offer in auction.offers})
    for pair, kinds in sorted(connections(bidders, days_to_bid(auction.need)).items()):
        yield Finding("S020", pair, auction.need, str(len(kinds)), "1", None, {"shared": kinds})


def days_to_bid(need_id: int) -> Days | None:
    """The first and the last day on which the need took bids; None for one that was never posted."""
    need = Need.objects.get(pk=need_id)
    return (localtime(need.posted_at).date(), localtime(need.closes_at).date()) if need.posted_at else None


def connections(parties: Sequence[int], days: Days | None = None) -> Kinds:
    """For each connected pair of the parties (by id) what they share; devices only of logins on those days."""
    found: Kinds = {}
    for kind, groups in shared(parties, days).items():
        for group in groups:
            for pair in combinations(sorted(group), 2):
                found.setdefault(pair, []).append(kind)
    return found


def shared(parties: Sequence[int], days: Days | None) -> Mapping[str, list[set[int]]]:
    """By kind of connection, the groups of parties that share one value."""
    agencies = list(
        Agency.objects.filter(party__in=parties).values_list(
            "party_id", "contact_mobile", "address", "legal_person_digest", "account_digest"
        )
    )
    clerks = Membership.objects.filter(party__in=parties, role=Role.AGENCY, state=MembershipState.ACTIVE)
    marks = DeviceMark.objects.filter(party__in=parties, day__range=days) if days else DeviceMark.objects.none()
    payers = Guarantee.objects.filter(party__in=parties).values_list("party_id", "payer_digest")
    own = [(party, digest) for party, *_rest, digest in agencies]
    held = Control.objects.filter(held__in=parties).values_list("held_id", "holder_id")
    return {
        "contact": _groups((party, mobile) for party, mobile, *_rest in agencies),
        "address": _groups((party, NOISE.sub("", address)) for party, _mobile, address, *_rest in agencies),
        "representative": _groups((party, person) for party, _mobile, _address, person, _account in agencies),
        "clerk": _groups(clerks.values_list("party_id", "user_id")),
        "holder": _groups(held),
        "device": _groups(marks.values_list("party_id", "device")),
        "account": _groups([*own, *payers]),
    }


def _groups(pairs: Iterable[tuple[int, object]]) -> list[set[int]]:
    by_value: dict[object, set[int]] = {}
    for party, value in pairs:
        if value:
            by_value.setdefault(value, set()).add(party)
    return [group for group in by_value.values() if len(group) > 1]
