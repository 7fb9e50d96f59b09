"""What the counts of a report let through when findings are named one by one."""

from dataclasses import replace

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


def harmed(company: int, *, made_good: bool = False, consulted: bool = False) -> Case:
    known = {"harm": "actual", "made_good": made_good, "consulted": consulted}
    return replace(case(company, company, "remedy"), **known)


def remedied(cases: list[Case]) -> dict[object, tuple[object, ...]]:
    """Of each figure on remedy its value, what it is a share of, and why it is hidden."""
    companies = {number: f"c{number}" for number in range(20)}
    material = Material([], 0, 0, [], [], cases, companies, {})
    found = Counts(material, Rules(), Earlier({}), {}, lambda ids: {}).figures()
    said = {f["code"]: (f["value"], f["over"], f["reason"]) for f in found}
    return {code: said[code] for code in ("F601", "F602", "F603")}


def test_remedy_is_counted_among_the_findings_with_actual_harm() -> None:
    cases = [case(15, 15, "remedy")]
    cases += [harmed(n, made_good=True, consulted=True) for n in range(4)]
    cases += [harmed(n) for n in range(4, 8)]
    assert remedied(cases) == {"F601": (8, None, ""), "F602": (4, 8, ""), "F603": (4, 8, "")}


def test_remedy_is_hidden_where_few_have_it_or_few_have_it_not() -> None:
    few = [harmed(n, made_good=n == 0) for n in range(8)]
    assert remedied(few)["F602"][:2] == (None, None)
    most = [harmed(n, made_good=n > 0, consulted=n > 3) for n in range(8)]
    assert remedied(most)["F602"] == (None, None, "subtraction")
    # So is who was asked, where nearly all of those with remedy were.
    nearly = [harmed(n, made_good=n > 3, consulted=n > 4) for n in range(10)]
    assert remedied(nearly)["F602"] == (6, 10, "")
    assert remedied(nearly)["F603"] == (None, None, "subtraction")
    every = [harmed(n, made_good=True) for n in range(8)]
    assert remedied(every)["F602"] == (8, 8, "")
    assert remedied(every)["F603"] == (0, 8, "")
