import { browser, type Scripting } from '@/utils/platform/browser';
import { filesFor } from '@/utils/sites/files';

/** Origins she granted, as match patterns. */
export async function grantedPatterns(): Promise<string[]> {
  return (await browser.permissions.getAll()).origins ?? [];
}

export function isGranted(patterns: string[], origin: string): boolean {
  const host = URL.parse(origin)?.hostname;
  if (host === undefined) return false;
  return patterns.some((pattern) => {
    if (pattern === '<all_urls>' || /^(\*|https):\/\/\*\/\*$/.test(pattern)) return true;
    const [, sub, name] = /^(?:\*|https?):\/\/(\*\.)?([^/*]+)\/\*$/.exec(pattern) ?? [];
    return name !== undefined && (host === name.replace(/:\d+$/, '') || (sub !== undefined && host.endsWith(`.${name}`)));
  });
}

/** Registered scripts follow the grants: run at start and after every change of permissions. */
export async function syncSiteScripts(): Promise<void> {
  const patterns = (await grantedPatterns()).filter((p) => /^(<all_urls>|(\*|https?):)/.test(p));
  await register('site:', patterns.map((pattern) => ({
    id: `site:${pattern}`,
    matches: [pattern],
    js: filesFor(addressOf(pattern)),
    runAt: 'document_idle' as const,
    persistAcrossSessions: true,
  })));
}

/** An address that a pattern stands for: which readers fit is told by the host. */
export const addressOf = (pattern: string): string => (pattern.startsWith('<') ? 'https://any.invalid' : pattern.replace('*.', '').replace(/^\*/, 'https'));

/** Exactly these stay registered of all whose id begins so. */
export async function register(prefix: string, scripts: Scripting.RegisteredContentScript[]): Promise<void> {
  const { scripting } = browser;
  const there = (await scripting.getRegisteredContentScripts()).filter(({ id }) => id.startsWith(prefix));
  const gone = there.filter(({ id }) => !scripts.some((script) => script.id === id)).map(({ id }) => id);
  if (gone.length > 0) await scripting.unregisterContentScripts({ ids: gone });
  const missing = scripts.filter(({ id }) => !there.some((script) => script.id === id));
  if (missing.length > 0) await scripting.registerContentScripts(missing);
  // They outlive an update of ours, whose files may be others. Firefox gives the files back as whole addresses.
  const print = ({ js = [], excludeMatches = [] }: Scripting.RegisteredContentScript): string => JSON.stringify([js.map((file) => file.split('/').at(-1)), [...excludeMatches].sort()]);
  const old = scripts.filter((one) => there.some((script) => script.id === one.id && print(script) !== print(one)));
  if (old.length > 0) await scripting.updateContentScripts(old);
}
