import { attribute, attributeNames, firstChild, hasClosedRoot, nextSibling, openRoot, tagOf, typeOf } from '../natural';
import { isDraft } from '../snapshot';
import { GAP, gatherHandles, lengthClass, redactName, redactRole, redactTag, shapeOf } from './redact';

export interface Limits { nodes: number; lines: number; chars: number; depth: number }
export const LIMITS: Limits = { nodes: 60_000, lines: 5_000, chars: 300_000, depth: 150 };

/** `cut`: the page is larger than the limits, and the last line says so. */
export interface Outline { text: string; cut: boolean }

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const UNSEEN = words('script style link meta base title noscript template');
/** Named without what is in them. */
const SHUT = words('head svg math canvas textarea select datalist iframe frame object embed portal audio');
const TEST_IDS = ['data-testid', 'data-test-id', 'data-test', 'data-qa', 'data-cy'];
const TOLD_APART = words(`class id role ${TEST_IDS.join(' ')}`);
const MOST_ATTRIBUTES = 40;

interface Line { depth: number; text: string; times: number }

/**
 * How a page is built, and nothing that stands in it: for a report that a site reads badly. Element names, names of
 * attributes, roles and test ids by closed lists of words; of ids the shape, of classes the count, of text the class of its
 * length. Reads only.
 */
export function outline(root: Element, limits: Limits = LIMITS): Outline {
  return new Writer(limits).write(root);
}

class Writer {
  readonly #handles = new Set<string>();
  readonly #lines: Line[] = [];
  #nodes = 0;
  #chars = 0;
  #cut = false;

  constructor(private readonly limits: Limits) {}

  write(root: Element): Outline {
    this.#gather(root);
    this.#nodes = 0;
    this.#element(root, 0);
    const lines = this.#lines.map(({ depth, text, times }) => `${' '.repeat(depth)}${text}${times > 1 ? ` ×${times}` : ''}`);
    if (this.#cut) lines.push('The page is larger than an outline may be. The rest is left out.');
    return { text: `${lines.join('\n')}\n`, cut: this.#cut };
  }

  /** Handles first: they may stand in a test id before they stand in a text. */
  #gather(root: Element): void {
    const open: Node[] = [root];
    for (let node = open.pop(); node && ++this.#nodes <= this.limits.nodes; node = open.pop()) {
      if (typeOf(node) === 3) gatherHandles((node as Text).data, this.#handles);
      if (typeOf(node) !== 1) continue;
      const el = node as Element;
      for (const name of attributeNames(el)) gatherHandles(attribute(el, name) ?? '', this.#handles);
      const inside = openRoot(el);
      for (const child of [...(inside ? childrenOf(inside) : []), ...childrenOf(el)]) open.push(child);
    }
  }

  #full(): boolean {
    const full = this.#nodes >= this.limits.nodes || this.#lines.length >= this.limits.lines || this.#chars >= this.limits.chars;
    this.#cut ||= full;
    return full;
  }

  #line(depth: number, text: string): void {
    this.#lines.push({ depth, text, times: 1 });
    this.#chars += text.length + depth + 1;
  }

  #element(el: Element, depth: number): void {
    this.#nodes++;
    const tag = tagOf(el);
    const shut = SHUT.has(tag) || isDraft(el);
    this.#line(depth, `${describe(el, this.#handles)}${hasClosedRoot(el) ? ' (closed)' : ''}`);
    if (shut) return;
    const inside = openRoot(el);
    if (inside) {
      this.#line(depth + 1, '(open)');
      this.#below(inside, depth + 2);
    }
    this.#below(el, depth + 1, tag === 'html');
  }

  #below(parent: Node, depth: number, bodyOnly = false): void {
    let before = -1;
    let text = '';
    const say = (): void => {
      const length = lengthClass(text);
      text = '';
      if (length) this.#fold(before, (before = this.#start(() => this.#line(depth, length))), (same) => (before = same));
    };
    for (let child = firstChild(parent); child; child = nextSibling(child)) {
      const type = typeOf(child);
      if (type === 3 || type === 4) text += (child as CharacterData).data.slice(0, 1_000);
      if (type !== 1) continue;
      const el = child as Element;
      const tag = tagOf(el);
      // Beside head and body stands only what extensions put there, ours among them.
      if (UNSEEN.has(tag) || (bodyOnly && tag !== 'head' && tag !== 'body')) continue;
      say();
      if (this.#full()) return;
      const deep = depth > this.limits.depth;
      this.#cut ||= deep;
      this.#fold(before, (before = this.#start(() => (deep ? this.#line(depth, GAP) : this.#element(el, depth)))), (same) => (before = same));
    }
    say();
  }

  #start(run: () => void): number {
    const at = this.#lines.length;
    run();
    return at;
  }

  /** One like the one before it is counted there, and not written again. */
  #fold(before: number, at: number, back: (same: number) => void): void {
    const first = this.#lines[before];
    const length = this.#lines.length - at;
    if (!first || length !== at - before) return;
    for (let i = 0; i < length; i++) {
      const [one, other] = [this.#lines[before + i]!, this.#lines[at + i]!];
      if (one.text !== other.text || one.depth !== other.depth || (i > 0 && one.times !== other.times)) return;
    }
    this.#lines.length = at;
    first.times++;
    back(before);
  }
}

function childrenOf(parent: Node): Node[] {
  const found: Node[] = [];
  for (let child = firstChild(parent); child; child = nextSibling(child)) found.push(child);
  return found;
}

/** One element as a line: `article #a-0 .3 role=article data-testid=tweet [aria-labelledby tabindex]`. */
function describe(el: Element, handles: ReadonlySet<string>): string {
  const parts = [redactTag(tagOf(el), handles)];
  const id = attribute(el, 'id');
  if (id) parts.push(`#${shapeOf(id)}`);
  const classes = (attribute(el, 'class') ?? '').split(/\s+/).filter(Boolean).length;
  if (classes) parts.push(`.${classes}`);
  const role = attribute(el, 'role');
  if (role) parts.push(`role=${redactRole(role)}`);
  for (const name of TEST_IDS) {
    const value = attribute(el, name);
    if (value) parts.push(`${name}=${redactName(value, handles)}`);
  }
  const names = new Set(attributeNames(el).slice(0, MOST_ATTRIBUTES).filter((name) => !TOLD_APART.has(name)).map((name) => redactName(name, handles)));
  if (names.size) parts.push(`[${[...names].join(' ')}]`);
  return parts.join(' ');
}
