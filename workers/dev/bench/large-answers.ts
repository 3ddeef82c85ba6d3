/**
 * Measures what a provider's answer of 1 GB of gzip costs: how long until it is refused, how much
 * memory the runtime takes meanwhile, and how others are answered beside it.
 */
import { createServer, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { PRICE_ADDRESS } from '#shared/addresses.ts'
import { workerdMemory } from '../stack-process.ts'
import { loadWhile } from './load.ts'
import type { RawStack } from './raw-stack.ts'

type PrintRow = (what: string, measured: string, promise?: string) => void

const MEGABYTE = 1024 * 1024
/** One member of the gzip. A gzip of many members is unpacked to all of them in turn. */
const MEMBER = gzipSync(new Uint8Array(MEGABYTE))
const MEMBERS = 1_024
const READERS = 8
const SAMPLE_MS = 20
/** The whole answer that is held as bytes and as chunks, twice. */
const MOST_MEGABYTES = 128

const sendAll = async (response: ServerResponse): Promise<void> => {
  response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' })
  for (let sent = 0; sent < MEMBERS && !response.destroyed; sent++)
    if (!response.write(MEMBER))
      await Promise.race([once(response, 'drain'), once(response, 'close')])
  response.end()
}

/** A provider whose every answer is 1 GB of zeros, of which the network carries 1 MB. */
export const startLargeAnswers = async (): Promise<{ url: string; close(): Promise<void> }> => {
  const server = createServer((_, response) => void sendAll(response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The stack must ask the provider of `startLargeAnswers`, and run below this process. */
export const largeAnswerRows = async (row: PrintRow, { url }: RawStack): Promise<void> => {
  const memory = (): number => workerdMemory(process.pid) ?? Number.NaN
  const price = PRICE_ADDRESS.replace('{market}', 'US').replace('{symbol}', 'AAPL')
  const readers = `${url}${price}?max_age_seconds=86400`
  const alone = await loadWhile(
    readers,
    READERS,
    (
      (until) => () =>
        performance.now() < until
    )(performance.now() + 2_000),
    [200, 404],
  )
  const before = memory()
  let most = before
  let goesOn = true
  const sampling = setInterval(() => {
    most = Math.max(most, memory())
  }, SAMPLE_MS)
  const began = performance.now()
  const asked = fetch(`${url}/api/companies/US/AAPL/quote`).finally(() => {
    goesOn = false
  })
  const beside = await loadWhile(readers, READERS, () => goesOn, [200, 404])
  const response = await asked
  clearInterval(sampling)
  const answer = await response.text()
  if (response.ok || !answer.includes('more than'))
    throw new Error(`an answer of 1 GB was answered ${response.status}: ${answer.slice(0, 500)}`)
  row(
    'a provider answers 1 GB of gzip: refused after',
    `${((performance.now() - began) / 1_000).toFixed(2)} s`,
    `workerd ${Math.round(before / MEGABYTE)} MB, at most ${Math.round((most - before) / MEGABYTE)} MB more, <= ${MOST_MEGABYTES}`,
  )
  row(
    `${READERS} readers of a price beside it`,
    `p99 ${beside.p99Ms.toFixed(1)} ms`,
    `alone ${alone.p99Ms.toFixed(1)} ms`,
  )
}
