import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { claimDataFolder } from './data-folder.ts'
import { makeFolder } from './make-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'folders-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('makes what is missing, and leaves what is there', () => {
  makeFolder(join(root, 'a', 'b', 'c'))
  makeFolder(join(root, 'a', 'b', 'c'))
  expect(statSync(join(root, 'a', 'b', 'c')).isDirectory()).toBe(true)
})

test.each(['/proc/none/data', '/dev/null/data', '/sys/none'])('%s is refused at once', (path) => {
  expect(() => makeFolder(path)).toThrow(/ENOENT|ENOTDIR|EACCES|EPERM|EROFS/)
  expect(() => claimDataFolder(path, { pid: process.pid, started: null })).toThrow(
    `The data folder ${path} cannot be written`,
  )
})
