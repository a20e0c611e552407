"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.carrying import views

urlpatterns: list[URLPattern] = [
    path("programy/<int:pk>/wczytanie/", views.ListImport.as_view(), name="programme-import"),
    path("programy/<int:pk>/<str:kind>.csv", views.ListExport.as_view(), name="programme-export"),
]
