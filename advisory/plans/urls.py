"""Addresses of this room."""

from django.urls import URLPattern, path

from advisory.plans.views import following, plans, steps, template

urlpatterns: list[URLPattern] = [
    path("programy/<int:pk>/plany/", plans.PlanList.as_view(), name="plan-list"),
    path("programy/<int:pk>/wzor-planu/", template.TemplateList.as_view(), name="plan-template"),
    path(
        "programy/<int:pk>/wzor-planu/typowy/",
        template.TypicalTemplate.as_view(),
        name="plan-template-typical",
    ),
    path(
        "programy/<int:pk>/wzor-planu/nowy/",
        template.TemplateAdd.as_view(),
        name="plan-template-add",
    ),
    path("wzor-planu/<int:pk>/zmiana/", template.TemplateEdit.as_view(), name="plan-template-edit"),
    path(
        "wzor-planu/<int:pk>/usuniecie/",
        template.TemplateRemove.as_view(),
        name="plan-template-remove",
    ),
    path("jednostki-programu/<int:pk>/plan/", plans.UnitPlan.as_view(), name="unit-plan"),
    path("jednostki-programu/<int:pk>/plan/nowy/", plans.PlanMake.as_view(), name="plan-make"),
    path(
        "jednostki-programu/<int:pk>/plan/porozumienie/",
        following.PlanFollow.as_view(),
        name="plan-follow",
    ),
    path("jednostki-programu/<int:pk>/plan/krok/", steps.StepAdd.as_view(), name="plan-step-add"),
    path("kroki-planu/<int:pk>/zmiana/", steps.StepEdit.as_view(), name="plan-step-edit"),
    path("kroki-planu/<int:pk>/usuniecie/", steps.StepRemove.as_view(), name="plan-step-remove"),
    path("kroki-planu/<int:pk>/wykonanie/", steps.StepFinish.as_view(), name="plan-step-finish"),
    path(
        "kroki-planu/<int:pk>/potwierdzenie/",
        steps.StepConfirm.as_view(),
        name="plan-step-confirm",
    ),
    path("kroki-planu/<int:pk>/cofniecie/", steps.StepReopen.as_view(), name="plan-step-reopen"),
]
