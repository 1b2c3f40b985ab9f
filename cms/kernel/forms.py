"""Says a refusal where the person can mend it: at the fields of their form."""

from django import forms

from cms.kernel.errors import FieldsRefused, Refused


def tell(form: forms.BaseForm, refusal: Refused) -> None:
    """The form shows the refusal: at the fields it names, the rest above all fields."""
    if not isinstance(refusal, FieldsRefused):
        form.add_error(None, " ".join(part for part in (str(refusal), refusal.remedy()) if part))
        return
    for name, sentences in refusal.fields.items():
        form.add_error(name if name in form.fields else None, [str(sentence) for sentence in sentences])
