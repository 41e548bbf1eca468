/* Søgning, filtre og sortering. Uden scripts er siden den samme, blot uden dem. Intet gemmes, og intet hentes. */
"use strict";
(() => {
  const FORBEHOLD = "Summerne gælder alle punkter.";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const plain = (text) => text.replace(/\u2212/g, "-").replace(/\s+/g, " ").toLocaleLowerCase("da");
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const panel = document.querySelector(".find");
  const restore = []; // det, der sætter hver tabel tilbage i planens rækkefølge

  function finding() {
    const items = all(".punkt").map((article) => {
      const rows = all(`[data-punkt="${article.id}"]`);
      const said = [article.firstElementChild, ...all(".mærker li, dd", article), ...rows].map((each) => each.textContent);
      return {
        elements: [article, ...rows],
        // Et punkt, der står flere steder, har numre bag et _ i sine navne, men tæller én gang.
        id: article.id.replace(/_\d+$/, ""),
        text: plain([...said, ...["udvalg", "tovholder", "art"].map((name) => article.dataset[name] ?? "")].join("\n")),
        values: (name) => (article.dataset[name] ?? "").split("\n"),
      };
    });
    const isEmptied = (elements) => {
      const own = elements.flatMap((each) => (each.matches(".punkt") ? [each] : all(".punkt", each)));
      return own.length > 0 && own.every((each) => each.hidden);
    };
    // En overskrift og alt under den frem til den næste på samme niveau eller over.
    const parts = all("main > :is(h2, h3, h4, h5, h6)").map((heading) => {
      const elements = [heading];
      let next = heading.nextElementSibling;
      while (next && !(/^H\d$/.test(next.tagName) && next.tagName <= heading.tagName)) {
        elements.push(next);
        next = next.nextElementSibling;
      }
      return elements;
    });
    const sections = all(".afsnit");
    const entries = all("nav li").map((entry) => [entry, document.getElementById(entry.querySelector("a").hash.slice(1))]);
    const caveats = all("table:has(.i-alt) > caption").map((caption) => {
      const caveat = make("strong", { className: "forbehold", textContent: FORBEHOLD, hidden: true });
      caption.append(" ", caveat);
      return [caveat, all("[data-punkt]", caption.parentElement)];
    });
    const { ord, uafsluttede } = panel.elements;
    const status = panel.querySelector("[role=status]");
    const paper = panel.querySelector(".kun-papir");
    const count = (list) => new Set(list.map((item) => item.id)).size;
    const total = count(items);

    function show() {
      const words = plain(ord.value).split(" ").filter(Boolean);
      const chosen = all("select", panel).filter((choice) => choice.selectedIndex > 0);
      const found = items.filter(
        (item) =>
          words.every((word) => item.text.includes(word)) &&
          chosen.every((choice) => item.values(choice.name).includes(choice.value)) &&
          !(uafsluttede?.checked && item.values("afsluttet").includes("ja")),
      );
      items.forEach((item) => item.elements.forEach((each) => (each.hidden = !found.includes(item))));
      parts.flat().forEach((each) => (each.hidden = false));
      sections.forEach((section) => (section.hidden = isEmptied([section])));
      parts.filter(isEmptied).forEach((elements) => elements.forEach((each) => (each.hidden = true)));
      entries.forEach(([entry, target]) => (entry.hidden = !!target?.closest("[hidden]")));

      const asked = [
        ...(words.length ? [`søgning »${ord.value.trim()}«`] : []),
        ...chosen.map((choice) => `${choice.name}: ${choice.selectedOptions[0].text}`),
        ...(uafsluttede?.checked ? ["kun uafsluttede"] : []),
      ];
      const filtered = asked.length > 0;
      const result = filtered ? `Viser ${count(found)} af ${total} punkter.` : `Viser alle ${total} punkter.`;
      caveats.forEach(([caveat, rows]) => (caveat.hidden = !filtered || (rows.length > 0 && !rows.some((row) => row.hidden))));
      status.textContent = filtered && caveats.length ? `${result} ${FORBEHOLD}` : result;
      paper.textContent = filtered ? `Ikke hele dokumentet: ${asked.join("; ")}. ${status.textContent}` : "";
    }

    panel.hidden = false;
    panel.addEventListener("input", show);
    panel.addEventListener("submit", (event) => event.preventDefault());
    panel.querySelector("button").addEventListener("click", () => {
      panel.reset();
      [...restore, show].forEach((each) => each());
    });
    show();
  }

  function sorting(table, announce) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const totals = rows.filter((row) => row.matches(".i-alt"));
    const own = rows.slice(0, rows.length - totals.length);
    // En sum midt i en tabel er summen af det, der står over den.
    if (own.length < 2 || own.some((row) => row.matches(".i-alt")) || !body.querySelector("[data-value]")) return;
    const collator = new Intl.Collator("da", { numeric: true });
    const heads = [...table.tHead.rows[0].cells];
    const order = (sorted) => body.append(...sorted, ...totals);
    const mark = (head, direction) => {
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      if (direction) head.setAttribute("aria-sort", direction);
    };

    heads.forEach((head, place) => {
      const isFigure = head.matches(".tal");
      const key = (row) => {
        const cell = row.cells[place];
        return isFigure ? cell.dataset.value : cell.textContent.trim();
      };
      const compare = isFigure ? (a, b) => Number(a) - Number(b) : collator.compare;
      const button = make("button", { type: "button" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { ascending: "descending", descending: null }[head.getAttribute("aria-sort")];
        const direction = next === undefined ? "ascending" : next;
        mark(head, direction);
        if (!direction) {
          order(own);
          announce("Rækkerne står igen i planens rækkefølge.");
          return;
        }
        const turn = direction === "ascending" ? 1 : -1;
        const stated = own.filter(key);
        // Det, der ikke er noget tal eller ord, står sidst begge veje.
        order([...stated.sort((a, b) => turn * compare(key(a), key(b))), ...own.filter((row) => !key(row))]);
        announce(`Sorteret efter ${button.textContent}, ${turn > 0 ? "stigende" : "faldende"}.`);
      });
    });
    table.classList.add("kan-sorteres");
    restore.push(() => {
      mark();
      order(own);
    });
  }

  // På en smal skærm bliver rækkerne til kort. For at tabellen også dér er en tabel for ældre skærmlæsere, får den sine roller
  // udtrykkeligt; i filen ville de være overflødige.
  const ROLES = { table: "table", "thead, tbody": "rowgroup", tr: "row", td: "cell", "thead th": "columnheader", "tbody th": "rowheader" };
  Object.entries(ROLES).forEach(([selector, role]) => all(selector).forEach((each) => each.setAttribute("role", role)));
  const contents = document.querySelector("nav details");
  if (contents && matchMedia("screen and (width < 64rem)").matches) contents.open = false;
  if (panel) finding();
  const spoken = make("p", { className: "kun-tale" });
  spoken.setAttribute("role", "status");
  document.querySelector("main").append(spoken);
  all("table").forEach((table) => sorting(table, (text) => (spoken.textContent = text)));
})();
