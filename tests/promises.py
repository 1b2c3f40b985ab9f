"""The promises about money, each with the tests that hold it: ``python -m tests.promises`` writes docs/PROMISES.md.

``--run`` runs the named tests first and puts down how many passed, with ``--whole`` those too that take minutes;
without either the last figures are kept.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from xml.etree import ElementTree as ET

PROJECT: Final = Path(__file__).resolve().parents[1]
TABLE: Final = PROJECT / "docs" / "PROMISES.md"
D, B, G, N = (f"tests/policies/{room}/test_" for room in ("disbursement", "budgets", "grants", "notices"))
REGISTRY = "tests/policies/registry/test_"
HEAD: Final = """# Promises about public money

Every promise, the tests that hold it, and what they said last. Written by `python -m tests.promises --run`; a test
fails when a promise names no test, or a test that does not stand. Most races and faults named here have a control
beside them, in the same file, in which the guard is down.

| promise | tests | last figure |
|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence and the ids of its tests; those `by_hand` take minutes and are run in CI and with ``--whole``."""

    says: str
    tests: tuple[str, ...]
    by_hand: tuple[str, ...] = ()


PROMISES: Final = (
    Promise(
        "No benefit is granted twice, across versions and re-matches",
        (
            f"{G}grants.py::test_the_database_refuses_a_second_live_grant",
            f"{G}grants.py::test_a_second_decision_finds_nothing_left",
            f"{G}races.py::test_two_decisions_at_once_make_one_list",
            f"{G}races.py::test_without_the_lock_the_constraint_has_to_refuse",
        ),
    ),
    Promise(
        "No grant is paid twice, whatever is killed, repeated, delayed or lost",
        (
            f"{D}batches.py::test_the_database_refuses_a_second_payment_of_one_grant",
            f"{D}batches.py::test_the_database_refuses_a_second_live_attempt",
            f"{D}dispatch.py::test_a_second_errand_for_the_same_slice_sends_nothing",
            f"{D}stop_race.py::test_two_workers_never_claim_the_same_attempt",
            f"{D}disaster.py::test_a_claim_that_is_killed_half_way_has_moved_nothing",
            f"{D}disaster.py::test_were_a_claim_not_one_transaction_its_money_would_be_lost_in_flight",
        ),
        (
            f"{D}kill.py::test_whatever_is_killed_every_payment_is_paid_once",
            f"{D}kill.py::test_with_the_guard_down_the_same_storm_pays_twice",
            f"{D}kill.py::test_whenever_postgresql_is_stopped_under_the_workers_every_payment_is_paid_once",
            f"{D}kill.py::test_a_server_that_confirms_before_the_disk_has_it_forgets_what_was_sent_and_pays_twice",
        ),
    ),
    Promise(
        "A lost message delays, never loses",
        (f"{D}dispatch.py::test_a_bank_that_is_away_delays_and_loses_nothing",),
        (f"{D}kill.py::test_whatever_is_killed_every_payment_is_paid_once",),  # the broker is flushed in mid-run
    ),
    Promise(
        "A duplicate, late or out-of-order callback changes nothing",
        (
            f"{D}notices.py::test_notices_in_any_order_and_number_lead_to_the_same_end",
            f"{D}notices.py::test_a_notice_that_says_settled_settles_nothing",
            f"{D}notices.py::test_a_flipped_bit_or_an_old_time_is_refused_and_the_refusal_kept",
            f"{D}statements.py::test_answers_may_come_twice_late_and_in_any_order",
        ),
    ),
    Promise(
        "A 404 right after a time-out is not proof of non-payment",
        (
            f"{D}dispatch.py::test_404_right_after_a_time_out_is_no_proof",
            f"{D}sandbox.py::test_absent_now_does_not_mean_unpaid_later",
        ),
    ),
    Promise(
        "Reserved and paid never exceed the budget line, under any number of workers",
        (
            f"{B}budget_race.py::test_eight_processes_never_overdraw_a_line",
            f"{B}budget_race.py::test_read_then_write_without_the_constraint_overdraws_it",
        ),
    ),
    Promise(
        "The ledger sums to zero, a balance is the fold of its entries, nothing is negative but the contra accounts",
        (
            f"{B}ledger_model.py::test_the_ledger_does_what_the_model_does",
            f"{B}ledger.py::test_the_database_refuses_to_rewrite_the_ledger",
            f"{B}ledger.py::test_a_transfer_is_reversed_once_and_whole",
            f"{B}ledger.py::test_without_the_constraint_a_double_reversal_balances_perfectly",
            f"{B}ledger.py::test_check_ledger_tells_a_tampered_ledger",
        ),
    ),
    Promise(
        "Every line holds reserved, in flight, paid and returned what its grants and payments come to",
        (
            f"{D}tallies.py::test_at_every_step_of_a_payment_by_two_lines_the_ledger_holds_what_it_is_kept_for",
            f"{D}tallies.py::test_each_planted_fault_is_named_with_its_difference_though_the_ledger_adds_up",
            f"{D}tallies.py::test_a_day_is_not_closed_on_books_that_hold_something_else",
            f"{D}sources.py::test_the_database_refuses_lines_without_an_amount_or_without_a_line",
            f"{D}sources.py::test_without_the_strict_function_a_pair_without_an_amount_passes",
        ),
    ),
    Promise(
        "A payment goes to another account by two people; what the bank gave back is no award until it is paid again",
        (
            f"{D}redirecting.py::test_a_held_payment_goes_to_another_account_by_one_person_and_on_by_a_second",
            f"{D}redirecting.py::test_without_the_second_person_s_rule_one_could_redirect_and_release_the_hold",
            f"{D}redirecting.py::test_of_a_held_payment_the_database_lets_only_the_account_be_another",
            f"{D}given_back.py::test_what_the_bank_gave_back_is_no_award_until_it_is_paid_again",
            f"{G}other_payees.py::test_a_payee_whose_account_died_gets_a_held_payment_and_the_enterprises_theirs",
        ),
    ),
    Promise(
        "What PostgreSQL confirmed survives its immediate stop, and a restored backup has the same ledger",
        (
            f"{D}disaster.py::test_what_was_confirmed_before_an_immediate_stop_is_there_after_it",
            f"{D}disaster.py::test_confirmed_before_it_is_on_disk_it_may_be_gone_and_the_ledger_is_still_sound",
            f"{D}disaster.py::test_a_restored_backup_has_the_same_ledger",
        ),
    ),
    Promise(
        "The payments of a grant sum to its amount: by year, level and payee, each part on its own lines",
        (
            f"{G}instalments.py::test_the_parts_of_any_amount_sum_to_it_year_by_year_and_level_by_level",
            f"{G}instalments.py::test_each_instalment_is_reserved_on_the_lines_of_its_year_by_level",
            f"{G}instalments.py::test_a_decision_without_a_line_for_each_year_and_level_is_refused_and_changes_nothing",
            f"{G}instalments.py::test_an_unknown_condition_pays_nothing_until_the_department_confirms_with_a_reason",
            f"{D}sources.py::test_both_lines_bear_their_part_from_the_reservation_to_the_statement",
            f"{D}sources.py::test_a_refused_or_returned_payment_goes_back_to_both_lines_and_is_paid_again",
        ),
    ),
    Promise(
        "What is owed is looked at again before it is locked, on the facts of that day",
        (
            f"{D}drift.py::test_a_corrected_fact_holds_the_payment_with_what_the_rule_says_now",
            f"{D}conditions.py::test_a_condition_that_held_and_holds_no_more_holds_that_payment_alone",
            f"{D}conditions.py::test_without_the_second_look_it_would_be_paid",
            f"{D}drift.py::test_only_what_changed_is_held_by_the_lock",
            f"{D}drift.py::test_facts_stated_again_without_a_change_hold_nothing",
        ),
    ),
    Promise(
        "A large batch needs as many more signatures as its tier asks for",
        (
            f"{D}tiers.py::test_a_batch_over_a_tier_is_released_only_when_so_many_more_have_signed",
            f"{D}tiers.py::test_who_signed_a_batch_does_not_countersign_it",
        ),
    ),
    Promise(
        "What was approved is what is paid",
        (
            f"{D}batches.py::test_the_database_refuses_to_change_what_was_locked",
            f"{D}batches.py::test_with_that_guard_down_the_hash_still_refuses_the_next_step",
            f"{D}batches.py::test_a_payment_taken_out_or_slipped_in_is_noticed",
            f"{D}dispatch.py::test_what_was_changed_after_release_is_not_sent",
        ),
    ),
    Promise(
        "Maker, checker, releaser are three people; nobody handles their own enterprise's payment",
        (
            f"{D}batches.py::test_each_step_is_open_to_one_role_only",
            f"{D}batches.py::test_one_person_with_every_role_takes_one_step_only",
            f"{D}batches.py::test_the_database_refuses_a_second_signature_of_one_person",
            f"{D}batches.py::test_nobody_handles_the_payment_of_their_own_enterprise",
        ),
    ),
    Promise(
        "The stop switch halts dispatch at once",
        (
            f"{D}stop_race.py::test_no_claim_commits_after_the_switch_is_thrown",
            f"{D}stop_race.py::test_read_without_the_lock_a_claim_slips_through",
        ),
    ),
    Promise(
        "Opening and entries make closing on every statement; a day closes only without unexplained breaks",
        (
            f"{D}statements.py::test_an_unsound_statement_is_refused_whole",
            f"{D}statements.py::test_a_contradiction_freezes_the_payment_and_raises_an_alarm",
            f"{D}statements.py::test_money_that_nobody_ordered_is_an_alarm",
            f"{D}breaks.py::test_a_day_with_an_open_break_or_an_open_day_before_it_does_not_close",
        ),
    ),
    Promise(
        "A statement brought as a file is booked only once another person has confirmed it",
        (
            f"{D}brought.py::test_a_brought_statement_settles_nothing_until_another_person_confirms_it",
            f"{D}brought.py::test_the_database_refuses_a_confirmation_by_one_person_and_a_changed_file",
            f"{D}brought_race.py::test_of_two_who_confirm_at_once_one_does_and_the_other_is_told",
            f"{D}brought_race.py::test_without_the_row_held_and_moved_from_its_state_both_confirm",
        ),
    ),
    Promise(
        "Nothing is paid to an account that neither its enterprise confirmed nor a second officer verified",
        (
            f"{REGISTRY}accounts.py::test_the_database_refuses_a_verified_account_that_nobody_verified",
            f"{REGISTRY}accounts.py::test_who_had_a_part_in_a_file_does_not_verify_its_accounts",
            f"{G}persons.py::test_what_goes_to_a_person_waits_until_a_second_person_has_verified_who_it_is",
            f"{G}persons.py::test_who_gives_a_person_does_not_verify_it_nor_who_acts_for_the_enterprise",
        ),
    ),
    Promise(
        "A state changes only along its table, and settlement comes from the statement alone",
        (
            f"{D}batches.py::test_the_database_refuses_a_move_that_the_table_does_not_have",
            f"{D}dispatch.py::test_released_payments_are_accepted_and_settled_by_the_statement_only",
        ),
    ),
    Promise(
        "The bank is never called inside a transaction",
        (f"{D}dispatch.py::test_the_bank_is_never_called_inside_a_transaction",),
    ),
    Promise(
        "An attempt in doubt is concluded unpaid only by two people over the complete statement",
        (
            f"{D}dispatch.py::test_a_sender_that_died_leaves_an_unknown_that_two_people_resolve",
            f"{D}statements.py::test_nobody_can_call_unpaid_what_a_later_statement_shows",
        ),
    ),
    Promise(
        "Contradictions are never dropped: a late success freezes the payment until two people resolve it",
        (
            f"{D}statements.py::test_a_late_success_of_a_rejected_attempt_freezes_the_payment",
            f"{D}breaks.py::test_one_person_closes_no_break_not_even_past_the_services",
        ),
    ),
    Promise(
        "Nobody loses a benefit by silence before three recorded contacts and a published list",
        (
            f"{G}silence.py::test_silence_without_contacts_keeps_the_share_and_holds_nobody_back",
            f"{G}silence.py::test_the_late_silent_lapse_after_contacts_and_list_and_their_share_is_free_again",
        ),
    ),
    Promise(
        "An objection holds back its own line and no other; a changed amount is shown again",
        (
            f"{N}orders.py::test_a_corrected_amount_is_shown_again_alone_and_what_is_reserved_follows",
            f"{N}orders.py::test_shares_that_differ_from_what_was_shown_are_shown_again_with_both_amounts",
        ),
    ),
    Promise(
        "A payment that waits for another account can be given up by two people, and its money is available again, "
        "from wherever it stands",
        (
            f"{D}cancelling.py::test_what_is_being_corrected_is_cancelled_by_two_people_and_its_money_is_available",
            f"{D}cancelling.py::test_without_reserving_it_again_first_it_would_give_away_what_others_reserved",
        ),
    ),
    Promise(
        "What comes late or twice is paid from nobody else's reservation, and leaves less than nothing nowhere",
        (
            f"{D}breaks.py::test_a_late_success_of_what_came_back_takes_up_that_money_and_none_of_the_others",
            f"{D}breaks.py::test_without_taking_it_up_first_the_others_reservation_pays",
            f"{D}given_back.py::test_the_whole_of_what_was_recovered_in_part_does_not_come_back_unseen",
            f"{D}given_back.py::test_believed_like_any_return_it_would_leave_less_than_nothing_paid",
        ),
    ),
    Promise(
        "Whom a policy pays beside its enterprises is named by two people",
        (
            f"{G}other_payees.py::test_whom_one_reviewer_names_is_paid_only_once_another_has_confirmed_it",
            f"{G}other_payees.py::test_the_database_refuses_a_payee_that_one_person_named_and_confirmed",
        ),
    ),
    Promise(
        "A statement found in the bank's folder counts only with the bank's signature",
        (
            f"{D}signed_files.py::test_a_file_of_the_folder_counts_only_with_the_banks_signature",
            f"{D}signed_files.py::test_a_forged_statement_in_the_folder_settles_nothing_and_is_kept_as_refused",
            f"{D}signed_files.py::test_without_the_secret_a_forged_statement_settles",
        ),
    ),
    Promise(
        "A dump of the database shows no account number and no petitioner's or paid person's name",
        (
            "tests/stories/test_personal_data.py::test_a_dump_after_the_whole_story_shows_none_of_the_planted_numbers",
            "tests/stories/test_personal_data.py::test_a_number_planted_in_the_clear_is_found",
            f"{G}persons.py::test_a_person_is_paid_and_receipted_and_no_table_shows_who_it_is",
            f"{G}persons.py::test_whoever_is_named_in_the_clear_is_found",
        ),
    ),
)


def figures_of(text: str) -> dict[str, str]:
    """The last figure of each promise in a written table."""
    rows = re.findall(r"^\| (.+?) \| .+ \| (.+?) \|$", text, re.MULTILINE)
    return {says: figure for says, figure in rows if says != "promise"}


def written(figures: Mapping[str, str]) -> str:
    """The table."""
    rows = []
    for promise in PROMISES:
        tests = "<br>".join(f"`{test.removeprefix('tests/')}`" for test in (*promise.tests, *promise.by_hand))
        rows.append(f"| {promise.says} | {tests} | {figures.get(promise.says, 'not run')} |")
    return HEAD + "\n".join(rows) + "\n"


def run(promises: Sequence[Promise], *, whole: bool) -> dict[str, str]:
    """What became of each promise's tests when all were run at once, with the time they took and the day."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        tests = sorted({test for promise in promises for test in (*promise.tests, *(promise.by_hand if whole else ()))})
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *tests]
        subprocess.run(command, cwd=PROJECT, check=False)
        cases = [case.attrib | {"bad": len(case)} for case in ET.parse(report).iter("testcase")]
    return {promise.says: figure(promise, cases) for promise in promises}


def figure(promise: Promise, cases: Sequence[Mapping[str, Any]]) -> str:
    """So many passed of so many (a test may stand for several cases), their seconds, and the day."""
    named = (*promise.tests, *promise.by_hand)
    wanted = {test.removesuffix(".py").replace("/", ".").replace(".py::", "::") for test in named}
    mine = [case for case in cases if f"{case['classname']}::{case['name'].partition('[')[0]}" in wanted]
    seconds = sum(float(case["time"]) for case in mine)
    passed = sum(not case["bad"] for case in mine)
    return f"{passed} of {len(mine)} passed in {seconds:.1f} s ({datetime.now(UTC):%Y-%m-%d})"


def main() -> None:
    """Write the table; with --run after running what it names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", action="store_true")
    parser.add_argument("--whole", action="store_true")
    given = parser.parse_args()
    figures = figures_of(TABLE.read_text(encoding="utf-8")) if TABLE.exists() else {}
    if given.run or given.whole:
        figures |= run(PROMISES, whole=given.whole)
    TABLE.write_text(written(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
