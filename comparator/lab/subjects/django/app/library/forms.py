from django import forms


# task: validated-body
class BookForm(forms.Form):
    title = forms.CharField(max_length=200)
    year = forms.IntegerField(min_value=1450, max_value=2100)
    tags = forms.JSONField(required=False)

    def clean_tags(self):
        tags = self.cleaned_data["tags"] or []
        if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            raise forms.ValidationError("Enter a list of strings.")
        return tags


# end: validated-body


# task: form
class SuggestionForm(forms.Form):
    title = forms.CharField(max_length=200)
    email = forms.EmailField(label="E-mail")


# end: form
