"""Frameworks side by side, with the queries that such a site asks: three, however many rows."""

from itertools import groupby

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import render

from grid.models import Cell, Criterion, Framework, Theme


def mean(cells):
    """Return the mean level of cells in tenths; None where no level is known."""
    levels = [cell.level for cell in cells if cell.level is not None]
    return (sum(levels) * 20 + len(levels)) // (2 * len(levels)) if levels else None


def show(request, names):
    """Show some frameworks side by side."""
    slugs = names.split("-vs-")
    frameworks = list(Framework.objects.filter(slug__in=slugs).order_by("slug"))
    if [item.slug for item in frameworks] != slugs:
        raise Http404(names)
    cells = Cell.objects.filter(framework__in=frameworks).select_related("framework")
    criteria = (
        Criterion.objects.select_related("theme")
        .prefetch_related(Prefetch("cells", cells.order_by("framework__slug"), "shown"))
        .order_by("position")
    )
    groups = []
    for theme, found in groupby(criteria, key=lambda item: item.theme):
        rows = list(found)
        means = [mean(row.shown[at] for row in rows) for at in range(len(frameworks))]
        groups.append({"theme": theme, "rows": rows, "means": means})
    separating = [row for group in groups for row in group["rows"] if separates(row.shown)]
    context = {
        "title": " and ".join([", ".join(f.name for f in frameworks[:-1]), frameworks[-1].name]),
        "names": names,
        "columns": [
            {"framework": item, "heights": [40 - (group["means"][at] or 0) for group in groups]}
            for at, item in enumerate(frameworks)
        ],
        "groups": [
            {**group, "means": list(zip(frameworks, map(written, group["means"]), strict=True))}
            for group in groups
        ],
        "themes": Theme.objects.order_by("position"),
        "rows": sum(len(group["rows"]) for group in groups),
        "separating": len(separating),
    }
    return render(request, "grid/show.html", context)


def separates(cells):
    """Say whether the levels of cells differ."""
    return len({cell.level for cell in cells}) > 1


def written(tenths):
    """Write tenths with one decimal."""
    return "not known" if tenths is None else f"{tenths // 10}.{tenths % 10}"
