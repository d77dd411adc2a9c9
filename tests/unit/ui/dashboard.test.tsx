// @vitest-environment happy-dom
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { App } from '@/entrypoints/dashboard/App';
import { setLanguage } from '@/utils/i18n';

import { fakeHead, idOf } from '../../lib/fake-posts';
import { fakeVault, type FakeSettings } from '../../lib/fake-vault';

vi.mock('@/utils/platform/browser', () => {
  const event = { addListener: () => undefined, removeListener: () => undefined };
  return {
    browser: {
      storage: { local: { get: async () => ({}), set: async () => undefined, onChanged: event } },
      runtime: { getManifest: () => ({ version: '9.9.9' }), getURL: (path: string) => path },
      permissions: { getAll: async () => ({ origins: ['https://x.com/*'] }), contains: async () => false, request: async () => true, remove: async () => true, onAdded: event, onRemoved: event },
      commands: { getAll: async () => [{ name: 'save-post', shortcut: 'Alt+Shift+S' }] },
      tabs: { getCurrent: async () => ({ id: 4, index: 2 }), create: vi.fn(), remove: vi.fn() },
    },
  };
});
vi.mock('@/utils/messages/client', () => ({ ask: vi.fn(async () => null) }));

configure({ asyncUtilTimeout: 8000 });
beforeEach(() => { location.hash = ''; });
afterEach(() => { cleanup(); setLanguage('en'); });

const open = async (settings: FakeSettings, hash = '') => {
  location.hash = hash;
  const vault = fakeVault(settings);
  render(<App vault={vault} />);
  await waitFor(() => expect(screen.queryByText('Opening …')).toBeNull());
  return vault;
};
const type = (id: string, value: string) => act(() => { fireEvent.input(screen.getByTestId(id), { target: { value } }); });
const press = (id: string) => act(async () => { fireEvent.click(screen.getByTestId(id)); });
const page = () => document.documentElement.outerHTML;

describe('first run', () => {
  it('keeps nothing before the last step, and chooses nothing for her', async () => {
    const vault = await open({ state: 'none' });
    await press('first-next');
    expect((screen.getByTestId('first-next') as HTMLButtonElement).disabled).toBe(true);
    await press('choose-passphrase');
    expect((screen.getByTestId('first-next') as HTMLButtonElement).disabled).toBe(true);
    await type('create-passphrase', 'a line of my own');
    await type('create-passphrase-again', 'a line of my owm');
    await waitFor(() => expect(page()).toMatch(/not the same/));
    await type('create-passphrase-again', 'a line of my own');
    await waitFor(() => expect((screen.getByTestId('first-next') as HTMLButtonElement).disabled).toBe(false));
    await press('first-next');
    expect(page()).toMatch(/lost passphrase.*Removing this extension/s);
    expect(vault.calls).not.toContain('create');
    await press('create-vault');
    await waitFor(() => expect(screen.getByTestId('list-empty')).toBeTruthy());
    expect((await vault.unlock('a line of my own')).ok).toBe(true);
  });

  it('says plainly what no passphrase means, there and on every page after', async () => {
    await open({ state: 'none' });
    await press('first-next');
    await press('choose-unlocked');
    expect(page()).toMatch(/anyone with this device can read/);
    await press('first-next');
    await press('create-vault');
    await waitFor(() => expect(screen.getByTestId('warning').textContent).toMatch(/anyone with this device can read/));
    expect(screen.queryByTestId('lock-now')).toBeNull();
  });

  it('tells before the first save that this profile forgets', async () => {
    await open({ state: 'none', health: [{ id: 'clear-on-exit', detail: [] }] });
    await press('first-next');
    await press('choose-unlocked');
    await press('first-next');
    expect(screen.getByTestId('finding-clear-on-exit').textContent).toMatch(/forgets everything when it closes/);
  });

  it('says what failed and stays when the vault cannot be made', async () => {
    await open({ state: 'none', failing: { create: 'full-disk' } });
    await press('first-next');
    await press('choose-unlocked');
    await press('first-next');
    await press('create-vault');
    await waitFor(() => expect(page()).toMatch(/The disk is full/));
  });
});

