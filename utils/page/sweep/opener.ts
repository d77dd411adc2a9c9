import type { PageFacts } from '@/utils/sites/site';
import type { Expander, Opening, SweepSite } from '@/utils/sites/sweep';
import { attribute, isConnected, matches, parentOf, queryAll, rectOf, tagOf } from '../natural';

/** How often one element is pressed while it stands for the same thing: what opens may also fold again. */
const MOST_PRESSES: Record<Opening, number> = { cut: 1, folded: 1, more: 2 };
const MOST_AT_ONCE = 20;
/** A row of so many buttons is a post's verbs, not one that opens. */
const ROW = 3;

const FIELD = 'input,select,textarea,option,label,form [type="submit"],form button:not([type="button"]),[contenteditable]:not([contenteditable="false"]),[role="switch"],[role="checkbox"],[role="radio"],[role="textbox"],[role="menuitem"],[role="option"],[role="tab"]';
const VERB_ID = /(^|[-_])(un)?(like|follow|reply|retweet|repost|boost|report|block|mute|share|bookmark|save|delete|subscribe|join|vote|upvote|downvote|react|caret|overflow|menu|send|submit|post)(btn|button)?($|[-_])/i;
const OPENS = 'button,summary,a,[role="button"]';

/** Why an element is not pressed, or null. One place, for every platform: nothing here leads away, sends, follows, likes or reports. */
export function refusal(el: Element, site: Pick<SweepSite, 'verbs' | 'plainPressed' | 'presses'> | null, href = location.href): string | null {
  if (!isConnected(el)) return 'gone';
  const { width, height } = rectOf(el);
  if (width <= 0 || height <= 0) return 'not shown';
  if (!matches(el, site?.presses ? `${OPENS},${site.presses}` : OPENS)) return 'no button';
  if (matches(el, ':disabled,[aria-disabled="true"],[aria-busy="true"]')) return 'switched off';
  for (let up: Element | null = el; up; up = parentOf(up)) {
    if (tagOf(up) === 'a' && leads(up, href)) return 'leads away';
    if (matches(up, FIELD)) return 'form';
    if (matches(up, '[role="toolbar"],[role="menu"],nav')) return 'verbs';
    if (site?.verbs && matches(up, site.verbs)) return 'verbs';
    if (matches(up, '[role="group"]') && queryAll(up, 'button,[role="button"]').length >= ROW) return 'verbs';
  }
  if (attribute(el, 'aria-expanded') === 'true') return 'open already';
  if (!/^(|false)$/.test(attribute(el, 'aria-haspopup') ?? '')) return 'menu';
  const pressed = attribute(el, 'aria-pressed');
  if (pressed === 'true' || (pressed !== null && !site?.plainPressed)) return 'switch';
  if (['data-testid', 'data-e2e', 'name', 'download', 'formaction'].some((name) => VERB_ID.test(attribute(el, name) ?? ''))) return 'verb';
  if (attribute(el, 'download') !== null || attribute(el, 'formaction') !== null) return 'verb';
  return null;
}

/** True for a link with an address other than this very page. */
function leads(link: Element, here: string): boolean {
  const href = attribute(link, 'href');
  if (href === null || href === '' || href.startsWith('#') || /^javascript:\s*(void\s*\(?\s*0?\s*\)?|\/\/)?\s*;?\s*$/i.test(href)) return false;
  try {
    const [to, at] = [new URL(href, here), new URL(here)];
    return to.hash === '' || to.origin + to.pathname + to.search !== at.origin + at.pathname + at.search;
  } catch {
    return true;
  }
}

interface Pressed { print: string; times: number }

/** Presses what opens more, each once or twice: a page that answers with nothing is not pressed for ever. */
export class Opener {
  readonly #pressed = new WeakMap<Element, Pressed>();

  constructor(private readonly site: SweepSite | null) {}

  /** What may be pressed now, between two heights of the window. `printOf`: what the element stands for (the post around it, or how much is known); null for what is read already. */
  ready(page: PageFacts, top: number, bottom: number, printOf: (expander: Expander) => string | null): { one: Expander; print: string }[] {
    const found: { one: Expander; print: string }[] = [];
    for (const one of this.#named(page, top, bottom)) {
      const print = printOf(one);
      if (print === null || this.#times(one.el, print) >= MOST_PRESSES[one.opens] || refusal(one.el, this.site) !== null) continue;
      found.push({ one, print });
      if (found.length >= MOST_AT_ONCE) break;
    }
    return found;
  }

  /** True where further posts are offered in this part of the window. */
  offers(page: PageFacts, top: number, bottom: number): boolean {
    return this.#named(page, top, bottom).some((one) => one.opens === 'more' && refusal(one.el, this.site) === null);
  }

  /** Presses, and says when it had an effect: the button is gone, changed or switched off, or the words around it are others. */
  press({ one: { el, opens }, print }: { one: Expander; print: string }): () => boolean {
    const around = parentOf(parentOf(el) ?? el) ?? el;
    const before = around.textContent;
    this.#pressed.set(el, { print, times: this.#times(el, print) + 1 });
    const link = tagOf(el) === 'a' ? el : null;
    // An empty address must not move the page; its own listeners run all the same.
    const stay = (event: Event): void => event.preventDefault();
    link?.addEventListener('click', stay, { once: true });
    Reflect.apply(HTMLElement.prototype.click, el, []);
    link?.removeEventListener('click', stay);
    return () => !isConnected(el) || (opens !== 'more' && (refusal(el, this.site) !== null || around.textContent !== before));
  }

  #named(page: PageFacts, top: number, bottom: number): Expander[] {
    try {
      return (this.site?.expanders?.(document, page) ?? []).filter(({ el }) => {
        const box = rectOf(el);
        return box.bottom > top && box.top < bottom;
      });
    } catch {
      // A page that does not let itself be looked through is read as it stands.
      return [];
    }
  }

  #times(el: Element, print: string): number {
    const before = this.#pressed.get(el);
    return before?.print === print ? before.times : 0;
  }
}
