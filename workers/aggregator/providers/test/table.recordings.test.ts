/**
 * Every recorded answer of a provider, by its path: which adapter reads it and which values with
 * units come out, or why nothing does. INDEX.md of shared/data lists the recordings. A file in it
 * without a row is a failure, and so is a row without a file.
 */
import { describe, expect, test } from 'vitest'
import { recordedText, recordingsRead } from './case.ts'
import { asiaRows } from './recordings/asia.ts'
import { secRows } from './recordings/sec.ts'
import { tushareRows } from './recordings/tushare.ts'
import { westRows } from './recordings/west.ts'
import { yahooRows } from './recordings/yahoo.ts'

const ROWS = [...secRows, ...yahooRows, ...westRows, ...tushareRows, ...asiaRows]

/** `| path | KB | symbol | **CLASS** | ...`; REAL are recorded, MIX in part. */
const recordings = (): string[] =>
  [...recordedText('INDEX.md').matchAll(/^\| (\S+\/\S+) \|.*?\| \*\*(REAL|MIX)\*\* \|/gm)].map(
    ([, file]) => file ?? '',
  )

describe('recordings', () => {
  test('each has a row here, and each row a recording', () => {
    const [listed, named] = [recordings().sort(), [...new Set(ROWS.map(({ file }) => file))].sort()]
    expect(listed.length).toBeGreaterThan(200)
    expect(named).toEqual(listed)
  })
  test.each(ROWS.map((row) => [row.file, row.says, row] as const))(
    '%s: %s',
    async (file, says, row) => {
      recordingsRead.delete(file)
      await row.check()
      expect(recordingsRead.has(file)).toBe(row.read)
      expect(says).not.toBe('')
    },
  )
})
