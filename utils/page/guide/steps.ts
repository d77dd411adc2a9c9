import type { Verb, Way } from '@/utils/domain/act';
import { isConnected, queryAll, rectOf } from '../natural';
import type { Guide, Step } from './guide';
import type { StepWord } from './words';

/** `el` null: told in words. `last`: what is pressed here may be the end of it. */
export interface Target { say: StepWord; el: Element | null; last: boolean; opens: boolean }

const LEAST = 4;

export function drawn(el: Element): boolean {
  const { width, height } = rectOf(el);
  if (!isConnected(el) || width < LEAST || height < LEAST) return false;
  const style = getComputedStyle(el);
  return style.visibility === 'visible' && Number(style.opacity) > 0;
}

/** Which of a platform's steps is next, as the page stands now. A dialog that stood there before the menu was opened is none of them. */
export class Steps {
  readonly #steps: readonly Step[];
  readonly #before = new WeakSet<Element>();
  #reached = 0;

  constructor({ steps }: Guide, verb: Verb, private readonly way: Way) {
    this.#steps = way === 'do' ? (steps[verb] ?? []) : [];
  }

  next(post: Element | null, userId: string | null): Target {
    if (this.way === 'undo') return { say: 'undo', el: null, last: true, opens: false };
    for (let i = this.#steps.length - 1; i >= 0; i--) {
      const step = this.#steps[i] as Step;
      const there = places(step, post, userId);
      if (i > this.#reached + 1) for (const el of there) this.#before.add(el);
      const el = i > this.#reached + 1 ? null : pick(step, i === 0 ? there : there.filter((one) => !this.#before.has(one)));
      if (el === null) continue;
      this.#reached = Math.max(this.#reached, i);
      return { say: step.say, el, last: i === this.#steps.length - 1, opens: step.opens === true };
    }
    return { say: this.#steps[0]?.say ?? 'menu', el: null, last: this.#steps.length === 1, opens: false };
  }
}

function places(step: Step, post: Element | null, userId: string | null): Element[] {
  if (step.find === undefined || (step.in === 'post' && post === null)) return [];
  const needed = step.needs?.replaceAll('{id}', CSS.escape(userId ?? ''));
  if (needed !== undefined && (userId === null || queryAll(document, needed).length === 0)) return [];
  return queryAll(step.in === 'post' && post ? post : document, step.find).filter(drawn);
}

/** Never a guess: what stands there twice is told in words. */
function pick({ several }: Step, there: Element[]): Element | null {
  if (several !== 'smallest') return there.length === 1 ? (there[0] ?? null) : null;
  const area = (el: Element): number => rectOf(el).width * rectOf(el).height;
  return there.reduce<Element | null>((least, el) => (least === null || area(el) < area(least) ? el : least), null);
}
