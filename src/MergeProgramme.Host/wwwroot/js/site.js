// Makes what works without script nicer with it: saving while writing, adding and removing rows, counting characters.
// No framework, no inline script, nothing that a page needs in order to work.
(() => {
  "use strict";

  const texts = document.getElementById("mp-texts")?.dataset ?? {};
  const fill = (text, ...values) => (text ?? "").replace(/\{(\d)\}/g, (_, i) => values[Number(i)] ?? "");
  const clock = (date) => new Intl.DateTimeFormat(texts.locale || "nb-NO", { hour: "2-digit", minute: "2-digit" }).format(date);

  // Error summary: links only to fields that this page has.
  for (const link of document.querySelectorAll("[data-mp-errors] a[href^='#']")) {
    if (!document.getElementById(link.hash.slice(1))) {
      link.replaceWith(...link.childNodes);
      continue;
    }
    // "Place: must be filled in" says more than the same words for every field.
    const field = document.getElementById(link.hash.slice(1));
    const label = (field.closest("fieldset")?.querySelector("legend") ?? field.labels?.[0])?.firstChild?.textContent?.trim();
    if (label) link.prepend(`${label}: `);
  }

  // A menu closes on Escape and on a click elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.mp-menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.mp-menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // Character counters.
  const count = (counter) => {
    const field = document.getElementById(counter.dataset.counterFor);
    if (!field) return;
    // Line breaks count as one here, as they do in the service.
    const left = Number(counter.dataset.counter) - field.value.length;
    counter.textContent = fill(left < 0 ? counter.dataset.over : counter.dataset.under, String(Math.abs(left)));
    counter.dataset.state = left < 0 ? "over" : "under";
    // Read aloud only when it matters.
    counter.setAttribute("aria-live", left < Number(counter.dataset.counter) * 0.1 ? "polite" : "off");
  };
  const countAll = (root) => root.querySelectorAll("[data-counter]").forEach(count);
  countAll(document);
  document.addEventListener("input", (event) => {
    const id = event.target.id;
    if (id) document.querySelectorAll(`[data-counter-for="${CSS.escape(id)}"]`).forEach(count);
  });

  // Rows. Removing empties and hides a row: the server ignores empty rows, and the numbers in the field names stay unbroken.
  const visibleFields = (row) =>
    [...row.querySelectorAll("input, select, textarea")].filter((field) => field.type !== "hidden" && field.type !== "button");

  const valueOf = (field) => (field.type === "checkbox" || field.type === "radio" ? field.checked : field.value);

  const setValue = (field, value) => {
    if (field.type === "checkbox" || field.type === "radio") field.checked = value;
    else field.value = value;
  };

  const changed = (element) => element.dispatchEvent(new Event("input", { bubbles: true }));

  const setUpRows = (rows) => {
    const template = rows.querySelector(":scope > template");
    const add = rows.querySelector("[data-row-add]");
    const note = document.createElement("p");
    note.className = "mp-autosave";
    note.setAttribute("role", "status");
    rows.append(note);
    for (const button of rows.querySelectorAll("[data-row-add], [data-row-remove]")) button.hidden = false;

    const shown = () => [...rows.querySelectorAll("[data-row]")].filter((row) => !row.hidden);

    rows.addEventListener("click", (event) => {
      const remove = event.target.closest?.("[data-row-remove]");
      if (remove) {
        const row = remove.closest("[data-row]");
        const position = shown().indexOf(row);
        const before = visibleFields(row).map((field) => [field, valueOf(field)]);
        for (const [field] of before) {
          if (field instanceof HTMLSelectElement) field.selectedIndex = 0;
          else setValue(field, field.type === "checkbox" || field.type === "radio" ? false : "");
        }
        row.hidden = true;
        changed(rows);
        const next = shown()[Math.min(position, shown().length - 1)];
        const undo = document.createElement("button");
        undo.type = "button";
        undo.className = "ds-button";
        undo.dataset.variant = "tertiary";
        undo.textContent = texts.undo;
        undo.addEventListener("click", () => {
          for (const [field, value] of before) setValue(field, value);
          row.hidden = false;
          note.replaceChildren();
          visibleFields(row)[0]?.focus();
          changed(rows);
        });
        note.replaceChildren(document.createTextNode(`${texts.rowRemoved} `), undo);
        ((next && visibleFields(next)[0]) || add)?.focus();
        return;
      }

      if (event.target.closest?.("[data-row-add]") && template) {
        const index = rows.querySelectorAll("[data-row]").length;
        const fragment = template.content.cloneNode(true);
        for (const element of fragment.querySelectorAll("*")) {
          for (const attribute of [...element.attributes]) {
            if (attribute.value.includes("__index__")) {
              element.setAttribute(attribute.name, attribute.value.replaceAll("__index__", String(index)));
            }
          }
        }
        const row = fragment.querySelector("[data-row]");
        for (const button of fragment.querySelectorAll("[data-row-remove]")) button.hidden = false;
        const all = [...rows.querySelectorAll("[data-row]")];
        if (all.length) all.at(-1).after(fragment);
        else template.before(fragment);
        countAll(row);
        visibleFields(row)[0]?.focus();
        changed(rows);
      }
    });

    // Enter in the last field of the last row starts the next one, as in a spreadsheet.
    rows.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement) || event.isComposing) return;
      const row = event.target.closest("[data-row]");
      const fields = row ? visibleFields(row) : [];
      if (!row || fields.at(-1) !== event.target) return;
      const rest = shown();
      const next = rest[rest.indexOf(row) + 1];
      event.preventDefault();
      if (next) visibleFields(next)[0]?.focus();
      else add?.click();
    });
  };
  document.querySelectorAll("[data-rows]").forEach(setUpRows);

  // Saving while writing.
  const storage = {
    get(key) {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        localStorage.setItem(key, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
    remove(key) {
      try {
        localStorage.removeItem(key);
      } catch {
        // A browser that keeps nothing has nothing to remove.
      }
    },
  };

  // Texts that could not be saved are their writer's: kept under who is signed in, gone when somebody else is, and not for ever.
  const owner = texts.owner ?? "";
  const keptBy = (person) => `draft:${person}:`;
  const longestKept = 7 * 24 * 60 * 60 * 1000;
  const keptKeys = () => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith("draft:"));
    } catch {
      return [];
    }
  };
  // Where nobody is signed in, somebody's session may have run out: they will be back.
  if (owner) {
    for (const key of keptKeys()) {
      const at = storage.get(key)?.at ?? 0;
      if (!key.startsWith(keptBy(owner)) || Date.now() - at > longestKept) storage.remove(key);
    }
  }
  const hasKept = () => owner !== "" && keptKeys().length > 0;
  for (const warning of document.querySelectorAll("[data-kept-warning]")) warning.hidden = !hasKept();
  // Signing out forgets them: a page says so first.
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", (event) => {
      if (!hasKept()) return;
      event.preventDefault();
      location.assign(form.action);
    });
  }

  const showErrors = (form, errors) => {
    for (const old of form.querySelectorAll("[data-autosave-error]")) old.remove();
    for (const field of form.querySelectorAll("[data-autosave-invalid]")) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("data-autosave-invalid");
      const described = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.endsWith("-autosave-error"));
      if (described.length && described[0]) field.setAttribute("aria-describedby", described.join(" "));
      else field.removeAttribute("aria-describedby");
    }
    for (const [name, message] of Object.entries(errors ?? {})) {
      const named = form.elements.namedItem(name);
      const field = named instanceof RadioNodeList ? named[0] : named;
      if (!field) continue;
      const error = document.createElement("p");
      error.className = "ds-validation-message";
      error.dataset.field = "validation";
      error.dataset.autosaveError = "";
      error.id = `${field.id || name}-autosave-error`;
      error.textContent = message;
      (field.closest(".ds-field") ?? field.parentElement).append(error);
      field.setAttribute("aria-invalid", "true");
      field.dataset.autosaveInvalid = "";
      field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${error.id}`.trim());
    }
  };

  const setUpAutosave = (form) => {
    const key = `${keptBy(owner)}${form.dataset.autosave || form.getAttribute("action") || location.pathname}`;
    const status = form.querySelector("[data-autosave-status]") ?? document.querySelector("[data-autosave-status]");
    status?.setAttribute("role", "status");
    status?.classList.add("mp-autosave");
    const say = (text, state) => {
      if (!status) return;
      status.textContent = text;
      status.dataset.state = state;
    };

    // The antiforgery token and the etag belong to the page, not to the draft.
    const isDraft = (field) => field.name && field.type !== "hidden" && field.type !== "password" && field.type !== "file" && !field.disabled;
    const draftFields = () => [...form.elements].filter(isDraft);
    const snapshot = () => JSON.stringify(draftFields().map((field) => [field.name, field.value, valueOf(field)]));

    let saved = snapshot();
    let timer = 0;
    let sending = null;
    let leaving = false;
    const unsaved = () => snapshot() !== saved;

    const keep = () => storage.set(key, { at: Date.now(), values: draftFields().map((field) => [field.name, field.value, valueOf(field)]) });

    const save = async () => {
      clearTimeout(timer);
      if (sending) {
        await sending;
      }
      if (leaving || !unsaved()) return;
      const now = snapshot();
      say(texts.saving, "saving");
      sending = (async () => {
        let answer;
        try {
          answer = await fetch(form.action, {
            method: "POST",
            body: new URLSearchParams(new FormData(form)),
            headers: { "X-Autosave": "1", Accept: "application/json" },
            credentials: "same-origin",
            redirect: "error",
          });
        } catch {
          keep();
          say(texts.offline, "failed");
          return;
        }
        const json = (answer.headers.get("Content-Type") ?? "").includes("json") ? await answer.json().catch(() => null) : null;
        if (json?.etag) {
          for (const field of form.querySelectorAll('input[type="hidden"][name="Etag"], input[type="hidden"][name$=".Etag"]')) field.value = json.etag;
        }
        const errors = json?.errors ?? {};
        showErrors(form, errors);
        if (answer.ok && json && Object.keys(errors).length === 0) {
          saved = now;
          storage.remove(key);
          say(fill(texts.saved, clock(json.savedAt ? new Date(json.savedAt) : new Date())), "saved");
        } else {
          keep();
          const stale = answer.status === 409 || answer.status === 412;
          say(stale ? texts.stale : Object.keys(errors).length ? texts.savedWithErrors : texts.failed, "failed");
        }
      })();
      try {
        await sending;
      } finally {
        sending = null;
      }
    };

    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(save, 1000);
    };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("focusout", save);
    window.addEventListener("online", save);
    form.addEventListener("submit", (event) => {
      // What is on its way gets there first: else the form would be refused as older than what it has just saved itself.
      if (sending) {
        event.preventDefault();
        const button = event.submitter;
        sending.finally(() => setTimeout(() => form.requestSubmit(button)));
        return;
      }
      leaving = true;
      clearTimeout(timer);
      // Kept until a later page shows that it arrived: a server that is down must not cost the text.
      if (unsaved()) keep();
    });
    // Coming back by the back button finds the form alive again.
    window.addEventListener("pageshow", () => {
      leaving = false;
    });
    window.addEventListener("beforeunload", (event) => {
      if (!leaving && unsaved()) {
        keep();
        event.preventDefault();
      }
    });

    // A draft from before: offer it, never put it in unasked.
    const draft = storage.get(key);
    if (!draft?.values) return;
    const same = JSON.stringify(draft.values) === saved;
    if (same) {
      storage.remove(key);
      return;
    }
    const offer = document.createElement("div");
    offer.className = "ds-alert mp-stack";
    offer.dataset.color = "warning";
    const text = document.createElement("p");
    text.textContent = fill(texts.draftFound, new Intl.DateTimeFormat(texts.locale || "nb-NO", { dateStyle: "short", timeStyle: "short" }).format(draft.at));
    const actions = document.createElement("div");
    actions.className = "mp-actions";
    const button = (label, variant, act) => {
      const element = document.createElement("button");
      element.type = "button";
      element.className = "ds-button";
      element.dataset.variant = variant;
      element.textContent = label;
      element.addEventListener("click", () => {
        act();
        offer.remove();
      });
      actions.append(element);
    };
    button(texts.draftRestore, "secondary", () => {
      // Same names may stand several times (check boxes, radio buttons): match by name and order.
      const seen = new Map();
      const byName = new Map();
      for (const field of draftFields()) byName.set(field.name, [...(byName.get(field.name) ?? []), field]);
      for (const [name, , value] of draft.values) {
        const index = seen.get(name) ?? 0;
        seen.set(name, index + 1);
        const field = byName.get(name)?.[index];
        if (field) setValue(field, value);
      }
      countAll(form);
      changed(form);
      draftFields()[0]?.focus();
    });
    button(texts.draftDiscard, "tertiary", () => storage.remove(key));
    offer.append(text, actions);
    form.prepend(offer);
  };
  document.querySelectorAll("form[data-autosave]").forEach(setUpAutosave);

  // Long work: the page asks how far it is, and shows what came of it when it is done.
  const poll = async (box) => {
    try {
      const answer = await fetch(box.dataset.poll, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      const progress = answer.ok ? await answer.json() : null;
      if (progress && !progress.reading) {
        location.reload();
        return;
      }
      const [bar, text] = [box.querySelector("progress"), box.querySelector("[data-poll-text]")];
      if (progress && bar) bar.value = progress.percent;
      if (progress && text && text.textContent !== progress.text) text.textContent = progress.text;
    } catch {
      // Asked again in a while.
    }
    setTimeout(() => poll(box), 1500);
  };
  document.querySelectorAll("[data-poll]").forEach(poll);
})();
