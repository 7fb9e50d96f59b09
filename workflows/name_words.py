"""Words that stand in many names and say nothing of whose one is: of the trade, and of language.

In small letters without accents. By one of these alone nobody asks whether a company is meant.
"""

_TRADE = """
    alloy alloys aluminium batterij batterijen battery bewerking brons bronze buis buizen castings
    coating coatings components componenten connectors copper cutting design draad elektronica
    electronics elektro electro energie energy engineering fabriek foundry galvano giet gieterij
    gieterijen gold goud handel holland industrial industrie industries industry installatie
    kabel kabels koper lassen lead lithium lood machine machines magneten magnets manufacturing
    materials materialen metaal metaalbewerking metaalgroep metaalhandel metal metals metalen
    mijn mijnbouw mining nickel nikkel parts plaatwerk precision precisie printplaten productie
    products producten profiel profielen recycling refinery refining resources schroot services
    silver smelter smelterij smelting soldeer solder solutions staal staalbouw steel supplies
    supply systems systemen tantaal tantalum technics techniek technology technologie tin tinnen
    tools toelevering trade trading tungsten verzinkerij wire wolfram works zilver zink zinc
"""
_USUAL = """
    aanpak advies agreement algemeen alle alles alto ander andere anders association bank bedrijf
    bedrijven beheer best beste better brothers centraal central centre centrum company concern
    consortium daarom delta denkbeeldig denkbeeldige deze dit dutch east eerste eigen elke enkele
    europa europe european europese example feit feiten fictief fictieve fictitious first free
    gebroeders general global goed goede great green groen groep groot grote group hard health
    heel helder hoog house huis idee imaginary inkoop international internationaal invented klein
    kleine koninklijk koninklijke land links made meer mens model modern more most nederland
    nederlands nederlandse netherlands nieuw nieuwe noord north oost open orde oude over partner
    partners plan proef proefbank proefmodel punt real royal samen sample schijn snel south
    special speciaal stad stichting sterk team test times together tweede unie union united
    verzonnen vele verenigd verzinsel vijf voor voorbeeld vrij water weg wereld werk west wijd
    work world zuid zeker
"""

COMMON = frozenset(_TRADE.split()) | frozenset(_USUAL.split())
