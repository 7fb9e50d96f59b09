"""The vocabulary of the workflow: kinds, roles, states and actions. Pure words, no rules."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation is; whether it is a party, and since when, is its standing."""

    COMPANY = "company"
    ASSOCIATION = "association"
    NGO = "ngo"
    UNION = "union"
    GOVERNMENT = "government"
    SUPPORTER = "supporter"
    EXPERT = "expert"
    SECRETARIAT = "secretariat"


class Standing(StrEnum):
    """How an organisation stands to the agreement, from one day to another."""

    PARTY = "party"
    SUPPORTER = "supporter"
    APPLICANT = "applicant"
    FORMER = "former"


class Role(StrEnum):
    """What a person may be, on behalf of one organisation, from one day to another."""

    SUBMITTER = "submitter"
    CONTACT = "contact"
    REVIEWER = "reviewer"
    SECRETARIAT = "secretariat"
    CHAIR = "chair"
    STEERING = "steering"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    SUPPORTER = "supporter"
    EXPERT = "expert"


class DocumentState(StrEnum):
    """Where a document stands."""

    RECEIVED = "received"
    REFUSED = "refused"
    FAILED = "failed"
    TO_REVIEW = "to_review"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    CONFIRMED = "confirmed"  # the company answers for items that no reviewer read
    UNPACKED = "unpacked"
    PARKED = "parked"
    WITHDRAWN = "withdrawn"


class DocumentAction(StrEnum):
    """What moves a document on."""

    RECORD = "record"
    KEEP = "keep"
    UNPACK = "unpack"
    PARK = "park"
    TAKE_UP = "take_up"
    REFUSE = "refuse"
    FAIL = "fail"
    RETRY = "retry"
    BY_HAND = "by_hand"
    RENEW = "renew"
    BEGIN = "begin"
    FINISH = "finish"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    ASK_TO_WITHDRAW = "ask_to_withdraw"
    GRANT_WITHDRAWAL = "grant_withdrawal"
    REFUSE_WITHDRAWAL = "refuse_withdrawal"
    RETRACT_REQUEST = "retract_request"
    RESTORE = "restore"


class ItemKind(StrEnum):
    """What an item to review is."""

    SMELTER = "smelter"
    CERTIFICATE = "certificate"
    AUDIT_FINDING = "audit_finding"


class ItemState(StrEnum):
    """Where an item stands."""

    OPEN = "open"
    DOUBT = "doubt"
    SECOND = "second"
    APPROVED = "approved"
    REJECTED = "rejected"
    CONFIRMED = "confirmed"  # by the company itself; no reviewer read it
    SET_ASIDE = "set_aside"  # other items took its place, or it was added by mistake


class ItemAction(StrEnum):
    """What a reader does with an item."""

    APPROVE = "approve"
    CHANGE = "change"
    REJECT = "reject"
    DOUBT = "doubt"
    UNDO = "undo"
    REOPEN = "reopen"
    CONFIRM = "confirm"  # these three: the company, of its own paper
    CORRECT = "correct"
    DENY = "deny"
    SETTLE = "settle"  # one reader is enough, says the secretariat
    ADD = "add"
    SPLIT = "split"
    TAKE_OUT = "take_out"
    MERGE = "merge"
    JOIN = "join"
    CARRY = "carry"


class QuestionState(StrEnum):
    """Where a question to a company about an item stands."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class QuestionAction(StrEnum):
    """What moves a question on."""

    ANSWER = "answer"
    WITHDRAW = "withdraw"


class RuleScope(StrEnum):
    """Whose papers a rule on a name holds for, the narrowest first."""

    SUPPLIER = "supplier"
    MEMBER = "member"
    EVERYBODY = "everybody"


class NameRuleState(StrEnum):
    """Where a rule on a name stands."""

    ACTIVE = "active"
    ASKS = "asks"  # what it rests on moved: it fills in nothing until a person looked
    WITHDRAWN = "withdrawn"


class NameRuleAction(StrEnum):
    """What moves a rule on a name on."""

    ASK_AGAIN = "ask_again"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"


class FindingState(StrEnum):
    """Where a finding stands."""

    OPEN = "open"
    IN_REVIEW = "in_review"
    NEEDS_INFORMATION = "needs_information"
    ASSESSED = "assessed"
    CONTESTED = "contested"  # another reviewer judges
    CONTESTED_OFFICE = "contested_office"  # the secretariat does
    CONTESTED_STEERING = "contested_steering"  # the steering committee does
    PLANNED = "planned"
    REMEDIATION = "remediation"
    REMEDY = "remedy"
    VERIFICATION = "verification"
    MONITORED = "monitored"
    CLOSED = "closed"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


class FindingAction(StrEnum):
    """What moves a finding on, or adds to it."""

    ASSIGN = "assign"
    ASK = "ask"
    ANSWER = "answer"
    ASSESS = "assess"
    DISMISS = "dismiss"
    CONTEST = "contest"
    UPHOLD = "uphold"
    HAND_UP = "hand_up"  # to the next rung: nobody judged in time
    OVERRUN = "overrun"  # the last rung did not judge in time
    STAND = "stand"
    WITHDRAW = "withdraw"
    PLAN = "plan"
    START = "start"
    START_REMEDY = "start_remedy"
    ADD_EVIDENCE = "add_evidence"
    SUBMIT = "submit"
    VERIFY = "verify"
    RETURN = "return"
    DRAFT = "draft"
    CLEAR = "clear"
    COMMUNICATE = "communicate"
    WITHHOLD = "withhold"
    CLOSE = "close"
    REOPEN = "reopen"
    ESCALATE = "escalate"
    TAKE_BACK = "take_back"  # a reopening that a rule proposed


class ProposalState(StrEnum):
    """Where a proposal of a rule stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    LAPSED = "lapsed"  # what it was made for is no longer so


