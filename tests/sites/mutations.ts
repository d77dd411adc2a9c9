/** Ways in which a platform changes its page under us. Each is done to the live tree and undone again. */

export interface Mutation {
  name: string;
  kind: 'classes' | 'ids' | 'words' | 'testid' | 'attribute' | 'role' | 'redesign';
  /** Changes the page; gives the way back. */
  apply(): () => void;
}

/** Sets attributes and texts, and remembers what was there. */
class Changes {
  private readonly back: (() => void)[] = [];
  attribute(element: Element, name: string, value: string | null): void {
    const old = element.getAttribute(name);
    if (old === value) return;
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
    this.back.push(() => (old === null ? element.removeAttribute(name) : element.setAttribute(name, old)));
  }
  text(node: Text, value: string): void {
    const old = node.data;
    node.data = value;
    this.back.push(() => (node.data = old));
  }
  readonly undo = (): void => {
    for (const step of this.back.reverse()) step();
  };
}

const withAttribute = (name: string): Element[] => [...document.querySelectorAll(`[${name}]`)];

/** Every class name becomes another, the same everywhere. */
function renameClasses(): () => void {
  const changes = new Changes();
  const names = new Map<string, string>();
  for (const element of withAttribute('class')) {
    const renamed = [...element.classList].map((name) => names.get(name) ?? names.set(name, `q${names.size}z`).get(name));
    changes.attribute(element, 'class', renamed.join(' '));
  }
  return changes.undo;
}

/** Every element's id becomes another, and what refers to it follows. */
function renumberIds(): () => void {
  const changes = new Changes();
  const ids = new Map<string, string>();
  for (const element of withAttribute('id')) {
    const renamed = `n${ids.size}`;
    ids.set(element.id, renamed);
    changes.attribute(element, 'id', renamed);
  }
  for (const name of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'aria-activedescendant']) {
    for (const element of withAttribute(name)) {
      const value = element.getAttribute(name) ?? '';
      changes.attribute(element, name, value.split(/\s+/).map((id) => ids.get(id) ?? id).join(' '));
    }
  }
  return changes.undo;
}

/** People's words stand inside these; a button around them is no label. */
const PEOPLE = 'p,bdi,[lang],article,time,a,.quoted-mention';
const BUTTONS = 'button,[role="button"],[role="tab"],[role="menuitem"]';

/** Labels, tips, titles and the words on buttons in another language; handles stay, but inside a label's sentence only where `names` says so. */
function translate(names: boolean): () => void {
  const changes = new Changes();
  const other = (text: string): string => text.replace(/\S*\p{L}\S*/gu, (word) => (/[@.]\w/.test(word) ? word : 'λόγος'));
  const whole = (text: string): string => text.replace(/\S*\p{L}\S*/gu, 'λόγος');
  for (const label of names ? [] : withAttribute('aria-label')) {
    if (/\s/.test(label.getAttribute('aria-label') ?? '')) changes.attribute(label, 'aria-label', whole(label.getAttribute('aria-label') ?? ''));
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'data-tooltip', 'aria-description', 'aria-roledescription']) {
    for (const element of withAttribute(name)) changes.attribute(element, name, other(element.getAttribute(name) ?? ''));
  }
  for (const button of document.querySelectorAll(BUTTONS)) {
    if (button.querySelector(PEOPLE)) continue;
    const walker = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) changes.text(node, other(node.data));
  }
  return changes.undo;
}

/** Takes an attribute away from every element of the page, or from those whose value fits. */
function remove(name: string, fits: (value: string) => boolean = () => true): () => void {
  const changes = new Changes();
  for (const element of withAttribute(CSS.escape(name))) {
    if (fits(element.getAttribute(name) ?? '')) changes.attribute(element, name, null);
  }
  return changes.undo;
}

/** One change after the other, undone in the opposite order. */
const together = (...changes: (() => () => void)[]) => (): (() => void) => {
  const back = changes.map((change) => change());
  return () => back.reverse().forEach((undo) => undo());
};

/** Every attribute name of the page's elements, sorted; a browser's own `xlink:href` and the like are not ours to ask for. */
function attributeNames(): string[] {
  const names = new Set<string>();
  for (const element of document.querySelectorAll('*')) for (const name of element.getAttributeNames()) if (!name.includes(':')) names.add(name);
  return [...names].sort();
}

/**
 * All of them for this page: each test id's value alone, each family of values that differ by a name or number, each
 * attribute and each role; and a redesign of all that a build makes anew.
 */
export function mutations(): Mutation[] {
  const valuesOf = (name: string): string[] => [...new Set(withAttribute(name).map((element) => element.getAttribute(name) ?? ''))];
  const values = valuesOf('data-testid');
  const family = (value: string): string | null => /^(.*(?:-by-|Container-|profileCard-))/.exec(value)?.[1] ?? /^\d+(-\w+)$/.exec(value)?.[1] ?? null;
  const families = [...new Set(values.map(family))].filter((one) => one !== null);
  return [
    { name: 'classes renamed', kind: 'classes', apply: renameClasses },
    { name: 'ids renumbered', kind: 'ids', apply: renumberIds },
    { name: 'words translated', kind: 'words', apply: () => translate(true) },
    { name: 'words and names in labels changed', kind: 'words', apply: () => translate(false) },
    ...values.map((value): Mutation => ({ name: `without test id ${value}`, kind: 'testid', apply: () => remove('data-testid', (one) => one === value) })),
    ...families.map((prefix): Mutation => ({ name: `without test ids like ${prefix}`, kind: 'testid', apply: () => remove('data-testid', (one) => family(one) === prefix) })),
    { name: 'without any test id', kind: 'testid', apply: () => remove('data-testid') },
    { name: 'classes, ids, words and test ids at once', kind: 'redesign', apply: together(renameClasses, renumberIds, () => translate(true), () => remove('data-testid')) },
    ...attributeNames().filter((name) => name !== 'data-testid').map((name): Mutation => ({ name: `without ${name}`, kind: 'attribute', apply: () => remove(name) })),
    ...valuesOf('role').map((value): Mutation => ({ name: `without role ${value}`, kind: 'role', apply: () => remove('role', (one) => one === value) })),
  ];
}
