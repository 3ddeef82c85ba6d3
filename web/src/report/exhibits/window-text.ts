/** The period of a figure of an exhibit in words: `6m` is six months. Pure. */
import { PEERS, PEERS_MEDIAN, PEERS_OWN } from '#shared/exhibits/terms/peers.ts'
import type { Language } from '#shared/names.ts'

const OF_PEERS: Readonly<Record<string, { en: string; zh: string }>> = {
  [PEERS]: { en: 'among peers', zh: '同业中' },
  [PEERS_MEDIAN]: { en: "peers' median", zh: '同业中位数' },
  [PEERS_OWN]: { en: 'the company', zh: '本公司' },
}
const WINDOW = /^(\d{1,2})([my])$/

export const windowText = (period: string, language: Language): string => {
  const peers = OF_PEERS[period]
  if (peers) return peers[language]
  const [, count, unit] = WINDOW.exec(period) ?? []
  if (count === undefined) return period.replace(/^@/, '')
  if (language === 'zh') return unit === 'm' ? `近${count}个月` : `近${count}年`
  const word = unit === 'm' ? 'month' : 'year'
  return `${count} ${word}${count === '1' ? '' : 's'}`
}
