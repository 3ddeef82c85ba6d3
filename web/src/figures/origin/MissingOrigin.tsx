/** Why there is no figure. */
import type { FigureBook } from '../figure-index.ts'
import { termOf } from '../figure-index.ts'
import type { Missing } from '../tables/tables.ts'
import { language } from '../../preferences.ts'
import { t, tCode } from '../strings/index.ts'
import { NamedLine } from '../../ui/NamedLine.tsx'

export const MissingOrigin = ({ missing, book }: { missing: Missing; book: FigureBook }) => {
  const term = termOf(book.financials, missing.name)
  return (
    <>
      <p class="exact">
        <strong>—</strong> <span>{t('origin.absent')}</span>
      </p>
      <dl class="lines">
        <NamedLine name={t('origin.why')}>{tCode('absent', missing.reason)}</NamedLine>
        {missing.detail && <NamedLine name={t('origin.detail')}>{missing.detail}</NamedLine>}
      </dl>
      {term && (
        <p class="muted">{language.value === 'zh' ? term.definition_zh : term.definition}</p>
      )}
    </>
  )
}
