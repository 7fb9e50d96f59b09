"""What the counts of a report let through when findings are named one by one."""

from workflows.counting import Counts
from workflows.disclosure import Earlier, Rules
from workflows.material import Case, Material, Step
from workflows.states import FindingState


def case(number: int, company: int, *kinds: str) -> Case:
    steps = tuple(Step(f"m{number}-{n}", kind, done=False) for n, kind in enumerate(kinds))
    return Case(
        f"f{number}",
        company,
        FindingState.REMEDIATION,
        "audit_finding",
        "minor",
        "potential",
        steps,
        frozenset(),
        (),
    )


def named(cases: list[Case]) -> list[list[object]]:
    """The sorts of measures that the report names, by finding."""
    companies = {one.organisation_id: f"c{one.organisation_id}" for one in cases}
    material = Material([], 0, 0, [], [], cases, companies, {})
    counts = Counts(material, Rules(), Earlier({}), {}, lambda ids: {})
    found = counts.findings()
    return [[m["kind"] for m in one["measures"]] for one in found]  # type: ignore[attr-defined]


def test_a_sort_of_measure_that_one_company_takes_is_not_named() -> None:
    # Remedy is for actual harm: it would tell what the hidden figure on harm does not.
    cases = [case(n, n, "mitigate") for n in range(6)]
    cases += [case(n, n - 6, "prevent") for n in range(6, 10)]
    cases.append(case(10, 5, "remedy"))
    shown = named(cases)
    assert shown[10] == [None]
    # And not by subtraction from all measures either.
    kinds = [kind for one in shown for kind in one]
    assert kinds.count(None) > 1
    assert "mitigate" in kinds


def test_sorts_of_measures_that_enough_companies_take_are_named() -> None:
    cases = [case(n, n % 5, "mitigate") for n in range(10)]
    cases += [case(n, n % 5, "remedy") for n in range(10, 20)]
    assert {kind for one in named(cases) for kind in one} == {"mitigate", "remedy"}
