"""What an office's clerk does with the MKUS Kreator: all stages, both efficiencies, closing."""

ANALYSIS = "Punkt informacji turystycznej"
ANSWERS = {"decimal": "12", "date": "2027-03-01"}
STEPS = 5


def answer_of(form, name):
    """The first choice of a list, else a text that the field can hold."""
    if name in form.choices:
        return next(value for value, _ in form.choices[name] if value)
    if name.endswith(":weight"):
        return "100"
    return ANSWERS.get(form.kinds[name], "Odpowiedź z narady zespołu.")


def is_asked(form, name):
    """Whether a field is one that can be answered: it is saved, and a list has something in it."""
    if f"v:{name}" not in form.names:
        return False
    return name not in form.choices or any(value for value, _ in form.choices[name])


def answer_stages(clerk):
    """Answer every question of every step; return how many fields that took."""
    answered = 0
    for step in range(STEPS):
        if step:
            clerk.follow("Dalej:")
        form = clerk.page.form("Zapisz")
        asked = [name for name in form.names if is_asked(form, name)]
        clerk.press("Zapisz", {name: answer_of(form, name) for name in asked})
        answered += len(asked)
    return answered


def count_costs(clerk):
    """One cost today, copied to what comes after the change."""
    general = {"eco.service_unit": "godzina", "eco.units_before": "10", "eco.units_after": "20"}
    clerk.press("Dodaj koszt", general)
    form = clerk.page.form("Zapisz")
    ((group,), (quantity,), (price,)) = (
        form.ending(one) for one in (":group", ":quantity", ":unit_cost")
    )
    clerk.press("Zapisz", {group: "OBJ", quantity: "12", price: "1000,50"})
    clerk.press("Kopiuj do „po zmianie”")


def score(clerk):
    """One card from paper, with evidence for every criterion; then the team has met."""
    social = clerk.page.url
    form = clerk.page.form("Zapisz")
    clerk.press("Zapisz", dict.fromkeys(form.ending(".evidence"), "data"))
    clerk.follow("Dodaj kartę z papieru")
    clerk.press("Dodaj kartę z papieru", {"name": "Zespół", "perspective": "office"})
    form = clerk.page.form("Zapisz")
    marks = [*form.ending(".before"), *form.ending(".after")]
    clerk.press("Zapisz", dict.fromkeys(marks, "4"))
    clerk.press("Wyślij ocenę")
    clerk.open(social)
    clerk.press("Zespół się spotkał: odkryj oceny")


def analyse(clerk):
    """From a new analysis to a closed one; return its address."""
    clerk.open("/analizy/nowa/")
    start = {"title": ANALYSIS, "task_name": "Informacja", "commissioning_type": "institution"}
    clerk.press("Rozpocznij analizę", start)
    assert answer_stages(clerk) > 90
    clerk.follow("Wróć do analizy")
    analysis = clerk.page.url
    clerk.open(f"{analysis}efektywnosc-ekonomiczna/")
    count_costs(clerk)
    clerk.open(f"{analysis}efektywnosc-spoleczna/")
    score(clerk)
    clerk.open(analysis)
    clerk.follow("Zamknij analizę")
    clerk.press("Zamknij analizę")
    assert "Analiza jest zamknięta" in clerk.page.text
    return analysis
