// The keyboard: lists by arrows, one letter for a place, Escape for the way back.
import { closeMenu } from "./menu.js";

const typing = (node) => node.closest("input, textarea, select, dialog");

function moved(event, list) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !list.length) return;
  event.preventDefault();
  const at = list.indexOf(document.activeElement.closest("article, li > button"));
  const next = at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + step));
  list[next].focus();
}

export function keyboard($, { closeThread }) {
  for (const id of ["messages", "replies"]) {
    $(id).addEventListener("keydown", (event) => {
      if (typing(event.target) || event.target.closest("[role=menu]")) return;
      const article = event.target.closest("article");
      if (event.key === "Enter" && event.target === article) {
        const thread = article.querySelector("[data-action=thread]");
        if (thread) thread.click();
      } else if (event.key === "m" && article) {
        const more = article.querySelector("[data-action=menu]");
        if (more) more.click();
        event.preventDefault();
      } else {
        moved(event, [...$(id).querySelectorAll("article")]);
      }
    });
  }
  $("side").addEventListener("keydown", (event) => {
    if (!typing(event.target)) moved(event, [...$("side").querySelectorAll("li > button")]);
  });
  const help = () => $("help").showModal();
  $("helpbutton").addEventListener("click", help);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (document.querySelector("dialog[open]")) return;
      if (!closeMenu()) closeThread();
      return;
    }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?") help();
    else if (event.key === "c" && !$("compose").hidden) $("composer").focus();
    else if (event.key === "t" && !$("thread").hidden) $("replytext").focus();
    else return;
    event.preventDefault();
  });
}
