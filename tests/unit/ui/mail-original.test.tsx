// @vitest-environment happy-dom
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { App } from '@/entrypoints/dashboard/App';
import { gmailOriginal } from '@/utils/ui/attached';
import { setLanguage } from '@/utils/i18n';

import { fakeVault } from '../../lib/fake-vault';

vi.mock('@/utils/platform/browser', () => {
  const event = { addListener: () => undefined, removeListener: () => undefined };
  return { browser: { storage: { local: { get: async () => ({}), set: async () => undefined, onChanged: event } }, tabs: { getCurrent: async () => ({ id: 4, index: 2 }) } } };
});
vi.mock('@/utils/messages/client', () => ({ ask: vi.fn(async () => null) }));

configure({ asyncUtilTimeout: 8000 });
afterEach(() => { cleanup(); setLanguage('en'); });

const open = async (site: string, head: { address?: string; postId?: string | null } = {}) => {
  const vault = fakeVault({ count: 1 });
  const first = await vault.page(1);
  const one = first.ok ? first.value[0] : undefined;
  if (!one) throw new Error('the fake vault holds no post');
  Object.assign(one, { site, ...head });
  location.hash = `#/saved/${one.id}`;
  render(<App vault={vault} />);
  await waitFor(() => expect(screen.getByTestId('files')).toBeTruthy());
  return vault;
};
const give = (file: File) => act(async () => {
  const input = screen.getByTestId('mail-file');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  fireEvent.change(input);
});
const EML = 'Received: by a\r\nReceived: by b\r\nFrom: Canary Name <canary@nowhere.example>\r\nDate: Sun, 1 Mar 2026 10:00:00 +0000\r\n\r\n<b>canary words</b>';
const eml = (text = EML, name = 'canary subject.eml') => new File([text], name, { lastModified: Date.UTC(2026, 2, 2) });
const state = () => screen.getByTestId('mail-state').textContent;
const page = () => document.documentElement.outerHTML;

describe('a saved mail', () => {
  it('leads to its original under the account that showed it, by a link that she opens herself', async () => {
    await open('gmail', { address: 'https://mail.google.com/mail/u/1/#inbox/FMfc', postId: '18e0a1b2c3d4e5f6' });
    const link = screen.getByTestId('mail-link');
    expect(link.getAttribute('href')).toBe('https://mail.google.com/mail/u/1/?view=att&th=18e0a1b2c3d4e5f6&attid=0&disp=comp&safe=1');
    expect([link.getAttribute('target'), link.getAttribute('rel')]).toEqual(['_blank', 'noreferrer noopener']);
  });

  it('without a number that is Gmail’s, and in Outlook, is told how in plain words, without a link', async () => {
    await open('gmail', { address: 'https://mail.google.com/mail/u/1/', postId: 'x&attid=1' });
    expect(screen.queryByTestId('mail-link')).toBeNull();
    expect(screen.getByTestId('mail-original').textContent).toMatch(/Download message/);
    cleanup();
    await open('outlook');
    expect(screen.getByTestId('mail-original').textContent).toMatch(/In Outlook.*\.eml/s);
    expect(gmailOriginal('https://mail.google.com.evil.example/mail/u/1/', '18e0a1b2c3d4e5f6')).toBeNull();
  });

  it('takes the original: sealed, told by size and headers, its names below the cover, its words nowhere', async () => {
    const vault = await open('gmail', { address: 'https://mail.google.com/mail/', postId: '18e0a1b2c3d4e5f6' });
    await give(eml());
    await waitFor(() => expect(state()).toMatch(/attached\/1\.eml.*is attached and sealed\. Its own headers name 2 servers that passed it on, without a DKIM signature/));
    expect(page()).not.toMatch(/canary/i);
    expect(vault.calls.filter((call) => call === 'attach')).toHaveLength(1);
    await act(async () => { fireEvent.click(screen.getByTestId('show-toggle')); });
    await waitFor(() => expect(page()).toMatch(/From, as the mail’s own headers say.*Canary Name &lt;canary@nowhere\.example&gt;/s));
    expect(page()).toContain('canary subject.eml');
    expect(page()).not.toMatch(/canary words/);
    expect(screen.getByTestId('own-files').textContent).toMatch(/attached\/1\.eml/);
  });

  it('says when it is there already, when it is no mail, and when it is too large; then nothing is attached', async () => {
    const vault = await open('outlook');
    await give(eml('just a letter'));
    await waitFor(() => expect(state()).toMatch(/no mail in the form \.eml/));
    await give(Object.defineProperty(eml(), 'size', { value: 50_000_001 }));
    await waitFor(() => expect(state()).toMatch(/larger than 50 MB/));
    expect(vault.calls).not.toContain('attach');
    await give(eml());
    await waitFor(() => expect(state()).toMatch(/attached\/1\.eml/));
    await give(eml(EML, 'another name.eml'));
    await waitFor(() => expect(state()).toMatch(/attached already/));
    expect(state()).not.toMatch(/attached\/2/);
  });

  it('alone has this: no other post asks for an original', async () => {
    await open('x');
    expect(screen.queryByTestId('mail-original')).toBeNull();
  });
});
