"""Et felt, der skal være der, mangler.

Overskrift, art og tovholder skal stå på alle punkter, gruppe på hensigtserklæringer, og udvalg og beløb på alle andre.
Uden dem ved ingen, hvor punktet står, hvem der har det, og hvad det tæller. Sådan rettes det: tilføj linjen. Kendes
værdien ikke endnu, så skriv ikke oplyst, så det er til at se, at noget mangler.

Forkert:

    overskrift: Ny cykelsti
    ^ tovholder mangler. Skriv en linje med tovholder: den ansvarlige leders stilling (eller flere); aldrig et
    | personnavn.
    art: drift
    udvalg: AU
    sagsgang: AU, ØK, KB
    beløb: ikke oplyst

Rigtigt:

    overskrift: Ny cykelsti
    art: drift
    udvalg: AU
    tovholder: ikke oplyst
    sagsgang: AU, ØK, KB
    beløb: ikke oplyst

Forkert:

    overskrift: Ny cykelsti
    ^ udvalg mangler. Skriv en linje med udvalg: det udvalg, punktet tæller med i, eller ikke oplyst.
    ^ beløb mangler. Skriv en linje med beløb: et beløb pr. år, hvert på sin egen linje, eller ikke oplyst.
    art: drift
    tovholder: Økonomichefen
    sagsgang: AU, ØK, KB

Rigtigt:

    overskrift: Ny cykelsti
    art: drift
    udvalg: ikke oplyst
    tovholder: Økonomichefen
    sagsgang: AU, ØK, KB
    beløb:
      2025: 1,000

Forkert:

    overskrift: Flere på cykel
    ^ gruppe mangler. Skriv en linje med gruppe: den af budgetaftalens grupper, som hensigtserklæringen står i.
    art: hensigt
    tovholder: Økonomichefen
    sagsgang: AU, ØK, KB

Rigtigt:

    overskrift: Flere på cykel
    art: hensigt
    gruppe: Norddjurs i bevægelse
    tovholder: Økonomichefen
    sagsgang: AU, ØK, KB

Forkert:

    overskrift: Flere på cykel
    art: hensigt
    gruppe: Norddjurs i bevægelse
    tovholder: Økonomichefen
    sagsgang: AU, ØK, KB
    status:
      - tekst: Arbejdet er i gang
        ^ dato mangler. Skriv en linje med dato: den dag, status er fra.

Rigtigt:

    overskrift: Flere på cykel
    art: hensigt
    gruppe: Norddjurs i bevægelse
    tovholder: Økonomichefen
    sagsgang: AU, ØK, KB
    status:
      - dato: 2025-02-26
        tekst: Arbejdet er i gang
"""
