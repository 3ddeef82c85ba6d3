/**
 * Restated figures as a list by cause. Each version is written so that it differs from the others.
 * Pure.
 */
import type { Language } from '#shared/names.ts'
import type { Restatement } from '#shared/contracts/restatements.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { exactValue } from '../ui/numbers.ts'

export type Cause = Restatement['cause']

/** A changed value comes before one that a split or rounding explains. */
export const CAUSES: readonly Cause[] = ['restated', 'split', 'rounded']

export const byCause = (
  restatements: readonly Restatement[],
): { cause: Cause; restatements: Restatement[] }[] =>
  CAUSES.map((cause) => ({
    cause,
    restatements: restatements.filter((restatement) => restatement.cause === cause),
  })).filter((group) => group.restatements.length > 0)

/** The first group is open at first. Values that were only rounded never are. */
export const opensItself = (cause: Cause, position: number): boolean =>
  position === 0 && cause !== 'rounded'

/** The short form of each version, or all digits when the short forms are the same. */
export const versionTexts = (
  { versions, unit }: Pick<Restatement, 'versions' | 'unit'>,
  language: Language,
): string[] => {
  const short = versions.map(({ value }) => formatFigure(value, unit, language))
  return new Set(short).size === versions.length
    ? short
    : versions.map(({ value }) => `${exactValue(value)} ${unit}`)
}

/** Smaller changes than this, in per cent, are written with more digits. */
const SMALL_PERCENT = 0.1

/** `+4.2%`, `−0.046%`: never a change of zero. */
export const changeText = (change: string, language: Language): string => {
  const percent = Number(change) * 100
  const digits =
    Math.abs(percent) >= SMALL_PERCENT
      ? { minimumFractionDigits: 1, maximumFractionDigits: 1 }
      : { maximumSignificantDigits: 2 }
  const text = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-US', {
    ...digits,
    signDisplay: 'exceptZero',
  }).format(percent)
  return `${text.replace('-', '\u2212')}%`
}

/** `@2018-09-29` -> `2018-09-29`. */
export const periodText = (period: string): string => period.replace(/^@/, '')
