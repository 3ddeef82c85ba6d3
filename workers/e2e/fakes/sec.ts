/**
 * A local server that speaks the three routes of sec.gov that this program uses, for the companies
 * given to it. It fails on command.
 */
import { createServer, type ServerResponse } from 'node:http'

export interface SecCompany {
  cik: number
  ticker: string
  title: string
  /**
   * The bodies to send. A route without a body answers 404, as sec.gov does for an unknown CIK.
   */
  submissions?: string
  companyfacts?: string
}

export const SEC_FAULTS = [
  'html',
  'half_json',
  'forbidden',
  'rate_limited',
  'server_error',
  'hang',
  'hang_up',
  'other_company',
  'wrong_types',
] as const
export type SecFault = (typeof SEC_FAULTS)[number]
export type SecRoute = 'tickers' | 'submissions' | 'companyfacts'

export interface FakeSec {
  /** The address to use in place of https://www.sec.gov and https://data.sec.gov. */
  url: string
  /** The paths that were asked for, in order. */
  calls: string[]
  /**
   * Makes one route fail from now on. Null ends all faults. An answer of 429 has `Retry-After:
   * 120`.
   */
  fault(kind: SecFault | null, route?: SecRoute): void
  close(): Promise<void>
}

const MISSING =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>'

const send = (
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(body)
}

const html = (response: ServerResponse, status: number): void =>
  send(response, status, '<!DOCTYPE html><html><body>Undeclared Automated Tool</body></html>', {
    'content-type': 'text/html',
  })

/**
 * An answer for the right company in which some types are wrong: text in place of a number, or text
 * in place of a list.
 */
const wrongTypes = (route: SecRoute, cik: number): string => {
  if (route === 'tickers') return '{"0":{"cik_str":"none","ticker":7,"title":[]}}'
  if (route === 'submissions')
    return JSON.stringify({ cik, name: 7, tickers: 'ONE', filings: { recent: [] } })
  const rows = [{ end: '2025-09-27', val: 'many', accn: 7 }]
  return JSON.stringify({
    cik,
    entityName: 'Example',
    facts: { 'us-gaap': { Assets: { label: 'Assets', units: { USD: rows } } } },
  })
}

interface Broken {
  route: SecRoute
  cik: number
  /** The body that would have been right. */
  body: string
  /** The body that the same route has for another company. */
  other: string
}

const FAULTS: Record<SecFault, (response: ServerResponse, broken: Broken) => void> = {
  html: (response) => html(response, 200),
  half_json: (response, { body }) =>
    send(response, 200, body.slice(0, Math.floor(body.length / 2))),
  forbidden: (response) => html(response, 403),
  rate_limited: (response) => send(response, 429, '{}', { 'retry-after': '120' }),
  server_error: (response) => html(response, 503),
  // Nothing is ever sent. The connection ends when the server is closed.
  hang: () => {},
  hang_up: (response) => {
    response.socket?.destroy()
  },
  other_company: (response, { other }) => send(response, 200, other),
  wrong_types: (response, { route, cik }) => send(response, 200, wrongTypes(route, cik)),
}

const routeOf = (path: string): { route: SecRoute; cik: number } | null => {
  if (path === '/files/company_tickers.json') return { route: 'tickers', cik: 0 }
  const match = /^\/(submissions|api\/xbrl\/companyfacts)\/CIK(\d{10})\.json$/.exec(path)
  return match
    ? { route: match[1] === 'submissions' ? 'submissions' : 'companyfacts', cik: Number(match[2]) }
    : null
}

/** Starts the server on a free port of 127.0.0.1. */
export const startFakeSec = async ({
  companies,
}: {
  companies: SecCompany[]
}): Promise<FakeSec> => {
  const tickers = JSON.stringify(
    Object.fromEntries(
      companies.map((c, i) => [String(i), { cik_str: c.cik, ticker: c.ticker, title: c.title }]),
    ),
  )
  const calls: string[] = []
  let broken: { kind: SecFault; route: SecRoute } | null = null

  const bodyOf = (route: SecRoute, company: SecCompany | undefined): string | undefined => {
    if (route === 'tickers') return tickers
    return route === 'submissions' ? company?.submissions : company?.companyfacts
  }
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    calls.push(path)
    const asked = routeOf(path)
    const body =
      asked &&
      bodyOf(
        asked.route,
        companies.find((c) => c.cik === asked.cik),
      )
    if (!asked || body === undefined || body === null) {
      send(response, 404, MISSING, { 'content-type': 'application/xml' })
    } else if (broken?.route === asked.route) {
      const other = companies.find((c) => c.cik !== asked.cik)
      FAULTS[broken.kind](response, { ...asked, body, other: bodyOf(asked.route, other) ?? '{}' })
    } else send(response, 200, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    fault(kind, route = 'companyfacts') {
      broken = kind && { kind, route }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
