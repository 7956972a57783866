"""Make a command of a function, with an option, an argument, help and a refusal."""

import json

import click
from click.testing import CliRunner


@click.command()
@click.option("--count", default=1, type=click.IntRange(1, 5), help="Number of greetings.")
@click.argument("name")
def hello(count, name):
    """Greet NAME."""
    for _ in range(count):
        click.echo(f"Hello {name}!")


runner = CliRunner()
assert runner.invoke(hello, ["--count", "2", "Ada"]).output == "Hello Ada!\nHello Ada!\n"
assert "Number of greetings." in runner.invoke(hello, ["--help"]).output
refused = runner.invoke(hello, ["--count", "many", "Ada"])
assert refused.exit_code == 2
assert "'many' is not a valid integer" in refused.output, refused.output

note = "A decorated function becomes a command with an option, help and a message for wrong input."
print(json.dumps({"status": "yes", "note": note, "packages": ["click"]}))
