// Elements without innerHTML: whatever came from Slack's side stays text.
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export const hidden = (text) => h("span", { class: "hidden" }, text);

// Only the web's own schemes and this site's paths become links.
export function link(address, label) {
  if (!/^(https?:\/\/|mailto:|\/(?!\/))/.test(address)) return h("span", {}, label);
  let url;
  try {
    url = new URL(address, location.origin);
  } catch {
    return h("span", {}, label);
  }
  const here = url.origin === location.origin || ["localhost", "127.0.0.1"].includes(url.hostname) && url.port === location.port;
  const target = here ? url.pathname + url.search + url.hash : url.href;
  return h("a", { href: target, target: "_blank", rel: "noopener noreferrer" }, label);
}

export async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.json();
}
