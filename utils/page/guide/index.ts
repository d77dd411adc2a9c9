import type { GuideAnswer, GuideAsk, GuideSaid } from '@/utils/domain/guide';
import { ask as tell } from '@/utils/messages/client';
import { standAlone } from '../alone';
import { rectOf } from '../natural';
import { Posts } from '../posts';
import { shieldHere } from '../shielding';
import { rectFrom } from '../standing';
import { Box, type Shown } from './box';
import type { Guide } from './guide';
import { drawn, Steps, type Target } from './steps';
import { Finder, type Who, type Whose } from './whose';
import { guides } from './sites/index';
import { guideWords, type ButtonWord, type StateWord } from './words';

const LOOK_MS = 250;

/** What stands in the slot: one person at a time, in the page that she opened. */
export interface GuideCalls { begin(ask: GuideAsk): boolean; end(): void }

let now: Guiding | null = null;

export const guideCalls: GuideCalls = {
  begin(ask) {
    now?.end();
    const guide = guides.find(({ site }) => site === ask.sender.site);
    now = guide === undefined ? null : new Guiding(guide, ask);
    return now !== null;
  },
  end() {
    now?.end();
    now = null;
  },
};

/** Points and waits: what is pressed in the page's own menu she presses herself. */
class Guiding {
  readonly #end = new AbortController();
  readonly #finder: Finder;
  readonly #steps: Steps;
  readonly #box: Box;
  #met: boolean;
  #opened = false;
  #asking = false;
  #target: Target | null = null;
  /** Where she pressed on the last step, until it is gone. */
  #pressed: { el: Element; seen: boolean } | null = null;
  #told: { state: StateWord; left: number } | null = null;
  #brought: Element | null = null;
  #busy = false;
  /** Nothing could be written down: she is told until she presses again. */
  #locked = false;
  /** The covered post that she asked to see. */
  #seen: Element | null = null;
  #who: Who;

