"""Draw a form, refuse wrong input with the reasons, and take right input as Python values."""

import json

from werkzeug.datastructures import MultiDict
from wtforms import Form, IntegerField, StringField
from wtforms.validators import Length, NumberRange


class BookForm(Form):
    title = StringField("Title", [Length(min=2, max=40)])
    year = IntegerField("Year", [NumberRange(min=1450)])


assert 'name="title"' in BookForm().title()
wrong = BookForm(MultiDict({"title": "K", "year": "soon"}))
assert not wrong.validate()
assert set(wrong.errors) == {"title", "year"}, wrong.errors
right = BookForm(MultiDict({"title": "Kim", "year": "1901"}))
assert right.validate()
assert right.data == {"title": "Kim", "year": 1901}

note = "A form class draws its fields, says what is wrong with each, and gives Python values."
print(json.dumps({"status": "yes", "note": note, "packages": ["WTForms"]}))
