"""Every probe of the lab, by slug: one module of this package for each kind.

A module takes part by having a tuple ``PROBES`` of ``comparator.lab.probe.Probe``. There is no
other registration. The function ``Probe.measure(bench, progress)`` yields one
``comparator.lab.results.Result`` for every subject in ``bench.subjects`` and case, in any order::

    def measure(bench: Bench, progress: Progress) -> Iterator[Result]:
        progress.expect(len(bench.subjects))
        for subject in bench.subjects:
            progress.step(subject.name)
            place = bench.place(subject, "packages", of="starter")
            try:
                environment = bench.environment(subject, "starter")
            except LabError as error:
                yield failed(place, str(error))
            else:
                yield measured(place, [len(environment.versions)], exact=True)

The rules:

- A probe that asks about something else than subjects, such as add-ons, has ``each_subject``
  False, and yields what it likes.
- A subject that cannot be observed is yielded as ``failed`` with the reason, never left out, and
  never stops the others. Where a question does not apply to a subject, yield that state.
- ``bench`` (``comparator.lab.bench.Bench``) owns everything that has to be cleaned up. Start
  servers with ``bench.serve`` and programs with ``bench.run``, nothing else: both are bounded in
  time, run in a process group of their own, and leave no process behind, whatever happens.
- What takes the place of a number: ``state(place, "yes", note=..., packages=...)``.
- Numbers: ``measured(place, samples)``. ``exact=True`` says that a repeat gives the same number.
  Ratios to the bare callable are filled in by the runner.
- Where repeats are taken, they are interleaved: the outer loop is the round, the inner one the
  subject, so that a disturbance hits all of them. ``bench.rounds(n)`` is 1 in a quick run.
- No module prints. ``progress`` shows where the probe is.
"""

from importlib import import_module
from pkgutil import iter_modules

from comparator.lab.probe import Probe

ORDER = ("batteries", "defaults", "footprint", "start-up", "memory", "throughput")
"""The kinds in the order of the page, which is also the order of a run."""


def collected() -> dict[str, Probe]:
    """Return the probes of every module of this package; raises ValueError if two share a slug."""
    modules = [import_module(f"{__name__}.{item.name}") for item in iter_modules(__path__)]
    probes = [probe for module in modules for probe in getattr(module, "PROBES", ())]
    found = {probe.slug: probe for probe in probes}
    if len(found) < len(probes):
        raise ValueError("two probes have the same slug")
    return dict(sorted(found.items(), key=lambda item: (ORDER.index(item[1].kind), item[0])))


PROBES = collected()
