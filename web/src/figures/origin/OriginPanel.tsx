/**
 * The panel that shows where a figure comes from. It is not modal: the table beside it can still be
 * used.
 */
import { termOf } from '#shared/book/figure-index.ts'
import { useEffect, useRef } from 'preact/hooks'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { backFromInput, closeOrigin, type OriginView, originStack } from '../open-origin.ts'
import { t } from '../strings/index.ts'
import { DerivedOrigin } from './DerivedOrigin.tsx'
import { FactOrigin } from './FactOrigin.tsx'
import { MissingOrigin } from './MissingOrigin.tsx'
import { StatedOrigin } from './StatedOrigin.tsx'

const titleOf = (view: OriginView): { name: string; period: string } => {
  if (view.kind === 'stated') return { name: view.stated.label, period: view.stated.when }
  const { name, period } = view.kind === 'figure' ? view.entry : view.missing
  return { name: nameIn(termOf(view.figures.about, name) ?? {}, name), period }
}

export const OriginPanel = () => {
  const heading = useRef<HTMLHeadingElement>(null)
  const stack = originStack.value
  const top = stack.at(-1)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [top])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') closeOrigin()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  if (!top) return null
  const { name, period } = titleOf(top)
  return (
    <div class="origin" role="dialog" aria-labelledby="origin-name" aria-describedby="origin-title">
      <div class="origin-head">
        <p id="origin-title">{t('origin.title')}</p>
        {stack.length > 1 && (
          <button type="button" class="quiet" onClick={backFromInput}>
            ← {t('origin.back')}
          </button>
        )}
        <button type="button" class="quiet" onClick={closeOrigin} aria-label={t('origin.close')}>
          ✕
        </button>
      </div>
      <h2 id="origin-name" ref={heading} tabIndex={-1}>
        {name} <span class="period">{period}</span>
      </h2>
      {top.kind === 'stated' ? (
        <StatedOrigin stated={top.stated} />
      ) : top.kind === 'missing' ? (
        <MissingOrigin missing={top.missing} figures={top.figures} />
      ) : top.entry.origin.kind === 'fact' ? (
        <FactOrigin fact={top.entry.origin.fact} figures={top.figures} />
      ) : (
        <DerivedOrigin derived={top.entry.origin.derived} figures={top.figures} />
      )}
    </div>
  )
}
