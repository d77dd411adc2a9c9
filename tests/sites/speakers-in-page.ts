/** Runs in the page: what each reader tells of a cover at once, beside what it reads there. */
import { pageFacts } from '../../scripts/lib/read-page';
import type { Post } from '../../utils/domain/post';
import { COVERS, LATE } from '../../utils/sites/covers';
import { select } from '../../utils/sites/registry';
import type { Named, PageFacts, Site, Speakers } from '../../utils/sites/site';
import { draws, harm } from './harms';
import { mutations } from './mutations';

/** Of one state of a page. `covers`: those that a post holds; `wrong`: told otherwise than read. */
export interface Told { change: string | null; covers: number; told: number; wrong: string[] }

const named = ({ userId, handle }: Post): Named => ({ userId, handle });

function fromRead(cover: Element, site: Site, page: PageFacts): Speakers | null {
  const at = site.at(cover, page);
  if (!at) return null;
  const post = site.read(at, page);
  return { sender: named(post), quoted: post.quoted && named(post.quoted), own: post.direction === 'outgoing' };
}

function quickly(cover: Element, site: Site, page: PageFacts): Speakers | null {
  try {
    return site.speakers?.(cover, page) ?? null;
  } catch {
    return null;
  }
}

/** Whether it was told at once. */
function compare(cover: Element, site: Site, page: PageFacts, told: Told): boolean {
  const quick = quickly(cover, site, page);
  if (quick === null) return false;
  told.told++;
  const read = fromRead(cover, site, page);
  if (JSON.stringify(read) !== JSON.stringify(quick)) told.wrong.push(`${JSON.stringify(quick)} for ${JSON.stringify(read)} in ${cover.outerHTML.slice(0, 160)}`);
  return true;
}

/** After each of many small harms to single posts, the same ones each time. */
export async function tellHarmed(times: number): Promise<Told> {
  const page = pageFacts();
  const site = select(page);
  const told: Told = { change: 'small harms', covers: 0, told: 0, wrong: [] };
  if (!site?.speakers) return told;
  const posts = [...document.querySelectorAll(COVERS[site.id])].slice(0, 12);
  const draw = draws(7);
  for (let left = posts.length > 0 ? times : 0; left > 0; left--) {
    const post = posts[draw(posts.length)] as Element;
    const undo = harm(post, posts, draw);
    await Promise.resolve();
    for (const cover of [post, ...post.querySelectorAll(COVERS[site.id])]) if (cover.matches(COVERS[site.id])) told.covers += compare(cover, site, page, told) ? 1 : 0;
    undo();
    await Promise.resolve();
  }
  return told;
}

/** With `changed`, also after each way in which a platform changes its page. */
export async function tellSpeakers(changed: boolean): Promise<Told[]> {
  const page = pageFacts();
  const all: Told[] = [];
  for (const mutation of [null, ...(changed ? mutations() : [])]) {
    const undo = mutation?.apply();
    // What readers know of the whole page holds for one turn.
    await Promise.resolve();
    const site = select(page);
    const told: Told = { change: mutation?.name ?? null, covers: 0, told: 0, wrong: [] };
    const covers = new Set(site?.speakers ? document.querySelectorAll(COVERS[site.id]) : []);
    // Posts that no selector names are asked for by themselves.
    if (site?.speakers && LATE.has(site.id)) for (const post of site.find(document, page)) covers.add(post);
    for (const cover of site ? covers : []) {
      // A shell, which is no post, can be told by nobody.
      if (compare(cover, site as Site, page, told) || (!mutation && site?.at(cover, page))) told.covers++;
    }
    undo?.();
    all.push(told);
  }
  return all;
}
