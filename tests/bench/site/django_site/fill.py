"""Make the tables and fill them from a JSON file: ``python fill.py data.json``."""

import json
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from grid.models import Cell, Criterion, Framework, Theme  # noqa: E402  # needs the settings first

call_command("migrate", run_syncdb=True, verbosity=0)
data = json.loads(Path(sys.argv[1]).read_text("utf-8"))
themes = {item["slug"]: Theme.objects.create(**item) for item in data["themes"]}
frameworks = {item["slug"]: Framework.objects.create(**item) for item in data["frameworks"]}
criteria = {
    item["slug"]: Criterion.objects.create(**item | {"theme": themes[item["theme"]]})
    for item in data["criteria"]
}
Cell.objects.bulk_create(
    Cell(
        **item
        | {
            "criterion": criteria[item["criterion"]],
            "framework": frameworks[item["framework"]],
        }
    )
    for item in data["cells"]
)
