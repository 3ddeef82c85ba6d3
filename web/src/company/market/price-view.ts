/**
 * A series of bars as one chart: numbers by bar, marks, axis labels, and the lines of the tooltip
 * of each bar.
 */

import { DAY_MS } from '#shared/days.ts'
import type { Bar } from '#shared/datasets/bars.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { language } from '../../preferences.ts'
import { axisTicks, type CorporateAction, LONG_DAYS, marksOn, splitRatio } from './price-chart.ts'
import { t } from './strings/index.ts'

export interface PriceChart {
  currency: string
  labels: readonly string[]
  closes: readonly number[]
  volumes: readonly (number | null)[]
  /** Indices of the bars on which dividends fall. */
  dividends: readonly number[]
  splits: readonly number[]
  ticks(most: number): number[]
  tickLabel(index: number): string
  /** Lines of text. */
  words(index: number): string[]
}

/** `Dividend: $0.26`, `Split: 4 : 1`. */
export const actionWords = (action: CorporateAction): string => {
  if (action.kind === 'unread') return `${t('market.unread_action')}: ${action.plan}`
  return action.kind === 'dividend'
    ? `${t('market.dividend')}: ${formatFigure(action.amount, action.unit, language.value)}`
    : `${t('market.split_mark')}: ${splitRatio(action.ratio)}`
}

const FEW_DAYS = 40

export const priceChart = (
  bars: readonly Bar[],
  currency: string,
  actions: readonly CorporateAction[],
): PriceChart => {
  const labels = bars.map(({ date }) => date)
  const marks = marksOn(bars, actions)
  const placesOf = (kind: CorporateAction['kind']) =>
    marks.filter(({ action }) => action.kind === kind).map(({ index }) => index)
  const days = (Date.parse(labels.at(-1) ?? '') - Date.parse(labels[0] ?? '')) / DAY_MS
  const shape: Intl.DateTimeFormatOptions =
    days <= FEW_DAYS
      ? { month: 'short', day: 'numeric' }
      : days <= LONG_DAYS
        ? { month: 'short', year: '2-digit' }
        : { year: 'numeric' }
  const format = new Intl.DateTimeFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', {
    ...shape,
    timeZone: 'UTC',
  })
  return {
    currency,
    labels,
    dividends: placesOf('dividend'),
    splits: placesOf('split'),
    closes: bars.map(({ close }) => Number(close)),
    volumes: bars.map(({ volume }) => (volume === null ? null : Number(volume))),
    ticks: (most) => axisTicks(labels, most),
    tickLabel: (index) =>
      labels[index] ? format.format(new Date(`${labels[index]}T00:00:00Z`)) : '',
    words: (index) => {
      const bar = bars[index]
      if (!bar) return []
      return [
        `${t('market.close')}: ${formatFigure(bar.close, `${currency}/share`, language.value)}`,
        ...(bar.volume === null
          ? []
          : [`${t('market.volume')}: ${formatFigure(bar.volume, 'shares', language.value)}`]),
        ...marks.filter((mark) => mark.index === index).map(({ action }) => actionWords(action)),
      ]
    },
  }
}
