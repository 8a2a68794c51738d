// The page: fetches the state whenever the server says that it changed, and draws what differs.
import { h, post } from "./dom.js";
import { blocks } from "./blocks.js";
import { drawn, fill } from "./messages.js";
import { values } from "./inputs.js";
import { ask, showView } from "./dialog.js";
import { composer, grow } from "./composer.js";
import { keyboard } from "./keys.js";

const HOME = "home";
const $ = (id) => document.getElementById(id);
let state = null;
let channel = null;
let thread = null;
let follow = null; // after a command: the roots that were there before it
const seen = {}; // by channel: the newest message that was looked at
const user = () => $("who").value || "U0ANN";
const narrow = () => matchMedia("(max-width: 640px)").matches;

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

const does = { send, user, reply: (message) => openThread(message.ts) };

// On a narrow screen one of the three is seen at a time.
function pane(name) {
  document.body.dataset.pane = name;
}

// ---- drawing ----

function draw() {
  if (channel === HOME) drawHome();
  else drawChannel();
  $("home").hidden = channel !== HOME;
  $("messages").hidden = $("compose").hidden = channel === HOME;
  $("thread").hidden = !thread;
  document.body.classList.toggle("inthread", Boolean(thread));
  places();
  showView(state.views, user, state, toast);
}

function drawChannel() {
  const here = state.messages.filter((m) => m.channel === channel);
  const roots = here.filter((m) => !m.thread);
  if (here.length) seen[channel] = here[here.length - 1].ts;
  if (follow) {
    const fresh = roots.find((m) => m.user === state.bot && !m.private && !follow.has(m.ts));
    if (fresh) {
      follow = null;
      openThread(fresh.ts);
      return;
    }
  }
  fill($("messages"), roots.length ? roots.map((m) => {
    const answers = here.filter((r) => r.thread === m.ts);
    const last = answers.length ? answers[answers.length - 1].ts : null;
    const count = m.private ? null : answers.length;
    return { key: m.ts, look: JSON.stringify([m, count, last]), make: () => drawn(m, count, last, state, does) };
  }) : [{ key: "empty", look: channel, make: () => h("p", { class: "empty" }, "Nothing here yet. Pick one of the stories below, or type a command.") }]);
  if (thread) {
    fill($("replies"), here.filter((m) => m.ts === thread || m.thread === thread).map((m) =>
      ({ key: m.ts, look: JSON.stringify(m), make: () => drawn(m, null, null, state, does) })));
    const doing = state.statuses.find((s) => s.channel === channel && s.thread === thread);
    $("doing").textContent = doing ? "spadework " + doing.text : "";
  }
}

function drawHome() {
  const at = { view: state.home.id };
  const act = {
    press: async (e) => {
      if (e.confirm && !(await ask(e.confirm))) return;
      send("/desk/pressview", { ...at, action: e.action_id, values: values($("home")) });
    },
    choose: (e, value) => send("/desk/chooseview", { ...at, action: e.action_id, value, values: values($("home")) }),
  };
  fill($("home"), [{
    key: "home", look: user() + (state.home.hash || ""),
    make: () => h("div", { class: "content homeview" }, state.home.blocks
      ? blocks(state.home.blocks, state, act)
      : h("p", { class: "empty" }, "Spadework has not put anything here yet.")),
  }]);
}

function place(id, label, name) {
  const newest = state.messages.filter((m) => m.channel === id).pop();
  if (newest && !(id in seen)) seen[id] = id === channel ? newest.ts : "";
  const fresh = newest && newest.ts > seen[id] && id !== channel;
  return h("li", {}, h("button", {
    type: "button", "aria-current": id === channel ? "page" : undefined, "data-action": id,
    onclick: () => go(id),
  }, label, fresh ? h("span", { class: "tag" }, "new") : null, name ? h("span", { class: "faint" }, name) : null));
}

function places() {
  const list = (box, items) => fill(box, items.map((make) => {
    const node = make();
    return { key: node.firstChild.dataset.action, look: node.innerHTML, make: () => node };
  }));
  list($("channels"), state.channels.filter((c) => c.kind !== "im").map((c) => () =>
    place(c.id, "# " + c.name, c.kind === "group" ? " private" : "")));
  const direct = state.channels.find((c) => c.kind === "im");
  list($("apps"), [() => place(HOME, "Home"), ...(direct ? [() => place(direct.id, "Messages")] : [])]);
}

function frame() {
  const here = state.channels.find((c) => c.id === channel);
  if (!here && channel !== HOME) channel = state.channels[0].id;
  const at = state.channels.find((c) => c.id === channel);
  const name = !at ? "Spadework home" : at.kind === "im" ? "Spadework" : "#" + at.name;
  $("place").textContent = name;
  $("composer").placeholder = `Message ${name}, or /agent …`;
}

function go(id) {
  channel = id;
  thread = null;
  frame();
  draw();
  pane("channel");
  if (id === HOME) send("/desk/home", {});
  else $("messages").scrollTop = $("messages").scrollHeight;
  if (narrow()) $("tolist").focus();
}

function first() {
  $("banner").replaceChildren(...state.banner.split(/(scripted|model: \S+)/).map((part, i) => i % 2 ? h("strong", {}, part) : part));
  $("who").append(...state.people.filter((p) => !p.bot).map((p) => h("option", { value: p.id }, "@" + p.name)));
  $("who").value = sessionStorage.getItem("who") || "U0ANN";
  $("suggestions").replaceChildren(...state.suggestions.map((s) => h("button", {
    type: "button", title: s.command,
    onclick: () => { $("composer").value = s.command; grow($("composer")); $("composer").focus(); },
  }, s.label)));
  frame();
}

function openThread(ts) {
  thread = ts;
  pane("thread");
  draw();
  $("replies").scrollTop = $("replies").scrollHeight;
  if (!follow && document.activeElement !== $("composer")) $("replytext").focus();
}

function closeThread() {
  if (!thread) return;
  const ts = thread;
  thread = null;
  pane("channel");
  draw();
  const back = document.querySelector(`#messages [data-ts="${CSS.escape(ts)}"] .replies`);
  (back || $("composer")).focus();
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
    const fresh = !state;
    const who = fresh ? sessionStorage.getItem("who") || "U0ANN" : user();
    state = await (await fetch("/desk/state?user=" + encodeURIComponent(who))).json();
    if (fresh) first();
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

const common = { people: () => state.people, toast };
composer($("compose"), $("composer"), $("composefile"), $("composefiles"), {
  ...common, commands: true,
  submit: (text, file) => {
    if (text.startsWith("/") || text.includes("@spadework")) {
      follow = new Set(state.messages.filter((m) => !m.thread).map((m) => m.ts));
    }
    return send("/desk/say", { channel, text, file, thread: "" });
  },
});
composer($("reply"), $("replytext"), $("replyfile"), $("replyfiles"), {
  ...common, commands: false,
  submit: (text, file) => send("/desk/say", { channel, text, file, thread }),
});
keyboard($, { closeThread });
$("closethread").addEventListener("click", closeThread);
$("tolist").addEventListener("click", () => {
  pane("list");
  ($("side").querySelector("[aria-current]") || $("who")).focus();
});
$("who").addEventListener("change", async () => {
  sessionStorage.setItem("who", $("who").value);
  thread = null;
  await refresh();
  frame();
  draw();
  if (channel === HOME) send("/desk/home", {});
});
