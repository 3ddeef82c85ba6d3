/**
 * Reads a stream up to a limit. The bytes are counted while they are read, because a Content-Length
 * may be missing or wrong.
 */

/**
 * Returns the whole body, which is empty when there is none. Null as soon as it is larger than
 * `limit` bytes. Throws when the connection breaks.
 */
export const readBounded = async (
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > limit) return null
    chunks.push(chunk)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
