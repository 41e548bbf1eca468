"""Hensigtsgrupper eller temaer står i [ ].

Navnene har kommaer i sig, og mellem [ og ] skiller hvert komma to navne ad: "Vækst, erhverv og beskæftigelse" ville
blive til to grupper. Sådan rettes det: skriv hvert navn på sin egen linje med - foran.

Forkert:

    # plan.yaml
    temaer: [Vækst, erhverv og beskæftigelse]
            ^ temaer kan ikke stå i klammer, for navnene har kommaer i sig og ville blive til flere. Skriv hvert navn på
            | sin egen linje med - og et mellemrum foran.

Rigtigt:

    # plan.yaml
    temaer:
      - Vækst, erhverv og beskæftigelse
"""
