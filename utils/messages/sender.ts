/** What the browser says of a message's sender. Never taken from the payload. */
export interface Sender {
  id?: string | undefined;
  /** Origin of the sending document. */
  origin?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  documentId?: string | undefined;
  tab?: { id?: number | undefined } | undefined;
}

export type SenderKind = 'own-page' | 'site' | 'armed' | 'none';

export interface Known {
  extensionId: string;
  /** `chrome-extension://…` or `moz-extension://…`. */
  ownOrigin: string;
  /** True when she granted this origin. */
  isGranted(origin: string): boolean;
  /** The document that her gesture armed in this tab, or null. */
  armed(tabId: number): { origin: string; documentId: string | null } | null;
}

/**
 * The sender decides what is allowed: an own page is of our origin and not framed; a site's script is in a tab's top
 * document at a granted origin; an armed document is the one she pressed on. All else is nobody.
 */
export function senderKind(sender: Sender, known: Known): SenderKind {
  if (sender.id !== known.extensionId || sender.origin === undefined || sender.origin === 'null') return 'none';
  const top = sender.frameId === undefined || sender.frameId === 0;
  if (sender.origin === known.ownOrigin) return top ? 'own-page' : 'none';
  const tabId = sender.tab?.id;
  if (tabId === undefined || !top || !/^https?:\/\//.test(sender.origin)) return 'none';
  if (known.isGranted(sender.origin)) return 'site';
  const armed = known.armed(tabId);
  if (armed === null || armed.origin !== sender.origin) return 'none';
  const sameDocument = armed.documentId === null || sender.documentId === undefined || armed.documentId === sender.documentId;
  return sameDocument ? 'armed' : 'none';
}
