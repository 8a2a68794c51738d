// Dialogs that the bot opens, and the question before a button that wants one.
import { h, post } from "./dom.js";
import { blocks } from "./blocks.js";
import { values } from "./inputs.js";

export function ask(confirm) {
  const dialog = document.getElementById("confirm");
  return new Promise((resolve) => {
    const done = (value) => () => {
      dialog.close();
      resolve(value);
    };
    dialog.replaceChildren(
      h("h2", { id: "confirmtitle" }, confirm.title.text),
      h("p", {}, confirm.text.text),
      h("div", { class: "actions end" },
        h("button", { type: "button", onclick: done(false) }, confirm.deny.text),
        h("button", { type: "button", class: confirm.style || "primary", onclick: done(true) }, confirm.confirm.text)));
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
  });
}

// Asks for a text, as for an edited message; null when the person thinks better of it.
export function askText(title, text) {
  const dialog = document.getElementById("confirm");
  return new Promise((resolve) => {
    const area = h("textarea", { id: "asked", rows: "4" }, text);
    const done = (value) => {
      dialog.close();
      resolve(value);
    };
    const form = h("form", { method: "dialog" },
      h("h2", { id: "confirmtitle" }, title),
      h("div", { class: "field" }, h("label", { for: "asked", class: "label" }, "Message"), area),
      h("div", { class: "actions end" },
        h("button", { type: "button", onclick: () => done(null) }, "Keep it as it is"),
        h("button", { type: "submit", class: "primary" }, "Save")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      done(area.value.trim() || null);
    });
    dialog.replaceChildren(form);
    dialog.oncancel = () => resolve(null);
    dialog.showModal();
    area.focus();
  });
}

let shown = "";

// Draws the open dialog on top once; what a person has typed is never drawn over.
export function showView(views, user, world, toast) {
  const dialog = document.getElementById("dialog");
  const view = views[views.length - 1];
  const key = view ? view.id + view.hash : "";
  if (key === shown) return;
  shown = key;
  if (!view) {
    dialog.close();
    return;
  }
  const tell = async (path, body) => {
    const answer = await post(path, { user: user(), view: view.id, ...body });
    if (answer.error) toast(answer.error);
    return answer;
  };
  const close = () => tell("/desk/close", {});
  const act = {
    press: (e) => tell("/desk/pressview", { action: e.action_id, values: values(form) }),
    choose: (e, value) => tell("/desk/chooseview", { action: e.action_id, value, values: values(form) }),
  };
  const form = h("form", { method: "dialog" },
    h("h2", { id: "dialogtitle" }, view.title.text),
    blocks(view.blocks, world, act),
    h("div", { class: "actions end" },
      h("button", { type: "button", onclick: close }, view.close ? view.close.text : "Cancel"),
      view.submit ? h("button", { type: "submit", class: "primary" }, view.submit.text) : null));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await tell("/desk/submit", { values: values(form) });
    wrong(form, answer.errors || {});
  });
  dialog.replaceChildren(form);
  dialog.oncancel = (event) => {
    event.preventDefault();
    close();
  };
  if (!dialog.open) dialog.showModal();
  const first = form.querySelector("input, textarea, select");
  if (first) first.focus();
}

function wrong(form, errors) {
  for (const say of form.querySelectorAll(".wrong")) {
    say.textContent = "";
    say.className = "faint";
  }
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const [block, text] of Object.entries(errors)) {
    const say = form.querySelector(`#in-${CSS.escape(block)}-say`);
    if (say) {
      say.textContent = text;
      say.className = "wrong";
      say.setAttribute("role", "alert");
      const field = form.querySelector(`#in-${CSS.escape(block)}`);
      if (field) field.setAttribute("aria-invalid", "true");
    }
  }
  const first = form.querySelector("[aria-invalid]");
  if (first) (first.matches("fieldset") ? first.querySelector("input") : first).focus();
}
