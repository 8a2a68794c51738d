// Slack's mrkdwn, the part that messages here use, as nodes.
import { h, link } from "./dom.js";

const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const INLINE = /`([^`\n]+)`|<([^<>\n]+)>|(?<![\w*])\*(?=\S)([^*\n]*[^*\s])\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]*[^_\s])_(?![\w_])|(?<![\w~])~(?=\S)([^~\n]*[^~\s])~(?![\w~])/g;

export function mrkdwn(text, people) {
  const nodes = [];
  for (const [i, part] of text.split("```").entries()) {
    if (i % 2 === 1) nodes.push(h("pre", { tabindex: "0" }, h("code", {}, unescape(part.replace(/^\n/, "")))));
    else if (part) nodes.push(...lines(part, people));
  }
  return nodes;
}

function lines(text, people) {
  const nodes = [];
  let quote = null;
  const rows = text.replace(/^\n|\n$/g, "").split("\n");
  rows.forEach((row, i) => {
    const quoted = row.match(/^(?:&gt;|>) ?(.*)$/);
    if (quoted) {
      if (!quote) nodes.push((quote = h("blockquote", {})));
      else quote.append(h("br"));
      quote.append(...inline(quoted[1], people));
      return;
    }
    if (i > 0 && !quote) nodes.push(h("br"));
    quote = null;
    nodes.push(...inline(row, people));
  });
  return nodes;
}

export function inline(text, people) {
  const nodes = [];
  let last = 0;
  for (const found of text.matchAll(INLINE)) {
    nodes.push(unescape(text.slice(last, found.index)));
    last = found.index + found[0].length;
    const [, code, angle, bold, italic, strike] = found;
    if (code !== undefined) nodes.push(h("code", {}, unescape(code)));
    else if (angle !== undefined) nodes.push(reference(angle, people));
    else if (bold !== undefined) nodes.push(h("strong", {}, inline(bold, people)));
    else if (italic !== undefined) nodes.push(h("em", {}, inline(italic, people)));
    else nodes.push(h("s", {}, inline(strike, people)));
  }
  nodes.push(unescape(text.slice(last)));
  return nodes;
}

function reference(angle, people) {
  const [what, label] = angle.split("|");
  if (what.startsWith("@")) {
    const person = people.find((p) => p.id === what.slice(1));
    return h("span", { class: "mention" }, "@" + (person ? person.name : label || what.slice(1)));
  }
  if (what.startsWith("#")) return h("span", { class: "mention" }, "#" + (label || what.slice(1)));
  if (what.startsWith("!")) return h("span", {}, unescape(label || what.slice(1).split("^")[0]));
  if (!/^(https?:|mailto:)/.test(what)) return unescape(`<${angle}>`);
  return link(unescape(what), unescape(label || what));
}

// The markdown block: bold and links are written otherwise there, headings and items exist.
export function markdown(text, people) {
  const slack = text
    .replace(/^#{1,6} +(.*)$/gm, "**$1**")
    .replace(/^(\s*)[-*] +/gm, "$1• ")
    .replace(/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, "<$2|$1>")
    .replace(/(?<!\*)\*([^*\n]+)\*(?!\*)/g, "_$1_")
    .replace(/\*\*([^*\n]+)\*\*/g, "*$1*");
  return mrkdwn(slack, people);
}
