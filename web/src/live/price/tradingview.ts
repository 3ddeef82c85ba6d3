/** How TradingView names an instrument, and the address of its chart. Pure. */
import type { Market } from '#shared/names.ts'

export const TRADINGVIEW = 'https://www.tradingview-widget.com'

const MAINLAND: Record<string, string> = { SH: 'SSE', SZ: 'SZSE', BJ: 'BSE' }

/**
 * `600519.SH` -> `SSE:600519`, `00700` -> `HKEX:700`, `7203` -> `TSE:7203`; a US ticker by itself.
 */
export const tradingViewSymbol = (market: Market, symbol: string): string => {
  const [code = symbol, place = ''] = symbol.split('.')
  switch (market) {
    case 'CN':
      return MAINLAND[place] ? `${MAINLAND[place]}:${code}` : code
    case 'HK':
      return `HKEX:${symbol.replace(/^0+/, '')}`
    case 'JP':
      return `TSE:${symbol}`
    case 'US':
      return symbol
  }
}

export interface TradingViewLook {
  symbol: string
  dark: boolean
  chinese: boolean
  timezone: string
}

/**
 * The settings of the chart stand after the `#`: the chart's own script reads them, and they are
 * not sent in the request.
 */
export const tradingViewAddress = ({
  symbol,
  dark,
  chinese,
  timezone,
}: TradingViewLook): string => {
  const view = {
    symbol,
    interval: '1',
    timezone,
    theme: dark ? 'dark' : 'light',
    style: '1',
    autosize: true,
    width: '100%',
    height: '100%',
  }
  const frame = {
    allow_symbol_change: false,
    save_image: false,
    hide_side_toolbar: true,
    calendar: false,
    support_host: 'https://www.tradingview.com',
  }
  return `${TRADINGVIEW}/embed-widget/advanced-chart/?locale=${chinese ? 'zh_CN' : 'en'}#${encodeURIComponent(JSON.stringify({ ...view, ...frame }))}`
}
