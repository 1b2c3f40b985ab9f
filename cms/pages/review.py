"""The review of a policy before it goes public: by its lead department, then for fair competition by the legal one."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Task, TaskState, WorkflowState

from cms.kernel.access import Act, may
from cms.kernel.clock import business_now
from cms.kernel.errors import SamePersonTwice
from cms.kernel.models import Party, User
from cms.pages.errors import NotTheReviewer

if TYPE_CHECKING:
    from cms.pages.policy import PolicyPage


class ApprovalForm(TaskStateCommentForm):
    """An opinion, and that the changes were looked at."""

    comment = forms.CharField(label=_("审核意见"), required=False, widget=forms.Textarea({"rows": 2}))
    seen = forms.BooleanField(label=_("我已核对以上变化"))


class ReviewByDepartment(Task):
    """A step that reviewers of one department decide; nobody decides on their own text, nor at two steps."""

    class Meta:
        abstract = True

    def department_for(self, page: "PolicyPage") -> Party:
        """The department whose reviewers decide about this page."""
        raise NotImplementedError

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """The step waits from this business moment on; Wagtail would write the wall clock's."""
        step: TaskState = super().start(workflow_state, user=user)
        step.started_at = business_now()
        TaskState.objects.filter(pk=step.pk).update(started_at=step.started_at)
        return step

    def is_reviewer(self, page: "PolicyPage", user: User) -> bool:
        """Whether the person reviews for the department of this step."""
        return may(user, Act.REVIEW_POLICY, self.department_for(page))

    def user_can_access_editor(self, page: "PolicyPage", user: User) -> bool:
        """Reviewers of the step may look at the editor."""
        return self.is_reviewer(page, user)

    def locked_for_user(self, page: "PolicyPage", user: User) -> bool:
        """While it is decided, the text stands still for everybody but the reviewers of the step."""
        return not self.is_reviewer(page, user)

    def get_actions(self, page: "PolicyPage", user: User) -> list[tuple[str, Any, bool]]:
        """What the person may do at this step."""
        if not self.is_reviewer(page, user):
            return []
        return [("reject", _("退回修改"), True), ("approve", _("核对变化并通过"), True)]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """Whoever approves says that they saw what changes."""
        form: type[forms.Form] = ApprovalForm if action == "approve" else super().get_form_for_action(action)
        return form

    def get_template_for_action(self, action: str) -> str:
        """The approval shows what publishing would change."""
        return "pages/admin/approve.html" if action == "approve" else str(super().get_template_for_action(action))

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """The step is decided. Raises NotTheReviewer, SamePersonTwice."""
        kwargs.pop("seen", None)
        page = task_state.revision.content_object
        if not self.is_reviewer(page, user):
            raise NotTheReviewer(department=self.department_for(page).name)
        if action_name == "approve":
            refuse_second_hand(task_state, user)
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> QuerySet[TaskState]:
        """The decisions of this step that wait for the person."""
        waiting = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS)
        mine = [state.pk for state in waiting.select_related("revision") if self.is_reviewer(page_of(state), user)]
        found: QuerySet[TaskState] = waiting.filter(pk__in=mine)
        return found


class DepartmentReview(ReviewByDepartment):
    """Decided by the reviewers of the page's own lead department."""

    class Meta:
        verbose_name = _("牵头部门审核")

    def department_for(self, page: "PolicyPage") -> Party:
        """The lead department of the revision under review."""
        lead: Party = page.get_latest_revision_as_object().lead_department
        return lead


class FairCompetitionReview(ReviewByDepartment):
    """Decided by the reviewers of the department that does the legality and fair-competition review.

    公平竞争审查条例 (2024): a policy that touches market players is reviewed before it is issued.
    """

    department = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("审查部门"))
    admin_form_fields: ClassVar[list[str]] = [*Task.admin_form_fields, "department"]

    class Meta:
        verbose_name = _("合法性与公平竞争审查")

    def department_for(self, page: "PolicyPage") -> Party:
        """The department named in the step."""
        return cast(Party, self.department)


def page_of(state: TaskState) -> "PolicyPage":
    """The page that waits."""
    page: PolicyPage = state.revision.content_object
    return page


def refuse_second_hand(task_state: TaskState, user: User) -> None:
    """Raises SamePersonTwice when the person wrote the revision or already approved it at another step."""
    earlier = task_state.workflow_state.task_states.filter(finished_by=user, status=TaskState.STATUS_APPROVED)
    if task_state.revision.user_id == user.pk or earlier.filter(revision=task_state.revision).exists():
        raise SamePersonTwice


def waiting_step(page: "PolicyPage") -> TaskState | None:
    """The step of the page's review that waits for a decision."""
    state: WorkflowState | None = page.current_workflow_state
    waits = state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS
    return state.current_task_state if state is not None and waits else None
