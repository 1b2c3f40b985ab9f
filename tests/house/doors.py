"""Who may open which address: one row per address of ours, one per front door of the third-party parts.

`opens` is the act that opens it, PUBLIC or SIGNED_IN. `thing` names what of the small town (town.py) stands in the
address. `hides` says that somebody of the same role for another party does not get to see the thing.
"""

from dataclasses import dataclass
from typing import Final

from cms.kernel.access import OFFICERS, Act
from cms.kernel.roles import Role

PUBLIC: Final = "public"
SIGNED_IN: Final = "signed in"
EVERY_ROLE: Final = frozenset(Role)
BIDDING_SIDES: Final = frozenset({Role.AGENCY, Role.OWNER})
OUTSIDE: Final = EVERY_ROLE - OFFICERS


@dataclass(frozen=True)
class Row:
    """One address of ours."""

    opens: Act | str
    thing: str = ""
    hides: bool = False
    hides_from: frozenset[Role] = EVERY_ROLE
    is_signed: bool = False  # another server's door: whoever calls without a signature is refused
    refuses: bool = False  # everybody who is signed in is told that it is not for them


DOORS: Final[dict[str, Row]] = {
    # the house
    "policy_rule_language": Row(SIGNED_IN),
    "policy_rule_check": Row(SIGNED_IN),
    "policy_rule_simulate": Row(SIGNED_IN),
    "styleguide": Row(PUBLIC),
    "pages:policy_calendar": Row(PUBLIC),
    "pages:policy_calendar_file": Row(PUBLIC),
    "figures:dashboard": Row(PUBLIC),
    "workbench:home": Row(SIGNED_IN),
    "figures:payments": Row(Act.SEE_PAYMENTS),
    "workbench:find": Row(Act.SEE_TRAIL),
    "workbench:trail": Row(Act.SEE_TRAIL, "trail"),
    # kernel
    "kernel:my_roles": Row(SIGNED_IN),
    "kernel:not_for_you": Row(SIGNED_IN, refuses=True),
    "kernel:claim": Row(SIGNED_IN),
    "kernel:act_for": Row(SIGNED_IN, "membership", hides=True),
    "kernel:claims": Row(Act.APPROVE_MEMBERSHIP),
    "kernel:decide_claim": Row(Act.APPROVE_MEMBERSHIP, "claim"),
    "kernel:file": Row(PUBLIC, "file", hides=True, hides_from=OUTSIDE),
    "kernel:job": Row(Act.SEE_JOBS, "job"),
    "kernel:cancel_job": Row(Act.SEE_JOBS, "job"),
    "kernel:exports": Row(Act.SEE_JOBS),
    "kernel:export_file": Row(Act.SEE_JOBS, "export", hides=True),
    "kernel:inbox": Row(SIGNED_IN),
    "kernel:read_message": Row(SIGNED_IN, "message", hides=True),
    # policies: registry and matching
    "policies:imports": Row(Act.IMPORT_FACTS),
    "policies:import": Row(Act.IMPORT_FACTS, "import"),
    "policies:let_in": Row(Act.IMPORT_FACTS, "import"),
    "policies:cancel_import": Row(Act.IMPORT_FACTS, "import"),
    "policies:import_rejects": Row(Act.IMPORT_FACTS, "import"),
    "policies:enterprises": Row(Act.SEE_REGISTRY),
    "policies:enterprise": Row(Act.SEE_REGISTRY, "enterprise"),
    "policies:verify_account": Row(Act.IMPORT_FACTS, "account"),
    "policies:gaps": Row(Act.SEE_REGISTRY),
    "policies:conflicts": Row(Act.SEE_REGISTRY),
    "policies:settle_conflict": Row(Act.IMPORT_FACTS, "conflict"),
    "policies:contests": Row(Act.SEE_REGISTRY),
    "policies:answer_contest": Row(Act.IMPORT_FACTS, "contest"),
    "policies:stale": Row(Act.SEE_REGISTRY),
    "policies:source_keys": Row(Act.ISSUE_SOURCE_KEY),
    "policies:retire_key": Row(Act.ISSUE_SOURCE_KEY, "source_key"),
    "policies:own_facts": Row(Act.SEE_OWN_BENEFITS),
    "policies:contest_fact": Row(Act.CONFIRM_GRANT, "fact", hides=True),
    "policies:push": Row(PUBLIC),
    "policies:pushed": Row(PUBLIC, "import", is_signed=True),
    "policies:all_matches": Row(Act.SEE_MATCHES),
    "policies:match_rounds": Row(Act.SEE_MATCHES),
    "policies:match_round": Row(Act.SEE_MATCHES, "match_round"),
    "policies:cancel_match_round": Row(Act.CANCEL_MATCHING, "match_round"),
    "policies:matches_of_enterprise": Row(Act.SEE_MATCHES, "enterprise"),
    "policies:matches": Row(Act.SEE_MATCHES, "version"),
    "policies:export_matches": Row(Act.SEE_MATCHES, "version"),
    "pages:short_address": Row(PUBLIC, "policy_code"),
    "pages:short_address_code": Row(PUBLIC, "policy_code"),
    # policies: budgets
    "policies:budget_lines": Row(Act.SEE_PAYMENTS),
    "policies:new_budget_line": Row(Act.MANAGE_BUDGET),
    "policies:budget_line": Row(Act.SEE_PAYMENTS, "line"),
    "policies:change_budget_line": Row(Act.MANAGE_BUDGET, "line"),
    # policies: check-up and outreach
    "policies:checkup": Row(Act.SEE_OWN_BENEFITS),
    "policies:questionnaire": Row(PUBLIC),
    "policies:eligibility_subscriptions": Row(Act.SEE_OWN_BENEFITS),
    "policies:end_subscription": Row(Act.SEE_OWN_BENEFITS, "wish", hides=True),
    "policies:unsubscribe": Row(PUBLIC, "wish_token"),
    "policies:call_for_fact": Row(Act.DECIDE_GRANT, "version", hides=True),
    # policies: grants and notices
    "policies:benefits": Row(Act.SEE_OWN_BENEFITS),
    "policies:benefit": Row(Act.SEE_OWN_BENEFITS, "grant", hides=True),
    "policies:new_account": Row(Act.CONFIRM_GRANT, "grant", hides=True),
    "policies:decisions": Row(Act.DECIDE_GRANT),
    "policies:decision": Row(Act.DECIDE_GRANT, "decision", hides=True),
    "policies:decide": Row(Act.DECIDE_GRANT, "version", hides=True),
    "policies:contacts": Row(Act.DECIDE_GRANT),
    "policies:contact": Row(Act.DECIDE_GRANT, "decision", hides=True),
    "policies:grant": Row(Act.DECIDE_GRANT, "grant", hides=True),
    "policies:grant_instalments": Row(Act.DECIDE_GRANT, "grant", hides=True),
    "policies:instalments": Row(Act.DECIDE_GRANT),
    "policies:payees": Row(Act.DECIDE_GRANT, "version", hides=True),
    "policies:publish_silent_list": Row(Act.PUBLISH_NOTICE, "decision", hides=True),
    "policies:silent_lists": Row(PUBLIC),
    "policies:silent_list": Row(PUBLIC, "silent_list"),
    "policies:notice_paper": Row(PUBLIC, "notice"),
    "policies:new_petition": Row(PUBLIC, "petition_kind"),
    "policies:follow_petition": Row(PUBLIC),
    "policies:complaints": Row(Act.HANDLE_COMPLAINT),
    "policies:complaint": Row(Act.HANDLE_COMPLAINT, "complaint", hides=True),
    "policies:reports": Row(Act.HANDLE_REPORT),
    "policies:report": Row(Act.HANDLE_REPORT, "report"),
    "policies:notices": Row(PUBLIC),
    "policies:notice": Row(PUBLIC, "notice"),
    "policies:object": Row(PUBLIC, "notice"),
    "policies:objections": Row(Act.DECIDE_OBJECTION),
    "policies:objection": Row(Act.DECIDE_OBJECTION, "objection", hides=True),
    # policies: disbursement
    "policies:batches": Row(Act.SEE_PAYMENTS),
    "policies:new_batch": Row(Act.DRAFT_BATCH),
    "policies:stop_switch": Row(Act.THROW_STOP_SWITCH),
    "policies:lift_stop_switch": Row(Act.RELEASE_BATCH),
    "policies:batch": Row(Act.SEE_PAYMENTS, "batch"),
    "policies:lock_batch": Row(Act.DRAFT_BATCH, "batch"),
    "policies:approve_batch": Row(Act.CHECK_BATCH, "batch"),
    "policies:release_batch": Row(Act.RELEASE_BATCH, "batch"),
    "policies:send_back_batch": Row(Act.SEE_PAYMENTS, "batch"),
    "policies:payments": Row(Act.SEE_PAYMENTS),
    "policies:payment": Row(Act.SEE_PAYMENTS, "payment"),
    "policies:act_on_payment": Row(Act.SEE_PAYMENTS, "payment"),
    "policies:advice": Row(Act.SEE_PAYMENTS, "payment"),
    "policies:own_advice": Row(Act.SEE_OWN_BENEFITS, "payment", hides=True),
    "policies:verify_advice": Row(PUBLIC),
    "policies:payment_file": Row(Act.SEE_TRAIL, "payment"),
    "policies:payment_file_paper": Row(Act.SEE_TRAIL, "payment"),
    "policies:payment_file_sheet": Row(Act.SEE_TRAIL, "payment"),
    "policies:own_payments": Row(Act.SEE_OWN_BENEFITS),
    "policies:own_payment": Row(Act.SEE_OWN_BENEFITS, "payment", hides=True),
    "policies:bank_notice": Row(PUBLIC),
    "policies:reconciliation": Row(Act.SEE_PAYMENTS),
    "policies:explain_break": Row(Act.RECONCILE, "break"),
    "policies:tiers": Row(Act.SEE_PAYMENTS),
    "policies:agree_to_tier": Row(Act.CHECK_BATCH, "tier"),
    "policies:countersign_batch": Row(Act.RECONCILE, "batch"),
    "policies:clawbacks": Row(Act.SEE_PAYMENTS),
    "policies:act_on_clawback": Row(Act.CHECK_BATCH, "clawback"),
    "policies:new_clawback": Row(Act.DRAFT_BATCH, "payment"),
    "policies:upload_statement": Row(Act.IMPORT_STATEMENT),
    "policies:close_day": Row(Act.RECONCILE, "statement"),
    # marketplace: who
    "marketplace:agencies": Row(PUBLIC),
    "marketplace:agency": Row(PUBLIC, "agency"),
    "marketplace:coverage": Row(PUBLIC),
    "marketplace:recruiting": Row(PUBLIC),
    "marketplace:overdue": Row(Act.SUPERVISE_MARKET),
    "marketplace:confirm_entry": Row(Act.APPLY_AS_AGENCY),
    "marketplace:agency_suspension": Row(Act.SUPERVISE_MARKET, "agency"),
    "marketplace:my_agency": Row(Act.APPLY_AS_AGENCY),
    "marketplace:apply_for_service": Row(Act.APPLY_AS_AGENCY, "service_type"),
    "marketplace:admission_queue": Row(Act.REVIEW_ADMISSION),
    "marketplace:review_admission": Row(Act.REVIEW_ADMISSION, "admission", hides=True),
    "marketplace:my_owner": Row(Act.APPLY_AS_OWNER),
    "marketplace:owner_queue": Row(Act.REVIEW_ADMISSION),
    "marketplace:review_owner": Row(Act.REVIEW_ADMISSION, "owner", hides=True),
    # marketplace: from a need to a contract
    "marketplace:needs": Row(PUBLIC),
    "marketplace:my_needs": Row(Act.SEE_OWN_NEEDS),
    "marketplace:new_need": Row(Act.POST_NEED),
    "marketplace:edit_need": Row(Act.POST_NEED, "draft", hides=True),
    "marketplace:cancel_need": Row(Act.POST_NEED, "need", hides=True),
    "marketplace:extend_need": Row(Act.POST_NEED, "need", hides=True),
    "marketplace:repost_need": Row(Act.POST_NEED, "need", hides=True),
    "marketplace:amend_need": Row(Act.POST_NEED, "need", hides=True),
    "marketplace:fairness": Row(Act.POST_NEED, "draft", hides=True),
    "marketplace:ask_question": Row(Act.SUBMIT_BID, "need"),
    "marketplace:answer_clarification": Row(Act.POST_NEED, "clarification", hides=True),
    "marketplace:subscriptions": Row(Act.SUBMIT_BID),
    "marketplace:method_changes": Row(Act.SUPERVISE_MARKET),
    "marketplace:decide_method_change": Row(Act.SUPERVISE_MARKET, "method_change"),
    "marketplace:need_templates": Row(Act.MANAGE_CATALOGUE),
    "marketplace:need_template": Row(Act.MANAGE_CATALOGUE, "service_type"),
    "marketplace:need": Row(PUBLIC, "need"),
    "marketplace:bid": Row(Act.SUBMIT_BID, "need", hides=True),
    "marketplace:my_bid": Row(Act.SUBMIT_BID, "need", hides=True),
    "marketplace:receipt": Row(Act.SUBMIT_BID, "need", hides=True),
    "marketplace:withdraw_bid": Row(Act.SUBMIT_BID, "need", hides=True),
    "marketplace:my_bids": Row(Act.SUBMIT_BID),
    "marketplace:draw": Row(PUBLIC, "draw"),
    "marketplace:draw_record": Row(PUBLIC, "draw"),
    "marketplace:draw_script": Row(PUBLIC),
    "marketplace:draws": Row(Act.SUPERVISE_MARKET),
    "marketplace:record_number": Row(Act.SUPERVISE_MARKET, "draw"),
    "marketplace:judge_price": Row(Act.AWARD_NEED, "need", hides=True),
    "marketplace:choose_agency": Row(Act.AWARD_NEED, "need", hides=True),
    "marketplace:redo_need": Row(Act.AWARD_NEED, "need", hides=True),
    "marketplace:justify_price": Row(Act.SUBMIT_BID, "low_price", hides=True),
    "marketplace:auction": Row(PUBLIC, "auction"),
    "marketplace:undercut": Row(Act.SUBMIT_BID, "auction"),
    "marketplace:pass_turn": Row(Act.SUBMIT_BID, "auction"),
    "marketplace:panels": Row(Act.SUPERVISE_MARKET),
    "marketplace:panel": Row(Act.SUPERVISE_MARKET, "panel"),
    "marketplace:my_seats": Row(Act.SCORE_OFFERS),
    "marketplace:seat": Row(Act.SCORE_OFFERS, "seat", hides=True),
    "marketplace:results": Row(PUBLIC),
    "marketplace:award": Row(PUBLIC, "award"),
    "marketplace:award_notice": Row(PUBLIC, "award"),
    "marketplace:verify_award": Row(PUBLIC),
    "marketplace:evaluation": Row(Act.AWARD_NEED, "need", hides=True),
    "marketplace:my_awards": Row(Act.AWARD_NEED),
    "marketplace:my_results": Row(Act.SUBMIT_BID),
    "marketplace:give_up_award": Row(Act.SUBMIT_BID, "award", hides=True),
    "marketplace:file_contract": Row(Act.FILE_CONTRACT, "award", hides=True),
    "marketplace:contracts": Row(Act.SUPERVISE_MARKET),
    "marketplace:my_contract": Row(Act.FILE_CONTRACT, "contract", hides=True),
    "marketplace:accept_delivery": Row(Act.FILE_CONTRACT, "contract", hides=True),
    "marketplace:correct_contract": Row(Act.SUPERVISE_MARKET, "contract"),
    "marketplace:trade": Row(PUBLIC),
    "marketplace:trades": Row(Act.ENTER_TRADE),
    "marketplace:savings": Row(PUBLIC),
    "marketplace:reports": Row(PUBLIC),
    "marketplace:evaluations": Row(PUBLIC),
    "marketplace:opendata": Row(PUBLIC),
    "marketplace:opendata_releases": Row(PUBLIC),
    "marketplace:opendata_records": Row(PUBLIC),
    # marketplace: after the award
    "marketplace:award_notice_pdf": Row(PUBLIC, "award"),
    "marketplace:object_to_award": Row(Act.RAISE_DISPUTE, "award"),
    "marketplace:my_disputes": Row(Act.RAISE_DISPUTE),
    "marketplace:own_objections": Row(Act.ANSWER_OBJECTION),
    "marketplace:complaints": Row(Act.SUPERVISE_MARKET),
    "marketplace:change_contract": Row(Act.FILE_CONTRACT, "contract", hides=True),
    "marketplace:plan_milestone": Row(Act.FILE_CONTRACT, "contract", hides=True),
    "marketplace:milestone_reached": Row(Act.FILE_CONTRACT, "contract", hides=True),
    "marketplace:record_contract_payment": Row(Act.FILE_CONTRACT, "contract", hides=True),
    "marketplace:rate_contract": Row(Act.RATE_CONTRACT, "contract", hides=True),
    "marketplace:my_credit": Row(Act.RAISE_DISPUTE),
    "marketplace:credit_cases": Row(Act.SUPERVISE_MARKET),
    "marketplace:released_funds": Row(PUBLIC),
    "marketplace:guarantees": Row(Act.KEEP_GUARANTEES),
    "marketplace:guarantee": Row(Act.KEEP_GUARANTEES, "guarantee", hides=True),
    "marketplace:register_guarantee": Row(Act.KEEP_GUARANTEES, "need", hides=True),
    "marketplace:old_deposits": Row(Act.SUPERVISE_MARKET),
    "marketplace:old_deposit": Row(Act.SUPERVISE_MARKET, "deposit"),
    "marketplace:alarms": Row(Act.SUPERVISE_MARKET),
    "marketplace:dispute": Row(Act.SEE_DISPUTES, "dispute", hides=True, hides_from=BIDDING_SIDES),
    "marketplace:handle_dispute": Row(Act.SEE_DISPUTES, "dispute", hides=True, hides_from=BIDDING_SIDES),
    "marketplace:complain": Row(Act.RAISE_DISPUTE, "dispute", hides=True),
    "marketplace:withdraw_dispute": Row(Act.RAISE_DISPUTE, "dispute", hides=True),
    "marketplace:credit_case": Row(Act.SEE_CREDIT, "credit_case", hides=True, hides_from=BIDDING_SIDES),
    # marketplace: what looks wrong
    "marketplace:clues": Row(Act.SUPERVISE_MARKET),
    "marketplace:clue": Row(Act.SUPERVISE_MARKET, "clue"),
    "marketplace:open_case": Row(Act.SUPERVISE_MARKET, "clue"),
    "marketplace:cases": Row(Act.SUPERVISE_MARKET),
    "marketplace:case": Row(Act.SUPERVISE_MARKET, "case"),
    "marketplace:ask_party": Row(Act.SUPERVISE_MARKET, "case"),
    "marketplace:end_case": Row(Act.SUPERVISE_MARKET, "case"),
    "marketplace:questions": Row(Act.ANSWER_SUPERVISION),
    "marketplace:answer_question": Row(Act.ANSWER_SUPERVISION, "question", hides=True),
}


@dataclass(frozen=True)
class FrontDoor:
    """The first page of a third-party part: whom it lets in. No role means everybody, signed in or not."""

    address: str
    roles: frozenset[Role] | None = None


EVERYBODY: Final = None
THIRD_PARTIES: Final[dict[str, FrontDoor]] = {
    "admin/": FrontDoor("/admin/", frozenset({Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR})),
    "documents/": FrontDoor("/documents/1/nothing.pdf", EVERYBODY),
    "accounts/": FrontDoor("/accounts/logout/", EVERYBODY),
    "i18n/": FrontDoor("/i18n/setlang/", EVERYBODY),
    "wagtail": FrontDoor("/no-such-page/", EVERYBODY),
}
