import { Window } from 'happy-dom';
import { expect, test } from 'vitest';
import { template } from '@/utils/sites/_template/index';
import type { PageFacts } from '@/utils/sites/site';

const html = `
  <article data-post-id="1"><a rel="author" href="/@jay">Jay</a><a href="/@jay/posts/a1?from=feed"><time datetime="2026-03-01T10:00:00Z">1h</time></a>
    <p data-testid="post-text">leave<br>town</p><figure><img src="/1.png" alt="a rat"></figure>
    <article data-post-id="2"><a rel="author" href="/@wren">Wren</a><a href="/@wren/posts/b2"><time datetime="2026-02-01T10:00:00Z">1mo</time></a><p>Good morning.</p></article>
  </article>
  <article data-post-id="3"><p>a placeholder</p></article>`;

test('the site to start from reads a post and the one it quotes, and passes placeholders by', () => {
  const doc = new Window({ url: 'https://site.example/home' }).document as unknown as Document;
  doc.body.innerHTML = html;
  const page: PageFacts = { url: new URL('https://site.example/home'), doc };
  expect(template.matches(page)).toBe(true);
  const posts = template.find(doc, page);
  expect(posts).toHaveLength(1);
  const first = posts[0]!;
  expect(template.at(doc.querySelector('img')!, page)).toBe(first);
  expect(template.read(first, page)).toMatchObject({
    id: 'a1', handle: 'jay', displayName: 'Jay', permalink: 'https://site.example/@jay/posts/a1', postedAt: '2026-03-01T10:00:00.000Z', text: 'leave\ntown',
    media: [{ kind: 'image', alt: 'a rat' }], quoted: { id: 'b2', handle: 'wren', text: 'Good morning.', media: [] }, sources: { text: 'testid' },
  });
});
