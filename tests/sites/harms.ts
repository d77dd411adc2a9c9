/** Small harms to one post of a live page, drawn by a number: what no platform does on purpose, and any could by mistake. */

/** Numbers below `n`, the same for the same seed. */
export type Draw = (n: number) => number;

export function draws(seed: number): Draw {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 9) % n;
  };
}

const WORDS = ['@else.test', ' @else.test', '@else', '[deleted]', ''];

type Harm = (inside: Element[], draw: Draw, post: Element, others: Element[]) => void;

/** Gone, doubled, put elsewhere; another link's address, other words, an attribute lost; another post or a face put inside. */
const HARMS: readonly Harm[] = [
  (inside, draw) => inside[draw(inside.length)]?.remove(),
  (inside, draw) => {
    const one = inside[draw(inside.length)];
    one?.after(one.cloneNode(true));
  },
  (inside, draw) => {
    const [one, place] = [inside[draw(inside.length)], inside[draw(inside.length)]];
    if (one && place && !one.contains(place) && !place.contains(one)) place.before(one);
  },
  (inside, draw) => {
    const links = inside.filter((one) => one.matches('a[href]'));
    links[draw(links.length || 1)]?.setAttribute('href', links[draw(links.length || 1)]?.getAttribute('href') ?? '');
  },
  (inside, draw) => {
    const words = inside.filter((one) => one.children.length === 0 && one.textContent?.trim());
    const one = words[draw(words.length || 1)];
    if (one) one.textContent = WORDS[draw(WORDS.length)] ?? '';
  },
  (inside, draw) => {
    const one = inside[draw(inside.length)];
    const names = one?.getAttributeNames() ?? [];
    one?.removeAttribute(names[draw(names.length || 1)] ?? 'class');
  },
  (inside, draw, post, others) => {
    const other = others[draw(others.length)];
    if (other && !other.contains(post) && !post.contains(other)) inside[draw(inside.length)]?.append(other.cloneNode(true));
  },
  (inside, draw, post) => {
    const [face, place] = [post.querySelector('img'), inside[draw(inside.length)]];
    if (face && place && place !== face) place.append(face.cloneNode());
  },
];

/** One to three of them; what this gives undoes them. */
export function harm(post: Element, others: Element[], draw: Draw): () => void {
  const whole = post.innerHTML;
  for (let left = 1 + draw(3); left > 0; left--) {
    const inside = [...post.querySelectorAll('*')].filter((one) => !one.closest('svg'));
    if (inside.length > 0) HARMS[draw(HARMS.length)]?.(inside, draw, post, others);
  }
  return () => { post.innerHTML = whole; };
}
