// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';

import { Slip, type SlipFacts } from '@/components/Slip';

const facts: SlipFacts = {
  id: 'a'.repeat(32), number: 12, site: 'x', handle: 'crow', savedAt: '2026-05-04T12:00:00.000Z', note: null, wordsOnly: false, parsed: true, pending: false,
};
const shown = (more: Partial<SlipFacts>): string =>
  render(<Slip facts={{ ...facts, ...more }} href="#" current={false} ticked={false} onTick={() => undefined} onMark={() => undefined} />).container.textContent ?? '';

afterEach(cleanup);

describe('a slip', () => {
  it('says its number, place, sender and that it is covered', () => {
    const words = shown({});
    for (const part of ['12', '@crow', 'X', 'Covered']) expect(words).toContain(part);
    expect(words).not.toContain('Damaged');
  });

  it('says that it is damaged, and makes up nothing', () => {
    const words = shown({ damaged: true, site: '', handle: null, savedAt: '' });
    expect(words).toContain('12');
    expect(words).toContain('Damaged');
    expect(words).not.toMatch(/Invalid|Web page|undefined|null|1970/);
  });
});
