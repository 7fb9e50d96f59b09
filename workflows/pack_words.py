"""What stands in the pack of a company: its tables and columns, and what a reader is told first."""

from collections.abc import Mapping

from workflows.report_words import Words

FIELDS: Mapping[str, tuple[str, Words]] = {
    "id": ("string", Words("eigen code", "its own code")),
    "document": ("string", Words("code van het document", "code of the document")),
    "item": ("string", Words("code van het item", "code of the item")),
    "finding": ("string", Words("code van de bevinding", "code of the finding")),
    "supplier": ("string", Words("code van de leverancier", "code of the supplier")),
    "name": ("string", Words("naam", "name")),
    "title": ("string", Words("titel", "title")),
    "state": ("string", Words("stand, zoals op de pagina", "state, as on the page")),
    "kind": ("string", Words("soort", "kind")),
    "received": ("datetime", Words("ontvangen (UTC)", "received (UTC)")),
    "period_from": ("date", Words("eerste dag waarover het gaat", "first day it is about")),
    "period_to": ("date", Words("laatste dag waarover het gaat", "last day it is about")),
    "valid_until": ("date", Words("geldig tot en met", "valid until")),
    "confirmed": ("datetime", Words("gegevens bevestigd (UTC)", "facts confirmed (UTC)")),
    "came_with": ("string", Words("code van de mail of het archief", "code of mail or archive")),
    "number": ("integer", Words("nummer van de versie", "number of the version")),
    "file": ("string", Words("plaats van het bestand in dit pakket", "place of the file in here")),
    "filename": ("string", Words("naam zoals verstuurd", "name as it was sent")),
    "part": ("string", Words("naam binnen mail of archief", "name inside a mail or archive")),
    "since": ("datetime", Words("sinds (UTC)", "since (UTC)")),
    "read": ("datetime", Words("gelezen (UTC)", "read (UTC)")),
    "reader": ("string", Words("versie van de lezer", "version of the reader")),
    "outcome": ("string", Words("hoe het lezen afliep", "how the reading ended")),
    "error": ("string", Words("waarom niet gelezen", "why it was not read")),
    "language": ("string", Words("taal", "language")),
    "pages": ("integer", Words("aantal pagina's", "number of pages")),
    "warnings": ("array", Words("waarschuwingen bij het lezen", "warnings of the reading")),
    "declaration": ("object", Words("antwoorden van een formulier", "answers of a template")),
    "remarks": ("array", Words("opmerkingen bij een formulier", "remarks on a template")),
    "facts": ("object", Words("gegevens met hun plaats", "facts with their place")),
    "version": ("integer", Words("nummer van de versie", "number of the version")),
    "position": ("integer", Words("volgorde in het document, de mail of het archief",
                                  "order in the document, mail or archive")),
    "cause": ("string", Words("waarom deze versie er kwam", "why this version was added")),
    "page": ("integer", Words("pagina, of nummer van het blad", "page, or number of the sheet")),
    "box": ("array", Words("links, boven, rechts, onder", "left, top, right, bottom")),
    "quote": ("string", Words("letterlijk, zoals gedrukt", "word for word, as printed")),
    "cell": ("string", Words("cel van een werkblad", "cell of a sheet")),
    "certainty": ("string", Words("hoe zeker de lezer was", "how sure the reader was")),
    "reasons": ("array", Words("waarom zo zeker", "why that sure")),
    "answer": ("string", Words("wat u zelf antwoordde", "what you answered yourself")),
    "taken_from": ("string", Words("item van een eerdere versie", "item of an earlier version")),
    "site": ("string", Words("code van de smelter in het register", "code of the smelter")),
    "site_name": ("string", Words("naam van de smelter in het register", "name of the smelter")),
    "identifiers": ("array", Words("nummers van de smelter", "numbers of the smelter")),
    "text": ("string", Words("tekst", "text")),
    "value": ("string", Words("waarde volgens de lezer", "value by the reader")),
    "corrected": ("string", Words("waarde volgens een mens", "value by a person")),
    "corrected_place": ("object", Words("waar een mens het vond", "where a person found it")),
    "ended": ("datetime", Words("sinds wanneer het er niet meer staat (UTC)",
                                "since when it says so no more (UTC)")),
    "rule": ("string", Words("regel die het vond of opende", "rule that found or opened it")),
    "day": ("date", Words("dag", "day")),
    "action": ("string", Words("wat er is gedaan of besloten", "what was done or decided")),
    "duplicate_of": ("string", Words("het item dat hetzelfde zegt", "the item that says the same")),
    "opened": ("datetime", Words("geopend (UTC)", "opened (UTC)")),
    "closed": ("datetime", Words("gesloten (UTC)", "closed (UTC)")),
    "escalated": ("datetime", Words("opgeschaald (UTC)", "escalated (UTC)")),
    "severity": ("string", Words("ernst", "severity")),
    "likelihood": ("string", Words("kans", "likelihood")),
    "harm": ("string", Words("mogelijke of echte schade", "potential or actual harm")),
    "risks": ("array", Words("codes van risico's", "codes of risks")),
    "due": ("date", Words("uiterste dag", "due date")),
    "owner": ("string", Words("wie het doet", "who does it")),
    "done": ("datetime", Words("gedaan (UTC)", "done (UTC)")),
    "note": ("string", Words("toelichting", "note")),
    "at": ("datetime", Words("moment (UTC)", "moment (UTC)")),
    "by": ("string", Words("company: uw bedrijf; agreement: het convenant; system: het systeem",
                           "company: yours; agreement: its readers or secretariat; system")),
    "audience": ("string", Words("voor wie", "audience")),
    "edited": ("datetime", Words("gewijzigd (UTC)", "edited (UTC)")),
    "asked": ("datetime", Words("gevraagd (UTC)", "asked (UTC)")),
    "answered": ("datetime", Words("beantwoord (UTC)", "answered (UTC)")),
    "accepted": ("boolean", Words("toegestaan", "granted")),
    "reason": ("string", Words("reden", "reason")),
    "scope": ("string", Words("voor welke papieren", "for which papers")),
    "country": ("string", Words("land dat erbij staat", "country beside it")),
    "metal": ("string", Words("metaal dat erbij staat", "metal beside it")),
    "identifier": ("string", Words("nummer dat erbij staat", "number beside it")),
    "noun": ("string", Words("waarover het gaat", "what it is about")),
    "object": ("string", Words("code van dat ding", "code of that thing")),
    "source": ("string", Words("stand daarvoor", "state before")),
    "target": ("string", Words("stand daarna", "state after")),
    "given": ("object", Words("wat erbij werd opgegeven", "what was given with it")),
    "digest": ("string", Words("kenmerk (SHA-256)", "digest (SHA-256)")),
    "standing": ("string", Words("hoe u aan het convenant meedoet", "how you take part")),
    "first_day": ("date", Words("eerste dag", "first day")),
    "ended_on": ("date", Words("dag waarop het eindigde", "day on which it ended")),
    "respond_by": ("date", Words("laatste dag die de risico's geven", "last day by its risks")),
    "checks": ("array", Words("wat is nagekeken voor het verzenden", "what was checked before")),
    "address": ("string", Words("waar het is gepubliceerd", "where it was published")),
    "rung": ("string", Words("wie oordeelt", "who judges")),
    "begun": ("datetime", Words("begonnen (UTC)", "begun (UTC)")),
    "late": ("datetime", Words("sinds wanneer te laat (UTC)", "late since (UTC)")),
    "verdict": ("string", Words("oordeel", "verdict")),
    "decided": ("datetime", Words("beslist (UTC)", "decided (UTC)")),
    "appeal_until": ("date", Words("laatste dag om verder te gaan", "last day to go on")),
    "final": ("boolean", Words("er kan niets meer tegen", "nothing can be done against it")),
    "past": ("boolean", Words("daarna opnieuw beoordeeld", "assessed anew afterwards")),
    "year": ("string", Words("code van het jaar", "code of the year")),
    "starts": ("integer", Words("jaar dat begint op 1 juli", "year that begins on 1 July")),
    "edition": ("string", Words("uitgave van de vragen", "edition of the questions")),
    "stand_in_until": ("date", Words("tot wanneer een collega tekent", "a colleague signs until")),
    "step": ("string", Words("code van de stap", "code of the step")),
    "step_number": ("integer", Words("stap, van 1 tot 6", "step, from 1 to 6")),
    "signed": ("datetime", Words("getekend (UTC)", "signed (UTC)")),
    "assessed": ("datetime", Words("beoordeeld (UTC)", "assessed (UTC)")),
    "feedback": ("string", Words("wat het secretariaat zei", "what the secretariat said")),
    "asked_until": ("date", Words("tot wanneer u tijd vraagt", "until when you ask for time")),
    "question": ("string", Words("vaste naam van de vraag", "lasting name of the question")),
    "level": ("integer", Words("niveau, van 0 tot 4", "level, from 0 to 4")),
    "not_applicable": ("boolean", Words("de vraag past niet bij u", "it does not apply to you")),
    "origin": ("string", Words("waar het vandaan komt, nog niet bevestigd",
                               "where it came from, not confirmed yet")),
    "year_answer": ("string", Words("code van het antwoord", "code of the answer")),
    "taken": ("object", Words("wat is overgenomen, per vraag", "what was taken, by question")),
    "undone": ("datetime", Words("ongedaan gemaakt (UTC)", "undone (UTC)")),
    "result": ("string", Words("wat ervan kwam", "what came of it")),
    "earlier": ("string", Words("dezelfde actie een jaar eerder", "the same a year before")),
    "material": ("string", Words("grondstof", "raw material")),
    "risk": ("string", Words("code van het risico", "code of the risk")),
    "harmed": ("string", Words("wie is geschaad, zonder namen", "who was harmed, no names")),
    "people": ("integer", Words("hoeveel mensen, ongeveer", "how many people, about")),
    "involvement": ("string", Words("wat uw bedrijf ermee te maken heeft", "your part in it")),
    "form": ("string", Words("wat voor herstel", "what sort of remedy")),
    "provided_on": ("date", Words("dag waarop het is gedaan", "day on which it was done")),
    "consulted": ("string", Words("wie erover is gevraagd", "who was asked about it")),
    "satisfied": ("string", Words("of zij tevreden zijn", "whether they are content")),
    "said": ("string", Words("wat zij ervan zeiden", "what they said of it")),
    "report": ("string", Words("code van het verslag", "code of the report")),
    "report_number": ("string", Words("nummer van het verslag", "number of the report")),
    "report_edition": ("integer", Words("versie van het verslag", "version of the report")),
    "corrects": ("string", Words("verslag dat hierdoor is verbeterd", "report that it corrects")),
    "correction": ("string", Words("wat er is verbeterd", "what was corrected")),
    "correction_translated": ("string", Words("hetzelfde in de andere taal",
                                              "the same in the other language")),
    "retraction": ("string", Words("waarom het is ingetrokken", "why it was withdrawn")),
    "embargo": ("date", Words("eerste dag waarop men het leest", "first day on which it is read")),
    "cutoff": ("datetime", Words("moment van de cijfers (UTC)", "moment of the figures (UTC)")),
    "snapshot": ("object", Words("alles wat in het verslag staat", "all that the report says")),
    "created": ("datetime", Words("gemaakt (UTC)", "made (UTC)")),
    "offered": ("datetime", Words("aangeboden om vrij te geven (UTC)",
                                  "offered to be cleared (UTC)")),
    "published": ("datetime", Words("gepubliceerd (UTC)", "published (UTC)")),
    "chapter": ("string", Words("hoofdstuk", "chapter")),
    "figure": ("string", Words("code van het cijfer", "code of the figure")),
    "share": ("integer", Words("uw deel ervan", "your part of it")),
    "alone": ("boolean", Words("alleen u staat erachter", "only you are behind it")),
    "consents": ("boolean", Words("u stemt toe", "you consent")),
    "message": ("string", Words("vraag van het secretariaat", "question of the secretariat")),
    "round": ("string", Words("code van de ronde", "code of the round")),
    "written": ("datetime", Words("geschreven in Word (UTC)", "written in Word (UTC)")),
    "paragraph": ("integer", Words("alinea, vanaf 0", "paragraph, from 0")),
    "proposed": ("string", Words("zoals u het voorstelde", "as you proposed it")),
    "became": ("string", Words("wat er toen in het concept kwam", "what the draft then said")),
    "reply": ("string", Words("antwoord van het secretariaat", "reply of the secretariat")),
    "metals": ("array", Words("metalen", "metals")),
}  # fmt: skip
"""Of each column its type, in the words of Frictionless Table Schema, and what it holds."""

