"""Addresses of this room."""

from django.urls import URLPattern, path

from contracting.offers.views import advising, messages, office, own, sending, writing

urlpatterns: list[URLPattern] = [
    path("konkursy/zadania/<int:pk>/oferta/", own.OfferStart.as_view(), name="offer-start"),
    path("konkursy/zadania/<int:pk>/wzor/", office.TaskForm.as_view(), name="task-form"),
    path("oferty/", own.OfferList.as_view(), name="offer-list"),
    path("oferty/do-porady/", advising.AdviceList.as_view(), name="advice-list"),
    path(
        "oferty/zaproszenie/<str:token>/",
        advising.AdviceInvitation.as_view(),
        name="advice-invitation",
    ),
    path(
        "oferty/doradca/<int:pk>/koniec/",
        advising.AdviceWithdraw.as_view(),
        name="advice-withdraw",
    ),
    path("oferty/<int:pk>/doradca/", advising.OfferAdvisers.as_view(), name="offer-advisers"),
    path("oferty/<int:pk>/doradca/nowy/", advising.AdviceAsk.as_view(), name="advice-ask"),
    path("oferty/<int:pk>/", own.OfferDetail.as_view(), name="offer-detail"),
    path("oferty/<int:pk>/tresc/", own.OfferContentPage.as_view(), name="offer-content"),
    path("oferty/<int:pk>/potwierdzenie/", own.OfferReceipt.as_view(), name="offer-receipt"),
    path("oferty/<int:pk>/zlozenie/", sending.OfferSend.as_view(), name="offer-send"),
    path("oferty/<int:pk>/prosba-o-podpis/", sending.OfferAsk.as_view(), name="offer-ask"),
    path("oferty/<int:pk>/wycofanie/", sending.OfferWithdraw.as_view(), name="offer-withdraw"),
    path(
        "oferty/<int:pk>/czesc/<str:section>/",
        writing.OfferSection.as_view(),
        name="offer-section",
    ),
    path(
        "oferty/<int:pk>/korespondencja/", messages.OfferMessages.as_view(), name="offer-messages"
    ),
    path(
        "oferty/<int:pk>/korespondencja/bez-odpowiedzi/",
        messages.OfferMessagesEnd.as_view(),
        name="offer-messages-end",
    ),
    path("urzad/oferty/", office.OfferListOffice.as_view(), name="office-offer-list"),
]
