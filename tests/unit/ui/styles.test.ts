import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { root } from '../i18n/sources';

const folder = `${root}assets/styles/`;
const files = readdirSync(folder).map((name) => [name, readFileSync(folder + name, 'utf8')] as const);
const tokens = files.find(([name]) => name === 'tokens.css')?.[1] ?? '';

/** The tokens of one theme: the light ones, with what the media query changes. */
function theme(...queries: string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const block of tokens.matchAll(/(?:@media ([^{]+)\{\s*)?:root \{([^}]*)\}/g)) {
    const query = block[1]?.trim();
    if (query === undefined || queries.includes(query)) for (const [, name, value] of (block[2] ?? '').matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)) found[name ?? ''] = value ?? '';
  }
  return found;
}

const DARK = '(prefers-color-scheme: dark)';
const MORE = '(prefers-contrast: more)';
const themes = {
  light: theme(), dark: theme(DARK), 'light, more contrast': theme(MORE), 'dark, more contrast': theme(DARK, MORE, `${MORE} and ${DARK}`),
};

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const light = (hex: string) => {
    const [r = 0, g = 0, b2 = 0] = [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b2;
  };
  const [x, y] = [light(a), light(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const GROUNDS = ['paper', 'sheet', 'fold', 'accent-wash', 'needs-wash', 'danger-wash'];

describe.each(Object.entries(themes))('%s', (_name, colours) => {
  const of = (a: string, b: string) => contrast(colours[a] ?? '', colours[b] ?? '');
  it('measures as WCAG does', () => expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2));
  it('gives body text AAA on every ground', () => { for (const ground of GROUNDS) expect(of('ink', ground), ground).toBeGreaterThanOrEqual(7); });
  it('gives soft text AA on every ground it stands on', () => { for (const ground of GROUNDS) expect(of('soft', ground), ground).toBeGreaterThanOrEqual(4.5); });
  it('gives the accent AA as text, and what stands on it', () => {
    for (const ground of ['paper', 'sheet', 'fold', 'accent-wash', 'needs-wash']) expect(of('accent', ground), ground).toBeGreaterThanOrEqual(4.5);
    expect(of('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5);
    expect(of('on-danger', 'danger')).toBeGreaterThanOrEqual(4.5);
  });
  it('gives amber AA on every ground, and red on its own', () => {
    for (const ground of GROUNDS) expect(of('needs', ground), ground).toBeGreaterThanOrEqual(4.5);
    expect(of('danger', 'paper')).toBeGreaterThanOrEqual(4.5);
  });
  it('draws edges of boxes and focus rings at 3 : 1', () => {
    for (const ground of ['paper', 'sheet', 'fold']) {
      expect(of('edge', ground), ground).toBeGreaterThanOrEqual(3);
      expect(of('accent', ground), ground).toBeGreaterThanOrEqual(3);
    }
  });
});

describe.each(files)('%s', (_name, text) => {
  const rules = text.replace(/@media[^{]*|@container[^{]*/g, '').replace(/\/\*[\s\S]*?\*\//g, '');
  it('knows no left and right, so that it turns with the writing', () => {
    expect(rules.match(/(?<![-\w])(left|right|margin-left|margin-right|padding-left|padding-right|border-left|border-right|margin-top|margin-bottom|padding-top|padding-bottom|width|height|max-width|min-width|min-height|max-height|top|bottom)\s*:/g)).toBeNull();
    expect(rules.match(/(text-align|float|clear):\s*(left|right)/g)).toBeNull();
  });
  it('asks nothing of anybody: no address, no font, no picture', () => expect(text.match(/url\(|https?:|@font-face/g)).toBeNull());
  it('takes its colours from the tokens', () => {
    if (text !== tokens) expect(rules.match(/#[0-9a-f]{3,8}\b|\brgba?\(/gi)).toBeNull();
  });
});

it('stands still where the system asks for it', () => {
  expect(tokens).toMatch(/prefers-reduced-motion: reduce\) \{\s*:root \{\s*--motion: 0ms/);
});
