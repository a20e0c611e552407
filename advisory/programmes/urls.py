"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.programmes.views import advisers, programmes, units

urlpatterns: list[URLPattern] = [
    path("programy/", programmes.ProgrammeList.as_view(), name="programme-list"),
    path("programy/nowy/", programmes.ProgrammeCreate.as_view(), name="programme-create"),
    path("program/", programmes.OwnProgramme.as_view(), name="own-programme"),
    path("programy/<int:pk>/zmiana/", programmes.ProgrammeEdit.as_view(), name="programme-edit"),
    path("programy/<int:pk>/doradcy/", advisers.AdviserList.as_view(), name="adviser-list"),
    path("programy/<int:pk>/doradcy/nowy/", advisers.AdviserAdd.as_view(), name="adviser-add"),
    path("doradcy/<int:pk>/zaproszenie/", advisers.AdviserInvite.as_view(), name="adviser-invite"),
    path("programy/<int:pk>/jednostki/nowa/", units.UnitAdd.as_view(), name="programme-unit-add"),
    path("jednostki-programu/<int:pk>/", units.UnitDetail.as_view(), name="programme-unit-detail"),
    path(
        "jednostki-programu/<int:pk>/zmiana/", units.UnitEdit.as_view(), name="programme-unit-edit"
    ),
    path(
        "jednostki-programu/<int:pk>/przydzial/",
        units.AssignmentAdd.as_view(),
        name="assignment-add",
    ),
    path("przydzialy/<int:pk>/koniec/", units.AssignmentEnd.as_view(), name="assignment-end"),
]
