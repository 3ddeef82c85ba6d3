/** The list: how many pass, were tested and could not be; its toolbar; the table. */
import { type Signal, useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { language } from '../../preferences.ts'
import { grouped, providerName } from '../../ui/words.ts'
import { printCondition } from '../model/engine.ts'
import { labelOf } from '../model/labels.ts'
import { conditionsOf } from '../model/rows.ts'
import type { ScreenModel } from '../model/screen-model.ts'
import { t } from '../strings/index.ts'
import { ColumnChooser } from './ColumnChooser.tsx'
import { CompanyTable } from './CompanyTable.tsx'
import { CompareTray } from './CompareTray.tsx'
import { NotTestable } from './NotTestable.tsx'
import { Toolbar } from './Toolbar.tsx'

/** A screen reader is told of the new count when nothing has moved for so long, in ms. */
const TELL_AFTER_MS = 700

/** The count in words, once it rests. */
const CountAnnouncement = ({ text }: { text: string }) => {
  const told = useSignal('')
  useEffect(() => {
    const timer = setTimeout(() => {
      told.value = text
    }, TELL_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <p class="hidden" role="status">
      {told.value}
    </p>
  )
}

/** Whose untestable companies are shown: all, or those of one condition; null for the list. */
export type UntestableView = { condition: number | null } | null

export const Results = ({
  model,
  untestable: view,
}: {
  model: ScreenModel
  untestable: Signal<UntestableView>
}) => {
  const untestable = view.value
  const showUntestable = (next: UntestableView) => {
    view.value = next
  }
  const choosing = useSignal(false)
  const outcome = model.outcome.value
  const table = model.table.value
  const fields = model.fields.value ?? []
  const screen = model.screen.value
  const conditions = conditionsOf(screen)
  const condition = untestable?.condition ?? null
  const list = useMemo(
    () => (untestable ? model.untestable(condition) : []),
    [outcome, table, untestable !== null, condition],
  )
  if (!outcome || !table) return null
  const nameOfCondition = (at: number): string => {
    const one = conditions[at]
    if (!one) return ''
    return one.kind === 'compare' ? labelOf(one.left, fields) : printCondition(one)
  }
  const { total, tested, notes } = outcome
  const words = t('results.count', { passed: grouped(total.passed), tested: grouped(tested) })
  const shown = model.list.value.length
  return (
    <section class="results" aria-labelledby="results-title" aria-busy={!model.isHeld.value}>
      <div class="results-head">
        <h2 id="results-title">
          <strong>{grouped(total.passed)}</strong>{' '}
          {t('results.passed_of', { tested: grouped(tested) })}
        </h2>
        <CountAnnouncement text={words} />
        <fieldset class="segments" aria-label={t('results.view')}>
          <button
            type="button"
            aria-pressed={untestable === null}
            onClick={() => showUntestable(null)}
          >
            {t('results.list')}
          </button>
          <button
            type="button"
            aria-pressed={untestable !== null}
            disabled={total.not_testable === 0}
            onClick={() => showUntestable({ condition: null })}
          >
            {t('results.not_testable', { count: grouped(total.not_testable) })}
          </button>
        </fieldset>
        <Toolbar
          model={model}
          chooseColumns={() => {
            choosing.value = true
          }}
        />
      </div>
      {untestable === null ? (
        <>
          {shown < total.passed && (
            <p class="muted small">
              {t('results.limited', { shown: grouped(shown), passed: grouped(total.passed) })}
            </p>
          )}
          {shown === 0 ? (
            <p class="empty">
              {t(total.failed === 0 ? 'results.none_tested' : 'results.none_pass')}
            </p>
          ) : (
            <>
              <CompareTray model={model} />
              <CompanyTable model={model} />
            </>
          )}
          {model.rates.value.map(({ from, to, rate, day, provider }) => (
            <p class="notice small" key={`${from} ${to}`}>
              {t('results.rate', {
                from,
                to,
                rate: String(rate),
                day,
                provider: providerName(provider),
              })}
            </p>
          ))}
          {notes.map(({ kind, en, zh }) => (
            <p class="notice small" key={`${kind} ${en}`}>
              {language.value === 'zh' ? zh : en}
            </p>
          ))}
          <p class="muted small results-foot">
            {t('results.shade_note')}{' '}
            <span class="flag-note">
              <span class="flag" /> {t('results.doubt_note')}
            </span>
          </p>
        </>
      ) : (
        <>
          {condition !== null && (
            <p>
              {t('untestable.of', { condition: nameOfCondition(condition) })}{' '}
              <button
                type="button"
                class="link"
                onClick={() => showUntestable({ condition: null })}
              >
                {t('untestable.show_all')}
              </button>
            </p>
          )}
          <NotTestable model={model} untestable={list} conditionName={nameOfCondition} />
        </>
      )}
      {choosing.value && (
        <ColumnChooser
          model={model}
          close={() => {
            choosing.value = false
          }}
        />
      )}
    </section>
  )
}
