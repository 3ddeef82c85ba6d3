/**
 * The screen as text, beside the rows: each follows the other. A fault is shown at its place, with
 * the names that may have been meant.
 */
import { useEffect, useRef } from 'preact/hooks'
import { language } from '../../preferences.ts'
import type { ScreenProblem } from '#shared/screen/problem.ts'
import type { ParsedScreen } from '../model/engine.ts'
import { replaced } from '../model/text-edit.ts'
import { t } from '../strings/index.ts'

/** Rows of the field, which grows with its text. */
const LEAST_ROWS = 3
const MOST_ROWS = 14
const CHARACTERS_A_ROW = 44

const rowsFor = (text: string): number => {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_A_ROW)), 0)
  return Math.min(MOST_ROWS, Math.max(LEAST_ROWS, lines))
}

/** Characters around a fault that are shown with it. */
const AROUND = 24

const Place = ({ text, from, to }: { text: string; from: number; to: number }) => {
  const begin = Math.max(0, from - AROUND)
  const end = Math.min(text.length, to + AROUND)
  return (
    <code class="fault-place">
      {begin > 0 && '…'}
      {text.slice(begin, from)}
      <mark>{text.slice(from, to) || '␣'}</mark>
      {text.slice(to, end)}
      {end < text.length && '…'}
    </code>
  )
}

export const ScreenText = ({
  text,
  parsed,
  isBegun,
  set,
}: {
  text: string
  parsed: ParsedScreen | null
  /** Whether any text could be read so far. */
  isBegun: boolean
  set: (text: string) => void
}) => {
  const field = useRef<HTMLTextAreaElement>(null)
  const problem = parsed && !parsed.ok ? parsed.problem : null
  const detail = (of: { detail: string; detail_zh: string }) =>
    language.value === 'zh' ? of.detail_zh : of.detail
  /**
   * The engine's message about a fault. For an unknown name the similar names are left out, because
   * they are shown below it.
   */
  const words = (of: ScreenProblem): string =>
    of.reason === 'unknown_field'
      ? t('text.unknown', { name: text.slice(of.at.from, of.at.to) })
      : detail(of)
  const take = (name: string) => {
    if (!problem) return
    const next = replaced(text, problem.at, name)
    set(next.text)
    queueMicrotask(() => {
      field.current?.focus()
      field.current?.setSelectionRange(next.cursor, next.cursor)
    })
  }
  useEffect(() => {
    // The rows have written the text: the field must not keep an older one.
    if (field.current && field.current.value !== text) field.current.value = text
  }, [text])
  return (
    <div class="screen-text">
      <label for="screen-text">{t('text.label')}</label>
      <textarea
        id="screen-text"
        class="screen-text-input"
        ref={field}
        rows={rowsFor(text)}
        spellcheck={false}
        autocapitalize="off"
        placeholder={t('text.placeholder')}
        aria-invalid={problem !== null}
        aria-describedby="screen-text-state"
        value={text}
        onInput={(event) => set(event.currentTarget.value)}
      />
      <div id="screen-text-state" role="status">
        {problem && (
          <div class="fault">
            <p class="fault-words">{words(problem)}</p>
            <Place text={text} from={problem.at.from} to={problem.at.to} />
            {problem.near.length > 0 && (
              <p class="near">
                {t('text.near')}{' '}
                {problem.near.map((name) => (
                  <button type="button" class="near-name" key={name} onClick={() => take(name)}>
                    {name}
                  </button>
                ))}
              </p>
            )}
            <p class="small">
              {t('text.at', { place: problem.at.from + 1 })}{' '}
              {t(isBegun ? 'text.last_good' : 'text.none_good')}
            </p>
          </div>
        )}
        {parsed?.ok &&
          parsed.hints.map((hint) => (
            <p class="notice small" key={hint.detail}>
              {detail(hint)}
            </p>
          ))}
      </div>
      <p class="muted small">{t('text.hint')}</p>
    </div>
  )
}
