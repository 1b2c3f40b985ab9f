"""From an editor's draft through both reviews to the public page with its frozen version."""

import pytest

from cms.kernel.errors import NotAllowed, SamePersonTwice
from cms.kernel.models import Event
from cms.kernel.roles import Role
from cms.pages.errors import CodeFixed, CodeTaken, NotInReview, NotTheReviewer
from cms.pages.models import PolicyPage
from cms.pages.services import (
    approve_policy_page,
    fresh,
    return_policy_page,
    rewrite_policy_page,
    submit_policy_page,
    write_policy_page,
)
from policies.catalogue.errors import BudgetLineMissing, RuleFaulty
from policies.models import Version
from tests.cms.pages.worlds import FAULTY, World
from tests.policies.worlds import officer


def test_after_both_reviews_the_page_is_public_and_its_version_frozen(world: World) -> None:
    page = world.published()
    version = Version.objects.get()
    assert (page.live, page.family.code, version.policy_id, version.state) == (True, "tech", page.family_id, "live")
    assert "每家 5 万元。" in version.text
    assert "Private enterprises" in version.text
    assert (version.published_by, version.budget_line) == (world.lawyer, world.line)
    assert Event.objects.filter(name="version.published", subject_id=version.pk).count() == 1


def test_a_draft_and_a_half_reviewed_page_are_not_public(world: World) -> None:
    page = world.submitted()
    assert not fresh(page).live
    assert not approve_policy_page(page, world.reviewer).live
    assert Version.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"rule": FAULTY}, RuleFaulty), ({"rule": {"rule": 1}}, RuleFaulty), ({"budget_line": None}, BudgetLineMissing)],
)
def test_a_refused_publication_leaves_the_last_review_open(
    world: World, changes: dict[str, object], refusal: type[Exception]
) -> None:
    page = world.submitted(**changes)
    approve_policy_page(page, world.reviewer)
    with pytest.raises(refusal):
        approve_policy_page(page, world.lawyer)
    page = fresh(page)
    assert (page.live, page.family, Version.objects.count()) == (False, None, 0)
    assert page.current_workflow_task_state.status == "in_progress"


def test_a_new_revision_takes_the_place_of_the_old_only_when_approved(world: World) -> None:
    page = world.published()
    page = rewrite_policy_page(page=page, by=world.editor, data=world.text(body="每家 8 万元。"))
    assert (Version.objects.count(), "8" in str(page.body)) == (1, False)
    submit_policy_page(page, world.editor)
    page = world.approved(page)
    assert [v.state for v in Version.objects.order_by("number")] == ["superseded", "live"]
    assert "8" in str(page.body)


def test_only_the_department_of_the_step_decides_and_nobody_twice(world: World) -> None:
    page = world.submitted()
    with pytest.raises(NotTheReviewer):
        approve_policy_page(page, world.lawyer)
    with pytest.raises(NotTheReviewer):
        approve_policy_page(page, officer(Role.MAKER, world.lead))
    approve_policy_page(page, world.reviewer)
    with pytest.raises(NotTheReviewer):
        approve_policy_page(page, world.reviewer)
    assert not fresh(page).live


def test_nobody_approves_their_own_text_or_at_both_steps(world: World) -> None:
    both = officer(Role.EDITOR, world.lead)
    for party in (world.lead, world.legal):
        both.memberships.create(party=party, role=Role.REVIEWER, state="active")
    own = write_policy_page(by=both, index=world.library, data=world.text())
    submit_policy_page(own, both)
    with pytest.raises(SamePersonTwice):
        approve_policy_page(own, both)
    other = world.submitted(code="other")
    approve_policy_page(other, both)
    with pytest.raises(SamePersonTwice):
        approve_policy_page(other, both)
    assert not PolicyPage.objects.live().exists()


def test_a_returned_draft_is_corrected_and_submitted_again(world: World) -> None:
    page = world.submitted(rule=FAULTY)
    page = return_policy_page(page, world.reviewer, "规则未写明对象")
    with pytest.raises(NotInReview):
        approve_policy_page(page, world.reviewer)
    rewrite_policy_page(page=page, by=world.editor, data=world.text())
    submit_policy_page(page, world.editor)
    assert world.approved(page).live


def test_one_family_has_one_page_and_keeps_its_code(world: World) -> None:
    page = world.published()
    twin = world.submitted(slug="twin")
    approve_policy_page(twin, world.reviewer)
    with pytest.raises(CodeTaken):
        approve_policy_page(twin, world.lawyer)
    rewrite_policy_page(page=page, by=world.editor, data=world.text(code="renamed"))
    submit_policy_page(page, world.editor)
    approve_policy_page(page, world.reviewer)
    with pytest.raises(CodeFixed):
        approve_policy_page(page, world.lawyer)
    assert Version.objects.count() == 1


def test_only_editors_write_and_submit(world: World) -> None:
    with pytest.raises(NotAllowed):
        write_policy_page(by=world.reviewer, index=world.library, data=world.text())
    page = world.draft()
    with pytest.raises(NotAllowed):
        submit_policy_page(page, world.reviewer)
    assert fresh(page).current_workflow_state is None
