"""Filen ligner en kopi af en anden, så beløbet ville tælle to gange.

Når en fil er åben to steder på én gang, lægger et program, der deler mapper, en kopi ved siden af (cykelsti-DESKTOP-4F7K2
eller "conflicted copy"), og Windows kalder en kopi "cykelsti - Kopi" eller "cykelsti (1)". Har to punkter samme
overskrift og kode, og begynder den enes filnavn med den andens, er det samme punkt to gange, og kopien tæller ikke med.
Det gælder også, når kopien er flyttet til et andet udvalg eller en anden art. Et anlæg og dets drift kan dog godt hedde
det samme: når art, udvalg eller gruppe er forskellig, og resten af filnavnet kun siger hvilken (cykelsti-drift,
cykelsti-buu), er det to punkter. Det er alligevel en kopi, hvis beløb, kurs og koordinering også er ens. Er det
kun måske en kopi, siger kan-vaere-en-kopi det. Sådan rettes det: se, hvad der er
forskelligt i de to filer, behold den rigtige, og slet den anden. Er det to punkter, så giv dem hver sin overskrift eller
kode. En kopi af plan.yaml kendes på sine felter (titel, fora …), hvad den end hedder.

Forkert:

    # sygefravaer.yaml
    overskrift: Sygefravær
    # sygefravaer-laptop.yaml
    overskrift: Sygefravær
    ^ Filen ligner en kopi af sygefravaer.yaml; behold den ene. Er det to punkter, så giv dem hver sin overskrift eller
    | kode.
    # Sygefravaer (1).yaml
    overskrift: Sygefravær
    ^ Filen ligner en kopi af sygefravaer.yaml; behold den ene. Er det to punkter, så giv dem hver sin overskrift eller
    | kode.

Forkert:

    # sygefravaer.yaml
    overskrift: Sygefravær
    udvalg: AU
    # sygefravaer-laptop.yaml
    overskrift: Sygefravær
    ^ Filen ligner en kopi af sygefravaer.yaml; behold den ene. Er det to punkter, så giv dem hver sin overskrift eller
    | kode.
    udvalg: BUU

Rigtigt:

    # cykelsti.yaml
    overskrift: Ny cykelsti
    art: anlæg
    beløb:
      2025: 4,000
    # cykelsti-drift.yaml
    overskrift: Ny cykelsti
    art: drift
    beløb:
      2026: 0,200
"""
