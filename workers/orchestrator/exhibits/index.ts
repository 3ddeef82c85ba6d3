/** Every exhibit with how it is collected. A new kind is a file here and its line. */
import type { ReadExhibit } from '#shared/exhibits/names.ts'
import { actions } from './actions.ts'
import type { ExhibitCollector } from './collector.ts'
import { estimates } from './estimates.ts'
import { filings } from './filings.ts'
import { holders } from './holders.ts'
import { insiders } from './insiders.ts'
import { market } from './market.ts'
import { news } from './news.ts'
import { peers } from './peers.ts'
import { valuation } from './valuation.ts'

export const COLLECTORS: { [K in ReadExhibit]: ExhibitCollector<K> } = {
  market,
  valuation,
  peers,
  estimates,
  holders,
  insiders,
  actions,
  news,
  filings,
}
