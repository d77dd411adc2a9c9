const MOST_CLASSES = 6;
const MOST_DATA = 6;

/**
 * True of a class name that a tool made and that the next build of the site changes: numbers, capitals in the middle of a short word,
 * letters without a vowel, prefixes of the common tools. In doubt it is one: then structure serves.
 */
export function isMade(name: string): boolean {
  if (name.length < 3 || name.length > 40 || /\d/.test(name)) return true;
  if (/^(css|sc|jsx|emotion|svelte|ng|jss|tw|astro)-/i.test(name) || !/^[a-z][\w-]*$/i.test(name) || /__\w*[A-Z]\w*$/.test(name)) return true;
  return name.split(/[-_]+|(?<=[a-z])(?=[A-Z])/).some((word) => word.length > 2 && !/[aeiouy]/i.test(word)) || (name.length < 9 && /[a-z][A-Z]+[a-z]?$/.test(name));
}

/** A state that comes and goes: hover, new, selected, first, odd. */
const STATE = /^(?:is|has|js)-|(?:^|[-_])(?:active|current|even|first|focus|highlight(?:ed)?|hover|last|new|odd|open|pinned|read|seen|selected|top|unread|visible)$/i;

const quote = (value: string): string => JSON.stringify(value);

/** Ways to say in CSS what an element is, apart from its place; the most lasting first. No number, no id of one post alone. */
export function tokens(element: Element): string[] {
  const out: string[] = [];
  const tag = element.localName;
  if (/^[a-z]+(-[a-z]+)+$/.test(tag)) out.push(tag);
  const names = element.getAttributeNames();
  for (const name of names.filter((one) => /^data-[a-z][a-z-]*$/.test(one) && !isMade(one.slice(5))).slice(0, MOST_DATA)) {
    const value = element.getAttribute(name) ?? '';
    if (/^[a-z][a-z_-]{2,30}$/i.test(value) && !isMade(value)) out.push(`[${name}=${quote(value)}]`);
    else out.push(`[${name}]`);
  }
  for (const name of ['itemprop', 'role', 'rel']) {
    const value = element.getAttribute(name);
    if (value && /^[a-z][a-z -]{2,30}$/i.test(value)) out.push(`[${name}=${quote(value)}]`);
  }
  const prefix = /^([a-z][a-z]*[-_])\d+$/i.exec(element.id)?.[1] ?? /^([a-z]{3,})\d+$/i.exec(element.id)?.[1];
  if (prefix) out.push(`[id^=${quote(prefix)}]`);
  for (const name of [...element.classList].filter((one) => !isMade(one) && !STATE.test(one)).slice(0, MOST_CLASSES)) out.push(`.${name}`);
  return out;
}

/** Tags that say something by themselves. */
export const isTelling = (tag: string): boolean => /^(article|li|tr|dd|section|blockquote|details|time|h[1-6])$/.test(tag) || tag.includes('-');

/** `tag` with its place among its brothers, for what has no better name. */
export function placed(element: Element): string {
  const parent = element.parentElement;
  const index = parent ? [...parent.children].indexOf(element) + 1 : 1;
  return `${element.localName}:nth-child(${index})`;
}
