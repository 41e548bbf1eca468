"""Værdien er ikke en af dem, feltet kan have.

Felter som art, kompetence og enhed har få faste værdier, fordi planen deles op efter dem. En anden værdi ville få sit
eget afsnit eller slet intet. Sådan rettes det: skriv en af de værdier, beskeden nævner.

Forkert:

    art: driftsønske
         ^ »driftsønske« kan ikke stå her. Skriv en af disse: drift, råderum, anlæg, pulje, hensigt.

Rigtigt:

    art: drift

Forkert:

    kompetence: politisk og administrativ
                ^ »politisk og administrativ« kan ikke stå her. Skriv en af disse: politisk, administrativ, blandet.

Rigtigt:

    kompetence: blandet

Forkert:

    # plan.yaml
    enhed: millioner
           ^ »millioner« kan ikke stå her. Skriv en af disse: mio. kr., 1.000 kr., kr.

Rigtigt:

    # plan.yaml
    enhed: mio. kr.
"""
