"""To filer har samme navn, så to punkter har samme id.

Filens navn er det, planen kender punktet på, uanset hvilken mappe filen ligger i. To filer med samme navn er for det
meste det samme punkt, kopieret fra en mappe til en anden og rettet siden, og så ville beløbet tælle to gange. Store og
små bogstaver gør ingen forskel. Sådan rettes det: slet kopien, eller giv den ene fil et mere præcist navn.

Forkert:

    # anlaeg/cykelsti.yaml
    overskrift: Ny cykelsti
    # veje/cykelsti.yaml
    overskrift: Bredere cykelsti
    ^ Filen hedder det samme som anlaeg/cykelsti.yaml, og filens navn er punktets id. Omdøb den ene fil, eller slet den,
    | hvis det er samme punkt.

Rigtigt:

    # anlaeg/cykelsti.yaml
    overskrift: Ny cykelsti
    # veje/cykelsti-vedligehold.yaml
    overskrift: Vedligehold af cykelsti
"""
