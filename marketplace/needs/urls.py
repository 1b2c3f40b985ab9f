"""Addresses of needs."""

from django.urls import path

from marketplace.needs import change_views, opener_views, views

urlpatterns = [
    path("", views.need_list, name="needs"),
    path("my/needs/", views.my_needs, name="my_needs"),
    path("my/needs/new/", views.new_need, name="new_need"),
    path("my/needs/<int:need_id>/", views.edit_need, name="edit_need"),
    path("my/needs/<int:need_id>/cancel/", views.cancel, name="cancel_need"),
    path("my/needs/<int:need_id>/end/", views.end_selection, name="end_selection"),
    path("my/needs/<int:need_id>/extend/", views.extend, name="extend_need"),
    path("my/needs/<int:need_id>/repost/", views.repost, name="repost_need"),
    path("my/needs/<int:need_id>/amend/", change_views.amend, name="amend_need"),
    path("my/needs/<int:need_id>/openers/", opener_views.openers, name="name_openers"),
    path("my/needs/<int:need_id>/fairness/", change_views.fairness, name="fairness"),
    path("needs/<int:need_id>/ask/", change_views.ask, name="ask_question"),
    path("needs/<int:need_id>/object/", change_views.object_to, name="object_to_documents"),
    path("my/clarifications/<int:question_id>/", change_views.answer, name="answer_clarification"),
    path("my/subscriptions/", change_views.subscriptions, name="subscriptions"),
    path("my/method-changes/", change_views.method_changes, name="method_changes"),
    path("my/method-changes/<int:change_id>/", change_views.decide_change, name="decide_method_change"),
    path("my/need-templates/", change_views.templates, name="need_templates"),
    path("my/need-templates/<str:code>/", change_views.template, name="need_template"),
]
