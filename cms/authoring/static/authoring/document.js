// The rule as plain JSON, never changed in place; places are JSON pointers (RFC 6901), the same that problems name.
const escaped = (key) => String(key).replaceAll("~", "~0").replaceAll("/", "~1");
const unescaped = (key) => key.replaceAll("~1", "/").replaceAll("~0", "~");

export const keysOf = (path) => (path === "" ? [] : path.slice(1).split("/").map(unescaped));
export const join = (path, ...keys) => keys.reduce((whole, key) => `${whole}/${escaped(key)}`, path);
export const parentOf = (path) => path.slice(0, path.lastIndexOf("/"));
export const lastOf = (path) => unescaped(path.slice(path.lastIndexOf("/") + 1));
export const isPlain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const CLAUSE = "clause"; // stands beside a node's tag: where the policy's text says it
const tagsOf = (node) => Object.keys(node).filter((key) => key !== CLAUSE);
export const isHole = (value) => isPlain(value) && tagsOf(value).length === 0;
export const tagOf = (node) => (isPlain(node) && tagsOf(node).length === 1 ? tagsOf(node)[0] : "");
export const citedAs = (node, before) => (before?.[CLAUSE] ? { ...node, [CLAUSE]: before[CLAUSE] } : node);

export function valueAt(tree, path) {
  return keysOf(path).reduce((place, key) => (place === undefined || place === null ? undefined : place[key]), tree);
}

// The tree with another value at a place; undefined takes the place away.
export function withValue(tree, path, value) {
  const [key, ...rest] = keysOf(path);
  if (key === undefined) return value;
  const inner = rest.length === 0 ? value : withValue(tree?.[key], join("", ...rest), value);
  if (Array.isArray(tree)) {
    const list = [...tree];
    if (inner === undefined) list.splice(Number(key), 1);
    else list[Number(key)] = inner;
    return list;
  }
  const { [key]: gone, ...others } = tree ?? {};
  if (inner === undefined) return others;
  return tree && key in tree ? { ...tree, [key]: inner } : { ...others, [key]: inner };
}

export function withInserted(tree, listPath, index, value) {
  const list = [...(valueAt(tree, listPath) ?? [])];
  list.splice(index, 0, value);
  return withValue(tree, listPath, list);
}

export function withMoved(tree, listPath, from, to) {
  const list = [...valueAt(tree, listPath)];
  list.splice(to, 0, ...list.splice(from, 1));
  return withValue(tree, listPath, list);
}

export const copyOf = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

// One text for equal trees, whatever the order of their keys.
export function canonicalText(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (isPlain(value)) {
    const pairs = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonicalText(value[key])}`);
    return `{${pairs.join(",")}}`;
  }
  return JSON.stringify(value);
}

// What was, what is, and what was taken back.
export class History {
  constructor(tree) {
    this.tree = tree;
    this.past = [];
    this.future = [];
  }

  change(tree, isTyping = false) {
    if (!(isTyping && this.wasTyping)) this.past.push(this.tree);
    if (this.past.length > 200) this.past.shift();
    this.wasTyping = isTyping;
    this.future = [];
    this.tree = tree;
  }

  undo() {
    if (this.past.length === 0) return false;
    this.future.push(this.tree);
    this.tree = this.past.pop();
    this.wasTyping = false;
    return true;
  }

  redo() {
    if (this.future.length === 0) return false;
    this.past.push(this.tree);
    this.tree = this.future.pop();
    return true;
  }
}
