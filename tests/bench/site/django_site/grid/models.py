"""What is compared. Evidence is only counted here: a smaller model than ours, and a faster one."""

from django.db import models


class Theme(models.Model):
    """A group of criteria."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=140)
    position = models.IntegerField(db_index=True)


class Framework(models.Model):
    """A column of the table."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=140)
    tagline = models.CharField(max_length=140)
    release = models.CharField(max_length=140)
    long_term = models.CharField(max_length=140, blank=True)


class Criterion(models.Model):
    """A row of the table."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="criteria")
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=140)
    question = models.TextField()
    kind = models.CharField(max_length=20)
    position = models.IntegerField(db_index=True)


class Cell(models.Model):
    """One framework on one criterion."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="cells")
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="cells")
    level = models.IntegerField(null=True)
    via = models.CharField(max_length=20, blank=True)
    summary = models.TextField()
    confidence = models.CharField(max_length=20)
    claims = models.IntegerField()
    is_decided = models.BooleanField()
    measured = models.IntegerField()
    documented = models.IntegerField()
    claimed = models.IntegerField()
    disputed = models.BooleanField()

    class Meta:
        """One cell for each pair."""

        constraints = (models.UniqueConstraint(fields=["criterion", "framework"], name="one"),)
