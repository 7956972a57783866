"""Writes a command with Typer beside the application and runs it in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

SHOP = '''
import typer
from fastapi import FastAPI

app = FastAPI(title="Books and Co")
commands = typer.Typer()


@commands.callback()
def shop():
    pass


@commands.command()
def greet(name: str, loud: bool = False):
    """Greets a customer."""
    text = f"{app.title} greets {name}"
    typer.echo(text.upper() if loud else text)


if __name__ == "__main__":
    commands()
'''

Path("shop.py").write_text(SHOP)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True)


said = run("shop.py", "greet", "Ada", "--loud")
assert said.stdout.strip() == "BOOKS AND CO GREETS ADA", said.stderr
assert "greet" in run("shop.py", "--help").stdout
framework = run("-m", "fastapi", "--help").stdout
assert "dev" in framework, framework
status = "yes" if "greet" in framework else "partly"
note = (
    "Typer, which the extra named standard brings, makes the command a program of its own; the"
    " fastapi program does not list it."
)
print(json.dumps({"status": status, "note": note, "packages": []}))
