"""Draw, refuse and accept a form of Flask-WTF."""

import json

from flask import Flask, redirect, render_template_string
from flask_wtf import FlaskForm
from wtforms import EmailField, StringField
from wtforms.validators import Email, InputRequired

PAGE = """
<form method="post">{{ form.hidden_tag() }}
{% for field in (form.title, form.email) %}
{{ field.label }} {{ field }} {% for error in field.errors %}<p>{{ error }}</p>{% endfor %}
{% endfor %}
</form>
"""


class SuggestionForm(FlaskForm):
    title = StringField(validators=[InputRequired()])
    email = EmailField(validators=[InputRequired(), Email(message="Not an address.")])


app = Flask(__name__)
# The token of the form is a probe of its own.
app.config.update(SECRET_KEY="secret", WTF_CSRF_ENABLED=False)


@app.route("/suggest", methods=["GET", "POST"])
def suggest():
    form = SuggestionForm()
    if form.validate_on_submit():
        return redirect("/thanks")
    return render_template_string(PAGE, form=form)


client = app.test_client()
drawn = client.get("/suggest").text
assert 'type="email"' in drawn
assert 'name="title"' in drawn
refused = client.post("/suggest", data={"title": "Kim & Co", "email": "nowhere"})
assert refused.status_code == 200
assert "<p>Not an address.</p>" in refused.text
assert 'value="Kim &amp; Co"' in refused.text
accepted = client.post("/suggest", data={"title": "Kim", "email": "ada@example.org"})
assert accepted.status_code == 302

note = "A form class of Flask-WTF draws and checks its fields; the project’s template places them."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-WTF", "email-validator"]}))
