"""What a site does that nobody thought about: seven questions asked of each stranger.

Each is asked twice: of the starter with its production settings, and of its ``control``, the same
program with every observed default turned. Where both give the same state the observation
proves nothing, and the result is ``failed``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from comparator.lab import LabError, observations, visitor
from comparator.lab.bench import Bench
from comparator.lab.observations import Finding, Unusable
from comparator.lab.probe import Case, Probe, Progress
from comparator.lab.results import Place, Result, failed, state
from comparator.lab.subjects import Part, Subject

SERVER = "granian"
CONTROL = "control:app"
"""Every stranger's folder has this module: the same program, the observed defaults turned."""

CASE = Case("as-shipped", "as shipped, with the documented production settings")

NO_DEFAULTS = "A bare callable has no defaults."
NO_STARTER = "A stack has no starter of its own; its base’s is asked."

METHOD = (
    "The framework's own starter, four views added as its documentation shows them, is served with "
    "the production settings that its deployment pages name."
)
LIMITS = "It says what happens when nobody thinks of it, not what a setting or an add-on can do."


@dataclass(frozen=True, slots=True)
class Default:
    """One question, how it is asked of a port, and what the page says of it."""

    slug: str
    name: str
    question: str
    method: str
    verified: str
    limits: str
    criteria: tuple[str, ...]
    look: Callable[[int], Finding]


DEFAULTS = (
    Default(
        "forged-post",
        "Forged form post",
        "Is a form post from a foreign site refused when the view says nothing about it?",
        "The form is fetched like a browser does. Then its post is sent with the visitor's cookies "
        "but without what the form held, with a foreign origin and referrer.",
        "The same post with the form's own fields and the own origin has to be taken.",
        "The cookies are always sent along; a browser may leave out those with SameSite.",
        ("forged-requests",),
        visitor.forged_post,
    ),
    Default(
        "framing",
        "Framing by other sites",
        "Does a page forbid other sites to show it in a frame?",
        "A page made by the usual template is fetched; X-Frame-Options and the content policy's "
        "frame-ancestors are read.",
        "The page has to come back with 200.",
        "The server adds no header here; a proxy in front could.",
        ("security-headers",),
        lambda port: observations.framing(visitor.page(port)),
    ),
    Default(
        "sniffing",
        "Guessed content types",
        "Does a page forbid the browser to guess its content type?",
        "A page made by the usual template is fetched; X-Content-Type-Options is read.",
        "The page has to come back with 200.",
        "The server adds no header here; a proxy in front could.",
        ("security-headers",),
        lambda port: observations.sniffing(visitor.page(port)),
    ),
    Default(
        "host-header",
        "Foreign host name",
        "Is a request that names a foreign host refused?",
        "The same page is fetched with its own host name and with a foreign one.",
        "The page with its own host name has to come back with 200.",
        "A proxy in front that knows its host names would refuse it first.",
        ("hardening",),
        visitor.host_header,
    ),
    Default(
        "escaping",
        "Markup in a value",
        "Is markup in a value escaped by the usual template?",
        "A page prints a value from its query by the usual template. The value holds a tag, both "
        "quotes and an ampersand.",
        "The value has to stand in the page, as text or as markup.",
        "A value between tags only: scripts, styles and addresses need other care.",
        ("output-escaping",),
        lambda port: observations.escaping(visitor.page(port, observations.MARKUP)),
    ),
    Default(
        "cookie-flags",
        "Flags of the session cookie",
        "Has the session cookie HttpOnly, SameSite and Secure?",
        "A view that sets a session value is fetched, and the cookie read. Yes: all three; partly: "
        "some of them.",
        "A session cookie has to come back.",
        "Read without HTTPS, so settings that deployment pages name for sites with HTTPS are as "
        "shipped.",
        ("hardening", "forged-requests"),
        lambda port: observations.cookie_flags(visitor.ask(port, "GET", "/remember")),
    ),
    Default(
        "traceback",
        "Internals in an error page",
        "Does an error in production keep the program's internals to itself?",
        "A view that raises is fetched; the page is searched for the error's name and message, a "
        "local value, files and folders.",
        "The status code has to be 500 or above.",
        "What is written to the log is not looked at.",
        (),
        lambda port: observations.traceback(visitor.ask(port, "GET", "/fail")),
    ),
)


def measure(default: Default, bench: Bench, progress: Progress) -> Iterator[Result]:
    """Yield one state for each subject; a baseline has no defaults, a stack no starter."""
    progress.expect(len(bench.subjects))
    for subject in bench.subjects:
        progress.step(subject.name)
        if "stranger" in subject.parts:
            place = bench.place(subject, CASE.slug, "stranger", SERVER, subject.usual)
            yield observed(place, bench, subject, default)
        else:
            place = bench.place(subject, CASE.slug, "stranger")
            yield state(place, "does not apply", note=NO_STARTER if subject.base else NO_DEFAULTS)


def observed(place: Place, bench: Bench, subject: Subject, default: Default) -> Result:
    """Ask one subject and its control; ``failed`` where they cannot be told apart."""
    try:
        shipped = answered(bench, subject, default)
        turned = answered(bench, turned_round(subject), default)
    except (LabError, Unusable) as error:
        return failed(place, str(error))
    return judged(place, shipped, turned)


def judged(place: Place, shipped: Finding, turned: Finding) -> Result:
    """Return the state as shipped, if the control's differs."""
    if shipped.status == turned.status:
        return failed(
            place, f"Its control gave the same state ({turned.note}), so it proves nothing."
        )
    return state(place, shipped.status, note=shipped.note)


def answered(bench: Bench, subject: Subject, default: Default) -> Finding:
    """Serve a stranger and ask it once; raises LabError or Unusable."""
    with bench.serve(subject, "stranger", SERVER) as server:
        return default.look(server.port)


def turned_round(subject: Subject) -> Subject:
    """Return the subject with its control in the place of its stranger."""
    part = subject.parts["stranger"]
    control = Part({subject.usual: CONTROL}, part.made_by, part.variables)
    return replace(subject, parts={**subject.parts, "stranger": control})


def probe(default: Default) -> Probe:
    """Return a default as a probe, with the words that all of them share."""
    return Probe(
        slug=default.slug,
        name=default.name,
        kind="defaults",
        question=default.question,
        unit="",
        better="",
        method=f"{METHOD} {default.method}",
        verified=f"{default.verified} A control, the same program with the default turned, has to "
        "give another state, or the result counts as failed.",
        limits=f"{LIMITS} {default.limits}",
        criteria=default.criteria,
        cases=(CASE,),
        measure=partial(measure, default),
    )


PROBES = tuple(probe(default) for default in DEFAULTS)
