// Rich text, plans and task cards as nodes.
import { h, hidden, link } from "./dom.js";

const STATUS = {
  complete: ["✓", "done"],
  in_progress: ["●", "now"],
  error: ["✕", "failed"],
  pending: ["○", "to do"],
};

export function card(task, people, tag) {
  const [sign, word] = STATUS[task.status || "pending"];
  return h(tag, { class: "task " + (task.status || "pending") },
    h("span", { class: "sign", "aria-hidden": "true" }, sign),
    h("div", {},
      h("span", { class: "title" }, task.title), hidden(`, ${word}`),
      task.details ? h("div", { class: "faint" }, rich(task.details, people)) : null,
      task.output ? h("div", { class: "faint" }, rich(task.output, people)) : null,
      (task.sources || []).map((s) => h("div", {}, link(s.url, s.text || s.url)))));
}

export function rich(node, people) {
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
    case "usergroup": return h("span", { class: "mention" }, "@" + node.usergroup_id);
    case "channel": return h("span", { class: "mention" }, "#" + node.channel_id);
    case "emoji": return document.createTextNode(`:${node.name}:`);
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
