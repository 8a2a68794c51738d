// Dialogs that the bot opens, and the question before a button that wants one.
import { h, post } from "./dom.js";
import { blocks } from "./blocks.js";

export function ask(confirm) {
  const dialog = document.getElementById("confirm");
  return new Promise((resolve) => {
    const done = (value) => () => {
      dialog.close();
      resolve(value);
    };
    dialog.replaceChildren(
      h("h2", {}, confirm.title.text),
      h("p", {}, confirm.text.text),
      h("div", { class: "actions end" },
        h("button", { type: "button", onclick: done(false) }, confirm.deny.text),
        h("button", { type: "button", class: confirm.style || "primary", onclick: done(true) }, confirm.confirm.text)));
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
  });
}

let shown = "";

// Draws the newest open dialog once; what a person has typed is never drawn over.
export function showView(views, user, people, toast) {
  const dialog = document.getElementById("dialog");
  const view = views[views.length - 1];
  const key = view ? view.id + view.hash : "";
  if (key === shown) return;
  shown = key;
  if (!view) {
    dialog.close();
    return;
  }
  const close = async () => {
    await post("/desk/close", { user: user(), view: view.id });
  };
  const act = { press: () => toast("Buttons in dialogs are not part of this page."), choose: () => {} };
  const form = h("form", { method: "dialog" },
    h("h2", {}, view.title.text),
    blocks(view.blocks, people, act),
    h("div", { class: "actions end" },
      h("button", { type: "button", onclick: close }, view.close ? view.close.text : "Cancel"),
      view.submit ? h("button", { type: "submit", class: "primary" }, view.submit.text) : null));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = {};
    for (const field of form.querySelectorAll("[data-block]")) values[field.dataset.block] = field.value;
    const answer = await post("/desk/submit", { user: user(), view: view.id, values });
    if (answer.error) toast(answer.error);
    for (const [block, text] of Object.entries(answer.errors || {})) {
      const say = form.querySelector(`#in-${CSS.escape(block)}-say`);
      if (say) {
        say.textContent = text;
        say.className = "wrong";
        say.setAttribute("role", "alert");
      }
    }
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
