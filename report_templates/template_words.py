"""The fixed wording of the shipped templates in Dutch and English."""

from dataclasses import dataclass, replace

from report_templates.data import Kind, Language


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """What stands in the template as ordinary text, to be changed in Word at will."""

    kind: str
    draft: str
    draft_note: str
    withdrawn: str
    withdrawn_note: str
    cover: tuple[str, ...]
    contents: str
    page: tuple[str, str]
    errata: str
    errata_header: tuple[str, ...]
    steps: str
    steps_text: str
    step: str
    nothing: str
    edition: str
    figures: str
    figures_header: tuple[str, ...]
    findings: str
    findings_header: tuple[str, ...]
    measures: str
    measures_header: tuple[str, ...]
    communication: str
    communication_header: tuple[str, ...]
    in_step: str
    table: str
    figure: str
    annex: str
    counting: str
    counting_text: str
    counting_header: tuple[str, ...]
    documents: str
    documents_text: str
    documents_header: tuple[str, ...]
    terms: str
    terms_header: tuple[str, ...]
    state: str
    state_text: str
    state_rows: tuple[str, ...]
    suppression: str  # empty where nothing is hidden: the report is of one company


_PROGRESS: dict[Language, TemplateWords] = {
    "nl": TemplateWords(
        kind="Voortgangsrapport",
        draft="Concept",
        draft_note="Dit is een concept. De bronnen staan als opmerkingen in de kantlijn.",
        withdrawn="Ingetrokken",
        withdrawn_note="Dit rapport is ingetrokken. Gebruik het niet meer.",
        cover=("Periode", "Stand", "Nummer", "Peildatum", "Bestemd voor", "Opgesteld door")
        + ("Gecontroleerd door",),
        contents="Inhoud",
        page=("Pagina", "van"),
        errata="Wat is veranderd sinds de vorige versie",
        errata_header=("Plaats", "Er stond", "Er staat nu"),
        steps="Due diligence in zes stappen",
        steps_text=(
            "Dit hoofdstuk volgt de zes stappen van de OESO-richtlijn voor due diligence. Bij elke "
            "stap staat wat er in de periode is geteld, met een toelichting waar die is geschreven."
        ),
        step="Stap",
        nothing="Niets te melden in deze periode.",
        edition="versie",
        figures="Cijfers",
        figures_header=("Cijfer", "Doel", "Resultaat"),
        findings="Bevindingen",
        findings_header=("Nr.", "Bevinding", "Smelter en land", "Ernst", "Stand"),
        measures="Maatregelen",
        measures_header=("Nr.", "Maatregel", "Wie", "Uiterlijk", "Stand"),
        communication="Communicatie",
        communication_header=("Nr.", "Aan wie", "Wat is verteld, of waarom niet", "Datum", "Stand"),
        in_step="bij stap",
        table="Tabel",
        figure="Figuur",
        annex="Bijlage",
        counting="Hoe elk cijfer is geteld",
        counting_text=(
            "Elk cijfer in dit rapport staat hieronder met wat het betekent, hoe het is geteld en "
            "wat niet is meegeteld. Waar niets anders staat, is geteld op {{ cut_off }}."
        ),
        counting_header=("Cijfer", "Resultaat", "Wat telt mee", "Telling", "Niet meegeteld")
        + ("Peildatum",),
        documents="Brondocumenten",
        documents_text=(
            "De documenten achter dit rapport. De verwijzing laat niet zien van welk bedrijf een "
            "document komt. De soort staat er alleen bij als genoeg bedrijven zulke documenten "
            "stuurden. Het secretariaat kan elke verwijzing terugvinden."
        ),
        documents_header=("Verwijzing", "Soort document", "Taal", "Pagina’s"),
        terms="Begrippen",
        terms_header=("Begrip", "Betekenis"),
        state="Gegevensstand",
        state_text=(
            "Dit rapport is gemaakt uit een vaste stand van de gegevens. Het controlegetal hoort "
            "bij alles wat voor deze versie is geteld en vastgelegd: daarmee is na te gaan of de "
            "cijfers nog dezelfde zijn. Elke versie heeft een eigen controlegetal, ook met "
            "dezelfde cijfers. Geschreven teksten vallen er niet onder."
        ),
        state_rows=(
            "Nummer",
            "Versie",
            "Peildatum",
            "Controlegetal (SHA\N{NON-BREAKING HYPHEN}256)",
        ),
        suppression="Waarom soms × staat",
    ),
    "en": TemplateWords(
        kind="Progress report",
        draft="Draft",
        draft_note="This is a draft. Its sources are given as comments in the margin.",
        withdrawn="Withdrawn",
        withdrawn_note="This report was withdrawn. Do not use it any more.",
        cover=("Period", "Status", "Number", "Cut-off date", "Prepared for", "Prepared by")
        + ("Checked by",),
        contents="Contents",
        page=("Page", "of"),
        errata="What has changed since the previous version",
        errata_header=("Place", "It said", "It now says"),
        steps="Due diligence in six steps",
        steps_text=(
            "This chapter follows the six steps of the OECD guidance on due diligence. Each step "
            "says what was counted in the period, with an explanation where one was written."
        ),
        step="Step",
        nothing="Nothing to report in this period.",
        edition="version",
        figures="Figures",
        figures_header=("Figure", "Goal", "Result"),
        findings="Findings",
        findings_header=("No.", "Finding", "Smelter and country", "Severity", "State"),
        measures="Measures",
        measures_header=("No.", "Measure", "Who", "Due", "State"),
        communication="Communication",
        communication_header=("No.", "To whom", "What was told, or why not", "Date", "State"),
        in_step="in step",
        table="Table",
        figure="Figure",
        annex="Annex",
        counting="How each figure was counted",
        counting_text=(
            "Every figure in this report stands below with what it means, how it was counted and "
            "what was left out. Where nothing else is said, it was counted on {{ cut_off }}."
        ),
        counting_header=("Figure", "Result", "What is counted", "Count", "Left out", "As of"),
        documents="Source documents",
        documents_text=(
            "The documents behind this report. The reference does not show which company a "
            "document comes from. Its kind is given only where enough companies sent such "
            "documents. The secretariat can trace every reference."
        ),
        documents_header=("Reference", "Kind of document", "Language", "Pages"),
        terms="Glossary",
        terms_header=("Term", "Meaning"),
        state="State of the data",
        state_text=(
            "This report was made from a fixed state of the data. The checksum belongs to all that "
            "was counted and set down for this version: with it one can check whether the figures "
            "are still the same. Each version has a checksum of its own, also with the same "
            "figures. It does not cover the texts that people wrote."
        ),
        state_rows=(
            "Number",
            "Version",
            "Cut-off date",
            "Checksum (SHA\N{NON-BREAKING HYPHEN}256)",
        ),
        suppression="Why × is shown",
    ),
}

