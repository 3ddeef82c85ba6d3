/**
 * The choice of the currency of amounts: the filed one, or another at one stated rate. The choice
 * is kept in the address.
 */
import { t } from './strings/index.ts'

const CURRENCIES = ['USD', 'CNY', 'HKD', 'JPY', 'EUR'] as const

interface CurrencyPickerProps {
  /** Null while the company is not known. */
  filed: string | null
  /** Whether an older series of figures is in another currency than the filed one. */
  mixed?: boolean
  chosen: string | null
  choose: (currency: string | null) => void
}

export const CurrencyPicker = ({ filed, mixed = false, chosen, choose }: CurrencyPickerProps) => {
  const others = [...new Set([...CURRENCIES, ...(chosen ? [chosen] : [])])].filter(
    (currency) => currency !== filed || mixed,
  )
  return (
    <label class="picker currency-picker">
      <span>{t('currency.label')}</span>
      <select
        value={chosen === filed && !mixed ? '' : (chosen ?? '')}
        onChange={(event) => choose(event.currentTarget.value || null)}
      >
        <option value="">
          {filed ? t('currency.filed', { currency: filed }) : t('currency.filed_any')}
        </option>
        {others.map((currency) => (
          <option key={currency} value={currency}>
            {currency === filed ? t('currency.all', { currency }) : currency}
          </option>
        ))}
      </select>
    </label>
  )
}
