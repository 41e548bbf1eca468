"""Hensigtsgrupper eller temaer i [ ] kan være ét navn med komma eller to navne.

Mellem [ og ] skiller hvert komma to navne ad: "Vækst, erhverv og beskæftigelse" ville blive til to grupper. Reglen
taler, hvor et navn kan gå videre efter kommaet (der er en bindestreg før det, eller et lille bogstav eller et og efter
det); ellers er det flere navne, som der står. Sådan rettes det: skriv hvert navn på sin egen linje med - foran, eller
sæt anførselstegn om hvert navn.

Forkert:

    # plan.yaml
    temaer: [Vækst, erhverv og beskæftigelse]
            ^ temaer i klammer kan læses på to måder: »Vækst, erhverv og beskæftigelse« kan være ét navn eller to. Sæt
            | anførselstegn om hvert navn, eller skriv hvert på sin egen linje med - foran.

Rigtigt:

    # plan.yaml
    temaer:
      - Vækst, erhverv og beskæftigelse

Rigtigt:

    # plan.yaml
    temaer: [Social bæredygtighed, Klima]
    hensigtsgrupper: ["Norddjurs i bevægelse", "Vækst, erhverv og beskæftigelse"]
"""
