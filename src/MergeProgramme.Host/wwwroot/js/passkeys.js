// Passkeys, and the secret behind the # of a one-time link. Without script one signs in with password and code, and pastes the secret.
(() => {
  "use strict";

  const field = document.querySelector("[data-from-fragment]");
  if (field && /^#[0-9a-f]{64}$/.test(location.hash)) {
    field.value = location.hash.slice(1);
    // Neither the history nor whoever looks over the shoulder needs it any longer.
    history.replaceState(null, "", location.pathname);
  }

  const can = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.isSecureContext && !/^[\d.]+$/.test(location.hostname);
  if (!can) return;
  for (const section of document.querySelectorAll("[data-passkey-section]")) section.hidden = false;

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    const failed = form.querySelector("[data-passkey-failed]");
    const answer = form.querySelector("[data-passkey-answer]");
    form.addEventListener("submit", async (event) => {
      if (answer.value) return;
      event.preventDefault();
      failed.hidden = true;
      try {
        const options = JSON.parse(form.dataset.options);
        const credential =
          form.dataset.passkey === "create"
            ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
            : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
        answer.value = JSON.stringify(credential);
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }
})();
