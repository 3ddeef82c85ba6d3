/**
 * Builds the page into the gateway's assets. The build runs in its own process, so that another
 * processor core can compile the database at the same time.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.ts'

const BUILT = join(ROOT, 'workers/gateway/public/index.html')
/** Paths of everything that the page is made from. */
const SOURCES = ['web', 'workers/shared', 'package-lock.json']

const newest = (path: string): number => {
  const stat = statSync(path)
  return stat.isDirectory()
    ? Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
    : stat.mtimeMs
}

/** Whether the page is built and no source is newer. */
export const isPageCurrent = (): boolean => {
  const built = statSync(BUILT, { throwIfNoEntry: false })
  return (
    built !== undefined && SOURCES.every((source) => newest(join(ROOT, source)) < built.mtimeMs)
  )
}

/**
 * Builds the page. Does nothing when no source is newer than the built page. Rejects with vite's
 * own messages when the build fails.
 */
export const buildPage = async (): Promise<void> => {
  if (isPageCurrent()) return
  const vite = spawn(
    process.execPath,
    [
      join(ROOT, 'node_modules/vite/bin/vite.js'),
      'build',
      '--config',
      'web/vite.config.ts',
      '--logLevel',
      'error',
    ],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  for (const stream of [vite.stdout, vite.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = await once(vite, 'exit')
  if (code !== 0) throw new Error(`the page does not build:\n${output}`)
}
