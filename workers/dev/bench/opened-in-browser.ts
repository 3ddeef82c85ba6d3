/**
 * Measures in Chromium, slowed down four times, how long a page takes from the bytes of a book to
 * its index with the figures of the first view.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { CHROMIUM, CHROMIUM_ARGS } from '../chromium.ts'
import { median } from './load.ts'

const SLOWDOWN = 4
/** Pages that are opened anew, and openings within one of them. */
const [PAGES, AGAIN] = [7, 9]

const script = async (): Promise<string> => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: {
        entry: join(import.meta.dirname, 'open-book.ts'),
        formats: ['iife'],
        name: 'bench',
      },
    },
  })
  const [chunk] = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  if (chunk?.type !== 'chunk') throw new Error('there is no script')
  return chunk.code
}

export interface Opened {
  /** Milliseconds of the first opening in a fresh page, and of later ones in it. */
  first: number
  again: number
}

export const openedInBrowser = async (bytes: Uint8Array): Promise<Opened> => {
  const profile = mkdtempSync(join(tmpdir(), 'bench-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    args: CHROMIUM_ARGS,
  })
  try {
    const content = await script()
    const base64 = Buffer.from(bytes).toString('base64')
    const [first, again]: [number[], number[]] = [[], []]
    for (let i = 0; i < PAGES; i++) {
      const page = await context.newPage()
      const devtools = await context.newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
      await page.addScriptTag({ content })
      const times = await page.evaluate<number[]>(`bench.open(${JSON.stringify(base64)}, ${AGAIN})`)
      first.push(times[0] ?? Number.NaN)
      again.push(...times.slice(1))
      await page.close()
    }
    return { first: median(first), again: median(again) }
  } finally {
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  }
}
