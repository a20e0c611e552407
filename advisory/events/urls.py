"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.events.views import (
    evaluating,
    events,
    lists,
    materials,
    people,
    visitors,
    words,
)

urlpatterns: list[URLPattern] = [
    path("wydarzenia/", events.EventList.as_view(), name="event-list"),
    path("wydarzenia/nowe/", events.EventPlan.as_view(), name="event-plan"),
    path("wydarzenia/zapis-przyjety/", visitors.RegistrationThanks.as_view(), name="event-thanks"),
    path("wydarzenia/<int:pk>/", events.EventDetail.as_view(), name="event-detail"),
    path("wydarzenia/<int:pk>/zmiana/", events.EventEdit.as_view(), name="event-edit"),
    path("wydarzenia/<int:pk>/ruch/", events.EventMove.as_view(), name="event-move"),
    path("wydarzenia/<int:pk>/osoby/", events.EventPeople.as_view(), name="event-people"),
    path(
        "wydarzenia/<int:pk>/dokumenty/<str:kind>/",
        events.EventDocument.as_view(),
        name="event-document",
    ),
    path("wydarzenia/<int:pk>/docx/", words.EventWord.as_view(), name="event-word"),
    path(
        "wydarzenia/<int:pk>/ankieta/",
        evaluating.EventEvaluation.as_view(),
        name="event-evaluation",
    ),
    path("wydarzenia/<int:pk>/lista/", lists.ParticipantList.as_view(), name="participant-list"),
    path(
        "wydarzenia/<int:pk>/lista/nowa/", people.ParticipantAdd.as_view(), name="participant-add"
    ),
    path("wydarzenia/lista/<int:pk>/", people.ParticipantEdit.as_view(), name="participant-edit"),
    path(
        "wydarzenia/lista/<int:pk>/usuniecie/",
        people.ParticipantRemove.as_view(),
        name="participant-remove",
    ),
    path(
        "wydarzenia/<int:pk>/zaswiadczenia/",
        lists.CertificateIssue.as_view(),
        name="event-certificates",
    ),
    path("wydarzenia/dni/<int:pk>/", events.EventDayEdit.as_view(), name="event-day"),
    path("wydarzenia/dni/<int:pk>/obecnosc/", lists.PresenceSheet.as_view(), name="presence-sheet"),
    path("wydarzenia/dni/<int:pk>/kod/", lists.DayCode.as_view(), name="event-day-code"),
    path("zapisy/<str:token>/", visitors.Registration.as_view(), name="event-registration"),
    path(
        "moj-zapis/<str:token>/", visitors.OwnRegistration.as_view(), name="event-own-registration"
    ),
    path(
        "moj-zapis/<str:token>/zaswiadczenie/",
        visitors.OwnCertificate.as_view(),
        name="event-own-certificate",
    ),
    path(
        "moj-zapis/<str:token>/materialy/<int:pk>/",
        materials.OwnMaterial.as_view(),
        name="event-own-material",
    ),
    path("obecnosc/<str:token>/", visitors.PresencePage.as_view(), name="event-presence"),
]
