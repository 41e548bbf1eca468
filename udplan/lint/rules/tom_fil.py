"""Filen er tom.

Et punkt, der ikke er skrevet noget om, kan hverken stå i planen eller tælle med. Linjer, der begynder med #, er
bemærkninger og bliver ikke læst. Sådan rettes det: skriv punktets felter, eller slet filen. I plan.yaml skrives
planens felter.

Forkert:

    # Skrives, når udvalget har behandlet punktet
    ^ Filen er tom. Slet den, eller skriv punktets felter, fx overskrift: …

Rigtigt:

    # Beløbet skrives, når udvalget har behandlet punktet
    overskrift: Ny cykelsti
    beløb: ikke oplyst
"""
