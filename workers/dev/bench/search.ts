/**
 * Measures the company search over all shipped lists: the time of one search after another, as a
 * ratio to the bare route in the same runtime.
 */
import { startBareRoute } from './bare-route.ts'
import { load, median } from './load.ts'
import type { PrintRow } from './print-row.ts'

/** A code, a name, the beginning of one, a name in Chinese, one in kana, and one with a typo. */
const TEXTS = ['AAPL', 'toyota', 'micro', '腾讯控股有限公司', 'ソニー', 'mircosoft']
const SECONDS = 1

const searchUrl = (url: string, text: string): string =>
  `${url}/api/instruments?query=${encodeURIComponent(text)}&providers=skip`

export const searchRows = async (row: PrintRow, url: string): Promise<void> => {
  const bare = await startBareRoute()
  try {
    const began = performance.now()
    await fetch(searchUrl(url, 'BYD'))
    row('first search, which makes the index', `${(performance.now() - began).toFixed(0)} ms`)
    const ratios: number[] = []
    for (const text of TEXTS) {
      const yardstick = await load(bare.url, 1, SECONDS)
      const search = await load(searchUrl(url, text), 1, SECONDS)
      ratios.push(search.medianMs / yardstick.medianMs)
      row(
        `search for ${text}, p50`,
        `${search.medianMs.toFixed(1)} ms`,
        `${(search.medianMs / yardstick.medianMs).toFixed(1)} times the bare route`,
      )
    }
    row('search over all lists, median of the above', `${median(ratios).toFixed(1)} times`)
  } finally {
    await bare.stop()
  }
}
