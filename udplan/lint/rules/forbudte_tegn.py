"""Filen indeholder et tegn, der ikke kan ses.

Usynlige tegn følger af og til med, når tekst kopieres fra et andet program. Nogle af dem vender rækkefølgen af
bogstaverne om eller skifter linje, så det, man ser, ikke er det, der bliver læst. Sådan rettes det: slet ordet, hvor
tegnet står, og skriv det igen. I eksemplet står {U+202E} i stedet for tegnet.

Forkert:

    overskrift: Ny {U+202E}cykelsti
                   ^ Her står et usynligt tegn (U+202E, mærke for skriveretning), som ikke må stå i en plan. Slet
                   | ordet, og skriv det igen.

Rigtigt:

    overskrift: Ny cykelsti
"""
