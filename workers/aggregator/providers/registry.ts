/** Every provider that is built in. A provider is added here, and to the chains of the configuration. */
import { alphavantage } from './alphavantage/index.ts'
import { finnhub } from './finnhub/index.ts'
import { fmp } from './fmp/index.ts'
import { cninfo } from './cninfo/index.ts'
import { eastmoney } from './eastmoney/index.ts'
import { hkexnews } from './hkexnews/index.ts'
import { sina } from './sina/index.ts'
import type { Provider } from './provider.ts'
import { sec } from './sec/index.ts'
import { tushare } from './tushare/index.ts'
import { jquants } from './jquants/index.ts'
import { tdnet } from './tdnet/index.ts'
import { twelvedata } from './twelvedata/index.ts'
import { edinet } from './edinet/index.ts'
import { tencent } from './tencent/index.ts'
import { yahoo } from './yahoo/index.ts'

export const PROVIDERS: readonly Provider[] = [
  sec,
  eastmoney,
  tencent,
  finnhub,
  fmp,
  alphavantage,
  cninfo,
  tushare,
  yahoo,
  hkexnews,
  jquants,
  sina,
  tdnet,
  twelvedata, edinet
]

export const providerById = (id: string): Provider | undefined => PROVIDERS.find((provider) => provider.id === id)
