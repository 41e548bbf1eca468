/* Viser det, serveren fortæller: lints fund som tekst og dokumentet i en ramme, der bliver skiftet ud, når det er et andet. */
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const all = (selector, within) => [...within.querySelectorAll(selector)];
  const make = (name, properties, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };
  let told = null; // det seneste, der blev fortalt, som det kom
  let shown = null; // dokumentets mærke

  // --- det, læseren har gjort ved dokumentet -----------------------------------------------------------------------

  /* Det øverste, der kan ses, og hvor langt det står fra kanten: står der mere over det bagefter, bliver det, hvor det er. */
  function top(page) {
    const marks = all("main [id]", page).filter((each) => each.getClientRects().length);
    const above = marks.filter((each) => each.getBoundingClientRect().top <= 1).pop();
    return { id: above?.id, from: above?.getBoundingClientRect().top, y: page.defaultView.scrollY };
  }

  /* »Uden udvalg« og »Alle« er begge en tom værdi: et valg kendes på sin tekst. */
  function chosen(field) {
    if (field.type === "checkbox") return field.checked;
    return field.options ? field.selectedIndex > 0 && field.selectedOptions[0].text : field.value;
  }

  function taken(frame) {
    const page = frame.contentDocument;
    return {
      top: top(page),
      fields: all(".find [name]", page).map((field) => [field.name, chosen(field)]),
      sorted: all("table", page).map((table) => {
        const head = table.querySelector("th[aria-sort]");
        return head && { place: head.cellIndex, clicks: head.getAttribute("aria-sort") === "ascending" ? 1 : 2 };
      }),
      captions: all("table", page).map((table) => table.querySelector("thead")?.textContent),
      open: all("details", page).map((each) => each.open),
      focus: document.activeElement === frame ? (page.activeElement?.id ?? "") : null,
    };
  }

  function given(frame, kept) {
    const page = frame.contentDocument;
    const panel = page.querySelector(".find");
    const set = kept.fields.filter(([name, value]) => value && panel?.elements[name]);
    set.forEach(([name, value]) => {
      const field = panel.elements[name];
      if (field.type === "checkbox") field.checked = value;
      else if (field.options) field.selectedIndex = Math.max(0, [...field.options].findIndex((each) => each.text === value));
      else field.value = value;
    });
    if (set.length) panel.dispatchEvent(new Event("input"));
    all("table", page).forEach((table, place) => {
      const sort = kept.sorted[place];
      if (!sort || table.querySelector("thead")?.textContent !== kept.captions[place]) return;
      const button = table.querySelectorAll("thead th")[sort.place]?.querySelector("button");
      for (let click = 0; button && click < sort.clicks; click++) button.click();
    });
    all("details", page).forEach((each, place) => (each.open = kept.open[place] ?? each.open));
    const mark = kept.top.id && kept.top.y > 0 && page.getElementById(kept.top.id);
    const has = mark && mark.getClientRects().length;
    const y = has ? frame.contentWindow.scrollY + mark.getBoundingClientRect().top - kept.top.from : kept.top.y;
    frame.contentWindow.scrollTo({ top: y, behavior: "instant" });
    if (kept.focus === null) return null;
    return () => {
      frame.contentWindow.focus();
      if (kept.focus) page.getElementById(kept.focus)?.focus({ preventScroll: true });
    };
  }

  /* Det nye dokument bliver hentet bag det gamle og vist, når det er der: så blinker siden ikke. */
  function follow(mark, title) {
    all("iframe.kommer", at("ramme")).forEach((each) => each.remove());
    const frame = make("iframe", { className: "kommer", title, src: `/dokument?${mark}` });
    frame.addEventListener("load", () => {
      const old = at("ramme").querySelector("iframe:not(.kommer)");
      const focus = old && given(frame, taken(old));
      frame.classList.remove("kommer");
      old?.remove();
      focus?.();
    }, { once: true });
    at("ramme").append(frame);
  }

  // --- det, serveren fortæller ---------------------------------------------------------------------------------------

  function finding(found) {
    const rule = found.regel && make("span", { className: "regel", textContent: ` [${found.regel}]` });
    const said = found.skriv ? `${found.besked} ${found.skriv}` : found.besked;
    const line = make("li", { className: found.niveau }, make("a", { href: found.adresse, textContent: found.sted }),
      make("strong", { textContent: `${found.niveau}: ` }), said, rule || "");
    if (found.linjer) line.append(make("pre", { textContent: `Skriv fx:\n${found.linjer}` }));
    return line;
  }

  function tell(state) {
    const details = at("fund");
    const worse = state.fejl > 0 && !details.classList.contains("har-fejl");
    details.classList.toggle("har-fejl", state.fejl > 0);
    if (worse) details.open = true;
    at("antal").textContent = `Lint: ${state.antal}`;
    const more = state.flere ? [make("li", { textContent: state.flere })] : [];
    const none = state.fund.length ? [] : [make("li", { textContent: "Lint har intet at bemærke." })];
    details.querySelector("ol").replaceChildren(...state.fund.map(finding), ...more, ...none);
    document.title = `${state.fejl ? "Fejl – " : ""}${state.titel} – udplan vis`;
    document.querySelector("h1").textContent = state.titel;
    at("tilstand").textContent = state.tilstand;
    at("tilstand").hidden = !state.tilstand;
    at("ramme").classList.toggle("gammelt", state.gammelt);
    at("alene").hidden = !state.dokument;
    if (state.dokument && state.dokument !== shown) follow(state.dokument, `Dokumentet: ${state.titel}`);
    shown = state.dokument;
    const now = new Date();
    const clock = [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => String(part).padStart(2, "0")).join(".");
    const counts = make("span", { className: "kun-tale", textContent: ` ${state.antal}` });
    at("status").replaceChildren(`Opdateret kl. ${clock}.`, counts);
  }

  function listen() {
    const server = new EventSource("/nyt");
    server.addEventListener("message", ({ data }) => {
      at("stoppet").hidden = true;
      if (data === told) return;
      told = data;
      tell(JSON.parse(data));
    });
    server.addEventListener("error", () => {
      if (at("stoppet").hidden) {
        at("stoppet").textContent = "Serveren er stoppet, så siden følger ikke planen mere. Skriv udplan vis for at starte den igen.";
        at("stoppet").hidden = false;
      }
      if (server.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
    });
  }
  listen();
})();
