"""Words and widgets of this room's forms; the rules stand elsewhere."""

from contracting.calls.forms.contents import (
    BasicsForm,
    CriterionForm,
    PreviousTaskForm,
    TaskForm,
    TextsForm,
)
from contracting.calls.forms.letting_in import CallAdviceForm, LettingInForm
from contracting.calls.forms.steps import (
    AnnulForm,
    AnswerForm,
    ApproveForm,
    PublicationForm,
    QuestionForm,
    ReasonForm,
)

__all__ = [
    "AnnulForm",
    "AnswerForm",
    "ApproveForm",
    "BasicsForm",
    "CallAdviceForm",
    "CriterionForm",
    "LettingInForm",
    "PreviousTaskForm",
    "PublicationForm",
    "QuestionForm",
    "ReasonForm",
    "TaskForm",
    "TextsForm",
]
