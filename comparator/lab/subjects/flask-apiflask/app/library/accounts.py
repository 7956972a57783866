from flask import Blueprint, redirect, render_template, url_for
from flask_login import LoginManager, current_user, login_required, login_user
from flask_wtf import FlaskForm
from werkzeug.security import check_password_hash
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired

from .models import User, db

bp = Blueprint("accounts", __name__)
login_manager = LoginManager()


# task: sign-in
login_manager.login_view = "accounts.sign_in"


@login_manager.user_loader
def load_user(number: str) -> User | None:
    return db.session.get(User, int(number))


class SignInForm(FlaskForm):
    username = StringField("Name", [DataRequired()])
    password = PasswordField("Password", [DataRequired()])


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in():
    form = SignInForm()
    if form.validate_on_submit():
        user = db.session.scalar(db.select(User).filter_by(name=form.username.data))
        if user and check_password_hash(user.password, form.password.data):
            login_user(user)
            return redirect(url_for("accounts.me"))
        form.password.errors = ["Name and password do not match."]
    return render_template("sign-in.html", form=form)


@bp.get("/me")
@login_required
def me():
    return render_template("me.html", name=current_user.name)


# end: sign-in
