import { squash } from '../dom';
import type { PageFacts } from '../site';
import { onceATurn } from '../turn';
import * as sel from './selectors';
import { bare, machineTime } from '../shown';

/** What a page's own structured data says about one post. */
export interface Stated {
  kind: 'post' | 'comment';
  text: string | null;
  title: string | null;
  author: string | null;
  profile: string | null;
  time: string | null;
  url: string | null;
  /** The first words, bare: to find the post on the page. */
  key: string;
}

/** Every posting and comment that the page's JSON-LD states, in its order. Broken blocks are left out. */
export const stated = ({ doc }: PageFacts): Stated[] => statedIn(doc);

const statedIn = onceATurn((doc: Document): Stated[] => {
  const out: Stated[] = [];
  for (const script of doc.querySelectorAll(sel.data)) {
    try {
      collect(JSON.parse(script.textContent ?? ''), out, 0);
    } catch {
      // Some sites write raw line breaks into their strings: no JSON, no statement.
    }
  }
  return out;
});

type Json = Record<string, unknown>;

function collect(value: unknown, out: Stated[], depth: number): void {
  if (depth > 12 || out.length > 2000 || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) return value.forEach((one) => collect(one, out, depth + 1));
  const node = value as Json;
  const type = [node['@type']].flat().find((one) => typeof one === 'string' && sel.posting.test(one)) as string | undefined;
  if (type) out.push(state(node, type));
  for (const key of ['@graph', 'mainEntity', 'comment', 'suggestedAnswer', 'acceptedAnswer', 'sharedContent', 'itemListElement', 'item', 'hasPart']) collect(node[key], out, depth + 1);
}

function state(node: Json, type: string): Stated {
  const author = ([node['author'] ?? node['creator']].flat()[0] ?? {}) as Json | string;
  const person = typeof author === 'string' ? { name: author } : author;
  const text = words(node['text'] ?? node['articleBody'] ?? node['commentText'] ?? node['description']);
  return {
    kind: /Comment|Answer/.test(type) ? 'comment' : 'post',
    text,
    title: words(node['headline'] ?? node['name']),
    author: words((person as Json)['name']),
    profile: words((person as Json)['url']),
    time: machineTime(words(node['datePublished'] ?? node['dateCreated'] ?? node['commentTime'])),
    url: words(node['url'] ?? node['@id']),
    key: bare(strip(text ?? '')).slice(0, 60),
  };
}

const words = (value: unknown): string | null => (typeof value === 'string' ? squash(value) && value.trim() : null);

/** Some engines put mark-up into the text. */
const strip = (text: string): string => text.replace(/<[^>]{1,200}>/g, ' ').replace(/&(?:amp|lt|gt|quot|nbsp|#\d+|#x[\da-f]+);/gi, ' ');

/** True when the page's statement ends where the engine cut it. */
export const isCut = (text: string): boolean => /(?:\.\.\.|…|\[…\])\s*$/.test(text);

/** The statement about this element: its words begin with it and its author's name stands there. */
export function statedAbout(post: Element, list: readonly Stated[]): Stated | null {
  if (!list.length) return null;
  const here = bare(post.textContent);
  const fits = list
    .map((one) => ({ one, at: one.key.length >= 8 ? here.indexOf(one.key) : -1 }))
    .filter(({ one, at }) => at >= 0 && (!one.author || here.includes(bare(one.author))))
    .sort((a, b) => a.at - b.at);
  return fits[0]?.one ?? null;
}

/** Where a stated post stands: the smallest element with its first words, widened until the author's name is in it. */
export function placeOf(one: Stated, page: PageFacts): Element | null {
  if (one.key.length < 12 || !one.author) return null;
  const name = bare(one.author);
  const walker = page.doc.createTreeWalker(page.doc.body, 4);
  const start = one.key.slice(0, 24);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.closest('script, style, template') || !startsTogether(bare(node.nodeValue), start)) continue;
    let up = node.parentElement;
    while (up && up !== page.doc.body && !(bare(up.textContent).includes(one.key) && bare(up.textContent).includes(name))) up = up.parentElement;
    if (up && up !== page.doc.body) return up;
  }
  return null;
}

const startsTogether = (node: string, start: string): boolean => node.length >= 3 && (node.includes(start) || start.startsWith(node));
