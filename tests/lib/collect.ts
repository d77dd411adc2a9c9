import type { Bytes } from '@/utils/crypto/bytes';

export const collect = async (stream: ReadableStream<Bytes>): Promise<Bytes> => new Uint8Array(await new Response(stream).arrayBuffer());
