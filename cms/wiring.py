"""WHAT HAPPENS NEXT: which tasks each event owes, and what every tick looks at. Read this file first.

Services write events and never name tasks; this table is the only place where the two meet.
"""

from collections.abc import Callable, Sequence

from cms.celery import app
from cms.kernel.celery_tasks import announce
from cms.kernel.errands import Work, wire
from cms.kernel.exports.reports import offer
from cms.kernel.people.tasks import tell_member, tell_new_members
from cms.kernel.second_factor.tasks import tell_of_enrolment, tell_of_reset
from cms.pages.schedule import put_due_pages_online, take_due_pages_offline
from cms.pages.tasks import follow_membership
from marketplace.agencies.clocks import look_after_admissions, suspend_unconfirmed
from marketplace.agencies.renewing import expire_due_admissions
from marketplace.agencies.tasks import (
    escalate_review,
    remind_reviewers,
    tell_agency,
    tell_of_renewal,
    tell_of_suspension,
    tell_unconfirmed,
    warn_of_end,
)
from marketplace.awards.tasks import announce_award
from marketplace.bidding.consents import call_openers
from marketplace.bidding.opening import open_due_needs
from marketplace.bidding.tasks import (
    ask_opener,
    open_if_agreed,
    open_if_due,
    prepare_box,
    report_late_opener,
    tell_of_spoiled_files,
)
from marketplace.clocks.services import check_due_clocks
from marketplace.clocks.tasks import (
    follow_contract,
    follow_dispute,
    follow_guarantee,
    follow_need,
    note_breach,
    note_given_up_award,
    note_late_delivery,
)
from marketplace.clues.devices import forget_devices
from marketplace.clues.tasks import look_at_additions, look_for_clues, look_weekly
from marketplace.contracts.tasks import ask_about_end, tell_of_end, tell_of_notice, tell_of_withdrawal
from marketplace.contracts.terminating import end_by_due_notices
from marketplace.needs.objecting import report_late_answers
from marketplace.needs.services import close_due_needs
from marketplace.needs.tasks import invite_agencies, report_late_answer, tell_of_amendment, tell_of_objection
from marketplace.opendata.tasks import publish_contract, publish_need
from marketplace.oversight.counting import count_contract
from marketplace.owners.clocks import look_after_owners
from marketplace.owners.tasks import ask_owner_to_confirm, escalate_owner, remind_of_owner, tell_owner
from marketplace.selection.auctioning import pass_due_turns
from marketplace.selection.scoring import deem_silent_experts
from marketplace.selection.tasks import (
    ask_about_price,
    ask_expert,
    ask_for_signatures,
    evaluate_auctioned_need,
    evaluate_drawn_need,
    evaluate_need,
    evaluate_scored_need,
    seat_substitute,
    tell_bidders_of_draw,
)
from policies.applications.clocks import look_after_applications, look_after_opinions
from policies.applications.tasks import (
    ask_co_departments,
    ask_reviewers,
    ask_to_score_again,
    escalate,
    recount_application_days,
    remind_deciders,
    report_silence,
    tell_applicant,
)
from policies.catalogue.services import expire_due_policies, open_due_versions
from policies.disbursement.reports import REPORTS as PAYMENT_REPORTS
from policies.disbursement.tasks import (
    ask_about_notice,
    ask_for_money_back,
    draft_decision_payments,
    draft_due_instalment,
    draft_due_instalments,
    draft_grant_payment,
    draft_notice_payments,
    draft_person_payments,
    look_after_attempts,
    resume_sending,
    send_batch,
    want_statements,
)
from policies.disbursement.telling import (
    tell_grant_of_break,
    tell_grant_of_cancellation,
    tell_grant_of_stop,
    tell_grants,
)
from policies.grants.closing import close_due_confirmations
from policies.grants.contacting import send_due_reminders
from policies.grants.falling_due import call_due_instalments, fund_carried_instalments
from policies.grants.grouping import standings_of
from policies.grants.tasks import ask_enterprise, ask_enterprises, recount_confirmation_days
from policies.matching.grouping import told_by
from policies.matching.reports import REPORTS as MATCHING_REPORTS
from policies.matching.tasks import judge_part_of_round, match_version, rematch_enterprises
from policies.notices.services import close_due_notices
from policies.notices.tasks import open_first_notice, open_late_notice, open_notice, recount_notice_days
from policies.outreach.tasks import tell_subscribers, tell_those_lacking
from policies.registry.tasks import load_queued_import, try_import, try_push

