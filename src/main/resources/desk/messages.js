// Messages: drawing one, and keeping a list of them as the state says.
import { h, hidden } from "./dom.js";
import { blocks } from "./blocks.js";
import { files } from "./files.js";
import { values } from "./inputs.js";
import { mrkdwn } from "./mrkdwn.js";
import { menuButton } from "./menu.js";
import { ask } from "./dialog.js";

const time = (ts) => new Date(Number(ts.split(".")[0]) * 1000);
const clock = (ts) => time(ts).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

function act(message, does) {
  const at = { channel: message.channel, ts: message.ts };
  return {
    press: async (button, event) => {
      const article = event.target.closest("article");
      if (button.confirm && !(await ask(button.confirm))) return;
      await does.send("/desk/press", { ...at, action: button.action_id, values: values(article) });
    },
    choose: (select, value) => does.send("/desk/choose", { ...at, action: select.action_id, value }),
  };
}

// `replies` is null where a message opens no thread of its own.
export function drawn(message, replies, last, world, does) {
  const person = world.people.find((p) => p.id === message.user) || { name: "slackbot" };
  const by = `${person.name}, ${clock(message.ts)}`;
  const body = message.blocks.length
    ? blocks(message.blocks, world, act(message, does))
    : message.text ? [h("div", {}, mrkdwn(message.text, world.people))] : [];
  return h("article", { class: "message" + (message.private ? " private" : ""), "data-ts": message.ts, "aria-label": by, tabindex: "-1" },
    h("span", { class: "face " + person.name, "aria-hidden": "true" }, person.name.slice(0, 1).toUpperCase()),
    h("div", { class: "content" },
      h("p", { class: "by" }, h("strong", {}, person.name), person.bot ? h("span", { class: "tag" }, "app") : null,
        h("time", { datetime: time(message.ts).toISOString() }, clock(message.ts)),
        message.edited && !person.bot ? h("span", { class: "faint" }, "(edited)") : null),
      message.private ? h("p", { class: "faint" }, "Only visible to you") : null,
      body,
      files(message.files),
      replies === null ? null : h("button", {
        type: "button", class: "replies", "data-action": "thread", onclick: () => does.reply(message),
      }, replies ? `${replies} ${replies === 1 ? "reply" : "replies"}` : "Reply in thread",
        replies ? h("span", { class: "faint" }, ` last at ${clock(last)}`) : null,
        hidden(` to ${by}`))),
    message.private ? null : h("div", { class: "tools" },
      menuButton(message, world, replies === null ? { ...does, reply: null } : does)));
}

// Replaces only what changed and puts the focus back where it was.
export function fill(box, wanted) {
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const old = new Map([...box.children].map((child) => [child.dataset.key, child]));
  let grown = false;
  wanted.forEach(({ key, look, make }, i) => {
    let child = old.get(key);
    old.delete(key);
    if (!child || child.dataset.look !== look) {
      grown = true;
      const inside = child && child.contains(document.activeElement) ? document.activeElement : null;
      const folds = child ? [...child.querySelectorAll("details")].map((d) => d.open) : [];
      const fresh = make();
      fresh.dataset.key = key;
      fresh.dataset.look = look;
      if (child) {
        child.replaceWith(fresh);
        fresh.querySelectorAll("details").forEach((d, n) => { if (n < folds.length) d.open = folds[n]; });
      }
      if (inside) {
        const action = inside.dataset.action;
        const again = inside === child ? fresh : action && fresh.querySelector(`[data-action="${CSS.escape(action)}"]`);
        (again || fresh).focus();
      }
      child = fresh;
    }
    if (box.children[i] !== child) box.insertBefore(child, box.children[i] || null);
  });
  old.forEach((child) => child.remove());
  if (grown && atEnd) box.scrollTop = box.scrollHeight;
}
