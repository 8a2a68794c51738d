// The menu of one message: reply, the app's shortcuts, edit, delete.
import { h, hidden } from "./dom.js";
import { ask, askText } from "./dialog.js";

let open = null;

export function closeMenu() {
  if (!open) return false;
  const { box, from } = open;
  open = null;
  box.remove();
  from.setAttribute("aria-expanded", "false");
  from.focus();
  return true;
}

// `does` has reply(message), send(path, body) and user().
export function menuButton(message, world, does) {
  return h("button", {
    type: "button", class: "more", "data-action": "menu", "aria-haspopup": "menu", "aria-expanded": "false",
    onclick: (event) => toggle(event.currentTarget, message, world, does),
  }, "More", hidden(" for this message"));
}

function toggle(from, message, world, does) {
  const same = open && open.from === from;
  closeMenu();
  if (same) return;
  const at = { channel: message.channel, ts: message.ts };
  const items = [];
  if (does.reply) items.push(["Reply in thread", () => does.reply(message)]);
  for (const shortcut of world.shortcuts) {
    items.push([shortcut.label, () => does.send("/desk/shortcut", { ...at, callback: shortcut.id })]);
  }
  if (message.user === does.user()) {
    items.push(["Edit message", async () => {
      const text = await askText("Edit message", message.plain);
      if (text !== null) does.send("/desk/edit", { ...at, text });
    }]);
    items.push(["Delete message", async () => {
      const sure = await ask({
        title: { text: "Delete message" }, text: { text: "It cannot be brought back." },
        deny: { text: "Keep it" }, confirm: { text: "Delete" }, style: "danger",
      });
      if (sure) does.send("/desk/delete", at);
    }]);
  }
  const box = h("div", { class: "menu", role: "menu", "aria-label": "Message" }, items.map(([label, run]) =>
    h("button", { type: "button", role: "menuitem", onclick: () => { closeMenu(); run(); } }, label)));
  box.addEventListener("keydown", (event) => {
    const all = [...box.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
    } else if (event.key === "Tab") {
      closeMenu();
    }
  });
  from.after(box);
  from.setAttribute("aria-expanded", "true");
  open = { box, from };
  box.firstChild.focus();
}

document.addEventListener("click", (event) => {
  if (open && !open.box.contains(event.target) && !open.from.contains(event.target)) {
    open.box.remove();
    open.from.setAttribute("aria-expanded", "false");
    open = null;
  }
});
