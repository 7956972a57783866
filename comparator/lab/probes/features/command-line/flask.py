"""Adds a command to the `flask` program and runs it in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

SHOP = """
import click
from flask import Flask, current_app

app = Flask(__name__)
app.config["SHOP"] = "Books and Co"


@app.cli.command("greet")
@click.argument("name")
@click.option("--loud", is_flag=True)
def greet(name, loud):
    "Greets a customer."
    text = f"{current_app.config['SHOP']} greets {name}"
    click.echo(text.upper() if loud else text)
"""

Path("shop.py").write_text(SHOP)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flask", "--app", "shop", *words]
    return subprocess.run(command, capture_output=True, text=True)


said = run("greet", "Ada", "--loud")
assert said.stdout.strip() == "BOOKS AND CO GREETS ADA", said.stderr
assert "Greets a customer." in run("--help").stdout
note = "A decorator adds a command to the flask program, inside the application’s context."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
