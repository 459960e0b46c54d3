// The power-interest grid: marks are moved by mouse, touch or arrow keys, and saved together. Without script each stakeholder's form does the same.
(() => {
  "use strict";

  const figure = document.querySelector("[data-grid]");
  const form = document.querySelector("[data-grid-moves]");
  if (!figure || !form) return;
  const svg = figure.querySelector("svg");
  const status = form.querySelector("[role=status]");
  const [cell, left, top, steps] = ["cell", "left", "top", "steps"].map((name) => Number(figure.dataset[name]));
  const within = (step) => Math.min(steps, Math.max(1, step));
  const said = (mark) =>
    form.dataset.said
      .replace("{name}", mark.dataset.title)
      .replace("{interest}", mark.dataset.interest)
      .replace("{influence}", mark.dataset.influence);

  document.querySelector("[data-grid-help]")?.removeAttribute("hidden");
  // A picture has no buttons in it; this is one that has.
  svg.setAttribute("role", "group");

  const marks = [...svg.querySelectorAll(".sh-mark-of")];
  for (const mark of marks) {
    mark.home = { interest: mark.dataset.interest, influence: mark.dataset.influence };
    mark.setAttribute("tabindex", "0");
    mark.setAttribute("role", "button");
    label(mark);
    mark.addEventListener("keydown", (event) => {
      const [right, up] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] ?? [];
      if (right === undefined) return;
      event.preventDefault();
      place(mark, Number(mark.dataset.interest) + right, Number(mark.dataset.influence) + up);
    });
    mark.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      mark.focus();
      mark.setPointerCapture(event.pointerId);
    });
    mark.addEventListener("pointermove", (event) => {
      if (!mark.hasPointerCapture(event.pointerId)) return;
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      place(mark, Math.floor((at.x - left) / cell) + 1, steps - Math.floor((at.y - top) / cell));
    });
  }

  form.addEventListener("reset", () => {
    for (const mark of marks) place(mark, Number(mark.home.interest), Number(mark.home.influence));
    marks[0]?.focus();
  });
  form.addEventListener("submit", () => {
    for (const [i, mark] of marks.filter(moved).entries()) {
      for (const [field, value] of [
        ["Name", mark.dataset.name],
        ["Interest", mark.dataset.interest],
        ["Influence", mark.dataset.influence],
        ["Etag", mark.dataset.etag],
      ]) {
        const input = document.createElement("input");
        [input.type, input.name, input.value] = ["hidden", `Moves[${i}].${field}`, value];
        form.append(input);
      }
    }
  });

  function moved(mark) {
    return mark.dataset.interest !== mark.home.interest || mark.dataset.influence !== mark.home.influence;
  }

  function label(mark) {
    // With the number that the mark shows: who speaks to the computer says what is seen.
    mark.setAttribute("aria-label", `${mark.textContent.trim()} ${said(mark)}. ${form.dataset.move}`);
  }

  function place(mark, interest, influence) {
    const [to, up] = [within(interest), within(influence)];
    if (String(to) === mark.dataset.interest && String(up) === mark.dataset.influence) return;
    [mark.dataset.interest, mark.dataset.influence] = [String(to), String(up)];
    const [x, y] = [(to - Number(mark.home.interest)) * cell, (Number(mark.home.influence) - up) * cell];
    mark.setAttribute("transform", `translate(${x} ${y})`);
    mark.classList.toggle("sh-is-moved", moved(mark));
    label(mark);
    form.hidden = !marks.some(moved);
    status.textContent = `${said(mark)}.`;
  }
})();
