import { blankPost } from '@/utils/domain/post';
import type { Site } from '../site';
import { ruleFor } from '../taught';
import { engineOf, engineOfPost, enginePostAt, enginePosts, readEngine } from './read';
import { speakers } from './speakers';

/** Forums, federated servers, comment boxes and clients, known by their software wherever they run. */
export const engines: Site = {
  id: 'engines',
  version: 1,
  /** What she taught about a site goes before what is known of its software. */
  matches: (page) => /^https?:$/.test(page.url.protocol) && ruleFor(page) === null && engineOf(page.doc) !== null,
  find(root, { doc }) {
    const engine = engineOf(doc);
    return engine ? enginePosts(engine, root) : [];
  },
  speakers,
  at: (node, { doc }) => enginePostAt(node, doc),
  read(post, page) {
    try {
      const engine = engineOfPost(post, page.doc);
      return engine ? readEngine(engine, post, page) : blankPost('unparsed');
    } catch {
      return blankPost('unparsed');
    }
  },
};
