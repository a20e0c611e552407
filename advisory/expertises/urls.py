"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.expertises.views import answers, expertises, experts, orders

urlpatterns: list[URLPattern] = [
    path("ekspertyzy/", expertises.ExpertiseList.as_view(), name="expertise-list"),
    path("moje-ekspertyzy/", expertises.OwnExpertises.as_view(), name="own-expertises"),
    path(
        "jednostki-programu/<int:pk>/ekspertyza/",
        orders.ExpertiseOrder.as_view(),
        name="expertise-order",
    ),
    path("ekspertyzy/<int:pk>/", expertises.ExpertiseDetail.as_view(), name="expertise-detail"),
    path("ekspertyzy/<int:pk>/zmiana/", orders.ExpertiseEdit.as_view(), name="expertise-edit"),
    path("ekspertyzy/<int:pk>/ruch/", expertises.ExpertiseMove.as_view(), name="expertise-move"),
    path(
        "ekspertyzy/<int:pk>/odpowiedzi/", answers.ExpertiseWrite.as_view(), name="expertise-write"
    ),
    path(
        "ekspertyzy/<int:pk>/dokument/",
        expertises.ExpertiseAsk.as_view(),
        name="expertise-document",
    ),
    path(
        "ekspertyzy/<int:pk>/ekspertyza.docx",
        expertises.ExpertiseWord.as_view(),
        name="expertise-word",
    ),
    path("programy/<int:pk>/eksperci/", experts.ExpertList.as_view(), name="expert-list"),
    path("programy/<int:pk>/eksperci/nowy/", experts.ExpertAdd.as_view(), name="expert-add"),
    path("eksperci/<int:pk>/zaproszenie/", experts.ExpertInvite.as_view(), name="expert-invite"),
]
