/** A number that no figure bears out: struck, and a button that says why beside it. */
import { useSignal } from '@preact/signals'
import { FINDING_WORDS, type FindingReason } from '#shared/finding-reasons.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { t } from '../strings/index.ts'

export const UnverifiedMark = ({
  text,
  reason,
}: {
  text: string
  reason: FindingReason | null
}) => {
  const open = useSignal(false)
  const why = reason
    ? t('report.unverified_why', { reason: nameIn(FINDING_WORDS[reason], reason) })
    : t('report.unverified_mark')
  return (
    <>
      <button
        type="button"
        class="unverified"
        title={why}
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value
        }}
      >
        <s>{text}</s>
        <sup aria-hidden="true">?</sup>
        <span class="hidden"> ({why})</span>
      </button>
      {open.value && (
        <span class="unverified-why" role="status">
          {why}
        </span>
      )}
    </>
  )
}
