import { mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyEncryptionSettings } from './key-encryption-key.ts'

let data = ''
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'kek-'))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))
const path = () => join(data, 'key-encryption-key')
const settings = (known?: string, environment = {}) =>
  keyEncryptionSettings(data, known, environment)

test('a key is made once, in a file of its owner alone', () => {
  const first = settings()
  expect(first.KEY_ENCRYPTION_KEY).toMatch(/^[0-9a-f]{64}$/)
  expect(first.KEY_ENCRYPTION_KEY_FORMER).toBe('')
  expect(statSync(path()).mode & 0o777).toBe(0o600)
  expect(readFileSync(path(), 'utf8').trim()).toBe(first.KEY_ENCRYPTION_KEY)
  expect(settings('a'.repeat(64))).toEqual(first)
})

test('two folders have two keys, unless a running system of the checkout has one', () => {
  const { KEY_ENCRYPTION_KEY: first } = settings()
  rmSync(path())
  expect(settings().KEY_ENCRYPTION_KEY).not.toBe(first)
  rmSync(path())
  expect(settings('b'.repeat(64)).KEY_ENCRYPTION_KEY).toBe('b'.repeat(64))
})

test('a key that was set aside is the former one, and a new one is made', () => {
  const { KEY_ENCRYPTION_KEY: former } = settings()
  renameSync(path(), `${path()}.former`)
  const rotated = settings(former)
  expect(rotated.KEY_ENCRYPTION_KEY_FORMER).toBe(former)
  expect(rotated.KEY_ENCRYPTION_KEY).not.toBe(former)
})

test('the environment goes before the folder', () => {
  settings()
  expect(settings('', { KEY_ENCRYPTION_KEY: 'named' })).toEqual({
    KEY_ENCRYPTION_KEY: 'named',
    KEY_ENCRYPTION_KEY_FORMER: '',
  })
})
