"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.indicators.views import advised, board, records

urlpatterns: list[URLPattern] = [
    path("wskazniki/", board.OwnIndicators.as_view(), name="own-indicators"),
    path("programy/<int:pk>/wskazniki/", board.IndicatorBoard.as_view(), name="indicator-list"),
    path(
        "programy/<int:pk>/wskazniki/oferty-po-poradzie/",
        advised.AdvisedOffers.as_view(),
        name="advised-offers",
    ),
    path("programy/<int:pk>/wskazniki/nowy/", board.IndicatorAdd.as_view(), name="indicator-add"),
    path(
        "programy/<int:pk>/wskazniki/typowe/",
        board.CountedIndicators.as_view(),
        name="indicator-counted",
    ),
    path("wskazniki/<int:pk>/", records.IndicatorDetail.as_view(), name="indicator-detail"),
    path("wskazniki/<int:pk>/zmiana/", board.IndicatorEdit.as_view(), name="indicator-edit"),
    path("wskazniki/<int:pk>/usuniecie/", board.IndicatorRemove.as_view(), name="indicator-remove"),
    path("wskazniki/<int:pk>/odczyt/", board.ReadingAdd.as_view(), name="indicator-reading"),
]
