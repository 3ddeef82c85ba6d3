import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { sha256Hex } from '#shared/hash.ts'
import { isSessionForm, isTokenForm, newCode, newSession, newToken } from './secrets.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

test('a token is its prefix, 30 random characters, and the CRC-32 of these in six', () => {
  const tokens = Array.from({ length: 200 }, newToken)
  expect(new Set(tokens).size).toBe(200)
  for (const token of tokens) {
    const [, random = '', check = ''] = /^fsx_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/.exec(token) ?? []
    const sum = [...check].reduce((value, one) => value * 62 + ALPHABET.indexOf(one), 0)
    expect([token, sum]).toEqual([token, crc32(random)])
    expect(isTokenForm(token)).toBe(true)
  }
})

test('a token with any one character changed, missing or more is no token', () => {
  const token = newToken()
  for (let at = 0; at < token.length; at++) {
    const other = token[at] === 'x' ? 'y' : 'x'
    expect(isTokenForm(token.slice(0, at) + other + token.slice(at + 1))).toBe(false)
  }
  for (const wrong of ['', 'fsx_', token.slice(0, -1), `${token}0`, ` ${token}`, `${token}\n`])
    expect(isTokenForm(wrong)).toBe(false)
})

test('every character of the alphabet is as likely as any other', () => {
  const counts = new Map<string, number>()
  for (let i = 0; i < 2_000; i++)
    for (const one of newCode()) counts.set(one, (counts.get(one) ?? 0) + 1)
  const expected = 60_000 / 62
  expect([...counts.keys()].sort()).toEqual([...ALPHABET].sort())
  for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(250)
})

test('a session has its own form, and what is kept of a secret is its SHA-256', () => {
  expect(isSessionForm(newSession())).toBe(true)
  expect(isSessionForm(`${newSession()};`)).toBe(false)
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
