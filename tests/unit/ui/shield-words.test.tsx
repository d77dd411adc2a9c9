// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';

import data from '@/assets/data/threat-signs.json';
import { SignsPart } from '@/entrypoints/dashboard/pages/settings/SignsPart';
import { WordsPart } from '@/entrypoints/dashboard/pages/settings/WordsPart';
import { fakeVault } from '@/tests/lib/fake-vault';
import { herWords, keepWords } from '@/utils/act/her-words';
import { SIGNS } from '@/utils/domain/shield';

afterEach(cleanup);
const press = (id: string) => act(async () => { fireEvent.click(screen.getByTestId(id)); });
const type = (id: string, value: string) => act(() => { fireEvent.input(screen.getByTestId(id), { target: { value } }); });

it('shows how many words there are, the words only while she writes them, and keeps what she wrote', async () => {
  const vault = fakeVault({});
  await keepWords(vault, ['mire', 'pants on fire']);
  render(<WordsPart vault={vault} />);
  expect((await screen.findByTestId('words-count')).textContent).toContain('2');
  expect(document.documentElement.outerHTML).not.toContain('mire');
  await press('words-open');
  const box = (await screen.findByTestId('words-typed')) as HTMLTextAreaElement;
  expect(box.value).toBe('mire\npants on fire');
  await type('words-typed', `mire\n${'x'.repeat(200)}`);
  expect((screen.getByTestId('words-keep') as HTMLButtonElement).disabled).toBe(true);
  await type('words-typed', 'reed\n reed \nmarsh');
  await act(async () => { fireEvent.submit(screen.getByTestId('words-typed').closest('form') as HTMLFormElement); });
  expect(await herWords(vault)).toEqual({ words: ['reed', 'marsh'] });
  expect((await screen.findByTestId('words-count')).textContent).toContain('2');
  expect(document.documentElement.outerHTML).not.toContain('marsh');
});

it('shows nothing of it while the vault is locked', async () => {
  const { container } = render(<WordsPart vault={fakeVault({ state: 'locked' })} />);
  await act(async () => { await Promise.resolve(); });
  expect(container.textContent).toBe('');
});

it('explains every rule that there is, with its version and languages', () => {
  const { container } = render(<SignsPart />);
  expect(data.rules.map(({ id }) => id)).toEqual([...SIGNS]);
  expect(container.querySelectorAll('li').length).toBe(SIGNS.length);
  expect(container.textContent).toContain(`version ${data.meta.version}`);
  expect(container.textContent).toContain('Swahili');
});
