/**
 * Reads entries of a zip archive on disk by its directory, with their lengths and check sums: an
 * archive that was cut or damaged is refused, never read in part.
 */
import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'

/** The archive cannot be read; `message` says why, for people. */
export class BadArchive extends Error {
  override readonly name = 'BadArchive'
}

export interface ArchiveEntry {
  name: string
  method: number
  crc: number
  packedSize: number
  size: number
  /** Where its local head begins. */
  offset: number
}

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_LENGTH = 22
const ENTRY_LENGTH = 46
const LOCAL_LENGTH = 30
/** A comment behind the directory has at most so many bytes. */
const MAX_COMMENT = 0xffff
const STORED = 0
const DEFLATED = 8
/** Bytes of an entry: a quarter's values take some 600 MB now. */
const MAX_SIZE = 4_000_000_000

const readAt = async (file: FileHandle, at: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  if (bytesRead !== length) throw new BadArchive('it ends too early')
  return bytes
}

const endOf = (tail: Buffer): number => {
  for (let at = tail.length - END_LENGTH; at >= 0; at--)
    if (tail.readUInt32LE(at) === END_SIGNATURE) return at
  return -1
}

/** The entries of an archive. Throws BadArchive where it has no directory at its end. */
export const archiveEntries = async (path: string): Promise<ArchiveEntry[]> => {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const length = Math.min(size, END_LENGTH + MAX_COMMENT)
    if (length < END_LENGTH) throw new BadArchive('it is no zip archive')
    const tail = await readAt(file, size - length, length)
    const end = endOf(tail)
    if (end < 0) throw new BadArchive('it has no directory at its end: it was cut, or is no zip')
    const count = tail.readUInt16LE(end + 10)
    const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
    const entries: ArchiveEntry[] = []
    let at = 0
    for (let index = 0; index < count; index++) {
      if (at + ENTRY_LENGTH > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE)
        throw new BadArchive('its directory is damaged')
      const names = directory.readUInt16LE(at + 28)
      entries.push({
        name: directory.toString('utf8', at + ENTRY_LENGTH, at + ENTRY_LENGTH + names),
        method: directory.readUInt16LE(at + 10),
        crc: directory.readUInt32LE(at + 16),
        packedSize: directory.readUInt32LE(at + 20),
        size: directory.readUInt32LE(at + 24),
        offset: directory.readUInt32LE(at + 42),
      })
      at += ENTRY_LENGTH + names + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    return entries
  } finally {
    await file.close()
  }
}

/** Gives the bytes of an entry by chunks. Throws BadArchive when they are not all and the same. */
export const readEntry = async (
  path: string,
  entry: ArchiveEntry,
  take: (chunk: Uint8Array) => void,
): Promise<void> => {
  const { name, method, crc, packedSize, size, offset } = entry
  if (method !== STORED && method !== DEFLATED)
    throw new BadArchive(`${name} is packed in a way that is not read here (${method})`)
  if (size > MAX_SIZE) throw new BadArchive(`${name} has ${size} bytes, more than is read here`)
  const file = await open(path)
  let head: Buffer
  try {
    head = await readAt(file, offset, LOCAL_LENGTH)
  } finally {
    await file.close()
  }
  if (head.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new BadArchive(`${name} is damaged`)
  const start = offset + LOCAL_LENGTH + head.readUInt16LE(26) + head.readUInt16LE(28)
  let sum = 0
  let length = 0
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      length += chunk.length
      sum = crc32(chunk, sum)
      if (length <= size) take(chunk)
      done()
    },
  })
  try {
    if (packedSize > 0) {
      const source = createReadStream(path, { start, end: start + packedSize - 1 })
      if (method === STORED) await pipeline(source, sink)
      else await pipeline(source, createInflateRaw(), sink)
    }
  } catch (error) {
    throw new BadArchive(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (length !== size || sum >>> 0 !== crc) throw new BadArchive(`${name} is damaged or cut`)
}
