"""Addresses of this room."""

from typing import Any

from django.urls import URLPattern, path

from contracting.settlement.views import (
    desk,
    importing,
    inspection_plan,
    inspection_steps,
    inspections,
    items,
    ledger,
    recommendations,
    reports,
    returns,
    settlement,
    writing,
)

_reports: list[tuple[str, Any, str]] = [
    ("umowy/<int:pk>/rozliczenie/", settlement.SettlementDetail, "settlement-detail"),
    ("umowy/<int:pk>/rozliczenie/zamkniecie/", settlement.SettlementClose, "settlement-close"),
    ("umowy/<int:pk>/wezwanie/", settlement.ReportCallCreate, "report-call"),
    ("umowy/<int:pk>/sprawozdanie/", reports.ReportStart, "report-start"),
    ("sprawozdania/", reports.ReportList, "report-list"),
    ("sprawozdania/terminy/", reports.ReportTerms, "report-terms"),
    ("sprawozdania/<int:pk>/", reports.ReportDetail, "report-detail"),
    ("sprawozdania/<int:pk>/czesc/<str:section>/", writing.ReportSection, "report-section"),
    ("sprawozdania/<int:pk>/zlozenie/", reports.ReportSend, "report-send"),
    ("sprawozdania/<int:pk>/zaniechanie/", reports.ReportDiscard, "report-discard"),
    ("sprawozdania/<int:pk>/zwrot/", reports.ReportGiveBack, "report-give-back"),
    ("sprawozdania/<int:pk>/odpowiedz/", reports.ReportAnswer, "report-answer"),
    ("sprawozdania/<int:pk>/sprawozdanie.docx", reports.ReportWord, "report-word"),
    (
        "sprawozdania/<int:pk>/wersje/<int:old>/<int:new>/",
        reports.ReportCompare,
        "report-compare",
    ),
    ("sprawozdania/<int:pk>/wydatki/", desk.ExpenseDesk, "report-desk"),
    ("sprawozdania/<int:pk>/wklad/", desk.ContributionDesk, "report-contributions"),
]
_items: list[tuple[str, Any, str]] = [
    ("wydatki/<int:pk>/", desk.ExpenseDetail, "expense-detail"),
    ("wydatki/<int:pk>/ocena/", desk.ExpenseStep, "expense-step"),
    ("wklad/<int:pk>/", desk.ContributionDetail, "contribution-detail"),
    ("wklad/<int:pk>/ocena/", desk.ContributionStep, "contribution-step"),
    ("umowy/<int:pk>/wydatki/", ledger.Ledger, "ledger"),
    ("umowy/<int:pk>/wydatki/nowy/", items.ExpenseAdd, "expense-add"),
    ("umowy/<int:pk>/wydatki/import/", importing.ExpenseImport, "expense-import"),
    (
        "umowy/<int:pk>/wydatki/import/wzor.xlsx",
        importing.ExpenseImportTemplate,
        "expense-import-template",
    ),
    ("wydatki/<int:pk>/zmiana/", items.ExpenseEdit, "expense-edit"),
    ("wydatki/<int:pk>/usun/", items.ExpenseRemove, "expense-remove"),
    ("umowy/<int:pk>/wklad/nowy/", items.ContributionAdd, "contribution-add"),
    ("wklad/<int:pk>/zmiana/", items.ContributionEdit, "contribution-edit"),
    ("wklad/<int:pk>/usun/", items.ContributionRemove, "contribution-remove"),
]
_returns: list[tuple[str, Any, str]] = [
    ("zwroty/", returns.ReturnList, "return-list"),
    ("umowy/<int:pk>/zwroty/nowy/", returns.ReturnFind, "return-find"),
    ("zwroty/<int:pk>/", returns.ReturnDetail, "return-detail"),
    ("zwroty/<int:pk>/wezwanie.docx", returns.ReturnWord, "return-word"),
    ("zwroty/<int:pk>/plik/", returns.ReturnFile, "return-file"),
    ("zwroty/<int:pk>/wezwanie/", returns.ReturnDemand, "return-demand"),
    ("zwroty/<int:pk>/decyzja/", returns.ReturnDecide, "return-decide"),
    ("zwroty/<int:pk>/odstapienie/", returns.ReturnCancel, "return-cancel"),
    ("zwroty/<int:pk>/wplata/", returns.ReturnPay, "return-pay"),
    ("zwroty/<int:pk>/cofniecie/", returns.ReturnUndo, "return-undo"),
]
_inspections: list[tuple[str, Any, str]] = [
    ("kontrole/", inspections.InspectionList, "inspection-list"),
    ("kontrole/plan/", inspection_plan.YearPlan, "inspection-plan"),
    ("kontrole/umowa/<int:pk>/", inspection_steps.InspectionAdd, "inspection-add"),
    ("kontrole/<int:pk>/", inspections.InspectionDetail, "inspection-detail"),
    ("kontrole/<int:pk>/plan/", inspection_steps.PlanEdit, "inspection-edit"),
    (
        "kontrole/<int:pk>/upowaznienie/",
        inspection_steps.AuthorisationEdit,
        "inspection-authorisation",
    ),
    (
        "kontrole/<int:pk>/upowaznienie.docx",
        inspections.AuthorisationWord,
        "inspection-authorisation-word",
    ),
    ("kontrole/<int:pk>/protokol/", inspection_steps.ProtocolEdit, "inspection-protocol"),
    ("kontrole/<int:pk>/protokol.docx", inspections.ProtocolWord, "inspection-protocol-word"),
    ("kontrole/<int:pk>/ruch/", inspection_steps.InspectionMove, "inspection-move"),
    ("kontrole/<int:pk>/zalecenie/", recommendations.RecommendationAdd, "recommendation-add"),
    ("zalecenia/<int:pk>/", recommendations.RecommendationEdit, "recommendation-edit"),
    ("zalecenia/<int:pk>/usun/", recommendations.RecommendationRemove, "recommendation-remove"),
    (
        "zalecenia/<int:pk>/odpowiedz/",
        recommendations.RecommendationAnswer,
        "recommendation-answer",
    ),
    ("zalecenia/<int:pk>/ocena/", recommendations.RecommendationAssess, "recommendation-assess"),
]
urlpatterns: list[URLPattern] = [
    path(address, page.as_view(), name=name)
    for address, page, name in (*_reports, *_items, *_returns, *_inspections)
]
