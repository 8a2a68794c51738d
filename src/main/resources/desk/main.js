// The page: fetches the state whenever the server says that it changed, and draws what differs.
import { h, hidden, post } from "./dom.js";
import { blocks } from "./blocks.js";
import { mrkdwn } from "./mrkdwn.js";
import { ask, showView } from "./dialog.js";

const $ = (id) => document.getElementById(id);
let state = null;
let channel = null;
let thread = null;
let follow = null; // after a command: the roots that were there before it
const user = () => $("who").value || "U0ANN";

function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => ($("toast").hidden = true), 8000);
}

async function send(path, body) {
  try {
    const answer = await post(path, { user: user(), ...body });
    if (answer.error) toast(answer.error);
    return !answer.error;
  } catch {
    toast("The desk does not answer. Is spadework still running?");
    return false;
  }
}

// ---- drawing ----

const time = (ts) => new Date(Number(ts.split(".")[0]) * 1000);
const clock = (ts) => time(ts).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

function act(message) {
  return {
    press: async (button) => {
      if (button.confirm && !(await ask(button.confirm))) return;
      await send("/desk/press", { channel: message.channel, ts: message.ts, action: button.action_id });
    },
    choose: (select, value) =>
      send("/desk/choose", { channel: message.channel, ts: message.ts, action: select.action_id, value }),
  };
}

function drawn(message, replies, last) {
  const person = state.people.find((p) => p.id === message.user) || { name: message.user };
  const body = message.blocks.length
    ? blocks(message.blocks, state.people, act(message))
    : [h("div", {}, mrkdwn(message.text, state.people))];
  return h("article", { class: "message" + (message.private ? " private" : ""), "data-ts": message.ts, "aria-label": `${person.name}, ${clock(message.ts)}` },
    h("span", { class: "face " + person.name, "aria-hidden": "true" }, person.name.slice(0, 1).toUpperCase()),
    h("div", { class: "content" },
      h("p", { class: "by" }, h("strong", {}, person.name), person.bot ? h("span", { class: "tag" }, "app") : null,
        h("time", { datetime: time(message.ts).toISOString() }, clock(message.ts))),
      message.private ? h("p", { class: "faint" }, "Only visible to you") : null,
      body,
      replies === null ? null : h("button", {
        type: "button", class: "replies", "data-action": "thread", onclick: () => openThread(message.ts),
      }, replies ? `${replies} ${replies === 1 ? "reply" : "replies"}` : "Reply in thread",
        replies ? h("span", { class: "faint" }, ` last at ${clock(last)}`) : null,
        hidden(` to ${person.name}, ${clock(message.ts)}`))));
}

// Replaces only what changed and puts the focus back where it was.
function fill(box, wanted) {
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const old = new Map([...box.children].map((child) => [child.dataset.key, child]));
  let grown = false;
  wanted.forEach(({ key, look, make }, i) => {
    let child = old.get(key);
    old.delete(key);
    if (!child || child.dataset.look !== look) {
      grown = true;
      const focus = child && child.contains(document.activeElement) ? document.activeElement.dataset.action : null;
      const fresh = make();
      fresh.dataset.key = key;
      fresh.dataset.look = look;
      if (child) child.replaceWith(fresh);
      child = fresh;
      if (focus) (child.querySelector(`[data-action="${CSS.escape(focus)}"]`) || box).focus();
    }
    if (box.children[i] !== child) box.insertBefore(child, box.children[i] || null);
  });
  old.forEach((child) => child.remove());
  if (grown && atEnd) box.scrollTop = box.scrollHeight;
}

function draw() {
  const here = state.messages.filter((m) => m.channel === channel);
  const roots = here.filter((m) => !m.thread);
  if (follow) {
    const fresh = roots.find((m) => m.user === state.bot && !m.private && !follow.has(m.ts));
    if (fresh) {
      follow = null;
      openThread(fresh.ts);
    }
  }
  fill($("messages"), roots.length ? roots.map((m) => {
    const answers = here.filter((r) => r.thread === m.ts);
    const last = answers.length ? answers[answers.length - 1].ts : null;
    const count = m.private ? null : answers.length;
    return { key: m.ts, look: JSON.stringify([m, count, last]), make: () => drawn(m, count, last) };
  }) : [{ key: "empty", look: "empty", make: () => h("p", { class: "empty" }, "Nothing here yet. Pick one of the stories below, or type a command.") }]);
  $("thread").hidden = !thread;
  document.body.classList.toggle("inthread", Boolean(thread));
  if (thread) {
    fill($("replies"), here.filter((m) => m.ts === thread || m.thread === thread).map((m) =>
      ({ key: m.ts, look: JSON.stringify(m), make: () => drawn(m, null, null) })));
  }
  showView(state.views, user, state.people, toast);
}

function frame() {
  $("banner").replaceChildren(...state.banner.split(/(scripted|model: \S+)/).map((part, i) => i % 2 ? h("strong", {}, part) : part));
  const place = state.channels.find((c) => c.id === channel) || state.channels[0];
  channel = place.id;
  $("place").textContent = "#" + place.name;
  $("composer").placeholder = `Message #${place.name}, or /agent …`;
  $("channels").replaceChildren(...state.channels.map((c) => h("li", {}, h("button", {
    type: "button", "aria-current": c.id === channel ? "page" : undefined,
    onclick: () => { channel = c.id; thread = null; frame(); draw(); },
  }, "# " + c.name))));
  if (!$("who").options.length) {
    $("who").append(...state.people.filter((p) => !p.bot).map((p) => h("option", { value: p.id }, "@" + p.name)));
    $("who").value = sessionStorage.getItem("who") || "U0ANN";
  }
  $("suggestions").replaceChildren(...state.suggestions.map((s) => h("button", {
    type: "button", title: s.command,
    onclick: () => { $("composer").value = s.command; grow($("composer")); $("composer").focus(); },
  }, s.label)));
}

function openThread(ts) {
  thread = ts;
  draw();
  $("replies").scrollTop = $("replies").scrollHeight;
  if (!follow && document.activeElement !== $("composer")) $("replytext").focus();
}

// ---- keeping up ----

let fetching = false;
let again = false;
async function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  try {
    const first = !state;
    state = await (await fetch("/desk/state?user=" + encodeURIComponent(user()))).json();
    if (first) frame();
    draw();
  } finally {
    fetching = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

const live = new EventSource("/desk/live");
live.onmessage = refresh;
live.onopen = () => ($("link").textContent = "Live");
live.onerror = () => ($("link").textContent = "Connection lost, trying again");

// ---- typing ----

function grow(area) {
  area.style.height = "auto";
  area.style.height = Math.min(area.scrollHeight, 160) + "px";
}

function typed(form, area, where) {
  area.addEventListener("input", () => grow(area));
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = area.value.trim();
    if (!text) return;
    if (text.startsWith("/") && where === "channel") {
      follow = new Set(state.messages.filter((m) => !m.thread).map((m) => m.ts));
    }
    area.value = "";
    grow(area);
    const sent = await send("/desk/say", { channel, text, thread: where === "thread" ? thread : "" });
    if (!sent && !area.value) area.value = text;
  });
}

typed($("compose"), $("composer"), "channel");
typed($("reply"), $("replytext"), "thread");
$("closethread").addEventListener("click", () => {
  const ts = thread;
  thread = null;
  draw();
  const back = document.querySelector(`#messages [data-ts="${CSS.escape(ts)}"] .replies`);
  (back || $("composer")).focus();
});
$("who").addEventListener("change", () => {
  sessionStorage.setItem("who", $("who").value);
  refresh();
});
