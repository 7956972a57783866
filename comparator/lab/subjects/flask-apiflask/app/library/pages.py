from flask import Blueprint, redirect, render_template, url_for
from flask_wtf import FlaskForm
from wtforms import EmailField, StringField
from wtforms.validators import DataRequired, Email, Length

from .models import Book, db

bp = Blueprint("pages", __name__)


# task: page-of-rows
@bp.get("/books")
def list_books():
    page = db.paginate(db.select(Book).order_by(Book.id), per_page=12)
    return render_template("books.html", page=page)


# end: page-of-rows


# task: form
class SuggestionForm(FlaskForm):
    title = StringField("Title", [DataRequired(), Length(max=200)])
    email = EmailField("E-mail", [DataRequired(), Email()])


@bp.route("/suggest", methods=["GET", "POST"])
def suggest():
    form = SuggestionForm()
    if form.validate_on_submit():
        return redirect(url_for("pages.thanks"))
    return render_template("suggest.html", form=form)


@bp.get("/thanks")
def thanks():
    return render_template("thanks.html")


# end: form
