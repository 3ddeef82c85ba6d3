/** Prepares a raw provider answer for storage: compressed, and named by the hash of its content. */
import type { RawAnswer } from '../model/provider.ts'

export interface PackedSource {
  /** SHA-256 (hex) of the uncompressed body. */
  hash: string
  url: string
  /** gzip */
  body: Uint8Array
  /** The size of the uncompressed body. */
  bytes: number
}

const hex = (buffer: ArrayBuffer): string =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

export const packSource = async ({ url, body }: RawAnswer): Promise<PackedSource> => {
  // A copy in memory that nobody shares, as the platform asks for.
  const own = new Uint8Array(body)
  const compressed = new Blob([own]).stream().pipeThrough(new CompressionStream('gzip'))
  const [hash, packed] = await Promise.all([
    crypto.subtle.digest('SHA-256', own),
    new Response(compressed).arrayBuffer(),
  ])
  return { hash: hex(hash), url, body: new Uint8Array(packed), bytes: body.byteLength }
}
