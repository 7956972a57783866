"""The quickstart's application with four views added as Flask's documentation shows them.

Production settings, as "Deploy to Production" of the tutorial asks: a secret key of its own, and
no debug mode. It names no other setting.
"""

import os

from flask import Flask, render_template, request, session

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]


@app.route("/")
def hello_world():
    return "<p>Hello, World!</p>"


@app.route("/greet")
def greet():
    return render_template("greet.html", name=request.args["name"])


@app.route("/subscribe", methods=["GET", "POST"])
def subscribe():
    if request.method == "POST":
        return f"Thank you: {len(request.form['email'])} characters"
    return render_template("subscribe.html")


@app.route("/remember")
def remember():
    session["visited"] = True
    return "Remembered"


@app.route("/fail")
def fail():
    colour = "ultramarine"
    raise RuntimeError(f"the pot of {colour} fell")
