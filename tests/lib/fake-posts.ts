import type { ItemHead } from '@/utils/domain/item';

/** Our own words: unkind or odd to look at, harmless to read. Every script a list must carry. */
export const WORDS_OF_OTHERS = [
  'Nobody asked you. Sit down.',
  'You call that a speech? My kettle has more to say.\n\nAnd it is shorter.',
  'We know which tram you take on Tuesdays. 🚋👀',
  'كلامك فارغ مثل جيبك',
  'तुम्हारी बात कोई नहीं सुनता',
  'Ɖò fí! A ɖɔ xó ǎ, xótɔ́ towe ɖó nǔ ǎ.',
  'Go home\u202e!emoh og',
  '网上的人都在笑你',
  '당신 말은 아무도 안 믿어요',
  'a'.repeat(240),
  '<b>not bold</b> & <img src=x onerror=alert(1)>',
  '👨‍👩‍👧‍👦 tell them at home what you did',
] as const;

const SENDERS = ['loud.kettle', 'grey_heron_77', 'bench@ponds.example', 'tin.whistle.example', 'marrow', 'quiet-not@hills.example'];
const NOTES = ['Knows where I travel', 'Same as yesterday', null, null, 'About the speech in May', null, null];
const START = Date.UTC(2026, 4, 3, 21, 17, 9);

export const idOf = (number: number): string => number.toString(16).padStart(32, '0');

/** Some of one whole page, and one that was captured three times. */
const RUN = 'c'.repeat(32);
const VERSIONS: Record<number, Partial<ItemHead>> = {
  12: { run: RUN }, 13: { run: RUN, versionOf: idOf(8), changed: [] }, 14: { run: RUN, versionOf: idOf(8), changed: ['text', 'name'] },
};

/** Post `number` of a made-up pile-on; the same number gives the same post. */
export function fakeHead(number: number, pending = false): ItemHead {
  const sender = SENDERS[number % SENDERS.length] ?? null;
  const site = ['x', 'bluesky', 'mastodon', 'generic'][number % 4] ?? 'generic';
  return {
    id: idOf(number), number, site, handle: number % 17 === 0 ? null : sender, displayName: `Display ${number}`, userId: String(900_000 + number), postId: String(1_700_000_000_000 + number),
    permalink: `https://x.com/${sender}/status/${number}`, address: 'https://x.com/home', savedAt: new Date(START + number * 61_000).toISOString(),
    postedAt: new Date(START + number * 60_000).toISOString(), text: `${WORDS_OF_OTHERS[number % WORDS_OF_OTHERS.length]}`, note: NOTES[number % NOTES.length] ?? null,
    ...VERSIONS[number],
    parsed: number % 23 !== 0, hasPicture: number % 5 !== 0, wordsOnly: number % 5 === 0, savedWhileLocked: pending, pending,
  };
}
