// What can be filled in: every kind of input, and reading what was filled in.
import { h } from "./dom.js";

const TYPED = { plain_text_input: "text", number_input: "number", email_text_input: "email", url_text_input: "url", datepicker: "date", timepicker: "time", external_select: "text" };
const START = { datepicker: "initial_date", timepicker: "initial_time", users_select: "initial_user", channels_select: "initial_channel", conversations_select: "initial_conversation" };
let counter = 0;

// `key` is what the value goes by; `changed` is called with the new value.
export function field(e, key, { id = "el-" + ++counter, label, world, changed, required }) {
  const common = { id, "data-value": key, "data-action": e.action_id, "aria-describedby": id + "-say", required };
  const placeholder = e.placeholder && e.placeholder.text;
  const told = (event) => changed && changed(read(event.target.closest("[data-value]")));
  const name = label ? { "aria-label": label } : {};
  if (e.type === "plain_text_input" && e.multiline) {
    return h("textarea", { ...common, ...name, placeholder, maxlength: e.max_length || 3000, rows: "4", onchange: told }, e.initial_value || "");
  }
  if (TYPED[e.type]) {
    return h("input", {
      ...common, ...name, placeholder, onchange: told, type: TYPED[e.type], autocomplete: "off",
      maxlength: e.type === "plain_text_input" ? e.max_length || 3000 : undefined,
      step: e.is_decimal_allowed ? "any" : undefined, min: e.min_value, max: e.max_value,
      value: e[START[e.type]] || e.initial_value || (e.initial_option && e.initial_option.text.text) || "",
    });
  }
  if (["radio_buttons", "checkboxes", "multi_static_select"].includes(e.type)) return group(e, key, id, label, told);
  return h("select", { ...common, ...name, onchange: told }, choices(e, world, placeholder || "Choose"));
}

function group(e, key, id, label, told) {
  const kind = e.type === "radio_buttons" ? "radio" : "checkbox";
  const first = e.initial_options || (e.initial_option ? [e.initial_option] : []);
  return h("fieldset", { id, "data-value": key, class: "group", "aria-describedby": id + "-say", onchange: told },
    h("legend", { class: "hidden" }, label || "Choose"),
    flat(e).map((o, i) => h("label", { class: "choice" },
      h("input", { type: kind, name: id, value: o.value, "data-action": e.action_id + i, checked: first.some((f) => f.value === o.value) }),
      h("span", {}, o.text.text, o.description ? h("span", { class: "faint" }, " " + o.description.text) : null))));
}

function flat(e) {
  return e.option_groups ? e.option_groups.flatMap((g) => g.options) : e.options || [];
}

function choices(e, world, placeholder) {
  const one = (value, text, selected) => h("option", { value, selected }, text);
  const start = e[START[e.type]];
  const none = one("", placeholder, !e.initial_option && !start);
  if (e.type === "users_select") return [none, ...world.people.filter((p) => !p.bot).map((p) => one(p.id, "@" + p.name, p.id === start))];
  if (e.type === "channels_select" || e.type === "conversations_select") return [none, ...world.channels.map((c) => one(c.id, "#" + c.name, c.id === start))];
  const option = (o) => one(o.value, o.text.text, Boolean(e.initial_option && e.initial_option.value === o.value));
  if (e.option_groups) return [none, ...e.option_groups.map((g) => h("optgroup", { label: g.label.text }, g.options.map(option)))];
  return [none, ...(e.options || []).map(option)];
}

function read(node) {
  return node.matches("fieldset")
    ? [...node.querySelectorAll("input:checked")].map((i) => i.value).join(",")
    : node.value;
}

// Everything that was filled in below a node, by key.
export function values(node) {
  const all = {};
  for (const one of node.querySelectorAll("[data-value]")) all[one.dataset.value] = read(one);
  return all;
}

// An input block: label, field, hint and a place for what is wrong with it.
export function input(block, world, act) {
  const e = block.element;
  const id = "in-" + block.block_id;
  const grouped = ["radio_buttons", "checkboxes", "multi_static_select"].includes(e.type);
  const label = [block.label.text, block.optional ? h("span", { class: "faint" }, " (optional)") : null];
  return h("div", { class: "field" },
    grouped ? h("p", { class: "label" }, label) : h("label", { for: id, class: "label" }, label),
    field(e, block.block_id, {
      id, world, label: grouped ? block.label.text : undefined, required: !block.optional && !grouped,
      changed: block.dispatch_action ? (value) => act.choose(e, value) : undefined,
    }),
    h("p", { class: "faint", id: id + "-say" }, block.hint ? block.hint.text : ""));
}
