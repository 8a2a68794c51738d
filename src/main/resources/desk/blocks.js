// Block Kit as nodes: what messages, dialogs and homes are made of.
import { h, link } from "./dom.js";
import { mrkdwn, markdown } from "./mrkdwn.js";
import { card, rich } from "./rich.js";
import { field, input } from "./inputs.js";

// `act` says what happens on press and choice; `world` has people and channels.
export function blocks(list, world, act) {
  return list.map((block) => drawn(block, world, act));
}

function drawn(block, world, act) {
  const people = world.people;
  const one = (text) => words(text, people);
  switch (block.type) {
    case "section":
      return h("div", { class: "section" },
        h("div", {},
          block.text ? h("div", {}, one(block.text)) : null,
          block.fields ? h("div", { class: "fields" }, block.fields.map((f) => h("div", {}, one(f)))) : null),
        block.accessory ? h("div", {}, element(block.accessory, act, world)) : null);
    case "context":
      return h("div", { class: "context" }, block.elements.map((e) =>
        e.type === "image" ? image(e) : h("span", {}, one(e))));
    case "header":
      return h("h3", {}, block.text.text);
    case "divider":
      return h("hr");
    case "actions":
      return h("div", { class: "actions" }, block.elements.map((e) => element(e, act, world)));
    case "image":
      return h("figure", {}, image(block), block.title ? h("figcaption", {}, block.title.text) : null);
    case "markdown":
      return h("div", {}, markdown(block.text, people));
    case "rich_text":
      return h("div", {}, rich(block, people));
    case "plan":
      return h("div", { class: "plan" }, h("h3", {}, block.title),
        h("ol", {}, block.tasks.map((task) => card(task, people, "li"))));
    case "task_card":
      return card(block, people, "div");
    case "input":
      return input(block, world, act);
    default:
      return h("p", { class: "faint" }, `A block of type ${block.type} is here that this page cannot draw.`);
  }
}

function words(text, people) {
  return text.type === "plain_text" ? [text.text] : mrkdwn(text.text, people);
}

function image(e) {
  // Nothing is fetched from elsewhere; the text stands for the picture.
  return h("span", { class: "alt", role: "img", "aria-label": e.alt_text }, `[${e.alt_text}]`);
}

function element(e, act, world) {
  if (e.type === "button") return button(e, act);
  if (e.type === "overflow") return overflow(e, act);
  if (e.type === "image") return image(e);
  const label = e.placeholder ? e.placeholder.text : "Choose";
  return field(e, e.action_id, { label, world, changed: (value) => value && act.choose(e, value) });
}

function button(e, act) {
  const pressed = (event) => act.press(e, event);
  const more = { "data-action": e.action_id, "aria-label": e.accessibility_label };
  if (e.url) {
    const a = link(e.url, e.text.text);
    a.className = "button";
    a.dataset.action = e.action_id;
    a.addEventListener("click", pressed);
    return a;
  }
  return h("button", { type: "button", class: e.style || "", ...more, onclick: pressed }, e.text.text);
}

function overflow(e, act) {
  return h("details", { class: "overflow" },
    h("summary", { "aria-label": "More", "data-action": e.action_id }, "More"),
    h("div", {}, e.options.map((o) => h("button", {
      type: "button",
      onclick: (event) => {
        event.target.closest("details").open = false;
        act.choose(e, o.value);
      },
    }, o.text.text))));
}
