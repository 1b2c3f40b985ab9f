"""Addresses of clues and cases."""

from django.urls import path

from marketplace.clues import views

urlpatterns = [
    path("my/clues/", views.clues, name="clues"),
    path("my/clues/<int:clue_id>/", views.clue, name="clue"),
    path("my/clues/<int:clue_id>/case/", views.open_new_case, name="open_case"),
    path("my/cases/", views.cases, name="cases"),
    path("my/cases/<int:case_id>/", views.case, name="case"),
    path("my/cases/<int:case_id>/ask/", views.ask, name="ask_party"),
    path("my/cases/<int:case_id>/end/", views.end, name="end_case"),
    path("my/questions/", views.questions, name="questions"),
    path("my/questions/<int:question_id>/", views.answer, name="answer_question"),
]