WHEN: dict[str, Sequence[Work]] = {
    # people: they are told, and the Wagtail admin follows their roles
    "membership.appointed": (follow_membership,),
    "membership.active": (follow_membership,),
    "membership.restored": (follow_membership, tell_member),
    "membership.refused": (tell_member,),
    "membership.contested": (follow_membership, tell_member),
    "membership.ended": (follow_membership, tell_member),
    "second_factor.enrolled": (tell_of_enrolment,),
    "second_factor.reset": (tell_of_reset,),
    # another working calendar: what is under way is counted anew
    "day_change.approved": (recount_application_days, recount_confirmation_days, recount_notice_days),
    # policies: registry
    "fact_import.trial_asked": (try_import,),
    "fact_import.pushed": (try_push,),
    "fact_import.queued": (load_queued_import,),
    # policies: who qualifies
    "version.published": (match_version,),
    "facts.imported": (rematch_enterprises,),
    "facts.stated": (rematch_enterprises,),
    "fact_import.accounts_verified": (rematch_enterprises,),
    "code_change.entered": (rematch_enterprises,),
    "list_membership.entered": (rematch_enterprises,),
    "list_membership.ended": (rematch_enterprises,),
    "catalogue_entry.entered": (rematch_enterprises,),
    "catalogue_entry.ended": (rematch_enterprises,),
    "series_point.entered": (rematch_enterprises,),
    "fact_kind.corrected": (rematch_enterprises,),
    "match_part.begun": (judge_part_of_round,),
    "match_round.done": (tell_subscribers,),
    "call.made": (tell_those_lacking,),
    # policies: what is asked for
    "application.submitted": (ask_co_departments,),
    "application.returned": (tell_applicant,),
    "application.granted": (tell_applicant,),
    "application.refused": (tell_applicant,),
    "application.not_corrected": (tell_applicant,),
    "application.due_soon": (remind_deciders,),
    "application.overdue": (escalate,),
    "opinion.overdue": (report_silence,),
    "reviewers.named": (ask_reviewers,),
    "score.given_back": (ask_to_score_again,),
    # policies: what is owed, and said in public
    "decision.made": (open_first_notice, ask_enterprises),
    "decision.asking": (ask_enterprises,),
    "decision.fixed": (open_notice,),
    "grant.decided": (ask_enterprise,),
    "grant.fixed": (open_late_notice,),
    # policies: from a ready grant to a settled payment
    "notice.closed": (draft_notice_payments,),
    "decision.grants_ready": (draft_decision_payments,),
    "grant.ready": (draft_grant_payment,),
    "decision.instalments_due": (draft_due_instalments,),
    "instalment.due": (draft_due_instalment,),
    "named_person.verified": (draft_person_payments,),
    "instalment.stopped": (tell_grant_of_stop,),
    "payment.cancelled": (tell_grant_of_cancellation,),
    "batch.released": (send_batch,),
    "bank_notice.received": (ask_about_notice,),
    "stop_switch.lifted": (resume_sending,),
    "statement.imported": (tell_grants,),
    "break.explained": (tell_grant_of_break,),
    "clawback.demanded": (ask_for_money_back,),
    # marketplace: who is admitted
    "admission.admitted": (tell_agency,),
    "admission.returned": (tell_agency,),
    "admission.refused": (tell_agency,),
    "admission.suspended": (tell_agency,),
    "admission.restored": (tell_agency,),
    "admission.expired": (tell_agency,),
    "admission.renewed": (tell_of_renewal,),
    "admission.renewal_refused": (tell_of_renewal,),
    "admission.due_soon": (remind_reviewers,),
    "admission.overdue": (escalate_review,),
    "admission.ends_soon": (warn_of_end,),
    "agency.unconfirmed": (tell_unconfirmed,),
    "agency.suspended": (tell_of_suspension,),
    "agency.restored": (tell_of_suspension,),
    "owner.admitted": (tell_owner,),
    "owner.returned": (tell_owner,),
    "owner.refused": (tell_owner,),
    "owner.suspended": (tell_owner,),
    "owner.restored": (tell_owner,),
    "owner.unconfirmed": (tell_owner,),
    "owner.due_soon": (remind_of_owner,),
    "owner.overdue": (escalate_owner,),
    "owner.confirmation_asked": (ask_owner_to_confirm,),
    # marketplace: from posting to opening
    "need.posted": (prepare_box, publish_need, invite_agencies),
    "need.amended": (publish_need, tell_of_amendment),
    "need.extended": (prepare_box, publish_need),
    "need.documents_objected": (tell_of_objection,),
    "need.answer_overdue": (report_late_answer,),
    "need.closed": (open_if_due,),
    "opener.consented": (open_if_agreed,),
    "opener.asked": (ask_opener,),
    "opener.late": (report_late_opener,),
    # marketplace: from opening to award
    "need.opened": (evaluate_need, publish_need),
    "need.papers_unreadable": (tell_of_spoiled_files,),
    "need.failed": (publish_need,),
    "need.cancelled": (publish_need,),
    "draw.announced": (tell_bidders_of_draw,),
    "draw.held": (evaluate_drawn_need,),
    "auction.ended": (evaluate_auctioned_need,),
    "seat.seated": (ask_expert,),
    "seat.recused": (seat_substitute,),
    "panel.signing": (ask_for_signatures,),
    "panel.settled": (evaluate_scored_need,),
    "price_question.asked": (ask_about_price,),
    "need.awarded": (announce_award, publish_need, look_for_clues, follow_need),
    "need.award_given_up": (publish_need, follow_need),
    "need.award_revoked": (publish_need, follow_need),
    "award.given_up": (note_given_up_award,),
    "dispute.raised": (follow_dispute,),
    "dispute.accepted": (follow_dispute,),
    "dispute.not_accepted": (follow_dispute,),
    "dispute.examination_begun": (follow_dispute,),
    "dispute.examination_ended": (follow_dispute,),
    "dispute.upheld": (follow_dispute,),
    "dispute.dismissed": (follow_dispute,),
    "dispute.withdrawn": (follow_dispute,),
    "guarantee.registered": (follow_guarantee,),
    "guarantee.returned": (follow_guarantee,),
    "guarantee.claimed": (follow_guarantee,),
    # marketplace: every figure counts what was filed
    "contract.filed": (count_contract, publish_contract, follow_contract),
    "contract.corrected": (count_contract, publish_contract),
    "contract.changed": (count_contract, publish_contract, follow_contract, look_at_additions),
    "contract.end_proposed": (ask_about_end,),
    "contract.end_noticed": (tell_of_notice,),
    "contract.end_withdrawn": (tell_of_withdrawal,),
    "contract.end_refused": (tell_of_end,),
    "contract.ended": (count_contract, publish_contract, follow_contract, tell_of_end, note_breach),
    "contract.paid": (publish_contract,),
    "contract.delivered": (publish_contract, follow_contract, note_late_delivery),
}

EVERY_TICK: tuple[Callable[[], object], ...] = (
    # people: all who have a new role since the last tick, told together
    tell_new_members,
    # the public site
    put_due_pages_online,
    take_due_pages_offline,
    # policies: catalogue
    open_due_versions,
    expire_due_policies,
    # policies: applications
    look_after_applications,
    look_after_opinions,
    # policies: grants and notices
    send_due_reminders,
    close_due_confirmations,
    close_due_notices,
    fund_carried_instalments,
    call_due_instalments,
    # policies: disbursement
    look_after_attempts,
    want_statements,
    # marketplace
    expire_due_admissions,
    look_after_admissions,
    suspend_unconfirmed,
    look_after_owners,
    report_late_answers,
    close_due_needs,
    call_openers,
    open_due_needs,
    pass_due_turns,
    deem_silent_experts,
    end_by_due_notices,
    check_due_clocks,
    look_weekly,
    forget_devices,
)


def connect() -> None:
    """The table is in force; matches are told beside grants; what this process owes wakes the workers at our broker."""
    app.set_default()
    offer((*PAYMENT_REPORTS, *MATCHING_REPORTS))
    told_by(standings_of)
    wire(WHEN, EVERY_TICK, announce)
