"""Hensigtsgrupper eller temaer med komma i navnet står i [ ].

Mellem [ og ] skiller hvert komma to navne ad: "Vækst, erhverv og beskæftigelse" ville blive til to grupper. Reglen taler,
hvor et navn ser ud til at gå videre efter kommaet (med lille bogstav eller et og); ellers er det flere navne, som der
står. Sådan rettes det: skriv hvert navn på sin egen linje med - foran, eller sæt anførselstegn om hvert navn.

Forkert:

    # plan.yaml
    temaer: [Vækst, erhverv og beskæftigelse]
            ^ temaer kan ikke stå i klammer, for navnene har kommaer i sig og ville blive til flere. Skriv hvert navn på
            | sin egen linje med - og et mellemrum foran.

Rigtigt:

    # plan.yaml
    temaer:
      - Vækst, erhverv og beskæftigelse

Rigtigt:

    # plan.yaml
    temaer: [Social bæredygtighed, Klima]
    hensigtsgrupper: ["Norddjurs i bevægelse", "Vækst, erhverv og beskæftigelse"]
"""
