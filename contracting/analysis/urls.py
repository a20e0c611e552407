"""Addresses of this room."""

from django.urls import URLPattern, path

from contracting.analysis import views

urlpatterns: list[URLPattern] = [
    path("analizy/", views.AnalysisList.as_view(), name="analysis-list"),
    path("analizy/nowa/", views.AnalysisCreate.as_view(), name="analysis-create"),
    path("analizy/<int:pk>/", views.AnalysisDetail.as_view(), name="analysis-detail"),
    path("analizy/<int:pk>/etap-1/", views.AnalysisStage.as_view(), name="analysis-stage"),
    path("analizy/<int:pk>/podglad/", views.AnalysisPreview.as_view(), name="analysis-preview"),
    path("analizy/<int:pk>/zamkniecie/", views.AnalysisClose.as_view(), name="analysis-close"),
    path("analizy/<int:pk>/raport/", views.AnalysisReport.as_view(), name="analysis-report"),
]
