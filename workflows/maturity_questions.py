"""The maturity questions, by edition, in words written for this product. Data only.

The six steps are those of the OECD guidance. A question keeps its key from edition to edition as
long as it asks the same; one whose meaning changes gets a new key.
"""

from dataclasses import dataclass

from workflows.marking import N_


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a step, and what could show the answer."""

    key: str
    step: int
    text: str
    shows: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A set of questions, and the first year of the agreement that is filled in by it."""

    name: str
    first_year: int
    questions: tuple[Question, ...]


_LASTING = (
    Question(
        "policy",
        1,
        N_("Is there a policy for responsible business that names the risks in your metal chains?"),
        N_("The policy, with the day on which the board adopted it."),
    ),
    Question(
        "board",
        1,
        N_("Does the board, or the owner, decide on the policy and look at its results?"),
        N_("A decision, or the minutes of a meeting in which it was discussed."),
    ),
    Question(
        "buyers",
        1,
        N_("Do those who buy and sell know what the policy asks of them?"),
        N_("Training, instructions or goals of buyers."),
    ),
    Question(
        "contracts",
        1,
        N_("Does the policy stand in the agreements with your suppliers?"),
        N_("A contract or conditions of purchase, with the part marked."),
    ),
    Question(
        "suppliers",
        2,
        N_("Do you know the suppliers of each metal, and the smelters behind them?"),
        N_("A list of suppliers and smelters, or filled reporting templates."),
    ),
    Question(
        "origin",
        2,
        N_("Do you know from which countries the raw materials come, or that they are recycled?"),
        N_("Declarations of origin, or evidence that it is scrap."),
    ),
    Question(
        "risks",
        2,
        N_("Do you judge the risks to people and nature in each chain: how severe, how likely?"),
        N_("A list of risks with their weight and the reason for it."),
    ),
    Question(
        "plan",
        3,
        N_("Is there a plan for the gravest risks, with goals, days and who answers for them?"),
        N_("A plan of action."),
    ),
    Question(
        "leverage",
        3,
        N_("Do you use your influence on suppliers, alone or with others, to make things better?"),
        N_("Agreements with suppliers, or a project with other companies."),
    ),
    Question(
        "leaving",
        3,
        N_("Is it clear when you stop buying somewhere, and what that means for the people there?"),
        N_("A rule for leaving, or a case in which it was followed."),
    ),
    Question(
        "followed",
        4,
        N_("Do you follow whether measures are carried out on the days that were agreed?"),
        N_("A list of measures with their dates and what was done."),
    ),
    Question(
        "works",
        4,
        N_("Do you look whether measures work for the people for whom they are meant?"),
        N_("What workers, unions or visits told you afterwards."),
    ),
    Question(
        "audits",
        4,
        N_("Do you look every year whether the smelters in your chains are still audited?"),
        N_("A list of smelters with the day on which you looked."),
    ),
    Question(
        "report",
        5,
        N_("Do you report in public every year on your risks and on what you do about them?"),
        N_("The report, or the address of the page."),
    ),
    Question(
        "affected",
        5,
        N_("Do the people who are affected hear what you do, in words that they can follow?"),
        N_("A message, a translation or a meeting."),
    ),
    Question(
        "customers",
        5,
        N_("Do your customers get from you what they need for their own due diligence?"),
        N_("What you sent to a customer, without prices or volumes."),
    ),
    Question(
        "complaints",
        6,
        N_("Can workers, neighbours and others complain, in their language and without fear?"),
        N_("The way to complain, and how often it was used."),
    ),
    Question(
        "repair",
        6,
        N_("Do you make good the harm that you caused or helped to cause?"),
        N_("An agreement with those who were harmed, or what was paid or restored."),
    ),
    Question(
        "together",
        6,
        N_("Do you help with making good where the harm is linked to what you buy?"),
        N_("What you did with a supplier, a union or other companies."),
    ),
)
_SINCE_2026 = (
    Question(
        "means",
        1,
        N_("Are there time and money for due diligence, and one person who answers for it?"),
        N_("A budget, or the description of a job."),
    ),
    Question(
        "sources",
        2,
        N_("Do you use other sources than your suppliers' word, such as unions and neighbours?"),
        N_("A report, a talk or a visit that you used."),
    ),
    Question(
        "own_buying",
        3,
        N_("Do you look whether your own prices and terms of delivery make risks larger?"),
        N_("A change in how you buy, or the check that none was needed."),
    ),
    Question(
        "learned",
        4,
        N_("Does what you learn change the plan?"),
        N_("Two versions of the plan, with what changed and why."),
    ),
    Question(
        "failed",
        5,
        N_("Does your report also say what did not succeed?"),
        N_("The part of the report that says so."),
    ),
    Question(
        "heard",
        6,
        N_("Are people who were harmed asked what makes good, and whether they are content?"),
        N_("Who was asked, and what they said, without their names."),
    ),
)

EDITIONS = (
    Edition("2024", 2024, _LASTING),
    Edition("2026", 2026, (*_LASTING, *_SINCE_2026)),
)
"""The oldest first."""