describe('the lock', () => {
  it('opens with the passphrase and forgets what was typed', async () => {
    await open({ state: 'locked', count: 1 });
    expect(page()).not.toContain(fakeHead(1).handle);
    await type('unlock-passphrase', 'wrong one');
    await press('unlock');
    await waitFor(() => expect(page()).toMatch(/does not open it/));
    expect((screen.getByTestId('unlock-passphrase') as HTMLInputElement).value).toBe('');
    await type('unlock-passphrase', 'six quiet words');
    await press('unlock');
    await waitFor(() => expect(screen.getByTestId('list')).toBeTruthy());
  });

  it('counts the wait down and cannot be pressed meanwhile', async () => {
    await open({ state: 'locked' });
    for (let i = 0; i < 3; i += 1) {
      await type('unlock-passphrase', `wrong ${i}`);
      await press('unlock');
      await waitFor(() => expect((screen.getByTestId('unlock-passphrase') as HTMLInputElement).value).toBe(''));
    }
    await waitFor(() => expect(page()).toMatch(/Too many tries/));
    expect(page()).toMatch(/in 40 seconds/);
    expect((screen.getByTestId('unlock') as HTMLButtonElement).disabled).toBe(true);
  });

  it('comes at once with "lock now", and nobody is named behind it', async () => {
    await open({ count: 3 }, `#/saved/${idOf(2)}`);
    await waitFor(() => expect(screen.getByTestId('facts')).toBeTruthy());
    expect(page()).toContain(fakeHead(2).handle);
    await press('lock-now');
    await waitFor(() => expect(screen.getByTestId('lock-screen')).toBeTruthy());
    for (const n of [1, 2, 3]) expect(page()).not.toContain(fakeHead(n).handle);
  });

  it('says that nothing was deleted when the store cannot be read', async () => {
    await open({ state: 'broken' });
    expect(screen.getByTestId('vault-broken').textContent).toMatch(/Nothing was deleted/);
  });
});

describe('a saved post', () => {
  it('shows no words, names, alt texts or addresses while it is covered', async () => {
    await open({ count: 12 }, `#/saved/${idOf(12)}`);
    await waitFor(() => expect(screen.getByTestId('facts')).toBeTruthy());
    for (const covered of ['Nobody asked you', 'Display 12', 'a drawing of a kettle', 'quoted words', 'x.com/', '3h<']) expect(page()).not.toContain(covered);
    expect(document.title).toBe('');
    await press('show-toggle');
    await waitFor(() => expect(page()).toContain('Nobody asked you'));
    for (const below of ['Display 12', 'a drawing of a kettle', 'quoted words', 'x.com/']) expect(page()).toContain(below);
    await press('show-toggle');
    for (const covered of ['Nobody asked you', 'Display 12', 'a drawing of a kettle', 'quoted words', 'x.com/']) expect(page()).not.toContain(covered);
  });

  it('tells each field with its source, and what was not saved without its address', async () => {
    await open({ count: 10 }, `#/saved/${idOf(10)}`);
    await waitFor(() => expect(screen.getByTestId('facts')).toBeTruthy());
    expect(screen.getByTestId('facts').textContent).toMatch(/Account number900010from the page’s own data/);
    expect(screen.getByTestId('facts').textContent).toMatch(/The server’s clocknot known/);
    expect(screen.getByTestId('not-captured').textContent).toMatch(/Picture: the tab changed/);
    expect(page()).not.toContain('canary-address');
    expect(screen.getByTestId('files').textContent).toMatch(/post\.json.*[0-9a-f]{64}/);
    expect(screen.getByTestId('history').textContent).toMatch(/Saved.*UTC · line 10/);
  });

  it('keeps her line, and says so when it could not', async () => {
    const vault = await open({ count: 3 }, `#/saved/${idOf(3)}`);
    await waitFor(() => expect(screen.getByTestId('note')).toBeTruthy());
    await type('note', '  same person as in May ');
    await press('note-save');
    await waitFor(async () => { const answer = await vault.page(1); expect(answer.ok && answer.value[0]?.note).toBe('same person as in May'); });
  });

  it('is deleted only after the question, which says what stays', async () => {
    const vault = await open({ count: 3 }, `#/saved/${idOf(3)}`);
    await waitFor(() => expect(screen.getByTestId('delete-item')).toBeTruthy());
    await press('delete-item');
    expect(screen.getByTestId('delete-dialog').textContent).toMatch(/number stays in the log.*Copies that you gave/s);
    expect(vault.calls).not.toContain('remove');
    fireEvent.keyDown(screen.getByTestId('delete-dialog'), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByTestId('delete-dialog')).toBeNull());
    await press('delete-item');
    await press('delete-yes');
    await waitFor(async () => expect(await vault.count()).toEqual({ ok: true, value: 2 }));
  });

  it('that is not there, or damaged, is said plainly', async () => {
    await open({ count: 3 }, `#/saved/${idOf(99)}`);
    await waitFor(() => expect(screen.getByTestId('item-problem').textContent).toMatch(/It is not here/));
  });

  it('whose words are damaged says so at the lifting, and the rest stands', async () => {
    await open({ count: 3, failing: { file: 'damaged' } }, `#/saved/${idOf(3)}`);
    await waitFor(() => expect(screen.getByTestId('files')).toBeTruthy());
    await press('show-toggle');
    await waitFor(() => expect(page()).toMatch(/This part could not be opened/));
  });
});