TABLES: Mapping[str, Words] = {
    "standings": Words("Hoe u meedeed, en van wanneer tot wanneer", "How you took part, and when"),
    "suppliers": Words("Uw leveranciers", "Your suppliers"),
    "documents": Words("Uw documenten", "Your documents"),
    "versions": Words("Elke versie van een document", "Every version of a document"),
    "items": Words("Wat wij in uw documenten lazen", "What we read in your documents"),
    "fields": Words("De velden van elk item", "The fields of every item"),
    "places": Words("Waar een naam nog meer staat", "Where else a name stands"),
    "verdicts": Words("Wat over elk item is besloten", "What was decided about every item"),
    "questions": Words("Wat u is gevraagd", "What you were asked"),
    "comments": Words("Wat u over items is gezegd", "What you were told about items"),
    "withdrawals": Words("Verzoeken om iets in te trekken", "Requests to withdraw something"),
    "findings": Words("Bevindingen over uw keten", "Findings about your chain"),
    "finding_sources": Words("Waar een bevinding op rust", "What a finding rests on"),
    "measures": Words("Maatregelen", "Measures"),
    "evidence": Words("Bewijs bij bevindingen", "Evidence of findings"),
    "communications": Words("Wat over bevindingen is verteld", "What was told of findings"),
    "finding_comments": Words("Opmerkingen bij bevindingen", "Comments on findings"),
    "contests": Words("Bezwaren tegen bevindingen", "Contests of findings"),
    "years": Words("Uw jaren", "Your years"),
    "steps": Words("De zes stappen van elk jaar", "The six steps of every year"),
    "answers": Words("Uw antwoorden op de vragen", "Your answers to the questions"),
    "answer_documents": Words("Documenten bij uw antwoorden", "Documents that show an answer"),
    "answer_imports": Words("Antwoorden uit een bestand", "Answers taken out of a file"),
    "plan_actions": Words("Uw plannen van aanpak", "Your plans of action"),
    "chain_risks": Words("Risico's in uw ketens", "Risks in your chains"),
    "remedies": Words("Herstel voor wie is geschaad", "Remedy for who was harmed"),
    "reports": Words("Verslagen over uw jaren", "Reports of your years"),
    "clearances": Words("Passages die u noemen", "Passages that name you"),
    "rounds": Words("Rondes over concepten", "Rounds of comments on drafts"),
    "round_remarks": Words("Wat u zei over concepten", "What you said of drafts"),
    "consents": Words("Wat u zei over verborgen cijfers", "What you said of hidden figures"),
    "report_texts": Words("Uw eigen woorden in verslagen", "Your own words in reports"),
    "sites": Words("Smelters die alleen u noemde", "Smelters that only you named"),
    "site_names": Words("Namen van smelters uit uw documenten", "Names of smelters you taught"),
    "name_rules": Words("Uw regels voor namen", "Your rules on names"),
    "events": Words("Logboek van wat van u is", "Log of what is yours"),
}

