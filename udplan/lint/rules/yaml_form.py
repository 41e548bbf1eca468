"""En linje i filen har ikke den form, den skal have.

Hver linje er et felt (navn, kolon, mellemrum, værdi), et punkt på en liste (bindestreg, mellemrum, værdi) eller en
fortsættelse af en længere tekst, rykket ind. Kan en linje ikke læses, kan resten af filen heller ikke, og punktet
mangler i alle summer. Sådan rettes det: se på linjen og på den ovenfor. Tit er det et kolon midt i en tekst, et
mellemrum, der mangler efter et kolon, eller en linje, der er rykket forkert ind.

En tekst på flere linjer, fx klippet fra Word, står som en tekstblok: | efter kolon, og teksten på linjerne nedenunder,
rykket ind. udplan ret gør den til én, hvor det er sikkert, at næste felt er et felt, og ikke en linje i teksten. De andre
felter i filen bliver tjekket imens, så én kørsel siger alt, hvad der kan siges.

Forkert:

    overskrift: Cykelsti: ny belægning
                ^ Teksten har et kolon med mellemrum efter. Sæt anførselstegn (") om hele teksten; udplan ret kan gøre
                | det.

Rigtigt:

    overskrift: "Cykelsti: ny belægning"

Forkert:

    overskrift: Ny cykelsti
    art:drift
    ^ Der mangler et mellemrum efter kolon. Skriv art: drift
    udvalg: AU

Rigtigt:

    overskrift: Ny cykelsti
    art: drift
    udvalg: AU

Forkert:

    overskrift:Ny cykelsti
    ^ Der mangler et mellemrum efter kolon. Skriv overskrift: Ny cykelsti

Forkert:

    Ny cykelsti
    ^ Filen er en tekst. Skriv et felt på hver linje: feltets navn, kolon, mellemrum og værdien, fx overskrift: Ny
    | cykelsti.

Forkert:

    - overskrift: Ny cykelsti
    ^ Filen er en liste. Skriv et felt på hver linje: feltets navn, kolon, mellemrum og værdien, fx overskrift: Ny
    | cykelsti.

Rigtigt:

    overskrift: Ny cykelsti

Forkert:

    beløb:
      2025: - 0,300
            ^ Mellemrummet efter minus gør tallet til et punkt på en liste. Fjern mellemrummet; udplan ret kan gøre
            | det.

Rigtigt:

    beløb:
      2025: -0,300

Forkert:

    kurs:
    ^ Teksten i kurs (linje 1-4) skal stå som en tekstblok. Skriv kurs: | og hele teksten på linjerne nedenunder, rykket
    | 2 mellemrum ind; udplan ret kan gøre det.
    Stien skal være færdig til sommer.

    Det betyder: ingen pauser.

Forkert:

    kurs: Stien skal være færdig til sommer.
    ^ Teksten i kurs (linje 1-2) skal stå som en tekstblok. Skriv kurs: | og hele teksten på linjerne nedenunder, rykket
    | 2 mellemrum ind; udplan ret kan gøre det.
      Det betyder: ingen pauser.

Forkert:

    kurs: |
    ^ Teksten i kurs (linje 1-3) skal stå som en tekstblok. Skriv kurs: | og hele teksten på linjerne nedenunder, rykket
    | 2 mellemrum ind; udplan ret kan gøre det.
      Stien skal være færdig til sommer.
     Den skal have lys.

Forkert:

    kurs: Stien skal være færdig til sommer.
    ^ Teksten i kurs (linje 1-3) skal stå som en tekstblok. Skriv kurs: | og hele teksten på linjerne nedenunder, rykket
    | 2 mellemrum ind. Linje 2 (»Note: ingen pauser«) kan være feltet note eller en del af teksten.
    Note: ingen pauser
    Den skal have lys.

Forkert:

    status:
      - dato: 2025-02-26
        tekst: |
          Arbejdet er i gang.
         Det går godt.
         ^ Linjen er rykket kortere ind end resten af teksten i tekst (linje 3). Begynd den med 6 mellemrum.

Rigtigt:

    kurs: |
      Stien skal være færdig til sommer.
      Det betyder: ingen pauser.

Forkert:

    overskrift: Ny cykelsti
      art: drift
      ^ art er rykket længere ind end overskrift i linje 1. Lad de to felter begynde lige langt inde.

Rigtigt:

    overskrift: Ny cykelsti
    art: drift

Forkert:

    overskrift: "Grønne" cykelstier
                ^ Kun en del af teksten står i anførselstegn. Sæt ' om hele teksten; udplan ret kan gøre det.

Rigtigt:

    overskrift: '"Grønne" cykelstier'

Forkert:

    overskrift: "Grønne cykelstier
                ^ Her begynder en tekst i anførselstegn, som aldrig slutter. Sæt det sidste anførselstegn.
    art: drift

Rigtigt:

    overskrift: Grønne cykelstier
    art: drift

Forkert:

    medvirkende:
      - Økonomichefen
      Arbejdsmarkedschefen: ja
      ^ Linjen hører ikke til listen ovenfor. Begynd den med - og et mellemrum, eller ret indrykningen.

Forkert:

    medvirkende: [Økonomichefen, Arbejdsmarkedschefen
                 ^ Her begynder en liste med [, som ikke kan læses til ende. Skriv hvert punkt på sin egen linje med -
                 | og et mellemrum foran.
    art: drift

Rigtigt:

    medvirkende:
      - Økonomichefen
      - Arbejdsmarkedschefen

Forkert:

    beløb:
    {U+0009}2025: 1,000
    ^ Her står en tabulator. Ryk linjen ind med mellemrum; udplan ret kan gøre det.

Rigtigt:

    beløb:
      2025: 1,000

Forkert:

    overskrift: @byen
                ^ En tekst kan ikke begynde med @. Sæt anførselstegn (") om hele teksten; udplan ret kan gøre det.

Rigtigt:

    overskrift: "@byen"

Forkert:

    overskrift: Ny cykelsti
    ---
    ^ Stregerne --- deler filen i to. Slet dem, eller flyt resten til sin egen fil.
    overskrift: Ny bro

Rigtigt:

    # cykelsti.yaml
    overskrift: Ny cykelsti
    # bro.yaml
    overskrift: Ny bro
"""
