"""Runs two tests with Django's own runner; each stores a row and must see only that one."""

import json
from pathlib import Path

import django
from django.conf import settings
from django.test.utils import get_runner

TESTS = """
from django.contrib.contenttypes.models import ContentType
from django.test import TestCase

class Rows(TestCase):
    def store_and_count(self):
        ContentType.objects.create(app_label="shop", model="book")
        self.assertEqual(ContentType.objects.filter(app_label="shop").count(), 1)

    def test_first(self):
        self.store_and_count()

    def test_second(self):
        self.store_and_count()
"""

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "site.sqlite3"}},
    INSTALLED_APPS=["django.contrib.contenttypes"],
)
django.setup()
folder = Path.cwd() / "shop_tests"
folder.mkdir()
(folder / "test_rows.py").write_text(TESTS)
runner = get_runner(settings)(verbosity=0)
suite = runner.build_suite([str(folder)])
assert suite.countTestCases() == 2, suite
failures = runner.run_tests([str(folder)])
assert failures == 0, f"{failures} of two tests failed"
assert not Path("site.sqlite3").exists(), "the tests wrote into the site’s own database"
note = (
    "TestCase rolls each test back; the runner makes a database for the tests"
    " and leaves the site’s own alone."
)
print(json.dumps({"status": "yes", "note": note, "packages": []}))
