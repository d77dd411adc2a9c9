import { forSearch } from './search';

const PIECE = /@[\p{L}\p{N}_.@-]*|[\p{L}\p{N}\p{M}]+|[.!?;:。؟۔]|\p{Extended_Pictographic}/gu;

/**
 * Words as they are compared, with a blank around each: ` i will not . `. Folded as in search; what parts words (apostrophes too)
 * is a blank, what ends a sentence (an emoji too) is ` . `, a name with `@` is ` @ `.
 */
export function tokens(text: string): string {
  const pieces = forSearch(text.replace(/[\n\r]+/g, ' . ').replace(/…/g, '. ')).match(PIECE) ?? [];
  const told = pieces.map((piece) => (piece.startsWith('@') ? '@' : /^[\p{L}\p{N}\p{M}]/u.test(piece) ? piece : '.'));
  return ` ${[...told, '.'].join(' ')} `.replace(/(?: \.)+(?= )/g, ' .');
}
