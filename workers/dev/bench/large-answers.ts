/**
 * Measures what a provider's answer of 1 GB of gzip costs: how long until it is refused, how much
 * memory the runtime takes meanwhile, and how others are answered beside it.
 */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { gzipSync } from 'node:zlib'
import { PRICE_ADDRESS } from '#shared/addresses.ts'
import { load, loadWhile } from './load.ts'
import { peakMemorySince } from './peak-memory.ts'
import type { RawStack } from './raw-stack.ts'
import type { PrintRow } from './print-row.ts'

const MEGABYTE = 1024 * 1024
/** One member of the gzip. A gzip of many members is unpacked to all of them in turn. */
const MEMBER = gzipSync(new Uint8Array(MEGABYTE))
const MEMBERS = 1_024
const READERS = 8
const ALONE_SECONDS = 2
/** The whole answer that is held as bytes and as chunks, twice. */
const MOST_MEGABYTES = 128

function* members(): Generator<Buffer> {
  for (let sent = 0; sent < MEMBERS; sent++) yield MEMBER
}

/** Sends the whole answer, or what of it the client stays for. */
const sendAll = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' })
  pipeline(members, response).catch(() => response.destroy())
}

interface LargeAnswers {
  url: string
  /** How often it was asked. */
  calls(): number
  close(): Promise<void>
}

/** A provider whose every answer is 1 GB of zeros, of which the network carries 1 MB. */
export const startLargeAnswers = async (): Promise<LargeAnswers> => {
  let calls = 0
  const server = createServer((_, response) => {
    calls++
    sendAll(response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const memoryText = (before: number, most: number): string => {
  const [held, more] = [before, most - before].map((bytes) => Math.round(bytes / MEGABYTE))
  return `workerd ${held} MB, at most ${more} MB more, <= ${MOST_MEGABYTES}`
}

/** Asks for a quote that no provider can give, and returns how long it took, in ms. */
const refused = async (url: string, symbol: string): Promise<number> => {
  const began = performance.now()
  const response = await fetch(`${url}/api/companies/US/${symbol}/quote`)
  const took = performance.now() - began
  const answer = await response.text()
  if (response.ok || !answer.includes('more than'))
    throw new Error(`an answer of 1 GB was answered ${response.status}: ${answer.slice(0, 500)}`)
  return took
}

/** The stack must ask the provider of `startLargeAnswers`, and run below this process. */
export const largeAnswerRows = async (
  row: PrintRow,
  { url }: RawStack,
  provider: LargeAnswers,
): Promise<void> => {
  const price = PRICE_ADDRESS.replace('{market}', 'US').replace('{symbol}', 'AAPL')
  const readers = `${url}${price}?max_age_seconds=86400`
  const alone = await load(readers, READERS, ALONE_SECONDS, {
    accepted: [200, 404],
  })
  const memory = peakMemorySince(process.pid)
  const before = provider.calls()
  const took = await refused(url, 'MSFT')
  const calls = provider.calls() - before
  row(
    `${calls} answers of 1 GB of gzip in turn: refused after`,
    `${(took / 1_000).toFixed(2)} s`,
    memory === null ? 'memory unknown here' : memoryText(memory.before, memory.most()),
  )
  let goesOn = true
  const asked = refused(url, 'AAPL').finally(() => {
    goesOn = false
  })
  const beside = await loadWhile(readers, READERS, () => goesOn, { accepted: [200, 404] })
  await asked
  row(
    `${READERS} readers of a price beside it`,
    `p99 ${beside.p99Ms.toFixed(1)} ms`,
    `alone ${alone.p99Ms.toFixed(1)} ms`,
  )
}
