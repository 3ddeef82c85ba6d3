/** How degrees, lines and falsifiers of a rating are put into words. Pure. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { Falsifier } from '#shared/contracts/rating.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { COMPARISON_NAMES, PASSED_FROM } from '#shared/rating/names.ts'
import { language } from '../../preferences.ts'
import type { MadeTest } from '#shared/rating/score-tests.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { t } from '../strings/index.ts'

const DIGITS = 2
/** From this degree on a test is passed well. */
const WELL = 0.75

export const scoreText = (degree: number): string => degree.toFixed(DIGITS)

export const degreeClass = (degree: number): 'good' | 'fair' | 'poor' =>
  degree >= WELL ? 'good' : degree >= PASSED_FROM ? 'fair' : 'poor'

/** `roe@FY2025` -> FY2025. */
export const periodText = (token: string): string => token.slice(token.indexOf('@') + 1)

const number = (value: number, unit: string): string =>
  formatFigure(String(value), unit, language.value)

export const valueText = ({ value, unit }: MadeTest): string =>
  value === null ? '' : number(value, unit)

/** Whether what was measured is the figure itself, and not a number made from several. */
export const isOfFigure = ({ value, shown }: MadeTest, figures: FigureIndex | null): boolean => {
  const entry = figures?.get(shown)
  return entry !== undefined && value !== null && Number(entry.value) === value
}

export const scaleText = ({ scale, unit }: MadeTest): string =>
  t('rating.scale', {
    zero: number(scale.zero, unit),
    pass: number(scale.pass, unit),
    full: number(scale.full, unit),
  })

export const falsifierText = ({ label, name, comparison, line, unit, period }: Falsifier): string =>
  t('rating.falsifier', {
    figure: nameIn(label, name),
    comparison: nameIn(COMPARISON_NAMES[comparison], comparison),
    line: number(line, unit),
    period,
  })
