"""The addresses of the ground floor."""

from django.urls import path

from mkus_portal.web.pages.attachments import (
    AttachmentAdd,
    AttachmentFile,
    AttachmentRemove,
    AttachmentReplace,
)
from mkus_portal.web.pages.comments import (
    CommentEdit,
    CommentRemove,
    CommentsRead,
    DraftComments,
    DraftPresence,
    ThreadMove,
    ThreadPage,
)
from mkus_portal.web.pages.desk import Desk, DeskCalendar, HatList, HatSwitch
from mkus_portal.web.pages.documents import Check, DocumentDetail, DocumentFile
from mkus_portal.web.pages.drafting import DraftHistory, DraftSave
from mkus_portal.web.pages.home import Home
from mkus_portal.web.pages.invitation import InvitationPage
from mkus_portal.web.pages.law import Law, ParameterValueAdd
from mkus_portal.web.pages.offices import (
    OfficeSettings,
    OfficeText,
    OfficeTextEdit,
    OwnOffice,
    UnitCreate,
    UnitEdit,
)
from mkus_portal.web.pages.people import InvitationWithdraw, MembershipEnd, People, PersonInvite

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("biurko/", Desk.as_view(), name="desk"),
    path("biurko/terminy.ics", DeskCalendar.as_view(), name="desk-calendar"),
    path("role/", HatList.as_view(), name="hat-list"),
    path("role/zmiana/", HatSwitch.as_view(), name="hat-switch"),
    path("dokumenty/<int:pk>/", DocumentDetail.as_view(), name="document-detail"),
    path("dokumenty/<int:pk>/plik/", DocumentFile.as_view(), name="document-file"),
    path("zalaczniki/<int:pk>/plik/", AttachmentFile.as_view(), name="attachment-file"),
    path("zalaczniki/<int:pk>/zamiana/", AttachmentReplace.as_view(), name="attachment-replace"),
    path("zalaczniki/<int:pk>/usuniecie/", AttachmentRemove.as_view(), name="attachment-remove"),
    path("zalaczniki/<slug:kind>/<int:pk>/nowe/", AttachmentAdd.as_view(), name="attachment-add"),
    path("sprawdz/", Check.as_view(), name="check"),
    path("szkice/<int:pk>/zapis/", DraftSave.as_view(), name="draft-save"),
    path("szkice/<int:pk>/historia/", DraftHistory.as_view(), name="draft-history"),
    path("szkice/<int:pk>/uwagi/", DraftComments.as_view(), name="draft-comments"),
    path("szkice/<int:pk>/uwagi/przeczytane/", CommentsRead.as_view(), name="comments-read"),
    path("szkice/<int:pk>/obecnosc/", DraftPresence.as_view(), name="draft-presence"),
    path("szkice/uwagi/<int:pk>/", ThreadPage.as_view(), name="thread"),
    path("szkice/uwagi/<int:pk>/ruch/", ThreadMove.as_view(), name="thread-move"),
    path("szkice/wypowiedzi/<int:pk>/", CommentEdit.as_view(), name="comment-edit"),
    path("szkice/wypowiedzi/<int:pk>/usuniecie/", CommentRemove.as_view(), name="comment-remove"),
    path("osoby/", People.as_view(), name="people"),
    path("osoby/zaproszenie/", PersonInvite.as_view(), name="person-invite"),
    path("osoby/<int:pk>/koniec/", MembershipEnd.as_view(), name="membership-end"),
    path(
        "osoby/zaproszenia/<int:pk>/cofnij/",
        InvitationWithdraw.as_view(),
        name="invitation-withdraw",
    ),
    path("zaproszenie/<str:token>/", InvitationPage.as_view(), name="invitation"),
    path("urzad/", OwnOffice.as_view(), name="own-office"),
    path("urzedy/<str:code>/ustawienia/", OfficeSettings.as_view(), name="office-settings"),
    path("urzedy/<str:code>/jednostki/nowa/", UnitCreate.as_view(), name="unit-create"),
    path("urzedy/<str:code>/jednostki/<int:pk>/", UnitEdit.as_view(), name="unit-edit"),
    path(
        "urzedy/<str:code>/teksty/<slug:slug>/",
        OfficeTextEdit.as_view(),
        name="office-text-edit",
    ),
    path("informacje/<str:code>/<slug:slug>/", OfficeText.as_view(), name="office-text"),
    path("prawo/", Law.as_view(), name="law"),
    path("prawo/<str:key>/nowa-wartosc/", ParameterValueAdd.as_view(), name="law-value-add"),
]