  constructor(private readonly guide: Guide, private readonly ask: GuideAsk) {
    standAlone(true);
    this.#met = ask.met;
    this.#who = ask.sender;
    this.#finder = new Finder(new Posts(), guide, ask);
    this.#steps = new Steps(guide, ask.verb, ask.way);
    this.#box = new Box(ask, (button) => void this.#button(button));
    const { signal } = this.#end;
    const timer = setInterval(() => this.#look(), LOOK_MS);
    signal.addEventListener('abort', () => clearInterval(timer));
    addEventListener('click', (event) => this.#click(event), { capture: true, signal });
    const follow = (): void => void requestAnimationFrame(() => signal.aborted || this.#look());
    addEventListener('scroll', follow, { capture: true, passive: true, signal });
    addEventListener('resize', follow, { passive: true, signal });
    this.#look();
  }

  end(): void {
    this.#end.abort();
    this.#cover();
    standAlone(false);
    this.#box.end();
  }

  #look(): void {
    if (this.#told) {
      this.#cover();
      return this.#show(this.#told.state, null);
    }
    const whose = this.#finder.look();
    if (whose.is !== 'theirs' || whose.post !== this.#seen) this.#cover();
    this.#target = whose.is === 'theirs' ? this.#steps.next(whose.post, whose.who.userId ?? this.ask.sender.userId) : null;
    if (whose.is === 'theirs' || whose.is === 'lead') this.#meet(whose.who);
    if (whose.is === 'self' && !this.#locked) void this.#say('self', 'self');
    this.#settled();
    this.#open();
    this.#draw(whose);
  }

  #meet(who: Who): void {
    this.#who = who;
    if (this.#met) return;
    this.#met = true;
    void tell('guide.said', { token: this.ask.token, said: 'met', ...who }).then((answer) => {
      if (answer?.problem !== 'spared') return;
      this.#told = { state: 'spared', left: answer.left };
      if (!this.#end.signal.aborted) this.#look();
    }, () => undefined);
  }

  #cover(): void {
    if (this.#seen) shieldHere()?.lower();
    this.#seen = null;
  }

  /** Opens the menu once, where that does nothing else and there is only one. */
  #open(): void {
    const { el = null, opens = false } = this.#target ?? {};
    if (this.#opened || !opens || el === null || document.visibilityState !== 'visible') return;
    this.#opened = true;
    (el as HTMLElement).click();
  }

  #click(event: Event): void {
    const target = this.#target;
    const el = target?.el ?? null;
    if (!event.isTrusted || el === null || !target?.last) return;
    const path = event.composedPath();
    if (!path.includes(el)) return;
    const seen = this.guide.seen !== undefined && path.some((node) => node instanceof Element && node.matches(this.guide.seen as string));
    this.#pressed = { el, seen };
  }

  /** Her press, and the platform took its question away. */
  #settled(): void {
    if (this.#pressed === null || drawn(this.#pressed.el)) return;
    const { seen } = this.#pressed;
    this.#pressed = null;
    if (seen) void this.#say('seen', 'done');
    else this.#asking = true;
  }

  #draw(whose: Whose): void {
    const words = guideWords(this.ask.lang);
    if (this.#told) return this.#show(this.#told.state, null);
    if (this.#locked) return this.#put(words.states.locked, this.#met ? ['did', 'notDone', 'skip'] : ['skip'], null, null);
    if (whose.is === 'other') return this.#show('other', null);
    if (whose.is === 'lead' && isCovered(whose.link)) return this.#put(words.states['covered-lead'], ['there', 'skip'], 'there', null);
    if (whose.is === 'lead') return this.#put(words.states.lead, ['skip'], null, whose.link);
    const target = this.#target;
    const asking = this.#asking || (this.#met && whose.is !== 'theirs');
    if (asking && (target === null || target.el === null || !target.last)) return this.#put(words.states.asking, whose.is === 'looking' ? ['did', 'notDone', 'skip', 'post'] : ['did', 'notDone', 'skip'], 'did', null);
    if (target === null) return this.#show('looking', null);
    if (target.el === null && whose.is === 'theirs' && isCovered(whose.post)) return this.#put(words.states.covered, ['show', 'did', 'notDone', 'skip'], null, null);
    this.#put(words.steps[target.say], ['did', 'notDone', 'skip'], null, target.el);
  }

  #show(state: StateWord, el: Element | null): void {
    const words = guideWords(this.ask.lang);
    const left = this.#told?.left ?? 0;
    const over = this.#told !== null;
    const buttons: ButtonWord[] = over ? (left > 0 ? ['next', 'close'] : ['close']) : state === 'looking' ? ['post', 'skip'] : ['skip'];
    const more = over ? (left > 0 ? words.left(new Intl.NumberFormat(this.ask.lang).format(left)) : words.states.ended) : '';
    this.#put([words.states[state], more].filter(Boolean).join(' '), buttons, over && left > 0 ? 'next' : null, el);
  }

  #put(sentence: string, buttons: readonly ButtonWord[], first: ButtonWord | null, el: Element | null): void {
    if (el !== null && drawn(el) && el !== this.#brought) this.#bring(el);
    const shown: Shown = { handle: this.#who.handle, sentence, buttons, first };
    this.#box.show(shown, el && drawn(el) ? rectFrom(rectOf(el)) : null);
  }

  /** Into the window, once: what she is to press may stand far below. */
  #bring(el: Element): void {
    this.#brought = el;
    const { top, bottom } = rectOf(el);
    if (top < 0 || bottom > innerHeight) Element.prototype.scrollIntoView.call(el, { block: 'center', inline: 'nearest', behavior: 'instant' });
  }

  async #button(button: ButtonWord): Promise<void> {
    if (button === 'close') return this.end();
    const whose = this.#finder.look();
    const other = whose.is === 'other';
    if (button === 'there') {
      // Of this site, to a page of a person: the finder takes no other link.
      if (whose.is === 'lead' && whose.link) location.assign((whose.link as HTMLAnchorElement).href);
      return;
    }
    if (button === 'show') {
      this.#seen = whose.is === 'theirs' ? whose.post : null;
      if (this.#seen) shieldHere()?.lift(this.#seen);
      return this.#look();
    }
    const said: GuideSaid = button === 'notDone' ? 'not-done' : button === 'skip' && other ? 'other' : button;
    await this.#say(said, 'kept');
  }

  async #say(said: GuideSaid, state: StateWord): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const answer: GuideAnswer | null = await tell('guide.said', { token: this.ask.token, said, userId: null, handle: null }).catch(() => null);
    this.#busy = false;
    // No answer is no promise: nothing was written down.
    this.#locked = answer === null || answer.problem === 'locked';
    if (answer !== null && !this.#locked && said !== 'post') this.#told = { state: answer.problem === null || answer.problem === 'locked' ? state : answer.problem, left: answer.left };
    if (!this.#end.signal.aborted) this.#look();
  }
}

/** Hidden by our own shield: nothing in it can be pressed. */
const isCovered = (el: Element | null): boolean => el !== null && !drawn(el) && shieldHere() !== null;
