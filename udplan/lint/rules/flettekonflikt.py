"""Filen har en uløst flettekonflikt.

To har rettet det samme sted, og git har skrevet begge udgaver i filen med streger om. Ingen af dem kan læses, før en er
valgt. Sådan rettes det: behold den rigtige udgave (eller skriv dem sammen), og slet de tre linjer med streger.

Forkert:

    <<<<<<< HEAD
    ^ Filen har en uløst flettekonflikt mellem »HEAD« og »rettelser«. Behold den rigtige af de to, og slet linjerne med
    | <<<<<<<, ======= og >>>>>>>.
    tovholder: Økonomichefen
    =======
    tovholder: Arbejdsmarkedschefen
    >>>>>>> rettelser

Forkert:

    tovholder: Arbejdsmarkedschefen
    >>>>>>> rettelser
    ^ Linjen >>>>>>> er en rest af en flettekonflikt. Slet den, og se efter, at resten af filen er rigtig.

Rigtigt:

    tovholder: Arbejdsmarkedschefen
"""
