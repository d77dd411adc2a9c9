import type { Pointing } from '@/utils/messages/types';
import { innerPage } from './frames';
import { attribute, frameOf, isConnected, matches, openRoot, ownerOf, queryAll, rectOf, stackAt } from './natural';
import { elementOf, type Found, type Posts } from './posts';
import { shieldHere } from './shielding';

const MENU_GOOD_FOR_MS = 60_000;

/** What lies in an element as a page of its own: an open shadow root, or a frame's document that belongs to the page. */
const inner = (el: Element): Document | ShadowRoot | null => openRoot(el) ?? innerPage(el)?.doc ?? null;

/** The element drawn under a point, through open shadow roots and the page's own frames, `skip` (our own host) left out. */
export function elementAt(x: number, y: number, skip: Element | null = null): Element | null {
  let root: Document | ShadowRoot | null = document;
  let found: Element | null = null;
  while (root) {
    const next: Element | undefined = stackAt(root, x, y).find((el) => el !== skip);
    if (!next || next === found || next.getRootNode() !== root) break;
    found = next;
    root = inner(next);
    if (root?.nodeType === 9) [x, y] = [x - rectOf(next).x - next.clientLeft, y - rectOf(next).y - next.clientTop];
  }
  return found;
}

function hovered(): Element | null {
  let root: Document | ShadowRoot | null = document;
  let found: Element | null = null;
  while (root) {
    const next: Element | undefined = queryAll(root, ':hover').at(-1);
    if (!next) break;
    found = next;
    root = inner(next);
  }
  return found;
}

/** True when the pointer is in a frame that belongs to the page: there the page hears nothing of it. */
const isFramed = (el: Element | null): boolean => el !== null && frameOf(ownerOf(el)) !== null;

function focused(): Element | null {
  let el: Element | null = document.activeElement;
  for (let root = el && inner(el); root?.activeElement; root = inner(root.activeElement)) el = root.activeElement;
  return el === document.body || el === document.documentElement ? null : el;
}

/** Where pointer, focus and menu are. Handlers only note numbers; what stands there is asked when it is wanted. */
export class Pointer {
  #x = 0;
  #y = 0;
  #inside = false;
  #last: 'pointer' | 'focus' | null = null;
  readonly #heard = new WeakSet<Document>();
  #menu: { node: WeakRef<Element>; key: string | null; at: number } | null = null;
  /** Called after each note of a move or of a focus; must cost next to nothing. */
  onChange: (() => void) | null = null;

  /** `own`: our bar, and the post beside which it stands: the pointer on the bar means that post. */
  constructor(
    private readonly posts: Posts,
    private readonly own: () => { host: Element | null; key: string | null },
    signal: AbortSignal,
  ) {
    const quiet = { capture: true, passive: true, signal };
    window.addEventListener('pointermove', (event) => this.#moved(event), quiet);
    window.addEventListener('pointerdown', (event) => this.#moved(event), quiet);
    window.addEventListener('mouseout', (event) => {
      if (event.relatedTarget === null) this.#inside = false;
      else this.#entered(event.relatedTarget as Element, quiet);
    }, quiet);
    window.addEventListener('focusin', (event) => this.#focused(event), quiet);
    window.addEventListener('contextmenu', (event) => this.#opened(event), quiet);
  }

  /** The post that is meant, or null: never a guess. */
  resolve(pointing: Pointing & { how: 'pointer' | 'focus' | 'menu' }): { found: Found; how: Pointing['how'] } | null {
    if (pointing.how === 'menu') return named('menu', this.#atMenu(pointing));
    const atFocus = (): Named => named('focus', this.posts.at(focused()));
    if (pointing.how === 'focus') return atFocus();
    const atPointer = (): Named => named('pointer', this.atPointer());
    return this.#last === 'focus' ? (atFocus() ?? atPointer()) : (atPointer() ?? atFocus());
  }

  /** The post under the pointer; what the browser says is hovered when it has not moved since we came. */
  atPointer(): Found | null {
    const covered = this.#inside ? (shieldHere()?.under(this.#x, this.#y) ?? null) : null;
    if (covered) return this.posts.at(covered);
    const over = !this.#inside || this.posts.site()?.frames ? hovered() : null;
    if (!this.#inside || isFramed(over)) return this.posts.at(over);
    const { host, key } = this.own();
    if (host && key !== null && stackAt(document, this.#x, this.#y)[0] === host) return this.posts.find(key);
    return this.posts.at(elementAt(this.#x, this.#y, host));
  }

  get used(): boolean {
    return this.#last !== null;
  }

  get lastIsFocus(): boolean {
    return this.#last === 'focus';
  }

  atFocus(): Found | null {
    return this.posts.at(focused());
  }

  #moved(event: PointerEvent): void {
    if (!event.isTrusted || event.pointerType === 'touch') return;
    this.#x = event.clientX;
    this.#y = event.clientY;
    this.#inside = true;
    this.#last = 'pointer';
    this.onChange?.();
  }

  #focused(event: FocusEvent): void {
    if (event.target === this.own().host || !(navigator.userActivation?.isActive ?? true)) return;
    this.#last = 'focus';
    this.onChange?.();
  }

  #opened(event: MouseEvent): void {
    const node = elementOf((event.composedPath()[0] as Node | undefined) ?? null);
    if (!event.isTrusted || !node) return;
    this.#menu = { node: new WeakRef(node), key: this.posts.at(node)?.key ?? null, at: performance.now() };
  }

  /** From here the pointer goes into a frame of the page: its menus are noted there too. */
  #entered(frame: Element, quiet: AddEventListenerOptions): void {
    const doc = frame.localName === 'iframe' ? innerPage(frame)?.doc : null;
    if (!doc || this.#heard.has(doc)) return;
    this.#heard.add(doc);
    doc.addEventListener('contextmenu', (event) => this.#opened(event), quiet);
  }

  #atMenu({ linkUrl, selection, framed = false }: Pointing & { how: 'menu' }): Found | null {
    const noted = this.#menu?.node.deref();
    const node = noted && isFramed(noted) === framed ? noted : undefined;
    if (framed && !node) return null;
    if (this.#menu && node && performance.now() - this.#menu.at < MENU_GOOD_FOR_MS) {
      const { key } = this.#menu;
      const now = isConnected(node) ? this.posts.at(node) : null;
      return key === null ? null : now?.key === key ? now : this.posts.find(key);
    }
    return (linkUrl ? this.#byLink(linkUrl) : null) ?? (selection?.trim() ? this.#bySelection() : null);
  }

  #byLink(href: string): Found | null {
    const links = queryAll(document, 'a[href]').filter((el) => (el as HTMLAnchorElement).href === href && attribute(el, 'href'));
    const hovering = links.filter((el) => matches(el, ':hover'));
    return single((hovering.length ? hovering : links).map((el) => this.posts.at(el)));
  }

  #bySelection(): Found | null {
    const chosen = getSelection();
    if (!chosen || chosen.isCollapsed) return null;
    return single([this.posts.at(elementOf(chosen.anchorNode)), this.posts.at(elementOf(chosen.focusNode))]);
  }
}

type Named = { found: Found; how: Pointing['how'] } | null;
const named = (how: Pointing['how'], found: Found | null): Named => found && { found, how };

/** The one post that all of them are; null when one is missing or another. */
function single(founds: (Found | null)[]): Found | null {
  const first = founds[0] ?? null;
  return first && founds.every((found) => found?.key === first.key) ? first : null;
}
