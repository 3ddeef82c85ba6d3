/** The size of a Worker as wrangler tells it, and the most that the platform takes. Pure. */

/** Most bytes of a Worker before compression, on every plan of the platform. */
export const MOST_WORKER_BYTES = 64 * 1024 * 1024

const TOTAL = /Total Upload: ([\d.]+) (B|KiB|MiB) \/ gzip: ([\d.]+) (B|KiB|MiB)/
const UNITS: Record<string, number> = { B: 1, KiB: 1024, MiB: 1024 * 1024 }

export interface BundleSize {
  bytes: number
  gzip_bytes: number
}

export const bundleSizeIn = (output: string): BundleSize | null => {
  const found = TOTAL.exec(output)
  if (!found) return null
  const [, size, unit = '', gzip, gzipUnit = ''] = found
  const bytes = (amount: string | undefined, of: string) =>
    Math.round(Number(amount) * (UNITS[of] ?? Number.NaN))
  return { bytes: bytes(size, unit), gzip_bytes: bytes(gzip, gzipUnit) }
}

export const sizeInWords = ({ bytes, gzip_bytes }: BundleSize): string =>
  `${(bytes / 1024).toFixed(0)} KiB, ${(gzip_bytes / 1024).toFixed(0)} KiB compressed`
