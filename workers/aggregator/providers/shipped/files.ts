/** The shipped recordings by instrument; each is loaded only when its company is asked for. */
export const FILES: Record<string, () => Promise<{ default: unknown }>> = {
  'CN:000002.SZ': () => import('./data/cn-000002-sz.json', { with: { type: 'json' } }),
  'CN:600000.SH': () => import('./data/cn-600000-sh.json', { with: { type: 'json' } }),
  'CN:600502.SH': () => import('./data/cn-600502-sh.json', { with: { type: 'json' } }),
  'CN:600519.SH': () => import('./data/cn-600519-sh.json', { with: { type: 'json' } }),
  'CN:688256.SH': () => import('./data/cn-688256-sh.json', { with: { type: 'json' } }),
  'HK:00700': () => import('./data/hk-00700.json', { with: { type: 'json' } }),
  'JP:1332': () => import('./data/jp-1332.json', { with: { type: 'json' } }),
  'JP:7203': () => import('./data/jp-7203.json', { with: { type: 'json' } }),
  'US:AAPL': () => import('./data/us-aapl.json', { with: { type: 'json' } }),
  'US:MRVL': () => import('./data/us-mrvl.json', { with: { type: 'json' } }),
  'US:NVDA': () => import('./data/us-nvda.json', { with: { type: 'json' } }),
}
