declare module 'snappyjs' {
  /** Throws on bytes that are not snappy's, or that unpack to more than `maxLength`. */
  function uncompress(compressed: Uint8Array, maxLength?: number): Uint8Array;
  const snappy: { uncompress: typeof uncompress };
  export default snappy;
}
