"""Addresses of this room."""

from django.urls import URLPattern, path

from contracting.calls.views import advising, drafting, drawing, moves, office, parts, publicly

urlpatterns: list[URLPattern] = [
    path("konkursy/", publicly.CallList.as_view(), name="call-list"),
    path("konkursy/<int:pk>/", publicly.CallDetail.as_view(), name="call-detail"),
    path(
        "konkursy/<int:pk>/ogloszenie.pdf",
        publicly.CallAnnouncement.as_view(),
        name="call-announcement",
    ),
    path("konkursy/<int:pk>/pytanie/", publicly.QuestionAsk.as_view(), name="call-ask"),
    path("konkursy/do-porady/", advising.CallAdviceList.as_view(), name="call-advice-list"),
    path(
        "konkursy/porada/<str:token>/",
        advising.CallAdviceInvitation.as_view(),
        name="call-advice-invitation",
    ),
    path(
        "konkursy/dostep/<int:pk>/cofniecie/",
        advising.CallAdviceWithdraw.as_view(),
        name="call-advice-withdraw",
    ),
    path("konkursy/<int:pk>/szkic/", advising.CallDraft.as_view(), name="call-draft"),
]

_office = [
    ("", office.CallListOffice, "office-call-list"),
    ("nowy/", drafting.CallCreate, "office-call-create"),
    ("z-analizy/<int:pk>/", drawing.CallDraw, "office-call-draw"),
    ("<int:pk>/", office.CallDetailOffice, "office-call-detail"),
    ("<int:pk>/podstawy/", drafting.CallEdit, "office-call-edit"),
    ("<int:pk>/tresc/", drafting.CallTextEdit, "office-call-text"),
    ("<int:pk>/zadania/", drafting.CallTasks, "office-call-tasks"),
    ("<int:pk>/zadania/nowe/", parts.TaskCreate, "office-task-create"),
    ("zadania/<int:pk>/", parts.TaskEdit, "office-task-edit"),
    ("zadania/<int:pk>/usuniecie/", parts.TaskRemove, "office-task-remove"),
    ("<int:pk>/kryteria/", drafting.CallCriteria, "office-call-criteria"),
    ("<int:pk>/kryteria/nowe/", parts.CriterionCreate, "office-criterion-create"),
    ("kryteria/<int:pk>/", parts.CriterionEdit, "office-criterion-edit"),
    ("kryteria/<int:pk>/usuniecie/", parts.CriterionRemove, "office-criterion-remove"),
    ("<int:pk>/wczesniejsze/", drafting.CallPrevious, "office-call-previous"),
    ("<int:pk>/wczesniejsze/nowe/", parts.PreviousTaskCreate, "office-previous-create"),
    ("wczesniejsze/<int:pk>/", parts.PreviousTaskEdit, "office-previous-edit"),
    ("wczesniejsze/<int:pk>/usuniecie/", parts.PreviousTaskRemove, "office-previous-remove"),
    ("<int:pk>/podglad/", office.CallPreview, "office-call-preview"),
    ("<int:pk>/doradca/", advising.CallAdvisers, "call-advisers"),
    ("<int:pk>/doradca/nowy/", advising.CallAdviceAsk, "call-advice-ask"),
    ("<int:pk>/przekazanie/", moves.CallSend, "office-call-send"),
    ("<int:pk>/zwrot/", moves.CallReturn, "office-call-return"),
    ("<int:pk>/zatwierdzenie/", moves.CallApprove, "office-call-approve"),
    ("<int:pk>/publikacja/", moves.PublicationCreate, "office-publication-create"),
    ("<int:pk>/uniewaznienie/", moves.CallAnnul, "office-call-annul"),
    ("<int:pk>/odwolanie/", moves.CallCancel, "office-call-cancel"),
    ("pytania/<int:pk>/", moves.QuestionAnswer, "office-question-answer"),
]
urlpatterns += [
    path(f"urzad/konkursy/{address}", page.as_view(), name=name) for address, page, name in _office
]
