"""What connects bidders of one need: shared telephone, address, representative, clerks."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from cms.kernel.people.models import Membership, MembershipState
from cms.kernel.roles import Role
from marketplace.agencies.models import Agency, Control
from marketplace.clues.auctions import Auction
from marketplace.clues.findings import Finding

NOISE = re.compile(r"[\s,，.。、()（）\-—#号]")
Kinds = dict[tuple[int, int], list[str]]


def relation_findings(auction: Auction) -> Iterator[Finding]:
    """Two bidders of the need that are connected (S020), with what connects them."""
    bidders = sorted({offer.bidder for offer in auction.offers})
    for pair, kinds in sorted(connections(bidders).items()):
        yield Finding("S020", pair, auction.need, str(len(kinds)), "1", None, {"shared": kinds})


def connections(parties: Sequence[int]) -> Kinds:
    """For each connected pair of the parties (by id) what they share."""
    found: Kinds = {}
    for kind, groups in shared(parties).items():
        for group in groups:
            for pair in combinations(sorted(group), 2):
                found.setdefault(pair, []).append(kind)
    return found


def shared(parties: Sequence[int]) -> Mapping[str, list[set[int]]]:
    """By kind of connection, the groups of parties that share one value."""
    agencies = list(
        Agency.objects.filter(party__in=parties).values_list(
            "party_id", "contact_mobile", "address", "legal_person_digest"
        )
    )
    clerks = Membership.objects.filter(party__in=parties, role=Role.AGENCY, state=MembershipState.ACTIVE)
    held = Control.objects.filter(held__in=parties).values_list("held_id", "holder_id")
    return {
        "contact": _groups((party, mobile) for party, mobile, _address, _person in agencies),
        "address": _groups((party, NOISE.sub("", address)) for party, _mobile, address, _person in agencies),
        "representative": _groups((party, person) for party, _mobile, _address, person in agencies),
        "clerk": _groups(clerks.values_list("party_id", "user_id")),
        "holder": _groups(held),
    }


def _groups(pairs: Iterable[tuple[int, object]]) -> list[set[int]]:
    by_value: dict[object, set[int]] = {}
    for party, value in pairs:
        if value:
            by_value.setdefault(value, set()).add(party)
    return [group for group in by_value.values() if len(group) > 1]
