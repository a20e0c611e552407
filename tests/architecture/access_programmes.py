"""Who gets which page of a programme's logos, substitutions and load."""

from tests.architecture.access import (
    ADVISER,
    EXPERT,
    OFFICE,
    OPERATOR,
    OVERSEERS,
    RUNS,
    Page,
    of_programme,
)

INSIDE = ADVISER | EXPERT  # they act for the programme to which the file belongs

PAGES: tuple[Page, ...] = (
    Page("programme-logos", "programme", {200: OVERSEERS, 403: ADVISER}, 404),
    of_programme("logo-add", ADVISER),
    of_programme("logo-edit", ADVISER, "logo"),
    Page(
        "logo-move",
        "logo",
        {302: RUNS, 403: ADVISER | OPERATOR},
        404,
        data={"dokad": "wczesniej"},
    ),
    of_programme("substitution-add", OFFICE | ADVISER, "assignment"),
    of_programme("substitution-end", OFFICE | ADVISER, "substitution"),
    of_programme("assignment-handover", OFFICE | ADVISER, "assignment"),
    Page("programme-load", "programme", {200: OVERSEERS, 403: ADVISER}, 404),
    Page("assignment-load", "programme", {200: OVERSEERS, 403: ADVISER}, 404),
    Page("attachment-file", "logo_file", {200: OVERSEERS, 403: INSIDE}, 404, 404),
    Page("attachment-replace", "logo_file", {200: RUNS, 403: OPERATOR | INSIDE}, 404),
    Page("attachment-remove", "logo_file", {200: RUNS, 403: OPERATOR | INSIDE}, 404),
)
