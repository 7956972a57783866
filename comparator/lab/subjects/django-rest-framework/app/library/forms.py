from django import forms


# task: form
class SuggestionForm(forms.Form):
    title = forms.CharField(max_length=200)
    email = forms.EmailField(label="E-mail")


# end: form
