"""A state moves along its table, once, and leaves an event; a refused move leaves nothing."""

import threading
from contextlib import suppress

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.transaction import atomic
from django.test.utils import CaptureQueriesContext

from cms.kernel import states, trail
from cms.kernel.errors import WrongState
from cms.kernel.people.models import Membership, MembershipState, Party, User
from cms.kernel.people.services import register_party
from cms.kernel.roles import Role
from cms.kernel.states import CountChanged, Vanished, advance, advance_all, advance_each, locked, of_each
from cms.kernel.trail import Event, broken_links, events_about, record, record_each

USCC = "91340000MA2MQ0001T"


def claimed(number: int = 1) -> Membership:
    user = User.objects.create_user(name=f"张{number}", email=f"zhang{number}@example.cn")
    party, _ = Party.objects.get_or_create(uscc=USCC, defaults={"name": "云川某某有限公司"})
    return Membership.objects.create(user=user, party=party, role=Role.ENTERPRISE)


@pytest.mark.django_db
def test_a_row_advances_along_its_table_and_says_so() -> None:
    membership = claimed()
    event = advance(membership, MembershipState.ACTIVE, by=membership.user, proof=7)
    assert membership.state == MembershipState.ACTIVE
    assert (event.name, event.data) == ("membership.active", {"from": "claimed", "proof": 7})


@pytest.mark.django_db
def test_a_move_that_is_not_in_the_table_is_refused_and_changes_nothing() -> None:
    membership = claimed()
    with pytest.raises(WrongState):
        advance(membership, MembershipState.ENDED, by=None)
    membership.refresh_from_db()
    assert membership.state == MembershipState.CLAIMED
    assert not Event.objects.filter(subject_type="kernel.membership").exists()


@pytest.mark.django_db
def test_a_stale_row_cannot_advance_a_second_time() -> None:
    membership = claimed()
    stale = Membership.objects.get(pk=membership.pk)
    advance(membership, MembershipState.ACTIVE, by=None)
    with pytest.raises(WrongState):
        advance(stale, MembershipState.ACTIVE, by=None)


@pytest.mark.django_db
def test_a_set_moves_as_a_whole_or_not_at_all() -> None:
    first, second = claimed(1), claimed(2)
    advance(second, MembershipState.REFUSED, by=None)
    both = Membership.objects.filter(pk__in=[first.pk, second.pk])
    with pytest.raises(CountChanged), transaction.atomic():
        advance_all(both, MembershipState.ACTIVE, about=first.party, by=None, expected=2)
    first.refresh_from_db()
    assert first.state == MembershipState.CLAIMED
    event = advance_all(both, MembershipState.ACTIVE, about=first.party, by=None, expected=1)
    assert (event.name, event.data["count"]) == ("memberships.active", 1)


@pytest.mark.django_db
def test_each_row_of_a_set_gets_its_own_text_as_it_moves() -> None:
    first, second = claimed(1), claimed(2)
    both = Membership.objects.filter(pk__in=[first.pk, second.pk])
    values = {"reason": of_each({first.pk: "法定代表人", second.pk: 'it\'s 100% "so"'})}
    advance_all(both, MembershipState.ACTIVE, about=first.party, by=None, expected=2, values=values)
    assert list(both.order_by("pk").values_list("reason", flat=True)) == ["法定代表人", 'it\'s 100% "so"']


@pytest.mark.django_db
def test_each_row_of_a_set_moves_with_an_event_of_its_own_by_a_few_statements() -> None:
    rows = [claimed(number) for number in range(8)]
    record("membership.noted", about=rows[0], by=None)
    data = {row.pk: {"proof": row.pk} for row in rows}
    with CaptureQueriesContext(connection) as asked:
        events = advance_each(
            rows, MembershipState.ACTIVE, by=rows[0].user, values={"reason": "x"}, event="membership.let_in", data=data
        )
    assert len(asked) == 3
    assert (
        {row.state for row in rows}
        == {MembershipState.ACTIVE}
        == set(Membership.objects.values_list("state", flat=True))
    )
    assert [event.data for event in events] == [{"from": "claimed", "proof": row.pk} for row in rows]
    for row in rows:
        advance(row, MembershipState.ENDED, by=None)
        assert broken_links(list(events_about(row))) == []
    assert [event.sequence for event in events_about(rows[0])] == [1, 2, 3]


@pytest.mark.django_db
def test_a_set_of_which_one_row_was_moved_meanwhile_leaves_nothing() -> None:
    rows = [claimed(1), claimed(2)]
    advance(Membership.objects.get(pk=rows[1].pk), MembershipState.REFUSED, by=None)
    events = Event.objects.count()
    with pytest.raises(CountChanged), transaction.atomic():
        advance_each(rows, MembershipState.ACTIVE, by=None)
    rows[1].refresh_from_db()
    with pytest.raises(WrongState):
        advance_each(rows, MembershipState.ENDED, by=None)
    assert (Membership.objects.get(pk=rows[0].pk).state, Event.objects.count()) == ("claimed", events)


