"""Filen ligner en kopi af en anden, så beløbet ville tælle to gange.

Når en fil er åben to steder på én gang, lægger et program, der deler mapper, en kopi ved siden af (cykelsti-DESKTOP-4F7K2
eller "conflicted copy"), og Windows kalder en kopi "cykelsti - Kopi" eller "cykelsti (1)". Har to punkter samme
overskrift og kode, og begynder den enes filnavn med den andens, er det samme punkt to gange, og kopien tæller ikke med.
Er begge filnavne i orden, skal punkterne også have samme art, udvalg og gruppe: et anlæg og dets drift kan godt hedde
det samme. Sådan rettes det: se, hvad der er forskelligt i de to filer, behold den rigtige, og slet den anden. Er det to
punkter, så giv dem hver sin overskrift eller kode.

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

Rigtigt:

    # cykelsti.yaml
    overskrift: Ny cykelsti
    art: anlæg
    # cykelsti-drift.yaml
    overskrift: Ny cykelsti
    art: drift
"""
