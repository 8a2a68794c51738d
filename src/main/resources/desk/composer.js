// The boxes that people type into: growing, offers for / and @, a file to go with the message.
import { h } from "./dom.js";

const VERBS = ["status", "queue", "cancel", "retry", "repos", "rules", "memory", "remember", "forget", "cost", "why", "digest", "pause", "resume", "help"];
const LARGEST = 1_000_000;

export function grow(area) {
  area.style.height = "auto";
  area.style.height = Math.min(area.scrollHeight, 160) + "px";
}

// What fits the word before the cursor: [start, list of texts].
function fitting(area, people, commands) {
  const before = area.value.slice(0, area.selectionStart);
  const mention = before.match(/(?:^|\s)(@\w*)$/);
  const command = commands && before.match(/^(\/\w*|\/agent +\w*)$/);
  const word = mention ? mention[1] : command ? command[1] : "";
  if (!word) return null;
  const all = mention
    ? people.map((p) => "@" + p.name).sort((a, b) => (b === "@spadework") - (a === "@spadework"))
    : word.includes(" ") ? VERBS.map((verb) => "/agent " + verb) : ["/agent"];
  const wanted = word.replace(/ +/, " ").toLowerCase();
  const list = all.filter((one) => one.startsWith(wanted));
  return list.length && !list.includes(wanted) ? [before.length - word.length, list] : null;
}

function offers(area, people, commands) {
  const id = area.id + "-offers";
  let box = null;
  let at = 0;
  const close = () => {
    if (!box) return false;
    box.remove();
    box = null;
    area.removeAttribute("aria-activedescendant");
    area.setAttribute("aria-expanded", "false");
    return true;
  };
  const mark = () => [...box.children].forEach((one, i) => {
    one.setAttribute("aria-selected", String(i === at));
    if (i === at) area.setAttribute("aria-activedescendant", one.id);
  });
  const take = (start, text) => {
    const end = area.selectionStart;
    area.value = area.value.slice(0, start) + text + " " + area.value.slice(end);
    area.selectionStart = area.selectionEnd = start + text.length + 1;
    close();
    area.focus();
    grow(area);
  };
  const show = () => {
    const found = fitting(area, people(), commands);
    close();
    if (!found) return;
    at = 0;
    const [start, list] = found;
    box = h("ul", { class: "offers", role: "listbox", id, "aria-label": "Offers" }, list.map((text, i) =>
      h("li", { role: "option", id: `${id}-${i}`, onmousedown: (event) => { event.preventDefault(); take(start, text); } }, text)));
    box.start = start;
    area.closest(".box").append(box);
    area.setAttribute("aria-expanded", "true");
    mark();
  };
  area.setAttribute("role", "combobox");
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", id);
  area.setAttribute("aria-expanded", "false");
  area.addEventListener("input", show);
  area.addEventListener("blur", close);
  // True when the key was for the offers.
  return (event) => {
    if (!box) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      at = (at + step + box.children.length) % box.children.length;
      mark();
    } else if (event.key === "Enter" || event.key === "Tab") {
      take(box.start, box.children[at].textContent);
    } else if (event.key === "Escape") {
      close();
      event.stopPropagation();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  };
}

function attachment(input, shelf, toast) {
  let file = null;
  const draw = () => shelf.replaceChildren(...(file ? [h("span", { class: "chip" }, file.name, " ",
    h("button", { type: "button", onclick: () => { file = null; draw(); input.focus(); } }, "Remove"))] : []));
  input.addEventListener("change", () => {
    const chosen = input.files[0];
    input.value = "";
    if (!chosen) return;
    if (chosen.size > LARGEST) {
      toast("That file is larger than 1 MB, which is as much as the desk takes.");
      return;
    }
    const reader = new FileReader();
    reader.onload = () => {
      file = { name: chosen.name, base64: reader.result.split(",")[1] || "" };
      draw();
    };
    reader.readAsDataURL(chosen);
  });
  return () => {
    const taken = file;
    file = null;
    draw();
    return taken;
  };
}

// `submit(text, file)` answers whether it was sent.
export function composer(form, area, input, shelf, { people, commands, toast, submit }) {
  const offered = offers(area, people, commands);
  const taken = attachment(input, shelf, toast);
  area.addEventListener("input", () => grow(area));
  area.addEventListener("keydown", (event) => {
    if (offered(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = area.value.trim();
    const file = taken();
    if (!text && !file) return;
    area.value = "";
    grow(area);
    const sent = await submit(text, file);
    if (!sent && !area.value) area.value = text;
  });
}