describe('settings', () => {
  it('change the language at once, everywhere, without a load', async () => {
    await open({ count: 1 }, '#/settings');
    await press('language-fr');
    await waitFor(() => expect(screen.getByText('Réglages', { selector: 'h1' })).toBeTruthy());
    expect(screen.getByTestId('leave').textContent).toContain('Quitter');
    expect(document.documentElement.lang).toBe('fr');
  });

  it('set when it locks, and show version, shortcut and sites', async () => {
    const vault = await open({ count: 1 }, '#/settings');
    await press('auto-lock-5');
    await waitFor(async () => expect((await vault.state()).autoLockMinutes).toBe(5));
    await waitFor(() => expect(screen.getByTestId('sites').textContent).toContain('x.com'));
    expect(screen.getByTestId('shortcuts').textContent).toContain('Alt+Shift+S');
    expect(screen.getByTestId('version').textContent).toContain('9.9.9');
  });

  it('change the passphrase, and refuse when the one now is wrong', async () => {
    const vault = await open({ count: 1 }, '#/settings');
    await press('change-passphrase');
    await type('current-passphrase', 'not this');
    await type('create-passphrase', 'other quiet words');
    await type('create-passphrase-again', 'other quiet words');
    await waitFor(() => expect((screen.getByTestId('save-passphrase') as HTMLButtonElement).disabled).toBe(false));
    await press('save-passphrase');
    await waitFor(() => expect(page()).toMatch(/does not open it/));
    expect((await vault.unlock('six quiet words')).ok).toBe(true);
  });

  it('check everything and name what is damaged', async () => {
    await open({ count: 1, health: [{ id: 'damaged-item', detail: [3, 14] }] }, '#/settings');
    await press('full-check');
    await waitFor(() => expect(screen.queryByTestId('check-progress')).toBeNull());
    expect(screen.getByTestId('finding-damaged-item').textContent).toMatch(/Numbers: 3 and 14/);
    expect(screen.queryByTestId('check-good')).toBeNull();
  });
});

describe('leaving', () => {
  it('empties the page before anything else, by three presses of Shift', async () => {
    const vault = await open({ count: 1 }, '#/settings');
    for (let i = 0; i < 3; i += 1) fireEvent.keyDown(window, { key: 'Shift' });
    expect(document.body.innerHTML).toBe('');
    await waitFor(() => expect(vault.calls).toContain('lock'));
  });
});
