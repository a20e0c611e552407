"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.reports import views

urlpatterns: list[URLPattern] = [
    path("moj-miesiac/", views.OwnMonth.as_view(), name="own-month"),
    path("doradcy/<int:pk>/miesiac/", views.AdviserMonthPage.as_view(), name="adviser-month"),
]
