import type { GuideAsk } from '@/utils/domain/guide';
import type { Rect } from '@/utils/messages/types';
import { beside } from '../bar';
import { Counted } from '../counted';
import type { Doubt } from '../genuine';
import { make, Overlay, place } from '../overlay';
import { directionOf } from '../words';
import { GUIDE_RULES } from './sheet';
import { guideWords, type ButtonWord } from './words';

export interface Shown { handle: string | null; sentence: string; buttons: readonly ButtonWord[]; first: ButtonWord | null }

const AROUND = 4;

/** One sentence and a few buttons in a corner, and an outline around what she is to press; it lets her presses through. */
export class Box {
  readonly #overlay = new Overlay(GUIDE_RULES);
  readonly #counted: Counted;
  #box: HTMLElement | null = null;
  #frame: HTMLElement | null = null;
  #shown: Shown | null = null;
  #print = '';
  #at = '';
  #target: Rect | null = null;

  constructor(private readonly ask: GuideAsk, private readonly pressed: (button: ButtonWord) => void, refused?: (why: Doubt) => void) {
    this.#counted = new Counted(this.#overlay, refused);
    this.#overlay.onBroken = () => {
      this.#box = null;
      this.#print = '';
      if (this.#shown) this.show(this.#shown, this.#target);
    };
  }

  get host(): Element | null {
    return this.#overlay.host;
  }

  show(shown: Shown, target: Rect | null): void {
    this.#shown = shown;
    this.#target = target;
    const print = JSON.stringify(shown);
    if (print !== this.#print || !this.#box) this.#build(shown);
    this.#print = print;
    this.#follow(target);
  }

  end(): void {
    this.#shown = null;
    this.#counted.end();
    this.#overlay.onBroken = null;
    this.#overlay.unmount();
  }

  #build({ handle, sentence, buttons, first }: Shown): void {
    const { lang, verb, way, at, of } = this.ask;
    const words = guideWords(lang);
    const ground = this.#overlay.ground ?? this.#overlay.mount(lang, directionOf(lang));
    if (!ground) return this.end();
    const number = new Intl.NumberFormat(lang);
    const whom = make('p', 'whom');
    const name = make('bdi', '', handle === null ? '' : handle.includes('@') ? handle : `@${handle}`);
    whom.append(name, ...[words.does[`${verb}.${way}`], words.place(number.format(at), number.format(of))].map((part, i) => `${i > 0 || handle !== null ? ' · ' : ''}${part}`));
    const say = make('p', 'say');
    say.setAttribute('role', 'status');
    const verbs = make('div', 'verbs');
    verbs.append(...buttons.map((one) => this.#counted.button(words.buttons[one], one === first, () => this.pressed(one))));
    const box = make('div', 'box');
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', words.label);
    box.append(whom, say, verbs);
    // The page's menu stays open: no focus is taken from it by a press here.
    box.addEventListener('mousedown', (event) => event.preventDefault());
    this.#frame = make('div', 'frame');
    ground.replaceChildren(this.#frame, box);
    this.#box = box;
    this.#at = '';
    this.#counted.watch(box);
    this.#overlay.touched();
    say.textContent = sentence;
  }

  #follow(target: Rect | null): void {
    if (!this.#box || !this.#frame) return;
    this.#frame.style.setProperty('display', target ? 'block' : 'none');
    if (target) place(this.#frame, { left: target.x - AROUND, top: target.y - AROUND, width: target.width + 2 * AROUND, height: target.height + 2 * AROUND });
    const { width, height } = this.#box.getBoundingClientRect();
    const spot = this.#clear(beside(null, { width, height }, getComputedStyle(this.#box).direction === 'rtl'), width, height, target);
    const at = `${Math.round(spot.left)},${Math.round(spot.top)}`;
    if (at === this.#at) return;
    place(this.#box, spot);
    this.#at = at;
    this.#overlay.touched();
  }

  /** Not over what she is to press: then at the upper edge. */
  #clear(spot: { left: number; top: number }, width: number, height: number, target: Rect | null): { left: number; top: number } {
    if (!target) return spot;
    const over = target.x < spot.left + width && target.x + target.width > spot.left && target.y < spot.top + height && target.y + target.height > spot.top;
    return over ? { ...spot, top: 8 } : spot;
  }
}
