/**
 * The files of the contracts and of the datasets hold schemas: a value taken from one brings the schema library into the
 * page, and its `eval` against the content policy.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const VALUE_OF_CONTRACT =
  /^import (?!type )(?:\{[^}]*\}|[\w*, ]+) from '#shared\/(?:contracts|datasets)\//m

test('the page takes types from the contracts and the datasets, never values', () => {
  const files = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname }).filter(
    (file) => !file.endsWith('.test.ts'),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(
    files.filter((file) =>
      VALUE_OF_CONTRACT.test(readFileSync(join(import.meta.dirname, file), 'utf8')),
    ),
  ).toEqual([])
})
