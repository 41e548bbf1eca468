"""Der skal stå ja eller nej, men der står noget andet.

Svaret afgør, om punktet sættes på en liste, eller om det må offentliggøres. Så må det ikke være til at tage fejl af.
Sådan rettes det: skriv ja (eller X) eller nej. Et felt, der er tomt, er det samme som et felt, der ikke står der.

Forkert:

    tværgående: måske
                ^ »måske« er hverken ja eller nej. Skriv ja (eller X) eller nej.

Rigtigt:

    tværgående: ja

Forkert:

    offentlig: no
               ^ »no« er hverken ja eller nej. Skriv ja (eller X) eller nej.

Rigtigt:

    offentlig: nej
"""
