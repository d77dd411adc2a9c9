/** Characters that turn or isolate the direction of what follows, by the names the Unicode standard gives them. */
const NAMES: Record<string, string> = {
  '\u202a': 'LRE', '\u202b': 'RLE', '\u202c': 'PDF', '\u202d': 'LRO', '\u202e': 'RLO',
  '\u2066': 'LRI', '\u2067': 'RLI', '\u2068': 'FSI', '\u2069': 'PDI',
  '\u200e': 'LRM', '\u200f': 'RLM', '\u061c': 'ALM',
};
const ANY = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;

/** True when the text holds characters that can make it look other than it is written. Plain marks (LRM, RLM, ALM) cannot. */
export const turnsDirection = (text: string): boolean => TURNING.test(text);

/** The text in the order of its characters as far as they can tell: each direction character is replaced by `⟦RLO⟧` and the like. */
export const showBidi = (text: string): string => text.replace(ANY, (c) => `⟦${NAMES[c] ?? ''}⟧`);
