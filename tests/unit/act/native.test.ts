import { describe, expect, it } from 'vitest';

import en from '@/assets/locales/en/quiet.json';
import fr from '@/assets/locales/fr/quiet.json';
import { GUIDED } from '@/utils/act/guided';
import { NATIVE_READ_ON, nativeTools, toolsFor } from '@/utils/act/native';

describe('the platforms\' own tools', () => {
  it('are offered where they beat blocking one by one, the strongest first', () => {
    expect(toolsFor('instagram', 12).map(({ id }) => id)).toEqual(['instagram-limits', 'instagram-hidden-words', 'instagram-restrict']);
    expect(toolsFor('instagram', 2).map(({ id }) => id)).toEqual(['instagram-restrict']);
    expect(toolsFor('tiktok', 5).map(({ id }) => id)).toEqual(['tiktok-bulk']);
    expect(toolsFor('tiktok', 1)).toEqual([]);
    expect(toolsFor('facebook', 5).map(({ id }) => id)).toEqual(['facebook-moderation-assist']);
    expect(toolsFor('youtube', 10).map(({ id }) => id)).toEqual(['youtube-hold-comments', 'youtube-hide-user']);
    expect(toolsFor('threads', 10).map(({ id }) => id)).toEqual(['threads-hidden-words', 'threads-reply-controls']);
    expect(toolsFor('tiktok', 10).map(({ id }) => id)).toEqual(['tiktok-comment-filters', 'tiktok-bulk']);
    expect(toolsFor('bluesky', 900)).toEqual([]);
  });

  it('have words in every language, a source, a date, and no deep link', () => {
    for (const { id, site, settings, seen, seenDate } of nativeTools()) {
      for (const words of [en, fr] as Record<string, string>[]) expect([words[`tool.${id}`], words[`toolPath.${id}`]], id).not.toContain(undefined);
      expect(Object.keys(GUIDED), id).toContain(site);
      expect(URL.parse(seen)?.protocol, id).toMatch(/^https?:$/);
      const { protocol, pathname, search, hash } = new URL(settings);
      expect([protocol, search, hash], id).toEqual(['https:', '', '']);
      expect(pathname.split('/').filter(Boolean).length, id).toBeLessThanOrEqual(2);
      if (seenDate !== null) expect(Number.isNaN(Date.parse(seenDate)), id).toBe(false);
    }
    expect(NATIVE_READ_ON).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(new Set(nativeTools().map(({ id }) => id)).size).toBe(nativeTools().length);
  });
});
