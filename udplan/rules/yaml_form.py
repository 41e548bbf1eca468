"""En linje i filen har ikke den form, den skal have.

Hver linje er et felt (navn, kolon, mellemrum, værdi), et punkt på en liste (bindestreg, mellemrum, værdi) eller en
fortsættelse af en længere tekst, rykket ind. Kan en linje ikke læses, kan resten af filen heller ikke, og punktet
mangler i alle summer. Sådan rettes det: se på linjen og på den ovenfor. Tit er det et kolon midt i en tekst, et
mellemrum, der mangler efter et kolon, eller en linje, der er rykket forkert ind.

Forkert:

    overskrift: Cykelsti: ny belægning
                ^ Teksten har et kolon med mellemrum efter. Sæt anførselstegn (") om hele teksten.

Rigtigt:

    overskrift: "Cykelsti: ny belægning"

Forkert:

    overskrift: Ny cykelsti
    art:drift
    ^ Linjen har ikke noget kolon med mellemrum efter. Skriv fx art: drift. Hører linjen til teksten ovenfor, så ryk den
    | ind.
    udvalg: AU

Rigtigt:

    overskrift: Ny cykelsti
    art: drift
    udvalg: AU

Forkert:

    overskrift:Ny cykelsti
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
            ^ Mellemrummet efter minus gør tallet til et punkt på en liste. Fjern mellemrummet.

Rigtigt:

    beløb:
      2025: -0,300

Forkert:

    kurs: |
    Stien skal være færdig til sommer.
    ^ Linjen har ikke noget kolon med mellemrum efter. Skriv fx art: drift. Hører linjen til teksten ovenfor, så ryk den
    | ind.

Rigtigt:

    kurs: |
      Stien skal være færdig til sommer.

Forkert:

    overskrift: "Grønne" cykelstier
                ^ Kun en del af teksten står i anførselstegn. Sæt ' om hele teksten.

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
    ^ Her står en tabulator. Ryk linjen ind med mellemrum.

Rigtigt:

    beløb:
      2025: 1,000

Forkert:

    overskrift: @byen
                ^ En tekst kan ikke begynde med @. Sæt anførselstegn (") om hele teksten.

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
