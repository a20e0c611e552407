"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.consultations.views import (
    consultations,
    correcting,
    handover,
    log,
    units,
    words,
)

urlpatterns: list[URLPattern] = [
    path("programy/<int:pk>/", units.ProgrammeDetail.as_view(), name="programme-detail"),
    path(
        "przydzialy/<int:pk>/przekazanie/",
        handover.AssignmentHandover.as_view(),
        name="assignment-handover",
    ),
    path("moje-jednostki/", units.OwnUnits.as_view(), name="own-units"),
    path(
        "jednostki-programu/<int:pk>/konsultacja/",
        log.ConsultationLog.as_view(),
        name="consultation-log",
    ),
    path("konsultacje/", consultations.ConsultationList.as_view(), name="consultation-list"),
    path(
        "konsultacje/<int:pk>/",
        consultations.ConsultationDetail.as_view(),
        name="consultation-detail",
    ),
    path("konsultacje/nowa/", log.QuickLog.as_view(), name="consultation-quick"),
    path(
        "konsultacje/<int:pk>/poprawka/",
        correcting.CorrectionAsk.as_view(),
        name="consultation-correct",
    ),
    path(
        "konsultacje/poprawki/<int:pk>/ruch/",
        correcting.CorrectionMove.as_view(),
        name="correction-move",
    ),
    path("konsultacje/<int:pk>/zmiana/", log.ConsultationEdit.as_view(), name="consultation-edit"),
    path(
        "konsultacje/<int:pk>/ruch/",
        consultations.ConsultationMove.as_view(),
        name="consultation-move",
    ),
    path(
        "konsultacje/<int:pk>/notatka/",
        consultations.ConsultationNote.as_view(),
        name="consultation-note",
    ),
    path(
        "konsultacje/<int:pk>/notatka/docx/",
        words.ConsultationWord.as_view(),
        name="consultation-word",
    ),
    path(
        "konsultacje/kroki/<int:pk>/zrobione/",
        consultations.StepFinish.as_view(),
        name="step-finish",
    ),
]