README: Mapping[str, Words] = {
    "LEESMIJ.txt": Words(
        """Het pakket van {name}
Gemaakt op {day} met Ketenzicht.

Dit is alles wat in Ketenzicht van u is, in open vormen.

- De map files: uw bestanden, precies zoals u ze stuurde. De namen zijn veilig gemaakt; de naam
  zoals u die gaf staat in de tabel versions (kolom filename), en bij bewijs in evidence.
- De map data: elke tabel als CSV (voor een rekenblad) en als JSON (voor een programma).
- datapackage.json: welke kolommen elke tabel heeft (Frictionless Data Package).
- SHA256SUMS: het kenmerk van elk bestand. Controleer ze met: sha256sum -c SHA256SUMS

Goed om te weten:
- In CSV staat een ' voor tekst die begint met = + - @, zodat een rekenblad die niet uitvoert.
  In JSON staat de tekst zelf. Een lege cel betekent: niet bekend.
- Alle tijden zijn in UTC. Een box is: links, boven, rechts en onder, in punten van de pagina.
- Namen van mensen staan alleen in teksten die zij zelf schreven. De kolom by zegt of het uw
  bedrijf was, het convenant of het systeem.
- Een item dat nog op een tweede lezer wacht, heeft nog geen besluit.
- Wat van anderen is, en wat lezers onder elkaar zeiden, staat er niet in.

De tabellen:
{tables}
""",
        "",
    ),
    "README.txt": Words(
        "",
        """The pack of {name}
Made on {day} by Ketenzicht.

This is all that is yours in Ketenzicht, in open formats.

- The folder files: your files, exactly as you sent them. The names were made safe; the name that
  you gave stands in the table versions (column filename), and for evidence in evidence.
- The folder data: every table as CSV (for a spreadsheet) and as JSON (for a program).
- datapackage.json: which columns each table has (Frictionless Data Package).
- SHA256SUMS: the digest of every file. Check them with: sha256sum -c SHA256SUMS

Good to know:
- In CSV a ' stands before text that begins with = + - @, so that a spreadsheet does not run it.
  JSON holds the text itself. An empty cell means: not known.
- All times are in UTC. A box is: left, top, right and bottom, in points of the page.
- Names of people stand only in texts that they wrote themselves. The column by says whether it
  was your company, the agreement or the system.
- An item that still waits for a second reader has no decision yet.
- What belongs to others, and what readers said among themselves, is not in it.

The tables:
{tables}
""",
    ),
}


def readme(name: str, day: str) -> dict[str, str]:
    """What a reader opens first, in Dutch and in English, by file name."""
    found = {}
    for file, words in README.items():
        language = "nl" if words.nl else "en"
        tables = "\n".join(f"- {table}: {said.said(language)}" for table, said in TABLES.items())
        found[file] = words.said(language).format(name=name, day=day, tables=tables)
    return found
