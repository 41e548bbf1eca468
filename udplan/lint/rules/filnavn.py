"""Filens navn kan ikke bruges i en plan.

Navnet uden .yaml er punktets id. Id'et er det samme fra plan til plan og kan stå i adresser på nettet, så det skal
kunne skrives ens på alle maskiner. En fil, der ender på .yml, bliver slet ikke læst, og så mangler punktet i alle
summer. Sådan rettes det: omdøb filen, så navnet kun har små bogstaver fra a til z, tal og bindestreger og ender på
.yaml. Æ, ø og å skrives ae, oe og aa.

Forkert:

    # Ny cykelsti på Djursland.yaml
    overskrift: Ny cykelsti på Djursland
    ^ En fils navn skrives med små bogstaver fra a til z, tal og bindestreger. Omdøb den til
    | ny-cykelsti-paa-djursland.yaml.

Forkert:

    # ny-cykelsti.yml
    overskrift: Ny cykelsti på Djursland
    ^ ny-cykelsti.yml bliver ikke læst. Omdøb den til ny-cykelsti.yaml.

Forkert:

    # veje/plan.yaml
    overskrift: Ny cykelsti på Djursland
    ^ Der kan kun være én plan.yaml i en plan, og den ligger øverst. Omdøb filen, eller slet den.

Rigtigt:

    # ny-cykelsti-paa-djursland.yaml
    overskrift: Ny cykelsti på Djursland
"""
