from mkus_portal.web.downloads import plain_name, word_download


def test_a_file_is_named_in_plain_letters():
    name = plain_name("Umowa 3/2026: Świetlica „Słoneczko” w Łęknie")
    assert name == "umowa-32026-swietlica-sloneczko-w-leknie"


def test_a_long_title_makes_a_short_name():
    assert len(plain_name("Zajęcia " * 40)) <= 80


def test_a_text_is_sent_to_be_kept():
    answer = word_download(b"PK", "Aneks nr 1")
    assert answer["Content-Disposition"] == 'attachment; filename="aneks-nr-1.docx"'
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert answer.content == b"PK"
