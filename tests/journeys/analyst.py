"""What an office's clerk does with the MKUS Kreator: starts, answers all of stage 1, closes."""

ANALYSIS = "Punkt informacji turystycznej"
ANSWERS = {"decimal": "12", "date": "2027-03-01"}


def answer_of(form, name):
    """The first choice of a list, else a text that the field can hold."""
    if name in form.choices:
        return next(value for value, _ in form.choices[name] if value)
    return ANSWERS.get(form.kinds[name], "Odpowiedź z narady zespołu.")


def analyse(clerk):
    """From a new analysis to a closed one; return its address."""
    clerk.open("/analizy/nowa/")
    start = {"title": ANALYSIS, "task_name": "Informacja", "commissioning_type": "institution"}
    clerk.press("Rozpocznij analizę", start)
    form = clerk.page.form("Zapisz")
    asked = {name for name in form.names if f"v:{name}" in form.names}
    assert len(asked) > 9
    clerk.press("Zapisz", {name: answer_of(form, name) for name in asked})
    clerk.follow("Wróć do analizy")
    analysis = clerk.page.url
    clerk.follow("Zamknij analizę")
    clerk.press("Zamknij analizę")
    assert "Analiza jest zamknięta" in clerk.page.text
    return analysis
