"""Der skal stå en dag, men det kan ikke læses som en dato.

En status eller et møde har en bestemt dag, som dokumenterne sorterer efter og trykker. Sådan rettes det: skriv år,
måned og dag som 2025-01-21, eller dagen først som 21-01-2025.

Forkert:

    status:
      - dato: januar 2025
              ^ januar 2025 er ikke en dato; skriv fx 2025-01-21.
        tekst: Arbejdet er i gang

Forkert:

    status:
      - dato: 2025-02-30
              ^ 30. februar 2025 findes ikke; februar 2025 har 28 dage.
        tekst: Arbejdet er i gang

Rigtigt:

    status:
      - dato: 2025-01-21
        tekst: Arbejdet er i gang
      - dato: 21-02-2025
        tekst: Stien er åbnet
"""
