"""Filen kan være en kopi af en anden, og begge tæller med.

To punkter i hver sit udvalg eller af hver sin art kan godt hedde det samme og have samme kode, når resten af den enes
filnavn siger, hvor det hører til (cykelsti-drift, cykelsti-buu). Er beløbene de samme, eller er der et tal i resten af
navnet (cykelsti-2), kan det lige så vel være en kopi, som er flyttet, og så tæller beløbet to gange. Sådan rettes det: se,
hvad der er forskelligt i de to filer. Er det samme punkt, så behold den rigtige, og slet den anden. Er det to punkter, så
giv dem hver sin overskrift eller kode.

Forkert:

    # sygefravaer.yaml
    overskrift: Sygefravær
    udvalg: AU
    # sygefravaer-2.yaml
    overskrift: Sygefravær
    ^ Filen kan være en kopi af sygefravaer.yaml, og begge tæller med. Er den det, så slet den ene. Er det to punkter, så
    | giv dem hver sin overskrift eller kode.
    udvalg: BUU
    kurs: Flere samtaler

Rigtigt:

    # sygefravaer.yaml
    overskrift: Sygefravær på rådhuset
    udvalg: AU
    # sygefravaer-2.yaml
    overskrift: Sygefravær på skolerne
    udvalg: BUU
"""

from __future__ import annotations

from udplan.yaml.problem import Niveau

NIVEAU = Niveau.ADVARSEL
