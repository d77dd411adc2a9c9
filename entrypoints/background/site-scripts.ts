import { browser } from '@/utils/platform/browser';
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
  const { scripting } = browser;
  const patterns = (await grantedPatterns()).filter((p) => /^(<all_urls>|(\*|https?):)/.test(p));
  const wanted = new Map(patterns.map((pattern) => [`site:${pattern}`, pattern]));
  const there = await scripting.getRegisteredContentScripts();
  const gone = there.filter((script) => !wanted.has(script.id)).map((script) => script.id);
  if (gone.length > 0) await scripting.unregisterContentScripts({ ids: gone });
  const scripts = [...wanted].map(([id, pattern]) => ({
    id,
    matches: [pattern],
    js: filesFor(pattern.startsWith('<') ? 'https://any.invalid' : pattern.replace('*.', '').replace(/^\*/, 'https')),
    runAt: 'document_idle' as const,
    persistAcrossSessions: true,
  }));
  const missing = scripts.filter(({ id }) => !there.some((script) => script.id === id));
  if (missing.length > 0) await scripting.registerContentScripts(missing);
  // They outlive an update of ours, whose files may be others. Firefox gives the files back as whole addresses.
  const named = (js: readonly string[] = []): string => js.map((file) => file.split('/').at(-1)).join();
  const old = scripts.filter(({ id, js }) => there.some((script) => script.id === id && named(script.js) !== named(js)));
  if (old.length > 0) await scripting.updateContentScripts(old);
}
