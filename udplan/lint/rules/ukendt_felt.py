"""Feltet findes ikke, eller det hører ikke til her.

Et felt, der er stavet forkert, ville ikke komme med i noget dokument, og ingen ville opdage, at det manglede. Sådan
rettes det: ret navnet, eller slet linjen. Filens navn er punktets id, så id skal ikke skrives, og gruppe står kun på
hensigtserklæringer.

Forkert:

    overskrift: Ny cykelsti
    tovholdre: Økonomichefen
    ^ Feltet tovholdre findes ikke her. Mente du tovholder?

Rigtigt:

    overskrift: Ny cykelsti
    tovholder: Økonomichefen

Forkert:

    overskrift: Ny cykelsti
    id: ny-cykelsti
    ^ id skal ikke skrives: filens navn er punktets id. Slet linjen.

Forkert:

    art: drift
    gruppe: Norddjurs i bevægelse
    ^ gruppe hører til hensigtserklæringer, og dette punkt er drift. Slet linjen, eller ret art.

Rigtigt:

    art: hensigt
    gruppe: Norddjurs i bevægelse

Forkert:

    status:
      - dato: 2025-02-26
        status: Arbejdet er i gang
        ^ Feltet status findes ikke her. Her kan stå: dato, forventet, lys, obs, tekst.

Forkert:

    overskrift: Ny cykelsti
    lys: rød
    ^ Feltet lys findes ikke her. Det hører til under status.

Forkert:

    beløb:
    2025: -0,518
    ^ 2025-2026 hører til beløb. Begynd hver af linjerne med 2 mellemrum; udplan ret kan gøre det.
    2026: -1,050

Rigtigt:

    beløb:
      2025: -0,518
      2026: -1,050

Rigtigt:

    status:
      - dato: 2025-02-26
        tekst: Arbejdet er i gang
"""
