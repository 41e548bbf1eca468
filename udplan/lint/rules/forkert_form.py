"""Der står en liste, hvor der skal stå én værdi, eller omvendt.

Nogle felter har én værdi, nogle er lister, og nogle er grupper af felter. Står værdien i en anden form, er det uvist,
hvad der er ment, og punktet kan ikke komme med. Sådan rettes det: skriv feltet i den form, beskeden nævner.

Forkert:

    kort:
      - Cykelsti
      ^ kort skal være én tekst, ikke en liste eller en gruppe felter.
      - Sti

Rigtigt:

    kort: Cykelsti

Forkert:

    kurs: [Stien, skal bygges]
          ^ Her står en liste. Der skal stå én værdi. Er det en tekst med punkter, så skriv | efter kolon.

Rigtigt:

    kurs: Stien skal bygges

Forkert:

    status: Arbejdet er i gang
            ^ status skal være en liste. Skriv hvert punkt på sin egen linje med - og et mellemrum foran. Skriv fx
            | - {dato: 2025-01-21, tekst: "Arbejdet er i gang"} på linjen nedenunder.

Forkert:

    # plan.yaml
    fora:
      AU: {slags: fagudvalg, møder: hver tirsdag}
                                    ^ møder skal være en liste. Skriv hvert punkt på sin egen linje med - og et mellemrum
                                    | foran, eller dem alle i [ ] med komma imellem.

Forkert:

    status:
      - Arbejdet er i gang
        ^ Hvert punkt under status skal være en gruppe felter. Skriv hvert felt på sin egen linje, rykket ind: navn,
        | kolon, mellemrum, værdi.

Rigtigt:

    status:
      - dato: 2025-02-26
        tekst: Arbejdet er i gang

Forkert:

    undtagelser: sagsgang-mangler
                 ^ undtagelser skal være en gruppe felter. Skriv hvert felt på sin egen linje, rykket ind: navn, kolon,
                 | mellemrum, værdi.

Rigtigt:

    undtagelser:
      sagsgang-mangler: Sagsgangen er ikke aftalt endnu
"""