@pytest.mark.django_db
def test_a_row_that_is_not_there_is_refused() -> None:
    with pytest.raises(Vanished):
        locked(Membership, 0)


def two_approvals(membership_id: int, *, patience: float) -> list[str]:
    """Two threads approve at once: each reads the state, waits `patience` seconds for the other to read, writes."""
    meet = threading.Barrier(2, timeout=patience)
    outcomes: list[str] = []

    def approve() -> None:
        try:
            with atomic():
                row = states.locked(Membership, membership_id)
                is_claimed = row.state == MembershipState.CLAIMED
                with suppress(threading.BrokenBarrierError):
                    meet.wait()
                if not is_claimed:
                    outcomes.append("refused")
                    return
                Membership.objects.filter(pk=membership_id).update(state=MembershipState.ACTIVE)
                outcomes.append("approved")
        finally:
            connection.close()

    threads = [threading.Thread(target=approve) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_a_locked_row_is_decided_by_one_person_only(committed_db: object) -> None:
    assert two_approvals(claimed().pk, patience=1) == ["approved", "refused"]


def test_control_without_the_lock_two_people_decide(committed_db: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "locked", lambda model, pk: model.objects.get(pk=pk))
    assert two_approvals(claimed().pk, patience=30) == ["approved", "approved"]


def two_events(party: Party, monkeypatch: pytest.MonkeyPatch, *, patience: float) -> list[str]:
    """Two threads write on the same trail at once: each reads its last link, waits for the other to read, writes."""
    meet, outcomes, read = threading.Barrier(2, timeout=patience), list[str](), trail._last_links

    def read_and_meet(subject_type: str, ids: list[int]) -> dict[int, trail.Link]:
        links = read(subject_type, ids)
        with suppress(threading.BrokenBarrierError):
            meet.wait()
        return links

    def write() -> None:
        try:
            with atomic():
                record_each("party.noted", about=[party], by=None, data={})
            outcomes.append("written")
        except IntegrityError:
            outcomes.append("refused")
        finally:
            connection.close()

    monkeypatch.setattr(trail, "_last_links", read_and_meet)
    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_events_written_for_a_set_follow_one_another_on_each_trail(
    committed_db: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    party = register_party(uscc=USCC, name="云川某某有限公司", by=None)
    assert two_events(party, monkeypatch, patience=1) == ["written", "written"]
    assert broken_links(list(events_about(party))) == []


def test_control_without_the_trail_s_lock_two_events_meet(
    committed_db: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    party = register_party(uscc=USCC, name="云川某某有限公司", by=None)
    unlocked = trail._LAST_LINKS.replace("pg_advisory_xact_lock(hashtext(%(type)s), (id %% 2147483648)::int)", "1")
    monkeypatch.setattr(trail, "_LAST_LINKS", unlocked)
    assert two_events(party, monkeypatch, patience=30) == ["refused", "written"]


@pytest.mark.django_db
def test_events_of_a_thing_are_chained_and_a_forged_one_shows() -> None:
    party = register_party(uscc=USCC, name="云川某某有限公司", by=None)
    record("party.noted", about=party, by=None, page=1)
    chain = list(events_about(party))
    assert [event.sequence for event in chain] == [1, 2]
    assert broken_links(chain) == []
    chain[0].data = {"page": 9}
    assert broken_links(chain) == [chain[0]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    ["UPDATE kernel_event SET name='x'", "DELETE FROM kernel_event", "TRUNCATE kernel_event CASCADE"],
)
def test_the_database_refuses_to_change_the_trail(statement: str) -> None:
    register_party(uscc=USCC, name="云川某某有限公司", by=None)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=r"[Cc]annot|append-only"), transaction.atomic():
            cursor.execute(statement)
    assert Event.objects.get().name == "party.registered"


@pytest.mark.django_db
def test_an_event_costs_two_queries_and_a_row_with_what_lies_beside_it_one() -> None:
    membership = claimed()
    with CaptureQueriesContext(connection) as link_and_event:
        record("membership.noted", about=membership, by=None)
    assert len(link_and_event) == 2
    with CaptureQueriesContext(connection) as one:
        row = locked(Membership, membership.pk, "party", "user")
        assert (row.party.uscc, row.user.pk) == (USCC, membership.user_id)
    assert len(one) == 1
    assert "FOR NO KEY UPDATE OF" in one[0]["sql"]


def test_two_events_of_a_thing_at_once_stand_one_after_the_other(committed_db: object) -> None:
    party = Party.objects.create(uscc=USCC, name="云川某某有限公司")

    def note() -> None:
        with atomic():
            record("party.noted", about=party, by=None)
        connection.close()

    threads = [threading.Thread(target=note) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    chain = list(events_about(party))
    assert [event.sequence for event in chain] == [1, 2, 3, 4]
    assert broken_links(chain) == []


def test_an_event_outside_a_transaction_is_a_bug(committed_db: object) -> None:
    party = Party.objects.create(uscc=USCC, name="云川某某有限公司")
    with pytest.raises(RuntimeError):
        record("party.noted", about=party, by=None)
