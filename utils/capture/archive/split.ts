import type { Bytes } from '@/utils/crypto/bytes';

/** One value of the file: its very bytes. `path` is one of those wanted, `n` counts the values at that path from 1. */
export interface Piece { path: string; n: number; bytes: Bytes }

/** The file is not of the kind it should be. */
export class NotJson extends Error {
  override name = 'NotJson';
}

export interface SplitLimits { piece: number; depth: number }
const LIMITS: SplitLimits = { piece: 4 << 20, depth: 64 };

/** Before the data: nothing, or the name it is given in a script (`window.YTD.tweets.part0 = `). It is never run. */
const ASSIGNMENT = /^\ufeff?\s*(?:window\.[\w.$]{1,100}\s*=\s*)?$/;
const MOST_BEFORE = 200;

const [QUOTE, BACKSLASH, COMMA, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d];

interface Taking { path: string; depth: number; parts: Bytes[]; size: number }

interface Level { array: boolean; /** Null: nothing wanted lies below. */ path: string | null; key: string; awaitsKey: boolean }

/**
 * Cuts values at known places out of JSON of any length, piece by piece as it streams: strings and whole arrays or objects
 * at `wanted` paths such as `/messages/*`. Memory holds one piece. A piece over the limit comes without bytes (empty).
 */
export class Splitter {
  readonly #wanted: ReadonlySet<string>;
  readonly #ways = new Set<string>();
  readonly #limits: SplitLimits;
  readonly #levels: Level[] = [];
  readonly #counts = new Map<string, number>();
  #before: string | null = '';
  #inString = false;
  #escaped = false;
  /** Bytes of a key that is being read, or null. */
  #key: number[] | null = null;
  #taking: Taking | null = null;
  #from = 0;
  #ended = false;

  constructor(wanted: readonly string[], limits: SplitLimits = LIMITS) {
    this.#wanted = new Set(wanted);
    this.#limits = limits;
    for (const path of wanted) for (let at = 0; at >= 0; at = path.indexOf('/', at + 1)) this.#ways.add(path.slice(0, at));
  }

  /** Pieces that end in this chunk, in order. Throws `NotJson`. */
  push(chunk: Bytes): Piece[] {
    const found: Piece[] = [];
    let i = this.#before === null ? 0 : this.#begin(chunk);
    this.#from = i;
    for (; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (this.#inString) {
        this.#inside(byte, chunk, i, found);
        continue;
      }
      if (byte === QUOTE) this.#openString(i);
      else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) this.#open(byte === OPEN_ARRAY, i);
      else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) this.#close(byte === CLOSE_ARRAY, chunk, i, found);
      else if (byte === COMMA) {
        const level = this.#levels.at(-1);
        if (level && !level.array) level.awaitsKey = true;
      } else if (this.#ended && byte > 0x20 && byte !== 0x3b) throw new NotJson('something after the end');
    }
    if (this.#taking) this.#keep(chunk, chunk.length);
    return found;
  }

  /** Call once at the end. */
  end(): void {
    if (!this.#ended || this.#levels.length > 0 || this.#inString) throw new NotJson('cut short');
  }

  #begin(chunk: Bytes): number {
    const at = chunk.findIndex((byte) => byte === OPEN_ARRAY || byte === OPEN_OBJECT);
    this.#before += new TextDecoder('utf-8', { ignoreBOM: true }).decode(chunk.subarray(0, at < 0 ? MOST_BEFORE + 1 : at));
    if ((this.#before ?? '').length > MOST_BEFORE) throw new NotJson('no data at the beginning');
    if (at < 0) return chunk.length;
    if (!ASSIGNMENT.test(this.#before ?? '')) throw new NotJson('something before the data');
    this.#before = null;
    return at;
  }

  #inside(byte: number, chunk: Bytes, i: number, found: Piece[]): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) {
      this.#inString = false;
      if (this.#key) this.#endKey(this.#key);
      else if (this.#taking?.depth === this.#levels.length) this.#finish(chunk, i, found);
      return;
    }
    if (this.#key && this.#key.length < 200) this.#key.push(byte);
  }

  #endKey(bytes: number[]): void {
    const level = this.#levels.at(-1) as Level;
    level.key = new TextDecoder().decode(Uint8Array.from(bytes));
    this.#key = null;
  }

  /** The path of the value that begins now, where something wanted may be; else null. */
  #here(): string | null {
    const level = this.#levels.at(-1);
    if (!level) return this.#ways.has('') ? '' : null;
    if (level.path === null) return null;
    const path = `${level.path}/${level.array ? '*' : level.key}`;
    return this.#ways.has(path) || this.#wanted.has(path) ? path : null;
  }

  #openString(i: number): void {
    this.#inString = true;
    const level = this.#levels.at(-1);
    if (!level) throw new NotJson('a word alone');
    if (level.awaitsKey) {
      level.awaitsKey = false;
      this.#key = this.#taking || level.path === null ? null : [];
      if (this.#key === null) level.key = '';
      return;
    }
    this.#take(this.#here(), i);
  }

  #open(array: boolean, i: number): void {
    if (this.#ended || this.#levels.length >= this.#limits.depth) throw new NotJson(this.#ended ? 'a second value' : 'too deep');
    const path = this.#here();
    this.#take(path, i);
    this.#levels.push({ array, path: this.#taking ? null : path, key: '', awaitsKey: !array });
  }

  #close(array: boolean, chunk: Bytes, i: number, found: Piece[]): void {
    if (this.#levels.pop()?.array !== array) throw new NotJson('brackets do not fit');
    if (this.#taking?.depth === this.#levels.length) this.#finish(chunk, i, found);
    if (this.#levels.length === 0) this.#ended = true;
  }

  #take(path: string | null, i: number): void {
    if (this.#taking || path === null || !this.#wanted.has(path)) return;
    this.#taking = { path, depth: this.#levels.length, parts: [], size: 0 };
    this.#from = i;
  }

  #keep(chunk: Bytes, to: number): void {
    const taking = this.#taking;
    if (!taking) return;
    taking.size += to - this.#from;
    if (taking.size > this.#limits.piece) taking.parts = [];
    else taking.parts.push(chunk.slice(this.#from, to));
    this.#from = 0;
  }

  #finish(chunk: Bytes, i: number, found: Piece[]): void {
    this.#keep(chunk, i + 1);
    const { path, parts, size } = this.#taking as Taking;
    this.#taking = null;
    const n = (this.#counts.get(path) ?? 0) + 1;
    this.#counts.set(path, n);
    const bytes = new Uint8Array(size > this.#limits.piece ? 0 : size);
    let at = 0;
    if (bytes.length > 0) for (const part of parts) { bytes.set(part, at); at += part.length; }
    found.push({ path, n, bytes });
  }
}
