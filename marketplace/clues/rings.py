"""Clues in who meets whom over many needs: cliques of agencies, winning in turn, companions that always lose."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from marketplace.clues.auctions import Auction
from marketplace.clues.chance import meets_as_often, wins_so_often, wins_so_seldom
from marketplace.clues.findings import Finding, decimal

SURE = Fraction(1, 100)
"""The chance, multiplied by how many pairs were looked at, below which meeting is no accident (Bonferroni)."""
LEAST_MEETINGS = 4
LEAST_TURNS = 6
MOST_WON = Fraction(4, 5)
Pairs = Mapping[tuple[int, int], Fraction]


def ring_findings(auctions: Sequence[Auction]) -> Iterator[Finding]:
    """Cliques (S010), winning in turn within one (S011), and companions that always lose (S012)."""
    held = [auction for auction in auctions if len(auction.valid) > 1]
    pairs = close_pairs(held)
    for clique in cliques(pairs):
        joint = [auction for auction in held if clique <= {offer.bidder for offer in auction.valid}]
        told = {"joint": len(joint), "needs": [auction.need for auction in joint[:50]]}
        chance = max(pairs[pair] for pair in combinations(sorted(clique), 2))
        yield Finding("S010", tuple(sorted(clique)), None, str(len(clique)), "3", chance, told)
        yield from _in_turn(clique, joint)
    yield from _companions(held)


def close_pairs(auctions: Sequence[Auction]) -> dict[tuple[int, int], Fraction]:
    """The pairs that meet more often than chance lets them, with the chance after Bonferroni; needs are those of the
    service types in which both bid."""
    by_type: dict[str, list[set[int]]] = {}
    for auction in auctions:
        by_type.setdefault(auction.service_type, []).append({offer.bidder for offer in auction.valid})
    bids = {kind: Counter(bidder for group in groups for bidder in group) for kind, groups in by_type.items()}
    met = Counter(pair for groups in by_type.values() for group in groups for pair in combinations(sorted(group), 2))
    tried = max(len(met), 1)
    found = {}
    for (one, other), together in met.items():
        kinds = [kind for kind, counts in bids.items() if counts[one] and counts[other]]
        first, second = (sum(bids[kind][bidder] for kind in kinds) for bidder in (one, other))
        needs = sum(len(by_type[kind]) for kind in kinds)
        if together >= LEAST_MEETINGS:
            chance = meets_as_often(needs, first, second, together) * tried
            if chance <= SURE:
                found[one, other] = chance
    return found


def cliques(pairs: Pairs) -> list[frozenset[int]]:
    """The largest groups of three or more in which every two are a close pair (Bron and Kerbosch, with a pivot)."""
    near: dict[int, set[int]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    found: list[frozenset[int]] = []

    def grow(clique: set[int], open_to: set[int], seen: set[int]) -> None:
        if not open_to and not seen:
            if len(clique) > 2:
                found.append(frozenset(clique))
            return
        pivot = max(open_to | seen, key=lambda one: len(near[one] & open_to))
        for one in sorted(open_to - near[pivot]):
            grow(clique | {one}, open_to & near[one], seen & near[one])
            open_to = open_to - {one}
            seen = seen | {one}

    grow(set(), set(near), set())
    return sorted(found, key=sorted)


def _in_turn(clique: frozenset[int], joint: Sequence[Auction]) -> Iterator[Finding]:
    """Winners of the joint needs follow one another with fewer repeats than the binomial distribution lets them."""
    winners = [auction.winner for auction in joint if auction.winner in clique]
    if len(winners) < LEAST_TURNS:
        return
    repeats = sum(before == after for before, after in pairwise(winners))
    chance = wins_so_seldom([Fraction(1, len(clique))] * (len(winners) - 1), repeats)
    if chance <= SURE:
        told = {"winners": winners[:50], "repeats": repeats}
        yield Finding("S011", tuple(sorted(clique)), None, str(repeats), str(len(winners) - 1), chance, told)


def _companions(auctions: Sequence[Auction]) -> Iterator[Finding]:
    """Agencies that bid often, never won, and nearly always lost to one and the same winner."""
    by_bidder: dict[int, list[Auction]] = {}
    for auction in auctions:
        for offer in auction.valid:
            by_bidder.setdefault(offer.bidder, []).append(auction)
    looked_at = max(len(by_bidder), 1) ** 2
    for loser, bids in sorted(by_bidder.items()):
        winners = Counter(auction.winner for auction in bids if auction.winner is not None)
        if len(bids) < LEAST_TURNS or winners[loser] or not winners:
            continue
        winner, won = winners.most_common(1)[0]
        share = Fraction(won, len(bids))
        shared = [auction for auction in bids if any(offer.bidder == winner for offer in auction.valid)]
        chance = wins_so_often([Fraction(1, len(auction.valid)) for auction in shared], won) * looked_at
        if winner is not None and share >= MOST_WON and chance <= SURE:
            told = {"bids": len(bids), "won_by_the_other": won}
            yield Finding("S012", (loser, winner), None, decimal(share), decimal(MOST_WON), chance, told)
