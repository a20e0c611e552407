"""Addresses of this room."""

from django.urls import URLPattern, path, re_path

from contracting.contracts.views import (
    amending,
    contract,
    ending,
    paying,
    steps,
    templates,
    writing,
)

_contracts = [
    ("umowy/", contract.ContractList, "contract-list"),
    ("umowy/<int:pk>/", contract.ContractDetail, "contract-detail"),
    ("umowy/<int:pk>/tresc/", contract.ContractTextPage, "contract-text"),
    ("umowy/<int:pk>/umowa.docx", contract.ContractWord, "contract-word"),
    ("umowy/<int:pk>/plik/", contract.ContractFile, "contract-file"),
    ("umowy/<int:pk>/nowy-wzor/", contract.TemplateTake, "contract-template-take"),
    ("umowy/<int:pk>/plan/<str:section>/", writing.ContractPlan, "contract-plan"),
    ("umowy/<int:pk>/warunki/", steps.ContractTerms, "contract-terms"),
    ("umowy/<int:pk>/ruch/", steps.ContractMove, "contract-move"),
    ("umowy/<int:pk>/podpis/", steps.ContractSign, "contract-sign"),
    ("umowy/<int:pk>/transza/", steps.TrancheAdd, "tranche-add"),
    ("umowy/oferta/<int:pk>/", contract.ContractOpen, "contract-open"),
    ("umowy/konkurs/<int:pk>/", contract.CallContracts, "call-contracts"),
    ("umowy/konkurs/<int:pk>/umowy.zip", contract.CallContractFiles, "call-contract-files"),
    ("umowy/wzor/", templates.TemplateDetail, "contract-template"),
    ("umowy/wzor/zmiana/", templates.TemplateEdit, "contract-template-edit"),
    (
        "umowy/wzor/<int:old>/<int:new>/",
        templates.TemplateCompare,
        "contract-template-compare",
    ),
]
_amendments = [
    ("umowy/<int:pk>/aneks/", amending.AmendmentOpen, "amendment-open"),
    ("aneksy/<int:pk>/", amending.AmendmentDetail, "amendment-detail"),
    ("aneksy/<int:pk>/aneks.docx", amending.AmendmentWord, "amendment-word"),
    ("aneksy/<int:pk>/terminy/", amending.AmendmentDays, "amendment-days"),
    ("aneksy/<int:pk>/ruch/", amending.AmendmentMove, "amendment-move"),
    ("aneksy/<int:pk>/podpis/", amending.AmendmentSign, "amendment-sign"),
]
_money = [
    ("transze/<int:pk>/", steps.TrancheEdit, "tranche-edit"),
    ("transze/<int:pk>/usuniecie/", steps.TrancheRemove, "tranche-remove"),
    ("transze/<int:pk>/warunek/", steps.TrancheCondition, "tranche-condition"),
    ("transze/<int:pk>/wycofanie/", paying.TrancheTakeOut, "tranche-take-out"),
    ("wyplaty/", paying.TrancheList, "tranche-list"),
    ("wyplaty/zlecenia/", paying.OrderList, "payment-order-list"),
    ("wyplaty/zlecenia/nowe/", paying.OrderCreate, "payment-order-create"),
    ("wyplaty/zlecenia/<int:pk>/", paying.OrderDetail, "payment-order-detail"),
    ("wyplaty/zlecenia/<int:pk>/wyplata/", paying.OrderPay, "payment-order-pay"),
]
urlpatterns: list[URLPattern] = [
    path(address, page.as_view(), name=name)
    for address, page, name in (*_contracts, *_amendments, *_money)
]
urlpatterns.append(
    re_path(
        r"^umowy/(?P<pk>\d+)/zakonczenie/(?P<kind>settled|mutual|principal|withdrawal)/$",
        ending.ContractEnd.as_view(),
        name="contract-end",
    )
)
