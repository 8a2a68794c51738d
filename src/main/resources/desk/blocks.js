// Block Kit, the part that messages and dialogs here use, as nodes.
import { h, hidden, link } from "./dom.js";
import { mrkdwn, markdown } from "./mrkdwn.js";

const STATUS = {
  complete: ["✓", "done"],
  in_progress: ["●", "now"],
  error: ["✕", "failed"],
  pending: ["○", "to do"],
};

// `act` says what happens on press and choice; `people` gives names to ids.
export function blocks(list, people, act) {
  return list.map((block) => drawn(block, people, act));
}

function drawn(block, people, act) {
  const one = (text) => words(text, people);
  switch (block.type) {
    case "section":
      return h("div", { class: "section" },
        h("div", {},
          block.text ? h("div", {}, one(block.text)) : null,
          block.fields ? h("div", { class: "fields" }, block.fields.map((f) => h("div", {}, one(f)))) : null),
        block.accessory ? h("div", {}, element(block.accessory, act, people)) : null);
    case "context":
      return h("div", { class: "context" }, block.elements.map((e) =>
        e.type === "image" ? image(e) : h("span", {}, one(e))));
    case "header":
      return h("h3", {}, block.text.text);
    case "divider":
      return h("hr");
    case "actions":
      return h("div", { class: "actions" }, block.elements.map((e) => element(e, act, people)));
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
      return input(block);
    default:
      return h("p", { class: "faint" }, `A block of type ${block.type} is here that this page cannot draw.`);
  }
}

function words(text, people) {
  return text.type === "plain_text" ? [text.text] : mrkdwn(text.text, people);
}

function card(task, people, tag) {
  const [sign, word] = STATUS[task.status || "pending"];
  return h(tag, { class: "task " + (task.status || "pending") },
    h("span", { class: "sign", "aria-hidden": "true" }, sign),
    h("div", {},
      h("span", { class: "title" }, task.title), hidden(`, ${word}`),
      task.details ? h("div", { class: "faint" }, rich(task.details, people)) : null,
      task.output ? h("div", { class: "faint" }, rich(task.output, people)) : null,
      (task.sources || []).map((s) => h("div", {}, link(s.url, s.text || s.url)))));
}

function image(e) {
  // Nothing is fetched from elsewhere; the text stands for the picture.
  return h("span", { class: "alt", role: "img", "aria-label": e.alt_text }, `[${e.alt_text}]`);
}

function rich(node, people) {
  const inner = () => (node.elements || []).map((e) => rich(e, people));
  switch (node.type) {
    case "rich_text": return h("div", {}, inner());
    case "rich_text_section": return h("span", { class: "line" }, inner());
    case "rich_text_preformatted": return h("pre", { tabindex: "0" }, h("code", {}, inner()));
    case "rich_text_quote": return h("blockquote", {}, inner());
    case "rich_text_list":
      return h(node.style === "ordered" ? "ol" : "ul", {}, node.elements.map((e) => h("li", {}, rich(e, people))));
    case "link": return link(node.url, node.text || node.url);
    case "user": {
      const person = people.find((p) => p.id === node.user_id);
      return h("span", { class: "mention" }, "@" + (person ? person.name : node.user_id));
    }
    case "text": {
      let out = document.createTextNode(node.text);
      for (const [style, tag] of [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "s"]]) {
        if (node.style && node.style[style]) out = h(tag, {}, out);
      }
      return out;
    }
    default: return document.createTextNode(node.text || "");
  }
}

function element(e, act, people) {
  if (e.type === "button") {
    if (e.url) {
      const a = link(e.url, e.text.text);
      a.className = "button";
      a.dataset.action = e.action_id;
      a.addEventListener("click", () => act.press(e));
      return a;
    }
    return h("button", {
      type: "button", class: e.style || "", "data-action": e.action_id,
      onclick: () => act.press(e),
    }, e.text.text);
  }
  if (e.type === "static_select") {
    const label = e.placeholder ? e.placeholder.text : "Choose";
    return h("select", {
      "aria-label": label, "data-action": e.action_id,
      onchange: (event) => act.choose(e, event.target.value),
    }, h("option", { value: "", disabled: true, selected: !e.initial_option }, label), options(e));
  }
  if (e.type === "image") return image(e);
  return h("span", { class: "faint" }, `[${e.type}]`);
}

function options(e) {
  return e.options.map((o) => h("option", {
    value: o.value,
    selected: Boolean(e.initial_option && e.initial_option.value === o.value),
  }, o.text.text));
}

// A field of a dialog, with its label, hint and a place for what is wrong with it.
function input(block) {
  const e = block.element;
  const id = "in-" + block.block_id;
  const common = { id, name: e.action_id, "data-block": block.block_id, required: !block.optional, "aria-describedby": id + "-say" };
  let field;
  if (e.type === "plain_text_input") {
    const more = { ...common, placeholder: e.placeholder && e.placeholder.text, maxlength: e.max_length || 3000 };
    field = e.multiline
      ? h("textarea", { ...more, rows: "4" }, e.initial_value || "")
      : h("input", { ...more, type: "text", value: e.initial_value || "" });
  } else {
    field = h("select", common,
      h("option", { value: "", selected: !e.initial_option }, (e.placeholder && e.placeholder.text) || "Choose"), options(e));
  }
  return h("div", { class: "field" },
    h("label", { for: id }, block.label.text, block.optional ? h("span", { class: "faint" }, " (optional)") : null),
    field,
    h("p", { class: "faint", id: id + "-say" }, block.hint ? block.hint.text : ""));
}
