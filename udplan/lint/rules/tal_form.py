"""Der skal stå et helt tal, men der står noget andet.

Tallet bruges til at regne eller sortere med, fx antallet af dage i en høring eller punktets plads blandt de andre.
Sådan rettes det: skriv tallet med cifre alene, uden ord, komma eller fortegn.

Forkert:

    rækkefølge: nr. 3
                ^ »nr. 3« er ikke et helt tal. Skriv det med cifre alene, fx 14.

Rigtigt:

    rækkefølge: 3

Forkert:

    sagsgang:
      - forum: Høring
        dage: 14 dage
              ^ »14 dage« er ikke et helt tal. Skriv det med cifre alene, fx 14.
      - KB

Rigtigt:

    sagsgang:
      - forum: Høring
        dage: 14
      - KB
"""
