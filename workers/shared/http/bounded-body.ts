/**
 * Reading a stream up to a limit, counted while it is read: a Content-Length may be absent or
 * wrong.
 */

/**
 * The whole body, empty when there is none; null once it is larger than `limit` bytes. Throws where
 * the connection breaks.
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
