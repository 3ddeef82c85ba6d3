/** How changes are put into words. Pure. */
import type {
  FigureChange,
  FigureChanges,
  TestChange,
} from '#shared/contracts/report-comparison.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { PASSED_FROM, UNTESTED } from '#shared/rating/names.ts'
import { language } from '../../preferences.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { scoreText } from '../rating/rating-words.ts'
import { t } from '../strings/index.ts'

/**
 * The largest move that is told as a percentage. A larger one only means that the earlier value was
 * about zero.
 */
const MOST_TOLD = 100

/** By how much a value moved against the earlier one, as `+12.3%`; null where that says nothing. */
export const moveText = ({ before, after }: FigureChange): string | null => {
  if (!before || !after || before.unit !== after.unit) return null
  const [from, to] = [Number(before.value), Number(after.value)]
  if (from === 0 || from < 0 !== to < 0) return null
  const move = (to - from) / Math.abs(from)
  if (Math.abs(move) > MOST_TOLD) return null
  return `${move > 0 ? '+' : ''}${formatFigure(String(move), 'ratio', language.value)}`
}

export const countsText = ({ changed, added, removed }: FigureChanges): string =>
  [
    changed > 0 && t('diff.changed', { count: changed }),
    added > 0 && t('diff.added', { count: added }),
    removed > 0 && t('diff.removed', { count: removed }),
  ]
    .filter(Boolean)
    .join(language.value === 'zh' ? '，' : ', ')

/** What a test said: its degree with what was measured, or why it was not made. */
export const testText = (state: TestChange['after']): string => {
  if (!state) return '—'
  if (!state.made) return nameIn(UNTESTED[state.reason], state.reason)
  const value =
    state.value === null ? '' : formatFigure(String(state.value), state.unit, language.value)
  return `${value}${value && ' · '}${scoreText(state.degree)}`
}

/** Whether a test passes now and failed before, or the reverse; null when it did neither. */
export const turned = ({ before, after }: TestChange): 'passed' | 'failed' | null => {
  if (!before?.made || !after?.made) return null
  const [old, now] = [before.degree >= PASSED_FROM, after.degree >= PASSED_FROM]
  return old === now ? null : now ? 'passed' : 'failed'
}
