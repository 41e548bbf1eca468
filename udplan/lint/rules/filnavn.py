"""Filens navn kan ikke bruges i en plan.

Navnet uden .yaml er punktets id. Id'et er det samme fra plan til plan og kan stå i adresser på nettet, så det skal
kunne skrives ens på alle maskiner. En fil, der ender på .yml eller .yaml.txt, eller som ligger i en mappe ved navn
templates, bliver slet ikke læst, og så mangler punktet i alle summer. Windows kan ikke have filer og mapper, der hedder
aux, con, nul eller prn, eller hvis navn slutter med punktum eller mellemrum, og så kan planen ikke hentes der. Sådan
rettes det: omdøb filen, så navnet kun har små bogstaver fra a til z, tal og bindestreger og ender på .yaml. Æ, ø og å
skrives ae, oe og aa.

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

    # ny-cykelsti.yaml
    overskrift: Ny cykelsti på Djursland
    # ny-cykelsti.YAML
    overskrift: Ny cykelsti på Djursland
    ^ ny-cykelsti.YAML bliver ikke læst. ny-cykelsti.yaml findes i forvejen: skriv det, der mangler, i den, og slet
    | filen her.

Forkert:

    # templates/ny-cykelsti.yaml
    overskrift: Ny cykelsti på Djursland
    ^ Filer i mappen templates bliver ikke læst. Flyt punktet til en anden mappe i planen.

Forkert:

    # aux.yaml
    overskrift: Ny cykelsti på Djursland
    ^ Windows kan ikke have en fil, der hedder aux.yaml. Omdøb den.

Forkert:

    # veje/plan.yaml
    overskrift: Ny cykelsti på Djursland
    ^ Der kan kun være én plan.yaml i en plan, og den ligger øverst. Omdøb filen, eller slet den.

Rigtigt:

    # ny-cykelsti-paa-djursland.yaml
    overskrift: Ny cykelsti på Djursland
"""
