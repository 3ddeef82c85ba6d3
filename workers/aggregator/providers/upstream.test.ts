import { expect, it } from 'vitest'
import { upstreamUrl } from './upstream.ts'

const url = new URL('https://data.sec.gov/submissions/CIK1.json?a=1')

it('calls go to the world unless a stand-in is named', () => {
  expect(upstreamUrl({}, url)).toBe(url.href)
  expect(upstreamUrl({ UPSTREAM_ORIGIN: 'http://127.0.0.1:9' }, url)).toBe(
    'http://127.0.0.1:9/data.sec.gov/submissions/CIK1.json?a=1',
  )
  expect(upstreamUrl({ SEC_DATA_BASE_URL: 'http://127.0.0.1:9/' }, url)).toBe(
    'http://127.0.0.1:9/submissions/CIK1.json?a=1',
  )
  expect(upstreamUrl({ SEC_WWW_BASE_URL: 'http://127.0.0.1:9' }, url)).toBe(url.href)
})
