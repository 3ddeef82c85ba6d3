/** Lines of the origin panel that every kind of figure has. */
import { formatFigure } from '#shared/format-figure.ts'
import { language } from '../../preferences.ts'
import { NamedLine } from '../../ui/NamedLine.tsx'
import { exactValue } from '../../ui/numbers.ts'
import { t } from '../strings/index.ts'

export const Exact = ({ value, unit }: { value: string; unit: string }) => (
  <p class="exact">
    <span class="hidden">{t('origin.exact')}: </span>
    <strong>{exactValue(value)}</strong> <span>{unit}</span>
    <span class="shown-as">
      {t('origin.shown_as', { text: formatFigure(value, unit, language.value) })}
    </span>
  </p>
)

export const PeriodLine = ({ start, end }: { start: string | null; end: string }) => (
  <NamedLine name={start ? t('origin.period') : t('origin.instant')}>
    {start ? `${start} – ${end}` : end}
  </NamedLine>
)
