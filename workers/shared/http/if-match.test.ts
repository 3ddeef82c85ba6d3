import { expect, test } from 'vitest'
import { expectedVersion, versionTag } from './if-match.ts'

test.each([
  ['the header alone', '"3"', undefined, 3],
  ['the body alone', null, 0, 0],
  ['both, of one version', '"3"', 3, 3],
  ['both, of two versions', '"3"', 4, 'invalid_request'],
  ['neither', null, undefined, 'version_required'],
  ['a weak tag', 'W/"3"', undefined, 'invalid_request'],
  ['any version', '*', undefined, 'invalid_request'],
  ['two tags', '"3", "4"', undefined, 'invalid_request'],
  ['a version without quotes', '3', 3, 'invalid_request'],
  ['no number', '"three"', undefined, 'invalid_request'],
  ['a number that no version has', '"1234567890"', undefined, 'invalid_request'],
])('%s', (_, header, inBody, expected) => {
  const result = expectedVersion(new Headers(header === null ? {} : { 'if-match': header }), inBody)
  expect(result.ok ? result.data : result.reason).toBe(expected)
})

test('a version reads its own tag', () => {
  const result = expectedVersion(new Headers({ 'if-match': versionTag(12) }), undefined)
  expect(result).toEqual({ ok: true, data: 12 })
})
