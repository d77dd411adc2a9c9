const at = (bytes: Uint8Array, offset: number, text: string): boolean => [...text].every((c, i) => bytes[offset + i] === c.charCodeAt(0));

/** What kind of sound the bytes begin as, whatever the file is called; null where it is none that a browser plays. */
export function soundType(bytes: Uint8Array): string | null {
  if (at(bytes, 0, 'ID3')) return 'audio/mpeg';
  if (at(bytes, 0, 'OggS')) return 'audio/ogg';
  if (at(bytes, 0, 'fLaC')) return 'audio/flac';
  if (at(bytes, 0, 'RIFF') && at(bytes, 8, 'WAVE')) return 'audio/wav';
  if (at(bytes, 4, 'ftyp') && ['M4A ', 'M4B ', 'mp42', 'isom', 'mp41', 'iso2', 'dash'].some((brand) => at(bytes, 8, brand))) return 'audio/mp4';
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) return 'audio/webm';
  // A frame of MPEG audio without a tag: eleven bits set, then a layer that is not the reserved one; layer 0 is AAC's.
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0) {
    const layer = ((bytes[1] ?? 0) >> 1) & 3;
    if (layer === 0) return ((bytes[1] ?? 0) & 0xf6) === 0xf0 ? 'audio/aac' : null;
    return 'audio/mpeg';
  }
  return null;
}
