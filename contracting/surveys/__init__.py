"""Surveys of organisations or residents (T04): questionnaires, links, answers, results."""
