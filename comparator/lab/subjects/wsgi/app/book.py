"""What a book has to be, and how a page of them looks, by hand."""

import html


# task: validated-body
def problems(data):
    """Return what is wrong with each field of a new book, by its name."""
    found = {}
    title, year, tags = data.get("title"), data.get("year"), data.get("tags", [])
    if not isinstance(title, str) or not 1 <= len(title) <= 200:
        found["title"] = "one to 200 characters"
    if type(year) is not int or not 1450 <= year <= 2100:
        found["year"] = "a whole number from 1450 to 2100"
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        found["tags"] = "a list of strings"
    return found


# end: validated-body


# task: page-of-rows
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Books</title>
</head>
<body>
<h1>Books</h1>
<ul>
{rows}
</ul>
<p>Page {page} of {pages}</p>
</body>
</html>
"""


def render(books, page, pages):
    rows = "\n".join(
        f"<li>{html.escape(title)}, {html.escape(author)}, {year}</li>"
        for title, author, year in books
    )
    return PAGE.format(rows=rows, page=page, pages=pages)


# end: page-of-rows
