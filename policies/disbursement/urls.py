"""Addresses of the disbursement room."""

from django.urls import path

from policies.disbursement import (
    advice_views,
    clawback_views,
    dossier_views,
    payment_views,
    reconciliation_views,
    tier_views,
    views,
)

urlpatterns = [
    path("batches/", views.batches, name="batches"),
    path("batches/new/", views.new_batch, name="new_batch"),
    path("batches/stop/", views.stop, name="stop_switch"),
    path("batches/tiers/", tier_views.tiers, name="tiers"),
    path("batches/tiers/<int:tier_id>/agree/", tier_views.agree_to_tier, name="agree_to_tier"),
    path("batches/<int:batch_id>/countersign/", views.countersign, name="countersign_batch"),
    path("clawbacks/", clawback_views.clawbacks, name="clawbacks"),
    path("clawbacks/<int:clawback_id>/act/", clawback_views.act_on_clawback, name="act_on_clawback"),
    path("payments/<int:payment_id>/clawback/", clawback_views.new_clawback, name="new_clawback"),
    path("batches/lift/", views.lift, name="lift_stop_switch"),
    path("batches/<int:batch_id>/", views.batch, name="batch"),
    path("batches/<int:batch_id>/lock/", views.lock, name="lock_batch"),
    path("batches/<int:batch_id>/approve/", views.approve, name="approve_batch"),
    path("batches/<int:batch_id>/release/", views.release, name="release_batch"),
    path("batches/<int:batch_id>/send-back/", views.send_back, name="send_back_batch"),
    path("payments/", payment_views.payments, name="payments"),
    path("payments/<int:payment_id>/", payment_views.payment, name="payment"),
    path("payments/<int:payment_id>/advice/", advice_views.advice, name="advice"),
    path("payments/<int:payment_id>/file/", dossier_views.payment_file, name="payment_file"),
    path("payments/<int:payment_id>/file/paper/", dossier_views.payment_file_paper, name="payment_file_paper"),
    path("payments/<int:payment_id>/file/sheet/", dossier_views.payment_file_sheet, name="payment_file_sheet"),
    path("benefits/payments/<int:payment_id>/advice/", advice_views.own_advice, name="own_advice"),
    path("advice/", advice_views.verify_advice, name="verify_advice"),
    path("payments/<int:payment_id>/act/", payment_views.act_on_payment, name="act_on_payment"),
    path("benefits/payments/", payment_views.own_payments, name="own_payments"),
    path("benefits/payments/<int:payment_id>/", payment_views.own_payment, name="own_payment"),
    path("bank/notices/", reconciliation_views.bank_notice, name="bank_notice"),
    path("reconciliation/", reconciliation_views.reconciliation, name="reconciliation"),
    path("reconciliation/breaks/<int:break_id>/", reconciliation_views.explain_break, name="explain_break"),
    path("reconciliation/brought/<int:brought_id>/", reconciliation_views.decide_statement, name="decide_statement"),
    path("reconciliation/upload/", reconciliation_views.upload_statement, name="upload_statement"),
    path("reconciliation/days/<int:statement_id>/close/", reconciliation_views.close_statement_day, name="close_day"),
]
