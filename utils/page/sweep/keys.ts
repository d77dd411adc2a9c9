import type { Post } from '@/utils/domain/post';

/**
 * Under which a sweep knows a post, the same after every load: its id, else a print of what stands in it (64 bits: a run of
 * thousands has no two alike by chance). The page's own ordinals begin anew with each document.
 */
export function sweepKey(post: Post, words: string | null): string {
  if (post.id !== null) return post.id;
  return `=${print(JSON.stringify([post.handle, post.displayName, post.permalink, post.machineTime, post.text ?? words, post.media.map(({ alt, kind }) => [alt, kind])]))}`;
}

/** FNV-1a twice, with different beginnings. */
function print(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (b >>> 13), 0x01000193);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
