/** Answers with bytes that never change, named by their hash, which anybody may keep for ever. */

/** Seconds for which a browser keeps them: a year, the longest that caches honour. */
const FOR_EVER = 31_536_000

const acceptsGzip = (headers: Headers): boolean =>
  /(?:^|[,\s])(?:gzip|\*)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(
    headers.get('accept-encoding') ?? '',
  )

/** Whether the reader has these bytes already. */
const has = (headers: Headers, etag: string): boolean =>
  (headers.get('if-none-match') ?? '')
    .slice(0, 2_000)
    .split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')

export interface PackedBytes {
  /** Of the packed bytes; the tag of the answer. */
  hash: string
  /** Gzip. */
  bytes: Uint8Array<ArrayBuffer>
  /** Content type of what is packed. */
  type: string
}

/** As they are for who takes gzip, else unpacked; nothing for who has them already. */
export const passOnGzip = ({ hash, bytes, type }: PackedBytes, headers: Headers): Response => {
  const etag = `"${hash}"`
  const told = {
    'cache-control': `public, max-age=${FOR_EVER}, immutable`,
    etag,
    vary: 'accept-encoding',
  }
  if (has(headers, etag)) return new Response(null, { status: 304, headers: told })
  const described = { ...told, 'content-type': type }
  if (acceptsGzip(headers))
    return new Response(bytes, {
      headers: { ...described, 'content-encoding': 'gzip' },
      encodeBody: 'manual',
    })
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Response(unpacked, { headers: described })
}