class ProposalAction(StrEnum):
    """What moves a proposal on."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    UNDO = "undo"
    LAPSE = "lapse"


class ProposalDoes(StrEnum):
    """What a proposal would do with a finding."""

    OPEN = "open"
    REOPEN = "reopen"
    ESCALATE = "escalate"


class RuleMode(StrEnum):
    """What a rule does with what it sees."""

    OFF = "off"
    PROPOSES = "proposes"
    ACTS = "acts"  # what it proposes is accepted by the system


class CommunicationState(StrEnum):
    """Where the communication of a finding to one audience stands (OECD step 5)."""

    DRAFT = "draft"
    CLEARED = "cleared"
    COMMUNICATED = "communicated"
    WITHHELD = "withheld"


class Audience(StrEnum):
    """The ladder of who may hear of a finding."""

    MEMBER = "member"
    SECRETARIAT = "secretariat"
    PARTIES = "parties"
    PUBLIC = "public"


class ReportState(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    CHECKED = "checked"
    FINAL = "final"
    PUBLISHED = "published"
    DOUBTED = "doubted"  # published; somebody asks to withdraw it
    HIDDEN = "hidden"  # the same, and who it was published to does not see it meanwhile
    RETRACTED = "retracted"  # withdrawn after it was published: what it said is known
    WITHDRAWN = "withdrawn"


ASKED_BACK = (ReportState.DOUBTED, ReportState.HIDDEN)
IN_FORCE = (ReportState.PUBLISHED, ReportState.DOUBTED)
READABLE = (*IN_FORCE, ReportState.RETRACTED)
"""What whoever it was published to can read."""
PUBLISHED_ONCE = (ReportState.PUBLISHED, *ASKED_BACK, ReportState.RETRACTED)
GIVEN_OUT = (ReportState.FINAL, *PUBLISHED_ONCE)
"""Reports that have their number, and whose figures others may know."""


class ReportAction(StrEnum):
    """What moves a report on."""

    OFFER = "offer"
    TAKE_BACK = "take_back"
    CHECK = "check"
    REJECT = "reject"
    FINALISE = "finalise"
    PUBLISH = "publish"
    ASK_RETRACTION = "ask_retraction"
    HIDE = "hide"
    RETRACT = "retract"
    KEEP = "keep"
    WITHDRAW = "withdraw"


class StepState(StrEnum):
    """Where one of the six steps of a company's year stands."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class StepAction(StrEnum):
    """What moves a step of a year on."""

    FILL_IN = "fill_in"
    SIGN = "sign"
    TAKE_BACK = "take_back"
    RETURN = "return"
    ACCEPT = "accept"
    REOPEN = "reopen"
    ASK_TIME = "ask_time"
    EXTEND = "extend"
    REFUSE_TIME = "refuse_time"


class AnswerOrigin(StrEnum):
    """Where an answer of a year came from that nobody confirmed yet."""

    CARRIED = "carried"  # from the year before
    IMPORTED = "imported"  # from a file


class JobState(StrEnum):
    """Where a job of the worker stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class MailRhythm(StrEnum):
    """When somebody is mailed what they are told."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class MailState(StrEnum):
    """Where a mail stands."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"  # when it was to be sent, there was nothing left to say
    REFUSED = "refused"  # by the reader's own server, for good
    GIVEN_UP = "given_up"  # nobody took it for more than a day


class RejectReason(StrEnum):
    """Why an item is rejected; ``verdicts.REASONS`` tells which fit an item, in order of keys."""

    NOT_A_SMELTER = "not_a_smelter"
    ONLY_NAMED = "only_named"
    DUPLICATE = "duplicate"
    MISREAD = "misread"
    OUTSIDE_PERIOD = "outside_period"
    ADDRESS_OR_PERSON = "address_or_person"
    EXAMPLE_TEXT = "example_text"
    OTHER_METAL = "other_metal"
    OTHER = "other"


class SiteKind(StrEnum):
    """What a site of the register is."""

    MINE = "mine"
    SMELTER = "smelter"
    PROCESSOR = "processor"
    MILL = "mill"
    TRADER = "trader"
    SCRAP_YARD = "scrap_yard"


class SiteState(StrEnum):
    """Whether a site works."""

    ACTIVE = "active"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class ListKind(StrEnum):
    """What stands on a risk list."""

    COUNTRIES = "countries"
    ENTITIES = "entities"  # companies, smelters, groups
