"use strict";
// Renders openapi.json. Text goes in as text, never as markup.
const METHODS = ["get", "post", "put", "patch", "delete"];

function make(tag, text, ...children) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

// A schema as a short example-like outline: {"id": string, "amount": integer ...}
function outline(doc, schema, depth) {
  if (!schema) return "any";
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    return depth > 3 ? name : outline(doc, doc.components.schemas[name], depth);
  }
  if (schema.type === "array") return [outline(doc, schema.items, depth + 1)];
  if (schema.properties) {
    const required = schema.required || [];
    return Object.fromEntries(Object.entries(schema.properties).map(([name, value]) =>
      [required.includes(name) ? name + " *" : name, outline(doc, value, depth + 1)]));
  }
  if (schema.additionalProperties && typeof schema.additionalProperties === "object") {
    return { "…": outline(doc, schema.additionalProperties, depth + 1) };
  }
  if (schema.enum) return schema.enum.join(" | ");
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : schema.type || "any";
  return schema.format ? type + " (" + schema.format + ")" : type;
}

function bodyOf(doc, content) {
  const media = content && Object.values(content)[0];
  return media ? make("pre", JSON.stringify(outline(doc, media.schema, 0), null, 2)) : null;
}

function parameters(list) {
  const table = make("table", "", make("tr", "", make("th", "Parameter"), make("th", "In"), make("th", "Type")));
  for (const p of list) {
    const type = (p.schema && (p.schema.format || p.schema.type)) || "";
    table.append(make("tr", "", make("td", p.name + (p.required ? " *" : "")), make("td", p.in), make("td", String(type))));
  }
  return table;
}

function operation(doc, path, method, op) {
  const summary = make("summary", "", make("b", method.toUpperCase()), make("code", path), make("span", op.summary || ""));
  const details = make("details", "", summary);
  if (op.description) details.append(make("p", op.description));
  if (op.parameters && op.parameters.length) details.append(parameters(op.parameters));
  const request = op.requestBody && bodyOf(doc, op.requestBody.content);
  if (request) details.append(make("h3", "Request"), request);
  for (const [status, response] of Object.entries(op.responses || {})) {
    const answer = bodyOf(doc, response.content);
    if (answer) details.append(make("h3", "Answer " + status), answer);
  }
  return details;
}

function render(doc) {
  const silent = doc.info["x-silent-services"] || [];
  if (silent.length) {
    document.getElementById("silent").textContent =
      "These services did not describe themselves just now and are missing below: " + silent.join(", ") + ".";
  }
  const groups = new Map();
  for (const [path, operations] of Object.entries(doc.paths)) {
    for (const method of METHODS.filter(m => operations[m])) {
      const tag = (operations[method].tags || ["other"])[0];
      if (!groups.has(tag)) groups.set(tag, []);
      groups.get(tag).push(operation(doc, path, method, operations[method]));
    }
  }
  const main = document.getElementById("api");
  main.replaceChildren();
  for (const [tag, operations] of groups) main.append(make("section", "", make("h2", tag), ...operations));
  main.setAttribute("aria-busy", "false");
}

fetch("/docs/openapi.json")
  .then(answer => answer.ok ? answer.json() : Promise.reject(new Error("status " + answer.status)))
  .then(render)
  .catch(error => {
    document.getElementById("api").replaceChildren(make("p", "The document cannot be read now: " + error.message));
  });
