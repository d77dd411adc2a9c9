import { chunksOf } from './profile.ts';

/** One secret, in every form in which it could lie in a file. */
export interface Needle {
  name: string;
  /** The browser itself keeps record of the pages that were visited: these may stand there, and nowhere else. */
  visited: boolean;
  forms: { form: string; bytes: Buffer }[];
}

export interface Find {
  name: string;
  form: string;
  where: string;
}

/** The part of the base64 text that does not depend on what stands before and after, for each of three alignments. */
function base64Forms(bytes: Buffer): Needle['forms'] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').replace(/=+$/, '');
    const whole = text.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + bytes.length) * 8) / 6));
    return { form: `base64+${shift}`, bytes: Buffer.from(whole) };
  });
}

export const bytesNeedle = (name: string, bytes: Uint8Array): Needle => {
  const raw = Buffer.from(bytes);
  return { name, visited: false, forms: [{ form: 'raw', bytes: raw }, { form: 'hex', bytes: Buffer.from(raw.toString('hex')) }, ...base64Forms(raw)] };
};

/** UTF-16 in both orders: Chromium writes IndexedDB's keys big-endian. */
export function textNeedle(name: string, text: string, visited = false): Needle {
  const wide = Buffer.from(text, 'utf16le');
  const forms = [{ form: 'utf-8', bytes: Buffer.from(text) }, { form: 'utf-16le', bytes: wide }, { form: 'utf-16be', bytes: Buffer.from(wide).swap16() }];
  const hex = Buffer.from(Buffer.from(text).toString('hex'));
  return { name, visited, forms: [...forms, { form: 'hex', bytes: hex }, ...base64Forms(Buffer.from(text))] };
}

/** `count` runs of 64 bytes spread over a file, none from its head, which other files share. */
export const slices = (name: string, file: Uint8Array, count = 4): Needle[] =>
  Array.from({ length: count }, (_, i) => {
    const at = Math.floor(((i + 1) * (file.length - 64)) / (count + 1));
    return bytesNeedle(`${name} @${at}`, file.subarray(at, at + 64));
  });

/** Each needle in each form and place once. `allowed` says where what was visited may stand. */
export function search(dir: string, needles: Needle[], allowed: (where: string) => boolean): { finds: Find[]; bytes: number } {
  const finds = new Map<string, Find>();
  let bytes = 0;
  for (const chunk of chunksOf(dir)) {
    bytes += chunk.bytes.length;
    for (const { name, visited, forms } of needles) {
      if (visited && allowed(chunk.where)) continue;
      for (const { form, bytes: wanted } of forms) {
        if (chunk.bytes.includes(wanted)) finds.set(`${name} ${form} ${chunk.where}`, { name, form, where: chunk.where });
      }
    }
  }
  return { finds: [...finds.values()], bytes };
}
