import { describe, expect, it } from 'vitest';
import { parseSync } from 'vite';

import { sources } from './sources';

/** Attributes whose value a person reads or hears. */
const SPOKEN = new Set(['title', 'alt', 'placeholder', 'label', 'legend', 'hint', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'error', 'stopLabel', 'summary']);
const LETTERS = /\p{L}{2,}/u;

interface Node { type: string; [key: string]: unknown }
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Words written straight into the markup instead of taken from the catalogue. */
export function hardCoded(path: string, text: string): string[] {
  const found: string[] = [];
  const literal = (value: unknown): string | null => {
    if (!isNode(value)) return null;
    if (value.type === 'Literal' && typeof value['value'] === 'string') return value['value'];
    if (value.type === 'JSXExpressionContainer') return literal(value['expression']);
    if (value.type === 'TemplateLiteral') return (value['quasis'] as { value: { raw: string } }[]).map((part) => part.value.raw).join(' ');
    if (value.type === 'ConditionalExpression') return [literal(value['consequent']), literal(value['alternate'])].filter(Boolean).join(' ') || null;
    return null;
  };
  const note = (words: string | null) => { if (words !== null && LETTERS.test(words)) found.push(words.trim()); };
  const walk = (node: Node) => {
    if (node.type === 'JSXText') note(String(node['value']));
    if (node.type === 'JSXAttribute' && SPOKEN.has(String((node['name'] as { name: unknown }).name))) note(literal(node['value']));
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') for (const child of node['children'] as unknown[]) if (isNode(child) && child.type === 'JSXExpressionContainer') note(literal(child));
    for (const value of Object.values(node)) for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child);
  };
  walk(parseSync(path, text, { lang: 'tsx' }).program as unknown as Node);
  return found;
}

describe('words in the markup', () => {
  it.each([
    ['text', '<p>Hello there</p>'],
    ['an expression', "<p>{'Hello there'}</p>"],
    ['a choice', "<p>{on ? 'Hello there' : t('x')}</p>"],
    ['a spoken attribute', '<img alt="Hello there" />'],
    ['a template', '<b aria-label={`Hello ${n}`} />'],
  ])('are seen as %s', (_name, markup) => {
    expect(hardCoded('x.tsx', `const on = 1, n = 2; const a = ${markup};`)).not.toEqual([]);
  });

  it('are not mistaken: class names, ids and signs are none', () => {
    expect(hardCoded('x.tsx', "const a = <p class='big words' id='some-id' data-testid='hold me'>{t('a:b')} · {`@${x}`} ({n})</p>;")).toEqual([]);
  });

  it.each(sources(['components', 'entrypoints'], /\.tsx$/).map(({ path, text }) => [path, text]))('all come from the catalogue in %s', (path, text) => {
    expect(hardCoded(path, text)).toEqual([]);
  });

  it.each(sources(['entrypoints'], /\.html$/).map(({ path, text }) => [path, text]))('say nothing but the name in %s', (_path, text) => {
    expect(/<title>(.*)<\/title>/.exec(text)?.[1]).toBe('Holdfast');
    expect(/<body>([\s\S]*)<\/body>/.exec(text)?.[1]?.replace(/<[^>]*>/g, '').trim()).toBe('');
  });
});
