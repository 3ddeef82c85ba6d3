/**
 * Measures the scripts that a first visit to the page loads, compressed as a server compresses
 * them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ROOT } from '../paths.ts'

const PUBLIC = join(ROOT, 'workers/gateway/public')

/**
 * The size after gzip, in bytes, of the scripts that index.html names, with the preloaded ones.
 */
export const initialScriptBytes = (): number => {
  const html = readFileSync(join(PUBLIC, 'index.html'), 'utf8')
  const scripts = new Set(
    [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map((match) => match[1] as string),
  )
  if (scripts.size === 0) throw new Error('index.html names no script: was the page built?')
  return [...scripts].reduce(
    (sum, path) => sum + gzipSync(readFileSync(join(PUBLIC, path)), { level: 9 }).length,
    0,
  )
}
