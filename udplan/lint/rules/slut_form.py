"""Der står hverken et X eller en dato for, hvornår punktet er afsluttet.

Et afsluttet punkt får sit X i planen, og datoen bruges til at se, om alle led blev nået. En anden tekst siger ikke
sikkert, om punktet er færdigt. Sådan rettes det: skriv X, eller datoen; er punktet ikke afsluttet, så skriv nej, eller
slet linjen.

Forkert:

    slut: næsten færdig
          ^ »næsten færdig« er hverken X, ja, nej eller en dato. Skriv X, eller datoen, fx 2025-01-21.

Forkert:

    slut: ×
          ^ »×« er hverken X, ja, nej eller en dato. Skriv X, eller datoen, fx 2025-01-21.

Rigtigt:

    slut: X

Rigtigt:

    slut: 2025-02-26
"""
