/**
 * The folder of the embedded database: a folder that is no database of ours is refused and not
 * changed.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EMBEDDED_MAJOR, openEmbedded } from './database.ts'
import { StartError } from './start-error.ts'

let base: string
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'database-'))
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const query = async (url: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

test('a new one is made, is of the stated version, and is found again', async () => {
  const folder = join(base, 'new')
  const first = await openEmbedded(folder)
  await query(first.url, 'create table kept (n int); insert into kept values (7)')
  await first.close()
  expect(readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()).toBe(String(EMBEDDED_MAJOR))
  const again = await openEmbedded(folder)
  expect(await query(again.url, 'select n from kept')).toEqual([{ n: 7 }])
  await again.close()

  // Damaged: the version file alone is lost.
  rmSync(join(folder, 'PG_VERSION'))
  const before = readdirSync(folder, { recursive: true }).sort()
  await expect(openEmbedded(folder)).rejects.toThrow(/no PG_VERSION.*Nothing in it was changed/s)
  writeFileSync(join(folder, 'PG_VERSION'), '')
  await expect(openEmbedded(folder)).rejects.toThrow(/no PG_VERSION.*Nothing in it was changed/s)
  rmSync(join(folder, 'PG_VERSION'))
  await expect(openEmbedded(folder)).rejects.toBeInstanceOf(StartError)
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before)
}, 60_000)

test.each([
  [EMBEDDED_MAJOR + 1, /newer version of this program/],
  [EMBEDDED_MAJOR - 1, /older version of this program/],
])('one of version %i is refused and left as it is', async (version, said) => {
  const folder = join(base, `of-${version}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'PG_VERSION'), `${version}\n`)
  await expect(openEmbedded(folder)).rejects.toThrow(said)
  expect(readdirSync(folder)).toEqual(['PG_VERSION'])
})

test('one whose making was cut off is made anew', async () => {
  const folder = join(base, 'cut-off')
  mkdirSync(folder)
  writeFileSync(join(folder, 'half'), '')
  writeFileSync(`${folder}.being-made`, '')
  const made = await openEmbedded(folder)
  expect(await query(made.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await made.close()
  expect([existsSync(`${folder}.being-made`), existsSync(join(folder, 'half'))]).toEqual([
    false,
    false,
  ])
}, 60_000)