_MEMBER: dict[Language, TemplateWords] = {
    "nl": replace(
        _PROGRESS["nl"],
        kind="Due-diligencerapport",
        steps_text=(
            "Dit hoofdstuk volgt de zes stappen van de OESO-richtlijn voor due diligence. Bij elke "
            "stap staat wat het bedrijf heeft vastgelegd, met een toelichting waar die is "
            "geschreven. Leveranciers staan er niet met hun naam in."
        ),
        documents_text=(
            "De documenten achter dit rapport. De verwijzing laat niet zien van welke leverancier "
            "een document komt. Het bedrijf en het secretariaat kunnen elke verwijzing terugvinden."
        ),
        suppression="",
    ),
    "en": replace(
        _PROGRESS["en"],
        kind="Due-diligence report",
        steps_text=(
            "This chapter follows the six steps of the OECD guidance on due diligence. Each step "
            "says what the company set down, with an explanation where one was written. Suppliers "
            "are not named."
        ),
        documents_text=(
            "The documents behind this report. The reference does not show which supplier a "
            "document comes from. The company and the secretariat can trace every reference."
        ),
        suppression="",
    ),
}
_PLAN: dict[Language, TemplateWords] = {
    "nl": replace(
        _MEMBER["nl"],
        kind="Plan van aanpak",
        steps="De acties per stap",
        steps_text=(
            "De acties staan bij de stap van de OESO-richtlijn waar zij bij horen. Leveranciers "
            "staan er niet met hun naam in."
        ),
        nothing="Geen actie bij deze stap.",
    ),
    "en": replace(
        _MEMBER["en"],
        kind="Plan of action",
        steps="The actions by step",
        steps_text=(
            "Each action stands at the step of the OECD guidance that it belongs to. Suppliers are "
            "not named."
        ),
        nothing="No action at this step.",
    ),
}
WORDS: dict[Kind, dict[Language, TemplateWords]] = {
    "progress": _PROGRESS,
    "member": _MEMBER,
    "plan": _PLAN,
}
