/**
 * Every built-in provider: those without a key, those with a key, and the shipped recordings. A new
 * provider is added here and to the chains of the configuration.
 */
import { alphavantage } from './alphavantage/index.ts'
import { cninfo } from './cninfo/index.ts'
import { eastmoney } from './eastmoney/index.ts'
import { edinet } from './edinet/index.ts'
import { finnhub } from './finnhub/index.ts'
import { fmp } from './fmp/index.ts'
import { hkexnews } from './hkexnews/index.ts'
import { jquants } from './jquants/index.ts'
import { recorded } from './shipped/index.ts'
import { nasdaq } from './nasdaq/index.ts'
import { sec } from './sec/index.ts'
import { sina } from './sina/index.ts'
import { tdnet } from './tdnet/index.ts'
import { tencent } from './tencent/index.ts'
import { tushare } from './tushare/index.ts'
import { twelvedata } from './twelvedata/index.ts'
import { yahoo } from './yahoo/index.ts'
import type { Provider } from '../model/provider.ts'

export const PROVIDERS: readonly Provider[] = [
  sec,
  nasdaq,
  eastmoney,
  tencent,
  sina,
  cninfo,
  hkexnews,
  tdnet,
  yahoo,
  tushare,
  finnhub,
  fmp,
  twelvedata,
  alphavantage,
  jquants,
  edinet,
  recorded,
]
