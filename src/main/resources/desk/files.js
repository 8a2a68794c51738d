// Files in messages: snippets that fold, the rest as a download.
import { h } from "./dom.js";

const SIZES = ["bytes", "KB", "MB"];

function size(bytes) {
  let n = bytes;
  let unit = 0;
  while (n >= 1000 && unit < 2) {
    n /= 1000;
    unit += 1;
  }
  return `${unit ? n.toFixed(1) : n} ${SIZES[unit]}`;
}

export function files(list) {
  return list.map((file) => {
    const save = h("a", { href: "/desk/files/" + file.id, download: file.name }, "Download");
    if (!file.snippet) {
      return h("p", { class: "file" }, h("strong", {}, file.title), ` ${file.type}, ${size(file.size)} `, save);
    }
    const lines = file.text.replace(/\n$/, "").split("\n");
    return h("details", { class: "snippet", open: lines.length <= 14 },
      h("summary", { "data-action": file.id },
        h("strong", {}, file.title), h("span", { class: "faint" }, ` ${file.type}, ${lines.length} ${lines.length === 1 ? "line" : "lines"}, ${size(file.size)}`)),
      h("pre", { tabindex: "0" }, h("code", {}, file.type === "diff" ? lines.map(diffed) : file.text)),
      h("p", { class: "faint" }, file.name, " ", save));
  });
}

// The signs stay, so that nothing is said by colour alone.
function diffed(line) {
  const kind = /^(\+\+\+|---|diff |index )/.test(line) ? "head"
    : line.startsWith("@@") ? "hunk"
      : line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same";
  return h("span", { class: "diffline " + kind }, line + "\n");
}
