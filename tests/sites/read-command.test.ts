import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const page = join(root, 'tests/fixtures/sites/bluesky/thread.html');
const run = (...args: string[]) => spawnSync(process.execPath, ['scripts/read.mjs', ...args], { cwd: root, encoding: 'utf8' });

describe('the read command', () => {
  test('prints the posts of a saved page as JSON, in order, with counts and tiers', () => {
    const { stdout, status } = run('--url', 'https://bsky.app/profile/kite.test/post/3mfz6phlc222p', page);
    const posts = JSON.parse(stdout) as Record<string, unknown>[];
    expect(status).toBe(0);
    expect(posts.map((post) => post['handle'])).toEqual(['wren.example.org', 'kite.test', 'jay.test']);
    expect(Object.keys(posts[0] ?? {}).slice(0, 9)).toEqual(['id', 'handle', 'displayName', 'permalink', 'postedAt', 'text', 'quoted', 'media', 'userId']);
    expect(posts[1]).toMatchObject({ media: 0, kind: 'post', focal: true, adapter: 'bluesky', tier: expect.any(String) });
  }, 60_000);

  test.each([
    ['a missing file', ['--url', 'https://x.com/', 'nowhere.html'], /no file "nowhere.html"/],
    ['a folder', ['--url', 'https://x.com/', 'tests'], /cannot be read/],
    ['no address', [page], /address is missing/],
    ['an address that is none', ['--url', 'x.com', page], /is not a web address/],
    ['an address of a file', ['--url', 'file:///etc/hostname', page], /is not a web address/],
    ['two files', ['--url', 'https://x.com/', page, page], /Exactly one file/],
    ['an unknown option', ['--adress', 'https://x.com/', page], /Use it like this/],
  ])('stops with one clear sentence for %s', (_, args, sentence) => {
    const { stdout, stderr, status } = run(...args);
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  }, 30_000);
});
