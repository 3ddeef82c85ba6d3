/** Streams one file of a zip archive from disk. */
import { createReadStream } from 'node:fs'
import { Unzip, UnzipInflate } from 'fflate'

/**
 * Gives the bytes of the entry by chunks; the other entries are not inflated. Returns false when
 * the archive has no such entry.
 */
export const streamEntry = async (
  path: string,
  name: string,
  take: (chunk: Uint8Array) => void,
): Promise<boolean> => {
  let found = false
  let failure: Error | null = null
  const unzip = new Unzip((file) => {
    if (file.name !== name) return
    found = true
    file.ondata = (error, chunk) => {
      if (error) failure = error
      else take(chunk)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    unzip.push(chunk)
    if (failure) throw failure
  }
  unzip.push(new Uint8Array(0), true)
  return found
}
