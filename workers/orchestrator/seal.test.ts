import { expect, test } from 'vitest'
import { canonicalJson, sha256 } from './seal.ts'

test('the hash is SHA-256 of the canonical JSON', async () => {
  expect(canonicalJson({ b: 1, a: [true, null, 'x'] })).toBe('{"a":[true,null,"x"],"b":1}')
  expect(await sha256({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
})

test('the order of keys does not matter, the content does', async () => {
  expect(await sha256({ a: 1, b: { c: 2, d: 3 } })).toBe(await sha256({ b: { d: 3, c: 2 }, a: 1 }))
  expect(await sha256({ a: 1 })).not.toBe(await sha256({ a: 2 }))
})
