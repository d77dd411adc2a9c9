import { describe, expect, test } from 'vitest';
import { blankPost, type Post } from '@/utils/domain/post';
import { countHealth } from '@/utils/sites/health';

const post = (values: Partial<Post>): Post => ({ ...blankPost(), ...values });

describe('health counts what came out of a page', () => {
  test('nothing found is all zeros', () => {
    expect(countHealth([])).toEqual({ found: 0, withHandle: 0, withPermalink: 0, withTime: 0, withWords: 0, readable: 0 });
  });

  test('a post is readable with a handle, a link or id, and words or pictures', () => {
    const picture = { kind: 'image' as const, url: null, poster: null, alt: null, width: 0, height: 0 };
    const whole = post({ handle: 'jay', id: '1', permalink: 'https://site.example/1', postedAt: '2026-01-01T00:00:00.000Z', text: 'hm' });
    const posts = [
      whole,
      post({ handle: 'jay', id: '2', media: [picture] }),
      post({ handle: 'jay', id: '3', contentWarning: 'covered' }),
      post({ handle: null, id: '4', text: 'hm' }),
      post({ handle: 'jay', text: 'hm' }),
      post({ handle: 'jay', id: '6' }),
      post({ handle: 'jay', id: '7', title: 'only a title' }),
      post({ kind: 'message', displayName: 'Jay', id: '8', text: 'hm' }),
      post({ kind: 'comment', displayName: 'Jay', id: '9', text: 'hm' }),
      post({ kind: 'comment', userId: '100012', id: '10', text: 'hm' }),
    ];
    expect(countHealth(posts)).toEqual({ found: 10, withHandle: 6, withPermalink: 1, withTime: 1, withWords: 9, readable: 6 });
  });
});
