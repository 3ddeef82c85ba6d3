/**
 * Public addresses that the contracts, the gateway and the page share. There are no schemas here,
 * so that the page can import this file. `{name}` stands for one part of the path.
 */
import type { Dataset } from './names.ts'

/** The live price of one instrument. */
export const PRICE_ADDRESS = '/api/financials/{market}/{symbol}/realtime'
/** The live prices of many instruments. */
export const PRICES_ADDRESS = '/api/market-data/realtime'

/** The records of one dataset of a company. */
export const datasetAddress = (dataset: Dataset): string =>
  dataset === 'bars'
    ? '/api/market-data/bars/{symbol}'
    : `/api/companies/{market}/{symbol}/${dataset}`

/** Source of a regular expression that matches an address and captures each of its parameters. */
export const addressPattern = (address: string): string =>
  address.replaceAll(/\{[a-z_]+\}/g, '([^/?#]+)')

/** The path at the service behind the gateway. There the market is in the query. */
export const servicePath = (address: string): string =>
  address
    .replace(/^\/api\//, '/api/v1/')
    .replace('/{market}', '')
    .replaceAll(/\{([a-z_]+)\}/g, ':$1')
