/**
 * The choice of the day as of which the company is read: figures filed later are not shown. The day
 * is kept in the address.
 */
import { t } from './strings/index.ts'

const today = (): string => new Date().toISOString().slice(0, 10)

export const AsOfPicker = ({
  asOf,
  choose,
}: {
  asOf: string | null
  choose: (asOf: string | null) => void
}) => (
  <div class="as-of">
    <label>
      <span>{t('company.as_of')}</span>
      <input
        type="date"
        max={today()}
        value={asOf?.slice(0, 10) ?? ''}
        onChange={(event) => choose(event.currentTarget.value || null)}
      />
    </label>
    {asOf && (
      <button type="button" class="quiet" onClick={() => choose(null)}>
        {t('company.as_of_now')}
      </button>
    )}
  </div>
)
